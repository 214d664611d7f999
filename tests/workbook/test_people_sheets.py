"""The sheets of change: filled, read back, and what their rows may not say."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kit.catalogue import load_catalogue
from kit.client import (
    Actor,
    Client,
    Company,
    Competence,
    Governance,
    Impact,
    Message,
    Phase,
)
from kit.errors import WorkbookRejected
from kit.texts import LANGUAGES
from kit.workbook.data import client_from_data
from kit.workbook.read import read_workbook
from tests.clients import a_process, a_role, an_automation
from tests.workbook.files import a_workbook

SHEETS = {"impacts", "messages", "governance", "competences", "actors"}


def a_people_client(lang: str = "fr") -> Client:
    return Client(
        lang=lang,
        company=Company("Atelier Fictif"),
        roles=(a_role(),),
        processes=(a_process(),),
        automations=(an_automation(),),
        phases=(Phase("Essai", 1, 3),),
        impacts=(
            Impact(
                "people_tasks",
                automation="Devis automatiques",
                today="À la main",
                tomorrow="Relu",
                role="Assistant",
                people=2,
                level=4,
                action="Former",
                owner="Gérant",
            ),
            Impact("organisation_culture", about="Le projet"),
        ),
        messages=(
            Message("staff", "Voici", "Devis automatiques", "meeting", "Guide", date(2026, 3, 3)),
            Message("hr", when=2),
            Message("sponsors", when="Essai", owner="Gérant"),
        ),
        governance=Governance("Assistant", ("Gérant", "Assistant"), 3.0, escalation="Gérant"),
        competences=(
            Competence("listening", "Pilote", today=0, target=3, training="Appui", due="Essai"),
            Competence("other", role="Assistant", name="Anglais", today=4, due=2),
        ),
        actors=(Actor("tech", "Consultant", framing="leads", run="none"), Actor("staff")),
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_filled_reads_back_the_same(tmp_path: Path, lang: str) -> None:
    client = a_people_client(lang)
    assert read_workbook(a_workbook(tmp_path, client)) == client


@pytest.mark.parametrize("module", ["change", "competences"])
def test_the_modules_ask_their_sheets(module: str) -> None:
    assert set(load_catalogue().modules[module].sheets) <= SHEETS


def refused(**tables: Any) -> list[str]:
    data = {"company": {"name": "Atelier Fictif"}, **tables}
    with pytest.raises(WorkbookRejected) as caught:
        client_from_data(data, load_catalogue())
    return [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([{"competence": "other", "today": 2}], "other_unnamed"),
        (
            [
                {"who": "Pilote", "competence": "listening"},
                {"who": "pilote", "competence": "listening"},
            ],
            "duplicate_competence",
        ),
        ([{"competence": "listening"}, {"competence": "listening"}], "duplicate_competence"),
        ([{"competence": "listening", "today": 5}], "data_above"),
        ([{"competence": "whistling"}], "data_not_a_choice"),
    ],
)
def test_a_competence_is_rated_once_and_has_a_name(rows: list[Any], code: str) -> None:
    assert code in refused(competences=rows)


def test_two_people_may_have_the_same_competence_and_one_person_two_others() -> None:
    rows = [
        {"who": "A", "competence": "listening"},
        {"who": "B", "competence": "listening"},
        {"who": "A", "competence": "other", "name": "Anglais"},
        {"who": "A", "competence": "other", "name": "Allemand"},
    ]
    data = {"company": {"name": "Atelier Fictif"}, "competences": rows}
    assert len(client_from_data(data, load_catalogue()).competences) == 4


@pytest.mark.parametrize(
    ("table", "row", "code"),
    [
        ("impacts", {"today": "Papier"}, "data_missing"),
        ("impacts", {"aspect": "people_tasks", "people": 2.5}, "data_not_whole"),
        ("impacts", {"aspect": "people_tasks", "level": 6}, "data_not_a_note"),
        ("impacts", {"aspect": "people_tasks", "automation": "Inconnue"}, "data_unknown_name"),
        ("messages", {"message": "Voici"}, "data_missing"),
        ("messages", {"audience": "staff", "when": "un jour"}, "data_unknown_name"),
        ("actors", {"kind": "staff", "framing": "boss"}, "data_not_a_choice"),
    ],
)
def test_each_slip_is_told(table: str, row: Any, code: str) -> None:
    assert code in refused(**{table: [row]})


def test_a_rhythm_is_at_least_a_week() -> None:
    assert "data_below" in refused(governance={"committee_months": 0})
