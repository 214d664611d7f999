from datetime import date

import numpy_financial as npf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.model import Flows
from kit.analysis.returns import payback_of, returns_of

ONCE = st.integers(1, 1_000_000)
NET = st.integers(1, 100_000)


def reason(name):
    return f"analysis.reason.{name}"


def steady(once, gain, cost=0.0, months=120):
    start = date(2026, 1, 1)
    dates = tuple(date(2026 + m // 12, m % 12 + 1, 1) for m in range(months + 1))
    assert dates[0] == start
    return Flows((0.0, *[gain] * months), (once, *[cost] * months), dates)


def by_year(*amounts):
    """Flows whose net is *amounts*: today, then each year's evenly over its months."""
    net = [amounts[0], *(amount / 12 for amount in amounts[1:] for _ in range(12))]
    return Flows(tuple(max(0.0, n) for n in net), tuple(max(0.0, -n) for n in net))


@pytest.mark.parametrize(
    ("once", "net", "month"),
    [
        (1000, 300, 4),
        (900, 300, 3),
        (0.3, 0.1, 3),  # 3 x 0.1 is a hair above 0.3 in floats, 0.3 / 0.1 a hair below 3
        (100, 1000, 1),
        (0, 50, 0),  # nothing to pay back
        (0, 0, None),
        (100, -5, None),
        (1000, 1, None),  # not within the months that are looked at
    ],
)
def test_payback_is_the_first_whole_month_that_covers_the_outlay(once, net, month):
    assert payback_of([-once, *[net] * 120])[0] == month


@pytest.mark.parametrize(
    ("net", "why"),
    [
        ([-1000, *[1] * 120], "paid_back_too_late"),
        ([-100, 10, 0], "not_paid_back"),
        ([-100, -5, -5], "never_paid_back"),
        ([0, -5, -5], "no_net"),
        ([0, 0, 0], "no_net"),
    ],
)
def test_why_nothing_is_paid_back(net, why):
    assert payback_of(net) == (None, None, why)


@given(ONCE, NET)
def test_the_month_before_payback_does_not_cover_the_outlay(once, net):
    month, exact, _ = payback_of([-once, *[net] * 120])
    if month is None:
        assert once > 120 * net
    else:
        assert (month - 1) * net < once <= month * net
        assert exact == pytest.approx(once / net)


def test_payback_waits_for_the_last_time_the_curve_is_under_water():
    """Paid back in month 2, under again in month 3 (a second phase), back for good in 5."""
    net = [-100, 60, 60, -90, 30, 60, 60]
    assert payback_of(net)[:2] == (5, pytest.approx(4 + 40 / 60))


def test_the_exact_month_lies_between_two_months():
    month, exact, _ = payback_of([-1000, 300, 300, 300, 300])
    assert (month, exact) == (4, pytest.approx(10 / 3))


def test_what_comes_after_the_horizon_serves_the_payback_only():
    found = returns_of(steady(3000.0, 100.0), 24, "year_end", 0.0)
    assert (found.gain, found.cost, found.net, found.npv) == (2400, 3000, -600, -600)
    assert found.payback_month == 30
    assert found.irr == pytest.approx(float(npf.irr((-3000, 1200, 1200))))
    assert found.irr < 0  # a low return is a result like another


def test_the_returns_of_a_steady_case_by_hand():
    """5 000 today, 600 a month less 100: 24 months bring 14 400, cost 7 400."""
    found = returns_of(steady(5000.0, 600.0, 100.0), 24, "year_end", 0.08)
    assert (found.gain, found.cost, found.net) == (14_400, 7_400, 7_000)
    assert found.roi == pytest.approx(7_000 / 7_400)
    assert (found.payback_month, found.payback_exact) == (10, pytest.approx(10))
    assert found.npv == pytest.approx(-5000 + 6000 / 1.08 + 6000 / 1.08**2)
    assert found.gain_present == pytest.approx(7200 / 1.08 + 7200 / 1.08**2)
    assert found.npv == pytest.approx(found.gain_present - found.cost_present)
    assert found.roi_present == pytest.approx(found.npv / found.cost_present)
    assert found.lowest == -5000
    assert found.reasons == {}


@pytest.mark.parametrize("discounting", ["year_end", "monthly", "by_date"])
@pytest.mark.parametrize("horizon", [12, 18, 24, 36, 120])
def test_at_its_own_rate_an_investment_is_worth_nothing(discounting, horizon):
    flows = steady(5000.0, 600.0, 100.0)
    rate = returns_of(flows, horizon, discounting, 0.08).irr
    assert returns_of(flows, horizon, discounting, rate).npv == pytest.approx(0, abs=1e-6)


def test_by_month_is_numpy_financials_monthly_rate():
    """12 receipts of 100 for 1 000: 2.9229 % a month, 41.30 % a year."""
    found = returns_of(steady(1000.0, 100.0), 12, "monthly", 0.08)
    assert found.irr == pytest.approx(1.0292285**12 - 1, abs=1e-5)
    monthly = float(npf.irr([-1000.0] + [100.0] * 12))
    assert found.irr == pytest.approx((1 + monthly) ** 12 - 1)


def test_a_cut_year_is_discounted_at_the_horizon():
    """18 months: 12 at the end of year 1, 6 at a year and a half."""
    found = returns_of(steady(1000.0, 100.0), 18, "year_end", 0.10)
    assert found.npv == pytest.approx(-1000 + 1200 / 1.1 + 600 / 1.1**1.5)


@pytest.mark.parametrize(
    ("flows", "why", "roots"),
    [
        ((0, 100), "no_outlay", ()),
        ((-100, 0), "no_net_gain", ()),
        ((-1_000, 2_300, -1_320), "irr_several", (0.1, 0.2)),
        ((-1_000, 2_500, -1_600), "irr_none", ()),
        ((1_000, -600, -600), "irr_gains_first", (0.13066,)),
    ],
)
def test_a_rate_that_cannot_be_shown_is_none_with_its_reason(flows, why, roots):
    found = returns_of(by_year(*flows), 12 * (len(flows) - 1), "year_end", 0.08)
    assert (found.irr, found.reasons["irr"]) == (None, reason(why))
    assert found.irr_roots == pytest.approx(roots, abs=1e-5)


def test_without_any_cost_a_return_makes_no_sense():
    found = returns_of(steady(0.0, 100.0), 24, "year_end", 0.08)
    assert (found.roi, found.roi_present) == (None, None)
    assert found.reasons["roi"] == reason("no_cost_horizon")
    assert found.payback_month == 0


def test_costs_that_come_back_within_the_year_leave_no_yearly_rate():
    """100 a month for 6 months, then 200 a month: year 1 ends at +600 without an outlay left."""
    net = [0.0, *[-100.0] * 6, *[200.0] * 18]
    flows = Flows(tuple(max(0.0, n) for n in net), tuple(max(0.0, -n) for n in net))
    found = returns_of(flows, 24, "year_end", 0.08)
    assert (found.irr, found.reasons["irr"]) == (None, reason("irr_within_year"))
    assert (found.lowest, found.payback_month) == (-600, 9)
    assert returns_of(flows, 24, "monthly", 0.08).irr > 1  # by month there is one
