"""A workbook filled by hand in LibreOffice, with what French people type, reads without loss."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kit.client import (
    Action,
    Claim,
    Closure,
    Cost,
    Finance,
    FlowRow,
    Gain,
    Kpi,
    Option,
    Phase,
    Priority,
    Process,
    Role,
)
from kit.workbook.read import check_workbook
from kit.workbook.template import write_template

SYSTEM_PYTHON = Path("/usr/bin/python3")  # LibreOffice's `uno` module belongs to it
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(
        shutil.which("soffice") is None or not SYSTEM_PYTHON.exists(),
        reason="LibreOffice is not installed",
    ),
]

# block, row under the example, what is typed by column
TYPED: list[tuple[str, int, dict[str, str]]] = [
    ("company", 0, {"name": "Menuiserie Lagrange", "staff": "14", "department": "01",
                    "tools": "Outlook ; EBP", "tool_budget": "1 250,50 €",
                    "technical_skills": "Non"}),
    ("roles", 1, {"name": "Assistante", "hourly_cost": "28,40 €", "yearly_hours": "1 607"}),
    ("processes", 1, {"name": "Relance des devis", "domain": "Commerce et marketing",
                      "volume_month": "1 234,5", "minutes": "15 min", "role": "assistante",
                      "error_rate": "8 %", "error_cost": "12,30", "personal_data": "x"}),
    ("processes", 3, {"name": "Clôture de caisse", "domain": "administration et gestion",
                      "volume_month": "22", "minutes": "1,5 h", "error_rate": "0,08"}),
    ("processes", 4, {"name": "Inventaire", "domain": "operations et logistique",
                      "volume_month": "1", "minutes": "12h30", "critical": "OUI"}),
    ("priorities", 1, {"process": "relance des devis", "impact": "5", "effort": "2", "risk": "1"}),
    ("gains", 1, {"label": "Temps de relance", "kind": "Heures libérées", "volume": "50",
                  "period": "mois", "before": "00:15", "after": "2 min", "role": "Assistante",
                  "per": "Une exécution", "reuse": "60 %", "start": "phase 1", "low": "70 %",
                  "high": "120 %", "options": "option b ; Option A", "claimed_hours": "365 h/an",
                  "claimed_amount": "18 250 €"}),
    ("costs", 1, {"label": "Abonnement", "rhythm": "par mois", "unit_price": "5,4 k€",
                  "start": "M4", "users": "2"}),
    ("finance", 0, {"start": "04/01/2027", "horizon_months": "24", "target_roi": "300 %"}),
    ("phases", 1, {"name": "Phase 1", "start": "1", "end": "30/06/2027"}),
    ("options", 1, {"name": "Option A", "retained": "oui", "claimed_roi": "282 %"}),
    ("options", 2, {"name": "Option B", "run_low": "20 k€/an"}),
    ("actions", 1, {"problem": "Devis oubliés", "start": "mois 2"}),
    ("kpis", 1, {"name": "Devis relancés", "unit": "%", "today": "25 %", "target": "90",
                 "due": "6"}),
    ("flows", 1, {"label": "Abonnement", "side": "coût", "day": "15/03/27", "amount": "1 200 €"}),
    ("claims", 1, {"figure": "gains par an", "value": "45 k€", "months": "24"}),
    ("plan", 0, {"start": "3 mars 2027"}),
    ("closures", 1, {"first": "03/08/27", "last": "21 août 2027", "label": "Congés d’été"}),
]  # fmt: skip


def french_profile(folder: Path) -> str:
    """A LibreOffice profile set to French, as the client's is."""
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"'
        ' oor:op="fuse"><value>fr-FR</value></prop></item></oor:items>'
    )
    return folder.as_uri()


def cells(template: Path) -> list[tuple[str, str, str]]:
    """Where a user would type each value, found by the keys of the hidden row and column."""
    placed = []
    for block, row, values in TYPED:
        for sheet in load_workbook(template):
            found = {cell.value: cell for line in sheet for cell in line if cell.value}
            for column, typed in values.items():
                key = found.get(f"kit:{block}.{column}")
                if key is None:
                    continue
                # a form: column D; a table: under the key row stand heading, example, blank lines
                place = key.offset(row=2 + row) if row else sheet.cell(key.row, 4)
                placed.append((sheet.title, place.coordinate, typed))
    return placed


def test_what_is_typed_the_french_way_in_libreoffice_reads_without_loss(tmp_path: Path) -> None:
    template, filled = tmp_path / "vierge.xlsx", tmp_path / "rempli.xlsx"
    write_template(template, "fr")
    placed = cells(template)
    assert len(placed) == sum(len(values) for _, _, values in TYPED)

    pipe = f"kit{abs(hash(str(tmp_path)))}"
    profile = french_profile(tmp_path / "profile")
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore",
         f"--accept=pipe,name={pipe};urp"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        script = Path(__file__).with_name("type_in.py")
        typed = subprocess.run(
            [SYSTEM_PYTHON, script, pipe, template, filled],
            input=json.dumps(placed).encode(), capture_output=True, timeout=180, check=False,
        )  # fmt: skip
        assert filled.exists(), typed.stderr.decode()
    finally:  # the launcher and the program behind it
        os.killpg(office.pid, signal.SIGKILL)
        office.wait(timeout=60)

    client, problems = check_workbook(filled)
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert client is not None
    assert client.company.department == "01"
    assert client.company.tool_budget == 1250.5
    assert client.company.tools == ("Outlook", "EBP")
    assert client.company.technical_skills is False
    assert client.roles == (Role("Assistante", 28.4, 1607.0),)
    assert client.processes == (
        Process("Relance des devis", "sales", volume_month=1234.5, minutes=15.0,
                role="Assistante", error_rate=0.08, error_cost=12.3, personal_data=True),
        Process("Clôture de caisse", "admin", volume_month=22.0, minutes=90.0, error_rate=0.08),
        Process("Inventaire", "operations", volume_month=1.0, minutes=750.0, critical=True),
    )  # fmt: skip
    assert client.priorities == (Priority("Relance des devis", 5, 2, 1),)
    assert client.gains == (
        Gain("Temps de relance", "hours", volume=50.0, period="month", before=15.0, after=2.0,
             role="Assistante", per="run", reuse=0.6, start="Phase 1", low=0.7, high=1.2,
             options=("Option B", "Option A"), claimed_hours=365.0, claimed_amount=18250.0),
    )  # fmt: skip
    assert client.costs == (Cost("Abonnement", "month", unit_price=5400.0, users=2.0, start=4),)
    assert client.finance == Finance(date(2027, 1, 4), 24, target_roi=3.0)
    assert client.phases == (Phase("Phase 1", 1, date(2027, 6, 30)),)
    assert client.options == (
        Option("Option A", retained=True, claimed_roi=2.82),
        Option("Option B", run_low=20_000.0),
    )
    assert client.actions == (Action(problem="Devis oubliés", start=2),)
    assert client.kpis == (Kpi("Devis relancés", None, "percent", 25.0, 90.0, 6),)
    assert client.flows == (FlowRow("Abonnement", "cost", day=date(2027, 3, 15), amount=1200.0),)
    assert client.claims == (Claim("gains_year", months=24.0, value=45_000.0),)
    assert client.plan.start == date(2027, 3, 3)
    assert client.closures == (Closure(date(2027, 8, 3), date(2027, 8, 21), "Congés d’été"),)
