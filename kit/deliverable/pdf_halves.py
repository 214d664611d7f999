"""A long narrow table of the appendix, set in two columns that stand side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kit.deliverable.pdf_page import Page
from kit.deliverable.pdf_tables import DENSE_FROM, DENSE_SIZE, table_data
from kit.deliverable.pdf_widths import column_widths, lines_of, narrowest

GUTTER = 18.0  # [pt]
MOST_LINES = 1.35  # of each row, on average: in a half, a wordy table would only grow
TALLEST = 0.85  # of a page: a taller half would be read down, up again and down again


def in_halves(block: Mapping[str, Any], page: Page) -> dict[str, Any] | None:
    """*block* as two tables, cut between two groups; None where it does not lend itself to it."""
    rows, groups = block["rows"], block.get("groups") or ()
    linked = block.get("links") or block.get("anchors") or block.get("emphasis")
    if not block.get("folded") or len(rows) <= DENSE_FROM or len(groups) < 2 or linked:
        return None
    half = replace(page, width=round((page.width - GUTTER) / 2, 1))
    cells = [[column["label"] for column in block["columns"]], *rows]
    solid = [column["align"] == "right" for column in block["columns"]]
    if narrowest(cells, DENSE_SIZE, solid) > half.width:
        return None
    shares = [column.get("width") for column in block["columns"]]
    widths = column_widths(cells, DENSE_SIZE, solid, shares, half.width)
    if sum(lines_of(cells, widths, DENSE_SIZE, half.width)) > MOST_LINES * len(cells):
        return None
    middle = (len(rows) + len(groups)) / 2
    at = min(range(1, len(groups)), key=lambda group: abs(groups[group][0] + group - middle))
    cut = groups[at][0]
    first = {**block, "rows": rows[:cut], "groups": groups[:at]}
    rest = [[start - cut, title] for start, title in groups[at:]]
    parts = [
        {**part, **table_data({**part, "dense": True}, half)}
        for part in (first, {**block, "rows": rows[cut:], "groups": rest})
    ]
    height = max(part["height"] for part in parts)
    if height > TALLEST * page.height:
        return None
    return {**block, "block": "halves", "parts": parts, "height": height}
