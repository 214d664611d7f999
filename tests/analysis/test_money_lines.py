"""Lines brought to a month: units, re-use, starts, ranges, and costs by user, month, day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.client import Action, Finance, Gain, Phase
from tests.clients import (
    FAST,
    a_case,
    a_company,
    a_cost,
    a_process,
    a_role,
    a_time_gain,
    an_automation,
)

ASSISTANT = a_role(hourly_cost=50.0)


def reason(name):
    return f"analysis.reason.{name}"


def gain_of(gain, **parts):
    parts = {"roles": (ASSISTANT,), **parts}
    return next(
        line for line in a_case(overrides=FAST, gains=(gain,), **parts).lines if line.id == "gain-1"
    )


def cost_of(**fields):
    phases = fields.pop("phases", ())
    case = a_case(overrides=FAST, costs=(a_cost(**fields),), phases=phases)
    return next(line for line in case.lines if line.id == "cost-1")


def timed(before, after, per, **fields):
    """Minutes stated by period, as the electrician's audit states them."""
    return a_time_gain(
        **{"volume": None, "period": None, "before": before, "after": after, "per": per, **fields}
    )


@pytest.mark.parametrize(
    ("gain", "hours"),
    [
        (timed(120.0, 20.0, "day"), 366.67),  # appointments
        (timed(60.0, 10.0, "day"), 183.33),  # reminders
        (a_time_gain(volume=50.0, period="year", before=30.0, after=5.0), 20.83),  # double entry
        (timed(30.0, 5.0, "day"), 91.67),  # information search
        (timed(60.0, 15.0, "day"), 165.0),  # documents
        (timed(45.0, 10.0, "day"), 128.33),  # technicians' requests
        (timed(120.0, 20.0, "week"), 73.33),  # survey
        (a_time_gain(volume=50.0, period="day", before=2.0, after=0.5), 275.0),  # mail templates
    ],
)
def test_the_electricians_time_gains_by_hand(gain, hours):
    """Method M11, 220 days and 44 weeks a year, 50 EUR/h."""
    line = gain_of(gain)
    assert line.hours_month * 12 == pytest.approx(hours, abs=0.005)
    assert line.computed == pytest.approx(hours * 50, abs=0.25)


def test_the_electricians_calls_by_hand():
    """10 h a week less 30 %, 44 weeks, 50 EUR/h: 6 600, not 33 000 by mixing weeks and days."""
    line = gain_of(timed(600.0, None, "week", rate=0.3))
    assert line.hours_month * 12 == pytest.approx(132)
    assert line.computed == pytest.approx(6600)


def test_the_electricians_licences_by_hand():
    """2 users x 45 EUR x 6 months is 540 EUR, and the same for a price by month, once."""
    by_month = cost_of(rhythm="month", unit_price=45.0, users=2.0, months=6.0)
    at_once = cost_of(rhythm="once", unit_price=45.0, quantity=2.0, months=6.0)
    for line in (by_month, at_once):
        assert (line.once, line.month, line.computed) == (540, None, 540)
    assert (by_month.start, by_month.end) == (1, 6)


@pytest.mark.parametrize(("per", "times"), [("day", 220), ("week", 44), ("month", 12), ("year", 1)])
def test_minutes_by_period_come_back_as_often_as_it_does(per, times):
    assert gain_of(timed(60.0, 0.0, per)).hours_month * 12 == pytest.approx(times)


@given(st.floats(1, 366), st.floats(1, 53), st.sampled_from(["day", "week", "month", "year"]))
def test_a_year_holds_the_clients_own_days_and_weeks(days, weeks, per):
    company = a_company(working_days=days, working_weeks=weeks)
    hours = gain_of(timed(60.0, 0.0, per), company=company).hours_month * 12
    assert hours == pytest.approx({"day": days, "week": weeks, "month": 12, "year": 1}[per])


def test_600_runs_of_2_minutes_a_month_are_1200_minutes_whatever_the_frequency():
    """Method M19: a known tool answers 2."""
    line = gain_of(a_time_gain(volume=600.0, period="month", before=2.0, after=0.0))
    assert line.hours_month * 60 == pytest.approx(1200)


def test_a_yearly_task_is_worth_something():
    """Method M19: a known tool answers 0. One hour a year at 50 EUR is 50 EUR a year."""
    assert gain_of(timed(60.0, 0.0, "year")).computed == pytest.approx(50)


def test_a_volume_beside_minutes_by_period_counts_people():
    three = gain_of(timed(60.0, 30.0, "day", volume=3.0))
    assert three.hours_month * 12 == pytest.approx(3 * 110)


def test_a_volume_with_a_period_beside_minutes_by_period_is_left_aside():
    """The line says two things at once: a finding, never a product of the two."""
    mixed = gain_of(timed(60.0, 30.0, "day", volume=3.0, period="week"))
    assert mixed.hours_month * 12 == pytest.approx(110)


@pytest.mark.parametrize("per", [None, "run"])
def test_minutes_by_run_need_a_volume_and_its_period(per):
    assert gain_of(a_time_gain(per=per)).hours_month == pytest.approx(650 / 60)
    assert gain_of(a_time_gain(per=per, period=None)).reason == reason("no_period")


def test_a_share_gained_stands_for_the_time_left():
    assert gain_of(a_time_gain(after=None, rate=0.4)).hours_month == pytest.approx(50 * 6 / 60)
    assert gain_of(a_time_gain(after=2.0, rate=0.4)).hours_month == pytest.approx(650 / 60)
    assert gain_of(a_time_gain(after=None)).reason == reason("no_after")


def test_the_share_of_time_re_used_bears_on_the_amount_not_on_the_hours():
    line = gain_of(a_time_gain(reuse=0.5))
    assert line.hours_month == pytest.approx(650 / 60)
    assert line.month == pytest.approx(650 / 60 * 50 * 0.5)
    assert (line.reuse, line.computed) == (0.5, pytest.approx(12 * line.month))


@pytest.mark.parametrize(
    ("kind", "value_class"),
    [("cash", "cash"), ("errors", "capacity"), ("margin", "margin"), ("revenue", "margin"),
     ("risk", "risk")],
)  # fmt: skip
def test_each_kind_of_gain_has_its_value_class(kind, value_class):
    gain = Gain(
        "X", kind, volume=1.0, period="month", unit_value=10.0, margin_rate=0.3,
        error_before=0.2, error_after=0.1,
    )  # fmt: skip
    assert gain_of(gain).value_class == value_class
    assert gain_of(a_time_gain()).value_class == "capacity"


def test_the_hours_are_those_of_the_role_or_of_the_process_s():
    process = a_process(role="Assistant")
    by_card = a_time_gain(role=None, automation="Devis automatiques")
    line = gain_of(by_card, processes=(process,), automations=(an_automation(),))
    assert line.role == gain_of(a_time_gain()).role == "Assistant"


PHASES = (Phase("Phase 1", 1, 6), Phase("Phase 2", 7, 12))


@pytest.mark.parametrize(
    ("fields", "start", "stated", "go_live"),
    [
        ({}, 1, None, None),
        ({"start": 4}, 4, 4, None),
        ({"start": date(2026, 5, 20)}, 4, 4, None),
        ({"start": date(2025, 5, 20)}, 1, 1, None),  # already running
        ({"start": "Phase 1"}, 7, 7, 7),
        ({"action": "CRM"}, 13, None, 13),
        ({"action": "CRM", "start": 1}, 1, 1, 13),
        ({"action": "CRM", "start": "Phase 1"}, 7, 7, 13),
        ({"action": "Sans phase"}, 1, None, None),
    ],
)
def test_a_gain_starts_when_it_is_written_else_after_its_phase(fields, start, stated, go_live):
    actions = (Action("CRM", phase="Phase 2"), Action("Sans phase"), Action(None, problem="Rien"))
    line = gain_of(a_time_gain(**fields), phases=PHASES, actions=actions)
    assert (line.start, line.stated_start, line.go_live) == (start, stated, go_live)


@pytest.mark.parametrize(
    ("fields", "low", "high"),
    [
        ({"confidence": "measured"}, 0.9, 1.1),
        ({"confidence": "declared"}, 0.75, 1.25),
        ({"confidence": "assumed"}, 0.5, 1.5),
        ({}, 0.75, 1.25),
        ({"confidence": "measured", "low": 0.6}, 0.6, 1.1),
        ({"low": 1.2, "high": 0.8}, 1.0, 1.0),  # the likely figure stays inside
    ],
)
def test_a_range_is_stated_or_follows_from_the_confidence(fields, low, high):
    line = gain_of(a_time_gain(**fields))
    assert (line.low, line.high) == pytest.approx((low, high))
    assert line.stated_range is ("low" in fields)


def test_a_cost_has_the_range_of_costs():
    assert (cost_of().low, cost_of().high) == pytest.approx((0.9, 1.1))
    assert (cost_of(high=1.4).high, cost_of(high=1.4).stated_range) == (1.4, True)


def test_a_cost_multiplies_quantity_price_and_users_and_adds_the_clients_days():
    fields = {"quantity": 2.0, "unit_price": 10.0, "users": 3.0}
    line = cost_of(rhythm="once", **fields, client_days=4.0, day_rate=350.0)
    assert line.once == 60 + 1400
    assert cost_of(rhythm="once", unit_price=None, client_days=4.0, day_rate=350.0).once == 1400


def test_a_yearly_price_paid_for_18_months_is_a_year_and_a_half():
    line = cost_of(rhythm="year", unit_price=1200.0, months=18.0, start=3)
    assert (line.once, line.start, line.end) == (1800, 3, 20)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"unit_price": None}, "no_price"),
        ({"unit_price": None, "client_days": 3.0}, "no_day_rate"),
        ({"unit_price": 10.0, "client_days": 3.0}, "no_day_rate"),
        ({"unit_price": None, "users": 2.0, "client_days": 3.0, "day_rate": 300.0}, "no_price"),
    ],
)
def test_a_cost_that_lacks_a_figure_is_not_counted(fields, why):
    line = cost_of(**fields)
    assert (line.month, line.once, line.computed, line.reason) == (None, None, None, reason(why))


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        ({"rhythm": "once"}, 0, 0),
        ({"rhythm": "once", "start": 3}, 3, 3),
        ({"rhythm": "once", "phase": "Phase 2"}, 7, 12),
        ({"rhythm": "once", "phase": "Phase 2", "start": 3}, 7, 12),
        ({"rhythm": "month"}, 1, None),
        ({"rhythm": "month", "start": 5}, 5, None),
        ({"rhythm": "month", "start": "Phase 2"}, 7, None),
        ({"rhythm": "month", "phase": "Phase 2"}, 7, None),
        ({"rhythm": "month", "phase": "Phase 2", "months": 6.0}, 7, 12),
        ({"rhythm": "month", "months": 2.5}, 1, 3),
    ],
)
def test_a_cost_is_paid_from_its_month_or_its_phase(fields, start, end):
    line = cost_of(**fields, phases=PHASES)
    assert (line.start, line.end) == (start, end)


def test_claims_stand_beside_the_line_in_its_own_unit():
    gain = gain_of(a_time_gain(claimed_hours=183.0, claimed_amount=9150.0))
    assert (gain.claimed_hours, gain.claimed, gain.computed) == (183, 9150, pytest.approx(6500))
    cost = cost_of(rhythm="year", unit_price=1200.0, claimed_amount=1100.0)
    assert (cost.month, cost.computed, cost.claimed) == (100, 1200, 1100)


@given(st.floats(0, 1e4), st.floats(0, 1e4), st.floats(0, 500), st.floats(0, 500))
def test_a_dearer_hour_or_a_larger_volume_is_never_worth_less(one, other, price, dearer):
    (few, many), (cheap, dear) = sorted((one, other)), sorted((price, dearer))

    def worth(volume, hourly):
        role = a_role(hourly_cost=hourly)
        return gain_of(a_time_gain(volume=volume), roles=(role,)).month

    assert worth(few, cheap) <= worth(many, cheap) <= worth(many, dear)


def test_the_finance_sheet_wins_over_content_and_a_what_if_over_both():
    finance = Finance(horizon_months=36, discount_rate=0.05, target_roi=1.0, hours_day=8.0)
    case = a_case(gains=(a_time_gain(),), costs=(a_cost(),), roles=(ASSISTANT,), finance=finance)
    assert (case.horizon, case.discount_rate) == (36, 0.05)
    what_if = a_case(
        gains=(a_time_gain(),), finance=finance, overrides={"business.horizon_months": 12}
    )
    assert (what_if.horizon, what_if.discount_rate) == (12, 0.05)


def test_what_past_engagements_measured_bounds_a_gain_that_states_no_low():
    """A measured gain is at worst 10 % under its likely figure; 60 % was measured: 40 % under."""
    gain = a_time_gain(confidence="measured")
    stated = a_time_gain(confidence="measured", low=0.8)
    lows = [
        a_case(gains=(one,), overrides={"calibration.hours": ratio}).lines[0].low
        for one in (gain, stated)
        for ratio in (1.0, 0.6)
    ]
    assert lows == pytest.approx([0.9, 0.6, 0.8, 0.8])
