"""What the teams said of their tasks."""

from __future__ import annotations

from dataclasses import dataclass

from kit.client import WorkTask


@dataclass(frozen=True, slots=True)
class SortedTask:
    """A task with its place in the matrix; `family` None: an answer is missing."""

    task: WorkTask
    family: str | None  # repetitive_low, repetitive_high, single_low, single_high
    hours_month: float | None  # [h/month] when frequency and minutes were given


@dataclass(frozen=True, slots=True)
class TaskMatrix:
    """The tasks of a workshop: repetitive or not, low or high value (method M2, M12)."""

    tasks: tuple[SortedTask, ...]  # by family, most hours first; unsorted ones last
    zone: tuple[str, ...]  # names: repetitive and of low value
    unsorted: tuple[str, ...]  # names
