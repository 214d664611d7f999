"""What each route of a process costs over the horizon, on one cost base (method M10).

cost = years x (what remains of today's yearly cost + yearly price) + one-off; keeping costs
today's. Today's cost is time and, when they are known, errors: a route is not credited with
errors that nobody said it removes, so these stay whole, but for a process that is dropped.
What a route asks for and nobody gave is told, never taken as 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kit.analysis.model import ProcessResult, Route
from kit.analysis.settings import MONTHS_PER_YEAR, Settings
from kit.client import Contract, Disposition, Process

_HEADING = "workbook.dispositions"
_CARD = "workbook.processes"


@dataclass(frozen=True, slots=True)
class Today:
    """What a process costs as it is done now."""

    process: Process
    hours: float | None  # [EUR/year] of time
    errors: float | None  # [EUR/year]; None: not known, and not counted
    years: float  # of the horizon
    missing: tuple[str, ...]  # headings of the card that keep `hours` from being known

    @property
    def cost(self) -> float | None:
        return None if self.hours is None else self.hours + (self.errors or 0.0)


def today_of(result: ProcessResult, settings: Settings) -> Today:
    """The yearly cost of *result*, errors included when rate, cost and volume are known."""
    process = result.process
    blanks = {
        "volume_month": process.volume_month,
        "minutes": process.minutes,
        "hourly_cost": result.hourly_cost,
    }
    volume, rate, price = process.volume_month, process.error_rate, process.error_cost
    errors = None
    if volume is not None and rate is not None and price is not None:
        errors = volume * MONTHS_PER_YEAR * rate * price
    return Today(
        process=process,
        hours=result.cost_year,
        errors=errors,
        years=settings.horizon / MONTHS_PER_YEAR,
        missing=tuple(f"{_CARD}.{key}.label" for key, value in blanks.items() if value is None),
    )


def cost_routes(today: Today, row: Disposition, contract: Contract | None) -> dict[str, Route]:
    """The six routes by kind, in the order of the method; nothing is ruled out here."""
    made = (_drop(today), *(cost(today, row, contract) for cost in _COSTED), _keep(today))
    return {route.kind: route for route in made}


def _drop(today: Today) -> Route:
    return Route("drop", 0.0, 0.0, 0.0, 0.0, left=0.0)


def _keep(today: Today) -> Route:
    cost = today.cost
    total = None if cost is None else cost * today.years
    return Route("keep", cost, 0.0, 0.0, total, today.missing, left=1.0)


def _simplify(today: Today, row: Disposition, contract: Contract | None) -> Route:
    """The time for one run becomes `simplified_minutes`."""
    left, minutes = None, today.process.minutes
    if row.simplified_minutes is not None:
        left = row.simplified_minutes / minutes if minutes else 0.0
    asked = {"simplified_minutes": row.simplified_minutes, "simplify_cost": row.simplify_cost}
    return _route("simplify", today, left, row.simplify_cost, 0.0, asked)


def _automate(today: Today, row: Disposition, contract: Contract | None) -> Route:
    asked = {
        "automation_share": row.automation_share,
        "automation_cost": row.automation_cost,
        "automation_run": row.automation_run,
    }
    left = _left(row.automation_share)
    return _route("automate", today, left, row.automation_cost, row.automation_run, asked)


def _equip(today: Today, row: Disposition, contract: Contract | None) -> Route:
    asked = {
        "tool_share": row.tool_share,
        "tool_cost": row.tool_cost,
        "tool_run": row.tool_run,
    }
    return _route("equip", today, _left(row.tool_share), row.tool_cost, row.tool_run, asked)


def _outsource(today: Today, row: Disposition, contract: Contract | None) -> Route:
    """The price left blank is the one of the contract, when there is one."""
    price = row.outsource_price
    if price is None and contract is not None:
        price = contract.price_year
    asked = {
        "outsource_share": row.outsource_share,
        "outsource_cost": row.outsource_cost,
        "outsource_price": price,
    }
    left = _left(row.outsource_share)
    return _route("outsource", today, left, row.outsource_cost, price, asked)


_COSTED: tuple[Callable[[Today, Disposition, Contract | None], Route], ...] = (
    _simplify,
    _automate,
    _equip,
    _outsource,
)


def _route(
    kind: str,
    today: Today,
    left: float | None,  # share of today's time that stays
    one_off: float | None,
    yearly: float | None,
    asked: Mapping[str, float | None],  # its figures, by column
) -> Route:
    lacks = [f"{_HEADING}.{key}.label" for key, value in asked.items() if value is None]
    missing, considered = (*lacks, *today.missing), len(lacks) < len(asked)
    if missing or today.hours is None or left is None or one_off is None or yearly is None:
        return Route(kind, None, one_off, yearly, None, missing, considered)
    remains = today.hours * left + (today.errors or 0.0)
    total = today.years * (remains + yearly) + one_off
    return Route(
        kind,
        remains,
        one_off,
        yearly,
        total,
        considered=True,
        left=left,
        break_even=_break_even(today, left, one_off, yearly),
    )


def _break_even(today: Today, left: float, one_off: float, yearly: float) -> float | None:
    """Runs a month at which the route costs what keeping does; None when it never does.

    The time it removes grows with the runs, its price does not.
    """
    freed = today.years * (today.hours or 0.0) * (1 - left)
    if freed <= 0 or not today.process.volume_month:
        return None
    return today.process.volume_month * (today.years * yearly + one_off) / freed


def _left(share: float | None) -> float | None:
    return None if share is None else 1 - share
