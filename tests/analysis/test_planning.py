"""Dates worked by hand on a calendar; D is a plan day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.working_days import WorkingDays
from kit.catalogue import load_catalogue
from tests.clients import (
    a_closure,
    a_company,
    a_plan,
    a_priority,
    a_process,
    a_ready_process,
    a_register_line,
    a_step,
    an_automation,
    analysed,
    answers,
)


def planned(start, department="75", closures=(), plan_fields=None, **parts):
    return analysed(
        company=a_company(department=department),
        closures=closures,
        plan=a_plan(start, **(plan_fields or {})),
        **parts,
    ).plan


def dates(plan):
    return {task.key: (task.date, task.last_date) for task in plan.tasks}


def day(plan, key):
    return dates(plan)[key][0]


def test_started_on_a_monday():
    plan = planned(date(2026, 3, 2))
    found = dates(plan)
    assert found["diagnostic"] == (date(2026, 3, 2), date(2026, 3, 3))
    assert found["cards"] == (date(2026, 3, 4), date(2026, 3, 5))
    assert found["matrix"] == (date(2026, 3, 6), date(2026, 3, 6))
    assert found["design_1"] == (date(2026, 3, 11), date(2026, 3, 12))
    assert found["build_1"] == (date(2026, 3, 13), date(2026, 3, 16))
    assert found["test_1"] == (date(2026, 3, 17), date(2026, 3, 18))
    assert found["pilot_1"] == (date(2026, 3, 19), date(2026, 3, 19))  # D14, a Thursday
    assert found["monitor_1"] == (date(2026, 3, 20), date(2026, 3, 26))
    assert found["pilot_2"][0] == date(2026, 4, 2)  # D24, Thursday before a worked Friday
    # D29 is Friday 10 April (Easter Monday is off): Monday 13, and the review follows.
    assert found["pilot_3"][0] == date(2026, 4, 13)
    assert found["review"][0] == date(2026, 4, 14)
    assert (plan.start, plan.end_14, plan.end_30) == (
        date(2026, 3, 2),
        date(2026, 3, 19),
        date(2026, 4, 14),
    )
    assert plan.days_off == ((date(2026, 4, 6), "Lundi de Pâques"),)
    assert plan.days_off_en == ((date(2026, 4, 6), "Easter Monday"),)


def test_a_friday_go_live_says_why_it_moved_and_from_when():
    tasks = {task.key: task for task in planned(date(2026, 3, 2)).tasks}
    pilot = tasks["pilot_3"]
    assert (pilot.moved, pilot.moved_from) == ("analysis.moved.friday", date(2026, 4, 10))
    assert pilot.plan_day == 30
    assert tasks["review"].plan_day == 31  # pushed as far, without a reason of its own
    assert tasks["review"].moved is None
    assert (tasks["pilot_1"].moved, tasks["pilot_1"].plan_day) == (None, 14)


def test_started_on_a_sunday_it_is_the_mondays_plan():
    assert dates(planned(date(2026, 3, 1))) == dates(planned(date(2026, 3, 2)))


def test_started_on_a_friday():
    plan = planned(date(2026, 3, 6))
    assert dates(plan)["diagnostic"] == (date(2026, 3, 6), date(2026, 3, 9))
    assert day(plan, "matrix") == date(2026, 3, 12)
    assert day(plan, "pilot_1") == date(2026, 3, 25)
    assert day(plan, "pilot_2") == date(2026, 4, 9)
    assert day(plan, "pilot_3") == date(2026, 4, 16)
    assert day(plan, "review") == date(2026, 4, 17)


def test_started_on_30_april_it_goes_round_the_holidays_of_may():
    plan = planned(date(2026, 4, 30))
    found = dates(plan)
    assert found["diagnostic"] == (date(2026, 4, 30), date(2026, 5, 4))  # 1 May between
    assert found["matrix"][0] == date(2026, 5, 7)  # D5, eve of 8 May: no go-live, it stays
    assert found["design_1"] == (date(2026, 5, 13), date(2026, 5, 15))  # Ascension between
    assert found["build_1"] == (date(2026, 5, 18), date(2026, 5, 19))
    # D14 is Friday 22 May, and Monday 25 is Whit Monday: Tuesday 26.
    assert found["pilot_1"][0] == date(2026, 5, 26)
    assert found["monitor_1"] == (date(2026, 5, 27), date(2026, 6, 2))
    assert found["pilot_2"][0] == date(2026, 6, 9)
    assert found["pilot_3"][0] == date(2026, 6, 16)
    assert found["review"][0] == date(2026, 6, 17)
    assert [off for off, _ in plan.days_off] == [
        date(2026, 5, 1),
        date(2026, 5, 8),
        date(2026, 5, 14),
        date(2026, 5, 25),
    ]


def test_started_on_24_december_it_goes_round_christmas_and_new_year():
    plan = planned(date(2026, 12, 24))
    found = dates(plan)
    assert found["diagnostic"] == (date(2026, 12, 24), date(2026, 12, 28))
    assert found["cards"] == (date(2026, 12, 29), date(2026, 12, 30))
    assert found["matrix"][0] == date(2026, 12, 31)
    assert found["design_1"] == (date(2027, 1, 6), date(2027, 1, 7))
    assert found["pilot_1"][0] == date(2027, 1, 14)
    assert found["pilot_2"][0] == date(2027, 1, 28)
    assert found["pilot_3"][0] == date(2027, 2, 4)
    assert found["review"][0] == date(2027, 2, 5)
    assert [off for off, _ in plan.days_off] == [date(2026, 12, 25), date(2027, 1, 1)]


def test_26_december_is_off_in_the_bas_rhin_only():
    # 24 December 2025 is a Wednesday: D2 is Friday 26, or Monday 29.
    assert dates(planned(date(2025, 12, 24)))["diagnostic"][1] == date(2025, 12, 26)
    assert dates(planned(date(2025, 12, 24), "67"))["diagnostic"][1] == date(2025, 12, 29)


def test_the_eve_of_good_friday_is_refused_in_the_bas_rhin():
    plan = planned(date(2026, 3, 2), "67")
    pilot = next(task for task in plan.tasks if task.key == "pilot_2")
    # D24 is Thursday 2 April; Good Friday and Easter Monday are off: Tuesday 7.
    assert (pilot.date, pilot.moved) == (date(2026, 4, 7), "analysis.moved.eve")
    assert pilot.moved_from == date(2026, 4, 2)
    assert day(plan, "pilot_3") == date(2026, 4, 14)
    assert day(plan, "review") == date(2026, 4, 15)


def test_a_closure_in_the_middle_pushes_what_follows():
    plan = planned(
        date(2026, 3, 2), closures=(a_closure(date(2026, 3, 9), date(2026, 3, 13), "Inventaire"),)
    )
    assert day(plan, "matrix") == date(2026, 3, 6)
    assert day(plan, "design_1") == date(2026, 3, 18)  # D8: Wednesday of the week after
    assert day(plan, "pilot_1") == date(2026, 3, 26)
    assert day(plan, "pilot_2") == date(2026, 4, 13)  # D24 would be Friday 10 April
    assert day(plan, "pilot_3") == date(2026, 4, 20)
    assert plan.days_off[:5] == tuple((date(2026, 3, n), "Inventaire") for n in range(9, 14))


def test_nothing_goes_live_on_the_eve_of_a_closure():
    plan = planned(date(2026, 3, 2), closures=(a_closure(date(2026, 3, 20), date(2026, 3, 27)),))
    pilot = next(task for task in plan.tasks if task.key == "pilot_1")
    assert (pilot.date, pilot.moved) == (date(2026, 3, 30), "analysis.moved.eve")


def test_nothing_goes_live_on_the_eve_of_a_closed_weekday():
    plan = planned(date(2026, 3, 2), plan_fields={"closed_days": ("wednesday",)})
    # D14 is Tuesday 24 March, eve of a closed Wednesday: Thursday 26.
    assert day(plan, "pilot_1") == date(2026, 3, 26)


def test_without_any_safe_day_the_plan_is_still_made_and_says_so():
    found = analysed(plan=a_plan(closed_days=("monday", "wednesday", "friday")))
    assert all(task.date.weekday() in (1, 3) for task in found.plan.tasks)
    assert [f.code for f in found.findings].count("no_safe_day") == 3


def test_without_a_start_the_plan_begins_on_the_as_of_date_and_says_it_is_assumed():
    found = analysed(as_of=date(2026, 3, 1))
    assert (found.plan.start, found.plan.assumed_start) == (date(2026, 3, 2), True)


def test_the_start_asked_for_wins_over_the_workbooks():
    found = analysed(plan=a_plan(), plan_start=date(2026, 9, 7))
    assert (found.plan.start, found.plan.assumed_start) == (date(2026, 9, 7), False)


def test_a_start_out_of_reach_is_replaced_and_said():
    found = analysed(plan=a_plan(date(9999, 12, 31)), as_of=date(2026, 3, 2))
    assert (found.plan.start, found.plan.assumed_start) == (date(2026, 3, 2), True)
    assert "start_out_of_reach" in [finding.code for finding in found.findings]


def test_owners_are_those_of_the_workbook_and_nobody_when_it_names_none():
    owners = {task.key: task.owner for task in planned(date(2026, 3, 2)).tasks}
    assert (owners["diagnostic"], owners["design_1"], owners["test_1"]) == (
        "Anne",
        "Samir",
        "Équipe",
    )
    nobody = planned(date(2026, 3, 2), plan_fields={"lead": None})
    assert {task.owner for task in nobody.tasks if task.owner_field == "lead"} == {None}


# -- tied to the client's own automations --------------------------------------------------

THREE = {
    "processes": (a_process("Avoirs"), a_ready_process("Bons"), a_ready_process("Colis")),
    "steps": (a_step("Bons"), a_step("Colis")),
    "priorities": (
        a_priority("Avoirs", impact=5, effort=1, risk=1),
        a_priority("Bons", impact=3, effort=2, risk=2),
        a_priority("Colis", impact=5, effort=2, risk=1),
    ),
    "automations": (
        an_automation("Auto avoirs", process="Avoirs"),
        an_automation("Auto bons", process="Bons"),
        an_automation("Auto colis", process="Colis"),
    ),
    "answers": answers("prerequisites", 16),
}


def test_automations_come_ready_first_then_by_the_rank_of_their_process():
    tasks = {task.key: task for task in planned(date(2026, 3, 2), **THREE).tasks}
    assert [tasks[f"pilot_{n}"].automation for n in (1, 2, 3)] == [
        "auto-colis",  # ready, second in the ranking
        "auto-bons",  # ready, third
        "auto-avoirs",  # first in the ranking, but its card is not ready
    ]
    assert tasks["pilot_1"].params["automation"] == "Auto colis"
    assert tasks["pilot_1"].params["process"] == "Colis"
    assert tasks["pilot_1"].text == "plan.pilot_1.task"


def test_steps_quote_the_clients_processes_and_quick_wins():
    tasks = {task.key: task for task in planned(date(2026, 3, 2), **THREE).tasks}
    assert tasks["cards"].params["processes"] == "Avoirs, Colis, Bons"
    assert tasks["matrix"].params["quick_wins"] == "Avoirs, Colis"


def test_a_step_on_an_automation_that_does_not_exist_uses_its_generic_text():
    tasks = {task.key: task for task in planned(date(2026, 3, 2)).tasks}
    assert tasks["build_1"].text == "plan.build_1.task_generic"
    assert tasks["build_1"].automation is None
    assert tasks["review"].text == "plan.review.task"


def test_every_text_of_the_plan_exists_and_can_be_filled():
    from kit.texts import LANGUAGES, Texts

    for parts in ({}, THREE, {**THREE, "answers": ()}):
        for task in planned(date(2026, 3, 2), **parts).tasks:
            for lang in LANGUAGES:
                assert "{" not in Texts(lang)(task.text, **task.params)
                if task.output_text:
                    assert "{" not in Texts(lang)(task.output_text, **task.params)


# -- gates ---------------------------------------------------------------------------------

ONE = {"processes": (a_process(personal_data=True),), "automations": (an_automation(),)}


def blocked(**parts):
    return {task.key: task.blocked_by for task in planned(date(2026, 3, 2), **parts).tasks}


def test_under_the_prerequisites_gate_building_is_blocked_and_each_gap_has_its_task():
    found = blocked(answers=answers("prerequisites", 12))
    assert found["build_1"] == found["pilot_2"] == ("prerequisites",)
    assert found["diagnostic"] == found["design_1"] == ()
    items = load_catalogue().checklists["prerequisites"].items[12:]
    assert [key for key in found if key.startswith("lift.")] == [f"lift.{i.id}" for i in items]


def test_over_the_prerequisites_gate_nothing_is_blocked():
    found = blocked(answers=answers("prerequisites", 13))
    assert set(found.values()) == {()}
    assert not [key for key in found if key.startswith("lift.")]


def test_a_blank_prerequisites_sheet_blocks_until_it_is_filled():
    found = blocked()
    assert found["build_1"] == ("prerequisites",)
    assert [key for key in found if key.startswith("lift.")] == ["lift.prerequisites"]


def test_a_prerequisites_sheet_all_not_applicable_is_to_be_filled_again():
    """A gate that blocks always comes with the work that lifts it."""
    found = blocked(answers=answers("prerequisites", 0, rest="na"))
    assert found["build_1"] == ("prerequisites",)
    assert [key for key in found if key.startswith("lift.")] == ["lift.prerequisites"]


def test_a_gdpr_sheet_all_not_applicable_does_not_free_personal_data():
    nothing = (*answers("prerequisites", 16), *answers("gdpr", 0, rest="na"))
    found = blocked(**ONE, answers=nothing, register=(a_register_line(),))
    assert found["pilot_1"] == ("gdpr",)
    assert len([key for key in found if key.startswith("lift.gdpr.")]) == 9


def test_personal_data_waits_for_the_gdpr_gate_and_the_register():
    ready = answers("prerequisites", 16)
    unchecked = blocked(**ONE, answers=(*ready, *answers("gdpr", 8)))
    assert unchecked["pilot_1"] == ("gdpr", "register")
    assert unchecked["build_1"] == ("gdpr", "register")  # nothing is automated unchecked
    assert unchecked["design_1"] == ()  # the card can be written meanwhile
    last = load_catalogue().checklists["gdpr"].items[-1].id
    assert f"lift.{last}" in unchecked
    assert "lift.register.devis-automatiques" in unchecked
    line = (a_register_line(),)
    checked = blocked(**ONE, answers=(*ready, *answers("gdpr", 9)), register=line)
    assert checked["pilot_1"] == ()


def test_without_personal_data_the_gdpr_gate_blocks_nothing():
    parts = {"processes": (a_process(),), "automations": (an_automation(),)}
    found = blocked(**parts, answers=(*answers("prerequisites", 16), *answers("gdpr", 0)))
    assert found["pilot_1"] == ()


def test_gaps_are_filled_on_the_spare_days_by_who_answers_for_them():
    plan = planned(date(2026, 3, 2), **ONE, answers=answers("prerequisites", 12))
    lifts = [task for task in plan.tasks if task.key.startswith("lift.")]
    assert {(task.date, task.last_date) for task in lifts} == {
        (date(2026, 3, 9), date(2026, 3, 10))
    }
    owners = {task.key.split(".")[1]: task.owner for task in lifts}
    assert owners == {"prerequisites": "Anne", "gdpr": "Julie", "register": "Julie"}


# -- whatever the calendar -----------------------------------------------------------------

STARTS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@given(
    STARTS,
    st.sampled_from(["75", "67", "57", "971", "974", None]),
    st.sampled_from([(), ("monday",), ("wednesday",), ("thursday",), ("monday", "tuesday")]),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=3),
)
def test_no_task_ever_falls_on_a_day_off_and_no_go_live_on_a_friday_or_an_eve(
    start, department, closed_days, offsets
):
    closures = tuple(
        a_closure(start + timedelta(days=at), start + timedelta(days=at + length))
        for at, length in offsets
    )
    plan = planned(start, department, closures, {"closed_days": closed_days})
    days = WorkingDays.of(department, closed_days, closures)
    for task in plan.tasks:
        assert days.is_working(task.date) and days.is_working(task.last_date)
        assert task.date <= task.last_date
        assert task.date == days.nth(start, task.plan_day)
        if task.go_live:
            assert task.date.weekday() != 4
            assert days.is_working(task.date + timedelta(days=1))
    assert [t.date for t in plan.tasks] == sorted(t.date for t in plan.tasks)
    assert plan.start >= start and plan.end_14 <= plan.end_30


@given(STARTS)
def test_the_order_and_the_gaps_of_the_method_are_kept(start):
    steps = {step.key: step for step in load_catalogue().plan}
    tasks = [task for task in planned(start).tasks if task.key in steps]
    assert [t.key for t in sorted(tasks, key=lambda t: t.plan_day)] == [
        step.key for step in sorted(steps.values(), key=lambda s: s.day)
    ]
    shifts = [task.plan_day - steps[task.key].day for task in tasks]
    assert shifts == sorted(shifts) and shifts[0] == 0
