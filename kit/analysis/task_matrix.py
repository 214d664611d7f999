"""The task matrix: repetitive or not x low or high added value (method M2, M12).

"Repetitive and low value" is the automation zone. A task with one of the two answers
missing is not sorted: it is listed apart, never guessed.
"""

from __future__ import annotations

from kit.analysis.model import SortedTask, TaskMatrix
from kit.analysis.settings import MINUTES_PER_HOUR, Settings
from kit.client import Client, WorkTask

FAMILIES = ("repetitive_low", "repetitive_high", "single_low", "single_high")
ZONE = FAMILIES[0]


def sort_tasks(client: Client, settings: Settings) -> TaskMatrix | None:
    """The matrix of the tasks named; None when there is none."""
    if not client.tasks:
        return None
    rows = [SortedTask(task, _family(task), _hours(task, settings)) for task in client.tasks]
    places = {family: place for place, family in enumerate(FAMILIES)}
    rows.sort(
        key=lambda row: (places.get(row.family or "", len(FAMILIES)), -(row.hours_month or 0))
    )
    return TaskMatrix(
        tasks=tuple(rows),
        zone=tuple(row.task.name for row in rows if row.family == ZONE),
        unsorted=tuple(row.task.name for row in rows if row.family is None),
    )


def _family(task: WorkTask) -> str | None:
    if task.repetitive is None or task.added_value is None:
        return None
    return f"{'repetitive' if task.repetitive else 'single'}_{task.added_value}"


def _hours(task: WorkTask, settings: Settings) -> float | None:
    if task.minutes is None or task.frequency in (None, "on_demand"):
        return None
    return settings.times_a_month(str(task.frequency)) * task.minutes / MINUTES_PER_HOUR
