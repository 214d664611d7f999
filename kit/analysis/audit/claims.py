"""Each line as somebody wrote it, against what its own cells give (method M18.1).

A written figure comes back agreed (nothing is said), off by so much with its cause, or
underivable. `change` is signed: what setting the figure right adds to the written result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kit.analysis.audit.agreement import GRAINS, agrees, half_unit
from kit.analysis.audit.causes import (
    Hypothesis,
    cause_of,
    cost_slips,
    gain_slips,
    rounded_hours,
)
from kit.analysis.audit.findings import cell, plain, row_of
from kit.analysis.model import Analysis, Finding, MoneyLine, TextKey
from kit.analysis.settings import MONTHS_PER_YEAR, Settings, yearly
from kit.client import Cost, Gain

_CENT = 0.005  # [EUR]


def claim_findings(analysis: Analysis, settings: Settings) -> Iterator[Finding]:
    """Gain lines, then cost lines, in the workbook's order."""
    case = analysis.business_case
    if case is None:
        return
    lines = {line.id: line for line in case.all_lines}
    for number, gain in enumerate(analysis.client.gains, 1):
        yield from _gain(analysis, lines, f"gain-{number}", gain, settings)
    for number, cost in enumerate(analysis.client.costs, 1):
        yield from _cost(analysis, lines[f"cost-{number}"], cost, settings)


def hours_of(line: MoneyLine) -> float | None:
    """What a claim on hours is compared with [h/year]."""
    return yearly(line.hours_month)


def amount_of(line: MoneyLine) -> float | None:
    """What a claim on a gain is compared with [EUR/year]."""
    return yearly(line.month) if line.computed is None else line.computed


def _gain(
    analysis: Analysis, lines: Mapping[str, MoneyLine], id: str, gain: Gain, settings: Settings
) -> Iterator[Finding]:
    line = lines[id]
    hours, amount = hours_of(line), amount_of(line)
    off = False
    if gain.claimed_hours is not None and hours is not None:
        off = not agrees(gain.claimed_hours, hours, settings, GRAINS["hours_year"])
        if off:
            yield _hours_off(analysis, lines, line, gain, hours, settings)
    if gain.claimed_amount is not None and amount is not None:
        follows = off and _follows(gain, line, settings)
        if not agrees(gain.claimed_amount, amount, settings) and not follows:
            yield _amount_off(analysis, lines, line, gain, amount, settings)
        elif _is_rounded_early(gain, line, amount):
            yield _rounded(analysis, line, gain.claimed_amount, amount)


def _follows(gain: Gain, line: MoneyLine, settings: Settings) -> bool:
    """The written amount is that of the written hours, found wrong already."""
    if not line.hours_month or line.month is None:
        return False
    hourly = line.month / line.hours_month
    return agrees(gain.claimed_amount or 0, (gain.claimed_hours or 0) * hourly, settings)


def _is_rounded_early(gain: Gain, line: MoneyLine, amount: float) -> bool:
    """Not the amount rounded, but to the cent that of rounded hours."""
    written = gain.claimed_amount or 0
    if abs(written - amount) <= max(half_unit(written), _CENT):
        return False
    return any(abs(written - value) < _CENT for value in rounded_hours(line))


def _hours_off(
    analysis: Analysis,
    lines: Mapping[str, MoneyLine],
    line: MoneyLine,
    gain: Gain,
    hours: float,
    settings: Settings,
) -> Finding:
    written = gain.claimed_hours or 0.0
    cause = cause_of(written, hours, _slips(analysis, gain, hours, settings), settings)
    if cause == "analysis.cause.unknown" and _is_another_row(written, hours, line, lines, settings):
        cause = TextKey("analysis.cause.other_row")
    return Finding(
        code="claim_hours_off",
        place=analysis.client.cells.get(f"{row_of(line.id)}/claimed_hours"),
        places=_places(analysis, line),
        written=plain(written),
        computed=plain(hours),
        effect="analysis.effect.claim_corrected",
        change=hours - written,
        change_unit="h/year",
        params={
            "label": gain.label,
            "written": (written, "h"),
            "computed": (hours, "h"),
            "cause": cause,
        },
    )


def _amount_off(
    analysis: Analysis,
    lines: Mapping[str, MoneyLine],
    line: MoneyLine,
    gain: Gain,
    amount: float,
    settings: Settings,
) -> Finding:
    written = gain.claimed_amount or 0.0
    slips: list[Hypothesis] = [("rounded", value) for value in rounded_hours(line)]
    slips += _slips(analysis, gain, amount, settings)
    return Finding(
        code="claim_amount_off",
        place=analysis.client.cells.get(f"{row_of(line.id)}/claimed_amount"),
        places=_places(analysis, line),
        written=plain(written),
        computed=plain(amount),
        effect="analysis.effect.claim_corrected",
        change=amount - written,
        params={
            "label": gain.label,
            "written": (written, "EUR"),
            "computed": (amount, "EUR"),
            "cause": cause_of(written, amount, slips, settings),
        },
    )


def _rounded(analysis: Analysis, line: MoneyLine, written: float, amount: float) -> Finding:
    return Finding(
        code="rounded_early",
        place=analysis.client.cells.get(f"{row_of(line.id)}/claimed_amount"),
        written=plain(written),
        computed=plain(amount),
        effect="analysis.effect.rounded_early",
        change=amount - written,
        params={
            "label": line.label,
            "written": (written, "EUR"),
            "computed": (amount, "EUR"),
        },
    )


def _cost(analysis: Analysis, line: MoneyLine, cost: Cost, settings: Settings) -> Iterator[Finding]:
    """The whole line when it stops, one period of it otherwise; a year of it is accepted too."""
    written, computed = cost.claimed_amount, line.computed
    if written is None or computed is None or agrees(written, computed, settings):
        return
    times = _times_a_year(line)
    if times > 1 and agrees(written, computed * times, settings):
        return
    yield Finding(
        code="claim_cost_off",
        place=cell(analysis.client, row_of(line.id), "claimed_amount"),
        places=_places(analysis, line),
        written=plain(written),
        computed=plain(computed),
        effect="analysis.effect.claim_corrected",
        change=(written - computed) * times,  # a cost that was too high: so much more is left
        change_unit="EUR/year" if line.once is None else "EUR",
        params={
            "label": line.label,
            "written": (written, "EUR"),
            "computed": (computed, "EUR"),
            "cause": cause_of(written, computed, cost_slips(cost, computed), settings),
        },
    )


def _times_a_year(line: MoneyLine) -> int:
    return MONTHS_PER_YEAR if line.once is None and line.kind == "month" else 1


def _slips(
    analysis: Analysis, gain: Gain, computed: float, settings: Settings
) -> Iterator[Hypothesis]:
    role = next((role for role in analysis.client.roles if role.name == gain.role), None)
    return gain_slips(gain, role, computed, settings)


def _is_another_row(
    written: float,
    computed: float,
    line: MoneyLine,
    lines: Mapping[str, MoneyLine],
    settings: Settings,
) -> bool:
    """The written hours are those of another line: a row copied one line too far.

    That line is not shown among the places: nothing is wrong with it.
    """
    for other in lines.values():
        hours = hours_of(other)
        if other.id == line.id or hours is None or not agrees(written, hours, settings):
            continue
        if not agrees(hours, computed, settings):
            return True
    return False


def _places(analysis: Analysis, line: MoneyLine) -> tuple[str, ...]:
    """The cells the right figure is made of."""
    row = row_of(line.id)
    factors = (
        ("volume", "period", "before", "after", "per", "rate", "unit_value", "margin_rate")
        if line.side == "gain"
        else ("quantity", "unit_price", "users", "months", "client_days", "day_rate")
    )
    paths = [f"{row}/{field}" for field in factors]
    return tuple(found for path in paths if (found := analysis.client.cells.get(path)))
