"""The months to come at the rate measured: new payback, new net (method M18.10).

What was measured counts as it was; what nobody measured so far counts for nothing. From the
day after the last measure, each automation's planned gains go on at measured / planned; those
that were never compared keep the plan, and so does everything that no automation brings.
Costs are those that were paid where it is said, the planned ones elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kit.analysis.measured_gains import Lines, part_ratio
from kit.analysis.model import (
    AutomationProgress,
    BusinessCase,
    Flows,
    MoneyLine,
    Period,
    PromiseCurve,
    Reforecast,
)
from kit.analysis.planned_days import ONE_DAY, Promise
from kit.analysis.returns import returns_of


@dataclass(frozen=True, slots=True)
class Rate:
    """How a line goes on: from which day, at which share of the plan, and why if as planned."""

    resumes: date
    share: float
    kept: str | None  # text key


def reforecast(
    case: BusinessCase,
    promise: Promise,
    automations: Sequence[AutomationProgress],
    as_of: date,
) -> Reforecast | None:
    """None when no gain was measured, or when the plan itself has no flows."""
    promised = case.trusted.returns
    periods = [one for progress in automations for one in progress.periods]
    if promised is None or not any(one.gain is not None for one in periods):
        return None
    by_id = {one.id: one for one in automations}
    gains = [line for line in promise.lines if line.side == "gain" and line.reason is None]
    rates = {line.id: _rate(line, by_id.get(line.automation or ""), as_of) for line in gains}
    months: list[list[float]] = [[] for _ in range(promise.longest + 1)]
    for line in gains:
        for month, share in promise.shares(rates[line.id].resumes, _last_day(promise)).items():
            months[month].append(promise.months[line.id][month] * rates[line.id].share * share)
    for progress in automations:
        own = Lines.of(promise, progress.id)
        for one in progress.periods:
            for amount, lines in ((one.time, own.time), (one.amount, own.other)):
                for month, part in _by_month(promise, one, lines, amount or 0.0):
                    months[month].append(part)
    costs: list[list[float]] = [
        [promise.months[line.id][month] for line in promise.lines if line.side == "cost"]
        for month in range(promise.longest + 1)
    ]
    for one in periods:
        if one.measure.cost is not None and one.planned_cost is not None:
            over = one.measure.cost - one.planned_cost
            for month, part in _by_month(promise, one, (), over):
                costs[month].append(part)
    flows = Flows(
        gains=tuple(map(math.fsum, months)),
        costs=tuple(map(math.fsum, costs)),
        dates=tuple(promise.timeline.end_of(month) for month in range(promise.longest + 1)),
        dated=tuple(
            one
            for one in (case.trusted.flows.dated if case.trusted.flows else ())
            if one[3] or one[1] > as_of  # a cost, or a gain still to come
        ),
    )
    kept = {line.id: rates[line.id].kept for line in gains if promise.months[line.id]}
    return Reforecast(
        flows=flows,
        returns=returns_of(flows, case.horizon, case.discounting, case.discount_rate),
        promised=promised,
        horizon=case.horizon,
        kept=tuple((line, why) for line, why in kept.items() if why),
    )


def curve_of(
    promise: Promise,
    automations: Sequence[AutomationProgress],
    flows: Flows | None,
    until: date | None,
    months: int,
) -> PromiseCurve | None:
    """Cumulated gains over *months*: planned, measured, then at the rate measured."""
    if until is None or flows is None:
        return None
    gains = [line for line in promise.lines if line.side == "gain" and line.reason is None]
    planned = [math.fsum(promise.months[line.id][m] for line in gains) for m in range(months + 1)]
    periods = [one for progress in automations for one in progress.periods]
    measured = tuple(_measured(promise, periods))
    ahead = [
        (float(month), total)
        for month, total in enumerate(_sums(flows.gains[: months + 1]))
        if month > measured[-1][0]
    ]
    return PromiseCurve(
        promised=tuple((float(month), total) for month, total in enumerate(_sums(planned))),
        measured=measured,
        forecast=(measured[-1], *ahead),
    )


def _rate(line: MoneyLine, progress: AutomationProgress | None, as_of: date) -> Rate:
    tomorrow = as_of + ONE_DAY
    if progress is None:
        return Rate(tomorrow, 1.0, "analysis.follow_up.kept_no_automation")
    part = "time" if line.kind == "hours" else "other"
    told = [p for p in progress.periods if (p.time if part == "time" else p.amount) is not None]
    if not told:
        return Rate(tomorrow, 1.0, "analysis.follow_up.kept_unmeasured")
    found = part_ratio(told, part)
    resumes = told[-1].last + ONE_DAY
    if found is None:
        return Rate(resumes, 1.0, "analysis.follow_up.kept_nothing_planned")
    return Rate(resumes, found, None)


def _last_day(promise: Promise) -> date:
    return promise.timeline.end_of(promise.longest) - ONE_DAY


def _by_month(
    promise: Promise, period: Period, lines: Sequence[MoneyLine], amount: float
) -> Iterator[tuple[int, float]]:
    """*amount* over the months of *period*, as the plan of *lines* spreads; else day by day.

    What comes before the first month is counted on the first day.
    """
    shares = promise.shares(period.first, period.last)
    planned = {
        month: math.fsum(promise.months[line.id][month] for line in lines) * share
        for month, share in shares.items()
    }
    whole = math.fsum(planned.values())
    if whole > 0:
        yield from ((month, amount * part / whole) for month, part in planned.items())
        return
    days = (period.last - period.first).days + 1
    early = min(max((promise.timeline.start - period.first).days, 0), days)
    yield 0, amount * early / days
    for month, share in shares.items():
        if month:
            begin, end = promise.timeline.end_of(month - 1), promise.timeline.end_of(month)
            yield month, amount * share * (end - begin).days / days


def _measured(promise: Promise, periods: Sequence[Period]) -> Iterator[tuple[float, float]]:
    """The measured total at each day on which a period begins or ends."""
    told = [(one, gain) for one in periods if (gain := one.gain) is not None]
    days = sorted({day for one, _ in told for day in (one.first, one.last + ONE_DAY)})
    for day in days:
        parts = [gain * _elapsed(one, day) for one, gain in told]
        yield promise.position(day), math.fsum(parts)


def _elapsed(period: Period, day: date) -> float:
    """What part of the *period* is over when *day* starts."""
    whole = (period.last - period.first).days + 1
    return min(max((day - period.first).days / whole, 0.0), 1.0)


def _sums(amounts: Sequence[float]) -> Iterator[float]:
    so_far: list[float] = []
    for amount in amounts:
        so_far.append(amount)
        yield math.fsum(so_far)


def by_kind(
    promise: Promise, automations: Sequence[AutomationProgress]
) -> dict[str, tuple[float, float]]:
    """(planned, measured) [EUR] by kind of gain, on the days and for the parts measured.

    What was gained beside time is shared out as the plan shares it between its kinds.
    """
    found: dict[str, tuple[float, float]] = {}

    def add(kind: str, planned: float, measured: float) -> None:
        so_far = found.get(kind, (0.0, 0.0))
        found[kind] = (so_far[0] + planned, so_far[1] + measured)

    for progress in automations:
        own = Lines.of(promise, progress.id)
        for one in progress.periods:
            if one.time is not None and one.planned_time:
                add("hours", one.planned_time, one.time)
            if one.amount is None or not one.planned_other:
                continue
            for line in own.other:
                planned = promise.between((line,), one.first, one.last)
                add(line.kind, planned, one.amount * planned / one.planned_other)
    return found
