"""The budget of each phase, line by line: computed, beside what was written."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from kit.analysis.model import BusinessCase, PhaseBudget
from kit.deliverable.sheets import Column, Sheet
from kit.display.words import Words

_HEADINGS = 3
_COLUMNS = (
    ("phase", 28),
    ("months", 12),
    ("line", 48),
    ("amount", 18),
    ("claimed", 18),
    ("gap", 18),
)
_AMOUNT, _CLAIMED, _GAP = 3, 4, 5


def write_budget(sheet: Sheet, words: Words, case: BusinessCase, at: Mapping[str, str]) -> None:
    """*at*: figure → reference of its value."""
    text = words.texts
    columns = [Column(text[f"deliverable.plan.budget.{key}"], width) for key, width in _COLUMNS]
    sheet.head(text["deliverable.plan.sheet.budget"], text["deliverable.plan.budget.intro"])
    sheet.table(_HEADINGS, columns, 0)
    row, totals = _HEADINGS + 1, []
    for position, phase in enumerate(case.budget, 1):
        row = _phase(sheet, words, row, phase, f"budget.{position}", case, at)
        totals.append(row - 1)
    sheet.text(row, 2, text["deliverable.plan.budget.all"], "total_label")
    whole = "+".join(cell(one, _AMOUNT) for one in totals)
    amount = sum(phase.total for phase in case.budget)
    sheet.formula(row, _AMOUNT, f"={whole}", amount, "total_money")


def _phase(
    sheet: Sheet,
    words: Words,
    row: int,
    phase: PhaseBudget,
    figure: str,
    case: BusinessCase,
    at: Mapping[str, str],
) -> int:
    """Its lines, then the three figures of the phase; the row after them."""
    text = words.texts
    lines = {line.id: line for line in case.lines}
    for n, (id, amount) in enumerate(phase.lines):
        sheet.text(row, 0, phase.phase if n == 0 else "")
        sheet.text(row, 1, _span(words, phase) if n == 0 else "", "center")
        sheet.text(row, 2, lines[id].label)
        _amounts(sheet, row, at.get(f"business_case.{id}.once"), amount, lines[id].claimed, "money")
        if amount is None:
            sheet.text(row, _AMOUNT, words.numbers.missing)
        row += 1
    for key, amount, claimed in (
        ("subtotal", phase.subtotal, phase.claimed_lines),
        ("contingency", phase.contingency, phase.claimed_contingency),
        ("total", phase.total, phase.claimed_total),
    ):
        sheet.text(row, 0, "" if phase.lines else phase.phase)
        sheet.text(row, 2, text[f"deliverable.plan.budget.{key}"], "total_label")
        _amounts(sheet, row, at.get(f"{figure}.{key}"), amount, claimed, "total_money")
        row += 1
    return row


def _amounts(
    sheet: Sheet,
    row: int,
    place: str | None,
    amount: float | None,
    claimed: float | None,
    look: str,
) -> None:
    sheet.number(row, _CLAIMED, claimed, look)
    if amount is None:
        return
    if place:
        sheet.formula(row, _AMOUNT, f"={place}", amount, look)
    else:
        sheet.number(row, _AMOUNT, amount, look)
    if claimed is not None:
        formula = f"={cell(row, _CLAIMED)}-{cell(row, _AMOUNT)}"
        sheet.formula(row, _GAP, formula, claimed - amount, look)


def _span(words: Words, phase: PhaseBudget) -> str:
    if phase.first is None or phase.last is None:
        return ""
    number = words.numbers.number
    return words.texts(
        "deliverable.plan.budget.span", first=number(phase.first), last=number(phase.last)
    )
