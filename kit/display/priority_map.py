"""The impact × effort map: a bubble per process, its rank inside, its name beside it.

Bubbles with the same two notes are spread inside their cell; names go where they hide
nothing, else they are left out: the ranking table has the same numbers. The placement is
a fixed order of tries, so that the same notes always give the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Rectangle

from kit.display import style

_NOTES = (1, 2, 3, 4, 5)
_LEFT, _TOP, _BOTTOM = 0.75, 0.12, 0.95  # [in] margins
_CELL_W = (style.WIDTH - _LEFT - 0.05) / 5
_CELL_H = 0.82
_NAME_SHAPES = ((1.15, 2), (0.85, 2), (0.85, 1))  # [in] widest, lines: tried in turn
_DARK_FROM = 4  # risks drawn dark enough for white figures


@dataclass(frozen=True, slots=True)
class Point:
    rank: int
    name: str
    impact: int
    effort: int
    risk: int
    quick_win: bool


@dataclass(frozen=True, slots=True)
class MapWords:
    effort: str
    impact: str
    low: str
    high: str
    zone: str  # "gains rapides"
    risk: str  # "Risque"
    quick_win: str  # key of the ring


@dataclass(frozen=True, slots=True)
class _Box:
    x0: float
    y0: float
    x1: float
    y1: float

    def hits(self, other: _Box) -> bool:
        apart = self.x1 <= other.x0 or other.x1 <= self.x0
        return not (apart or self.y1 <= other.y0 or other.y1 <= self.y0)

    def within(self, other: _Box) -> bool:
        across = other.x0 <= self.x0 and self.x1 <= other.x1
        return across and other.y0 <= self.y0 and self.y1 <= other.y1


@dataclass(frozen=True, slots=True)
class _Bubble:
    x: float
    y: float
    radius: float

    @property
    def box(self) -> _Box:
        near, far = -self.radius, self.radius
        return _Box(self.x + near, self.y + near, self.x + far, self.y + far)


def priority_map(
    points: Sequence[Point], zone: Sequence[tuple[int, int]], words: MapWords, prefix: str
) -> str:
    """The map as SVG. *zone*: the (impact, effort) cells where a quick win is possible."""
    with style.drawing():
        height = _TOP + 5 * _CELL_H + _BOTTOM
        sheet, axes = style.canvas(height)
        _grid(axes, zone, words)
        bubbles = _spread(points)
        for point, bubble in zip(points, bubbles, strict=True):
            _bubble(axes, point, bubble)
        taken = [bubble.box for bubble in bubbles]
        for point, bubble in zip(points, bubbles, strict=True):
            _place_name(axes, point, bubble, taken)
        _key(axes, words, _TOP + 5 * _CELL_H + 0.62)
        return style.to_svg(sheet, prefix)


def _cell(impact: int, effort: int) -> tuple[float, float]:
    """Centre of a cell: effort to the right, impact upwards."""
    return _LEFT + (effort - 0.5) * _CELL_W, _TOP + (5 - impact + 0.5) * _CELL_H


def _radius(risk: int) -> float:
    return 0.105 + 0.012 * risk


def _grid(axes: Axes, zone: Sequence[tuple[int, int]], words: MapWords) -> None:
    for impact, effort in zone:
        x, y = _cell(impact, effort)
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
    axes.text(centre, bottom + 0.3, words.effort, ha="center", **bold)
    axes.text(_LEFT - 0.5, _TOP + 2.5 * _CELL_H, words.impact, ha="center", rotation=90, **bold)
    axes.text(
        _LEFT - 0.32, bottom, words.low, ha="center", rotation=90, **{**small, "va": "bottom"}
    )
    axes.text(_LEFT - 0.32, _TOP, words.high, ha="center", rotation=90, **{**small, "va": "top"})
    if zone:
        axes.text(
            _LEFT + 0.06,
            _TOP + 0.1,
            words.zone,
            ha="left",
            va="center",
            size=style.SMALL,
            style="italic",
            color=style.TEAL,
        )


def _spread(points: Sequence[Point]) -> list[_Bubble]:
    """Alone in the middle of its cell; several on a small regular grid, smaller if many."""
    mates: dict[tuple[int, int], list[int]] = {}
    for index, point in enumerate(points):
        mates.setdefault((point.impact, point.effort), []).append(index)
    placed: dict[int, _Bubble] = {}
    for (impact, effort), members in mates.items():
        x, y = _cell(impact, effort)
        columns = min(len(members), 3 if len(members) <= 6 else 5)
        lines = math.ceil(len(members) / columns)
        step_x = _CELL_W / (columns + 0.4)
        step_y = (_CELL_H - 0.1) / (lines if lines > 1 else 2)
        widest = 0.48 * (min(step_x, step_y) if len(members) > 1 else step_x)
        for place, index in enumerate(members):
            line, column = divmod(place, columns)
            in_line = min(columns, len(members) - line * columns)
            placed[index] = _Bubble(
                x + (column - (in_line - 1) / 2) * step_x,
                y + (line - (lines - 1) / 2) * step_y,
                min(_radius(points[index].risk), widest),
            )
    return [placed[index] for index in range(len(points))]


def _bubble(axes: Axes, point: Point, bubble: _Bubble) -> None:
    axes.add_patch(
        Circle(
            (bubble.x, bubble.y),
            bubble.radius,
            facecolor=style.RISKS[point.risk - 1],
            edgecolor=style.INK if point.quick_win else "white",
            lw=1.6 if point.quick_win else 0.8,
            zorder=3,
        )
    )
    axes.text(
        bubble.x,
        bubble.y,
        str(point.rank),
        ha="center",
        va="center_baseline",
        size=min(7.5, bubble.radius * 62),
        weight="bold",
        color="white" if point.risk >= _DARK_FROM else style.INK,
        zorder=4,
    )


def _place_name(axes: Axes, point: Point, bubble: _Bubble, taken: list[_Box]) -> None:
    sheet = _Box(_LEFT, _TOP, _LEFT + 5 * _CELL_W, _TOP + 5 * _CELL_H)
    for widest, lines in _NAME_SHAPES:
        name = style.wrapped(point.name, widest, lines, style.SMALL)
        for box in _around(bubble, *style.extent(name, style.SMALL), sheet):
            if box.within(sheet) and not any(box.hits(other) for other in taken):
                taken.append(box)
                axes.text(
                    (box.x0 + box.x1) / 2,
                    (box.y0 + box.y1) / 2,
                    name,
                    ha="center",
                    va="center",
                    size=style.SMALL,
                    linespacing=1.0,
                    zorder=5,
                    bbox={"facecolor": "white", "alpha": 0.7, "lw": 0, "pad": 0.6},
                )
                return


def _around(bubble: _Bubble, width: float, height: float, sheet: _Box) -> Iterator[_Box]:
    """Where a name of this size may stand: right, under, over, left of its bubble."""
    gap = bubble.radius + 0.03
    kept = min(max(bubble.x, sheet.x0 + 0.03 + width / 2), sheet.x1 - 0.03 - width / 2)
    for x, y in (
        (bubble.x + gap + width / 2, bubble.y),
        (kept, bubble.y + gap + height / 2),
        (kept, bubble.y - gap - height / 2),
        (bubble.x - gap - width / 2, bubble.y),
    ):
        yield _Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _key(axes: Axes, words: MapWords, y: float) -> None:
    """Risk 1 to 5, by size and colour, and what the dark ring means."""
    x = _LEFT
    axes.text(x, y, words.risk, va="center", size=style.SMALL, color=style.MUTED)
    x += style.measure(words.risk, style.SMALL) + 0.2
    for risk in _NOTES:
        sample = Point(risk, "", 1, 1, risk, quick_win=False)
        _bubble(axes, sample, _Bubble(x, y, _radius(risk)))
        x += 0.36
    x += 0.2
    axes.add_patch(Circle((x, y), 0.09, facecolor="white", edgecolor=style.INK, lw=1.6))
    axes.text(x + 0.2, y, words.quick_win, va="center", size=style.SMALL, color=style.MUTED)
