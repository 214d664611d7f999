"""plan.xlsx: dated tasks, live formulas equal to the results, client text inert."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kit.client import Client, Cost, FlowRow, Option, Phase
from kit.deliverable.workbook_out import write_plan
from kit.texts import Texts
from tests.clients import (
    a_client,
    a_cost,
    a_plan,
    a_priority,
    a_process,
    a_time_gain,
    a_worked_example,
    an_automation,
    analysed,
)
from tests.deliverable.sample import HOSTILE
from tests.rich import a_rich_client

AS_OF = date(2026, 3, 2)


def written(
    folder: Path, client: Client | None = None, lang: str = "fr", values: bool = False
) -> openpyxl.Workbook:
    path = folder / "plan.xlsx"
    write_plan(path, analysed(client or a_worked_example(), AS_OF), Texts(lang))
    return openpyxl.load_workbook(path, data_only=values)


def found(sheet: Worksheet, label: str) -> tuple[int, int]:
    """Row and column of the cell that holds *label*."""
    for row in sheet.iter_rows():
        for one in row:
            if one.value == label:
                return one.row, one.column
    raise AssertionError(label)


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        (
            "fr",
            "Actions;Mode d’emploi;Feuille de route;Indicateurs;Priorités"
            ";Gains et coûts;Flux mensuels;Flux corrigés;Budget;Options;Risques;Constats"
            ";Provenance;Hypothèses",
        ),
        (
            "en",
            "Actions;Guide;Roadmap;Indicators;Priorities;Gains and costs"
            ";Monthly flows;Corrected flows;Budget;Options;Risks;Findings;Provenance;Assumptions",
        ),
    ],
)
def test_sheets_are_named_in_the_readers_language(tmp_path: Path, lang: str, names: str) -> None:
    assert written(tmp_path, a_rich_client(), lang).sheetnames == names.split(";")


def test_a_sheet_with_nothing_to_say_is_left_out(tmp_path: Path) -> None:
    names = written(tmp_path).sheetnames
    assert names == [
        "Actions",
        "Mode d’emploi",
        "Priorités",
        "Gains et coûts",
        "Flux mensuels",
        "Provenance",
        "Hypothèses",
    ]


def test_every_task_has_its_dates_its_owner_and_a_status_to_choose(tmp_path: Path) -> None:
    analysis = analysed(a_worked_example(), AS_OF)
    sheet = written(tmp_path)["Actions"]
    rows = action_rows(sheet)
    assert [row["Début"].date() for row in rows] == [task.date for task in analysis.plan.tasks]
    assert [row["Fin"].date() for row in rows] == [task.last_date for task in analysis.plan.tasks]
    assert all(row["Tâche"] and row["Responsable"] for row in rows)
    blocked = [bool(task.blocked_by) for task in analysis.plan.tasks]
    assert [row["Statut"] == "bloquée" for row in rows] == blocked
    offered = {one.formula1 for one in sheet.data_validations.dataValidation}
    assert offered == {'"à faire,en cours,terminée,bloquée"', '"haute,normale,basse"'}


def action_rows(sheet: Worksheet) -> list[dict[str, Any]]:
    """The tasks by heading; the table says where they end."""
    (table,) = sheet.tables.values()
    cells = sheet[table.ref]
    headings = [one.value for one in cells[0]]
    return [dict(zip(headings, [one.value for one in row], strict=True)) for row in cells[1:]]


def test_the_action_list_is_ready_to_be_imported(tmp_path: Path) -> None:
    """Headings on the first row of the first sheet, in a named table; an id a row."""
    analysis = analysed(a_worked_example(), AS_OF)
    book = written(tmp_path)
    sheet = book.worksheets[0]
    (table,) = sheet.tables.values()
    assert (table.displayName, table.ref) == ("Actions", f"A1:O{1 + len(analysis.plan.tasks)}")
    assert sheet["A1"].value == "Tâche"
    assert [row["Repère"] for row in action_rows(sheet)] == [t.key for t in analysis.plan.tasks]
    assert len({one.value for one in sheet[1]}) == 15
    assert sheet.freeze_panes == "B2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert "&P / &N" in "".join(str(part.text) for part in (sheet.oddFooter.right,))


def test_late_is_told_by_the_day_the_file_is_opened(tmp_path: Path) -> None:
    plan = a_plan(start=date(2026, 1, 5))  # well before the report
    client = a_worked_example(plan=plan)
    formulas = action_rows(written(tmp_path, client)["Actions"])
    values = action_rows(written(tmp_path, client, values=True)["Actions"])
    assert all("TODAY()" in row["Retard"] and '<>"terminée"' in row["Retard"] for row in formulas)
    late = [row["Fin"].date() < AS_OF for row in values]
    assert any(late)
    assert [row["Retard"] == "en retard" for row in values] == late


def test_the_guide_counts_and_leads_to_every_sheet(tmp_path: Path) -> None:
    book = written(tmp_path, a_rich_client())
    guide = written(tmp_path, a_rich_client(), values=True)["Mode d’emploi"]
    shown = [str(one.value) for row in guide.iter_rows() for one in row if one.value is not None]
    tasks = analysed(a_rich_client(), AS_OF).plan.tasks
    assert f"Tâches terminées\u202f: 0 sur {len(tasks)}" in shown
    assert f"Tâches bloquées\u202f: {sum(bool(one.blocked_by) for one in tasks)}" in shown
    led = [one.hyperlink.location for row in guide.iter_rows() for one in row if one.hyperlink]
    others = [name for name in book.sheetnames if name != guide.title]
    assert led == [f"'{name}'!A1" if " " in name else f"{name}!A1" for name in others] or led == [
        f"'{name}'!A1" for name in others
    ]


@pytest.mark.parametrize(("paper", "number"), [("", 9), ("a4", 9), ("letter", 1)])
def test_every_sheet_is_printed_on_the_paper_of_the_run(
    tmp_path: Path, paper: str, number: int
) -> None:
    path = tmp_path / "plan.xlsx"
    write_plan(path, analysed(a_rich_client(), AS_OF), Texts("fr"), paper)
    for sheet in openpyxl.load_workbook(path):
        assert sheet.page_setup.paperSize == number, sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_gross_net_and_first_year_return_are_live_and_equal_to_the_results(
    tmp_path: Path,
) -> None:
    case = analysed(a_worked_example(), AS_OF).business_case
    assert case is not None
    formulas, values = written(tmp_path), written(tmp_path, values=True)
    for label, expected in (
        ("Gain brut par mois", case.gross_month),
        ("Gain net par mois", case.net_month),
        ("Coûts récurrents par mois", case.cost_month),
        ("Retour sur investissement la première année", case.roi_first_year),
    ):
        row, column = found(formulas["Gains et coûts"], label)
        assert str(formulas["Gains et coûts"].cell(row, column + 1).value).startswith("=")
        assert values["Gains et coûts"].cell(row, column + 1).value == pytest.approx(expected)
    assert case.gross_month == pytest.approx(633.33, abs=0.005)
    assert case.net_month == pytest.approx(603.33, abs=0.005)


def test_scores_and_stars_are_live_and_shown_before_any_calculation(tmp_path: Path) -> None:
    client = a_client(
        processes=(a_process("A"), a_process("B"), a_process("C")),
        priorities=(
            a_priority("A", impact=5, effort=2, risk=1),
            a_priority("B", impact=3, effort=5, risk=5),
            a_priority("C", impact=None),
        ),
    )
    formulas = written(tmp_path, client)["Priorités"]
    values = written(tmp_path, client, values=True)["Priorités"]
    shown = [[one.value for one in row][5:8] for row in values.iter_rows(5, 7)]
    assert shown[0] == [7, "★★★★★", "oui"]
    assert shown[1][:2] == [-4, "★"]
    assert shown[2] == ["n. c."] * 3
    assert "'Hypothèses'!$B$" in formulas["F5"].value


@pytest.mark.parametrize(
    ("costs", "month"),
    [((a_cost(),), 0), ((a_cost(rhythm="once", unit_price=1270.0),), 3)],
)
def test_the_payback_month_is_that_of_the_results(
    tmp_path: Path, costs: tuple[Cost, ...], month: int
) -> None:
    """633.33 a month and nothing at the start; 1 270 at the start is a hair over two months."""
    client = a_worked_example(costs=costs)
    formulas, values = written(tmp_path, client), written(tmp_path, client, values=True)
    row, column = found(formulas["Gains et coûts"], "Mois où les coûts de départ sont couverts")
    assert values["Gains et coûts"].cell(row, column + 1).value == month
    assert analysed(client, AS_OF).business_case.payback_month == month  # type: ignore[union-attr]
    assert "'Provenance'!" in formulas["Gains et coûts"].cell(row, column + 1).value


def test_no_number_is_followed_by_a_bare_decimal_sign_and_no_minus_is_lost(tmp_path: Path) -> None:
    """Excel writes 50 as "50," under #,##0.## and -3 as "3" under a format with a condition."""
    daily = a_time_gain(volume=7.0, period="day")
    for sheet in written(tmp_path, a_worked_example(gains=(a_time_gain(), daily))):
        for row in sheet.iter_rows():
            for one in row:
                assert "0.##" not in one.number_format
                assert ">=" not in one.number_format
    sheet = written(tmp_path, a_worked_example(gains=(a_time_gain(), daily)))["Gains et coûts"]
    row, _ = found(sheet, "Qualification des demandes")
    formats = [sheet.cell(row, column).number_format for column in (4, 5)]
    assert formats == ["General", "General"]  # 50, once a month
    assert sheet.cell(row + 1, 5).value.startswith("='Hypothèses'!")  # 220 days ÷ 12
    assert sheet.cell(row + 1, 5).number_format == "#,##0.00"


def test_a_figure_that_cannot_be_computed_says_why_instead_of_zero(tmp_path: Path) -> None:
    client = a_client(gains=(a_time_gain(volume=None),), costs=(a_cost(unit_price=None),))
    sheet = written(tmp_path, client)["Gains et coûts"]
    row, column = found(sheet, "Gain net par mois")
    assert sheet.cell(row, column + 1).value == "n. c."
    assert sheet.cell(row, column + 2).value


def test_each_trace_has_its_row_with_a_live_formula_and_its_value(tmp_path: Path) -> None:
    analysis = analysed(a_rich_client(), AS_OF)
    formulas = written(tmp_path, a_rich_client())["Provenance"]
    values = written(tmp_path, a_rich_client(), values=True)["Provenance"]
    rows = list(formulas.iter_rows(min_row=5, values_only=True))
    assert [row[5] for row in rows] == [trace.figure for trace in analysis.traces]
    assert all(str(row[2]).startswith("=") for row in rows)
    shown = [row[2] for row in values.iter_rows(min_row=5, values_only=True)]
    assert shown == pytest.approx([trace.value for trace in analysis.traces])


def test_a_number_is_typed_once(tmp_path: Path) -> None:
    """What stands on the sheet of lines is referred to from the provenance, not copied."""
    book = written(tmp_path, a_rich_client())
    rows = {row[5].value: row for row in book["Provenance"].iter_rows(min_row=5)}
    terms = [cell.value for cell in rows["business_case.gain-2.hours_month"][6:]]
    assert terms[0] == "Volume"
    assert terms[1].startswith("='Gains et coûts'!")
    net = [cell.value for cell in rows["business_case.net_month"][6:]]
    assert net[1] == f"='Provenance'!$C${rows['business_case.gross_month'][0].row}"


def test_the_budget_stands_beside_what_was_written(tmp_path: Path) -> None:
    sheet = written(tmp_path, a_rich_client(), values=True)["Budget"]
    rows = {(row[2], row[3]): row for row in sheet.iter_rows(min_row=5, values_only=True)}
    assert rows["Total de la phase", 6314][4:6] == (9000, 2686)


def test_corrected_totals_stand_beside_those_of_the_lines(tmp_path: Path) -> None:
    case = analysed(a_rich_client(), AS_OF).business_case
    assert case is not None
    assert case.corrected is not None
    sheet = written(tmp_path, a_rich_client(), values=True)["Gains et coûts"]
    row, _ = found(sheet, "Gain net par mois")
    assert sheet.cell(row, 2).value == pytest.approx(case.net_month)
    assert sheet.cell(row, 3).value == pytest.approx(case.corrected.net_month)


def test_an_option_that_states_a_part_takes_the_rest_from_its_lines(tmp_path: Path) -> None:
    client = a_worked_example(options=(Option("A", retained=True, set_up_low=900.0),))
    found = {trace.figure: trace for trace in analysed(client, AS_OF).traces}
    assert found["options.1.set_up.low"].rule == "option_stated"
    assert found["options.1.gain_year.low"].rule == "option_gain_year_low"
    book = written(tmp_path, client)
    assert found_row(book["Options"], "Lignes de l’option : A")
    row = found_row(book["Provenance"], "options.1.gain_year.low")
    assert "SUMPRODUCT('Options'!" in book["Provenance"].cell(row, 3).value


def found_row(sheet: Worksheet, label: str) -> int:
    return found(sheet, label)[0]


def test_findings_are_written_as_the_report_says_them(tmp_path: Path) -> None:
    analysis = analysed(a_rich_client(), AS_OF)
    sheet = written(tmp_path, a_rich_client())["Constats"]
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    assert len(rows) == len(analysis.findings)
    assert {row[0] for row in rows} <= {"erreur", "à vérifier", "à noter"}


def test_a_client_without_figures_still_gets_the_plan(tmp_path: Path) -> None:
    names = written(tmp_path, a_client()).sheetnames
    assert names == ["Actions", "Mode d’emploi", "Priorités", "Hypothèses"]


@pytest.mark.parametrize("text", [*HOSTILE, "@SUM(1)", "+1+1", "https://example.org", "-2"])
def test_whatever_a_client_types_stays_text(tmp_path: Path, text: str) -> None:
    client = a_client(
        processes=(a_process(text),),
        priorities=(a_priority(text, comment=text),),
        automations=(an_automation(text, process=text),),
        gains=(a_time_gain(label=text),),
        costs=(a_cost(label=text, rhythm="once", phase=text),),
        phases=(Phase(text, start=1, end=2, contingency=0.1),),
        options=(Option(text), Option(f"{text} 2", set_up_low=1.0, run_low=1.0, gain_low=1.0)),
        flows=(FlowRow(text, "gain", year_1=3.0),),
    )
    book = written(tmp_path, client)
    for sheet in book:
        for row in sheet.iter_rows():
            for one in row:
                assert one.hyperlink is None or one.hyperlink.target is None  # inside the file
                if one.data_type == "f":
                    assert text not in one.value
    assert book["Priorités"]["B5"].data_type == "s"


def test_same_analysis_same_bytes(tmp_path: Path) -> None:
    analysis = analysed(a_worked_example(), AS_OF)
    for name in ("one", "two"):
        write_plan(tmp_path / name, analysis, Texts("fr"))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("price", [0.40, 12_000_000.0])
def test_a_column_is_as_wide_as_its_longest_amount(tmp_path: Path, price: float) -> None:
    """A narrower one shows "####" where a director looks for the figure."""
    client = a_worked_example(costs=(a_cost(rhythm="once", unit_price=price),))
    path = tmp_path / "plan.xlsx"
    write_plan(path, analysed(client, AS_OF), Texts("fr"))
    formulas, values = (openpyxl.load_workbook(path, data_only=shown) for shown in (False, True))
    seen = 0
    for sheet in values:
        for row in sheet.iter_rows():
            for one in row:
                if isinstance(one.value, int | float) and "€" in one.number_format:
                    seen += 1
                    width = _width(formulas[sheet.title], one.column)
                    assert width >= len(f"{one.value:,.2f} €"), (sheet.title, one.coordinate)
    assert seen > 10


def _width(sheet: Worksheet, column: int) -> float:
    """[characters] openpyxl groups equal columns under the first of them."""
    for found in sheet.column_dimensions.values():
        if found.min <= column <= found.max:
            return float(found.width)
    return 8.0


def test_a_loss_is_red_and_keeps_its_minus(tmp_path: Path) -> None:
    for sheet in written(tmp_path, a_rich_client()):
        for row in sheet.iter_rows():
            for one in row:
                if "€" in one.number_format:
                    gain, loss = one.number_format.split(";")
                    assert loss == f"[Red]-{gain}"
