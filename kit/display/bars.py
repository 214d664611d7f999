"""Ordered horizontal bars and the waterfall, labelled directly: no axis, no legend.

Names stand left of the bars (above them on a phone), figures at their end. Every bar starts
at zero or where the one before it ends. Everything is placed in inches.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from kit.display import rows as row_names
from kit.display import style
from kit.display.paper import Paper

_NAMES = 2.5  # [in] widest column of names
_THICK = 0.19  # [in] of a bar
_HAIR = 0.015  # [in] a bar of next to nothing still shows


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: float
    text: str  # the figure, already formatted
    of: float | None = None  # full length of the track behind the bar
    strong: bool = True  # part of the message; the others are set back
    drawn: bool = True  # else its figure stands alone: at its length the others would vanish


@dataclass(frozen=True, slots=True)
class Fall:
    """One row of a waterfall: what it adds (or takes), or a total that stands on zero.

    With a `span`, neither: how far the total above it may move, from low to high.
    """

    label: str
    change: float
    text: str
    total: bool = False
    span: tuple[float, float] | None = None


def bars(rows: Sequence[Bar], prefix: str) -> str:
    """Horizontal bars in the order given, as SVG."""
    with style.drawing():
        names = row_names.named([(row.label, row.strong) for row in rows], _NAMES)
        left = names.left
        texts = row_names.fitted_figures([row.text for row in rows], left)
        lengths = [row.value if row.drawn else 0.0 for row in rows]
        ends = [max(0.0, row.of or 0.0, long) for row, long in zip(rows, lengths, strict=True)]
        low = min(0.0, *lengths)
        scale = row_names.scale_for(ends, texts, low, left)
        zero = left - low * scale
        sheet, paper = style.canvas(names.bottom + 0.03)
        row_names.write(paper, names)
        for row, text, end, long, place in zip(rows, texts, ends, lengths, names.rows, strict=True):
            if row.of is not None:
                _bar(paper, zero, place.middle, row.of * scale, style.PALE)
            color = style.MAIN if row.strong else style.MAIN_SOFT
            start, width = zero + min(long, 0.0) * scale, abs(long) * scale
            _bar(paper, start, place.middle, width, color)
            ink = style.INK if row.strong else style.MUTED
            _figure(paper, text, zero + end * scale + row_names.EDGE, place.middle, ink)
        return style.to_svg(sheet, prefix)


def waterfall(rows: Sequence[Fall], prefix: str) -> str:
    """Gains up, costs down, totals from zero, read from top to bottom, as SVG."""
    with style.drawing():
        names = row_names.named([(row.label, row.total) for row in rows], _NAMES)
        left = names.left
        texts = row_names.fitted_figures([row.text for row in rows], left)
        spans = _spans(rows)
        low = min(0.0, *(min(span) for span in spans))
        scale = row_names.scale_for([max(0.0, *span) for span in spans], texts, low, left)
        zero = left - low * scale
        sheet, paper = style.canvas(names.bottom + 0.03)
        row_names.write(paper, names)
        paper.plot([zero, zero], [0, names.bottom], color=style.LINE, lw=0.8, zorder=0)
        previous: tuple[float, float] | None = None
        for row, span, text, place in zip(rows, spans, texts, names.rows, strict=True):
            x, width = zero + min(span) * scale, max(abs(span[1] - span[0]) * scale, _HAIR)
            if row.span is not None:
                _whisker(paper, x, width, place.middle)
            else:
                color = style.MAIN if row.total else style.GAIN if row.change >= 0 else style.COST
                _bar(paper, x, place.middle, width, color)
            _figure(paper, text, x + width + row_names.EDGE, place.middle, style.INK)
            if previous is not None and row.span is None:
                joint = zero + previous[1] * scale
                ends = [previous[0], place.middle - _THICK / 2]
                paper.plot([joint, joint], ends, color=style.LINE, lw=0.8, zorder=0)
            previous = (place.middle + _THICK / 2, span[1])
        return style.to_svg(sheet, prefix)


def _spans(rows: Sequence[Fall]) -> list[tuple[float, float]]:
    """From where to where each row goes."""
    spans, level = [], 0.0
    for row in rows:
        if row.span is not None:
            spans.append(row.span)
        elif row.total:
            level = row.change
            spans.append((0.0, level))
        else:
            spans.append((level, level + row.change))
            level += row.change
    return spans


def _bar(paper: Paper, x: float, middle: float, width: float, color: str) -> None:
    paper.add_patch(Rectangle((x, middle - _THICK / 2), width, _THICK, color=color, lw=0, zorder=2))


def _whisker(paper: Paper, x: float, width: float, middle: float) -> None:
    """A line with an end on each side: a range is not an amount."""
    paper.plot([x, x + width], [middle, middle], color=style.MAIN, lw=1.6, zorder=2)
    for end in (x, x + width):
        paper.plot([end, end], [middle - 0.06, middle + 0.06], color=style.MAIN, lw=1.6, zorder=2)


def _figure(paper: Paper, text: str, x: float, middle: float, color: str) -> None:
    paper.text(
        x,
        middle,
        text,
        ha="left",
        va="center",
        weight="bold",
        color=color,
        linespacing=1.05,
        zorder=3,
    )
