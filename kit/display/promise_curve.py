"""Cumulated gains: what was promised, what is measured, and where that leads.

Three lines told apart by colour and by stroke, each labelled at its end (under the drawing on
a phone). In inches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kit.display import line_labels, style
from kit.display.line_labels import LINE, Named
from kit.display.paper import Paper
from kit.display.rows import narrow

_HEIGHT = 3.0  # [in]
_TOP, _BOTTOM = 0.25, 0.34
_RIGHT = 1.75  # [in] at most, for the labels
_LAST = 0.3  # [in] for half of the last month, on a phone
_APART = 0.06  # [in] between two labels

Points = Sequence[tuple[float, float]]  # (month, EUR), by month


@dataclass(frozen=True, slots=True)
class Line:
    """`look`: promised (dashed), measured (full), forecast (dotted)."""

    points: Points
    label: str
    look: str


_COLORS = {"promised": style.COST, "measured": style.MAIN, "forecast": style.GAIN}
_STROKES: Mapping[str, Mapping[str, Any]] = {
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
        last = max(month for line in lines for month, _ in line.points)
        named = [Named(one.label, _COLORS[one.look], stroke=_STROKES[one.look]) for one in lines]
        labels = [
            style.wrapped(line.label, _RIGHT - 0.14, 2, style.SMALL, "bold") for line in lines
        ]
        widest = max(style.extent(label, style.SMALL, "bold")[0] for label in labels)
        room = _LAST if narrow() else min(_RIGHT, widest + 0.18)
        place = _Place(left, style.width() - left - room, last, low, high)
        sheet, paper = style.canvas(_HEIGHT + (line_labels.key_height(named) if narrow() else 0))
        _frame(paper, place, marks, months)
        for line in lines:
            _draw(paper, place, line)
        if narrow():
            line_labels.write_key(paper, named, _HEIGHT)
        else:
            _label(paper, place, lines, labels)
        return style.to_svg(sheet, prefix)


def _frame(
    paper: Paper,
    place: _Place,
    marks: Sequence[tuple[float, str]],
    months: Sequence[tuple[int, str]],
) -> None:
    right, floor = place.left + place.width, _HEIGHT - _BOTTOM
    for amount, text in marks:
        y, zero = place.y(amount), amount == 0
        color, width = (style.MUTED, 0.9) if zero else (style.LINE, 0.6)
        paper.plot([place.left, right], [y, y], color=color, lw=width, zorder=1)
        paper.text(
            place.left - 0.07,
            y,
            text,
            ha="right",
            va="center",
            size=style.SMALL,
            color=style.MUTED,
        )
    for month, name in line_labels.spaced(months, place.x):
        x = place.x(month)
        paper.plot([x, x], [_TOP, floor], color=style.PALE, lw=0.8, zorder=0)
        paper.text(
            x, floor + 0.17, name, ha="center", va="center", size=style.SMALL, color=style.MUTED
        )


def _draw(paper: Paper, place: _Place, line: Line) -> None:
    xs = [place.x(month) for month, _ in line.points]
    ys = [place.y(amount) for _, amount in line.points]
    stroke = _STROKES[line.look]
    color = _COLORS[line.look]
    paper.plot(xs, ys, color=color, zorder=5 if line.look == "measured" else 3, **stroke)
    paper.plot(xs[-1:], ys[-1:], marker="o", ms=4.5, color=color, zorder=6)


def _label(paper: Paper, place: _Place, lines: Sequence[Line], labels: Sequence[str]) -> None:
    """The name of each line beside its end."""
    x = place.left + place.width + 0.1
    early = place.months - 0.5
    named = list(zip(lines, labels, strict=True))
    for line, label in named:
        if line.points[-1][0] < early:
            _beside(paper, place, line, label)
    ends = [one for one in named if one[0].points[-1][0] >= early]
    wanted = sorted(ends, key=lambda one: place.y(one[0].points[-1][1]))
    heights = [(label.count("\n") + 1) * LINE for _, label in wanted]
    ys = [place.y(line.points[-1][1]) for line, _ in wanted]
    middles = line_labels.apart(ys, heights, _HEIGHT - _BOTTOM + 0.04, _APART)
    for (line, label), middle in zip(wanted, middles, strict=True):
        paper.text(
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


def _beside(paper: Paper, place: _Place, line: Line, label: str) -> None:
    """The name of a line that ends on its way: under its end, on a white ground."""
    month, amount = line.points[-1]
    width, height = style.extent(label, style.SMALL, "bold")
    x = min(place.x(month) + 0.14, place.left + place.width - width)
    paper.text(
        x,
        min(place.y(amount) + 0.06, _HEIGHT - _BOTTOM - height / 2 - 0.05),
        label,
        ha="left",
        va="center",
        size=style.SMALL,
        weight="bold",
        color=_COLORS[line.look],
        zorder=7,
        bbox={"boxstyle": "square,pad=0.12", "fc": style.PAPER, "ec": "none", "alpha": 0.85},
    )
