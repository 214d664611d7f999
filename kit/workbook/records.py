"""Which record of kit.client a table or a form of the workbook fills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kit.client import (
    Action,
    Actor,
    AiDecisions,
    Automation,
    Availability,
    Claim,
    Closure,
    Company,
    Competence,
    Contract,
    Cost,
    CrmScope,
    Deployment,
    Disposition,
    Finance,
    FlowRow,
    Gain,
    Governance,
    GridCost,
    GridCriterion,
    GridNote,
    Horizon,
    Idea,
    IdeaVote,
    Impact,
    JuryRow,
    Kpi,
    KpiMeasure,
    Message,
    Milestone,
    Option,
    OptionModule,
    Phase,
    PlanSettings,
    Priority,
    Process,
    Recommendation,
    RegisterLine,
    Risk,
    Role,
    RunMeasure,
    Solution,
    Step,
    SupplierAnswer,
    Trial,
    Vote,
    WorkTask,
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
    "contracts": Contract,
    "dispositions": Disposition,
    "tasks": WorkTask,
    "grid_criteria": GridCriterion,
    "solutions": Solution,
    "grid_notes": GridNote,
    "jury": JuryRow,
    "grid_costs": GridCost,
    "ideas": Idea,
    "idea_votes": IdeaVote,
    "ai_decisions": AiDecisions,
    "crm_scope": CrmScope,
    "kpi_measures": KpiMeasure,
    "run_measures": RunMeasure,
    "deployments": Deployment,
    "availability": Availability,
    "risks": Risk,
    "supplier_answers": SupplierAnswer,
    "horizons": Horizon,
    "option_modules": OptionModule,
    "recommendations": Recommendation,
    "impacts": Impact,
    "messages": Message,
    "governance": Governance,
    "competences": Competence,
    "actors": Actor,
}


def filled(block: Block, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The field of Client that the *rows* read in *block* fill; {} for a form not there.

    A row that says nothing is no record, in a workbook as in structured data.
    """
    if block.key not in RECORDS:  # a module's own table: rows by column, as they are
        return {"extra": {block.key: tuple(dict(row) for row in rows if row)}}
    if block.form:
        return {block.key: RECORDS[block.key](**rows[0])} if rows else {}
    return {block.key: tuple(RECORDS[block.key](**row) for row in rows if row)}


def merge(fields: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Add what one block fills to the *fields* of Client; tables of modules stand together."""
    for key, value in more.items():
        if key == "extra":
            own = {table: rows for table, rows in value.items() if rows}
            fields[key] = {**fields.get(key, {}), **own}
        else:
            fields[key] = value
