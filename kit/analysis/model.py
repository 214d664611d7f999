"""What everything computed looks like: the frozen result of `analyse`.

Full precision, never rounded here. ``None`` means "cannot be computed"; the reason is a
text key kept beside it (`reasons`, by field name). Processes and automations carry an
`id` (slug of the name, unique in its table); results point to each other by id.

Values inside `params` (of reasons, findings, tasks) are raw, for the display to word:
a TextKey is translated; a `Quantity` (value, unit) or a date is formatted; a tuple of
strings is a list of names or keys; any other string is the client's own words, as it is.
Units: EUR, h, min, share (0..1), number, days, months, EUR/h, EUR/month.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kit.client import Automation, Client, Process, RegisterLine, Step

Quantity = tuple[float, str]  # (value, unit)
Day = date  # `Task.date` would hide the type from the fields after it


class TextKey(str):
    """A key of content/texts among the params of a sentence: translated at display."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Score:
    """A checklist or one of its groups, counted. Unanswered is not ticked, and counted apart."""

    key: str  # checklist or group id
    ticked: int  # "yes"; a "partly" is not ticked
    partly: int
    applicable: int  # all items but those answered "na"
    unanswered: int
    of: int  # items in all
    share: float | None  # ticked / applicable, 0..1; None: nothing applies
    missing: tuple[str, ...]  # applicable items that are not ticked, in order
    mean: float | None = None  # of the notes given, 1..5; lists of notes only


@dataclass(frozen=True, slots=True)
class Checked:
    """A checklist scored: total, groups, and its gate when it has one."""

    total: Score
    groups: tuple[Score, ...]
    gate: float | None  # share required, 0..1
    passed: bool | None  # None: no gate


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
    blocked_by: tuple[str, ...]  # "prerequisites", "gdpr", "register"


@dataclass(frozen=True, slots=True)
class GdprResult:
    checked: Checked
    blocking: tuple[str, ...]  # items that hold back automations of personal data
    concerned: tuple[str, ...]  # automation ids that handle personal data
    without_register: tuple[str, ...]  # of them, those with no register line
    transfers_uncovered: tuple[str, ...]  # outside the EU without adequacy or clauses


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One line of gains or costs, by month."""

    id: str  # "gain-1", "cost-2": position in its table
    label: str
    side: str  # "gain" or "cost"
    kind: str  # gain kind or cost rhythm
    automation: str | None  # id
    hours_month: float | None
    month: float | None  # [EUR/month]; None for a one-off cost or when not computable
    once: float | None  # [EUR] one-off costs only
    confidence: str | None
    reason: str | None = None  # text key: why it could not be computed


@dataclass(frozen=True, slots=True)
class BusinessCase:
    lines: tuple[MoneyLine, ...]
    hours_month: float | None  # hours freed
    gross_month: float | None  # gains, before any cost [EUR/month]
    cost_month: float | None  # recurring costs [EUR/month]
    net_month: float | None  # gross - recurring [EUR/month]
    cost_once: float | None  # [EUR]
    cost_first_year: float | None  # one-off + 12 months [EUR]
    gain_first_year: float | None  # 12 months of gross [EUR]
    roi_first_year: float | None  # (gain - cost) / cost
    payback_month: int | None  # first month whose cumulated net covers the one-off; 0: none
    npv: float | None  # over `horizon`, at `discount_rate` a year [EUR]
    irr: float | None  # yearly
    horizon: int  # [months]
    discount_rate: float
    targets: Mapping[str, bool | None]  # "roi", "net_month": met? None: not computable
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Task:
    """One dated task of the plan."""

    key: str  # stable: plan step, or lift.<checklist>.<item>
    plan_day: int  # n-th working day of the plan
    date: Day
    last_date: Day
    text: str  # text key of the task; `params` fill it
    output_text: str | None  # text key of the expected output
    params: Mapping[str, str]
    owner: str | None  # as the client wrote it
    owner_field: str  # lead, sponsor, builder, data_protection, users
    automation: str | None  # id
    blocked_by: tuple[str, ...]  # "prerequisites", "gdpr", "register", "design"
    horizon: int  # 14 or 30
    go_live: bool = False
    moved: str | None = None  # text key: why the date was pushed back (Friday, eve…)
    moved_from: Day | None = None  # the day that was refused


@dataclass(frozen=True, slots=True)
class Plan:
    start: date  # first working day
    assumed_start: bool  # the workbook gave none: the as-of date was taken
    tasks: tuple[Task, ...]  # by date
    days_off: tuple[tuple[date, str], ...]  # holidays and closures met, with their names
    end_14: date
    end_30: date
    days_off_en: tuple[tuple[date, str], ...] = ()  # the same days, named in English


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold together. It never changes the client's data."""

    code: str  # text key: analysis.finding.<code>
    place: str | None  # "Gains!F7"
    written: str | None
    computed: str | None
    effect: str | None
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a figure comes from: its formula with the client's numbers, and their cells.

    `rule` names the formula's text, ``analysis.formula.<rule>``, whose placeholders are
    the keys of `terms`. Twelfths are a number a year seen by month: 220 days over 12.
    """

    figure: str  # "processes.<id>.hours_month", "business_case.net_month"
    rule: str
    # name -> (value, unit: EUR, h, min, share, number, twelfths)
    terms: Mapping[str, tuple[float, str]]
    value: float
    unit: str
    cells: tuple[str, ...]


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

    def process(self, id: str) -> ProcessResult:
        return next(result for result in self.processes if result.id == id)

    def automation(self, id: str) -> AutomationResult:
        return next(result for result in self.automations if result.id == id)
