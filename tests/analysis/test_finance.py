import math
from dataclasses import replace
from datetime import date

import numpy_financial as npf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.client import Finance, FlowRow, Gain, Phase
from tests.clients import (
    FAST,
    a_case,
    a_client,
    a_company,
    a_cost,
    a_process,
    a_role,
    a_time_gain,
    a_worked_example,
    an_automation,
    an_error_gain,
)
from tests.workbook.engagements import engagements


def case_of(client=None, **parts):
    overrides = parts.pop("overrides", None)
    return a_case(client or a_worked_example(**parts), FAST | (overrides or {}))


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
    assert case.targets == {"roi": True, "net_month": True, "payback": True}
    assert case.reasons.keys() == {"irr"}


def test_the_break_even_of_the_worked_example():
    """1 540 EUR of set-up with 360 of tool is exactly 300 %: (7 600 - 1 900) / 1 900."""
    setup = a_cost(label="Mise en place", rhythm="once", unit_price=1540.0)
    case = case_of(costs=(a_cost(), setup))
    assert case.cost_first_year == 1900
    assert case.roi_first_year == pytest.approx(3.0)
    assert case.payback_month == 3  # 603.33 x 2 = 1 206.67, x 3 = 1 810


def test_a_rate_of_return_out_of_scale_is_given_with_a_caution():
    """10 000 spent, 9 900 back within the year: the rate is that of the 100 left over."""
    rows = (
        FlowRow("Coûts", "cost", year_1=10_000.0),
        FlowRow("Gains", "gain", year_1=9_900.0, year_2=9_900.0),
    )
    case = case_of(gains=(), costs=(), flows=rows)
    assert case.irr == pytest.approx(98)  # -100, then 9 900
    assert case.returns.reasons["irr"] == case.reasons["irr"] == reason("irr_out_of_scale")
    calm = case_of(gains=(), costs=(), flows=(rows[0], replace(rows[1], year_1=0.0)))
    assert calm.irr == pytest.approx(-0.01)
    assert "irr" not in calm.reasons


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
    assert case.targets == {"roi": None, "net_month": None, "payback": None}


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
    assert case.targets == {"roi": False, "net_month": False, "payback": False}


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
    assert case.targets == {"roi": None, "net_month": None, "payback": None}


def test_a_set_up_without_a_price_leaves_the_monthly_net_whole():
    case = case_of(costs=(a_cost(), a_cost(rhythm="once", unit_price=None)))
    assert "net_month" not in case.reasons
    assert case.reasons["roi_first_year"] == reason("costs_left_out")
    assert case.targets == {"roi": None, "net_month": True, "payback": None}


def test_a_target_missed_without_a_missing_cost_stays_missed():
    dear = a_cost(rhythm="once", unit_price=5000.0)
    case = case_of(costs=(a_cost(unit_price=200.0), dear, a_cost(unit_price=None)))
    assert case.net_month == pytest.approx(433.33, abs=0.005)
    # 5 000 / 433.33 is month 12, in time so far: the missing price may push it later.
    assert case.payback_month == 12
    assert case.targets == {"roi": False, "net_month": False, "payback": None}


def test_a_target_cannot_be_judged_while_a_gain_is_missing():
    met = case_of(gains=(a_time_gain(), an_error_gain(), a_time_gain(volume=None)))
    missed = case_of(gains=(a_time_gain(), a_time_gain(volume=None)))
    unknown = {"roi": None, "net_month": None, "payback": None}
    assert met.targets == missed.targets == unknown


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


def test_npv_and_irr_are_by_year_end_as_excel_and_published_tables_are():
    """The monthly convention of the first release is now an option: see the next test."""
    case = case_of(costs=(a_cost(), a_cost(rhythm="once", unit_price=5000.0)))
    flows = [-5000.0, 12 * case.net_month, 12 * case.net_month]
    assert case.discounting == "year_end"
    assert case.npv == pytest.approx(float(npf.npv(0.08, flows)))
    assert case.irr == pytest.approx(float(npf.irr(flows)))


def test_by_month_npv_and_irr_agree_with_numpy_financial():
    case = case_of(
        costs=(a_cost(), a_cost(rhythm="once", unit_price=5000.0)),
        finance=Finance(discounting="monthly"),
    )
    flows = [-5000.0] + [case.net_month] * 24
    monthly = 1.08 ** (1 / 12) - 1
    assert case.npv == pytest.approx(float(npf.npv(monthly, flows)))
    assert case.irr == pytest.approx((1 + float(npf.irr(flows))) ** 12 - 1)


AMOUNTS = st.floats(-1e5, 1e5, allow_nan=False)


@given(
    st.lists(AMOUNTS, min_size=1, max_size=8),
    st.lists(st.integers(0, 10_000), min_size=1, max_size=5),
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


def test_first_year_figures_count_starts_ramps_and_phases():
    """633.33 from month 7 is 6 x 633.33; 30 from month 7 too; 1 200 of set-up over 24 months
    is 600 in the first year."""
    phases = (Phase("Long", 1, 24), Phase("Court", 1, 6))
    gains = (a_time_gain(start=7), an_error_gain(start="Court"))
    setup = a_cost(rhythm="once", unit_price=1200.0, phase="Long")
    case = case_of(gains=gains, costs=(a_cost(start=7), setup), phases=phases)
    assert case.gross_month == pytest.approx(633.33, abs=0.005)  # at full effect
    assert case.gain_first_year == pytest.approx(3800)
    assert case.cost_first_year == pytest.approx(6 * 30 + 600)
    assert case.cost_once == 1200


def test_the_flows_stop_at_the_horizon_and_their_dates_are_known():
    case = case_of(costs=(a_cost(), a_cost(rhythm="once", unit_price=5000.0)))
    assert len(case.flows.net) == len(case.flows.dates) == 25
    assert case.flows.net[0] == -5000
    assert case.flows.cumulated[24] == pytest.approx(case.returns.net)


def test_payback_is_looked_for_beyond_the_horizon():
    case = case_of(costs=(a_cost(), a_cost(rhythm="once", unit_price=20_000.0)))
    assert (case.horizon, case.payback_month) == (24, 34)  # 20 000 / 603.33 = 33.1
    assert case.targets["payback"] is False


def test_a_payback_target_is_met_in_its_month():
    """7 240 EUR are earned in 12 months: paid back in month 12, not a euro more."""
    at_12, late = (
        case_of(costs=(a_cost(), a_cost(rhythm="once", unit_price=price)))
        for price in (7240.0, 7241.0)
    )
    assert (at_12.payback_month, at_12.targets["payback"]) == (12, True)
    assert (late.payback_month, late.targets["payback"]) == (13, False)
    own = case_of(
        costs=(a_cost(), a_cost(rhythm="once", unit_price=7241.0)),
        finance=Finance(target_payback_months=13),
    )
    assert own.targets["payback"] is True


def test_nothing_is_drawn_on_what_is_not_known():
    for missing in ({"costs": ()}, {"gains": ()}, {"gains": (a_time_gain(volume=None),)}):
        case = case_of(**missing)
        assert case.flows is case.returns is case.corrected is None
        assert case.npv is case.irr is case.payback_month is None
        for field in ("npv", "irr", "payback_month", "net_month", "roi_first_year"):
            assert case.reasons[field].startswith("analysis.reason.")


def test_gains_given_on_dates_have_no_month_but_have_a_return():
    dated = FlowRow("Prime", "gain", day=date(2027, 2, 20), amount=5000.0)
    case = case_of(gains=(), flows=(dated,), costs=(a_cost(rhythm="once", unit_price=2000.0),))
    assert (case.gross_month, case.net_month) == (None, None)
    assert case.reasons["net_month"] == reason("dated_gains")
    assert case.returns.net == 3000
    assert case.irr == pytest.approx(1.5)


@given(st.floats(1, 1e4), st.floats(1, 1e4), st.floats(0.1, 10))
def test_doubling_every_amount_doubles_the_result_and_keeps_the_rates(gain, setup, times):
    one, other = (
        case_of(gains=(a_cash(gain * k),), costs=(a_cost(rhythm="once", unit_price=setup * k),))
        for k in (1.0, times)
    )
    assert other.npv == pytest.approx(one.npv * times, abs=1e-6)
    assert other.roi_first_year == pytest.approx(one.roi_first_year)
    assert (other.irr is None) == (one.irr is None)
    if one.irr is not None:
        assert other.irr == pytest.approx(one.irr, rel=1e-6, abs=1e-9)


@given(st.floats(0, 1e4), st.floats(0, 1e4), st.sampled_from(["once", "month", "year"]))
def test_a_dearer_price_never_returns_more(one, other, rhythm):
    cheap, dear = (
        case_of(costs=(a_cost(rhythm=rhythm, unit_price=price), a_cost()))
        for price in sorted((one, other))
    )
    assert dear.npv <= cheap.npv
    assert dear.roi_first_year <= cheap.roi_first_year
    assert (cheap.payback_month or 0) <= (dear.payback_month or 121)


FIGURES = (
    "hours_month", "gross_month", "cost_month", "net_month", "cost_once", "cost_first_year",
    "gain_first_year", "roi_first_year", "payback_month", "npv", "irr",
)  # fmt: skip


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(engagements())
def test_a_figure_that_cannot_be_computed_is_none_with_its_reason(client):
    case = a_case(client, FAST)
    for figure in FIGURES if case else ():
        value = getattr(case, figure)
        assert figure in case.reasons if value is None else math.isfinite(value)
    for line in case.all_lines if case else ():
        amounts = (line.month, line.once, line.yearly)
        assert (line.reason is None) == any(amount is not None for amount in amounts)
