import numpy as np
import numpy_financial as npf
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kit.analysis.returns import irr, npv, payback_month

ONCE = st.floats(1, 1e6)
NET = st.floats(0.5, 1e5)
MONTHS = st.integers(1, 60)


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
    ],
)
def test_payback_is_the_first_whole_month_that_covers_the_outlay(once, net, month):
    assert payback_month(once, net) == month


@given(ONCE, NET)
def test_the_month_before_payback_does_not_cover_the_outlay(once, net):
    month = payback_month(once, net)
    assert month * net >= once * (1 - 1e-11)
    assert month == 1 or (month - 1) * net < once


def test_npv_without_a_rate_is_the_plain_sum():
    assert npv(1000.0, 100.0, 12, 0.0) == 200


@given(ONCE, NET, MONTHS, st.floats(0, 1))
def test_npv_is_numpy_financials(once, net, months, rate):
    monthly = np.expm1(np.log1p(rate) / 12)
    expected = npf.npv(monthly, [-once] + [net] * months)
    assert npv(once, net, months, rate) == pytest.approx(float(expected), rel=1e-6, abs=1e-3)


@given(ONCE, NET, MONTHS)
def test_npv_falls_as_the_rate_rises(once, net, months):
    assert npv(once, net, months, 0.05) > npv(once, net, months, 0.10)


@given(ONCE, NET, st.integers(2, 60))
def test_at_its_own_rate_an_investment_is_worth_nothing(once, net, months):
    # Nearer to -100 % a year, a rate in double precision no longer holds its own root.
    assume(0.3 < net * months / once < 50)
    rate = irr(once, net, months)
    assert npv(once, net, months, rate) == pytest.approx(0, abs=1e-6 * once)


def test_irr_of_12_receipts_of_100_for_1000_is_that_of_excel():
    """=(1+IRR({-1000;100;…}))^12-1, twelve receipts: 2.9229 % a month, 41.30 % a year."""
    assert irr(1000.0, 100.0, 12) == pytest.approx(1.0292285**12 - 1, abs=1e-5)
    monthly = float(npf.irr([-1000.0] + [100.0] * 12))
    assert irr(1000.0, 100.0, 12) == pytest.approx((1 + monthly) ** 12 - 1)


def test_an_outlay_not_recovered_has_a_negative_rate():
    assert -1 < irr(1000.0, 50.0, 12) < 0


def test_exactly_recovered_is_a_rate_of_zero():
    assert irr(1200.0, 100.0, 12) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("once", "net", "months"), [(0, 100, 12), (1000, 0, 12), (1000, -5, 12), (1000, 100, 0)]
)
def test_without_outlay_or_receipts_there_is_no_rate(once, net, months):
    assert irr(once, net, months) is None


def test_over_one_month_the_rate_is_that_of_the_single_receipt():
    """1 000 today for 10 next month: -99 % a month, 0.01^12 - 1 a year."""
    assert irr(1000.0, 10.0, 1) == pytest.approx(0.01**12 - 1)
    assert irr(1e6, 1.0, 1) is not None


def test_an_outlay_of_cents_has_a_rate_all_the_same():
    """1 cent for 1 000 000 EUR a month: 10^8 a month, for ever or nearly: (10^8 + 1)^12."""
    assert irr(0.01, 1e6, 24) == pytest.approx((1e8 + 1) ** 12, rel=1e-6)


@pytest.mark.parametrize(("once", "net"), [(1e12, 1.0), (1e-9, 1e9), (1e300, 1e-300)])
def test_absurd_amounts_never_raise(once, net):
    rate = irr(once, net, 24)
    assert rate is None or rate > -1
    month = payback_month(once, net)
    assert month is None or month >= 1
