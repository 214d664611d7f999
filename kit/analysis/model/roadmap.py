"""The roadmap by phase and month, and the load of each person (methods M11 and M18.6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RoadmapAction:
    """One action, placed in months of the project (1 = the first) and on real working days."""

    position: int  # of its row in the sheet, from 0
    name: str
    owner: str | None
    horizon: str | None  # urgent, important, structuring
    phase: str | None  # named by the row
    band: str | None  # phase it is shown in, or horizon of a project without phases
    output: str | None
    first: int | None  # month; None: nothing says when
    last: int | None
    first_day: date | None
    last_day: date | None
    placed_by: str  # start, phase, horizon, none, backwards, too_far
    ended_by: str  # end, phase, horizon, month: what its last month was read from
    window: tuple[int, int] | None  # months of its horizon
    outside: bool  # starts out of that window; of a phase: shares no month with it
    days: float | None  # [working days] of the client's people
    cost: float | None  # [EUR] as written; never added to a budget
    gains: tuple[str, ...]  # MoneyLine ids


@dataclass(frozen=True, slots=True)
class RoadmapBand:
    """A phase of the project, or a horizon when there are none."""

    name: str  # phase, or code of a horizon
    is_phase: bool
    first: int | None
    last: int | None
    first_day: date | None
    last_day: date | None
    actions: tuple[int, ...]  # positions
    days: float | None  # [working days] of those that say theirs; None: none does
    without_days: int  # actions that do not
    budget: float | None  # [EUR] set-up of the phase, contingency included
    cost: float | None  # [EUR] of its actions as written
    gains: tuple[str, ...]  # MoneyLine ids tied to its actions or to the phase
    gain_year: float | None  # [EUR/year] of those, at full effect, as set right


@dataclass(frozen=True, slots=True)
class RoadmapMonth:
    """What one month of the project holds."""

    month: int
    first_day: date
    last_day: date
    starting: tuple[int, ...]  # positions of actions
    ending: tuple[int, ...]
    gains: tuple[str, ...]  # MoneyLine ids that start to bring something
    gain_year: float | None  # [EUR/year] of those, at full effect
    gained: float | None  # [EUR] of all gains since the beginning
    spent: float | None  # [EUR] of the month; the first holds what is paid up front
    days: float  # [working days] of the actions


@dataclass(frozen=True, slots=True)
class Roadmap:
    start: date  # first day of month 1
    assumed_start: bool
    months: tuple[RoadmapMonth, ...]
    bands: tuple[RoadmapBand, ...]
    actions: tuple[RoadmapAction, ...]  # of the option retained, in the sheet's order
    elsewhere: int  # actions of other options, left out


@dataclass(frozen=True, slots=True)
class LoadShare:
    """Days of work of one person in one month, and where they come from."""

    who: str
    month: int
    source: str  # action, step, lift, measure, cost
    days: float  # [working days]
    action: int | None = None  # position in the sheet


@dataclass(frozen=True, slots=True)
class LoadMonth:
    month: int
    first_day: date
    last_day: date
    sources: tuple[tuple[str, float], ...]  # [working days] by source
    days: float  # [working days] asked
    free: float | None  # [working days], holidays and closures taken out; None: unknown
    over: float | None  # [working days] too many; None: not, or not known
    movable: int | None = None  # position of the least urgent action of that month
    move_to: int | None = None  # first later month with room for it


@dataclass(frozen=True, slots=True)
class PersonLoad:
    who: str
    months: tuple[LoadMonth, ...]  # those with work, in order
    days: float  # [working days] in all
    known: bool  # whether some availability was given


@dataclass(frozen=True, slots=True)
class Load:
    people: tuple[PersonLoad, ...]  # overloaded first, then the most loaded
    unassigned: tuple[tuple[str, float], ...]  # (label, [working days]) nobody is named for
    undated: tuple[tuple[str, float], ...]  # actions whose months are unknown
    idle: tuple[str, ...]  # people with an availability and no work
    step_share: float  # of a working day, for a step of the plan
    measure_share: float
