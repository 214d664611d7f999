"""The chapters of the full audit: the client's words and figures, recomputed beside as written."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from kit.client import Action, Gain, Recommendation
from kit.display.numbers import Numbers
from kit.display.sections import flash, gain_lines
from kit.display.show import Show
from kit.display.words import Block
from kit.texts import NARROW, Texts
from tests.clients import (
    a_client,
    a_process,
    a_role,
    a_step,
    a_time_gain,
    a_worked_example,
)
from tests.display.samples import show, words
from tests.examples import client_of


@cache
def electrician() -> Show:
    return Show(words(client_of("exemple-electricien"), as_of=date(2026, 11, 23)))


def plain(text: str) -> str:
    return text.replace(NARROW, " ").replace("\xa0", " ")


def table(shown: Show, key: str) -> Block:
    [block] = shown.blocks("table", key)
    return block


def row(block: Block, name: str) -> list[str]:
    found = next(row for row in block["rows"] if plain(row[0]).partition("\n")[0] == name)
    return [plain(cell) for cell in found]


# -- today --------------------------------------------------------------------------------------


def test_the_hours_of_a_role_are_those_of_its_processes() -> None:
    assert row(table(electrician(), "teams"), "Assistante relation clients") == [
        "Assistante relation clients", "1", "8", "136 h", "93 %",
    ]  # fmt: skip


def test_tools_are_listed_once_with_the_processes_that_use_them() -> None:
    shown = table(electrician(), "tools_in_use")
    assert shown["rows"][0][0] == "Outlook"
    assert row(shown, "Papier") == ["Papier", "1", "Bons d’intervention"]
    assert "Outlook" in shown["caption"]


def test_who_does_a_step_is_said_where_it_changes() -> None:
    steps = (
        a_step(action="Lire", actor="Anne"),
        a_step(action="Est-ce urgent ?", actor="Anne", condition="Délai court", if_yes="Appeler"),
        a_step(action="Répondre", actor="Luc"),
    )
    drawn = [a_process(f"P{n}", minutes=90.0 + n) for n in range(3)]
    first = tuple(a_step(one.name) for one in drawn)
    client = a_client(processes=(*drawn, a_process(minutes=1.0)), steps=(*first, *steps))
    told = plain(row(table(show(client), "steps"), "Devis")[-1]).split("\n")
    assert told == [
        "1. Lire (Anne)",
        "2. Est-ce urgent ? (délai court) Oui : appeler ; non : suite du processus",
        "3. Répondre (Luc)",
    ]


# -- pains, needs, actions ------------------------------------------------------------------------


def test_a_problem_stands_beside_the_time_its_processes_take_today() -> None:
    found = row(
        table(electrician(), "problems"),
        "Une cinquantaine de courriels par jour, sans tri ni modèle",
    )
    assert found[1:] == ["Réponses lentes et inégales", "31 h"]
    assert row(table(electrician(), "problems"), "Bons d’intervention sur papier")[2] == "n. c."


def test_without_a_table_of_actions_what_rubs_in_the_processes_is_told() -> None:
    client = a_client(processes=(a_process(frictions="Tout est saisi deux fois"),))
    [line] = table(show(client), "problems")["rows"]
    assert plain(line[0]) == "Devis : Tout est saisi deux fois"


def test_a_need_says_what_answers_it_and_the_hours_it_gives_back() -> None:
    client = a_worked_example(
        actions=(
            Action("Relancer", "Oublis", need="Des relances", benefit="Une journée"),
            Action(None, "Papier", need="Un écran"),
        ),
        gains=(a_time_gain(action="Relancer"),),
    )
    found = [[plain(cell) for cell in line] for line in table(show(client), "needs")["rows"]]
    assert found == [
        ["Des relances", "Une journée", "Relancer", "130 h"],
        ["Un écran", "", "rien n’est prévu", "aucun gain chiffré"],
    ]


def test_actions_stand_under_their_horizon_with_what_was_announced_for_it() -> None:
    shown = table(electrician(), "actions_by_horizon")
    titles = [plain(title) for _, title in shown["groups"]]
    assert [title.partition(" ")[0] for title in titles] == [
        "Urgentes",
        "Importantes",
        "Structurantes",
    ]
    assert titles[0] == (
        "Urgentes (mois 1 à 3) : 150 h par an annoncées, 501 h d’après les lignes de gain"
    )
    assert len(shown["rows"]) == 13


# -- money ----------------------------------------------------------------------------------------


def test_time_gains_are_written_recomputed_and_counted_line_by_line() -> None:
    shown = table(electrician(), "time_gains")
    assert row(shown, "Recherche d’information") == [
        "Recherche d’information", "30 min, puis 5 min par jour", "183 h", "92 h", "46 h", "mois 7",
    ]  # fmt: skip
    assert row(shown, "Modèles de courriels")[1:4] == [
        "2 min, puis 0,5 min\n50 fois par jour", "183 h", "275 h",
    ]  # fmt: skip
    assert row(shown, "Appels évités")[1:3] == ["10 h par semaine, 30 % de moins", "33 000 €"]
    assert row(shown, "Total")[2:5] == ["1 318 h", "1 436 h", "792 h"]


def test_a_revenue_without_a_margin_is_not_a_gain() -> None:
    shown = table(electrician(), "quality_gains")
    assert row(shown, "Clients gardés")[1:4] == [
        "20 par an × 10 000 €", "200 000 €", "non compté",
    ]  # fmt: skip
    assert row(shown, "Devis supplémentaires")[1:4] == [
        "50 par an × 30 % × 5 000 €", "75 000 €", "75 000 €",
    ]  # fmt: skip


def test_without_a_correction_the_gains_have_no_second_column() -> None:
    shown = table(show(a_worked_example()), "time_gains")
    assert [column["label"] for column in shown["columns"]][-2:] == ["Recalculé", "Compté dès"]
    assert row(shown, "Qualification des demandes")[1] == "15 min, puis 2 min\n50 fois par mois"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"before": 120.0, "after": 20.0, "per": "day"}, "2 h, puis 20 min par jour"),
        ({"before": 600.0, "per": "week", "rate": 0.3}, "10 h par semaine, 30 % de moins"),
        ({"before": None, "after": None}, ""),
        ({"before": 10.0, "after": None, "rate": None}, ""),
    ],
)  # fmt: skip
def test_the_arithmetic_of_a_gain_is_told_in_the_clients_figures(
    fields: dict[str, Any], said: str
) -> None:
    gain = Gain(**{"label": "Gain", "kind": "hours", **fields})
    assert plain(gain_lines._how(words(a_client()), gain)) == said


def test_the_budget_is_told_line_by_line_with_its_contingency() -> None:
    shown = table(electrician(), "budget_lines")
    assert row(shown, "Licences du CRM, phase 1")[1:] == ["540 €", "5 400 €"]
    assert row(shown, "Imprévus (10 %)")[1:] == ["5 754 €", "6 000 €"]
    totals = [[plain(cell) for cell in line] for line in shown["rows"] if line[0] == "Total"]
    assert [line[1:] for line in totals] == [
        ["63 294 €", "68 400 €"],
        ["77 000 €", "77 000 €"],
        ["49 500 €", "49 500 €"],
    ]
    running = table(electrician(), "running_costs")
    assert row(running, "Total")[1] == "7 620 €"


def test_modules_that_do_not_make_the_set_up_say_so_in_their_title() -> None:
    first, *others = electrician().blocks("table", "option_modules")
    for amount in ("105 000 € à 140 000 €", "et non 105 000 € à 130 000 €"):
        assert amount in plain(first["caption"])
    assert all("et non" not in block["caption"] for block in others)


# -- conclusion -----------------------------------------------------------------------------------


def test_without_written_problems_the_unanswered_come_first_then_the_heaviest() -> None:
    client = a_worked_example(
        roles=(a_role(),),
        actions=(
            Action("Relancer", "Relances oubliées"),
            Action(None, "Papier partout"),
            Action("Classer", "Documents perdus"),
        ),
        gains=(
            a_time_gain(action="Relancer"),
            a_time_gain(label="Classement", action="Classer", volume=100.0),
        ),
    )
    [block] = show(client).blocks("text", "critical_problems")
    assert [plain(item).partition(" :")[0] for item in block["items"]] == [
        "Papier partout",
        "Documents perdus",
        "Relances oubliées",
    ]


def test_the_consultants_own_conclusion_is_printed_as_it_is() -> None:
    said = (
        Recommendation("critical_problem", "Rien n’est suivi", "tout est sur papier"),
        Recommendation("success_factor", "Mesurer avant et après"),
        Recommendation("next_step", "Former", when=3, owner="Anne"),
        Recommendation("next_step", "Décider", when=date(2027, 1, 4)),
    )
    shown = show(a_client(recommendations=said))
    [problems] = shown.blocks("text", "critical_problems")
    assert [plain(item) for item in problems["items"]] == ["Rien n’est suivi : tout est sur papier"]
    [factors] = shown.blocks("text", "success_factors")
    assert factors["items"] == ["Mesurer avant et après"]
    steps = [[plain(cell) for cell in line] for line in table(shown, "audit_next_steps")["rows"]]
    assert steps == [["Former", "mois 3", "Anne"], ["Décider", "4 janvier 2027", ""]]
    first = plain(shown.blocks("text", "next_steps")[0]["items"][0])
    assert first == "Former (mois 3). Responsable : Anne."  # they win over the usual plan's


# -- flash ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (15.65, "16 h"),
        (26.08, "26 h"),
        (6.25, "6 h 30"),
        (2.2, "2 h"),
        (0.7, "40 min"),
        (0.0, "0 min"),
    ],
)
def test_an_estimate_is_not_told_to_the_minute(hours: float, said: str) -> None:
    assert plain(Numbers(Texts("fr")).hours_about(hours)) == said


def test_a_name_without_end_is_cut_at_a_word_and_says_so() -> None:
    assert flash.short("Relances") == "Relances"
    cut = flash.short("Traitement complet des demandes " * 6)
    assert cut == "Traitement complet des demandes Traitement complet des…"
    assert len(cut) <= 64


def test_a_candidate_nobody_asked_about_is_told_so() -> None:
    shown = show(
        a_client(
            roles=(a_role(),), processes=(a_process(), a_process("Saisie", personal_data=True))
        )
    )
    cells = {line[0]: line[-1] for line in table(shown, "flash_candidates")["rows"]}
    assert (cells["Devis"], cells["Saisie"]) == ("à demander", "oui, à vérifier")
    [gdpr] = shown.blocks("callout", "flash_gdpr")
    assert "Devis" in gdpr["items"][-1]
