"""Hours that cannot be freed, and gains that start before their time (methods M13, M18.2)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.analysis.audit.findings import cell, exceeds, plain, row_of
from kit.analysis.cashflow import line_months
from kit.analysis.cells import cells_of
from kit.analysis.model import Analysis, BusinessCase, Finding, MoneyLine, PoolUse
from kit.analysis.pools import bounds
from kit.analysis.timeline import Timeline
from kit.client import Client


def hours_findings(analysis: Analysis, timeline: Timeline) -> Iterator[Finding]:
    """Starts line by line, then the hours of each role against what it has."""
    case = analysis.business_case
    if case is None:
        return
    for line in case.lines:
        if line.side == "gain" and line.reason is None and line.yearly is None and not line.dated:
            yield from _starts(analysis.client, case, line, timeline)
    for use in case.hours_pool:
        yield from _pool(analysis.client, case, use)


def _starts(
    client: Client, case: BusinessCase, line: MoneyLine, timeline: Timeline
) -> Iterator[Finding]:
    """A gain cannot come before what brings it is in use, nor count once the horizon is over."""
    stated, live = line.stated_start, line.go_live
    if stated is not None and live is not None and stated < live:
        yield _too_early(client, case, line, timeline)
    elif line.start > case.horizon:
        yield Finding(
            code="gain_after_horizon",
            place=cell(client, row_of(line.id), "start", "action", "label"),
            written=plain(line.start),
            computed=plain(case.horizon),
            effect="analysis.effect.gain_after_horizon",
            params={
                "label": line.label,
                "start": (line.start, "number"),
                "horizon": (case.horizon, "months"),
            },
        )


def _too_early(client: Client, case: BusinessCase, line: MoneyLine, timeline: Timeline) -> Finding:
    """`change`: what the months before the go-live no longer bring, over the horizon [EUR]."""
    months = line_months(line, case.horizon, timeline)
    live = line.go_live or 0
    return Finding(
        code="gain_before_go_live",
        place=cell(client, row_of(line.id), "start", "label"),
        places=_phase_cells(client, line),
        written=plain(line.stated_start),
        computed=plain(live),
        effect="analysis.effect.gain_before_go_live",
        change=-sum(months[:live]),
        change_unit="EUR",
        params={
            "label": line.label,
            "start": (line.stated_start or 0, "number"),
            "live": (live, "number"),
        },
    )


def _phase_cells(client: Client, line: MoneyLine) -> tuple[str, ...]:
    """The end of the phase the gain comes out of."""
    phase = next((a.phase for a in client.actions if a.name and a.name == line.action), None)
    paths = [f"phases/{n}/end" for n, one in enumerate(client.phases) if one.name == phase]
    return cells_of(client, *paths)


def _pool(client: Client, case: BusinessCase, use: PoolUse) -> Iterator[Finding]:
    """The hours freed against those worked, then against those a target leaves to free."""
    if use.pool is not None and exceeds(use.freed, use.pool):
        position = next(n for n, role in enumerate(client.roles) if role.name == use.role)
        yield Finding(
            code="hours_over_pool",
            place=cell(client, f"roles/{position}", "yearly_hours", "headcount", "name"),
            places=_gain_cells(client, case, use.role),
            written=plain(use.freed),
            computed=plain(use.pool),
            effect="analysis.effect.hours_over",
            change=use.pool - use.freed,
            change_unit="h/year",
            params={"role": use.role, "freed": (use.freed, "h"), "pool": (use.pool, "h")},
        )
    if use.bound is not None and exceeds(use.freed, use.bound):
        targets = _target_cells(client, use)
        yield Finding(
            code="hours_over_kpi",
            place=targets[0] if targets else None,
            places=(*targets[1:], *_gain_cells(client, case, use.role)),
            written=plain(use.freed),
            computed=plain(use.bound),
            effect="analysis.effect.hours_over",
            change=use.bound - use.freed,
            change_unit="h/year",
            params={
                "role": use.role,
                "kpi": use.kpi or "",
                "freed": (use.freed, "h"),
                "bound": (use.bound, "h"),
            },
        )


def _target_cells(client: Client, use: PoolUse) -> tuple[str, ...]:
    """The targets that bound the hours of a role."""
    bounding = [n for n, kpi in enumerate(client.kpis) if bounds(kpi, use.role)]
    return cells_of(client, *(f"kpis/{n}/target" for n in bounding))


def _gain_cells(client: Client, case: BusinessCase, role: str) -> tuple[str, ...]:
    """Where the hours taken from *role* are written."""
    rows = [row_of(line.id) for line in case.lines if line.role == role and line.hours_month]
    return cells_of(client, *(f"{row}/before" for row in rows))
