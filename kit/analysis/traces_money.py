"""Where the figures of the business case come from (methods M13 and M18.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kit.analysis.cells import cells_of, hourly_cost_paths, role_cost_paths
from kit.analysis.model import Analysis, BusinessCase, MoneyLine, Quantity, Trace
from kit.analysis.money_lines import Books, hourly_cost_of, share_of
from kit.analysis.settings import MONTHS_PER_YEAR, Settings
from kit.client import Cost, Gain


def money_traces(analysis: Analysis, settings: Settings) -> Iterator[Trace]:
    """Each line of gains and costs, then the totals that rest on them."""
    lines = tuple(_lines(analysis, settings))
    yield from lines
    yield from _case(analysis, lines)


def _lines(analysis: Analysis, settings: Settings) -> Iterator[Trace]:
    if analysis.business_case is None:
        return
    lines = {line.id: line for line in analysis.business_case.lines}
    ids = {result.automation.name: result.id for result in analysis.automations}
    books = Books.of(analysis.client, analysis.processes, ids, settings)
    for n, gain in enumerate(analysis.client.gains):
        yield from _gain(analysis, lines[f"gain-{n + 1}"], n, gain, books)
    for n, cost in enumerate(analysis.client.costs):
        yield from _cost(analysis, lines[f"cost-{n + 1}"], n, cost)


def _gain(analysis: Analysis, line: MoneyLine, n: int, gain: Gain, books: Books) -> Iterator[Trace]:
    if gain.volume is None or gain.period is None:
        return
    path, figure = f"gains/{n}", f"business_case.{line.id}"
    base: dict[str, Quantity] = {
        "volume": (gain.volume, "number"),
        "times": (books.settings.times_a_month(gain.period), "twelfths"),
    }
    fields = ["volume", "period"]
    by_month = "_monthly" if gain.period == "month" else ""  # "× 1" would say nothing
    if line.hours_month is not None:
        yield Trace(
            figure=f"{figure}.hours_month",
            rule=f"gain_hours{by_month}",
            terms={
                **base,
                "before": (gain.before or 0.0, "min"),
                "after": (gain.after or 0.0, "min"),
            },
            value=line.hours_month,
            unit="h",
            cells=cells_of(analysis.client, *(f"{path}/{f}" for f in (*fields, "before", "after"))),
        )
    if line.month is None:
        return
    own: list[str]
    extra: tuple[str, ...] = ()
    if line.hours_month is not None:
        rule, own = "gain_value", ["before", "after"]
        extra = _hourly_cost_paths(analysis, gain, books)
        terms: Mapping[str, Quantity] = {
            "hours": (line.hours_month, "h"),
            "hourly_cost": (hourly_cost_of(gain, books) or 0.0, "EUR/h"),
        }
    else:
        value: dict[str, Quantity] = {"unit_value": (gain.unit_value or 0.0, "EUR")}
        own = ["unit_value"]
        if gain.kind == "errors":
            rule, own = f"gain_errors{by_month}", [*own, "error_before", "error_after"]
            value["error_before"] = (gain.error_before or 0.0, "share")
            value["error_after"] = (gain.error_after or 0.0, "share")
        elif gain.kind == "revenue":
            rule, own = f"gain_revenue{by_month}", [*own, "rate", "margin_rate"]
            value["rate"] = (1.0 if gain.rate is None else gain.rate, "share")
            value["margin_rate"] = (gain.margin_rate or 0.0, "share")
        else:
            rule, own = f"gain_units{by_month}", [*own, "rate"]
            value["rate"] = (share_of(gain), "share")
        terms = {**base, **value}
    yield Trace(
        figure=f"{figure}.month",
        rule=rule,
        terms=terms,
        value=line.month,
        unit="EUR",
        cells=cells_of(analysis.client, *(f"{path}/{f}" for f in (*fields, *own)), *extra),
    )


def _hourly_cost_paths(analysis: Analysis, gain: Gain, books: Books) -> tuple[str, ...]:
    result = books.process_of(gain)
    if gain.role or result is None:
        return role_cost_paths(analysis.client, gain.role)
    return hourly_cost_paths(analysis.client, result)


def _cost(analysis: Analysis, line: MoneyLine, n: int, cost: Cost) -> Iterator[Trace]:
    amount = line.once if line.once is not None else line.month
    if amount is None or cost.unit_price is None:
        return
    yield Trace(
        figure=f"business_case.{line.id}.{'once' if line.once is not None else 'month'}",
        rule={"once": "cost_once", "month": "cost_month"}.get(cost.rhythm, "cost_year_line"),
        terms={
            "quantity": (1.0 if cost.quantity is None else cost.quantity, "number"),
            "unit_price": (cost.unit_price, "EUR"),
        },
        value=amount,
        unit="EUR",
        cells=cells_of(analysis.client, *(f"costs/{n}/{f}" for f in ("quantity", "unit_price"))),
    )


def _case(analysis: Analysis, lines: Sequence[Trace]) -> Iterator[Trace]:
    """Totals rest on the lines, whose cells they take over."""
    case = analysis.business_case
    if case is None:
        return
    hours = _union(lines, "business_case.gain-", ".hours_month")
    gains = _union(lines, "business_case.gain-", ".month")
    recurring = _union(lines, "business_case.cost-", ".month")
    once = _union(lines, "business_case.cost-", ".once")
    of = {"hours_month": hours, "gross_month": gains, "gain_first_year": gains}
    of |= {"cost_month": recurring, "cost_once": once, "cost_first_year": (*once, *recurring)}
    of |= {"net_month": (*gains, *recurring)}
    for figure, rule, terms, unit in _case_formulas(case):
        value = getattr(case, figure)
        known = {name: (amount, u) for name, (amount, u) in terms.items() if amount is not None}
        if value is None or len(known) < len(terms):
            continue
        cells = of.get(figure, (*gains, *once, *recurring))
        yield Trace(f"business_case.{figure}", rule, known, float(value), unit, cells)


def _union(traces: Sequence[Trace], start: str, end: str) -> tuple[str, ...]:
    """The cells of the lines whose figure starts and ends so."""
    lines = [t for t in traces if t.figure.startswith(start) and t.figure.endswith(end)]
    return tuple(dict.fromkeys(cell for line in lines for cell in line.cells))


def _case_formulas(
    case: BusinessCase,
) -> Iterator[tuple[str, str, Mapping[str, tuple[float | None, str]], str]]:
    """(figure, rule, terms, unit) of each figure of the case, in the order of the report."""
    gains = [line for line in case.lines if line.side == "gain"]
    valued = float(sum(line.month is not None for line in gains))
    timed = float(sum(line.hours_month is not None for line in gains))
    costs = [line for line in case.lines if line.side == "cost"]
    monthly = float(sum(line.month is not None for line in costs))
    once = float(sum(line.once is not None for line in costs))
    months = (float(MONTHS_PER_YEAR), "number")
    net, outlay = (case.net_month, "EUR"), (case.cost_once, "EUR")
    horizon, rate = (float(case.horizon), "months"), (case.discount_rate, "share")
    yield "hours_month", "sum_hours", {"lines": (timed, "number")}, "h"
    yield "gross_month", "sum_gains", {"lines": (valued, "number")}, "EUR"
    yield "cost_month", "sum_recurring", {"lines": (monthly, "number")}, "EUR"
    yield "cost_once", "sum_once", {"lines": (once, "number")}, "EUR"
    yield (
        "net_month",
        "net_month",
        {"gross": (case.gross_month, "EUR"), "costs": (case.cost_month, "EUR")},
        "EUR",
    )
    yield (
        "gain_first_year",
        "gain_first_year",
        {"gross": (case.gross_month, "EUR"), "months": months},
        "EUR",
    )
    yield (
        "cost_first_year",
        "cost_first_year",
        {"once": outlay, "costs": (case.cost_month, "EUR"), "months": months},
        "EUR",
    )
    year = {"gains": (case.gain_first_year, "EUR"), "costs": (case.cost_first_year, "EUR")}
    yield "roi_first_year", "roi_first_year", year, "share"
    yield "payback_month", "payback_month", {"once": outlay, "net": net}, "months"
    yield "npv", "npv", {"once": outlay, "net": net, "months": horizon, "rate": rate}, "EUR"
    yield "irr", "irr", {"once": outlay, "net": net, "months": horizon}, "share"
