"""What may be moved, and what a scenario makes of a client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kit.client.scenario import Moved, Scenario, StatedChange


@dataclass(frozen=True, slots=True)
class Lever:
    """A figure that can be moved, with its bounds. Full precision, in `unit`."""

    lever: str  # id of content/levers.toml
    of: str
    nth: int
    group: str  # hours, volumes, prices, adoption, dates, weights, gates, terms
    unit: str  # EUR, h, min, share, number, months, date…
    value: Moved | None  # what the workbook gives, else what stands for it; None: nothing does
    stated: bool  # False: the cell is blank, `value` is the default in use
    low: Moved  # ends of the slider, from the data
    high: Moved
    floor: float | None  # what may be typed at all
    ceiling: float | None
    step: float
    cell: str | None = None  # "Gains!F7"
    drivers: tuple[str, ...] = ()  # keys of the tornado's bars that it moves

    @property
    def key(self) -> tuple[str, str, int]:
        return self.lever, self.of, self.nth


@dataclass(frozen=True, slots=True)
class AppliedScenario:
    """The scenario an analysis was made with, and the figures of the workbook beside its own."""

    scenario: Scenario
    moved: tuple[tuple[StatedChange, Lever], ...] = ()  # each change, on what the workbook gives
    # (path in results.json, unit, figure of the workbook, figure of the scenario)
    figures: tuple[tuple[str, str, Moved | None, Moved | None], ...] = ()
    # (process name, rank in the workbook, rank in the scenario) of those that changed
    ranks: tuple[tuple[str, int | None, int | None], ...] = ()
    stale: tuple[StatedChange, ...] = ()  # the workbook no longer says what they replaced
    overruled: tuple[StatedChange, ...] = ()  # a parameter of this very run was used instead


@dataclass(frozen=True, slots=True)
class AppliedVotes:
    """The votes of a file that an analysis was made with, over those of the workbook."""

    file: str  # its name
    voters: int
    idea_votes: int
    votes: int  # on processes
    day: date | None = None  # of the workshop, or of its last vote


@dataclass(frozen=True, slots=True)
class Compared:
    """A key figure, or the rank of a process, in the workbook and in scenarios."""

    what: str  # path in results.json; the process's name for a rank
    unit: str  # "rank" for a rank
    base: Moved | None  # of the workbook
    values: tuple[Moved | None, ...]  # one of each scenario
    why: tuple[tuple[StatedChange, ...], ...]  # of each: what bears on it; () when unchanged

    @property
    def changed(self) -> bool:
        """Whether some scenario changes it."""
        return any(self.why)
