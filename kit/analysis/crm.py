"""The CRM: where it stands, and which solutions the client's own answers rule out (method M8).

Only what was answered rules a solution out: hosting, budget, number of users. Choosing among
those that are left is the jury's, with the grid "crm".
"""

from __future__ import annotations

from collections.abc import Mapping

from kit.analysis.model import Checked, Crm, CrmTool
from kit.analysis.settings import Settings
from kit.analysis.tool_need import named_tool
from kit.catalogue import Tool
from kit.client import Client, CrmScope

NEEDS, STEPS, KPIS = "crm_needs", "crm_steps", "crm_kpis"
OBJECTIVES = "crm_steps.objectives"
_PUTS_IN_PLACE = ("selection", "adaptation", "integration", "test_adjust", "measure")
_IN_EUROPE = frozenset({"europe", "self_hosted"})
Reason = tuple[str, Mapping[str, object]]


def follow_crm(client: Client, checklists: Mapping[str, Checked], settings: Settings) -> Crm | None:
    """Everything the client said of a CRM; None when it said nothing."""
    scope = client.crm_scope
    if scope == CrmScope() and not any(id in checklists for id in (NEEDS, STEPS, KPIS)):
        return None
    steps, kpis = checklists.get(STEPS), checklists.get(KPIS)
    company = client.company
    budget = scope.budget_month if scope.budget_month is not None else company.tool_budget
    return Crm(
        needs=checklists.get(NEEDS),
        steps=steps,
        next_step=next(iter(steps.total.missing), None) if steps else None,
        early=steps is not None and _too_early(steps),
        kpis=_followed(kpis, settings),
        users=scope.users,
        budget=budget,
        tools=_solutions(client, budget, settings),
    )


def _too_early(steps: Checked) -> bool:
    """The tool is done with, or being put in place, though the objectives are not set."""
    missing = steps.total.missing
    done = (f"{STEPS}.{step}" not in missing for step in _PUTS_IN_PLACE)
    return OBJECTIVES in missing and any(done)


def _followed(kpis: Checked | None, settings: Settings) -> tuple[str, ...]:
    if kpis is None:
        return ()
    items = settings.catalogue.checklists[KPIS].items
    return tuple(item.id for item in items if item.id not in kpis.total.missing)


def _solutions(client: Client, budget: float | None, settings: Settings) -> tuple[CrmTool, ...]:
    """The solutions of the catalogue: in use, then still possible, then ruled out."""
    known = tuple(tool for tool in settings.catalogue.tools if tool.family == "crm")
    software = (*client.company.tools, *(name for p in client.processes for name in p.tools))
    in_use = {named_tool(name, known) for name in software}
    made = [_solution(tool, tool.id in in_use, budget, client) for tool in known]
    return tuple(sorted(made, key=lambda one: (not one.in_use, not one.fit)))  # stable


def _solution(tool: Tool, in_use: bool, budget: float | None, client: Client) -> CrmTool:
    users = client.crm_scope.users
    prices = (tool.price_low, tool.price_high)
    low, high = (None if users is None or price is None else users * price for price in prices)
    against = _against(tool, low, budget, client)
    reasons = against or _for(tool, low, budget, client)
    if in_use:
        reasons = (("analysis.crm.in_use", {}), *reasons)
    return CrmTool(tool.id, not against, in_use, low, high, reasons)


def _against(
    tool: Tool, low: float | None, budget: float | None, client: Client
) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    hosting = client.company.hosting
    if hosting == "europe" and _IN_EUROPE.isdisjoint(tool.hosting):
        reasons.append(("analysis.crm.europe", {}))
    if hosting == "self_hosted" and "self_hosted" not in tool.hosting:
        reasons.append(("analysis.crm.self_hosted", {}))
    if low is not None and budget is not None and low > budget:
        params = {"cost": (low, "EUR"), "users": client.crm_scope.users, "budget": (budget, "EUR")}
        reasons.append(("analysis.crm.budget", params))
    return tuple(reasons)


def _for(tool: Tool, low: float | None, budget: float | None, client: Client) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    company = client.company
    if company.office_suite and company.office_suite in tool.suites:
        reasons.append(("analysis.crm.suite", {}))
    if company.hosting == "europe" and "europe" in tool.hosting:
        reasons.append(("analysis.crm.hosted_europe", {}))
    if tool.price_low == 0:
        reasons.append(("analysis.crm.free_start", {}))
    elif low is not None and budget is not None:
        params = {"budget": (budget, "EUR"), "cost": (low, "EUR")}
        reasons.append(("analysis.crm.within_budget", params))
    return tuple(reasons)
