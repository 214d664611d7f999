from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.checklists import (
    check,
    gate_passed,
    is_answered,
    points_required,
    values_of,
)
from kit.catalogue import Checklist, Item, load_catalogue
from kit.client import Answer
from tests.clients import analysed, answers

VALUES = (None, "yes", "partly", "no", "na", "1", "2", "3", "4", "5")


def a_checklist(size, scale="answer"):
    items = tuple(Item(f"list.item{n}", "one" if n % 2 else "two") for n in range(size))
    return Checklist("list", scale, ("one", "two"), items, None, None, "test", "2026-01-01")


def checked(*values, scale="answer", gate=None):
    given_values = {f"list.item{n}": value for n, value in enumerate(values)}
    return check(a_checklist(len(values), scale), given_values, gate)


def test_the_prerequisites_gate_stops_at_12_of_16_and_passes_at_13():
    stopped = analysed(answers=answers("prerequisites", 12)).prerequisites
    passed = analysed(answers=answers("prerequisites", 13)).prerequisites
    assert (stopped.total.share, stopped.passed) == (0.75, False)
    assert (passed.total.share, passed.passed) == (0.8125, True)
    items = load_catalogue().checklists["prerequisites"].items
    assert stopped.total.missing == tuple(item.id for item in items[12:])


def test_partly_is_not_ticked_but_counted_apart():
    total = checked("yes", "partly", "no", None).total
    assert (total.ticked, total.partly, total.unanswered, total.applicable) == (1, 1, 1, 4)
    assert total.share == 0.25
    assert total.missing == ("list.item1", "list.item2", "list.item3")


def test_not_applicable_leaves_the_denominator():
    total = checked("yes", "na", "na", "no").total
    assert (total.applicable, total.of, total.share) == (2, 4, 0.5)
    assert total.missing == ("list.item3",)


def test_nothing_applicable_has_no_share_and_passes_no_gate():
    result = checked("na", "na", gate=0.8)
    assert result.total.share is None
    assert result.passed is False


def test_a_list_without_a_gate_neither_passes_nor_fails():
    assert checked("yes").passed is None


@pytest.mark.parametrize(("gate", "of"), [(0.8, 5), (0.7, 10), (0.6, 5), (0.29, 100), (0.57, 100)])
def test_a_share_that_is_exactly_the_gate_passes_whatever_floats_say(gate, of):
    needed = round(gate * of)
    exactly = checked(*["yes"] * needed, *["no"] * (of - needed))
    below = checked(*["yes"] * (needed - 1), *["no"] * (of - needed + 1))
    assert gate_passed(exactly.total, gate)
    assert not gate_passed(below.total, gate)


def test_a_blank_tick_box_is_a_no_not_an_unanswered_question():
    total = checked("yes", None, scale="tick").total
    assert (total.unanswered, total.ticked, total.applicable) == (0, 1, 2)


def test_notes_are_ticked_from_4_partly_at_3_and_averaged():
    total = checked("5", "4", "3", "1", None, "na", scale="note").total
    assert (total.ticked, total.partly, total.unanswered, total.applicable) == (2, 1, 1, 5)
    assert total.mean == 13 / 4


def test_groups_add_up_to_the_total():
    result = checked("yes", "yes", "no", "na", "partly")
    assert [group.key for group in result.groups] == ["one", "two"]
    assert sum(group.ticked for group in result.groups) == result.total.ticked
    assert sum(group.applicable for group in result.groups) == result.total.applicable


@given(st.lists(st.sampled_from(VALUES), min_size=1, max_size=40), st.floats(0.01, 1))
def test_shares_stay_between_0_and_1_and_counts_add_up(values, gate):
    result = checked(*values, gate=gate)
    total = result.total
    assert total.share is None or 0 <= total.share <= 1
    assert total.ticked + len(total.missing) == total.applicable <= total.of
    assert sum(group.of for group in result.groups) == total.of
    assert result.passed is (total.share is not None and total.share >= gate)


@given(st.lists(st.sampled_from(("yes", "no", "partly")), min_size=1, max_size=30))
def test_one_more_yes_never_closes_a_gate(values):
    before = checked(*values, "no", gate=0.8)
    after = checked(*values, "yes", gate=0.8)
    assert after.passed or not before.passed


def test_an_answer_on_the_right_is_ticked_and_one_in_the_middle_is_partly():
    total = checked("right", "middle", "left", None, scale="side").total
    assert (total.ticked, total.partly, total.unanswered, total.applicable) == (1, 1, 1, 4)


def test_an_open_question_is_answered_by_its_words():
    open_list = a_checklist(3, "open")
    said = {"list.item0": Answer("list.item0", comment="Oui, souvent")}
    values = values_of(open_list, said)
    total = check(open_list, values, None).total
    assert (total.ticked, total.unanswered) == (1, 2)
    assert is_answered(open_list, values) and not is_answered(open_list, values_of(open_list, {}))


def test_a_pitfall_is_ticked_when_it_is_avoided():
    pitfalls = replace(a_checklist(4), inverted=True)
    given_values = dict(
        zip((f"list.item{n}" for n in range(4)), ("no", "yes", "partly", None), strict=True)
    )
    total = check(pitfalls, given_values, None).total
    assert (total.ticked, total.partly, total.unanswered) == (1, 1, 1)
    assert total.missing == ("list.item1", "list.item2", "list.item3")


@given(st.integers(1, 40), st.integers(1, 100))
def test_the_points_required_are_the_fewest_that_pass(of, percent):
    gate = percent / 100
    least = points_required(of, gate)
    score = checked(*["yes"] * least, *["no"] * (of - least), gate=gate).total
    below = checked(*["yes"] * (least - 1), *["no"] * (of - least + 1), gate=gate).total
    assert gate_passed(score, gate) and not gate_passed(below, gate)
