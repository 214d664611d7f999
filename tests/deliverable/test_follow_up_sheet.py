"""The follow-up sheet of plan.xlsx: planned beside measured, and alive."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kit.deliverable.workbook_out import write_plan
from kit.texts import Texts
from tests.analysis.test_follow_up import a_followed, full_month
from tests.clients import analysed
from tests.examples import client_of


def sheet_of(tmp_path: Path, *, values: bool = False) -> Worksheet:
    analysis = analysed(client_of("exemple-comptable-j30"), date(2027, 2, 8))
    write_plan(tmp_path / "plan.xlsx", analysis, Texts("fr"))
    found = load_workbook(tmp_path / "plan.xlsx", data_only=values)["Suivi"]
    assert isinstance(found, Worksheet)
    return found


def test_each_period_has_its_row_and_the_total_is_that_of_the_results(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, values=True)
    assert [sheet.cell(row, 1).value for row in range(5, 9)] == [
        "Qualification automatique des demandes",
        "Qualification automatique des demandes",
        "Relance des pièces manquantes",
        "Total",
    ]
    assert sheet["J8"].value == pytest.approx(1122.5967, abs=1e-4)  # measured
    assert sheet["K8"].value == pytest.approx(1304.1018, abs=1e-4)  # planned, same days


def test_gain_gap_and_ratio_are_formulas_over_what_was_measured(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path)
    assert sheet["G5"].value == "=(E5-F5)*D5/60"
    assert sheet["J5"].value == "=N(G5)*N(H5)+N(I5)"
    assert (sheet["L5"].value, sheet["M5"].value) == ("=J5-K5", "=J5/K5")
    assert sheet["J8"].value == "=SUM(J5:J7)"


def test_there_is_no_such_sheet_until_something_is_measured(tmp_path: Path) -> None:
    for runs, there in (((), False), ((full_month(),), True)):
        path = tmp_path / f"{there}.xlsx"
        write_plan(path, analysed(a_followed(*runs), date(2026, 6, 1)), Texts("en"))
        assert ("Follow-up" in load_workbook(path).sheetnames) is there
