"""The short workbook of a call: a few columns, five rows, read back without a word."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kit.catalogue import Brief, load_catalogue
from kit.client import Client, Company, Process, Role
from kit.errors import ContentError
from kit.texts import LANGUAGES, Texts
from kit.workbook.brief import shortened
from kit.workbook.fill import write_filled
from kit.workbook.layout import layout
from kit.workbook.read import check_workbook
from kit.workbook.template import kept, write_template
from tests.examples import client_of
from tests.workbook.files import Editor, edited

ASKED = load_catalogue().modules["flash"].brief
assert ASKED is not None


def sheets(*modules: str) -> dict[str, list[str]]:
    """Sheet -> its blocks, of the workbook of *modules*."""
    drawn = kept(layout(), load_catalogue(), modules)
    return {sheet.key: [block.key for block in sheet.blocks] for sheet in drawn.sheets}


def test_five_fields_a_process_and_what_the_call_asks_of_the_company() -> None:
    assert sheets("flash") == {"company": ["company"], "processes": ["processes"]}
    assert ASKED is not None
    inputs = [key for key in ASKED.blocks["processes"] if key != "hours_month"]
    assert inputs == ["name", "domain", "volume_month", "minutes", "personal_data", "hourly_cost"]
    assert ASKED.rows == 5


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_blank_short_workbook_lacks_nothing_but_a_name(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "call.xlsx"
    write_template(path, lang, ["flash"])
    _, problems = check_workbook(path)
    assert [(one.code, one.sheet) for one in problems] == [
        ("missing_value", Texts(lang)["workbook.sheet.company.name"])
    ]
    book = load_workbook(path)
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == [
        Texts(lang)[f"workbook.sheet.{key}.name"] for key in ("welcome", "company", "processes")
    ]
    printed = {str(cell.value) for sheet in book for row in sheet for cell in row if cell.value}
    for line in range(1, 6):
        said = Texts(lang)[f"workbook.welcome.brief.{line}"]
        assert line == 5 or said in printed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_is_read_back_whole_and_without_a_word(tmp_path: Path, lang: str) -> None:
    client, path = client_of("exemple-flash"), tmp_path / "call.xlsx"
    write_filled(path, client, lang, ["flash"])
    found, problems = check_workbook(path)
    assert problems == ()
    assert found is not None and found.processes == client.processes
    assert found.company == client.company
    assert len(load_workbook(path).worksheets) == 5  # welcome, two sheets, two hidden ones


def test_another_module_asks_for_the_same_sheet_in_full() -> None:
    assert sheets("flash", "processes")["processes"] == ["processes"]
    drawn = kept(layout(), load_catalogue(), ["flash", "processes"])
    assert not any(block.brief for block in drawn.blocks if block.key == "processes")
    assert "roles" in sheets("flash", "diagnostic")["company"]


def test_nothing_that_a_client_says_is_lost_in_a_short_workbook(tmp_path: Path) -> None:
    """A sheet is written in full when the short one has no place for what is said."""
    client = Client(
        Company("Atelier Fictif", department="67"),
        roles=(Role("Assistant", 40.0),),
        processes=(Process("Devis", "sales", owner="Gérante", role="Assistant"),),
    )
    path = tmp_path / "call.xlsx"
    write_filled(path, client, "fr", ["flash"])
    assert check_workbook(path) == (client, ())


def test_more_than_five_processes_are_all_written(tmp_path: Path) -> None:
    processes = tuple(Process(f"P{n}", "admin", minutes=5.0) for n in range(9))
    client = Client(Company("Atelier Fictif"), processes=processes)
    path = tmp_path / "call.xlsx"
    write_filled(path, client, "fr", ["flash"])
    assert check_workbook(path) == (client, ())


@pytest.mark.parametrize("lost", ["keys", "tables", "both"])
def test_a_short_workbook_that_lost_its_marks_is_still_read(tmp_path: Path, lost: str) -> None:
    client, path = client_of("exemple-flash"), tmp_path / "call.xlsx"
    write_filled(path, client, "fr", ["flash"])

    def damage(editor: Editor) -> None:
        for sheet in editor.book.worksheets:
            if lost in ("tables", "both"):
                for name in list(sheet.tables):
                    del sheet.tables[name]
            if lost in ("keys", "both") and not sheet.title.startswith("_"):
                for row in sheet.iter_rows():
                    for cell in row:
                        if str(cell.value).startswith("kit:"):
                            cell.value = None

    found, problems = check_workbook(edited(path, damage))
    assert found is not None and found.processes == client.processes
    assert {one.code for one in problems} <= {"lone_entry"}, [p.code for p in problems]


def test_a_column_of_the_short_workbook_that_is_lost_is_told(tmp_path: Path) -> None:
    path = tmp_path / "call.xlsx"
    write_filled(path, client_of("exemple-flash"), "fr", ["flash"])

    def drop(editor: Editor) -> None:
        sheet = editor.sheet("processes")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value in (
                    "kit:processes.minutes",
                    Texts("fr")["workbook.processes.minutes.label"],
                ):
                    cell.value = None
        for name in list(sheet.tables):
            del sheet.tables[name]

    problems = check_workbook(edited(path, drop))[1]
    missing = [one.params["column_key"] for one in problems if one.code == "missing_column"]
    assert missing == ["workbook.processes.minutes.label"]


@pytest.mark.parametrize(
    ("blocks", "key"),
    [
        ({"processes": ("name", "domain", "colour")}, "brief.processes"),
        ({"processes": ("name", "minutes")}, "brief.processes"),  # the domain is required
    ],
)
def test_a_short_workbook_asks_what_exists_and_all_that_is_required(
    blocks: Mapping[str, tuple[str, ...]], key: str
) -> None:
    sheet = next(sheet for sheet in layout().sheets if sheet.key == "processes")
    with pytest.raises(ContentError) as caught:
        shortened(sheet, [Brief("modules/own.toml", 5, blocks)])
    assert (caught.value.file, caught.value.key) == ("modules/own.toml", key)
