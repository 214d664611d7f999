"""What everything computed looks like: the frozen result of `analyse`.

Full precision, never rounded here. ``None`` means "cannot be computed"; the reason is a
text key kept beside it (`reasons`, by field name). Processes and automations carry an
`id` (slug of the name, unique in its table); results point to each other by id.

Values inside `params` (of reasons, findings, tasks) are raw, for the display to word:
a TextKey is translated; a `Quantity` (value, unit), a range (low, high, unit) or a date is
formatted; a tuple of strings is a list of names or keys; any other string is the client's
own words, as it is.
Units: EUR, h, min, share (0..1), number, days, months, EUR/h, EUR/month.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kit.analysis.model.advice import (
    Flash,
    FlashCandidate,
    HorizonResult,
    OptionContent,
    Verdict,
)
from kit.analysis.model.ai import AiProject, AiSelfTest, AiStep
from kit.analysis.model.basics import Checked, Finding, Quantity, Score, TextKey, Trace
from kit.analysis.model.crm import Crm, CrmTool
from kit.analysis.model.follow_up import (
    AutomationProgress,
    Correction,
    FollowUp,
    KindRatio,
    KpiProgress,
    Period,
    PromiseCurve,
    Reforecast,
    ToMeasure,
)
from kit.analysis.model.instruments import (
    AutomationResult,
    Diagnostic,
    Firmness,
    GdprResult,
    Pain,
    ProcessResult,
    Ranked,
    ToolAdvice,
)
from kit.analysis.model.launch import Bug, DeploymentBox, DeploymentResult, TrialSheet
from kit.analysis.model.money import (
    Adjustment,
    BreakEven,
    BusinessCase,
    CaseScenario,
    ClaimedCase,
    Corrected,
    Distribution,
    Driver,
    Flows,
    MoneyLine,
    OptionResult,
    PhaseBudget,
    PoolUse,
    Returns,
    Spread,
    Stack,
    Stacks,
    Upkeep,
)
from kit.analysis.model.offers import AidResult, StaleEntry, UseCaseResult
from kit.analysis.model.people import (
    ActorsResult,
    AspectResult,
    ChangeResult,
    CommunicationPlan,
    CompetencesResult,
    GovernanceResult,
    ImpactRow,
    ImpactStudy,
    Perception,
    PhaseSpan,
    PlannedMessage,
    SkillProfile,
    SkillResult,
    StepActors,
)
from kit.analysis.model.project import DeadlineResult, MeasuringTask, Plan, Task, ThreadRow
from kit.analysis.model.risks import (
    PrivacyResult,
    Recipient,
    RegisterEntry,
    RegisterField,
    RiskRegister,
    RiskResult,
    SupplierQuestions,
    Weighed,
)
from kit.analysis.model.roadmap import (
    Load,
    LoadMonth,
    LoadShare,
    PersonLoad,
    Roadmap,
    RoadmapAction,
    RoadmapBand,
    RoadmapMonth,
)
from kit.analysis.model.selection import (
    CriterionNotes,
    CriterionResult,
    GridChange,
    GridFirmness,
    GridResult,
    IdeaResult,
    IdeasResult,
    Opinion,
    SolutionCost,
    SolutionResult,
)
from kit.analysis.model.sourcing import (
    ContractResult,
    Dimension,
    DispositionResult,
    Route,
)
from kit.analysis.model.what_if import AppliedScenario, AppliedVotes, Compared, Lever
from kit.analysis.model.workshop import SortedTask, TaskMatrix
from kit.client import Client

__all__ = [
    "ActorsResult",
    "Adjustment",
    "AiProject",
    "AiSelfTest",
    "AiStep",
    "AidResult",
    "Analysis",
    "AppliedScenario",
    "AppliedVotes",
    "AspectResult",
    "AutomationProgress",
    "AutomationResult",
    "BreakEven",
    "Bug",
    "BusinessCase",
    "CaseScenario",
    "ChangeResult",
    "Checked",
    "ClaimedCase",
    "CommunicationPlan",
    "Compared",
    "CompetencesResult",
    "ContractResult",
    "Corrected",
    "Correction",
    "CriterionNotes",
    "CriterionResult",
    "Crm",
    "CrmTool",
    "DeadlineResult",
    "DeploymentBox",
    "DeploymentResult",
    "Diagnostic",
    "Dimension",
    "DispositionResult",
    "Distribution",
    "Driver",
    "Finding",
    "Firmness",
    "Flash",
    "FlashCandidate",
    "Flows",
    "FollowUp",
    "GdprResult",
    "GovernanceResult",
    "GridChange",
    "GridFirmness",
    "GridResult",
    "HorizonResult",
    "IdeaResult",
    "IdeasResult",
    "ImpactRow",
    "ImpactStudy",
    "KindRatio",
    "KpiProgress",
    "Lever",
    "Load",
    "LoadMonth",
    "LoadShare",
    "MeasuringTask",
    "MoneyLine",
    "Opinion",
    "OptionContent",
    "OptionResult",
    "Pain",
    "Perception",
    "Period",
    "PersonLoad",
    "PhaseBudget",
    "PhaseSpan",
    "Plan",
    "PlannedMessage",
    "PoolUse",
    "PrivacyResult",
    "ProcessResult",
    "PromiseCurve",
    "Quantity",
    "Ranked",
    "Recipient",
    "Reforecast",
    "RegisterEntry",
    "RegisterField",
    "Returns",
    "RiskRegister",
    "RiskResult",
    "Roadmap",
    "RoadmapAction",
    "RoadmapBand",
    "RoadmapMonth",
    "Route",
    "Score",
    "SkillProfile",
    "SkillResult",
    "SolutionCost",
    "SolutionResult",
    "SortedTask",
    "Spread",
    "Stack",
    "Stacks",
    "StaleEntry",
    "StepActors",
    "SupplierQuestions",
    "Task",
    "TaskMatrix",
    "TextKey",
    "ThreadRow",
    "ToMeasure",
    "ToolAdvice",
    "Trace",
    "TrialSheet",
    "Upkeep",
    "UseCaseResult",
    "Verdict",
    "Weighed",
]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything computed about one client."""

    client: Client
    as_of: date
    diagnostic: Diagnostic | None  # None: the sheet was not filled
    processes: tuple[ProcessResult, ...]  # in the workbook's order
    priorities: tuple[Ranked, ...]  # by rank
    prerequisites: Checked | None
    gdpr: GdprResult | None
    automations: tuple[AutomationResult, ...]
    launch: Mapping[str, Checked]  # test, deployment and change checklists that were answered
    business_case: BusinessCase | None
    plan: Plan
    findings: tuple[Finding, ...]
    traces: tuple[Trace, ...]
    assumptions: tuple[tuple[str, float, str], ...]  # (threshold key, value used, unit)
    firmness: Firmness | None = None
    options: tuple[OptionResult, ...] = ()
    baseline: tuple[MeasuringTask, ...] = ()
    thread: tuple[ThreadRow, ...] = ()
    deadlines: tuple[DeadlineResult, ...] = ()
    checklists: Mapping[str, Checked] = field(default_factory=dict)  # every one answered, by id
    task_matrix: TaskMatrix | None = None
    trials: tuple[TrialSheet, ...] = ()
    deployments: tuple[DeploymentResult, ...] = ()
    roadmap: Roadmap | None = None
    load: Load | None = None
    grids: tuple[GridResult, ...] = ()
    ideas: IdeasResult | None = None
    horizons: tuple[HorizonResult, ...] = ()
    option_contents: tuple[OptionContent, ...] = ()
    verdict: Verdict | None = None
    flash: Flash | None = None
    follow_up: FollowUp | None = None
    privacy: PrivacyResult | None = None  # None: no personal data
    risks: RiskRegister | None = None  # None: none written, none proposed
    contracts: tuple[ContractResult, ...] = ()
    dispositions: tuple[DispositionResult, ...] = ()  # () when nobody filled the sheet
    use_cases: tuple[UseCaseResult, ...] = ()
    aids: tuple[AidResult, ...] = ()
    stale: tuple[StaleEntry, ...] = ()
    ai: AiProject | None = None
    crm: Crm | None = None
    change: ChangeResult | None = None  # None: none of its sheets was filled
    competences: CompetencesResult | None = None
    scenario: AppliedScenario | None = None  # None: the workbook as it is
    votes: AppliedVotes | None = None  # None: those of the workbook alone

    def process(self, id: str) -> ProcessResult:
        return next(result for result in self.processes if result.id == id)

    def automation(self, id: str) -> AutomationResult:
        return next(result for result in self.automations if result.id == id)
