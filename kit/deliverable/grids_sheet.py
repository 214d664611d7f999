"""The decision grids, alive: change a weight or a note, and the ranking follows."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from kit.analysis.model import GridResult, SolutionResult
from kit.deliverable.sheets import Column, Sheet
from kit.display.sections.grid_words import criterion, grid_name
from kit.display.words import Words

_FIRST = 3  # row of the first grid, from 0
_WEIGHT, _VETO, _NOTES = 1, 2, 3  # columns
_BETWEEN = 2  # blank rows between two grids
_ROOM = 20  # [characters] of a solution


def write_grids(sheet: Sheet, words: Words) -> None:
    """One block a grid: criteria down, solutions across, then score, vetoes and rank."""
    text = words.texts
    sheet.head(text["deliverable.plan.sheet.grids"], text["deliverable.plan.grids.intro"])
    row = _FIRST
    for grid in words.analysis.grids:
        if any(not one.solution.excluded for one in grid.solutions):
            row = _grid(sheet, words, grid, row, first=row == _FIRST) + _BETWEEN


def _grid(sheet: Sheet, words: Words, grid: GridResult, row: int, first: bool) -> int:
    """Write *grid* from *row* on; returns the row after it."""
    text = words.texts
    solutions = [one for one in grid.solutions if not one.solution.excluded]
    sheet.text(row, 0, grid_name(words, grid), "part")
    keys = (("criterion", 44), ("weight", 12), ("veto", 16))
    columns = [Column(text[f"deliverable.plan.grids.{key}"], width) for key, width in keys]
    columns += [Column(one.name, _ROOM) for one in solutions]
    sheet.headings(row + 1, columns, resize=first)
    if not first:  # a wider grid than the ones above
        sheet.columns(_NOTES, _NOTES + len(solutions), _ROOM)
    top, last = row + 2, row + 1 + len(grid.criteria)
    for line, one in enumerate(grid.criteria, top):
        sheet.text(line, 0, criterion(words, one))
        sheet.number(line, _WEIGHT, one.weight, "input_number")
        sheet.number(line, _VETO, one.veto, "input_number")
        for column, solution in enumerate(solutions, _NOTES):
            opinion = solution.notes[line - top].opinion
            sheet.number(line, column, opinion.mean if opinion else None, "input_number")
    _results(sheet, words, solutions, (top, last))
    return last + 4


def _results(
    sheet: Sheet, words: Words, solutions: Sequence[SolutionResult], rows: tuple[int, int]
) -> None:
    """Under the notes: weighted mean, notes under the minimum, rank."""
    top, last = rows
    score, under, rank = last + 1, last + 2, last + 3
    missing = words.numbers.missing
    for line, key in ((score, "score"), (under, "under"), (rank, "rank")):
        sheet.text(line, 0, words.texts[f"deliverable.plan.grids.{key}"], "total_label")
        for column in (_WEIGHT, _VETO):
            sheet.text(line, column, "", "total_label")
    weights, vetoes = (_down(column, top, last, fixed=True) for column in (_WEIGHT, _VETO))
    ends = (_NOTES, _NOTES + len(solutions) - 1)
    scores, unders = (_across(line, *ends) for line in (score, under))
    for column, one in enumerate(solutions, _NOTES):
        notes = _down(column, top, last)
        gaps = f'SUMPRODUCT(({weights}>0)*({notes}=""))'
        mean = f"SUMPRODUCT({weights},{notes})/SUM({weights})"
        none = f"OR(SUM({weights})=0,{gaps}>0)"
        value = missing if one.score is None else one.score
        sheet.formula(score, column, f'=IF({none},"{missing}",{mean})', value, "decimal")
        low = f'=SUMPRODUCT(({notes}<>"")*({notes}<{vetoes}))'
        sheet.formula(under, column, low, float(len(one.vetoes)), "number")
        own, own_under = cell(score, column), cell(under, column)
        running = f"AND(ISNUMBER({own}),{own_under}=0)"
        place = f'1+COUNTIFS({scores},">"&{own},{unders},0)'
        shown = "" if one.rank is None else float(one.rank)
        sheet.formula(rank, column, f'=IF({running},{place},"")', shown, "total_number")


def _down(column: int, top: int, last: int, fixed: bool = False) -> str:
    start, end = (cell(row, column, col_abs=fixed, row_abs=fixed) for row in (top, last))
    return f"{start}:{end}"


def _across(row: int, first: int, last: int) -> str:
    start, end = (cell(row, column, col_abs=True, row_abs=True) for column in (first, last))
    return f"{start}:{end}"
