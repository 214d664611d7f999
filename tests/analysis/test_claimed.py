import pytest

from kit.client import Claim, FlowRow, Gain, Option, Phase
from tests.clients import a_case, a_cost, a_role, a_time_gain


def once(price, **fields):
    return a_cost(rhythm="once", unit_price=price, **fields)


def claimed_of(**parts):
    return a_case(**{"roles": (a_role(),), **parts}).claimed


def test_nothing_claimed_is_no_claimed_case():
    assert claimed_of(gains=(a_time_gain(),), costs=(a_cost(),)) is None
    net = Claim("net_total", value=1000.0)
    assert claimed_of(gains=(a_time_gain(),), claims=(net,)) is None


def test_the_electricians_case_as_written():
    """Method M11: 393.9 a year, 194.9 of set-up, 7.64 of run: 577.6 after 24 months."""
    phases = tuple(
        Phase(f"P{n}", 6 * n - 5, 6 * n, contingency=0.1, claimed_total=total)
        for n, total in enumerate((68_400.0, 77_000.0, 49_500.0), 1)
    )
    hours = a_time_gain(claimed_hours=1318.0, claimed_amount=65_900.0)
    quality = Gain("Qualité", "revenue", claimed_amount=328_000.0)  # no margin: never counted
    run = a_cost(rhythm="year", unit_price=7_600.0, claimed_amount=7_640.0)
    claimed = claimed_of(
        gains=(hours, quality), costs=(run, once(62_400.0, phase="P1")), phases=phases
    )
    assert (claimed.gain_year, claimed.set_up, claimed.run_year) == (393_900, 194_900, 7_640)
    assert (claimed.hours_year, claimed.months) == (1318, 24)
    assert claimed.cumulated[24] == pytest.approx(2 * 393_900 - 194_900 - 2 * 7_640)
    # The set-up as its phases spend it: 68.4 over months 1 to 6, against 32.19 a month.
    assert claimed.cumulated[0] == 0
    assert claimed.cumulated[1] == pytest.approx((393_900 - 7_640) / 12 - 11_400)


def test_what_is_not_claimed_stands_as_computed():
    claimed = claimed_of(
        gains=(a_time_gain(claimed_amount=6_000.0), a_time_gain()),
        costs=(a_cost(claimed_amount=35.0), once(500.0)),
    )
    assert claimed.gain_year == pytest.approx(6_000 + 5_200)
    assert (claimed.run_year, claimed.set_up) == (420, 500)
    assert claimed.hours_year == pytest.approx(130)  # the other line is claimed in euros only


def test_claims_start_in_the_first_month_whatever_the_lines_say():
    gain = a_time_gain(claimed_amount=1_200.0, start=7, ramp_months=6.0)
    claimed = claimed_of(gains=(gain,), costs=(once(100.0, start=5),))
    assert claimed.cumulated[:6] == (0, 100, 200, 300, 400, 400)


def test_hours_claimed_without_an_amount_are_worth_their_hourly_cost():
    assert claimed_of(gains=(a_time_gain(claimed_hours=200.0),)).gain_year == pytest.approx(8_000)


def test_a_phase_without_a_total_is_its_lines_and_contingency_as_written():
    phases = (Phase("P1", 1, 6, contingency=0.1, claimed_contingency=60.0), Phase("P2", 7, 12))
    costs = (once(500.0, phase="P1", claimed_amount=600.0), once(200.0, phase="P2"), once(40.0))
    assert claimed_of(costs=costs, phases=phases).set_up == 600 + 60 + 200 + 40


def test_a_claim_about_a_whole_stands_where_its_lines_have_none():
    wholes = (
        Claim("gains_year", value=9_000.0), Claim("set_up", value=3_000.0),
        Claim("run_year", value=400.0), Claim("hours_year", value=250.0),
    )  # fmt: skip
    parts = {"gains": (a_time_gain(),), "costs": (a_cost(), once(500.0))}
    claimed = claimed_of(**parts, claims=wholes)
    assert (claimed.gain_year, claimed.set_up, claimed.run_year) == (9_000, 3_000, 400)
    assert claimed.hours_year == 250
    by_line = claimed_of(
        gains=(a_time_gain(claimed_amount=6_000.0),), costs=parts["costs"], claims=wholes
    )
    assert by_line.gain_year == 6_000


def test_a_claim_about_another_option_is_not_this_cases():
    claims = (Claim("gains_year", option="B", value=9_000.0),)
    options = (Option("A", retained=True), Option("B"))
    assert claimed_of(gains=(a_time_gain(),), options=options, claims=claims) is None


def test_a_published_table_is_drawn_at_its_printed_totals():
    rows = (
        FlowRow("Coûts", "cost", initial=1_000.0, year_1=500.0, year_2=500.0),
        FlowRow("Gains", "gain", year_1=1_200.0, year_2=1_200.0, claimed_total=4_800.0),
    )
    claimed = claimed_of(flows=rows)
    assert (claimed.gain_year, claimed.set_up, claimed.run_year) == (2_400, 1_000, 500)
    assert claimed.cumulated[24] == pytest.approx(4_800 - 2_000)


def test_a_curve_needs_gains_and_costs():
    claimed = claimed_of(gains=(a_time_gain(claimed_amount=6_000.0),))
    assert (claimed.gain_year, claimed.set_up, claimed.cumulated) == (6_000, None, ())
