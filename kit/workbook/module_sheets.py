"""The sheets of the modules that are offered on request: a line each.

A module (content/modules/<id>.toml) names its sheets; those made of checklists or of the
module's own tables need no line here.
"""

from __future__ import annotations

from collections.abc import Mapping

from kit.workbook.ai_blocks import AI_DECISIONS
from kit.workbook.audit_blocks import HORIZONS, OPTION_MODULES, RECOMMENDATIONS
from kit.workbook.columns import Block, Sheet
from kit.workbook.crm_blocks import CRM_SCOPE
from kit.workbook.follow_up_blocks import KPI_MEASURES, RUN_MEASURES
from kit.workbook.launch_blocks import AVAILABILITY, DEPLOYMENTS
from kit.workbook.people_blocks import ACTORS, COMPETENCES, GOVERNANCE, IMPACTS, MESSAGES
from kit.workbook.risks_blocks import RISKS, SUPPLIER_ANSWERS
from kit.workbook.selection_blocks import (
    GRID_COSTS,
    GRID_CRITERIA,
    GRID_NOTES,
    IDEA_VOTES,
    IDEAS,
    JURY,
    SOLUTIONS,
)
from kit.workbook.sourcing_blocks import CONTRACTS, DISPOSITIONS
from kit.workbook.workshop_blocks import TASKS

SHEETS: tuple[Sheet, ...] = (
    Sheet("contracts", (CONTRACTS,), optional=True),
    Sheet("risks", (RISKS,), optional=True),
    Sheet("suppliers", (SUPPLIER_ANSWERS,), optional=True),
    Sheet("dispositions", (DISPOSITIONS,), optional=True),
    Sheet("tasks", (TASKS,), optional=True),
    Sheet("deployments", (DEPLOYMENTS,), optional=True),
    Sheet("availability", (AVAILABILITY,), optional=True),
    Sheet("grid_criteria", (GRID_CRITERIA,), optional=True),
    Sheet("solutions", (SOLUTIONS,), optional=True),
    Sheet("grid_notes", (GRID_NOTES,), optional=True),
    Sheet("jury", (JURY,), optional=True),
    Sheet("grid_costs", (GRID_COSTS,), optional=True),
    Sheet("ideas", (IDEAS,), optional=True),
    Sheet("idea_votes", (IDEA_VOTES,), optional=True),
    Sheet("kpi_measures", (KPI_MEASURES,), optional=True),
    Sheet("run_measures", (RUN_MEASURES,), optional=True),
    Sheet("horizons", (HORIZONS,), optional=True),
    Sheet("option_modules", (OPTION_MODULES,), optional=True),
    Sheet("recommendations", (RECOMMENDATIONS,), optional=True),
    Sheet("impacts", (IMPACTS,), optional=True),
    Sheet("messages", (MESSAGES,), optional=True),
    Sheet("governance", (GOVERNANCE,), optional=True),
    Sheet("competences", (COMPETENCES,), optional=True),
    Sheet("actors", (ACTORS,), optional=True),
)

# The forms that stand over the checklists of a sheet.
FORMS: Mapping[str, tuple[Block, ...]] = {
    "ai_project": (AI_DECISIONS,),
    "crm_needs": (CRM_SCOPE,),
}
