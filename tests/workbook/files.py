"""Files for the reader's tests: a full client, its workbook, and ways to damage it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook
from openpyxl.workbook import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet

from kit.catalogue import load_catalogue
from kit.client import (
    Action,
    Answer,
    Claim,
    Client,
    Closure,
    Company,
    Cost,
    Finance,
    FlowRow,
    Gain,
    GridCost,
    GridCriterion,
    GridNote,
    Idea,
    IdeaVote,
    JuryRow,
    Kpi,
    Milestone,
    Option,
    Phase,
    PlanSettings,
    Process,
    Rating,
    Risk,
    Solution,
    Step,
    SupplierAnswer,
    Trial,
    Vote,
)
from kit.texts import Texts
from kit.workbook.fill import write_filled
from kit.workbook.layout import layout
from kit.workbook.problems import Problem
from kit.workbook.raw import position
from kit.workbook.read import check_workbook
from tests.clients import a_priority, a_role, an_automation


def a_full_client(lang: str = "fr") -> Client:
    """Something in every table, values of every kind; no rate over 100 %, which .xls blurs."""
    return Client(
        lang=lang,
        company=Company(
            name="Atelier Fictif",
            staff=14,
            department="67",
            tools=("Excel", "Sage"),
            tool_budget=150.0,
            office_suite="microsoft",
            technical_skills=False,
        ),
        roles=(a_role(), a_role("Gérante", hourly_cost=60.0)),
        answers=(
            Answer("pains.invoice_entry", "yes", "trop long", "weekly", 90.0, "Assistant", 4),
            Answer("prerequisites.structured", "partly"),
        ),
        processes=(
            Process(
                "Devis",
                "sales",
                trigger="Demande reçue",
                actors=("Assistant", "Gérante"),
                frequency="daily",
                volume_month=50.0,
                minutes=15.0,
                role="Assistant",
                error_rate=0.08,
                error_cost=200.0,
                personal_data=True,
                critical=False,
            ),
            Process("Relances", "admin", volume_month=1234.5, minutes=7.5, hourly_cost=40.0),
        ),
        steps=(Step("Devis", "Rédiger"), Step("Devis", "Envoyer", condition="montant > 500 €")),
        priorities=(a_priority("Devis"), a_priority("Relances", impact=3)),
        automations=(an_automation("Devis automatiques", process="Devis"),),
        gains=(
            Gain(
                "Temps gagné",
                "hours",
                automation="Devis automatiques",
                process="Devis",
                volume=50.0,
                period="month",
                before=15.0,
                after=2.0,
                role="Assistant",
                per="run",
                reuse=0.6,
                start="Phase 1",
                ramp_months=2.0,
                low=0.7,
                high=0.95,
                action="Relier les outils",
                options=("Option A", "Option B"),
                claimed_hours=365.0,
                claimed_amount=18250.0,
            ),
        ),
        costs=(
            Cost(
                "Abonnement",
                "month",
                automation="Devis automatiques",
                quantity=1.0,
                unit_price=30.0,
                phase="Phase 1",
                start=date(2026, 4, 1),
                options=("Option B",),
            ),
        ),
        votes=(Vote("Gérante", "Devis", 5, 2, 1),),
        finance=Finance(date(2026, 3, 1), 24, 0.08, "monthly", "pert", 0.9, 500.0, 12, 0.1),
        phases=(Phase("Phase 1", 1, 6, 0.1), Phase("Phase 2", date(2026, 9, 1), None)),
        options=(
            Option("Option A", retained=True, set_up_low=1000.0, set_up_high=2000.0),
            Option("Option B", claimed_roi=0.82, claimed_payback=6.0),
        ),
        actions=(
            Action(problem="Devis en retard", consequence="Clients perdus"),
            Action("Relier les outils", need="Ne plus recopier", start=2, phase="Phase 1"),
        ),
        kpis=(Kpi("Devis signés", "business", "percent", 25.0, 40.0, "Phase 2"),),
        milestones=(
            Milestone("Choix de l’outil", "decision", 2, "Essai", option="Option A"),
            Milestone("Essai", "gate", date(2026, 4, 15), minutes=45.0),
        ),
        tests=(Trial("Devis automatiques", "Devis simple", status="ok"),),
        flows=(
            FlowRow("Abonnement", "cost", initial=500.0, year_1=360.0, claimed_total=860.0),
            FlowRow("Prime", "gain", day=date(2026, 6, 1), amount=1200.0),
        ),
        claims=(Claim("net_total", "Option A", 24.0, 4500.0), Claim("roi", rate=0.82)),
        plan=PlanSettings(date(2026, 3, 2), "Gérante", closed_days=("saturday", "sunday")),
        closures=(Closure(date(2026, 8, 3), date(2026, 8, 21), "Congés d’été"),),
        grid_criteria=(
            GridCriterion("ai", "Prix", 2.5, comment="Le budget est serré"),
            GridCriterion("ai", "Sécurité", 3.0, 3),
        ),
        solutions=(
            Solution("Alpha", "ai", "turnkey", "Éditeur Alpha", retained=False),
            Solution("Bêta", "ai", excluded="Éditeur fermé"),
            Solution("Gamma", "crm", comment="À revoir"),
        ),
        grid_notes=(
            GridNote("Alpha", "Prix", 4, 5, note_8=1),
            GridNote("Alpha", "Sécurité", comment="Pas encore vue"),
            GridNote("Gamma", "Sécurité des données", 3),
        ),
        jury=(JuryRow(1, "Gérante", "Alpha", "Simple"), JuryRow(8, "Assistant")),
        grid_costs=(
            GridCost("Alpha", "Licences", "licences", "month", 2.0, 45.5),
            GridCost("Alpha", "Formation", "staff", "once", client_days=1.5, day_rate=300.0),
        ),
        risks=(
            Risk(
                "La liaison échoue",
                "technical",
                Rating(note=3),
                Rating(words="élevé", levels=("high",)),
                "Tester",
                "À la main",
                "Gérant",
                due=4,
            ),
        ),
        supplier_answers=(SupplierAnswer("Make", "deletion", "30 jours", date(2026, 3, 3)),),
        ideas=(
            Idea("Résumer", "finance", "Devis", human_share="ai_informs", retained=True),
            Idea("Trier", critical_domain="hr", data_needed="Candidatures"),
        ),
        idea_votes=(
            IdeaVote("Gérante", "Résumer", 5, 4, 2),
            IdeaVote("Assistant", "Trier", 1, stickers=0, comment="Non"),
        ),
    )


def a_workbook(folder: Path, client: Client | None = None, name: str = "client.xlsx") -> Path:
    """The workbook of *client* (default: `a_full_client`), as the kit writes it."""
    path = folder / name
    if client is None:
        path.write_bytes(_full_workbook())
    else:
        write_filled(path, client)
    return path


@cache
def _full_workbook() -> bytes:
    with TemporaryDirectory() as folder:
        return a_workbook(Path(folder), a_full_client()).read_bytes()


class Editor:
    """A workbook open in openpyxl, its cells found by block and field."""

    def __init__(self, path: Path, lang: str = "fr") -> None:
        self.path, self.texts, self.book = path, Texts(lang), load_workbook(path)
        names = set(self.book.sheetnames)
        whole = layout(load_catalogue())
        self.layout = whole.only(
            {
                sheet.key
                for sheet in whole.sheets
                if self.texts[f"workbook.sheet.{sheet.key}.name"] in names
            }
        )

    def sheet(self, key: str) -> Worksheet:
        found = self.book[self.texts[f"workbook.sheet.{key}.name"]]
        assert isinstance(found, Worksheet)
        return found

    def place(self, block: str, field: str, row: int = 0) -> str:
        """The address of *field* in record *row* of *block* (0: the first one)."""
        sheet = self.sheet_of(block)
        key = f"kit:{block}.{field}"
        cell = next(c for line in sheet.iter_rows() for c in line if c.value == key)
        if self.layout.block(block).form:
            return f"D{cell.row}"
        after_example = 2 if self.layout.block(block).example else 1
        return f"{cell.column_letter}{cell.row + 1 + after_example + row}"

    def sheet_of(self, block: str) -> Worksheet:
        return self.sheet(
            next(s.key for s in self.layout.sheets for b in s.blocks if b.key == block)
        )

    def put(self, block: str, field: str, value: object, row: int = 0, shown: str = "") -> str:
        """Write *value*, shown with the number format *shown*; returns the address."""
        place = self.place(block, field, row)
        cell = self.sheet_of(block)[place]
        cell.value = value
        if shown:
            cell.number_format = shown
        return place

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


def edited(path: Path, edit: Callable[[Editor], object]) -> Path:
    """*path* once *edit* has been made to it."""
    editor = Editor(path)
    edit(editor)
    return editor.save()


def rewritten(path: Path, parts: Mapping[str, Callable[[bytes], bytes | None]]) -> Path:
    """*path* with some zip parts changed; None takes the part away."""
    source = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content: bytes | None = source.read(name)
            if name in parts and content is not None:
                content = parts[name](content)
            if content is not None:
                target.writestr(name, content)
    return path


def faults(path: Path) -> list[Problem]:
    return [p for p in check_workbook(path)[1] if p.severity == "error"]


def codes(path: Path) -> list[str]:
    return [problem.code for problem in faults(path)]


def warnings(path: Path) -> set[str]:
    return {p.code for p in check_workbook(path)[1] if p.severity == "warning"}


def only_fault(path: Path) -> tuple[str, str | None]:
    """The code and the cell of the one error of *path*."""
    found = [(problem.code, problem.cell) for problem in faults(path)]
    assert len(found) == 1, found
    return found[0]


def sheet_part(book: Book, title: str) -> str:
    """The zip part of a sheet, as XlsxWriter and openpyxl number them."""
    return f"xl/worksheets/sheet{book.sheetnames.index(title) + 1}.xml"


def inside(place: str) -> tuple[int, int]:
    found = position(place)
    assert found is not None
    return found
