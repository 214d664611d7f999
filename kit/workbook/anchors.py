"""The rows that show where a block starts, by machine keys, table names or headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from kit.workbook.labels import Labels
from kit.workbook.layout import Block, Layout
from kit.workbook.raw import MAX_COLUMN, Grid, SheetGrid
from kit.workbook.words import clean, fold

_TABLE_NAME = re.compile(r"tbl_([a-z_]+?)(?:_?\d+)?", re.IGNORECASE)
_SHARE = 0.5  # of a block's headings, to know it without any key
_SPARE = 40  # characters a heading may have beside its letters (spaces, signs)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A row that shows where a block starts: its key row, or its heading row."""

    block: Block
    sheet: SheetGrid
    row: int
    keys: Mapping[int, str] = field(default_factory=dict)  # column -> field
    key_column: int | None = None
    heading: int | None = None  # known when a table or the headings told it
    certain: bool = True
    left: int = 1  # the columns it spans, as far as its trace tells
    right: int = MAX_COLUMN


def by_keys(grid: Grid, layout: Layout) -> Iterator[Anchor]:
    blocks = {block.key: block for block in layout.blocks}
    for sheet in grid.sheets:
        rows: dict[tuple[str, int], dict[int, str]] = {}
        tables: dict[tuple[str, int], int] = {}
        for (row, column), cell in sheet.cells.items():
            if cell.kind != "text" or not cell.value.startswith("kit:"):
                continue
            key = clean(cell.value).removeprefix("kit:")
            if key.startswith("table:"):
                tables[key.removeprefix("table:"), row] = column
            elif "." in key and not key.startswith("item:"):
                block_key, _, name = key.partition(".")
                rows.setdefault((block_key, row), {})[column] = name
        forms: dict[str, dict[int, str]] = {}
        for (block_key, row), names in sorted(rows.items()):
            block = blocks.get(block_key)
            if block is None:
                continue
            if block.form:
                forms.setdefault(block_key, {})[row] = next(iter(names.values()))
            elif (block_key, row) not in tables:
                tables[block_key, row] = 0
        for block_key, lines in forms.items():
            yield Anchor(blocks[block_key], sheet, min(lines), lines)
        for (block_key, row), column in sorted(tables.items()):
            if block_key in blocks and not blocks[block_key].form:
                keys = rows.get((block_key, row), {})
                left, right = min(keys, default=1), max(keys, default=MAX_COLUMN)
                anchor = Anchor(blocks[block_key], sheet, row, keys, column or None)
                yield replace(anchor, left=left, right=right)


def by_table_names(grid: Grid, layout: Layout) -> Iterator[Anchor]:
    blocks = {block.key: block for block in layout.blocks}
    for sheet in grid.sheets:
        for table in sheet.tables:
            match = _TABLE_NAME.fullmatch(table.name)
            block = blocks.get(match[1].lower()) if match else None
            if block is not None:
                area = table.area
                yield Anchor(
                    block, sheet, area.top, heading=area.top, left=area.left, right=area.right
                )


def words(
    grid: Grid, labels: Mapping[str, Labels]
) -> list[tuple[SheetGrid, dict[tuple[int, int], str]]]:
    """The cells of each sheet that show a known heading or item, folded once for all blocks."""
    known = {word for label in labels.values() for word in (*label.headings, *label.items)}
    longest = max(map(len, known), default=0) + _SPARE
    found = []
    for sheet in grid.sheets:
        words = {
            place: fold(cell.value)
            for place, cell in sheet.cells.items()
            if cell.kind == "text" and len(cell.value) <= longest
        }
        found.append((sheet, {place: word for place, word in words.items() if word in known}))
    return found


def by_headings(
    words: list[tuple[SheetGrid, dict[tuple[int, int], str]]],
    block: Block,
    labels: Labels,
    taken: set[tuple[str, int]],
) -> Anchor | None:
    """The row (or, for a form, the column) that shows most of the block's headings."""
    inputs = [column for column in block.columns if column.kind not in ("computed", "shown")]
    oldest = [column for column in inputs if column.since == 1]  # an old workbook has no other
    required = {column.key for column in inputs if column.required}
    if block.checklists:
        required = {"item", block.answered_by}
    best: tuple[tuple[int, int], Anchor] | None = None
    for sheet, places in words:
        lines: dict[int, set[str]] = {}
        for (row, column), word in places.items():
            key = labels.headings.get(word)
            if key is not None:
                lines.setdefault(column if block.form else row, set()).add(key)
        for line, keys in lines.items():
            row = 1 if block.form else line
            if len(keys) < max(2, len(oldest) * _SHARE) or not required <= keys:
                continue
            if not block.form and (sheet.name, row) in taken:
                continue
            if block.checklists and not any(
                at > row and word in labels.items for (at, _), word in places.items()
            ):
                continue
            score = (len(keys), fold(sheet.name) in labels.sheets)
            if best is None or score > best[0]:
                best = score, Anchor(block, sheet, row, heading=row, certain=False)
    return best[1] if best else None
