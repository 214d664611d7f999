"""Which lines a business case has to leave out, and which of its figures that touches.

A missing cost makes a result too favourable; a missing gain may be of either sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.analysis.model import MoneyLine

_LEFT_OUT_GAINS = "analysis.reason.gains_left_out"
_LEFT_OUT_COSTS = "analysis.reason.costs_left_out"
_LEFT_OUT_LINES = "analysis.reason.lines_left_out"


@dataclass(frozen=True, slots=True)
class Gaps:
    """Why gains and costs are not whole, as text keys; None: they are."""

    gains: str | None
    costs: str | None
    run: str | None  # the recurring costs alone
    once: str | None  # the set-up alone
    hours: str | None

    @classmethod
    def of(cls, lines: Sequence[MoneyLine]) -> Gaps:
        gains = [line for line in lines if line.side == "gain"]
        costs = [line for line in lines if line.side == "cost"]
        why = _why(costs, "no_costs", "costs_unknown", _LEFT_OUT_COSTS)

        def touched(own: Sequence[MoneyLine]) -> str | None:
            return why if not costs or any(line.reason for line in own) else None

        return cls(
            gains=_why(gains, "no_gains", "gains_unknown", _LEFT_OUT_GAINS),
            costs=why,
            run=touched(recurring(costs)),
            once=touched(set_up(costs)),
            hours=_hours(gains),
        )

    def of_totals(self) -> dict[str, str]:
        """The reasons of the plain totals, by field of the business case."""
        found = {
            "gross_month": self.gains,
            "gain_first_year": self.gains,
            "cost_month": self.run,
            "cost_once": self.once,
            "cost_first_year": self.costs,
            "hours_month": self.hours,
        }
        return {field: reason for field, reason in found.items() if reason}

    def of_both(self, costs: str | None) -> str | None:
        """The one reason of a figure that rests on gains and on *costs*."""
        if (self.gains, costs) == (_LEFT_OUT_GAINS, _LEFT_OUT_COSTS):
            return _LEFT_OUT_LINES
        return self.gains or costs

    def judged(self, met: bool | None, costs: str | None) -> bool | None:
        """Whether a target is met; None when a line left out could change the answer.

        A missing cost can only make a result worse: a target missed without it stays missed.
        """
        if met is None or self.gains:
            return None
        return None if costs and met else met


def recurring(costs: Sequence[MoneyLine]) -> list[MoneyLine]:
    """Costs that come back without an end, rows of years among them."""
    return [line for line in costs if _is_row(line) or _comes_back(line)]


def set_up(costs: Sequence[MoneyLine]) -> list[MoneyLine]:
    """Costs paid once, or that stop; what a row of years starts with."""
    return [line for line in costs if not _comes_back(line)]


def _comes_back(line: MoneyLine) -> bool:
    return line.kind in ("month", "year") and line.end is None


def _is_row(line: MoneyLine) -> bool:
    return line.yearly is not None or (line.kind == "flow" and line.reason is not None)


def _why(lines: Sequence[MoneyLine], none: str, unknown: str, left_out: str) -> str | None:
    if not lines:
        return f"analysis.reason.{none}"
    if all(line.reason for line in lines):
        return f"analysis.reason.{unknown}"
    return left_out if any(line.reason for line in lines) else None


def _hours(gains: Sequence[MoneyLine]) -> str | None:
    freed = [line.hours_month for line in gains if line.kind == "hours"]
    if all(hours is None for hours in freed):
        return "analysis.reason.no_hours"
    return _LEFT_OUT_GAINS if None in freed else None
