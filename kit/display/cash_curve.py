"""The cumulated cash, month by month: one line to trust, its range, the line that was promised.

Labelled directly: each line carries its name and its last figure at its right end, the month
of payback stands on the curve. Everything is placed in inches.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from kit.display import style

_HEIGHT = 3.1  # [in]
_TOP, _BOTTOM = 0.3, 0.34
_LEAST_LEFT = 0.35
_RIGHT = 1.75  # [in] at most, for the labels at the end of the lines
_APART = 0.05  # [in] between two labels
_LINE = 0.155  # [in] a line of label


@dataclass(frozen=True, slots=True)
class Curve:
    """Cumulated net by month, index 0 is today [EUR]; `label` may hold line breaks."""

    values: tuple[float, ...]
    label: str
    promised: bool = False  # what was written, not what is computed: dashed


@dataclass(frozen=True, slots=True)
class Band:
    low: tuple[float, ...]  # by month
    high: tuple[float, ...]
    label: str


@dataclass(frozen=True, slots=True)
class CurveWords:
    zero: str  # written on the line of zero: "0 €"
    ends: tuple[str, str]  # lowest and highest figure of the scale, already formatted
    months: tuple[tuple[int, str], ...]  # ticks: month and its name
    payback: tuple[float, str] | None = None  # month, "remboursé au mois 11"


@dataclass(frozen=True, slots=True)
class _Place:
    """From months and euros to inches."""

    left: float
    width: float
    months: int
    low: float
    high: float

    def x(self, month: float) -> float:
        return self.left + self.width * month / max(self.months, 1)

    def y(self, amount: float) -> float:
        share = (amount - self.low) / max(self.high - self.low, style.CENT)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def scale_of(curves: Sequence[Curve], band: Band | None) -> tuple[float, float]:
    """Lowest and highest amount the drawing has room for; zero always shows."""
    amounts = [0.0, *(value for curve in curves for value in curve.values)]
    if band:
        amounts += [*band.low, *band.high]
    return min(amounts), max(amounts)


def cash_curve(curves: Sequence[Curve], band: Band | None, words: CurveWords, prefix: str) -> str:
    """The curves as SVG, the first one being the one to trust."""
    with style.drawing():
        low, high = scale_of(curves, band)
        figures = max(style.measure(text, style.SMALL) for text in (words.zero, *words.ends))
        left = max(_LEAST_LEFT, figures + 0.12)
        months = max(len(curve.values) for curve in curves) - 1
        place = _Place(left, style.WIDTH - left - _right(curves, band), months, low, high)
        sheet, axes = style.canvas(_HEIGHT)
        _frame(axes, place, words)
        if band:
            _band(axes, place, band)
        for curve in reversed(curves):
            _curve(axes, place, curve)
        if words.payback:
            _payback(axes, place, curves[0], words.payback)
        _labels(axes, place, curves, band)
        return style.to_svg(sheet, prefix)


def _frame(axes: Axes, place: _Place, words: CurveWords) -> None:
    """The line of zero, the ends of the scale, the months."""
    right, floor = place.left + place.width, _HEIGHT - _BOTTOM
    axes.plot([place.left, right], [place.y(0)] * 2, color=style.MUTED, lw=0.9, zorder=2)
    marks = [(0.0, words.zero)]
    for amount, text in zip((place.low, place.high), words.ends, strict=True):
        if abs(place.y(amount) - place.y(0)) > _LINE:
            marks.append((amount, text))
            axes.plot(
                [place.left, right], [place.y(amount)] * 2, color=style.LINE, lw=0.6, zorder=1
            )
    for amount, text in marks:
        axes.text(
            place.left - 0.07,
            place.y(amount),
            text,
            ha="right",
            va="center",
            size=style.SMALL,
            color=style.MUTED,
        )
    for month, name in words.months:
        axes.plot([place.x(month)] * 2, [_TOP, floor], color=style.PALE, lw=0.8, zorder=0)
        axes.text(
            place.x(month),
            floor + 0.17,
            name,
            ha="center",
            va="center",
            size=style.SMALL,
            color=style.MUTED,
        )


def _band(axes: Axes, place: _Place, band: Band) -> None:
    xs = [place.x(month) for month in range(len(band.low))]
    axes.fill_between(
        xs,
        [place.y(amount) for amount in band.low],
        [place.y(amount) for amount in band.high],
        color=style.SKY,
        alpha=0.4,
        lw=0,
        zorder=1,
    )


def _curve(axes: Axes, place: _Place, curve: Curve) -> None:
    xs = [place.x(month) for month in range(len(curve.values))]
    ys = [place.y(amount) for amount in curve.values]
    if curve.promised:
        axes.plot(xs, ys, color=style.ORANGE, lw=1.6, dashes=(4, 2), zorder=3)
    else:
        axes.plot(xs, ys, color=style.BLUE, lw=2.2, zorder=4)
    axes.plot(xs[-1:], ys[-1:], marker="o", ms=4, color=_color(curve), zorder=4)


def _payback(axes: Axes, place: _Place, curve: Curve, payback: tuple[float, str]) -> None:
    """A ring where the curve crosses zero for good, its month written beside it."""
    month, text = payback
    if month > place.months:
        return
    x, y = place.x(month), place.y(0)
    axes.plot([x], [y], marker="o", ms=7, mfc="white", mec=style.TEAL, mew=1.8, ls="none", zorder=6)
    width = style.measure(text, style.SMALL, "bold")
    # Under the line of zero there is room after payback: the curve is above it for good.
    below = place.y(place.low) - y > 2 * _LINE or y - place.y(place.high) < 2 * _LINE
    if not below:  # over it, only where the curve has left the height of the words
        over = (
            at
            for at in range(math.ceil(month), len(curve.values))
            if all(y - place.y(value) > 2 * _LINE for value in curve.values[at:])
        )
        x = max(x, place.x(next(over, month)))
    at_right = x + 0.08 + width <= place.left + place.width
    axes.text(
        x + 0.08 if at_right else x - 0.08,
        y + (0.13 if below else -0.15),
        text,
        ha="left" if at_right else "right",
        va="center",
        size=style.SMALL,
        weight="bold",
        color=style.TEAL,
        zorder=6,
    )


def _right(curves: Sequence[Curve], band: Band | None) -> float:
    """Room [in] for the labels at the end of the lines: what they need, to some point."""
    named = [(curve.label, "bold") for curve in curves]
    named += [(band.label, "normal")] if band else []
    widest = max(
        style.measure(line, style.SMALL, weight)
        for label, weight in named
        for line in label.split("\n")
    )
    return min(_RIGHT, widest + 0.16)


def _labels(axes: Axes, place: _Place, curves: Sequence[Curve], band: Band | None) -> None:
    """What each line is, at its end; moved apart when they would touch."""
    wanted = [(place.y(curve.values[-1]), curve.label, _color(curve), "bold") for curve in curves]
    if band:
        # Of its two ends, the one farther from the curve's own label.
        middle = place.y(curves[0].values[-1])
        ends = (place.y(band.high[-1]), place.y(band.low[-1]))
        end = max(ends, key=lambda y: abs(y - middle))
        wanted.append((end, band.label, style.MUTED, "normal"))
    made = []
    for y, label, color, weight in sorted(wanted, key=lambda one: one[0]):
        rows = [
            row
            for part in label.split("\n")
            for row in style.wrapped(part, _RIGHT - 0.12, 2, style.SMALL, weight).split("\n")
        ]
        made.append((y, "\n".join(rows), len(rows) * _LINE, color, weight))
    for (middle, text, _, color, weight), y in zip(made, _apart(made), strict=True):
        x = place.left + place.width + 0.1
        if abs(y - middle) > _LINE:
            axes.plot(
                [place.left + place.width + 0.03, x - 0.01], [middle, y], color=style.LINE, lw=0.7
            )
        axes.text(
            x,
            y,
            text,
            ha="left",
            va="center",
            size=style.SMALL,
            weight=weight,
            color=color,
            linespacing=1.1,
        )


def _apart(made: Sequence[tuple[float, str, float, str, str]]) -> list[float]:
    """Middles [in], from top to bottom, of labels that neither touch nor leave the sheet."""
    middles: list[float] = []
    edge = 0.04
    for wanted, _, height, *_ in made:
        middles.append(max(wanted, edge + height / 2))
        edge = middles[-1] + height / 2 + _APART
    edge = _HEIGHT - 0.04
    for at in range(len(made) - 1, -1, -1):
        height = made[at][2]
        middles[at] = min(middles[at], edge - height / 2)
        edge = middles[at] - height / 2 - _APART
    return middles


def _color(curve: Curve) -> str:
    return style.ORANGE if curve.promised else style.BLUE
