"""Messages on working days, before go-lives; when a written plan is advised."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.model import TextKey
from kit.analysis.working_days import WorkingDays
from kit.client import Impact, Message, Phase
from tests.clients import (
    FAST,
    a_client,
    a_closure,
    a_company,
    a_plan,
    a_process,
    an_automation,
    analysed,
    answers,
)

CARD = {
    "processes": (a_process(),),
    "automations": (an_automation(),),
    "answers": answers("prerequisites", 16),
}
ABOUT = "Devis automatiques"
ID = "devis-automatiques"


def a_message(when=None, audience="staff", **fields):
    return Message(**{"audience": audience, "message": "Voici", "when": when, **fields})


def communicated(*messages, **parts):
    plan = {"plan": a_plan(), **parts}
    return analysed(a_client(messages=messages, **plan), overrides=FAST).change.communication


def go_live(**parts):
    plan = analysed(a_client(**{"plan": a_plan(), **CARD, **parts})).plan
    return next(task.date for task in plan.tasks if task.go_live)


def test_no_message_is_no_plan():
    assert analysed(a_client(impacts=(Impact("people_tasks"),))).change.communication is None


def test_a_message_on_a_working_day_stays_there():
    (one,) = communicated(a_message(date(2026, 3, 10))).messages
    assert (one.planned, one.precision, one.moved_from) == (date(2026, 3, 10), "day", None)


@pytest.mark.parametrize(
    ("written", "planned", "why"),
    [
        (date(2026, 3, 8), date(2026, 3, 9), "analysis.day_never_worked"),  # a Sunday
        (date(2026, 5, 1), date(2026, 5, 4), "Fête du Travail"),
        (date(2026, 5, 1), date(2026, 5, 4), "Labor Day"),
        (date(2026, 4, 7), date(2026, 4, 9), "Inventaire"),
    ],
)
def test_a_message_on_a_closed_day_goes_out_on_the_next_one_and_says_why(written, planned, why):
    closures = (a_closure(date(2026, 4, 7), date(2026, 4, 8), "Inventaire"),)
    (one,) = communicated(a_message(written), closures=closures).messages
    assert (one.planned, one.moved_from) == (planned, written)
    assert why in one.closed


def test_a_closure_without_a_name_has_a_word_for_it():
    (one,) = communicated(
        a_message(date(2026, 4, 7)), closures=(a_closure(date(2026, 4, 7), date(2026, 4, 7)),)
    ).messages
    assert one.closed == (TextKey("analysis.closure"), TextKey("analysis.closure"))


def test_a_month_and_a_phase_open_on_their_first_working_day():
    plan = communicated(
        a_message(3),
        a_message("Essai"),
        a_message("Sans dates"),
        phases=(Phase("Essai", 2, 4), Phase("Sans dates")),
    )
    month, phase, lost = sorted(plan.messages, key=lambda one: one.row)
    assert (month.planned, month.precision, month.moved_from) == (date(2026, 5, 4), "month", None)
    assert (phase.planned, phase.precision) == (date(2026, 4, 2), "phase")
    assert (lost.planned, lost.precision) == (None, None)


def test_messages_come_by_date_those_without_one_last():
    plan = communicated(a_message(), a_message(date(2026, 4, 2)), a_message(date(2026, 3, 10)))
    assert [one.row for one in plan.messages] == [2, 1, 0]


def test_audiences_to_whom_nothing_is_said_are_told():
    silent = communicated(a_message(), a_message(audience="hr")).silent
    assert silent == (
        "staff_representatives",
        "business_managers",
        "managers",
        "sponsors",
        "ambassadors",
        "special_groups",
    )


# ------------------------------------------------------------------ before the go-live


def late(*messages, **parts):
    return [one.row for one in communicated(*messages, **{**CARD, **parts}).messages if one.late]


def test_hearing_of_it_on_the_day_is_too_late_and_the_eve_is_not():
    day = go_live()
    assert late(a_message(day, automation=ABOUT)) == [0]
    assert late(a_message(date(2026, 3, 3), automation=ABOUT)) == []


def test_what_follows_a_first_message_in_time_is_not_late():
    day = go_live()
    assert late(a_message(day, automation=ABOUT), a_message(1, automation=ABOUT)) == []


def test_each_audience_is_judged_by_its_own_messages():
    day = go_live()
    first = a_message(1, automation=ABOUT)
    assert late(first, a_message(day, audience="hr", automation=ABOUT)) == [1]


def test_a_message_about_the_whole_project_is_never_late():
    assert late(a_message(date(2026, 12, 1))) == []


def test_one_without_a_date_may_come_first():
    assert late(a_message(date(2026, 12, 1), automation=ABOUT), a_message(automation=ABOUT)) == []


def test_a_start_nobody_chose_accuses_nobody():
    assert late(a_message(date(2026, 12, 1), automation=ABOUT), plan=a_plan(start=None)) == []


def test_a_go_live_that_no_message_names_is_told():
    assert communicated(a_message(1), **CARD).unannounced == (ID,)
    assert communicated(a_message(1, automation=ABOUT), **CARD).unannounced == ()


# ------------------------------------------------------------------ advised above 200 people


@pytest.mark.parametrize(
    ("staff", "people", "advice"),
    [
        (24, None, "optional"),
        (200, None, "optional"),
        (None, None, "unknown"),
        (250, None, "unknown"),
        (250, 200, "optional"),
        (250, 201, "advised"),
        (None, 201, "advised"),
        (None, 12, "optional"),
    ],
)
def test_a_written_plan_is_advised_above_200_people_concerned(staff, people, advice):
    impacts = (Impact("people_tasks", people=people),) if people else ()
    plan = communicated(a_message(), company=a_company(staff=staff), impacts=impacts)
    assert plan.advice == advice


def test_people_that_no_row_counts_leave_the_advice_open():
    impacts = (Impact("people_tasks", people=12), Impact("people_jobs"))
    plan = communicated(a_message(), company=a_company(staff=250), impacts=impacts)
    assert (plan.people_low, plan.people_high, plan.advice) == (12, 250, "unknown")


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_every_message_goes_out_on_a_working_day_never_earlier_than_written(written):
    closures = (a_closure(date(2027, 8, 2), date(2027, 8, 20), "Congés"),)
    calendar = WorkingDays.of("67", ("monday",), closures)
    parts = {
        "company": a_company(department="67"),
        "plan": a_plan(closed_days=("monday",)),
        "closures": closures,
    }
    (one,) = communicated(a_message(written), **parts).messages
    assert calendar.is_working(one.planned)
    assert one.planned >= written
    assert (one.moved_from is None) == calendar.is_working(written) == (one.closed is None)
