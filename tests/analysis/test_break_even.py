from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kit.analysis.break_even import between
from kit.client import Finance, FlowRow, Gain, Kpi, Phase
from tests.clients import a_case, a_cost, a_time_gain, a_worked_example

CENT = 0.01
SET_UP = a_cost(label="Mise en place", rhythm="once", unit_price=1000.0)


def goals(client, overrides=None):
    case = a_case(client, overrides)
    return case, {one.goal: one for one in case.break_even}


def reason(name):
    return f"analysis.reason.{name}"


def test_the_figures_of_the_method():
    """M18.4: 1 540 EUR of set-up at 300 %; 7 240 EUR net of tool over a year."""
    for costs in ((a_cost(),), (a_cost(), SET_UP)):
        _, found = goals(a_worked_example(costs=costs))
        assert found["roi"].set_up == pytest.approx(1540)
        assert found["roi"].target == 3.0
        assert found["payback"].set_up == pytest.approx(7240)
        assert found["payback"].target == 12


def test_the_smallest_adoption_by_hand():
    """With 1 000 of set-up the year costs 1 360: 300 % asks 5 440 of 7 600, payback 1 360."""
    _, found = goals(a_worked_example(costs=(a_cost(), SET_UP)))
    assert found["roi"].adoption == pytest.approx(5440 / 7600)
    assert found["payback"].adoption == pytest.approx(1360 / 7600)


def test_the_smallest_volume_by_hand():
    """The other gain brings 2 400 a year: the 50 requests, worth 5 200, must bring 3 040."""
    _, found = goals(a_worked_example(costs=(a_cost(), SET_UP)))
    first, second = found["roi"].volumes
    assert first == ("gain-1", pytest.approx(50 * 3040 / 5200), 50.0, "month")
    assert second == ("gain-2", pytest.approx(50 * 240 / 2400), 50.0, "month")
    assert [smallest for _, smallest, _, _ in found["payback"].volumes] == [0.0, 0.0]


def test_a_missed_goal_says_what_is_out_of_reach():
    dear = a_cost(unit_price=500.0)  # 6 000 a year of tool: 300 % asks 24 000 of gains
    _, found = goals(a_worked_example(costs=(dear, SET_UP)))
    roi = found["roi"]
    assert (roi.set_up, roi.adoption) == (None, None)
    assert roi.reasons == {
        "set_up": reason("goal_missed_without_set_up"),
        "adoption": reason("goal_missed_with_all"),
        "volumes": reason("goal_missed_with_all"),
    }
    # 50 x (28 000 - 2 400) / 5 200 is five times today's requests: another activity.
    assert roi.volumes[0] == ("gain-1", None, 50.0, "month")


def test_a_volume_within_reach_is_given_though_the_goal_is_missed():
    """At 250 a month of tool the year costs 4 000: 300 % asks 16 000, the other gain 2 400."""
    _, found = goals(
        a_worked_example(costs=(a_cost(unit_price=250.0), SET_UP)), {"business.volume_reach": 3.0}
    )
    assert found["roi"].volumes[0][1] == pytest.approx(50 * (16_000 - 2_400) / 5_200)
    assert found["roi"].volumes[1][1] is None  # 10 800 / 2 400: 4.5 times


def test_a_gain_held_to_the_hours_of_its_role_has_no_larger_volume():
    """65 h a year are all that the target leaves: half of the 130 h; more runs free no more."""
    kpi = Kpi("Saisie", unit="hours_month", today=65 / 12, target=0.0, role="Assistant")
    gain = a_time_gain(role="Assistant")
    client = a_worked_example(gains=(gain,), costs=(a_cost(unit_price=75.0), SET_UP), kpis=(kpi,))
    case, found = goals(client, {"business.target_roi": 1.0})
    assert case.corrected is not None
    # (1 000 + 900) x 2 = 3 800 of the 2 600 that the 65 h are worth: 1.46 times.
    assert found["roi"].volumes == (("gain-1", None, 50.0, "month"),)
    assert found["roi"].reasons["volumes"] == reason("goal_missed_with_all")


def test_lines_left_out_are_said_beside_every_figure():
    _, found = goals(a_worked_example(costs=(a_cost(), SET_UP, a_cost(unit_price=None))))
    assert set(found["roi"].reasons.values()) == {reason("costs_left_out")}
    assert found["roi"].set_up == pytest.approx(1540)


def test_without_a_cost_in_the_year_a_return_means_nothing():
    _, found = goals(a_worked_example(costs=(a_cost(unit_price=0.0),)))
    assert found["roi"].adoption is None
    assert found["roi"].reasons["adoption"] == reason("no_cost")
    assert found["roi"].set_up == pytest.approx(1900)  # 7 600 / 4
    assert found["payback"].adoption == 0.0


def test_a_set_up_paid_after_the_first_year_does_not_bear_on_its_return():
    phases = (Phase("Phase 3", 13, 18),)
    costs = (a_cost(), replace(SET_UP, phase="Phase 3"))
    _, found = goals(a_worked_example(costs=costs, phases=phases))
    assert found["roi"].set_up is None
    assert found["roi"].reasons["set_up"] == reason("goal_whatever_set_up")
    # 603.33 a month; the phase is over in month 18, when 10 860 have been earned.
    assert found["payback"].set_up == pytest.approx(18 * 1810 / 3)


def test_phases_keep_their_months_when_the_budget_grows():
    """Half up front, half over months 1 to 10: all is paid by month 12, as in M18.4."""
    phases = (Phase("Phase 1", 1, 10),)
    costs = (a_cost(), SET_UP, replace(SET_UP, phase="Phase 1"))
    _, found = goals(a_worked_example(costs=costs, phases=phases))
    assert found["payback"].set_up == pytest.approx(7240)


def test_a_contingency_is_part_of_the_budget():
    _, found = goals(a_worked_example(costs=(a_cost(), SET_UP), finance=Finance(contingency=0.1)))
    assert found["roi"].set_up == pytest.approx(1540)


def test_only_the_first_amount_of_a_row_of_years_is_set_up():
    """2 000 a year on 500 then 400 a year: (2 000 - 4 x 400) / 4 is 100 of set-up."""
    rows = (
        FlowRow("Ventes", "gain", year_1=2000.0, year_2=2000.0),
        FlowRow("Outil", "cost", initial=500.0, year_1=400.0, year_2=400.0),
    )
    _, found = goals(a_worked_example(gains=(), costs=(), flows=rows))
    assert found["roi"].set_up == pytest.approx(100)
    assert found["roi"].volumes == ()


def test_a_gain_with_no_volume_of_its_own_has_no_smallest_volume():
    daily = a_time_gain(volume=None, period=None, before=60.0, after=10.0, per="day")
    people = replace(daily, volume=2.0)
    client = a_worked_example(gains=(daily, people), costs=(a_cost(), SET_UP))
    assert goals(client)[1]["payback"].volumes == ()


MONEY = st.floats(10, 5_000)


@st.composite
def clients(draw):
    gains = [
        Gain(
            f"Gain {n}",
            "cash",
            volume=draw(st.floats(1, 100)),
            period=draw(st.sampled_from(["day", "week", "month", "year"])),
            unit_value=draw(st.floats(1, 100)),
            start=draw(st.none() | st.integers(1, 15)),
            ramp_months=draw(st.none() | st.floats(0, 6)),
        )
        for n in range(draw(st.integers(1, 3)))
    ]
    costs = [
        a_cost(rhythm=draw(st.sampled_from(["month", "year"])), unit_price=draw(MONEY)),
        a_cost(rhythm="once", unit_price=draw(MONEY)),
        a_cost(rhythm="once", unit_price=draw(MONEY), phase="Phase 1"),
    ]
    return a_worked_example(
        gains=tuple(gains), costs=tuple(costs), phases=(Phase("Phase 1", 2, 9),)
    )


def surplus(client, goal):
    """What is left above a goal, from the figures the case shows: 0 is just met [EUR]."""
    case = a_case(client)
    if goal.goal == "roi":
        return case.gain_first_year - (1 + goal.target) * case.cost_first_year
    long = a_case(client, {"business.horizon_months": 120})
    return min(long.flows.cumulated[int(goal.target) :])


def with_set_up(client, factor):
    costs = (
        replace(cost, unit_price=cost.unit_price * factor) if cost.rhythm == "once" else cost
        for cost in client.costs
    )
    return replace(client, costs=tuple(costs))


def with_gains(client, factor, only=None):
    gains = (
        replace(gain, volume=gain.volume * factor) if only in (None, f"gain-{n}") else gain
        for n, gain in enumerate(client.gains, 1)
    )
    return replace(client, gains=tuple(gains))


@given(clients())
@settings(max_examples=60, deadline=None)
def test_back_in_the_engine_each_point_meets_its_goal_and_a_cent_beyond_misses_it(client):
    case, found = goals(client)
    for goal in found.values():
        if goal.set_up:
            factor = goal.set_up / case.cost_once
            beyond = (goal.set_up + CENT) / case.cost_once
            assert surplus(with_set_up(client, factor), goal) == pytest.approx(0, abs=1e-6)
            assert surplus(with_set_up(client, beyond), goal) < 0
        if goal.adoption:
            year = case.gross_month * 12
            less = goal.adoption - CENT / year
            assert surplus(with_gains(client, goal.adoption), goal) == pytest.approx(0, abs=1e-6)
            assert surplus(with_gains(client, less), goal) < 0
        for id, smallest, today, _ in goal.volumes:
            if smallest:
                at = with_gains(client, smallest / today, only=id)
                below = with_gains(client, smallest * (1 - 1e-6) / today, only=id)
                scale = 1e-9 * smallest / today * case.gross_month * 120
                assert surplus(at, goal) == pytest.approx(0, abs=1e-6 + scale)
                assert surplus(below, goal) < 0


@given(clients())
@settings(max_examples=60, deadline=None)
def test_the_answers_agree_with_the_targets_of_the_case(client):
    case, found = goals(client)
    assume(abs(surplus(client, found["roi"])) > CENT)
    met = case.targets["roi"]
    assert (found["roi"].adoption is not None) is met
    assert (found["roi"].set_up is not None and found["roi"].set_up > case.cost_once) is met
    if abs(surplus(client, found["payback"])) > CENT:
        assert (found["payback"].adoption is not None) is case.targets["payback"]


@given(st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), min_size=1))
def test_inside_the_interval_every_sum_holds(pairs):
    fixed, moved = zip(*pairs, strict=True)
    found = between(fixed, moved)
    if found is not None:
        low, high = found
        share = low if high == float("inf") else (low + high) / 2
        for rest, slope in pairs:
            size = abs(rest) + abs(slope * share)
            assert rest + slope * share >= -0.005 - 1e-9 * size
