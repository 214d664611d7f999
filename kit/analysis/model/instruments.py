"""Diagnostic, processes, priorities, automations, personal data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kit.analysis.model.basics import Checked
from kit.client import Automation, Process, RegisterLine, Step


@dataclass(frozen=True, slots=True)
class Pain:
    item: str
    domain: str
    hours_month: float | None  # when frequency and minutes were given [h/month]
    pain: int | None
    comment: str | None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    checked: Checked  # groups are the domains
    pains: tuple[Pain, ...]  # ticked ones, most hours then most painful first
    advice: str  # text key: analysis.advice.few / right / many / none
    candidates: int  # processes listed
    candidates_advice: str  # text key: analysis.candidates.few / right / many


@dataclass(frozen=True, slots=True)
class ProcessResult:
    id: str
    process: Process
    steps: tuple[Step, ...]
    hourly_cost: float | None  # [EUR/h] own, else the role's
    hours_month: float | None
    hours_year: float | None
    cost_year: float | None  # [EUR/year]
    role_share: float | None  # of the role's yearly hours x headcount, 0..1
    ready: bool
    missing: tuple[str, ...]  # of trigger, steps, owner, exceptions
    zone: bool | None  # repetitive and low added value: the automation zone
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A process with its three notes. Not noted in full: no score, listed last, unranked."""

    process: str  # id
    name: str
    impact: int | None
    effort: int | None
    risk: int | None
    score: float | None
    stars: int | None  # 1..5
    quick_win: bool
    rank: int | None  # ties are broken, so every rank is different
    reason: str  # text key of what decided between ties: analysis.tie.none / impact / …
    tied_with: tuple[str, ...] = ()  # ids with the same score
    comment: str | None = None
    deadline: str | None = None  # id of a legal deadline the client tied it to
    top_share: float | None = None  # share of weight draws that keep it in the top
    juror_share: float | None = None  # share of juror subsets that keep it in the top


@dataclass(frozen=True, slots=True)
class Firmness:
    """How firm the first place is, under other weights and with fewer jurors (method M18.5)."""

    first: str  # process id
    second: str | None  # the one that would take its place
    draws: int
    spread: float  # weights drawn within this share of their value
    first_share: float  # of the weight draws that leave it first
    top: int
    # The smallest change that dethrones the first, absolute scales only: what moves
    # ("weight_impact", "weight_effort", "weight_risk", or a note "impact", "effort",
    # "risk"), of which process (notes only), from, to. None: no single change does.
    change: tuple[str, str | None, float, float] | None
    jurors: int  # who voted
    subsets: int
    firm: bool | None
    juror_first_share: float | None = None  # of the juror subsets that leave it first
    jury_first: str | None = None  # process id the whole jury's mean notes put first


@dataclass(frozen=True, slots=True)
class ToolAdvice:
    tool: str  # id in the catalogue
    name: str
    family: str
    fit: bool
    reasons: tuple[tuple[str, Mapping[str, object]], ...]  # (text key, params), for or against
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class AutomationResult:
    id: str
    automation: Automation
    process: str  # id
    design: Checked  # the five design boxes, answered by the card's own fields
    register: tuple[RegisterLine, ...]
    personal_data: bool
    tools: tuple[ToolAdvice, ...]  # chosen first, then fit, then ruled out
    blocked_by: tuple[str, ...]  # "prerequisites", "gdpr", "register"; "tests": its go-live


@dataclass(frozen=True, slots=True)
class GdprResult:
    checked: Checked
    blocking: tuple[str, ...]  # items that hold back automations of personal data
    concerned: tuple[str, ...]  # automation ids that handle personal data
    without_register: tuple[str, ...]  # of them, those with no register line
    transfers_uncovered: tuple[str, ...]  # outside the EU without adequacy or clauses
