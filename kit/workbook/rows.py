"""The rows of a located block into typed values, and every problem met on the way."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kit.texts import LANGUAGES, Texts
from kit.workbook.cells import Speech, is_blank, parse, shown
from kit.workbook.examples import example_row
from kit.workbook.labels import Labels, marks
from kit.workbook.layout import Column
from kit.workbook.locate import Found
from kit.workbook.privacy import personal_data
from kit.workbook.problems import Problem
from kit.workbook.quantities import Fault
from kit.workbook.raw import Cell, address
from kit.workbook.words import clean, fold, listed

MOST_PROBLEMS = 1_000  # told of one file; more help nobody
_FREE = ("text", "lines")  # kinds a client may write anything in


@dataclass(frozen=True, slots=True)
class Record:
    """One row (or the form) by field; `places` says where each value stands."""

    row: int
    values: Mapping[str, Any]
    places: Mapping[str, str] = field(default_factory=dict)  # field -> "C14"
    item: str | None = None  # of a checklist


class BlockReader:
    """Reads one block; problems gather in `problems`."""

    def __init__(self, found: Found, labels: Labels, speech: Speech) -> None:
        self.found, self.labels, self.speech = found, labels, speech
        self.problems: list[Problem] = []

    def problem(
        self,
        code: str,
        place: tuple[int, int] | None,
        *,
        severity: str = "error",
        found: str | None = None,
        column: Column | None = None,
        **params: str,
    ) -> None:
        """Note a problem at *place* of the block's sheet."""
        block = self.found.block
        if column is not None:
            params["column_key"] = f"workbook.{block.key}.{column.key}.label"
        expected = None if column is None else expected_of(column, self.speech)
        cell = address(*place) if place else None
        name = self.found.sheet.name
        self.problems.append(Problem(code, severity, name, cell, found, expected, params))

    def form(self) -> Record:
        """The one record of a form."""
        found = self.found
        rows = {row for row, _ in found.lines.values()}
        columns = {column for _, column in found.lines.values()}
        if self._is_hidden(found.lines.values()):
            self.problem("hidden_sheet", None, severity="warning")
        for (row, column), cell in sorted(found.sheet.cells.items()):
            between = min(rows, default=0) < row < max(rows, default=0)
            if between and row not in rows and column in columns and not is_blank(cell):
                self.problem("outside_lines", (row, column), severity="warning")
        return self._record(0, self.found.lines)

    def table(self) -> Iterator[Record]:
        """The rows that hold something, but for the template's example and total rows."""
        sheet, found = self.found.sheet, self.found
        inputs = {
            column.key: found.columns[column.key]
            for column in found.block.columns
            if column.key in found.columns and column.kind not in ("item", "computed")
        }
        if not inputs:
            return
        rows: dict[int, list[int]] = {}
        wanted = set(inputs.values())
        for (row, column), cell in sheet.cells.items():
            if found.heading < row <= found.last and column in wanted and not is_blank(cell):
                rows.setdefault(row, []).append(column)
        if self._is_hidden((row, column) for row in rows for column in rows[row]):
            self.problem("hidden_sheet", None, severity="warning")
        self._check_merges(sorted(rows), inputs)
        self._check_hidden(sorted(rows))
        self._check_unknown_columns(sorted(rows))
        totals = self._total_rows()
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
            yield self._record(row, {key: (row, column) for key, column in inputs.items()})

    def _record(self, row: int, at: Mapping[str, tuple[int, int]]) -> Record:
        values: dict[str, Any] = {}
        places: dict[str, str] = {}
        block, cells = self.found.block, self.found.sheet.cells
        for column in block.columns:
            if column.kind in ("item", "computed"):
                continue
            place = at.get(column.key)
            cell = cells.get(place) if place else None
            if place is None or cell is None or is_blank(cell):
                if column.required and place is not None:  # a missing column is told once
                    self.problem("missing_value", place, column=column)
                continue
            try:
                value = parse(column, cell, self.speech)
            except Fault as fault:
                found = shown(cell, self.speech.lang)
                self.problem(fault.code, place, found=found, column=column, **fault.params)
                continue
            if value == ():  # separators only: nothing was said
                continue
            values[column.key] = value
            places[column.key] = address(*place)
            self._check_privacy(column, cell, place)
        return Record(row, values, places, self._item(row) if block.checklists else None)

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
        same = any(self._equals_example(row, inputs, Texts(lang)) for lang in LANGUAGES)
        if marked and not same:
            self.problem("example_replaced", (row, min(inputs.values())), severity="warning")
        elif same and not marked:
            self.problem("example_skipped", (row, min(inputs.values())), severity="warning")
        return same

    def _equals_example(self, row: int, inputs: Mapping[str, int], texts: Texts) -> bool:
        example = example_row(self.found.block, texts)
        if not example:
            return False
        for key, at in inputs.items():
            column = self.found.block.column(key)
            cell = self.found.sheet.cells.get((row, at))
            if cell is None or is_blank(cell):
                if key in example:
                    return False
                continue
            try:
                value = parse(column, cell, self.speech)
            except Fault:
                return False
            wanted = example.get(key)
            if value != wanted and fold(str(value)) != fold(str(wanted)):
                return False
        return True

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
        if first is not None and fold(first.value) in listed("words.total"):
            return True
        sums = [cells[row, column].sums for column in filled]
        named = any(cells[row, column].kind == "text" for column in filled)
        return any(sums) and not named

    def _check_merges(self, rows: list[int], inputs: Mapping[str, int]) -> None:
        for merge in self.found.sheet.merges:
            if merge.top <= self.found.heading or merge.top > self.found.last:
                continue
            if not any(merge.left <= column <= merge.right for column in inputs.values()):
                continue
            at = bisect_left(rows, merge.top)
            if at < len(rows) and rows[at] <= merge.bottom:
                area = f"{address(merge.top, merge.left)}:{address(merge.bottom, merge.right)}"
                self.problem("merged_cells", (merge.top, merge.left), found=area)

    def _check_hidden(self, rows: list[int]) -> None:
        hidden = [row for row in rows if row in self.found.sheet.hidden_rows]
        if hidden:
            self.problem(
                "hidden_rows", (hidden[0], 1), severity="warning", rows=_enumerated(hidden)
            )

    def _check_unknown_columns(self, rows: list[int]) -> None:
        found = self.found
        known = {*found.columns.values(), found.keys, found.mark}
        wanted = set(rows)
        unknown: dict[int, int] = {}
        for (row, column), cell in found.sheet.cells.items():
            if row in wanted and column not in known and not is_blank(cell):
                unknown[column] = min(row, unknown.get(column, row))
        for column, row in sorted(unknown.items()):
            heading = found.sheet.cells.get((found.heading, column))
            if heading is not None and not is_blank(heading):
                place, text = (found.heading, column), shown(heading, self.speech.lang)
                self.problem("unknown_column", place, severity="warning", found=text)
            else:
                self.problem("outside_columns", (row, column), severity="warning")

    def _check_privacy(self, column: Column, cell: Cell, place: tuple[int, int]) -> None:
        kind = personal_data(cell.value) if column.kind in _FREE and cell.kind == "text" else None
        if kind:  # the value is not quoted
            key = f"problems.personal.{kind}"
            self.problem("personal_data", place, severity="warning", what_key=key)

    def report_missing_columns(self) -> None:
        """The columns (or lines) of the layout that the client's block lost."""
        found = self.found
        present = found.lines if found.block.form else found.columns
        for column in found.block.columns:
            if column.kind == "computed" or column.key in present:
                continue
            needed = column.required or column.kind == "item"
            place = None if found.block.form else (max(found.heading, 1), 1)
            severity = "error" if needed else "warning"
            self.problem("missing_column", place, severity=severity, column=column)

    def _is_hidden(self, places: Iterable[tuple[int, int]]) -> bool:
        """Does a hidden sheet hold answers?"""
        cells = self.found.sheet.cells
        return self.found.sheet.hidden and any(not is_blank(cells.get(place)) for place in places)

    def _show(self, row: int, column: int) -> str:
        return shown(self.found.sheet.cells[row, column], self.speech.lang)


def expected_of(column: Column, speech: Speech) -> str:
    """What the column expects: a text key, or the words of its list."""
    if column.kind in ("choice", "choices") and column.choices:
        codes = speech.choices[column.choices]
        return ", ".join(speech.texts[f"choices.{column.choices}.{code}"] for code in codes)
    return f"problems.expected.{column.kind}"


def _enumerated(rows: list[int]) -> str:
    """ "5, 7-9": row numbers, runs shortened, at most ten pieces."""
    pieces: list[tuple[int, int]] = []
    for row in rows:
        if pieces and row == pieces[-1][1] + 1:
            pieces[-1] = (pieces[-1][0], row)
        else:
            pieces.append((row, row))
    words = [f"{first}" if first == last else f"{first}-{last}" for first, last in pieces[:10]]
    return ", ".join(words) + ("…" if len(pieces) > 10 else "")
