"""How often each result comes out of the draws: bars over the result, its quantiles named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from kit.display import style
from kit.display.paper import Paper

_SIDE = 0.45  # [in]
_BOTTOM = 0.36  # [in]
_PLOT = 1.4  # [in] height of the tallest bar
_LINE = 0.155  # [in] a line of words
_AIR = 0.12  # [in] between the words of two marks
_ROWS = 4  # lines of words over a mark, at most


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
    axis: str = "",
) -> str:
    """*bins* (from, to, draws) as SVG; losses in orange; *marks* from left to right.

    Between the first mark and the last, the ground is tinted: the range the message is about.
    *axis* says what is counted, under the scale.
    """
    with style.drawing():
        low, high = bins[0][0], bins[-1][1]
        most = max(count for *_, count in bins) or 1
        texts = _fitted(marks)
        lines = max((text.count("\n") + 1 for text in texts), default=1)
        floor = lines * _LINE + 0.3 + _PLOT
        under = style.wrapped(axis, style.width() - 0.1, 2, style.SMALL) if axis else ""
        extra = (under.count("\n") + 1) * _LINE + 0.06 if axis else 0.0
        scale = (style.width() - 2 * _SIDE) / max(high - low, style.CENT)
        sheet, paper = style.canvas(floor + _BOTTOM + extra)
        places = [_SIDE + (mark.value - low) * scale for mark in marks]
        if len(places) > 1:
            size = (places[-1] - places[0], _PLOT + 0.06)
            ground = Rectangle((places[0], floor - size[1]), *size, color=style.PALE, lw=0)
            paper.add_patch(ground)
        paper.plot([_SIDE, style.width() - _SIDE], [floor, floor], color=style.LINE, lw=0.8)
        for start, end, count in bins:
            height = _PLOT * count / most
            corner = (_SIDE + (start - low) * scale, floor - height)
            width = max((end - start) * scale - 0.015, 0.005)
            color = style.COST if (start + end) / 2 < 0 else style.MAIN_SOFT
            paper.add_patch(Rectangle(corner, width, height, color=color, lw=0, zorder=2))
        _marks(paper, places, marks, texts, floor)
        _scale(paper, ends, (_SIDE - low * scale, zero) if low < 0 < high else None, floor)
        if axis:
            _small(paper, style.width() / 2, floor + 0.3 + extra / 2, under)
        return style.to_svg(sheet, prefix)


def _fitted(marks: Sequence[Mark]) -> list[str]:
    """The words of the marks, over more lines where they could not stand side by side."""
    room = style.width() / max(len(marks), 1) - _AIR
    return [
        mark.text
        if style.extent(mark.text, style.SMALL, "bold")[0] <= room
        else style.wrapped(mark.text, room, _ROWS, style.SMALL, "bold")
        for mark in marks
    ]


def _marks(
    paper: Paper, places: Sequence[float], marks: Sequence[Mark], texts: Sequence[str], floor: float
) -> None:
    """A line at each quantile, its words over it, kept apart from each other."""
    halves = [style.extent(text, style.SMALL, "bold")[0] / 2 + _AIR / 2 for text in texts]
    middles: list[float] = []
    edge = 0.0
    for x, half in zip(places, halves, strict=True):
        middles.append(max(x, edge + half))
        edge = middles[-1] + half
    edge = style.width()
    for at in range(len(marks) - 1, -1, -1):
        middles[at] = min(middles[at], edge - halves[at])
        edge = middles[at] - halves[at]
    top = floor - _PLOT
    for x, mark, text, middle in zip(places, marks, texts, middles, strict=True):
        color = style.INK if mark.strong else style.MAIN
        paper.plot(
            [middle, x, x],
            [top - 0.2, top - 0.08, floor],
            color=color,
            lw=1.6 if mark.strong else 1.1,
            zorder=4,
        )
        paper.text(
            middle,
            top - 0.24,
            text,
            ha="center",
            va="bottom",
            size=style.SMALL,
            weight="bold" if mark.strong else "normal",
            color=color,
            linespacing=1.1,
        )


def _scale(
    paper: Paper, ends: tuple[str, str], zero: tuple[float, str] | None, floor: float
) -> None:
    """Both ends of the scale; zero too where it is within, instead of an end too near it."""
    shown = [(_SIDE, ends[0]), (style.width() - _SIDE, ends[1])]
    placed = [_held(x, text) for x, text in shown]
    if zero:
        paper.plot([zero[0]] * 2, [floor - _PLOT, floor + 0.06], color=style.INK, lw=1, zorder=3)
        x, half, text = _held(*zero)
        placed = [one for one in placed if abs(one[0] - x) > half + one[1] + 0.08]
        placed.append((x, half, text))
    for x, _, text in placed:
        _small(paper, x, floor + 0.18, text)


def _held(x: float, text: str) -> tuple[float, float, str]:
    """Where *text* can stand near *x* without leaving the sheet: middle, half its width, text."""
    half = style.measure(text, style.SMALL) / 2
    return max(min(max(x, half), style.width() - half), half), half, text


def _small(paper: Paper, x: float, y: float, text: str) -> None:
    paper.text(
        x, y, text, ha="center", va="center", size=style.SMALL, color=style.MUTED, linespacing=1.1
    )
