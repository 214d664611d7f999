"""What a full audit says on top of the engagement: horizons, contents of options, advice."""

from __future__ import annotations

from dataclasses import dataclass

from kit.client.company import Moment


@dataclass(frozen=True, slots=True)
class Horizon:
    """What is feasible at one horizon, and what it is said to bring (method M11)."""

    horizon: str  # choice feasible: short, medium, long
    what: tuple[str, ...] = ()  # one entry per thing that becomes possible
    hours_low: float | None = None  # [h/year] gained, as written
    hours_high: float | None = None
    effects: str | None = None  # the rest, in words: satisfaction, calls avoided…


@dataclass(frozen=True, slots=True)
class OptionModule:
    """One module of an option and its price: their sum is compared with the option's set-up."""

    option: str  # name of an Option
    name: str
    cost_low: float | None = None  # [EUR]
    cost_high: float | None = None  # [EUR]; blank: as low
    run_year: float | None = None  # [EUR/year]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One sentence of advice or of the conclusion, in the consultant's own words."""

    kind: str  # choice advice: recommendation, success_factor, next_step, critical_problem
    text: str
    why: str | None = None
    when: Moment | None = None
    owner: str | None = None
    option: str | None = None  # the Option it is in favour of
