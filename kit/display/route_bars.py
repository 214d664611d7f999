"""The routes of each process as bars: one scale, the proposed one in colour.

A route that something rules out is drawn pale and hatched: being cheap is not enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matplotlib.patches import Rectangle

from kit.display import rows as row_names
from kit.display import style
from kit.display.paper import Paper

_NAMES = 1.35  # [in] widest column of routes
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
        blocks, y = [], 0.0
        for process in processes:
            labels = [(bar.label, bar.proposed) for bar in process.bars]
            top = y + _TITLE
            size = style.SMALL
            names = row_names.named(labels, _NAMES, top=top, least=_ROW, bar=_THICK, size=size)
            blocks.append((process, y, names))
            y = names.bottom + _AFTER
        left = max(names.left for *_, names in blocks)
        bars = [bar for process in processes for bar in process.bars]
        texts = _figures(bars, left)
        totals = [max(bar.total, 0.0) for bar in bars]
        scale = row_names.scale_for(totals, texts, 0.0, left, style.SMALL)
        sheet, paper = style.canvas(y)
        written = iter(texts)
        for process, top, names in blocks:
            title = style.wrapped(process.name, style.width(), 1, style.SIZE, "bold")
            paper.text(0, top + _TITLE / 2, title, va="center", weight="bold")
            ends = [top + _TITLE, names.bottom]
            paper.plot([left, left], ends, color=style.LINE, lw=0.8, zorder=0)
            row_names.write(paper, _aligned(names, left), style.SMALL)
            for bar, row in zip(process.bars, names.rows, strict=True):
                _bar(paper, bar, next(written), (left, row.middle), max(bar.total, 0.0) * scale)
        return style.to_svg(sheet, prefix)


def _figures(bars: Sequence[RouteBar], left: float) -> list[str]:
    return row_names.fitted_figures([bar.text for bar in bars], left, style.SMALL)


def _aligned(names: row_names.Rows, left: float) -> row_names.Rows:
    """Every group's names end at the same place, one line through all the bars."""
    if row_names.narrow():
        return names
    rows = tuple(replace(row, x=left - row_names.GAP) for row in names.rows)
    return replace(names, rows=rows)


def _bar(paper: Paper, bar: RouteBar, text: str, at: tuple[float, float], width: float) -> None:
    left, y = at
    color = style.GAIN if bar.proposed else style.PALE if bar.out else style.MAIN_SOFT
    paper.add_patch(
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
    paper.text(
        left + max(width, 0.01) + row_names.EDGE,
        y,
        text,
        va="center",
        size=style.SMALL,
        weight="bold" if bar.proposed else "normal",
        color=style.INK if not bar.out else style.MUTED,
        linespacing=1.05,
    )
