"""Gains, costs, phases, options, published amounts and claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kit.client.company import Moment


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
    late: int | None = None  # [months] later than it says: a what-if, no cell of the workbook


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
    late: int | None = None  # [months] later than it says: a what-if, no cell of the workbook


@dataclass(frozen=True, slots=True)
class Claim:
    """A result as somebody wrote it, to be checked against what the lines give."""

    figure: str  # choice claim_figure: gains_year, gains_total, costs_total, roi…
    option: str | None = None
    months: float | None = None  # [months] it is written for
    value: float | None = None  # [EUR, h, months]
    rate: float | None = None  # share: roi, irr
    source: str | None = None
