"""How wide the columns of a table are, how small it is set, where a page may cut it.

All by measuring the texts in the font they are printed in: a figure never breaks, a word
only when nothing else is left, and a short table stays on one page.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from kit.deliverable.fonts import soften, width_of

PAGE_WIDTH = 470.6  # [pt] A4 less two margins of 2.2 cm
TABLE_SIZES = (9.0, 8.25, 7.5, 6.75)  # [pt] a wide table is set smaller before words break
CELL_PADDING = 10.0  # [pt] left and right of a cell, with room for bold and kerning
WIDEST_COLUMN = 40.0  # [em] beyond, a text column gains nothing from more room
NARROWEST_COLUMN = 3.0  # [em]
DENSE_FROM = 40  # rows: a longer table in groups is one of the appendix, set small
KEPT_WHOLE = 12  # lines: a table up to this height is not cut by a page's end
ROW_KEPT_WHOLE = 20  # lines: nor a row
LAST_ROWS = 3  # of a table that is cut, kept together: a total never stands alone on a page
FIRST_LINES = 5  # lines of its body that a table which is cut has at least under its heading
CAPTION_HEIGHT = 22.0  # [pt]
ROW_PADDING = 9.6  # [pt] over and under the text of a row, as in report.typ
LINE_HEIGHT = 1.2  # of the size

_RAGGED = 1.12  # lines are not filled to their end


def table_data(block: Mapping[str, Any]) -> dict[str, Any]:
    """Softened cells, the widths of the columns and the size the table is set in."""
    labels = [column["label"] for column in block["columns"]]
    rows = [[soften(cell) for cell in row] for row in block["rows"]]
    shares = [column.get("width") for column in block["columns"]]
    solid = [column["align"] == "right" for column in block["columns"]]
    groups = [[first, soften(title)] for first, title in block.get("groups") or ()]
    dense = bool(groups) and len(rows) > DENSE_FROM
    sizes = TABLE_SIZES[2:] if dense else TABLE_SIZES[1:] if groups else TABLE_SIZES
    size = next(
        (size for size in sizes if _narrowest([labels, *rows], size, solid) <= PAGE_WIDTH),
        TABLE_SIZES[-1],
    )
    widths = column_widths([labels, *rows], size, solid, shares)
    heights = [_lines_of(row, widths, size) for row in rows]
    targets: list[list[str | None]] = [[None] * len(labels) for _ in rows]
    for row, column, anchor in block.get("links") or ():
        targets[row][column] = anchor
    return {
        "rows": rows,
        "groups": groups,
        "dense": dense,
        "targets": targets,
        "anchors": block.get("anchors") or [None] * len(rows),
        "widths": widths,
        "size": size,
        "hyphenate": _narrowest([labels, *rows], size, solid) > PAGE_WIDTH,
        "whole": sum(heights) <= KEPT_WHOLE,
        "last": _last(heights, groups),
        "whole_rows": max(heights, default=0) <= ROW_KEPT_WHOLE,
        "room": _room(_lines_of(labels, widths, size), heights, size),
        "note": soften(block.get("note") or "") or None,
    }


def _last(heights: Sequence[int], groups: Sequence[Sequence[Any]]) -> int:
    """How many rows at the end stay together; none where that would be a lot, or a group."""
    count = min(LAST_ROWS, len(heights) // 2)
    in_group = bool(groups) and groups[-1][0] >= len(heights) - count
    too_many = sum(heights[-LAST_ROWS:]) > ROW_KEPT_WHOLE
    return 0 if sum(heights) <= KEPT_WHOLE or too_many or in_group else count


def _room(head: int, heights: Sequence[int], size: float) -> float:
    """Height [pt], estimated, of a table's caption, heading and first rows."""
    rows = lines = 0
    for height in heights:
        if lines >= FIRST_LINES:
            break
        rows, lines = rows + 1, lines + min(height, ROW_KEPT_WHOLE)
    return round(CAPTION_HEIGHT + (head + lines) * size * LINE_HEIGHT + (rows + 1) * ROW_PADDING, 1)


def column_widths(
    rows: Sequence[Sequence[str]],
    size: float,
    solid: Sequence[bool] = (),
    shares: Sequence[float | None] = (),
) -> list[float]:
    """Widths [pt] that fill the page: each column at least its longest word, then by need.

    `solid` columns (figures) never break a line: they get their whole text first. A column
    with a share asks for that share of the page; the others divide what is left.
    """
    columns = list(zip(*rows, strict=True))
    solid = solid or [False] * len(columns)
    least = [_least(cells, size, whole) for cells, whole in zip(columns, solid, strict=True)]
    for at, share in enumerate(shares):
        least[at] = max(least[at], (share or 0) * PAGE_WIDTH)
    natural = [
        low if share else max(low, min(max(map(_line, cells)), WIDEST_COLUMN) * size + CELL_PADDING)
        for cells, low, share in zip(columns, least, shares or [None] * len(columns), strict=True)
    ]
    spare, need = PAGE_WIDTH - sum(least), sum(natural) - sum(least)
    if spare <= 0:
        widths = least
    elif need > spare:
        widths = [
            low + spare * (wide - low) / need for wide, low in zip(natural, least, strict=True)
        ]
    else:
        widths = [wide * PAGE_WIDTH / sum(natural) for wide in natural]
    return [round(width, 2) for width in widths]


def _lines_of(row: Sequence[str], widths: Sequence[float], size: float) -> int:
    """Lines that the tallest cell of *row* takes, estimated."""
    scale = PAGE_WIDTH / sum(widths)
    rooms = [max(width * scale - CELL_PADDING, size) for width in widths]
    return max(
        sum(math.ceil(max(_line(line), 0.1) * size * _RAGGED / room) for line in cell.split("\n"))
        for cell, room in zip(row, rooms, strict=True)
    )


def _narrowest(rows: Sequence[Sequence[str]], size: float, solid: Sequence[bool]) -> float:
    columns = zip(*rows, strict=True)
    return sum(_least(cells, size, whole) for cells, whole in zip(columns, solid, strict=True))


def _least(cells: Sequence[str], size: float, whole: bool) -> float:
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
