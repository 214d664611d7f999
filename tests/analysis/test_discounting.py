from datetime import date, timedelta
from itertools import pairwise

import numpy_financial as npf
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kit.analysis.discounting import discount_times, irr, irr_roots, npv, years_to

EXCEL_IRR = (-70_000, 12_000, 15_000, 18_000, 21_000, 26_000)
AMOUNTS = st.lists(st.integers(-10_000, 10_000), min_size=2, max_size=9)
RATES = st.floats(0, 1)


@pytest.mark.parametrize(
    ("flows", "rate", "digits"),
    [
        (EXCEL_IRR, 0.0866, 4),
        (EXCEL_IRR[:5], -0.0212, 4),  # the first four years
        ((-100, 39, 59, 55, 20), 0.280948, 6),
        ((-250_000, 100_000, 150_000, 200_000, 250_000, 300_000), 0.5672303, 7),
    ],
)
def test_the_published_rates_of_return_to_their_last_digit(flows, rate, digits):
    """Method M19; the second source is numpy-financial."""
    assert round(irr(flows), digits) == rate
    assert irr(flows) == pytest.approx(float(npf.irr(flows)), abs=1e-9)


def test_the_two_conventions_of_npv():
    """Method M19: first flow today, or discounted like the others as Excel's NPV() does."""
    flows = (-10_000, 3_000, 3_400, 7_700)
    assert round(npv(flows, 0.065), 2) == 2188.98
    assert round(npv((0, *flows), 0.065), 2) == 2055.38
    assert npv(flows, 0.065) == pytest.approx(float(npf.npv(0.065, flows)))


def test_the_example_of_excels_npv_help():
    """=NPV(8%; 8 000; 9 200; 10 000; 12 000; 14 500) - 40 000."""
    flows = (-40_000, 8_000, 9_200, 10_000, 12_000, 14_500)
    assert round(npv(flows, 0.08), 2) == 1922.06


def test_the_example_of_excels_xnpv_and_xirr_help():
    days = (
        date(2008, 1, 1), date(2008, 3, 1), date(2008, 10, 30), date(2009, 2, 15), date(2009, 4, 1),
    )  # fmt: skip
    times = [years_to(day, days[0]) for day in days]
    flows = (-10_000, 2_750, 4_250, 3_250, 2_750)
    assert round(npv(flows, 0.09, times), 2) == 2086.65
    assert round(irr(flows, times), 4) == 0.3734


@given(AMOUNTS, RATES)
def test_npv_is_numpy_financials(flows, rate):
    assert npv(flows, rate) == pytest.approx(float(npf.npv(rate, flows)), abs=1e-6)


@given(AMOUNTS, AMOUNTS, RATES)
def test_npv_adds_up_and_scales(one, other, rate):
    size = max(len(one), len(other))
    one, other = ([*flows, *[0] * (size - len(flows))] for flows in (one, other))
    both = [a + b for a, b in zip(one, other, strict=True)]
    assert npv(both, rate) == pytest.approx(npv(one, rate) + npv(other, rate), abs=1e-6)
    assert npv([3 * amount for amount in one], rate) == pytest.approx(3 * npv(one, rate), abs=1e-6)


@given(AMOUNTS)
def test_npv_without_a_rate_is_the_plain_sum(flows):
    assert npv(flows, 0.0) == sum(flows)


@given(AMOUNTS)
def test_every_rate_found_brings_the_npv_to_nothing(flows):
    for rate in irr_roots(flows):
        if rate > -0.9:  # nearer to -100 % a float no longer holds its own root
            size = npv([abs(amount) for amount in flows], rate)
            assert npv(flows, rate) == pytest.approx(0, abs=1e-9 * size)


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=10), st.integers(1, 50_000))
def test_one_outlay_then_receipts_have_exactly_one_rate(receipts, outlay):
    assume(sum(receipts) > outlay / 100)
    (rate,) = irr_roots((-outlay, *receipts))
    assert rate == pytest.approx(float(npf.irr((-outlay, *receipts))), rel=1e-6, abs=1e-6)


@given(AMOUNTS, st.integers(2, 50))
def test_a_rate_does_not_depend_on_the_size_of_the_amounts(flows, times):
    scaled = irr_roots([amount * times for amount in flows])
    assert scaled == pytest.approx(irr_roots(flows), rel=1e-6, abs=1e-9)


@given(st.sets(st.integers(-40, 200), min_size=1, max_size=4))
def test_no_rate_is_missed(hundredths):
    """Flows made to have these rates: the polynomial in 1 + rate that has these roots."""
    rates = sorted(hundredth / 100 for hundredth in hundredths)
    flows = [1.0]
    for rate in rates:
        flows = [
            (flows[n] if n < len(flows) else 0.0) - (1 + rate) * (flows[n - 1] if n else 0.0)
            for n in range(len(flows) + 1)
        ]
    assume(all(b - a >= 0.02 for a, b in pairwise(rates)))
    assert irr_roots(flows) == pytest.approx(rates, abs=1e-4)


def test_two_rates_are_both_given_and_neither_is_the_rate_of_return():
    """-1 000, 2 300, -1 320 = -1 000 (x - 1.1) (x - 1.2): 10 % and 20 %."""
    assert irr_roots((-1_000, 2_300, -1_320)) == pytest.approx((0.10, 0.20))
    assert irr((-1_000, 2_300, -1_320)) is None


def test_two_rates_that_meet_are_one():
    assert irr_roots((-100, 220, -121)) == pytest.approx((0.10,))


@pytest.mark.parametrize(
    "flows", [(), (0, 0), (100, 50), (-100, -50), (-100, 0), (-1_000, 2_500, -1_600)]
)
def test_without_a_rate_there_is_none(flows):
    assert irr_roots(flows) == ()
    assert irr(flows) is None


def test_amounts_of_the_same_date_are_one():
    """-100 and 40 today, 66 in a year: 66 / 60 - 1."""
    assert irr((-100, 40, 66), (0, 0, 1)) == pytest.approx(0.1)


@pytest.mark.parametrize("flows", [(-1e12, 1e0, 1e0), (-1e-9, 1e9), (1e300, -1e300), (-1e300, 1)])
def test_absurd_amounts_never_raise(flows):
    assert all(rate > -1 for rate in irr_roots(flows))


def test_year_end_discounts_a_month_at_the_end_of_its_year():
    times = discount_times("year_end", 30, 30, ())
    assert (times[0], times[1], times[12], times[13], times[24]) == (0, 1, 1, 2, 2)
    assert times[30] == 2.5  # the last year is cut at the horizon


def test_monthly_discounts_each_month():
    assert discount_times("monthly", 24, 24, ())[1:13:11] == (1 / 12, 1)


def test_by_date_counts_the_days_over_365():
    start = date(2028, 1, 1)
    dates = (start, start + timedelta(days=73), start + timedelta(days=730))
    assert discount_times("by_date", 2, 2, dates) == (0, 0.2, 2)
    assert years_to(date(2027, 1, 1), start) == 0  # before the start is today
