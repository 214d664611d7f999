"""Days asked of each person against free days, month by month (method M18.6)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.model import Load, PersonLoad
from kit.client import Action, Availability, Closure, PlanSettings
from tests.clients import (
    FAST,
    a_client,
    a_cost,
    a_plan,
    a_process,
    a_worked_example,
    an_automation,
    analysed,
)

START = date(2026, 3, 2)  # months begin on the 2nd
NOBODY = PlanSettings(start=START)  # a plan whose steps have no owner


def load_of(*actions: Action, free: Any = (), **parts: Any) -> Load:
    rows = tuple(Availability(*row) for row in free)
    whole = {"plan": NOBODY, "actions": actions, "availability": rows, **parts}
    found = analysed(a_client(**whole), overrides=FAST).load
    assert found is not None
    return found


def person(load: Load, who: str) -> PersonLoad:
    return next(one for one in load.people if one.who == who)


def asked(load: Load, who: str) -> dict[int, float]:
    return {month.month: month.days for month in person(load, who).months}


def test_nothing_is_weighed_while_nobody_gives_a_number_of_days() -> None:
    client = a_client(actions=(Action("Former", start=1, owner="Léa"),), plan=a_plan(START))
    assert analysed(client, overrides=FAST).load is None


def test_days_are_spread_over_the_working_days_of_the_action() -> None:
    """March 2 to May 1 2026: 23 days to April 1, 20 after (Easter Monday off, 1 May off)."""
    found = load_of(Action("Former", start=1, end=2, owner="Léa", days=43.0))
    assert asked(found, "Léa") == pytest.approx({1: 23.0, 2: 20.0})


def test_free_days_lose_the_share_of_holidays_and_closures() -> None:
    """Month 2, April 2 to May 1: 22 weekdays, 2 of them public holidays."""
    found = load_of(Action("Former", start=1, end=2, owner="Léa", days=2.0), free=[("Léa", 11.0)])
    first, second = person(found, "Léa").months
    assert first.free == pytest.approx(11.0)
    assert second.free == pytest.approx(11 * 20 / 22)
    closed = (Closure(date(2026, 4, 7), date(2026, 4, 10)),)  # four more days
    found = load_of(
        Action("Former", start=2, end=2, owner="Léa", days=2.0),
        free=[("Léa", 11.0)],
        closures=closed,
    )
    assert person(found, "Léa").months[0].free == pytest.approx(11 * 16 / 22)


def test_an_overload_says_how_much_and_what_could_move() -> None:
    found = load_of(
        Action("Trier", start=1, end=1, owner="Léa", days=4.0, horizon="urgent"),
        Action("Classer", start=1, end=1, owner="Léa", days=3.0, horizon="structuring"),
        free=[("Léa", 5.0)],
    )
    (month,) = person(found, "Léa").months
    assert (month.days, month.free, month.over) == pytest.approx((7.0, 5.0, 2.0))
    assert month.movable == 1  # the structuring one
    assert month.move_to == 2


def test_a_later_month_that_is_full_takes_nothing() -> None:
    found = load_of(
        Action("Trier", start=1, end=1, owner="Léa", days=8.0),
        Action("Suivre", start=2, end=18, owner="Léa", days=75.0),
        free=[("Léa", 5.0)],
    )
    assert person(found, "Léa").months[0].over is not None
    assert person(found, "Léa").months[0].move_to is None


def test_two_moves_never_count_on_the_same_free_days() -> None:
    found = load_of(
        Action("Trier", start=1, end=1, owner="Léa", days=5.0),
        Action("Classer", start=1, end=1, owner="Léa", days=3.0),
        Action("Suivre", start=2, end=2, owner="Léa", days=5.0),
        Action("Revoir", start=2, end=2, owner="Léa", days=3.0),
        free=[("Léa", 5.0)],
    )
    moved = {month.month: (month.movable, month.move_to) for month in person(found, "Léa").months}
    assert moved == {1: (1, 3), 2: (3, 4)}  # month 3 has no room left for three days more


def test_half_a_day_too_many_is_not_worth_a_word() -> None:
    action = Action("Trier", start=1, end=1, owner="Léa", days=5.5)
    assert person(load_of(action, free=[("Léa", 5.0)]), "Léa").months[0].over is None
    action = Action("Trier", start=1, end=1, owner="Léa", days=5.6)
    assert person(load_of(action, free=[("Léa", 5.0)]), "Léa").months[0].over is not None


def test_unknown_availability_stays_unknown() -> None:
    found = load_of(Action("Trier", start=1, end=1, owner="Léa", days=99.0))
    (month,) = person(found, "Léa").months
    assert (month.free, month.over, person(found, "Léa").known) == (None, None, False)


def test_availability_counts_in_its_own_months_only_and_rows_add_up() -> None:
    found = load_of(
        Action("Trier", start=1, end=3, owner="Léa", days=3.0),
        free=[("léa ", 4.0, 1, 1), ("LÉA", 2.0, None, 2)],
    )
    one, two, three = (month.free for month in person(found, "Léa").months)
    assert one == pytest.approx(6.0)  # both rows, whatever the case
    assert two == pytest.approx(2 * 20 / 22)
    assert three is None


def test_a_name_that_matches_nobody_is_told() -> None:
    found = load_of(Action("Trier", start=1, owner="Léa", days=1.0), free=[("Lea Martin", 4.0)])
    assert found.idle == ("Lea Martin",)
    assert not person(found, "Léa").known


def test_steps_of_the_plan_and_measures_take_a_share_of_each_day() -> None:
    plan = PlanSettings(start=START, sponsor="Gérante")
    found = load_of(plan=plan, free=[("Gérante", 5.0)])
    (first, second) = person(found, "Gérante").months
    # The matrix, one day of March; the news and the review in April.
    assert dict(first.sources) == {"step": pytest.approx(0.5)}
    assert dict(second.sources) == {"step": pytest.approx(1.0)}


def test_staff_days_of_costs_go_to_the_owner_of_the_automation() -> None:
    parts = {
        "plan": NOBODY,
        "processes": (a_process(),),
        "automations": (an_automation(owner="Léa"),),
        "availability": (Availability("Léa", 4.0),),
    }
    tied = a_cost(rhythm="once", client_days=2.0, day_rate=300.0, automation="Devis automatiques")
    loose = a_cost(label="Temps interne", rhythm="once", client_days=3.0, day_rate=300.0)
    found = analysed(a_worked_example(**parts, costs=(tied, loose)), overrides=FAST).load
    assert found is not None
    assert dict(person(found, "Léa").months[0].sources)["cost"] == pytest.approx(2.0)
    assert found.unassigned == (("Temps interne", 3.0),)


@pytest.mark.parametrize(
    ("paid", "months", "each"),
    [
        ({"rhythm": "month", "client_days": 1.0}, 18, 1.0),
        ({"rhythm": "year", "client_days": 6.0}, 18, 0.5),
        ({"rhythm": "month", "client_days": 3.0, "months": 6.0}, 6, 0.5),  # 3 days in all
    ],
)
def test_staff_days_that_come_back_weigh_on_each_month(
    paid: dict[str, Any], months: int, each: float
) -> None:
    cost = a_cost(day_rate=300.0, automation="Devis automatiques", **paid)
    client = a_worked_example(
        plan=NOBODY,
        processes=(a_process(),),
        automations=(an_automation(owner="Léa"),),
        availability=(Availability("Léa", 4.0),),
        costs=(cost,),
    )
    found = analysed(client, overrides=FAST).load
    assert found is not None
    days = [dict(month.sources)["cost"] for month in person(found, "Léa").months]
    assert days == pytest.approx([each] * months)


def test_work_without_an_owner_or_a_month_is_listed_not_guessed() -> None:
    found = load_of(Action("Trier", start=1, days=2.0), Action("Rêver", owner="Léa", days=3.0))
    assert found.people == ()
    assert found.unassigned == (("Trier", 2.0),)
    assert found.undated == (("Rêver", 3.0),)


def test_the_most_overloaded_comes_first() -> None:
    found = load_of(
        Action("A", start=1, end=1, owner="Léa", days=50.0),
        Action("B", start=1, end=1, owner="Noé", days=9.0),
        free=[("Léa", 60.0), ("Noé", 2.0)],
    )
    assert [one.who for one in found.people] == ["Noé", "Léa"]


ACTIONS = st.builds(
    Action,
    name=st.just("Trier"),
    owner=st.sampled_from([None, "Léa", "Noé"]),
    start=st.one_of(st.none(), st.integers(1, 12)),
    horizon=st.sampled_from([None, "urgent", "structuring"]),
    days=st.one_of(st.none(), st.floats(0.1, 60)),
)


@given(st.lists(ACTIONS, min_size=1, max_size=6), st.floats(0, 30))
def test_every_day_is_found_once(actions: list[Action], free: float) -> None:
    found = load_of(*actions, free=[("Léa", free)])
    spread = sum(one.days for one in found.people)
    listed = sum(days for _, days in (*found.unassigned, *found.undated))
    assert spread + listed == pytest.approx(sum(action.days or 0.0 for action in actions))
    for one in found.people:
        for month in one.months:
            assert sum(days for _, days in month.sources) == pytest.approx(month.days)
            assert month.over is None or (month.free is not None and month.over > 0.5)
            assert month.move_to is None or month.move_to > month.month
