"""Where the break-even points come from: what is left once the goal is met (method M18.4)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import accumulate

from kit.analysis.ledger import CASE, CORRECTED, Ledger, Terms
from kit.analysis.model import Analysis, BreakEven, BusinessCase, MoneyLine
from kit.analysis.prospect import CENT, Prospect
from kit.analysis.settings import MONTHS_PER_YEAR, Settings
from kit.analysis.timeline import Timeline

_SIGN = {"gain": 1.0, "cost": -1.0}  # a cost takes away from the net


def trace_break_even(
    ledger: Ledger, analysis: Analysis, settings: Settings, timeline: Timeline
) -> None:
    """Largest set-up and smallest adoption, for the return then for the payback.

    Both are read off the month that binds: the first year for the return, for the payback
    the month where the running total comes closest to 0.
    """
    case = analysis.business_case
    if case is None or not case.break_even:
        return
    prospect = Prospect.of(case, analysis.client, settings, timeline)
    if case.corrected is not None:
        _corrected_year(ledger, case, prospect)
    for answer in case.break_even:
        if answer.goal == "roi":
            _by_return(ledger, case, prospect, answer)
        else:
            _by_payback(ledger, case, prospect, answer)


def _corrected_year(ledger: Ledger, case: BusinessCase, prospect: Prospect) -> None:
    """The first year of the gains set right, and its return; costs are what they were."""
    months: Terms = {"months": (float(MONTHS_PER_YEAR), "number")}
    year = _upto(prospect, prospect.gains, MONTHS_PER_YEAR)
    of = [f"{CASE}.{line.id}.month" for line in prospect.gains]
    figure = f"{CORRECTED}.gain_first_year"
    ledger.add(figure, "gain_first_year_flows", months, year, "EUR", of=of)
    cost = case.cost_first_year
    terms: Terms = {"gains": (year, "EUR"), "costs": (cost, "EUR")}
    inputs = {"gains": figure, "costs": f"{CASE}.cost_first_year"}
    roi = (year - cost) / cost if cost is not None and cost > 0 else None
    figure = f"{CORRECTED}.roi_first_year"
    ledger.add(figure, "roi", terms, roi, "share", inputs=inputs)


def _by_return(ledger: Ledger, case: BusinessCase, prospect: Prospect, answer: BreakEven) -> None:
    """(gains - costs) / costs at the target over the first year."""
    name = f"{CASE}.break_even.roi"
    side = CORRECTED if case.corrected is not None else CASE
    gains = _upto(prospect, prospect.gains, MONTHS_PER_YEAR)
    paid = _upto(prospect, prospect.once, MONTHS_PER_YEAR)
    total = math.fsum(line.once or 0.0 for line in prospect.once)
    shared: dict[str, tuple[float | None, str]] = {
        "gains": (gains, "EUR"),
        "target": (answer.target, "share"),
        "costs": (case.cost_first_year, "EUR"),
    }
    inputs = {
        "gains": f"{side}.gain_first_year",
        "target": "assumptions.business.target_roi",
        "costs": f"{CASE}.cost_first_year",
        "once": f"{CASE}.cost_once",
    }
    ledger.add(
        f"{name}.adoption", "break_even_share", shared, answer.adoption, "share", inputs=inputs
    )
    terms = {**shared, "once": (case.cost_once, "EUR")}
    rule = "break_even_set_up"
    # Part of it may be paid after the first year; without any, each euro is one up front.
    if total > 0 and not math.isclose(paid, total, abs_tol=CENT):
        terms["once_paid"] = (paid, "EUR")
        rule = "break_even_set_up_spread"
    ledger.add(f"{name}.set_up", rule, terms, answer.set_up, "EUR", inputs=inputs)


def _by_payback(ledger: Ledger, case: BusinessCase, prospect: Prospect, answer: BreakEven) -> None:
    """The running total at 0 in the month that binds."""
    name = f"{CASE}.break_even.payback"
    first = prospect.paid_back_by
    gains = _running(prospect, prospect.gains)
    costs = _running(prospect, prospect.costs)
    once = _running(prospect, prospect.once)
    months = range(first, len(gains))
    of = ledger.figures(f"{CASE}.", "once", "month", "total")
    shares = [(costs[m] / gains[m], m) for m in months if gains[m] > 0]
    if shares and answer.adoption is not None:
        month = max(shares)[1]
        terms: Terms = {"month": (float(month), "number")}
        if month <= _written(case, first):
            ledger.add(f"{name}.adoption", "payback_share", terms, answer.adoption, "share", of=of)
    total = math.fsum(line.once or 0.0 for line in prospect.once)
    if total <= 0:  # none to scale: what one euro more, up front, leaves each month
        rooms = [(gains[m] - costs[m], m) for m in months]
    else:
        rooms = [((gains[m] - costs[m] + once[m]) / once[m], m) for m in months if once[m] > 0]
    if not rooms:
        return
    month = min(rooms)[1]
    terms = {
        "month": (float(month), "number"),
        "once": (case.cost_once, "EUR"),
        "once_paid": (once[month], "EUR"),
    }
    rule, inputs = "payback_set_up_spread", {"once": f"{CASE}.cost_once"}
    if total <= 0 or math.isclose(once[month], total, abs_tol=CENT):
        terms = {key: term for key, term in terms.items() if key != "once_paid"}
        rule = "payback_set_up"
    if month <= _written(case, first):
        ledger.add(f"{name}.set_up", rule, terms, answer.set_up, "EUR", inputs=inputs, of=of)


def _written(case: BusinessCase, first: int) -> int:
    """Months that a sheet of cash flow is sure to hold."""
    return max(case.horizon, MONTHS_PER_YEAR) if first <= case.horizon else 0


def _upto(prospect: Prospect, lines: Iterable[MoneyLine], month: int) -> float:
    """What *lines* come to until *month*, positive on both sides."""
    return math.fsum(
        _SIGN[line.side] * math.fsum(prospect.months(line)[: month + 1]) for line in lines
    )


def _running(prospect: Prospect, lines: Sequence[MoneyLine]) -> list[float]:
    months = [[_SIGN[line.side] * one for one in prospect.months(line)] for line in lines]
    sums = [math.fsum(column) for column in zip(*months, strict=True)]
    return list(accumulate(sums)) if sums else [0.0] * (prospect.span + 1)
