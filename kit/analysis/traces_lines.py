"""Where each line of gains and costs comes from (methods M13 and M18.8)."""

from __future__ import annotations

from math import fsum

from kit.analysis.case_lines import (
    CONTINGENCY,
    FLOW_YEARS,
    contingency_base,
    written_provisions,
)
from kit.analysis.cells import hourly_cost_paths, role_cost_paths
from kit.analysis.ledger import CASE, Ledger, Terms
from kit.analysis.model import Analysis, BusinessCase, MoneyLine
from kit.analysis.money_lines import Books, hourly_cost_of, is_timed, price_of
from kit.analysis.settings import Settings
from kit.client import Client, Cost, FlowRow, Gain

# Where the times of a period come from: "times" is then a twelfth of that assumption.
_DAYS = {"times": "assumptions.year.working_days"}
_WEEKS = {"times": "assumptions.year.working_weeks"}
YEAR_OF = {"day": _DAYS, "daily": _DAYS, "week": _WEEKS, "weekly": _WEEKS}


def trace_lines(ledger: Ledger, analysis: Analysis, settings: Settings) -> None:
    """Lines in the order of the workbook; a line that could not be computed has no trace."""
    case = analysis.business_case
    if case is None:
        return
    lines = {line.id: line for line in case.all_lines}
    ids = {result.automation.name: result.id for result in analysis.automations}
    books = Books.of(analysis.client, analysis.processes, ids, settings)
    for n, gain in enumerate(analysis.client.gains):
        if line := lines.get(f"gain-{n + 1}"):
            _gain(ledger, analysis, line, n, gain, books)
    for n, cost in enumerate(analysis.client.costs):
        if line := lines.get(f"cost-{n + 1}"):
            _cost(ledger, line, n, cost)
    for n, row in enumerate(analysis.client.flows):
        if line := lines.get(f"flow-{n + 1}"):
            _flow(ledger, line, n, row)
    for line in case.lines:
        if line.kind == CONTINGENCY:
            _contingency(ledger, line, case, analysis.client)


# -- gains ----------------------------------------------------------------------------------


def _gain(
    ledger: Ledger, analysis: Analysis, line: MoneyLine, n: int, gain: Gain, books: Books
) -> None:
    path, figure = f"gains/{n}", f"{CASE}.{line.id}"
    often, times = _how_often(gain, books.settings), _times_from(gain)
    fields = [f"{path}/{field}" for field in ("volume", "period")]
    if gain.kind == "hours":
        timed = [*fields, f"{path}/per", f"{path}/before"]
        gained, rule = _time_gained(gain)
        timed.append(f"{path}/{'rate' if 'rate' in gained else 'after'}")
        terms = {**often, **gained}
        rule = f"gain_hours{rule}{_variant(gain)}"
        ledger.add(f"{figure}.hours_month", rule, terms, line.hours_month, "h", timed, times)
        valued: dict[str, tuple[float | None, str]] = {
            "hours": (line.hours_month, "h"),
            "hourly_cost": (hourly_cost_of(gain, books), "EUR/h"),
        }
        paths = [*_hourly_cost_paths(analysis, gain, books)]
        rule, inputs = "gain_value", {"hours": f"{figure}.hours_month"}
    else:
        rule, valued, paths = _unit_gain(gain, path)
        valued, paths, inputs = {**often, **valued}, [*fields, *paths], times
        rule = f"{rule}{_variant(gain)}"
    if line.reuse is not None:
        rule, valued["reuse"] = f"{rule}_reuse", (line.reuse, "share")
        paths.append(f"{path}/reuse")
    ledger.add(f"{figure}.month", rule, valued, line.month, "EUR", paths, inputs)


def _how_often(gain: Gain, settings: Settings) -> Terms:
    """What each unit is multiplied by: volume and its period, or the period of the times."""
    period = gain.per if is_timed(gain) else gain.period
    times: dict[str, tuple[float | None, str]] = {
        "times": (settings.times_a_month(period) if period else None, "twelfths")
    }
    if not is_timed(gain):
        return {"volume": (gain.volume, "number"), **times}
    if gain.volume is None or gain.period is not None:
        return times  # a volume beside two periods is a unit mix: it is not counted
    return {"volume": (gain.volume, "number"), **times}


def _times_from(gain: Gain) -> dict[str, str]:
    period = gain.per if is_timed(gain) else gain.period
    return YEAR_OF.get(str(period), {})


def _variant(gain: Gain) -> str:
    """The sentence that suits how often: "× 1" would say nothing for a monthly volume."""
    if is_timed(gain):
        return "_per" if gain.volume is None or gain.period is not None else "_per_each"
    return "_monthly" if gain.period == "month" else ""


def _time_gained(gain: Gain) -> tuple[dict[str, tuple[float | None, str]], str]:
    before = {"before": (gain.before, "min")}
    if gain.after is None and gain.rate is not None:
        return {**before, "rate": (gain.rate, "share")}, "_rate"
    return {**before, "after": (gain.after, "min")}, ""


def _unit_gain(gain: Gain, path: str) -> tuple[str, dict[str, tuple[float | None, str]], list[str]]:
    """(rule, terms, fields) of what one unit is worth."""
    terms: dict[str, tuple[float | None, str]] = {"unit_value": (gain.unit_value, "EUR")}
    if gain.kind == "errors":
        terms["error_before"] = (gain.error_before, "share")
        terms["error_after"] = (gain.error_after, "share")
        rule = "gain_errors"
    else:
        terms["rate"] = (1.0 if gain.rate is None else gain.rate, "share")
        rule = "gain_units"
        if gain.kind == "revenue":
            terms["margin_rate"] = (gain.margin_rate, "share")
            rule = "gain_revenue"
    return rule, terms, [f"{path}/{name}" for name in terms]


def _hourly_cost_paths(analysis: Analysis, gain: Gain, books: Books) -> tuple[str, ...]:
    result = books.process_of(gain)
    if gain.role or result is None:
        return role_cost_paths(analysis.client, gain.role)
    return hourly_cost_paths(analysis.client, result)


# -- costs ----------------------------------------------------------------------------------


def _cost(ledger: Ledger, line: MoneyLine, n: int, cost: Cost) -> None:
    """What is bought, then the client's own days; by month, or once when it stops."""
    path, figure = f"costs/{n}", f"{CASE}.{line.id}"
    field, value = ("once", line.once) if line.once is not None else ("month", line.month)
    if line.reason is not None:
        return
    bought, ending = _bought(cost)
    paths = [f"{path}/{name}" for name in bought]
    # "cost_year" alone is what a process costs.
    rule = f"cost_{cost.rhythm}{ending}" if ending or cost.rhythm != "year" else "cost_year_line"
    if cost.client_days is None:
        ledger.add(f"{figure}.{field}", rule, bought, value, "EUR", paths)
        return
    staff: dict[str, tuple[float | None, str]] = {
        "client_days": (cost.client_days, "number"),
        "day_rate": (cost.day_rate, "EUR"),
    }
    days = [f"{path}/{name}" for name in staff]
    # A yearly cost that goes on is brought to a month once, after its two parts are added.
    spread = "year" if line.once is None and cost.rhythm == "year" else "once"
    if not bought:
        ledger.add(f"{figure}.{field}", f"cost_{spread}_days", staff, value, "EUR", days)
        return
    part = f"{figure}.bought"
    if cost.months is None:
        rule = f"cost_bought{ending}"
    price = price_of(cost)
    ledger.add(part, rule, bought, price, "EUR", paths)
    terms = {"bought": (price, "EUR"), **staff}
    rule, inputs = f"cost_{spread}_staff", {"bought": part}
    ledger.add(f"{figure}.{field}", rule, terms, value, "EUR", days, inputs)


def _bought(cost: Cost) -> tuple[dict[str, tuple[float | None, str]], str]:
    """Terms of the price paid, each blank count being 1, and the end of its rule."""
    if cost.unit_price is None:
        return {}, ""
    terms: dict[str, tuple[float | None, str]] = {
        "quantity": (1.0 if cost.quantity is None else cost.quantity, "number"),
        "unit_price": (cost.unit_price, "EUR"),
    }
    stated = {"users": (cost.users, "number"), "months": (cost.months, "number")}
    terms |= {name: term for name, term in stated.items() if term[0] is not None}
    return terms, "".join(f"_{name}" for name in stated if name in terms)


# -- rows of amounts, contingency -----------------------------------------------------------


def _flow(ledger: Ledger, line: MoneyLine, n: int, row: FlowRow) -> None:
    """The amounts printed. Costs printed with minus signs are counted as the costs they are."""
    path, figure = f"flows/{n}", f"{CASE}.{line.id}"
    if line.dated is not None:
        terms: dict[str, tuple[float | None, str]] = {"amount": (line.dated[1], "EUR")}
        ledger.add(f"{figure}.once", "flow_dated", terms, line.once, "EUR", [f"{path}/amount"])
    if line.yearly is None:
        return
    years = {
        name: (amount, "EUR")
        for name, amount in zip(FLOW_YEARS, line.yearly, strict=False)
        if getattr(row, name) is not None
    }
    count = {"count": (float(len(years)), "number")}
    paths = [f"{path}/{name}" for name in years]
    ledger.add(f"{figure}.total", "flow_row", {**years, **count}, line.computed, "EUR", paths)
    initial = {name: term for name, term in years.items() if name == "initial"}
    ledger.add(f"{figure}.once", "flow_once", initial, line.once, "EUR", [f"{path}/initial"])
    later = {name: term for name, term in years.items() if name != "initial"}
    later["years"] = (float(len(line.yearly) - 1), "number")
    ledger.add(f"{figure}.month", "flow_month", later, line.month, "EUR", paths)


def _contingency(ledger: Ledger, line: MoneyLine, case: BusinessCase, client: Client) -> None:
    """A share of the set-up of its phase; the lines it is a share of are named by hand."""
    base = contingency_base(case.lines, line.phase, written_provisions(client))
    subtotal = fsum(one.once or 0.0 for one in base)
    position = next((n for n, one in enumerate(client.phases) if one.name == line.phase), None)
    own = None if position is None else client.phases[position].contingency
    rate = client.finance.contingency if own is None else own
    paths = ["finance/contingency" if own is None else f"phases/{position}/contingency"]
    terms: dict[str, tuple[float | None, str]] = {
        "rate": (rate, "share"),
        "subtotal": (subtotal, "EUR"),
    }
    of = [f"{CASE}.{one.id}.once" for one in base]
    ledger.add(f"{CASE}.{line.id}.once", "contingency", terms, line.once, "EUR", paths, of=of)
