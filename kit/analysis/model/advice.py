"""What a full audit and a flash audit conclude: horizons, contents of options, verdict, call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kit.client import Horizon

Reason = tuple[str, Mapping[str, object]]  # (text key, params)


@dataclass(frozen=True, slots=True)
class HorizonResult:
    """What is feasible at one horizon, beside what the lines of gains count (method M11)."""

    horizon: str  # short, medium, long
    first: int  # month of the project, 0: its start
    last: int
    rows: tuple[Horizon, ...]
    hours_low: float | None  # as written, summed over its rows [h/year]
    hours_high: float | None
    hours_lines: float | None  # of the lines of gains, as set right [h/year]
    over: bool | None  # more is written than the lines count; None: nothing to compare


@dataclass(frozen=True, slots=True)
class OptionContent:
    """The modules of one option, added up, beside the set-up its own row states [EUR]."""

    option: str
    modules: int
    set_up: tuple[float, float] | None  # low, high; None: no module has a price
    run_year: float | None
    unpriced: int  # modules without a price
    stated: tuple[float, float] | None  # the set-up of the option's row
    agrees: bool | None  # None: nothing to compare


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which option can be recommended today, and what keeps anyone from it (methods M9, M11)."""

    proposed: str | None  # the option the workbook marks as retained
    option: str | None  # the one that can be recommended; None: none yet
    waits: tuple[Reason, ...]  # what must come before the choice
    against: tuple[Reason, ...]  # what the figures say against the one proposed
    favour: tuple[Reason, ...]  # what they say for `option`
    conditions: tuple[Reason, ...]  # what must be met before anything is built
    alternative: str | None = None  # the option that nets most, where it is not the one proposed
    alternative_net: float | None = None  # [EUR] over its months
    alternative_months: int | None = None
    alternative_stated: bool = False  # its amounts are those of its row: no line details them


@dataclass(frozen=True, slots=True)
class FlashCandidate:
    """A process worth a look after one call; ranges are (low, high)."""

    process: str  # id
    hours_month: float
    saved: tuple[float, float]  # [h/month]
    worth: tuple[float, float] | None  # [EUR/month]; None: no hourly cost
    personal_data: bool | None
    tools: tuple[str, ...]  # ids in the catalogue; none fits the answers: empty
    weight: float  # hours_month x priority x readiness: what it is ranked by


@dataclass(frozen=True, slots=True)
class Flash:
    """Two pages after a 30-minute call (method M16). Estimates, nothing was measured."""

    candidates: tuple[FlashCandidate, ...]  # at most five
    few: bool  # fewer than the method expects
    others: tuple[str, ...]  # ids of the processes timed but not retained here
    untimed: tuple[str, ...]  # ids of those without a volume or a duration
    hours_month: float | None  # of the candidates
    saved: tuple[float, float] | None  # [h/month]
    worth: tuple[float, float] | None  # [EUR/month] of the candidates that have a cost
    uncosted: tuple[str, ...]  # ids of the candidates without one
    tools: tuple[str, ...]  # ids in the catalogue, each once
    tool_cost: tuple[float, float] | None  # [EUR/month]; None: no price is known
    within_budget: bool | None  # None: no budget, or no price
    concerned: tuple[str, ...]  # ids of the candidates with personal data
    unasked: tuple[str, ...]  # ids of those about which nobody said
    checks: tuple[str, ...]  # items of the GDPR list still to be met
    due: date  # when the two pages are due
    prepare: tuple[Reason, ...]  # what the full diagnostic needs
