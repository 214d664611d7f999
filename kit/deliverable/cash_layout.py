"""Where everything stands on a sheet of cash flow, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from kit.analysis.cashflow import flows_of, line_months
from kit.analysis.discounting import years_to
from kit.analysis.model import Analysis, BusinessCase, Flows, MoneyLine, Returns
from kit.analysis.settings import MONTHS_PER_YEAR
from kit.analysis.timeline import Timeline

RATE, HORIZON, HEADINGS, DATES, FIRST = 2, 3, 5, 6, 7  # rows, from 0
COLUMNS = (("line", 44), ("amount", 16), ("first", 10), ("last", 10), ("ramp", 10), ("total", 16))
AMOUNT, START, END, RAMP, TOTAL = 1, 2, 3, 4, 5
INDEX_0 = len(COLUMNS)  # column of what falls today
BELOW = ("net", "cumulated", "lowest", "counted", "years", "present")  # rows under the costs
_GUESS = 0.1  # Excel's own


@dataclass(frozen=True, slots=True)
class Dated:
    """An amount discounted at its day, not at the end of its month."""

    line: int  # position of its line
    month: int
    day: date  # not before the first day
    amount: float  # [EUR] a cost is negative


@dataclass(frozen=True, slots=True)
class Cash:
    """A case and the sheet it is on."""

    name: str  # of the sheet
    prefix: str  # of the figures of its lines: "business_case" or "business_case.corrected"
    lines: tuple[MoneyLine, ...]  # gains then costs, all computed
    months: tuple[tuple[float, ...], ...]  # of each line, index 0 to the last month written
    flows: Flows  # as long
    returns: Returns | None
    horizon: int
    discounting: str
    rate: float
    timeline: Timeline

    @classmethod
    def of(
        cls, name: str, prefix: str, analysis: Analysis, case: BusinessCase, longest: int
    ) -> Cash:
        """The plain case, or the corrected one under that *prefix*.

        *longest*: how far the payback is looked for [months], as the engine does.
        """
        right = case.corrected if prefix.endswith("corrected") else None
        lines, flows, returns = case.lines, case.flows, case.returns
        if right is not None:
            lines, flows, returns = right.lines, right.flows, right.returns
        known = [line for line in lines if line.reason is None]
        ordered = tuple(sorted(known, key=lambda line: line.side != "gain"))
        start = flows.dates[0] if flows is not None else analysis.plan.start
        timeline = Timeline(start, case.horizon, {})
        span = _span(ordered, returns, case.horizon, longest)
        return cls(
            name=name,
            prefix=prefix,
            lines=ordered,
            months=tuple(line_months(line, span, timeline) for line in ordered),
            flows=flows_of(ordered, span, timeline),
            returns=returns,
            horizon=case.horizon,
            discounting=case.discounting,
            rate=case.discount_rate,
            timeline=timeline,
        )

    @property
    def span(self) -> int:
        """Last month written; beyond the horizon, for the payback only."""
        return len(self.flows.gains) - 1

    @property
    def gains(self) -> int:
        return sum(line.side == "gain" for line in self.lines)

    @property
    def dated(self) -> tuple[Dated, ...]:
        """Amounts within the horizon discounted at their own day: columns after the months."""
        found = []
        for n, line in enumerate(self.lines):
            if line.dated is None or self.discounting != "by_date":
                continue
            day, amount = line.dated
            month = self.timeline.index_of(day)
            if month <= self.horizon:
                signed = amount if line.side == "gain" else -amount
                found.append(Dated(n, month, max(day, self.timeline.start), signed))
        return tuple(found)

    def row(self, key: str) -> int:
        """Row of "gains" and "costs" (their sums) and of what stands under them."""
        if key == "gains":
            return FIRST + self.gains
        costs = FIRST + len(self.lines) + 1
        return costs if key == "costs" else costs + 1 + BELOW.index(key)

    def line_row(self, position: int) -> int:
        return FIRST + position + (position >= self.gains)

    def column(self, month: int) -> int:
        return INDEX_0 + month

    def run(self, row: int, first: int, last: int) -> str:
        """The cells of *row* from month *first* to month *last*."""
        return ":".join(cell(row, self.column(month), True, True) for month in (first, last))

    def ranges(self) -> dict[str, str]:
        """Names that the formulas of the provenance use → ranges of this sheet."""
        end, opening = self.horizon, self._opening()
        extra = self.span + len(self.dated) if self.dated else end
        runs = {
            "gains": ("gains", 0, end),
            "costs": ("costs", 0, end),
            "gains_year": ("gains", 0, min(MONTHS_PER_YEAR, self.span)),
            "costs_year": ("costs", 0, min(MONTHS_PER_YEAR, self.span)),
            "cumulated_horizon": ("cumulated", 0, end),
            "lowest": ("lowest", 0, self.span),
            "counted": ("counted", opening, extra),
            "present": ("present", 0, extra),
        }
        made = {key: self.run(self.row(row), *ends) for key, (row, *ends) in runs.items()}
        made["dates"] = self.run(DATES, opening, extra)
        made["heads"] = self.run(HEADINGS, 0, self.span)
        for key in ("gains", "costs"):
            made[f"{key}_all"] = self.run(self.row(key), 0, self.span)
        for n, line in enumerate(self.lines):
            made[f"total:{line.id}"] = cell(self.line_row(n), TOTAL, True, True)
        guess = {"guess": repr(self._guess())}
        return {f"cash_{key}": f"'{self.name}'!{at}" for key, at in made.items()} | guess

    def years(self, month: int) -> float:
        """When the amount of *month* is discounted [years]; year ends: where it is gathered."""
        if self.discounting == "by_date":
            return years_to(self.flows.dates[month], self.flows.dates[0])
        return month / MONTHS_PER_YEAR

    def counted(self) -> list[float]:
        """The net amounts where they are discounted: at the end of each year, or as they fall."""
        net = list(self.flows.net[: self.horizon + 1])
        if self.discounting != "year_end":
            for one in self.dated:
                net[one.month] -= one.amount
            return net
        gathered = [net[0], *[0.0] * self.horizon]
        for first, last in self.year_ends():
            gathered[last] = sum(net[first : last + 1])
        return gathered

    def year_ends(self) -> list[tuple[int, int]]:
        """(first, last) month of each year; the last one is cut at the horizon."""
        starts = range(1, self.horizon + 1, MONTHS_PER_YEAR)
        return [(first, min(first + MONTHS_PER_YEAR - 1, self.horizon)) for first in starts]

    def _opening(self) -> int:
        """First month with an amount: Excel's rates want one there, and it changes none."""
        first = next((month for month, amount in enumerate(self.counted()) if amount), 0)
        return min([first, *(one.month for one in self.dated)])

    def _guess(self) -> float:
        """Where the search for the rate starts: it then ends on the figure of the results."""
        irr = self.returns.irr if self.returns else None
        if irr is None:
            return _GUESS
        return irr if self.discounting == "by_date" else (1 + irr) ** (1 / MONTHS_PER_YEAR) - 1


def _span(lines: Sequence[MoneyLine], returns: Returns | None, horizon: int, longest: int) -> int:
    """The month from which nothing changes any more, or the horizon, or the payback."""
    payback = (returns.payback_month if returns else None) or 0
    events = [max(line.start + int(line.ramp) + 1, line.end or 0) for line in lines]
    return max(horizon, MONTHS_PER_YEAR, min(longest, max([payback, *events])))
