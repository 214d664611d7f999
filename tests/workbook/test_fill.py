"""The filled workbook: no value lost, no value changed, nothing typed that comes alive."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kit.client import Answer, Client, Company, Cost, PlanSettings, Process, Step
from kit.texts import LANGUAGES, Texts
from kit.workbook.fill import write_filled
from kit.workbook.layout import layout
from kit.workbook.read import check_workbook, read_workbook
from kit.workbook.template import write_template
from tests.workbook.engagements import ODD_TEXTS, engagements


def a_client(**parts: Any) -> Client:
    return Client(**{"company": Company(name="Dupont Plomberie"), **parts})


def filled(folder: Path, client: Client, lang: str | None = None) -> Path:
    path = folder / "filled.xlsx"
    write_filled(path, client, lang)
    return path


def cells_of(path: Path, sheet: str) -> Worksheet:
    found = load_workbook(path)[Texts("fr")[f"workbook.sheet.{sheet}.name"]]
    assert isinstance(found, Worksheet)
    return found


def written(path: Path, sheet: str) -> list[Any]:
    return [cell.value for row in cells_of(path, sheet) for cell in row if cell.value is not None]


@given(client=engagements())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_filled_workbook_reads_back_equal(
    tmp_path_factory: pytest.TempPathFactory, client: Client
) -> None:
    path = filled(tmp_path_factory.mktemp("fill"), client)
    found, problems = check_workbook(path)
    errors = [problem for problem in problems if problem.severity == "error"]
    assert errors == []
    assert found == client


@pytest.mark.parametrize("text", ODD_TEXTS, ids=range(len(ODD_TEXTS)))
def test_odd_texts_are_written_as_texts_and_read_back(tmp_path: Path, text: str) -> None:
    client = a_client(
        processes=(Process(text, "admin", trigger=text, frictions=text),),
        steps=(Step(text, text, condition=text),),
    )
    path = filled(tmp_path, client)
    assert [c.data_type for row in cells_of(path, "steps") for c in row].count("f") == 1  # progress
    assert read_workbook(path) == client


def test_what_looks_like_a_link_is_no_link(tmp_path: Path) -> None:
    path = filled(tmp_path, a_client(costs=(Cost("https://example.org", "month"),)))
    with zipfile.ZipFile(path) as package:
        relations = [n for n in package.namelist() if n.startswith("xl/worksheets/_rels")]
        assert not any(b"http://example" in package.read(name) for name in relations)
        assert not any(b"https://example" in package.read(name) for name in relations)


def test_a_table_grows_with_its_records(tmp_path: Path) -> None:
    many = tuple(Process(f"Processus {n}", "admin", minutes=float(n)) for n in range(95))
    client = a_client(processes=many)
    path = filled(tmp_path, client)
    sheet = cells_of(path, "processes")
    heading = next(cell.row for cell in sheet["A"] if cell.value == "kit:table:processes") + 1
    assert sheet.tables["tbl_processes"].ref.endswith(str(heading + 1 + 95))
    names = load_workbook(path).defined_names["ref_processes"].attr_text
    assert names.endswith(f"$C${heading + 1 + 95}")
    assert read_workbook(path) == client


def test_the_filled_workbook_is_the_template_with_values(tmp_path: Path) -> None:
    write_template(tmp_path / "blank.xlsx", "fr")
    blank = load_workbook(tmp_path / "blank.xlsx")
    full = load_workbook(filled(tmp_path, a_client(costs=(Cost("Abonnement", "month"),))))
    assert blank.sheetnames == full.sheetnames
    for before, after in zip(blank, full, strict=True):
        assert before.dimensions == after.dimensions
        assert before.tables.keys() == after.tables.keys()
        rules = [
            sorted(str(rule.sqref) for rule in sheet.data_validations.dataValidation)
            for sheet in (before, after)
        ]
        assert rules[0] == rules[1]


def test_values_are_written_in_their_own_type(tmp_path: Path) -> None:
    client = a_client(
        company=Company("01000", staff=14, technical_skills=False, hosting="europe"),
        processes=(Process("Devis", "sales", error_rate=0.08, actors=("A", "B")),),
        plan=PlanSettings(start=date(2027, 1, 4), closed_days=("monday", "sunday")),
    )
    path = filled(tmp_path, client)
    company, processes, plan = (written(path, key) for key in ("company", "processes", "plan"))
    assert {"01000", 14, "non", "en Europe"} <= set(company)
    assert {0.08, "A\nB", "Commerce et marketing"} <= set(processes)
    assert any(getattr(value, "year", None) == 2027 for value in plan)
    assert "lundi\ndimanche" in plan


def test_the_client_may_be_written_in_the_other_language(tmp_path: Path) -> None:
    client = a_client(answers=(Answer("gdpr.retention", "partly"),))
    path = filled(tmp_path, client, "en")
    assert "partly" in [c.value for row in load_workbook(path)["GDPR"] for c in row]
    assert read_workbook(path) == a_client(lang="en", answers=client.answers)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_welcome_page_says_whom_to_send_it_back_to(tmp_path: Path, lang: str) -> None:
    company = Company("Dupont {0} %", consultant="Camille Martin", firm="Martin Conseil")
    welcome = load_workbook(filled(tmp_path, a_client(company=company), lang)).worksheets[0]
    said = " ".join(str(cell.value) for cell in welcome["C"])
    assert "Dupont {0} %" in said and "Camille Martin (Martin Conseil)" in said


def test_a_text_no_cell_can_hold_is_never_cut_in_silence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="name"):
        filled(tmp_path, a_client(company=Company("x" * 32_768)))


def test_the_same_client_is_written_byte_for_byte(tmp_path: Path) -> None:
    client = a_client(costs=(Cost("Abonnement", "month", unit_price=30.0),))
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    write_filled(first, client)
    write_filled(second, client)
    assert first.read_bytes() == second.read_bytes()


def test_every_item_can_be_answered(tmp_path: Path) -> None:
    from kit.catalogue import load_catalogue

    asked = [key for block in layout().blocks for key in block.checklists]
    items = [
        item.id
        for checklist in load_catalogue().checklists.values()
        if checklist.id in asked
        for item in checklist.items
    ]
    scales = {checklist.id: checklist.scale for checklist in load_catalogue().checklists.values()}
    values = {"side": "right", "open": None}
    client = a_client(
        answers=tuple(
            Answer(item, values.get(scales[item.partition(".")[0]], "yes"), comment=item)
            for item in items
        )
    )
    assert read_workbook(filled(tmp_path, client)) == client
