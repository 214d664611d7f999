"""Blocks are found whatever was moved, renamed or deleted around them: the same client, or
a problem at a cell, never an exception and never another figure in silence."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from kit.texts import LANGUAGES, Texts
from kit.workbook.read import check_workbook
from tests.workbook.files import Editor, a_full_client, a_workbook, codes, edited, warnings

INPUTS = ("company", "processes", "priorities", "gains", "costs", "plan", "pains", "steps")


def key_rows(sheet: Worksheet) -> list[int]:
    return [c.row for c in sheet["A"] if str(c.value).startswith("kit:table:")]


def each_sheet(edit: Callable[[Worksheet], object]) -> Callable[[Editor], None]:
    def run(editor: Editor) -> None:
        for sheet in editor.book.worksheets:
            if not sheet.title.startswith("_"):
                edit(sheet)

    return run


def delete_key_rows(sheet: Worksheet) -> None:
    """As if deleted, formulas and tables kept where they are."""
    for row in key_rows(sheet):
        for cell in sheet[row]:
            cell.value = None


def forget_keys(sheet: Worksheet) -> None:
    for line in sheet.iter_rows():
        for cell in line:
            if str(cell.value).startswith("kit:"):
                cell.value = None


def forget_tables(sheet: Worksheet) -> None:
    for name in list(sheet.tables):
        del sheet.tables[name]


def forget_column_a(sheet: Worksheet) -> None:
    forget_tables(sheet)
    sheet.delete_cols(1)


def rewrite_headings(sheet: Worksheet) -> None:
    """Capitals, no accents, other spaces."""
    for row in key_rows(sheet):
        for cell in sheet[row + 1]:
            if isinstance(cell.value, str):
                plain = cell.value.upper().replace("É", "E").replace("Û", "U").replace("È", "E")
                cell.value = f"  {plain}\u00a0"


def insert_column(sheet: Worksheet) -> None:
    forget_tables(sheet)
    sheet.insert_cols(4)


def insert_rows(sheet: Worksheet) -> None:
    forget_tables(sheet)
    sheet.insert_rows(1, 3)


def swap_columns(editor: Editor) -> None:
    """Move "minutes" and "volume" with their headings; the hidden keys stay behind."""
    sheet = editor.sheet("processes")
    first, second = (editor.place("processes", key)[0] for key in ("minutes", "volume_month"))
    for row in range(key_rows(sheet)[0] + 1, sheet.max_row + 1):
        one, two = sheet[f"{first}{row}"], sheet[f"{second}{row}"]
        one.value, two.value = two.value, one.value


def rename_sheets(editor: Editor) -> None:
    for number, sheet in enumerate(editor.book.worksheets):
        if not sheet.title.startswith("_"):
            sheet.title = f"Feuil{number}"


def english_headings(editor: Editor) -> None:
    fr, en = Texts("fr"), Texts("en")
    for sheet in editor.layout.sheets:
        words = {
            fr[
                f"workbook.{block.key}.{column.key}.label"
            ]: f"workbook.{block.key}.{column.key}.label"
            for block in sheet.blocks
            for column in block.columns
        }
        for line in editor.sheet(sheet.key).iter_rows():
            for cell in line:
                if cell.value in words:
                    cell.value = en[words[str(cell.value)]]


def google_sheets(editor: Editor) -> None:
    each_sheet(forget_tables)(editor)
    for name in list(editor.book.defined_names):
        del editor.book.defined_names[name]


def all_traces_but_headings(editor: Editor) -> None:
    each_sheet(forget_keys)(editor)
    each_sheet(forget_tables)(editor)
    rename_sheets(editor)


def add_sheets(editor: Editor) -> None:
    extra = editor.book.create_sheet("Mes notes", 0)
    extra["A1"], extra["B2"] = "Nom", "kit"


HARMLESS: dict[str, Callable[[Editor], None]] = {
    "key rows emptied": each_sheet(delete_key_rows),
    "keys forgotten": each_sheet(forget_keys),
    "column A deleted": each_sheet(forget_column_a),
    "tables lost": google_sheets,
    "headings in capitals": each_sheet(rewrite_headings),
    "headings in English": english_headings,
    "columns inserted": each_sheet(insert_column),
    "rows inserted on top": each_sheet(insert_rows),
    "columns moved": swap_columns,
    "sheets renamed": rename_sheets,
    "only headings left": all_traces_but_headings,
    "sheets added": add_sheets,
}


@pytest.mark.parametrize("name", HARMLESS)
def test_a_workbook_that_was_rearranged_still_tells_the_same(tmp_path: Path, name: str) -> None:
    path = edited(a_workbook(tmp_path), HARMLESS[name])
    client, problems = check_workbook(path)
    assert client == a_full_client(), [(p.code, p.place, p.found) for p in problems]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_language_is_told_by_the_headings_when_the_workbook_forgot_it(
    tmp_path: Path, lang: str
) -> None:
    path = a_workbook(tmp_path, a_full_client(lang))
    editor = Editor(path, lang)
    editor.book.remove(editor.book["_kit"])
    editor.save()
    client, _ = check_workbook(path)
    assert client is not None
    assert client.lang == lang


def test_a_column_that_is_not_ours_is_a_warning_when_it_holds_something(tmp_path: Path) -> None:
    def add(editor: Editor) -> None:
        sheet = editor.sheet("costs")
        heading = key_rows(sheet)[0] + 1
        sheet.cell(heading, 20, "Fournisseur")
        assert check_workbook(editor.path)[1] == ()
        sheet.cell(heading + 2, 20, "Durand")

    path = edited(a_workbook(tmp_path), add)
    assert check_workbook(path)[0] == a_full_client()
    assert warnings(path) == {"unknown_column"}


def test_two_filled_columns_of_one_heading_are_refused(tmp_path: Path) -> None:
    def add(editor: Editor) -> None:
        sheet = editor.sheet("costs")
        heading = key_rows(sheet)[0] + 1
        sheet.cell(heading, 20, editor.texts["workbook.costs.unit_price.label"])
        sheet.cell(heading + 2, 20, 99)

    assert codes(edited(a_workbook(tmp_path), add)) == ["duplicate_column"]


def test_a_sheet_copied_whole_is_refused_and_its_blank_copy_ignored(tmp_path: Path) -> None:
    def copy(editor: Editor) -> None:
        editor.book.copy_worksheet(editor.sheet("costs"))

    path = edited(a_workbook(tmp_path), copy)
    assert codes(path) == ["duplicate_block"]

    def empty(editor: Editor) -> None:
        copied = editor.book.worksheets[-1]
        for field in (column.key for column in editor.layout.block("costs").inputs):
            copied[editor.place("costs", field)].value = None

    assert check_workbook(edited(path, empty))[0] == a_full_client()


def test_a_required_column_that_was_deleted_is_named_once(tmp_path: Path) -> None:
    def delete(editor: Editor) -> None:
        sheet = editor.sheet("costs")
        forget_tables(sheet)
        sheet.delete_cols(3)

    assert codes(edited(a_workbook(tmp_path), delete)) == ["missing_column"]


def test_headings_deleted_leave_the_keys(tmp_path: Path) -> None:
    def delete(editor: Editor) -> None:
        sheet = editor.sheet("costs")
        forget_tables(sheet)
        sheet.delete_rows(key_rows(sheet)[0] + 1)

    assert check_workbook(edited(a_workbook(tmp_path), delete))[0] == a_full_client()


def test_checklist_rows_sorted_without_their_keys_follow_their_text(tmp_path: Path) -> None:
    def turn(editor: Editor) -> None:
        sheet = editor.sheet("pains")
        first = key_rows(sheet)[0] + 2
        lines = [[c.value for c in sheet[row]][1:] for row in range(first, first + 30)]
        for row, line in zip(range(first, first + 30), reversed(lines), strict=True):
            for column, value in enumerate(line, 2):
                sheet.cell(row, column).value = value

    assert check_workbook(edited(a_workbook(tmp_path), turn))[0] == a_full_client()


def test_a_table_put_beside_another_loses_no_row_of_it(tmp_path: Path) -> None:
    def put_beside(editor: Editor) -> None:
        source, target = editor.sheet("costs"), editor.sheet("steps")
        forget_tables(source)
        forget_tables(target)
        across = target.max_column + 2
        for line in source.iter_rows():
            for cell in line:
                if cell.value is not None:  # one row lower: it would end the steps
                    target.cell(cell.row + 1, cell.column + across).value = cell.value
        editor.book.remove(source)

    path = edited(a_workbook(tmp_path), put_beside)
    client, _ = check_workbook(path)
    assert client is not None
    assert (client.steps, client.costs) == (a_full_client().steps, a_full_client().costs)


def test_a_blank_copy_of_a_key_row_does_not_end_the_table_it_is_in(tmp_path: Path) -> None:
    def paste(editor: Editor) -> None:
        editor.sheet("steps")["A8"] = "kit:table:processes"

    client, _ = check_workbook(edited(a_workbook(tmp_path), paste))
    assert client is not None and client.steps == a_full_client().steps


def test_a_note_in_no_column_of_a_table_is_told_wherever_it_stands(tmp_path: Path) -> None:
    path = edited(a_workbook(tmp_path), lambda e: e.sheet("costs").cell(20, 30, "à vérifier"))
    assert warnings(path) == {"outside_columns"}


# ------------------------------------------------------------------ random damage


def damage(editor: Editor, rng: random.Random) -> None:
    """One thing a client, or a program, may do to a workbook."""
    sheet = editor.sheet(rng.choice(INPUTS))
    row, column = rng.randint(1, 30), rng.randint(1, 12)
    match rng.randrange(8):
        case 0:
            forget_tables(sheet)
            sheet.delete_rows(row)
        case 1:
            forget_tables(sheet)
            sheet.delete_cols(column)
        case 2:
            forget_tables(sheet)
            sheet.insert_rows(row, rng.randint(1, 3))
        case 3:
            forget_tables(sheet)
            sheet.insert_cols(column)
        case 4:
            sheet.cell(row, column).value = None
        case 5:
            sheet.cell(row, column).value = rng.choice(
                [
                    "x",
                    "1.234",
                    "#REF!",
                    "kit:table:roles",
                    "kit:costs.label",
                    "Total",
                    7,
                    True,
                    "=1",
                ]
            )
        case 6:
            sheet.title = rng.choice(["Feuil1", "Gains 2", "É"])
        case 7:
            other = editor.sheet(rng.choice(INPUTS))
            sheet.cell(row, column).value = other.cell(row, column).value


@given(seed=st.integers(0, 2**32))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_rearrangement_makes_the_reader_fail(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    rng = random.Random(seed)
    path = a_workbook(tmp_path_factory.mktemp("damage"))
    editor = Editor(path)
    for _ in range(rng.randint(1, 4)):
        try:
            damage(editor, rng)
        except KeyError:  # the sheet was renamed before
            continue
    client, problems = check_workbook(editor.save())
    assert client is not None or any(problem.severity == "error" for problem in problems)
    for problem in problems:
        for lang in LANGUAGES:
            assert problem.message(Texts(lang))


@given(seed=st.integers(0, 2**32))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_file_with_wrong_bytes_tells_the_same_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    rng = random.Random(seed)
    path = a_workbook(tmp_path_factory.mktemp("bytes"))
    content = bytearray(path.read_bytes())
    if rng.random() < 0.3:
        content = content[: rng.randrange(len(content))]
    else:
        for _ in range(rng.choice([1, 1, 5, 50])):
            content[rng.randrange(len(content))] = rng.randrange(256)
    path.write_bytes(content)
    client, problems = check_workbook(path)
    assert client == a_full_client() or any(p.severity == "error" for p in problems)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_package_that_lost_a_part_tells_the_same_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    rng = random.Random(seed)
    path = a_workbook(tmp_path_factory.mktemp("parts"))
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    victim = rng.choice(sorted(parts))
    if rng.random() < 0.5:
        del parts[victim]
    else:
        parts[victim] = parts[victim][: rng.randrange(len(parts[victim]))]
    with zipfile.ZipFile(path, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    client, problems = check_workbook(path)
    assert client == a_full_client() or any(p.severity == "error" for p in problems), victim
