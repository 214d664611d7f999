"""The results somebody wrote, one by one, against what the lines give (method M18.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kit.analysis.audit.agreement import Range, holds, sums_to
from kit.analysis.audit.claim_finding import finding_of
from kit.analysis.audit.ground import Ground, nearest, written_of
from kit.analysis.audit.rows import Row, figure_of, sum_of_rows, written_rows
from kit.analysis.audit.slips import (
    cause,
    counted_in_full,
    follows,
    gains_of,
    is_discounted,
    is_gross,
)
from kit.analysis.model import Finding
from kit.client import Claim

_BARE = ("hours_year", "gains_year", "run_year", "set_up", "net_month")  # no length of time
_TOTALS = ("gains_total", "costs_total", "net_total")


def total_findings(ground: Ground) -> Iterator[Finding]:
    """Claim by claim, in the sheet's order."""
    for position, claim in enumerate(ground.analysis.client.claims):
        written = written_of(claim)
        if written is None:
            continue
        rows = written_rows(ground, claim)
        badly_added = list(sum_of_rows(ground, position, claim, written, rows))
        yield from badly_added
        if not badly_added or not all(row.says(row.right, claim, ground.settings) for row in rows):
            yield from _against_lines(ground, position, claim, written, rows)
        yield from _without_range(ground, position, claim)


def _against_lines(
    ground: Ground, position: int, claim: Claim, written: float, rows: Sequence[Row]
) -> Iterator[Finding]:
    """One finding at most: the slip that explains the gap, else the gap."""
    found = figure_of(ground, claim, rows)
    if found is None:
        never = claim.figure == "payback" and _never(ground, claim)
        code = "claim_payback_never" if never else "claim_without_basis"
        yield finding_of(ground, position, claim, code)
        return
    if _holds(ground, claim, written, found, rows):
        return
    right = nearest(written, found)
    why = follows(ground, claim, written)
    if counted_in_full(ground, claim, written):
        yield _no_ramp(ground, position, claim)
    elif why is None and is_gross(ground, claim, written, right):
        yield finding_of(ground, position, claim, "gross_as_net", right)
    elif why is None and is_discounted(ground, claim, written):
        yield finding_of(ground, position, claim, "roi_discounted", right)
    else:
        why = why or cause(ground, claim, written, right)
        yield finding_of(ground, position, claim, _code(claim.figure), right, cause=why)


def _holds(ground: Ground, claim: Claim, written: float, found: Range, rows: Sequence[Row]) -> bool:
    """Right as rounded, or drawn from rounded figures that are right themselves."""
    settings = ground.settings
    gains = ground.figure(replace(claim, figure="gains_total"))
    scale = max(map(abs, gains or (0.0,))) if claim.figure in ("net_total", "npv") else 0.0
    if holds(claim.figure, written, found, settings, scale):
        return True
    if rows and sums_to(written, [row.written for row in rows], settings):
        return all(row.says(row.right, claim, settings) for row in rows)
    beside = ground.result_beside(claim)
    if beside is None or not beside.same_time or not beside.borne_out(written, settings):
        return False
    return all(ground.stands(ground.analysis.client.claims[n]) for n in beside.positions)


def _code(figure: str) -> str:
    if figure in _BARE:
        return "claim_yearly_off"
    if figure == "payback":
        return "claim_payback_off"
    return "claim_total_off" if figure in _TOTALS else "claim_return_off"


def _never(ground: Ground, claim: Claim) -> bool:
    """The costs are known, the gains too, and they never meet."""
    option = ground.option_of(claim)
    if option is not None:
        return option.set_up is not None and option.gain_year is not None
    return ground.case.returns is not None and ground.case.returns.cost > 0


def _without_range(ground: Ground, position: int, claim: Claim) -> Iterator[Finding]:
    """A return on investment said to the point, when no line says how sure it is."""
    if claim.figure != "roi" or any(line.stated_range for line in ground.case.lines):
        return
    low_high = ground.figure(claim)
    if ground.option_of(claim) is not None and low_high and low_high[0] != low_high[1]:
        return
    yield finding_of(ground, position, claim, "roi_without_range")


def _no_ramp(ground: Ground, position: int, claim: Claim) -> Finding:
    """Against the gains from each go-live on: the corrected lines when there are any."""
    found = ground.total_gain(ground.lines, ground.months(claim))
    live = max((line.go_live or line.start for line in gains_of(ground)), default=1)
    return finding_of(
        ground, position, claim, "gains_counted_in_full", found, live=(live, "number")
    )
