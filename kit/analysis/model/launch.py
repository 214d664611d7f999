"""Test sheets and deployment cards: what holds a go-live back, what it still lacks (M14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kit.client import Deployment


@dataclass(frozen=True, slots=True)
class Bug:
    """An open anomaly: a scenario whose status is "bug"."""

    scenario: str  # as written; a text key when nothing was
    position: int  # of its row in the sheet, from 0
    blocking: bool  # holds the go-live back: every one that is not said minor


@dataclass(frozen=True, slots=True)
class TrialSheet:
    """The test sheet of one automation, counted."""

    automation: str  # id
    scenarios: int
    run: int  # with a status
    passed: int  # of them, OK
    kinds: tuple[tuple[str, int, int], ...]  # (nominal, limit, error): scenarios, run
    unsorted: int  # scenarios whose kind is not said
    missing: tuple[str, ...]  # kinds without a scenario
    bugs: tuple[Bug, ...]
    state: str  # untested, bugs, incomplete, passed

    @property
    def blocking(self) -> tuple[Bug, ...]:
        """The bugs that hold the go-live back."""
        return tuple(bug for bug in self.bugs if bug.blocking)


@dataclass(frozen=True, slots=True)
class DeploymentBox:
    """One of the four deployment boxes: as answered for the project, and as the card shows it."""

    item: str  # "deployment.rollback"
    answer: str | None  # yes, partly, no, na; None: left blank
    missing: tuple[str, ...]  # fields of the card that are blank


@dataclass(frozen=True, slots=True)
class DeploymentResult:
    """The deployment card of one automation against the four boxes."""

    automation: str  # id
    card: Deployment | None  # None: no row for it
    boxes: tuple[DeploymentBox, ...]
    figures_missing: tuple[str, ...]  # of successes, failures, volume: not on the dashboard
    success_target: float  # 0..1, the card's own or the catalogue's
    pilot_first: date | None  # working days; None: not said
    pilot_last: date | None
    go_live: date | None  # day of the plan, when the plan works on this automation

    @property
    def complete(self) -> bool:
        return self.card is not None and not any(box.missing for box in self.boxes)
