"""Each line of gains and costs, brought to a month and to its place in time (method M13).

A missing figure is said, never taken as 0: the line then has no amount and a reason.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kit.analysis.model import MoneyLine, ProcessResult
from kit.analysis.settings import MINUTES_PER_HOUR, MONTHS_PER_YEAR, Settings
from kit.analysis.timeline import Timeline
from kit.client import Action, Client, Cost, Gain, Role

# What a gain is made of, from the surest to the least sure (method M18.3). Errors avoided
# are time and material saved: not money in the bank.
VALUE_CLASSES: Mapping[str, str] = {
    "cash": "cash",
    "hours": "capacity",
    "errors": "capacity",
    "margin": "margin",
    "revenue": "margin",
    "risk": "risk",
}


@dataclass(frozen=True, slots=True)
class Books:
    """Where a line finds what it refers to."""

    roles: Mapping[str, Role]
    processes: Mapping[str, ProcessResult]  # by name
    parents: Mapping[str, str]  # automation name -> its process's name
    automation_ids: Mapping[str, str]  # by name
    settings: Settings
    actions: Mapping[str, Action]

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
            parents=parents_of(client),
            automation_ids=automation_ids,
            settings=settings,
            actions={action.name: action for action in client.actions if action.name},
        )

    def process_of(self, gain: Gain) -> ProcessResult | None:
        name = process_name(gain, self.parents)
        return self.processes.get(name) if name else None

    def role_of(self, gain: Gain) -> str | None:
        """Whose hours a gain frees: its role, else that of its process."""
        result = self.process_of(gain)
        return gain.role or (result.process.role if result else None)


def parents_of(client: Client) -> dict[str, str]:
    """The process of each automation, by names."""
    return {automation.name: automation.process for automation in client.automations}


def process_name(gain: Gain, parents: Mapping[str, str]) -> str | None:
    """The process a gain is drawn from: its own, else its automation's."""
    return gain.process or (parents.get(gain.automation) if gain.automation else None)


def gain_line(id: str, gain: Gain, books: Books, timeline: Timeline) -> MoneyLine:
    """Worked example: 15 -> 2 min, 50 a month, 40 EUR/h: 650 min, 10.83 h, 433.33 EUR a month.

    (432 EUR only if hours are first rounded to 10.8: nothing is rounded here.)
    """
    hours = month = None
    reason = _first_missing(gain)
    if reason is None:
        per_month = units_a_month(gain, books.settings)
        if gain.kind == "hours":
            hours = per_month * minutes_freed(gain) / MINUTES_PER_HOUR
            hourly_cost = hourly_cost_of(gain, books)
            if hourly_cost is None:
                reason = "analysis.reason.no_hourly_cost"
            else:
                month = hours * hourly_cost
        else:
            month = per_month * (gain.unit_value or 0) * share_of(gain)
    if month is not None and gain.reuse is not None:
        month *= gain.reuse
    low, high = _range(
        gain.low, gain.high, books.settings[f"range.{gain.confidence or 'declared'}"]
    )
    if gain.low is None:  # what past engagements measured of such gains, when it was less
        low = min(low, books.settings[f"calibration.{gain.kind}"])
    stated, go_live = _starts(gain, books, timeline)
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
        value_class=VALUE_CLASSES[gain.kind],
        role=books.role_of(gain) if gain.kind == "hours" else None,
        reuse=gain.reuse,
        options=gain.options,
        action=gain.action,
        start=stated or go_live or 1 + (gain.late or 0),
        stated_start=stated,
        go_live=go_live,
        ramp=gain.ramp_months or 0.0,
        low=low,
        high=high,
        stated_range=gain.low is not None or gain.high is not None,
        computed=None if month is None else month * MONTHS_PER_YEAR,
        claimed=gain.claimed_amount,
        claimed_hours=gain.claimed_hours,
    )


def units_a_month(gain: Gain, settings: Settings) -> float:
    """How often a gain comes back, volume included [units/month].

    Minutes stated by day, week, month or year come back by themselves; a volume beside
    them counts people or places, unless it has a period of its own: the line then says two
    things at once, the volume is left aside and `units_mixed` says so.
    """
    if is_timed(gain):
        people = 1.0 if gain.volume is None or gain.period is not None else gain.volume
        return people * settings.times_a_month(str(gain.per))
    return (gain.volume or 0) * settings.times_a_month(str(gain.period))


def is_timed(gain: Gain) -> bool:
    """Whether its minutes are stated by period, not by run."""
    return gain.kind == "hours" and gain.per not in (None, "run")


def minutes_freed(gain: Gain) -> float:
    """[min] each time: before - after, or a share of before when only that is known."""
    before = gain.before or 0.0
    if gain.after is None:
        return before * (gain.rate or 0.0)
    return before - gain.after


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


def cost_line(id: str, cost: Cost, books: Books, timeline: Timeline) -> MoneyLine:
    """A cost at its rhythm; a yearly one is spread by month, one that stops is a set-up.

    Worked example: 2 users x 45 EUR x 6 months is 540 EUR.
    """
    amount, reason = _amount(cost)
    stops = cost.rhythm != "once" and cost.months is not None
    month = once = None
    if amount is not None:
        if cost.rhythm == "once" or stops:
            once = amount
        else:
            month = amount / _periods(cost)
    start, end = _paid(cost, timeline)
    low, high = _range(cost.low, cost.high, books.settings["range.cost"])
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
        reason=reason,
        options=cost.options,
        phase=cost.phase,
        start=start,
        stated_start=timeline.spent_from(cost.start),
        end=end,
        low=low,
        high=high,
        stated_range=cost.low is not None or cost.high is not None,
        computed=amount,
        claimed=cost.claimed_amount,
    )


def _starts(gain: Gain, books: Books, timeline: Timeline) -> tuple[int | None, int | None]:
    """(first month as written, first month after the phase it comes out of), a what-if later."""
    action = books.actions.get(gain.action) if gain.action else None
    phase = (action.phase if action else None) or (
        gain.start if isinstance(gain.start, str) else None
    )
    months = (timeline.effect_from(gain.start), timeline.effect_from(phase))
    late = gain.late or 0
    stated, go_live = (None if month is None else max(1, month) + late for month in months)
    return stated, go_live


def _amount(cost: Cost) -> tuple[float | None, str | None]:
    """What is paid [EUR]: in all for a one-off or a cost that stops, else each period."""
    if cost.client_days is not None and cost.day_rate is None:
        return None, "analysis.reason.no_day_rate"
    days = cost.client_days is not None
    bought = cost.unit_price is not None
    if not bought and (not days or cost.quantity is not None or cost.users is not None):
        return None, "analysis.reason.no_price"
    return price_of(cost) + (cost.client_days or 0.0) * (cost.day_rate or 0.0), None


def price_of(cost: Cost) -> float:
    """What is bought [EUR], the client's own days aside: in all, or each period."""
    counts = (cost.quantity, cost.users)
    price = (cost.unit_price or 0.0) * math.prod(1.0 if n is None else n for n in counts)
    return price if cost.months is None else price * (cost.months / _periods(cost))


def _periods(cost: Cost) -> int:
    """Months in a period of its rhythm: a one-off with months has a monthly price."""
    return MONTHS_PER_YEAR if cost.rhythm == "year" else 1


def _paid(cost: Cost, timeline: Timeline) -> tuple[int, int | None]:
    """(first month, last month); (0, 0) is up front, no last month is for ever."""
    stretch = timeline.phases.get(cost.phase) if cost.phase else None
    start = timeline.spent_from(cost.start)
    if cost.rhythm == "once":
        if stretch:
            return stretch
        return (start or 0, start or 0)
    if start is None:
        start = stretch[0] if stretch else 1
    if cost.months is None:
        return max(1, start), None
    return start, start + max(1, math.ceil(cost.months)) - 1


def _range(low: float | None, high: float | None, half: float) -> tuple[float, float]:
    """Multipliers of the likely figure, as stated or at *half* its width on each side."""
    return (
        min(1.0, 1 - half if low is None else low),
        max(1.0, 1 + half if high is None else high),
    )


_NEEDED = {
    "errors": ("volume", "period", "error_before", "error_after", "unit_value"),
    "revenue": ("volume", "period", "unit_value", "margin_rate"),
}
_NEEDED_ELSE = ("volume", "period", "unit_value")


def _first_missing(gain: Gain) -> str | None:
    needed = _NEEDED.get(gain.kind, _NEEDED_ELSE)
    if gain.kind == "hours":
        needed = ("before",) if is_timed(gain) else ("volume", "period", "before")
        if gain.rate is None:
            needed += ("after",)
    missing = next((field for field in needed if getattr(gain, field) is None), None)
    return f"analysis.reason.no_{missing}" if missing else None
