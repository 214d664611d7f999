"""What a client may move, rename or drop without touching an answer: the same client, or a word.

The grid of one filled workbook is read once and rearranged in memory: many cases a second.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from kit.catalogue import load_catalogue
from kit.workbook.package import Limits
from kit.workbook.raw import Cell, Grid, Range, SheetGrid
from kit.workbook.read import understand
from kit.workbook.sandbox import read_grid
from kit.workbook.words import fold
from tests.workbook.files import a_full_client, a_workbook

Line = Callable[[int], int]  # old row or column -> new one, 0 when it is gone


@cache
def the_grid() -> Grid:
    with TemporaryDirectory() as folder:
        return read_grid(a_workbook(Path(folder)), Limits.of(load_catalogue()))


def moved(sheet: SheetGrid, row: Line, column: Line) -> SheetGrid:
    cells = {(row(r), column(c)): cell for (r, c), cell in sheet.cells.items()}

    def area(old: Range) -> Range:
        left, right = column(old.left) or 1, column(old.right) or 1
        return Range(row(old.top) or 1, left, row(old.bottom) or 1, right)

    return replace(
        sheet,
        cells={place: cell for place, cell in cells.items() if all(place)},
        hidden_rows=frozenset(map(row, sheet.hidden_rows)) - {0},
        merges=tuple(map(area, sheet.merges)),
        tables=tuple(replace(table, area=area(table.area)) for table in sheet.tables),
    )


def same(line: int) -> int:
    return line


def rearranged(sheet: SheetGrid, rng: random.Random) -> SheetGrid:
    """One thing done to *sheet* that leaves every answer in it."""
    at, more = rng.randint(1, 30), rng.randint(1, 4)
    last_row, last_column = (max(numbers) for numbers in zip(*sheet.cells, strict=True))
    match rng.randrange(9):
        case 0:
            return moved(sheet, lambda r: r + more * (r >= at), same)
        case 1:
            return moved(sheet, same, lambda c: c + more * (c >= at))
        case 2:
            return moved(sheet, same, lambda c: c - 1)  # column A, with the keys, is deleted
        case 3:
            return replace(sheet, tables=())
        case 4:
            return replace(sheet, name=f"Feuille {at}", hidden=at % 2 == 0)
        case 5:
            first, second = rng.sample(range(3, max(last_column, 4) + 1), 2)
            turned = {first: second, second: first}
            return moved(sheet, same, lambda c: turned.get(c, c))
        case 6:
            note = {(last_row + 2, last_column + 2): Cell("text", "à revoir")}
            return replace(sheet, cells={**sheet.cells, **note})
        case 7:
            heads = {table.area.top for table in sheet.tables}
            keys = {
                place: replace(cell, value=f" {fold(cell.value).upper()}\n")
                for place, cell in sheet.cells.items()
                if place[0] in heads and place[1] > 1 and cell.kind == "text"
            }
            return replace(sheet, cells={**sheet.cells, **keys})
        case _:
            lost = {k for k, cell in sheet.cells.items() if str(cell.value).startswith("kit:")}
            return replace(sheet, cells={k: v for k, v in sheet.cells.items() if k not in lost})


@given(seed=st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_no_answer_is_lost_in_silence(seed: int) -> None:
    rng = random.Random(seed)
    sheets = list(the_grid().sheets)
    for _ in range(rng.randint(1, 3)):
        index = rng.randrange(len(sheets))
        sheets[index] = rearranged(sheets[index], rng)
    rng.shuffle(sheets)
    reading = understand(replace(the_grid(), sheets=tuple(sheets)))
    assert reading.client == a_full_client() or reading.problems
