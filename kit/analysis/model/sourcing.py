"""What becomes of each process, and how ready a company is to entrust one outside (M10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kit.client import Contract, Disposition

Reason = tuple[str, Mapping[str, object]]  # (text key, params)


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the six sides of an outsourced process; `missing` tells what is not agreed."""

    key: str  # mapped, automated, reporting, supplier, conductor, integration
    missing: tuple[str, ...]  # text key of what to ask: analysis.contract.ask.<what>


@dataclass(frozen=True, slots=True)
class ContractResult:
    process: str  # id
    contract: Contract
    dimensions: tuple[Dimension, ...]  # the six of method M10, in its order
    # What is at stake beyond them, in case of a leak or of leaving: analysis.contract.exposed.…
    exposed: tuple[str, ...]

    @property
    def held(self) -> int:
        """Dimensions in which nothing is missing."""
        return sum(not dimension.missing for dimension in self.dimensions)


@dataclass(frozen=True, slots=True)
class Route:
    """One thing that may become of a process, on the one cost base (EUR over the horizon).

    total = years x (remains + yearly) + one_off. Hours freed are counted at their cost.
    """

    kind: str  # drop, simplify, automate, equip, outsource, keep
    remains: float | None  # [EUR/year] of today's cost that stays
    one_off: float | None  # [EUR]
    yearly: float | None  # [EUR/year] price of the route
    total: float | None  # [EUR] over the horizon; None: `missing` says why
    missing: tuple[str, ...] = ()  # text keys of the figures nobody gave: headings of columns
    considered: bool = False  # somebody gave one of its figures at least
    against: tuple[Reason, ...] = ()  # all that rules it out
    watch: tuple[Reason, ...] = ()  # what it asks for, without ruling it out
    undo: tuple[Reason, ...] = ()  # what coming back costs, and what is lost
    left: float | None = None  # share of today's time that stays, 0 when it all goes
    # Runs a month from which it is cheaper than keeping; None: unknown, or never.
    break_even: float | None = None

    @property
    def open(self) -> bool:
        return not self.against


@dataclass(frozen=True, slots=True)
class DispositionResult:
    """What is proposed for one process, why, and whether the client decided otherwise."""

    process: str  # id
    written: Disposition | None  # None: no row, judged on its card alone
    months: int  # horizon of the totals
    time_year: float | None  # [EUR/year] of time, today; None: the card lacks a figure
    errors_year: float | None  # [EUR/year] of errors, part of today's cost; None: not known
    routes: tuple[Route, ...]  # the six, in the order of the method
    proposal: str | None  # None: the card says too little
    costed: bool  # the proposal rests on figures; else it is to be costed
    level: str | None  # of automation, when that is what is proposed
    reasons: tuple[Reason, ...]  # why
    saved: float | None  # [EUR over the horizon] against keeping; None: not both known
    choice: str | None  # what the client decided
    # The client's choice costs that much more than the proposal [EUR over the horizon].
    choice_gap: float | None = None

    @property
    def differs(self) -> bool:
        """Whether the client decided something else than what is proposed."""
        return None not in (self.choice, self.proposal) and self.choice != self.proposal

    def route(self, kind: str) -> Route:
        return next(route for route in self.routes if route.kind == kind)
