"""Each indicator on its way from today to its target (method M13, M17)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kit.analysis.model import KpiProgress
from kit.analysis.planned_days import ONE_DAY
from kit.analysis.settings import Settings
from kit.analysis.timeline import Timeline
from kit.client import Kpi, KpiMeasure, Moment

UP, DOWN = "up", "down"
_MORE_IS_BETTER = frozenset({"score_5", "score_10", "nps"})
_NEAR = 1e-9  # of the way: less is no difference


def direction_of(kpi: Kpi) -> str | None:
    """What progress is: as stated, else from today to the target; a score is to go up.

    None: nothing tells, it is to be asked.
    """
    if kpi.today is not None and kpi.target is not None and kpi.today != kpi.target:
        return UP if kpi.target > kpi.today else DOWN
    return kpi.direction or (UP if kpi.unit in _MORE_IS_BETTER else None)


def day_of(moment: Moment | None, timeline: Timeline, begun: date | None) -> date | None:
    """The day by which *moment* is over; a month or a phase needs the project's first day."""
    if isinstance(moment, date):
        return moment
    month = timeline.month_of(moment) if begun else None
    return None if month is None else timeline.end_of(max(month, 0)) - ONE_DAY


def kpi_progress(
    position: int,
    kpi: Kpi,
    measures: Iterable[KpiMeasure],
    begun: date | None,
    due: date | None,
    settings: Settings,
) -> KpiProgress:
    """*measures*: those of this indicator that count. The plan is a straight line."""
    told = sorted((m.on, m.value) for m in measures if m.on is not None and m.value is not None)
    on, value = told[-1] if told else (None, None)
    way = _way(kpi, value)
    planned_way = None
    if on is not None and begun is not None and due is not None:
        planned_way = _line(begun, due, on)
    planned = None
    if planned_way is not None and kpi.today is not None and kpi.target is not None:
        planned = kpi.today + planned_way * (kpi.target - kpi.today)
    direction = direction_of(kpi)
    status, reason = _judged(kpi, direction, value, way, planned_way, settings)
    return KpiProgress(
        key=f"kpi-{position + 1}",
        kpi=kpi,
        direction=direction,
        due_day=due,
        measures=tuple(told),
        on=on,
        value=value,
        planned=planned,
        way=way,
        planned_way=planned_way,
        status=status,
        reason=reason,
    )


def _way(kpi: Kpi, value: float | None) -> float | None:
    """From 15 to 2, a value of 6 is 9 / 13 of the way."""
    if value is None or kpi.today is None or kpi.target is None or kpi.today == kpi.target:
        return None
    return (value - kpi.today) / (kpi.target - kpi.today)


def _line(begun: date, due: date, on: date) -> float:
    """The share of the days from the start to the due date that are over on a day."""
    if on >= due:
        return 1.0
    return max((on - begun).days / (due - begun).days, 0.0)


def _judged(
    kpi: Kpi,
    direction: str | None,
    value: float | None,
    way: float | None,
    planned_way: float | None,
    settings: Settings,
) -> tuple[str, str | None]:
    """(status, why it cannot be judged). Without a "today" only reaching the target is seen."""
    if value is None:
        return "unmeasured", None
    if kpi.target is None:
        return "unknown", "analysis.follow_up.no_target"
    if direction is None:
        return "unknown", "analysis.follow_up.no_direction"
    if value >= kpi.target if direction == UP else value <= kpi.target:
        return "reached", None
    if kpi.today is not None and kpi.today == kpi.target:
        return "late", None  # it was to be held, and is not
    if way is None:
        return "unknown", "analysis.follow_up.no_today"
    if planned_way is None:
        return "unknown", "analysis.follow_up.no_due"
    enough = settings["follow_up.on_track"] * planned_way
    on_track = planned_way < 1 and way + _NEAR >= enough  # once due, it is reached or late
    return "on_track" if on_track else "late", None


def judged(found: Sequence[KpiProgress]) -> tuple[KpiProgress, ...]:
    """Those of which the last value says something."""
    return tuple(one for one in found if one.status in ("reached", "on_track", "late"))
