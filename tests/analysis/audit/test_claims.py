"""Claims on lines: the rows of method M11, worked by hand, and the causes of their gaps."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.client import Option
from tests.clients import a_case, a_cost, a_role, a_time_gain, a_worked_example, analysed

# label: (fields of the line, hours written, hours computed) at 220 days and 44 weeks a year.
ROWS = {
    "appointments": ({"before": 120.0, "after": 20.0, "per": "day"}, 365, 100 * 220 / 60),
    "reminders": ({"before": 60.0, "after": 10.0, "per": "day"}, 183, 50 * 220 / 60),
    "double entry": (
        {"before": 30.0, "after": 5.0, "volume": 50.0, "period": "year"}, 21, 25 * 50 / 60,
    ),
    "search": ({"before": 30.0, "after": 5.0, "per": "day"}, 183, 25 * 220 / 60),
    "documents": ({"before": 60.0, "after": 15.0, "per": "day"}, 183, 45 * 220 / 60),
    "technicians": ({"before": 45.0, "after": 10.0, "per": "day"}, 128, 35 * 220 / 60),
    "survey": ({"before": 120.0, "after": 20.0, "per": "week"}, 72, 100 * 44 / 60),
    "mails": (
        {"before": 2.0, "after": 0.5, "volume": 50.0, "period": "day"}, 183, 1.5 * 50 * 220 / 60,
    ),
}  # fmt: skip
WRONG = {"search", "documents", "mails"}


def a_row(label, **fields):
    blank = {"volume": None, "period": None}
    return a_time_gain(label=label, **{**blank, **ROWS[label][0], **fields})


def found(code, *gains, **parts):
    client = a_worked_example(gains=gains, **parts)
    return [one for one in analysed(client).findings if one.code == code]


def test_the_rows_of_the_method_are_told_apart_from_the_right_ones():
    rows = [a_row(label, claimed_hours=float(ROWS[label][1])) for label in ROWS]
    off = {one.params["label"]: one for one in found("claim_hours_off", *rows)}
    assert off.keys() == WRONG
    for label, finding in off.items():
        _, written, computed = ROWS[label]
        assert finding.params["written"] == (written, "h")
        assert finding.params["computed"] == pytest.approx((computed, "h"))
        assert finding.change == pytest.approx(computed - written)
        assert finding.params["cause"] == "analysis.cause.other_row"  # the reminders' 183


@pytest.mark.parametrize(
    ("fields", "written", "cause"),
    [
        ({}, 10 * 130, "ten_times"),
        ({}, 13, "ten_times_less"),
        ({}, 12 * 130, "year_for_month"),
        ({}, 130 / 12, "month_for_year"),
        ({}, 60 * 130, "minutes"),
        ({}, 150, "supervision"),  # 15 min x 50 x 12, the 2 min left are forgotten
        ({"after": None, "rate": 0.3}, 150, "rate"),
        ({"per": "week", "volume": None, "period": None}, 13 * 220 / 60, "days_for_weeks"),
        ({"per": "week", "volume": None, "period": None}, 13 * 52 / 60, "calendar"),
        ({"per": "day", "volume": None, "period": None}, 13 * 44 / 60, "weeks_for_days"),
        ({"per": "day", "volume": None, "period": None}, 13 * 365 / 60, "calendar"),
        ({}, 777, "unknown"),
    ],
)
def test_a_wrong_figure_comes_back_with_the_slip_that_gives_it(fields, written, cause):
    gain = a_time_gain(claimed_hours=written, **fields)
    (finding,) = found("claim_hours_off", gain)
    assert finding.params["cause"] == f"analysis.cause.{cause}"


def test_a_headcount_forgotten():
    gain = a_time_gain(claimed_hours=390.0)
    (finding,) = found("claim_hours_off", gain, roles=(a_role(headcount=3.0),))
    assert finding.params["cause"] == "analysis.cause.headcount"


@pytest.mark.parametrize(
    ("kind", "fields", "written", "cause"),
    [
        ("revenue", {"margin_rate": 0.25}, 1200, "margin"),
        ("margin", {"rate": 0.5}, 1200, "rate"),
        ("errors", {"error_before": 0.08, "error_after": 0.02}, 96, "errors_left"),
    ],
)
def test_a_factor_forgotten_in_an_amount(kind, fields, written, cause):
    blank = {"before": None, "after": None, "role": None, "volume": 12.0, "period": "year"}
    gain = a_time_gain(**{**blank, "unit_value": 100.0, "kind": kind, **fields},
                       claimed_amount=float(written))  # fmt: skip
    (finding,) = found("claim_amount_off", gain)
    assert finding.params["cause"] == f"analysis.cause.{cause}"
    assert finding.change_unit == "EUR/year"


def test_hours_a_week_times_days_a_year():
    """10 h a week x 44 weeks x 30 % x 50 EUR is 6 600, not 33 000 (method M11)."""
    gain = a_time_gain(
        before=600.0, after=None, rate=0.3, per="week", volume=None, period=None,
        claimed_amount=33_000.0,
    )  # fmt: skip
    (finding,) = found("claim_amount_off", gain, roles=(a_role(hourly_cost=50.0),))
    assert finding.params["computed"] == pytest.approx((6600, "EUR"))
    assert finding.params["cause"] == "analysis.cause.days_for_weeks"
    assert finding.change == pytest.approx(-26_400)


def test_an_amount_that_follows_from_wrong_hours_is_said_once():
    gain = a_time_gain(claimed_hours=260.0, claimed_amount=260.0 * 40)
    assert len(found("claim_hours_off", gain)) == 1
    assert found("claim_amount_off", gain) == []


def test_hours_rounded_before_multiplying():
    """10.83 h taken for 10.8: 432 EUR a month instead of 433.33 (method M13)."""
    (finding,) = found("rounded_early", a_time_gain(claimed_amount=432.0 * 12))
    assert finding.params["computed"] == pytest.approx((5200, "EUR"))
    assert finding.change == pytest.approx(16)
    assert found("rounded_early", a_time_gain(claimed_amount=5200.0)) == []
    assert found("rounded_early", a_time_gain(claimed_amount=5190.0)) == []


def test_re_used_time_alone_is_what_an_amount_is_compared_with():
    gain = a_time_gain(reuse=0.5, claimed_hours=130.0, claimed_amount=2600.0)
    assert found("claim_amount_off", gain) == found("claim_hours_off", gain) == []
    (finding,) = found("claim_amount_off", replace(gain, claimed_amount=5200.0))
    assert finding.params["cause"] == "analysis.cause.reuse"


def test_two_licences_for_six_months_are_540_not_5400():
    licences = a_cost(users=2.0, unit_price=45.0, months=6.0, claimed_amount=5400.0)
    (finding,) = found("claim_cost_off", a_time_gain(), costs=(licences,))
    assert finding.params["computed"] == pytest.approx((540, "EUR"))
    assert finding.params["cause"] == "analysis.cause.ten_times"
    assert (finding.change, finding.change_unit) == (pytest.approx(4860), "EUR")


@pytest.mark.parametrize(
    ("written", "cause"),
    [(270, "users"), (90, "months"), (45, "users_and_months"), (1000, "unknown")],
)
def test_a_factor_forgotten_in_a_cost(written, cause):
    licences = a_cost(users=2.0, unit_price=45.0, months=6.0, claimed_amount=float(written))
    (finding,) = found("claim_cost_off", a_time_gain(), costs=(licences,))
    assert finding.params["cause"] == f"analysis.cause.{cause}"


def test_a_recurring_cost_may_be_written_for_a_period_or_for_a_year():
    for written in (30.0, 360.0):
        assert found("claim_cost_off", a_time_gain(), costs=(a_cost(claimed_amount=written),)) == []
    (finding,) = found("claim_cost_off", a_time_gain(), costs=(a_cost(claimed_amount=300.0),))
    assert (finding.change, finding.change_unit) == (pytest.approx(270 * 12), "EUR/year")


def test_the_lines_of_an_option_that_is_not_retained_are_checked_too():
    options = (Option("A", retained=True), Option("B"))
    gain = a_time_gain(options=("B",), claimed_hours=777.0)
    assert len(found("claim_hours_off", gain, options=options)) == 1


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 400),
    st.integers(5, 200),
    st.sampled_from(["day", "week", "month", "quarter", "year"]),
    st.floats(5, 200),
)
def test_whoever_writes_what_the_calculation_gives_is_never_told_off(
    volume, before, period, hourly_cost
):
    role = a_role(hourly_cost=hourly_cost)
    gain = a_time_gain(volume=float(volume), period=period, before=float(before), after=1.0)
    cost = a_cost(quantity=float(volume), unit_price=hourly_cost)
    case = a_case(roles=(role,), gains=(gain,), costs=(cost,))
    own = replace(
        gain,
        claimed_hours=case.lines[0].hours_month * 12,
        claimed_amount=case.lines[0].month * 12,
    )
    claimed = a_worked_example(
        roles=(role,), gains=(own,), costs=(replace(cost, claimed_amount=case.lines[1].month),)
    )
    codes = {one.code for one in analysed(claimed, overrides={"range.draws": 0}).findings}
    assert not {code for code in codes if code.startswith(("claim", "rounded"))}
