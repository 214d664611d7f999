"""The roadmap over its months: a bar per action, phases as bands, gains so far below.

An action whose end nobody gave fades into a dashed edge: it may end sooner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from kit.display import style

_NAMES = 2.35  # [in] column of names
_LEFT = _NAMES + 0.1
_BAND = 0.24  # [in] names of the phases
_HEAD = 0.44  # [in] years and months
_LINE = 0.135  # [in] one line of a name
_THICK = 0.15
_FOOT = 0.34


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    first: int  # month, 1 = the first
    last: int
    ended: bool  # its end was given


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
    today: str
    gains: Sequence[tuple[int, str]]  # (month, amount gained until its end)
    gained: str


def roadmap_chart(
    bars: Sequence[Bar],
    bands: Sequence[Band],
    words: RoadmapWords,
    today: float | None,
    prefix: str,
) -> str:
    """The roadmap as SVG. *today*: months from the start of the first one; None: outside."""
    with style.drawing():
        count = len(words.months)
        step = (style.WIDTH - _LEFT) / count
        names = [style.wrapped(bar.name, _NAMES, 2, style.SMALL) for bar in bars]
        heights = [_LINE * (name.count("\n") + 1) + 0.1 for name in names]
        top = _HEAD + (_BAND if bands else 0)
        bottom = top + sum(heights)
        gains = 0.22 if words.gains else 0
        sheet, axes = style.canvas(bottom + gains + _FOOT)
        _bands(axes, bands, step, bottom)
        _months(axes, words, step, bottom)
        y = top
        for bar, name, height in zip(bars, names, heights, strict=True):
            axes.plot([0, style.WIDTH], [y, y], color=style.LINE, lw=0.4, zorder=1)
            _text(axes, 0, y + height / 2, name)
            x = _LEFT + (bar.first - 1) * step
            _bar(axes, x, y + height / 2, (min(bar.last, count) - bar.first + 1) * step, bar.ended)
            y += height
        axes.plot([0, style.WIDTH], [y, y], color=style.LINE, lw=0.4, zorder=1)
        if today is not None:
            x = _LEFT + today * step
            axes.plot([x, x], [_HEAD, bottom], color=style.INK, lw=1, ls=(0, (2, 2)), zorder=4)
        for month, amount in words.gains:
            _gain(axes, _LEFT + month * step, bottom, amount)
        _key(axes, words, bottom + gains + 0.2, bars, today is not None)
        return style.to_svg(sheet, prefix)


def _bands(axes: Axes, bands: Sequence[Band], step: float, bottom: float) -> None:
    """Every other phase on a tint, its name over its months."""
    for at, band in enumerate(bands):
        x, width = _LEFT + (band.first - 1) * step, (band.last - band.first + 1) * step
        tint = style.PALE if at % 2 == 0 else "#FFFFFF"
        axes.add_patch(Rectangle((x, _HEAD), width, bottom - _HEAD, color=tint, lw=0, zorder=0))
        name = style.cut(band.name, max(width - 0.06, 0.2), style.SMALL)
        axes.text(
            x + width / 2,
            _HEAD + _BAND / 2,
            name,
            ha="center",
            va="center",
            size=style.SMALL,
            weight="bold",
            color=style.INK,
        )


def _months(axes: Axes, words: RoadmapWords, step: float, bottom: float) -> None:
    """Each month's line; the names that fit; the years above."""
    every = max(
        1,
        -(
            -int(max(style.measure(m, style.SMALL) for m in words.months) * 100)
            // int(max((step - 0.02) * 100, 1))
        ),
    )
    for at, name in enumerate(words.months):
        x = _LEFT + at * step
        axes.plot([x, x], [_HEAD, bottom], color=style.LINE, lw=0.4, zorder=1)
        if at % every == 0:
            axes.text(
                x + step / 2,
                _HEAD - 0.12,
                name,
                ha="center",
                va="center",
                size=style.SMALL,
                color=style.MUTED,
            )
    for month, year in words.years:
        x = _LEFT + (month - 1) * step
        if x + style.measure(year, style.SMALL, "bold") <= style.WIDTH:
            axes.text(x, 0.12, year, va="center", size=style.SMALL, weight="bold")


def _bar(axes: Axes, x: float, middle: float, width: float, ended: bool) -> None:
    axes.add_patch(
        Rectangle(
            (x + 0.015, middle - _THICK / 2),
            width - 0.03,
            _THICK,
            facecolor=style.BLUE if ended else style.SKY,
            edgecolor=style.BLUE,
            ls="-" if ended else (0, (2, 1.5)),
            lw=0.8,
            zorder=3,
        )
    )


def _gain(axes: Axes, x: float, bottom: float, amount: str) -> None:
    """The amount under the end of its month, kept on the sheet."""
    width = style.measure(amount, style.SMALL, "bold")
    axes.plot([x, x], [bottom, bottom + 0.05], color=style.TEAL, lw=1)
    axes.text(
        min(x, style.WIDTH) - width,
        bottom + 0.13,
        amount,
        va="center",
        size=style.SMALL,
        weight="bold",
        color=style.TEAL,
    )


def _text(axes: Axes, x: float, y: float, text: str, color: str = style.INK) -> None:
    axes.text(x, y, text, va="center", size=style.SMALL, color=color, linespacing=1.0, zorder=4)


def _key(axes: Axes, words: RoadmapWords, y: float, bars: Sequence[Bar], today: bool) -> None:
    """What each mark means; marks that are not drawn are not explained."""
    x = 0.0
    shown = [(words.action, True)] if any(bar.ended for bar in bars) else []
    shown += [(words.open_end, False)] if not all(bar.ended for bar in bars) else []
    for word, ended in shown:
        _bar(axes, x, y, 0.25, ended)
        _text(axes, x + 0.31, y, word, style.MUTED)
        x += 0.31 + style.measure(word, style.SMALL) + 0.22
    if today:
        axes.plot([x + 0.1] * 2, [y - 0.09, y + 0.09], color=style.INK, lw=1, ls=(0, (2, 2)))
        _text(axes, x + 0.2, y, words.today, style.MUTED)
        x += 0.2 + style.measure(words.today, style.SMALL) + 0.22
    if words.gains:
        sample = words.gains[-1][1]
        axes.text(x, y, sample, va="center", size=style.SMALL, weight="bold", color=style.TEAL)
        x += style.measure(sample, style.SMALL, "bold") + 0.08
        _text(axes, x, y, words.gained, style.MUTED)
