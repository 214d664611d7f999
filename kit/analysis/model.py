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
    """One line of gains or costs: its steady month, then when it starts, ramps and stops."""

    id: str  # "gain-1", "cost-2", "flow-3": position in its table
    label: str
    side: str  # "gain" or "cost"
    kind: str  # gain kind or cost rhythm
    automation: str | None  # id
    hours_month: float | None  # hours freed, before any share of re-use
    month: float | None  # [EUR/month] at full effect; None: a one-off or not computable
    once: float | None  # [EUR] one-off costs, and recurring ones that stop
    confidence: str | None
    reason: str | None = None  # text key: why it could not be computed
    value_class: str = ""  # gains: cash, capacity, margin, risk
    role: str | None = None  # whose hours are freed
    reuse: float | None = None  # stated share of re-use, already in `month`
    options: tuple[str, ...] = ()
    action: str | None = None
    phase: str | None = None
    start: int = 1  # first month of effect or of spending; 0: up front
    stated_start: int | None = None  # first month as the client wrote it, when written
    go_live: int | None = None  # first month after the phase its action or phase belongs to
    end: int | None = None  # last month of a one-off spread or of a bounded cost
    ramp: float = 0.0  # [months] before the full effect
    low: float = 1.0  # multipliers of the likely figure, stated or from its confidence
    high: float = 1.0
    stated_range: bool = False
    yearly: tuple[float, ...] | None = None  # rows of amounts: initial, year 1, 2…
    dated: tuple[date, float] | None = None  # one dated amount
    computed: float | None = None  # the line in the unit of its claim (EUR/year of a gain…)
    claimed: float | None = None  # as written
    claimed_hours: float | None = None  # [h/year] as written

    def counts_in(self, option: str | None) -> bool:
        """Whether it is part of *option*: it names it, or names none."""
        return option is None or not self.options or option in self.options


@dataclass(frozen=True, slots=True)
class Flows:
    """Amounts by month: index 0 is today, m the m-th month [EUR]."""

    gains: tuple[float, ...]
    costs: tuple[float, ...]  # positive
    dates: tuple[date, ...] = ()  # of each index, when known
    # Amounts paid on a given day, counted above in the month that ends on it or after:
    # (index, day, gain, cost). Discounting by date takes them at their day.
    dated: tuple[tuple[int, date, float, float], ...] = ()

    @property
    def net(self) -> tuple[float, ...]:
        return tuple(gain - cost for gain, cost in zip(self.gains, self.costs, strict=True))

    @property
    def cumulated(self) -> tuple[float, ...]:
        total, sums = 0.0, []
        for amount in self.net:
            total += amount
            sums.append(total)
        return tuple(sums)


@dataclass(frozen=True, slots=True)
class Returns:
    """What flows return over the horizon. `reasons`: why a figure is None, by field."""

    gain: float
    cost: float
    net: float
    roi: float | None  # (gain - cost) / cost
    payback_month: int | None  # first month from which the cumulated net stays at 0 or more
    payback_exact: float | None  # the same, between two months
    npv: float | None
    irr: float | None
    irr_roots: tuple[float, ...] = ()  # when several rates bring the NPV to 0
    lowest: float = 0.0  # deepest point of the cumulated net [EUR]
    reasons: Mapping[str, str] = field(default_factory=dict)
    gain_present: float = 0.0  # present values: their difference is the NPV
    cost_present: float = 0.0
    roi_present: float | None = None  # NPV / cost_present, the ROI that Forrester prints


@dataclass(frozen=True, slots=True)
class Stack:
    """A step of the value ladder: this class of gains and those before it."""

    key: str  # cash, capacity, margin, risk
    gain_year: float  # of this class alone, hours for their re-used share [EUR/year]
    total_year: float  # of the stack [EUR/year]
    returns: Returns  # of the stack, all costs and upkeep counted


@dataclass(frozen=True, slots=True)
class Stacks:
    steps: tuple[Stack, ...]
    reuse: float  # share applied where the line states none
    not_reused_year: float  # freed time the ladder leaves out [EUR/year]
    upkeep_year: float  # [EUR/year] of the hours that have a cost: `Upkeep` tells the others


@dataclass(frozen=True, slots=True)
class CaseScenario:
    key: str  # prudent, likely, ambitious
    flows: Flows
    returns: Returns


@dataclass(frozen=True, slots=True)
class Spread:
    """Quantiles of one result over the draws."""

    p10: float
    p50: float
    p90: float
    mean: float


@dataclass(frozen=True, slots=True)
class Distribution:
    """The seeded Monte Carlo over the lines' ranges."""

    draws: int
    seed: int
    shape: str  # triangular or pert
    together: float
    net: Spread  # over the horizon
    npv: Spread
    roi: Spread | None
    set_up: Spread
    band: tuple[tuple[float, float, float], ...]  # P10, P50, P90 of the cumulated net by month
    histogram: tuple[tuple[float, float, int], ...]  # of the net: from, to, draws
    chance_target: float | None  # first-year ROI above its target
    chance_payback: float | None  # within the target of months
    chance_loss: float  # net over the horizon below 0
    contingency_required: float | None  # share of the likely set-up that covers the range


@dataclass(frozen=True, slots=True)
class Driver:
    """A bar of the tornado: the net over the horizon when one thing moves alone."""

    key: str  # line id, "delay", "reuse" or "upkeep"
    label: str | None  # the line's
    low: float  # net at its worst
    high: float  # net at its best
    swing: float


@dataclass(frozen=True, slots=True)
class BreakEven:
    """How far things may slip while a goal is still met. None: out of reach, with the reason."""

    goal: str  # "roi" or "payback"
    target: float  # share, or months
    set_up: float | None  # largest one-off budget [EUR]
    adoption: float | None  # smallest share of all gains, 0..1
    # (line id, smallest volume, today's, period); None: out of reach of that line alone
    volumes: tuple[tuple[str, float | None, float, str], ...]
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PoolUse:
    """The hours of a role against what is drawn on them [h/year]."""

    role: str
    freed: float  # as the lines say
    pool: float | None  # yearly hours x headcount
    bound: float | None  # what a KPI's target leaves to free
    kpi: str | None  # its name
    counted: float  # the least of the three
    share: float | None  # freed / pool


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Work after go-live that no cost line counts yet, by automation [h/month], [EUR/month]."""

    automations: tuple[tuple[str, float, float | None], ...]  # (id, hours, cost)
    hours_month: float
    cost_month: float | None


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Where the corrected case departs from the cells: one line, one reason."""

    code: str  # finding code: gain_before_go_live, hours_over_pool, hours_over_kpi…
    line: str  # MoneyLine id
    factor: float  # of the line's amount, 1.0 when only the start moves
    start: int | None  # corrected first month


@dataclass(frozen=True, slots=True)
class Corrected:
    """The case once what cannot be is set right. Never written back to the client's data."""

    adjustments: tuple[Adjustment, ...]
    lines: tuple[MoneyLine, ...]
    gross_month: float | None
    net_month: float | None
    flows: Flows
    returns: Returns


@dataclass(frozen=True, slots=True)
class ClaimedCase:
    """The case as somebody wrote it: all gains from the first month, set-up as it is spent."""

    gain_year: float | None
    set_up: float | None
    run_year: float | None
    hours_year: float | None
    months: int
    cumulated: tuple[float, ...]  # by month, index 0 is today


@dataclass(frozen=True, slots=True)
class PhaseBudget:
    """A phase's set-up [EUR]: lines, contingency, total, as computed and as written."""

    phase: str
    first: int | None  # month
    last: int | None
    lines: tuple[tuple[str, float | None], ...]  # (line id, amount)
    subtotal: float
    contingency_rate: float
    contingency: float
    total: float
    low: float
    high: float
    claimed_lines: float | None  # sum of the lines as written
    claimed_contingency: float | None
    claimed_total: float | None
    missing: int  # lines without a price


@dataclass(frozen=True, slots=True)
class OptionResult:
    """One option over the horizon. Ranges are (low, high) [EUR]."""

    name: str
    retained: bool
    stated: bool  # from the amounts of its row; else from its lines
    months: int
    set_up: tuple[float, float] | None
    run_year: tuple[float, float] | None
    gain_year: tuple[float, float] | None
    net: tuple[float, float] | None
    roi: float | None  # at the middle of the row's ranges, or as likely as its lines
    payback: tuple[float, float] | None  # [months], from best to worst; None: never
    band: tuple[float | None, float | None]
    in_band: bool | None
    over: str | None  # the next cheaper option it is compared with
    marginal_cost: float | None  # what it costs more over the horizon
    marginal_net: float | None  # what it nets more
    marginal_roi: float | None
    claimed_net: float | None
    claimed_roi: float | None
    claimed_payback: float | None
    reasons: Mapping[str, str] = field(default_factory=dict)
    lines_net: float | None = None  # likely net of its lines [EUR], where its row says another


@dataclass(frozen=True, slots=True)
class BusinessCase:
    """The figures of the lines as the client's cells give them, then what is made of them."""

    lines: tuple[MoneyLine, ...]  # counted: those of `option`, contingency last
    hours_month: float | None  # hours freed
    gross_month: float | None  # gains, before any cost [EUR/month]
    cost_month: float | None  # recurring costs [EUR/month]
    net_month: float | None  # gross - recurring [EUR/month]
    cost_once: float | None  # [EUR] contingency of the phases included
    cost_first_year: float | None  # paid until the end of month 12 [EUR]
    gain_first_year: float | None  # 12 months of gross, ramps and starts counted [EUR]
    roi_first_year: float | None  # (gain - cost) / cost
    payback_month: int | None  # first month from which the cumulated net stays at 0 or more
    npv: float | None  # over `horizon`, at `discount_rate` a year [EUR]
    irr: float | None  # yearly
    horizon: int  # [months]
    discount_rate: float
    targets: Mapping[str, bool | None]  # "roi", "net_month", "payback": met? None: unknown
    reasons: Mapping[str, str] = field(default_factory=dict)
    discounting: str = "year_end"  # year_end, monthly or by_date: the NPV's and IRR's convention
    flows: Flows | None = None
    returns: Returns | None = None  # over the horizon
    budget: tuple[PhaseBudget, ...] = ()
    corrected: Corrected | None = None  # None: nothing to set right
    claimed: ClaimedCase | None = None  # None: nothing was claimed
    hours_pool: tuple[PoolUse, ...] = ()
    upkeep: Upkeep | None = None
    # What follows is computed on the corrected case when there is one.
    stacks: Stacks | None = None
    scenarios: tuple[CaseScenario, ...] = ()
    distribution: Distribution | None = None
    tornado: tuple[Driver, ...] = ()
    break_even: tuple[BreakEven, ...] = ()
    option: str | None = None  # name of the option it is about; None: there are no options
    other_lines: tuple[MoneyLine, ...] = ()  # of the other options only: not counted

    @property
    def trusted(self) -> BusinessCase | Corrected:
        """What figures rest on: the corrected case when something was set right, else this one."""
        return self.corrected or self

    @property
    def all_lines(self) -> tuple[MoneyLine, ...]:
        """Every line of the workbook, whatever its option."""
        return (*self.lines, *self.other_lines)


@dataclass(frozen=True, slots=True)
class MeasuringTask:
    """A missing "today" and what measuring it asks for: no gain is computed on it (M18.7)."""

    key: str  # "kpi-3", "gain-2.before", "process-<id>.minutes"
    what: str  # text key: analysis.baseline.<kind>; `params` fill it
    params: Mapping[str, object]
    who: str | None
    how: str | None  # the client's words; None: the text of its kind says how
    days: float  # [working days]
    sample: int  # cases to observe; 0: all that come up in those days
    place: str | None  # the blank cell's neighbour: the row it is missing from
    method: str = "count"  # time, rate, count: analysis.baseline.how.<method> says how
    group: str = "process"  # operational, quality, business, gain, process: measured together


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """From a pain to the euros: the names as written, the lines by id. None: nothing there."""

    pain: str | None
    need: str | None
    action: str | None
    gains: tuple[str, ...]  # MoneyLine ids
    hours_year: float | None
    amount_year: float | None  # [EUR/year]
    orphan: str | None  # text key when the thread is broken: analysis.orphan.<code>
    place: str | None


@dataclass(frozen=True, slots=True)
class DeadlineResult:
    """A legal deadline that bears on this client."""

    id: str
    day: date
    days_left: int  # negative: in force
    processes: tuple[str, ...]  # ids the client tied to it
    pains: tuple[str, ...]  # items ticked that it bears on


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
    severity: str = "warning"  # of its rule: error, warning, info
    places: tuple[str, ...] = ()  # the other cells it is about
    change: float | None = None  # what setting it right changes in the result [EUR/year or EUR]
    change_unit: str = "EUR/year"  # "EUR/year", "EUR" or "h/year"


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
    # Terms that are figures of their own: term -> their `figure`, or "assumptions.<key>" for
    # a threshold in use. Under "*", the figures a sum adds up or a total rests on.
    inputs: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)


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

    def process(self, id: str) -> ProcessResult:
        return next(result for result in self.processes if result.id == id)

    def automation(self, id: str) -> AutomationResult:
        return next(result for result in self.automations if result.id == id)
