"""The AI project: its nine questions, its five steps, its two decisions (method M9)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.model import AiProject, AiStep
from kit.analysis.results import results
from kit.catalogue import load_catalogue
from kit.client import AiDecisions, Answer, Client
from tests.clients import a_client, analysed, answers

LEANINGS = (None, "left", "middle", "right")
QUESTIONS = [item.id for item in load_catalogue().checklists["ai_selftest"].items]


def selftest(*values: str | None) -> tuple[Answer, ...]:
    """The first questions answered by *values*."""
    given_values = zip(QUESTIONS, values, strict=False)
    return tuple(Answer(item, value) for item, value in given_values if value)


def project(client: Client | None = None, **parts: object) -> AiProject:
    found = analysed(client or a_client(**parts)).ai
    assert found is not None
    return found


def step(found: AiProject, key: str) -> AiStep:
    return next(one for one in found.steps if one.key == key)


def through(*done: str, **others: object) -> dict[str, object]:
    """The answers of the steps that are wholly done."""
    given_answers = tuple(
        answer
        for key in done
        for answer in answers(key, len(load_catalogue().checklists[key].items))
    )
    return {"answers": given_answers, **others}


FEASIBLE = through("ai_framing", "ai_feasibility")
GO = AiDecisions(feasibility_decision="go", feasibility_date=date(2026, 1, 12))


def an_ai_client() -> Client:
    """Everything of an AI project that a workbook can say."""
    steps = through("ai_framing", "ai_feasibility", "ai_trial")["answers"]
    assert isinstance(steps, tuple)
    return a_client(
        answers=(*selftest(*["right"] * 5, "left"), *steps, *answers("ai_ethics", 5),
                 *answers("ai_state", 4)),
        ai_decisions=AiDecisions("Tri", "platform", ("hr",), "go", date(2026, 1, 12), "Comité"),
    )  # fmt: skip


# -- self-test ------------------------------------------------------------------------------


def test_the_nine_questions_come_in_three_groups_of_three() -> None:
    checklist = load_catalogue().checklists["ai_selftest"]
    counted = [sum(item.group == group for item in checklist.items) for group in checklist.groups]
    assert counted == [3, 3, 3]


@pytest.mark.parametrize(("right", "further"), [(0, False), (3, False), (4, True), (9, True)])
def test_more_than_three_on_the_right_is_worth_going_further(right: int, further: bool) -> None:
    found = project(answers=selftest(*["right"] * right, *["middle"] * (9 - right))).self_test
    assert found is not None
    assert (found.further, found.needed) == (further, 3)
    assert (found.checked.total.ticked, found.checked.total.partly) == (right, 9 - right)


def test_while_blanks_may_change_the_result_nothing_is_concluded() -> None:
    blank = project(answers=selftest("right", "right", "right", "left")).self_test
    assert blank is not None
    assert (blank.further, blank.checked.total.unanswered) == (None, 5)
    lost = project(answers=selftest(*["left"] * 6)).self_test
    assert lost is not None
    assert lost.further is False  # three blanks cannot make four


@given(st.lists(st.sampled_from(LEANINGS), min_size=9, max_size=9))
def test_the_rule_agrees_with_a_count_by_hand(values: list[str | None]) -> None:
    if not any(values):
        return
    found = project(answers=selftest(*values)).self_test
    assert found is not None
    right, blank = values.count("right"), values.count(None)
    expected = True if right > 3 else None if right + blank > 3 else False
    assert found.further is expected


def test_the_threshold_may_be_changed() -> None:
    client = a_client(answers=selftest(*["right"] * 4, *["left"] * 5))
    found = analysed(client, overrides={"ai.selftest_right_above": 4.0}).ai
    assert found is not None and found.self_test is not None
    assert found.self_test.further is False


# -- state of play --------------------------------------------------------------------------


def test_the_appetite_for_digital_tools_is_required_and_skills_are_not() -> None:
    count = len(load_catalogue().checklists["ai_state"].items)
    without = project(answers=answers("ai_state", count, digital_appetite="no"))
    assert without.required_missing == ("ai_state.digital_appetite",)
    assert project(answers=answers("ai_state", count, ai_skills="no")).required_missing == ()


# -- steps ----------------------------------------------------------------------------------


def test_five_steps_each_with_a_gate_and_outputs() -> None:
    checklists = load_catalogue().checklists
    steps = [one for one in checklists.values() if one.sheet == "ai_project"]
    assert len(steps) == 5
    assert all(one.gate is not None and one.outputs for one in steps)
    assert len(checklists["ai_ethics"].items) == 5


def test_nothing_said_is_no_project() -> None:
    assert analysed(a_client()).ai is None
    assert "ai" not in results(analysed(a_client()))


def test_a_step_waits_for_the_gate_before_it() -> None:
    found = project(answers=answers("ai_framing", 2))
    assert (found.begun, found.current) == (True, "ai_framing")
    assert step(found, "ai_framing").closed_by == "gate"
    assert step(found, "ai_feasibility").held_by == "ai_framing"


def test_ten_points_of_twelve_open_feasibility_at_80_per_cent() -> None:
    short = step(project(answers=answers("ai_feasibility", 9)), "ai_feasibility")
    assert short.checked is not None
    assert (short.required, short.checked.passed) == (10, False)
    fewer = project(answers=answers("ai_feasibility", 9, in_house="na", budget="na"))
    assert step(fewer, "ai_feasibility").required == 8  # of 10 that apply
    more = step(project(answers=answers("ai_feasibility", 10)), "ai_feasibility").checked
    assert more is not None and more.passed


def test_feasibility_done_still_asks_for_a_decision() -> None:
    found = project(**FEASIBLE)
    assert step(found, "ai_feasibility").closed_by == "undecided"
    assert step(found, "ai_trial").held_by == "ai_feasibility"
    decided = project(**FEASIBLE, ai_decisions=GO)
    assert step(decided, "ai_feasibility").closed_by is None
    assert step(decided, "ai_trial").held_by is None
    assert decided.current == "ai_trial"


@pytest.mark.parametrize("decision", ["no_go", "later"])
def test_a_decision_against_holds_everything_after_it(decision: str) -> None:
    found = project(**FEASIBLE, ai_decisions=AiDecisions(feasibility_decision=decision))
    assert step(found, "ai_feasibility").closed_by == decision
    assert {one.held_by for one in found.steps[2:]} == {"ai_feasibility"}


def test_go_opens_nothing_while_the_gate_is_closed() -> None:
    found = project(
        answers=answers("ai_framing", 4) + answers("ai_feasibility", 5), ai_decisions=GO
    )
    assert step(found, "ai_feasibility").closed_by == "gate"


def test_all_five_behind() -> None:
    done = through("ai_framing", "ai_feasibility", "ai_trial", "ai_deployment", "ai_run")
    both = AiDecisions(feasibility_decision="go", trial_decision="go")
    found = project(**done, ai_decisions=both)
    assert found.current is None
    assert not any(one.closed_by or one.held_by for one in found.steps)


# -- ethics ---------------------------------------------------------------------------------


def test_none_is_no_critical_domain_and_blank_is_not_said() -> None:
    assert project(ai_decisions=AiDecisions(critical_domains=("none",))).critical == ()
    assert project(ai_decisions=AiDecisions(use_case="Trier")).critical is None
    found = project(ai_decisions=AiDecisions(critical_domains=("hr", "credit")))
    assert (found.critical, found.explained) == (("hr", "credit"), False)


# -- results.json ---------------------------------------------------------------------------


def test_results_tell_the_test_the_steps_and_the_ethics() -> None:
    ai = results(analysed(an_ai_client()))["ai"]
    assert {key: ai["self_test"][key] for key in ("left", "middle", "right", "unanswered")} == {
        "left": 1,
        "middle": 0,
        "right": 5,
        "unanswered": 3,
    }
    assert ai["self_test"]["further"] is True
    assert [one["key"] for one in ai["steps"]][:2] == ["ai_framing", "ai_feasibility"]
    assert ai["steps"][1]["decided_on"] == "2026-01-12"
    assert ai["ethics"]["critical"] == ["hr"] and ai["ethics"]["explained"] is True
