from dataclasses import replace
from datetime import date

import numpy as np
import numpy_financial as npf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.analysis import montecarlo
from kit.client import Finance, FlowRow, Gain, Phase
from tests.clients import a_case, a_cost, a_time_gain, a_worked_example, an_error_gain

SET_UP = a_cost(label="Mise en place", rhythm="once", unit_price=1000.0)


def case_of(overrides=None, **parts):
    client = a_worked_example(**{"costs": (a_cost(), SET_UP), **parts})
    return a_case(client, {"range.draws": 10_000, **(overrides or {})})


def drawn(overrides=None, **parts):
    return case_of(overrides, **parts).distribution


def test_the_same_seed_gives_the_same_figures_and_another_seed_others():
    assert drawn() == drawn()
    assert drawn({"range.seed": 1}) != drawn()
    assert drawn({"range.seed": 1}).net.mean == pytest.approx(drawn().net.mean, rel=0.01)


def test_draws_beyond_the_cap_are_not_made():
    """A keyboard slip does not fill the memory: 10^12 draws are 200 000."""
    capped = drawn({"limits.draws": 500})
    assert capped.draws == 500
    assert sum(count for _, _, count in capped.histogram) == 500
    assert drawn({"range.draws": 1e12, "limits.draws": 500}) == capped


def test_no_return_is_drawn_over_a_cost_of_next_to_nothing():
    rows = (FlowRow("Gains", "gain", year_1=6e7), FlowRow("Coûts", "cost", year_1=1.8e-299))
    found = drawn(gains=(), costs=(), flows=rows)
    assert (found.roi, found.chance_target) == (None, None)


def test_the_draws_do_not_depend_on_the_size_of_the_chunks(monkeypatch):
    whole = drawn()
    monkeypatch.setattr(montecarlo, "_CHUNK", 977)
    assert drawn() == whole


@pytest.mark.parametrize("shape", ["triangular", "pert"])
@pytest.mark.parametrize("together", [0.0, 0.3, 1.0])
def test_symmetric_ranges_have_the_likely_case_as_their_mean(shape, together):
    """Within four standard errors, estimated from P10 and P90 (2.563 deviations apart)."""
    case = case_of({"range.together": together}, finance=Finance(distribution=shape))
    for spread, likely in (
        (case.distribution.net, case.returns.net),
        (case.distribution.npv, case.returns.npv),
        (case.distribution.set_up, case.cost_once),
    ):
        error = (spread.p90 - spread.p10) / 2.563 / np.sqrt(case.distribution.draws)
        assert abs(spread.mean - likely) < 4 * error
    assert case.distribution.shape == shape


@pytest.mark.parametrize(("shape", "mean"), [("triangular", 14.3333), ("pert", 13.6667)])
def test_ten_thirteen_twenty_through_the_engine(shape, mean):
    """Method M19: one gain of 13 EUR a year at likeliest, from 10 to 20, over a year."""
    gain = Gain("Ventes", "cash", volume=13.0, period="year", unit_value=1.0)
    found = drawn(
        {"range.draws": 200_000},
        gains=(replace(gain, low=10 / 13, high=20 / 13),),
        costs=(a_cost(unit_price=0.0),),
        finance=Finance(distribution=shape, horizon_months=12),
    )
    assert found.net.mean == pytest.approx(mean, abs=0.02)
    if shape == "triangular":  # its quantiles in closed form
        quantiles = [10 + np.sqrt(0.1 * 30), 20 - np.sqrt(0.5 * 70), 20 - np.sqrt(0.1 * 70)]
        assert [found.net.p10, found.net.p50, found.net.p90] == pytest.approx(quantiles, abs=0.03)


def test_without_a_range_every_draw_is_the_likely_case():
    case = case_of({"range.declared": 0.0, "range.cost": 0.0})
    found, returns = case.distribution, case.returns
    likely = pytest.approx(returns.net)
    assert (found.net.p10, found.net.p50, found.net.p90, found.net.mean) == (likely,) * 4
    assert found.npv.p50 == pytest.approx(returns.npv)
    assert found.roi.p50 == pytest.approx(case.roi_first_year)
    assert [middle for _, middle, _ in found.band] == pytest.approx(case.flows.cumulated)
    assert [count for _, _, count in found.histogram] == [10_000]
    assert (found.chance_target, found.chance_payback, found.chance_loss) == (1.0, 1.0, 0.0)
    assert found.contingency_required == 0.0


def test_a_second_way_to_draw_gives_the_same_range():
    """By hand with numpy's own generators and numpy-financial: one gain, one set-up."""
    gain = an_error_gain(low=0.5, high=1.2)  # 200 EUR a month
    found = drawn(
        {"range.together": 0.0, "range.draws": 100_000},
        gains=(gain,),
        costs=(a_cost(rhythm="once", unit_price=2000.0, low=0.9, high=1.6),),
        finance=Finance(discounting="monthly", discount_rate=0.1),
    )
    luck = np.random.default_rng(3)
    gains = 200 * luck.triangular(0.5, 1.0, 1.2, 100_000)
    outlays = 2000 * luck.triangular(0.9, 1.0, 1.6, 100_000)
    nets = 24 * gains - outlays
    for ours, quantile in ((found.net.p10, 0.1), (found.net.p50, 0.5), (found.net.p90, 0.9)):
        assert ours == pytest.approx(np.quantile(nets, quantile), abs=30)
    month = 1.1 ** (1 / 12) - 1
    factor = npf.npv(month, [0.0] + [1.0] * 24)
    assert found.npv.p50 == pytest.approx(np.median(factor * gains - outlays), rel=0.01)
    assert found.chance_payback == pytest.approx((12 * gains >= outlays).mean(), abs=0.01)
    roi = (12 * gains - outlays) / outlays
    assert found.roi.p90 == pytest.approx(np.quantile(roi, 0.9), rel=0.01, abs=0.005)
    assert found.contingency_required == pytest.approx(
        np.quantile(outlays, 0.9) / 2000 - 1, abs=0.005
    )


def test_a_chance_is_the_share_of_draws_that_do_it():
    """Uncertain by design: a set-up of 12 months of gain, ROI and payback near their target."""
    found = drawn(
        {"business.target_roi": 0.0, "range.together": 0.0},
        gains=(an_error_gain(),),
        costs=(a_cost(rhythm="once", unit_price=2400.0),),
    )
    assert found.chance_target == pytest.approx(0.5, abs=0.03)
    assert found.chance_payback == pytest.approx(found.chance_target, abs=1e-3)
    assert found.chance_loss == 0.0
    hopeless = drawn(gains=(an_error_gain(),), costs=(a_cost(rhythm="once", unit_price=1e5),))
    assert (hopeless.chance_loss, hopeless.chance_payback, hopeless.chance_target) == (1, 0, 0)


def test_lines_that_move_together_widen_the_range():
    widths = []
    for together in (0.0, 0.3, 0.7, 1.0):
        net = drawn({"range.together": together}).net
        widths.append(net.p90 - net.p10)
    assert widths == sorted(widths)
    assert widths[-1] > 1.3 * widths[0]


def test_bad_luck_is_bad_for_gains_and_costs_at_once():
    """All together, the tenth percentile is every line at its own: worked from the law."""
    found = drawn({"range.together": 1.0, "range.draws": 50_000})
    gain = 15200 * (0.75 + 0.25 * np.sqrt(0.2))
    cost = 1720 * (1.1 - 0.1 * np.sqrt(0.2))
    assert found.net.p10 == pytest.approx(gain - cost, rel=0.005)


def test_a_negative_gain_and_a_grant_follow_the_common_luck_the_right_way():
    longer = a_time_gain(volume=60.0, before=1.0, after=2.0)  # -40 EUR a month
    grant = a_cost(label="Aide", rhythm="once", unit_price=-500.0)
    found = drawn(
        {"range.together": 1.0, "range.draws": 50_000},
        gains=(longer, an_error_gain()),
        costs=(SET_UP, grant),
    )
    bad, good = 0.75 + 0.25 * np.sqrt(0.2), 1.25 - 0.25 * np.sqrt(0.2)
    cost_bad, cost_good = 1.1 - 0.1 * np.sqrt(0.2), 0.9 + 0.1 * np.sqrt(0.2)
    worst = 24 * (200 * bad - 40 * good) - 1000 * cost_bad + 500 * cost_good
    assert found.net.p10 == pytest.approx(worst, rel=0.005)


@given(st.floats(0.02, 0.4), st.floats(1.2, 3.0))
@settings(max_examples=20, deadline=None)
def test_a_wider_range_gives_a_wider_spread(half, wider):
    narrow, wide = (
        drawn({"range.declared": width, "range.cost": width / 4, "range.draws": 2_000})
        for width in (half, min(1.0, half * wider))
    )
    for name in ("net", "npv", "set_up"):
        one, other = getattr(narrow, name), getattr(wide, name)
        assert one.p10 <= one.p50 <= one.p90
        assert other.p90 - other.p10 > one.p90 - one.p10
    assert wide.contingency_required >= narrow.contingency_required


def test_the_band_ends_on_the_net_and_starts_on_the_set_up():
    found = drawn()
    assert len(found.band) == 25
    assert found.band[0] == pytest.approx((-found.set_up.p90, -found.set_up.p50, -found.set_up.p10))
    assert found.band[-1] == pytest.approx((found.net.p10, found.net.p50, found.net.p90))
    assert all(low <= middle <= high for low, middle, high in found.band)


def test_the_histogram_holds_every_draw_once():
    found = drawn()
    assert len(found.histogram) == montecarlo.BINS
    assert sum(count for _, _, count in found.histogram) == found.draws
    edges = [start for start, _, _ in found.histogram] + [found.histogram[-1][1]]
    assert edges == sorted(edges)
    assert found.histogram[0][0] <= found.net.p10 <= found.net.p90 <= edges[-1]


def test_the_contingency_leaves_out_what_is_kept_for_the_unforeseen():
    """A provision, in the phases or as a line, neither needs cover nor gives any."""
    bare = drawn(gains=(an_error_gain(),), costs=(SET_UP,), overrides={"range.together": 0.0})
    line = a_cost(label="Imprévus", rhythm="once", unit_price=400.0, nature="contingency")
    costs = (a_cost(label="Mise en place", rhythm="once", unit_price=1000.0, phase="Phase 1"),)
    phases = (Phase("Phase 1", 1, 1, contingency=0.2),)
    with_line = drawn(gains=(an_error_gain(),), costs=(SET_UP, line))
    with_phase = drawn(gains=(an_error_gain(),), costs=costs, phases=phases)
    expected = 0.1 - 0.1 * np.sqrt(0.2)  # the P90 of a triangular law of +-10 %
    for found in (bare, with_line, with_phase):
        assert found.contingency_required == pytest.approx(expected, abs=0.003)
    assert with_phase.set_up.p50 == pytest.approx(1200, rel=0.01)


def test_a_payback_beyond_the_horizon_is_looked_at_as_the_case_does():
    """A target of 36 months over a horizon of 12, and a cost that comes back in month 30."""
    rows = (FlowRow("Remplacement", "cost", day=date(2028, 8, 1), amount=20_000.0),)
    parts = {"gains": (an_error_gain(),), "costs": (a_cost(unit_price=1.0),)}
    finance = Finance(horizon_months=12, target_payback_months=36)
    assert drawn(finance=finance, **parts).chance_payback == 1.0
    case = case_of(finance=finance, flows=rows, **parts)
    assert case.returns.payback_month > 36
    assert case.distribution.chance_payback == 0.0


def test_no_draw_or_no_set_up_is_none_never_an_error():
    assert drawn({"range.draws": 0}) is None
    running = drawn(costs=(a_cost(),))
    assert running.contingency_required is None
    assert running.set_up.p90 == 0.0
    free = drawn(costs=(a_cost(unit_price=0.0),))
    assert (free.roi, free.chance_target) == (None, None)
