"""What a written result is compared with: the business case, or one option's row.

A figure is a range (low, high); what the lines give exactly is a range of no width.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kit.analysis.audit.agreement import Range, half_unit, holds
from kit.analysis.cashflow import flows_of
from kit.analysis.model import Analysis, BusinessCase, MoneyLine, OptionResult, Returns
from kit.analysis.options import lines_of
from kit.analysis.returns import returns_of
from kit.analysis.settings import MONTHS_PER_YEAR, Settings, yearly
from kit.analysis.timeline import Timeline
from kit.client import Claim


@dataclass(frozen=True, slots=True)
class Beside:
    """What a written result should be by the gains and costs written beside it."""

    figure: str
    value: float
    gain: float
    cost: float
    positions: tuple[int, int]  # of the two claims
    same_time: bool  # all three over the same months

    def borne_out(self, written: float, settings: Settings) -> bool:
        """Two amounts rounded leave a net rounded twice; a return too."""
        if holds(self.figure, written, (self.value, self.value), settings):
            return True
        amounts = abs(self.gain), abs(self.cost)
        slack = math.fsum(map(half_unit, (written, *amounts)))
        most = settings["audit.tolerance"] * math.fsum(amounts)
        unit = 1.0 if self.figure == "net_total" else abs(self.cost)
        return abs(written - self.value) * unit <= min(slack, most)


@dataclass(frozen=True, slots=True)
class Ground:
    """Figures by the names of the choice list claim_figure."""

    analysis: Analysis
    case: BusinessCase
    settings: Settings
    timeline: Timeline

    def months(self, claim: Claim) -> int:
        return self.case.horizon if claim.months is None else int(claim.months)

    def option_of(self, claim: Claim) -> OptionResult | None:
        """The option a claim is about when it is not the one the business case is about."""
        named = (option for option in self.analysis.options if option.name == claim.option)
        return next((option for option in named if not option.retained), None)

    def figure(self, claim: Claim) -> Range | None:
        """What *claim* should say; None when it cannot be computed."""
        option, months = self.option_of(claim), self.months(claim)
        if option is not None and (option.stated or claim.figure == "payback"):
            return option_figure(option, claim.figure, months)
        if option is None:
            exact = self._exact(claim.figure, months)
        else:
            exact = self._of_lines(self._lines_of(option), claim.figure, months)
        return None if exact is None else (exact, exact)

    def before_correction(self, claim: Claim) -> float | None:
        """What the lines of the case give as their cells have them."""
        if claim.figure == "payback":
            return self.case.returns.payback_exact if self.case.returns else None
        return self._of_lines(self.case.lines, claim.figure, self.months(claim))

    def stands(self, claim: Claim) -> bool:
        """What was written is what the lines give."""
        written, found = written_of(claim), self.figure(claim)
        if written is None or found is None:
            return False
        return holds(claim.figure, written, found, self.settings)

    def beside(self, claim: Claim, figure: str) -> int | None:
        """Where *figure* is written for the same option: over the same months first."""
        claims = self.analysis.client.claims
        same = [n for n, c in enumerate(claims) if (c.figure, c.option) == (figure, claim.option)]
        exact = (n for n in same if self.months(claims[n]) == self.months(claim))
        return next(exact, same[0] if same else None)

    def result_beside(self, claim: Claim) -> Beside | None:
        """Of a net or a return, when its gains and costs are written too."""
        g, c = self.beside(claim, "gains_total"), self.beside(claim, "costs_total")
        if claim.figure not in ("net_total", "roi") or g is None or c is None:
            return None
        gains, costs = self.analysis.client.claims[g], self.analysis.client.claims[c]
        gain, cost = written_of(gains), written_of(costs)
        if gain is None or not cost or self.months(claim) != self.months(gains):
            return None
        net = gain - cost
        value = net if claim.figure == "net_total" else net / cost
        same_time = self.months(costs) == self.months(claim)
        return Beside(claim.figure, value, gain, cost, (g, c), same_time)

    @property
    def lines(self) -> tuple[MoneyLine, ...]:
        """What every figure is made of: the lines once what cannot be is set right.

        A claim that only the lines as written would bear out does not hold, by year no more
        than in total.
        """
        return self.case.trusted.lines

    def returns(self, months: int) -> Returns:
        """Of the lines over *months*, whatever the horizon of the case."""
        flows = flows_of(self.lines, months, self.timeline)
        return returns_of(flows, months, self.case.discounting, self.case.discount_rate)

    def total_gain(self, lines: Sequence[MoneyLine], months: int) -> float:
        """What the gains among *lines* bring over *months*, each from its own start [EUR]."""
        return math.fsum(flows_of(lines, months, self.timeline).gains)

    def _exact(self, figure: str, months: int) -> float | None:
        case, right = self.case, self.case.trusted
        match figure:
            case "hours_year":
                hours = [line.hours_month for line in self.lines if line.hours_month is not None]
                return yearly(math.fsum(hours)) if hours else None
            case "gains_year":
                return yearly(right.gross_month)
            case "run_year":
                return yearly(case.cost_month)
            case "set_up":
                return case.cost_once
            case "net_month":
                return right.net_month
            case "payback":
                return right.returns.payback_exact if right.returns else None
        return self._of_lines(self.lines, figure, months)

    def _lines_of(self, option: OptionResult) -> tuple[MoneyLine, ...]:
        """The lines of an option told by them alone."""
        client = self.analysis.client
        row = next(one for one in client.options if one.name == option.name)
        return lines_of(row, False, self.case, client, self.timeline)

    def _of_lines(self, lines: Sequence[MoneyLine], figure: str, months: int) -> float | None:
        """A figure by the year at full effect, or over *months* with starts and ramps."""
        gains = [line for line in lines if line.side == "gain"]
        costs = [line for line in lines if line.side == "cost"]
        if not gains and not costs:
            return None
        gross = math.fsum(line.month or 0.0 for line in gains)
        run = math.fsum(line.month or 0.0 for line in costs)
        match figure:
            case "hours_year":
                return yearly(math.fsum(line.hours_month or 0.0 for line in gains))
            case "gains_year" | "run_year":
                return yearly(gross if figure == "gains_year" else run)
            case "set_up":
                return math.fsum(line.once or 0.0 for line in costs)
            case "net_month":
                return gross - run
        flows = flows_of(lines, months, self.timeline)
        returns = returns_of(flows, months, self.case.discounting, self.case.discount_rate)
        by_figure = {
            "gains_total": returns.gain,
            "costs_total": returns.cost,
            "net_total": returns.net,
            "roi": returns.roi,
            "npv": returns.npv,
            "irr": returns.irr,
            "present_value_gains": returns.gain_present,
            "present_value_costs": returns.cost_present,
        }
        return by_figure[figure]


def option_figure(option: OptionResult, figure: str, months: int) -> Range | None:
    """From the row of an option over *months*: gains and running costs from the first."""
    years = months / MONTHS_PER_YEAR
    gain, run, set_up = option.gain_year, option.run_year, option.set_up
    if figure in ("gains_year", "run_year", "set_up"):
        return {"gains_year": gain, "run_year": run, "set_up": set_up}[figure]
    if figure == "payback":
        return option.payback
    if gain is None or set_up is None:
        return None
    low_run, high_run = run or (0.0, 0.0)
    costs = set_up[0] + low_run * years, set_up[1] + high_run * years
    gains = gain[0] * years, gain[1] * years
    match figure:
        case "gains_total":
            return gains
        case "costs_total":
            return costs
        case "net_total":
            return gains[0] - costs[1], gains[1] - costs[0]
        case "roi" if costs[0] > 0:
            return (gains[0] - costs[1]) / costs[1], (gains[1] - costs[0]) / costs[0]
    return None


def written_of(claim: Claim) -> float | None:
    """The figure claimed, whichever of its two cells it stands in."""
    return claim.rate if claim.rate is not None else claim.value


def nearest(written: float, found: Range) -> float:
    """The end of the range that *written* went past."""
    return min(found, key=lambda end: abs(end - written))
