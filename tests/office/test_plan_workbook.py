"""plan.xlsx recalculated by LibreOffice gives the kit's own figures, to the cent."""

from __future__ import annotations

import math
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from kit.analysis.model import Analysis
from kit.client import Client
from kit.deliverable.workbook_out import write_plan
from kit.places import folder_of
from kit.texts import Texts
from kit.workbook.read import read_workbook
from tests.clients import a_cost, a_worked_example, analysed
from tests.examples import EXAMPLES
from tests.figures import value_in
from tests.rich import a_rich_client

pytestmark = pytest.mark.office

AS_OF = date(2026, 3, 2)
CENT = 0.005
CASES = ("worked", "year_end", "monthly", "by_date", *EXAMPLES)
Recalculated = tuple[Analysis, Workbook, Workbook]  # ours, then LibreOffice's


def client_of(case: str) -> Client:
    if case == "worked":
        return a_worked_example()
    if case in EXAMPLES:
        return read_workbook(folder_of("data_templates") / f"{case}.xlsx")
    return a_rich_client(case)


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Recalculated]:
    """Each case written, emptied of our values, computed by LibreOffice, read back."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice here")
    folder = tmp_path_factory.mktemp("plans")
    analyses, blanks = {}, []
    for case in CASES:
        analyses[case] = analysed(client_of(case), AS_OF)
        write_plan(folder / f"{case}.xlsx", analyses[case], Texts("fr"))
        blank = folder / "blank" / f"{case}.xlsx"
        blank.parent.mkdir(exist_ok=True)
        openpyxl.load_workbook(folder / f"{case}.xlsx").save(blank)  # formulas, no value
        blanks.append(str(blank))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = str(folder / "out")
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", out, *blanks]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {
        case: (
            analyses[case],
            openpyxl.load_workbook(folder / f"{case}.xlsx", data_only=True),
            openpyxl.load_workbook(folder / "out" / f"{case}.xlsx", data_only=True),
        )
        for case in CASES
    }


@pytest.mark.parametrize("case", CASES)
def test_each_figure_of_the_report_is_recomputed_to_the_cent(
    case: str, recalculated: Mapping[str, Recalculated]
) -> None:
    analysis, _, book = recalculated[case]
    sheet = book[Texts("fr")["deliverable.plan.sheet.provenance"]]
    rows = {row[5]: row[2] for row in sheet.iter_rows(min_row=5, values_only=True)}
    assert len(analysis.traces) > 10
    for trace in analysis.traces:
        held = value_in(analysis, trace.figure)
        expected = trace.value if held is None else held
        found = rows[trace.figure]
        whole = trace.unit == "months" or float(expected).is_integer()
        tolerance = 1e-6 if whole or trace.unit != "EUR" else CENT
        assert found == pytest.approx(expected, abs=tolerance), trace


@pytest.mark.parametrize("case", CASES)
def test_what_is_shown_before_any_calculation_is_what_is_calculated(
    case: str, recalculated: Mapping[str, Recalculated]
) -> None:
    """Every number of every sheet: cash flow, budget, options, scores."""
    _, ours, theirs = recalculated[case]
    for sheet in ours:
        for row in sheet.iter_rows():
            for cell in row:
                found = theirs[sheet.title][cell.coordinate].value
                assert not str(found).startswith(("#", "Err:")), (sheet.title, cell.coordinate)
                if isinstance(cell.value, int | float):
                    where = (sheet.title, cell.coordinate, cell.value, found)
                    assert isinstance(found, int | float), where
                    assert math.isclose(found, cell.value, rel_tol=1e-9, abs_tol=1e-5), where


def test_stars_and_payback_are_those_of_the_worked_example(
    recalculated: Mapping[str, Recalculated],
) -> None:
    analysis, _, book = recalculated["worked"]
    scores = book["Priorités"]
    for row, ranked in enumerate(analysis.priorities, 5):
        assert scores.cell(row, 7).value == "★" * (ranked.stars or 0)
    money = book["Gains et coûts"]
    values = {row[0]: row[1] for row in money.iter_rows(max_col=2, values_only=True) if row[0]}
    assert values["Gain brut par mois"] == pytest.approx(633.33, abs=CENT)
    assert values["Gain net par mois"] == pytest.approx(603.33, abs=CENT)
    assert values["Mois où les coûts de départ sont couverts"] == 0


def test_a_number_changed_on_the_sheet_of_lines_changes_every_total(tmp_path: Path) -> None:
    """Twice the volume of the first gain: its line, the gross and the net follow."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice here")
    client = a_worked_example()
    write_plan(tmp_path / "plan.xlsx", analysed(client, AS_OF), Texts("fr"))
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    money = book["Gains et coûts"]
    row = next(one.row for one in money["A"] if one.value == client.gains[0].label)
    money.cell(row, 4).value = 100
    book.save(tmp_path / "changed.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    out = str(tmp_path / "out")
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", out]
    changed = [*command, str(tmp_path / "changed.xlsx")]
    subprocess.run(changed, check=True, capture_output=True, timeout=180)
    sheet = openpyxl.load_workbook(tmp_path / "out/changed.xlsx", data_only=True)["Provenance"]
    values = {line[5]: line[2] for line in sheet.iter_rows(min_row=5, values_only=True)}
    assert values["business_case.gross_month"] == pytest.approx(633.3333 + 433.3333, abs=CENT)
    assert values["business_case.net_month"] == pytest.approx(603.3333 + 433.3333, abs=CENT)
    assert values["business_case.returns.gain"] == pytest.approx(24 * 1066.6667, abs=CENT)


def test_no_amount_is_too_wide_for_its_column_on_paper(tmp_path: Path) -> None:
    """From 0.40 € to 12 M€, no "###" where LibreOffice prints a figure."""
    office, reader = shutil.which("soffice"), shutil.which("pdftotext")
    if office is None or reader is None:
        pytest.skip("no LibreOffice or no poppler here")
    costs = (a_cost(unit_price=0.40), a_cost(rhythm="once", unit_price=12_000_000.0))
    write_plan(tmp_path / "plan.xlsx", analysed(a_worked_example(costs=costs), AS_OF), Texts("fr"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    made = [*command, str(tmp_path / "plan.xlsx")]
    subprocess.run(made, check=True, capture_output=True, timeout=180)
    read = [reader, "-layout", str(tmp_path / "plan.pdf"), "-"]
    text = subprocess.run(read, check=True, capture_output=True, timeout=60).stdout.decode()
    assert "12,000,000" in text
    assert "###" not in text
