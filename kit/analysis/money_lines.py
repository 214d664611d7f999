"""Each line of gains and costs, brought to a month (method M13).

A missing figure is said, never taken as 0: the line then has no amount and a reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kit.analysis.model import MoneyLine, ProcessResult
from kit.analysis.settings import MINUTES_PER_HOUR, MONTHS_PER_YEAR, Settings
from kit.client import Client, Cost, Gain, Role


@dataclass(frozen=True, slots=True)
class Books:
    """Where a line finds what it refers to."""

    roles: Mapping[str, Role]
    processes: Mapping[str, ProcessResult]  # by name
    parents: Mapping[str, str]  # automation name -> its process's name
    automation_ids: Mapping[str, str]  # by name
    settings: Settings

    @classmethod
    def of(
        cls,
        client: Client,
        processes: Sequence[ProcessResult],
        automation_ids: Mapping[str, str],
        settings: Settings,
    ) -> Books:
        return cls(
            roles={role.name: role for role in client.roles},
            processes={result.process.name: result for result in processes},
            parents={automation.name: automation.process for automation in client.automations},
            automation_ids=automation_ids,
            settings=settings,
        )

    def process_of(self, gain: Gain) -> ProcessResult | None:
        """The process a gain is drawn from: its own, else its automation's."""
        name = gain.process or (self.parents.get(gain.automation) if gain.automation else None)
        return self.processes.get(name) if name else None


def money_lines(
    client: Client,
    processes: Sequence[ProcessResult],
    automation_ids: Mapping[str, str],
    settings: Settings,
) -> tuple[MoneyLine, ...]:
    """Gains then costs, in the workbook's order."""
    books = Books.of(client, processes, automation_ids, settings)
    gains = [gain_line(f"gain-{n}", gain, books) for n, gain in enumerate(client.gains, 1)]
    costs = [cost_line(f"cost-{n}", cost, books) for n, cost in enumerate(client.costs, 1)]
    return (*gains, *costs)


def gain_line(id: str, gain: Gain, books: Books) -> MoneyLine:
    """Worked example: 15 -> 2 min, 50 a month, 40 EUR/h: 650 min, 10.83 h, 433.33 EUR a month.

    (432 EUR only if hours are first rounded to 10.8: nothing is rounded here.)
    """
    hours = month = None
    reason = _first_missing(gain)
    if reason is None:
        per_month = units_a_month(gain, books.settings)
        if gain.kind == "hours":
            hours = per_month * ((gain.before or 0) - (gain.after or 0)) / MINUTES_PER_HOUR
            hourly_cost = hourly_cost_of(gain, books)
            if hourly_cost is None:
                reason = "analysis.reason.no_hourly_cost"
            else:
                month = hours * hourly_cost
        else:
            month = per_month * (gain.unit_value or 0) * share_of(gain)
    return MoneyLine(
        id=id,
        label=gain.label,
        side="gain",
        kind=gain.kind,
        automation=books.automation_ids.get(gain.automation) if gain.automation else None,
        hours_month=hours,
        month=month,
        once=None,
        confidence=gain.confidence,
        reason=reason,
    )


def units_a_month(gain: Gain, settings: Settings) -> float:
    """Volume of a gain whose volume and period are known [units/month]."""
    return (gain.volume or 0) * settings.times_a_month(str(gain.period))


def share_of(gain: Gain) -> float:
    """What part of each unit's value is gained: error drop, or rate (x margin for revenue)."""
    if gain.kind == "errors":
        return (gain.error_before or 0) - (gain.error_after or 0)
    rate = 1.0 if gain.rate is None else gain.rate
    return rate * (gain.margin_rate or 0) if gain.kind == "revenue" else rate


def hourly_cost_of(gain: Gain, books: Books) -> float | None:
    """The role's [EUR/h]; with no role, that of the gain's process or its automation's."""
    if gain.role:
        role = books.roles.get(gain.role)
        return role.hourly_cost if role else None
    result = books.process_of(gain)
    return result.hourly_cost if result else None


def cost_line(id: str, cost: Cost, books: Books) -> MoneyLine:
    """quantity (1 when blank) x unit price, at its rhythm; a yearly cost is spread by month."""
    quantity = 1.0 if cost.quantity is None else cost.quantity
    amount = None if cost.unit_price is None else quantity * cost.unit_price
    month = once = None
    if amount is not None:
        if cost.rhythm == "once":
            once = amount
        else:
            month = amount / MONTHS_PER_YEAR if cost.rhythm == "year" else amount
    return MoneyLine(
        id=id,
        label=cost.label,
        side="cost",
        kind=cost.rhythm,
        automation=books.automation_ids.get(cost.automation) if cost.automation else None,
        hours_month=None,
        month=month,
        once=once,
        confidence=None,
        reason="analysis.reason.no_price" if amount is None else None,
    )


_NEEDED = {
    "hours": ("volume", "period", "before", "after"),
    "errors": ("volume", "period", "error_before", "error_after", "unit_value"),
    "revenue": ("volume", "period", "unit_value", "margin_rate"),
}
_NEEDED_ELSE = ("volume", "period", "unit_value")


def _first_missing(gain: Gain) -> str | None:
    needed = _NEEDED.get(gain.kind, _NEEDED_ELSE)
    missing = next((field for field in needed if getattr(gain, field) is None), None)
    return f"analysis.reason.no_{missing}" if missing else None
