"""What may be moved, and what a scenario makes of a client."""

from __future__ import annotations

from dataclasses import dataclass

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
    # (path in results.json, unit, figure of the workbook, figure of the scenario)
    figures: tuple[tuple[str, str, float | None, float | None], ...] = ()
    # (process name, rank in the workbook, rank in the scenario) of those that changed
    ranks: tuple[tuple[str, int | None, int | None], ...] = ()
    stale: tuple[StatedChange, ...] = ()  # the workbook no longer says what they replaced
