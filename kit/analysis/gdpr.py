"""The GDPR gate: no automation of personal data before everything is checked (method M7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kit.analysis.checklists import answers_by_item, check, is_answered
from kit.analysis.model import AutomationResult, GdprResult
from kit.analysis.settings import Settings
from kit.client import Client, RegisterLine

CHECKLIST = "gdpr"
# What allows personal data to leave the EU (GDPR, art. 45 and 46). A data processing
# agreement (art. 28) binds the processor; it is not a transfer tool.
_COVERS = frozenset({"adequacy", "clauses"})


def check_gdpr(
    client: Client, automations: Sequence[AutomationResult], settings: Settings
) -> GdprResult | None:
    """None when the sheet is blank and no automation handles personal data."""
    checklist = settings.catalogue.checklists[CHECKLIST]
    values = {id: answer.value for id, answer in answers_by_item(client).items()}
    concerned = tuple(result for result in automations if result.personal_data)
    if not is_answered(checklist, values) and not concerned:
        return None
    checked = check(checklist, values, settings.gate(checklist))
    if not checked.total.applicable and not concerned:
        checked = replace(checked, passed=True)  # nothing to protect, nothing to hold back
    blocking = () if checked.passed else checked.total.missing
    if not checked.passed and not checked.total.applicable:
        # Personal data is handled, so "not applicable" all over is no answer.
        blocking = tuple(item.id for item in checklist.items)
    return GdprResult(
        checked=checked,
        blocking=blocking,
        concerned=tuple(result.id for result in concerned),
        without_register=tuple(result.id for result in concerned if not result.register),
        transfers_uncovered=tuple(
            result.id
            for result in automations
            if any(is_uncovered_transfer(line) for line in result.register)
        ),
    )


def is_uncovered_transfer(line: RegisterLine) -> bool:
    """Data leaves the EU with neither an adequacy decision nor standard clauses."""
    return line.outside_eu is True and line.transfer_tool not in _COVERS
