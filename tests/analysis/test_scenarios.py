from datetime import date

import pytest

from kit.client import FlowRow
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


def scenarios(overrides=None, **parts):
    case = a_case(a_worked_example(**{"costs": (a_cost(), SET_UP), **parts}), overrides)
    return case, {one.key: one for one in case.scenarios}


def test_likely_is_the_case_itself():
    case, found = scenarios()
    assert list(found) == ["prudent", "likely", "ambitious"]
    assert found["likely"].flows == case.flows
    assert found["likely"].returns == case.returns


def test_the_three_scenarios_of_the_worked_example_by_hand():
    """Declared gains are +-25 %, costs +-10 %, three months late, 70 % of hours re-used."""
    _, found = scenarios()
    month = 0.75 * (0.7 * 1300 / 3 + 200)  # 377.50
    prudent, ambitious = found["prudent"], found["ambitious"]
    assert prudent.flows.gains == pytest.approx([0.0] * 4 + [month] * 21)
    assert prudent.flows.costs == pytest.approx([1100.0] + [33.0] * 24)
    assert prudent.returns.net == pytest.approx(21 * month - 1100 - 24 * 33)
    assert ambitious.returns.gain == pytest.approx(1.25 * 15200)
    assert ambitious.returns.cost == pytest.approx(0.9 * 1720)


def test_the_prudent_one_pays_for_upkeep():
    parts = {
        "processes": (a_process(),),
        "automations": (an_automation(),),
        "gains": (a_time_gain(automation="Devis automatiques"), an_error_gain()),
    }
    _, found = scenarios(**parts)
    assert found["prudent"].flows.costs[1:4] == pytest.approx([153.0] * 3)
    assert found["likely"].flows.costs[1:4] == pytest.approx([30.0] * 3)


def test_a_stated_reuse_is_not_cut_twice():
    _, found = scenarios(gains=(a_time_gain(reuse=0.5),))
    assert found["prudent"].flows.gains[-1] == pytest.approx(0.75 * 0.5 * 1300 / 3)


def test_stated_ends_win_over_the_confidence():
    gains = (an_error_gain(low=0.2, high=1.1, confidence="measured"),)
    costs = (a_cost(low=1.0, high=3.0), SET_UP)
    _, found = scenarios(gains=gains, costs=costs)
    assert found["prudent"].flows.gains[-1] == pytest.approx(40)
    assert found["prudent"].flows.costs[-1] == pytest.approx(90)
    assert found["ambitious"].flows.gains[-1] == pytest.approx(220)
    assert found["ambitious"].flows.costs[-1] == pytest.approx(30)


def test_what_harms_is_worse_in_the_prudent_one_whatever_its_sign():
    """A new way that takes longer, and a grant: the prudent case loses more, is paid less."""
    longer = a_time_gain(volume=60.0, before=1.0, after=2.0)  # -40 EUR a month
    grant = a_cost(label="Aide", rhythm="once", unit_price=-500.0)
    _, found = scenarios(gains=(longer, an_error_gain()), costs=(a_cost(), SET_UP, grant))
    assert found["prudent"].flows.gains[-1] == pytest.approx(0.75 * 200 - 1.25 * 40)
    assert found["ambitious"].flows.gains[-1] == pytest.approx(1.25 * 200 - 0.75 * 40)
    assert found["prudent"].flows.costs[0] == pytest.approx(1100 - 450)
    assert found["ambitious"].flows.costs[0] == pytest.approx(900 - 550)


def test_a_table_of_years_and_a_dated_amount_come_late_too():
    rows = (
        FlowRow("Ventes", "gain", initial=100.0, year_1=1200.0, year_2=2400.0),
        FlowRow("Aide", "gain", day=date(2026, 5, 20), amount=300.0),  # the end of month 3
        FlowRow("Achats", "cost", initial=500.0, year_1=120.0, year_2=120.0),
    )
    _, found = scenarios(
        gains=(), costs=(), flows=rows, overrides={"range.declared": 0.0, "range.cost": 0.0}
    )
    late = [0.0] * 3 + [100.0] + [100.0] * 12 + [200.0] * 9
    late[6] += 300.0
    assert found["prudent"].flows.gains == pytest.approx(late)
    assert found["prudent"].flows.costs == found["likely"].flows.costs


def test_a_delay_of_nothing_and_no_range_leave_the_likely_case():
    flat = {
        "range.delay_months": 0,
        "range.declared": 0.0,
        "range.cost": 0.0,
        "business.reuse": 1.0,
    }
    _, found = scenarios(overrides=flat)
    nets = {one.returns.net for one in found.values()}
    assert nets == {found["likely"].returns.net}


@pytest.mark.parametrize("delay", [1, 6, 24, 40])
def test_later_is_never_better(delay):
    _, found = scenarios(overrides={"range.delay_months": delay})
    prudent = found["prudent"].returns
    assert prudent.gain == pytest.approx(max(0, 24 - delay) * 377.5)
    assert prudent.net <= found["likely"].returns.net <= found["ambitious"].returns.net
