import pytest

from kit.client import Action, Finance, Kpi, Phase
from tests.clients import a_case, a_cost, a_role, a_time_gain

PHASES = (Phase("P1", 1, 6), Phase("P2", 7, 12))
ACTIONS = (Action("CRM", phase="P1"),)
BOUND = Kpi("Temps", unit="hours_day", role="Assistant", today=6.0, target=3.0)


def a_day(minutes, **fields):
    return a_time_gain(
        **{"volume": None, "period": None, "before": minutes, "after": 0.0, "per": "day", **fields}
    )


def case_of(*gains, **parts):
    setup = a_cost(rhythm="once", unit_price=5000.0)
    return a_case(**{"gains": gains, "costs": (a_cost(), setup), "roles": (a_role(),), **parts})


def test_a_gain_written_before_its_phase_is_over_starts_after_it():
    case = case_of(a_day(30.0, start=1, action="CRM"), phases=PHASES, actions=ACTIONS)
    (adjustment,) = case.corrected.adjustments
    assert (adjustment.code, adjustment.line) == ("gain_before_go_live", "gain-1")
    assert (adjustment.start, adjustment.factor) == (7, 1.0)
    month = 110 * 40 / 12
    assert case.returns.gain == pytest.approx(24 * month)  # as the cells give it
    assert case.corrected.returns.gain == pytest.approx(18 * month)
    assert case.corrected.flows.gains[6:8] == (0, pytest.approx(month))
    assert case.corrected.gross_month == case.gross_month


@pytest.mark.parametrize("start", [None, 7, 9, "P1"])
def test_a_gain_after_its_phase_is_right(start):
    gain = a_day(30.0, start=start, action="CRM")
    assert case_of(gain, phases=PHASES, actions=ACTIONS).corrected is None


def test_hours_beyond_a_target_are_brought_down_to_it_line_by_line():
    """1 320 h against 660: each line of the role counts for half."""
    case = case_of(a_day(240.0), a_day(120.0), kpis=(BOUND,))
    found = case.corrected
    assert [(one.code, one.line) for one in found.adjustments] == [
        ("hours_over_kpi", "gain-1"), ("hours_over_kpi", "gain-2"),
    ]  # fmt: skip
    assert [one.factor for one in found.adjustments] == pytest.approx([0.5, 0.5])
    assert sum(line.hours_month or 0 for line in found.lines) * 12 == pytest.approx(660)
    assert found.gross_month == pytest.approx(case.gross_month / 2)
    assert found.net_month == pytest.approx(found.gross_month - 30)
    assert found.lines[0].computed == pytest.approx(440 * 40)
    assert case.lines[0].computed == pytest.approx(880 * 40)  # the cells stay as they are


def test_hours_beyond_the_role_are_brought_down_to_its_hours():
    case = case_of(a_day(600.0))
    (adjustment,) = case.corrected.adjustments
    assert adjustment.code == "hours_over_pool"
    assert adjustment.factor == pytest.approx(1600 / 2200)


def test_a_line_may_be_both_too_early_and_too_large():
    case = case_of(
        a_day(600.0, start=1, action="CRM"), phases=PHASES, actions=ACTIONS, kpis=(BOUND,)
    )
    assert [one.code for one in case.corrected.adjustments] == [
        "gain_before_go_live", "hours_over_kpi",
    ]  # fmt: skip
    assert case.corrected.returns.gain == pytest.approx(18 * 660 * 40 / 12)


def test_a_case_without_costs_has_nothing_to_draw_corrected():
    assert case_of(a_day(600.0), costs=()).corrected is None


def test_the_corrected_case_keeps_the_terms_of_the_case():
    finance = Finance(discount_rate=0.0, horizon_months=12, discounting="monthly")
    case = case_of(a_day(600.0), finance=finance)
    assert case.corrected.returns.npv == pytest.approx(case.corrected.returns.net)
    assert len(case.corrected.flows.net) == 13
