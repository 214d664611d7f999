import pytest

from tests.clients import (
    a_case,
    a_cost,
    a_process,
    a_time_gain,
    a_worked_example,
    an_automation,
    an_error_gain,
)

SET_UP = a_cost(label="Mise en place", rhythm="once", unit_price=1000.0)


def drivers(overrides=None, **parts):
    case = a_case(a_worked_example(**{"costs": (a_cost(), SET_UP), **parts}), overrides)
    return case, {driver.key: driver for driver in case.tornado}


def test_each_bar_of_the_worked_example_by_hand():
    """Net 13 480 over 24 months: 15 200 of gains, 1 720 of costs."""
    case, found = drivers()
    assert list(found) == ["gain-1", "reuse", "gain-2", "delay", "cost-2", "cost-1"]
    net = case.returns.net
    expected = {
        "gain-1": (net - 2600, net + 2600),  # 25 % of 10 400
        "gain-2": (net - 1200, net + 1200),  # 25 % of 4 800
        "reuse": (net - 3120, net),  # 30 % of 10 400
        "delay": (net - 1900, net),  # three months of 633.33
        "cost-1": (net - 72, net + 72),  # 10 % of 720
        "cost-2": (net - 100, net + 100),
    }
    for key, ends in expected.items():
        assert (found[key].low, found[key].high) == pytest.approx(ends)
    assert found["gain-1"].label == "Qualification des demandes"
    assert found["delay"].label is None


def test_upkeep_is_a_bar_of_its_own():
    _, found = drivers(
        processes=(a_process(),),
        automations=(an_automation(),),
        gains=(a_time_gain(automation="Devis automatiques"),),
    )
    assert found["upkeep"].swing == pytest.approx(24 * 120)


def test_the_widest_swing_comes_first():
    case, _ = drivers()
    swings = [driver.swing for driver in case.tornado]
    assert swings == sorted(swings, reverse=True)
    assert all(d.swing == pytest.approx(d.high - d.low) for d in case.tornado)


def test_lines_moved_one_by_one_add_up_to_all_of_them_moved():
    """The net is linear: the bars of the lines reach the ambitious scenario exactly."""
    case, found = drivers()
    lines = [driver for key, driver in found.items() if key[:4] in ("gain", "cost")]
    rise = sum(driver.high - case.returns.net for driver in lines)
    assert case.scenarios[2].returns.net == pytest.approx(case.returns.net + rise)


def test_a_negative_gain_still_has_its_worst_end_first():
    longer = a_time_gain(volume=60.0, before=1.0, after=2.0)  # -40 EUR a month, -960 in all
    case, found = drivers(gains=(longer, an_error_gain()))
    net = case.returns.net
    assert (found["gain-1"].low, found["gain-1"].high) == pytest.approx((net - 240, net + 240))


def test_what_moves_nothing_is_left_out():
    flat = {"range.declared": 0.0, "range.cost": 0.0, "range.delay_months": 0}
    case, _ = drivers({**flat, "business.reuse": 1.0})
    assert case.tornado == ()
