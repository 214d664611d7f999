"""What does not hold together in the workbook: said with its place, never corrected.

`written` and `computed` are plain values ("10", an ISO date, the client's words);
`effect` is a text key that says what it changes; `params` hold the same values typed, for
the sentence ``analysis.finding.<code>``. Source: method M13, coherence audit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kit.analysis.coherence_money import exceeds, money_findings, plain
from kit.analysis.coherence_plan import plan_findings
from kit.analysis.gdpr import is_uncovered_transfer
from kit.analysis.model import Analysis, Finding, TextKey
from kit.analysis.processes import hours_pool
from kit.analysis.settings import Settings


def find_incoherences(analysis: Analysis, settings: Settings) -> tuple[Finding, ...]:
    """All findings, in the order of the workbook's sheets."""
    return (
        *_roles(analysis, settings),
        *_pains(analysis, settings),
        *_processes(analysis),
        *_priorities(analysis),
        *_gates(analysis),
        *_automations(analysis),
        *_register(analysis),
        *money_findings(analysis, settings),
        *plan_findings(analysis),
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
                computed=", ".join(result.missing),
                effect="analysis.effect.not_ready",
                params={
                    "process": row.name,
                    "missing": _worded(result.missing),
                },
            )


def _worded(fields: Iterable[str]) -> tuple[TextKey, ...]:
    return tuple(TextKey(f"analysis.missing.{field}") for field in fields)


def _gates(analysis: Analysis) -> Iterator[Finding]:
    if analysis.prerequisites is None and analysis.automations:
        yield Finding(
            code="prerequisites_blank",
            place=None,
            written=None,
            computed=None,
            effect="analysis.effect.gate_closed",
        )


def _automations(analysis: Analysis) -> Iterator[Finding]:
    """Two cards on one process: their gains may be the same hours. Or one on a loose process."""
    cards = Counter(result.process for result in analysis.automations)
    wins = {row.process for row in analysis.priorities if row.quick_win}
    seen: set[str] = set()
    for position, result in enumerate(analysis.automations):
        if cards[result.process] > 1 and result.process in seen:
            twins = [a for a in analysis.automations if a.process == result.process]
            yield Finding(
                code="same_process",
                place=analysis.client.cells.get(f"automations/{position}/process"),
                written=result.automation.process,
                computed=None,
                effect="analysis.effect.double_count",
                params={
                    "process": result.automation.process,
                    "automations": tuple(twin.automation.name for twin in twins),
                },
            )
        seen.add(result.process)
        parent = analysis.process(result.process)
        if not parent.ready and parent.id not in wins:  # of a quick win it is said already
            yield Finding(
                code="automation_not_ready",
                place=analysis.client.cells.get(f"automations/{position}/process"),
                written=result.automation.process,
                computed=", ".join(parent.missing),
                effect="analysis.effect.not_ready",
                params={
                    "automation": result.automation.name,
                    "process": parent.process.name,
                    "missing": _worded(parent.missing),
                },
            )
        if parent.process.personal_data is None and not result.personal_data:
            yield Finding(
                code="personal_data_unknown",
                place=analysis.client.cells.get(f"automations/{position}/process"),
                written=None,
                computed=None,
                effect="analysis.effect.gdpr_unchecked",
                params={"automation": result.automation.name, "process": parent.process.name},
            )


def _register(analysis: Analysis) -> Iterator[Finding]:
    for position, line in enumerate(analysis.client.register):
        if is_uncovered_transfer(line):
            yield Finding(
                code="dpa_alone" if line.dpa_signed else "transfer_uncovered",
                place=analysis.client.cells.get(f"register/{position}/outside_eu"),
                written=line.transfer_tool,
                computed=None,
                effect="analysis.effect.transfer",
                params={
                    "automation": line.automation,
                    "provider": line.provider or line.automation,
                },
            )
