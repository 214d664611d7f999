"""Where each action falls: months of the project, real working days (method M11).

An action's own start and end win over its phase, and its phase over its horizon (urgent:
months 1 to 3, important: 4 to 6, structuring: 7 to 18).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kit.analysis.model import MoneyLine, RoadmapAction
from kit.analysis.settings import Settings
from kit.analysis.timeline import Timeline
from kit.analysis.working_days import WorkingDays
from kit.client import Action, Client

PLACED = ("start", "phase", "horizon")  # what may have placed an action


@dataclass(frozen=True, slots=True)
class Ground:
    """What actions are placed on."""

    client: Client
    settings: Settings
    timeline: Timeline
    calendar: WorkingDays
    gains: Mapping[str, MoneyLine]  # lines of gains that are counted, by id

    def window(self, horizon: str | None) -> tuple[int, int] | None:
        if horizon is None:
            return None
        first, last = (self.settings[f"roadmap.{horizon}_{end}"] for end in ("from", "to"))
        return int(first), int(last)

    def starts_after(self, line: str) -> object:
        """What a line of the gains' table says it starts after: the name of a phase, mostly."""
        table, _, number = line.partition("-")
        return self.client.gains[int(number) - 1].start if table == "gain" else None


def place(position: int, action: Action, ground: Ground) -> RoadmapAction:
    first, last, placed_by, ended_by = _stretch(action, ground)
    window = ground.window(action.horizon)
    # A phase is a rough place: it is out of the window when they have no month in common.
    until = last if placed_by == "phase" else first
    outside = (
        placed_by in ("start", "phase")
        and window is not None
        and first is not None
        and until is not None
        and not (first <= window[1] and window[0] <= until)
    )
    return RoadmapAction(
        position=position,
        name=action.name or "",
        owner=action.owner,
        horizon=action.horizon,
        phase=action.phase,
        band=_band(action, first, ground),
        output=action.output,
        first=first,
        last=last,
        first_day=_first_day(action, first, ground),
        last_day=_last_day(action, first, last, ground),
        placed_by=placed_by,
        ended_by=ended_by,
        window=window,
        outside=outside,
        days=action.days,
        cost=action.cost,
        gains=tuple(id for id, line in ground.gains.items() if line.action == action.name),
    )


def _stretch(action: Action, ground: Ground) -> tuple[int | None, int | None, str, str]:
    """(first month, last month, what placed it, what ended it)."""
    timeline, window = ground.timeline, ground.window(action.horizon)
    phase = timeline.phases.get(action.phase) if action.phase else None
    first, placed_by = timeline.spent_from(action.start), "start"
    if first is None and phase:
        first, placed_by = phase[0], "phase"
    if first is None and window:
        first, placed_by = window[0], "horizon"
    if first is None:
        return None, None, "none", "none"
    last, ended_by = timeline.month_of(action.end), "end"
    if last is None and isinstance(action.start, str) and action.start in timeline.phases:
        last, ended_by = timeline.month_of(action.start), "phase"
    if last is None and phase and phase[1] >= first:
        last, ended_by = phase[1], "phase"
    if last is None and window and window[0] <= first <= window[1]:
        last, ended_by = window[1], "horizon"
    if last is None:
        last, ended_by = first, "month"
    if last < first or _days_backwards(action):
        return None, None, "backwards", "none"
    if not 0 < last <= ground.settings["limits.horizon_months"]:
        return None, None, "too_far", "none"
    return first, last, placed_by, ended_by


def _days_backwards(action: Action) -> bool:
    dated = isinstance(action.start, date) and isinstance(action.end, date)
    return dated and action.end < action.start  # type: ignore[operator]


def _band(action: Action, first: int | None, ground: Ground) -> str | None:
    """Its phase, else the one its first month falls in; horizons where there are no phases."""
    if not ground.client.phases:
        return action.horizon
    if action.phase or first is None:
        return action.phase
    stretches = ground.timeline.phases.items()
    return next((name for name, one in stretches if one and one[0] <= first <= one[1]), None)


def _first_day(action: Action, first: int | None, ground: Ground) -> date | None:
    if first is None:
        return None
    dated = isinstance(action.start, date)
    return ground.calendar.first(action.start if dated else opens(first, ground.timeline))  # type: ignore[arg-type]


def _last_day(action: Action, first: int | None, last: int | None, ground: Ground) -> date | None:
    """The last working day; never before the first one."""
    started = _first_day(action, first, ground)
    if started is None or last is None:
        return None
    dated = isinstance(action.end, date)
    day = action.end if dated else closes(last, ground.timeline)
    return ground.calendar.last(day, started)  # type: ignore[arg-type]


def opens(month: int, timeline: Timeline) -> date:
    return timeline.end_of(month - 1)


def closes(month: int, timeline: Timeline) -> date:
    return timeline.end_of(month) - timedelta(1)
