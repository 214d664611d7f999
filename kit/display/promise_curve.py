"""Cumulated gains: what was promised, what is measured, and where that leads.

Three lines told apart by colour and by stroke, each labelled at its end. In inches.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from kit.display import style

_HEIGHT = 3.0  # [in]
_TOP, _BOTTOM = 0.25, 0.34
_RIGHT = 1.75  # [in] at most, for the labels
_LINE = 0.155  # [in] a line of label
_APART = 0.06  # [in] between two labels

Points = Sequence[tuple[float, float]]  # (month, EUR), by month


@dataclass(frozen=True, slots=True)
class Line:
    """`look`: promised (dashed), measured (full), forecast (dotted)."""

    points: Points
    label: str
    look: str


_COLORS = {"promised": style.ORANGE, "measured": style.BLUE, "forecast": style.TEAL}
_STROKES = {
    "promised": {"lw": 1.6, "dashes": (4, 2)},
    "measured": {"lw": 2.6},
    "forecast": {"lw": 1.8, "dashes": (1, 1.6)},
}


@dataclass(frozen=True, slots=True)
class _Place:
    """From months and euros to inches."""

    left: float
    width: float
    months: float
    low: float
    high: float

    def x(self, month: float) -> float:
        return self.left + self.width * month / max(self.months, 1.0)

    def y(self, amount: float) -> float:
        share = (amount - self.low) / max(self.high - self.low, style.CENT)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def scale_of(lines: Sequence[Line]) -> tuple[float, float]:
    """Lowest and highest amount drawn; zero always shows."""
    amounts = [0.0, *(amount for line in lines for _, amount in line.points)]
    return min(amounts), max(amounts)


def promise_curve(
    lines: Sequence[Line],
    marks: Sequence[tuple[float, str]],
    months: Sequence[tuple[int, str]],
    prefix: str,
) -> str:
    """The lines as SVG; *marks*: amounts of the scale with their words; *months*: ticks."""
    with style.drawing():
        low, high = scale_of(lines)
        left = max(style.measure(text, style.SMALL) for _, text in marks) + 0.14
        labels = [
            style.wrapped(line.label, _RIGHT - 0.14, 2, style.SMALL, "bold") for line in lines
        ]
        widest = max(style.extent(label, style.SMALL, "bold")[0] for label in labels)
        last = max(month for line in lines for month, _ in line.points)
        width = style.WIDTH - left - min(_RIGHT, widest + 0.18)
        place = _Place(left, width, last, low, high)
        sheet, axes = style.canvas(_HEIGHT)
        _frame(axes, place, marks, months)
        for line in lines:
            _draw(axes, place, line)
        _label(axes, place, lines, labels)
        return style.to_svg(sheet, prefix)


def _frame(
    axes: Axes,
    place: _Place,
    marks: Sequence[tuple[float, str]],
    months: Sequence[tuple[int, str]],
) -> None:
    right, floor = place.left + place.width, _HEIGHT - _BOTTOM
    for amount, text in marks:
        y, zero = place.y(amount), amount == 0
        color, width = (style.MUTED, 0.9) if zero else (style.LINE, 0.6)
        axes.plot([place.left, right], [y, y], color=color, lw=width, zorder=1)
        axes.text(
            place.left - 0.07,
            y,
            text,
            ha="right",
            va="center",
            size=style.SMALL,
            color=style.MUTED,
        )
    for month, name in months:
        x = place.x(month)
        axes.plot([x, x], [_TOP, floor], color=style.PALE, lw=0.8, zorder=0)
        axes.text(
            x, floor + 0.17, name, ha="center", va="center", size=style.SMALL, color=style.MUTED
        )


def _draw(axes: Axes, place: _Place, line: Line) -> None:
    xs = [place.x(month) for month, _ in line.points]
    ys = [place.y(amount) for _, amount in line.points]
    stroke = _STROKES[line.look]
    color = _COLORS[line.look]
    axes.plot(xs, ys, color=color, zorder=5 if line.look == "measured" else 3, **stroke)  # type: ignore[arg-type]
    axes.plot(xs[-1:], ys[-1:], marker="o", ms=4.5, color=color, zorder=6)


def _label(axes: Axes, place: _Place, lines: Sequence[Line], labels: Sequence[str]) -> None:
    """The name of each line beside its end."""
    x = place.left + place.width + 0.1
    early = place.months - 0.5
    named = list(zip(lines, labels, strict=True))
    for line, label in named:
        if line.points[-1][0] < early:
            _beside(axes, place, line, label)
    ends = [one for one in named if one[0].points[-1][0] >= early]
    wanted = sorted(ends, key=lambda one: place.y(one[0].points[-1][1]))
    heights = [(label.count("\n") + 1) * _LINE for _, label in wanted]
    middles = _apart([place.y(line.points[-1][1]) for line, _ in wanted], heights)
    for (line, label), middle in zip(wanted, middles, strict=True):
        axes.text(
            x,
            middle,
            label,
            ha="left",
            va="center",
            size=style.SMALL,
            weight="bold",
            color=_COLORS[line.look],
            linespacing=1.1,
        )


def _beside(axes: Axes, place: _Place, line: Line, label: str) -> None:
    """The name of a line that ends on its way: under its end, on a white ground."""
    month, amount = line.points[-1]
    width, height = style.extent(label, style.SMALL, "bold")
    x = min(place.x(month) + 0.14, place.left + place.width - width)
    axes.text(
        x,
        min(place.y(amount) + 0.06, _HEIGHT - _BOTTOM - height / 2 - 0.05),
        label,
        ha="left",
        va="center",
        size=style.SMALL,
        weight="bold",
        color=_COLORS[line.look],
        zorder=7,
        bbox={"boxstyle": "square,pad=0.12", "fc": "white", "ec": "none", "alpha": 0.85},
    )


def _apart(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Middles [in] of labels that neither touch nor leave the sheet, from top to bottom."""
    middles: list[float] = []
    edge = 0.04
    for at, height in zip(wanted, heights, strict=True):
        middles.append(max(at, edge + height / 2))
        edge = middles[-1] + height / 2 + _APART
    edge = _HEIGHT - 0.3
    for n in range(len(middles) - 1, -1, -1):
        middles[n] = min(middles[n], edge - heights[n] / 2)
        edge = middles[n] - heights[n] / 2 - _APART
    return middles
