"""The tornado: how far the result moves when one thing moves alone, widest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from kit.display import style

_NAMES = 2.2  # [in] widest column of names
_GAP = 0.12
_ROW = 0.34  # [in]
_THICK = 0.19
_TOP = 0.36  # [in] for the name of the middle line


@dataclass(frozen=True, slots=True)
class Swing:
    """The result [EUR] at the bad and at the good end of one thing."""

    label: str
    low: float
    high: float
    low_text: str
    high_text: str


def tornado(rows: Sequence[Swing], middle: float, middle_text: str, prefix: str) -> str:
    """Bars around the likely result, as SVG: the bad side in orange, the good one in teal."""
    with style.drawing():
        labels = [style.wrapped(row.label, _NAMES, 2) for row in rows]
        names = max(style.extent(label)[0] for label in labels)
        at_left = max(style.measure(row.low_text, style.SMALL) for row in rows) + 0.08
        at_right = max(style.measure(row.high_text, style.SMALL) for row in rows) + 0.08
        left = names + _GAP + at_left
        low = min(middle, *(row.low for row in rows))
        high = max(middle, *(row.high for row in rows))
        scale = (style.WIDTH - left - at_right) / max(high - low, style.CENT)
        height = _TOP + _ROW * len(rows) + 0.05
        sheet, axes = style.canvas(height)
        centre = left + (middle - low) * scale
        for at, (row, label) in enumerate(zip(rows, labels, strict=True)):
            y = _TOP + _ROW * (at + 0.5)
            axes.text(names, y, label, ha="right", va="center", linespacing=1.05)
            for end, text, color in (
                (row.low, row.low_text, style.ORANGE),
                (row.high, row.high_text, style.TEAL),
            ):
                x = left + (end - low) * scale
                start, width = min(x, centre), abs(x - centre)
                axes.add_patch(
                    Rectangle((start, y - _THICK / 2), width, _THICK, color=color, lw=0, zorder=2)
                )
                if not width:  # it only moves the other way: the middle is named once
                    continue
                side = color == style.TEAL
                axes.text(
                    x + (0.05 if side else -0.05),
                    y,
                    text,
                    ha="left" if side else "right",
                    va="center",
                    size=style.SMALL,
                    zorder=3,
                )
        axes.plot([centre, centre], [_TOP - 0.08, height - 0.02], color=style.INK, lw=1, zorder=4)
        half = style.measure(middle_text, style.SMALL, "bold") / 2
        place = min(max(centre, half), style.WIDTH - half)
        axes.text(
            place, 0.15, middle_text, ha="center", va="center", size=style.SMALL, weight="bold"
        )
        return style.to_svg(sheet, prefix)
