"""Risks and register as a reader sees them: marks, questions, numbers, the map."""

from __future__ import annotations

from typing import Any

import pytest

from kit.catalogue import load_catalogue
from kit.client import Client, Rating, Risk
from kit.display.html_blocks import block_to_html
from kit.display.plain import block_to_text
from kit.display.show import Show
from kit.texts import LANGUAGES
from tests.clients import (
    a_client,
    a_process,
    a_register_line,
    a_role,
    an_automation,
    answers,
)
from tests.display.samples import HOSTILE, show

REGISTER = ("register", "supplier_questions", "impact_assessment", "privacy_risks")
BETWEEN = Rating(words="faible à moyenne", levels=("low", "medium"))


def a_risky_client(**parts: Any) -> Client:
    """One automation of personal data, two risks: one in words, one not rated."""
    made: dict[str, Any] = {
        "roles": (a_role(headcount=2.0),),
        "processes": (a_process(personal_data=True),),
        "automations": (an_automation(tools=("Make",), level="ai", owner="Assistant"),),
        "answers": (*answers("prerequisites", 12), *answers("gdpr", 9)),
        "risks": (
            Risk("Retard", "technical", BETWEEN, Rating(note=4), owner="Gérant", due=3),
            Risk("RGPD mal suivi"),
        ),
    }
    return a_client(**{**made, **parts})


def text(shown: Show, kind: str, key: str) -> str:
    return "\n".join(map(block_to_text, shown.blocks(kind, key)))


def heading(shown: Show, key: str) -> str:
    return "\n".join(map(block_to_text, shown.section_blocks(key)))


def test_without_personal_data_the_register_says_so_and_nothing_else() -> None:
    shown = show(a_client(processes=(a_process(personal_data=False),)))
    assert "rien à inscrire au registre" in heading(shown, "register")
    assert not text(shown, "callout", "register")
    assert not any(text(shown, "table", key) for key in REGISTER)
    assert not shown.blocks("text", "supplier_questions")


def test_a_line_made_from_a_card_marks_what_is_proposed_and_asks_the_rest() -> None:
    shown = show(a_risky_client())
    card = text(shown, "table", "register")
    assert "Finalité | Devis | proposé" in card
    assert "Make (Europe ou États-Unis)" in card
    assert "Combien de mois sont-elles gardées, et qui les efface\u202f? | à demander" in card
    warned = text(shown, "callout", "register")
    assert "préparée ici" in warned and "Durée de conservation à fixer" in warned


def test_an_agreement_alone_is_told_not_to_cover_a_transfer() -> None:
    line = a_register_line(outside_eu=True, dpa_signed=True, provider="HubSpot")
    warned = text(show(a_risky_client(register=(line,))), "callout", "register")
    assert "sans décision d’adéquation ni clauses contractuelles types" in warned
    assert "il n’encadre pas à lui seul" in warned
    covered = a_register_line(outside_eu=True, transfer_tool="adequacy", retention_months=12.0)
    assert not text(show(a_risky_client(register=(covered,))), "callout", "register")


def test_questions_to_suppliers_are_named_then_written_in_full_once() -> None:
    shown = show(a_risky_client())
    assert "Effacement en fin de contrat" in text(shown, "table", "supplier_questions")
    [bullets] = shown.blocks("text", "supplier_questions")
    assert len(bullets["items"]) == len(load_catalogue().supplier_questions) - 1  # Make is no AI
    assert all(item.endswith("?") for item in bullets["items"])


@pytest.mark.parametrize(
    ("criteria", "said"),
    [
        ((), "Pas requise"),
        (("evaluation",), "si les critères proposés se confirment"),
        (("evaluation", "crossing"), "À mener avant de démarrer"),
        (("sensitive_data", "large_scale"), "données sensibles à grande échelle"),
    ],
)
def test_an_impact_assessment_is_needed_or_to_be_confirmed(
    criteria: tuple[str, ...], said: str
) -> None:
    shown = show(a_risky_client(register=(a_register_line(dpia_criteria=criteria),)))
    assert said in text(shown, "table", "impact_assessment")
    assert "Usage innovant (proposé)" in text(shown, "table", "impact_assessment")


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ((None, None), "n’est pas évalué"),
        ((1, 2), "Ramené à un niveau acceptable"),
        ((3, 4), "consulter la CNIL"),
        ((4, 4), "Plus élevé avec les mesures"),
    ],
)
def test_the_risk_for_people_is_judged_once_measures_are_in_place(
    after: tuple[int | None, int | None], said: str
) -> None:
    line = a_register_line(
        inherent_likelihood=3,
        inherent_severity=5,
        residual_likelihood=after[0],
        residual_severity=after[1],
    )
    assert said in text(show(a_risky_client(register=(line,))), "table", "privacy_risks")


# -- risks ------------------------------------------------------------------------------------


def test_risks_are_numbered_by_criticality_and_words_show_the_note_read() -> None:
    shown = show(a_risky_client())
    table = text(shown, "table", "risks")
    assert "2 | Retard | Technique | faible à moyenne\u202f: 3 | 4 | 12, élevée" in table
    assert "4 | RGPD mal suivi" in table  # without a criticality: last
    assert "faible à moyenne | 3" in text(shown, "table", "risk_words")
    gaps = text(shown, "text", "risk_gaps")
    assert "Sans parade\u202f: risques 2 et 4." in gaps
    assert "Sans responsable\u202f: risque 4." in gaps
    assert "mois 3" in text(shown, "table", "risk_answers")


def test_proposed_risks_quote_the_client_and_one_already_written_is_told() -> None:
    shown = show(a_risky_client(answers=(*answers("prerequisites", 12), *answers("gdpr", 8))))
    proposed = text(shown, "table", "risk_proposals")
    assert "Construire alors que des prérequis manquent" in proposed
    assert "Exposer des données personnelles" not in proposed
    assert "« RGPD mal suivi »" in text(shown, "text", "risks_withheld").replace("\u202f", " ")


def test_a_long_list_of_names_is_cut_and_the_rest_counted() -> None:
    shown = show(a_risky_client(answers=answers("prerequisites", 8)))
    assert "et 5 autres" in text(shown, "table", "risk_proposals")


def test_the_map_has_a_disc_per_rated_risk_and_says_its_conclusion() -> None:
    shown = show(a_risky_client())
    [chart] = shown.blocks("chart", "risks")
    assert "élevés ou critiques" in chart["caption"]
    assert "Construire alors que des prérequis manquent" in chart["alt"]
    assert "16, critique" in chart["alt"]
    assert not show(a_client(risks=(Risk("Retard"),))).blocks("chart", "risks")


def test_the_map_holds_many_risks_in_one_cell() -> None:
    crowd = tuple(
        Risk(f"Risque {n}", probability=Rating(note=3), impact=Rating(note=3)) for n in range(14)
    )
    [chart] = show(a_client(risks=crowd)).blocks("chart", "risks")
    assert chart["svg"].count("<svg") == 1
    assert chart["caption"].startswith("Aucun risque n’est élevé ni critique")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_a_client_types_becomes_markup(lang: str) -> None:
    risk = Risk(HOSTILE, "technical", Rating(note=3), Rating(note=3), HOSTILE, HOSTILE, HOSTILE)
    line = a_register_line(purpose=HOSTILE, recipients=HOSTILE, provider=HOSTILE, security=HOSTILE)
    shown = show(a_risky_client(risks=(risk,), register=(line,)), lang)
    blocks = [
        block
        for kind, keys in {
            "table": (*REGISTER, "risks", "risk_answers", "risk_proposals"),
            "text": ("supplier_questions", "risk_gaps"),
            "callout": ("register",),
            "chart": ("risks",),
        }.items()
        for key in keys
        for block in shown.blocks(kind, key)
    ]
    page = "".join(map(block_to_html, blocks))
    assert "<script" not in page
    assert "alert(1)" in page
