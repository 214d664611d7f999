"""What the outlook is computed on: the lines that count, and the terms of their case."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from kit.analysis.case_lines import CONTINGENCY, written_provisions
from kit.analysis.cashflow import flows_of, line_months
from kit.analysis.model import BusinessCase, Flows, MoneyLine, Returns
from kit.analysis.returns import present_value, returns_of
from kit.analysis.settings import MONTHS_PER_YEAR, Settings
from kit.analysis.timeline import Timeline
from kit.analysis.upkeep import upkeep_lines
from kit.analysis.variants import delayed, partly_reused, split
from kit.client import Client

CENT = 0.005  # [EUR] an amount closer to 0 is 0: it is written 0.00


@dataclass(frozen=True, slots=True)
class Prospect:
    """The corrected lines when something was set right, else the lines as written."""

    gains: tuple[MoneyLine, ...]  # those with an amount
    costs: tuple[MoneyLine, ...]
    upkeep: tuple[MoneyLine, ...]  # a cost line for each automation whose hour has a cost
    provisions: frozenset[str]  # ids of the costs kept for the unforeseen
    bounded: frozenset[str]  # ids of the gains held to the hours their role has
    horizon: int  # [months]
    span: int  # months, those beyond the horizon serve the payback only
    discounting: str
    rate: float
    timeline: Timeline
    settings: Settings

    @classmethod
    def of(
        cls, case: BusinessCase, client: Client, settings: Settings, timeline: Timeline
    ) -> Prospect:
        lines = case.trusted.lines
        counted = [line for line in lines if line.reason is None]
        written = written_provisions(client)
        return cls(
            gains=tuple(line for line in counted if line.side == "gain"),
            costs=tuple(line for line in counted if line.side == "cost"),
            upkeep=upkeep_lines(case.upkeep, lines),
            provisions=frozenset(
                line.id for line in counted if line.kind == CONTINGENCY or line.id in written
            ),
            bounded=frozenset(
                one.line
                for one in (case.corrected.adjustments if case.corrected else ())
                if one.factor < 1
            ),
            horizon=case.horizon,
            # As far as the case itself looks for its payback.
            span=max(case.horizon, int(settings["limits.horizon_months"])),
            discounting=case.discounting,
            rate=case.discount_rate,
            timeline=timeline,
            settings=settings,
        )

    @property
    def lines(self) -> tuple[MoneyLine, ...]:
        return (*self.gains, *self.costs)

    @property
    def reused_gains(self) -> tuple[MoneyLine, ...]:
        """Gains with freed hours for their share re-used, the default where none is stated."""
        share = self.settings["business.reuse"]
        return tuple(partly_reused(line, share) for line in self.gains)

    @property
    def once(self) -> tuple[MoneyLine, ...]:
        """What of the costs is paid once, or stops."""
        parts = (split(line)[0] for line in self.costs)
        return tuple(line for line in parts if line is not None)

    @property
    def paid_back_by(self) -> int:
        """Last month by which the set-up may be paid back, within `span`."""
        target = self.settings["business.target_payback_months"]
        return min(max(0, math.floor(target)), self.span)

    @property
    def delay(self) -> int:
        """[months] that gains may come late."""
        return max(0, int(self.settings["range.delay_months"]))

    def later(self, gains: Iterable[MoneyLine]) -> tuple[MoneyLine, ...]:
        return tuple(late for line in gains for late in delayed(line, self.delay))

    def returns(self, lines: Iterable[MoneyLine]) -> Returns:
        flows = flows_of(tuple(lines), self.span, self.timeline)
        return returns_of(flows, self.horizon, self.discounting, self.rate)

    def present_value(self, line: MoneyLine) -> float:
        """What *line* adds to the NPV over the horizon [EUR]."""
        terms = (self.horizon, self.timeline, self.discounting, self.rate)
        value = present_value(line, *terms)
        return (value if line.side == "gain" else -value) or 0.0

    def flows(self, lines: Iterable[MoneyLine]) -> Flows:
        """Over the horizon."""
        return flows_of(tuple(lines), self.horizon, self.timeline)

    def net(self, lines: Iterable[MoneyLine]) -> float:
        """Over the horizon [EUR]."""
        return math.fsum(self.flows(lines).net)

    def first_year(self, line: MoneyLine) -> float:
        """What *line* adds to the net until the end of the twelfth month [EUR]."""
        return math.fsum(self.months(line)[: MONTHS_PER_YEAR + 1])

    def months(self, line: MoneyLine) -> tuple[float, ...]:
        """What *line* adds to the net of each month [EUR], index 0 to `span`."""
        amounts = line_months(line, self.span, self.timeline)
        return amounts if line.side == "gain" else tuple(-amount for amount in amounts)
