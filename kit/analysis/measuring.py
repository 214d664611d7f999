"""The measuring of what is missing today, as dated tasks of the plan (method M18.7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil

from kit.analysis.model import MeasuringTask, Task
from kit.analysis.working_days import WorkingDays

_NAMES = ", "  # between the things one task measures
_HORIZONS = (14, 30)


def measuring_tasks(
    baseline: Sequence[MeasuringTask], calendar: WorkingDays, start: date, first_day: int
) -> list[Task]:
    """One task for all that the same person measures of the same kind: 25 blanks make five
    tasks, not 25. It lasts as long as the longest of its measures."""
    groups: dict[tuple[str | None, str], list[MeasuringTask]] = {}
    for missing in baseline:
        groups.setdefault((missing.who, missing.group), []).append(missing)
    tasks = []
    for number, ((who, group), members) in enumerate(groups.items(), 1):
        last_day = first_day + max(ceil(max(one.days for one in members)), 1) - 1
        names = dict.fromkeys(str(one.params["name"]) for one in members)
        tasks.append(
            Task(
                key=f"measure.{number}",
                plan_day=first_day,
                date=calendar.nth(start, first_day),
                last_date=calendar.nth(start, last_day),
                text=f"analysis.baseline.task.{group}",
                output_text="analysis.baseline.output",
                params={"names": _NAMES.join(names)},
                owner=who,
                owner_field="lead",
                automation=None,
                blocked_by=(),
                horizon=_HORIZONS[0],
            )
        )
    return tasks
