"""What was listed: roles, pains, processes, priorities, and enough of each (methods M1-M3, M14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kit.analysis.audit.findings import cell, exceeds, plain
from kit.analysis.model import Analysis, Finding, TextKey
from kit.analysis.processes import hours_pool
from kit.analysis.settings import Settings

_DAYS_A_WEEK = 7


def inventory_findings(analysis: Analysis, settings: Settings) -> Iterator[Finding]:
    """In the order of the sheets: company, roles, diagnostic, processes, priorities."""
    yield from _working_year(analysis, settings)
    yield from _roles(analysis, settings)
    yield from _pains(analysis, settings)
    yield from _processes(analysis)
    yield from _priorities(analysis)
    yield from _quotas(analysis, settings)


def _working_year(analysis: Analysis, settings: Settings) -> Iterator[Finding]:
    """More than seven working days in a working week: one of the two is a slip."""
    days, weeks = settings["year.working_days"], settings["year.working_weeks"]
    if exceeds(days, _DAYS_A_WEEK * weeks):
        yield Finding(
            code="working_year_impossible",
            place=cell(analysis.client, "company", "working_weeks", "working_days"),
            written=plain(days),
            computed=plain(_DAYS_A_WEEK * weeks),
            effect="analysis.effect.working_year",
            params={"days": (days, "days"), "weeks": (weeks, "weeks")},
        )


def _roles(analysis: Analysis, settings: Settings) -> Iterator[Finding]:
    """The same hours cannot be spent twice: processes of one role against its pool."""
    cells = analysis.client.cells
    for position, role in enumerate(analysis.client.roles):
        own = [r for r in analysis.processes if r.process.role == role.name and r.hours_year]
        pool, _ = hours_pool(role, settings)
        spent = sum(result.hours_year or 0 for result in own)
        if pool is not None and exceeds(spent, pool) and len(own) > 1:
            yield Finding(
                code="role_overbooked",
                place=cells.get(f"roles/{position}/yearly_hours"),
                written=plain(pool),
                computed=plain(spent),
                effect="analysis.effect.role_overbooked",
                params={
                    "role": role.name,
                    "pool": (pool, "h"),
                    "spent": (spent, "h"),
                    "processes": tuple(result.process.name for result in own),
                },
            )


def _pains(analysis: Analysis, settings: Settings) -> Iterator[Finding]:
    if analysis.diagnostic is None:
        return
    ticked, most = analysis.diagnostic.checked.total.ticked, settings["pains.many_above"]
    if ticked > most:
        yield Finding(
            code="many_pains",
            place=None,
            written=str(ticked),
            computed=plain(most),
            effect="analysis.effect.focus",
            params={"ticked": (ticked, "number"), "most": (most, "number")},
        )


def _processes(analysis: Analysis) -> Iterator[Finding]:
    cells = analysis.client.cells
    for position, result in enumerate(analysis.processes):
        place = f"processes/{position}"
        if result.role_share is not None and exceeds(result.role_share, 1):
            yield Finding(
                code="process_over_role",
                place=cells.get(f"{place}/volume_month"),
                written=plain(result.process.volume_month),
                computed=plain(result.hours_year),
                effect="analysis.effect.process_over_role",
                params={
                    "process": result.process.name,
                    "role": result.process.role or "",
                    "share": (result.role_share, "share"),
                    "hours": (result.hours_year or 0.0, "h"),
                },
            )
        if result.process.volume_month == 0:
            yield Finding(
                code="zero_volume",
                place=cells.get(f"{place}/volume_month"),
                written="0",
                computed=None,
                effect="analysis.effect.zero_volume",
                params={"process": result.process.name},
            )


def _priorities(analysis: Analysis) -> Iterator[Finding]:
    """Quick wins whose card is not ready: automating them would multiply the mess (M2)."""
    ready = {result.id: result for result in analysis.processes}
    positions = {result.id: position for position, result in enumerate(analysis.processes)}
    for row in analysis.priorities:
        result = ready[row.process]
        if row.quick_win and not result.ready:
            yield Finding(
                code="quick_win_not_ready",
                place=analysis.client.cells.get(f"processes/{positions[row.process]}/name"),
                written=None,
                computed=None,
                effect="analysis.effect.not_ready",
                params={
                    "process": row.name,
                    "missing": worded(result.missing),
                },
            )


def _quotas(analysis: Analysis, settings: Settings) -> Iterator[Finding]:
    """What the dated plan counts on, against what was listed (method M14)."""
    if analysis.client.plan.start is None:
        return
    scored = [row for row in analysis.priorities if row.score is not None]
    wins = sum(row.quick_win for row in scored)
    listed: tuple[tuple[str, int, float], ...] = (
        ("few_candidates", len(analysis.processes), settings["candidates.few_below"]),
        ("few_quick_wins", wins, settings["quick_wins.few_below"]),
        ("few_automations", len(analysis.automations), settings["business.target_automations"]),
    )
    if scored and not wins:
        yield Finding(
            code="no_quick_win",
            place=None,
            written="0",
            computed=plain(settings["quick_wins.few_below"]),
            effect="analysis.effect.no_quick_win",
            params={"score": (settings["priorities.quick_win_above"], "number")},
        )
    for code, count, least in listed:
        if 0 < count < least:
            yield Finding(
                code=code,
                place=None,
                written=str(count),
                computed=plain(least),
                effect=f"analysis.effect.{code}",
                params={"count": (count, "number"), "least": (least, "number")},
            )


def worded(fields: Iterable[str]) -> tuple[TextKey, ...]:
    return tuple(TextKey(f"analysis.missing.{field}") for field in fields)
