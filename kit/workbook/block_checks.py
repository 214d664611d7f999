"""What stands around and beside the answers of a block: merges, hidden rows, stray cells.

Nothing that a client typed near a block is left out without a word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from kit.workbook.cells import Speech, is_blank, shown
from kit.workbook.labels import Labels
from kit.workbook.layout import Column
from kit.workbook.locate import Found
from kit.workbook.problems import Problem
from kit.workbook.raw import Range, address
from kit.workbook.words import fold

_ANSWER = 40  # characters; what is longer in the column of help texts is help


class BlockChecks:
    """One block and the problems noted in it; `rows.BlockReader` reads its answers."""

    def __init__(
        self, found: Found, labels: Labels, speech: Speech, example: Mapping[str, str] | None = None
    ) -> None:
        self.found, self.labels, self.speech = found, labels, speech
        self._example = example or {}  # fingerprints of the example the workbook was made with
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

    def check_beside(self) -> None:
        """Answers typed beside the cells of a form: over a help text, or to its right."""
        found, cells = self.found, self.found.sheet.cells
        lines = dict(found.lines.values())
        for (row, column), cell in sorted(cells.items()):
            value = lines.get(row, column)
            if column == value or is_blank(cell):
                continue
            said = shown(cell, self.speech.lang)
            if said.startswith("kit:") or _is_label(fold(said), self.labels):
                continue
            unanswered = is_blank(cells.get((row, value)))
            if column == found.help:  # a long text is help, of another version of the template
                lost = unanswered and (cell.kind != "text" or len(said) <= _ANSWER)
            else:
                lost = column > value or (unanswered and cell.kind != "text")
            if lost:
                self.problem("outside_lines", (row, column), severity="warning")

    def check_merges(self, rows: list[int], inputs: Mapping[str, int]) -> None:
        for merge in self.found.sheet.merges:
            if merge.top <= self.found.heading or merge.top > self.found.last:
                continue
            if not any(merge.left <= column <= merge.right for column in inputs.values()):
                continue
            at = bisect_left(rows, merge.top)
            if at < len(rows) and rows[at] <= merge.bottom:
                self.problem("merged_cells", (merge.top, merge.left), found=corners(merge))

    def check_hidden(self, rows: list[int]) -> None:
        hidden = [row for row in rows if row in self.found.sheet.hidden_rows]
        if hidden:
            self.problem(
                "hidden_rows", (hidden[0], 1), severity="warning", rows=_enumerated(hidden)
            )

    def check_unknown_columns(self) -> None:
        found = self.found
        known = {*found.columns.values(), found.keys, found.mark}
        unknown: dict[int, int] = {}
        for (row, column), cell in found.sheet.cells.items():
            below = found.heading < row <= found.last
            if below and column not in known and not is_blank(cell):
                unknown[column] = min(row, unknown.get(column, row))
        for column, row in sorted(unknown.items()):
            heading = found.sheet.cells.get((found.heading, column))
            if heading is not None and not is_blank(heading):
                place, text = (found.heading, column), shown(heading, self.speech.lang)
                self.problem("unknown_column", place, severity="warning", found=text)
            else:
                self.problem("outside_columns", (row, column), severity="warning")

    def report_missing_columns(self, version: int | None) -> None:
        """The columns (or lines) of the layout that the client's block lost.

        A workbook of an older schema *version* never had the newer ones; where nothing tells
        the version, a block that shows none of the newer columns is an old one.
        """
        found = self.found
        present = found.lines if found.block.form else found.columns
        if version is None:
            version = max((found.block.column(key).since for key in present), default=1)
        for column in found.block.columns:
            decoration = column.kind in ("computed", "shown")
            if decoration or column.key in present or column.since > version:
                continue
            needed = column.required or column.kind == "item"
            place = None if found.block.form else (max(found.heading, 1), 1)
            severity = "error" if needed else "warning"
            self.problem("missing_column", place, severity=severity, column=column)

    def is_hidden(self, places: Iterable[tuple[int, int]]) -> bool:
        """Does a hidden sheet hold answers?"""
        cells = self.found.sheet.cells
        return self.found.sheet.hidden and any(not is_blank(cells.get(place)) for place in places)


def expected_of(column: Column, speech: Speech) -> str:
    """What the column expects: a text key, or the words of its list."""
    if column.kind in ("choice", "choices") and column.choices:
        codes = speech.choices[column.choices]
        return ", ".join(speech.texts[f"choices.{column.choices}.{code}"] for code in codes)
    if column.kind == "moment" and column.table:
        return "problems.expected.moment_named"
    return f"problems.expected.{column.kind}"


def corners(area: Range) -> str:
    return f"{address(area.top, area.left)}:{address(area.bottom, area.right)}"


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


def _is_label(word: str, labels: Labels) -> bool:
    return word in labels.headings or word in labels.hints
