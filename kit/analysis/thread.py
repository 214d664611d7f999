"""From each pain to its euros: need, action, gain lines; and where the thread breaks (M18.9).

The client's own table of actions is followed where it is filled. What it does not reach,
and a workbook without it, is followed through the cards: what rubs in a process, the
automation that answers it, the gains it brings. A gain line is counted on one row only: the
rows add up to the gains of the business case, as set right where something was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kit.analysis.model import (
    BusinessCase,
    Diagnostic,
    MoneyLine,
    ProcessResult,
    Ranked,
    TextKey,
    ThreadRow,
)
from kit.analysis.settings import MONTHS_PER_YEAR
from kit.client import Client, Gain

_LINE = "gain-"  # ids of the lines of the gains table


@dataclass
class _Gains:
    """The gain lines of the case, taken row by row: what is taken is not taken again."""

    lines: Mapping[str, MoneyLine]
    stated: Mapping[str, Gain]
    taken: set[str] = field(default_factory=set)

    def left(self) -> list[str]:
        return [id for id in self.lines if id not in self.taken]

    def row(
        self,
        ids: Sequence[str],
        pain: str | None,
        action: str | None,
        place: str | None,
        need: str | None = None,
        orphan: str | None = None,
    ) -> ThreadRow:
        """The row of *ids*; those already counted above are named, without their amounts."""
        counted = [self.lines[id] for id in ids if id not in self.taken]
        self.taken.update(ids)
        return ThreadRow(
            pain=pain,
            need=need,
            action=action,
            gains=tuple(ids),
            hours_year=_year(line.hours_month for line in counted),
            amount_year=_year(line.month for line in counted),
            orphan=f"analysis.orphan.{orphan}" if orphan else None,
            place=place,
        )


def follow_thread(
    client: Client,
    diagnostic: Diagnostic | None,
    processes: Sequence[ProcessResult],
    priorities: Sequence[Ranked],
    case: BusinessCase | None,
) -> tuple[ThreadRow, ...]:
    """Whole threads and broken ones, in the workbook's order; nothing while nothing is designed."""
    gains = _gains(client, case)
    rows = [
        *_by_action(client, gains),
        *_by_automation(client, gains, diagnostic),
        *_by_process(client, gains, diagnostic),
        *_alone(client, gains),
    ]
    if not rows:
        return ()
    return (*rows, *_unanswered(client, diagnostic, priorities, processes), *_idle_kpis(client))


def _gains(client: Client, case: BusinessCase | None) -> _Gains:
    """Lines of the table of gains that the case counts: rows of amounts are tied to nothing.

    Set right when something was: hours that a role does not have are nobody's euros.
    """
    stated = {f"{_LINE}{n}": gain for n, gain in enumerate(client.gains, 1)}
    counted = case.trusted.lines if case else ()
    lines = {line.id: line for line in counted if line.id in stated}
    return _Gains(lines, stated)


def _by_action(client: Client, gains: _Gains) -> Iterable[ThreadRow]:
    """One row per line of the client's table. Several problems may share an action."""
    answered = {action.name for action in client.actions if action.problem}
    for n, action in enumerate(client.actions):
        ids = [id for id in gains.lines if action.name and gains.stated[id].action == action.name]
        orphan, column = None, "name"
        if action.name and action.name not in answered:
            orphan = "action_without_problem"
        elif not action.name and action.problem:
            orphan, column = "problem_without_action", "problem"
        elif not action.name:
            orphan, column = "need_without_action", "need"
        place = client.cells.get(f"actions/{n}/{column}")
        if action.name or action.problem or action.need:
            yield gains.row(ids, action.problem, action.name, place, action.need, orphan)


def _by_automation(
    client: Client, gains: _Gains, diagnostic: Diagnostic | None
) -> Iterable[ThreadRow]:
    """Automations and their gains; beside a table of actions, only what it left over."""
    for n, automation in enumerate(client.automations):
        ids = [
            id
            for id in gains.left()
            if gains.stated[id].automation == automation.name
            or (not gains.stated[id].automation and gains.stated[id].process == automation.process)
        ]
        if not ids and client.actions:
            continue
        pain, known = _pain_of(client, automation.process, diagnostic)
        orphan = None if known else "action_without_problem"
        place = client.cells.get(f"automations/{n}/name")
        yield gains.row(ids, pain, automation.name, place, orphan=orphan)


def _by_process(
    client: Client, gains: _Gains, diagnostic: Diagnostic | None
) -> Iterable[ThreadRow]:
    """Gains on a process that nothing is designed for."""
    for process in client.processes:
        ids = [id for id in gains.left() if gains.stated[id].process == process.name]
        if ids:
            pain, _ = _pain_of(client, process.name, diagnostic)
            place = client.cells.get(_label(ids[0]))
            yield gains.row(ids, pain or process.name, None, place, orphan="gain_without_action")


def _alone(client: Client, gains: _Gains) -> Iterable[ThreadRow]:
    """Gains tied to nothing at all."""
    for id in gains.left():
        place = client.cells.get(_label(id))
        yield gains.row([id], None, None, place, orphan="gain_alone")


def _unanswered(
    client: Client,
    diagnostic: Diagnostic | None,
    priorities: Sequence[Ranked],
    processes: Sequence[ProcessResult],
) -> Iterable[ThreadRow]:
    """Problems that lead nowhere, while others are being answered.

    Not every process is automated at once: only quick wins without an automation, and pains
    ticked in a domain where no process was described. A table of actions says its own.
    """
    if client.actions or not client.automations:
        return
    answered = {automation.process for automation in client.automations}
    positions = {result.id: n for n, result in enumerate(processes)}
    for row in priorities:
        if row.quick_win and row.name not in answered:
            place = client.cells.get(f"processes/{positions[row.process]}/name")
            yield _broken(row.name, "quick_win_without_action", place)
    described = {process.domain for process in client.processes}
    for pain in diagnostic.pains if diagnostic else ():
        if pain.domain not in described:
            place = client.cells.get(f"answers/{pain.item}/value")
            yield _broken(_ticked(pain.item), "pain_without_process", place)


def _idle_kpis(client: Client) -> Iterable[ThreadRow]:
    """Indicators without a target: nothing is promised by them. Named as needs."""
    for n, kpi in enumerate(client.kpis):
        if kpi.target is None:
            place = client.cells.get(f"kpis/{n}/name")
            orphan = "analysis.orphan.kpi_without_target"
            yield ThreadRow(None, kpi.name, None, (), None, None, orphan, place)


def _pain_of(client: Client, name: str, diagnostic: Diagnostic | None) -> tuple[str | None, bool]:
    """What hurts in a process, and whether anything does: its frictions, else the pain ticked
    in its domain. Of several ticked there, none is picked on its behalf."""
    process = next((one for one in client.processes if one.name == name), None)
    if process is None:
        return None, False
    if process.frictions:
        return process.frictions, True
    ticked = diagnostic.pains if diagnostic else ()
    near = [pain.item for pain in ticked if pain.domain == process.domain]
    return (_ticked(near[0]) if len(near) == 1 else None), bool(near)


def _ticked(item: str) -> TextKey:
    checklist, name = item.split(".", 1)
    return TextKey(f"checklists.{checklist}.short.{name}")


def _broken(pain: str, orphan: str, place: str | None) -> ThreadRow:
    return ThreadRow(pain, None, None, (), None, None, f"analysis.orphan.{orphan}", place)


def _label(id: str) -> str:
    return f"gains/{int(id.removeprefix(_LINE)) - 1}/label"


def _year(months: Iterable[float | None]) -> float | None:
    """Twelve of the months that are known; None when none is."""
    known = [month for month in months if month is not None]
    return sum(known) * MONTHS_PER_YEAR if known else None
