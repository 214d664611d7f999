"""Where hours pools, upkeep, value ladder and break-even points come from (method M18.8)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from kit.analysis.cells import hourly_cost_paths, role_cost_paths
from kit.analysis.ledger import CASE, CORRECTED, Ledger, Terms
from kit.analysis.model import Analysis, BusinessCase, MoneyLine, PoolUse, Stack
from kit.analysis.pools import PERIODS, furthest_targets, people_of
from kit.analysis.prospect import Prospect
from kit.analysis.settings import Settings
from kit.analysis.stacks import CLASSES
from kit.analysis.timeline import Timeline
from kit.analysis.traces_lines import YEAR_OF
from kit.analysis.upkeep import upkeep_role
from kit.analysis.variants import partly_reused

_REUSE = "assumptions.business.reuse"


def trace_outlook(
    ledger: Ledger, analysis: Analysis, settings: Settings, timeline: Timeline
) -> None:
    """In the order of the report; what the case has not is left out."""
    case = analysis.business_case
    if case is None:
        return
    for position, use in enumerate(case.hours_pool, 1):
        _pool(ledger, analysis, settings, use, f"{CASE}.hours_pool.{position}")
    _upkeep(ledger, analysis, case)
    if case.stacks is not None:
        prospect = Prospect.of(case, analysis.client, settings, timeline)
        _upkeep_horizon(ledger, prospect)
        _ladder(ledger, case, prospect)


# -- hours ----------------------------------------------------------------------------------


def _pool(
    ledger: Ledger, analysis: Analysis, settings: Settings, use: PoolUse, figure: str
) -> None:
    client, case = analysis.client, analysis.business_case
    lines = [line for line in (case.lines if case else ()) if line.role == use.role]
    of = [f"{CASE}.{line.id}.hours_month" for line in lines if line.hours_month is not None]
    counted: Terms = {"lines": (float(len(of)), "number")}
    ledger.add(f"{figure}.freed", "pool_freed", counted, use.freed, "h", of=of)
    at, role = next((n, one) for n, one in enumerate(client.roles) if one.name == use.role)
    own = role.yearly_hours
    terms: Terms = {
        "yearly_hours": (settings["year.hours"] if own is None else own, "h"),
        "headcount": (role.headcount, "number"),
    }
    paths = [f"roles/{at}/yearly_hours", f"roles/{at}/headcount"]
    inputs = {"yearly_hours": "assumptions.year.hours"} if own is None else {}
    ledger.add(f"{figure}.pool", "pool_hours", terms, use.pool, "h", paths, inputs)
    _bound(ledger, analysis, settings, use, figure)
    limits = {name: (getattr(use, name), "h") for name in ("freed", "pool", "bound")}
    known = {name: term for name, term in limits.items() if f"{figure}.{name}" in ledger.traces}
    rule = "_".join(("pool", "least", *(name for name in known if name != "freed")))
    sources = {name: f"{figure}.{name}" for name in known}
    if all(term[0] is None or name in known for name, term in limits.items()):
        ledger.add(f"{figure}.counted", rule, known, use.counted, "h", inputs=sources)
    shares = {name: limits[name] for name in ("freed", "pool")}
    ledger.add(f"{figure}.share", "pool_share", shares, use.share, "share", inputs=sources)


def _bound(
    ledger: Ledger, analysis: Analysis, settings: Settings, use: PoolUse, figure: str
) -> None:
    """What one indicator's target leaves to free. Several indicators: one figure each."""
    role = next(one for one in analysis.client.roles if one.name == use.role)
    found = furthest_targets(role, analysis.client.kpis, settings)
    parts: list[str] = []
    for drop, n in found.values():
        kpi = analysis.client.kpis[n]
        period = str(PERIODS.get(kpi.unit or ""))
        terms: Terms = {
            "today": (kpi.today, "h"),
            "target": (kpi.target, "h"),
            "times": (settings.times_a_month(period), "twelfths"),
            "people": (people_of(role), "number"),
        }
        name = f"{figure}.bound" if len(found) == 1 else f"{figure}.bound_{len(parts) + 1}"
        paths = [f"kpis/{n}/{field}" for field in ("today", "target", "unit")]
        ledger.add(name, "pool_bound", terms, drop, "h", paths, YEAR_OF.get(period))
        parts.append(name)
    if len(parts) > 1:
        counted: Terms = {"count": (float(len(parts)), "number")}
        ledger.add(f"{figure}.bound", "pool_bounds", counted, use.bound, "h", of=parts)


def _upkeep(ledger: Ledger, analysis: Analysis, case: BusinessCase) -> None:
    """Hours of each automation, and what they cost where an hour has a cost."""
    upkeep = case.upkeep
    if upkeep is None:
        return
    name, source = f"{CASE}.upkeep", {"hours": "assumptions.upkeep.hours_month"}
    count = float(len(upkeep.automations))
    hours = upkeep.automations[0][1]
    terms: Terms = {"count": (count, "number"), "hours": (hours, "h")}
    ledger.add(f"{name}.hours_month", "upkeep_hours", terms, upkeep.hours_month, "h", (), source)
    for id, hours, cost in upkeep.automations:
        if cost is None or not hours:
            continue
        terms = {"hours": (hours, "h"), "hourly_cost": (cost / hours, "EUR/h")}
        paths = _hourly_paths(analysis, case.lines, id, cost / hours)
        ledger.add(f"{name}.{id}.cost_month", "upkeep_cost", terms, cost, "EUR", paths, source)
    of = ledger.figures(f"{name}.", "cost_month")
    counted: Terms = {"count": (float(len(of)), "number")}
    ledger.add(f"{name}.cost_month", "sum_upkeep", counted, upkeep.cost_month, "EUR", of=of)


def _hourly_paths(
    analysis: Analysis, lines: Sequence[MoneyLine], automation: str, hourly: float
) -> tuple[str, ...]:
    """Where the hourly cost was written: on the role whose time is freed, else the process."""
    freed = upkeep_role(automation, lines, analysis.client)
    if freed is not None:
        return role_cost_paths(analysis.client, freed)
    parent = analysis.automation(automation).automation.process
    process = next((one for one in analysis.processes if one.process.name == parent), None)
    if process is None or process.hourly_cost != hourly:
        return ()
    return hourly_cost_paths(analysis.client, process)


def _upkeep_horizon(ledger: Ledger, prospect: Prospect) -> None:
    """What upkeep costs over the horizon, each automation from its first month of effect."""
    name = f"{CASE}.upkeep"
    for line in prospect.upkeep:
        months = max(0, prospect.horizon - max(1, line.start) + 1)
        figure = f"{name}.{line.automation}"
        terms: Terms = {"cost": (line.month, "EUR"), "months": (float(months), "number")}
        inputs = {"cost": f"{figure}.cost_month"}
        total = (line.month or 0.0) * months
        ledger.add(f"{figure}.horizon", "upkeep_horizon", terms, total, "EUR", inputs=inputs)
    of = ledger.figures(f"{name}.", "horizon")
    total = math.fsum(ledger.traces[figure].value for figure in of)
    counted: Terms = {"count": (float(len(of)), "number")}
    if of:
        ledger.add(f"{name}.horizon", "sum_upkeep", counted, total, "EUR", of=of)


# -- value ladder ---------------------------------------------------------------------------


def _ladder(ledger: Ledger, case: BusinessCase, prospect: Prospect) -> None:
    """Each class by year and over the horizon, then the steps, which add them up."""
    steps = case.stacks.steps if case.stacks else ()
    for position, step in enumerate(steps):
        own = [line for line in prospect.gains if line.value_class == step.key]
        _class(ledger, prospect, step, own)
        name = f"{CASE}.stacks.{step.key}"
        below = [f"{CASE}.stacks.{key}" for key in CLASSES[: position + 1]]
        counted: Terms = {"count": (float(len(below)), "number")}
        years = [f"{one}.gain_year" for one in below]
        ledger.add(f"{name}.total_year", "sum_classes", counted, step.total_year, "EUR", of=years)
        _step(ledger, case, name, step, [f"{one}.horizon" for one in below])


def _class(
    ledger: Ledger,
    prospect: Prospect,
    step: Stack,
    own: Sequence[MoneyLine],
) -> None:
    """Gains of one class: those counted whole, and freed hours at the default share."""
    name, share = f"{CASE}.stacks.{step.key}", prospect.settings["business.reuse"]
    reduced = [line for line in own if partly_reused(line, share) is not line]
    parts = {"whole": [line for line in own if line not in reduced], "partly": reduced}
    parts = {part: lines for part, lines in parts.items() if lines}
    for part, lines in parts.items():
        _part(ledger, prospect, f"{name}.{part}", lines)
    for field, suffix in (("gain_year", ""), ("horizon", "_horizon")):
        sources = {part: f"{name}.{part}{suffix}" for part in parts}
        found = {part: ledger.traces[source].value for part, source in sources.items()}
        terms: dict[str, tuple[float | None, str]] = {
            part: (value, "EUR") for part, value in found.items()
        }
        total = found.get("whole", 0.0) + found.get("partly", 0.0) * share
        if reduced:
            terms["reuse"], sources["reuse"] = (share, "share"), _REUSE
        rule = "_".join(("class", "year" if field == "gain_year" else "horizon", *parts))
        value = step.gain_year if field == "gain_year" else total
        ledger.add(f"{name}.{field}", rule, terms, value, "EUR", inputs=sources)


def _part(ledger: Ledger, prospect: Prospect, name: str, lines: Sequence[MoneyLine]) -> None:
    """Lines of a class by month, then over the horizon."""
    of = [figure for line in lines if (figure := _figure(ledger, line, "month"))]
    counted: Terms = {"lines": (float(len(of)), "number")}
    month = math.fsum(line.month or 0.0 for line in lines)
    ledger.add(name, "sum_gains", counted, month, "EUR", of=of)
    every = [figure for line in lines if (figure := _figure(ledger, line, "month", "once"))]
    total = math.fsum(sum(prospect.months(line)[: prospect.horizon + 1]) for line in lines)
    terms: Terms = {
        "lines": (float(len(every)), "number"),
        "months": (float(prospect.horizon), "months"),
    }
    ledger.add(f"{name}_horizon", "horizon_lines", terms, total, "EUR", of=every)


def _step(ledger: Ledger, case: BusinessCase, name: str, step: Stack, below: Iterable[str]) -> None:
    """All costs and the upkeep against this class and those before it."""
    returns, of = step.returns, list(below)
    counted: Terms = {"count": (float(len(of)), "number")}
    ledger.add(f"{name}.gain", "sum_classes", counted, returns.gain, "EUR", of=of)
    prefix = CORRECTED if case.corrected else CASE
    own = case.trusted.returns
    cost = own.cost if own else None
    upkeep = ledger.traces.get(f"{CASE}.upkeep.horizon")
    terms: Terms = {"costs": (cost, "EUR")}
    if upkeep is not None:
        terms = {**terms, "upkeep": (upkeep.value, "EUR")}
    rule = "step_cost" if upkeep else "step_cost_alone"
    inputs = {"costs": f"{prefix}.returns.cost", "upkeep": f"{CASE}.upkeep.horizon"}
    ledger.add(f"{name}.cost", rule, terms, returns.cost, "EUR", inputs=inputs)
    both: Terms = {"gains": (returns.gain, "EUR"), "costs": (returns.cost, "EUR")}
    sources = {"gains": f"{name}.gain", "costs": f"{name}.cost"}
    ledger.add(f"{name}.net", "horizon_net", both, returns.net, "EUR", inputs=sources)
    ledger.add(f"{name}.roi", "roi", both, returns.roi, "share", inputs=sources)


def _figure(ledger: Ledger, line: MoneyLine, *ends: str) -> str | None:
    """The figure of a line as it is counted: corrected when its size was."""
    for prefix in (CORRECTED, CASE):
        for end in ends:
            if f"{prefix}.{line.id}.{end}" in ledger.traces:
                return f"{prefix}.{line.id}.{end}"
    return None
