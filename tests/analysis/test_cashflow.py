from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.cashflow import flows_of, line_months
from kit.analysis.model import MoneyLine
from kit.analysis.returns import present_value, returns_of
from kit.analysis.timeline import Timeline

TIMELINE = Timeline(date(2026, 1, 1), 24, {})


def a_line(side="gain", **fields):
    blank = {
        "id": f"{side}-1",
        "label": "Ligne",
        "side": side,
        "kind": "cash" if side == "gain" else "month",
        "automation": None,
        "hours_month": None,
        "month": None,
        "once": None,
        "confidence": None,
    }
    return MoneyLine(**{**blank, **fields})


def months(horizon=12, **fields):
    return line_months(a_line(**fields), horizon, TIMELINE)


def test_a_steady_line_runs_from_its_first_month_to_the_horizon():
    assert months(4, month=100.0, start=3) == (0, 0, 0, 100, 100)


def test_a_ramp_climbs_by_equal_steps():
    assert months(6, month=100.0, start=2, ramp=3.0) == (0, 0, 25, 50, 75, 100, 100)


def test_a_one_off_falls_up_front_at_its_month_or_evenly_over_its_phase():
    cost = {"side": "cost", "kind": "once", "once": 600.0}
    assert months(3, **cost, start=0) == (600, 0, 0, 0)
    assert months(3, **cost, start=2) == (0, 0, 600, 0)
    assert months(7, **cost, start=2, end=7)[1:] == (0, 100, 100, 100, 100, 100, 100)


def test_what_falls_after_the_horizon_is_not_in_it_and_what_was_before_is_today():
    cost = {"side": "cost", "kind": "once", "once": 600.0}
    assert sum(months(4, **cost, start=2, end=7)) == 300
    assert months(2, **cost, start=-1, end=0) == (600, 0, 0)


def test_a_row_of_years_is_spread_over_their_months():
    found = months(24, yearly=(50.0, 1200.0, 2400.0))
    assert found[0] == 50
    assert found[1:13] == (100,) * 12
    assert found[13:] == (200,) * 12


def test_a_dated_amount_falls_in_the_month_that_ends_on_it_or_after():
    assert months(12, dated=(date(2026, 1, 1), 10.0))[0] == 10
    assert months(12, dated=(date(2026, 1, 2), 10.0))[1] == 10
    assert months(12, dated=(date(2027, 1, 1), 10.0))[12] == 10
    assert sum(months(12, dated=(date(2027, 1, 2), 10.0))) == 0


def test_a_line_that_could_not_be_computed_brings_nothing():
    assert months(2, month=100.0, reason="analysis.reason.no_price") == (0, 0, 0)


def test_flows_hold_both_sides_their_dates_and_their_sum():
    flows = flows_of(
        (a_line(month=100.0), a_line("cost", kind="once", once=150.0, start=0)), 2, TIMELINE
    )
    assert (flows.gains, flows.costs) == ((0, 100, 100), (150, 0, 0))
    assert (flows.net, flows.cumulated) == ((-150, 100, 100), (-150, -50, 50))
    assert flows.dates == (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))


LINES = st.lists(
    st.builds(
        a_line,
        side=st.sampled_from(["gain", "cost"]),
        month=st.floats(-1e4, 1e4),
        start=st.integers(1, 30),
        ramp=st.floats(0, 12),
    ),
    min_size=1,
    max_size=6,
)


@given(LINES)
def test_flows_are_the_same_whatever_the_order_of_the_lines(lines):
    assert flows_of(lines, 24, TIMELINE) == flows_of(lines[::-1], 24, TIMELINE)


@given(LINES, st.sampled_from(["year_end", "monthly", "by_date"]))
def test_the_npv_is_the_present_values_of_its_lines(lines, discounting):
    worth = [present_value(line, 24, TIMELINE, discounting, 0.08) for line in lines]
    signed = [v if line.side == "gain" else -v for v, line in zip(worth, lines, strict=True)]
    npv = returns_of(flows_of(lines, 24, TIMELINE), 24, discounting, 0.08).npv
    assert npv == pytest.approx(sum(signed), abs=1e-6)


@given(st.floats(0, 1e5), st.floats(0, 24), st.integers(1, 24))
def test_a_ramp_or_a_later_start_never_brings_more(month, ramp, start):
    line = a_line(month=month)
    later = replace(line, start=start, ramp=ramp)
    assert sum(line_months(later, 24, TIMELINE)) <= sum(line_months(line, 24, TIMELINE))


@given(st.floats(0, 1e6), st.integers(0, 12), st.integers(0, 12))
def test_a_one_off_is_spent_whole_within_the_horizon(amount, start, length):
    line = a_line("cost", kind="once", once=amount, start=start, end=start + length)
    assert sum(line_months(line, 24, TIMELINE)) == pytest.approx(amount)
