"""What a filled workbook says: frozen records, nothing computed.

One record class per table or form of the workbook (`kit.workbook.layout` binds each
column to the field of the same name). A field that was left blank is ``None`` (or an
empty tuple), never 0. Money is in euros excluding tax, rates are fractions (0.08 for
8 %), durations are minutes unless the field says otherwise. References (`process`,
`role`, `automation`) hold the name exactly as it stands in the table they point to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kit.client.ai import AiDecisions
from kit.client.audit import Horizon, OptionModule, Recommendation
from kit.client.company import Answer, Closure, Company, Moment, PlanSettings, Role
from kit.client.crm import CrmScope
from kit.client.follow_up import KpiMeasure, RunMeasure
from kit.client.launch import Availability, Deployment
from kit.client.money import Claim, Cost, Finance, FlowRow, Gain, Option, Phase
from kit.client.people import Actor, Competence, Governance, Impact, Message
from kit.client.processes import Automation, Priority, Process, RegisterLine, Step, Trial, Vote
from kit.client.project import Action, Kpi, Milestone
from kit.client.risks import Rating, Risk, SupplierAnswer
from kit.client.selection import (
    GridCost,
    GridCriterion,
    GridNote,
    Idea,
    IdeaVote,
    JuryRow,
    Solution,
)
from kit.client.sourcing import Contract, Disposition
from kit.client.workshop import WorkTask

__all__ = [
    "SCHEMA_VERSION",
    "Action",
    "Actor",
    "AiDecisions",
    "Answer",
    "Automation",
    "Availability",
    "Claim",
    "Client",
    "Closure",
    "Company",
    "Competence",
    "Contract",
    "Cost",
    "CrmScope",
    "Deployment",
    "Disposition",
    "Finance",
    "FlowRow",
    "Gain",
    "Governance",
    "GridCost",
    "GridCriterion",
    "GridNote",
    "Horizon",
    "Idea",
    "IdeaVote",
    "Impact",
    "JuryRow",
    "Kpi",
    "KpiMeasure",
    "Message",
    "Milestone",
    "Moment",
    "Option",
    "OptionModule",
    "Phase",
    "PlanSettings",
    "Priority",
    "Process",
    "Rating",
    "Recommendation",
    "RegisterLine",
    "Risk",
    "Role",
    "RunMeasure",
    "Solution",
    "Step",
    "SupplierAnswer",
    "Trial",
    "Vote",
    "WorkTask",
]

SCHEMA_VERSION = 3


@dataclass(frozen=True, slots=True)
class Client:
    """One client, one engagement: what a valid workbook says."""

    company: Company
    lang: str = "fr"  # language of the workbook
    roles: tuple[Role, ...] = ()
    answers: tuple[Answer, ...] = ()  # of every checklist, in catalogue order
    processes: tuple[Process, ...] = ()
    steps: tuple[Step, ...] = ()
    priorities: tuple[Priority, ...] = ()
    automations: tuple[Automation, ...] = ()
    register: tuple[RegisterLine, ...] = ()
    gains: tuple[Gain, ...] = ()
    costs: tuple[Cost, ...] = ()
    votes: tuple[Vote, ...] = ()
    finance: Finance = field(default_factory=Finance)
    phases: tuple[Phase, ...] = ()
    options: tuple[Option, ...] = ()
    actions: tuple[Action, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    tests: tuple[Trial, ...] = ()
    flows: tuple[FlowRow, ...] = ()
    claims: tuple[Claim, ...] = ()
    plan: PlanSettings = field(default_factory=PlanSettings)
    closures: tuple[Closure, ...] = ()
    contracts: tuple[Contract, ...] = ()
    dispositions: tuple[Disposition, ...] = ()
    grid_criteria: tuple[GridCriterion, ...] = ()
    solutions: tuple[Solution, ...] = ()
    grid_notes: tuple[GridNote, ...] = ()
    jury: tuple[JuryRow, ...] = ()
    grid_costs: tuple[GridCost, ...] = ()
    ideas: tuple[Idea, ...] = ()
    idea_votes: tuple[IdeaVote, ...] = ()
    ai_decisions: AiDecisions = field(default_factory=AiDecisions)
    crm_scope: CrmScope = field(default_factory=CrmScope)
    tasks: tuple[WorkTask, ...] = ()
    deployments: tuple[Deployment, ...] = ()
    availability: tuple[Availability, ...] = ()
    risks: tuple[Risk, ...] = ()
    supplier_answers: tuple[SupplierAnswer, ...] = ()
    kpi_measures: tuple[KpiMeasure, ...] = ()
    run_measures: tuple[RunMeasure, ...] = ()
    horizons: tuple[Horizon, ...] = ()
    option_modules: tuple[OptionModule, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    impacts: tuple[Impact, ...] = ()
    messages: tuple[Message, ...] = ()
    governance: Governance = field(default_factory=Governance)
    competences: tuple[Competence, ...] = ()
    actors: tuple[Actor, ...] = ()
    # Rows of the tables that a module of the content describes by itself, by table.
    extra: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict, hash=False)
    # Where each value was read: "processes/0/minutes" -> "Processus!H7". The path is the
    # table, the index in the tuple (the item for "answers") and the field; forms have no
    # index: "company/name". Not part of equality: the same facts may stand elsewhere.
    cells: Mapping[str, str] = field(default_factory=dict, compare=False, hash=False)
