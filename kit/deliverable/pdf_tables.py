"""How small a table is set, where a page may cut it, what of it stays together.

A short table stays on one page; a long one leaves at least two rows on each side of a cut.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kit.brand import load_brand
from kit.deliverable.fonts import soften
from kit.deliverable.pdf_page import A4, Page
from kit.deliverable.pdf_widths import column_widths, lines_of, narrowest

# [pt] of a body of 10: a wide table is set smaller before its words break.
TABLE_SIZES = tuple(round(size * load_brand().body / 10, 2) for size in (8.5, 8.25, 7.5, 6.75))
DENSE_SIZE = TABLE_SIZES[2]
DENSE_FROM = 30  # rows: a longer table of the appendix (folded on a screen) is set small
KEPT_WHOLE = 10  # lines: a table up to this height is not cut by a page's end
ROW_KEPT_WHOLE = 20  # lines: nor a row
LAST_ROWS = 3  # of a table that is cut, kept together: a total never stands alone on a page
FIRST_LINES = 3  # lines of its body that a table which is cut has at least under its heading
CAPTION_HEIGHT = 22.0  # [pt]
LINE_HEIGHT = 1.2  # of the size
INSETS = (3.2, 2.6, 1.5)  # [pt] over and under a row: a plain table, one in groups, a dense one


def table_data(block: Mapping[str, Any], page: Page = A4) -> dict[str, Any]:
    """Softened cells, the widths of the columns and the size the table is set in."""
    labels = [column["label"] for column in block["columns"]]
    rows = [[soften(cell) for cell in row] for row in block["rows"]]
    shares = [column.get("width") for column in block["columns"]]
    solid = [column["align"] == "right" for column in block["columns"]]
    groups = [[first, soften(title)] for first, title in block.get("groups") or ()]
    long = bool(block.get("folded")) and len(rows) > DENSE_FROM
    dense = long or bool(block.get("dense"))
    sizes = TABLE_SIZES[2:] if dense else TABLE_SIZES[1:] if groups else TABLE_SIZES
    size = next(
        (size for size in sizes if narrowest([labels, *rows], size, solid) <= page.width),
        TABLE_SIZES[-1],
    )
    widths = column_widths([labels, *rows], size, solid, shares, page.width)
    head, *heights = lines_of([labels, *rows], widths, size, page.width)
    inset = INSETS[2 if dense else 1 if groups else 0]
    targets: list[list[str | None]] = [[None] * len(labels) for _ in rows]
    for row, column, anchor in block.get("links") or ():
        targets[row][column] = anchor
    tall = sum(heights) + len(groups)
    return {
        "rows": rows,
        "groups": groups,
        "inset": inset,
        "ruled": not dense,
        "targets": targets,
        "anchors": block.get("anchors") or [None] * len(rows),
        "widths": widths,
        "size": size,
        "hyphenate": narrowest([labels, *rows], size, solid) > page.width,
        "whole": tall <= KEPT_WHOLE,
        "last": _last(heights, groups),
        "whole_rows": max(heights, default=0) <= ROW_KEPT_WHOLE,
        "room": _room(head, heights, size, inset, bool(groups)),
        "tail": round(heights[-1] * size * LINE_HEIGHT + 2 * inset, 1) if heights else 0.0,
        "height": round(CAPTION_HEIGHT + _height(head + tall, len(rows) + 1, size, inset), 1),
        "note": soften(block.get("note") or "") or None,
    }


def cut(table: Mapping[str, Any]) -> dict[str, Any]:
    """*table*, kept whole until now, as one that the end of a page may cut."""
    return {**table, "whole": False, "last": 0 if table["groups"] else 2}


def _last(heights: Sequence[int], groups: Sequence[Sequence[Any]]) -> int:
    """How many rows at the end stay together; none where that would be a lot, or a group."""
    count = min(LAST_ROWS, len(heights) // 2)
    in_group = bool(groups) and groups[-1][0] >= len(heights) - count
    too_many = sum(heights[-LAST_ROWS:]) > ROW_KEPT_WHOLE
    return 0 if sum(heights) <= KEPT_WHOLE or too_many or in_group else count


def _room(head: int, heights: Sequence[int], size: float, inset: float, grouped: bool) -> float:
    """Height [pt], estimated, of a table's caption, heading and first rows, two at least."""
    rows = lines = 0
    for height in heights:
        if lines >= FIRST_LINES and rows >= 2:
            break
        rows, lines = rows + 1, lines + min(height, ROW_KEPT_WHOLE)
    title = 1 if grouped else 0
    return round(CAPTION_HEIGHT + _height(head + lines + title, rows + 1 + title, size, inset), 1)


def _height(lines: int, rows: int, size: float, inset: float) -> float:
    return lines * size * LINE_HEIGHT + rows * 2 * inset
