import pytest

from kit.client import Option, Phase
from tests.clients import a_case, a_cost

PHASE_1 = (5_400.0, 15_000.0, 12_000.0, 20_000.0, 5_000.0, 5_000.0)
PHASE_2 = (35_000.0, 15_000.0, 8_000.0, 7_000.0, 5_000.0)
PHASE_3 = (15_000.0, 20_000.0, 10_000.0)


def once(price, phase, **fields):
    return a_cost(rhythm="once", unit_price=price, phase=phase, **fields)


def electrician(licences):
    """The budget of method M11, in euros, with the first line as *licences*."""
    names = {"Phase 1": (1, 6), "Phase 2": (7, 12), "Phase 3": (13, 18)}
    phases = tuple(
        Phase(name, first, last, contingency=0.1, claimed_contingency=kept, claimed_total=total)
        for (name, (first, last)), kept, total in zip(
            names.items(), (6_000.0, 7_000.0, 4_500.0), (68_400.0, 77_000.0, 49_500.0), strict=True
        )
    )
    rest = [
        once(price, phase, claimed_amount=price)
        for phase, prices in zip(names, (PHASE_1[1:], PHASE_2, PHASE_3), strict=True)
        for price in prices
    ]
    return a_case(costs=(licences, *rest), phases=phases)


def test_the_electricians_phases_as_the_consultant_wrote_them():
    """62.4 + 6.24, 70 + 7, 45 + 4.5 thousand euros: 195.14, where he rounds to 194.9."""
    case = electrician(once(5_400.0, "Phase 1", claimed_amount=5_400.0))
    assert [phase.subtotal for phase in case.budget] == [62_400, 70_000, 45_000]
    assert [phase.contingency for phase in case.budget] == pytest.approx([6_240, 7_000, 4_500])
    assert [phase.total for phase in case.budget] == pytest.approx([68_640, 77_000, 49_500])
    assert [phase.claimed_lines for phase in case.budget] == [62_400, 70_000, 45_000]
    assert [phase.claimed_contingency for phase in case.budget] == [6_000, 7_000, 4_500]
    assert sum(phase.claimed_total for phase in case.budget) == 194_900
    assert case.cost_once == pytest.approx(195_140)
    assert [(phase.first, phase.last) for phase in case.budget] == [(1, 6), (7, 12), (13, 18)]


def test_the_electricians_licences_are_a_tenth_of_what_he_wrote():
    """2 x 45 x 6 = 540: phase 1 is 57.54 + 5.754 thousand euros."""
    licences = a_cost(
        unit_price=45.0, users=2.0, months=6.0, phase="Phase 1", claimed_amount=5_400.0
    )
    phase = electrician(licences).budget[0]
    assert phase.lines[0] == ("cost-1", 540)
    assert (phase.subtotal, phase.total) == (57_540, pytest.approx(63_294))
    assert phase.claimed_lines == 62_400


def test_a_range_holds_the_contingency_on_top():
    """1 000 at 0.9 to 1.5 and 500 at 0.9 to 1.1, 10 % kept on top."""
    costs = (once(1_000.0, "P", high=1.5), once(500.0, "P"))
    (phase,) = a_case(costs=costs, phases=(Phase("P", 1, 3, contingency=0.1),)).budget
    assert (phase.low, phase.high) == pytest.approx((1_350 * 1.1, 2_050 * 1.1))
    assert phase.contingency_rate == pytest.approx(0.1)


def test_recurring_costs_are_no_set_up_and_a_line_without_a_price_is_counted_missing():
    costs = (once(1_000.0, "P"), a_cost(phase="P"), once(None, "P"), once(700.0, None))
    (phase,) = a_case(costs=costs, phases=(Phase("P", 1, 3),)).budget
    assert phase.lines == (("cost-1", 1_000), ("cost-3", None))
    assert (phase.subtotal, phase.total, phase.missing) == (1_000, 1_000, 1)
    assert (phase.contingency_rate, phase.contingency, phase.claimed_lines) == (0, 0, None)


def test_a_line_that_is_not_claimed_stands_as_computed_in_the_sum_as_written():
    costs = (once(1_000.0, "P", claimed_amount=1_200.0), once(500.0, "P"))
    (phase,) = a_case(costs=costs, phases=(Phase("P", 1, 3),)).budget
    assert phase.claimed_lines == 1_700


def test_only_the_lines_of_the_retained_option_are_budgeted():
    costs = (once(1_000.0, "P", options=("A",)), once(500.0, "P", options=("B",)))
    case = a_case(
        costs=costs, phases=(Phase("P", 1, 3),), options=(Option("A"), Option("B", retained=True))
    )
    assert case.budget[0].lines == (("cost-2", 500),)


def test_without_phases_there_is_no_budget_and_one_without_dates_has_no_months():
    assert a_case(costs=(once(10.0, None),)).budget == ()
    (phase,) = a_case(costs=(once(10.0, "P"),), phases=(Phase("P"),)).budget
    assert (phase.first, phase.last, phase.total) == (None, None, 10)


def test_a_grant_is_lowest_where_a_cost_is_highest():
    costs = (once(1_000.0, "P"), once(-400.0, "P", low=0.5, high=1.0))
    (phase,) = a_case(costs=costs, phases=(Phase("P", 1, 3),)).budget
    assert (phase.subtotal, phase.low, phase.high) == (600, 900 - 400, 1_100 - 200)
