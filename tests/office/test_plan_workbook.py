"""plan.xlsx recalculated by LibreOffice gives the kit's own figures."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kit.deliverable.workbook_out import write_plan
from kit.texts import Texts
from tests.clients import a_worked_example, analysed

pytestmark = pytest.mark.office


def test_libreoffice_computes_the_same_gross_net_and_return(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice here")
    analysis = analysed(a_worked_example(), date(2026, 3, 2))
    case = analysis.business_case
    assert case is not None
    texts = Texts("fr")
    write_plan(tmp_path / "plan.xlsx", analysis, texts)
    blank = tmp_path / "blank.xlsx"  # without our values: what is read was computed there
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    book.save(blank)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    out = tmp_path / "out"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
    subprocess.run([*command, str(blank)], check=True, capture_output=True, timeout=180)
    sheet = openpyxl.load_workbook(out / "blank.xlsx", data_only=True)["Gains et coûts"]
    values = {row[0]: row[1] for row in sheet.iter_rows(max_col=2, values_only=True) if row[0]}
    assert values[texts["deliverable.plan.money.gross_month"]] == pytest.approx(case.gross_month)
    assert values[texts["deliverable.plan.money.net_month"]] == pytest.approx(case.net_month)
    roi = values[texts["deliverable.plan.money.roi_first_year"]]
    assert roi == pytest.approx(case.roi_first_year)
    assert values[texts["deliverable.plan.money.payback_month"]] == case.payback_month
    scores = openpyxl.load_workbook(out / "blank.xlsx", data_only=True)["Priorités"]
    for row, ranked in enumerate(analysis.priorities, 5):
        assert scores.cell(row, 6).value == ranked.score
        assert scores.cell(row, 7).value == "★" * (ranked.stars or 0)
