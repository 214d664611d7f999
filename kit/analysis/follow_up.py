"""START HERE for the follow-up: what was promised, what is measured (method M17, M18.10)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kit.analysis.kpi_progress import day_of, kpi_progress
from kit.analysis.measured_gains import (
    Lines,
    manual_work,
    overrun,
    period_of,
    progress_of,
    total,
)
from kit.analysis.model import (
    AutomationProgress,
    AutomationResult,
    BusinessCase,
    FollowUp,
    KindRatio,
    KpiProgress,
    Plan,
    ProcessResult,
    PromiseCurve,
    Reforecast,
)
from kit.analysis.planned_days import Promise
from kit.analysis.reforecast import by_kind, curve_of, reforecast
from kit.analysis.returns import ratio
from kit.analysis.settings import MONTHS_PER_YEAR, Settings
from kit.analysis.timeline import Timeline
from kit.analysis.to_measure import corrections, to_measure
from kit.analysis.working_days import WorkingDays, can_be_planned
from kit.client import Client, RunMeasure


@dataclass(frozen=True, slots=True)
class Measured:
    """What the follow-up is read from."""

    client: Client
    case: BusinessCase | None
    processes: Sequence[ProcessResult]
    automations: Sequence[AutomationResult]
    plan: Plan
    begun: date | None  # first day of the project as stated; None: not said
    as_of: date


def begun(client: Client, asked: date | None) -> date | None:
    """The project's first day, as somebody said it: the plan's or the business case's."""
    own = client.finance.start
    said = [day for day in (asked, own if own and can_be_planned(own) else None) if day]
    return min(said, default=None)


def follow(record: Measured, settings: Settings, timeline: Timeline) -> FollowUp | None:
    """None when there is neither an indicator nor an automation to follow."""
    client, as_of = record.client, record.as_of
    if not client.kpis and not record.automations:
        return None
    set_aside = tuple(_set_aside(record))
    promise = _promise(record, settings, timeline)
    automations = tuple(_automations(record, set_aside, promise, settings))
    kpis = tuple(_kpis(record, set_aside, settings, timeline))
    names = {one.id: one.automation.name for one in record.automations}
    until = max((one.until for one in automations if one.until is not None), default=None)
    forecast = None
    if record.case is not None and promise is not None:
        forecast = reforecast(record.case, promise, automations, as_of)
    sums = _sums(automations, promise, until)
    calendar = WorkingDays.of(client.company.department, client.plan.closed_days, client.closures)
    return FollowUp(
        begun=record.begun,
        kpis=kpis,
        automations=automations,
        until=until,
        **sums,
        kinds=_kinds(promise, automations),
        reforecast=forecast,
        curve=_curve(promise, automations, forecast, until),
        corrections=corrections(client, automations, kpis, names, timeline, record.begun, as_of),
        to_measure=to_measure(client, automations, kpis, names, calendar, settings, as_of),
        set_aside=set_aside,
    )


def _promise(record: Measured, settings: Settings, timeline: Timeline) -> Promise | None:
    """What the corrected case promises, by day; None without a case or without a first day."""
    if record.case is None or record.begun is None:
        return None
    longest = max(timeline.horizon, int(settings["limits.horizon_months"]))
    return Promise.of(record.case.trusted.lines, longest, timeline)


def _set_aside(record: Measured) -> list[tuple[str, int, str]]:
    """Rows whose dates cannot be: measured tomorrow, or before the project."""
    begun, as_of = record.begun, record.as_of
    found = []
    for table, dates in (
        ("run_measures", [(one.first, one.last) for one in record.client.run_measures]),
        ("kpi_measures", [(one.on, one.on) for one in record.client.kpi_measures]),
    ):
        for row, (first, last) in enumerate(dates):
            if last is not None and last > as_of:
                found.append((table, row, "after_as_of"))
            elif first is not None and begun is not None and first < begun:
                found.append((table, row, "before_start"))
    return found


def _counted(
    record: Measured, set_aside: Sequence[tuple[str, int, str]], automation: str
) -> list[tuple[int, RunMeasure]]:
    """The rows about *automation* that count, with their position, by date."""
    refused = {row for table, row, _ in set_aside if table == "run_measures"}
    rows = [
        (row, one)
        for row, one in enumerate(record.client.run_measures)
        if one.automation == automation
        and row not in refused
        and one.first is not None
        and one.last is not None
    ]
    return sorted(rows, key=lambda row: (row[1].first, row[1].last))


def _automations(
    record: Measured,
    set_aside: Sequence[tuple[str, int, str]],
    promise: Promise | None,
    settings: Settings,
) -> list[AutomationProgress]:
    parents = {result.id: result for result in record.processes}
    lives = {one.automation: one.date for one in record.plan.tasks if one.go_live}
    found = []
    for result in record.automations:
        lines = Lines.of(promise, result.id) if promise else Lines((), (), ())
        manual = manual_work(lines, parents[result.process], record.client, settings)
        periods = [
            period_of(row, measure, manual, lines, promise)
            for row, measure in _counted(record, set_aside, result.automation.name)
        ]
        go_live = lives.get(result.id)
        found.append(
            progress_of(result, periods, manual, lines, promise, go_live, record.as_of, settings)
        )
    return found


def _kpis(
    record: Measured,
    set_aside: Sequence[tuple[str, int, str]],
    settings: Settings,
    timeline: Timeline,
) -> list[KpiProgress]:
    refused = {row for table, row, _ in set_aside if table == "kpi_measures"}
    counted = [one for row, one in enumerate(record.client.kpi_measures) if row not in refused]
    return [
        kpi_progress(
            position,
            kpi,
            (one for one in counted if one.kpi == kpi.name),
            record.begun,
            day_of(kpi.due, timeline, record.begun),
            settings,
        )
        for position, kpi in enumerate(record.client.kpis)
    ]


def _sums(
    automations: Sequence[AutomationProgress], promise: Promise | None, until: date | None
) -> Mapping[str, float | None]:
    """Gains, costs and return of the whole project, to the last measured day."""
    periods = [one for progress in automations for one in progress.periods]
    gain = total(one.gain for one in periods)
    compared = total(one.planned for one in periods)
    found = dict.fromkeys(("gain_planned", "cost_planned", "cost", "roi_planned", "roi"))
    sums: dict[str, float | None] = {**found, "gain": gain, "compared": compared}
    sums["ratio"] = gain / compared if gain is not None and compared else None
    if promise is None or until is None:
        return sums
    start = promise.timeline.start
    sides = {
        side: [one for one in promise.lines if one.side == side and one.reason is None]
        for side in ("gain", "cost")
    }
    planned = promise.between(sides["gain"], start, until)
    spent = promise.between(sides["cost"], start, until)
    cost = spent + overrun(periods)
    return {
        **sums,
        "gain_planned": planned,
        "cost_planned": spent,
        "cost": cost,
        "roi_planned": ratio(planned - spent, spent),
        "roi": None if gain is None else ratio(gain - cost, cost),
    }


def _kinds(
    promise: Promise | None, automations: Sequence[AutomationProgress]
) -> tuple[KindRatio, ...]:
    """What past engagements will know of each kind of gain (method M18.11)."""
    if promise is None:
        return ()
    return tuple(
        KindRatio(kind, planned, measured, measured / planned if planned > 0 else None)
        for kind, (planned, measured) in sorted(by_kind(promise, automations).items())
    )


def _curve(
    promise: Promise | None,
    automations: Sequence[AutomationProgress],
    forecast: Reforecast | None,
    until: date | None,
) -> PromiseCurve | None:
    """A year at least, twice what was measured at most, never past the horizon."""
    if promise is None or forecast is None or until is None:
        return None
    wanted = max(MONTHS_PER_YEAR, 2 * math.ceil(promise.position(until)))
    return curve_of(promise, automations, forecast.flows, until, min(forecast.horizon, wanted))
