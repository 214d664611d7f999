"""Tests, deployment, roadmap and load as a reader sees them, in both languages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kit.client import Action, Availability, Client, Phase, Trial
from kit.display.sections import decision, deployment, load, roadmap, roadmap_drawing, trials
from kit.display.words import Block
from tests.clients import (
    a_client,
    a_deployment,
    a_plan,
    a_ready_process,
    a_step,
    a_whole_card,
    a_worked_example,
    answers,
)
from tests.display.samples import show, words

NAME = "Devis automatiques"
BUG = Trial(NAME, "Doublon", "deux fois", "Une fiche", "Deux fiches", "bug", "limit")
PARTS = ("tests", "deployment", "roadmap", "roadmap_months", "load")


def launched(**parts: Any) -> Client:
    whole = {
        "processes": (a_ready_process(personal_data=False),),
        "steps": (a_step(),),
        "automations": (a_whole_card(),),
        "answers": answers("prerequisites", 16),
        "plan": a_plan(),
    }
    return a_worked_example(**{**whole, **parts})


def a_road(**parts: Any) -> Client:
    actions = (
        Action("Trier", horizon="urgent", start=1, end=1, owner="Léa", days=9.0, output="Tri fait"),
        Action("Classer", horizon="important", start=10, owner="Noé", days=2.0, cost=500.0),
        Action("Rêver"),
    )
    whole = {"actions": actions, "availability": (Availability("Léa", 4.0),), "plan": a_plan()}
    return a_client(**{**whole, **parts})


def text_of(blocks: list[Block]) -> str:
    return repr(blocks).replace("\u202f", " ").replace("\u00a0", " ").replace("\\u202f", " ")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_part_that_was_not_filled_shows_no_block(lang: str) -> None:
    bare = words(a_client(), lang)
    for make in (
        trials.callouts,
        trials.coverage_table,
        trials.trials_table,
        deployment.callouts,
        deployment.boxes_table,
        deployment.cards,
        roadmap_drawing.timeline_chart,
        roadmap.bands_table,
        roadmap.months_table,
        roadmap.actions_table,
        roadmap.notes,
        load.callouts,
        load.grid,
        load.load_table,
        load.notes,
    ):
        assert make(bare) == []
    assert trials.absent(bare) and deployment.absent(bare) and roadmap.absent(bare)


def test_the_bug_that_holds_a_go_live_is_named_wherever_it_counts() -> None:
    shown = words(launched(tests=(BUG,)))
    said = text_of(trials.callouts(shown))
    assert "Doublon" in said and "Une fiche" in said and "Deux fiches" in said
    title = (trials.headline(shown) or "").replace("\u202f", " ")
    assert title == "Essais : 1 anomalie bloquante retient « Devis automatiques »"
    gates = text_of(show(launched(tests=(BUG,))).blocks("callout", "plan_gates"))
    assert "corriger" in gates and "Doublon" in gates
    asked = decision.decision(shown)[0]
    assert asked["tone"] == "stop" and "anomalies bloquantes" in asked["title"]
    assert "Doublon" in text_of([asked])


def test_the_decision_lets_the_sound_automations_go() -> None:
    two = (a_whole_card(), a_whole_card("Relances"))
    shown = words(launched(automations=two, tests=(BUG,)))
    asked = decision.decision(shown)[0]
    assert "essais" in asked["text"] or "gains" in asked["text"]
    assert asked["title"] != words(launched())("decision.tests_title")


def test_tests_that_are_late_are_asked_for() -> None:
    two = (a_whole_card(), a_whole_card("Relances", process="Devis"))
    other = Trial("Relances", "Cas", status="ok", obtained="Bon")
    shown = words(launched(automations=two, tests=(other,)), as_of=date(2026, 3, 19))
    late = trials.late(shown)
    assert len(late) == 1 and NAME in late[0]
    assert late[0] in decision.decision(shown)[0]["items"]


def test_not_tested_yet_is_said_without_blocking() -> None:
    two = (a_whole_card(), a_whole_card("Relances"))
    done = tuple(
        Trial("Relances", "Cas", status="ok", obtained="Bon", kind=kind)
        for kind in ("nominal", "limit", "error")
    )
    said = text_of(trials.callouts(words(launched(automations=two, tests=done))))
    assert "pas encore essayée" in said and "info" in said and "stop" not in said


def test_what_a_deployment_card_lacks_is_work_to_do() -> None:
    card = a_deployment(rollback_minutes=None, dashboard_figures=("volume",))
    said = text_of(deployment.callouts(words(launched(deployments=(card,)))))
    assert "chronométrer le retour arrière" in said
    assert "réussites et échecs" in said
    done = deployment.callouts(words(launched(deployments=(a_deployment(),))))
    assert done[0]["tone"] == "go"


def test_the_boxes_stand_beside_what_was_declared() -> None:
    client = launched(
        deployments=(a_deployment(alerts=None),),
        answers=(*answers("prerequisites", 16), *answers("deployment", 4)),
    )
    (block,) = deployment.boxes_table(words(client))
    assert block["rows"][0][1:4] == ["en place"] * 3
    assert "déclencheur" in block["rows"][0][4]
    assert block["rows"][1][1:] == ["oui"] * 4


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_part_is_drawn_and_its_chart_says_its_conclusion(lang: str) -> None:
    client = a_road(phases=(Phase("Socle", 1, 4), Phase("Suite", 5, 12)))
    shown = show(client, lang)
    (drawn,) = shown.blocks("chart", "roadmap")
    assert "2" in drawn["caption"] and drawn["caption"].rstrip(".") in drawn["alt"]
    (weighed,) = shown.blocks("chart", "load")
    assert "Léa" in weighed["caption"] and "Noé" in weighed["alt"]
    for key in ("roadmap_bands", "roadmap_months", "roadmap_actions", "load"):
        assert shown.blocks("table", key), key


def test_an_action_out_of_its_window_and_one_without_a_place_are_told() -> None:
    shown = words(a_road())
    assert "mois 10" in text_of(roadmap.notes(shown))
    assert "Rêver" in text_of(roadmap.callouts(shown))


def test_costs_of_actions_are_shown_apart_and_said_not_to_add_up() -> None:
    (block,) = roadmap.bands_table(words(a_road()))
    assert "ne s’ajoutent pas" in block["note"]


def test_an_overload_says_who_when_how_much_and_what_could_move() -> None:
    said = text_of(load.callouts(words(a_road())))
    assert "Léa, M1 : 9 j demandés pour 4 j libres, soit 5 j de trop" in said
    assert "Trier" in said


def test_unknown_availability_is_said() -> None:
    shown = words(a_road(availability=()))
    assert load.callouts(shown)[0]["tone"] == "info"
    assert "Disponibilité inconnue" in text_of(load.notes(shown))
    assert load.load_table(shown) == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_sentence_finds_its_words(lang: str) -> None:
    """Bugs, minor bugs, blanks, late tests, cards half filled: nothing raises."""
    cards = (a_whole_card(), a_whole_card("B"), a_whole_card("C"), a_whole_card("D"))
    client = launched(
        automations=cards,
        tests=(
            BUG,
            Trial(NAME, status="bug", severity="minor", tester="Léa"),
            Trial("B", "Cas", status="ok", obtained="Bon", tested_on=date(2026, 2, 2)),
            Trial("B", "Cas", kind="error", tester="Léa", tested_on=date(2026, 2, 2)),
            Trial("C", "Cas"),
        ),
        deployments=(
            a_deployment(rollback_owner=None, pilot_weeks=None, alert_to=None),
            a_deployment(automation="B", pilot_start=None),
            a_deployment(automation="C", rollback_minutes=None, pilot_people=None),
        ),
        **{field: getattr(a_road(), field) for field in ("actions", "availability")},
    )
    shown = show(client, lang)
    for key in PARTS:
        assert shown.section_blocks(key)
    for kind, key in (
        ("callout", "tests"),
        ("table", "tests_coverage"),
        ("table", "tests_list"),
        ("callout", "deployment"),
        ("cards", "deployment"),
        ("table", "deployment_boxes"),
        ("callout", "roadmap"),
        ("text", "roadmap_notes"),
        ("text", "load_notes"),
    ):
        assert shown.blocks(kind, key), key
