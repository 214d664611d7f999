"""Radars of competences: today filled, what is expected as a dashed line, one or two a row.

Everything is placed in inches. Names stand around the circle, each on the side it points to.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Polygon

from kit.display import style

LEVELS = (1, 2, 3, 4)
_ALONE, _BESIDE = 1.45, 0.76  # [in] radius of one radar a row, of two
_LINE = 0.13  # [in] one line of a name
_TITLE = 0.32  # [in] over a radar that shares its row
_MARGIN = 0.42  # [in] names above and below the circle
_KEY = 0.34  # [in]
_GAP = 0.09  # [in] between the circle and the names
_STRAIGHT = 0.25  # names this near to the vertical are centred


@dataclass(frozen=True, slots=True)
class Spoke:
    label: str
    today: int
    target: int


@dataclass(frozen=True, slots=True)
class Profile:
    title: str
    spokes: Sequence[Spoke]  # three or more


@dataclass(frozen=True, slots=True)
class RadarWords:
    today: str
    target: str


@dataclass(frozen=True, slots=True)
class _Circle:
    """Where one radar stands [in]; `room` is the width of the names on each side."""

    x: float
    y: float
    radius: float
    room: float

    def at(self, place: int, of: int, level: float) -> tuple[float, float]:
        """The point of *level* on spoke *place*: the first one up, then clockwise."""
        angle = 2 * math.pi * place / of
        length = self.radius * level / LEVELS[-1]
        return self.x + length * math.sin(angle), self.y - length * math.cos(angle)


def radars(profiles: Sequence[Profile], words: RadarWords, prefix: str) -> str:
    """The profiles as SVG: alone on its row when there is one, else two a row."""
    alone = len(profiles) == 1
    columns, radius = (1, _ALONE) if alone else (2, _BESIDE)
    width = style.WIDTH / columns
    title = 0.0 if alone else _TITLE
    row = title + 2 * (radius + _MARGIN)
    rows = math.ceil(len(profiles) / columns)
    with style.drawing():
        sheet, axes = style.canvas(rows * row + _KEY)
        for place, profile in enumerate(profiles):
            line, column = divmod(place, columns)
            middle = width * (column + 0.5)
            circle = _Circle(
                middle, line * row + title + _MARGIN + radius, radius, width / 2 - radius - _GAP
            )
            if not alone:
                name = style.cut(profile.title, width - 0.2)
                top = line * row + title / 2
                axes.text(middle, top, name, ha="center", va="center", weight="bold")
            _radar(axes, profile.spokes, circle, style.SMALL if alone else style.SMALL - 1)
        _key(axes, words, rows * row + _KEY / 2)
        return style.to_svg(sheet, prefix)


def _radar(axes: Axes, spokes: Sequence[Spoke], circle: _Circle, size: float) -> None:
    of = len(spokes)
    for level in LEVELS:
        ring = circle.radius * level / LEVELS[-1]
        axes.add_patch(Circle((circle.x, circle.y), ring, fill=False, ec=style.LINE, lw=0.6))
    for place, spoke in enumerate(spokes):
        x, y = circle.at(place, of, LEVELS[-1])
        axes.plot([circle.x, x], [circle.y, y], color=style.LINE, lw=0.5, zorder=1)
        _name(axes, spoke.label, place, of, circle, size)
    today = [circle.at(place, of, spoke.today) for place, spoke in enumerate(spokes)]
    target = [circle.at(place, of, spoke.target) for place, spoke in enumerate(spokes)]
    axes.add_patch(Polygon(today, closed=True, fc=style.SKY, ec=style.BLUE, lw=1.6, zorder=2))
    axes.add_patch(Polygon(target, closed=True, fill=False, zorder=4, **_EXPECTED))
    for x, y in today:
        axes.add_patch(Circle((x, y), 0.032, fc=style.BLUE, ec="white", lw=0.5, zorder=5))
    for level in LEVELS:
        y = circle.y - circle.radius * level / LEVELS[-1]
        axes.text(
            circle.x + 0.04, y + 0.055, str(level), size=6, color=style.MUTED, va="center", zorder=6
        )


_EXPECTED: dict[str, Any] = {"ec": style.ORANGE, "lw": 1.3, "ls": (0, (3, 2))}


def _name(axes: Axes, label: str, place: int, of: int, circle: _Circle, size: float) -> None:
    """The name of a spoke outside the circle: beside it, or centred above and below."""
    angle = 2 * math.pi * place / of
    side, up = math.sin(angle), math.cos(angle)
    reach = circle.radius + _GAP
    x, y = circle.x + reach * side, circle.y - reach * up
    straight = abs(side) < _STRAIGHT
    # From the name to the edge of the radar's share of the page.
    room = circle.radius + circle.room - (0 if straight else abs(x - circle.x))
    lines = 3 if circle.radius == _BESIDE else 2
    name = style.wrapped(label, max(room, 0.4), lines, size)
    ha = "center" if straight else "left" if side > 0 else "right"
    va = ("bottom" if up > 0 else "top") if straight else "center"
    axes.text(x, y, name, ha=ha, va=va, size=size, linespacing=1.0, zorder=6)


def _key(axes: Axes, words: RadarWords, y: float) -> None:
    x = 0.05
    axes.plot([x, x + 0.3], [y, y], color=style.BLUE, lw=1.6)
    axes.add_patch(Circle((x + 0.15, y), 0.032, fc=style.BLUE, ec="white", lw=0.5, zorder=5))
    axes.text(x + 0.37, y, words.today, va="center", size=style.SMALL, color=style.MUTED)
    x += 0.37 + style.measure(words.today, style.SMALL) + 0.25
    axes.plot([x, x + 0.3], [y, y], color=style.ORANGE, lw=1.3, ls=(0, (3, 2)))
    axes.text(x + 0.37, y, words.target, va="center", size=style.SMALL, color=style.MUTED)
