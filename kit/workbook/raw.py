"""What stands in the cells of a file, before anything is understood: raw, typed, sparse.

The child process fills a Grid and hands it over as JSON; the parent never opens the file
itself. Rows and columns count from 1, as in the file. Cells without content are absent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384  # of a sheet in Excel; nothing lies beyond
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SUM = re.compile(r"\s*(?:of:)?=?\s*(SUM|SUBTOTAL|AGGREGATE)\s*\((.*)", re.IGNORECASE | re.DOTALL)
_COLUMN = re.compile(r"\$?([A-Z]{1,3})\$?[0-9]+:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell.

    `kind` and the type of `value`: text (str), number (float), bool (bool), date (str,
    ISO 8601), time (float, seconds of a duration or a time of day), error (str, "#N/A"),
    uncalculated (str, the formula). `family` is how the program shows a number: general,
    percent, date, time or elapsed ([h]:mm). `unit` is the literal text of the number
    format: 5.4 shown as "5,4 k€". `sums`: what a SUM adds up, "column" when it is the column
    of the cell itself, "other" when it is anything else, "" when there is no SUM.
    """

    kind: str
    value: Any
    family: str = "general"
    unit: str = ""
    sums: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of cells, both corners included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True)
class Table:
    """A named table of the file; `totals` rows close it."""

    name: str
    area: Range
    totals: int = 0


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """The filled cells of one sheet by (row, column)."""

    name: str
    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict)
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    merges: tuple[Range, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole file of *format* xlsx, ods or xls."""

    format: str
    sheets: tuple[SheetGrid, ...]
    properties: Mapping[str, str] = field(default_factory=dict)  # custom document properties


def address(row: int, column: int) -> str:
    """The address of a cell, ready to type in the Name Box.

    >>> address(14, 3), address(MAX_ROW, MAX_COLUMN)
    ('C14', 'XFD1048576')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = _LETTERS[rest] + letters
    return f"{letters}{row}"


def position(reference: str) -> tuple[int, int] | None:
    """The (row, column) of an address such as "C14" or "$C$14"; None when it is not one."""
    plain = reference.replace("$", "").upper()
    digits = plain.lstrip(_LETTERS)
    letters = plain[: len(plain) - len(digits)]
    if not (1 <= len(letters) <= 3 and len(digits) <= 7 and digits.isascii() and digits.isdigit()):
        return None
    column = 0
    for letter in letters:
        column = column * 26 + _LETTERS.index(letter) + 1
    row = int(digits)
    return (row, column) if 1 <= row <= MAX_ROW and column <= MAX_COLUMN else None


def area(reference: str) -> Range | None:
    """The rectangle of "B2:D9" or "B2"; None when it is not one."""
    first, _, last = reference.partition(":")
    start, end = position(first), position(last or first)
    if start is None or end is None:
        return None
    rows, columns = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return Range(rows[0], columns[0], rows[1], columns[1])


def adds_up(formula: str, column: int) -> str:
    """What a formula of *column* sums: "column" its own column, "other", "" nothing.

    >>> adds_up("SUM(G5:G9)", 7), adds_up("SUM(B1,C2)", 7), adds_up("G5*2", 7)
    ('column', 'other', '')
    """
    match = _SUM.match(formula[:200])
    if match is None:
        return ""
    own = address(1, column)[:-1]
    first = _COLUMN.search(match[2].replace(".", ""))
    return "column" if first and first[1].upper() == own else "other"


def to_json(grid: Grid) -> dict[str, Any]:
    """*grid* as plain lists, for the pipe between the two processes."""
    return {
        "format": grid.format,
        "properties": dict(grid.properties),
        "sheets": [
            {
                "name": sheet.name,
                "hidden": sheet.hidden,
                "hidden_rows": sorted(sheet.hidden_rows),
                "merges": [_corners(merge) for merge in sheet.merges],
                "tables": [[t.name, t.totals, *_corners(t.area)] for t in sheet.tables],
                "cells": [
                    [row, column, cell.kind, cell.value, cell.family, cell.unit, cell.sums]
                    for (row, column), cell in sheet.cells.items()
                ],
            }
            for sheet in grid.sheets
        ],
    }


def from_json(data: Mapping[str, Any]) -> Grid:
    """The inverse of `to_json`."""
    return Grid(
        format=data["format"],
        properties=data["properties"],
        sheets=tuple(
            SheetGrid(
                name=sheet["name"],
                hidden=sheet["hidden"],
                hidden_rows=frozenset(sheet["hidden_rows"]),
                merges=tuple(Range(*corners) for corners in sheet["merges"]),
                tables=tuple(
                    Table(name, Range(*corners), totals)
                    for name, totals, *corners in sheet["tables"]
                ),
                cells={(row, column): Cell(*rest) for row, column, *rest in sheet["cells"]},
            )
            for sheet in data["sheets"]
        ),
    )


def _corners(rectangle: Range) -> list[int]:
    return [rectangle.top, rectangle.left, rectangle.bottom, rectangle.right]
