"""Budgets: phase totals, what is kept for the unforeseen, what was left out (method M11)."""

from __future__ import annotations

import math
from collections.abc import Iterator

from kit.analysis.audit.agreement import agrees
from kit.analysis.audit.findings import cell, exceeds, plain, row_of
from kit.analysis.case_lines import CONTINGENCY
from kit.analysis.cells import cells_of
from kit.analysis.model import Analysis, BusinessCase, Finding, PhaseBudget
from kit.analysis.settings import Settings
from kit.client import Client

_STAFF = "staff"  # choice cost_nature


def budget_findings(analysis: Analysis, settings: Settings) -> Iterator[Finding]:
    """Only for a project cut into phases: a small one has no budget to check."""
    client, case = analysis.client, analysis.business_case
    if case is None or not case.budget:
        return
    for position, budget in enumerate(case.budget):
        yield from _total(client, position, budget, settings)
        yield from _below_rate(client, position, budget, settings)
        yield from _kept_twice(client, position, budget)
    yield from _missing(client, case)
    yield from _below_range(client, case, settings)
    yield from _staff_time(client, case)
    yield from _no_run_cost(client, case)


def _total(
    client: Client, position: int, budget: PhaseBudget, settings: Settings
) -> Iterator[Finding]:
    """The written total against the written rows, or the right ones: a wrong row is said at
    the row, not here."""
    written = budget.claimed_total
    if written is None or not budget.lines:
        return
    if budget.claimed_lines is None:
        computed = budget.total
    else:
        kept = budget.claimed_contingency
        computed = budget.claimed_lines + (budget.contingency if kept is None else kept)
    if any(agrees(written, total, settings) for total in (computed, budget.total)):
        return
    rows = [f"{row_of(line)}/claimed_amount" for line, _ in budget.lines]
    yield Finding(
        code="phase_total_off",
        place=client.cells.get(f"phases/{position}/claimed_total"),
        places=cells_of(client, *rows, f"phases/{position}/claimed_contingency"),
        written=plain(written),
        computed=plain(computed),
        effect="analysis.effect.sum_off",
        change=written - computed,
        change_unit="EUR",
        params={
            "phase": budget.phase,
            "written": (written, "EUR"),
            "computed": (computed, "EUR"),
        },
    )


def _below_rate(
    client: Client, position: int, budget: PhaseBudget, settings: Settings
) -> Iterator[Finding]:
    """The provision as written against the stated share of the lines as written."""
    written = budget.claimed_contingency
    lines = budget.subtotal if budget.claimed_lines is None else budget.claimed_lines
    due = budget.contingency_rate * lines
    if written is None or not exceeds(due, written) or agrees(written, due, settings):
        return
    if agrees(written, budget.contingency, settings):
        return  # the share of what the lines really come to: one of them is told already
    yield Finding(
        code="contingency_below_rate",
        place=client.cells.get(f"phases/{position}/claimed_contingency"),
        places=cells_of(client, f"phases/{position}/contingency", "finance/contingency"),
        written=plain(written),
        computed=plain(due),
        effect="analysis.effect.contingency_short",
        change=written - due,
        change_unit="EUR",
        params={
            "phase": budget.phase,
            "written": (written, "EUR"),
            "computed": (due, "EUR"),
            "rate": (budget.contingency_rate, "share"),
        },
    )


def _kept_twice(client: Client, position: int, budget: PhaseBudget) -> Iterator[Finding]:
    """A share kept for the unforeseen, and a line for it in the same phase."""
    phase = client.phases[position]
    lines = [
        (n, cost)
        for n, cost in enumerate(client.costs)
        if cost.nature == CONTINGENCY and cost.phase == phase.name
    ]
    if not lines or not phase.contingency or not budget.contingency:
        return
    yield Finding(
        code="contingency_twice",
        place=client.cells.get(f"phases/{position}/contingency"),
        places=cells_of(client, *(f"costs/{n}/label" for n, _ in lines)),
        written=plain(phase.contingency),
        computed=plain(budget.contingency),
        effect="analysis.effect.contingency_twice",
        change=budget.contingency,
        change_unit="EUR",
        params={
            "phase": phase.name,
            "labels": tuple(cost.label for _, cost in lines),
            "amount": (budget.contingency, "EUR"),
        },
    )


def _missing(client: Client, case: BusinessCase) -> Iterator[Finding]:
    """Phases that keep nothing for the unforeseen."""
    provided = {cost.phase for cost in client.costs if cost.nature == CONTINGENCY}
    bare = [
        (n, budget)
        for n, budget in enumerate(case.budget)
        if budget.subtotal > 0 and not budget.contingency and budget.phase not in provided
    ]
    if not bare or None in provided:
        return
    first, *others = (f"phases/{n}" for n, _ in bare)
    yield Finding(
        code="contingency_missing",
        place=cell(client, first, "contingency", "name"),
        places=cells_of(client, *(f"{row}/name" for row in others)),
        written=None,
        computed=None,
        effect="analysis.effect.contingency_short",
        params={"phases": tuple(budget.phase for _, budget in bare)},
    )


def _below_range(client: Client, case: BusinessCase, settings: Settings) -> Iterator[Finding]:
    """The share kept against the one that covers the lines' own ranges nine times in ten."""
    needed = case.distribution.contingency_required if case.distribution else None
    set_up = math.fsum(budget.subtotal for budget in case.budget)
    kept = math.fsum(budget.contingency for budget in case.budget)
    if needed is None or not kept or not set_up:
        return
    share = kept / set_up
    if not exceeds(needed, share) or agrees(share, needed, settings):
        return
    stated = [f"phases/{n}/contingency" for n in range(len(case.budget))]
    places = cells_of(client, *stated, "finance/contingency")
    yield Finding(
        code="contingency_below_range",
        place=places[0] if places else None,
        places=places[1:],
        written=plain(share),
        computed=plain(needed),
        effect="analysis.effect.contingency_short",
        change=(share - needed) * set_up,
        change_unit="EUR",
        params={
            "share": (share, "share"),
            "needed": (needed, "share"),
            "chance": (settings["range.contingency_chance"], "share"),
            "amount": (needed * set_up, "EUR"),
        },
    )


def _staff_time(client: Client, case: BusinessCase) -> Iterator[Finding]:
    """A project in phases that takes none of the client's own time does not exist."""
    counted = {line.id for line in case.lines}
    own = [cost for n, cost in enumerate(client.costs, 1) if f"cost-{n}" in counted]
    if own and not any(cost.client_days or cost.nature == _STAFF for cost in own):
        yield Finding("staff_time_missing", None, None, None, "analysis.effect.staff_time_missing")


def _no_run_cost(client: Client, case: BusinessCase) -> Iterator[Finding]:
    """Something set up in phases that costs nothing to run."""
    set_up = any(line.side == "cost" and line.once for line in case.lines)
    rows = any(line.yearly or line.dated for line in case.lines if line.side == "cost")
    if set_up and not rows and not case.cost_month:
        yield Finding("no_run_cost", None, None, None, "analysis.effect.no_run_cost")
