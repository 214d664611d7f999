"""What is measured against what was planned: indicators, automations, re-forecast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kit.analysis.model.money import Flows, Returns
from kit.client import Kpi, Moment, RunMeasure


@dataclass(frozen=True, slots=True)
class KpiProgress:
    """An indicator on its way from today to the target; values are in its own unit."""

    key: str  # "kpi-1": position in its table
    kpi: Kpi
    direction: str | None  # up or down; None: nothing tells, it is to be asked
    due_day: date | None
    measures: tuple[tuple[date, float], ...]  # counted, by date
    on: date | None  # day of the last one
    value: float | None  # the last one
    planned: float | None  # on that day, on the straight line from today to the target
    way: float | None  # share of the way done: 1 at the target, below 0 the wrong way
    planned_way: float | None  # share of the way planned on that day
    status: str  # reached, on_track, late, unknown, unmeasured
    reason: str | None  # text key: why it cannot be judged


@dataclass(frozen=True, slots=True)
class Period:
    """One counted row of measures. Planned amounts are those of the very same days [EUR]."""

    row: int  # position in its table
    measure: RunMeasure
    first: date
    last: date
    months: float | None  # of the project; None: its start is not known
    hours: float | None  # saved over the period
    time: float | None  # what those hours are worth [EUR]; None: not measured
    amount: float | None  # gained beside time [EUR]; None: not measured
    planned_time: float | None
    planned_other: float | None
    planned_cost: float | None
    reason: str | None  # text key: why time could not be counted

    @property
    def gain(self) -> float | None:
        """[EUR] measured; None when nothing was."""
        parts = [part for part in (self.time, self.amount) if part is not None]
        return sum(parts) if parts else None

    @property
    def planned(self) -> float | None:
        """[EUR] planned for the parts that were measured."""
        pairs = ((self.time, self.planned_time), (self.amount, self.planned_other))
        parts = [planned for part, planned in pairs if part is not None and planned is not None]
        return sum(parts) if parts else None


@dataclass(frozen=True, slots=True)
class AutomationProgress:
    """One automation, planned against measured since it went live. Money is in EUR."""

    id: str
    go_live: date | None  # planned; None: the plan has no day for it
    periods: tuple[Period, ...]  # counted, by date
    until: date | None  # last measured day
    minutes_before: float | None  # [min/run] by hand
    minutes_planned: float | None  # [min/run] left once automated
    minutes: float | None  # [min/run] measured, over all runs
    volume_planned: float | None  # [runs/month]
    volume: float | None  # [runs/month] measured
    gain_planned: float | None  # same days, same parts as what was measured
    gain: float | None
    gain_month_planned: float | None  # the two above over the months measured [EUR/month]
    gain_month: float | None
    ratio: float | None  # measured / planned, all parts measured
    time_ratio: float | None  # of the hours freed alone
    other_ratio: float | None  # of the rest
    cost_planned: float | None  # since the start, to the last measured day
    cost: float | None  # the same: what was paid where it is said, the plan elsewhere
    roi_planned: float | None  # (gain - cost) / cost, to the last measured day
    roi: float | None
    adoption: float | None  # users / expected users, last period that says both
    success: float | None  # successes / runs over the periods that say both
    status: str  # ahead, on_track, late, unknown, unmeasured, not_due
    issues: tuple[str, ...] = ()  # late, adoption, success, overdue
    unmeasured: tuple[str, ...] = ()  # parts of its planned gain nobody measured: time, other
    reasons: Mapping[str, str] = field(default_factory=dict)  # why a figure is None, by field


@dataclass(frozen=True, slots=True)
class KindRatio:
    """Measured over planned for one kind of gain, on the days and parts measured [EUR]."""

    kind: str  # gain kind
    planned: float
    measured: float
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Correction:
    """Something off the plan and what is done about it; nothing decided: to be told."""

    subject: str  # automation or kpi
    name: str
    cause: str | None
    correction: str | None  # None: off the plan, and nothing is written
    owner: str | None
    due: Moment | None
    due_day: date | None
    overdue: bool
    issues: tuple[str, ...]  # what is off: late, adoption, success, overdue; behind for a kpi
    place: str | None


@dataclass(frozen=True, slots=True)
class ToMeasure:
    """A reading still to be taken."""

    subject: str  # automation or kpi
    name: str
    point: str  # first (D14), second (D30), quarter, due
    day: date | None  # None: no go-live is dated
    who: str | None
    overdue: bool  # its day is over


@dataclass(frozen=True, slots=True)
class Reforecast:
    """The months to come at the rate measured, beside what was promised."""

    flows: Flows
    returns: Returns
    promised: Returns
    horizon: int  # [months]
    # Lines whose months to come keep the plan, with the text key that says why.
    kept: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PromiseCurve:
    """Cumulated gains [EUR] at months of the project, fractions included."""

    promised: tuple[tuple[float, float], ...]
    measured: tuple[tuple[float, float], ...]
    forecast: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Planned against measured, over the whole engagement. Money is in EUR."""

    begun: date | None  # first day of the project; None: the workbook does not say it
    kpis: tuple[KpiProgress, ...]
    automations: tuple[AutomationProgress, ...]
    until: date | None  # last measured day of all automations
    gain_planned: float | None  # all gains of the plan, from its start to that day
    gain: float | None  # measured so far
    compared: float | None  # planned on the days and for the parts measured
    ratio: float | None  # measured / compared
    cost_planned: float | None  # all costs, to that day
    cost: float | None
    roi_planned: float | None
    roi: float | None
    kinds: tuple[KindRatio, ...]
    reforecast: Reforecast | None
    curve: PromiseCurve | None
    corrections: tuple[Correction, ...]
    to_measure: tuple[ToMeasure, ...]
    # Rows whose dates cannot be: (table, position, "after_as_of" or "before_start").
    set_aside: tuple[tuple[str, int, str], ...]

    @property
    def measured(self) -> bool:
        """Whether anything at all was measured."""
        return any(one.periods for one in self.automations) or any(
            one.measures for one in self.kpis
        )
