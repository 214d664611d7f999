"""Each automation by period: what was measured against the same days of the plan (method M17)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kit.analysis.model import (
    AutomationProgress,
    AutomationResult,
    MoneyLine,
    Period,
    ProcessResult,
)
from kit.analysis.money_lines import is_timed, minutes_freed, units_a_month
from kit.analysis.planned_days import Promise
from kit.analysis.returns import ratio
from kit.analysis.settings import MINUTES_PER_HOUR, Settings
from kit.client import Client, RunMeasure

ADOPTION, SUCCESS, ON_TRACK = "adoption.target", "business.target_success", "follow_up.on_track"


@dataclass(frozen=True, slots=True)
class Manual:
    """The work by hand that one automation replaces, as the plan counts it."""

    before: float | None  # [min/run]
    planned: float | None  # [min/run] left once automated
    volume: float | None  # [runs/month]
    hour: float | None  # what an hour saved is worth, its share re-used included [EUR/h]
    reason: str | None  # text key: why minutes cannot be compared


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one automation."""

    time: tuple[MoneyLine, ...]
    other: tuple[MoneyLine, ...]
    costs: tuple[MoneyLine, ...]

    @classmethod
    def of(cls, promise: Promise, automation: str) -> Lines:
        own = [one for one in promise.lines if one.automation == automation and one.reason is None]
        gains = [one for one in own if one.side == "gain"]
        return cls(
            time=tuple(one for one in gains if one.kind == "hours"),
            other=tuple(one for one in gains if one.kind != "hours"),
            costs=tuple(one for one in own if one.side == "cost"),
        )


def manual_work(lines: Lines, parent: ProcessResult, client: Client, settings: Settings) -> Manual:
    """From the automation's own gain lines, else from the card of its process.

    Several lines for the same runs (two people each gain time) add up; lines for different
    volumes cannot be compared with one measured duration.
    """
    gains = [client.gains[int(one.id.removeprefix("gain-")) - 1] for one in lines.time]
    hours = math.fsum(one.hours_month or 0.0 for one in lines.time)
    hour = math.fsum(one.month or 0.0 for one in lines.time) / hours if hours else None
    process = parent.process
    if not gains:
        return Manual(
            before=process.minutes,
            planned=None,
            volume=process.volume_month,
            hour=parent.hourly_cost,
            reason=None if process.minutes is not None else "analysis.follow_up.no_before",
        )
    hour = parent.hourly_cost if hour is None else hour
    volumes = {units_a_month(one, settings) for one in gains}
    if any(is_timed(one) for one in gains) or len(volumes) > 1:
        return Manual(None, None, None, hour, "analysis.follow_up.not_by_run")
    before = math.fsum(one.before or 0.0 for one in gains)
    freed = math.fsum(minutes_freed(one) for one in gains)
    return Manual(before, before - freed, volumes.pop(), hour, None)


def period_of(
    row: int, measure: RunMeasure, manual: Manual, lines: Lines, promise: Promise | None
) -> Period:
    """One row of measures; *promise* None: the start of the project is not known.

    Hours saved are those counted directly, else (minutes by hand - minutes measured) x runs.
    """
    first, last = measure.first, measure.last
    if first is None or last is None:
        raise ValueError(row)  # the reader asks for both
    hours, reason = _hours(measure, manual)
    value = None
    if hours is not None:
        value = None if manual.hour is None else hours * manual.hour
        reason = None if manual.hour is not None else "analysis.reason.no_hourly_cost"
    months = planned_time = planned_other = planned_cost = None
    if promise is not None:
        shares = promise.shares(first, last)
        months = math.fsum(share for month, share in shares.items() if month)
        planned_time = promise.between(lines.time, first, last)
        planned_other = promise.between(lines.other, first, last)
        # The set-up is paid before anything runs: what a period costs is beside it.
        planned_cost = promise.between(lines.costs, first, last, up_front=False)
    return Period(
        row=row,
        measure=measure,
        first=first,
        last=last,
        months=months,
        hours=hours,
        time=value,
        amount=measure.amount,
        planned_time=planned_time,
        planned_other=planned_other,
        planned_cost=planned_cost,
        reason=reason,
    )


def _hours(measure: RunMeasure, manual: Manual) -> tuple[float | None, str | None]:
    """[h] saved over the period, or why they cannot be counted."""
    if measure.hours_saved is not None:
        return measure.hours_saved, None
    if measure.minutes is None:
        return None, "analysis.follow_up.no_minutes"
    if measure.runs is None:
        return None, "analysis.follow_up.no_runs"
    if manual.before is None:
        return None, manual.reason
    return (manual.before - measure.minutes) * measure.runs / MINUTES_PER_HOUR, None


def progress_of(
    result: AutomationResult,
    periods: Sequence[Period],
    manual: Manual,
    lines: Lines,
    promise: Promise | None,
    go_live: date | None,
    as_of: date,
    settings: Settings,
) -> AutomationProgress:
    """One automation over its counted *periods*, which come by date."""
    measures = [one.measure for one in periods]
    timed = [one for one in measures if one.minutes is not None and one.runs]
    runs_of_timed = math.fsum(one.runs or 0.0 for one in timed)
    minutes = math.fsum((one.minutes or 0.0) * (one.runs or 0.0) for one in timed)
    counted = [one for one in periods if one.measure.runs is not None and one.months]
    gain, planned = total(one.gain for one in periods), total(one.planned for one in periods)
    months = total(one.months for one in periods if one.gain is not None)
    until = periods[-1].last if periods else None
    reasons = {"minutes": next((p.reason for p in reversed(periods) if p.reason), None)}
    found = AutomationProgress(
        id=result.id,
        go_live=go_live,
        periods=tuple(periods),
        until=until,
        minutes_before=manual.before,
        minutes_planned=manual.planned,
        minutes=minutes / runs_of_timed if runs_of_timed else None,
        volume_planned=manual.volume,
        volume=_over(
            total(one.measure.runs for one in counted), total(one.months for one in counted)
        ),
        gain_planned=planned,
        gain=gain,
        gain_month_planned=_over(planned, months),
        gain_month=_over(gain, months),
        ratio=_over(gain, planned),
        time_ratio=part_ratio(periods, "time"),
        other_ratio=part_ratio(periods, "other"),
        cost_planned=None,
        cost=None,
        roi_planned=None,
        roi=None,
        adoption=_adoption(measures),
        success=_success(measures),
        status="unmeasured",
        unmeasured=_unmeasured(periods, lines),
        reasons={key: why for key, why in reasons.items() if why},
    )
    found = _with_return(found, lines, promise)
    return _judged(found, as_of, settings)


def part_ratio(periods: Sequence[Period], part: str) -> float | None:
    """Measured over planned for one part of the gain; None: nothing to compare."""
    measured, planned = [], []
    for one in periods:
        value = one.time if part == "time" else one.amount
        expected = one.planned_time if part == "time" else one.planned_other
        if value is not None and expected is not None:
            measured.append(value)
            planned.append(expected)
    return _over(math.fsum(measured), math.fsum(planned)) if measured else None


def _with_return(
    found: AutomationProgress, lines: Lines, promise: Promise | None
) -> AutomationProgress:
    """Costs and return from the first day of the project to the last measured one.

    What was paid replaces the plan on the days it is said for; elsewhere the plan stands.
    """
    if promise is None or found.until is None:
        return found
    start, until = promise.timeline.start, found.until
    planned_cost = promise.between(lines.costs, start, until)
    cost = planned_cost + overrun(found.periods)
    planned_gain = promise.between((*lines.time, *lines.other), start, until)
    reasons = dict(found.reasons)
    roi = None if found.gain is None else ratio(found.gain - cost, cost)
    if found.gain is not None and roi is None:
        reasons["roi"] = "analysis.follow_up.no_cost"
    return replace(
        found,
        cost_planned=planned_cost,
        cost=cost,
        roi_planned=ratio(planned_gain - planned_cost, planned_cost),
        roi=roi,
        reasons=reasons,
    )


def overrun(periods: Sequence[Period]) -> float:
    """[EUR] what was paid over the plan, on the days for which it is said."""
    return math.fsum(
        one.measure.cost - one.planned_cost
        for one in periods
        if one.measure.cost is not None and one.planned_cost is not None
    )


def _judged(found: AutomationProgress, as_of: date, settings: Settings) -> AutomationProgress:
    """Where it stands, and what is off."""
    late = found.go_live is not None and found.go_live < as_of
    issues = []
    if not found.periods:
        status = "unmeasured" if late or found.go_live is None else "not_due"
        issues += ["overdue"] if late else []
    elif found.ratio is None:
        status = "unknown"
    else:
        on_track = found.ratio >= settings[ON_TRACK]
        status = "ahead" if found.ratio >= 1 else "on_track" if on_track else "late"
    if status == "late":
        issues.append("late")
    if found.adoption is not None and found.adoption < settings[ADOPTION]:
        issues.append("adoption")
    if found.success is not None and found.success <= settings[SUCCESS]:
        issues.append("success")
    return replace(found, status=status, issues=tuple(issues))


def _adoption(measures: Sequence[RunMeasure]) -> float | None:
    """Of the last period that says both."""
    for one in reversed(measures):
        if one.users is not None and one.expected_users:
            return one.users / one.expected_users
    return None


def _success(measures: Sequence[RunMeasure]) -> float | None:
    told = [one for one in measures if one.successes is not None and one.runs]
    runs = math.fsum(one.runs or 0.0 for one in told)
    return math.fsum(one.successes or 0.0 for one in told) / runs if runs else None


def _unmeasured(periods: Sequence[Period], lines: Lines) -> tuple[str, ...]:
    """The parts of its planned gain that no period measures."""
    if not periods:
        return ()
    parts: Mapping[str, tuple[bool, bool]] = {
        "time": (bool(lines.time), any(one.time is not None for one in periods)),
        "other": (bool(lines.other), any(one.amount is not None for one in periods)),
    }
    return tuple(part for part, (planned, told) in parts.items() if planned and not told)


def total(amounts: Iterable[float | None]) -> float | None:
    """Sum of what is known; None when nothing is."""
    known = [one for one in amounts if one is not None]
    return math.fsum(known) if known else None


def _over(part: float | None, whole: float | None) -> float | None:
    """A share of something there is; nothing planned compares with nothing."""
    return None if part is None or whole is None or whole <= 0 else part / whole
