"""The value ladder: what comes in as cash first, then what each kind of value adds.

Each step starts where the one before it ends; a vertical line shows what has to be covered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from kit.display import rows as row_names
from kit.display import style
from kit.display.paper import Paper

_NAMES = 2.3  # [in] widest column of names
_ROW = 0.42  # [in]
_THICK = 0.22
_TOP = 0.34  # [in] for the name of the line to cover
_OVER = 0.07  # [in] of that line, above and below a bar


@dataclass(frozen=True, slots=True)
class Rung:
    label: str
    before: float  # of the steps under it [EUR/year]
    added: float
    text: str


def ladder(rungs: Sequence[Rung], cover: float, cover_text: str, prefix: str) -> str:
    """The steps as SVG; *cover* [EUR/year] is what the years cost, 0 for nothing."""
    with style.drawing():
        top = _TOP if cover else 0.05
        labels = [(rung.label, False) for rung in rungs]
        names = row_names.named(labels, _NAMES, top=top, least=_ROW, bar=_THICK)
        texts = row_names.fitted_figures([rung.text for rung in rungs], names.left)
        spans = [(rung.before, rung.before + rung.added) for rung in rungs]
        low = min(0.0, *(min(span) for span in spans))
        ends = [max(0.0, *span) for span in spans]
        scale = row_names.scale_for([*ends, cover], [*texts, ""], low, names.left)
        sheet, paper = style.canvas(names.bottom + 0.05)
        row_names.write(paper, names)
        zero = names.left - low * scale
        paper.plot([zero, zero], [top, names.bottom + 0.02], color=style.LINE, lw=0.8, zorder=0)
        if cover:
            _cover(paper, zero + cover * scale, cover_text, names)
        for at, (span, end, text, place) in enumerate(
            zip(spans, ends, texts, names.rows, strict=True)
        ):
            reached = zero + span[0] * scale
            _bar(paper, zero, reached, place.middle, style.MAIN_SOFT)
            color = style.GAIN if at else style.MAIN
            _bar(paper, reached, zero + span[1] * scale, place.middle, color)
            paper.text(
                zero + end * scale + row_names.EDGE,
                place.middle,
                text,
                ha="left",
                va="center",
                weight="bold",
                linespacing=1.05,
                zorder=5,
                bbox={"boxstyle": "square,pad=0.1", "fc": style.PAPER, "ec": "none"},
            )
        return style.to_svg(sheet, prefix)


def _cover(paper: Paper, x: float, text: str, names: row_names.Rows) -> None:
    """The line to reach, its name over it; on a phone it leaves the names of the steps alone."""
    pieces = [(_TOP - 0.06, names.bottom + 0.02)]
    if row_names.narrow():
        half = _THICK / 2 + _OVER
        pieces = [(row.middle - half + 0.04, row.middle + half) for row in names.rows]
    for start, end in pieces:
        paper.plot([x, x], [start, end], color=style.COST, lw=1.5, zorder=4)
    shown = style.cut(text, style.width(), style.SMALL)
    half = style.measure(shown, style.SMALL, "bold") / 2
    paper.text(
        max(min(max(x, half), style.width() - half), half),
        0.14,
        shown,
        ha="center",
        va="center",
        size=style.SMALL,
        weight="bold",
        color=style.COST,
    )


def _bar(paper: Paper, start: float, end: float, y: float, color: str) -> None:
    low, width = min(start, end), abs(end - start)
    paper.add_patch(Rectangle((low, y - _THICK / 2), width, _THICK, color=color, lw=0, zorder=2))
