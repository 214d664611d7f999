"""The look of every chart: colours, fonts, and the one way a figure becomes an SVG block.

Colours are told apart by colour-blind readers and in grey (checked by lightness), text has
a contrast of 4.5:1 or more on white. Text is drawn as paths, so that a chart looks the same
in a browser, in JupyterLab and in the PDF, whatever fonts the machine has.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from itertools import pairwise
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager, ft2font
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from kit.brand import WHITE, load_brand
from kit.colours import carries_white, contrast
from kit.display import lettering
from kit.display.lettering import Face
from kit.display.paper import Paper
from kit.display.svg import svg_of
from kit.font_files import FALLBACK, KIT_FAMILY, folders_at_hand
from kit.palette import LEAST_CONTRAST
from kit.texts import LANGUAGES, Texts

BRAND = load_brand()
INK = BRAND["ink"]  # text
MUTED = BRAND["muted"]  # secondary text
LINE = BRAND["rule"]  # rules, connectors
PALE = BRAND["pale"]  # backgrounds of bars, days off
MAIN = BRAND["main"]  # the main series
MAIN_SOFT = BRAND["main_soft"]  # the same, set back
GAIN = BRAND["gain"]  # gains, quick wins
GAIN_SOFT = BRAND["gain_soft"]  # zone of the quick wins
COST = BRAND["cost"]  # costs, what asks for attention
COST_SOFT = BRAND["cost_soft"]
STOP = BRAND["stop"]
RISKS = BRAND.several("risks")  # risk 1 to 5
LEVELS = BRAND.several("levels")  # low, moderate, high, critical
SCALE = BRAND.several("scale")  # from little to much
PAPER = WHITE  # what a chart stands on; the dark page has its own

WIDTH = 6.7  # [in] text width of an A4 page
PHONE = 3.5  # [in] the same chart on a phone: drawn again, not shrunk
SIZE = 9.0  # [pt] body of a chart
SMALL = 8.0
CENT = 0.01  # [EUR] amounts closer than that are drawn as the same
_OFTEN = 20  # times a pair of letters is met, to be shaped ahead
_INVISIBLE = {"Cf", "Cc", "Cs", "Co", "Cn"}
_VARIANTS = {chr(code) for code in range(0xFE00, 0xFE10)}

_RC: dict[str, Any] = {
    "font.family": list(dict.fromkeys((BRAND.family, KIT_FAMILY, FALLBACK))),
    "font.size": SIZE,
    "text.color": INK,
    "text.parse_math": False,  # "$" typed by a client is a dollar
    "text.usetex": False,
    "hatch.linewidth": 0.7,
}
_FAMILY: tuple[str, ...] = tuple(_RC["font.family"])


@contextmanager
def drawing() -> Iterator[None]:
    """The kit's chart style while drawing and saving; the notebook's own is left alone."""
    _register_fonts()
    with mpl.rc_context(_look()):
        yield


@cache
def _look() -> Any:  # matplotlib types its keys one by one
    import seaborn as sns  # not before something is drawn: it brings pandas and pyplot

    return {**sns.axes_style("white"), **_RC}


_width: ContextVar[float] = ContextVar("width", default=WIDTH)


def width() -> float:
    """The width charts are drawn at now [in]: WIDTH, or PHONE inside `on_phone`."""
    return _width.get()


@contextmanager
def on_phone() -> Iterator[None]:
    """Charts drawn inside are narrow ones."""
    token = _width.set(PHONE)
    try:
        yield
    finally:
        _width.reset(token)


def canvas(height: float, width: float | None = None) -> tuple[Figure, Paper]:
    """A blank sheet measured in inches, origin at the top left, independent of pyplot."""
    paper = Paper(_width.get() if width is None else width, height)
    return paper.figure, paper


def to_svg(sheet: Figure, prefix: str) -> str:
    """*sheet* as an inline SVG: no prolog, no style sheet, ids of its own, same bytes each time."""
    return svg_of(sheet, prefix) + "\n"


def warm() -> None:
    """What the first chart of a process costs on top, done ahead: fonts, letters, the look."""
    _glyphs()
    lettering.warm([Face(_FAMILY), Face(_FAMILY, "bold")], [SMALL, SIZE], _common_pairs())
    for wide in (WIDTH, PHONE):
        with drawing():
            sheet, paper = canvas(1.0, wide)
            paper.plot([0, 1], [0, 1], color=INK)
            paper.add_patch(Rectangle((0, 0), 1, 1, color=PALE, hatch="//"))
            paper.text(0, 0, "0", color=INK)
            to_svg(sheet, "warm")


def _common_pairs() -> list[str]:
    """Letters that often stand beside each other in what the kit writes."""
    written = " ".join(text for lang in LANGUAGES for text in Texts(lang).values())
    met = Counter(map("".join, pairwise(re.sub(r"\s+", " ", written))))
    return [pair for pair, times in met.items() if times >= _OFTEN]


# -- text -----------------------------------------------------------------------------------


def on(tone: str) -> str:
    """What is written in on *tone*: PAPER or INK, by the rule the dark page follows too."""
    return PAPER if carries_white(tone) else INK


def readable(tone: str) -> bool:
    """Whether small text can be read on *tone* itself; if not, it needs paper behind it."""
    return contrast(on(tone), tone) >= LEAST_CONTRAST


def drawable(text: str) -> str:
    """*text* with what no font can draw replaced by a visible square, on one line.

    Invisible marks (variation selectors, joiners, direction marks) go without a trace.
    """
    known = _glyphs()
    kept = []
    for character in unicodedata.normalize("NFC", re.sub(r"[ \t\r\n\f\v]+", " ", text.strip())):
        if unicodedata.category(character) in _INVISIBLE or character in _VARIANTS:
            continue
        kept.append(character if ord(character) in known else "□")
    return "".join(kept)


def wrapped(
    text: str, width: float, lines: int = 2, size: float = SIZE, weight: str = "normal"
) -> str:
    """*text* over at most *lines* lines of *width* [in]; what is left out shows as "…"."""
    rows = list(_rows(drawable(text), width, size, weight))
    if len(rows) <= lines:
        return "\n".join(rows)
    last = rows[lines - 1]
    whole_words = last.rpartition(" ")[0]
    if measure(f"{last}…", size, weight) > width and len(whole_words) > len(last) / 2:
        last = whole_words  # better a word less than half a word
    while last and measure(last.rstrip() + "…", size, weight) > width:
        last = last[:-1]
    return "\n".join([*rows[: lines - 1], last.rstrip(" ,;:.-") + "…"])


def _rows(text: str, width: float, size: float, weight: str) -> Iterator[str]:
    """Lines no wider than *width*; a word longer than a line is cut where it must."""
    current = ""
    for word in text.split(" "):
        tried = f"{current} {word}" if current else word
        if measure(tried, size, weight) <= width:
            current = tried
            continue
        if current:
            yield current
        current = word
        while measure(current, size, weight) > width and len(current) > 1:
            length = len(current) - 1
            while length > 1 and measure(current[:length], size, weight) > width:
                length -= 1
            yield current[:length]
            current = current[length:]
    if current:
        yield current


def cut(text: str, width: float, size: float = SIZE) -> str:
    """*text* on one line of *width* [in]."""
    return wrapped(text, width, 1, size)


def measure(text: str, size: float = SIZE, weight: str = "normal") -> float:
    """Width of one line of drawable *text* [in]."""
    if not text.strip():
        return 0.0
    _register_fonts()
    return lettering.width(text, size, Face(_FAMILY, weight))


def extent(text: str, size: float = SIZE, weight: str = "normal") -> tuple[float, float]:
    """Width and height [in] of *text*, which may hold line breaks."""
    rows = text.split("\n")
    return max(measure(row, size, weight) for row in rows), len(rows) * size * 1.25 / 72


@cache
def _register_fonts() -> None:
    source, _ = folders_at_hand()  # matplotlib knows its own
    for name in ("Regular", "Bold", "It"):
        font_manager.fontManager.addfont(source / f"SourceSansPro-{name}.ttf")
    for path in BRAND.font_files:
        font_manager.fontManager.addfont(path)


@cache
def _glyphs() -> frozenset[int]:
    """Characters that some font of ours can draw, both regular and bold."""
    _register_fonts()
    drawn = [
        {code for family in _RC["font.family"] for code in _charmap(family, weight)}
        for weight in ("normal", "bold")
    ]
    return frozenset.intersection(*map(frozenset, drawn))


def _charmap(family: str, weight: str) -> set[int]:
    wanted = font_manager.FontProperties(family=family, weight=weight)
    return set(ft2font.FT2Font(font_manager.findfont(wanted)).get_charmap())
