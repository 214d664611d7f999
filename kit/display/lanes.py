"""A calendar of messages: a lane per audience, a dot on each day, go-lives on the first lane.

Time runs in calendar days; a line marks the first of each month. A dot is hollow when its
month is decided and its day is not. Days too near to stand apart share one dot, which says
how many they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from matplotlib.patches import Circle, Polygon, Rectangle

from kit.display import style
from kit.display.key import Sign, draw_key, key_height
from kit.display.paper import Paper
from kit.display.rows import narrow

_NAMES = 1.9  # [in] widest column of names; on a phone they stand above their lane
_GAP = 0.15
_SIDE = 0.1  # [in] before the first day and after the last, for their dots
_HEAD = 0.28  # [in] months above
_LINE = 0.135  # [in] one line of a name
_DOT, _SEVERAL = 0.062, 0.095  # [in] radius of a dot, and of one that stands for several
_POINTED = 1.3  # half the height of a diamond, for a dot of radius 1
_COUNT = 7.0  # [pt]


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
    several: str = ""  # what a dot with a number is


@dataclass(frozen=True, slots=True)
class _Mark:
    """`count` dots from `first` to `last` [in], drawn in their middle."""

    first: float
    last: float
    count: int
    sure: bool

    @property
    def x(self) -> float:
        return (self.first + self.last) / 2

    @property
    def radius(self) -> float:
        return _SEVERAL if self.count > 1 else _DOT


@dataclass(frozen=True, slots=True)
class _Time:
    """Where days stand [in]: from *left*, *first* being the day there."""

    left: float
    first: date
    scale: float

    def at(self, day: date) -> float:
        return self.left + ((day - self.first).days + 0.5) * self.scale


@dataclass(frozen=True, slots=True)
class _Row:
    """A lane placed: its name over `above` [in] on a phone, its marks in the middle below."""

    lane: Lane
    name: str
    top: float
    above: float
    height: float
    marks: tuple[_Mark, ...]

    @property
    def middle(self) -> float:
        return self.top + self.above + self.height / 2

    @property
    def end(self) -> float:
        return self.top + self.above + self.height


def lanes(
    rows: Sequence[Lane], months: Sequence[tuple[date, str]], words: LaneWords, prefix: str
) -> str:
    """The calendar as SVG. *months*: the first day of each with its name, and the day after all."""
    with style.drawing():
        phone = narrow()
        room = style.width() if phone else _NAMES
        names = [style.wrapped(row.name, room, 2, style.SMALL) for row in rows]
        widest = max(style.extent(name, style.SMALL)[0] for name in names)
        left = _SIDE if phone else widest + _GAP
        first, after = months[0][0], months[-1][0]
        time = _Time(left, first, (style.width() - _SIDE - left) / (after - first).days)
        placed = _placed(rows, names, time)
        signs = _signs(placed, words)
        bottom = placed[-1].end
        sheet, paper = style.canvas(bottom + _GAP / 2 + key_height(signs))
        _months(paper, time, months, placed)
        for row in placed:
            _lane(paper, row, 0.0 if phone else left)
        paper.plot([0, style.width()], [bottom, bottom], color=style.LINE, lw=0.4, zorder=1)
        draw_key(paper, signs, bottom + _GAP / 2)
        return style.to_svg(sheet, prefix)


def _placed(rows: Sequence[Lane], names: Sequence[str], time: _Time) -> tuple[_Row, ...]:
    """The lanes one under the other, as high as their names and marks need."""
    placed, top = [], _HEAD
    for row, name in zip(rows, names, strict=True):
        lines = _LINE * (name.count("\n") + 1)
        above = lines + 0.04 if narrow() else 0.0
        height = max(0.0 if narrow() else lines + 0.13, 2 * _SEVERAL + 0.06)
        if narrow() and not row.dots:
            height = 0.05  # a lane without a message is its name
        placed.append(_Row(row, name, top, above, height, _marks(row, time)))
        top += above + height
    return tuple(placed)


def _marks(row: Lane, time: _Time) -> tuple[_Mark, ...]:
    """Its dots from left to right; those that would hide each other made one."""
    apart = (2 * _SEVERAL + 0.01) if len(row.dots) > 1 else 0.0
    marks: list[_Mark] = []
    for dot in sorted(row.dots, key=lambda dot: dot.day):
        x = time.at(dot.day)
        mark = _Mark(x, x, 1, dot.sure)
        while marks and mark.x - marks[-1].x < apart:
            before = marks.pop()
            count = before.count + mark.count
            mark = _Mark(before.first, mark.last, count, before.sure or mark.sure)
        marks.append(mark)
    return tuple(marks)


def _lane(paper: Paper, row: _Row, left: float) -> None:
    """Its name, and its marks; without any, a pale band."""
    right = style.width()
    if not row.marks:
        band = Rectangle((left, row.top), right - left, row.end - row.top, color=style.PALE, lw=0)
        paper.add_patch(band)
    paper.plot([0, right], [row.top, row.top], color=style.LINE, lw=0.4, zorder=1)
    color = style.INK if row.marks else style.MUTED
    y = row.top + 0.03 + (row.above - 0.04) / 2 if row.above else row.middle
    paper.text(0, y, row.name, va="center", size=style.SMALL, color=color, linespacing=1.0)
    for mark in row.marks:
        _mark(paper, mark, row.middle, row.lane.go_lives)


def _months(
    paper: Paper, time: _Time, months: Sequence[tuple[date, str]], rows: Sequence[_Row]
) -> None:
    """A line per month, not across the names; each month's name that starts clear of the last."""
    free, end = 0.0, style.width()
    for at, (day, name) in enumerate(months):
        x = time.left + (day - time.first).days * time.scale
        paper.plot([x, x], [_HEAD - 0.06, _HEAD], color=style.LINE, lw=0.6, zorder=1)
        for row in rows:
            paper.plot([x, x], [row.top + row.above, row.end], color=style.LINE, lw=0.6, zorder=1)
        width = style.measure(name, style.SMALL)
        if at < len(months) - 1 and x >= free and x + 0.05 + width <= end:
            paper.text(
                x + 0.05, _HEAD - 0.14, name, va="center", size=style.SMALL, color=style.MUTED
            )
            free = x + 0.05 + width + 0.05


def _mark(paper: Paper, mark: _Mark, y: float, go_live: bool) -> None:
    """A dot or a diamond; how many it stands for inside, on paper."""
    color = style.GAIN if go_live else style.MAIN
    look = {"ec": color, "lw": 1.2, "zorder": 3}
    fill = color if mark.sure and mark.count == 1 else style.PAPER
    if go_live:
        half = mark.radius * _POINTED
        corners = [(mark.x - half, y), (mark.x, y - half), (mark.x + half, y), (mark.x, y + half)]
        paper.add_patch(Polygon(corners, closed=True, fc=fill, **look))
    else:
        paper.add_patch(Circle((mark.x, y), mark.radius, fc=fill, **look))
    if mark.count > 1:
        said = str(mark.count)
        size = min(_COUNT, _COUNT * 1.5 * mark.radius / style.measure(said, _COUNT, "bold"))
        paper.text(
            mark.x, y, said, ha="center", va="center_baseline", size=size, weight="bold",
            color=color, zorder=4,
        )  # fmt: skip


def _signs(rows: Iterable[_Row], words: LaneWords) -> list[Sign]:
    """What each mark there is means, drawn with the marks themselves."""
    marks = [(row.lane.go_lives, mark) for row in rows for mark in row.marks]
    alone = {(lives, mark.sure) for lives, mark in marks if mark.count == 1}
    told = (
        ((False, True), words.message),
        ((False, False), words.open_day),
        ((True, True), words.go_live),
    )
    signs = [_sign(_Mark(0, 0, 1, kind[1]), kind[0], said) for kind, said in told if kind in alone]
    if any(mark.count > 1 for _, mark in marks):
        signs.append(_sign(_Mark(0, 0, 2, sure=True), False, words.several))
    return signs


def _sign(mark: _Mark, go_live: bool, text: str) -> Sign:
    def draw(paper: Paper, x: float, y: float) -> None:
        middle = x + mark.radius
        _mark(paper, _Mark(middle, middle, mark.count, mark.sure), y, go_live)

    return Sign(draw, 2 * mark.radius, text)
