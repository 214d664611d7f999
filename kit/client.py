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
from datetime import date

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Company:
    """Who the engagement is for, and what the choice of tools depends on."""

    name: str
    activity: str | None = None
    staff: int | None = None  # people
    department: str | None = None  # French département code, "67", "2A", "974": local holidays
    contact: str | None = None  # role of the client's contact, not a personal name
    consultant: str | None = None
    firm: str | None = None  # the consultant's firm
    confidentiality: str | None = None  # line printed on every page
    office_suite: str | None = None  # choice: microsoft, google, other
    tools: tuple[str, ...] = ()  # software in use today, to be connected
    tool_budget: float | None = None  # [EUR/month]
    hosting: str | None = None  # choice: free, europe, self_hosted
    technical_skills: bool | None = None  # someone in-house can run a server
    working_days: float | None = None  # [days/year]; default in content/thresholds.toml
    working_weeks: float | None = None  # [weeks/year]; default in content/thresholds.toml


@dataclass(frozen=True, slots=True)
class Role:
    """A job in the company, not a person."""

    name: str
    hourly_cost: float | None = None  # [EUR/h], loaded (gross pay + employer's charges)
    yearly_hours: float | None = None  # [h/year] worked by one person of the role
    headcount: float | None = None  # people


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one item of a checklist. Only answered items are kept."""

    item: str  # "<checklist>.<item>", unique over all checklists
    value: str | None = None  # "yes", "partly", "no", "na", "1".."5"; None: left blank
    comment: str | None = None
    frequency: str | None = None  # choice; pains only
    minutes: float | None = None  # [min] each time; pains only
    who: str | None = None  # a role; pains only
    pain: int | None = None  # 1 (bearable) to 5 (unbearable); pains only


@dataclass(frozen=True, slots=True)
class Process:
    """A recurring task of the client: one card."""

    name: str
    domain: str  # choice: admin, hr, sales, support, operations
    owner: str | None = None
    trigger: str | None = None
    exceptions: str | None = None
    actors: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    frequency: str | None = None  # choice: daily, weekly, monthly, quarterly, yearly, on_demand
    volume_month: float | None = None  # [runs/month]
    minutes: float | None = None  # [min/run]
    role: str | None = None  # name of a Role, whose hourly cost applies
    hourly_cost: float | None = None  # [EUR/h]; wins over the role's
    error_rate: float | None = None  # share of runs with an error, 0..1
    error_cost: float | None = None  # [EUR/error]
    frictions: str | None = None
    personal_data: bool | None = None
    sensitive_data: bool | None = None
    critical: bool | None = None  # stops the business, money or image when it fails
    repetitive: bool | None = None
    added_value: str | None = None  # choice: low, high


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a process, in the order of the sheet; a decision has two branches."""

    process: str
    action: str  # what is done, or the question of a decision
    actor: str | None = None
    condition: str | None = None  # filled: this step is a decision ("amount > 500 €")
    if_yes: str | None = None  # what happens, when the condition holds
    if_no: str | None = None


@dataclass(frozen=True, slots=True)
class Priority:
    """Three notes given to a process, each 1 to 5."""

    process: str
    impact: int | None = None  # 5 = critical for revenue or customers, 1 = comfort
    effort: int | None = None  # 5 = custom development, 1 = native connector
    risk: int | None = None  # 5 = sensitive data, money or image, 1 = harmless
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Automation:
    """The designed answer to a process: one automation, one card, one owner."""

    name: str
    process: str
    owner: str | None = None
    level: str | None = None  # choice: no_code, ai, hybrid
    trigger: str | None = None
    conditions: str | None = None
    actions: tuple[str, ...] = ()  # in order
    tools: tuple[str, ...] = ()
    rules: str | None = None  # business rules, as if / then
    exceptions: str | None = None  # with their route
    human_check: str | None = None  # where a person validates
    logs: str | None = None  # where the run log goes
    complexity: str | None = None  # choice: linear, branches, loops
    critical: bool | None = None  # never switched on on a Friday or the eve of a holiday


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of the GDPR register: what an automation does with personal data."""

    automation: str
    purpose: str | None = None
    people: str | None = None  # categories of people concerned
    data: str | None = None  # categories of data
    legal_basis: str | None = None  # choice: consent, contract, legal_obligation, …
    provider: str | None = None  # processor or recipient
    outside_eu: bool | None = None
    transfer_tool: str | None = None  # choice: adequacy, clauses, none (a DPA is not one)
    dpa_signed: bool | None = None
    retention_months: float | None = None  # [months]


@dataclass(frozen=True, slots=True)
class Gain:
    """One line of gains, as the client states it.

    ``hours``: (before - after) x volume, valued at the role's hourly cost.
    ``errors``: volume x (error_before - error_after) x unit_value.
    Others: volume x rate (1 when blank) x unit_value, x margin_rate for ``revenue``.
    """

    label: str
    kind: str  # choice: hours, errors, cash, margin, revenue, risk
    automation: str | None = None
    process: str | None = None
    volume: float | None = None  # [units/period]
    period: str | None = None  # choice: day, week, month, quarter, year
    before: float | None = None  # [min/unit] today
    after: float | None = None  # [min/unit] of supervision once automated
    role: str | None = None
    error_before: float | None = None  # 0..1
    error_after: float | None = None  # 0..1
    rate: float | None = None  # 0..1
    unit_value: float | None = None  # [EUR/unit]
    margin_rate: float | None = None  # 0..1
    confidence: str | None = None  # choice: measured, declared, assumed
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """One line of costs: quantity (1 when blank) x unit_price, at the stated rhythm."""

    label: str
    rhythm: str  # choice: once, month, year
    automation: str | None = None
    quantity: float | None = None
    unit_price: float | None = None  # [EUR]
    source: str | None = None


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """When the plan starts and who does what (roles or first names)."""

    start: date | None = None
    lead: str | None = None  # project lead, steers the plan
    sponsor: str | None = None  # decides, lifts obstacles
    builder: str | None = None  # builds the automations
    data_protection: str | None = None  # answers for GDPR
    users: str | None = None  # test users
    closed_days: tuple[str, ...] = ()  # weekdays the client never works: "monday"…


@dataclass(frozen=True, slots=True)
class Closure:
    """Days the client is closed, both ends included."""

    first: date
    last: date
    label: str | None = None


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
    plan: PlanSettings = PlanSettings()
    closures: tuple[Closure, ...] = ()
    # Where each value was read: "processes/0/minutes" -> "Processus!H7". The path is the
    # table, the index in the tuple (the item for "answers") and the field; forms have no
    # index: "company/name". Not part of equality: the same facts may stand elsewhere.
    cells: Mapping[str, str] = field(default_factory=dict, compare=False, hash=False)
