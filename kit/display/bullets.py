"""Indicators on one scale: from today, at the left, to the target, at the right.

Each has its own unit: what is drawn is the way done. A tick shows where the plan wanted it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from kit.display import style

_NAMES = 2.0  # [in] widest column of names
_GAP = 0.14
_ROW = 0.46  # [in]
_THICK = 0.17
_TOP = 0.3  # [in] for the headings
_LEAST, _MOST = -0.15, 1.15  # of the way: what is beyond is drawn at the edge
_COLORS = {"reached": style.TEAL, "on_track": style.BLUE, "late": style.ORANGE}


@dataclass(frozen=True, slots=True)
class Bullet:
    label: str
    way: float  # share of the way done
    planned: float | None  # share planned by then
    today: str  # figures, already written with their unit
    value: str
    target: str
    status: str  # reached, on_track, late


def bullets(rows: Sequence[Bullet], heads: tuple[str, str, str], prefix: str) -> str:
    """The rows as SVG; *heads*: what stands over the two ends, and what the tick is."""
    with style.drawing():
        labels = [style.wrapped(row.label, _NAMES, 2) for row in rows]
        names = max(style.extent(label)[0] for label in labels)
        before = max(
            style.measure(text, style.SMALL) for text in (*(row.today for row in rows), heads[0])
        )
        after = max(
            style.measure(text, style.SMALL) for text in (*(row.target for row in rows), heads[1])
        )
        left = names + _GAP + before + 0.1
        width = style.WIDTH - left - after - 0.14
        height = _TOP + _ROW * len(rows) + 0.05
        sheet, axes = style.canvas(height)
        zero = left + width * -_LEAST / (_MOST - _LEAST)
        one = left + width * (1 - _LEAST) / (_MOST - _LEAST)
        _heads(axes, heads, zero, one, height)
        for at, (row, label) in enumerate(zip(rows, labels, strict=True)):
            y = _TOP + _ROW * (at + 0.5)
            axes.text(names, y, label, ha="right", va="center", linespacing=1.05)
            _text(axes, left - 0.06, y, row.today, "right")
            _text(axes, left + width + 0.06, y, row.target, "left")
            axes.add_patch(
                Rectangle((zero, y - _THICK / 2), one - zero, _THICK, color=style.PALE, lw=0)
            )
            _bar(axes, row, (zero, one), y)
        return style.to_svg(sheet, prefix)


def _heads(axes: Axes, heads: tuple[str, str, str], zero: float, one: float, height: float) -> None:
    """ "Today", "Target" over the ends, and what the tick is between them."""
    y = 0.13
    _text(axes, zero, y, heads[0], "center")
    _text(axes, one, y, heads[1], "center")
    middle = (zero + one) / 2
    text = style.cut(heads[2], max(one - zero - 0.9, 0.5), style.SMALL)
    half = style.measure(text, style.SMALL) / 2
    axes.plot([middle - half - 0.08] * 2, [y - 0.07, y + 0.07], color=style.INK, lw=1.6)
    _text(axes, middle, y, text, "center")
    for x in (zero, one):
        axes.plot([x, x], [_TOP - 0.06, height - 0.03], color=style.LINE, lw=0.8, zorder=0)


def _bar(axes: Axes, row: Bullet, ends: tuple[float, float], y: float) -> None:
    zero, one = ends
    color = _COLORS[row.status]
    way = min(max(row.way, _LEAST), _MOST)
    x = zero + (one - zero) * way
    axes.add_patch(
        Rectangle(
            (min(zero, x), y - _THICK / 2), abs(x - zero), _THICK, color=color, lw=0, zorder=2
        )
    )
    if row.planned is not None:
        at = zero + (one - zero) * row.planned
        axes.plot([at, at], [y - _THICK, y + _THICK], color=style.INK, lw=1.8, zorder=4)
    half = style.measure(row.value, style.SMALL, "bold") / 2
    axes.text(
        min(max(x, zero + half), one - half) if 0 <= way <= 1 else x,
        y - _THICK,
        row.value,
        ha="center",
        va="center",
        size=style.SMALL,
        weight="bold",
        color=color,
        zorder=5,
        bbox={"boxstyle": "square,pad=0.08", "fc": "white", "ec": "none"},
    )


def _text(axes: Axes, x: float, y: float, text: str, side: str) -> None:
    axes.text(x, y, text, ha=side, va="center", size=style.SMALL, color=style.MUTED)
