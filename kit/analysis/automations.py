"""The automation cards: design boxes, register lines, tools, and what holds them back (M5-M7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kit.analysis.checklists import check
from kit.analysis.model import AutomationResult, Checked, GdprResult, ProcessResult, TrialSheet
from kit.analysis.names import unique_ids
from kit.analysis.settings import Settings
from kit.analysis.tools import advise_tools
from kit.analysis.trials import GATE as TESTS
from kit.client import Automation, Client, RegisterLine

CHECKLIST = "design"


def automation_ids(client: Client) -> dict[str, str]:
    """The id of each automation, by name as typed."""
    names = [automation.name for automation in client.automations]
    return dict(zip(names, unique_ids(names, "automation"), strict=True))


def read_cards(
    client: Client, processes: Sequence[ProcessResult], settings: Settings
) -> tuple[AutomationResult, ...]:
    """One result per card, in the workbook's order; `blocked_by` is left to `hold_back`."""
    ids = automation_ids(client)
    by_name = {result.process.name: result for result in processes}
    results = []
    for automation in client.automations:
        parent = by_name[automation.process]  # the reader refuses an unknown process
        register = tuple(line for line in client.register if line.automation == automation.name)
        results.append(
            AutomationResult(
                id=ids[automation.name],
                automation=automation,
                process=parent.id,
                design=_design(automation, settings),
                register=register,
                personal_data=handles_personal_data(parent, register),
                tools=advise_tools(automation, parent.process, client.company, settings),
                blocked_by=(),
            )
        )
    return tuple(results)


def hold_back(
    automations: Sequence[AutomationResult],
    prerequisites: Checked | None,
    gdpr: GdprResult | None,
    trials: Sequence[TrialSheet] = (),
) -> tuple[AutomationResult, ...]:
    """The same cards, each with the gates that stop it, and the bugs that hold its go-live.

    A prerequisites sheet left blank was not checked: the gate is not passed (M4).
    """
    buggy = {sheet.automation for sheet in trials if sheet.blocking}
    return tuple(
        replace(
            result,
            blocked_by=(
                *_gates(result, prerequisites, gdpr),
                *((TESTS,) if result.id in buggy else ()),
            ),
        )
        for result in automations
    )


def handles_personal_data(parent: ProcessResult, register: Sequence[RegisterLine]) -> bool:
    """Said of the process, or shown by a register line that names data."""
    process = parent.process
    return bool(process.personal_data or process.sensitive_data) or any(
        line.data for line in register
    )


def _gates(
    result: AutomationResult, prerequisites: Checked | None, gdpr: GdprResult | None
) -> tuple[str, ...]:
    gates = []
    if prerequisites is None or not prerequisites.passed:
        gates.append("prerequisites")
    if result.personal_data:
        if gdpr is None or not gdpr.checked.passed:
            gates.append("gdpr")
        if not result.register:
            gates.append("register")
    return tuple(gates)


def _design(automation: Automation, settings: Settings) -> Checked:
    """The five boxes are ticked by the card itself: a filled field is a yes, a blank is none."""
    checklist = settings.catalogue.checklists[CHECKLIST]
    values = {
        item.id: "yes" if item.field and getattr(automation, item.field) else None
        for item in checklist.items
    }
    return check(checklist, values, settings.gate(checklist))
