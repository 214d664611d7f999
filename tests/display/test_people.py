"""What the change and competences parts show: charts that conclude, gaps said, nothing invented."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from datetime import date
from typing import Any

import pytest

from kit.client import Actor, Client, Competence, Governance, Impact, Message, Milestone
from kit.texts import LANGUAGES
from tests.clients import a_client, a_company, a_plan, a_process, an_automation
from tests.display.samples import HOSTILE, a_bare_client, show

CHANGE = (
    ("cards", "change"),
    ("text", "impacts"),
    ("table", "impacts_by_aspect"),
    ("table", "impacts"),
    ("text", "communication"),
    ("chart", "communication"),
    ("table", "communication"),
    ("text", "communication_gaps"),
    ("table", "change_phases"),
    ("table", "change_phase_dates"),
    ("text", "change_phases"),
    ("table", "run_governance"),
    ("callout", "run_governance"),
)
COMPETENCES = (
    ("chart", "competences"),
    ("table", "skills_plan"),
    ("text", "skills_plan"),
    ("table", "actors"),
    ("text", "actors"),
)
CODES = ("project_steering", "process_analysis", "listening", "deciding")


def a_changing_client(name: str = "Relances", **parts: Any) -> Client:
    example: dict[str, Any] = {
        "company": a_company(staff=24),
        "plan": a_plan(start=None, lead=name),
        "processes": (a_process(name),),
        "automations": (an_automation(name, process=name),),
        "impacts": (
            Impact("people_tasks", automation=name, today=name, people=2, level=4, action=name),
            Impact("organisation_it", about=name),
        ),
        "messages": (
            Message("staff", name, automation=name, channel="meeting", when=date(2026, 3, 8)),
            Message("hr", None, when=2),
            Message("sponsors", name),
        ),
        "governance": Governance(owner=name, committee=(name,), committee_months=12.0),
        "competences": (
            *(Competence(code, today=n) for n, code in enumerate(CODES)),
            Competence("other", who=name, name=name, today=2),
        ),
        "actors": (
            Actor("tech", name, framing="leads", run="informed"),
            Actor("staff", name, framing="leads"),
        ),
    }
    return a_client(**{**example, **parts})


def blocks(kind: str, key: str, client: Client | None = None, lang: str = "fr") -> list[Any]:
    return show(client or a_changing_client(), lang).blocks(kind, key)


def text(made: Any) -> str:
    said = str(made).replace("\\u202f", " ").replace("\\xa0", " ")
    return said.replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("kind", "key"), [*CHANGE, *COMPETENCES])
def test_every_part_shows_what_was_filled(kind: str, key: str, lang: str) -> None:
    assert blocks(kind, key, lang=lang)


@pytest.mark.parametrize(("kind", "key"), [*CHANGE, *COMPETENCES])
def test_a_client_who_filled_nothing_is_shown_nothing(kind: str, key: str) -> None:
    assert blocks(kind, key, a_bare_client()) == []


@pytest.mark.parametrize("section", ["change", "competences"])
def test_an_empty_chapter_says_so_and_its_parts_stay_away(section: str) -> None:
    said = show(a_bare_client()).section_blocks(section)
    assert said[-1]["tone"] == "muted"
    for part in ("impacts", "communication", "change_phases", "run_governance", "skills_plan"):
        assert show(a_bare_client()).section_blocks(part) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", ["communication", "competences"])
def test_a_chart_concludes_and_is_drawn_the_same_each_time(key: str, lang: str) -> None:
    (made,) = blocks("chart", key, lang=lang)
    assert made["caption"] in made["alt"]
    assert re.search(r"\d", made["alt"])
    assert blocks("chart", key, lang=lang) == [made]


@pytest.mark.parametrize("key", ["communication", "competences"])
def test_no_client_word_breaks_a_chart(key: str) -> None:
    (made,) = blocks("chart", key, a_changing_client(HOSTILE))
    assert "<script" not in made["svg"]
    ElementTree.fromstring(made["svg"])


def test_the_radar_tells_the_biggest_gap_and_needs_three_competences() -> None:
    (made,) = blocks("chart", "competences")
    assert "« Conduite de projet », 0 au lieu de 3" in text(made["caption"])
    two = a_changing_client(competences=tuple(Competence(c, today=1) for c in CODES[:2]))
    assert blocks("chart", "competences", two) == []


def test_people_beyond_the_fourth_are_in_the_table_only() -> None:
    crowd = tuple(Competence(code, who=f"P{n}", today=1) for n in range(6) for code in CODES)
    client = a_changing_client(competences=crowd)
    (made,) = blocks("chart", "competences", client)
    assert "P3" in made["alt"] and "P4" not in made["alt"]
    assert "2 autres personnes" in text(blocks("text", "skills_plan", client))
    assert "P5" in text(blocks("table", "skills_plan", client))


def test_what_is_missing_is_said_not_zero() -> None:
    (table,) = blocks("table", "impacts")
    weak = table["rows"][1]
    assert weak[5] == "à prévoir" and weak[1] == weak[4] == "n. c."
    (aspects,) = blocks("table", "impacts_by_aspect")
    assert sum("à étudier" in row for row in aspects["rows"]) == 8


def test_dates_moved_forgotten_audiences_and_blanks_are_told() -> None:
    said = text(blocks("text", "communication_gaps"))
    assert "le 8 mars 2026 est un jour chômé (jour jamais travaillé)" in said
    assert "part le 9 mars 2026" in said
    assert "Un message n’a pas de date" in said and "Un message reste à rédiger" in said
    assert "5 publics" in said


def test_the_calendar_goes_by_month() -> None:
    (table,) = blocks("table", "communication")
    titles = [text(title) for _, title in table["groups"]]
    assert titles == ["Mars 2026", "Avril 2026", "Sans date"]
    assert "à partir du" in table["rows"][1][0]


def test_a_small_team_is_told_why_the_plan_is_there() -> None:
    assert "24 personnes au plus" in text(blocks("text", "communication"))


def test_a_late_message_names_the_automation_and_both_dates() -> None:
    late = (Message("staff", "Voici", automation="Relances", when=date(2026, 12, 1)),)
    said = text(
        blocks("text", "communication_gaps", a_changing_client(plan=a_plan(), messages=late))
    )
    assert "« Relances » démarre le" in said and "1er décembre 2026" in said


def test_phases_quote_the_messages_of_their_time_or_say_there_is_none() -> None:
    (table,) = blocks("table", "change_phases")
    fear, disappointment, _ = table["rows"]
    assert "Salariés concernés : Relances" in text(fear[3])
    assert text(disappointment[3]) == "aucun : à prévoir"
    (alone,) = blocks("table", "change_phases", a_changing_client(messages=()))
    assert len(alone["columns"]) == 3


def test_a_go_live_of_a_month_is_not_a_day() -> None:
    live = (Milestone("Ouverture", kind="go_live", when=4),)
    (table,) = blocks("table", "change_phase_dates", a_changing_client(milestones=live))
    assert any("à partir du" in row[1] for row in table["rows"])


def test_the_run_lists_what_is_left_to_decide() -> None:
    (callout,) = blocks("callout", "run_governance")
    assert len(callout["items"]) == 6  # five blanks and a committee that meets once a year
    assert "Une réunion du comité tous les 12 mois" in text(callout)


def test_steps_without_a_lead_or_with_two_are_told() -> None:
    (made,) = blocks("text", "actors")
    assert "Cadrage : plusieurs pilotes" in text(made)
    assert "Essai : personne ne pilote" in text(made)
    assert "experts du métier" in text(made)
