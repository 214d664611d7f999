"""The tornado: how far the result moves when one thing moves alone, widest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from kit.display import rows as row_names
from kit.display import style
from kit.display.paper import Paper

_NAMES = 2.2  # [in] widest column of names
_ROW = 0.34  # [in]
_THICK = 0.19
_TOP = 0.36  # [in] for the name of the middle line
_GAP = 0.05  # [in] between a bar and its figure


@dataclass(frozen=True, slots=True)
class Swing:
    """The result [EUR] at the bad and at the good end of one thing."""

    label: str
    low: float
    high: float
    low_text: str
    high_text: str
    tip: str = ""  # said when it is pointed at


def tornado(rows: Sequence[Swing], middle: float, middle_text: str, prefix: str) -> str:
    """Bars around the likely result, as SVG: the bad side left in orange, the good one in teal."""
    with style.drawing():
        labels = [(row.label, False) for row in rows]
        names = row_names.named(labels, _NAMES, top=_TOP, least=_ROW, bar=_THICK)
        left = names.left + max(style.measure(row.low_text, style.SMALL) for row in rows) + 0.08
        at_right = max(style.measure(row.high_text, style.SMALL) for row in rows) + 0.08
        low = min(middle, *(row.low for row in rows))
        high = max(middle, *(row.high for row in rows))
        scale = (style.width() - left - at_right) / max(high - low, style.CENT)
        sheet, paper = style.canvas(names.bottom + 0.05)
        row_names.write(paper, names)
        centre = left + (middle - low) * scale
        for row, place in zip(rows, names.rows, strict=True):
            ends = (left + (row.low - low) * scale, left + (row.high - low) * scale)
            _swing(paper, row, ends, centre, place.middle)
            paper.tip(0, place.middle - _ROW / 2, style.width(), _ROW, row.tip)
        _middle(paper, centre, middle_text, names)
        return style.to_svg(sheet, prefix)


def _swing(paper: Paper, row: Swing, ends: tuple[float, float], centre: float, y: float) -> None:
    """Both sides of one thing, each with its figure; what does not move is named once, above."""
    for x, text, side in ((ends[0], row.low_text, -1), (ends[1], row.high_text, 1)):
        start, width = min(x, centre), abs(x - centre)
        color = style.GAIN if side > 0 else style.COST
        paper.add_patch(
            Rectangle((start, y - _THICK / 2), width, _THICK, color=color, lw=0, zorder=2)
        )
        if not width:
            continue
        paper.text(
            x + side * _GAP,
            y,
            text,
            ha="left" if side > 0 else "right",
            va="center",
            size=style.SMALL,
            zorder=3,
        )


def _middle(paper: Paper, centre: float, text: str, names: row_names.Rows) -> None:
    """The line all bars depart from; on a phone it leaves the names above the bars alone."""
    pieces = [(_TOP - 0.08, names.bottom + 0.03)]
    if row_names.narrow():
        half = _THICK / 2 + 0.03
        pieces = [(row.middle - half, row.middle + half) for row in names.rows]
    for start, end in pieces:
        paper.plot([centre, centre], [start, end], color=style.INK, lw=1, zorder=4)
    shown = style.cut(text, style.width() - 0.1, style.SMALL)
    half = style.measure(shown, style.SMALL, "bold") / 2
    place = max(min(max(centre, half), style.width() - half), half)
    paper.text(place, 0.15, shown, ha="center", va="center", size=style.SMALL, weight="bold")
