"""plan.xlsx: dated tasks, live formulas equal to the results, client text inert."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kit.client import Client, Cost, FlowRow, Option, Phase
from kit.deliverable.workbook_out import write_plan
from kit.texts import Texts
from tests.clients import (
    a_client,
    a_cost,
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
            "Actions;Feuille de route;Priorités;Gains et coûts;Flux mensuels;Flux corrigés;Budget"
            ";Options;Constats;Provenance;Hypothèses",
        ),
        (
            "en",
            "Actions;Roadmap;Priorities;Gains and costs;Monthly flows;Corrected flows;Budget"
            ";Options;Findings;Provenance;Assumptions",
        ),
    ],
)
def test_sheets_are_named_in_the_readers_language(tmp_path: Path, lang: str, names: str) -> None:
    assert written(tmp_path, a_rich_client(), lang).sheetnames == names.split(";")


def test_a_sheet_with_nothing_to_say_is_left_out(tmp_path: Path) -> None:
    names = written(tmp_path).sheetnames
    assert names == [
        "Actions",
        "Priorités",
        "Gains et coûts",
        "Flux mensuels",
        "Provenance",
        "Hypothèses",
    ]


def test_every_task_has_its_dates_its_owner_and_a_status_to_choose(tmp_path: Path) -> None:
    analysis = analysed(a_worked_example(), AS_OF)
    sheet = written(tmp_path)["Actions"]
    rows = list(sheet.iter_rows(min_row=5, max_row=4 + len(analysis.plan.tasks), values_only=True))
    starts = [row[0].date() for row in rows]
    assert starts == [task.date for task in analysis.plan.tasks]
    assert all(row[2] and row[4] and row[5] in ("à faire", "bloquée") for row in rows)
    blocked = [bool(task.blocked_by) for task in analysis.plan.tasks]
    assert [row[5] == "bloquée" for row in rows] == blocked
    [validation] = sheet.data_validations.dataValidation
    assert validation.formula1 == '"à faire,en cours,terminée,bloquée"'
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == f"A4:J{4 + len(rows)}"


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
    assert written(tmp_path, a_client()).sheetnames == ["Actions", "Priorités", "Hypothèses"]


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
                assert one.hyperlink is None
                if one.data_type == "f":
                    assert text not in one.value
    assert book["Priorités"]["B5"].data_type == "s"


def test_same_analysis_same_bytes(tmp_path: Path) -> None:
    analysis = analysed(a_worked_example(), AS_OF)
    for name in ("one", "two"):
        write_plan(tmp_path / name, analysis, Texts("fr"))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
