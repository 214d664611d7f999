"""Where each block of the layout stands in a client's file, whatever was moved.

Three traces, from the surest: the hidden machine keys (``kit:table:processes``), the names
of Excel tables (``tbl_processes``), the headings. A heading that exactly matches a known
label wins over the key above it: a client who moves a column rarely moves its key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kit.workbook.anchors import Anchor, by_headings, by_keys, by_table_names, words
from kit.workbook.cells import is_blank
from kit.workbook.labels import Labels, marks, row_numbers
from kit.workbook.layout import Block, Layout
from kit.workbook.problems import Problem
from kit.workbook.raw import Grid, SheetGrid, address
from kit.workbook.words import clean, fold

_NEAR = 6  # rows below the key row in which its headings are looked for


@dataclass(frozen=True, slots=True)
class Found:
    """A block in its sheet. Rows and columns count from 1.

    Tables: `columns` gives the sheet's column of each field, `rows` the rows that may hold
    data. Forms: `lines` gives the cell of each field.
    """

    block: Block
    sheet: SheetGrid
    columns: Mapping[str, int] = field(default_factory=dict)
    lines: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    heading: int = 0  # row of the headings, or the one above the data when they are gone
    last: int = 0
    keys: int | None = None  # column of the machine keys
    mark: int | None = None  # column of the row numbers and of the example mark
    help: int | None = None  # form: column of what each line means
    certain: bool = True  # found by key or table name

    def place(self, row: int, column: int) -> str:
        return f"{self.sheet.name}!{address(row, column)}"


def locate(
    grid: Grid, layout: Layout, labels: Mapping[str, Labels]
) -> tuple[dict[str, Found], list[Problem]]:
    """The blocks of *layout* in *grid*, by key, and what is wrong with their places."""
    problems: list[Problem] = []
    anchors: dict[str, list[Anchor]] = {}
    for anchor in (*by_keys(grid, layout), *by_table_names(grid, layout)):
        known = anchors.setdefault(anchor.block.key, [])
        if all(other.sheet is not anchor.sheet for other in known):
            known.append(anchor)
    lost = [block for block in layout.blocks if block.key not in anchors]
    shown = words(grid, labels) if lost else []
    taken = _taken(anchors, labels) if lost else set()
    for block in lost:
        best = by_headings(shown, block, labels[block.key], taken)
        if best is not None:
            anchors[block.key] = [best]
            taken.add((best.sheet.name, best.row))
    starts = _filled(anchors, labels)
    found: dict[str, Found] = {}
    for key in anchors:
        chosen = [anchor for anchor in starts if anchor.block.key == key]
        if len(chosen) > 1:
            names = ", ".join(anchor.sheet.name[:40] for anchor in chosen)
            problems.append(Problem("duplicate_block", sheet=chosen[1].sheet.name, found=names))
        found[key] = _found(chosen[0], labels[key], starts, problems)
    return found, problems


def _taken(
    anchors: Mapping[str, list[Anchor]], labels: Mapping[str, Labels]
) -> set[tuple[str, int]]:
    """The rows where known tables start: their keys, and their headings under these."""
    known = [anchor for found in anchors.values() for anchor in found]
    rows = {(anchor.sheet.name, anchor.row) for anchor in known}
    return rows | {
        (anchor.sheet.name, anchor.heading or _heading_row(anchor, labels[anchor.block.key]))
        for anchor in known
        if not anchor.block.form
    }


def _filled(anchors: Mapping[str, list[Anchor]], labels: Mapping[str, Labels]) -> list[Anchor]:
    """The anchors that hold data, the first one of a block where none does.

    A blank copy of a block is not the end of the one above it.
    """
    every = [anchor for candidates in anchors.values() for anchor in candidates]
    chosen: list[Anchor] = []
    for key, candidates in anchors.items():
        holding = candidates
        if len(candidates) > 1:
            holding = [a for a in candidates if _holds_data(_found(a, labels[key], every, []))]
        chosen += holding or candidates[:1]
    return chosen


def _found(
    anchor: Anchor, labels: Labels, starts: Sequence[Anchor], problems: list[Problem]
) -> Found:
    if anchor.block.form:
        return _form(anchor, labels, problems)
    sheet = anchor.sheet
    heading = anchor.heading or _heading_row(anchor, labels)
    last = max((row for row, _ in sheet.cells), default=heading)
    below = [
        start.row  # a table beside this one does not end it
        for start in starts
        if start.sheet is sheet
        and start.row > heading
        and start.left <= anchor.right
        and anchor.left <= start.right
    ]
    last = min([last, *(row - 1 for row in below)])
    found = Found(
        anchor.block,
        sheet,
        heading=heading,
        last=last,
        keys=anchor.key_column or _key_column(sheet),
        certain=anchor.certain,
    )
    headings = {
        column: fold(cell.value)
        for (row, column), cell in sheet.cells.items()
        if row == heading and cell.kind == "text"
    }
    claims: dict[str, list[int]] = {}
    for column in sorted(headings.keys() | anchor.keys.keys()):
        key = labels.headings.get(headings.get(column, "")) or anchor.keys.get(column)
        if key is not None and any(key == known.key for known in anchor.block.columns):
            claims.setdefault(key, []).append(column)
    filled = {
        column
        for (row, column), cell in sheet.cells.items()
        if heading < row <= last and not is_blank(cell)
    }
    mapped = {
        key: _one(found, key, at, labels, headings, filled, problems) for key, at in claims.items()
    }
    mark = [column for column, text in headings.items() if text in row_numbers()]
    left = min(mapped.values(), default=1) - 1
    return replace(
        found,
        columns=mapped,
        mark=mark[0] if mark else left if left and left != found.keys else None,
    )


def _one(
    found: Found,
    key: str,
    claimed: list[int],
    labels: Labels,
    headings: Mapping[int, str],
    filled_columns: set[int],
    problems: list[Problem],
) -> int:
    """The column of field *key* among those that claim it: the one that holds data.

    When two hold data nobody can tell which is right.
    """
    if len(claimed) == 1:
        return claimed[0]
    named = [column for column in claimed if labels.headings.get(headings.get(column, "")) == key]
    filled = [column for column in claimed if column in filled_columns]
    if len(filled) > 1:
        first, second = filled[0], filled[1]
        problems.append(
            Problem(
                "duplicate_column",
                sheet=found.sheet.name,
                cell=address(found.heading, second),
                found=_heading_text(found, second),
                params={"first": address(found.heading, first)},
            )
        )
    return (filled or named or claimed)[0]


def _key_column(sheet: SheetGrid) -> int | None:
    """The column of the machine keys that remain on the rows, when the table's own is gone."""
    columns = Counter(
        column
        for (_, column), cell in sheet.cells.items()
        if cell.kind == "text" and cell.value.startswith(("kit:item:", "kit:example"))
    )
    return columns.most_common(1)[0][0] if columns else None


def _heading_text(found: Found, column: int) -> str:
    cell = found.sheet.cells.get((found.heading, column))
    return clean(str(cell.value)) if cell else ""


def _heading_row(anchor: Anchor, labels: Labels) -> int:
    """The row of headings under a key row; the key row itself when they were deleted."""
    scores: Counter[int] = Counter()
    for (row, _), cell in anchor.sheet.cells.items():
        if anchor.row < row <= anchor.row + _NEAR and cell.kind == "text":
            text = fold(cell.value)
            scores[row] += (text in labels.headings) * 2 + (text in row_numbers())
    best = max(scores.items(), key=lambda pair: (pair[1], -pair[0]), default=(0, 0))
    return best[0] if best[1] else anchor.row


def _form(anchor: Anchor, labels: Labels, problems: list[Problem]) -> Found:
    sheet, keys = anchor.sheet, dict(anchor.keys)
    label_cells: dict[int, tuple[int, str]] = {}  # row -> (column, field)
    hint_columns: Counter[int] = Counter()
    for (row, column), cell in sorted(sheet.cells.items()):
        if cell.kind != "text":
            continue
        text = fold(cell.value)
        if text in labels.headings and row not in label_cells:
            label_cells[row] = (column, labels.headings[text])
        if text in labels.hints:
            hint_columns[column] += 1
    common = Counter(column for column, _ in label_cells.values()).most_common(1)
    key_column = min(
        (
            c
            for (r, c), cell in sheet.cells.items()
            if r in keys and str(cell.value).startswith("kit:")
        ),
        default=1,
    )
    label = common[0][0] if common else key_column + 2
    hint = hint_columns.most_common(1)[0][0] if hint_columns else label + 2
    by_label = {row: key for row, (column, key) in label_cells.items() if column == label}
    rows = {**keys, **by_label}  # a label wins over the key beside it
    between = range(label + 1, max(hint, label + 2))
    filled = Counter(
        column for row in rows for column in between if not is_blank(sheet.cells.get((row, column)))
    )
    value = max(between, key=lambda column: (filled[column], -column))
    lines: dict[str, tuple[int, int]] = {}
    for row, key in sorted(rows.items()):
        if key in lines and not is_blank(sheet.cells.get((row, value))):
            if is_blank(sheet.cells.get(lines[key])):
                del lines[key]
            else:
                params = {"first": address(*lines[key])}
                problems.append(
                    Problem(
                        "duplicate_column",
                        sheet=sheet.name,
                        cell=address(row, value),
                        params=params,
                    )
                )
        if any(key == column.key for column in anchor.block.columns):
            lines.setdefault(key, (row, value))
    return Found(
        anchor.block,
        sheet,
        lines=lines,
        heading=0,
        last=max(rows, default=0),
        help=hint,
        certain=anchor.certain,
    )


def _holds_data(found: Found) -> bool:
    if found.block.form:
        return any(not is_blank(found.sheet.cells.get(place)) for place in found.lines.values())
    inputs = {
        found.columns[column.key] for column in found.block.inputs if column.key in found.columns
    }
    example = {
        row
        for (row, column), cell in found.sheet.cells.items()
        if cell.kind == "text"
        and (cell.value == "kit:example" or (column == found.mark and fold(cell.value) in marks()))
    }
    return any(
        column in inputs and row not in example and found.heading < row <= found.last
        for (row, column), cell in found.sheet.cells.items()
        if not is_blank(cell)
    )
