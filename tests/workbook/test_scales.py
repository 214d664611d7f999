"""The scales of checklists in the workbook: side by side answers, words, boxes, pitfalls."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kit.catalogue import load_catalogue
from kit.client import Answer, Client, Company
from kit.errors import WorkbookRejected
from kit.texts import LANGUAGES, Texts
from kit.workbook.annotate import annotate
from kit.workbook.data import client_from_data, client_to_data, json_schema
from kit.workbook.fill import write_filled
from kit.workbook.layout import layout
from kit.workbook.read import check_workbook, read_workbook
from kit.workbook.template import write_template

SIDES = ("left", "middle", "right")
GIVEN = (
    Answer("ai_selftest.peers", "middle", "Trois sur dix"),
    Answer("ai_selftest.lead_change", "right"),
    Answer("crm_needs.automations", comment="Relancer les devis\nPrévenir le client"),
    Answer("crm_kpis.sales", "yes"),
)


def a_client(lang: str = "fr") -> Client:
    return Client(company=Company("Dupont"), lang=lang, answers=GIVEN)


def sheet_in(path: Path, key: str, lang: str = "fr") -> Worksheet:
    found = load_workbook(path)[Texts(lang)[f"workbook.sheet.{key}.name"]]
    assert isinstance(found, Worksheet)
    return found


def row_of(sheet: Worksheet, item: str) -> int:
    return next(cell.row for cell in sheet["A"] if cell.value == f"kit:item:{item}")


def column_of(sheet: Worksheet, key: str) -> int:
    """By the machine key over the headings."""
    return next(cell.column for row in sheet for cell in row if cell.value == f"kit:{key}")


def written(folder: Path, client: Client) -> Path:
    path = folder / "filled.xlsx"
    write_filled(path, client)
    return path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_three_answers_stand_locked_beside_the_question(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "blank.xlsx"
    write_template(path, lang, ["ai"])
    sheet, texts = sheet_in(path, "ai_selftest", lang), Texts(lang)
    for item in load_catalogue().checklists["ai_selftest"].items:
        name = item.id.partition(".")[2]
        for side in SIDES:
            cell = sheet.cell(row_of(sheet, item.id), column_of(sheet, f"ai_selftest.{side}"))
            assert cell.value == texts[f"checklists.ai_selftest.side.{name}.{side}"]
            assert cell.protection.locked
    answer = column_of(sheet, "ai_selftest.value")
    first = sheet.cell(row_of(sheet, "ai_selftest.competitors"), answer).coordinate
    [rule] = [rule for rule in sheet.data_validations.dataValidation if first in rule.sqref]
    assert rule.formula1 == "list_leaning"


def test_an_open_list_has_no_cell_for_a_value(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    write_template(path, "fr", ["crm"])
    block = layout().block("crm_needs")
    assert [column.key for column in block.columns] == ["item", "comment"]
    assert block.answered_by == "comment"
    sheet = sheet_in(path, "crm_needs")
    cell = sheet.cell(row_of(sheet, "crm_needs.mobile"), column_of(sheet, "crm_needs.comment"))
    assert not cell.protection.locked


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_written_reads_back_equal(tmp_path: Path, lang: str) -> None:
    client = a_client(lang)
    assert read_workbook(written(tmp_path, client)) == client
    assert client_from_data(client_to_data(client), load_catalogue()) == client


def test_the_progress_counts_words_answers_and_boxes(tmp_path: Path) -> None:
    welcome = load_workbook(written(tmp_path, a_client())).worksheets[0]
    counted = {row[2].value: row[4].value for row in welcome.iter_rows(min_row=19)}
    texts = Texts("fr")
    needs = counted[texts["workbook.crm_needs.title"]]
    selftest = counted[texts["workbook.sheet.ai_selftest.name"]]
    kpis = counted[texts["workbook.sheet.crm_kpis.name"]]
    assert needs.startswith("=COUNTA(") and "$D$" in needs  # the column of the words
    assert selftest.startswith("=COUNTA(") and "$G$" in selftest  # not the words beside it
    assert kpis.startswith("=COUNTIF(")


def test_the_words_of_an_answer_are_not_in_the_list_and_are_told(tmp_path: Path) -> None:
    path = written(tmp_path, a_client())
    book = load_workbook(path)
    sheet = book[Texts("fr")["workbook.sheet.ai_selftest.name"]]
    cell = sheet.cell(row_of(sheet, "ai_selftest.peers"), column_of(sheet, "ai_selftest.value"))
    cell.value = "peut-être"
    book.save(path)
    client, problems = check_workbook(path)
    assert client is None
    [problem] = [one for one in problems if one.severity == "error"]
    assert (problem.code, problem.cell) == ("not_a_choice", cell.coordinate)
    assert "Au milieu" in problem.message(Texts("fr"))
    copy = tmp_path / "copy.xlsx"
    annotate(path, copy, problems, "fr")
    marked = sheet_in(copy, "ai_selftest")
    assert marked[cell.coordinate].comment is not None


def test_the_very_words_of_an_answer_are_understood(tmp_path: Path) -> None:
    path = written(tmp_path, a_client())
    book = load_workbook(path)
    sheet = book[Texts("fr")["workbook.sheet.ai_selftest.name"]]
    cell = sheet.cell(row_of(sheet, "ai_selftest.peers"), column_of(sheet, "ai_selftest.value"))
    cell.value = " très peu "
    book.save(path)
    given = {answer.item: answer.value for answer in read_workbook(path).answers}
    assert given["ai_selftest.peers"] == "left"


def test_an_open_question_takes_no_value_in_structured_data() -> None:
    data = {"company": {"name": "A"}, "answers": {"crm_needs.mobile": {"value": "yes"}}}
    with pytest.raises(WorkbookRejected) as refused:
        client_from_data(data, load_catalogue())
    assert [problem.place for problem in refused.value.problems] == [
        "answers.crm_needs.mobile.value"
    ]


def test_the_schema_offers_the_leanings_and_no_value_to_an_open_question() -> None:
    answers = json_schema(layout())["properties"]["answers"]["properties"]
    assert answers["ai_selftest.peers"]["properties"]["value"]["enum"] == list(SIDES)
    assert set(answers["crm_needs.mobile"]["properties"]) == {"comment"}
    assert answers["crm_kpis.sales"]["properties"]["value"]["enum"] == ["yes", "no"]
