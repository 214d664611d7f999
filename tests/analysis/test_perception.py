"""Fear, disappointment, daily use: dated from the client's own go-lives."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kit.client import Impact, Message, Milestone
from tests.clients import FAST, a_client, a_plan, a_process, an_automation, analysed, answers

LIVE = date(2026, 6, 30)
IMPACT = {"impacts": (Impact("people_tasks"),), "plan": a_plan()}
CARD = {"processes": (a_process(),), "automations": (an_automation(),)}


def expected(**parts):
    return analysed(a_client(**{**IMPACT, **parts}), overrides=FAST).change.perceptions


def a_go_live(when, name="Ouverture"):
    return Milestone(name, kind="go_live", when=when)


def test_three_phases_from_a_month_before_the_go_live():
    """Worked by hand: 30 days before 30 June, 15 and 60 days after."""
    (one,) = expected(milestones=(a_go_live(LIVE),))
    assert [(span.phase, span.first, span.last) for span in one.phases] == [
        ("fear", date(2026, 5, 31), date(2026, 7, 14)),
        ("disappointment", date(2026, 7, 15), date(2026, 8, 28)),
        ("daily_use", date(2026, 8, 29), None),
    ]


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_the_phases_follow_each_other_without_a_hole(day):
    (one,) = expected(milestones=(a_go_live(day),))
    fear, disappointment, daily = one.phases
    assert fear.first < day <= fear.last
    assert disappointment.first == fear.last + timedelta(days=1)
    assert daily.first == disappointment.last + timedelta(days=1)


def test_the_plan_says_when_an_automation_goes_live_and_whether_a_gate_holds_it():
    (one,) = expected(**CARD)
    plan = analysed(a_client(**IMPACT, **CARD)).plan
    assert one.go_live == next(task.date for task in plan.tasks if task.go_live)
    assert (one.name, one.automation) == ("Devis automatiques", "devis-automatiques")
    assert one.held
    (free,) = expected(**CARD, answers=answers("prerequisites", 16))
    assert not free.held


def test_milestones_come_with_the_precision_they_were_given():
    found = expected(milestones=(a_go_live(4, "B"), a_go_live(LIVE, "A"), a_go_live(None, "C")))
    assert [(one.name, one.precision) for one in found] == [("B", "month"), ("A", "day")]


def test_a_milestone_of_the_same_name_is_the_same_go_live():
    found = expected(**CARD, milestones=(a_go_live(LIVE, "devis automatiques"),))
    assert len(found) == 1


def test_other_milestones_start_nothing():
    assert expected(milestones=(Milestone("Choix", kind="decision", when=LIVE),)) == ()


def test_the_clients_messages_stand_in_the_phase_they_fall_in():
    messages = (
        Message("staff", "Avant", when=date(2026, 6, 1)),
        Message("staff", "Après", when=date(2026, 9, 15)),
        Message("staff", "Sans date"),
    )
    (one,) = expected(milestones=(a_go_live(LIVE),), messages=messages)
    assert [span.messages for span in one.phases] == [(0,), (), (1,)]


def test_a_message_about_another_automation_is_not_among_them():
    other = an_automation("Relances", process="B")
    messages = (Message("staff", "Relances", automation="Relances", when=date(2026, 3, 17)),)
    parts = {
        "processes": (a_process(), a_process("B")),
        "automations": (an_automation(), other),
        "messages": messages,
    }
    heard = {one.name: [span.messages for span in one.phases] for one in expected(**parts)}
    assert not any(heard["Devis automatiques"])
    assert any(heard["Relances"])


def test_a_message_about_the_whole_project_belongs_to_no_go_live_among_several():
    messages = (Message("staff", "Avant", when=date(2026, 6, 1)),)
    two = (a_go_live(LIVE, "A"), a_go_live(date(2026, 7, 6), "B"))
    for one in expected(milestones=two, messages=messages):
        assert [span.messages for span in one.phases] == [(), (), ()]
