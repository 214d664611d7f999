"""The AI project as it is shown: words chosen, result, road, barriers, ethics."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kit.client import AiDecisions, Answer, Client
from kit.texts import NARROW
from tests.analysis.test_ai_project import FEASIBLE, GO, an_ai_client, selftest
from tests.clients import a_client, answers
from tests.display.samples import show


def plain(text: str) -> str:
    return text.replace(NARROW, " ").replace("\u00a0", " ")


def title_of(client: Client, key: str) -> str:
    return plain(show(client).section_blocks(key)[0]["title"])


def test_the_words_chosen_are_shown_not_the_side() -> None:
    client = a_client(answers=(Answer("ai_selftest.peers", "middle"), *selftest("right")))
    rows = show(client).blocks("table", "ai_selftest")[0]["rows"]
    assert [plain(row[1]) for row in rows[:3]] == [  # the first group: its sector
        "Oui, et ils le mettent en avant",
        "sans réponse",
        "Environ 30 %",
    ]


@pytest.mark.parametrize(
    ("values", "tone", "title"),
    [
        (["right"] * 4 + ["left"] * 5, "win", "Le sujet mérite d’être étudié"),
        (["right"] * 3 + ["left"] * 6, "info", "Pas de projet d’IA pour l’instant"),
        (["right"] * 3 + ["left"], "info", "Il manque des réponses pour conclure"),
    ],
)
def test_the_self_test_concludes_and_each_group_says_its_part(
    values: list[str], tone: str, title: str
) -> None:
    block = show(a_client(answers=selftest(*values))).blocks("callout", "ai_selftest")[0]
    assert (block["tone"], plain(block["title"])) == (tone, title)
    assert len(block["items"]) == 3
    assert plain(block["items"][0]).startswith("Votre secteur : 3 sur 3 à droite")


def test_the_chart_of_the_self_test_states_its_conclusion() -> None:
    client = a_client(answers=selftest(*["right"] * 4, *["middle"] * 4))
    [block] = show(client).blocks("chart", "ai_selftest")
    assert plain(block["caption"]).startswith("4 réponses sur 9 à droite")
    assert "1 à droite, 2 au milieu" not in plain(block["alt"])
    assert "Votre entreprise : 0 à gauche, 2 au milieu, 0 à droite, 1 sans réponse" in plain(
        block["alt"]
    )


def test_a_later_step_says_it_is_held_back_while_the_gate_is_closed() -> None:
    client = a_client(answers=(*answers("ai_framing", 4), *answers("ai_feasibility", 3),
                               *answers("ai_trial", 1)))  # fmt: skip
    [held] = show(client).blocks("callout", "ai_trial")
    assert (held["tone"], held["title"]) == ("stop", "Étape bloquée")
    assert plain(held["text"]).startswith("L’étape « Faisabilité » n’est pas assez avancée")
    assert "3 sur 12 ; il en faut 10" in plain(held["text"])
    assert title_of(client, "ai") == "Projet d’IA : étape 2 sur 5, faisabilité"


def test_a_barrier_is_closed_to_decide_or_open() -> None:
    closed = show(a_client(answers=answers("ai_feasibility", 3))).blocks("callout", "ai_gates")
    assert [(b["tone"], plain(b["title"])) for b in closed] == [
        ("stop", "Barrière après la faisabilité : fermée")
    ]
    [asked] = show(a_client(**FEASIBLE)).blocks("callout", "ai_gates")
    assert plain(asked["title"]) == "Barrière après la faisabilité : à décider"
    signed = replace(GO, feasibility_who="Comité des associés")
    [opened] = show(a_client(**FEASIBLE, ai_decisions=signed)).blocks("callout", "ai_gates")
    assert plain(opened["title"]) == (
        "Barrière après la faisabilité : levée, GO décidé le 12 janvier 2026 (Comité des associés)"
    )


def test_a_no_go_stops_the_road() -> None:
    decided = AiDecisions(feasibility_decision="no_go", feasibility_date=date(2026, 1, 12))
    client = a_client(**FEASIBLE, ai_decisions=decided)
    [chart] = show(client).blocks("chart", "ai_road")
    assert plain(chart["caption"]) == "Le projet s’est arrêté après l’étape 2, faisabilité"
    assert "décision 1 : NO GO" in plain(chart["alt"])


def test_the_second_decision_is_told_as_the_second() -> None:
    [chart] = show(a_client(**FEASIBLE, ai_decisions=GO)).blocks("chart", "ai_road")
    alt = plain(chart["alt"])
    assert "décision 1 : GO" in alt and "décision 2 : à prendre" in alt


def test_a_critical_domain_without_explanation_is_a_stop() -> None:
    hr = AiDecisions(critical_domains=("hr",))
    [stop] = show(a_client(ai_decisions=hr)).blocks("callout", "ai_ethics")
    assert stop["tone"] == "stop"
    [go] = show(a_client(ai_decisions=hr, answers=answers("ai_ethics", 5))).blocks(
        "callout", "ai_ethics"
    )
    assert go["tone"] == "go"


def test_steps_not_begun_are_not_told_one_by_one() -> None:
    shown = show(a_client(answers=answers("ai_framing", 3)))
    assert shown.section_blocks("ai_framing")
    [held] = shown.blocks("callout", "ai_feasibility")  # what comes next, and why not yet
    assert held["tone"] == "stop"
    assert shown.section_blocks("ai_trial") == shown.section_blocks("ai_run") == []


def test_the_step_in_hand_lists_the_work_that_opens_its_gate() -> None:
    [begun] = show(a_client(answers=answers("ai_framing", 3))).blocks("callout", "ai_framing")
    assert plain(begun["title"]) == "Points restants : 1, dont 1 au moins pour passer à la suite"
    [blank] = show(a_client(**FEASIBLE, ai_decisions=GO)).blocks("callout", "ai_trial")
    assert plain(blank["title"]) == "Points restants : 6, dont 5 au moins pour passer à la suite"
    assert len(blank["items"]) == 6


def test_the_supplier_considered_is_marked() -> None:
    rows = show(an_ai_client()).blocks("table", "ai_suppliers")[0]["rows"]
    told = {plain(row[0]): [plain(cell) for cell in row[1:]] for row in rows}
    assert told["Plateforme à paramétrer"] == ["de 3 à 12 mois", "envisagé"]
    assert told["Développement en interne"] == ["de 6 à 24 mois", ""]
    assert told["Solution clé en main"][0] == "de 1 à 3 mois"
