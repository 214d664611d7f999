"""The value ladder: what comes in as cash first, then what each kind of value adds.

Each step starts where the one before it ends; a vertical line shows what has to be covered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from kit.display import style

_NAMES = 2.3  # [in] widest column of names
_GAP = 0.12
_ROW = 0.42  # [in]
_THICK = 0.22
_TOP = 0.34  # [in] for the name of the line to cover


@dataclass(frozen=True, slots=True)
class Rung:
    label: str
    before: float  # of the steps under it [EUR/year]
    added: float
    text: str


def ladder(rungs: Sequence[Rung], cover: float, cover_text: str, prefix: str) -> str:
    """The steps as SVG; *cover* [EUR/year] is what the years cost, 0 for nothing."""
    with style.drawing():
        labels = [style.wrapped(rung.label, _NAMES, 2) for rung in rungs]
        names = max(style.extent(label)[0] for label in labels)
        figures = max(style.measure(rung.text, weight="bold") for rung in rungs) + 0.12
        left = names + _GAP
        ends = [end for rung in rungs for end in (rung.before, rung.before + rung.added)]
        low, high = min(0.0, *ends), max(0.0, cover, *ends)
        scale = (style.WIDTH - left - figures) / max(high - low, style.CENT)
        top = _TOP if cover else 0.05
        height = top + _ROW * len(rungs) + 0.05
        sheet, axes = style.canvas(height)
        zero = left - low * scale
        axes.plot([zero, zero], [top, height - 0.03], color=style.LINE, lw=0.8)
        for at, (rung, label) in enumerate(zip(rungs, labels, strict=True)):
            y = top + _ROW * (at + 0.5)
            axes.text(names, y, label, ha="right", va="center", linespacing=1.05)
            start, end = zero + rung.before * scale, zero + (rung.before + rung.added) * scale
            _bar(axes, zero, start, y, style.SKY)
            _bar(axes, start, end, y, style.TEAL if at else style.BLUE)
            x = max(start, end, zero) + 0.06
            axes.text(
                x,
                y,
                rung.text,
                ha="left",
                va="center",
                weight="bold",
                zorder=5,
                bbox={"boxstyle": "square,pad=0.1", "fc": "white", "ec": "none"},
            )
        if cover:
            x = zero + cover * scale
            axes.plot([x, x], [top - 0.06, height - 0.03], color=style.ORANGE, lw=1.5, zorder=4)
            half = style.measure(cover_text, style.SMALL, "bold") / 2
            at_x = min(max(x, half), style.WIDTH - half)
            axes.text(
                at_x,
                0.14,
                cover_text,
                ha="center",
                va="center",
                size=style.SMALL,
                weight="bold",
                color=style.ORANGE,
            )
        return style.to_svg(sheet, prefix)


def _bar(axes: Axes, start: float, end: float, y: float, color: str) -> None:
    low, width = min(start, end), abs(end - start)
    axes.add_patch(Rectangle((low, y - _THICK / 2), width, _THICK, color=color, lw=0, zorder=2))
