"""Which record of kit.client a table or a form of the workbook fills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kit.client import (
    Action,
    Automation,
    Claim,
    Closure,
    Company,
    Cost,
    Finance,
    FlowRow,
    Gain,
    Kpi,
    Milestone,
    Option,
    Phase,
    PlanSettings,
    Priority,
    Process,
    RegisterLine,
    Role,
    Step,
    Trial,
    Vote,
)
from kit.workbook.columns import Block

# What a row of each table, or a form, becomes. Checklist tables become `answers`.
RECORDS: Mapping[str, type] = {
    "company": Company,
    "roles": Role,
    "processes": Process,
    "steps": Step,
    "priorities": Priority,
    "automations": Automation,
    "register": RegisterLine,
    "gains": Gain,
    "costs": Cost,
    "votes": Vote,
    "phases": Phase,
    "options": Option,
    "actions": Action,
    "kpis": Kpi,
    "milestones": Milestone,
    "tests": Trial,
    "flows": FlowRow,
    "claims": Claim,
    "finance": Finance,
    "plan": PlanSettings,
    "closures": Closure,
}


def filled(block: Block, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The field of Client that the *rows* read in *block* fill; {} for a form not there.

    A row that says nothing is no record, in a workbook as in structured data.
    """
    if block.form:
        return {block.key: RECORDS[block.key](**rows[0])} if rows else {}
    return {block.key: tuple(RECORDS[block.key](**row) for row in rows if row)}
