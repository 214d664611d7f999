"""A field of two notes, 1 to 5: its cells, its edges, the words along its two sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kit.display import style
from kit.display.packing import Packed
from kit.display.paper import Paper
from kit.display.rows import narrow

NOTES = (1, 2, 3, 4, 5)
_SIDE = 0.46  # [in] the words and notes at the left
_FOOT = 0.42  # [in] those below
_SHORT = 0.59  # [in] height of a cell on a phone
_REST = 7.5  # [pt] how many found no room


@dataclass(frozen=True, slots=True)
class Field:
    """Where the 25 cells are [in]; the first note upwards, the second to the right."""

    left: float
    top: float
    cell_w: float
    cell_h: float

    def centre(self, up: int, across: int) -> tuple[float, float]:
        x = self.left + (across - 0.5) * self.cell_w
        return x, self.top + (5 - up + 0.5) * self.cell_h

    def corner(self, up: int, across: int) -> tuple[float, float]:
        """The top left one of a cell."""
        x, y = self.centre(up, across)
        return x - self.cell_w / 2, y - self.cell_h / 2

    @property
    def right(self) -> float:
        return self.left + 5 * self.cell_w

    @property
    def bottom(self) -> float:
        return self.top + 5 * self.cell_h

    @property
    def end(self) -> float:
        """Under the words below the cells."""
        return self.bottom + _FOOT


@dataclass(frozen=True, slots=True)
class Sides:
    """`across` and `up` name the notes; `low` and `high` stand at the ends of both sides."""

    across: str
    up: str
    low: str
    high: str


def field(top: float, cell_h: float) -> Field:
    """The field over the whole width of the sheet, lower on a phone."""
    cell_w = (style.width() - _SIDE - 0.05) / 5
    return Field(_SIDE, top, cell_w, min(cell_h, _SHORT) if narrow() else cell_h)


def draw_sides(paper: Paper, at: Field, words: Sides) -> None:
    """The notes beside their cells, then what they measure and which end is high."""
    for note in NOTES:
        x, y = at.centre(note, note)
        for place in ((x, at.bottom + 0.12), (at.left - 0.12, y)):
            paper.text(*place, str(note), ha="center", va="center", color=style.MUTED)
    small: dict[str, Any] = {"color": style.MUTED, "size": style.SMALL}
    bold: dict[str, Any] = {"color": style.INK, "size": style.SIZE, "weight": "bold"}
    y = at.bottom + 0.3
    paper.text(at.left, y, words.low, ha="left", va="center", **small)
    paper.text(at.right, y, words.high, ha="right", va="center", **small)
    paper.text((at.left + at.right) / 2, y, words.across, ha="center", va="center", **bold)
    x = at.left - 0.34
    turned: dict[str, Any] = {"ha": "center", "rotation": 90}
    paper.text(x, at.bottom, words.low, va="bottom", **turned, **small)
    paper.text(x, at.top, words.high, va="top", **turned, **small)
    paper.text(x, (at.top + at.bottom) / 2, words.up, va="center", **turned, **bold)


def left_out(paper: Paper, centre: tuple[float, float], fit: Packed) -> None:
    """How many discs of a cell found no room, in the place of the last: "+4"."""
    if not fit.left_out:
        return
    right, down = fit.places[-1]
    said = f"+{fit.left_out}"
    size = min(_REST, _REST * 2.15 * fit.radius / style.measure(said, _REST, "bold"))
    x, y = centre[0] + right, centre[1] + down
    paper.text(x, y, said, ha="center", va="center", size=size, weight="bold", zorder=4)
