"""How wide words are and which outlines draw them, each pair of neighbours shaped once.

Shaping (kerning, ligatures) is what drawing text costs, and the same letters stand beside
each other again and again: a line is put together from what the font does with each two
neighbours alone, whatever was drawn before. Ligatures stay whole, and so does a line in a
script whose letters look further than their neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, Literal, cast

import numpy as np
from matplotlib import font_manager
from matplotlib.backends.backend_agg import get_hinting_flag
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.path import Path
from matplotlib.textpath import TextToPath

EM = float(TextToPath.FONT_SCALE)  # units of what is drawn: a letter is that high
# The font itself has 1 000 units to the em: thousandths are enough. In multiples of three,
# because the PDF turns letters into cubic curves: thirds then stay whole.
OUTLINE_SCALE = EM / 3200  # from the whole numbers of an outline to units
_FINE, _STEP = 32, 3
_DPI = 288  # of what is measured: fine enough for hinting not to matter
_SUBPIXELS = 64  # FreeType's unit
_KEPT = 30_000  # lines at most, some 10 MB
# Latin, Greek and Cyrillic, punctuation, currencies, arrows, mathematics, shapes
_BY_LETTERS = re.compile(
    "[ -\u02ff\u0370-\u0527\u1e00-\u1fff\u2010-\u2027\u202f-\u205e\u2070-\u25ff]+"
)


@dataclass(frozen=True, slots=True)
class Face:
    """What letters are drawn with: the first of *family* that has each of them."""

    family: tuple[str, ...]
    weight: str | int = "normal"
    slant: Literal["normal", "italic", "oblique"] = "normal"

    @classmethod
    def of(cls, wanted: FontProperties) -> Face:
        return cls(tuple(wanted.get_family()), wanted.get_weight(), wanted.get_style())


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text ready to draw, in units (see EM), from the start of its baseline."""

    width: float
    above: float  # of its letters over the baseline
    below: float
    letters: tuple[tuple[str, float], ...]  # outline and x of each; a blank has none


@lru_cache(_KEPT)
def line(text: str, face: Face) -> Line:
    """*text* shaped, without line breaks."""
    if not _BY_LETTERS.fullmatch(text):
        return _shaped(text, face)
    steps, x, letters = _steps(face, EM), 0.0, []
    pieces = _pieces(text, face)
    shaped = [_piece(piece, face) for piece in pieces]
    for before, piece, drawn in zip(["", *pieces], pieces, shaped, strict=False):
        if before:
            x += steps[before[-1] + piece[0]] - steps[before[-1]]  # kerning
        letters += [(outline, x + along) for outline, along in drawn.letters]
        x += drawn.width
    above, below = max(one.above for one in shaped), max(one.below for one in shaped)
    return Line(x, above, below, tuple(letters))


@lru_cache(_KEPT)
def width(text: str, size: float, face: Face) -> float:
    """Width of one line of *text* of *size* [pt], as it is displayed [in]."""
    if not _BY_LETTERS.fullmatch(text):
        return _advance(text, face, size) / _DPI
    steps = _steps(face, size)
    return (sum(steps[one + other] for one, other in pairwise(text)) + steps[text[-1]]) / _DPI


def warm(faces: Iterable[Face], sizes: Sequence[float], pairs: Iterable[str]) -> None:
    """Shape *pairs* of letters ahead, in each of *faces* and *sizes* [pt]."""
    known = list(pairs)
    for face in faces:
        heights(face)
        for size in (EM, *sizes):
            steps = _steps(face, size)
            for pair in known:
                steps[pair]
        for pair in known:
            _bound(pair, face)


@cache
def heights(face: Face) -> tuple[float, float, float]:
    """Ascender, descender and gap between the lines of *face*, of a font of size 1."""
    font: Any = _font(face)
    per_em = font.get_sfnt_table("head")["unitsPerEm"]
    if table := font.get_sfnt_table("OS/2"):
        found = (table["sTypoAscender"], -table["sTypoDescender"], table["sTypoLineGap"])
    else:
        table = font.get_sfnt_table("hhea")
        found = (table["ascent"], -table["descent"], table["lineGap"])
    ascent, descent, gap = (float(value) / per_em for value in found)
    return ascent, descent, gap


def path_data(vertices: Any, codes: Any, written: Callable[[float], str]) -> str:
    """A path (its *vertices* and matplotlib's *codes*) in SVG's words, each number *written*."""
    points: list[list[float]] = np.asarray(vertices).tolist()
    straight = "M" + "L" * len(points)
    kinds = straight if codes is None else [_COMMANDS[int(code)] for code in codes]
    made, at = [], 0
    while at < len(points):
        command, count = kinds[at], _POINTS[kinds[at]]
        numbers = [written(value) for point in points[at : at + count] for value in point]
        made.append(command + " ".join(numbers).replace(" -", "-"))
        at += count or 1
    return "".join(made)


_COMMANDS = {
    int(Path.MOVETO): "M",
    int(Path.LINETO): "L",
    int(Path.CURVE3): "Q",
    int(Path.CURVE4): "C",
    int(Path.CLOSEPOLY): "z",
}
_POINTS = {"M": 1, "L": 1, "Q": 2, "C": 3, "z": 0}  # that a command takes


# -- lines from pairs -----------------------------------------------------------------------


class _Steps(dict[str, float]):
    """What *face* does, asked once: "ab" → from a to b, "a" → from a to the end of its line."""

    def __init__(self, face: Face, size: float) -> None:
        self._look = face, size

    def __missing__(self, letters: str) -> float:
        step = _advance(letters, *self._look)
        if len(letters) > 1:
            step -= self[letters[1:]]
        self[letters] = step
        return step


_steps = cache(_Steps)


def _pieces(text: str, face: Face) -> list[str]:
    """Its letters; those the font ties together stay so."""
    pieces = [text[0]]
    for one, other in pairwise(text):
        if _bound(one + other, face):
            pieces[-1] += other
        else:
            pieces.append(other)
    return pieces


@cache
def _bound(pair: str, face: Face) -> bool:
    """Whether two neighbours are drawn otherwise than each alone."""
    alone = [outline for one in pair for outline, _ in _piece(one, face).letters]
    return [outline for outline, _ in _piece(pair, face).letters] != alone


@cache
def _piece(piece: str, face: Face) -> Line:
    return _shaped(piece, face)


# -- shapes from the fonts ------------------------------------------------------------------


def _advance(text: str, face: Face, size: float) -> float:
    """Width of *text*: in units when *size* is EM, else in pixels, its letters hinted."""
    if size == EM:
        return _piece(text, face).width
    font = _font(face)
    font.set_size(size, _DPI)
    font.set_text(text, 0.0, flags=get_hinting_flag())  # type: ignore[no-untyped-call]
    return float(font.get_width_height()[0]) / _SUBPIXELS


def _shaped(text: str, face: Face) -> Line:
    font = _font(face)
    font.set_size(EM, TextToPath.DPI)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    wide, high = (value / _SUBPIXELS for value in font.get_width_height())
    below = font.get_descent() / _SUBPIXELS
    known = cast("dict[str, Any]", _OUTLINES)  # matplotlib looks at its names only
    letters, outlines, _ = TextToPath().get_glyphs_with_font(
        font, text, known, return_new_glyphs_only=True
    )
    for name, (points, codes) in outlines.items():
        _OUTLINES[name] = path_data(np.asarray(points) * _FINE, codes, _on_grid)
    return Line(
        wide, high - below, below, tuple((_OUTLINES[name], float(x)) for name, x, _, _ in letters)
    )


_OUTLINES: dict[str, str] = {}  # glyph of a font → its outline


def _on_grid(value: float) -> str:
    return str(_STEP * round(value / _STEP))


def _font(face: Face) -> FT2Font:
    """Not kept here: it reads its file as it goes, that a forked process must open anew.

    Matplotlib remembers it, and forgets it in a forked process.
    """
    return font_manager.get_font(list(_paths(face)))


@cache
def _paths(face: Face) -> tuple[str, ...]:
    return tuple(
        font_manager.findfont(FontProperties(family=family, weight=face.weight, style=face.slant))
        for family in face.family
    )
