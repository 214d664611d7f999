"""Rows as aligned columns for a terminal, whatever alphabet the names are in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import category, east_asian_width

from kit.deliverable.task_list import one_line

LONGEST = 32  # cells of a column that is cut, the ellipsis included
_GAP = "  "
_ELLIPSIS = "…"
_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})  # accents typed apart, direction marks
_TWO_WIDE = frozenset({"W", "F"})


def aligned(
    headings: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()
) -> Iterator[str]:
    """The heading, a rule, then one line a row; columns of *right* are set to the right.

    The last column is neither cut nor padded: it holds a path or a sentence to be copied.
    """
    table = [[*(cut(one) for one in row[:-1]), one_line(row[-1])] for row in (headings, *rows)]
    widths = [max(width(row[place]) for row in table) for place in range(len(headings) - 1)]
    for number, row in enumerate(table):
        cells = [
            padded(one, wide, right=place in right)
            for place, (one, wide) in enumerate(zip(row[:-1], widths, strict=True))
        ]
        yield _GAP.join([*cells, row[-1]]).rstrip()
        if number == 0:
            yield _GAP.join("─" * wide for wide in [*widths, width(row[-1])])


def width(text: str) -> int:
    """Cells of a terminal that *text* takes.

    >>> width("été"), width("e\u0301t"), width("発注")
    (3, 2, 4)
    """
    return sum(_cells(letter) for letter in text)


def cut(text: str, most: int = LONGEST) -> str:
    """*text* on one line, in *most* cells: the end of what is longer gives way to an ellipsis.

    >>> cut("Menuiserie", 6), cut("発注書類", 6)
    ('Menui…', '発注…')
    """
    clean = one_line(text)
    if width(clean) <= most:
        return clean
    kept, left = "", most - 1
    for letter in clean:
        left -= _cells(letter)
        if left < 0:
            break
        kept += letter
    return f"{kept.rstrip()}{_ELLIPSIS}"


def padded(text: str, wide: int, *, right: bool = False) -> str:
    blanks = " " * (wide - width(text))
    return f"{blanks}{text}" if right else f"{text}{blanks}"


def _cells(letter: str) -> int:
    if category(letter) in _NO_WIDTH:
        return 0
    return 2 if east_asian_width(letter) in _TWO_WIDE else 1
