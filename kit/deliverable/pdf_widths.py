"""How wide the columns of a table are, measured in the font it is printed in.

A figure never breaks, a word only when nothing else is left. Then room goes from column to
column as long as that makes the table shorter.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kit.deliverable.fonts import width_of
from kit.deliverable.pdf_page import A4

CELL_PADDING = 10.0  # [pt] left and right of a cell, with room for bold and kerning
WIDEST_COLUMN = 40.0  # [em] beyond, a text column gains nothing from more room
NARROWEST_COLUMN = 3.0  # [em]
LEAST_OF_SHARE = 0.6  # of the width a column asked for, that the others may not take
STEPS = (36.0, 15.0, 6.0)  # [pt] by which room moves from a column to another

_BREAKS = re.compile("[^ \u200b-]*(?:[ \u200b-]|$)")

Line = tuple[float, tuple[tuple[float, float], ...]]  # [em] in all; of each word, of its space


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The cells of a column, and how many lines each takes at a width."""

    cells: Sequence[str]
    size: float  # [pt]
    known: dict[float, tuple[int, ...]] = field(default_factory=dict)
    pieces: list[tuple[Line, ...]] = field(default_factory=list)

    def lines(self, width: float) -> tuple[int, ...]:
        """Lines of each cell, in a column of *width* [pt]."""
        found = self.known.get(width)
        if found is None:
            if not self.pieces:
                self.pieces.extend(map(_pieces, self.cells))
            room = max(width - CELL_PADDING, self.size) / self.size
            found = tuple(
                sum(1 if line[0] <= room else _wrapped(line[1], room) for line in cell)
                for cell in self.pieces
            )
            self.known[width] = found
        return found


def column_widths(
    rows: Sequence[Sequence[str]],
    size: float,
    solid: Sequence[bool] = (),
    shares: Sequence[float | None] = (),
    width: float = A4.width,
) -> list[float]:
    """Widths [pt] that fill *width*: each column at least its longest word, then by need.

    `solid` columns (figures) never break a line: they get their whole text first. A column
    with a share asks for that share of the page; it may lose a part of it to columns that
    make the table shorter.
    """
    columns = list(zip(*rows, strict=True))
    solid = solid or [False] * len(columns)
    shares = shares or [None] * len(columns)
    words = [least_of(cells, size, whole) for cells, whole in zip(columns, solid, strict=True)]
    asked = [max(low, (share or 0) * width) for low, share in zip(words, shares, strict=True)]
    natural = [
        low if share else max(low, min(max(map(_line, cells)), WIDEST_COLUMN) * size + CELL_PADDING)
        for cells, low, share in zip(columns, asked, shares, strict=True)
    ]
    spare, need = width - sum(asked), sum(natural) - sum(asked)
    if sum(words) >= width:
        return [round(low, 2) for low in words]
    if spare <= 0:
        extra = (width - sum(words)) / (sum(asked) - sum(words))
        made = [low + (one - low) * extra for one, low in zip(asked, words, strict=True)]
    elif need > spare:
        made = [low + spare * (wide - low) / need for wide, low in zip(natural, asked, strict=True)]
    else:
        return _spread(natural, shares, width)
    least = [
        max(low, LEAST_OF_SHARE * (share or 0) * width)
        for low, share in zip(words, shares, strict=True)
    ]
    return _shortest([Cells(cells, size) for cells in columns], made, least)


def _spread(natural: Sequence[float], shares: Sequence[float | None], width: float) -> list[float]:
    """*natural* widths and what is left of *width*, given to columns that ask for no share."""
    free = [0.0 if share else wide for wide, share in zip(natural, shares, strict=True)]
    taking = free if sum(free) else natural
    left = width - sum(natural)
    return [
        round(wide + left * part / sum(taking), 2)
        for wide, part in zip(natural, taking, strict=True)
    ]


def _shortest(
    columns: Sequence[Cells], widths: Sequence[float], least: Sequence[float]
) -> list[float]:
    """*widths* after the moves of room that make the table shorter, the best one first."""
    now = [round(width, 2) for width in widths]
    height = _height(columns, now)
    for step in STEPS:
        while True:
            moves = [(_height(columns, moved), moved) for moved in _moves(now, least, step)]
            best = min(moves, key=lambda move: move[0], default=(height, now))
            if best[0] >= height:
                break
            height, now = best
    return now


def _moves(widths: list[float], least: Sequence[float], step: float) -> Iterator[list[float]]:
    for giver, taker in itertools.permutations(range(len(widths)), 2):
        if widths[giver] - step >= least[giver]:
            moved = list(widths)
            moved[giver] = round(moved[giver] - step, 2)
            moved[taker] = round(moved[taker] + step, 2)
            yield moved


def _height(columns: Sequence[Cells], widths: Sequence[float]) -> int:
    """Lines of the whole table: each row is as tall as its tallest cell."""
    lines = [column.lines(width) for column, width in zip(columns, widths, strict=True)]
    return sum(map(max, zip(*lines, strict=True)))


def lines_of(
    rows: Sequence[Sequence[str]], widths: Sequence[float], size: float, width: float = A4.width
) -> list[int]:
    """Lines that each of *rows* takes, its tallest cell deciding."""
    scale = width / sum(widths)
    columns = [
        Cells(cells, size).lines(round(one * scale, 2))
        for cells, one in zip(zip(*rows, strict=True), widths, strict=True)
    ]
    return [max(heights) for heights in zip(*columns, strict=True)]


def narrowest(rows: Sequence[Sequence[str]], size: float, solid: Sequence[bool]) -> float:
    """Width [pt] under which a table would break a word or a figure."""
    columns = zip(*rows, strict=True)
    return sum(least_of(cells, size, whole) for cells, whole in zip(columns, solid, strict=True))


def least_of(cells: Sequence[str], size: float, whole: bool) -> float:
    """Width [pt] under which a word (or, when *whole*, a figure) would be broken."""
    head, *body = cells
    words = [word for cell in (cells if not whole else [head]) for word in _split(cell)]
    parts = [*map(width_of, words), *(map(_line, body) if whole else ())]
    widest: float = max([NARROWEST_COLUMN, *parts])
    return widest * size + CELL_PADDING


def _split(cell: str) -> list[str]:
    """Pieces between which a line may end (a no-break space is not one)."""
    return re.split("[ \n\u200b-]", cell)


def _line(cell: str) -> float:
    return max(width_of(line) for line in cell.split("\n"))


@lru_cache(maxsize=1 << 12)  # the same cells are asked for halves, widths and heights
def _pieces(cell: str) -> tuple[Line, ...]:
    """Each line typed: how wide it is, the width of its words and of the space after each."""
    return tuple(map(_line_of, cell.split("\n")))


def _line_of(typed: str) -> Line:
    words = tuple(_measured(word) for word in _BREAKS.findall(typed) if word)
    whole, end = 0.0, 0.0
    for width, space in words:
        whole, end = end + width, end + width + space
    return whole, words


def _measured(word: str) -> tuple[float, float]:
    bare = word.rstrip(" ")
    return width_of(bare), width_of(" ") if bare != word else 0.0


def _wrapped(words: Sequence[tuple[float, float]], room: float) -> int:
    """Lines that *words* take in *room* [em], each line filled as far as it goes."""
    lines, at = 1, 0.0
    for width, space in words:
        if at and at + width > room:
            lines, at = lines + 1, 0.0
        at += width + space
    return lines
