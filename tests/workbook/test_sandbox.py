"""Reading in a child process: whatever happens to it, the parent gets an answer."""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from hypothesis import HealthCheck, given, settings

from kit.catalogue import load_catalogue
from kit.client import Client
from kit.workbook import sandbox
from kit.workbook.package import Limits, Refused
from kit.workbook.raw import Cell, Grid, from_json, position, to_json
from kit.workbook.read import check_workbook
from tests.workbook.engagements import engagements
from tests.workbook.files import a_workbook, codes, edited, rewritten, sheet_part

LIMITS = Limits.of(load_catalogue())


def test_the_child_starts_without_frames_numbers_or_content() -> None:
    code = (
        "import sys, kit.workbook.sandbox, kit.workbook.xlsx, kit.workbook.ods;"
        "print([m for m in ('pandas', 'numpy', 'openpyxl', 'babel') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_the_grid_travels_unchanged(tmp_path: Path) -> None:
    grid = sandbox.read_grid(a_workbook(tmp_path), LIMITS)
    assert from_json(to_json(grid)) == grid


@given(client=engagements())
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_second_reader_sees_the_same_cells(
    tmp_path_factory: pytest.TempPathFactory, client: Client
) -> None:
    path = a_workbook(tmp_path_factory.mktemp("grid"), client)
    ours = sandbox.read_grid(path, LIMITS)
    book = openpyxl.load_workbook(path)
    assert [sheet.name for sheet in ours.sheets] == book.sheetnames
    for sheet in ours.sheets:
        theirs = {
            (cell.row, cell.column): cell.value
            for row in book[sheet.name].iter_rows()
            for cell in row
            if cell.value is not None
        }
        assert sheet.cells.keys() == theirs.keys()
        for place, cell in sheet.cells.items():
            if cell.kind in ("number", "bool"):
                assert theirs[place] == cell.value
            elif cell.kind == "date":
                assert theirs[place].isoformat() == cell.value


def test_a_child_that_takes_too_long_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "_STARTING", 0.0)
    started = time.monotonic()
    with pytest.raises(Refused, match="reading_too_long"):
        sandbox.read_grid(a_workbook(tmp_path), replace(LIMITS, timeout_s=0.001))
    assert time.monotonic() - started < 5


@pytest.mark.skipif(sys.platform != "linux", reason="address space is only bounded on Linux")
def test_a_child_out_of_memory_is_an_answer_not_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    texts = "".join(
        f'<row><c t="inlineStr"><is><t>{n:0999}</t></is></c></row>' for n in range(20_000)
    )
    one_sheet(path, texts)
    with pytest.raises(Refused, match="reading_stopped"):
        sandbox.read_grid(path, replace(LIMITS, memory_mb=30))


def test_a_child_that_dies_without_a_word_is_an_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dead(*_: Any, **__: Any) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess([], -6, b'{"format": "xl', b"")

    monkeypatch.setattr(subprocess, "run", dead)
    with pytest.raises(Refused, match="reading_stopped"):
        sandbox.read_grid(a_workbook(tmp_path), LIMITS)


def test_a_module_in_the_working_folder_is_never_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_workbook(tmp_path)
    for name in ("json", "zipfile", "kit", "openpyxl"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    assert sandbox.read_grid(path, LIMITS).sheets


def test_a_cell_typed_in_the_last_corner_costs_nothing(tmp_path: Path) -> None:
    path = edited(a_workbook(tmp_path), lambda e: e.sheet("pains").cell(1_048_576, 16_384, "x"))
    started = time.monotonic()
    client, _ = check_workbook(path)
    assert client is not None
    assert time.monotonic() - started < 5


def test_too_many_cells_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="too_many_cells"):
        sandbox.read_grid(a_workbook(tmp_path), replace(LIMITS, max_cells=100))


def an_xls(path: Path, fill: Any) -> Path:
    book = xlwt.Workbook()
    fill(book.add_sheet("Feuille"))
    book.save(str(path))
    return path


def test_an_xls_with_a_cell_in_its_last_corner_is_refused(tmp_path: Path) -> None:
    path = an_xls(tmp_path / "a.xls", lambda sheet: sheet.write(65_535, 255, "x"))
    assert codes(path) in (["too_many_cells"], ["not_a_kit_workbook"])


def test_values_of_an_xls_keep_their_types(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.write(2, 1, "mot")
        sheet.write(3, 1, 12.5)
        sheet.write(4, 1, True)
        sheet.write_merge(6, 6, 0, 2, "ensemble")

    sheet = sandbox.read_grid(an_xls(tmp_path / "a.xls", fill), LIMITS).sheets[0]
    assert sheet.cells[3, 2] == Cell("text", "mot")
    assert sheet.cells[4, 2].value == 12.5
    assert sheet.cells[5, 2] == Cell("bool", True)
    assert [(m.top, m.left, m.right) for m in sheet.merges] == [(7, 1, 3)]


def one_sheet(path: Path, rows: str, book: str = "") -> Path:
    """A workbook with the raw XML *rows* on its first sheet."""
    made = openpyxl.Workbook()
    made.save(path)
    data = f"<sheetData>{rows}</sheetData>".encode()

    def sheet(content: bytes) -> bytes:
        assert b"<sheetData></sheetData>" in content
        return content.replace(b"<sheetData></sheetData>", data)

    def properties(content: bytes) -> bytes:
        return content.replace(b"<workbookPr/>", f"<workbookPr {book}/>".encode())

    return rewritten(path, {"xl/worksheets/sheet1.xml": sheet, "xl/workbook.xml": properties})


def cells(path: Path) -> dict[str, Cell]:
    grid: Grid = sandbox.read_grid(path, LIMITS)
    found = grid.sheets[0].cells
    return {
        name: found[place]
        for name in ("A1", "B1", "C1", "D1")
        if (place := position(name)) in found
    }


def test_the_four_states_of_a_cell_stay_apart(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>0</v></c><c r="B1"/>'
        '<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D1"><f>A1+1</f></c></row>'
    )
    assert cells(one_sheet(tmp_path / "a.xlsx", rows)) == {
        "A1": Cell("number", 0.0),
        "C1": Cell("error", "#DIV/0!"),
        "D1": Cell("uncalculated", "A1+1"),
    }


def test_cells_without_an_address_follow_each_other(tmp_path: Path) -> None:
    rich = "<is><r><t>a</t></r><rPh><t>z</t></rPh><r><t>b</t></r></is>"
    rows = f'<row><c><v>1</v></c><c t="inlineStr">{rich}</c></row>'
    found = cells(one_sheet(tmp_path / "a.xlsx", rows))
    assert found == {"A1": Cell("number", 1.0), "B1": Cell("text", "ab")}


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',  # twice
        '<row r="1"><c r="A2"><v>1</v></c></row>',  # in another row
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',  # past the last column
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',  # no such string
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',  # would be the last string
        '<row r="1"><c r="A1" s="999"><v>1</v></c></row>',  # no such style
        '<row r="1"><c r="A1" t="zz"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1,5</v></c></row>',
        '<row r="1"><c r="A1"><v>1_000</v></c></row>',  # Python would take it for 1000
        '<row r="1_0"><c><v>1</v></c></row>',
        '<row r="1"><x:c xmlns:x="urn:other" r="A1"><x:v>1</x:v></x:c></row>',
    ],
)
def test_a_cell_that_is_not_understood_refuses_the_file(tmp_path: Path, rows: str) -> None:
    assert codes(one_sheet(tmp_path / "a.xlsx", rows)) == ["damaged"]


@pytest.mark.parametrize(
    ("epoch", "serial", "day"),
    [("", 46083, "2026-03-02"), ('date1904="1"', 44621, "2026-03-02"), ("", 59, "1900-02-28")],
)
def test_both_date_systems_are_read(tmp_path: Path, epoch: str, serial: int, day: str) -> None:
    path = tmp_path / "a.xlsx"
    rows = f'<row r="1"><c r="A1" s="0"><v>{serial}</v></c></row>'
    one_sheet(path, rows, epoch)
    rewritten(path, {"xl/styles.xml": lambda b: b.replace(b'numFmtId="0"', b'numFmtId="14"')})
    assert cells(path)["A1"].value[:10] == day


def test_a_sheet_whose_content_is_missing_is_named(tmp_path: Path) -> None:
    path = a_workbook(tmp_path)
    part = sheet_part(openpyxl.load_workbook(path), "Processus")
    rewritten(path, {part: lambda _: None})
    problem = check_workbook(path)[1][0]
    assert (problem.code, problem.params["lost"]) == ("sheet_lost", "Processus")


def test_a_sheet_in_another_encoding_is_read_the_same(tmp_path: Path) -> None:
    path = a_workbook(tmp_path)
    expected, _ = check_workbook(path)
    part = sheet_part(openpyxl.load_workbook(path), "Processus")

    def recoded(content: bytes) -> bytes:
        return content.decode("utf-8").replace("UTF-8", "UTF-16", 1).encode("utf-16")

    assert check_workbook(rewritten(path, {part: recoded}))[0] == expected


@pytest.mark.parametrize(
    "edit",
    [
        lambda b: b.replace(b"<fill>", b"<fill/><fill>", 1),  # openpyxl: TypeError
        lambda b: b.replace(b"<borders", b"<unknown/><borders", 1),
        lambda b: b.replace(b"<font>", b'<font><family val="99"/>', 1),
    ],
)
def test_odd_styles_do_not_matter(tmp_path: Path, edit: Any) -> None:
    path = a_workbook(tmp_path)
    expected, _ = check_workbook(path)
    assert check_workbook(rewritten(path, {"xl/styles.xml": edit}))[0] == expected


def test_line_ends_around_a_value_do_not_matter(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>\n 12 \n</v></c><c r="B1"><f>A1</f><v>\n</v></c></row>'
    assert cells(one_sheet(tmp_path / "a.xlsx", rows)) == {
        "A1": Cell("number", 12.0),
        "B1": Cell("uncalculated", "A1"),
    }


def test_a_part_named_by_an_escaped_address_is_found(tmp_path: Path) -> None:
    path = a_workbook(tmp_path)
    expected, _ = check_workbook(path)

    def escaped(content: bytes) -> bytes:
        return content.replace(b"worksheets/sheet", b"worksheets/%73heet")

    assert check_workbook(rewritten(path, {"xl/_rels/workbook.xml.rels": escaped}))[0] == expected


SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
ODS = """<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">
<office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"""


def an_ods(path: Path, tables: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", SPREADSHEET)
        archive.writestr("content.xml", ODS.format(tables))
    return path


def test_what_an_ods_keeps_beside_its_cells_is_not_read(tmp_path: Path) -> None:
    tables = (
        '<table:table table:name="Coûts"><table:table-row><table:table-cell>'
        "<draw:frame><draw:text-box><text:p>une forme</text:p></draw:text-box></draw:frame>"
        '</table:table-cell><table:table-cell office:value-type="string"><text:p>mot</text:p>'
        "</table:table-cell></table:table-row></table:table>"
        "<table:table table:name=\"'file:///ancien.ods'#Coûts\"><table:table-source/>"
        '<table:table-row><table:table-cell office:value-type="string"><text:p>vieux</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    grid = sandbox.read_grid(an_ods(tmp_path / "a.ods", tables), LIMITS)
    assert [sheet.name for sheet in grid.sheets] == ["Coûts"]
    assert grid.sheets[0].cells == {(1, 2): Cell("text", "mot")}


def test_a_repetition_that_is_no_number_refuses_the_ods(tmp_path: Path) -> None:
    tables = (
        '<table:table table:name="a"><table:table-row><table:table-cell '
        'table:number-columns-repeated="1e3"/></table:table-row></table:table>'
    )
    assert codes(an_ods(tmp_path / "a.ods", tables)) == ["damaged"]
