from dataclasses import replace

import pytest

from kit.analysis.options import compare_options
from kit.analysis.settings import Settings
from kit.analysis.timeline import Timeline
from kit.catalogue import load_catalogue
from kit.client import Finance, Gain, Option, Phase
from tests.clients import AS_OF, a_case, a_client, a_cost, a_worked_example

K = 1_000.0
A = Option(
    "A",
    band_low=80 * K,
    set_up_low=105 * K,
    set_up_high=130 * K,
    run_low=15 * K,
    run_high=25 * K,
    gain_low=153 * K,
    claimed_months=24,
    claimed_net=180 * K,
    claimed_payback=10,
)
B = Option(
    "B",
    band_low=30 * K,
    band_high=50 * K,
    set_up_low=20 * K,
    run_low=2 * K,
    gain_low=50 * K,
    claimed_months=24,
)
C = Option(
    "C", band_high=15 * K, set_up_low=10 * K, run_low=0.15 * K, gain_low=7.5 * K, claimed_months=24
)


def compared(client=None, **parts):
    client = client or a_client(**parts)
    settings = Settings.of(load_catalogue(), client.company, {}, client.finance)
    timeline = Timeline.of(client, settings, AS_OF)
    return compare_options(a_case(client), client, settings, timeline)


def by_name(*options, **parts):
    return {one.name: one for one in compared(options=options, **parts)}


def reason(name):
    return f"analysis.reason.{name}"


def test_what_the_lines_come_to_is_told_beside_the_row_of_an_option():
    """The row of B nets 76 000; its lines 24 x (1 000 - 100) - 5 000 = 16 600. C has no line."""
    gain = Gain("Ventes", "cash", volume=1.0, period="month", unit_value=1000.0)
    costs = (a_cost(unit_price=100.0), a_cost(rhythm="once", unit_price=5000.0))
    found = by_name(replace(B, retained=True), C, gains=(gain,), costs=costs)
    assert found["B"].net == pytest.approx((76 * K, 76 * K))
    assert found["B"].lines_net == pytest.approx(16_600)
    assert found["C"].lines_net is None
    plain = by_name(Option("B"), gains=(gain,), costs=costs)["B"]
    assert plain.lines_net is None  # its net is that of its lines
    assert plain.roi == pytest.approx(16_600 / 7_400)


def test_the_electricians_options_recomputed():
    """Method M11: A nets 126 to 171, never 180; B 76 at 317 %; C 4.7, paid back in month 16.3."""
    found = by_name(A, B, C)
    a, b, c = (found[name] for name in "ABC")
    assert a.net == pytest.approx((126 * K, 171 * K))
    assert a.net[1] < a.claimed_net
    assert a.roi == pytest.approx(148.5 / 157.5)
    assert a.payback == pytest.approx((12 * 105 / 138, 12 * 130 / 128))  # 9.1 to 12.2
    assert b.net == pytest.approx((76 * K, 76 * K))
    assert b.roi == pytest.approx(76 / 24)  # 317 %
    assert c.net == pytest.approx((4.7 * K, 4.7 * K))
    assert c.payback == pytest.approx((16.33, 16.33), abs=0.005)
    assert all(one.stated and one.months == 24 and not one.reasons for one in found.values())


def test_what_the_dearer_option_returns_on_what_it_costs_more():
    """Over 24 months C costs 10.3, B 24, A 157.5: A's extra 133.5 net 72.5 more than B."""
    cheap, middle, dear = compared(options=(A, B, C))
    assert [one.name for one in (cheap, middle, dear)] == ["C", "B", "A"]
    assert (cheap.over, cheap.marginal_cost, cheap.marginal_roi) == (None, None, None)
    assert middle.over == "C"
    assert middle.marginal_cost == pytest.approx(13.7 * K)
    assert middle.marginal_net == pytest.approx(71.3 * K)
    assert middle.marginal_roi == pytest.approx(71.3 / 13.7)  # 520 %
    assert dear.over == "B"
    assert dear.marginal_cost == pytest.approx(133.5 * K)
    assert dear.marginal_net == pytest.approx(72.5 * K)
    assert dear.marginal_roi == pytest.approx(72.5 / 133.5)  # 54 %, far from its own 94 %


def test_the_budget_of_an_option_against_the_band_it_is_advised_for():
    found = by_name(A, B, C)
    assert found["A"].in_band  # 105 to 130, advised above 80
    assert not found["B"].in_band  # 20, advised for 30 to 50
    assert found["C"].in_band
    assert not by_name(replace(A, band_high=120 * K))["A"].in_band  # not all of its range
    assert by_name(Option("D", set_up_low=1.0))["D"].in_band is None


def test_without_its_own_length_an_option_is_computed_over_the_horizon():
    found = by_name(replace(B, claimed_months=None), finance=Finance(horizon_months=36))["B"]
    assert (found.months, found.net[0]) == (36, pytest.approx(124 * K))


def test_options_over_other_lengths_are_not_compared():
    found = by_name(replace(A, claimed_months=12), B)
    assert found["A"].over is None
    assert found["A"].reasons["marginal_roi"] == reason("options_other_months")


def test_options_that_cost_the_same_have_no_extra_spending_to_judge():
    found = by_name(B, replace(B, name="B bis", gain_low=60 * K))["B bis"]
    assert (found.marginal_cost, found.marginal_net) == (0.0, pytest.approx(20 * K))
    assert found.marginal_roi is None
    assert found.reasons["marginal_roi"] == reason("options_same_cost")


def test_an_option_that_is_only_described_has_no_figure():
    found = by_name(B, Option("Ne rien faire"))["Ne rien faire"]
    assert (found.set_up, found.net, found.roi, found.payback) == (None,) * 4
    assert set(found.reasons.values()) == {reason("option_unpriced")}
    assert found.over is None


def test_a_missing_amount_is_not_0():
    found = by_name(replace(B, run_low=None))["B"]
    assert (found.run_year, found.net) == (None, None)
    assert found.reasons == {
        "run_year": reason("option_unpriced"),
        "net": reason("option_unpriced"),
    }


def test_a_payback_only_at_the_best_of_the_ranges_is_not_shown():
    found = by_name(replace(B, gain_low=1.0 * K, gain_high=50 * K))["B"]
    assert found.payback is None
    assert found.reasons["payback"] == reason("payback_not_sure")
    never = by_name(replace(B, gain_low=1.0 * K))["B"]
    assert never.reasons["payback"] == reason("never_paid_back")


# From lines: a common tool, and a set-up and a gain for each option.
TOOL = a_cost(unit_price=100.0)


def set_up_of(option, amount, **fields):
    return a_cost(rhythm="once", unit_price=amount, options=(option,), **fields)


def sales_of(option, amount, **fields):
    """*amount* EUR a month."""
    gain = {"volume": 1.0, "period": "month", "unit_value": amount, "options": (option,)}
    return Gain(f"Ventes {option}", "cash", **gain, **fields)


def priced(**parts):
    example = {
        "roles": (),
        "options": (Option("Complet", retained=True), Option("Léger")),
        "gains": (sales_of("Complet", 1000.0), sales_of("Léger", 400.0, low=0.5, high=1.0)),
        "costs": (
            TOOL,
            set_up_of("Complet", 6000.0),
            set_up_of("Léger", 1000.0, low=1.0, high=1.5),
        ),
    }
    return a_worked_example(**{**example, **parts})


def test_options_from_their_lines_and_the_common_ones():
    """Léger: gains 4 800 a year, at worst half; set-up 1 000 to 1 500; tool 1 200, +-10 %."""
    light, full = compared(priced())
    assert (light.name, light.retained, light.stated) == ("Léger", False, False)
    assert light.set_up == (1000.0, 1500.0)
    assert light.run_year == pytest.approx((1080, 1320))
    assert light.gain_year == pytest.approx((2400, 4800))
    assert light.net == pytest.approx((4800 - 1500 - 2640, 9600 - 1000 - 2160))
    assert light.roi == pytest.approx((9600 - 3400) / 3400)
    assert light.payback == pytest.approx((1000 / 310, 1500 / 90))
    assert (full.retained, full.over) == (True, "Léger")
    assert full.marginal_cost == pytest.approx(5000)
    assert full.marginal_net == pytest.approx(24 * 600 - 5000)


def test_the_retained_option_is_the_business_case():
    client = priced(finance=Finance(contingency=0.1))
    full = compared(client)[-1]
    case = a_case(client)
    assert full.roi == pytest.approx(case.returns.roi)
    assert full.marginal_cost == pytest.approx(case.returns.cost - (1100 + 2400))
    bare = priced(gains=(sales_of("Léger", 400.0),), options=(Option("Socle"), Option("Léger")))
    base = {one.name: one for one in compared(bare)}["Socle"]  # common lines alone, no gain
    assert base.retained
    assert base.run_year == pytest.approx((1080, 1320))
    assert base.reasons["net"] == reason("no_gains")


def test_lines_keep_their_months_their_phase_and_its_contingency():
    """A set-up of 600 over months 1 to 6, 20 % kept: 720; gains from month 7: 18 in 24."""
    client = priced(
        gains=(sales_of("Léger", 400.0, start="Phase 1", low=1.0, high=1.0),),
        costs=(set_up_of("Léger", 600.0, phase="Phase 1", low=1.0, high=1.0),),
        phases=(Phase("Phase 1", 1, 6, contingency=0.2),),
        options=(Option("Léger"),),
    )
    (light,) = compared(client)
    assert light.set_up == pytest.approx((720, 720))
    assert light.net == pytest.approx((18 * 400 - 720,) * 2)
    assert light.payback == pytest.approx((6 + 720 / 400,) * 2)


def test_amounts_of_the_row_win_over_lines_and_lines_fill_what_it_leaves_blank():
    row = Option("Léger", set_up_low=2000.0, gain_low=4000.0)
    found = {one.name: one for one in compared(priced(options=(Option("Complet"), row)))}["Léger"]
    assert found.stated
    assert found.set_up == (2000.0, 2000.0)
    assert found.run_year == pytest.approx((1080, 1320))  # the common tool
    assert found.net == pytest.approx((8000 - 2000 - 2640, 8000 - 2000 - 2160))


def test_lines_left_out_are_said():
    client = priced(costs=(TOOL, set_up_of("Léger", 1000.0), set_up_of("Léger", None)))
    light = {one.name: one for one in compared(client)}["Léger"]
    assert light.set_up == pytest.approx((900, 1100))
    assert light.reasons["net"] == light.reasons["set_up"] == reason("costs_left_out")


def test_no_options_no_table():
    assert compared(a_worked_example()) == ()
    assert compared() == ()
