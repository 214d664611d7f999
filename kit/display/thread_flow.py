"""From problem to euros as a flow: cards joined by ribbons as thick as their share of the euros.

On a page, a column for each link of the thread; on a phone, one chain under the other
(thread_chains). A thread that goes nowhere stops: a dashed line, a bar, and in words what is
missing. Nothing is moved to make room: every thread has a row of its own, so labels cannot
meet. In inches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from kit.display import style
from kit.display.paper import Paper
from kit.display.rows import narrow
from kit.display.thread_chains import chains
from kit.display.threads import PAD, FlowWords, Thread, fitted, height_of, ink_of, known, thickness

_SHARES = {4: (0.32, 0.26, 0.26, 0.16), 3: (0.42, 0.38, 0.2)}  # of the page, by columns
_GAP = 0.26  # between two columns: where ribbons show
_AIR = 0.1  # between two rows
_HEAD = 0.26
_STUB = 0.14  # of a thread that stops


def thread_flow(threads: Sequence[Thread], words: FlowWords, prefix: str) -> str:
    """*threads* in their order as SVG; equal links that follow each other share a card."""
    with style.drawing():
        if narrow():
            return chains(threads, words, prefix)
        return _columns(threads, words, prefix)


@dataclass(frozen=True, slots=True)
class _Card:
    """A link, over the rows of the threads that share it."""

    column: int
    first: int
    last: int
    text: str
    missing: bool  # said to be missing: a dashed frame


def _columns(threads: Sequence[Thread], words: FlowWords, prefix: str) -> str:
    """A row per thread, a column per link, the ribbons between them."""
    count = len(words.heads)
    xs, widths = _places(count)
    cards = [card for column in range(count - 1) for card in _cards(threads, words, column, widths)]
    ends = [fitted(thread.end, widths[-1], bold=True) for thread in threads]
    tops, heights = _rows(threads, cards, ends)
    sheet, paper = style.canvas(tops[-1] + heights[-1] + 0.05)
    for x, head in zip(xs, words.heads, strict=True):
        shown = style.cut(head, widths[0], style.SMALL)
        paper.text(x, 0.11, shown, va="center", size=style.SMALL, color=style.MUTED)
    for at, thread in enumerate(threads):
        middle = tops[at] + heights[at] / 2
        _ribbon(paper, threads, thread, (xs, widths), middle)
        _end(paper, thread, ends[at], (xs, widths), middle)
    for card in cards:
        top, bottom = tops[card.first], tops[card.last] + heights[card.last]
        _card(paper, card, (xs[card.column], top), (widths[card.column], bottom - top))
    return style.to_svg(sheet, prefix)


def _places(count: int) -> tuple[list[float], list[float]]:
    """Left edge and width of each column."""
    room = style.width() - _GAP * (count - 1) - 0.02
    widths = [share * room for share in _SHARES[count]]
    xs = [0.01 + sum(widths[:at]) + _GAP * at for at in range(count)]
    return xs, widths


def _cards(
    threads: Sequence[Thread], words: FlowWords, column: int, widths: Sequence[float]
) -> Iterator[_Card]:
    """The links of one *column*, those that follow each other and are the same as one."""
    at = 0
    while at < len(threads):
        link, last = threads[at].links[column], at
        while link and last + 1 < len(threads) and threads[last + 1].links[column] == link:
            last += 1
        if link:
            yield _Card(column, at, last, fitted(link, widths[column]), False)
        elif column < known(threads[at]) and column != 1:
            yield _Card(column, at, at, fitted(words.unsaid, widths[column]), True)
        at = last + 1


def _rows(
    threads: Sequence[Thread], cards: Sequence[_Card], ends: Sequence[str]
) -> tuple[list[float], list[float]]:
    """Top and height of the row of each thread: what its words and its ribbon need."""
    heights = [
        max(height_of(end), thickness(threads, thread)) + 2 * PAD
        for thread, end in zip(threads, ends, strict=True)
    ]
    for card in cards:
        rows = card.last - card.first + 1
        needed = (height_of(card.text) + 2 * PAD - _AIR * (rows - 1)) / rows
        for at in range(card.first, card.last + 1):
            heights[at] = max(heights[at], needed)
    tops, top = [], _HEAD
    for height in heights:
        tops.append(top)
        top += height + _AIR
    return tops, heights


def _ribbon(
    paper: Paper,
    threads: Sequence[Thread],
    thread: Thread,
    places: tuple[Sequence[float], Sequence[float]],
    middle: float,
) -> None:
    """From the first card to the euros; a thread that leads to none stops after its last card."""
    xs, widths = places
    before = known(thread)
    start = xs[0] + widths[0] / 2
    if thread.amount is None and thread.broken:
        last = max(before - 1, 0)
        stop = xs[last] + widths[last] + _STUB
        paper.plot([start, stop], [middle] * 2, color=style.COST, lw=1.2, dashes=(3, 2), zorder=1)
        paper.plot([stop] * 2, [middle - 0.08, middle + 0.08], color=style.COST, lw=2, zorder=1)
        return
    thick = thickness(threads, thread)
    color = style.COST_SOFT if (thread.amount or 0.0) < 0 else style.MAIN_SOFT
    corner = (start, middle - thick / 2)
    paper.add_patch(Rectangle(corner, xs[-1] - start, thick, color=color, lw=0, zorder=1))


def _end(
    paper: Paper,
    thread: Thread,
    text: str,
    places: tuple[Sequence[float], Sequence[float]],
    middle: float,
) -> None:
    """The euros in the last column; or, where the thread stops, what is missing there."""
    xs, widths = places
    stops = thread.amount is None and thread.broken
    column = max(known(thread), 1) if stops else len(xs) - 1
    if stops:
        text = fitted(thread.end, widths[column])
    paper.text(
        xs[column] + PAD,
        middle,
        text,
        va="center",
        size=style.SMALL,
        weight="normal" if stops or thread.amount is None else "bold",
        style="italic" if stops else "normal",
        color=ink_of(thread),
        linespacing=1.1,
        zorder=4,
    )


def _card(
    paper: Paper, card: _Card, corner: tuple[float, float], size: tuple[float, float]
) -> None:
    frame = Rectangle(corner, *size)
    frame.set(
        facecolor=style.PAPER,
        edgecolor=style.COST if card.missing else style.LINE,
        linestyle=(0, (3, 2)) if card.missing else "solid",
        lw=1,
        zorder=2,
    )
    paper.add_patch(frame)
    paper.text(
        corner[0] + PAD,
        corner[1] + size[1] / 2,
        card.text,
        va="center",
        size=style.SMALL,
        color=style.COST if card.missing else style.INK,
        style="italic" if card.missing else "normal",
        linespacing=1.1,
        zorder=4,
    )
