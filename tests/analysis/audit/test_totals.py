"""Claims on results: totals against rows, against the lines, and against each other."""

from datetime import date

import pytest

from kit.client import Action, Claim, Finance, FlowRow, Kpi, Option, Phase
from tests.clients import a_cost, a_plan, a_time_gain, a_worked_example, analysed

YEARLY = 7600.0  # gross of the worked example; its tool costs 360


def found(*claims, **parts):
    client = a_worked_example(claims=claims, **parts)
    findings = analysed(client, overrides={"range.draws": 0}).findings
    aside = {"roi_without_range", "no_option_retained", "staff_time_missing", "no_run_cost"}
    return {one.code: one for one in findings if one.code not in aside}


@pytest.mark.parametrize(
    "claim",
    [
        Claim("hours_year", value=130.0),
        Claim("gains_year", value=YEARLY),
        Claim("gains_total", months=36.0, value=3 * YEARLY),
        Claim("set_up", value=0.0),
        Claim("run_year", value=360.0),
        Claim("costs_total", months=18.0, value=540.0),
        Claim("net_month", value=603.33),
        Claim("net_total", months=24.0, value=2 * (YEARLY - 360)),
        Claim("roi", months=24.0, rate=(YEARLY - 360) / 360),
        Claim("roi", months=24.0, value=(YEARLY - 360) / 360),
    ],
)
def test_a_right_result_raises_nothing(claim):
    assert found(claim) == {}


def test_months_of_a_claim_win_over_the_horizon():
    finding = found(Claim("costs_total", months=18.0, value=720.0))["claim_total_off"]
    assert finding.params["computed"] == pytest.approx((540, "EUR"))
    assert finding.params["months"] == (18, "months")
    assert finding.change == pytest.approx(180)  # lower costs: so much more is left
    blank = found(Claim("costs_total", value=720.0))
    assert blank == {}  # 24 months, the horizon


def test_the_gross_printed_as_net():
    """632 EUR a month written as net: 603.33 once the tool is paid (method M13)."""
    finding = found(Claim("net_month", value=632.0))["gross_as_net"]
    assert finding.params["computed"] == pytest.approx((1810 / 3, "EUR"))
    assert (finding.change, finding.change_unit) == (
        pytest.approx(12 * (1810 / 3 - 632)),
        "EUR/year",
    )
    assert "claim_yearly_off" in found(Claim("net_month", value=800.0))


def test_a_net_equal_to_the_gains_written_beside_it():
    gains = Claim("gains_total", months=12.0, value=9000.0)
    codes = found(gains, Claim("net_total", months=12.0, value=9000.0))
    assert "gross_as_net" in codes and "claim_total_off" in codes


@pytest.mark.parametrize(
    ("set_up", "run", "gain", "published", "plain"),
    [(1e4, 5e3, 15e3, 0.66, 0.8), (25e4, 15e4, 3e5, 0.2, 2 / 7)],
)
def test_published_returns_that_do_not_follow_from_their_inputs(
    set_up, run, gain, published, plain
):
    """Method M19. At 10 % a year both are the return of the discounted amounts."""
    parts = {
        "gains": (),
        "costs": (),
        "flows": (
            FlowRow("Coûts", "cost", initial=set_up, year_1=run, year_2=run, year_3=run),
            FlowRow("Gains", "gain", year_1=gain, year_2=gain, year_3=gain),
        ),
    }
    claim = Claim("roi", months=36.0, rate=published)
    off = found(claim, finance=Finance(horizon_months=36), **parts)["claim_return_off"]
    assert off.params["computed"] == pytest.approx((plain, "share"))
    at_ten = found(claim, finance=Finance(horizon_months=36, discount_rate=0.1), **parts)
    assert at_ten["roi_discounted"].params["computed"] == pytest.approx((plain, "share"))
    assert "claim_return_off" not in at_ten


def rows(*written):
    return tuple(a_time_gain(label=f"L{n}", claimed_hours=h) for n, h in enumerate(written))


def test_a_total_that_is_not_the_sum_of_its_written_rows():
    finding = found(Claim("hours_year", value=300.0), gains=rows(130.0, 130.0))["sum_off"]
    assert finding.params["computed"] == (260, "h")


def test_errors_that_cancel_in_a_right_total():
    codes = found(Claim("hours_year", value=260.0), gains=rows(180.0, 80.0))
    assert codes["errors_cancel"].params["count"] == (2, "number")
    assert "claim_yearly_off" not in codes


def test_a_total_of_hours_leaves_out_the_rows_counted_in_euros():
    gains = (*rows(130.0), a_time_gain(label="Appels", claimed_amount=5200.0))
    assert found(Claim("hours_year", value=130.0), gains=gains) == {}


def test_rows_that_were_not_written_leave_the_lines_to_judge():
    gains = (*rows(130.0), a_time_gain(label="Autre"))
    finding = found(Claim("hours_year", value=130.0), gains=gains)["claim_yearly_off"]
    assert finding.params["computed"] == pytest.approx((260, "h"))


def test_full_years_of_gains_though_the_phase_ends_in_month_six():
    """130 h at 40 EUR: 5 200 a year; from month 7 to month 24 it is 7 800, not 10 400."""
    parts = {
        "phases": (Phase("P", 1, 6, contingency=0.1),),
        "actions": (Action("Former", phase="P"),),
        "gains": (a_time_gain(action="Former"),),
    }
    finding = found(Claim("gains_total", months=24.0, value=10_400.0), **parts)
    one = finding["gains_counted_in_full"]
    assert one.params["computed"] == pytest.approx((7800, "EUR"))
    assert one.params["live"] == (7, "number")
    assert one.change == pytest.approx(-2600)
    assert found(Claim("gains_total", months=24.0, value=7800.0), **parts) == {}


def test_a_claim_on_an_option_that_is_not_retained_is_judged_by_its_row():
    options = (
        Option("A", retained=True, set_up_low=1000.0, run_low=0.0, gain_low=1000.0),
        Option("B", set_up_low=10e3, set_up_high=12e3, run_low=1000.0, gain_low=9000.0),
    )
    fits = Claim("net_total", option="B", months=24.0, value=5000.0)  # 18 - 2 - (10 to 12)
    assert "claim_total_off" not in found(fits, options=options)
    off = Claim("net_total", option="B", months=24.0, value=8000.0)
    finding = found(off, options=options)["claim_total_off"]
    assert finding.params["computed"] == pytest.approx((6000, "EUR"))  # the nearest end


def test_eighteen_months_of_costs_beside_twenty_four_of_gains():
    claims = (
        Claim("costs_total", months=18.0, value=540.0),
        Claim("gains_total", months=24.0, value=2 * YEARLY),
    )
    finding = found(*claims)["horizons_differ"]
    assert finding.change == pytest.approx(-180)  # half a year of the tool


def test_a_payback_that_never_comes():
    parts = {"costs": (a_cost(unit_price=9000.0),)}
    assert "claim_payback_never" in found(Claim("payback", value=6.0), **parts)
    assert "claim_without_basis" in found(Claim("payback", value=6.0), costs=())


def test_one_figure_written_twice_with_two_values():
    claims = (Claim("gains_year", value=YEARLY), Claim("gains_year", value=9000.0))
    assert found(*claims)["claims_conflict"].params["other"] == (YEARLY, YEARLY, "EUR")


def test_a_claim_without_any_value_is_left_alone():
    assert found(Claim("roi")) == {}


HELD = {  # 130 h at 40 EUR, of which the target frees 65
    "kpis": (Kpi("Saisie", unit="hours_month", today=65 / 12, target=0.0, role="Assistant"),)
}


@pytest.mark.parametrize(
    ("figure", "as_written", "right"),
    [
        ("hours_year", 130.0, 65.0),
        ("gains_year", YEARLY, YEARLY - 2600),
        ("net_month", (YEARLY - 360) / 12, (YEARLY - 2960) / 12),
        ("gains_total", 2 * YEARLY, 2 * (YEARLY - 2600)),
        ("net_total", 2 * (YEARLY - 360), 2 * (YEARLY - 2960)),
    ],
)
def test_every_claim_is_held_against_the_lines_once_set_right(figure, as_written, right):
    """By year as in total: a figure that counts hours nobody has is not found exact."""
    off = found(Claim(figure, value=as_written), **HELD)
    (finding,) = (one for one in off.values() if one.code.startswith("claim_"))
    assert finding.params["computed"][0] == pytest.approx(right)
    assert finding.params["basis"] == "analysis.basis.corrected"
    agreed = found(Claim(figure, value=right), **HELD)
    assert not [code for code in agreed if code.startswith("claim_")]


def test_errors_that_cancel_are_read_on_the_rows_as_they_stand():
    parts = {"gains": rows(180.0, 80.0), **HELD}
    codes = found(Claim("hours_year", value=260.0), **parts)
    assert codes["errors_cancel"].params["computed"] == pytest.approx((260, "h"))
    assert codes["claim_yearly_off"].params["computed"] == pytest.approx((65, "h"))


def test_a_gross_taken_from_the_lines_as_they_stand_is_still_a_gross():
    assert "gross_as_net" in found(Claim("net_month", value=YEARLY / 12), **HELD)


def test_the_audit_counts_months_from_the_same_day_as_the_case():
    """Asked for on a Sunday, the plan starts on the Monday; the 24 months still end on the 1st."""
    late = FlowRow("Solde", "gain", day=date(2028, 3, 2), amount=1000.0)
    claim = Claim("gains_total", months=24.0, value=2 * YEARLY)
    assert found(claim, flows=(late,), plan=a_plan(date(2026, 3, 1))) == {}
