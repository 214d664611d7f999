"""The roadmap over its months: a bar per action with its owner, phases as bands, gains below.

An action whose end nobody gave fades into a dashed edge: it may end sooner. On a phone the
name of an action stands above its bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil

from matplotlib.patches import Rectangle

from kit.display import style
from kit.display.key import Draw, Sign, draw_key, key_height
from kit.display.paper import Paper
from kit.display.time_rows import TODAY, beside, lanes_of, left_of, today, word, write

_NAMES = 2.35  # [in] column of names
_BAND = 0.14  # [in] one line of the name of a phase
_HEAD = 0.44  # [in] years and months
_THICK = 0.16
_MARK = 0.25  # [in] of a mark in the key
_AIR = 0.03  # [in] left and right of the name of a month or a phase
_BETWEEN = 0.02  # [in] between the names of two months
_GAINS = 0.24  # [in] amounts under the months


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    first: int  # month, 1 = the first
    last: int
    ended: bool  # its end was given
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class RoadmapWords:
    months: Sequence[str]  # one per month: "M1"
    years: Sequence[tuple[int, str]]  # (month in which it begins, year)
    action: str
    open_end: str
    today: str  # with its date
    gains: Sequence[tuple[int, str]]  # (month, amount gained until its end)
    gained: str


@dataclass(frozen=True, slots=True)
class _Months:
    """Months to inches."""

    left: float
    step: float

    def x(self, month: float) -> float:
        """Where *month* begins; the first is 1."""
        return self.left + (month - 1) * self.step


def roadmap_chart(
    bars: Sequence[Bar],
    bands: Sequence[Band],
    words: RoadmapWords,
    now: float | None,
    prefix: str,
) -> str:
    """The roadmap as SVG. *now*: months from the start of the first one; None: outside."""
    with style.drawing():
        left = left_of(_NAMES)
        months = _Months(left, (style.width() - left) / len(words.months))
        named = [(band, _band_name(band, months)) for band in bands]
        head = max((_BAND * (name.count("\n") + 1) + 0.08 for _, name in named), default=0.0)
        lanes = lanes_of([(bar.name, False) for bar in bars], _NAMES, _HEAD + head)
        bottom = lanes[-1].bottom
        shown = _fitting(words.gains, months)
        signs = _signs(bars, words, shown)
        gains = _GAINS if shown else 0.0
        foot = bottom + gains + (TODAY + 0.05 if now is not None else 0.0) + 0.08
        sheet, paper = style.canvas(foot + key_height(signs) + 0.04)
        for at, (band, name) in enumerate(named):
            _band(paper, band, name, months, head, bottom, at % 2 == 0)
        _months(paper, words, months, bottom)
        write(paper, lanes)
        for bar, lane in zip(bars, lanes, strict=True):
            start, end = months.x(bar.first), months.x(min(bar.last, len(words.months)) + 1)
            _bar(paper, start, lane.middle, end - start, bar.ended)
            if bar.owner:
                beside(paper, start, end, lane.middle, bar.owner, left, bar.ended)
        for x, amount, width in shown:
            _gain(paper, x, bottom, amount, width)
        if now is not None:
            today(paper, months.x(now + 1), _HEAD + head, bottom + gains, words.today)
        draw_key(paper, signs, foot)
        return style.to_svg(sheet, prefix)


def _band_name(band: Band, months: _Months) -> str:
    """The name of a phase over two lines of its months."""
    room = max((band.last - band.first + 1) * months.step - 2 * _AIR, 0.15)
    return style.wrapped(band.name, room, 2, style.SMALL, "bold")


def _band(
    paper: Paper, band: Band, name: str, months: _Months, head: float, bottom: float, tinted: bool
) -> None:
    """Every other phase on a tint, its name over its months."""
    x, width = months.x(band.first), (band.last - band.first + 1) * months.step
    tint = style.PALE if tinted else style.PAPER
    paper.add_patch(Rectangle((x, _HEAD), width, bottom - _HEAD, color=tint, lw=0, zorder=0))
    paper.text(
        x + width / 2,
        _HEAD + head / 2,
        name,
        ha="center",
        va="center",
        size=style.SMALL,
        weight="bold",
        color=style.INK,
        linespacing=1.0,
    )


def _months(paper: Paper, words: RoadmapWords, months: _Months, bottom: float) -> None:
    """Each month's line; the names that fit; the years above."""
    widest = max(style.measure(name, style.SMALL) for name in words.months)
    every = ceil((widest + _BETWEEN) / months.step)
    for at, name in enumerate(words.months, 1):
        x, width = months.x(at), style.measure(name, style.SMALL)
        paper.plot([x, x], [_HEAD, bottom], color=style.LINE, lw=0.4, zorder=1)
        if at % every == 1 % every:
            word(paper, x + max((months.step - width) / 2, 0.0), _HEAD - 0.12, name, style.MUTED)
    free = 0.0
    for month, year in words.years:
        x, width = months.x(month), style.measure(year, style.SMALL, "bold")
        if x >= free and x + width <= style.width():
            word(paper, x, 0.12, year, strong=True)
            free = x + width + 2 * _AIR


def _bar(paper: Paper, x: float, middle: float, width: float, ended: bool) -> None:
    paper.add_patch(
        Rectangle(
            (x + 0.015, middle - _THICK / 2),
            width - 0.03,
            _THICK,
            facecolor=style.MAIN if ended else style.MAIN_SOFT,
            edgecolor=style.MAIN,
            ls="-" if ended else (0, (2, 1.5)),
            lw=0.8,
            zorder=3,
        )
    )


def _fitting(gains: Sequence[tuple[int, str]], months: _Months) -> list[tuple[float, str, float]]:
    """Amounts with the end of their month and their width, the last one first to be kept."""
    kept: list[tuple[float, str, float]] = []
    limit = style.width()
    for month, amount in reversed(gains):
        x, width = months.x(month + 1), style.measure(amount, style.SMALL, "bold")
        if min(x, style.width()) <= limit and x >= width:
            kept.insert(0, (x, amount, width))
            limit = x - width - 0.1
    return kept


def _gain(paper: Paper, x: float, bottom: float, amount: str, width: float) -> None:
    """The amount under the end of its month, kept on the sheet."""
    end = min(x, style.width())
    paper.plot([end, end], [bottom, bottom + 0.05], color=style.GAIN, lw=1)
    word(paper, end - width, bottom + 0.13, amount, style.GAIN, strong=True, clear=True)


def _signs(
    bars: Sequence[Bar], words: RoadmapWords, gains: Sequence[tuple[float, str, float]]
) -> list[Sign]:
    """What each mark means; marks that are not drawn are not explained."""
    signs = []
    if any(bar.ended for bar in bars):
        signs.append(Sign(partial(_bar, width=_MARK, ended=True), _MARK, words.action))
    if not all(bar.ended for bar in bars):
        signs.append(Sign(partial(_bar, width=_MARK, ended=False), _MARK, words.open_end))
    if gains:
        _, sample, width = gains[-1]
        signs.append(Sign(_sample(sample), width, words.gained))
    return signs


def _sample(amount: str) -> Draw:
    """An amount as it stands under its month."""

    def draw(paper: Paper, x: float, y: float) -> None:
        word(paper, x, y, amount, style.GAIN, strong=True)

    return draw
