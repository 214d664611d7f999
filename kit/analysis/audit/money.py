"""Lines that could not be counted, gains below zero or beyond what is spent (method M13)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from kit.analysis.audit.findings import cell, exceeds, plain
from kit.analysis.cells import cells_of
from kit.analysis.model import Analysis, Finding, MoneyLine, ProcessResult, TextKey
from kit.analysis.money_lines import Books
from kit.analysis.settings import MONTHS_PER_YEAR, Settings
from kit.client import Gain

_CLAIMED = ("claimed_amount", "claimed_total")  # of a gain or a cost, of a row of amounts
# The cell that makes a gain a loss, and its unit.
_WORSE = {"hours": ("after", "min"), "errors": ("error_after", "share")}


def money_findings(analysis: Analysis, settings: Settings) -> Iterator[Finding]:
    """Gain by gain, cost by cost, then the hours that several gains share."""
    case = analysis.business_case
    if case is None:
        return
    lines = {line.id: line for line in case.all_lines}
    books = Books.of(analysis.client, analysis.processes, {}, settings)
    for position, gain in enumerate(analysis.client.gains):
        line = lines[f"gain-{position + 1}"]
        yield from _gain(analysis, position, gain, line, books.process_of(gain))
    for position, cost in enumerate(analysis.client.costs):
        line = lines[f"cost-{position + 1}"]
        if line.reason is not None:
            yield _left_out(
                analysis, "cost_not_counted", f"costs/{position}", line, cost.claimed_amount
            )
    for position, row in enumerate(analysis.client.flows):
        line = lines[f"flow-{position + 1}"]
        if line.reason is not None:
            code = f"{row.side}_not_counted"
            yield _left_out(analysis, code, f"flows/{position}", line, row.claimed_total)
    yield from _shared_hours(analysis, case.lines, books)
    if analysis.client.gains and not any(line.side == "cost" for line in case.all_lines):
        yield Finding("no_costs", None, None, None, "analysis.effect.no_net")


def _gain(
    analysis: Analysis, position: int, gain: Gain, line: MoneyLine, result: ProcessResult | None
) -> Iterator[Finding]:
    cells, path = analysis.client.cells, f"gains/{position}"
    if line.reason == "analysis.reason.no_margin_rate":
        yield _revenue(analysis, path, gain)
    elif line.reason is not None:
        yield _left_out(analysis, "gain_not_counted", path, line, gain.claimed_amount)
    amount = line.hours_month if line.month is None else line.month
    if amount is not None and amount < 0:
        after, unit = _WORSE.get(gain.kind, ("unit_value", "EUR"))
        yield Finding(
            code="negative_gain",
            place=cells.get(f"{path}/{after}"),
            written=plain(getattr(gain, after)),
            computed=plain(amount * MONTHS_PER_YEAR),
            effect="analysis.effect.negative_gain",
            params={
                "label": gain.label,
                "written": (getattr(gain, after), unit),
                "computed": (amount * MONTHS_PER_YEAR, "h" if line.month is None else "EUR"),
            },
        )
    spent = result.hours_month if result else None
    gained = line.hours_month
    if result and spent is not None and gained is not None and exceeds(gained, spent):
        yield Finding(
            code="gain_over_process",
            place=cell(analysis.client, path, "volume", "before"),
            written=plain(gained),
            computed=plain(spent),
            effect="analysis.effect.overstated",
            change=(spent - gained) * MONTHS_PER_YEAR,
            change_unit="h/year",
            params={
                "label": gain.label,
                "process": result.process.name,
                "gained": (gained, "h"),
                "spent": (spent, "h"),
            },
        )


def _revenue(analysis: Analysis, path: str, gain: Gain) -> Finding:
    """Turnover is not a gain: only its margin is, and nobody said how much that is."""
    client = analysis.client
    asked = (gain.volume or 0) * (gain.rate if gain.rate is not None else 1)
    value = gain.claimed_amount
    return Finding(
        code="revenue_as_gain",
        place=cell(client, path, "claimed_amount", "unit_value", "label"),
        places=cells_of(client, f"{path}/kind", f"{path}/unit_value"),
        written=plain(asked * (gain.unit_value or 0) if value is None else value),
        computed=None,
        effect="analysis.effect.revenue_as_gain",
        change=None if value is None else -value,
        params={"label": gain.label},
    )


def _shared_hours(
    analysis: Analysis, lines: Sequence[MoneyLine], books: Books
) -> Iterator[Finding]:
    """The same hours freed by several lines of one process, against its hours."""
    client = analysis.client
    freed = {line.id: line.hours_month for line in lines}
    gains = [(n, gain, freed.get(f"gain-{n + 1}")) for n, gain in enumerate(client.gains)]
    for result in analysis.processes:
        own = [
            (gain.label, hours, cell(client, f"gains/{n}", "volume", "before", "label"))
            for n, gain, hours in gains
            if hours is not None and hours > 0 and books.process_of(gain) is result
        ]
        gained, spent = math.fsum(hours for _, hours, _ in own), result.hours_month
        if spent is None or not exceeds(gained, spent) or len(own) < 2:
            continue
        if any(exceeds(hours, spent) for _, hours, _ in own):
            continue  # said of that line already
        yield Finding(
            code="gains_over_process",
            place=own[0][2],
            places=tuple(place for _, _, place in own[1:] if place),
            written=plain(gained),
            computed=plain(spent),
            effect="analysis.effect.double_count",
            change=(spent - gained) * MONTHS_PER_YEAR,
            change_unit="h/year",
            params={
                "labels": tuple(label for label, _, _ in own),
                "process": result.process.name,
                "gained": (gained, "h"),
                "spent": (spent, "h"),
            },
        )


def _left_out(
    analysis: Analysis, code: str, path: str, line: MoneyLine, claimed: float | None
) -> Finding:
    """A line that cannot be computed. When somebody wrote its amount, nothing bears it out."""
    return Finding(
        code=code if claimed is None else "claim_unproven",
        place=cell(analysis.client, path, *(_CLAIMED if claimed else ()), "label"),
        written=plain(claimed),
        computed=None,
        effect=f"analysis.effect.{'left_out' if claimed is None else 'claim_unproven'}",
        params={
            "label": line.label,
            "reason": TextKey(line.reason or ""),
            "written": (claimed or 0.0, "EUR"),
        },
    )
