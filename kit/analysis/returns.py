"""What a cash flow returns: net, ROI, payback, NPV and IRR over its horizon (method M13)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from kit.analysis.cashflow import flows_of
from kit.analysis.discounting import discount_times, irr_roots, npv, terms_of, years_to
from kit.analysis.model import Flows, MoneyLine, Returns
from kit.analysis.timeline import Timeline

_NOTHING = 1e-12  # a cumulated sum this small beside what was summed is 0
_CENT = 0.01  # [EUR]


def returns_of(flows: Flows, horizon: int, discounting: str, rate: float) -> Returns:
    """Every figure over *horizon* months; what *flows* hold beyond it serves the payback only.

    A rate of return is a yearly one, on the same amounts and times as the NPV.
    """
    gain = math.fsum(flows.gains[: horizon + 1])
    cost = math.fsum(flows.costs[: horizon + 1])
    reasons: dict[str, str] = {}
    roi = ratio(gain - cost, cost)
    if roi is None:
        reasons["roi"] = "analysis.reason.no_cost_horizon"
    payback, exact, lacks = payback_of(flows.net)
    if lacks:
        reasons["payback_month"] = reasons["payback_exact"] = f"analysis.reason.{lacks}"
    gains, costs, times = _timed(flows, horizon, discounting)
    amounts = [gained - spent for gained, spent in zip(gains, costs, strict=True)]
    value, cost_present = npv(amounts, rate, times), npv(costs, rate, times)
    roots = irr_roots(amounts, times)
    lowest = min(flows.cumulated[: horizon + 1])
    lacks = _no_irr([amount for _, amount in terms_of(amounts, times)], roots, lowest)
    if lacks:
        reasons["irr"] = f"analysis.reason.{lacks}"
    return Returns(
        gain=gain,
        cost=cost,
        net=gain - cost,
        roi=roi,
        payback_month=payback,
        payback_exact=exact,
        npv=value,
        irr=None if lacks else roots[0],
        irr_roots=roots,
        lowest=lowest,
        reasons=reasons,
        gain_present=npv(gains, rate, times),
        cost_present=cost_present,
        roi_present=None if roi is None else ratio(value, cost_present),
    )


def ratio(net: float, cost: float) -> float | None:
    """What a euro of *cost* nets; None under a cent: there is then no cost to speak of.

    >>> ratio(300.0, 100.0), ratio(300.0, 0.0)
    (3.0, None)
    """
    return net / cost if cost >= _CENT else None


def present_value(
    line: MoneyLine, horizon: int, timeline: Timeline, discounting: str, rate: float
) -> float:
    """What *line* is worth today over *horizon* months, positive on both sides [EUR].

    An NPV is the sum of those of the gains less those of the costs.
    """
    flows = flows_of((replace(line, side="gain"),), horizon, timeline)
    amounts, _, times = _timed(flows, horizon, discounting)
    return npv(amounts, rate, times)


def payback_of(net: Sequence[float]) -> tuple[int | None, float | None, str | None]:
    """(first month from which the cumulated net stays at 0 or more, exact month, reason).

    Index 0 is today. The exact month assumes an even flow within the month. Month 0: there
    was nothing to pay back.

    >>> payback_of((-1000, 300, 300, 300, 300))
    (4, 3.3333333333333335, None)
    >>> payback_of((0, 300)), payback_of((-100, 0, 0))
    ((0, 0.0, None), (None, None, 'not_paid_back'))
    """
    total = size = 0.0
    before = after = 0.0  # cumulated net around the payback
    month, earned = 0, False
    for index, amount in enumerate(net):
        earlier, total = total, total + amount
        size += abs(amount)
        if abs(total) <= _NOTHING * size:  # 3 x 0.1 - 0.3 is a hair above 0 in floats
            total = 0.0
        earned = earned or total > 0
        if total < 0:
            month = index + 1
        elif month == index and index > 0:
            before, after = earlier, total
    if month == len(net):
        return None, None, _why_never(net)
    if month == 0:
        return (0, 0.0, None) if earned else (None, None, "no_net")
    return month, month - after / (after - before), None


def _why_never(net: Sequence[float]) -> str:
    last = net[-1]
    if last > 0:
        return "paid_back_too_late"  # it still comes closer when the flows stop
    if last == 0:
        return "not_paid_back"
    return "never_paid_back" if min(net) < last else "no_net"


def _timed(
    flows: Flows, horizon: int, discounting: str
) -> tuple[list[float], list[float], list[float]]:
    """Gains, costs up to the horizon, and when each pair is discounted [years]."""
    gains, costs = list(flows.gains[: horizon + 1]), list(flows.costs[: horizon + 1])
    times = list(discount_times(discounting, len(gains) - 1, horizon, flows.dates))
    if discounting == "by_date":
        for index, day, gain, cost in flows.dated:
            if index <= horizon:  # at its own day, no longer at the end of its month
                gains[index] -= gain
                costs[index] -= cost
                gains.append(gain)
                costs.append(cost)
                times.append(years_to(day, flows.dates[0]))
    return gains, costs, times


def _no_irr(terms: Sequence[float], roots: Sequence[float], lowest: float) -> str | None:
    """Why there is no rate to show; None: the single root is one. *terms*: one a date."""
    if not any(amount < 0 for amount in terms):
        # What is spent may well come back before the end of the same year.
        return "irr_within_year" if lowest < 0 else "no_outlay"
    if not any(amount > 0 for amount in terms):
        return "no_net_gain"
    if len(roots) != 1:
        return "irr_several" if roots else "irr_none"
    # Money first, costs later: at the root the NPV rises with the rate, as for a loan.
    return "irr_gains_first" if terms[0] > 0 else None
