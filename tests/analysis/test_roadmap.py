"""The roadmap: where actions fall, what phases hold, which gains start when (method M11)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.model import Roadmap, RoadmapAction
from kit.client import Action, Closure, Finance, Option, Phase
from tests.clients import FAST, a_client, a_cost, a_plan, a_time_gain, a_worked_example, analysed

START = date(2026, 3, 2)  # a Monday
PHASES = (Phase("Socle", 1, 4, contingency=0.1), Phase("Suite", 5, 9))


def road_of(*actions: Action, **parts: Any) -> Roadmap:
    client = a_client(**{"plan": a_plan(START), "actions": actions, **parts})
    road = analysed(client, overrides=FAST).roadmap
    assert road is not None
    return road


def placed(action: Action, **parts: Any) -> RoadmapAction:
    return road_of(action, **parts).actions[0]


def months(action: Action, **parts: Any) -> tuple[Any, Any, str, str]:
    one = placed(action, **parts)
    return one.first, one.last, one.placed_by, one.ended_by


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"horizon": "urgent"}, (1, 3, "horizon", "horizon")),
        ({"horizon": "important"}, (4, 6, "horizon", "horizon")),
        ({"horizon": "structuring"}, (7, 18, "horizon", "horizon")),
        ({"horizon": "urgent", "start": 2}, (2, 3, "start", "horizon")),
        ({"horizon": "urgent", "start": 2, "end": 5}, (2, 5, "start", "end")),
        ({"horizon": "important", "start": 10}, (10, 10, "start", "month")),
        ({"horizon": "urgent", "phase": "Suite"}, (5, 9, "phase", "phase")),
        ({"phase": "Suite", "start": 6}, (6, 9, "start", "phase")),
        ({"start": "Suite"}, (5, 9, "start", "phase")),
        ({"start": date(2026, 4, 20), "end": date(2026, 5, 15)}, (2, 3, "start", "end")),
        ({}, (None, None, "none", "none")),
        ({"start": 6, "end": 3}, (None, None, "backwards", "none")),
        ({"start": 500}, (None, None, "too_far", "none")),
    ],
)
def test_own_dates_win_over_the_phase_and_the_phase_over_the_horizon(
    fields: dict[str, Any], expected: tuple[Any, ...]
) -> None:
    assert months(Action("Former", **fields), phases=PHASES) == expected


def test_an_action_out_of_the_months_of_its_horizon_is_told() -> None:
    late = placed(Action("Classer", horizon="important", start=10))
    assert late.outside and late.window == (4, 6)
    assert not placed(Action("Classer", horizon="important", start=6)).outside
    assert placed(Action("Classer", horizon="urgent", phase="Suite"), phases=PHASES).outside
    # Months 5 to 9 and 4 to 6 have months in common: a phase is a rough place.
    assert not placed(Action("Classer", horizon="important", phase="Suite"), phases=PHASES).outside
    assert not placed(Action("Classer", start=10)).outside  # no horizon, no window


def test_days_are_working_days_of_the_clients_calendar() -> None:
    closed = Closure(date(2026, 3, 2), date(2026, 3, 3))
    one = placed(Action("Former", start=1, end=1), closures=(closed,))
    assert one.first_day == date(2026, 3, 4)
    assert one.last_day == date(2026, 4, 1)  # month 2 begins on 2 April
    dated = placed(Action("Former", start=date(2026, 3, 7), end=date(2026, 5, 8)))
    assert (dated.first_day, dated.last_day) == (date(2026, 3, 9), date(2026, 5, 7))


def test_a_phase_holds_its_actions_their_days_outputs_and_budget() -> None:
    road = road_of(
        Action("A", phase="Socle", days=3.0, cost=400.0),
        Action("B", start=2, days=2.0),  # falls in the same phase
        Action("C", phase="Socle"),
        Action("D", phase="Suite"),
        phases=PHASES,
        costs=(a_cost(label="Pose", rhythm="once", unit_price=1000.0, phase="Socle"),),
    )
    first, second = road.bands
    assert first.actions == (0, 1, 2) and second.actions == (3,)
    assert (first.days, first.without_days) == (5.0, 1)
    assert first.budget == pytest.approx(1100)  # 10 % of contingency
    assert first.cost == 400.0  # beside it, never in it
    assert (second.days, second.without_days, second.cost) == (None, 1, None)
    assert (first.first_day, first.last_day) == (date(2026, 3, 2), date(2026, 7, 1))


def test_an_actions_cost_never_enters_the_case() -> None:
    parts = {"plan": a_plan(START), "phases": PHASES}
    plain = a_worked_example(**parts, actions=(Action("A", phase="Socle"),))
    priced = a_worked_example(**parts, actions=(Action("A", phase="Socle", cost=9999.0),))
    cases = [analysed(client, overrides=FAST).business_case for client in (plain, priced)]
    assert cases[0] == cases[1]


def test_without_phases_the_horizons_in_use_are_the_bands() -> None:
    road = road_of(Action("A", horizon="structuring"), Action("B", horizon="urgent"))
    assert [(band.name, band.is_phase, band.first, band.last) for band in road.bands] == [
        ("urgent", False, 1, 3),
        ("structuring", False, 7, 18),
    ]


def test_gains_start_where_the_corrected_case_puts_them() -> None:
    """Written for month 1, of an action whose phase ends in month 4: in use in month 5."""
    client = a_worked_example(
        plan=a_plan(START),
        phases=PHASES,
        actions=(Action("Former", phase="Socle"),),
        gains=(a_time_gain(action="Former", start=1),),
    )
    road = analysed(client, overrides=FAST).roadmap
    assert road is not None
    starts = {month.month: month.gains for month in road.months if month.gains}
    assert starts == {5: ("gain-1",)}
    assert road.bands[0].gains == ("gain-1",)
    assert road.bands[0].gain_year == pytest.approx(5200)  # 433.33 a month
    fifth = road.months[4]
    assert (fifth.gain_year, fifth.gained) == pytest.approx((5200, 5200 / 12))
    assert road.months[5].gained == pytest.approx(2 * 5200 / 12)


def test_a_gain_is_in_one_phase_alone() -> None:
    """Of an action of the first phase, written to start after the second one."""
    client = a_worked_example(
        plan=a_plan(START),
        phases=PHASES,
        actions=(Action("Former", phase="Socle"),),
        gains=(a_time_gain(action="Former", start="Suite"), a_time_gain(start="Suite")),
    )
    road = analysed(client, overrides=FAST).roadmap
    assert road is not None
    assert [band.gains for band in road.bands] == [("gain-1",), ("gain-2",)]


def test_spending_of_month_1_holds_what_is_paid_up_front() -> None:
    client = a_worked_example(
        plan=a_plan(START),
        actions=(Action("Former", horizon="urgent"),),
        costs=(a_cost(), a_cost(label="Pose", rhythm="once", unit_price=900.0)),
    )
    road = analysed(client, overrides=FAST).roadmap
    assert road is not None
    assert [month.spent for month in road.months[:2]] == pytest.approx([930, 30])


def test_actions_of_options_that_were_not_retained_are_counted_apart() -> None:
    client = a_worked_example(
        options=(Option("A", retained=True), Option("B")),
        actions=(Action("Commune", start=1), Action("De B", start=1, options=("B",))),
    )
    road = analysed(client, overrides=FAST).roadmap
    assert road is not None
    assert [action.name for action in road.actions] == ["Commune"]
    assert road.elsewhere == 1


def test_problems_without_an_action_are_not_on_the_road() -> None:
    client = a_client(actions=(Action(problem="Appels sans trace"),))
    assert analysed(client, overrides=FAST).roadmap is None


def test_the_months_reach_the_end_of_the_last_action() -> None:
    assert len(road_of(Action("A", start=2)).months) == 18
    assert len(road_of(Action("A", start=20, end=23)).months) == 23


def test_an_assumed_start_is_said() -> None:
    assert road_of(Action("A", start=1), plan=a_plan(None)).assumed_start
    road = road_of(Action("A", start=1), plan=a_plan(None), finance=Finance(start=START))
    assert not road.assumed_start and road.start == START


MOMENTS = st.one_of(
    st.none(),
    st.integers(1, 30),
    st.dates(date(2026, 3, 2), date(2028, 3, 1)),
    st.sampled_from(["Socle", "Suite"]),
)
ACTIONS = st.builds(
    Action,
    name=st.just("Former"),
    horizon=st.sampled_from([None, "urgent", "important", "structuring"]),
    start=MOMENTS,
    end=MOMENTS,
    phase=st.sampled_from([None, "Socle", "Suite"]),
    days=st.one_of(st.none(), st.floats(0, 200)),
)


@given(st.lists(ACTIONS, min_size=1, max_size=5))
def test_what_is_placed_is_in_order_and_its_days_are_all_spread(actions: list[Action]) -> None:
    road = road_of(*actions, phases=PHASES)
    for one in road.actions:
        assert (one.first is None) == (one.first_day is None) == (one.last_day is None)
        if one.first is not None and one.first_day and one.last_day:
            assert one.last is not None and one.first <= one.last
            assert one.first_day <= one.last_day
    known = [one.days for one in road.actions if one.days and one.first_day]
    assert sum(month.days for month in road.months) == pytest.approx(sum(known))
    assert {at for band in road.bands for at in band.actions} <= {a.position for a in road.actions}
