"""Shares and changes worked by hand: score = 2 x impact - effort - risk."""

import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.analysis.priorities import score_of
from kit.analysis.settings import Settings
from kit.catalogue import load_catalogue
from kit.client import Vote
from tests.clients import a_company, a_priority, a_process, analysed

NOTE = st.integers(1, 5)
NOTES = st.tuples(NOTE, NOTE, NOTE)


def noted(*notes, votes=(), overrides=None, deadlines=None, processes=None, **parts):
    """Processes A, B, C… with (impact, effort, risk)."""
    names = [chr(ord("A") + n) for n in range(len(notes))]
    priorities = tuple(
        a_priority(name, impact=i, effort=e, risk=r, deadline=(deadlines or {}).get(name))
        for name, (i, e, r) in zip(names, notes, strict=True)
    )
    return analysed(
        processes=processes or tuple(a_process(name) for name in names),
        priorities=priorities,
        votes=tuple(votes),
        overrides=overrides,
        **parts,
    )


def a_vote(juror, process, impact=None, effort=None, risk=None):
    return Vote(juror, process, impact, effort, risk)


def test_a_process_better_on_every_note_stays_first_whatever_the_weights():
    found = noted((5, 1, 1), (3, 3, 3), (2, 4, 4)).firmness
    assert (found.first, found.first_share, found.firm) == ("a", 1.0, True)


def test_one_process_has_nothing_to_be_firm_against():
    analysis = noted((5, 1, 1))
    assert analysis.firmness is None
    assert analysis.priorities[0].top_share is None


def test_a_process_without_its_notes_has_no_share():
    rows = noted((5, 1, 1), (3, 3, 3), (4, None, 1)).priorities
    assert [row.top_share for row in rows] == [1.0, 1.0, None]


def test_the_share_is_that_of_the_weights_that_leave_it_first():
    # A (4,1,1) 6 against B (5,2,1) 7 and nothing else: B is first while the weight of the
    # impact is above that of the effort. Impact in [1, 3], effort in [0.5, 1.5], even draws:
    # effort > impact in a triangle of 0.5 x 0.5 / 2 over 2 x 1, that is 6.25 %.
    found = noted((4, 1, 1), (5, 2, 1)).firmness
    assert found.first == "b"
    assert found.first_share == pytest.approx(1 - 0.0625, abs=0.02)
    assert (found.draws, found.spread) == (2000, 0.5)


def test_nobody_moves_when_no_weight_does():
    analysis = noted((4, 1, 1), (5, 2, 1), (1, 1, 1), (2, 2, 2), overrides={"firmness.spread": 0})
    assert analysis.firmness.first_share == 1.0
    assert [row.top_share for row in analysis.priorities] == [1.0, 1.0, 1.0, 0.0]


def test_equal_notes_are_parted_as_the_ranking_parts_them():
    # B takes more hours: first in the ranking, and in every draw.
    processes = (a_process("A", minutes=5.0), a_process("B", minutes=50.0))
    found = noted((3, 3, 3), (3, 3, 3), processes=processes).firmness
    assert (found.first, found.first_share) == ("b", 1.0)


def test_a_nearer_deadline_parts_equal_notes_in_the_draws_too():
    found = noted((3, 3, 3), (3, 3, 3), deadlines={"B": "einvoice_issue"}).firmness
    assert (found.first, found.first_share) == ("b", 1.0)


# -- the smallest change ----------------------------------------------------------------------


def test_a_note_of_the_first_that_dethrones_it():
    # B 8, A 6: with an impact of 4 instead of 5, B has A's notes, and the workbook's order
    # then puts A first.
    found = noted((4, 1, 1), (5, 1, 1)).firmness
    assert found.first == "b"
    assert found.change == ("impact", "b", 5.0, 4.0)
    assert found.second == "a"


def test_a_weight_that_draws_level():
    # A 2x5-5-4 = 1, B 2x1-1-1 = 0: level when the impact weighs 1.75, an eighth less; a point
    # of any note would be a quarter of its scale.
    found = noted((5, 5, 4), (1, 1, 1)).firmness
    assert found.change == ("weight_impact", None, 2.0, 1.75)
    assert (found.first, found.second) == ("a", "b")


def test_level_scores_need_no_change_at_all():
    # A (5,4,1) 5 and B (4,2,1) 5: level already, A first on its impact; any weight will do.
    found = noted((5, 4, 1), (4, 2, 1)).firmness
    assert found.first == "a"
    assert found.change[0].startswith("weight_")
    assert found.change[2] == found.change[3]


def test_no_single_change_may_be_enough():
    found = noted((5, 1, 1), (1, 5, 5)).firmness
    assert found.change is None
    assert (found.second, found.firm) == ("b", True)


@given(st.lists(NOTES, min_size=2, max_size=6))
@settings(max_examples=60, deadline=None)
def test_the_change_told_dethrones_the_first_and_no_smaller_point_does(notes):
    found = noted(*notes).firmness
    if found.change is None or found.change[0].startswith("weight_"):
        return
    what, process, before, after = found.change
    position = ord(process) - ord("a")
    field = ("impact", "effort", "risk").index(what)

    def first_with(value):
        changed = [list(note) for note in notes]
        changed[position][field] = int(value)
        return noted(*(tuple(note) for note in changed)).firmness.first

    assert first_with(after) == found.second != found.first
    step = math.copysign(1, before - after)
    if after + step != before:
        assert first_with(after + step) == found.first


@given(st.lists(NOTES, min_size=2, max_size=6))
@settings(max_examples=60, deadline=None)
def test_just_beyond_the_weight_told_another_is_first(notes):
    found = noted(*notes).firmness
    if found.change is None or not found.change[0].startswith("weight_"):
        return
    what, _, before, after = found.change
    scale = Settings.of(load_catalogue(), a_company(), {})
    first = notes[ord(found.first) - ord("a")]
    rival = notes[ord(found.second) - ord("a")]
    field = ("impact", "effort", "risk").index(what.removeprefix("weight_"))
    gap = score_of(*first, scale) - score_of(*rival, scale)
    moved = gap + (after - before) * (first[field] - rival[field])
    assert moved == pytest.approx(0, abs=1e-9)


# -- jurors -----------------------------------------------------------------------------------


def test_every_group_of_jurors_is_heard():
    # The sheet puts A first. Three jurors; each alone: 1 and 2 for A, 3 for B.
    votes = [
        a_vote("1", "A", 5, 1, 1), a_vote("1", "B", 1, 5, 5),
        a_vote("2", "A", 5, 1, 1), a_vote("2", "B", 1, 5, 5),
        a_vote("3", "A", 1, 5, 5), a_vote("3", "B", 5, 1, 1),
    ]  # fmt: skip
    analysis = noted((5, 1, 1), (4, 2, 2), votes=votes)
    found = analysis.firmness
    # Seven groups: {3} puts B first, {1,3} and {2,3} are level (0 each, all means equal: the
    # sheet's order keeps A), the others put A first.
    assert (found.jurors, found.subsets) == (3, 7)
    assert found.juror_first_share == pytest.approx(6 / 7)
    assert found.jury_first == "a"
    assert [row.juror_share for row in analysis.priorities] == [1.0, 1.0]


def test_the_means_of_a_group_are_worked_by_hand():
    """Against every subset added up by hand, in floats of no numpy."""
    cast = {
        ("x", "A"): (4, 2, 3), ("x", "B"): (5, 3, 2), ("x", "C"): (2, 1, 1),
        ("y", "A"): (3, 1, 1), ("y", "B"): (2, 4, 5),
        ("z", "B"): (5, 1, 1), ("z", "C"): (5, 5, 1),
    }  # fmt: skip
    sheet = {"A": (4, 2, 2), "B": (4, 2, 2), "C": (3, 1, 1)}
    votes = [a_vote(juror, process, *notes) for (juror, process), notes in cast.items()]
    analysis = noted(*sheet.values(), votes=votes, overrides={"firmness.top": 1})
    subsets = [group for size in (1, 2, 3) for group in combinations("xyz", size)]
    wins = dict.fromkeys("ABC", 0)
    for group in subsets:
        scores = {}
        for process, notes in sheet.items():
            given_ = [cast[juror, process] for juror in group if (juror, process) in cast]
            means = [sum(one) / len(one) for one in zip(*given_, strict=True)] if given_ else notes
            scores[process] = (2 * means[0] - means[1] - means[2], means[0], -means[2], -means[1])
        wins[max(scores, key=lambda name: scores[name])] += 1
    shares = {row.name: row.juror_share for row in analysis.priorities}
    assert shares == {name: pytest.approx(won / 7) for name, won in wins.items()}


def test_without_votes_nothing_is_said_of_jurors():
    analysis = noted((5, 1, 1), (4, 2, 2))
    assert (analysis.firmness.jurors, analysis.firmness.subsets) == (0, 0)
    assert analysis.firmness.juror_first_share is None
    assert analysis.priorities[0].juror_share is None


def test_votes_give_no_notes_to_a_process_that_the_sheet_does_not_note():
    votes = [a_vote("1", "C", 5, 1, 1), a_vote("1", "A", 5, 1, 1)]
    analysis = noted((5, 1, 1), (4, 2, 2), (None, None, None), votes=votes)
    last = analysis.priorities[-1]
    assert (last.name, last.rank, last.score, last.juror_share) == ("C", None, None, None)
    assert analysis.firmness.jurors == 1


def test_a_jury_that_contradicts_the_sheet_is_not_firm():
    votes = [a_vote(juror, "A", 1, 5, 5) for juror in "123"]
    found = noted((5, 1, 1), (3, 3, 3), votes=votes).firmness
    assert (found.jury_first, found.juror_first_share, found.firm) == ("b", 0.0, False)


def test_a_large_jury_is_sampled():
    votes = [a_vote(f"j{n}", "A", 5, 1, 1) for n in range(14)]
    found = noted((5, 1, 1), (3, 3, 3), votes=votes).firmness
    assert (found.jurors, found.subsets, found.juror_first_share) == (14, 2000, 1.0)


def test_the_same_workbook_gives_the_same_shares():
    notes = ((4, 1, 1), (5, 2, 1), (3, 1, 2), (4, 3, 2))
    assert noted(*notes).firmness == noted(*notes).firmness


@given(st.lists(NOTES, min_size=2, max_size=8))
@settings(max_examples=50, deadline=None)
def test_shares_add_up_to_the_places_there_are(notes):
    rows = noted(*notes).priorities
    assert math.isclose(sum(row.top_share for row in rows), min(3, len(rows)), abs_tol=1e-9)
