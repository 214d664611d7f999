"""What a workshop brings back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkTask:
    """A task named in the culture workshop, and the two answers that sort it."""

    name: str
    who: str | None = None  # a job, not a person
    repetitive: bool | None = None
    added_value: str | None = None  # choice: low, high
    frequency: str | None = None  # choice: daily, weekly…
    minutes: float | None = None  # [min] each time
    process: str | None = None
    comment: str | None = None
