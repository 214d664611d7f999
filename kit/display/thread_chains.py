"""The threads on a phone: one chain under the other, its ribbon running down beside the words.

In inches.
"""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.patches import Rectangle

from kit.display import style
from kit.display.paper import Paper
from kit.display.threads import (
    LINE,
    PAD,
    FlowWords,
    Thread,
    fitted,
    height_of,
    ink_of,
    known,
    thickness,
)

_AIR = 0.2  # between two chains
_WORDS = 0.62  # where the words start, the ribbon being left of them

_Step = tuple[str, str, str, str]  # words, colour, weight, style


def chains(threads: Sequence[Thread], words: FlowWords, prefix: str) -> str:
    """The links of a thread one under the other, its ribbon running down beside them."""
    drawn = [_steps(thread, words) for thread in threads]
    needed = [sum(height_of(text) + PAD for text, *_ in chain) for chain in drawn]
    sheet, paper = style.canvas(sum(needed) + _AIR * len(threads) + 0.02)
    top = 0.03
    for thread, chain, height in zip(threads, drawn, needed, strict=True):
        _chain(paper, threads, thread, chain, top)
        top += height + _AIR
    return style.to_svg(sheet, prefix)


def _steps(thread: Thread, words: FlowWords) -> list[_Step]:
    room = style.width() - _WORDS + PAD
    steps: list[_Step] = []
    for column, link in enumerate(thread.links[: known(thread)]):
        weight = "bold" if column == 0 else "normal"
        if link:
            steps.append((fitted(link, room, column == 0), style.INK, weight, "normal"))
        elif column != 1:
            steps.append((words.unsaid, style.COST, "normal", "italic"))
    stops = thread.amount is None
    end = " · ".join(thread.end.split("\n"))
    weight, look = ("normal", "italic") if stops else ("bold", "normal")
    return [*steps, (fitted(end, room, not stops), ink_of(thread), weight, look)]


def _chain(
    paper: Paper, threads: Sequence[Thread], thread: Thread, chain: Sequence[_Step], top: float
) -> None:
    x = _WORDS / 2 - 0.06
    y = top
    middles = []
    for text, color, weight, look in chain:
        height = height_of(text)
        middles.append(y + height / 2)
        paper.text(
            _WORDS,
            middles[-1],
            text,
            va="center",
            size=style.SMALL,
            color=color,
            weight=weight,
            style=look,
            linespacing=1.1,
            zorder=4,
        )
        y += height + PAD
    bottom = y - PAD
    if thread.amount is None and thread.broken:
        stop = bottom - LINE / 2
        paper.plot([x, x], [top, stop], color=style.COST, lw=1.2, dashes=(3, 2), zorder=1)
        paper.plot([x - 0.09, x + 0.09], [stop, stop], color=style.COST, lw=2, zorder=1)
    else:
        thick = thickness(threads, thread)
        color = style.COST_SOFT if (thread.amount or 0.0) < 0 else style.MAIN_SOFT
        ribbon = Rectangle((x - thick / 2, top), thick, bottom - top, color=color, lw=0, zorder=1)
        paper.add_patch(ribbon)
    for middle in middles[:-1]:
        paper.plot(
            [x], [middle], marker="o", ls="none", color=style.MAIN, ms=4, mfc=style.PAPER, mew=1.2
        )
