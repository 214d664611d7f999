"""Where the figures of the business case come from (methods M13 and M18.8)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from kit.analysis.gaps import recurring, set_up
from kit.analysis.ledger import CASE, CORRECTED, Ledger, Terms
from kit.analysis.model import Analysis, BusinessCase, Flows, MoneyLine, Returns
from kit.analysis.settings import MONTHS_PER_YEAR

_DISCOUNT_RATE = {"rate": "assumptions.business.discount_rate"}


def trace_case(ledger: Ledger, analysis: Analysis) -> None:
    """The totals, the first year, the horizon; then the same once set right."""
    case = analysis.business_case
    if case is None:
        return
    _totals(ledger, case)
    _first_year(ledger, case)
    if case.returns is not None and case.flows is not None:
        of = {side: _figures_of(ledger, lines) for side, lines in _sides(case.lines).items()}
        _returns(ledger, case, CASE, case.returns, of)
        _payback(ledger, case, CASE, (case.flows, case.returns), of)
    _corrected(ledger, case)


def _sides(lines: Sequence[MoneyLine]) -> dict[str, list[MoneyLine]]:
    return {side: [line for line in lines if line.side == side] for side in ("gain", "cost")}


def _totals(ledger: Ledger, case: BusinessCase) -> None:
    gains, costs = _sides(case.lines).values()
    timed = [line for line in gains if line.kind == "hours"]
    for field, rule, lines, part, unit in (
        ("hours_month", "sum_hours", timed, "hours_month", "h"),
        ("gross_month", "sum_gains", gains, "month", "EUR"),
        ("cost_month", "sum_recurring", recurring(costs), "month", "EUR"),
        ("cost_once", "sum_once", set_up(costs), "once", "EUR"),
    ):
        of = [f"{CASE}.{line.id}.{part}" for line in lines]
        counted = [figure for figure in of if figure in ledger.traces]
        count: Terms = {"lines": (float(len(counted)), "number")}
        ledger.add(f"{CASE}.{field}", rule, count, getattr(case, field), unit, of=of)
    _net(ledger, CASE, case.gross_month, case.cost_month, case.net_month)


def _net(
    ledger: Ledger, prefix: str, gross: float | None, cost: float | None, net: float | None
) -> None:
    terms: Terms = {"gross": (gross, "EUR"), "costs": (cost, "EUR")}
    inputs = {"gross": f"{prefix}.gross_month", "costs": f"{CASE}.cost_month"}
    ledger.add(f"{prefix}.net_month", "net_month", terms, net, "EUR", inputs=inputs)


def _first_year(ledger: Ledger, case: BusinessCase) -> None:
    """Twelve equal months are said as such; else starts and ramps are."""
    gains, costs = _sides(case.lines).values()
    months = (float(MONTHS_PER_YEAR), "number")
    gross, running = case.gross_month, case.cost_month
    parts: Terms = {"gross": (gross, "EUR"), "months": months}
    steady = _same(case.gain_first_year, gross, 0.0)
    of = _figures_of(ledger, gains)
    ledger.add(
        f"{CASE}.gain_first_year",
        "gain_first_year" if steady else "gain_first_year_flows",
        parts if steady else {"months": months},
        case.gain_first_year,
        "EUR",
        inputs={"gross": f"{CASE}.gross_month"} if steady else {},
        of=of,
    )
    parts = {"once": (case.cost_once, "EUR"), "costs": (running, "EUR"), "months": months}
    steady = _same(case.cost_first_year, running, case.cost_once)
    ledger.add(
        f"{CASE}.cost_first_year",
        "cost_first_year" if steady else "cost_first_year_flows",
        parts if steady else {"months": months},
        case.cost_first_year,
        "EUR",
        inputs={"once": f"{CASE}.cost_once", "costs": f"{CASE}.cost_month"} if steady else {},
        of=_figures_of(ledger, costs),
    )
    terms = {"gains": (case.gain_first_year, "EUR"), "costs": (case.cost_first_year, "EUR")}
    inputs = {"gains": f"{CASE}.gain_first_year", "costs": f"{CASE}.cost_first_year"}
    ledger.add(f"{CASE}.roi_first_year", "roi", terms, case.roi_first_year, "share", inputs=inputs)


def _same(year: float | None, month: float | None, once: float | None) -> bool:
    if year is None or month is None or once is None:
        return False
    return math.isclose(year, once + month * MONTHS_PER_YEAR, rel_tol=1e-9, abs_tol=1e-9)


def _figures_of(ledger: Ledger, lines: Sequence[MoneyLine]) -> list[str]:
    """What the amounts by month of *lines* are made from."""
    ends = ("total", "once", "month")
    found = []
    for line in lines:
        own = [f"{CASE}.{line.id}.{end}" for end in ends]
        found += [figure for figure in own if figure in ledger.traces][:1]
    return found


def _returns(
    ledger: Ledger,
    case: BusinessCase,
    prefix: str,
    returns: Returns,
    of: Mapping[str, Sequence[str]],
) -> None:
    """Over the horizon. *of*: the figures of the lines, by side."""
    months: Terms = {"months": (float(case.horizon), "months")}
    name, every = f"{prefix}.returns", (*of["gain"], *of["cost"])
    ledger.add(f"{name}.gain", "horizon_gain", months, returns.gain, "EUR", of=of["gain"])
    ledger.add(f"{name}.cost", "horizon_cost", months, returns.cost, "EUR", of=of["cost"])
    both: Terms = {"gains": (returns.gain, "EUR"), "costs": (returns.cost, "EUR")}
    inputs = {"gains": f"{name}.gain", "costs": f"{name}.cost"}
    ledger.add(f"{name}.net", "horizon_net", both, returns.net, "EUR", inputs=inputs)
    ledger.add(f"{name}.roi", "roi", both, returns.roi, "share", inputs=inputs)
    if returns.lowest < 0:
        ledger.add(f"{name}.lowest", "lowest", months, returns.lowest, "EUR", of=every)
    # The plain case shows these two as its own.
    apart = prefix if prefix == CASE else name
    rated: Terms = {**months, "rate": (case.discount_rate, "share")}
    rule = f"npv_{case.discounting}"
    ledger.add(f"{apart}.npv", rule, rated, returns.npv, "EUR", inputs=_DISCOUNT_RATE, of=every)
    rule = f"irr_{case.discounting}"
    ledger.add(f"{apart}.irr", rule, months, returns.irr, "share", of=every)


def _payback(
    ledger: Ledger,
    case: BusinessCase,
    prefix: str,
    computed: tuple[Flows, Returns],
    of: Mapping[str, Sequence[str]],
) -> None:
    """A steady net against what is paid up front is said as such; else the running total is."""
    flows, returns = computed
    month = returns.payback_month
    net, once = case.net_month, case.cost_once
    steady = prefix == CASE and net is not None and once is not None
    steady = steady and all(
        math.isclose(amount, expected, rel_tol=1e-9, abs_tol=1e-9)
        for amount, expected in zip(
            flows.net, (-(once or 0.0), *[net or 0.0] * len(flows.net)), strict=False
        )
    )
    terms: Terms = {"once": (once, "EUR"), "net": (net, "EUR")}
    ledger.add(
        f"{prefix}.payback_month" if prefix == CASE else f"{prefix}.returns.payback_month",
        "payback_month" if steady else "payback_flows",
        terms if steady else {},
        None if month is None else float(month),
        "months",
        inputs={"once": f"{CASE}.cost_once", "net": f"{CASE}.net_month"} if steady else {},
        of=(*of["gain"], *of["cost"]),
    )


def _corrected(ledger: Ledger, case: BusinessCase) -> None:
    """Each line that changes with its factor, then the totals over the lines set right."""
    right = case.corrected
    if right is None:
        return
    factors: dict[str, float] = {}
    for one in right.adjustments:
        factors[one.line] = factors.get(one.line, 1.0) * one.factor
    before = {line.id: line for line in case.lines}
    for line in right.lines:
        if factors.get(line.id, 1.0) == 1.0:
            continue
        source = f"{CASE}.{line.id}.month"
        terms: Terms = {
            "amount": (before[line.id].month, "EUR"),
            "factor": (factors[line.id], "share"),
        }
        figure, inputs = f"{CORRECTED}.{line.id}.month", {"amount": source}
        ledger.add(figure, "corrected_line", terms, line.month, "EUR", inputs=inputs)
        hours: Terms = {
            "hours": (before[line.id].hours_month, "h"),
            "factor": (factors[line.id], "share"),
        }
        figure, inputs = (
            figure.replace(".month", ".hours_month"),
            {"hours": f"{CASE}.{line.id}.hours_month"},
        )
        ledger.add(figure, "corrected_hours", hours, line.hours_month, "h", inputs=inputs)
    gains = _sides(right.lines)["gain"]
    timed = [line for line in gains if line.kind == "hours" and line.hours_month is not None]
    of = [_corrected_figure(ledger, f"{CASE}.{line.id}.hours_month") for line in timed]
    freed = math.fsum(line.hours_month or 0.0 for line in timed) if timed else None
    counted: Terms = {"lines": (float(len(timed)), "number")}
    ledger.add(f"{CORRECTED}.hours_month", "sum_hours", counted, freed, "h", of=of)
    of = [_corrected_figure(ledger, f"{CASE}.{line.id}.month") for line in gains]
    counted = {"lines": (float(sum(one in ledger.traces for one in of)), "number")}
    ledger.add(f"{CORRECTED}.gross_month", "sum_gains", counted, right.gross_month, "EUR", of=of)
    _net(ledger, CORRECTED, right.gross_month, case.cost_month, right.net_month)
    made = {
        side: [_corrected_figure(ledger, one) for one in _figures_of(ledger, lines)]
        for side, lines in _sides(right.lines).items()
    }
    _returns(ledger, case, CORRECTED, right.returns, made)
    _payback(ledger, case, CORRECTED, (right.flows, right.returns), made)


def _corrected_figure(ledger: Ledger, figure: str) -> str:
    """The figure of a corrected line: its own when its size changed."""
    own = figure.replace(CASE, CORRECTED, 1)
    return own if own in ledger.traces else figure
