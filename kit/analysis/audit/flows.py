"""Rows of amounts as a published table prints them, against their own amounts (method M19)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kit.analysis.audit.agreement import agrees
from kit.analysis.audit.findings import plain
from kit.analysis.audit.ground import Ground
from kit.analysis.case_lines import FLOW_YEARS
from kit.analysis.cashflow import flows_of
from kit.analysis.cells import cells_of
from kit.analysis.model import Finding, MoneyLine
from kit.analysis.returns import returns_of
from kit.analysis.settings import MONTHS_PER_YEAR
from kit.client import FlowRow


def flow_findings(ground: Ground) -> Iterator[Finding]:
    """Printed totals and present values, row by row."""
    lines = {line.id: line for line in ground.case.all_lines}
    for position, row in enumerate(ground.analysis.client.flows):
        line = lines[f"flow-{position + 1}"]
        if line.reason is not None or line.computed is None:
            continue
        yield from _off(ground, position, row, "total", row.claimed_total, line.computed)
        written = row.claimed_present_value
        if written is not None:
            value = _present_value(ground, _as_printed(line, row))
            yield from _off(ground, position, row, "present_value", written, value)


def _as_printed(line: MoneyLine, row: FlowRow) -> MoneyLine:
    """*line* without a what-if's delay: what is checked is what was printed."""
    if line.dated is not None and row.day is not None:
        return replace(line, dated=(row.day, line.dated[1]))
    return replace(line, late=0)


def _present_value(ground: Ground, line: MoneyLine) -> float | None:
    """Discounted as the case is, over as long as the row runs [EUR]."""
    case = ground.case
    months = len(line.yearly or ()) * MONTHS_PER_YEAR or case.horizon
    if line.dated:
        months = max(months, ground.timeline.index_of(line.dated[0]))
    flows = flows_of([line], months, ground.timeline)
    value = returns_of(flows, months, case.discounting, case.discount_rate).npv
    return value if value is None or line.side == "gain" else -value


def _off(
    ground: Ground,
    position: int,
    row: FlowRow,
    figure: str,
    written: float | None,
    computed: float | None,
) -> Iterator[Finding]:
    """A row of costs may be printed with minus signs: only the size is compared."""
    if written is None or computed is None:
        return
    if agrees(abs(written), abs(computed), ground.settings):
        return
    client = ground.analysis.client
    gap = abs(computed) - abs(written)
    yield Finding(
        code=f"flow_{figure}_off",
        place=client.cells.get(f"flows/{position}/claimed_{figure}"),
        places=cells_of(client, *(f"flows/{position}/{year}" for year in FLOW_YEARS)),
        written=plain(written),
        computed=plain(abs(computed)),
        effect="analysis.effect.claim_corrected",
        change=gap if row.side == "gain" else -gap,
        change_unit="EUR",
        params={
            "label": row.label,
            "written": (abs(written), "EUR"),
            "computed": (abs(computed), "EUR"),
            "rate": (ground.case.discount_rate, "share"),
        },
    )
