"""Options side by side, and what each returns on what it costs more than the cheaper one.

A dear option may return less per euro than a cheap one and still be worth its extra cost,
or not: only its *marginal* return says so (method M11, options A, B and C).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kit.analysis.case_lines import lines_of_option, retained_option
from kit.analysis.cashflow import flows_of
from kit.analysis.gaps import Gaps, recurring, set_up
from kit.analysis.model import BusinessCase, MoneyLine, OptionResult, Returns
from kit.analysis.returns import ratio, returns_of
from kit.analysis.settings import MONTHS_PER_YEAR, Settings
from kit.analysis.timeline import Timeline
from kit.analysis.variants import best, ends, scaled, worst
from kit.client import Client, Option

_Range = tuple[float, float]  # low, high
_AMOUNTS = ("set_up", "run_year", "gain_year")
_UNPRICED = "analysis.reason.option_unpriced"
_NOT_SURE = "analysis.reason.payback_not_sure"


@dataclass(frozen=True, slots=True)
class _Amounts:
    """What an option costs and brings, by year or at once [EUR]."""

    set_up: _Range | None = None
    run_year: _Range | None = None
    gain_year: _Range | None = None

    def missing(self) -> dict[str, str]:
        """Why there is no net, by figure; empty when nothing lacks."""
        lacks = [name for name in _AMOUNTS if getattr(self, name) is None]
        return dict.fromkeys((*lacks, "net"), _UNPRICED) if lacks else {}


@dataclass(frozen=True, slots=True)
class _Figures:
    """What an option comes to over its months, before it is set beside the others."""

    amounts: _Amounts
    net: _Range | None = None
    cost: float | None = None  # likely, or at the middle of the ranges [EUR]
    middle: float | None = None  # the net, likewise [EUR]
    payback: _Range | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)


def compare_options(
    case: BusinessCase | None, client: Client, settings: Settings, timeline: Timeline
) -> tuple[OptionResult, ...]:
    """From the cheapest to the dearest over their months, those without a cost last.

    Amounts stated in an option's own row win over its lines, those of the case as corrected;
    what the lines come to is then told beside (`lines_net`): two nets of one option that
    differ are never shown apart.
    """
    found = [_result(option, case, client, settings, timeline) for option in client.options]
    by_cost = sorted(found, key=lambda pair: (pair[1].cost is None, pair[1].cost or 0.0))
    return tuple(
        _beside(result, figures, by_cost[:position])
        for position, (result, figures) in enumerate(by_cost)
    )


def _result(
    option: Option,
    case: BusinessCase | None,
    client: Client,
    settings: Settings,
    timeline: Timeline,
) -> tuple[OptionResult, _Figures]:
    retained = option.name == retained_option(client)
    months = settings.horizon
    if option.claimed_months is not None and option.claimed_months >= 1:
        months = round(option.claimed_months)
    lines = lines_of(option, retained, case, client, timeline)
    stated = _Amounts(
        set_up=_stated(option.set_up_low, option.set_up_high),
        run_year=_stated(option.run_low, option.run_high),
        gain_year=_stated(option.gain_low, option.gain_high),
    )
    by_row = stated != _Amounts()
    figures = detailed = _from_lines(lines, months, settings, timeline)
    if by_row:
        figures = _from_row(stated, _amounts(lines), months)
    band = (option.band_low, option.band_high)
    result = OptionResult(
        name=option.name,
        retained=retained,
        stated=by_row,
        months=months,
        set_up=figures.amounts.set_up,
        run_year=figures.amounts.run_year,
        gain_year=figures.amounts.gain_year,
        net=figures.net,
        roi=_ratio(figures.middle, figures.cost),
        payback=figures.payback,
        band=band,
        in_band=_within(figures.amounts.set_up, *band),
        over=None,
        marginal_cost=None,
        marginal_net=None,
        marginal_roi=None,
        claimed_net=option.claimed_net,
        claimed_roi=option.claimed_roi,
        claimed_payback=option.claimed_payback,
        reasons=figures.reasons,
        lines_net=detailed.middle if by_row else None,
    )
    return result, figures


def lines_of(
    option: Option,
    retained: bool,
    case: BusinessCase | None,
    client: Client,
    timeline: Timeline,
) -> tuple[MoneyLine, ...]:
    """Common lines and its own. With none of its own, only the retained option has lines:
    the common ones alone would give every other option the same figures."""
    if case is None:
        return ()
    lines = (*case.trusted.lines, *case.other_lines)
    named = any(option.name in line.options for line in lines)
    return lines_of_option(lines, option.name, client, timeline) if named or retained else ()


def _from_lines(
    lines: Sequence[MoneyLine], months: int, settings: Settings, timeline: Timeline
) -> _Figures:
    """Through the engine of the business case: at their ends, and as they are."""
    if not lines:
        return _Figures(_Amounts(), reasons=_Amounts().missing())
    amounts, gaps = _amounts(lines), Gaps.of(lines)
    partial = {
        "set_up": gaps.once,
        "run_year": gaps.run,
        "gain_year": gaps.gains,
        "net": gaps.of_both(gaps.costs),
    }
    reasons = {name: gap for name, gap in partial.items() if gap}
    gains_known = any(line.side == "gain" and line.reason is None for line in lines)
    if amounts.set_up is None or amounts.run_year is None or not gains_known:
        return _Figures(amounts, reasons=amounts.missing() | reasons)

    def returns(found: Sequence[MoneyLine]) -> Returns:
        span = max(months, int(settings["limits.horizon_months"]))
        flows = flows_of(found, span, timeline)
        return returns_of(flows, months, settings.discounting, settings["business.discount_rate"])

    least = returns([scaled(line, worst(line, months)) for line in lines])
    most = returns([scaled(line, best(line, months)) for line in lines])
    likely = returns(lines)
    payback, lacks = _from_best(
        most.payback_exact, least.payback_exact, most.reasons.get("payback_exact")
    )
    return _Figures(
        amounts,
        net=(least.net, most.net),
        cost=likely.cost,
        middle=likely.net,
        payback=payback,
        reasons=lacks | reasons,
    )


def _from_row(stated: _Amounts, lines: _Amounts, months: int) -> _Figures:
    """From yearly amounts, all of them from the first month. What the row lacks, lines give."""
    outlay = stated.set_up or lines.set_up
    run = stated.run_year or lines.run_year
    gain = stated.gain_year or lines.gain_year
    amounts = _Amounts(outlay, run, gain)
    if outlay is None or run is None or gain is None:
        return _Figures(amounts, reasons=amounts.missing())
    years = months / MONTHS_PER_YEAR
    cost = _middle(outlay) + _middle(run) * years
    payback, lacks = _from_best(
        _months_to(outlay[0], gain[1] - run[0]),
        _months_to(outlay[1], gain[0] - run[1]),
        "analysis.reason.never_paid_back",
    )
    return _Figures(
        amounts,
        net=(
            (gain[0] - run[1]) * years - outlay[1],
            (gain[1] - run[0]) * years - outlay[0],
        ),
        cost=cost,
        middle=_middle(gain) * years - cost,
        payback=payback,
        reasons=lacks,
    )


def _beside(
    result: OptionResult, figures: _Figures, cheaper: Sequence[tuple[OptionResult, _Figures]]
) -> OptionResult:
    """*result* with what it costs and nets more than the next cheaper option."""
    if figures.cost is None or figures.middle is None or not cheaper:
        return result
    other, base = cheaper[-1]
    if other.months != result.months:
        reasons = {**result.reasons, "marginal_roi": "analysis.reason.options_other_months"}
        return replace(result, reasons=reasons)
    cost, net = figures.cost - (base.cost or 0.0), figures.middle - (base.middle or 0.0)
    roi = _ratio(net, cost)
    lacks = {} if roi is not None else {"marginal_roi": "analysis.reason.options_same_cost"}
    return replace(
        result,
        over=other.name,
        marginal_cost=cost,
        marginal_net=net,
        marginal_roi=roi,
        reasons={**result.reasons, **lacks},
    )


def _amounts(lines: Sequence[MoneyLine]) -> _Amounts:
    """Each line between its two ends; a year is one at full effect."""
    costs = [line for line in lines if line.side == "cost"]
    gains = [line for line in lines if line.side == "gain" and line.month is not None]
    return _Amounts(
        set_up=_sum(set_up(costs), "once", 1) if costs else None,
        run_year=_sum(recurring(costs), "month", MONTHS_PER_YEAR) if costs else None,
        gain_year=_sum(gains, "month", MONTHS_PER_YEAR) if gains else None,
    )


def _sum(lines: Sequence[MoneyLine], name: str, times: int) -> _Range | None:
    """0 for costs of which none is of this kind; None when no line has a price."""
    known = [line for line in lines if line.reason is None]
    if lines and not known:
        return None
    found = [
        sorted((getattr(line, name) or 0.0) * times * end for end in ends(line)) for line in known
    ]
    return math.fsum(low for low, _ in found), math.fsum(high for _, high in found)


def _stated(low: float | None, high: float | None) -> _Range | None:
    """One amount alone is both ends."""
    known = [amount for amount in (low, high) if amount is not None]
    return (min(known), max(known)) if known else None


def _from_best(
    first: float | None, last: float | None, never: str | None
) -> tuple[_Range | None, dict[str, str]]:
    """A payback from best to worst, or why there is none to show."""
    if first is not None and last is not None:
        return (first, last), {}
    return None, {"payback": (never if first is None else None) or _NOT_SURE}


def _months_to(outlay: float, net_year: float) -> float | None:
    """[months] until *net_year* a year has covered *outlay*; None: never."""
    if outlay <= 0:
        return 0.0 if net_year > 0 else None
    net_month = net_year / MONTHS_PER_YEAR
    months = outlay / net_month if net_month > 0 else math.inf
    return months if math.isfinite(months) else None


def _within(amount: _Range | None, low: float | None, high: float | None) -> bool | None:
    """Whether the whole range is inside the band; None: nothing to compare."""
    if amount is None or (low is None and high is None):
        return None
    return (low is None or amount[0] >= low) and (high is None or amount[1] <= high)


def _middle(ends: _Range) -> float:
    return (ends[0] + ends[1]) / 2


def _ratio(net: float | None, cost: float | None) -> float | None:
    return None if net is None or cost is None else ratio(net, cost)
