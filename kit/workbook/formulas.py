"""The live formulas of the workbook: plain cell references only.

Structured references come back as #N/A from LibreOffice. Thresholds and words stand on
the hidden sheet: `cells` gives their addresses. Nothing here is ever read back.
"""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.utility import xl_rowcol_to_cell

from kit.workbook.grid import FORM_INPUT, Place

Cells = Mapping[str, str]


def computed(place: Place, column: str, row: int, cells: Cells) -> str:
    """The formula of a computed column on *row*."""
    return _COMPUTED[place.block.key, column](place, row, cells)


def _at(place: Place, column: str, row: int) -> str:
    return str(xl_rowcol_to_cell(row, place.column(column)))


def _hours_month(place: Place, row: int, cells: Cells) -> str:
    volume, minutes = _at(place, "volume_month", row), _at(place, "minutes", row)
    hours = f"{volume}*{minutes}/{cells['minutes_per_hour']}"
    return f'=IF(AND(ISNUMBER({volume}),ISNUMBER({minutes})),{hours},"")'


def _score(place: Place, row: int, cells: Cells) -> str:
    notes = {note: _at(place, note, row) for note in ("impact", "effort", "risk")}
    total = "+".join(f"{cells[f'priorities.weight_{note}']}*{at}" for note, at in notes.items())
    given = ",".join(f"ISNUMBER({at})" for at in notes.values())
    return f'=IF(AND({given}),{total},"")'


def _stars(place: Place, row: int, cells: Cells) -> str:
    score = _at(place, "score", row)
    nested = cells["stars.1"]
    bounds = {2: "two_from", 3: "three_from", 4: "four_from", 5: "five_above"}
    for stars, bound in bounds.items():
        sign = ">" if bound.endswith("above") else ">="
        limit = cells[f"priorities.stars_{bound}"]
        nested = f"IF({score}{sign}{limit},{cells[f'stars.{stars}']},{nested})"
    return f'=IF({score}="","",{nested})'


_COMPUTED = {
    ("processes", "hours_month"): _hours_month,
    ("priorities", "score"): _score,
    ("priorities", "stars"): _stars,
}


def filled(place: Place, cells: Cells) -> str:
    """How much of a block is filled: lines of a form, rows of a table, answers, boxes ticked."""
    block = place.block
    if block.form:
        return f"=COUNTA({place.inputs(FORM_INPUT)})"
    if block.checklists:
        answers = place.inputs(place.column(block.answered_by))
        ticks = block.column(block.answered_by).choices == "tick"
        return (
            f"=COUNTIF({answers},{cells['choices.tick.yes']})" if ticks else f"=COUNTA({answers})"
        )
    if block.needs:  # rows that say one of these at least
        said = (f'({place.inputs(place.column(key))}<>"")' for key in block.needs)
        return f"=SUMPRODUCT(--({'+'.join(said)}>0))"
    named = next(column.key for column in block.columns if column.required)
    return f"=COUNTA({place.inputs(place.column(named))})"


def expected(place: Place) -> str | None:
    """How much there is to fill; None where the client decides how many rows."""
    block = place.block
    if block.form:
        return f"=ROWS({place.inputs(FORM_INPUT)})"
    if block.checklists and block.column(block.answered_by).choices != "tick":
        return f"=ROWS({place.inputs(place.column(block.answered_by))})"
    return None


def state(done: str, of: str | None, cells: Cells, optional: bool) -> str:
    """To start, in progress or complete, from the two cells of the welcome page.

    An optional sheet is never "to start", nor ever complete.
    """
    started = cells["workbook.state.started"]
    if of and not optional:
        started = f"IF({done}<{of},{started},{cells['workbook.state.done']})"
    empty = cells[f"workbook.state.{'optional' if optional else 'empty'}"]
    return f"=IF({done}=0,{empty},{started})"
