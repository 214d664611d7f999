"""Workbooks made with the first version of the schema: read without a word.

``version-1.xlsx`` is the accountant's example as it was sent before the optional sheets and
the newer columns of gains, costs and priorities existed.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kit.client import SCHEMA_VERSION, Client, Company, Finance
from kit.workbook.data import RECORDS
from kit.workbook.layout import layout
from kit.workbook.read import check_workbook
from tests.workbook.files import Editor, a_workbook, edited

OLD = Path(__file__).parent / "version-1.xlsx"
SECOND = Path(__file__).parent / "version-2.xlsx"  # the electrician, before the modules
NEWER = [
    block.key
    for sheet in layout().sheets
    if sheet.optional
    for block in sheet.blocks
    if not block.checklists
]
NEWER_FORMS = {
    block.key for sheet in layout().sheets if sheet.optional for block in sheet.blocks if block.form
}


def test_the_schema_has_changed_since() -> None:
    said = {row[0].value: row[1].value for row in load_workbook(OLD)["_kit"].iter_rows(max_col=2)}
    assert said["schema_version"] == 1 < SCHEMA_VERSION
    assert all(1 <= column.since <= SCHEMA_VERSION for b in layout().blocks for column in b.columns)


def test_a_workbook_of_version_1_is_read_without_a_word() -> None:
    client, problems = check_workbook(OLD)
    assert problems == ()
    assert client is not None
    assert len(client.processes) == 14
    assert [gain.volume for gain in client.gains] == [50.0, 50.0]
    assert client.gains[0].start is None and client.gains[0].options == ()
    assert client.finance == Finance()
    assert all(getattr(client, key) == RECORDS[key]() for key in NEWER_FORMS)
    assert all(getattr(client, key) == () for key in set(NEWER) - NEWER_FORMS)


@pytest.mark.parametrize("lost", ["meta", "keys", "tables"])
def test_a_damaged_workbook_of_version_1_loses_nothing(tmp_path: Path, lost: str) -> None:
    path = shutil.copy(OLD, tmp_path / "old.xlsx")
    book = load_workbook(path)
    if lost == "meta":  # nothing tells the version any more
        del book["_kit"]
        del book.custom_doc_props["kit_schema_version"]
    for sheet in book.worksheets:
        if lost in ("keys", "tables"):
            for name in list(sheet.tables):
                del sheet.tables[name]
        if lost == "keys":
            for row in sheet.iter_rows():
                for cell in row:
                    if str(cell.value).startswith("kit:") and not sheet.title.startswith("_"):
                        cell.value = None
    book.save(path)
    client, problems = check_workbook(path)
    assert client == check_workbook(OLD)[0], [problem.code for problem in problems]
    assert {problem.severity for problem in problems} <= {"warning"}
    assert "missing_column" not in {problem.code for problem in problems}


def test_an_optional_sheet_may_be_taken_away(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, Client(Company("Atelier Fictif")))

    def drop(editor: Editor) -> None:
        for sheet in layout().sheets:
            name = editor.texts[f"workbook.sheet.{sheet.key}.name"]
            if sheet.optional and name in editor.book.sheetnames:
                editor.book.remove(editor.sheet(sheet.key))

    assert check_workbook(edited(path, drop))[1] == ()


def test_a_newer_column_that_is_lost_is_told_in_a_newer_workbook(tmp_path: Path) -> None:
    def drop(editor: Editor) -> None:
        sheet = editor.sheet("gains")  # type: ignore[attr-defined]
        at = [
            cell.column
            for row in sheet.iter_rows()
            for cell in row
            if cell.value == "kit:gains.reuse"
        ]
        for row in sheet.iter_rows(min_col=at[0], max_col=at[0]):
            row[0].value = None
        for name in list(sheet.tables):
            del sheet.tables[name]

    problems = check_workbook(edited(a_workbook(tmp_path), drop))[1]
    assert [(p.code, p.params["column_key"]) for p in problems] == [
        ("missing_column", "workbook.gains.reuse.label")
    ]


def test_every_newer_table_is_a_record() -> None:
    assert set(NEWER) <= set(RECORDS)


def test_a_workbook_of_version_2_is_read_without_a_word() -> None:
    client, problems = check_workbook(SECOND)
    assert problems == ()
    assert client is not None
    assert len(client.actions) == 13
    assert client.actions[0].output is None and client.risks == () and client.extra == {}
