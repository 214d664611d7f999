"""How large a text can be set in its box: measured, because a slide has no next page.

The reader's machine may lack the brand's font and put a wider one in its place; texts are
measured wider than they are (fonts.office_width of brand.toml), so that they still fit then.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kit.brand import load_brand
from kit.deliverable.fonts import width_of

LINE = 1.2  # height of a line, of the size
_BOLD = 1.06
POINTS = 72.0  # [pt/in]


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph: its size [pt], the colour role of its text, the gap above it [pt]."""

    text: str
    size: float
    role: str = "ink"
    bold: bool = False
    bullet: str = ""  # "•", "1." or blank
    above: float = 0.0
    align: str = "l"

    @property
    def indent(self) -> float:
        """Room of the bullet [in]."""
        return 0.0 if not self.bullet else self.size * 1.3 / POINTS


def lines_of(text: str, size: float, width: float, bold: bool = False) -> int:
    """Lines that *text* takes at *size* [pt] in *width* [in]."""
    return sum(1 for part in text.split("\n") for _ in _rows(part, _room(size, width, bold)))


def height_of(paras: Sequence[Para], width: float) -> float:
    """Height [in] of *paras* under each other."""
    total = 0.0
    for at, para in enumerate(paras):
        lines = lines_of(para.text, para.size, width - para.indent, para.bold)
        total += lines * para.size * LINE + (para.above if at else 0.0)
    return total / POINTS


def sized(
    text: str, sizes: Sequence[float], width: float, height: float, bold: bool = False
) -> tuple[float, str]:
    """The first of *sizes* in which *text* fits, and the text, cut at a word if none does."""
    for size in sizes:
        if lines_of(text, size, width, bold) * size * LINE / POINTS <= height:
            return size, text
    most = max(int(height * POINTS / (sizes[-1] * LINE)), 1)
    return sizes[-1], shortened(text, sizes[-1], width, most, bold)


def shortened(text: str, size: float, width: float, lines: int, bold: bool = False) -> str:
    """*text* on at most *lines* lines; what is left out shows as "…"."""
    if lines_of(text, size, width, bold) <= lines:
        return text
    words = text.replace("\n", " ").split(" ")
    for count in range(len(words) - 1, 0, -1):
        cut = " ".join(words[:count]).rstrip(" ,;:.-–\u202f") + "…"
        if lines_of(cut, size, width, bold) <= lines:
            return cut
    room = _room(size, width, bold) * lines
    kept = words[0]
    while kept and width_of(kept + "…") > room:
        kept = kept[:-1]
    return kept + "…"


def _room(size: float, width: float, bold: bool) -> float:
    """Width of a line [em]."""
    return width * POINTS / (size * load_brand().office_width * (_BOLD if bold else 1.0))


def _rows(text: str, room: float) -> Iterator[float]:
    """The width of each line; a word wider than a line takes several."""
    blank = width_of(" ")
    current = 0.0
    for word in text.split(" "):
        wide = width_of(word)
        if current and current + blank + wide <= room:
            current += blank + wide
            continue
        if current:
            yield current
        for _ in range(math.ceil(wide / room) - 1):
            yield room
        current = wide if wide <= room else max(math.fmod(wide, room), blank)
    yield current
