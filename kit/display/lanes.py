"""A calendar of messages: a lane per audience, a dot on each day, go-lives on the first lane.

Time runs in calendar days; a line marks the first of each month. A dot is hollow when its
month is decided and its day is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Polygon, Rectangle

from kit.display import style

_NAMES = 1.9  # [in] widest column of names
_RIGHT = style.WIDTH - 0.1
_HEAD = 0.28  # [in] months above
_LINE = 0.135  # [in] one line of a name
_DOT = 0.062  # [in] radius
_DIAMOND = 0.085  # [in] half its height
_FOOT = 0.36  # [in] key below


@dataclass(frozen=True, slots=True)
class Dot:
    day: date
    sure: bool  # the day itself was given


@dataclass(frozen=True, slots=True)
class Lane:
    name: str
    dots: Sequence[Dot]
    go_lives: bool = False  # its dots are diamonds


@dataclass(frozen=True, slots=True)
class LaneWords:
    message: str
    open_day: str
    go_live: str


def lanes(
    rows: Sequence[Lane], months: Sequence[tuple[date, str]], words: LaneWords, prefix: str
) -> str:
    """The calendar as SVG. *months*: the first day of each with its name, and the day after all."""
    with style.drawing():
        names = [style.wrapped(row.name, _NAMES, 2, style.SMALL) for row in rows]
        left = max(style.extent(name, style.SMALL)[0] for name in names) + 0.15
        heights = [_LINE * (name.count("\n") + 1) + 0.13 for name in names]
        bottom = _HEAD + sum(heights)
        first, after = months[0][0], months[-1][0]
        scale = (_RIGHT - left) / (after - first).days
        sheet, axes = style.canvas(bottom + _FOOT)
        _months(axes, [(left + (day - first).days * scale, name) for day, name in months], bottom)
        top = _HEAD
        for row, name, height in zip(rows, names, heights, strict=True):
            middle = top + height / 2
            if not row.dots:
                axes.add_patch(Rectangle((left, top), _RIGHT - left, height, color=style.PALE))
            axes.plot([0, _RIGHT], [top, top], color=style.LINE, lw=0.4, zorder=1)
            color = style.INK if row.dots else style.MUTED
            axes.text(0, middle, name, va="center", size=style.SMALL, color=color, linespacing=1.0)
            for dot in row.dots:
                x = left + ((dot.day - first).days + 0.5) * scale
                mark = _diamond if row.go_lives else _dot
                mark(axes, x, middle, dot.sure)
            top += height
        axes.plot([0, _RIGHT], [top, top], color=style.LINE, lw=0.4, zorder=1)
        _key(axes, words, bottom + 0.22)
        return style.to_svg(sheet, prefix)


def _months(axes: Axes, places: Sequence[tuple[float, str]], bottom: float) -> None:
    """A line per month; each name that starts clear of the one before."""
    free = 0.0
    for x, name in places[:-1]:
        axes.plot([x, x], [_HEAD - 0.06, bottom], color=style.LINE, lw=0.6, zorder=1)
        width = style.measure(name, style.SMALL)
        if x >= free and x + 0.05 + width <= _RIGHT:
            axes.text(
                x + 0.05, _HEAD - 0.14, name, va="center", size=style.SMALL, color=style.MUTED
            )
            free = x + 0.05 + width + 0.05
    end = places[-1][0]
    axes.plot([end, end], [_HEAD - 0.06, bottom], color=style.LINE, lw=0.6, zorder=1)


def _dot(axes: Axes, x: float, y: float, sure: bool) -> None:
    fill = style.BLUE if sure else "white"
    axes.add_patch(Circle((x, y), _DOT, fc=fill, ec=style.BLUE, lw=1.2, zorder=3))


def _diamond(axes: Axes, x: float, y: float, sure: bool) -> None:
    half = _DIAMOND
    corners = [(x - half, y), (x, y - half), (x + half, y), (x, y + half)]
    fill = style.TEAL if sure else "white"
    axes.add_patch(Polygon(corners, closed=True, fc=fill, ec=style.TEAL, lw=1.0, zorder=4))


def _key(axes: Axes, words: LaneWords, y: float) -> None:
    """What each mark means, drawn with the marks themselves."""
    x = 0.08
    for mark, sure, word in (
        (_dot, True, words.message),
        (_dot, False, words.open_day),
        (_diamond, True, words.go_live),
    ):
        mark(axes, x, y, sure)
        axes.text(x + 0.16, y, word, va="center", size=style.SMALL, color=style.MUTED)
        x += 0.16 + style.measure(word, style.SMALL) + 0.3
