"""Figures that an analyst puts in the place of the workbook's, kept under a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Moved = float | date  # what a lever is set to
# Levers that are no cell of the workbook: those of all gains, and that of a row of amounts.
ALL_GAINS = ("adoption", "reuse", "delay")
ROW_OF_AMOUNTS = "flows.factor"


@dataclass(frozen=True, slots=True)
class Change:
    """One figure put in the place of the workbook's, or of a threshold's."""

    lever: str  # id of content/levers.toml: "gains.volume", "business.discount_rate"
    value: Moved
    of: str = ""  # the row it is of, by its name as the workbook writes it; blank: no row
    nth: int = 1  # which one of the rows of that name

    @property
    def key(self) -> tuple[str, str, int]:
        """What it moves."""
        return self.lever, self.of, self.nth


@dataclass(frozen=True, slots=True)
class StatedChange:
    """A change as a scenario keeps it: with what it replaced, and why."""

    change: Change
    was: Moved | None  # of the workbook when it was written; None: blank
    reason: str = ""
    author: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """Changes under a name. Nothing of it is ever written in the client's workbook."""

    name: str
    changes: tuple[StatedChange, ...]
    author: str = ""
    day: date | None = None
    reason: str = ""
