"""Steps in order, two to a column: done, begun, to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Rectangle

from kit.display import style

_COLUMNS = 4
_ROW, _BOX_H, _KEY = 0.66, 0.54, 0.34  # [in]
_GAP = 0.1
# state -> (background, frame, text)
_LOOKS = {
    "done": (style.TEAL, style.TEAL, "white"),
    "partly": (style.MINT, style.TEAL, style.INK),
    "todo": ("white", style.LINE, style.INK),
    "na": (style.PALE, style.LINE, style.MUTED),
}


@dataclass(frozen=True, slots=True)
class Stair:
    number: str
    name: str
    state: str  # done, partly, todo, na


def staircase(stairs: Sequence[Stair], names: dict[str, str], prefix: str) -> str:
    """The steps as SVG, read line by line; *names*: the word of each state."""
    with style.drawing():
        lines = -(-len(stairs) // _COLUMNS)
        width = (style.WIDTH - _GAP * (_COLUMNS - 1)) / _COLUMNS
        sheet, axes = style.canvas(_ROW * lines + _KEY)
        for at, stair in enumerate(stairs):
            line, column = divmod(at, _COLUMNS)
            _stair(axes, stair, column * (width + _GAP), 0.04 + line * _ROW, width)
        _key(axes, _ROW * lines + 0.18, names, stairs)
        return style.to_svg(sheet, prefix)


def _stair(axes: Axes, stair: Stair, x: float, top: float, width: float) -> None:
    background, frame, ink = _LOOKS[stair.state]
    axes.add_patch(
        Rectangle(
            (x + 0.01, top), width - 0.02, _BOX_H, facecolor=background, edgecolor=frame, lw=1.2
        )
    )
    middle = top + _BOX_H / 2
    axes.add_patch(Circle((x + 0.2, middle), 0.12, facecolor="white", edgecolor=frame, lw=1))
    axes.text(
        x + 0.2, middle, stair.number, ha="center", va="center_baseline", size=7.5, weight="bold"
    )
    name = style.wrapped(stair.name, width - 0.46, 2)
    axes.text(x + 0.4, middle, name, ha="left", va="center", color=ink, linespacing=1.05)


def _key(axes: Axes, y: float, names: dict[str, str], stairs: Sequence[Stair]) -> None:
    x = 0.01
    for state, (background, frame, _) in _LOOKS.items():
        if not any(stair.state == state for stair in stairs):
            continue
        axes.add_patch(
            Rectangle((x, y - 0.06), 0.16, 0.12, facecolor=background, edgecolor=frame, lw=0.8)
        )
        axes.text(x + 0.24, y, names[state], va="center", size=style.SMALL, color=style.MUTED)
        x += 0.24 + style.measure(names[state], style.SMALL) + 0.26
