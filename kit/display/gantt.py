"""The plan on a calendar: a row per task with its owner, days off shaded, gates as diamonds.

A task stands on its days, hatched while a gate holds it; a go-live and a gate are diamonds
on their day, told apart by colour and by words. Time runs in calendar days, so that weekends
show; the report's date is a line with its name. On a phone a name stands above its bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from matplotlib.patches import Rectangle

from kit.display import style
from kit.display.key import Draw, Sign, draw_key, key_height
from kit.display.paper import Paper
from kit.display.time_rows import (
    DIAMOND,
    TODAY,
    Lane,
    beside,
    diamond,
    lanes_of,
    left_of,
    today,
    word,
    write,
)

_NAMES = 3.05  # [in] column of task names
_HEAD = 0.28  # [in] dates above
_THICK = 0.16  # [in] of a bar
_MARK = 0.22  # [in] of a mark in the key
_STOP, _GO = "stop", "go"


@dataclass(frozen=True, slots=True)
class Row:
    """A task, or a gate on the day it stands: *gate* is then stop or go."""

    name: str
    first: date
    last: date
    blocked: bool
    go_live: bool
    beside: str = ""  # next to its mark: who does it, the day of a go-live
    gate: str = ""


@dataclass(frozen=True, slots=True)
class GanttWords:
    task: str
    go_live: str
    blocked: str
    weekend: str
    day_off: str
    today: str  # with its date
    stop: str
    go: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """*off*: days nobody works; *named*: those among them that are holidays or closures."""

    off: frozenset[date]
    named: frozenset[date]
    today: date
    dates: Sequence[tuple[date, str]]  # those worth writing, in order


@dataclass(frozen=True, slots=True)
class _Scale:
    """Calendar days to inches."""

    first: date
    last: date
    left: float

    @property
    def day(self) -> float:
        return (style.width() - 0.08 - self.left) / ((self.last - self.first).days + 1)

    def x(self, day: date) -> float:
        return self.left + (day - self.first).days * self.day

    def days(self) -> list[date]:
        return [self.first + timedelta(n) for n in range((self.last - self.first).days + 1)]


def gantt(rows: Sequence[Row], calendar: Calendar, words: GanttWords, prefix: str) -> str:
    """The Gantt as SVG."""
    with style.drawing():
        scale = _Scale(
            min(row.first for row in rows), max(row.last for row in rows), left_of(_NAMES)
        )
        lanes = lanes_of([(row.name, bool(row.gate)) for row in rows], _NAMES, _HEAD)
        bottom = lanes[-1].bottom
        signs = _signs(rows, calendar, scale, words)
        shown = scale.first <= calendar.today <= scale.last
        foot = bottom + 0.1 + (TODAY if shown else 0.0)
        sheet, paper = style.canvas(foot + key_height(signs) + 0.04)
        for day in scale.days():
            if day in calendar.off:
                _shade(paper, scale.x(day), _HEAD, scale.day, bottom - _HEAD, day in calendar.named)
        _dates(paper, calendar.dates, scale, bottom)
        write(paper, lanes)
        for row, lane in zip(rows, lanes, strict=True):
            _mark(paper, row, lane, scale)
        if shown:
            today(paper, scale.x(calendar.today) + scale.day / 2, _HEAD, bottom, words.today)
        draw_key(paper, signs, foot)
        return style.to_svg(sheet, prefix)


def _mark(paper: Paper, row: Row, lane: Lane, scale: _Scale) -> None:
    """The bar or the diamond of one row, and the words beside it."""
    start, end = scale.x(row.first), scale.x(row.last) + scale.day
    solid = not (row.gate or row.go_live or row.blocked)
    if row.gate or row.go_live:
        centre = (start if row.gate else end - scale.day) + scale.day / 2
        fill, edge = _colours(row)
        diamond(paper, centre, lane.middle, fill, edge, row.blocked)
        start, end = centre - DIAMOND, centre + DIAMOND
    else:
        _bar(paper, start, lane.middle, end - start, row.blocked)
    if row.beside:
        beside(paper, start, end, lane.middle, row.beside, scale.left, solid)


def _colours(row: Row) -> tuple[str, str]:
    if row.gate:
        return (style.STOP, style.STOP) if row.gate == _STOP else (style.PAPER, style.GAIN)
    return (style.COST_SOFT, style.COST) if row.blocked else (style.GAIN, style.GAIN)


def _dates(paper: Paper, dates: Sequence[tuple[date, str]], scale: _Scale, bottom: float) -> None:
    """The dates that fit: each one starts clear of the one before."""
    free = 0.0
    for day, text in dates:
        x, width = scale.x(day), style.measure(text, style.SMALL)
        if x < free or x + width > style.width():
            continue
        paper.plot([x, x], [_HEAD - 0.05, bottom], color=style.LINE, lw=0.6, zorder=1)
        word(paper, x, _HEAD - 0.14, text, style.MUTED)
        free = x + width + 0.1


def _bar(paper: Paper, x: float, middle: float, width: float, blocked: bool) -> None:
    paper.add_patch(
        Rectangle(
            (x, middle - _THICK / 2),
            width,
            _THICK,
            facecolor=style.COST_SOFT if blocked else style.MAIN,
            edgecolor=style.COST if blocked else style.MAIN,
            hatch="//////" if blocked else None,
            lw=0.8,
            zorder=3,
        )
    )


def _shade(paper: Paper, x: float, top: float, width: float, height: float, named: bool) -> None:
    tint, alpha = (style.LINE, 0.6) if named else (style.PALE, 1.0)
    paper.add_patch(Rectangle((x, top), width, height, color=tint, lw=0, alpha=alpha, zorder=0))


def _signs(rows: Sequence[Row], calendar: Calendar, scale: _Scale, words: GanttWords) -> list[Sign]:
    """What each mark means; marks that are not drawn are not explained."""
    tasks = [row for row in rows if not row.gate and not row.go_live]
    off = [day for day in scale.days() if day in calendar.off]
    seen = [
        (any(not row.blocked for row in tasks), _bar_sign(False), words.task),
        (any(row.blocked for row in tasks), _bar_sign(True), words.blocked),
        (any(row.go_live for row in rows), _diamond_sign(style.GAIN), words.go_live),
        (any(row.gate == _STOP for row in rows), _diamond_sign(style.STOP), words.stop),
        (any(row.gate == _GO for row in rows), _diamond_sign(style.GAIN, hollow=True), words.go),
        (any(day not in calendar.named for day in off), _shade_sign(False), words.weekend),
        (any(day in calendar.named for day in off), _shade_sign(True), words.day_off),
    ]
    return [Sign(draw, _MARK, text) for drawn, draw, text in seen if drawn]


def _bar_sign(blocked: bool) -> Draw:
    return partial(_bar, width=_MARK, blocked=blocked)


def _shade_sign(named: bool) -> Draw:
    def draw(paper: Paper, x: float, y: float) -> None:
        _shade(paper, x, y - 0.08, _MARK, 0.16, named)

    return draw


def _diamond_sign(color: str, hollow: bool = False) -> Draw:
    def draw(paper: Paper, x: float, y: float) -> None:
        diamond(paper, x + _MARK / 2, y, style.PAPER if hollow else color, color)

    return draw
