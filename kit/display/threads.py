"""Threads from a problem to its euros: what their pictures, wide and narrow, have in common.

In inches.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.display import style

THICKEST, THINNEST = 0.4, 0.015  # of a ribbon
LINE = 0.15  # a line of words
PAD = 0.07
_LINES = 3  # of a link, at most


@dataclass(frozen=True, slots=True)
class Thread:
    """`links`: problem, process or need, action: None where nothing is there.

    `amount` [EUR/year] is None when the thread leads to none; `end` is what it leads to, in
    words: the euros, or what is missing.
    """

    links: tuple[str | None, ...]
    amount: float | None
    end: str
    broken: bool


@dataclass(frozen=True, slots=True)
class FlowWords:
    heads: tuple[str, ...]  # of the links, then of the gains
    unsaid: str  # a link that is missing while what follows is known


def thickness(threads: Sequence[Thread], thread: Thread) -> float:
    """Of its ribbon: its part of the largest, in euros."""
    largest = max((abs(one.amount or 0.0) for one in threads), default=0.0)
    share = abs(thread.amount or 0.0) / largest if largest else 0.0
    return max(THICKEST * share, THINNEST)


def known(thread: Thread) -> int:
    """How many links stand before a thread stops; all of them when it does not."""
    last = len(thread.links)
    while thread.amount is None and last and thread.links[last - 1] is None:
        last -= 1
    return last


def fitted(text: str, width: float, bold: bool = False) -> str:
    """*text* over a few lines of a card of *width*, its own line breaks kept."""
    weight = "bold" if bold else "normal"
    lines = [
        style.wrapped(part, width - 2 * PAD, _LINES, style.SMALL, weight)
        for part in text.split("\n")
    ]
    return "\n".join(lines)


def height_of(text: str) -> float:
    """What its lines take."""
    return (text.count("\n") + 1) * LINE


def ink_of(thread: Thread) -> str:
    """The colour of what it ends in; words say it too."""
    if thread.amount is None:
        return style.COST if thread.broken else style.MUTED
    return style.COST if thread.amount < 0 else style.GAIN
