"""Steps in order, four to a line (two on a phone), each with its state in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.patches import Circle, Rectangle

from kit.display import style
from kit.display.paper import Paper
from kit.display.rows import narrow

_COLUMNS = 4
_NARROW_COLUMNS = 2
_GAP = 0.1  # [in]
_TEXT = 0.4  # [in] from the edge of a box to its words
_LINE = 0.155  # [in]
# state -> (background, frame, text)
_LOOKS = {
    "done": (style.GAIN, style.GAIN, style.PAPER),
    "partly": (style.GAIN_SOFT, style.GAIN, style.INK),
    "todo": (style.PAPER, style.LINE, style.INK),
    "na": (style.PALE, style.LINE, style.MUTED),
}


@dataclass(frozen=True, slots=True)
class Stair:
    number: str
    name: str
    state: str  # done, partly, todo, na


def staircase(stairs: Sequence[Stair], names: dict[str, str], prefix: str) -> str:
    """The steps as SVG, read line by line; *names*: the word of each state, in its box."""
    with style.drawing():
        columns = _NARROW_COLUMNS if narrow() else _COLUMNS
        width = (style.width() - _GAP * (columns - 1)) / columns
        room = width - _TEXT - 0.08
        titles = [style.wrapped(stair.name, room, 3, style.SIZE) for stair in stairs]
        sheet_rows = -(-len(stairs) // columns)
        lines = max((title.count("\n") + 1 for title in titles), default=1)
        box = lines * _LINE + _LINE + 0.16
        sheet, paper = style.canvas(sheet_rows * (box + _GAP) + 0.04)
        for at, (stair, title) in enumerate(zip(stairs, titles, strict=True)):
            line, column = divmod(at, columns)
            corner = (column * (width + _GAP), 0.04 + line * (box + _GAP))
            _stair(
                paper,
                stair,
                (title, style.cut(names[stair.state], room, style.SMALL)),
                corner,
                (width, box),
            )
        return style.to_svg(sheet, prefix)


def _stair(
    paper: Paper,
    stair: Stair,
    texts: tuple[str, str],
    corner: tuple[float, float],
    size: tuple[float, float],
) -> None:
    """A box: its number, its name, and its state in words, for colour alone says nothing."""
    background, frame, ink = _LOOKS[stair.state]
    (x, top), (width, height) = corner, size
    box = Rectangle((x + 0.01, top), width - 0.02, height)
    box.set(facecolor=background, edgecolor=frame, lw=1.2)
    paper.add_patch(box)
    middle = top + height / 2
    paper.add_patch(Circle((x + 0.2, middle), 0.12, facecolor=style.PAPER, edgecolor=frame, lw=1))
    paper.text(
        x + 0.2, middle, stair.number, ha="center", va="center_baseline", size=7.5, weight="bold"
    )
    name, state = texts
    upper = (name.count("\n") + 1) * _LINE
    first = middle - (upper + _LINE) / 2
    look: dict[str, Any] = {"ha": "left", "va": "center", "color": ink}
    paper.text(x + _TEXT, first + upper / 2, name, linespacing=1.05, **look)
    paper.text(
        x + _TEXT, first + upper + _LINE / 2, state, size=style.SMALL, style="italic", **look
    )
