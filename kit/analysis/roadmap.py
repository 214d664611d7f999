"""The roadmap: each action in its months, by phase and month (method M11).

Months are those of the project, days are working days. Budgets are those of the phases, from
the cost lines: what an action says it costs is shown beside them and never added. Gains are
those of the case as set right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import fsum

from kit.analysis.model import (
    BusinessCase,
    MoneyLine,
    Roadmap,
    RoadmapAction,
    RoadmapBand,
    RoadmapMonth,
)
from kit.analysis.placing import Ground, closes, opens, place
from kit.analysis.settings import MONTHS_PER_YEAR, Settings
from kit.analysis.timeline import Timeline
from kit.analysis.working_days import WorkingDays
from kit.client import Client

HORIZONS = ("urgent", "important", "structuring")


def build_roadmap(
    client: Client,
    case: BusinessCase | None,
    settings: Settings,
    timeline: Timeline,
    assumed: bool,
) -> Roadmap | None:
    """None while no action has a name. *assumed*: nobody gave the project a start."""
    named = [(n, action) for n, action in enumerate(client.actions) if action.name]
    option = case.option if case else None
    own = [
        (n, one) for n, one in named if option is None or not one.options or option in one.options
    ]
    if not own:
        return None
    lines = case.trusted.lines if case else ()
    calendar = WorkingDays.of(client.company.department, client.plan.closed_days, client.closures)
    gains = {line.id: line for line in lines if line.side == "gain"}
    ground = Ground(client, settings, timeline, calendar, gains)
    actions = tuple(place(n, action, ground) for n, action in own)
    return Roadmap(
        start=timeline.start,
        assumed_start=assumed and client.finance.start is None,
        months=_months(actions, case, ground),
        bands=_bands(actions, case, ground),
        actions=actions,
        elsewhere=len(named) - len(own),
    )


# -- phases ---------------------------------------------------------------------------------


def _bands(
    actions: Sequence[RoadmapAction], case: BusinessCase | None, ground: Ground
) -> tuple[RoadmapBand, ...]:
    """Phases in the workbook's order; else the horizons that some action belongs to."""
    budgets = {budget.phase: budget.total for budget in case.budget} if case else {}
    client = ground.client
    if client.phases:
        stretches = [(p.name, ground.timeline.phases.get(p.name)) for p in client.phases]
    else:
        used = {action.band for action in actions}
        stretches = [(one, ground.window(one)) for one in HORIZONS if one in used]
    return tuple(
        _one_band(name, stretch, actions, budgets.get(name), ground) for name, stretch in stretches
    )


def _one_band(
    name: str,
    stretch: tuple[int, int] | None,
    actions: Sequence[RoadmapAction],
    budget: float | None,
    ground: Ground,
) -> RoadmapBand:
    own = [action for action in actions if action.band == name]
    is_phase = bool(ground.client.phases)
    tied = dict.fromkeys(id for action in own for id in action.gains)
    if is_phase:  # a gain is in one phase alone: that of its action comes first
        placed = {id for action in actions if action.band is not None for id in action.gains}
        loose = (id for id in ground.gains if id not in placed)
        tied |= dict.fromkeys(id for id in loose if ground.starts_after(id) == name)
    days = [action.days for action in own if action.days is not None]
    first, last = stretch or (None, None)
    calendar, timeline = ground.calendar, ground.timeline
    opened = None if first is None else calendar.first(opens(first, timeline))
    return RoadmapBand(
        name=name,
        is_phase=is_phase,
        first=first,
        last=last,
        first_day=opened,
        last_day=(
            None
            if last is None or opened is None
            else calendar.last(closes(last, timeline), opened)
        ),
        actions=tuple(action.position for action in own),
        days=fsum(days) if days else None,
        without_days=len(own) - len(days),
        budget=budget,
        cost=_sum(action.cost for action in own),
        gains=tuple(tied),
        gain_year=_year(ground.gains[id] for id in tied),
    )


# -- months ---------------------------------------------------------------------------------


def _months(
    actions: Sequence[RoadmapAction], case: BusinessCase | None, ground: Ground
) -> tuple[RoadmapMonth, ...]:
    """Month 1 to the end of the last window, of the last phase and of the last action."""
    timeline = ground.timeline
    ends = [action.last for action in actions if action.last is not None]
    ends += [stretch[1] for stretch in timeline.phases.values() if stretch]
    reach = min(
        max((int(ground.settings["roadmap.structuring_to"]), *ends)),
        int(ground.settings["limits.horizon_months"]),
    )
    shares = {
        action.position: month_shares(action, ground.calendar, timeline) for action in actions
    }
    return tuple(
        RoadmapMonth(
            month=month,
            first_day=opens(month, timeline),
            last_day=closes(month, timeline),
            starting=tuple(a.position for a in actions if a.first == month),
            ending=tuple(a.position for a in actions if a.last == month),
            gains=(begun := tuple(id for id, g in ground.gains.items() if _begins(g) == month)),
            gain_year=_year(ground.gains[id] for id in begun),
            gained=_gained(case, month),
            spent=_spent(case, month),
            days=fsum(one.get(month, 0.0) for one in shares.values()),
        )
        for month in range(1, reach + 1)
    )


def month_shares(
    action: RoadmapAction, calendar: WorkingDays, timeline: Timeline
) -> dict[int, float]:
    """The days of *action* by month: spread evenly over its working days."""
    if action.days is None or action.first_day is None or action.last_day is None:
        return {}
    worked = calendar.between(action.first_day, action.last_day)
    return spread(action.days, worked, timeline) or {action.first or 1: action.days}


def spread(days: float, worked: Sequence[date], timeline: Timeline) -> dict[int, float]:
    """*days* shared evenly over the days *worked*, by month; {} when nobody works on any."""
    found: dict[int, float] = {}
    for day in worked:
        month = timeline.month_of(day) or 0
        found[month] = found.get(month, 0.0) + days / len(worked)
    return found


def _begins(line: MoneyLine) -> int:
    """The month a gain starts in; one that runs from the outset starts in month 1."""
    return max(line.start, 1)


def _gained(case: BusinessCase | None, month: int) -> float | None:
    flows = case.trusted.flows if case else None
    if flows is None or month >= len(flows.gains):
        return None
    return fsum(flows.gains[: month + 1])


def _spent(case: BusinessCase | None, month: int) -> float | None:
    flows = case.trusted.flows if case else None
    if flows is None or month >= len(flows.costs):
        return None
    return fsum(flows.costs[0 if month == 1 else month : month + 1])


def _year(lines: Iterable[MoneyLine]) -> float | None:
    known = [line.month for line in lines if line.month is not None]
    return fsum(known) * MONTHS_PER_YEAR if known else None


def _sum(amounts: Iterable[float | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return fsum(known) if known else None
