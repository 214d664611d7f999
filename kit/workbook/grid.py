"""Where each block stands on its sheet: rows and columns, counted from 0.

Computed before anything is drawn, so that the welcome page, the dropdowns and the
formulas know the cells they point to.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from kit.catalogue import Catalogue, Checklist, Item
from kit.texts import Texts
from kit.workbook.layout import Block, Layout, Sheet

TOP = 1  # row of the first block, under the title of the sheet
KEYS, MARKS, FIRST = 0, 1, 2  # columns A (machine keys), B (number, theme), C (first input)
FORM_LABEL, FORM_INPUT, FORM_HELP = 2, 3, 4  # columns C, D, E of a form
FORM_INPUT_WIDTH = 36  # [characters]
FORM_HELP_WIDTH = 110  # [characters] the hint runs over the empty cells on its right
INTRO_WIDTH = 150  # [characters] before an introduction goes to the next row


@dataclass(frozen=True, slots=True)
class Place:
    """A block on its sheet. `first` to `last` are the rows the client fills."""

    block: Block
    sheet: str  # name of the worksheet
    optional: bool  # most engagements do without its sheet
    title: int  # row of the block's title and progress
    intro: tuple[str, ...]  # one string a row, from title + 1
    head: int  # table: heading row, the key row is just above; form: row before the first line
    first: int
    last: int

    @property
    def bands(self) -> int | None:
        """The row of the titles over the headings; the hidden key row lies between."""
        return self.head - 2 if self.block.bands else None

    @property
    def opens_sheet(self) -> bool:
        """Is it the first block of its sheet?"""
        return self.title == TOP

    @property
    def example(self) -> int | None:
        return self.head + 1 if self.block.example else None

    def column(self, key: str) -> int:
        """The worksheet column of a table's column *key*."""
        keys = [column.key for column in self.block.columns]
        return FIRST + keys.index(key)

    def cells(self, first: int, last: int, column: int) -> str:
        """Absolute reference to rows *first* to *last* of *column*, with the sheet's name."""
        return f"{quoted(self.sheet)}!{xl_range_abs(first, column, last, column)}"

    def inputs(self, column: int) -> str:
        """Absolute reference to all the client's cells in *column*."""
        return self.cells(self.first, self.last, column)


def quoted(sheet: str) -> str:
    """The name of a sheet as a formula wants it."""
    return "'" + sheet.replace("'", "''") + "'"


def cell(sheet: str, row: int, column: int) -> str:
    """Absolute reference to one cell of another sheet."""
    return f"{quoted(sheet)}!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"


def checked_items(block: Block, catalogue: Catalogue) -> list[tuple[Checklist, Item]]:
    """The rows of a checklist table, in order."""
    lists = [catalogue.checklists[key] for key in block.checklists]
    return [(checklist, item) for checklist in lists for item in checklist.items]


def places(
    layout: Layout, catalogue: Catalogue, texts: Texts, records: Mapping[str, int]
) -> dict[str, Place]:
    """The place of every block by key. *records*: how many a table must hold at least."""
    found: dict[str, Place] = {}
    for sheet in layout.sheets:
        row = TOP
        for block in sheet.blocks:
            place = _place(sheet, block, row, catalogue, texts, records.get(block.key, 0))
            found[block.key] = place
            row = place.last + 3
    return found


def _place(
    sheet: Sheet, block: Block, row: int, catalogue: Catalogue, texts: Texts, records: int
) -> Place:
    name = texts[f"workbook.sheet.{sheet.key}.name"]
    intro = _balanced(texts[f"workbook.{block.key}.{'brief' if block.brief else 'intro'}"])
    below = row + 1 + len(intro)
    if block.form:
        last = below + len(block.columns) - 1
        return Place(block, name, sheet.optional, row, intro, below - 1, below, last)
    head = below + 1 + bool(block.bands)  # the hidden key row lies between
    first = head + (2 if block.example else 1)
    offered = len(checked_items(block, catalogue)) if block.checklists else block.rows
    last = first + max(offered, records, 1) - 1
    return Place(block, name, sheet.optional, row, intro, head, first, last)


def _balanced(sentence: str) -> tuple[str, ...]:
    """*sentence* over as few rows as it needs, of about the same length."""
    rows = -(-len(sentence) // INTRO_WIDTH)
    return tuple(textwrap.wrap(sentence, len(sentence) // rows + 8))
