"""What becomes of processes, outsourcing, uses and aids, as a reader sees them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kit.client import Answer, Client, Contract, Disposition
from kit.display.show import Show
from kit.display.words import Block
from tests.clients import (
    a_client,
    a_company,
    a_ready_process,
    a_role,
    a_step,
    a_worked_example,
    an_automation,
)
from tests.display.samples import HOSTILE, a_bare_client, show, words

FIGURES: dict[str, Any] = {
    "needed": True,
    "automation_share": 0.7,
    "automation_cost": 1500.0,
    "automation_run": 600.0,
    "outsource_share": 0.8,
    "outsource_cost": 500.0,
    "outsource_price": 600.0,
    "tool_cost": 2000.0,
}


def a_sourcing_client(name: str = "Devis", **row: Any) -> Client:
    card = {"repetitive": True, "added_value": "low", "personal_data": True}
    return a_client(
        company=a_company(staff=20, sector="construction"),
        roles=(a_role(),),
        processes=(a_ready_process(name, **card), a_ready_process("Relances", **card)),
        steps=(a_step(name),),
        answers=(
            Answer("pains.proposals", "yes", frequency="weekly", minutes=60.0),
            Answer("pains.cv_sorting", "yes"),
            Answer("outsourcing_practices.diagnose_first", "no"),
            Answer("outsourcing_pitfalls.self_assessed", "yes"),
            Answer("outsourcing_pitfalls.nobody_trained", "no"),
        ),
        contracts=(Contract(name, provider="Cabinet", conductor="Gérante"),),
        dispositions=(Disposition(name, **{**FIGURES, **row}),),
    )


def text_of(blocks: list[Block]) -> str:
    return repr(blocks)


def rows(blocks: list[Block]) -> list[list[str]]:
    [one] = [block for block in blocks if block["block"] == "table"]
    found: list[list[str]] = one["rows"]
    return found


# ------------------------------------------------------------------ dispositions


def test_the_summary_tells_proposal_reason_saving_and_decision() -> None:
    made = show(a_sourcing_client(choice="outsource")).blocks("table", "dispositions")
    first, second = rows(made)
    assert first[1] == "Automatiser"
    assert first[3].replace("\u202f", " ") == "5 700 €"
    assert first[4] == "Externaliser"
    assert second[1] == "Simplifier\nà chiffrer"  # no steps: described first
    assert second[3:] == ["n. c.", "à décider"]


def test_a_decision_on_a_route_that_is_ruled_out_is_told_with_its_reasons() -> None:
    [block] = show(a_sourcing_client(choice="outsource")).blocks("callout", "dispositions")
    [said] = block["items"]
    assert "aucun engagement de confidentialité" in said
    assert "de moins, mais il est écarté" in said
    assert not show(a_sourcing_client(choice="automate")).blocks("callout", "dispositions")


def test_the_details_tell_what_a_route_begun_lacks_and_name_the_others() -> None:
    made = show(a_sourcing_client()).blocks("cards", "dispositions")
    [found] = [block for block in made if block["block"] == "table"]
    told = {row[0]: row[2] for row in found["rows"]}
    assert set(told) == {"Automatiser", "Équiper", "Externaliser", "Garder"}
    assert told["Équiper"].startswith("Non chiffrée")
    assert "Temps gagné par logiciel" in told["Équiper"]
    assert told["Externaliser"].startswith("Écartée")
    assert "simplifier" in found["note"]


def test_the_chart_says_in_words_which_route_is_proposed() -> None:
    [chart] = show(a_sourcing_client()).blocks("chart", "routes")
    assert "Voie proposée : automatiser." in chart["alt"].replace("\u202f", " ")
    assert "hatch" not in chart["alt"]
    assert "24 mois" in chart["caption"]


def test_the_headline_counts_each_way_and_adds_no_savings_up() -> None:
    [heading] = show(a_sourcing_client()).section_blocks("dispositions")
    title = heading["title"].replace("\u202f", " ")
    assert title == "Sort des processus : 2 passés en revue (1 à automatiser et 1 à simplifier)"
    assert "€" not in title


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("choice", ["drop", "simplify", "automate", "equip", "outsource", "keep"])
@pytest.mark.parametrize("level", [None, "no_code"])
def test_every_choice_is_worded_whatever_was_proposed(
    lang: str, choice: str, level: str | None
) -> None:
    shown = show(a_sourcing_client(choice=choice, level=level, tool_name="CRM"), lang)
    for kind, key in (
        ("table", "dispositions"),
        ("callout", "dispositions"),
        ("chart", "routes"),
        ("cards", "dispositions"),
    ):
        assert "{" not in text_of(shown.blocks(kind, key)).replace("{'", "")


def test_what_a_client_types_goes_through_as_data() -> None:
    client = a_sourcing_client(HOSTILE[:100], tool_name=HOSTILE[:60], duplicate_of="Relances")
    assert show(client).blocks("cards", "dispositions")
    assert show(client).blocks("cards", "contracts")
    assert show(client).blocks("table", "dispositions")


# ------------------------------------------------------------------ outsourcing


def test_only_what_was_answered_is_to_be_settled() -> None:
    shown = show(a_sourcing_client())
    [block] = shown.blocks("callout", "outsourcing")
    assert len(block["items"]) == 2
    [heading] = shown.section_blocks("outsourcing")
    assert "2 points à régler" in heading["title"]


def test_each_contract_tells_what_holds_and_what_to_ask() -> None:
    shown = show(a_sourcing_client())
    [[name, provider, held, missing]] = rows(shown.blocks("table", "contracts"))
    assert (name, provider, held) == ("Devis", "Cabinet", "2 sur 6")
    assert missing == "Outil partagé, comptes rendus, relation suivie et services reliés"
    asked = [b for b in shown.blocks("cards", "contracts") if b["block"] == "bullets"]
    assert "À quel niveau de service s’engage-t-il, avec quel chiffre\u202f?" in asked[0]["items"]


def test_a_client_who_said_nothing_reads_one_sentence() -> None:
    shown = show(a_bare_client())
    for key in ("dispositions", "outsourcing", "use_cases"):
        assert [block["block"] for block in shown.section_blocks(key)] == ["section", "paragraph"]
    for kind, key in (
        ("table", "dispositions"),
        ("chart", "routes"),
        ("table", "contracts"),
        ("table", "use_cases"),
        ("table", "aids"),
        ("callout", "stale"),
        ("callout", "outsourcing"),
        ("text", "use_cases"),
    ):
        assert shown.blocks(kind, key) == []
    assert shown.section_blocks("aids") == []


# ------------------------------------------------------------------ uses and aids


def test_a_use_says_why_here_who_decides_and_what_to_watch() -> None:
    first, second = rows(show(a_sourcing_client()).blocks("table", "use_cases"))
    assert first[0].startswith("Les quantités relevées sur plans (IA générative)")
    assert "propositions sur mesure" in first[1] and "bâtiment" in first[1]
    assert second[2].startswith("L’IA éclaire, une personne décide.")
    assert "Domaine sensible (ressources humaines)" in second[2]


def test_an_unknown_sector_is_told() -> None:
    client = a_client(answers=(Answer("pains.proposals", "yes"),))
    [note] = show(client).blocks("text", "use_cases")
    assert "secteur" in note["text"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_aid_that_could_not_be_verified_says_so(lang: str) -> None:
    client = a_worked_example(company=a_company(staff=20))
    found = rows(show(client, lang).blocks("table", "aids"))
    mark = {"fr": "À confirmer", "en": "To be confirmed"}[lang]
    doubtful = [row for row in found if mark in row[3]]
    assert doubtful and len(doubtful) < len(found)


def test_an_old_entry_is_marked_where_it_stands_and_listed_in_the_appendix() -> None:
    client = a_worked_example(company=a_company(staff=20))
    fresh, old = words(client), words(client, as_of=date(2028, 6, 1))
    assert Show(fresh).blocks("callout", "stale") == []
    [block] = Show(old).blocks("callout", "stale")
    assert any("CIR" in item for item in block["items"])
    assert all("À revérifier" in row[3] for row in rows(Show(old).blocks("table", "aids")))


# ------------------------------------------------------------------ the stack of tools (M6)


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("no_code", "Le socle : Make enchaîne les étapes ; aucun modèle"),
        ("hybrid", "Le socle : Make enchaîne les étapes, Mistral API lit et rédige."),
        ("ai", "Mistral API lit et rédige ; pour le déclencher"),
    ],
)
def test_the_stack_is_a_tool_that_runs_steps_a_model_and_webhooks(level: str, said: str) -> None:
    client = a_client(
        company=a_company(tools=("Gmail", "Sage 100")),
        roles=(a_role(),),
        processes=(a_ready_process(personal_data=True),),
        automations=(an_automation(level=level),),
    )
    told = text_of(show(client).blocks("cards", "automations")).replace("\u202f", " ")
    assert said in told.replace("\\u202f", " ")
    assert ("Sage 100." in told) == (level != "ai")
