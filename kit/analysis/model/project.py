"""What must be measured, what hangs together, what is due, and the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Day = date  # `Task.date` would hide the type from the fields after it


@dataclass(frozen=True, slots=True)
class MeasuringTask:
    """A missing "today" and what measuring it asks for: no gain is computed on it (M18.7)."""

    key: str  # "kpi-3", "gain-2.before", "process-<id>.minutes"
    what: str  # text key: analysis.baseline.<kind>; `params` fill it
    params: Mapping[str, object]
    who: str | None
    how: str | None  # the client's words; None: the text of its kind says how
    days: float  # [working days]
    sample: int  # cases to observe; 0: all that come up in those days
    place: str | None  # the blank cell's neighbour: the row it is missing from
    method: str = "count"  # time, rate, count: analysis.baseline.how.<method> says how
    group: str = "process"  # operational, quality, business, gain, process: measured together


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """From a pain to the euros: the names as written, the lines by id. None: nothing there."""

    pain: str | None
    need: str | None
    action: str | None
    gains: tuple[str, ...]  # MoneyLine ids
    hours_year: float | None
    amount_year: float | None  # [EUR/year]
    orphan: str | None  # text key when the thread is broken: analysis.orphan.<code>
    place: str | None


@dataclass(frozen=True, slots=True)
class DeadlineResult:
    """A legal deadline that bears on this client."""

    id: str
    day: date
    days_left: int  # negative: in force
    processes: tuple[str, ...]  # ids the client tied to it
    pains: tuple[str, ...]  # items ticked that it bears on


@dataclass(frozen=True, slots=True)
class Task:
    """One dated task of the plan."""

    key: str  # stable: plan step, or lift.<checklist>.<item>
    plan_day: int  # n-th working day of the plan
    date: Day
    last_date: Day
    text: str  # text key of the task; `params` fill it
    output_text: str | None  # text key of the expected output
    params: Mapping[str, str]
    owner: str | None  # as the client wrote it
    owner_field: str  # lead, sponsor, builder, data_protection, users
    automation: str | None  # id
    blocked_by: tuple[str, ...]  # "prerequisites", "gdpr", "register", "design", "tests"
    horizon: int  # 14 or 30
    go_live: bool = False
    moved: str | None = None  # text key: why the date was pushed back (Friday, eve…)
    moved_from: Day | None = None  # the day that was refused


@dataclass(frozen=True, slots=True)
class Plan:
    start: date  # first working day
    assumed_start: bool  # the workbook gave none: the as-of date was taken
    tasks: tuple[Task, ...]  # by date
    days_off: tuple[tuple[date, str], ...]  # holidays and closures met, with their names
    end_14: date
    end_30: date
    days_off_en: tuple[tuple[date, str], ...] = ()  # the same days, named in English
