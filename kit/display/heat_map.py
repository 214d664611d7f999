"""The heat map of risks: probability × impact, five by five, a numbered disc per risk.

A cell is tinted by the level of its product. Discs stay inside the cell of their two notes;
those of proposed risks are hollow. Their numbers are those of the tables beside the map.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Rectangle

from kit.display import style

_NOTES = (1, 2, 3, 4, 5)
_LEFT, _TOP, _KEY = 1.0, 0.12, 0.95  # [in] margins; the key is under the map
_CELL_W, _CELL_H = 1.0, 0.58
_RADIUS = 0.135
_PRODUCT = 0.2  # [in] kept at the right of a cell for its product
_TINTS = {"low": "#E4F1EC", "moderate": "#FBF1CF", "high": "#F6D5B0", "critical": "#EDB3AC"}


@dataclass(frozen=True, slots=True)
class Spot:
    rank: int
    probability: int
    impact: int
    proposed: bool


@dataclass(frozen=True, slots=True)
class HeatWords:
    probability: str
    impact: str
    low: str
    high: str
    levels: Mapping[str, str]  # level → its name, lowest first
    written: str
    proposed: str


def heat_map(
    spots: Sequence[Spot],
    levels: Mapping[tuple[int, int], str],
    words: HeatWords,
    prefix: str,
) -> str:
    """The map as SVG. *levels*: (probability, impact) → level, for all 25 cells."""
    with style.drawing():
        sheet, axes = style.canvas(_TOP + 5 * _CELL_H + _KEY)
        _grid(axes, levels, words)
        cells: dict[tuple[int, int], list[Spot]] = {}
        for spot in spots:
            cells.setdefault((spot.probability, spot.impact), []).append(spot)
        for notes, members in cells.items():
            _discs(axes, members, *_centre(*notes))
        _key(axes, words, any(spot.proposed for spot in spots))
        return style.to_svg(sheet, prefix)


def _centre(probability: int, impact: int) -> tuple[float, float]:
    """Centre of a cell: probability to the right, impact upwards."""
    return _LEFT + (probability - 0.5) * _CELL_W, _TOP + (5 - impact + 0.5) * _CELL_H


def _grid(axes: Axes, levels: Mapping[tuple[int, int], str], words: HeatWords) -> None:
    for probability in _NOTES:
        for impact in _NOTES:
            x, y = _centre(probability, impact)
            corner = (x - _CELL_W / 2, y - _CELL_H / 2)
            tint = _TINTS[levels[probability, impact]]
            axes.add_patch(Rectangle(corner, _CELL_W, _CELL_H, fc=tint, ec="white", lw=1.5))
            product = str(probability * impact)
            axes.text(
                corner[0] + _CELL_W - 0.06,
                corner[1] + 0.06,
                product,
                ha="right",
                va="top",
                size=style.SMALL - 1.5,
                color=style.MUTED,
            )
    bottom = _TOP + 5 * _CELL_H
    right, middle = _LEFT + 5 * _CELL_W, _LEFT + 2.5 * _CELL_W
    for note in _NOTES:
        x, y = _centre(note, note)
        axes.text(x, bottom + 0.12, str(note), ha="center", va="center", color=style.MUTED)
        axes.text(_LEFT - 0.12, y, str(note), ha="center", va="center", color=style.MUTED)
    small: dict[str, Any] = {"color": style.MUTED, "size": style.SMALL, "va": "center"}
    bold: dict[str, Any] = {**small, "color": style.INK, "size": style.SIZE, "weight": "bold"}
    axes.text(_LEFT, bottom + 0.32, words.low, ha="left", **small)
    axes.text(right, bottom + 0.32, words.high, ha="right", **small)
    axes.text(middle, bottom + 0.32, words.probability, ha="center", **bold)
    height = _TOP + 2.5 * _CELL_H
    axes.text(_LEFT - 0.55, height, words.impact, ha="center", rotation=90, **bold)
    turned = {**small, "rotation": 90, "ha": "center"}
    axes.text(_LEFT - 0.34, bottom, words.low, **{**turned, "va": "bottom"})
    axes.text(_LEFT - 0.34, _TOP, words.high, **{**turned, "va": "top"})


def _discs(axes: Axes, spots: Sequence[Spot], x: float, y: float) -> None:
    """The risks of one cell on a small grid; smaller discs when there are many."""
    lines = 1 if len(spots) <= 3 else 2 if len(spots) <= 8 else 3
    columns = math.ceil(len(spots) / lines)
    step_x = min(0.31, (_CELL_W - _PRODUCT) / columns)
    step_y = (_CELL_H - 0.06) / max(lines, 2)
    radius = min(_RADIUS, 0.47 * step_x, 0.47 * step_y if lines > 1 else _RADIUS)
    for place, spot in enumerate(spots):
        line, column = divmod(place, columns)
        in_line = min(columns, len(spots) - line * columns)
        at = (
            x - _PRODUCT / 2 + 0.02 + (column - (in_line - 1) / 2) * step_x,
            y + 0.03 + (line - (lines - 1) / 2) * step_y,
        )
        _disc(axes, at, radius, str(spot.rank), spot.proposed)


def _disc(axes: Axes, at: tuple[float, float], radius: float, text: str, proposed: bool) -> None:
    axes.add_patch(
        Circle(
            at,
            radius,
            facecolor="white" if proposed else style.INK,
            edgecolor=style.INK,
            lw=1.1,
            linestyle=(0, (2, 1.2)) if proposed else "solid",
            zorder=3,
        )
    )
    axes.text(
        *at,
        text,
        ha="center",
        va="center_baseline",
        size=min(7.5, radius * 56),
        weight="bold",
        color=style.INK if proposed else "white",
        zorder=4,
    )


def _key(axes: Axes, words: HeatWords, proposed: bool) -> None:
    """The name of each tint, then what a hollow disc means when there is one."""
    x, y = _LEFT, _TOP + 5 * _CELL_H + 0.72
    for level, name in words.levels.items():
        axes.add_patch(Rectangle((x, y - 0.07), 0.2, 0.14, fc=_TINTS[level], ec="none"))
        axes.text(x + 0.26, y, name, va="center", size=style.SMALL, color=style.MUTED)
        x += 0.26 + style.measure(name, style.SMALL) + 0.2
    if proposed:
        for name, hollow in ((words.written, False), (words.proposed, True)):
            _disc(axes, (x + 0.08, y), 0.08, "", hollow)
            axes.text(x + 0.22, y, name, va="center", size=style.SMALL, color=style.MUTED)
            x += 0.22 + style.measure(name, style.SMALL) + 0.2
