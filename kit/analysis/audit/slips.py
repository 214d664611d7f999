"""Why a written result is not the computed one: the slip that explains it, tried one by one.

Above all: a result drawn from wrong figures is no second mistake, and is said to follow.
"""

from __future__ import annotations

from dataclasses import replace

from kit.analysis.audit.agreement import GRAINS, agrees, close, half_unit, holds
from kit.analysis.audit.causes import Hypothesis, cause_of, scale_slips
from kit.analysis.audit.claim_finding import FOLLOWS
from kit.analysis.audit.ground import Ground, written_of
from kit.analysis.case_lines import retained_option
from kit.analysis.claimed import claimed_case
from kit.analysis.model import MoneyLine, TextKey
from kit.analysis.settings import MONTHS_PER_YEAR
from kit.client import Claim

# The gains a net is taken from, and how many of its periods they count.
_GROSS = {"net_month": ("gains_year", MONTHS_PER_YEAR), "net_total": ("gains_total", 1)}


def follows(ground: Ground, claim: Claim, written: float) -> TextKey | None:
    """Drawn from other written figures, which are told where they stand."""
    beside = ground.result_beside(claim)
    if beside is not None and beside.borne_out(written, ground.settings):
        return FOLLOWS[0]
    by_lines = _by_written_lines(ground, claim)
    if by_lines is not None and agrees(written, by_lines, ground.settings):
        return FOLLOWS[1]
    if ground.case.corrected is not None and ground.option_of(claim) is None:
        before = ground.before_correction(claim)
        if before is not None and holds(claim.figure, written, (before, before), ground.settings):
            return FOLLOWS[2]
    return None


def _by_written_lines(ground: Ground, claim: Claim) -> float | None:
    """The result the lines give as written: gains from the first day, as their author had it."""
    case, client = ground.case, ground.analysis.client
    if ground.option_of(claim) is not None:
        return None
    bare = replace(client, claims=())
    own = claimed_case(case.lines, case.budget, bare, retained_option(client), ground.timeline)
    if own is None:
        return None
    years = ground.months(claim) / MONTHS_PER_YEAR
    gain, set_up, run = own.gain_year, own.set_up, own.run_year
    figures = {"hours_year": own.hours_year, "gains_year": gain, "set_up": set_up, "run_year": run}
    if claim.figure in figures or gain is None or set_up is None or run is None:
        return figures.get(claim.figure)
    gains, costs = gain * years, set_up + run * years
    by_figure = {"gains_total": gains, "costs_total": costs, "net_total": gains - costs}
    by_figure["net_month"] = (gain - run) / MONTHS_PER_YEAR
    if claim.figure == "roi" and costs:
        return (gains - costs) / costs
    if claim.figure == "payback" and gain > run:
        return set_up / (gain - run) * MONTHS_PER_YEAR
    return by_figure.get(claim.figure)


def cause(ground: Ground, claim: Claim, written: float, right: float) -> TextKey:
    """A unit taken for another; or nothing that is known."""
    found: list[Hypothesis] = []
    if claim.figure == "payback":
        found = [("in_years", right / MONTHS_PER_YEAR)]
    elif claim.figure in ("roi", "irr"):
        found = [("gains_over_costs", right + 1)] if claim.figure == "roi" else []
    else:
        found = list(scale_slips(right))
    return cause_of(written, right, found, ground.settings)


def is_gross(ground: Ground, claim: Claim, written: float, right: float) -> bool:
    """The gains, written where the gains less the costs should be (method M13).

    Only where costs are more than a rounding of the gains: else a net looks like its gross.
    """
    figure, part = _GROSS.get(claim.figure, (None, 1))
    if figure is None:
        return False
    found = ground.figure(Claim(figure, claim.option, claim.months))
    amounts = [_beside(ground, claim, figure), *(found or ())]
    if figure == "gains_year" and ground.option_of(claim) is None:
        # Who writes it took it from the lines as they stand, not as set right.
        gross = ground.case.gross_month
        amounts.append(None if gross is None else gross * MONTHS_PER_YEAR)
    parts = [amount / part for amount in amounts if amount is not None]
    return any(
        close(written, gross, ground.settings) and not agrees(right, gross, ground.settings)
        for gross in parts
    )


def is_discounted(ground: Ground, claim: Claim, written: float) -> bool:
    """A return on present values, as some published tables print it (method M19).

    10 000 EUR, then 5 000 and 15 000 a year over 3 years: 80 %, or 66 % at 10 % a year.
    """
    if claim.figure != "roi" or ground.option_of(claim) is not None:
        return False
    found = ground.returns(ground.months(claim)).roi_present
    return found is not None and abs(written - found) <= min(half_unit(written), GRAINS["roi"] / 2)


def counted_in_full(ground: Ground, claim: Claim, written: float) -> bool:
    """A total that is the yearly gain times the years, though phases end on the way."""
    if claim.figure != "gains_total" or ground.option_of(claim) is not None:
        return False
    if all((line.go_live or line.start) <= 1 for line in gains_of(ground)):
        return False
    years = ground.months(claim) / MONTHS_PER_YEAR
    yearly = [_beside(ground, claim, "gains_year"), ground.case.gross_month]
    yearly[1] = None if yearly[1] is None else yearly[1] * MONTHS_PER_YEAR
    return any(
        amount is not None and abs(written - amount * years) <= _rounding(written, ground)
        for amount in yearly
    )


def _rounding(written: float, ground: Ground) -> float:
    """How far a product may be from what is written of it: months counted, nothing else."""
    return min(half_unit(written), ground.settings["audit.tolerance"] * abs(written))


def gains_of(ground: Ground) -> list[MoneyLine]:
    return [line for line in ground.case.lines if line.side == "gain" and line.reason is None]


def _beside(ground: Ground, claim: Claim, figure: str) -> float | None:
    """Another figure written for the same option."""
    position = ground.beside(claim, figure)
    return None if position is None else written_of(ground.analysis.client.claims[position])
