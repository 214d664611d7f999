"""Test sheets: coverage by kind, open bugs that hold a go-live, what lifts them (method M14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.model import Analysis, Task, TrialSheet
from kit.analysis.trials import KINDS, read_trials
from kit.catalogue import load_catalogue
from kit.client import Client, Trial
from tests.clients import (
    FAST,
    a_client,
    a_plan,
    a_ready_process,
    a_step,
    an_automation,
    analysed,
    answers,
)

NAME, ID = "Devis automatiques", "devis-automatiques"


def a_trial(kind: str | None = "nominal", status: str | None = "ok", **fields: Any) -> Trial:
    return Trial(
        **{"automation": NAME, "scenario": "Cas", "kind": kind, "status": status, **fields}
    )


def tried(*trials: Trial, **parts: Any) -> Client:
    """Gates open: nothing but its tests may hold the automation back."""
    return a_client(
        **{
            "processes": (a_ready_process(personal_data=False),),
            "steps": (a_step(),),
            "automations": (an_automation(owner="Samir"),),
            "answers": answers("prerequisites", 16),
            "plan": a_plan(),
            "tests": trials,
            **parts,
        }
    )


def sheet_of(*trials: Trial) -> TrialSheet:
    (sheet,) = read_trials(tried(*trials), {NAME: ID})
    return sheet


def go_live(analysis: Analysis) -> Task:
    return next(task for task in analysis.plan.tasks if task.go_live)


def test_the_kinds_are_those_of_the_workbook() -> None:
    assert load_catalogue().choices["test_kind"] == KINDS


def test_cases_are_counted_by_kind_planned_and_run() -> None:
    sheet = sheet_of(
        a_trial(),
        a_trial("limit", None),
        a_trial("limit"),
        a_trial(None),
        a_trial("nominal", "bug"),
    )
    assert sheet.kinds == (("nominal", 2, 2), ("limit", 2, 1), ("error", 0, 0))
    assert (sheet.scenarios, sheet.run, sheet.passed, sheet.unsorted) == (5, 4, 3, 1)
    assert sheet.missing == ("error",)


def test_a_sheet_is_passed_once_every_kind_is_there_and_run() -> None:
    whole = [a_trial(kind) for kind in KINDS]
    assert sheet_of(*whole).state == "passed"
    assert sheet_of(*whole[:2]).state == "incomplete"
    assert sheet_of(*whole, a_trial(status=None)).state == "incomplete"
    assert sheet_of(a_trial(status=None)).state == "untested"
    assert sheet_of(*whole, a_trial(status="bug", severity="minor")).state == "passed"
    assert sheet_of(*whole, a_trial(status="bug")).state == "bugs"


def test_a_bug_blocks_unless_it_is_said_minor() -> None:
    sheet = sheet_of(
        a_trial(status="bug", scenario="A"),
        a_trial(status="bug", scenario="B", severity="blocking"),
        a_trial(status="bug", scenario="C", severity="minor"),
        a_trial(severity="blocking"),
    )
    assert [bug.scenario for bug in sheet.blocking] == ["A", "B"]
    assert [bug.scenario for bug in sheet.bugs] == ["A", "B", "C"]


def test_a_blank_sheet_leaves_no_trace() -> None:
    analysis = analysed(tried(), overrides=FAST)
    assert analysis.trials == ()
    assert analysis.automations[0].blocked_by == ()
    assert not go_live(analysis).blocked_by


def test_an_open_bug_holds_the_go_live_and_nothing_before_it() -> None:
    analysis = analysed(tried(a_trial(status="bug", scenario="Doublon")), overrides=FAST)
    assert analysis.automations[0].blocked_by == ("tests",)
    held = {task.key for task in analysis.plan.tasks if "tests" in task.blocked_by}
    assert held == {"pilot_1"}


def test_the_work_that_lifts_it_names_the_bug_and_comes_before_the_go_live() -> None:
    analysis = analysed(tried(a_trial(status="bug", scenario="Doublon")), overrides=FAST)
    (task,) = [task for task in analysis.plan.tasks if task.key.startswith("lift.tests")]
    assert task.params == {"automation": NAME, "bug": "Doublon"}
    assert task.owner == "Samir"  # builds the automations
    step = next(one for one in analysis.plan.tasks if one.key == "test_1")
    assert (task.date, task.last_date) == (step.date, step.last_date)
    assert task.last_date < go_live(analysis).date


def test_a_minor_bug_holds_nothing() -> None:
    minor = a_trial(status="bug", severity="minor")
    analysis = analysed(tried(minor), overrides=FAST)
    assert analysis.automations[0].blocked_by == ()
    assert not [task for task in analysis.plan.tasks if task.key.startswith("lift.tests")]


def test_a_bug_keeps_the_dates_of_the_plan() -> None:
    def dates(analysis: Analysis) -> dict[str, date]:
        steps = [task for task in analysis.plan.tasks if not task.key.startswith("lift.")]
        return {task.key: task.date for task in steps}

    bug = analysed(tried(a_trial(status="bug")), overrides=FAST)
    assert dates(bug) == dates(analysed(tried(), overrides=FAST))


def two_cards(**parts: Any) -> Client:
    """Only the second automation has a test."""
    cards = (an_automation(), an_automation("Relances", process="Relances"))
    processes = (a_ready_process(personal_data=False), a_ready_process("Relances"))
    own = a_trial(automation="Relances")
    return tried(own, automations=cards, processes=processes, **parts)


def test_an_untested_automation_is_told_and_waits_only_once_its_tests_are_due() -> None:
    early = analysed(two_cards(), as_of=date(2026, 3, 18), overrides=FAST)
    assert {sheet.automation: sheet.state for sheet in early.trials}[ID] == "untested"
    assert not go_live(early).blocked_by
    # Tests of the first automation end on plan day 13, Wednesday 18 March.
    late = analysed(two_cards(), as_of=date(2026, 3, 19), overrides=FAST)
    assert go_live(late).blocked_by == ("tests",)
    assert late.automation(ID).blocked_by == ("tests",)
    (task,) = [task for task in late.plan.tasks if task.key == f"lift.tests.{ID}"]
    assert task.text == "analysis.lift.tests_due"


def test_a_bug_of_an_automation_left_for_later_is_worked_on_with_the_gates() -> None:
    names = [f"A{n}" for n in range(4)]
    parts = {
        "processes": tuple(a_ready_process(name, personal_data=False) for name in names),
        "automations": tuple(an_automation(name, process=name) for name in names),
    }
    bug = a_trial(automation="A3", status="bug")
    analysis = analysed(tried(bug, **parts), overrides=FAST)
    (task,) = [task for task in analysis.plan.tasks if task.key.startswith("lift.tests")]
    assert task.plan_day == 6
    assert analysis.automation("a3").blocked_by == ("tests",)


TRIALS = st.builds(
    Trial,
    automation=st.just(NAME),
    scenario=st.sampled_from([None, "A", "B"]),
    status=st.sampled_from([None, "ok", "bug"]),
    kind=st.sampled_from([None, *KINDS]),
    severity=st.sampled_from([None, "blocking", "minor"]),
)


@given(st.lists(TRIALS, min_size=1, max_size=12))
def test_counts_add_up_whatever_the_sheet(trials: list[Trial]) -> None:
    sheet = sheet_of(*trials)
    assert sheet.scenarios == len(trials) == sum(k[1] for k in sheet.kinds) + sheet.unsorted
    assert sheet.run == sheet.passed + len(sheet.bugs) <= sheet.scenarios
    assert all(run <= planned for _, planned, run in sheet.kinds)
    assert set(sheet.blocking) <= set(sheet.bugs)
    assert (sheet.state == "bugs") == bool(sheet.blocking)


@given(st.lists(TRIALS, min_size=1, max_size=8))
def test_marking_every_bug_ok_frees_the_go_live(trials: list[Trial]) -> None:
    mended = [replace(one, status="ok") if one.status == "bug" else one for one in trials]
    assert sheet_of(*mended).state != "bugs"
