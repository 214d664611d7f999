"""A map of two notes, 1 to 5: a bubble per thing noted, its rank inside, its name beside it.

Processes by impact and effort, ideas by value and feasibility. Size and colour tell a third
figure, a dark ring what stands out.

Bubbles and names stay inside the cell of their two notes, so that none hides another. A
cell that holds many shows their ranks alone: the table beside has the same numbers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Rectangle

from kit.display import style

_NOTES = (1, 2, 3, 4, 5)
_LEFT, _TOP, _BOTTOM = 0.75, 0.32, 0.84  # [in] margins
_CELL_W = (style.WIDTH - _LEFT - 0.05) / 5
_CELL_H = 0.84
_NAMED = 3  # things of one cell that are named in it
_GRID = 6  # up to here three ranks to a line, beyond it five
_DARK_FROM = 4  # sizes drawn dark enough for white figures


@dataclass(frozen=True, slots=True)
class Point:
    """`up`, `across` and `size` are whole notes, 1 to 5."""

    rank: int
    name: str
    up: int
    across: int
    size: int
    ringed: bool


@dataclass(frozen=True, slots=True)
class MapWords:
    across: str  # "Effort"
    up: str  # "Impact"
    low: str
    high: str
    zone: str  # "gains rapides"
    size: str  # "Risque"
    ring: str  # what the dark ring means
    marks: tuple[str, ...] = ("1", "2", "3", "4", "5")  # what each size stands for


@dataclass(frozen=True, slots=True)
class _Bubble:
    x: float
    y: float
    radius: float


def note_map(
    points: Sequence[Point],
    zone: Sequence[tuple[int, int]],
    words: MapWords,
    prefix: str,
    tones: Sequence[str] = style.RISKS,
) -> str:
    """The map as SVG. *zone*: the (up, across) cells to look at first; *tones* by size."""
    with style.drawing():
        height = _TOP + 5 * _CELL_H + _BOTTOM
        sheet, axes = style.canvas(height)
        _grid(axes, zone, words)
        for notes, members in _cells(points).items():
            draw = _named if len(members) <= _NAMED else _crowd
            draw(axes, members, _cell(*notes), tones)
        _key(axes, words, _TOP + 5 * _CELL_H + 0.62, tones)
        return style.to_svg(sheet, prefix)


def _cells(points: Sequence[Point]) -> dict[tuple[int, int], list[Point]]:
    """What stands in each (up, across), in the order given."""
    cells: dict[tuple[int, int], list[Point]] = {}
    for point in points:
        cells.setdefault((point.up, point.across), []).append(point)
    return cells


def _cell(up: int, across: int) -> tuple[float, float]:
    """Centre of a cell."""
    return _LEFT + (across - 0.5) * _CELL_W, _TOP + (5 - up + 0.5) * _CELL_H


def _radius(size: int) -> float:
    return 0.105 + 0.012 * size


def _grid(axes: Axes, zone: Sequence[tuple[int, int]], words: MapWords) -> None:
    for up, across in zone:
        x, y = _cell(up, across)
        axes.add_patch(
            Rectangle((x - _CELL_W / 2, y - _CELL_H / 2), _CELL_W, _CELL_H, color=style.MINT, lw=0)
        )
    bottom, right = _TOP + 5 * _CELL_H, _LEFT + 5 * _CELL_W
    for step in range(6):
        x, y = _LEFT + step * _CELL_W, _TOP + step * _CELL_H
        axes.plot([x, x], [_TOP, bottom], color=style.LINE, lw=0.6)
        axes.plot([_LEFT, right], [y, y], color=style.LINE, lw=0.6)
    for note in _NOTES:
        x, y = _cell(note, note)
        axes.text(x, bottom + 0.13, str(note), ha="center", va="center", color=style.MUTED)
        axes.text(_LEFT - 0.12, y, str(note), ha="center", va="center", color=style.MUTED)
    small: dict[str, Any] = {"color": style.MUTED, "size": style.SMALL, "va": "center"}
    axes.text(_LEFT, bottom + 0.3, words.low, ha="left", **small)
    axes.text(right, bottom + 0.3, words.high, ha="right", **small)
    centre = _LEFT + 2.5 * _CELL_W
    bold: dict[str, Any] = {
        "color": style.INK,
        "size": style.SIZE,
        "weight": "bold",
        "va": "center",
    }
    axes.text(centre, bottom + 0.3, words.across, ha="center", **bold)
    axes.text(_LEFT - 0.5, _TOP + 2.5 * _CELL_H, words.up, ha="center", rotation=90, **bold)
    axes.text(
        _LEFT - 0.32, bottom, words.low, ha="center", rotation=90, **{**small, "va": "bottom"}
    )
    axes.text(_LEFT - 0.32, _TOP, words.high, ha="center", rotation=90, **{**small, "va": "top"})
    if zone:  # what the tint means, over the grid: inside it would cross the names
        mark = Rectangle((_LEFT, 0.06), 0.22, 0.16, color=style.MINT, lw=0)
        axes.add_patch(mark)
        axes.text(_LEFT + 0.3, 0.145, words.zone, ha="left", **{**small, "color": style.TEAL})


def _named(
    axes: Axes,
    points: Sequence[Point],
    cell: tuple[float, float],
    tones: Sequence[str] = style.RISKS,
) -> None:
    """The few things of one cell, with their names, all inside that cell.

    One: its name under it. Two or three: one under the other, names beside.
    """
    x, y = cell
    if len(points) == 1:
        name = style.wrapped(points[0].name, _CELL_W - 0.1, 3, style.SMALL)
        raised = 0.22 if name.count("\n") > 1 else 0.14
        bubble = _Bubble(x, y - raised, _radius(points[0].size))
        _bubble(axes, points[0], bubble, tones)
        _name(axes, x, bubble.y + bubble.radius + 0.04, name, style.SMALL, "center", "top")
        return
    size, lines = style.SMALL - 1, 3 if len(points) == 2 else 2
    step = (_CELL_H - 0.06) / len(points)
    widest = 0.46 * step
    left = x - _CELL_W / 2 + 0.05 + min(widest, _radius(_NOTES[-1]))
    beside = left + min(widest, _radius(_NOTES[-1])) + 0.04
    for line, point in enumerate(points):
        middle = y + (line - (len(points) - 1) / 2) * step
        _bubble(axes, point, _Bubble(left, middle, min(_radius(point.size), widest)), tones)
        name = style.wrapped(point.name, x + _CELL_W / 2 - 0.03 - beside, lines, size)
        _name(axes, beside, middle, name, size, "left", "center")


def _crowd(
    axes: Axes, points: Sequence[Point], cell: tuple[float, float], tones: Sequence[str]
) -> None:
    """Too many for their names: ranks on a small grid, smaller if many; a table names them."""
    x, y = cell
    columns = 3 if len(points) <= _GRID else 5
    lines = math.ceil(len(points) / columns)
    step_x, step_y = _CELL_W / (columns + 0.4), (_CELL_H - 0.1) / max(lines, 2)
    for place, point in enumerate(points):
        line, column = divmod(place, columns)
        in_line = min(columns, len(points) - line * columns)
        bubble = _Bubble(
            x + (column - (in_line - 1) / 2) * step_x,
            y + (line - (lines - 1) / 2) * step_y,
            min(_radius(point.size), 0.48 * min(step_x, step_y)),
        )
        _bubble(axes, point, bubble, tones)


def _name(axes: Axes, x: float, y: float, name: str, size: float, ha: str, va: str) -> None:
    axes.text(x, y, name, ha=ha, va=va, size=size, linespacing=1.0, zorder=5)


def _bubble(
    axes: Axes, point: Point, bubble: _Bubble, tones: Sequence[str], mark: str = ""
) -> None:
    axes.add_patch(
        Circle(
            (bubble.x, bubble.y),
            bubble.radius,
            facecolor=tones[point.size - 1],
            edgecolor=style.INK if point.ringed else "white",
            lw=1.6 if point.ringed else 0.8,
            zorder=3,
        )
    )
    axes.text(
        bubble.x,
        bubble.y,
        mark or str(point.rank),
        ha="center",
        va="center_baseline",
        size=min(7.5, bubble.radius * 62),
        weight="bold",
        color="white" if point.size >= _DARK_FROM else style.INK,
        zorder=4,
    )


def _key(axes: Axes, words: MapWords, y: float, tones: Sequence[str]) -> None:
    """What size and colour stand for, and what the dark ring means."""
    x = _LEFT
    axes.text(x, y, words.size, va="center", size=style.SMALL, color=style.MUTED)
    x += style.measure(words.size, style.SMALL) + 0.2
    for size, mark in zip(_NOTES, words.marks, strict=False):
        sample = Point(size, "", 1, 1, size, ringed=False)
        _bubble(axes, sample, _Bubble(x, y, _radius(size)), tones, mark)
        x += 0.36
    x += 0.2
    axes.add_patch(Circle((x, y), 0.09, facecolor="white", edgecolor=style.INK, lw=1.6))
    axes.text(x + 0.2, y, words.ring, va="center", size=style.SMALL, color=style.MUTED)
