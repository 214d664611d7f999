"""The plan on a calendar: one row per task, days off shaded, blocked tasks hatched.

A go-live is a diamond on its day. Time runs in calendar days so that weekends show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle

from kit.display import style

_NAMES = 3.05  # [in] column of task names
_LEFT = _NAMES + 0.12
_RIGHT = style.WIDTH - 0.08
_HEAD = 0.28  # [in] dates above
_FOOT = 0.36  # [in] key below
_LINE = 0.135  # [in] one line of a name
_THICK = 0.15  # [in] of a bar
_DIAMOND = 0.085  # [in] half its height


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    first: date
    last: date
    blocked: bool
    go_live: bool


@dataclass(frozen=True, slots=True)
class GanttWords:
    task: str
    go_live: str
    blocked: str
    day_off: str
    today: str


@dataclass(frozen=True, slots=True)
class _Scale:
    """Calendar days to inches."""

    first: date
    last: date

    @property
    def day(self) -> float:
        return (_RIGHT - _LEFT) / ((self.last - self.first).days + 1)

    def x(self, day: date) -> float:
        return _LEFT + (day - self.first).days * self.day

    def days(self) -> list[date]:
        return [self.first + timedelta(n) for n in range((self.last - self.first).days + 1)]


def gantt(
    rows: Sequence[Row],
    off: frozenset[date],
    today: date,
    dates: Sequence[tuple[date, str]],
    words: GanttWords,
    prefix: str,
) -> str:
    """The Gantt as SVG. *off*: days nobody works; *dates*: those worth writing, in order."""
    with style.drawing():
        scale = _Scale(min(row.first for row in rows), max(row.last for row in rows))
        names = [style.wrapped(row.name, _NAMES, 2, style.SMALL) for row in rows]
        heights = [_LINE * (name.count("\n") + 1) + 0.09 for name in names]
        bottom = _HEAD + sum(heights)
        sheet, axes = style.canvas(bottom + _FOOT)
        for day in scale.days():
            if day in off:
                _shade(axes, scale.x(day), _HEAD, scale.day, bottom - _HEAD)
        _dates(axes, dates, scale, bottom)
        top = _HEAD
        for row, name, height in zip(rows, names, heights, strict=True):
            middle = top + height / 2
            axes.plot([0, style.WIDTH], [top, top], color=style.LINE, lw=0.4, zorder=1)
            _text(axes, 0, middle, name)
            start, end = scale.x(row.first), scale.x(row.last) + scale.day
            if row.go_live:
                _diamond(axes, end - scale.day / 2, middle, row.blocked)
            else:
                _bar(axes, start, middle, end - start, row.blocked)
            top += height
        axes.plot([0, style.WIDTH], [top, top], color=style.LINE, lw=0.4, zorder=1)
        if scale.first <= today <= scale.last:
            x = scale.x(today) + scale.day / 2
            _today(axes, x, _HEAD, bottom)
        _key(axes, words, bottom + 0.22, scale.first <= today <= scale.last)
        return style.to_svg(sheet, prefix)


def _dates(axes: Axes, dates: Sequence[tuple[date, str]], scale: _Scale, bottom: float) -> None:
    """The dates that fit: each one starts clear of the one before."""
    free = 0.0
    for day, text in dates:
        x, width = scale.x(day), style.measure(text, style.SMALL)
        if x < free or x + width > style.WIDTH:
            continue
        axes.plot([x, x], [_HEAD - 0.05, bottom], color=style.LINE, lw=0.6, zorder=1)
        _text(axes, x, _HEAD - 0.14, text, style.MUTED)
        free = x + width + 0.1


def _bar(axes: Axes, x: float, middle: float, width: float, blocked: bool) -> None:
    axes.add_patch(
        Rectangle(
            (x, middle - _THICK / 2),
            width,
            _THICK,
            facecolor=style.SAND if blocked else style.BLUE,
            edgecolor=style.ORANGE if blocked else style.BLUE,
            hatch="//////" if blocked else None,
            lw=0.8,
            zorder=3,
        )
    )


def _diamond(axes: Axes, x: float, middle: float, blocked: bool) -> None:
    half = _DIAMOND
    corners = [(x - half, middle), (x, middle - half), (x + half, middle), (x, middle + half)]
    axes.add_patch(
        Polygon(
            corners,
            closed=True,
            facecolor=style.SAND if blocked else style.TEAL,
            edgecolor=style.ORANGE if blocked else style.TEAL,
            hatch="//////" if blocked else None,
            lw=0.8,
            zorder=5,
        )
    )


def _shade(axes: Axes, x: float, top: float, width: float, height: float) -> None:
    axes.add_patch(Rectangle((x, top), width, height, color=style.PALE, lw=0))


def _today(axes: Axes, x: float, top: float, bottom: float) -> None:
    axes.plot([x, x], [top, bottom], color=style.INK, lw=1, ls=(0, (2, 2)), zorder=4)


def _text(axes: Axes, x: float, y: float, text: str, color: str = style.INK) -> None:
    axes.text(x, y, text, va="center", size=style.SMALL, color=color, linespacing=1.0, zorder=4)


def _key(axes: Axes, words: GanttWords, y: float, today: bool) -> None:
    """What each mark means, drawn with the marks themselves."""
    x = 0.0
    marks = [words.task, words.go_live, words.blocked, words.day_off, words.today]
    for position, word in enumerate(marks if today else marks[:-1]):
        match position:
            case 0:
                _bar(axes, x, y, 0.22, blocked=False)
            case 1:
                _diamond(axes, x + 0.11, y, blocked=False)
            case 2:
                _bar(axes, x, y, 0.22, blocked=True)
            case 3:
                _shade(axes, x, y - 0.08, 0.22, 0.16)
            case _:
                _today(axes, x + 0.11, y - 0.09, y + 0.09)
        _text(axes, x + 0.29, y, word, style.MUTED)
        x += 0.29 + style.measure(word, style.SMALL) + 0.22
