"""Options A, B and C of method M11, in euros, worked by hand over 24 months."""

from dataclasses import replace

import pytest

from kit.client import Cost, Gain, Option
from tests.clients import a_client, a_cost, analysed

A = Option(
    "A", retained=True, band_low=80e3, set_up_low=105e3, set_up_high=130e3, run_low=15e3,
    run_high=25e3, gain_low=153e3, claimed_months=24.0, claimed_net=180e3, claimed_payback=10.0,
)  # fmt: skip
B = Option(
    "B", band_low=30e3, band_high=50e3, set_up_low=20e3, run_low=2000.0, gain_low=50e3,
    claimed_months=24.0, claimed_net=78e3, claimed_payback=5.0,
)  # fmt: skip
C = Option(
    "C", band_high=15e3, set_up_low=10e3, run_low=150.0, gain_low=7500.0,
    claimed_months=24.0, claimed_net=5000.0, claimed_payback=16.0,
)  # fmt: skip


def found(*options, **parts):
    cells = {f"options/{n}/claimed_net": f"Options!Q{n + 5}" for n in range(len(options))}
    result = analysed(a_client(options=options, cells=cells, **parts))
    return {(one.code, one.params["option"]): one for one in result.findings}


def test_the_electricians_options():
    codes = found(A, B, C).keys()
    assert codes == {
        ("option_net_off", "A"),  # +126 to +171, never +180
        ("option_under_band", "B"),
        ("option_net_off", "B"),  # 76, not 78
        ("cheaper_returns_more", "A"),
    }


def test_a_net_out_of_reach_stands_at_its_own_cell_and_gives_the_nearest_end():
    finding = found(C, B, A)["option_net_off", "A"]
    assert finding.place == "Options!Q7"  # rows as listed, results come by cost
    assert finding.params["found"] == (126e3, 171e3, "EUR")
    assert finding.params["edge"] == (171e3, "EUR")
    assert (finding.change, finding.change_unit) == (-9000, "EUR")


def test_a_net_too_low_is_said_against_the_lowest_possible():
    finding = found(replace(A, claimed_net=60e3))["option_net_off", "A"]
    assert finding.params["edge"] == (126e3, "EUR")


@pytest.mark.parametrize("net", [126e3, 150e3, 171e3, 172e3])
def test_a_net_within_reach_or_rounded_is_no_finding(net):
    assert ("option_net_off", "A") not in found(replace(A, claimed_net=net))


def test_the_marginal_return_of_a_over_b():
    """A costs 157.5 and nets 148.5 at its middle, B 24 and 76: 72.5 more for 133.5 more."""
    finding = found(A, B, C)["cheaper_returns_more", "A"]
    assert finding.params["cheaper"] == "B"
    assert finding.params["more"] == pytest.approx((133_500, "EUR"))
    assert finding.params["net"] == pytest.approx((72_500, "EUR"))
    assert finding.params["marginal"] == pytest.approx((72_500 / 133_500, "share"))
    assert ("cheaper_returns_more", "B") not in found(
        replace(A, retained=False), replace(B, retained=True), C
    )


def test_the_marginal_return_is_that_of_the_table_of_options():
    """A, told by its lines, most likely costs 5 000; the middle of its range would be 6 000."""
    detailed = Option("A", retained=True)
    lines = (
        a_cost(label="Projet", rhythm="once", unit_price=5000.0, low=0.9, high=1.5, options=("A",)),
    )
    gains = (Gain("Achats", "cash", volume=1.0, period="year", unit_value=900.0, options=("A",)),)
    cheap = replace(B, set_up_low=1000.0, set_up_high=1000.0, run_low=0.0, gain_low=4000.0)
    finding = found(detailed, cheap, costs=lines, gains=gains)["cheaper_returns_more", "A"]
    assert finding.params["more"] == pytest.approx((4000, "EUR"))


def test_a_running_cost_that_is_not_that_of_its_lines():
    """10 x 2 + 50 + 35 EUR a month are 1 260 a year, not 2 000."""
    lines = (
        a_cost(label="Réservation", unit_price=10.0, users=2.0, options=("B",)),
        a_cost(label="Automatisation", unit_price=50.0, options=("B",)),
        a_cost(label="Enquête", unit_price=35.0, options=("B",)),
    )
    finding = found(A, B, costs=lines)["option_run_off", "B"]
    assert finding.params["computed"] == pytest.approx((1260, "EUR"))
    assert (finding.change, finding.change_unit) == (pytest.approx(740), "EUR/year")


def test_lines_of_all_options_alone_say_nothing_of_one():
    codes = found(A, B, costs=(a_cost(), Cost("Mise en place", "once", unit_price=1.0)))
    assert not {code for code, _ in codes} & {"option_run_off", "option_set_up_off"}
