"""The business case: lines, flows, returns, ranges, options, budgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


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
    late: int = 0  # [months] that a row of years is later than printed: a what-if

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
