"""The CRM as it is shown: needs in words, steps, indicators, solutions and why."""

from __future__ import annotations

from kit.client import Answer, Client, CrmScope
from kit.texts import NARROW
from tests.clients import a_client, a_company, answers
from tests.display.samples import show


def plain(text: str) -> str:
    return text.replace(NARROW, " ").replace("\u00a0", " ")


def a_crm_client(**parts: object) -> Client:
    return a_client(**{
        "company": a_company(hosting="europe", tool_budget=200.0, office_suite="microsoft"),
        "crm_scope": CrmScope(users=3),
        "answers": (
            Answer("crm_needs.mobile", comment="Les techniciens, en intervention"),
            *answers("crm_steps", 1, stakeholders="partly"),
            Answer("crm_kpis.sales", "yes", "Inconnu"),
        ),
        **parts,
    })  # fmt: skip


def test_needs_are_shown_in_the_client_s_words() -> None:
    [block] = show(a_crm_client()).blocks("table", "crm_needs")
    assert [plain(row[1]) for row in block["rows"]] == [
        *["sans réponse"] * 3,
        "Les techniciens, en intervention",
    ]
    assert plain(block["caption"]) == "Vos besoins : 1 sur 4 avec une réponse"


def test_the_steps_say_which_comes_next() -> None:
    shown = show(a_crm_client())
    [chart] = shown.blocks("chart", "crm_steps")
    assert plain(chart["caption"]) == "1 étape faite sur 8 ; la prochaine est « Choix de l’outil »"
    assert "Personnes associées : commencée" in plain(chart["alt"])
    [callout] = shown.blocks("callout", "crm_steps")
    assert plain(callout["items"][0]) == "1 étape est commencée : personnes associées."


def test_a_tool_before_its_objectives_is_a_stop() -> None:
    early = answers("crm_steps", 0, selection="yes")
    blocks = show(a_crm_client(answers=early)).blocks("callout", "crm_steps")
    assert [block["tone"] for block in blocks] == ["info", "stop"]


def test_all_six_indicators_are_shown_those_retained_marked() -> None:
    [block] = show(a_crm_client()).blocks("table", "crm_kpis")
    assert len(block["rows"]) == 6
    assert block["emphasis"] == [3]
    assert plain(block["caption"]) == "1 indicateur retenu sur 6 proposés"


def test_what_the_answers_rule_out_is_told_with_its_reason() -> None:
    [block] = show(a_crm_client()).blocks("table", "crm_tools")
    rows = {row[0]: [plain(cell) for cell in row[1:]] for row in block["rows"]}
    assert rows["Salesforce"][3] == "écartée"
    assert "Au moins 225 € par mois pour 3 utilisateurs" in rows["Salesforce"][4]
    assert rows["Dynamics 365"][1] == "de 180 € à 285 €"
    assert rows["Simple CRM"][:2] == ["sur devis", "sur devis"]
    assert "Gratuit pour commencer." in rows["HubSpot"][4]


def test_without_a_number_of_users_no_total_is_shown() -> None:
    shown = show(a_crm_client(crm_scope=CrmScope()))
    [block] = shown.blocks("table", "crm_tools")
    assert len(block["columns"]) == 5
    assert "n’est pas renseigné" in plain(shown.blocks("text", "crm_tools")[0]["text"])


def test_nothing_left_is_said() -> None:
    alone = a_company(hosting="self_hosted")
    [block] = show(a_crm_client(company=alone)).blocks("callout", "crm_tools")
    assert block["tone"] == "stop"
