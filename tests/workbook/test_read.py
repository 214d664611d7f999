"""A whole workbook: what is accepted, what is refused, and at which cell it is said."""

from __future__ import annotations

import re
import shutil
from datetime import date, datetime, time
from pathlib import Path

import pytest

from kit.client import Client, PlanSettings, Process
from kit.errors import WorkbookRejected
from kit.texts import Texts
from kit.workbook.examples import fingerprints
from kit.workbook.read import check_workbook, examine, read_workbook
from kit.workbook.template import write_template
from tests.workbook.files import (
    Editor,
    a_full_client,
    a_workbook,
    codes,
    edited,
    faults,
    only_fault,
    rewritten,
    sheet_part,
    warnings,
)


def the_client(path: Path) -> Client:
    client, problems = check_workbook(path)
    assert client is not None, problems
    return client


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_filled_workbook_reads_back_without_a_word(tmp_path: Path, lang: str) -> None:
    expected = a_full_client(lang)
    assert check_workbook(a_workbook(tmp_path, expected)) == (expected, ())


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_blank_template_lacks_the_name_of_the_company_only(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "blank.xlsx"
    write_template(path, lang)
    reading = examine(path)
    assert [(p.code, p.cell) for p in reading.problems] == [("missing_value", "D4")]
    assert reading.lang == lang


def test_every_value_tells_the_cell_it_was_read_from(tmp_path: Path) -> None:
    path = a_workbook(tmp_path)
    editor = Editor(path)
    cells = the_client(path).cells
    assert cells["processes/1/minutes"] == f"Processus!{editor.place('processes', 'minutes', 1)}"
    assert cells["company/name"] == "Entreprise!D4"
    assert cells["answers/pains.invoice_entry/pain"].startswith("Pertes de temps!")
    assert "processes/1/role" not in cells  # left blank


@pytest.mark.parametrize(
    ("block", "field", "typed", "shown", "expected"),
    [
        ("processes", "minutes", "1 h 15", "", 75.0),
        ("processes", "minutes", time(0, 15), "hh:mm", 15.0),
        ("processes", "minutes", 1.5, '0.0" h"', 90.0),
        ("processes", "volume_month", "1\u202f234,5", "", 1234.5),
        ("processes", "volume_month", 60.0, "0", 60.0),
        ("processes", "error_rate", "8 %", "", 0.08),
        ("processes", "error_rate", 1, "0 %", 1.0),
        ("processes", "hourly_cost", "35 €/h", "", 35.0),
        ("processes", "error_cost", 5.4, '0.0" k€"', 5400.0),
        ("processes", "critical", True, "", True),
        ("processes", "critical", "✓", "", True),
        ("processes", "domain", "ressource humaine", "", "hr"),
        ("processes", "role", "  GERANTE ", "", "Gérante"),
        ("processes", "owner", 2026, "", "2026"),
    ],
)
def test_what_people_type_is_understood(
    tmp_path: Path, block: str, field: str, typed: object, shown: str, expected: object
) -> None:
    path = edited(a_workbook(tmp_path), lambda e: e.put(block, field, typed, shown=shown))
    assert getattr(getattr(the_client(path), block)[0], field) == expected


@pytest.mark.parametrize("typed", ["2 mars 2026", "02/03/26", datetime(2026, 3, 2, 9)])
def test_a_start_date_is_a_date_or_a_text(tmp_path: Path, typed: object) -> None:
    path = edited(a_workbook(tmp_path), lambda e: e.put("plan", "start", typed, shown="d/m/y"))
    assert the_client(path).plan.start == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("block", "field", "typed", "shown", "code"),
    [
        ("processes", "volume_month", "1.234", "", "ambiguous_number"),
        ("processes", "volume_month", "environ 15", "", "text_in_number"),
        ("processes", "volume_month", "10-15", "", "text_in_number"),
        ("processes", "volume_month", -5, "", "below_minimum"),
        ("processes", "volume_month", datetime(2026, 5, 12), "dd/mm/yyyy", "date_in_number"),
        ("processes", "volume_month", "#N/A", "", "cell_error"),
        ("processes", "volume_month", "=1+1", "", "not_calculated"),
        ("processes", "error_rate", 8, "General", "ambiguous_percent"),
        ("processes", "error_rate", 8, "0 %", "above_maximum"),
        ("processes", "domain", "Compta", "", "not_a_choice"),
        ("processes", "domain", None, "", "missing_value"),
        ("processes", "critical", "peut-être", "", "not_yes_or_no"),
        ("processes", "role", "Comptable", "", "unknown_reference"),
        ("processes", "role", "Asistant", "", "unknown_reference_near"),
        ("priorities", "impact", 6, "", "not_on_scale"),
        ("priorities", "impact", 3.5, "", "not_on_scale"),
        ("costs", "unit_price", "30 $", "", "other_currency"),
        ("costs", "unit_price", "30 € TTC", "", "tax_included"),
        ("company", "department", "99", "", "unknown_department"),
        ("company", "staff", 12.5, "", "not_whole"),
        ("plan", "closed_days", "samedi, fériés", "", "not_a_choice"),
        ("closures", "last", datetime(2026, 8, 1), "dd/mm/yyyy", "dates_reversed"),
        ("gains", "automation", "Devis", "", "unknown_reference_near"),
    ],
)
def test_what_is_ambiguous_or_impossible_is_refused_at_its_cell(
    tmp_path: Path, block: str, field: str, typed: object, shown: str, code: str
) -> None:
    path = a_workbook(tmp_path)
    editor = Editor(path)
    place = editor.put(block, field, typed, shown=shown)
    editor.save()
    assert only_fault(path) == (code, place)
    problem = faults(path)[0]
    assert problem.sheet == editor.sheet_of(block).title
    for lang in ("fr", "en"):
        assert problem.message(Texts(lang)).startswith(f"{problem.sheet}!{place}")


def test_all_problems_are_told_at_once_errors_before_warnings(tmp_path: Path) -> None:
    def spoil(editor: Editor) -> None:
        editor.put("gains", "after", 90)  # more than before: a warning
        editor.put("processes", "minutes", "longtemps")
        editor.put("processes", "volume_month", "beaucoup", row=1)
        editor.put("company", "staff", "une douzaine")

    path = edited(a_workbook(tmp_path), spoil)
    _, problems = check_workbook(path)
    assert [p.code for p in problems] == ["text_in_number"] * 3 + ["worse_after"]
    assert [p.sheet for p in problems] == ["Entreprise", "Processus", "Processus", "Gains"]
    with pytest.raises(WorkbookRejected) as refusal:
        read_workbook(path)
    assert refusal.value.problems == problems
    assert refusal.value.lang == "fr"
    assert "longtemps" not in str(refusal.value)


def test_a_name_used_twice_is_told_with_the_cell_of_the_first(tmp_path: Path) -> None:
    path = edited(a_workbook(tmp_path), lambda e: e.put("processes", "name", " DÉVIS", row=1))
    found = next(p for p in faults(path) if p.code == "duplicate_name")
    editor = Editor(path)
    assert found.cell == editor.place("processes", "name", 1)
    assert found.params["first"] == editor.place("processes", "name", 0)


def test_a_calculated_formula_in_an_input_cell_is_its_value(tmp_path: Path) -> None:
    path = edited(a_workbook(tmp_path), lambda e: e.put("processes", "minutes", "=10+5"))
    editor = Editor(path)
    part = f"xl/worksheets/sheet{editor.book.sheetnames.index('Processus') + 1}.xml"
    calculated = rewritten(
        path, {part: lambda b: b.replace(b"<f>10+5</f><v></v>", b"<f>10+5</f><v>15</v>")}
    )
    assert the_client(calculated).processes[0].minutes == 15


def test_a_formula_that_its_writer_never_calculated_is_not_a_zero(tmp_path: Path) -> None:
    path = edited(a_workbook(tmp_path), lambda e: e.put("processes", "minutes", "=10+5"))
    part = f"xl/worksheets/sheet{Editor(path).book.sheetnames.index('Processus') + 1}.xml"
    # What XlsxWriter and openpyxl leave: a zero, and the request to calculate on opening.
    rewritten(path, {part: lambda b: b.replace(b"<f>10+5</f><v></v>", b"<f>10+5</f><v>0</v>")})
    assert codes(path) == ["not_calculated"]


def test_the_formulas_of_the_template_never_matter(tmp_path: Path) -> None:
    def spoil(editor: Editor) -> None:
        editor.put("processes", "hours_month", "#REF!")
        editor.put("priorities", "score", "n’importe quoi")

    path = edited(a_workbook(tmp_path), spoil)
    assert check_workbook(path) == (a_full_client(), ())


@pytest.mark.parametrize("label", ["Total", "TOTAL :", "Sous-total", "somme", "Total général"])
def test_a_total_row_among_the_data_is_refused(tmp_path: Path, label: str) -> None:
    def add(editor: Editor) -> None:
        editor.put("costs", "label", label, row=1)
        editor.put("costs", "unit_price", 30, row=1)

    path = edited(a_workbook(tmp_path), add)
    assert only_fault(path) == ("total_row", Editor(path).place("costs", "label", 1))


def test_a_sum_without_a_name_is_a_total_row(tmp_path: Path) -> None:
    path = edited(a_workbook(tmp_path), lambda e: e.put("costs", "unit_price", "=SUM(G1:G9)", 1))
    part = f"xl/worksheets/sheet{Editor(path).book.sheetnames.index('Coûts') + 1}.xml"
    rewritten(path, {part: lambda b: b.replace(b"(G1:G9)</f><v></v>", b"(G1:G9)</f><v>30</v>")})
    assert codes(path) == ["total_row"]


def test_merged_data_cells_are_refused(tmp_path: Path) -> None:
    def merge(editor: Editor) -> None:
        place = editor.place("processes", "owner")
        editor.sheet("processes").merge_cells(f"{place}:{editor.place('processes', 'owner', 1)}")

    path = edited(a_workbook(tmp_path), merge)
    assert codes(path) == ["merged_cells"]


def test_an_answer_merged_over_two_lines_of_a_form_is_refused(tmp_path: Path) -> None:
    path = edited(a_workbook(tmp_path), lambda e: e.sheet("company").merge_cells("D5:D6"))
    assert "merged_cells" in codes(path)


def test_a_workbook_of_which_only_the_description_is_left_is_one_problem(tmp_path: Path) -> None:
    def empty(editor: Editor) -> None:
        for sheet in editor.book.worksheets[:-2]:
            sheet.delete_rows(1, 200)
            for name in list(sheet.tables):
                del sheet.tables[name]

    assert codes(edited(a_workbook(tmp_path), empty)) == ["not_a_kit_workbook"]


def test_blank_lines_between_entries_are_skipped(tmp_path: Path) -> None:
    def move(editor: Editor) -> None:
        for field in (column.key for column in editor.layout.block("costs").inputs):
            editor.put("costs", field, editor.sheet("costs")[editor.place("costs", field)].value, 5)
            editor.put("costs", field, None)

    assert the_client(edited(a_workbook(tmp_path), move)) == a_full_client()


def test_hidden_rows_are_read_with_a_warning(tmp_path: Path) -> None:
    def hide(editor: Editor) -> None:
        row = editor.sheet("processes")[editor.place("processes", "name", 1)].row
        editor.sheet("processes").row_dimensions[row].hidden = True

    path = edited(a_workbook(tmp_path), hide)
    assert the_client(path) == a_full_client()
    assert warnings(path) == {"hidden_rows"}


def test_a_hidden_sheet_is_read_with_a_warning(tmp_path: Path) -> None:
    def hide(editor: Editor) -> None:
        editor.sheet("gains").sheet_state = "hidden"

    path = edited(a_workbook(tmp_path), hide)
    assert the_client(path) == a_full_client()
    assert warnings(path) == {"hidden_sheet"}


def test_an_example_typed_over_is_read_with_a_warning(tmp_path: Path) -> None:
    def type_over(editor: Editor) -> None:
        editor.put("roles", "name", "Comptable", row=-1)

    path = edited(a_workbook(tmp_path), type_over)
    assert [role.name for role in the_client(path).roles] == ["Comptable", "Assistant", "Gérante"]
    assert warnings(path) == {"example_replaced"}


def test_an_example_whose_wording_changed_since_is_still_an_example(tmp_path: Path) -> None:
    """The workbook was sent months ago; an editor has rewritten the examples meanwhile."""
    path = a_workbook(tmp_path)
    editor = Editor(path)
    editor.put("roles", "name", "Comptable", row=-1)
    meta = editor.book["_kit"]
    kept = next(line for line in meta.iter_rows(max_col=2) if line[0].value == "example.roles")[1]
    others = str(kept.value).split()[1:]
    kept.value = " ".join([f"name:{fingerprints({'name': 'Comptable'})['name']}", *others])
    editor.save()
    assert check_workbook(path) == (a_full_client(), ())


def test_personal_data_is_a_warning_that_does_not_quote_it(tmp_path: Path) -> None:
    path = edited(
        a_workbook(tmp_path), lambda e: e.put("processes", "frictions", "voir marie@example.org")
    )
    problem = check_workbook(path)[1][0]
    assert (problem.code, problem.severity) == ("personal_data", "warning")
    assert "marie" not in problem.message(Texts("fr"))


def test_long_values_are_cut_in_messages(tmp_path: Path) -> None:
    path = edited(a_workbook(tmp_path), lambda e: e.put("company", "staff", "très " * 200))
    assert len(str(faults(path)[0].found)) == 40


def test_a_workbook_of_a_newer_schema_says_only_that(tmp_path: Path) -> None:
    path = edited(a_workbook(tmp_path), lambda e: e.book["_kit"].cell(1, 2, 99))
    assert codes(path) == ["newer_schema"]


def test_a_missing_sheet_is_an_error_when_the_workbook_was_made_with_it(tmp_path: Path) -> None:
    path = edited(a_workbook(tmp_path), lambda e: e.book.remove(e.sheet("register")))
    assert codes(path) == ["missing_table"]
    path = edited(path, lambda e: e.book.remove(e.book["_kit"]))
    assert codes(path) == []
    assert "absent_tables" in warnings(path)


def test_a_template_made_of_some_sheets_asks_for_no_others(tmp_path: Path) -> None:
    path = tmp_path / "some.xlsx"
    write_template(path, "fr", ["company", "pains"])
    edited(path, lambda e: e.put("company", "name", "Atelier"))
    assert check_workbook(path)[1] == ()


def test_a_workbook_that_is_not_ours_is_one_problem(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Nom", "Domaine", "Montant"])  # type: ignore[union-attr]
    book.active.append(["a", "b", 3])  # type: ignore[union-attr]
    book.save(tmp_path / "other.xlsx")
    assert codes(tmp_path / "other.xlsx") == ["not_a_kit_workbook"]


def test_a_parameter_of_the_plan_left_blank_is_absent_not_zero(tmp_path: Path) -> None:
    client = Client(
        company=a_full_client().company, processes=(Process("Devis", "sales"),), plan=PlanSettings()
    )
    read = the_client(a_workbook(tmp_path, client))
    assert read == client
    assert read.processes[0].volume_month is None


def test_the_same_content_is_read_once_and_a_new_content_anew(tmp_path: Path) -> None:
    path = a_workbook(tmp_path)
    first = read_workbook(path)
    assert read_workbook(path) is first
    edited(path, lambda e: e.put("company", "staff", 15))
    assert read_workbook(path).company.staff == 15


def test_the_extension_does_not_matter(tmp_path: Path) -> None:
    path = a_workbook(tmp_path)
    for name in ("client.xls", "client", "client.txt", "-o é ' $x.xlsx"):
        shutil.copy(path, tmp_path / name)
        assert the_client(tmp_path / name) == a_full_client()


def test_a_labelled_sum_of_its_own_column_is_a_total_row(tmp_path: Path) -> None:
    def add(editor: Editor) -> None:
        place = editor.place("costs", "unit_price")
        editor.put("costs", "label", "L’ensemble", row=1)
        editor.put("costs", "rhythm", "par mois", row=1)
        editor.put("costs", "unit_price", f"=SUM({place}:{place})", row=1)

    path = edited(a_workbook(tmp_path), add)
    part = sheet_part(Editor(path).book, "Coûts")
    rewritten(path, {part: lambda b: re.sub(rb"(SUM\(.*?</f>)<v></v>", rb"\1<v>30</v>", b)})
    assert codes(path) == ["total_row"]


def test_an_answer_beside_the_cell_of_a_form_is_told(tmp_path: Path) -> None:
    def move(editor: Editor) -> None:
        place = editor.place("company", "staff")
        sheet = editor.sheet("company")
        sheet[place.replace("D", "E")] = sheet[place].value  # over the help text
        sheet[place] = None
        sheet["G5"] = "une remarque"

    _, problems = check_workbook(edited(a_workbook(tmp_path), move))
    told = [(problem.code, problem.cell) for problem in problems]
    staff = Editor(tmp_path / "client.xlsx").place("company", "staff").replace("D", "E")
    assert told == [("outside_lines", "G5"), ("outside_lines", staff)]


def test_a_note_far_below_a_table_is_told(tmp_path: Path) -> None:
    path = edited(a_workbook(tmp_path), lambda e: e.put("roles", "name", "À revoir ensemble", 8))
    client, problems = check_workbook(path)
    assert [(problem.code, problem.severity) for problem in problems] == [("lone_entry", "warning")]
    assert client is not None and client.roles[-1].name == "À revoir ensemble"
