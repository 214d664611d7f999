"""Ordered horizontal bars and the waterfall, labelled directly: no axis, no legend.

Names stand left of the bars, figures at their end. Everything is placed in inches.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from kit.display import style

_NAMES = 2.5  # [in] widest column of names
_GAP = 0.12  # [in] between names and bars
_LINE = 0.16  # [in] one line of text
_THICK = 0.19  # [in] of a bar


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: float
    text: str  # the figure, already formatted
    of: float | None = None  # full length of the track behind the bar
    strong: bool = True  # part of the message; the others are set back


@dataclass(frozen=True, slots=True)
class Fall:
    """One row of a waterfall: what it adds (or takes), or a total that stands on zero."""

    label: str
    change: float
    text: str
    total: bool = False


def bars(rows: Sequence[Bar], prefix: str) -> str:
    """Horizontal bars in the order given, as SVG."""
    with style.drawing():
        names = _names([(row.label, row.strong) for row in rows])
        figures = max(style.measure(row.text, weight="bold") for row in rows) + 0.1
        left = names.width + _GAP
        longest = max(max(row.value, row.of or 0) for row in rows) or 1.0
        scale = (style.WIDTH - left - figures) / longest
        sheet, axes = style.canvas(names.height)
        for row, label, (top, height) in zip(rows, names.labels, names.rows, strict=True):
            middle = top + height / 2
            _name(axes, label, names.width, middle, row.strong)
            if row.of is not None:
                _bar(axes, left, middle, row.of * scale, style.PALE)
            _bar(axes, left, middle, row.value * scale, style.BLUE if row.strong else style.SKY)
            end = left + max(row.value, row.of or 0) * scale + 0.06
            _figure(axes, row.text, end, middle, style.INK if row.strong else style.MUTED)
        return style.to_svg(sheet, prefix)


def waterfall(rows: Sequence[Fall], prefix: str) -> str:
    """Gains up, costs down, totals from zero, read from top to bottom, as SVG."""
    with style.drawing():
        names = _names([(row.label, row.total) for row in rows])
        figures = max(style.measure(row.text, weight="bold") for row in rows) + 0.12
        left = names.width + _GAP
        spans = _spans(rows)
        low = min(0.0, *(min(span) for span in spans))
        high = max(0.0, *(max(span) for span in spans))
        room = style.WIDTH - left - figures
        scale = room / ((high - low) or 1.0)
        zero = left - low * scale
        sheet, axes = style.canvas(names.height)
        axes.plot([zero, zero], [0, names.height], color=style.LINE, lw=0.8)
        previous: tuple[float, float] | None = None
        for row, (start, end), label, (top, height) in zip(
            rows, spans, names.labels, names.rows, strict=True
        ):
            middle = top + height / 2
            _name(axes, label, names.width, middle, row.total)
            x, width = zero + min(start, end) * scale, abs(end - start) * scale
            color = style.BLUE if row.total else style.TEAL if row.change >= 0 else style.ORANGE
            _bar(axes, x, middle, max(width, 0.015), color)
            _figure(axes, row.text, x + width + 0.06, middle, style.INK)
            if previous is not None:
                joint = zero + previous[1] * scale
                axes.plot([joint, joint], [previous[0], middle], color=style.LINE, lw=0.8, zorder=1)
            previous = (middle, end)
        return style.to_svg(sheet, prefix)


@dataclass(frozen=True, slots=True)
class _Names:
    labels: tuple[str, ...]
    width: float
    rows: tuple[tuple[float, float], ...]  # top and height of each
    height: float


def _names(labels: Sequence[tuple[str, bool]]) -> _Names:
    """The names, bold or not, over two lines at most, and the rows they need."""
    weights = [_weight(strong) for _, strong in labels]
    fitted = tuple(
        style.wrapped(label, _NAMES, 2, weight=weight)
        for (label, _), weight in zip(labels, weights, strict=True)
    )
    width = max(
        style.extent(label, weight=weight)[0] for label, weight in zip(fitted, weights, strict=True)
    )
    rows, top = [], 0.03
    for label in fitted:
        height = _LINE * (label.count("\n") + 1) + 0.13
        rows.append((top, height))
        top += height
    return _Names(fitted, width, tuple(rows), top + 0.03)


def _spans(rows: Sequence[Fall]) -> list[tuple[float, float]]:
    spans, level = [], 0.0
    for row in rows:
        if row.total:
            level = row.change
            spans.append((0.0, level))
        else:
            spans.append((level, level + row.change))
            level += row.change
    return spans


def _name(axes: Axes, label: str, right: float, middle: float, strong: bool) -> None:
    weight = _weight(strong)
    axes.text(right, middle, label, ha="right", va="center", weight=weight, linespacing=1.05)


def _weight(strong: bool) -> str:
    return "bold" if strong else "normal"


def _bar(axes: Axes, x: float, middle: float, width: float, color: str) -> None:
    axes.add_patch(Rectangle((x, middle - _THICK / 2), width, _THICK, color=color, lw=0, zorder=2))


def _figure(axes: Axes, text: str, x: float, middle: float, color: str) -> None:
    axes.text(x, middle, text, ha="left", va="center", weight="bold", color=color, zorder=3)
