from datetime import date

import pytest

from kit.client import Finance, Milestone, Option, Phase
from tests.clients import a_client, a_company, a_plan, analysed

SUNDAY, FRIDAY = date(2027, 3, 7), date(2027, 3, 12)
EASTER_EVE, TUESDAY = date(2027, 3, 26), date(2027, 3, 9)  # Good Friday; Easter Monday is the 29th


def found(*milestones, **parts):
    client = a_client(milestones=milestones, finance=Finance(start=date(2027, 1, 4)), **parts)
    return {one.code: one for one in analysed(client).findings}


def at(name, when, **fields):
    return Milestone(name, when=when, **fields)


def test_a_day_nobody_works_and_the_next_that_is():
    assert found(at("Comité", SUNDAY))["milestone_day_off"].computed == "2027-03-08"
    assert found(at("Comité", TUESDAY)) == {}
    assert found(at("Point", SUNDAY, kind="item")) == {}  # its meeting has the date
    closed = a_plan(start=None, closed_days=("tuesday",))
    assert "milestone_day_off" in found(at("Comité", TUESDAY), plan=closed)


def test_nothing_goes_live_on_a_friday_or_an_eve():
    assert found(at("Ouverture", FRIDAY, kind="go_live"))["go_live_unsafe"].computed == "2027-03-15"
    assert found(at("Ouverture", FRIDAY)) == {}
    eve = found(at("Ouverture", date(2027, 5, 5), kind="go_live"))  # Ascension is the 6th
    assert eve["go_live_unsafe"].computed == "2027-05-10"  # then a Friday comes


def test_local_holidays_count():
    alsace = a_company(department="67")
    assert "milestone_day_off" in found(at("Comité", EASTER_EVE), company=alsace)


@pytest.mark.parametrize(
    ("gate", "decision", "early"),
    [(2, 1, True), (2, 2, False), (date(2027, 2, 10), 1, True), (date(2027, 1, 10), 1, False),
     (date(2027, 2, 10), date(2027, 2, 9), True), ("Phase 1", 3, True), ("Phase 1", 6, False),
     (None, 1, False)],
)  # fmt: skip
def test_a_decision_is_compared_with_its_gate_whatever_both_are_written_in(gate, decision, early):
    milestones = (
        at("Essai", gate, kind="gate"),
        at("Choix", decision, kind="decision", after="Essai"),
    )
    phases = (Phase("Phase 1", 1, 6),)
    codes = found(*milestones, phases=phases)
    assert ("decision_before_gate" in codes) is early
    assert "milestone_too_early" not in codes


def test_an_option_is_not_chosen_before_the_first_gate():
    options = (Option("A", retained=True),)
    choice = at("Choix", 1, kind="decision", option="A")
    late, early = at("Pilote", 6, kind="gate"), at("Essai", 2, kind="gate")
    finding = found(choice, late, early, options=options)["decision_before_gate"]
    assert finding.params["awaited"] == "Essai"
    before = at("Comparatif", 1, kind="gate")
    assert "decision_before_gate" not in found(choice, late, before, options=options)
    elsewhere = at("Choix", 1, kind="decision")
    assert "decision_before_gate" not in found(elsewhere, late, options=options)


def test_what_is_no_decision_and_comes_too_early_is_out_of_order():
    codes = found(at("Formation", 4), at("Ouverture", 3, after="Formation"))
    assert "milestone_too_early" in codes and "decision_before_gate" not in codes


def test_two_milestones_that_wait_for_each_other_are_told_once():
    codes = found(Milestone("A", after="B"), Milestone("B", after="A"))
    assert codes["milestone_circle"].params == {"milestone": "A", "awaited": "B"}
    assert "milestone_circle" in found(Milestone("A", after="A"))


def test_an_agenda_is_added_up_once_all_its_items_are_timed():
    def points(*minutes):
        return [Milestone(f"P{n}", part_of="Atelier", minutes=m) for n, m in enumerate(minutes)]

    workshop = Milestone("Atelier", kind="meeting", minutes=120.0)
    assert found(workshop, *points(10.0, 90.0, 20.0)) == {}
    over = found(workshop, *points(10.0, 90.0, 50.0))["agenda_off"]
    assert (over.written, over.computed) == ("120", "150")
    assert "agenda_off" in found(workshop, *points(10.0, 90.0))  # 20 minutes of nothing
    assert found(workshop, *points(10.0, 90.0, None)) == {}
    assert found(Milestone("Atelier", kind="meeting"), *points(10.0)) == {}


def test_phases_may_overlap_but_not_run_backwards():
    assert found(phases=(Phase("1", 1, 6), Phase("2", 4, 9))) == {}
    assert "phase_backwards" in found(phases=(Phase("1", date(2027, 5, 1), date(2027, 2, 1)),))
    assert "phase_out_of_order" in found(phases=(Phase("1", 4, 6), Phase("2", 1, 3)))
