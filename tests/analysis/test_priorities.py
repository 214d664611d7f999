import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clients import a_priority, a_process, analysed

NOTES = st.integers(1, 5)


def ranked(*notes, overrides=None, processes=None):
    """Processes A, B, C… with (impact, effort, risk)."""
    names = [chr(ord("A") + n) for n in range(len(notes))]
    processes = processes or tuple(a_process(name) for name in names)
    priorities = tuple(
        a_priority(name, impact=impact, effort=effort, risk=risk)
        for name, (impact, effort, risk) in zip(names, notes, strict=True)
    )
    return analysed(processes=processes, priorities=priorities, overrides=overrides).priorities


@pytest.mark.parametrize(
    ("notes", "score", "stars", "quick_win"),
    [
        ((5, 2, 1), 7, 5, True),
        ((3, 5, 5), -4, 1, False),
        ((5, 1, 1), 8, 5, True),
        ((1, 5, 5), -8, 1, False),
        ((5, 3, 1), 6, 5, True),
        ((5, 3, 2), 5, 4, False),  # a quick win is strictly above 5
        ((4, 3, 2), 3, 4, False),
        ((4, 3, 3), 2, 3, False),
        ((2, 2, 2), 0, 3, False),
        ((2, 3, 2), -1, 2, False),
        ((2, 4, 3), -3, 2, False),
        ((2, 4, 4), -4, 1, False),
    ],
)
def test_score_stars_and_quick_win(notes, score, stars, quick_win):
    row = ranked(notes)[0]
    assert (row.score, row.stars, row.quick_win) == (score, stars, quick_win)


def test_the_ranking_goes_by_score():
    assert [row.name for row in ranked((1, 1, 1), (5, 2, 1), (3, 1, 1))] == ["B", "C", "A"]


@pytest.mark.parametrize(
    ("first", "second", "decided"),
    [
        ((4, 3, 2), (3, 1, 2), "impact"),  # both 3
        ((4, 3, 2), (4, 2, 3), "risk"),  # both 3
    ],
)
def test_ties_are_explained_by_the_first_note_that_differs(first, second, decided):
    rows = ranked(second, first)
    by_name = {row.name: row for row in rows}
    assert rows[0].name == "B"
    assert {row.reason for row in rows} == {f"analysis.tie.{decided}"}
    assert by_name["A"].tied_with == ("b",) and by_name["B"].tied_with == ("a",)


def test_with_other_weights_effort_can_decide():
    # Effort no longer weighs: 2 x 3 - 2 = 4 both.
    rows = ranked((3, 4, 2), (3, 1, 2), overrides={"priorities.weight_effort": 0})
    assert [row.name for row in rows] == ["B", "A"]
    assert rows[0].reason == "analysis.tie.effort"


def test_equal_notes_are_parted_by_the_hours_then_by_the_sheet():
    processes = (a_process("A", minutes=5.0), a_process("B", minutes=5.0), a_process("C"))
    rows = ranked((3, 3, 3), (3, 3, 3), (3, 3, 3), processes=processes)
    assert [row.name for row in rows] == ["C", "A", "B"]
    assert [row.reason.rpartition(".")[2] for row in rows] == ["hours", "hours", "order"]
    assert [row.rank for row in rows] == [1, 2, 3]


def test_a_process_without_all_its_notes_is_listed_last_and_unranked():
    rows = ranked((5, None, 1), (1, 5, 5))
    assert [row.name for row in rows] == ["B", "A"]
    last = rows[1]
    assert (last.score, last.stars, last.rank, last.quick_win) == (None, None, None, False)
    assert last.reason == "analysis.tie.incomplete"


def test_a_process_never_noted_is_listed_too():
    assert analysed(processes=(a_process(),)).priorities[0].reason == "analysis.tie.incomplete"


def test_weights_that_floats_cannot_hold_still_tie():
    rows = ranked((3, 1, 2), (3, 2, 1), overrides={
        "priorities.weight_effort": -0.1, "priorities.weight_risk": -0.1
    })  # fmt: skip
    assert rows[0].score == rows[1].score == 5.7


@given(NOTES, NOTES, NOTES)
def test_scores_stay_between_minus_8_and_8(impact, effort, risk):
    row = ranked((impact, effort, risk))[0]
    assert -8 <= row.score <= 8
    assert 1 <= row.stars <= 5
    assert row.quick_win == (row.stars == 5)


@given(st.lists(st.tuples(NOTES, NOTES, NOTES), min_size=1, max_size=12), st.randoms())
def test_ranks_are_all_different_and_do_not_hang_on_the_order_of_the_notes(notes, chance):
    names = [f"P{n}" for n in range(len(notes))]
    processes = tuple(a_process(name) for name in names)
    priorities = [
        a_priority(name, impact=i, effort=e, risk=r)
        for name, (i, e, r) in zip(names, notes, strict=True)
    ]
    before = analysed(processes=processes, priorities=tuple(priorities)).priorities
    random.Random(chance.random()).shuffle(priorities)
    after = analysed(processes=processes, priorities=tuple(priorities)).priorities
    assert before == after
    assert [row.rank for row in before] == list(range(1, len(notes) + 1))
    scores = [row.score for row in before]
    assert scores == sorted(scores, reverse=True)
