"""The rows of a located block into typed values, and every problem met on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kit.texts import LANGUAGES, Texts
from kit.workbook.block_checks import BlockChecks, corners
from kit.workbook.cells import is_blank, parse, shown
from kit.workbook.examples import example_row, fingerprints
from kit.workbook.labels import marks
from kit.workbook.layout import Column
from kit.workbook.privacy import personal_data
from kit.workbook.quantities import Fault
from kit.workbook.raw import Cell, address
from kit.workbook.words import clean, fold, is_total

MOST_PROBLEMS = 1_000  # told of one file; more help nobody
_FREE = ("text", "lines")  # kinds a client may write anything in


@dataclass(frozen=True, slots=True)
class Record:
    """One row (or the form) by field; `places` says where each value stands."""

    row: int
    values: Mapping[str, Any]
    places: Mapping[str, str] = field(default_factory=dict)  # field -> "C14"
    item: str | None = None  # of a checklist


class BlockReader(BlockChecks):
    """Reads one block; problems gather in `problems`."""

    def form(self) -> Record:
        """The one record of a form."""
        found = self.found
        rows = {row for row, _ in found.lines.values()}
        columns = {column for _, column in found.lines.values()}
        if self.is_hidden(found.lines.values()):
            self.problem("hidden_sheet", None, severity="warning")
        for merge in found.sheet.merges:
            if merge.top < merge.bottom and any(merge.holds(*at) for at in found.lines.values()):
                self.problem("merged_cells", (merge.top, merge.left), found=corners(merge))
        for (row, column), cell in sorted(found.sheet.cells.items()):
            between = min(rows, default=0) < row < max(rows, default=0)
            if between and row not in rows and column in columns and not is_blank(cell):
                self.problem("outside_lines", (row, column), severity="warning")
        self.check_beside()
        return self._record(0, self.found.lines)

    def table(self) -> Iterator[Record]:
        """The rows that hold something, but for the template's example and total rows."""
        sheet, found = self.found.sheet, self.found
        inputs = {
            column.key: found.columns[column.key]
            for column in found.block.inputs
            if column.key in found.columns
        }
        if not inputs:
            return
        rows: dict[int, list[int]] = {}
        wanted = set(inputs.values())
        for (row, column), cell in sheet.cells.items():
            if found.heading < row <= found.last and column in wanted and not is_blank(cell):
                rows.setdefault(row, []).append(column)
        if self.is_hidden((row, column) for row in rows for column in rows[row]):
            self.problem("hidden_sheet", None, severity="warning")
        self.check_merges(sorted(rows), inputs)
        self.check_hidden(sorted(rows))
        self.check_unknown_columns()
        totals = self._total_rows()
        first = min(inputs.values())
        for row in sorted(rows):
            if len(self.problems) >= MOST_PROBLEMS:
                return  # hundreds of thousands of faults are told as one
            if self._is_example(row, inputs):
                continue
            if row in totals or self._is_total(row, inputs, rows[row]):
                self.problem(
                    "total_row", (row, min(rows[row])), found=self._show(row, min(rows[row]))
                )
                continue
            apart = row - 1 not in rows and row > found.heading + 2
            if apart and rows[row] == [first] and not found.block.checklists:
                text = self._show(row, first)
                self.problem("lone_entry", (row, first), severity="warning", found=text)
            yield self._record(row, {key: (row, column) for key, column in inputs.items()})

    def _record(self, row: int, at: Mapping[str, tuple[int, int]]) -> Record:
        values: dict[str, Any] = {}
        places: dict[str, str] = {}
        block, cells = self.found.block, self.found.sheet.cells
        item = self._item(row) if block.checklists else None
        for column in block.inputs:
            place = at.get(column.key)
            cell = cells.get(place) if place else None
            if place is None or cell is None or is_blank(cell):
                if column.required and place is not None:  # a missing column is told once
                    self.problem("missing_value", place, column=column)
                continue
            try:
                value = self._side(item, column, cell) or parse(column, cell, self.speech)
            except Fault as fault:
                found = shown(cell, self.speech.lang)
                self.problem(fault.code, place, found=found, column=column, **fault.params)
                continue
            if value == ():  # separators only: nothing was said
                continue
            values[column.key] = value
            places[column.key] = address(*place)
            self._check_privacy(column, cell, place)
        return Record(row, values, places, item)

    def _side(self, item: str | None, column: Column, cell: Cell) -> str | None:
        """The side of the three answers whose very words were copied into the answer."""
        if column.kind != "choice" or cell.kind != "text" or not self.labels.sides:
            return None
        return self.labels.sides.get((item or "", fold(cell.value)))

    def _item(self, row: int) -> str | None:
        """The checklist item of *row*: by its text, else by its machine key."""
        cells, found = self.found.sheet.cells, self.found
        asked = cells.get((row, found.columns.get("item", 0)))
        if asked is not None and asked.kind == "text":
            item = self.labels.items.get(fold(asked.value))
            if item is not None:
                return item
        key = cells.get((row, found.keys or 0))
        if key is not None and str(key.value).startswith("kit:item:"):
            item = clean(str(key.value)).removeprefix("kit:item:")
            if item in self.labels.items.values():
                return item
        text = shown(asked, self.speech.lang) if asked else None
        self.problem("unknown_item", (row, found.columns.get("item", 1)), found=text)
        return None

    def _is_example(self, row: int, inputs: Mapping[str, int]) -> bool:
        """The template's example is skipped; one that was typed over is read, with a warning."""
        found = self.found
        if not found.block.example:
            return False
        cells = found.sheet.cells
        key, mark = cells.get((row, found.keys or 0)), cells.get((row, found.mark or 0))
        marked = (key is not None and key.value == "kit:example") or (
            mark is not None and mark.kind == "text" and fold(mark.value) in marks()
        )
        if not marked and row != found.heading + 1:
            return False
        same = self._equals_example(row, inputs)
        if marked and not same:
            self.problem("example_replaced", (row, min(inputs.values())), severity="warning")
        elif same and not marked:
            self.problem("example_skipped", (row, min(inputs.values())), severity="warning")
        return same

    def _equals_example(self, row: int, inputs: Mapping[str, int]) -> bool:
        block, cells = self.found.block, self.found.sheet.cells
        values: dict[str, Any] = {}
        for key, at in inputs.items():
            cell = cells.get((row, at))
            if cell is not None and not is_blank(cell):
                try:
                    values[key] = parse(block.column(key), cell, self.speech)
                except Fault:  # a rate over 100 % whose cell lost its format is still the same
                    if cell.kind != "number":
                        return False
                    values[key] = cell.value
        made_with = {key: mark for key, mark in self._example.items() if key in inputs}
        if made_with and fingerprints(values) == made_with:
            return True
        said = {key: fold(str(value)) for key, value in values.items()}
        examples = (example_row(block, Texts(lang)) for lang in LANGUAGES)
        return any(
            said == {key: fold(str(value)) for key, value in example.items() if key in inputs}
            for example in examples
        )

    def _total_rows(self) -> frozenset[int]:
        """The totals rows that the file's own tables declare."""
        return frozenset(
            row
            for table in self.found.sheet.tables
            if table.area.top <= self.found.heading + 1 <= table.area.bottom
            for row in range(table.area.bottom - table.totals + 1, table.area.bottom + 1)
        )

    def _is_total(self, row: int, inputs: Mapping[str, int], filled: list[int]) -> bool:
        if self.found.block.checklists:
            return False
        cells = self.found.sheet.cells
        candidates = [self.found.mark or 0, *sorted(inputs.values())]
        texts = (cells.get((row, column)) for column in candidates)
        first = next(
            (cell for cell in texts if cell and cell.kind == "text" and not is_blank(cell)), None
        )
        if first is not None and is_total(first.value):
            return True
        sums = {cells[row, column].sums for column in filled}
        named = any(cells[row, column].kind == "text" for column in filled)
        return "column" in sums or ("other" in sums and not named)

    def _check_privacy(self, column: Column, cell: Cell, place: tuple[int, int]) -> None:
        kind = personal_data(cell.value) if column.kind in _FREE and cell.kind == "text" else None
        if kind:  # the value is not quoted
            key = f"problems.personal.{kind}"
            self.problem("personal_data", place, severity="warning", what_key=key)

    def _show(self, row: int, column: int) -> str:
        return shown(self.found.sheet.cells[row, column], self.speech.lang)
