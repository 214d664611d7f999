"""The decision grids of plan.xlsx: plain cells, live formulas, the values of the report."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kit.catalogue import load_catalogue
from kit.client import GridNote, Solution
from kit.deliverable.workbook_out import write_plan
from kit.texts import LANGUAGES, Texts
from tests.clients import analysed
from tests.display.test_selection import a_chooser

ROW = 6  # of the first criterion


def plan(tmp_path: Path, lang: str, data_only: bool, **parts: object) -> openpyxl.Workbook:
    path = tmp_path / "plan.xlsx"
    write_plan(path, analysed(a_chooser(**parts)), Texts(lang))
    return openpyxl.load_workbook(path, data_only=data_only)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_scores_and_ranks_are_formulas_over_weights_and_notes(tmp_path: Path, lang: str) -> None:
    sheet = plan(tmp_path, lang, False)[Texts(lang)["deliverable.plan.sheet.grids"]]
    heads = [cell.value for cell in sheet[ROW - 1]][3:7]
    assert heads == ["Alpha", "Bêta", "Gamma", "Delta"]  # Epsilon was ruled out beforehand
    assert [sheet.cell(ROW, column).value for column in (2, 4, 5)] == [1, 13 / 3, 3]
    assert sheet.cell(ROW + 1, 3).value == 3  # the minimum of the second criterion
    score = sheet.cell(ROW + 2, 4).value
    assert "SUMPRODUCT($B$6:$B$7,D6:D7)/SUM($B$6:$B$7)" in score
    assert sheet.cell(ROW + 4, 4).value.startswith("=IF(AND(ISNUMBER(D8),D9=0)")


def test_the_values_beside_are_those_of_the_report(tmp_path: Path) -> None:
    sheet = plan(tmp_path, "fr", True)[Texts("fr")["deliverable.plan.sheet.grids"]]
    scores = [sheet.cell(ROW + 2, column).value for column in range(4, 8)]
    assert scores[:2] == pytest.approx([(13 / 3 + 4) / 2, (3 + 13 / 3) / 2])
    assert scores[2] == Texts("fr")["report.missing"]
    assert [sheet.cell(ROW + 3, column).value for column in range(4, 8)] == [0, 0, 0, 1]
    assert [sheet.cell(ROW + 4, column).value for column in range(4, 6)] == [1, 2]
    assert not sheet.cell(ROW + 4, 6).value and not sheet.cell(ROW + 4, 7).value


def test_two_grids_stand_one_under_the_other(tmp_path: Path) -> None:
    word = load_catalogue().grids["ai"].criteria[0].words[0]
    listed = (*a_chooser().solutions, Solution("Zeta", "ai"))
    book = plan(tmp_path, "fr", False, solutions=listed, grid_notes=(GridNote("Zeta", word, 4),))
    sheet = book[Texts("fr")["deliverable.plan.sheet.grids"]]
    parts = [row[0].value for row in sheet.iter_rows() if row[0].value in ("CRM", "Solution d’IA")]
    assert parts == ["CRM", "Solution d’IA"]


def test_without_a_solution_there_is_no_such_sheet(tmp_path: Path) -> None:
    book = plan(tmp_path, "fr", False, solutions=(), grid_notes=(), jury=(), grid_costs=())
    assert Texts("fr")["deliverable.plan.sheet.grids"] not in book.sheetnames
