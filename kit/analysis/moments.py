"""The day a moment opens on: a date is that day, a month or a phase opens on its first one."""

from __future__ import annotations

from datetime import date

from kit.analysis.timeline import Timeline, later
from kit.analysis.working_days import can_be_planned
from kit.client import Moment


def opening(moment: Moment | None, timeline: Timeline) -> tuple[date, str] | None:
    """(first day, "day", "month" or "phase"); None: no moment, or none that can be placed.

    Month 1 opens on the day the project starts, month 2 one month later.
    """
    if moment is None:
        return None
    if isinstance(moment, date):
        day, precision = moment, "day"
    else:
        month = moment if isinstance(moment, int) else timeline.spent_from(moment)
        if month is None:
            return None
        day = later(timeline.start, month - 1)
        precision = "month" if isinstance(moment, int) else "phase"
    return (day, precision) if can_be_planned(day) else None
