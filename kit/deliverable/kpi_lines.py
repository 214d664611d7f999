"""What stands on the sheet of indicators: its lines, its readings and how they are judged.

Readings: the method's own (M17: 14th and 30th working day of use), then every month up to the
quarter. A measured value goes to the reading it is nearest to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kit.analysis.kpi_progress import UP, direction_of
from kit.analysis.model import KpiProgress, MeasuringTask
from kit.analysis.timeline import later
from kit.analysis.working_days import WorkingDays
from kit.client import Client, Moment
from kit.display.words import Words

REACHED, ON_TRACK, LATE = "reached", "on_track", "late"
UNKNOWN, UNMEASURED = "unknown", "unmeasured"
NO_START = "no_start"  # a value of today has to be measured before anything else
_NEAR = 1e-9  # of the way: less is no difference (kit.analysis.kpi_progress)
_UNITS = {"time": "minutes", "rate": "rate", "count": "count"}  # of a value to measure first
_DAYS_A_MONTH = 30


@dataclass(frozen=True, slots=True)
class Reading:
    """A day on which the values are read: the n-th day of use, or the n-th month."""

    kind: str  # day, month
    number: int
    day: date | None  # None: no go-live is dated


@dataclass(frozen=True, slots=True)
class KpiLine:
    """One line: `values` stand under the readings; None: not read."""

    name: str
    unit: str
    direction: str | None  # up, down; None: to be said
    how: str
    who: str
    due: Moment | None
    due_day: date | None
    target: float | None
    today: float | None
    values: tuple[float | None, ...]


def readings(words: Words) -> tuple[Reading, ...]:
    """The days of reading after the first go-live of the plan, in order.

    Day and quarter are those of kit.analysis.to_measure.measuring_points.
    """
    names = ("follow_up.first_day", "follow_up.second_day", "follow_up.quarter_months")
    first, second, months = (int(words.threshold(name)) for name in names)
    kinds = [("day", first), ("day", second)]
    kinds += [("month", n) for n in range(1, months + 1) if n * _DAYS_A_MONTH > second]
    begun = _go_live(words)
    if begun is None:
        return tuple(Reading(kind, number, None) for kind, number in kinds)
    calendar = _calendar(words.client)
    return tuple(
        Reading(
            kind, n, calendar.nth(begun, n) if kind == "day" else calendar.first(later(begun, n))
        )
        for kind, n in kinds
    )


def lines(words: Words, days: Sequence[date | None]) -> tuple[KpiLine, ...]:
    """The client's indicators, then the values of today that the plan has to measure."""
    found = words.analysis.follow_up
    kpis = [_of_kpi(words, one, days) for one in (found.kpis if found else ())]
    rest = [one for one in words.analysis.baseline if not one.key.startswith("kpi-")]
    return (*kpis, *(_of_baseline(words, one, len(days)) for one in rest))


def days_of(words: Words, planned: Sequence[Reading]) -> tuple[date | None, ...]:
    """The day above each reading: the last on which a value of it was measured, else planned."""
    measured: dict[int, date] = {}
    found = words.analysis.follow_up
    own = [one.day for one in planned]
    for kpi in found.kpis if found else ():
        for on, _ in kpi.measures:
            at = _nearest(on, own)
            measured[at] = max(measured.get(at, on), on)
    return tuple(measured.get(at, day) for at, day in enumerate(own))


def judged(
    line: KpiLine, days: Sequence[date | None], begun: date | None, on_track: float
) -> tuple[float | None, float | None, str]:
    """(last value, share of the way, status): what the formulas of the sheet give.

    The rule is that of the follow-up (kit.analysis.kpi_progress), on the day of the reading.
    """
    known = [(value, days[at]) for at, value in enumerate(line.values) if value is not None]
    last, on = known[-1] if known else (None, None)
    today, target = line.today, line.target
    way = None
    if last is not None and today is not None and target is not None and today != target:
        way = (last - today) / (target - today)
    if last is None:
        return last, way, NO_START if today is None else UNMEASURED
    if target is None or line.direction is None:
        return last, way, UNKNOWN
    if last >= target if line.direction == UP else last <= target:
        return last, way, REACHED
    if today is not None and today == target:
        return last, way, LATE
    if way is None or line.due_day is None or begun is None or on is None:
        return last, way, UNKNOWN
    if on >= line.due_day:
        return last, way, LATE
    planned = max((on - begun).days, 0) / (line.due_day - begun).days
    return last, way, ON_TRACK if way + _NEAR >= on_track * planned else LATE


def _go_live(words: Words) -> date | None:
    """As the follow-up counts it; a plan that names no automation has its own go-lives."""
    lives = [task for task in words.analysis.plan.tasks if task.go_live]
    named = [task.date for task in lives if task.automation is not None]
    return min(named or [task.date for task in lives], default=None)


def _calendar(client: Client) -> WorkingDays:
    return WorkingDays.of(client.company.department, client.plan.closed_days, client.closures)


def _nearest(day: date, days: Sequence[date | None]) -> int:
    """The reading a measure belongs to; without any date, the first."""
    gaps = [(abs((day - one).days), at) for at, one in enumerate(days) if one is not None]
    return min(gaps)[1] if gaps else 0


def _of_kpi(words: Words, one: KpiProgress, days: Sequence[date | None]) -> KpiLine:
    text, kpi = words.texts, one.kpi
    planned = [reading.day for reading in readings(words)]
    values: list[float | None] = [None] * len(days)
    for on, value in one.measures:
        values[_nearest(on, planned)] = value
    said = [kpi.how] if kpi.how else []
    if kpi.source:
        said.append(text("deliverable.plan.kpis.source", source=kpi.source))
    return KpiLine(
        name=kpi.name,
        unit=words.choice("kpi_unit", kpi.unit) if kpi.unit else "",
        direction=direction_of(kpi),
        how=words.series(said),
        who=kpi.owner or words.client.plan.lead or text["deliverable.plan.kpis.nobody"],
        due=kpi.due,
        due_day=one.due_day,
        target=kpi.target,
        today=kpi.today,
        values=tuple(values),
    )


def _of_baseline(words: Words, one: MeasuringTask, count: int) -> KpiLine:
    """A value of today that a gain or a process rests on; what was promised is its target."""
    text = words.texts
    target = _promised(words.client, one.key)
    return KpiLine(
        name=words.sentence(one.what, one.params),
        unit=text[f"deliverable.plan.kpis.unit_{_UNITS[one.method]}"],
        direction=None if target is None else "down",
        how=one.how or text[f"analysis.baseline.how.{one.method}"],
        who=one.who or text["deliverable.plan.kpis.nobody"],
        due=None,
        due_day=None,
        target=target,
        today=None,
        values=(None,) * count,
    )


def _promised(client: Client, key: str) -> float | None:
    """What "gain-3.before" is to become: the minutes or the rate of errors after."""
    name, _, field = key.partition(".")
    if not name.startswith("gain-"):
        return None
    gain = client.gains[int(name.removeprefix("gain-")) - 1]
    if field == "before":
        return gain.after
    return None if gain.error_after is None else gain.error_after * 100
