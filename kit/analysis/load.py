"""Days asked of each person against their free days, month by month (method M18.6).

Asked: the days of actions, over their working days; the steps of the 14 and 30-day plan, the
work that lifts its gates and the measures to take, a share of each of their working days;
the staff time of cost lines, when their automation has an owner. Free: the days given for an
ordinary month, less the part of it taken by holidays and closures. What is not known is said:
no availability is ever assumed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import fsum

from kit.analysis.model import (
    BusinessCase,
    Load,
    LoadMonth,
    LoadShare,
    PersonLoad,
    Plan,
    Roadmap,
    RoadmapAction,
)
from kit.analysis.names import fold
from kit.analysis.roadmap import HORIZONS, month_shares, spread
from kit.analysis.settings import MONTHS_PER_YEAR, Settings
from kit.analysis.timeline import Timeline
from kit.analysis.working_days import WorkingDays
from kit.client import Availability, Client, Cost, Moment

SOURCES = ("action", "step", "lift", "measure", "cost")
_STEP, _LIFT, _MEASURE = "step", "lift", "measure"


@dataclass(frozen=True, slots=True)
class _Ground:
    client: Client
    settings: Settings
    timeline: Timeline
    calendar: WorkingDays

    def span(self, month: int) -> tuple[date, date]:
        """First and last day of a month of the project."""
        return self.timeline.end_of(month - 1), self.timeline.end_of(month) - timedelta(1)


def weigh_load(
    client: Client,
    roadmap: Roadmap | None,
    plan: Plan,
    case: BusinessCase | None,
    settings: Settings,
    timeline: Timeline,
) -> Load | None:
    """None while nobody gave a number of days, be it of work or of availability."""
    actions = roadmap.actions if roadmap else ()
    if not client.availability and not any(action.days for action in actions):
        return None
    calendar = WorkingDays.of(client.company.department, client.plan.closed_days, client.closures)
    ground = _Ground(client, settings, timeline, calendar)
    undated = tuple((a.name, a.days) for a in actions if a.days and a.first_day is None)
    of_actions, unassigned = _of_actions(actions, ground)
    of_costs, unnamed = _of_costs(case, roadmap, ground)
    shares = [*of_actions, *_of_plan(plan, ground), *of_costs]
    people: dict[str, list[LoadShare]] = {}
    spelled: dict[str, str] = {}  # as written first among the owners
    for share in shares:
        spelled.setdefault(fold(share.who), share.who)
        people.setdefault(fold(share.who), []).append(share)
    found = [_person(spelled[key], own, actions, ground) for key, own in people.items()]
    found.sort(key=lambda person: (-_worst(person), -person.days))
    return Load(
        people=tuple(found),
        unassigned=(*unassigned, *unnamed),
        undated=undated,
        idle=tuple(dict.fromkeys(r.who for r in client.availability if fold(r.who) not in people)),
        step_share=settings["load.step_share"],
        measure_share=settings["load.measure_share"],
    )


# -- what is asked --------------------------------------------------------------------------


def _of_actions(
    actions: Sequence[RoadmapAction], ground: _Ground
) -> tuple[list[LoadShare], list[tuple[str, float]]]:
    shares, unassigned = [], []
    for action in actions:
        if not action.days or action.first_day is None:
            continue
        if not action.owner:
            unassigned.append((action.name, action.days))
            continue
        for month, days in month_shares(action, ground.calendar, ground.timeline).items():
            shares.append(LoadShare(action.owner, month, "action", days, action.position))
    return shares, unassigned


def _of_plan(plan: Plan, ground: _Ground) -> Iterator[LoadShare]:
    """Steps of which somebody is the owner; a step nobody owns is said by the plan itself."""
    for task in plan.tasks:
        if not task.owner:
            continue
        kind = task.key.partition(".")[0]
        source = kind if kind in (_LIFT, _MEASURE) else _STEP
        share = ground.settings[f"load.{_MEASURE if source == _MEASURE else _STEP}_share"]
        worked = ground.calendar.between(task.date, task.last_date)
        for month, days in spread(share * len(worked), worked, ground.timeline).items():
            yield LoadShare(task.owner, month, source, days)


def _of_costs(
    case: BusinessCase | None, roadmap: Roadmap | None, ground: _Ground
) -> tuple[list[LoadShare], list[tuple[str, float]]]:
    """Staff days of the cost lines that are counted: of the automation's owner, else nobody's.

    What comes back without an end is counted to the last month of the roadmap.
    """
    owners = {one.name: one.owner for one in ground.client.automations}
    counted = {line.id: line for line in case.lines} if case else {}
    reach = roadmap.months[-1].month if roadmap else int(ground.settings["roadmap.structuring_to"])
    shares, unassigned = [], []
    for n, cost in enumerate(ground.client.costs, 1):
        line = counted.get(f"cost-{n}")
        if line is None or not cost.client_days:
            continue
        owner = owners.get(cost.automation or "")
        if not owner:
            unassigned.append((cost.label, cost.client_days))
            continue
        first, ends = max(line.start, 1), cost.rhythm == "once" or cost.months is not None
        last = max(line.end or line.start, first) if ends else max(reach, first)
        days = _days_a_month(cost, last - first + 1)
        shares += [LoadShare(owner, month, "cost", days) for month in range(first, last + 1)]
    return shares, unassigned


def _days_a_month(cost: Cost, months: int) -> float:
    """As they are paid: in all for a one-off or what stops, else each time it comes back."""
    days = cost.client_days or 0.0
    if cost.rhythm == "once" or cost.months is not None:
        return days / months
    return days / MONTHS_PER_YEAR if cost.rhythm == "year" else days


# -- against what is free -------------------------------------------------------------------


def _person(
    who: str, shares: Sequence[LoadShare], actions: Sequence[RoadmapAction], ground: _Ground
) -> PersonLoad:
    rows = [row for row in ground.client.availability if fold(row.who) == fold(who)]
    months = [_month(month, shares, rows, ground) for month in sorted({s.month for s in shares})]
    by_position = {action.position: action for action in actions}
    asked = {month.month: month.days for month in months}  # and what is told to move there
    told = tuple(
        _with_move(month, shares, rows, by_position, asked, ground)
        if month.over is not None
        else month
        for month in months
    )
    return PersonLoad(
        who=who,
        months=told,
        days=fsum(share.days for share in shares),
        known=any(month.free is not None for month in told),
    )


def _month(
    month: int, shares: Sequence[LoadShare], rows: Sequence[Availability], ground: _Ground
) -> LoadMonth:
    own = [share for share in shares if share.month == month]
    sources = {
        source: fsum(share.days for share in own if share.source == source) for source in SOURCES
    }
    first, last = ground.span(month)
    days, free = fsum(share.days for share in own), free_days(month, rows, ground)
    slack = ground.settings["load.slack_days"]
    return LoadMonth(
        month=month,
        first_day=first,
        last_day=last,
        sources=tuple((source, asked) for source, asked in sources.items() if asked),
        days=days,
        free=free,
        over=days - free if free is not None and days - free > slack else None,
    )


def free_days(month: int, rows: Sequence[Availability], ground: _Ground) -> float | None:
    """Days given for an ordinary month x worked days of this one / days of the week worked.

    None when no row is about that month.
    """
    first, last = ground.span(month)
    every = (first + timedelta(n) for n in range((last - first).days + 1))
    ordinary = [day for day in every if day.weekday() not in ground.calendar.closed]
    found = None
    for row in rows:
        start, end = _period(row, ground)
        if row.days_month is None or start > last or end < first:
            continue
        worked = [d for d in ordinary if start <= d <= end and ground.calendar.is_working(d)]
        found = (found or 0.0) + row.days_month * len(worked) / max(len(ordinary), 1)
    return found


def _period(row: Availability, ground: _Ground) -> tuple[date, date]:
    """Both ends included; without an end, for good."""
    return (
        _day(row.start, ground, ground.timeline.spent_from(row.start), 0) or date.min,
        _day(row.end, ground, ground.timeline.month_of(row.end), 1) or date.max,
    )


def _day(moment: Moment | None, ground: _Ground, month: int | None, end: int) -> date | None:
    if isinstance(moment, date) or month is None:
        return moment if isinstance(moment, date) else None
    return ground.span(month)[end]


def _with_move(
    month: LoadMonth,
    shares: Sequence[LoadShare],
    rows: Sequence[Availability],
    actions: Mapping[int, RoadmapAction],
    asked: dict[int, float],
    ground: _Ground,
) -> LoadMonth:
    """What could move: the least urgent action of the month, the latest of equals.

    Days told to move are added to *asked*: two moves never count on the same free days.
    """
    here = [s for s in shares if s.month == month.month and s.action is not None]
    if not here:
        return month
    least = max(here, key=lambda s: _urgency(actions[s.action]) if s.action is not None else ())
    ends = int(ground.settings["roadmap.structuring_to"])
    last = max(ends, *(share.month for share in shares))
    for later in range(month.month + 1, last + 1):
        free = free_days(later, rows, ground)
        if free is not None and asked.get(later, 0.0) + least.days <= free:
            asked[later] = asked.get(later, 0.0) + least.days
            return replace(month, movable=least.action, move_to=later)
    return replace(month, movable=least.action)


def _urgency(action: RoadmapAction) -> tuple[int, int, int]:
    """Higher is less urgent; an action of unknown horizon is taken as important."""
    rank = HORIZONS.index(action.horizon) if action.horizon else HORIZONS.index("important")
    return rank, action.first or 0, action.position


def _worst(person: PersonLoad) -> float:
    return max((month.over or 0.0 for month in person.months), default=0.0)
