"""The CRM: steps in order, indicators, and what the client's own answers rule out (method M8)."""

from __future__ import annotations

import pytest

from kit.analysis.model import Crm, CrmTool
from kit.analysis.results import results
from kit.catalogue import load_catalogue
from kit.client import Answer, CrmScope
from tests.clients import a_client, a_company, a_process, an_automation, analysed, answers


def crm(**parts: object) -> Crm:
    found = analysed(a_client(**parts)).crm
    assert found is not None
    return found


def tool(found: Crm, id: str) -> CrmTool:
    return next(one for one in found.tools if one.tool == id)


def codes(one: CrmTool) -> list[str]:
    return [key.rpartition(".")[2] for key, _ in one.reasons]


def for_users(users: int | None, **company: object) -> Crm:
    scope = CrmScope(users=users, budget_month=None)
    needs = (Answer("crm_needs.reports", comment="Peu"),)
    return crm(crm_scope=scope, answers=needs, company=a_company(**company))


def test_four_needs_eight_steps_six_indicators() -> None:
    checklists = load_catalogue().checklists
    counted = {id: len(checklists[id].items) for id in ("crm_needs", "crm_steps", "crm_kpis")}
    assert counted == {"crm_needs": 4, "crm_steps": 8, "crm_kpis": 6}


def test_nothing_said_is_no_crm() -> None:
    assert analysed(a_client()).crm is None
    assert "crm" not in results(analysed(a_client()))


def test_a_need_is_answered_in_words() -> None:
    found = crm(answers=(Answer("crm_needs.mobile", comment="Les techniciens"),))
    assert found.needs is not None
    assert (found.needs.total.ticked, found.needs.total.unanswered) == (1, 3)


def test_the_next_step_is_the_first_one_not_done() -> None:
    assert crm(answers=answers("crm_steps", 3)).next_step == "crm_steps.training"
    skipped = crm(answers=answers("crm_steps", 3, training="na"))
    assert skipped.next_step == "crm_steps.adaptation"
    assert crm(answers=answers("crm_steps", 8)).next_step is None


def test_a_tool_chosen_without_objectives_is_said() -> None:
    early = answers("crm_steps", 0, selection="yes")
    assert crm(answers=early).early
    assert not crm(answers=answers("crm_steps", 2)).early
    assert not crm(answers=answers("crm_steps", 0, stakeholders="yes")).early


def test_indicators_ticked_are_those_to_follow() -> None:
    found = crm(answers=(Answer("crm_kpis.sales", "yes"), Answer("crm_kpis.conversion", "no")))
    assert found.kpis == ("crm_kpis.sales",)


def test_the_price_for_all_the_users_rules_out_by_the_budget() -> None:
    found = for_users(3, tool_budget=200.0)
    assert (tool(found, "salesforce").month_low, tool(found, "salesforce").fit) == (225, False)
    assert codes(tool(found, "salesforce")) == ["budget"]
    assert (tool(found, "dynamics_365").month_low, tool(found, "dynamics_365").fit) == (180, True)
    assert tool(found, "simple_crm").month_low is None and tool(found, "simple_crm").fit


def test_the_budget_of_the_crm_wins_over_that_of_all_tools() -> None:
    scope = CrmScope(users=3, budget_month=300.0)
    found = crm(crm_scope=scope, company=a_company(tool_budget=10.0))
    assert found.budget == 300 and tool(found, "salesforce").fit


def test_what_was_not_answered_rules_nothing_out() -> None:
    assert all(one.fit for one in for_users(None, tool_budget=1.0).tools)
    assert all(one.fit for one in for_users(3).tools)


@pytest.mark.parametrize(("hosting", "left"), [("europe", 6), ("free", 6), ("self_hosted", 0)])
def test_hosting_rules_out_what_cannot_be_there(hosting: str, left: int) -> None:
    assert sum(one.fit for one in for_users(2, hosting=hosting).tools) == left


def test_what_the_client_uses_comes_first() -> None:
    found = for_users(2, tools=("Outlook", "Zoho CRM"))
    assert found.tools[0].tool == "zoho" and codes(found.tools[0])[0] == "in_use"


def test_no_crm_is_ever_proposed_to_automate_with() -> None:
    """Nor does naming one in a card take it out of the software to connect."""
    company = a_company(tools=("HubSpot", "Salesforce"))
    for level in ("no_code", "ai", "hybrid", None):
        card = an_automation(level=level, tools=("HubSpot",))
        found = analysed(a_client(company=company, processes=(a_process(),), automations=(card,)))
        advised = {advice.family for result in found.automations for advice in result.tools}
        assert advised <= {"no_code", "ai"}
        flow = [a for r in found.automations for a in r.tools if a.tool == "make"]
        connected = [
            params for a in flow for key, params in a.reasons if key.endswith("connectors")
        ]
        assert not flow or connected == [{"tools": ("HubSpot",)}]


def test_results_tell_the_solutions_and_why() -> None:
    found = results(analysed(a_client(crm_scope=CrmScope(users=3, budget_month=200.0))))["crm"]
    out = [one["id"] for one in found["tools"] if not one["fit"]]
    assert out == ["salesforce"]
    assert found["tools"][-1]["reasons"] == ["budget"]
