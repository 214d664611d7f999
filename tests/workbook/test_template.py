"""The blank workbook, opened again with openpyxl as Excel would."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kit.catalogue import load_catalogue
from kit.client import SCHEMA_VERSION
from kit.errors import UsageError
from kit.places import folder_of
from kit.texts import LANGUAGES, Texts
from kit.workbook import style
from kit.workbook.layout import Block, Sheet, layout
from kit.workbook.style import INPUT
from kit.workbook.template import EVERY, write_template

LAYOUT = layout()
BLANKS = {"fr": "modele-vierge-fr.xlsx", "en": "blank-template-en.xlsx"}
OWN, CLAIMED = f"FF{INPUT[1:]}", f"FF{style.CLAIMED[1:]}"
INPUT_COLOURS = {OWN: "thin", CLAIMED: "dashDot"}  # and the frame of each
Template = tuple[str, Workbook]


@pytest.fixture(scope="module", params=LANGUAGES)
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Template:
    path = tmp_path_factory.mktemp("template") / "blank.xlsx"
    write_template(path, request.param, [EVERY])
    return request.param, load_workbook(path)


def sheet_of(template: Template, key: str) -> Worksheet:
    lang, book = template
    found = book[Texts(lang)[f"workbook.sheet.{key}.name"]]
    assert isinstance(found, Worksheet)
    return found


def keys_of(sheet: Worksheet) -> dict[str, int]:
    """Machine key in column A -> its row."""
    return {str(cell.value): cell.row for cell in sheet["A"] if cell.value}


def tables() -> list[tuple[Sheet, Block]]:
    return [(s, block) for s in LAYOUT.sheets for block in s.blocks if not block.form]


def head_row(sheet: Worksheet, block: Block) -> int:
    return keys_of(sheet)[f"kit:table:{block.key}"] + 1


def input_ranges(template: Template) -> Iterator[tuple[Worksheet, Block, str, str]]:
    """Each input column of each table: sheet, block, column key, first cell of the client."""
    for sheet_spec, block in tables():
        sheet = sheet_of(template, sheet_spec.key)
        row = head_row(sheet, block) + (2 if block.example else 1)
        for position, column in enumerate(block.columns):
            if column in block.inputs:
                yield sheet, block, column.key, sheet.cell(row, 3 + position).coordinate


def rule_at(sheet: Worksheet, address: str) -> DataValidation | None:
    rules = [rule for rule in sheet.data_validations.dataValidation if address in rule.sqref]
    assert len(rules) <= 1
    return rules[0] if rules else None


def test_sheets_come_in_order_behind_the_welcome_page(template: Template) -> None:
    lang, book = template
    keys = ["welcome", *(sheet.key for sheet in LAYOUT.sheets)]
    names = [Texts(lang)[f"workbook.sheet.{key}.name"] for key in keys]
    assert book.sheetnames == [*names, "_listes", "_kit"]
    assert book.active is not None and book.active.title == names[0]


def test_hidden_sheets_stay_hidden(template: Template) -> None:
    _, book = template
    assert [book[name].sheet_state for name in ("_listes", "_kit")] == ["veryHidden"] * 2


def test_the_meta_sheet_says_schema_and_language(template: Template) -> None:
    lang, book = template
    meta = {row[0].value: row[1].value for row in book["_kit"].iter_rows(max_col=2)}
    assert (meta["schema_version"], meta["lang"]) == (SCHEMA_VERSION, lang)
    assert meta["modules"] == ",".join(sheet.key for sheet in LAYOUT.sheets)
    assert book.custom_doc_props["kit_schema_version"].value == SCHEMA_VERSION


def test_structure_and_sheets_are_protected_without_a_password(template: Template) -> None:
    _, book = template
    assert book.security.lockStructure and not book.security.workbookPassword
    for sheet in book:
        assert sheet.protection.sheet and not sheet.protection.password, sheet.title
    assert not sheet_of(template, "processes").protection.insertRows  # False: allowed


def test_every_table_is_named_and_starts_at_its_heading(template: Template) -> None:
    lang, _ = template
    for sheet_spec, block in tables():
        sheet = sheet_of(template, sheet_spec.key)
        table = sheet.tables[f"tbl_{block.key}"]
        head = head_row(sheet, block)
        assert table.ref.startswith(f"B{head}:")
        labels = [Texts(lang)[f"workbook.{block.key}.{c.key}.label"] for c in block.columns]
        written = [sheet.cell(head, 3 + position).value for position in range(len(labels))]
        assert written == labels == table.column_names[1:]


def test_machine_keys_are_hidden(template: Template) -> None:
    for sheet_spec, block in tables():
        sheet = sheet_of(template, sheet_spec.key)
        row = keys_of(sheet)[f"kit:table:{block.key}"]
        assert sheet.row_dimensions[row].hidden and sheet.column_dimensions["A"].hidden
        keys = [sheet.cell(row, 3 + position).value for position in range(len(block.columns))]
        assert keys == [f"kit:{block.key}.{column.key}" for column in block.columns]


def test_forms_have_one_line_a_field(template: Template) -> None:
    lang, _ = template
    for sheet_spec in LAYOUT.sheets:
        for block in (block for block in sheet_spec.blocks if block.form):
            sheet = sheet_of(template, sheet_spec.key)
            for column in block.columns:
                row = keys_of(sheet)[f"kit:{block.key}.{column.key}"]
                assert (
                    sheet.cell(row, 3).value
                    == Texts(lang)[f"workbook.{block.key}.{column.key}.label"]
                )
                assert (
                    sheet.cell(row, 5).value
                    == Texts(lang)[f"workbook.{block.key}.{column.key}.help"]
                )
                assert not sheet.cell(row, 4).protection.locked


def test_every_checklist_item_has_its_row(template: Template) -> None:
    lang, _ = template
    for sheet_spec, block in tables():
        for key in block.checklists:
            for item in load_catalogue().checklists[key].items:
                sheet = sheet_of(template, sheet_spec.key)
                row = keys_of(sheet)[f"kit:item:{item.id}"]
                name = item.id.partition(".")[2]
                assert sheet.cell(row, 3).value == Texts(lang)[f"checklists.{key}.item.{name}"]
                assert (
                    sheet.cell(row, 2).value == Texts(lang)[f"checklists.{key}.group.{item.group}"]
                )


def test_the_example_row_is_marked_locked_and_above_the_inputs(template: Template) -> None:
    lang, _ = template
    for sheet_spec, block in tables():
        if block.example:
            sheet = sheet_of(template, sheet_spec.key)
            row = head_row(sheet, block) + 1
            assert sheet.cell(row, 1).value == "kit:example"
            assert sheet.cell(row, 2).value == Texts(lang)["workbook.example_mark"]
            assert sheet.cell(row, 3).value and sheet.cell(row, 3).protection.locked
            assert sheet.cell(row, 3).font.italic


def test_input_cells_are_unlocked_coloured_and_framed(template: Template) -> None:
    for sheet, block, key, address in input_ranges(template):
        cell = sheet[address]
        assert not cell.protection.locked, (block.key, key)
        colour = cell.fill.fgColor.rgb
        assert cell.border.left.style == INPUT_COLOURS[colour]
        assert block.column(key).claimed == (colour != OWN), (block.key, key)


def test_nothing_but_inputs_is_unlocked(template: Template) -> None:
    _, book = template
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.protection.locked or cell.fill.fgColor.rgb in INPUT_COLOURS


def test_every_input_says_what_to_write(template: Template) -> None:
    lang, _ = template
    for sheet, block, key, address in input_ranges(template):
        rule = rule_at(sheet, address)
        assert rule is not None and rule.showInputMessage, (block.key, key)
        assert rule.promptTitle == Texts(lang)[f"workbook.{block.key}.{key}.label"]
        assert Texts(lang)[f"workbook.{block.key}.{key}.help"] in (rule.prompt or "")


def test_only_a_note_is_refused_everything_else_is_asked_about(template: Template) -> None:
    for sheet, block, key, address in input_ranges(template):
        rule, kind = rule_at(sheet, address), block.column(key).kind
        assert rule is not None
        stops = rule.showErrorMessage and rule.type and rule.errorStyle in (None, "stop")
        assert bool(stops) == (kind == "scale"), (block.key, key)


def test_dropdowns_offer_the_words_of_the_language(template: Template) -> None:
    lang, book = template
    for name, codes in load_catalogue().choices.items():
        assert words_of(book, f"list_{name}") == [Texts(lang)[f"choices.{name}.{c}"] for c in codes]
    assert words_of(book, "list_scale") == [1, 2, 3, 4, 5]
    rule = rule_at(*first_of(template, "processes", "domain"))
    assert rule is not None and (rule.type, rule.formula1) == ("list", "list_domain")


def test_references_offer_the_names_already_given_without_the_example(template: Template) -> None:
    _, book = template
    rule = rule_at(*first_of(template, "steps", "process"))
    assert rule is not None and (rule.type, rule.formula1) == ("list", "ref_processes")
    assert words_of(book, "ref_processes") == [None] * 40


def first_of(template: Template, block_key: str, key: str) -> tuple[Worksheet, str]:
    return next(
        (s, at) for s, block, k, at in input_ranges(template) if (block.key, k) == (block_key, key)
    )


def words_of(book: Workbook, name: str) -> list[object]:
    ((sheet, area),) = book.defined_names[name].destinations
    return [cell.value for row in book[sheet][area.replace("$", "")] for cell in row]


def test_free_text_stays_what_was_typed(template: Template) -> None:
    for sheet, block, key, address in input_ranges(template):
        shown = sheet[address].number_format
        kind = block.column(key).kind
        words = ("text", "lines", "boolean", "choice", "choices", "reference", "references")
        assert (shown == "@") == (kind in words)
        assert (kind == "percent") == shown.endswith("%")


def test_formulas_have_plain_references_and_no_figure_in_them(template: Template) -> None:
    _, book = template
    formulas = [
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert len(formulas) > 100
    everywhere = {"IF(", "AND(", "ISNUMBER(", "COUNTA(", "COUNTIF(", "ROWS(", "SUMPRODUCT("}
    for formula in formulas:
        parts = Tokenizer(formula).items
        assert {part.value for part in parts if part.subtype == Token.NUMBER} <= {"0"}, formula
        assert {
            part.value for part in parts if part.subtype == Token.OPEN and part.value != "("
        } <= everywhere
        assert "[" not in formula  # a structured reference


def test_a_formula_shows_nothing_until_it_is_calculated(tmp_path: Path) -> None:
    write_template(tmp_path / "blank.xlsx")
    cached = load_workbook(tmp_path / "blank.xlsx", data_only=True)
    processes = cached[Texts("fr")["workbook.sheet.processes.name"]]
    heading = next(
        cell
        for cell in processes[head_row(processes, LAYOUT.block("processes"))]
        if cell.value == Texts("fr")["workbook.processes.hours_month.label"]
    )
    assert processes.cell(heading.row + 1, heading.column).value in (None, "")


def test_each_sheet_prints_on_a4_landscape_with_its_headings(template: Template) -> None:
    _, book = template
    for sheet in book:
        if sheet.sheet_state != "visible":
            continue
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.right.text and "&N" in sheet.oddFooter.right.text
    for sheet_spec, block in tables():
        sheet = sheet_of(template, sheet_spec.key)
        row = head_row(sheet, block)
        first = row - 2 if block.bands else row  # the hidden keys lie between
        assert sheet.print_title_rows == f"${first}:${row}"


def test_the_headings_of_a_wide_table_are_grouped(template: Template) -> None:
    lang, _ = template
    for sheet_spec, block in tables():
        sheet = sheet_of(template, sheet_spec.key)
        row, keys = head_row(sheet, block) - 2, [column.key for column in block.columns]
        for band, first in block.bands:
            shown = sheet.cell(row, 3 + keys.index(first)).value
            assert shown == Texts(lang)[f"workbook.{block.key}.band.{band}"]
        assert not block.bands or block.bands[0][1] == keys[0]


def test_optional_sheets_come_last_with_a_paler_tab(template: Template) -> None:
    lang, book = template
    colours = [
        sheet_of(template, sheet.key).sheet_properties.tabColor.rgb for sheet in LAYOUT.sheets
    ]
    optional = [sheet.optional for sheet in LAYOUT.sheets]
    assert optional == sorted(optional) and True in optional
    assert set(zip(optional, colours, strict=True)) == {
        (False, f"FF{style.DARK[1:]}"),
        (True, f"FF{style.OPTIONAL[1:]}"),
    }
    welcome = Texts(lang)["workbook.state.optional"]
    assert welcome in [row[1].value for row in book["_listes"].iter_rows(max_col=2)]


def test_headings_stay_in_sight(template: Template) -> None:
    for sheet_spec, block in tables():
        if len(sheet_spec.blocks) == 1:
            sheet = sheet_of(template, sheet_spec.key)
            assert sheet.freeze_panes is not None
            assert sheet.freeze_panes.endswith(str(head_row(sheet, block) + 1))


def test_the_welcome_page_leads_to_every_sheet_and_back(template: Template) -> None:
    lang, book = template
    welcome = book.worksheets[0]
    targets = {location.split("!")[0].strip("'") for location in links_of(welcome)}
    assert targets == {Texts(lang)[f"workbook.sheet.{s.key}.name"] for s in LAYOUT.sheets}
    for sheet_spec in LAYOUT.sheets:
        assert links_of(sheet_of(template, sheet_spec.key)) == [f"'{welcome.title}'!A1"]


def links_of(sheet: Worksheet) -> list[str]:
    return [cell.hyperlink.location for row in sheet for cell in row if cell.hyperlink]


def test_the_welcome_page_says_what_to_do_in_ten_lines(template: Template) -> None:
    _, book = template
    said = [str(cell.value) for cell in book.worksheets[0]["C"] if cell.value]
    assert sum(line.split(".")[0].isdigit() for line in said) == 10


def test_headings_of_required_columns_look_different(template: Template) -> None:
    for sheet_spec, block in tables():
        sheet = sheet_of(template, sheet_spec.key)
        colours = {True: set(), False: set()}  # type: dict[bool, set[str]]
        for position, column in enumerate(block.columns):
            fill = sheet.cell(head_row(sheet, block), 3 + position).fill.fgColor.rgb
            colours[column.required].add(fill)
        assert not colours[True] & colours[False]


def test_no_cell_is_merged(template: Template) -> None:
    _, book = template
    assert all(not sheet.merged_cells.ranges for sheet in book)


def test_modules_keep_only_their_sheets_and_the_company(tmp_path: Path) -> None:
    write_template(tmp_path / "part.xlsx", "en", ["pains", "steps"])
    book = load_workbook(tmp_path / "part.xlsx")
    assert book.sheetnames == ["Welcome", "Company", "Time lost", "Steps", "_listes", "_kit"]
    assert "ref_processes" not in book.defined_names  # no list to pick from: free text
    assert (
        dict(book["_kit"].iter_rows(max_col=2, values_only=True))["modules"]
        == "company,pains,steps"
    )


def test_an_unknown_module_or_language_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as module:
        write_template(tmp_path / "x.xlsx", "fr", ["pains", "magic"])
    assert module.value.key == "commands.usage.module" and module.value.params["module"] == "magic"
    with pytest.raises(UsageError):
        write_template(tmp_path / "x.xlsx", "de")
    assert not list(tmp_path.iterdir())


def test_the_same_template_is_written_byte_for_byte(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_template(tmp_path / name, "fr")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_shipped_blank_is_the_one_the_kit_writes(lang: str, tmp_path: Path) -> None:
    """After a change of the workbook: ``python -m tests.workbook.test_template``."""
    write_template(tmp_path / "now.xlsx", lang)
    shipped = folder_of("data_templates") / BLANKS[lang]
    # Parts, not bytes: compression differs from one zlib to another.
    assert parts_of(shipped) == parts_of(tmp_path / "now.xlsx")


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


if __name__ == "__main__":
    for language, file_name in BLANKS.items():
        write_template(folder_of("data_templates") / file_name, language)
