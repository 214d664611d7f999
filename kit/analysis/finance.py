"""The business case (method M13): what the lines are worth, by month and over the horizon.

Gross is what the gains are worth; net is gross less the recurring costs. Neither is ever
shown for the other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kit.analysis.budget import budgets
from kit.analysis.case_lines import lines_of_option, money_lines, retained_option
from kit.analysis.cashflow import flows_of
from kit.analysis.claimed import claimed_case
from kit.analysis.corrections import adjustments_of, corrected_lines
from kit.analysis.gaps import Gaps, recurring, set_up
from kit.analysis.model import (
    BusinessCase,
    Corrected,
    Flows,
    MoneyLine,
    PoolUse,
    ProcessResult,
    Returns,
)
from kit.analysis.outlook import add_outlook
from kit.analysis.pools import hours_pool_use
from kit.analysis.returns import ratio, returns_of
from kit.analysis.settings import MONTHS_PER_YEAR, Settings
from kit.analysis.timeline import Timeline
from kit.client import Client


def build_case(
    client: Client,
    processes: Sequence[ProcessResult],
    automation_ids: Mapping[str, str],
    settings: Settings,
    timeline: Timeline,
) -> BusinessCase | None:
    """None when neither gains nor costs were listed."""
    every = money_lines(client, processes, automation_ids, settings, timeline)
    if not every:
        return None
    option = retained_option(client)
    lines = lines_of_option(every, option, client, timeline)
    budget = budgets(lines, client, timeline)
    pools = hours_pool_use(lines, client, settings)
    plain = case_of(lines, settings, timeline)
    case = replace(
        plain,
        option=option,
        other_lines=tuple(line for line in every if not line.counts_in(option)),
        budget=budget,
        hours_pool=pools,
        corrected=_corrected(plain, pools, settings, timeline),
        claimed=claimed_case(lines, budget, client, option, timeline),
    )
    return add_outlook(case, client, settings, timeline)


def case_of(lines: Sequence[MoneyLine], settings: Settings, timeline: Timeline) -> BusinessCase:
    """Totals over the lines that can be computed; `reasons` says which figures leave some out."""
    gaps = Gaps.of(lines)
    reasons = gaps.of_totals()
    gains = [line for line in lines if line.side == "gain"]
    costs = [line for line in lines if line.side == "cost"]
    gross = _sum(line.month for line in gains)
    cost_month = _cost(recurring(costs), "month", costs)
    once = _cost(set_up(costs), "once", costs)
    net = None if gross is None or cost_month is None else gross - cost_month

    # Beyond the horizon the flows are only looked at to find the month of the payback.
    horizon = timeline.horizon
    long = flows_of(lines, max(horizon, int(settings["limits.horizon_months"])), timeline)
    gains_known = any(line.reason is None for line in gains)
    costs_known = once is not None and cost_month is not None
    gain_year = math.fsum(long.gains[: MONTHS_PER_YEAR + 1]) if gains_known else None
    cost_year = math.fsum(long.costs[: MONTHS_PER_YEAR + 1]) if costs_known else None
    rate = settings["business.discount_rate"]
    flows = returns = None
    if gains_known and costs_known:
        flows = _cut(long, horizon)
        returns = returns_of(long, horizon, settings.discounting, rate)
        if returns.irr is not None and returns.irr > settings["limits.irr"]:
            # An outlay that is all but covered within its year: the rate is that of a residue.
            caution = {"irr": "analysis.reason.irr_out_of_scale"}
            returns = replace(returns, reasons={**returns.reasons, **caution})
        reasons |= {f: why for f, why in returns.reasons.items() if f in ("payback_month", "irr")}
    roi = None
    if gain_year is not None and cost_year is not None:
        roi = ratio(gain_year - cost_year, cost_year)
        if roi is None:
            reasons["roi_first_year"] = "analysis.reason.no_cost"
    for field in ("net_month", "roi_first_year", "payback_month", "npv", "irr"):
        gap = gaps.of_both(gaps.run if field == "net_month" else gaps.costs)
        if gap:
            reasons.setdefault(field, gap)
    _say_what_a_month_is(lines, gross, reasons)
    return BusinessCase(
        lines=tuple(lines),
        hours_month=_sum(line.hours_month for line in gains if line.kind == "hours"),
        gross_month=gross,
        cost_month=cost_month,
        net_month=net,
        cost_once=once,
        cost_first_year=cost_year,
        gain_first_year=gain_year,
        roi_first_year=roi,
        payback_month=returns.payback_month if returns else None,
        npv=returns.npv if returns else None,
        irr=returns.irr if returns else None,
        horizon=horizon,
        discount_rate=rate,
        targets=_targets(roi, net, returns, gaps, settings),
        reasons=reasons,
        discounting=settings.discounting,
        flows=flows,
        returns=returns,
    )


def _corrected(
    case: BusinessCase, pools: Sequence[PoolUse], settings: Settings, timeline: Timeline
) -> Corrected | None:
    """The same engine on the lines set right; None: nothing to set right, or no flows."""
    adjustments = tuple(adjustments_of(case.lines, pools))
    if not adjustments:
        return None
    right = case_of(corrected_lines(case.lines, adjustments), settings, timeline)
    if right.flows is None or right.returns is None:
        return None
    return Corrected(
        adjustments=adjustments,
        lines=right.lines,
        gross_month=right.gross_month,
        net_month=right.net_month,
        flows=right.flows,
        returns=right.returns,
    )


def _targets(
    roi: float | None,
    net: float | None,
    returns: Returns | None,
    gaps: Gaps,
    settings: Settings,
) -> Mapping[str, bool | None]:
    """Return and net are to be exceeded, the payback to be reached by its month."""
    in_time = None
    if returns is not None:
        month = returns.payback_month
        in_time = month is not None and month <= settings["business.target_payback_months"]
    return {
        "roi": gaps.judged(_above(roi, settings["business.target_roi"]), gaps.costs),
        "net_month": gaps.judged(_above(net, settings["business.target_net_month"]), gaps.run),
        "payback": gaps.judged(in_time, gaps.costs),
    }


def _above(figure: float | None, target: float) -> bool | None:
    return None if figure is None else figure > target


def _say_what_a_month_is(
    lines: Sequence[MoneyLine], gross: float | None, reasons: dict[str, str]
) -> None:
    """Rows of years have no steady month, dated gains no month at all."""
    for side, field in (("gain", "gross_month"), ("cost", "cost_month")):
        if any(line.side == side and line.yearly and line.month is not None for line in lines):
            reasons.setdefault(field, "analysis.reason.average_month")
            reasons.setdefault("net_month", "analysis.reason.average_month")
    if gross is None:
        reasons.setdefault("gross_month", "analysis.reason.dated_gains")
        reasons.setdefault("net_month", "analysis.reason.dated_gains")


def _cut(flows: Flows, horizon: int) -> Flows:
    """The flows of the horizon alone."""
    return Flows(
        flows.gains[: horizon + 1],
        flows.costs[: horizon + 1],
        flows.dates[: horizon + 1],
        tuple(one for one in flows.dated if one[0] <= horizon),
    )


def _cost(own: Sequence[MoneyLine], field: str, costs: Sequence[MoneyLine]) -> float | None:
    """Sum of the priced lines; 0 when the client listed costs, but none of this kind."""
    if all(line.reason is None for line in own):
        amounts = (getattr(line, field) or 0.0 for line in own)
        return math.fsum(amounts) if costs else None
    return _sum(getattr(line, field) for line in own)


def _sum(amounts: Iterable[float | None]) -> float | None:
    """Sum of what is known, exact whatever the order; None when nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return math.fsum(known) if known else None
