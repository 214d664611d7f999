"""The routes on a sheet to work on: live formulas equal to the results."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kit.client import Disposition
from kit.deliverable.workbook_out import write_plan
from kit.texts import LANGUAGES, Texts
from tests.clients import a_client, a_ready_process, a_role, a_step, analysed

FIGURES: dict[str, Any] = {
    "needed": True,
    "simplified_minutes": 12.0,
    "simplify_cost": 500.0,
    "automation_share": 0.7,
    "automation_cost": 1500.0,
    "automation_run": 600.0,
    "tool_cost": 2000.0,
}


def written(folder: Path, lang: str = "fr", values: bool = False, **row: Any) -> Any:
    client = a_client(
        roles=(a_role(),),
        processes=(a_ready_process(error_rate=0.05, error_cost=20.0), a_ready_process("Autre")),
        steps=(a_step(),),
        dispositions=(Disposition("Devis", **{**FIGURES, **row}),),
    )
    path = folder / "plan.xlsx"
    write_plan(path, analysed(client, date(2026, 3, 2)), Texts(lang))
    return openpyxl.load_workbook(path, data_only=values)


def sheet_of(book: Any, lang: str = "fr") -> Worksheet:
    found: Worksheet = book[Texts(lang)["deliverable.plan.sheet.dispositions"]]
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_costed_route_has_a_row_of_live_formulas(tmp_path: Path, lang: str) -> None:
    """600 EUR of errors a year stay in each: 2 x (4 800 + 600) + 500, and so on."""
    live = sheet_of(written(tmp_path, lang), lang)
    seen = sheet_of(written(tmp_path, lang, values=True), lang)
    rows = list(seen.iter_rows(min_row=5, max_row=7, values_only=True))
    assert [row[7] for row in rows] == pytest.approx([11_300, 7_500, 13_200])
    assert [row[8] for row in rows] == pytest.approx([1_900, 5_700, 0])
    assert seen.max_row == 7
    for row in live.iter_rows(min_row=5, max_row=7, min_col=8, max_col=9):
        assert all(str(cell.value).startswith("=") for cell in row)


def test_stopping_what_would_be_missed_is_no_row_and_what_would_not_is_one(tmp_path: Path) -> None:
    drop = Texts("fr")["choices.disposition.drop"].capitalize()
    kinds = {row[1] for row in sheet_of(written(tmp_path)).iter_rows(min_row=5, values_only=True)}
    assert drop not in kinds
    book = written(tmp_path, needed=False, values=True)
    first = next(sheet_of(book).iter_rows(min_row=5, max_row=5, values_only=True))
    assert (first[1], first[7]) == (drop, 0)


def test_there_is_no_sheet_when_nothing_can_be_costed(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    write_plan(path, analysed(processes=(a_ready_process(),)), Texts("fr"))
    names = openpyxl.load_workbook(path).sheetnames
    assert Texts("fr")["deliverable.plan.sheet.dispositions"] not in names
