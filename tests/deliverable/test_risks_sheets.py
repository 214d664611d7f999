"""The sheets of risks and of the register in plan.xlsx: live products, marked cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kit.client import Rating, Risk
from kit.deliverable.workbook_out import write_plan
from kit.texts import LANGUAGES, Texts
from tests.clients import (
    a_client,
    a_process,
    a_register_line,
    an_automation,
    analysed,
    answers,
)


def sheets(folder: Path, lang: str = "fr", **parts: Any) -> dict[str, Worksheet]:
    made: dict[str, Any] = {
        "processes": (a_process(personal_data=True),),
        "automations": (an_automation(tools=("Make",)),),
        "answers": (*answers("prerequisites", 12), *answers("gdpr", 9)),
    }
    path = folder / "plan.xlsx"
    write_plan(path, analysed(a_client(**{**made, **parts})), Texts(lang))
    book = load_workbook(path)
    names = {key: Texts(lang)[f"deliverable.plan.sheet.{key}"] for key in ("risks", "register")}
    return {key: book[name] for key, name in names.items() if name in book.sheetnames}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_criticality_is_a_live_product_tinted_by_level(tmp_path: Path, lang: str) -> None:
    between = Rating(words="faible à moyenne", levels=("low", "medium"))
    risk = Risk("=1+1", "technical", between, Rating(note=5), residual_probability=Rating(note=1))
    sheet = sheets(tmp_path, lang, risks=(risk,))["risks"]
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=5)}
    assert rows["=1+1"][1].data_type == "s"
    assert [cell.value for cell in rows["=1+1"][3:5]] == [3, 5]
    place = rows["=1+1"][5].row
    assert rows["=1+1"][5].value == f'=IF(OR(D{place}="",E{place}=""),"",D{place}*E{place})'
    assert rows["=1+1"][11].value is None  # what remains is not rated: blank, not 0
    last = Texts(lang)["deliverable.plan.risks.proposed"]
    assert [row[-1].value for row in rows.values()].count(last) >= 1
    rules = [rule for area in sheet.conditional_formatting for rule in area.rules]
    assert len(rules) == 8
    assert "F5>=15" in rules[0].formula[0]


def test_the_register_marks_what_is_to_confirm_or_to_ask(tmp_path: Path) -> None:
    [row] = list(sheets(tmp_path)["register"].iter_rows(min_row=5))
    said = [cell.value for cell in row]
    assert said[0] == "Devis automatiques"
    assert said[1] == "Devis (proposé)"
    assert str(said[9]).startswith("À demander\u202f: ")
    written = sheets(tmp_path, register=(a_register_line(retention_months=12.0),))["register"]
    [row] = list(written.iter_rows(min_row=5))
    assert row[9].value == "12 mois"
    assert row[9].fill.fgColor.rgb != row[1].fill.fgColor.rgb


def test_sheets_with_nothing_to_say_are_left_out(tmp_path: Path) -> None:
    assert sheets(tmp_path, processes=(a_process(personal_data=False),)) == {}
