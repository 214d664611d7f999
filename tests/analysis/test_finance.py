import numpy_financial as npf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.client import Gain
from tests.clients import (
    a_client,
    a_company,
    a_cost,
    a_process,
    a_role,
    a_time_gain,
    a_worked_example,
    an_automation,
    an_error_gain,
    analysed,
)


def case_of(client=None, **parts):
    overrides = parts.pop("overrides", None)
    return analysed(client or a_worked_example(**parts), overrides=overrides).business_case


def month_of(gain, **parts):
    return case_of(**{"gains": (gain,), **parts}).lines[0]


def reason(name):
    return f"analysis.reason.{name}"


def test_the_worked_example_to_the_cent():
    case = case_of()
    time, errors, tool = case.lines
    assert time.hours_month * 60 == pytest.approx(650)
    assert time.hours_month == pytest.approx(10.8333, abs=1e-4)
    assert time.month == pytest.approx(433.33, abs=0.005)
    assert errors.month == pytest.approx(200)
    assert tool.month == 30
    assert case.gross_month == pytest.approx(633.33, abs=0.005)
    assert case.net_month == pytest.approx(603.33, abs=0.005)
    assert case.gain_first_year == pytest.approx(7600)
    assert case.cost_first_year == 360
    assert case.targets == {"roi": True, "net_month": True}
    assert case.reasons.keys() == {"irr"}


def test_the_break_even_of_the_worked_example():
    """1 540 EUR of set-up with 360 of tool is exactly 300 %: (7 600 - 1 900) / 1 900."""
    setup = a_cost(label="Mise en place", rhythm="once", unit_price=1540.0)
    case = case_of(costs=(a_cost(), setup))
    assert case.cost_first_year == 1900
    assert case.roi_first_year == pytest.approx(3.0)
    assert case.payback_month == 3  # 603.33 x 2 = 1 206.67, x 3 = 1 810


@pytest.mark.parametrize(
    ("period", "months"),
    [("day", 220 / 12), ("week", 44 / 12), ("month", 1), ("quarter", 1 / 3), ("year", 1 / 12)],
)
def test_a_volume_is_brought_to_a_month_by_working_days_and_weeks(period, months):
    line = month_of(a_time_gain(volume=60.0, before=1.0, after=0.0, period=period))
    assert line.hours_month == pytest.approx(months)


def test_the_time_gains_of_the_electricians_audit_recomputed():
    """Method M11: what the consultant wrote as 183 h is 91.7, 165 and 275 h a year."""
    search = a_time_gain(volume=1.0, period="day", before=30.0, after=5.0)
    documents = a_time_gain(volume=1.0, period="day", before=60.0, after=15.0)
    mails = a_time_gain(volume=50.0, period="day", before=2.0, after=0.5)
    yearly = [month_of(gain).hours_month * 12 for gain in (search, documents, mails)]
    assert yearly == pytest.approx([91.667, 165, 275], abs=0.001)


def test_the_companys_own_days_and_weeks_win_over_the_defaults():
    company = a_company(working_days=240.0, working_weeks=48.0)
    daily = month_of(a_time_gain(volume=3.0, before=1.0, after=0.0, period="day"), company=company)
    weekly = month_of(
        a_time_gain(volume=15.0, before=1.0, after=0.0, period="week"), company=company
    )
    assert daily.hours_month == weekly.hours_month == 1


def test_a_what_if_wins_over_the_companys_own_figure():
    company = a_company(working_days=240.0)
    gain = a_time_gain(volume=6.0, before=1.0, after=0.0, period="day")
    line = month_of(gain, company=company, overrides={"year.working_days": 120.0})
    assert line.hours_month == 1


def test_revenue_is_worth_its_margin_only():
    sale = Gain("Ventes", "revenue", volume=4.0, period="month", rate=0.5, unit_value=1000.0)
    assert (month_of(sale).month, month_of(sale).reason) == (None, reason("no_margin_rate"))
    with_margin = Gain(**{**_fields(sale), "margin_rate": 0.3})
    assert month_of(with_margin).month == pytest.approx(600)


def test_cash_margin_and_risk_are_volume_times_rate_times_value():
    for kind in ("cash", "margin", "risk"):
        gain = Gain("X", kind, volume=2.0, period="quarter", rate=0.5, unit_value=300.0)
        assert month_of(gain).month == pytest.approx(100)
        assert month_of(Gain(**{**_fields(gain), "rate": None})).month == pytest.approx(200)


def _fields(gain):
    return {name: getattr(gain, name) for name in gain.__dataclass_fields__}


@pytest.mark.parametrize("field", ["volume", "period", "before", "after"])
def test_a_missing_figure_is_said_and_never_taken_as_zero(field):
    line = month_of(a_time_gain(**{field: None}))
    assert (line.month, line.hours_month, line.reason) == (None, None, reason(f"no_{field}"))


@pytest.mark.parametrize("field", ["volume", "error_before", "error_after", "unit_value"])
def test_a_gain_on_errors_needs_its_figures(field):
    line = month_of(an_error_gain(**{field: None}))
    assert (line.month, line.reason) == (None, reason(f"no_{field}"))


def test_hours_without_an_hourly_cost_are_counted_but_not_valued():
    line = month_of(a_time_gain(), roles=(a_role(hourly_cost=None),))
    assert line.hours_month == pytest.approx(650 / 60)
    assert (line.month, line.reason) == (None, reason("no_hourly_cost"))


def test_without_a_role_the_hours_cost_what_the_process_costs():
    process = a_process(hourly_cost=25.0)
    own = month_of(a_time_gain(role=None, process="Devis"), processes=(process,))
    through_the_card = month_of(
        a_time_gain(role=None, automation="Devis automatiques"),
        processes=(process,),
        automations=(an_automation(),),
    )
    assert own.month == through_the_card.month == pytest.approx(650 / 60 * 25)
    assert through_the_card.automation == "devis-automatiques"


def test_a_supervision_longer_than_the_task_is_a_loss():
    assert month_of(a_time_gain(before=2.0, after=15.0)).month == pytest.approx(-433.33, abs=0.005)


def test_totals_leave_out_what_cannot_be_computed_and_say_so():
    case = case_of(gains=(a_time_gain(), an_error_gain(unit_value=None)))
    assert case.gross_month == pytest.approx(433.33, abs=0.005)
    for field in ("gross_month", "gain_first_year", "net_month", "npv", "roi_first_year"):
        assert case.reasons[field] == reason("gains_left_out")
    assert "cost_month" not in case.reasons


def test_costs_that_are_not_listed_are_unknown_not_free():
    case = case_of(costs=())
    assert case.gross_month == pytest.approx(633.33, abs=0.005)
    assert (case.net_month, case.cost_month, case.roi_first_year, case.npv) == (None,) * 4
    assert case.reasons["net_month"] == reason("no_costs")
    assert case.targets == {"roi": None, "net_month": None}


def test_a_one_off_cost_without_a_price_is_not_a_free_start():
    case = case_of(costs=(a_cost(), a_cost(rhythm="once", unit_price=None)))
    assert case.cost_month == 30
    assert (case.cost_once, case.payback_month, case.cost_first_year) == (None, None, None)
    assert case.reasons["payback_month"] == reason("costs_left_out")
    assert "cost_month" not in case.reasons


def test_costs_listed_with_none_at_a_rhythm_are_zero_at_that_rhythm():
    once_only = case_of(costs=(a_cost(rhythm="once", unit_price=1000.0),))
    assert (once_only.cost_month, once_only.cost_once) == (0, 1000)
    assert once_only.net_month == once_only.gross_month


def test_a_quantity_multiplies_and_a_yearly_cost_is_spread_over_the_months():
    case = case_of(
        costs=(a_cost(quantity=2.0, unit_price=45.0), a_cost(rhythm="year", unit_price=240.0))
    )
    assert [line.month for line in case.lines if line.side == "cost"] == [90, 20]


def test_costs_without_gains_have_no_gross():
    case = case_of(gains=())
    assert (case.gross_month, case.net_month, case.hours_month) == (None, None, None)
    assert case.reasons["gross_month"] == reason("no_gains")


def test_neither_gains_nor_costs_is_no_business_case():
    assert case_of(a_client()) is None


def test_a_free_first_year_has_no_return():
    case = case_of(costs=(a_cost(unit_price=0.0),))
    assert (case.roi_first_year, case.reasons["roi_first_year"]) == (None, reason("no_cost"))


def test_gains_below_the_recurring_costs_never_pay_back():
    case = case_of(costs=(a_cost(unit_price=700.0), a_cost(rhythm="once", unit_price=500.0)))
    assert (case.payback_month, case.irr) == (None, None)
    assert case.reasons["payback_month"] == reason("never_paid_back")
    assert case.reasons["irr"] == reason("no_net_gain")
    assert case.targets == {"roi": False, "net_month": False}


def test_a_loss_without_set_up_costs_has_nothing_to_pay_back():
    case = case_of(costs=(a_cost(unit_price=700.0),))
    assert case.payback_month is None
    assert case.reasons["payback_month"] == reason("no_net")


def test_targets_are_to_be_exceeded():
    exactly = case_of(costs=(a_cost(unit_price=100.0),), gains=(a_cash(600.0),))
    above = case_of(costs=(a_cost(unit_price=100.0),), gains=(a_cash(600.01),))
    assert (exactly.net_month, exactly.targets["net_month"]) == (500, False)
    assert above.targets["net_month"] is True


def test_a_target_is_not_met_while_a_cost_is_missing():
    """633.33 - 30 is above 500, but the price of the second tool is unknown."""
    case = case_of(costs=(a_cost(), a_cost(label="Licences", unit_price=None)))
    assert case.net_month == pytest.approx(603.33, abs=0.005)
    assert case.targets == {"roi": None, "net_month": None}


def test_a_set_up_without_a_price_leaves_the_monthly_net_whole():
    case = case_of(costs=(a_cost(), a_cost(rhythm="once", unit_price=None)))
    assert "net_month" not in case.reasons
    assert case.reasons["roi_first_year"] == reason("costs_left_out")
    assert case.targets == {"roi": None, "net_month": True}


def test_a_target_missed_without_a_missing_cost_stays_missed():
    dear = a_cost(rhythm="once", unit_price=5000.0)
    case = case_of(costs=(a_cost(unit_price=200.0), dear, a_cost(unit_price=None)))
    assert case.net_month == pytest.approx(433.33, abs=0.005)
    assert case.targets == {"roi": False, "net_month": False}


def test_a_target_cannot_be_judged_while_a_gain_is_missing():
    met = case_of(gains=(a_time_gain(), an_error_gain(), a_time_gain(volume=None)))
    missed = case_of(gains=(a_time_gain(), a_time_gain(volume=None)))
    assert met.targets == missed.targets == {"roi": None, "net_month": None}


def test_without_set_up_there_is_nothing_to_pay_back():
    assert case_of().payback_month == 0


def a_cash(amount):
    return Gain("Sous-traitance arrêtée", "cash", volume=1.0, period="month", unit_value=amount)


def test_horizon_and_rate_are_what_ifs():
    case = case_of(overrides={"business.horizon_months": 12, "business.discount_rate": 0.0})
    assert (case.horizon, case.discount_rate) == (12, 0)
    assert case.npv == pytest.approx(12 * case.net_month)


def test_an_unknown_threshold_is_refused():
    with pytest.raises(KeyError, match=r"business\.rate"):
        case_of(overrides={"business.rate": 1.0})


def test_npv_and_irr_agree_with_numpy_financial():
    case = case_of(costs=(a_cost(), a_cost(rhythm="once", unit_price=5000.0)))
    flows = [-5000.0] + [case.net_month] * 24
    monthly = 1.08 ** (1 / 12) - 1
    assert case.npv == pytest.approx(float(npf.npv(monthly, flows)))
    assert case.irr == pytest.approx((1 + float(npf.irr(flows))) ** 12 - 1)


AMOUNTS = st.floats(-1e5, 1e5, allow_nan=False)


@given(
    st.lists(AMOUNTS, min_size=1, max_size=8), st.lists(st.floats(0, 1e4), min_size=1, max_size=5)
)
def test_the_case_is_the_sum_of_its_lines_in_any_order(gains, costs):
    lines = tuple(a_cash(amount) for amount in gains)
    prices = tuple(a_cost(unit_price=price) for price in costs)
    case = case_of(gains=lines, costs=prices)
    backwards = case_of(gains=lines[::-1], costs=prices[::-1])
    assert case.gross_month == pytest.approx(sum(gains), abs=1e-6)
    assert case.net_month == pytest.approx(sum(gains) - sum(costs), abs=1e-6)
    assert (case.gross_month, case.net_month) == (backwards.gross_month, backwards.net_month)
    assert case.npv == backwards.npv
