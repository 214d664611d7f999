"""The routes of each process as bars: one scale, the proposed one in colour.

A route that something rules out is drawn pale and hatched: being cheap is not enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from kit.display import style

_NAMES = 1.35  # [in] widest column of routes
_GAP = 0.12
_ROW = 0.25  # [in]
_THICK = 0.16
_TITLE = 0.3  # [in] above the bars of a process
_AFTER = 0.12


@dataclass(frozen=True, slots=True)
class RouteBar:
    label: str
    total: float  # [EUR over the horizon]
    text: str
    proposed: bool
    out: bool  # something rules it out


@dataclass(frozen=True, slots=True)
class ProcessRoutes:
    name: str
    bars: tuple[RouteBar, ...]


def route_bars(processes: Sequence[ProcessRoutes], prefix: str) -> str:
    """The bars as SVG, a group per process."""
    with style.drawing():
        bars = [bar for process in processes for bar in process.bars]
        names = max(style.measure(style.cut(bar.label, _NAMES)) for bar in bars)
        figures = max(style.measure(bar.text, weight="bold") for bar in bars) + 0.12
        left = names + _GAP
        scale = (style.WIDTH - left - figures) / max(*(bar.total for bar in bars), style.CENT)
        height = sum(_TITLE + _ROW * len(one.bars) + _AFTER for one in processes)
        sheet, axes = style.canvas(height)
        y = 0.0
        for process in processes:
            title = style.cut(process.name, style.WIDTH)
            axes.text(0, y + _TITLE / 2, title, va="center", weight="bold")
            y += _TITLE
            axes.plot([left, left], [y, y + _ROW * len(process.bars)], color=style.LINE, lw=0.8)
            for bar in process.bars:
                _bar(axes, bar, left, y + _ROW / 2, bar.total * scale, names)
                y += _ROW
            y += _AFTER
        return style.to_svg(sheet, prefix)


def _bar(axes: Axes, bar: RouteBar, left: float, y: float, width: float, names: float) -> None:
    weight = "bold" if bar.proposed else "normal"
    label = style.cut(bar.label, _NAMES)
    axes.text(names, y, label, ha="right", va="center", size=style.SMALL, weight=weight)
    color = style.TEAL if bar.proposed else style.PALE if bar.out else style.SKY
    axes.add_patch(
        Rectangle(
            (left, y - _THICK / 2),
            max(width, 0.01),
            _THICK,
            facecolor=color,
            edgecolor=style.MUTED if bar.out else color,
            hatch="////" if bar.out else None,
            lw=0.6 if bar.out else 0,
        )
    )
    axes.text(
        left + max(width, 0.01) + 0.06,
        y,
        bar.text,
        va="center",
        size=style.SMALL,
        weight=weight,
        color=style.INK if not bar.out else style.MUTED,
    )
