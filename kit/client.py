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

SCHEMA_VERSION = 2

# When something starts or ends: a date, a month of the project (1 = the first), or the name
# of a phase (a gain then starts the month after that phase ends).
Moment = date | int | str


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
    deadline: str | None = None  # choice: a legal deadline of content/deadlines.toml
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """The notes one member of the workshop gave to a process: how firm is the ranking?"""

    juror: str  # a role or a number, not a personal name
    process: str
    impact: int | None = None  # 1..5
    effort: int | None = None
    risk: int | None = None


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

    ``hours``: (before - after) x how often, valued at the role's hourly cost. How often is
    volume x period when the times are per run (`per` blank or "run"); else `per` alone,
    times `volume` people or places when a volume stands without a period. When `after` is
    blank and `rate` given, before x rate is gained.
    ``errors``: volume x (error_before - error_after) x unit_value.
    Others: volume x rate (1 when blank) x unit_value, x margin_rate for ``revenue``.
    `claimed_*` are what a proposal or an earlier audit wrote: checked, never counted.
    """

    label: str
    kind: str  # choice: hours, errors, cash, margin, revenue, risk
    automation: str | None = None
    process: str | None = None
    action: str | None = None  # name of an Action
    options: tuple[str, ...] = ()  # names of the Options it belongs to; none: all of them
    volume: float | None = None  # [units/period]
    period: str | None = None  # choice: day, week, month, quarter, year
    before: float | None = None  # [min per `per`] today
    after: float | None = None  # [min per `per`] of supervision once automated
    per: str | None = None  # choice time_base: run (when blank), day, week, month, year
    role: str | None = None
    reuse: float | None = None  # share of the freed time really used for something else, 0..1
    error_before: float | None = None  # 0..1
    error_after: float | None = None  # 0..1
    rate: float | None = None  # 0..1
    unit_value: float | None = None  # [EUR/unit]
    margin_rate: float | None = None  # 0..1
    start: Moment | None = None  # first month of effect; a phase: the month after its end
    ramp_months: float | None = None  # [months] before the full effect, in equal steps
    low: float | None = None  # at worst, as a share of the likely figure: 0.7
    high: float | None = None  # at best, as a share of the likely figure: 1.2
    confidence: str | None = None  # choice: measured, declared, assumed
    source: str | None = None
    claimed_hours: float | None = None  # [h/year] as written by whoever proposes
    claimed_amount: float | None = None  # [EUR/year] as written


@dataclass(frozen=True, slots=True)
class Cost:
    """One line of costs.

    quantity x unit_price x users (each 1 when blank) at the stated rhythm, x months when
    given, + client_days x day_rate. A monthly or yearly cost with `months` stops after
    them: it is then part of the set-up, and of its phase's budget.
    """

    label: str
    rhythm: str  # choice: once, month, year
    nature: str | None = None  # choice: software, service, staff, training, contingency, other
    automation: str | None = None
    options: tuple[str, ...] = ()  # names of the Options it belongs to; none: all of them
    phase: str | None = None  # a one-off is spread evenly over it
    quantity: float | None = None
    unit_price: float | None = None  # [EUR]
    users: float | None = None  # people a licence is paid for
    months: float | None = None  # [months] it is paid for
    client_days: float | None = None  # [days] of the client's own staff
    day_rate: float | None = None  # [EUR/day]
    start: Moment | None = None  # first month paid
    low: float | None = None  # at best, as a share of the likely figure
    high: float | None = None  # at worst, as a share of the likely figure
    source: str | None = None
    claimed_amount: float | None = None  # [EUR] as written: the whole line, or one period of it


@dataclass(frozen=True, slots=True)
class Finance:
    """How the business case is to be computed; what is blank is the catalogue's default."""

    start: date | None = None  # first day of month 1; blank: the plan's start
    horizon_months: int | None = None
    discount_rate: float | None = None  # a year
    discounting: str | None = None  # choice: year_end, monthly, by_date
    distribution: str | None = None  # choice: triangular, pert
    target_roi: float | None = None  # first year, 3.0 is 300 %
    target_net_month: float | None = None  # [EUR/month]
    target_payback_months: int | None = None
    contingency: float | None = None  # share of the set-up outside phases and of phases without
    hours_year: float | None = None  # [h/year] of a full-time person
    hours_day: float | None = None  # [h/day]


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the project, both ends included; its gains come after its end."""

    name: str
    start: Moment | None = None  # a date or a month of the project
    end: Moment | None = None
    contingency: float | None = None  # share of its set-up lines
    claimed_contingency: float | None = None  # [EUR] as written
    claimed_total: float | None = None  # [EUR] as written, contingency included


@dataclass(frozen=True, slots=True)
class Option:
    """One way of doing the project: A, B, C. Amounts stated here stand for lines not detailed."""

    name: str
    approach: str | None = None
    retained: bool | None = None  # the option the business case is about
    band_low: float | None = None  # [EUR] budget it is advised for, from
    band_high: float | None = None  # [EUR] to
    set_up_low: float | None = None  # [EUR]
    set_up_high: float | None = None  # [EUR]; blank: as low
    run_low: float | None = None  # [EUR/year]
    run_high: float | None = None
    gain_low: float | None = None  # [EUR/year]
    gain_high: float | None = None
    limits: str | None = None
    advised_when: str | None = None
    claimed_months: float | None = None  # [months] its net and return are written for
    claimed_net: float | None = None  # [EUR] as written
    claimed_roi: float | None = None  # share, as written
    claimed_payback: float | None = None  # [months] as written


@dataclass(frozen=True, slots=True)
class Action:
    """From a pain to what is done about it. A pain with no action, or the reverse, is told."""

    name: str | None = None  # the action; blank: nothing is planned for this problem
    problem: str | None = None  # what hurts
    consequence: str | None = None
    need: str | None = None  # what is expected
    horizon: str | None = None  # choice: urgent, important, structuring
    start: Moment | None = None
    phase: str | None = None
    options: tuple[str, ...] = ()
    owner: str | None = None
    claimed_hours: float | None = None  # [h/year] as written
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Kpi:
    """An indicator: today, target, by when. No "today": it must be measured first."""

    name: str
    group: str | None = None  # choice: operational, quality, business
    unit: str | None = None  # choice kpi_unit: number, percent, hours_day…
    today: float | None = None
    target: float | None = None
    due: Moment | None = None  # date or month by which the target is met
    role: str | None = None  # whose time it is: bounds the hours that role can free
    owner: str | None = None  # who measures
    how: str | None = None  # how it is measured
    days: float | None = None  # [working days] of measuring
    sample: int | None = None  # cases to observe
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated decision, gate, go-live or meeting, and what must come before it."""

    name: str
    kind: str | None = None  # choice: decision, gate, go_live, meeting, item, task
    when: Moment | None = None
    after: str | None = None  # name of the Milestone it must wait for
    part_of: str | None = None  # name of the meeting whose agenda it is an item of
    minutes: float | None = None  # [min]
    option: str | None = None  # what a decision chooses
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """One line of a test sheet."""

    automation: str
    scenario: str | None = None
    given: str | None = None  # input
    expected: str | None = None
    obtained: str | None = None
    status: str | None = None  # choice: ok, bug


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A row of amounts, as a published table prints it, or one dated amount."""

    label: str
    side: str  # choice: gain, cost
    kind: str | None = None  # choice gain_kind: its value class; blank: cash
    options: tuple[str, ...] = ()
    initial: float | None = None  # [EUR] today
    year_1: float | None = None  # [EUR] at the end of year 1
    year_2: float | None = None
    year_3: float | None = None
    year_4: float | None = None
    year_5: float | None = None
    day: date | None = None  # of `amount`
    amount: float | None = None  # [EUR]
    source: str | None = None
    claimed_total: float | None = None  # [EUR] as printed
    claimed_present_value: float | None = None  # [EUR] as printed


@dataclass(frozen=True, slots=True)
class Claim:
    """A result as somebody wrote it, to be checked against what the lines give."""

    figure: str  # choice claim_figure: gains_year, gains_total, costs_total, roi…
    option: str | None = None
    months: float | None = None  # [months] it is written for
    value: float | None = None  # [EUR, h, months]
    rate: float | None = None  # share: roi, irr
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
    votes: tuple[Vote, ...] = ()
    finance: Finance = Finance()
    phases: tuple[Phase, ...] = ()
    options: tuple[Option, ...] = ()
    actions: tuple[Action, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    tests: tuple[Trial, ...] = ()
    flows: tuple[FlowRow, ...] = ()
    claims: tuple[Claim, ...] = ()
    plan: PlanSettings = PlanSettings()
    closures: tuple[Closure, ...] = ()
    # Where each value was read: "processes/0/minutes" -> "Processus!H7". The path is the
    # table, the index in the tuple (the item for "answers") and the field; forms have no
    # index: "company/name". Not part of equality: the same facts may stand elsewhere.
    cells: Mapping[str, str] = field(default_factory=dict, compare=False, hash=False)
