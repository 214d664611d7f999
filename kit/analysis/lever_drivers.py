"""Which bars of the tornado a lever moves."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kit.analysis.automations import automation_ids
from kit.analysis.case_lines import CONTINGENCY
from kit.analysis.lever_cells import Cell
from kit.analysis.model import Analysis
from kit.analysis.money_lines import parents_of, process_name
from kit.analysis.upkeep import hour_of
from kit.client import Gain, Phase, Process, Role

DELAY, REUSE, UPKEEP = "delay", "reuse", "upkeep"
OF_THRESHOLDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"business.reuse": (REUSE,), "upkeep.hours_month": (UPKEEP,)}
)


def drivers_of(id: str, cell: Cell, analysis: Analysis) -> tuple[str, ...]:
    """Keys of the bars that the lever *id* of *cell* moves."""
    if cell.line is not None:
        also = (REUSE,) if id == "gains.reuse" and not cell.stated else ()
        return (cell.line.id, *also)
    if isinstance(cell.row, Role):
        return _of_hour(analysis, cell.row)
    if isinstance(cell.row, Process) and id == "processes.hourly_cost":
        return _of_hour(analysis, cell.row)
    if isinstance(cell.row, Phase):
        phases = (phase.name for phase in analysis.client.phases)
        return (f"{CONTINGENCY}-{list(phases).index(cell.row.name) + 1}",)
    if id == "finance.contingency":
        return (f"{CONTINGENCY}-0", *_phases_without(analysis))
    return ()


def gains_of(analysis: Analysis) -> tuple[str, ...]:
    """Ids of the lines of gains that count and have an amount."""
    case = analysis.business_case
    lines = case.lines if case else ()
    return tuple(line.id for line in lines if line.side == "gain" and line.reason is None)


def _of_hour(analysis: Analysis, row: Role | Process) -> tuple[str, ...]:
    """The gains in hours valued at the hourly cost of *row*, and the upkeep."""
    client, counted = analysis.client, set(gains_of(analysis))
    parents = parents_of(client)
    processes = {one.name: one for one in client.processes}

    def valued(gain: Gain) -> bool:
        name = process_name(gain, parents)
        process = processes.get(name) if name else None
        if gain.role or process is None:
            return isinstance(row, Role) and gain.role == row.name
        if process.hourly_cost is not None:
            return process == row
        return isinstance(row, Role) and process.role == row.name

    gains = tuple(
        f"gain-{n}"
        for n, gain in enumerate(client.gains, 1)
        if gain.kind == "hours" and f"gain-{n}" in counted and valued(gain)
    )
    return (*gains, UPKEEP) if _keeps_up(analysis, row) else gains


def _keeps_up(analysis: Analysis, row: Role | Process) -> bool:
    """Whether some upkeep is valued at the hourly cost of *row*."""
    case, client = analysis.business_case, analysis.client
    if case is None or case.upkeep is None:
        return False
    ids = automation_ids(client)
    kept = {id for id, _, _ in case.upkeep.automations}
    return any(
        hour_of(ids[one.name], one, case.lines, client) == row
        for one in client.automations
        if ids[one.name] in kept
    )


def _phases_without(analysis: Analysis) -> tuple[str, ...]:
    """The contingency of the phases that take the general share."""
    phases = enumerate(analysis.client.phases, 1)
    return tuple(f"{CONTINGENCY}-{n}" for n, phase in phases if phase.contingency is None)
