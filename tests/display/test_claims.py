"""Nothing is claimed that the figures do not carry: launches, totals, verdicts, dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kit.client import Client
from kit.display.show import Show
from kit.texts import NARROW
from tests.clients import (
    a_client,
    a_cost,
    a_plan,
    a_process,
    a_register_line,
    a_time_gain,
    a_worked_example,
    an_automation,
    an_error_gain,
    answers,
)
from tests.display.samples import show, words

AFTER_ALL = date(2027, 6, 1)
UNPRICED = a_cost(label="Mise en place", rhythm="month", unit_price=None)
UNKNOWN_GAIN = a_time_gain(label="Tri", volume=None)


def plain(text: str) -> str:
    return text.replace(NARROW, " ").replace("\u00a0", " ")


def an_open_gate(**parts: Any) -> Client:
    """A client whose gates are open, with one automation to launch."""
    ready: dict[str, Any] = {
        "answers": answers("prerequisites", 16),
        "processes": (a_process(),),
        "automations": (an_automation(),),
        "plan": a_plan(),
    }
    return a_worked_example(**{**ready, **parts})


def asked(client: Client, as_of: date = date(2026, 3, 2)) -> tuple[str, str, str]:
    """Tone, title and text of the decision."""
    block = Show(words(client, as_of=as_of)).blocks("callout", "decision")[0]
    return block["tone"], plain(block["title"]), plain(block["text"])


# -- the decision --------------------------------------------------------------------------


def test_a_launch_is_asked_for_when_gates_money_and_date_allow_it() -> None:
    tone, title, text = asked(an_open_gate())
    assert tone == "go" and title.startswith("Feu vert")
    assert "lancer « Devis automatiques »" in text


@pytest.mark.parametrize("price", [633.34, 700.0, 650 / 60 * 40 + 200])
def test_no_launch_is_asked_for_when_nothing_is_left_of_the_gains(price: float) -> None:
    tone, title, text = asked(an_open_gate(costs=(a_cost(unit_price=price),)))
    assert tone == "stop" and "À ne pas lancer" in title
    assert "ne pas lancer" in text and "633 € de gains" in text
    assert "Feu vert" not in title


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"costs": ()}, "les coûts ne sont pas tous chiffrés"),
        ({"costs": (a_cost(), UNPRICED)}, "les coûts ne sont pas tous chiffrés"),
        ({"gains": (UNKNOWN_GAIN,)}, "les gains ne sont pas tous chiffrés"),
        ({"gains": (), "costs": ()}, "ni les gains ni les coûts"),
        (
            {"gains": (a_time_gain(), UNKNOWN_GAIN), "costs": (a_cost(unit_price=900.0),)},
            "les gains ne sont pas tous chiffrés",
        ),
    ],
)
def test_missing_amounts_are_asked_for_before_any_launch(parts: Any, said: str) -> None:
    tone, title, text = asked(an_open_gate(**parts))
    assert tone == "info" and said in title
    assert "compléter d’abord" in text and "puis décider du lancement" in text


def test_a_set_up_that_the_horizon_does_not_pay_back_is_not_launched() -> None:
    costs = (a_cost(), a_cost(label="Mise en place", rhythm="once", unit_price=20_000.0))
    tone, title, text = asked(an_open_gate(costs=costs))
    assert tone == "stop" and "valeur actuelle nette de −" in title
    assert "20 000 € de coûts de départ" in text


def test_a_go_live_in_the_past_is_to_be_dated_anew() -> None:
    client = an_open_gate()
    tone, title, text = asked(client, AFTER_ALL)
    assert tone == "info" and "date de mise en service est passée" in title
    assert "mettre à jour la date de début du plan" in text
    late = Show(words(client, as_of=AFTER_ALL))
    assert "déjà passé" in late.section_blocks("action_plan")[0]["title"]
    gates = late.blocks("callout", "plan_gates")[0]
    assert gates["tone"] == "info" and "mettre à jour sa date de début" in gates["text"]
    steps = late.blocks("text", "next_steps")[0]
    assert "Toutes les dates du plan sont passées" in steps["text"]


def test_a_free_plan_points_to_a_decision_that_is_not_a_launch() -> None:
    free = show(an_open_gate()).blocks("callout", "plan_gates")[0]
    assert free["tone"] == "go"
    held = show(an_open_gate(costs=())).blocks("callout", "plan_gates")[0]
    assert held["tone"] == "info" and "voir la décision demandée" in held["text"]


def test_prerequisites_that_all_do_not_apply_are_said_without_a_share() -> None:
    none = tuple(replace(one, value="na") for one in answers("prerequisites", 16))
    client = an_open_gate(answers=none)
    tone, title, text = asked(client)
    assert (tone, title) == (
        "stop",
        "STOP : tous les prérequis sont déclarés sans objet, rien n’est donc vérifié",
    )
    assert "reprendre les 16 prérequis" in text
    shown = show(client)
    gate = shown.blocks("callout", "prerequisites")[0]
    assert "Reprendre la liste" in gate["text"] and gate["items"] == []
    [listed] = shown.blocks("table", "prerequisites")
    said = [listed["caption"], *(title for _, title in listed["groups"])]
    assert len(said) == 5 and all(plain(title).endswith(" : sans objet") for title in said)
    assert "tous déclarés sans objet" in str(shown.blocks("callout", "plan_gates")[0]["items"])


def test_security_points_that_all_do_not_apply_are_said_without_a_share() -> None:
    none = tuple(replace(one, value="na") for one in answers("gdpr", 9))
    block = show(a_client(answers=none)).blocks("callout", "gdpr")[0]
    assert block["tone"] == "info"
    assert plain(block["title"]) == "Sécurité : tous les points sont déclarés sans objet"
    personal = an_open_gate(
        answers=(*answers("prerequisites", 16), *none), register=(a_register_line(),)
    )
    block = show(personal).blocks("callout", "gdpr")[0]
    assert block["tone"] == "stop" and "n. c." not in plain(block["title"])


# -- partial amounts -----------------------------------------------------------------------


def said_of(client: Client) -> tuple[str, str, str]:
    """Lead of the summary, heading of the business case, caption of the waterfall."""
    shown = show(client)
    lead = shown.blocks("text", "situation")[0]["text"]
    heading = shown.section_blocks("business_case")[0]["title"]
    caption = shown.blocks("chart", "waterfall")[0]["caption"]
    return plain(lead), plain(heading), plain(caption)


@pytest.mark.parametrize(
    ("gains", "costs", "lead", "left"),
    [
        (True, False, "Il manque à ce calcul les gains", "hors gains à chiffrer"),
        (False, True, "Ce net est un maximum", "hors coûts à chiffrer"),
        (True, True, "Il manque à ce calcul les gains et les coûts", "hors gains et coûts"),
    ],
)
def test_a_partial_net_says_what_it_leaves_out_and_never_at_least(
    gains: bool, costs: bool, lead: str, left: str
) -> None:
    client = a_worked_example(
        gains=(a_time_gain(), an_error_gain(), *((UNKNOWN_GAIN,) if gains else ())),
        costs=(a_cost(), *((UNPRICED,) if costs else ())),
    )
    said = said_of(client)
    assert lead in said[0] and left in said[1] and left in said[2]
    assert not any("au moins" in one for one in said)


def test_a_whole_net_is_given_without_reserve() -> None:
    lead, heading, caption = said_of(a_worked_example())
    assert heading == "Gains et coûts : 603 € nets par mois"
    assert "hors" not in caption and "Il manque" not in lead


def test_a_loss_is_at_best_a_loss_when_costs_are_missing() -> None:
    dear = a_cost(unit_price=700.0)
    lead, heading, _ = said_of(a_worked_example(costs=(dear,)))
    assert heading == "Gains et coûts : −66,67 € par mois, le projet ne se rembourse pas"
    assert "sans dépasser leurs coûts récurrents" in lead
    _, heading, _ = said_of(a_worked_example(costs=(dear, UNPRICED)))
    assert "−66,67 € par mois au mieux" in heading
    _, heading, _ = said_of(a_worked_example(gains=(a_time_gain(), UNKNOWN_GAIN), costs=(dear,)))
    assert "ne se rembourse pas" not in heading and "hors gains à chiffrer" in heading


def test_without_costs_the_gross_is_given_and_the_costs_are_said_missing() -> None:
    lead, heading, caption = said_of(a_worked_example(costs=()))
    assert "rapporteraient 633 € par mois avant tout coût" in lead
    assert "les coûts restent à chiffrer" in lead
    assert heading == "Ce que cela rapporte, ce que cela coûte"
    assert caption == "633,33 € de gains bruts par mois ; les coûts restent à chiffrer"
    caption = said_of(a_worked_example(gains=(a_time_gain(), UNKNOWN_GAIN), costs=()))[2]
    assert caption.endswith("les coûts et une partie des gains restent à chiffrer")


def test_a_verdict_on_a_partial_figure_waits_for_the_missing_lines() -> None:
    client = a_worked_example(gains=(a_time_gain(), an_error_gain(), UNKNOWN_GAIN))
    block = show(client).blocks("callout", "targets")[0]
    net = plain(block["items"][1])
    assert "603 € sans les lignes à chiffrer" in net and "On ne peut pas dire" in net
    unknown = show(a_worked_example(costs=())).blocks("callout", "targets")[0]
    assert "à calculer" in plain(unknown["items"][1])


def test_a_missing_figure_of_a_card_is_explained_below_the_cards() -> None:
    for key in ("summary", "business_case"):
        _, note = show(a_worked_example(costs=())).blocks("cards", key)
        assert plain(note["text"]).startswith("n. c. : donnée non communiquée")
        assert len(show(a_worked_example()).blocks("cards", key)) == 1


def test_a_loss_with_nothing_to_pay_back_does_not_speak_of_set_up_costs() -> None:
    shown = show(a_worked_example(costs=(a_cost(unit_price=700.0),)))
    made = shown.blocks("cards", "business_case")[0]["cards"]
    note = next(plain(one["note"]) for one in made if one["label"] == "Coûts de départ remboursés")
    assert note == "Les gains ne dépassent pas les coûts récurrents : il n’y a pas de gain net."


# -- the plan ------------------------------------------------------------------------------


def test_a_plan_without_a_safe_day_does_not_promise_one() -> None:
    fridays = a_plan(closed_days=("monday", "tuesday", "wednesday", "thursday"))
    intro = show(an_open_gate(plan=fridays)).section_blocks("action_plan")[0]["intro"]
    assert "Rien n’est mis en service" not in intro
    assert "ne le permettent pas" in intro
    usual = show(an_open_gate()).section_blocks("action_plan")[0]["intro"]
    assert "Rien n’est mis en service un vendredi" in usual


def test_tasks_of_one_day_are_on_that_day() -> None:
    from kit.display.sections.plan_drawing import one_gantt

    made = words(an_open_gate())
    first = made.analysis.plan.tasks[0]
    day = replace(first, last_date=first.date)
    assert plain(one_gantt(made, "one", [(day,)])[0]["caption"]) == "1 tâche le 2 mars 2026"
    days = replace(first, last_date=date(2026, 3, 3))
    caption = plain(one_gantt(made, "two", [(days,)])[0]["caption"])
    assert caption == "1 tâche du 2 mars 2026 au 3 mars 2026"


# -- the check and the appendix ------------------------------------------------------------


def test_a_finding_without_a_place_is_about_the_whole_workbook() -> None:
    client = an_open_gate(costs=(), plan=a_plan(date(2026, 1, 5)), cells={"plan/start": "Plan!D5"})
    tables = [
        table
        for severity in ("errors", "warnings", "remarks")
        for table in show(client).blocks("table", f"audit_{severity}")
    ]
    places = [row[0] for table in tables for row in table["rows"]]
    assert "Plan!D5" in places and "ensemble du classeur" in places and "" not in places


@pytest.mark.parametrize(
    ("period", "formula"),
    [
        ("month", "50 par mois × (15 min − 2 min) = 10 h 50"),
        ("day", "50 × 220 ÷ 12 par mois × (15 min − 2 min)"),
        ("year", "50 × 1 ÷ 12 par mois × (15 min − 2 min)"),
    ],
)
def test_a_trace_shows_factors_that_can_be_reworked(period: str, formula: str) -> None:
    client = a_worked_example(gains=(a_time_gain(period=period),))
    rows = show(client).blocks("table", "traces")[0]["rows"]
    assert plain(rows[0][1]).startswith(formula)
