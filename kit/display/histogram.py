"""How often each result comes out of the draws: bars over the result, its quantiles named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from kit.display import style

_HEIGHT = 2.35  # [in]
_TOP, _BOTTOM, _SIDE = 0.62, 0.36, 0.45  # [in]


@dataclass(frozen=True, slots=True)
class Mark:
    """A quantile: its value and what is written over it, over two lines."""

    value: float
    text: str
    strong: bool = False


def histogram(
    bins: Sequence[tuple[float, float, int]],
    marks: Sequence[Mark],
    ends: tuple[str, str],
    zero: str,
    prefix: str,
) -> str:
    """*bins* (from, to, draws) as SVG; losses in orange; *marks* from left to right."""
    with style.drawing():
        low, high = bins[0][0], bins[-1][1]
        most = max(count for *_, count in bins) or 1
        scale = (style.WIDTH - 2 * _SIDE) / max(high - low, style.CENT)
        floor, room = _HEIGHT - _BOTTOM, _HEIGHT - _TOP - _BOTTOM
        sheet, axes = style.canvas(_HEIGHT)
        axes.plot([_SIDE, style.WIDTH - _SIDE], [floor, floor], color=style.LINE, lw=0.8)
        for start, end, count in bins:
            height = room * count / most
            width = max((end - start) * scale - 0.015, 0.005)
            color = style.ORANGE if (start + end) / 2 < 0 else style.SKY
            axes.add_patch(
                Rectangle(
                    (_SIDE + (start - low) * scale, floor - height),
                    width,
                    height,
                    color=color,
                    lw=0,
                    zorder=2,
                )
            )
        _marks(axes, [(_SIDE + (mark.value - low) * scale, mark) for mark in marks], floor)
        bottom = [(_SIDE, ends[0]), (style.WIDTH - _SIDE, ends[1])]
        if low < 0 < high:
            x = _SIDE - low * scale
            axes.plot([x, x], [floor - room, floor + 0.06], color=style.INK, lw=1, zorder=3)
            bottom = [one for one in bottom if abs(one[0] - x) > 0.8] + [(x, zero)]
        for x, text in bottom:
            half = style.measure(text, style.SMALL) / 2
            at = min(max(x, half), style.WIDTH - half)
            axes.text(
                at,
                floor + 0.18,
                text,
                ha="center",
                va="center",
                size=style.SMALL,
                color=style.MUTED,
            )
        return style.to_svg(sheet, prefix)


def _marks(axes: Axes, marks: Sequence[tuple[float, Mark]], floor: float) -> None:
    """A line at each quantile, its words over it, kept apart from each other."""
    halves = [style.extent(mark.text, style.SMALL, "bold")[0] / 2 + 0.06 for _, mark in marks]
    middles: list[float] = []
    edge = 0.0
    for (x, _), half in zip(marks, halves, strict=True):
        middles.append(max(x, edge + half))
        edge = middles[-1] + half
    edge = style.WIDTH
    for at in range(len(marks) - 1, -1, -1):
        middles[at] = min(middles[at], edge - halves[at])
        edge = middles[at] - halves[at]
    for (x, mark), middle in zip(marks, middles, strict=True):
        color = style.INK if mark.strong else style.BLUE
        axes.plot(
            [middle, x, x],
            [_TOP - 0.16, _TOP - 0.04, floor],
            color=color,
            lw=1.6 if mark.strong else 1.1,
            zorder=4,
        )
        axes.text(
            middle,
            0.24,
            mark.text,
            ha="center",
            va="center",
            size=style.SMALL,
            weight="bold" if mark.strong else "normal",
            color=color,
            linespacing=1.1,
        )
