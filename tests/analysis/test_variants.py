from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.cashflow import flows_of, line_months
from kit.analysis.model import MoneyLine
from kit.analysis.timeline import Timeline
from kit.analysis.variants import best, delayed, ends, partly_reused, scaled, split, worst

TIMELINE = Timeline(date(2026, 2, 20), 24, {})


def a_line(**fields):
    defaults = {
        "id": "gain-1",
        "label": "Ligne",
        "side": "gain",
        "kind": "cash",
        "automation": None,
        "hours_month": None,
        "month": None,
        "once": None,
        "confidence": None,
        "low": 0.8,
        "high": 1.3,
    }
    return MoneyLine(**{**defaults, **fields})


def months(*lines, horizon=60):
    return flows_of(lines, horizon, TIMELINE).gains


LINES = st.sampled_from(
    [
        a_line(month=100.0, start=3, ramp=2.0),
        a_line(once=900.0, start=2, end=10),
        a_line(once=500.0, start=0, end=0),
        a_line(yearly=(50.0, 120.0, 240.0), once=50.0, month=15.0),
        a_line(dated=(date(2026, 12, 31), 70.0), once=70.0),
    ]
)


@given(LINES, st.floats(-3, 3))
def test_a_scaled_line_gives_its_months_scaled(line, factor):
    once = line_months(line, 60, TIMELINE)
    assert line_months(scaled(line, factor), 60, TIMELINE) == pytest.approx(
        [factor * amount for amount in once]
    )


@given(LINES, st.integers(0, 30))
def test_a_late_line_gives_the_same_months_later(line, delay):
    on_time, late = months(line), months(*delayed(line, delay))
    assert late == pytest.approx([*[0.0] * delay, *on_time][: len(on_time)])


def test_a_day_that_no_longer_exists_is_the_last_of_its_month():
    day = date(2026, 8, 31)
    (late,) = delayed(a_line(dated=(day, 1.0), once=1.0), 6)
    assert late.dated == (date(2027, 2, 28), 1.0)
    (last,) = delayed(a_line(dated=(date.max, 1.0), once=1.0), 1)
    assert last.dated == (date.max, 1.0)


@pytest.mark.parametrize(
    ("side", "sign", "bad", "good"),
    [("gain", 1, 0.8, 1.3), ("cost", 1, 1.3, 0.8), ("gain", -1, 1.3, 0.8), ("cost", -1, 0.8, 1.3)],
)
@pytest.mark.parametrize("field", ["month", "once"])
def test_the_worst_end_is_the_one_that_harms(side, sign, bad, good, field):
    line = a_line(side=side, **{field: sign * 100.0})
    assert (worst(line, 24), best(line, 24)) == (bad, good)


def test_a_row_of_both_signs_goes_by_what_it_comes_to_over_the_horizon():
    """-100 then +300: a loss over a year and over 15 months, a gain over two years."""
    row = a_line(yearly=(0.0, -100.0, 300.0), month=200 / 24)
    assert [worst(row, horizon) for horizon in (12, 15, 24)] == [1.3, 1.3, 0.8]


def test_the_likely_figure_is_always_between_the_ends():
    assert ends(a_line(low=1.1, high=1.4)) == (1.0, 1.4)
    assert ends(a_line(low=0.5, high=0.9)) == (0.5, 1.0)


def test_only_freed_hours_without_a_stated_share_are_partly_reused():
    hours = a_line(kind="hours", month=100.0, hours_month=10.0)
    assert partly_reused(hours, 0.7).month == pytest.approx(70)
    for other in (
        replace(hours, reuse=0.9),
        replace(hours, month=-100.0),
        replace(hours, kind="errors"),
    ):
        assert partly_reused(other, 0.7) == other


def test_a_row_of_years_is_cut_after_what_it_starts_with():
    row = a_line(side="cost", yearly=(500.0, 120.0), once=500.0, month=10.0)
    once, rest = split(row)
    whole = flows_of((row,), 24, TIMELINE).costs
    assert flows_of((once, rest), 24, TIMELINE).costs == whole
    assert flows_of((once,), 24, TIMELINE).costs == (500.0,) + (0.0,) * 24
    assert split(a_line(month=1.0)) == (None, a_line(month=1.0))
    assert split(a_line(once=1.0)) == (a_line(once=1.0), None)
