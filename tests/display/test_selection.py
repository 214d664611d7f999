"""What the report says of decision grids and of the votes on ideas."""

from __future__ import annotations

from typing import Any

import pytest

from kit.catalogue import load_catalogue
from kit.client import (
    Automation,
    Client,
    Company,
    GridCost,
    GridCriterion,
    GridNote,
    Idea,
    IdeaVote,
    JuryRow,
    Milestone,
    Process,
    Solution,
)
from kit.display.plain import block_to_text
from kit.display.show import Show
from kit.texts import LANGUAGES
from tests.display.samples import HOSTILE, a_bare_client, show

CRITERIA = (
    GridCriterion("crm", "Prix", 1.0),
    GridCriterion("crm", "Sécurité", 1.0, veto=3),
)


def a_chooser(**parts: Any) -> Client:
    """Alpha 4.17, Bêta 3.67, Gamma not noted on security, Delta under its veto."""
    return Client(
        **{
            "company": Company("Atelier Fictif"),
            "grid_criteria": CRITERIA,
            "solutions": (
                Solution("Alpha", "crm", supplier_kind="turnkey", retained=True),
                Solution("Bêta", "crm", supplier_kind="platform"),
                Solution("Gamma", "crm"),
                Solution("Delta", "crm"),
                Solution("Epsilon", "crm", excluded="Éditeur fermé"),
            ),
            "grid_notes": (
                GridNote("Alpha", "Prix", 5, 4, 4),
                GridNote("Alpha", "Sécurité", 2, 5, 5, comment="À revoir"),
                GridNote("Bêta", "Prix", 3, 3, 3),
                GridNote("Bêta", "Sécurité", 4, 4, 5),
                GridNote("Gamma", "Prix", 5, None, 5),
                GridNote("Delta", "Prix", 5, 5, 5),
                GridNote("Delta", "Sécurité", 1, 2, 2),
            ),
            "jury": (JuryRow(1, "Gérante", "Alpha", "Simple"), JuryRow(2, None, None, "Bien")),
            "grid_costs": (
                GridCost("Alpha", "Licences", "licences", "month", 2.0, 50.0),
                GridCost("Alpha", "Formation", "staff", "once", None, None, 3.0, 300.0),
                GridCost("Bêta", "Mise en place", "set_up", "once", None, 5000.0),
                GridCost("Gamma", "Maintenance", "maintenance", "year"),
            ),
            **parts,
        }
    )


def said(made: Show, kind: str, key: str) -> str:
    return (
        "\n".join(map(block_to_text, made.blocks(kind, key)))
        .replace("\u202f", " ")
        .replace("\u00a0", " ")
    )


def test_a_grid_concludes_ranks_and_explains_what_is_left_out() -> None:
    text = said(show(a_chooser()), "table", "grids")
    [head, *_] = show(a_chooser()).section_blocks("selection")
    assert head["title"].replace("\u202f", " ") == "CRM : « Alpha » est en tête pour l’instant"
    assert "1 | Alpha | 4,17 | 3 300 € | 1 à 3 mois | Déjà choisie ou recommandée" in text
    assert "Il manque les notes d’un critère (50 % du poids) : Sécurité" in text
    assert "Écartée par le jury : sécurité (1,7 pour 3 au moins)" in text
    assert "Écartée avant les notes : éditeur fermé" in text
    assert "Il reste une solution à noter avant de conclure : « Gamma »." in text
    assert "Le jury est partagé sur « Alpha », « Sécurité » : les notes vont de 2 à 5" in text
    assert "Juré 1 (Gérante) donne 2 à « Alpha » sur « Sécurité », sous la note minimale" in text


def test_a_missing_price_is_said_in_the_table_of_costs() -> None:
    text = said(show(a_chooser()), "table", "grids")
    assert "Total sur 24 mois | 3 300 € | 5 000 € | n. c." in text
    notes = " ".join(b.get("note") or "" for b in show(a_chooser()).blocks("table", "grids"))
    assert "Gamma" in notes and "Maintenance)." in notes
    assert "CRM : coût de chaque solution sur 24 mois" in text  # Gamma may be cheaper


def test_remarks_say_who_and_about_what() -> None:
    text = said(show(a_chooser()), "table", "grids")
    assert "Juré 1 (Gérante) | Alpha | Simple" in text
    assert "Juré 2 | Ensemble | Bien" in text
    assert "| Alpha, sécurité | À revoir" in text


def test_a_choice_made_before_the_grid_is_finished_is_told() -> None:
    text = said(show(a_chooser()), "callout", "selection")
    assert text.startswith("Une solution est choisie avant que la comparaison soit finie")
    assert "« Alpha » (CRM) : il reste à noter « Gamma »" in text


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"milestones": (Milestone("Signer avec Bêta", kind="decision"),)}, True),
        ({"milestones": (Milestone("Essayer Bêta", kind="gate"),)}, False),
        ({"milestones": (Milestone("Passer en bêtatest", kind="decision"),)}, False),
        ({"automations": (Automation("Relances", "Devis", tools=("Bêta",)),)}, True),
        (
            {
                "automations": (Automation("Relances", "Devis", tools=("Bêta",)),),
                "company": Company("Atelier", tools=("Bêta CRM",)),
            },
            False,
        ),
    ],
)
def test_a_decision_or_a_card_that_names_a_solution_chooses_it(
    parts: dict[str, Any], told: bool
) -> None:
    listed = (Solution("Alpha", "crm"), Solution("Bêta", "crm"))
    processes = (Process("Devis", "sales"),)
    text = said(
        show(a_chooser(solutions=listed, grid_notes=(), processes=processes, **parts)),
        "callout",
        "selection",
    )
    assert ("« Bêta » (CRM) : aucune solution n’est encore classée" in text) == told


def test_another_choice_than_the_first_is_told() -> None:
    listed = (Solution("Alpha", "crm"), Solution("Bêta", "crm", retained=True))
    text = said(show(a_chooser(solutions=listed, jury=(), grid_costs=())), "callout", "selection")
    assert "« Bêta » est déjà choisie ou recommandée, mais le jury met « Alpha » en tête" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_drawing_says_its_figures_in_words(lang: str) -> None:
    made = show(a_chooser(), lang).blocks("table", "grids")
    [drawn] = [block for block in made if block["block"] == "chart"]
    assert "Alpha" in drawn["alt"] and "Prix" in drawn["caption"] + drawn["alt"]
    assert all(name in drawn["alt"] for name in ("Bêta", "Gamma", "Delta"))
    assert "Epsilon" not in drawn["alt"]  # nobody noted it


@pytest.mark.parametrize(
    ("notes", "title"),
    [
        ({"Alpha": "55", "Bêta": "33"}, "CRM : « Alpha » arrive en tête, et l’avance est solide"),
        ({"Alpha": "45", "Bêta": "54"}, "CRM : « Alpha » et « Bêta » sont à égalité"),
        ({"Alpha": "45", "Bêta": "51"}, "CRM : seule « Alpha » peut être classée"),
        ({"Alpha": "52", "Bêta": "51"}, "CRM : aucune solution ne peut encore être classée"),
        ({"Alpha": "55", "Bêta": "5-"}, "CRM : « Alpha » est en tête pour l’instant"),
    ],
)
def test_the_title_of_a_grid_is_its_conclusion(notes: dict[str, str], title: str) -> None:
    rows = tuple(
        GridNote(name, one.name, int(digit))
        for name, digits in notes.items()
        for one, digit in zip(CRITERIA, digits, strict=True)
        if digit.isdigit()
    )
    listed = (Solution("Alpha", "crm"), Solution("Bêta", "crm"))
    client = a_chooser(solutions=listed, grid_notes=rows, jury=(), grid_costs=())
    assert show(client).section_blocks("selection")[0]["title"].replace("\u202f", " ") == title


def test_a_lead_that_other_weights_would_turn_round_is_a_short_one() -> None:
    # 5 and 2 against 1 and 5: first in 74 draws of the weights out of 100.
    listed = (Solution("Alpha", "crm"), Solution("Bêta", "crm"))
    client = a_chooser(
        grid_criteria=(GridCriterion("crm", "Prix", 1.0), GridCriterion("crm", "Sécurité", 1.0)),
        solutions=listed,
        grid_notes=(
            GridNote("Alpha", "Prix", 5), GridNote("Alpha", "Sécurité", 2),
            GridNote("Bêta", "Prix", 1), GridNote("Bêta", "Sécurité", 5),
        ),
        jury=(),
        grid_costs=(),
    )  # fmt: skip
    text = said(show(client), "table", "grids")
    title = show(client).section_blocks("selection")[0]["title"]
    assert title.replace("\u202f", " ") == "CRM : « Alpha » arrive en tête, de peu"
    assert "ne reste en tête que 7" in text
    assert "Un seul juré a noté : à compléter par d’autres avis." in text


def test_several_grids_have_a_heading_each() -> None:
    listed = (*a_chooser().solutions, Solution("Zeta", "tools"))
    made = show(a_chooser(solutions=listed))
    assert "2 grilles" in made.section_blocks("selection")[0]["title"]
    heads = [b["title"] for b in made.blocks("table", "grids") if b["block"] == "section"]
    assert [head.split("\u202f")[0] for head in heads] == ["Outil d’automatisation", "CRM"]


def test_many_solutions_are_drawn_six_by_six() -> None:
    names = [f"Solution {n}" for n in range(8)]
    client = a_chooser(
        solutions=tuple(Solution(name, "crm") for name in names),
        grid_notes=tuple(GridNote(name, c.name, 4) for name in names for c in CRITERIA),
        jury=(),
        grid_costs=(),
    )
    blocks = show(client).blocks("table", "grids")
    assert [b["id"] for b in blocks if b["block"] == "chart"] == [
        "chart-grid-crm",
        "chart-grid-crm-2",
    ]


def test_anything_a_client_types_can_be_shown() -> None:
    client = a_chooser(
        solutions=(Solution(HOSTILE, "crm", retained=True, comment=HOSTILE), Solution("B", "crm")),
        grid_criteria=(GridCriterion("crm", HOSTILE, 1.0, veto=5),),
        grid_notes=(GridNote(HOSTILE, HOSTILE, 1, 5, comment=HOSTILE), GridNote("B", HOSTILE, 5)),
        jury=(JuryRow(1, HOSTILE, HOSTILE, HOSTILE),),
        grid_costs=(GridCost(HOSTILE, HOSTILE, "licences", "month"),),
        ideas=(Idea(HOSTILE, problem=HOSTILE, critical_domain="hr", retained=True),),
        idea_votes=(IdeaVote(HOSTILE, HOSTILE, 5, 1, 3, HOSTILE),),
    )
    for lang in LANGUAGES:
        made = show(client, lang)
        for kind, key in (
            ("table", "grids"),
            ("callout", "selection"),
            ("table", "idea_votes"),
            ("chart", "ideas_map"),
            ("text", "ideas_top"),
            ("callout", "ideas_critical"),
            ("table", "ideas"),
        ):
            assert made.blocks(kind, key)


def test_without_a_solution_or_an_idea_there_is_nothing_to_show() -> None:
    made = show(a_bare_client())
    for kind, key in (("table", "grids"), ("callout", "selection"), ("table", "idea_votes"),
                      ("chart", "ideas_map"), ("text", "ideas_top"), ("table", "ideas"),
                      ("callout", "ideas_critical")):  # fmt: skip
        assert made.blocks(kind, key) == []


# -- ideas ------------------------------------------------------------------------------------


def an_assembly(**parts: Any) -> Client:
    ideas = (
        Idea("Résumer", function="finance", critical_domain="none", retained=True),
        Idea("Trier", human_share="ai_implements", critical_domain="hr"),
        Idea("Prévoir", retained=True),
    )
    votes = (
        IdeaVote("1", "Résumer", 5, 4, 2), IdeaVote("2", "Résumer", 5, 5, 1),
        IdeaVote("1", "Trier", 1, 2, 1), IdeaVote("2", "Trier", 5, 2, 1),
        IdeaVote("1", "Prévoir", 2, 2, 0), IdeaVote("2", "Prévoir", 2, 3, 0),
    )  # fmt: skip
    return Client(**{"company": Company("A"), "ideas": ideas, "idea_votes": votes, **parts})


def test_votes_are_shown_with_their_extremes() -> None:
    text = said(show(an_assembly()), "table", "idea_votes")
    assert "1 | Résumer | Finance et comptabilité | 5 | 4,5 (4 à 5) | 3 | Retenue" in text
    assert "2 | Trier |  | 3 (1 à 5) | 2 | 2 | Proposée Avis partagés" in text


def test_what_the_group_retains_is_set_against_the_votes() -> None:
    text = said(show(an_assembly()), "text", "ideas_top")
    assert "Le groupe a retenu « Résumer » et « Prévoir » ; les votes proposent d’ajouter" in text
    assert "2 n’a pas placé toutes ses gommettes." in text
    assert "Les avis sont partagés sur « Trier » : valeur de 1 à 5." in text


def test_an_ai_that_decides_alone_in_a_sensitive_domain_stops_the_reader() -> None:
    [block] = show(an_assembly()).blocks("callout", "ideas_critical")
    assert block["tone"] == "stop"
    assert "l’IA y déciderait seule" in block["items"][0]
    held = an_assembly(ideas=(Idea("A", critical_domain="credit", human_share="ai_informs"),),
                       idea_votes=())  # fmt: skip
    [block] = show(held).blocks("callout", "ideas_critical")
    assert block["tone"] == "info"


def test_the_map_names_the_ideas_of_value_that_can_be_done() -> None:
    [block] = show(an_assembly()).blocks("chart", "ideas_map")
    said = block["caption"].replace("\u202f", " ")
    assert said == "« Résumer » réunit forte valeur et forte faisabilité"
    assert "valeur 5, faisabilité 4,5, 3 gommettes" in block["alt"]


def test_ideas_without_votes_are_listed_as_such() -> None:
    made = show(an_assembly(idea_votes=()))
    assert "avant tout vote" in said(made, "table", "idea_votes")
    assert said(made, "text", "ideas_top").startswith("Aucun vote")
    assert made.blocks("chart", "ideas_map") == []


def test_every_criterion_of_the_catalogue_can_be_drawn_in_both_languages() -> None:
    for grid in load_catalogue().grids.values():
        for at, lang in enumerate(LANGUAGES):
            notes = tuple(GridNote("A", one.words[at], 3) for one in grid.criteria)
            client = a_chooser(
                grid_criteria=(), solutions=(Solution("A", grid.id),), grid_notes=notes,
                jury=(), grid_costs=(),
            )  # fmt: skip
            text = said(show(client, lang), "table", "grids")
            assert grid.criteria[-1].words[at].lower()[1:] in text.lower()
