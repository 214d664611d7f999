"""The cumulated cash, month by month: one line to trust, its range, the line that was promised.

Labelled directly: each line carries its name and its last figure at its right end (under the
drawing on a phone), the month of payback stands on the curve. Everything is placed in inches.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kit.display import line_labels, style
from kit.display.line_labels import LINE, Named
from kit.display.paper import Paper
from kit.display.rows import narrow

_HEIGHT = 3.1  # [in]
_TOP, _BOTTOM = 0.3, 0.34
_LEAST_LEFT = 0.35
_RIGHT = 1.75  # [in] at most, for the labels at the end of the lines
_TICK = 0.17  # [in] from the floor to the middle of a month
_APART = 0.05  # [in] between two labels
_CURVE = {"lw": 2.2}
_PROMISED = {"lw": 1.6, "dashes": (4, 2)}
_FAINT = {"lw": 1.4}


@dataclass(frozen=True, slots=True)
class Curve:
    """Cumulated net by month, index 0 is today [EUR]; `label` may hold line breaks."""

    values: tuple[float, ...]
    label: str
    promised: bool = False  # what was written, not what is computed: dashed
    faint: bool = False  # what it was before something was moved


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
    tips: tuple[str, ...] = ()  # by month: said when it is pointed at


@dataclass(frozen=True, slots=True)
class _Place:
    """From months and euros to inches."""

    left: float
    width: float
    months: int
    low: float
    high: float

    @property
    def right(self) -> float:
        return self.left + self.width

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
        named = _named(curves, band)
        width = style.width() - left - _right(named, words)
        place = _Place(left, width, months, low, high)
        sheet, paper = style.canvas(_HEIGHT + (line_labels.key_height(named) if narrow() else 0))
        _frame(paper, place, words)
        if band:
            _band(paper, place, band)
        for curve in reversed(curves):
            _curve(paper, place, curve)
        if words.payback:
            _payback(paper, place, curves[0], words.payback)
        if narrow():
            line_labels.write_key(paper, named, _HEIGHT)
        else:
            _labels(paper, place, curves, band)
        _tips(paper, place, words.tips)
        return style.to_svg(sheet, prefix)


def _frame(paper: Paper, place: _Place, words: CurveWords) -> None:
    """The line of zero, the ends of the scale, the months."""
    floor = _HEIGHT - _BOTTOM
    paper.plot([place.left, place.right], [place.y(0)] * 2, color=style.MUTED, lw=0.9, zorder=2)
    marks = [(0.0, words.zero)]
    for amount, text in zip((place.low, place.high), words.ends, strict=True):
        y = place.y(amount)
        if abs(y - place.y(0)) > LINE:
            marks.append((amount, text))
            paper.plot([place.left, place.right], [y, y], color=style.LINE, lw=0.6, zorder=1)
    for amount, text in marks:
        _small(paper, place.left - 0.07, place.y(amount), text, "right")
    for month, name in line_labels.spaced(words.months, place.x):
        paper.plot([place.x(month)] * 2, [_TOP, floor], color=style.PALE, lw=0.8, zorder=0)
        _small(paper, place.x(month), floor + _TICK, name, "center")


def _small(paper: Paper, x: float, y: float, text: str, side: str) -> None:
    paper.text(x, y, text, ha=side, va="center", size=style.SMALL, color=style.MUTED)


def _band(paper: Paper, place: _Place, band: Band) -> None:
    xs = [place.x(month) for month in range(len(band.low))]
    paper.fill(
        [*xs, *reversed(xs)],
        [place.y(amount) for amount in (*band.low, *reversed(band.high))],
        color=style.MAIN_SOFT,
        alpha=0.4,
        lw=0,
        zorder=1,
    )


def _curve(paper: Paper, place: _Place, curve: Curve) -> None:
    xs = [place.x(month) for month in range(len(curve.values))]
    ys = [place.y(amount) for amount in curve.values]
    layer = 3 if curve.promised or curve.faint else 4  # the line to trust lies over the others
    paper.plot(xs, ys, color=_color(curve), zorder=layer, **_stroke(curve))
    layer = 3 if curve.faint else 4
    paper.plot(xs[-1:], ys[-1:], marker="o", ms=4, color=_color(curve), zorder=layer)


def _payback(paper: Paper, place: _Place, curve: Curve, payback: tuple[float, str]) -> None:
    """A ring where the curve crosses zero for good, its month written beside it."""
    month, text = payback
    if month > place.months:
        return
    x, y = place.x(month), place.y(0)
    paper.plot(
        [x], [y], marker="o", ms=7, mfc=style.PAPER, mec=style.GAIN, mew=1.8, ls="none", zorder=6
    )
    width = style.measure(text, style.SMALL, "bold")
    # Under the line of zero there is room after payback: the curve is above it for good.
    below = place.y(place.low) - y > 2 * LINE
    if not below:  # over it, only where the curve has left the height of the words
        over = (
            at
            for at in range(math.ceil(month), len(curve.values))
            if all(y - place.y(value) > 2 * LINE for value in curve.values[at:])
        )
        x = max(x, place.x(next(over, month)))
    start = x + 0.08 if x + 0.08 + width <= place.right else x - 0.08 - width
    paper.text(
        max(start, place.left + 0.03),
        y + (0.13 if below else -0.15),
        text,
        ha="left",
        va="center",
        size=style.SMALL,
        weight="bold",
        color=style.GAIN,
        zorder=6,
    )


def _tips(paper: Paper, place: _Place, tips: Sequence[str]) -> None:
    """A strip as high as the drawing around each month, inside of the scale."""
    for month, tip in enumerate(tips):
        start, end = (place.x(month + side / 2) for side in (-1, 1))
        left, right = max(start, place.left), min(end, place.right)
        paper.tip(left, _TOP, right - left, _HEIGHT - _BOTTOM - _TOP, tip)


def _named(curves: Sequence[Curve], band: Band | None) -> list[Named]:
    named = [Named(one.label, _color(one), stroke=_stroke(one)) for one in curves]
    return [*named, Named(band.label, style.MUTED, "normal")] if band else named


def _right(named: Sequence[Named], words: CurveWords) -> float:
    """Room [in] for the labels at the end of the lines: what they need, to some point."""
    if narrow():
        return (
            max(0.1, style.measure(words.months[-1][1], style.SMALL) / 2) if words.months else 0.1
        )
    lines = [(line, one.weight) for one in named for line in one.label.split("\n")]
    return min(
        _RIGHT, max(style.measure(line, style.SMALL, weight) for line, weight in lines) + 0.16
    )


def _labels(paper: Paper, place: _Place, curves: Sequence[Curve], band: Band | None) -> None:
    """What each line is, at its end; moved apart when they would touch."""
    wanted = [(place.y(curve.values[-1]), curve.label, _color(curve), "bold") for curve in curves]
    if band:
        # Of its two ends, the one farther from the curve's own label.
        middle = place.y(curves[0].values[-1])
        ends = (place.y(band.high[-1]), place.y(band.low[-1]))
        end = max(ends, key=lambda y: abs(y - middle))
        wanted.append((end, band.label, style.MUTED, "normal"))
    wanted.sort(key=lambda one: one[0])
    texts = [_fitted(label, weight) for _, label, _, weight in wanted]
    heights = [(text.count("\n") + 1) * LINE for text in texts]
    middles = line_labels.apart([y for y, *_ in wanted], heights, _HEIGHT - _BOTTOM + 0.06, _APART)
    for (at, _, color, weight), text, y in zip(wanted, texts, middles, strict=True):
        x = place.right + 0.1
        if abs(y - at) > LINE:
            paper.plot([place.right + 0.03, x - 0.01], [at, y], color=style.LINE, lw=0.7)
        paper.text(
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


def _fitted(label: str, weight: str) -> str:
    """*label* in the room at the right, its own line breaks kept."""
    parts = label.split("\n")
    return "\n".join(style.wrapped(part, _RIGHT - 0.12, 2, style.SMALL, weight) for part in parts)


def _color(curve: Curve) -> str:
    if curve.faint:
        return style.MUTED
    return style.COST if curve.promised else style.MAIN


def _stroke(curve: Curve) -> dict[str, object]:
    return dict(_FAINT if curve.faint else _PROMISED if curve.promised else _CURVE)
