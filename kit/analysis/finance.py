"""The simple monthly business case (method M13): gross, net, first year, payback, NPV, IRR.

Gross is what the gains are worth; net is gross less the recurring costs. Neither is ever
shown for the other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from kit.analysis.model import BusinessCase, MoneyLine, ProcessResult
from kit.analysis.money_lines import money_lines
from kit.analysis.returns import irr, npv, payback_month
from kit.analysis.settings import MONTHS_PER_YEAR, Settings
from kit.client import Client

_LEFT_OUT_GAINS = "analysis.reason.gains_left_out"
_LEFT_OUT_COSTS = "analysis.reason.costs_left_out"
_LEFT_OUT_LINES = "analysis.reason.lines_left_out"


def build_case(
    client: Client,
    processes: Sequence[ProcessResult],
    automation_ids: Mapping[str, str],
    settings: Settings,
) -> BusinessCase | None:
    """None when neither gains nor costs were listed."""
    lines = money_lines(client, processes, automation_ids, settings)
    return case_of(lines, settings) if lines else None


def case_of(lines: Sequence[MoneyLine], settings: Settings) -> BusinessCase:
    """Totals over the lines that can be computed; `reasons` says which figures leave some out."""
    reasons: dict[str, str] = {}
    gains = [line for line in lines if line.side == "gain"]
    costs = [line for line in lines if line.side == "cost"]
    hours_month = _sum(line.hours_month for line in gains if line.kind == "hours")
    gross = _sum(line.month for line in gains)
    cost_month = _total_cost([line for line in costs if line.kind != "once"], bool(costs))
    once = _total_cost([line for line in costs if line.kind == "once"], bool(costs))

    gap_gains, gap_costs = _gaps(gains, costs, reasons)
    if hours_month is None:
        reasons["hours_month"] = "analysis.reason.no_hours"
    elif any(line.kind == "hours" and line.hours_month is None for line in gains):
        reasons["hours_month"] = _LEFT_OUT_GAINS
    gap_running = reasons.get("cost_month")  # a set-up without a price leaves the net whole

    net = None if gross is None or cost_month is None else gross - cost_month
    gain_year = None if gross is None else gross * MONTHS_PER_YEAR
    cost_year = None if once is None or cost_month is None else once + cost_month * MONTHS_PER_YEAR
    horizon, rate = int(settings["business.horizon_months"]), settings["business.discount_rate"]
    roi = payback = value = yearly_irr = None
    if gain_year is not None and cost_year is not None:
        if cost_year > 0:
            roi = (gain_year - cost_year) / cost_year
        else:
            reasons["roi_first_year"] = "analysis.reason.no_cost"
    if net is not None and once is not None:
        payback = payback_month(once, net)
        if payback is None:
            lacks = "never_paid_back" if once > 0 else "no_net"
            reasons["payback_month"] = f"analysis.reason.{lacks}"
        value = npv(once, net, horizon, rate)
        yearly_irr = irr(once, net, horizon)
        if yearly_irr is None:
            # Next to nothing to pay back, or next to nothing to pay with: no rate either.
            lacks = "no_outlay" if once <= 0 or net >= once else "no_net_gain"
            reasons["irr"] = f"analysis.reason.{lacks}"
    computed = {
        "net_month": net,
        "roi_first_year": roi,
        "payback_month": payback,
        "npv": value,
        "irr": yearly_irr,
    }
    for field in computed:
        gap = _gap_of(gap_gains, gap_running if field == "net_month" else gap_costs)
        if gap and field not in reasons:
            reasons[field] = gap
    return BusinessCase(
        lines=tuple(lines),
        hours_month=hours_month,
        gross_month=gross,
        cost_month=cost_month,
        net_month=net,
        cost_once=once,
        cost_first_year=cost_year,
        gain_first_year=gain_year,
        roi_first_year=roi,
        payback_month=payback,
        npv=value,
        irr=yearly_irr,
        horizon=horizon,
        discount_rate=rate,
        targets={
            "roi": _met(roi, settings["business.target_roi"], gap_gains, gap_costs),
            "net_month": _met(net, settings["business.target_net_month"], gap_gains, gap_running),
        },
        reasons=reasons,
    )


def _gaps(
    gains: Sequence[MoneyLine], costs: Sequence[MoneyLine], reasons: dict[str, str]
) -> tuple[str | None, str | None]:
    """Why gains and costs are not whole, written into *reasons* for the plain totals."""
    gap_gains = gap_costs = None
    if not any(line.month is not None for line in gains):
        gap_gains = "analysis.reason.gains_unknown" if gains else "analysis.reason.no_gains"
    elif any(line.month is None for line in gains):
        gap_gains = _LEFT_OUT_GAINS
    if not costs:
        gap_costs = "analysis.reason.no_costs"
    elif any(line.reason for line in costs):
        known = any(line.reason is None for line in costs)
        gap_costs = _LEFT_OUT_COSTS if known else "analysis.reason.costs_unknown"
    if gap_gains:
        reasons["gross_month"] = reasons["gain_first_year"] = gap_gains
    if gap_costs:
        reasons["cost_first_year"] = gap_costs
        for field, once in (("cost_month", False), ("cost_once", True)):
            own = [line for line in costs if (line.kind == "once") is once]
            if not costs or any(line.reason for line in own):
                reasons[field] = gap_costs
    return gap_gains, gap_costs


def _gap_of(gap_gains: str | None, gap_costs: str | None) -> str | None:
    """The one reason to give for a figure that rests on gains and costs."""
    if (gap_gains, gap_costs) == (_LEFT_OUT_GAINS, _LEFT_OUT_COSTS):
        return _LEFT_OUT_LINES
    return gap_gains or gap_costs


def _met(
    figure: float | None, target: float, gap_gains: str | None, gap_costs: str | None
) -> bool | None:
    """Whether *figure* exceeds *target*; None when a line left out could change the answer.

    A missing cost can only lower net and return: a target missed without it stays missed.
    A missing gain may be of either sign.
    """
    if figure is None or gap_gains:
        return None
    met = figure > target
    return None if gap_costs and met else met


def _total_cost(costs: Sequence[MoneyLine], any_cost: bool) -> float | None:
    """Sum of the priced lines; 0 when the client listed costs, but none at this rhythm."""
    if not costs:
        return 0.0 if any_cost else None
    amounts = (line.month if line.once is None else line.once for line in costs)
    return _sum(amounts)


def _sum(amounts: Iterable[float | None]) -> float | None:
    """Sum of what is known, exact whatever the order; None when nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return math.fsum(known) if known else None
