"""The look of every chart: colours, fonts, and the one way a figure becomes an SVG block.

Colours are told apart by colour-blind readers and in grey (checked by lightness), text has
a contrast of 4.5:1 or more on white. Text is drawn as paths, so that a chart looks the same
in a browser, in JupyterLab and in the PDF, whatever fonts the machine has.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from typing import Any

import matplotlib as mpl
import seaborn as sns
from matplotlib import font_manager, ft2font
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.text import Text

from kit.brand import WHITE, load_brand
from kit.colours import carries_white, contrast
from kit.display.svg import compact
from kit.font_files import FALLBACK, KIT_FAMILY, folders_at_hand
from kit.palette import LEAST_CONTRAST

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
_INVISIBLE = {"Cf", "Cc", "Cs", "Co", "Cn"}
_VARIANTS = {chr(code) for code in range(0xFE00, 0xFE10)}
_MEASURE_DPI = 288  # fine enough for hinting not to matter

_RC: dict[str, Any] = {
    "font.family": list(dict.fromkeys((BRAND.family, KIT_FAMILY, FALLBACK))),
    "font.size": SIZE,
    "text.color": INK,
    "text.parse_math": False,  # "$" typed by a client is a dollar
    "text.usetex": False,
    "axes.labelcolor": MUTED,
    "axes.labelsize": SMALL,
    "axes.edgecolor": LINE,
    "axes.linewidth": 0.8,
    "axes.grid": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SIZE,
    "xtick.bottom": False,
    "ytick.left": False,
    "hatch.linewidth": 0.7,
    "svg.fonttype": "path",
    "svg.hashsalt": "kit",
    "svg.id": None,
    "path.simplify": True,
}


@contextmanager
def drawing() -> Iterator[None]:
    """The kit's chart style while drawing and saving; the notebook's own is left alone."""
    _register_fonts()
    look: Any = {**sns.axes_style("white"), **_RC}  # matplotlib types its keys one by one
    with mpl.rc_context(look):
        yield


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


def canvas(height: float, width: float | None = None) -> tuple[Figure, Axes]:
    """A blank sheet measured in inches, origin at the top left, independent of pyplot."""
    width = _width.get() if width is None else width
    sheet = Figure(figsize=(width, height))
    axes = sheet.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    return sheet, axes


def to_svg(sheet: Figure, prefix: str) -> str:
    """*sheet* as an inline SVG: no prolog, no style sheet, ids of its own, same bytes each time."""
    buffer = io.StringIO()
    FigureCanvasSVG(sheet)
    sheet.savefig(
        buffer,
        format="svg",
        transparent=True,
        metadata={"Date": None, "Creator": None, "Format": None, "Type": None},
    )
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    # A style sheet inside an inline SVG would rule the whole page: as attributes instead.
    svg = re.sub(r"<style[^>]*>.*?</style>", "", svg, flags=re.DOTALL)
    svg = svg.replace("<svg ", '<svg stroke-linejoin="round" stroke-linecap="butt" ', 1)
    return compact(svg, prefix) + "\n"


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
    return _measure(text, size, weight)


def extent(text: str, size: float = SIZE, weight: str = "normal") -> tuple[float, float]:
    """Width and height [in] of *text*, which may hold line breaks."""
    rows = text.split("\n")
    return max(measure(row, size, weight) for row in rows), len(rows) * size * 1.25 / 72


@lru_cache(maxsize=4096)
def _measure(text: str, size: float, weight: str) -> float:
    if not text.strip():
        return 0.0
    with drawing():
        sheet = Figure(figsize=(1, 1), dpi=_MEASURE_DPI)
        drawn = Text(0, 0, text, size=size, weight=weight, parse_math=False)
        drawn.set_figure(sheet)
        renderer = FigureCanvasAgg(sheet).get_renderer()  # type: ignore[no-untyped-call]
        box = drawn.get_window_extent(renderer)
        return float(box.width) / _MEASURE_DPI


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
