"""plan.xlsx: the tests with their live coverage, the roadmap with its live bars."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kit.client import Action, Client, Trial
from kit.deliverable.workbook_out import write_plan
from kit.texts import Texts
from tests.clients import a_plan, a_process, a_whole_card, a_worked_example, analysed

NAME = "Devis automatiques"
HOSTILE = '=HYPERLINK("http://x";"<b>") * ? ~'


def a_project(name: str = NAME, **parts: Any) -> Client:
    tests = (
        Trial(name, "Courant", "un", "deux", "deux", "ok", "nominal", tested_on=date(2026, 3, 2)),
        Trial(name, "Limite", "un", "deux", "trois", "bug", "limit"),
        Trial(name, "Vide", kind="error"),
    )
    actions = (
        Action("Classer", start=4, end=5, days=3.0),
        Action("Trier", start=1, end=1, days=2.0, owner="Léa", output="Tri fait"),
        Action("Rêver"),
    )
    whole = {
        "processes": (a_process(),),
        "automations": (a_whole_card(name),),
        "plan": a_plan(),
        "tests": tests,
        "actions": actions,
    }
    return a_worked_example(**{**whole, **parts})


def written(folder: Path, client: Client, lang: str = "fr", values: bool = False) -> Any:
    path = folder / "plan.xlsx"
    write_plan(path, analysed(client, date(2026, 3, 2)), Texts(lang))
    return openpyxl.load_workbook(path, data_only=values)


def test_coverage_is_counted_by_formulas_over_the_statuses(tmp_path: Path) -> None:
    sheet = written(tmp_path, a_project())["Essais"]
    formulas = [sheet.cell(5, column).value for column in range(2, 9)]
    assert all(str(one).startswith("=") for one in formulas)
    assert "SUMPRODUCT" in formulas[1]
    values = written(tmp_path, a_project(), values=True)["Essais"]
    assert [values.cell(5, n).value for n in range(1, 9)] == [NAME, "non", 1, 1, 0, 2, 3, 1]


def test_a_test_not_run_has_a_blank_status_to_choose(tmp_path: Path) -> None:
    sheet = written(tmp_path, a_project())["Essais"]
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=8)}
    assert rows["Vide"][6].value is None and rows["Courant"][6].value == "OK"
    assert rows["Courant"][9].value == datetime(2026, 3, 2)
    offered = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert any(formula == '"OK,anomalie"' for formula in offered.values())
    assert any("bloquante" in formula for formula in offered.values())


def test_actions_stand_in_the_order_of_their_months_under_live_bars(tmp_path: Path) -> None:
    sheet = written(tmp_path, a_project())["Feuille de route"]
    assert [sheet.cell(row, 1).value for row in (6, 7, 8)] == ["Trier", "Classer", "Rêver"]
    assert sheet.cell(6, 5).value == datetime(2026, 3, 2)
    assert sheet.cell(6, 9).value == "=G6*(1-H6)"
    assert sheet.cell(8, 5).value is None and sheet.cell(8, 9).value is None
    assert sheet.cell(9, 7).value == "=SUM(G6:G8)"
    (rules,) = [rules for rules in sheet.conditional_formatting if "J6" in str(rules.sqref)]
    assert "$E6" in rules.rules[0].formula[0] and "$F6" in rules.rules[0].formula[0]
    assert sheet.cell(4, 10).value == datetime(2026, 3, 2)  # first day of month 1


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_a_client_types_stays_text(lang: str, tmp_path: Path) -> None:
    name = HOSTILE
    client = a_project(name, actions=(Action(f"={name}", start=1),))
    book = written(tmp_path, client, lang)
    texts = Texts(lang)
    for key in ("tests", "roadmap"):
        sheet = book[texts[f"deliverable.plan.sheet.{key}"]]
        typed = [cell for row in sheet.iter_rows() for cell in row if name in str(cell.value)]
        assert typed and all(cell.data_type == "s" for cell in typed)


def test_sheets_without_anything_to_say_are_left_out(tmp_path: Path) -> None:
    names = written(tmp_path, a_worked_example()).sheetnames
    assert "Essais" not in names and "Feuille de route" not in names
