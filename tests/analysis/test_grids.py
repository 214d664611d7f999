"""Decision grids worked by hand: weighted means on the absolute scale, vetoes, gaps, firmness."""

import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.catalogue import load_catalogue
from kit.client import GridCriterion, GridNote, JuryRow, Solution
from kit.texts import Texts
from tests.clients import analysed

# Three criteria of weights 2, 1 and 1; two solutions, three jurors.
CRITERIA = (
    GridCriterion("crm", "Besoins", 2.0),
    GridCriterion("crm", "Prix", 1.0),
    GridCriterion("crm", "Sécurité", 1.0, veto=3),
)
NOTE = st.integers(1, 5)


def solutions(*names, grid="crm", **fields):
    return tuple(Solution(name, grid, **fields) for name in names)


def notes(solution, **by_criterion):
    """One string of digits a criterion, one a juror: "45-" is 4, 5, nothing."""
    return tuple(
        GridNote(
            solution,
            name,
            **{f"note_{n}": int(d) for n, d in enumerate(digits, 1) if d.isdigit()},
        )
        for name, digits in by_criterion.items()
    )


A = notes("A", Besoins="454", Prix="333", Sécurité="444")
B = notes("B", Besoins="333", Prix="555", Sécurité="434")


def grid(*rows, criteria=CRITERIA, names=("A", "B"), overrides=None, **parts):
    listed = parts.pop("solutions", solutions(*names))
    noted = tuple(note for row in rows for note in row)
    [found] = analysed(
        grid_criteria=criteria, solutions=listed, grid_notes=noted, overrides=overrides, **parts
    ).grids
    return found


def test_a_score_is_the_weighted_mean_of_the_mean_notes():
    # A: (2 x 4.3333 + 3 + 4) / 4; B: (2 x 3 + 5 + 3.6667) / 4.
    found = grid(A, B)
    assert [one.name for one in found.solutions] == ["A", "B"]
    assert [one.score for one in found.solutions] == pytest.approx([47 / 12, 11 / 3])
    assert [one.rank for one in found.solutions] == [1, 2]
    assert [one.share for one in found.criteria] == [0.5, 0.25, 0.25]
    assert (found.jurors, found.finished, found.defaulted) == ((1, 2, 3), True, False)


def test_extremes_and_disagreement_are_told_criterion_by_criterion():
    found = grid(notes("A", Besoins="253", Prix="354", Sécurité="444"), names=("A",))
    [needs, price, _] = found.solutions[0].notes
    assert (needs.opinion.low, needs.opinion.high, needs.opinion.spread) == (2, 5, 3)
    assert needs.opinion.disagreement
    assert (price.opinion.spread, price.opinion.disagreement) == (2, False)


def test_a_grid_without_criteria_takes_those_of_the_catalogue_and_says_so():
    words = [Texts("en")[f"grids.{one.id}"] for one in load_catalogue().grids["crm"].criteria]
    rows = tuple(GridNote("A", word, note_1=4) for word in words)
    found = grid(rows, criteria=())
    assert found.defaulted and len(found.criteria) == 8
    assert all(one.assumed and one.name is None for one in found.criteria)
    assert sum(one.share for one in found.criteria) == pytest.approx(1)
    assert found.solutions[0].score == pytest.approx(4.0)


def test_a_weight_left_blank_is_the_catalogues_or_counts_for_nothing():
    criteria = (
        GridCriterion("crm", "Réponse aux besoins"),
        GridCriterion("crm", "Couleur du logo"),
    )
    rows = (
        GridNote("A", "Réponse aux besoins", note_1=4),
        GridNote("A", "Couleur du logo", note_1=1),
    )
    found = grid(rows, criteria=criteria)
    assert [(one.weight, one.assumed, one.share) for one in found.criteria] == [
        (3.0, True, 1.0),
        (None, False, None),
    ]
    assert found.solutions[0].score == 4.0


def test_a_solution_not_noted_on_all_that_weighs_is_not_ranked():
    found = grid(A, notes("B", Besoins="555", Prix="5-5"))
    [first, second] = found.solutions
    assert (first.rank, second.rank, second.score) == (1, None, None)
    assert second.reason == "analysis.grid.not_noted"
    assert (second.missing, second.missing_share) == (("Sécurité",), 0.25)
    assert second.unnoted == 1  # of juror 2, on the price
    assert (found.pending, found.finished) == (("B",), False)


def test_a_criterion_of_no_weight_may_stay_without_notes():
    criteria = (*CRITERIA, GridCriterion("crm", "Logo", 0.0))
    assert [one.rank for one in grid(A, B, criteria=criteria).solutions] == [1, 2]


def test_a_grid_that_weighs_nothing_ranks_nothing():
    found = grid(A, B, criteria=(GridCriterion("crm", "Besoins", 0.0),))
    assert {one.reason for one in found.solutions} == {"analysis.grid.no_weight"}
    assert found.firmness is None


def test_a_mean_under_the_veto_rules_out_and_one_juror_alone_does_not():
    vetoed = grid(notes("A", Besoins="555", Prix="555", Sécurité="233"), B)
    assert [one.name for one in vetoed.solutions] == ["B", "A"]
    assert vetoed.solutions[1].reason == "analysis.grid.vetoed"
    assert vetoed.solutions[1].vetoes == ("Sécurité",)
    assert vetoed.solutions[1].score == pytest.approx((10 + 5 + 8 / 3) / 4)
    told = grid(notes("A", Besoins="555", Prix="555", Sécurité="245"), B).solutions[0]
    assert (told.name, told.reason) == ("A", None)
    assert told.notes[2].under == (1,)


def test_a_mean_on_the_veto_passes():
    found = grid(notes("A", Besoins="5", Prix="5", Sécurité="3"), names=("A",))
    assert found.solutions[0].rank == 1


def test_what_was_excluded_before_the_notes_is_not_ranked_and_holds_nothing_up():
    listed = (*solutions("A", "B"), Solution("C", "crm", excluded="Données hors d’Europe"))
    found = grid(A, B, solutions=listed)
    assert found.solutions[2].reason == "analysis.grid.excluded"
    assert found.finished


def test_equal_scores_share_a_rank():
    found = grid(A, tuple(GridNote("B", r.criterion, r.note_1, r.note_2, r.note_3) for r in A))
    assert [one.rank for one in found.solutions] == [1, 1]


def test_the_kind_of_supplier_tells_how_long_a_test_takes():
    found = grid(solutions=solutions("A", supplier_kind="turnkey"))
    assert found.solutions[0].test_months == (1, 3)


def test_grids_stand_apart_and_in_the_order_of_the_catalogue():
    listed = (*solutions("IA", grid="ai"), *solutions("A"))
    found = analysed(solutions=listed, grid_notes=A, grid_criteria=CRITERIA).grids
    assert [one.id for one in found] == ["crm", "ai"]
    assert [one.jurors for one in found] == [(1, 2, 3), ()]
    assert [one.defaulted for one in found] == [False, True]


def test_remarks_go_to_the_grid_they_are_about_and_none_is_lost():
    jury = (
        JuryRow(1, "Assistante", "A", "Claire"),
        JuryRow(2, None, None, "Bon atelier"),
        JuryRow(7, "Invité", None, "Présent, sans noter"),
        JuryRow(1, None, "IA", "Autre grille"),
    )
    listed = (*solutions("IA", grid="ai"), *solutions("A"))
    crm, ai = analysed(solutions=listed, grid_notes=A, grid_criteria=CRITERIA, jury=jury).grids
    assert [row.comment for row in crm.jury] == ["Claire", "Bon atelier", "Présent, sans noter"]
    assert [row.comment for row in ai.jury] == ["Présent, sans noter", "Autre grille"]


@given(st.lists(st.tuples(NOTE, NOTE, NOTE), min_size=2, max_size=5), st.integers(0, 4))
@settings(max_examples=40, deadline=None)
def test_dropping_a_solution_never_reorders_the_others(rows, dropped):
    """Absolute scale: no rank reversal."""
    names = [chr(ord("A") + n) for n in range(len(rows))]
    noted = {
        name: notes(name, Besoins=str(a), Prix=str(b), Sécurité=str(c))
        for name, (a, b, c) in zip(names, rows, strict=True)
    }

    def ranks(kept):
        found = grid(*(noted[n] for n in kept), names=tuple(kept), overrides={"firmness.draws": 10})
        return [one.name for one in found.solutions if one.rank], {
            one.name: one.score for one in found.solutions
        }

    gone = names[dropped % len(names)]
    whole, scores = ranks(names)
    left, kept_scores = ranks([name for name in names if name != gone])
    assert [name for name in whole if name != gone] == left
    assert all(scores[name] == score for name, score in kept_scores.items())


# -- how firm ---------------------------------------------------------------------------------


def test_a_solution_better_everywhere_is_firm():
    found = grid(notes("A", Besoins="555", Prix="555", Sécurité="555"), B).firmness
    assert (found.first, found.first_share, found.juror_first_share, found.firm) == (
        "A", 1.0, 1.0, True,
    )  # fmt: skip
    assert (found.jurors, found.subsets) == (3, 7)


def test_the_share_of_jurors_is_that_of_the_groups_that_keep_the_first():
    # One criterion. A 5 5 1, B 3 3 4: A first for every group in which its mean is the higher.
    criteria = (GridCriterion("crm", "Besoins", 1.0),)
    found = grid(notes("A", Besoins="551"), notes("B", Besoins="334"), criteria=criteria)
    a, b = (5, 5, 1), (3, 3, 4)
    groups = [group for size in (1, 2, 3) for group in combinations(range(3), size)]
    kept = sum(sum(a[n] for n in group) >= sum(b[n] for n in group) for group in groups)
    assert found.firmness.juror_first_share == pytest.approx(kept / 7)


def test_a_group_that_puts_the_first_under_a_veto_does_not_keep_it():
    criteria = (GridCriterion("crm", "Sécurité", 1.0, veto=3),)
    found = grid(notes("A", Sécurité="525"), notes("B", Sécurité="333"), criteria=criteria)
    # Alone, juror 2 puts A under its veto, and behind B; with another one A is ahead.
    assert found.firmness.juror_first_share == pytest.approx(6 / 7)


def test_the_smallest_change_is_a_juror_s_note_or_a_weight():
    # One juror, weights 1 and 1. A (5, 3) 8, B (4, 3) 7: with A's 5 at 4 the scores are level
    # and A stays first, at 3 B passes: two points, half the scale. No weight may dethrone it:
    # B is never better.
    criteria = (GridCriterion("crm", "X", 1.0), GridCriterion("crm", "Y", 1.0))
    found = grid(notes("A", X="5", Y="3"), notes("B", X="4", Y="3"), criteria=criteria).firmness
    assert found.second == "B"
    change = found.change
    assert (change.criterion, change.solution, change.juror) == ("X", "A", 1)
    assert (change.before, change.after) == (5, 3)


def test_a_weight_that_draws_level_is_told_with_its_criterion():
    # A (5, 3) and B (3, 4), weights 2 and 3: 19 against 18. Level when X weighs 1.5, a quarter
    # less, or Y 4, a third more; one point of one juror in five moves a mean by a fifth only.
    criteria = (GridCriterion("crm", "X", 2.0), GridCriterion("crm", "Y", 3.0))
    rows = (notes("A", X="55555", Y="33333"), notes("B", X="33333", Y="44444"))
    change = grid(*rows, criteria=criteria).firmness.change
    assert (change.criterion, change.solution, change.juror) == ("X", None, None)
    assert (change.before, change.after) == (2.0, 1.5)


def test_a_note_that_would_bring_a_veto_dethrones():
    # A is far ahead, but one point less on security and its mean is under the veto.
    criteria = (GridCriterion("crm", "Besoins", 9.0), GridCriterion("crm", "Sécurité", 1.0, veto=3))
    rows = (notes("A", Besoins="5", Sécurité="3"), notes("B", Besoins="1", Sécurité="5"))
    change = grid(*rows, criteria=criteria).firmness.change
    assert (change.criterion, change.solution, change.before, change.after) == (
        "Sécurité", "A", 3, 2,
    )  # fmt: skip


@given(st.lists(st.tuples(NOTE, NOTE, NOTE, NOTE), min_size=2, max_size=4))
@settings(max_examples=40, deadline=None)
def test_the_change_told_does_dethrone_the_first(rows):
    criteria = (GridCriterion("crm", "X", 2.0), GridCriterion("crm", "Y", 1.0))
    names = tuple(chr(ord("A") + n) for n in range(len(rows)))
    noted = [
        notes(name, X=f"{a}{b}", Y=f"{c}{d}")
        for name, (a, b, c, d) in zip(names, rows, strict=True)
    ]
    few = {"firmness.draws": 50}
    found = grid(*noted, criteria=criteria, names=names, overrides=few)
    change = found.firmness.change
    if change is None:
        return
    if change.solution is None:
        beyond = change.after + math.copysign(1e-6, change.after - change.before)
        if change.after == change.before:
            return  # level: which way it tips is the rival's own
        criteria = tuple(
            GridCriterion("crm", one.name, beyond if one.name == change.criterion else one.weight)
            for one in criteria
        )
    else:
        noted = [
            tuple(
                GridNote(
                    note.solution,
                    note.criterion,
                    **{
                        field: int(change.after)
                        if (note.solution, note.criterion, field)
                        == (change.solution, change.criterion, f"note_{change.juror}")
                        else getattr(note, field)
                        for field in ("note_1", "note_2")
                    },
                )
                for note in row
            )
            for row in noted
        ]
    after = grid(*noted, criteria=criteria, names=names, overrides=few)
    assert after.solutions[0].name == found.firmness.second != found.firmness.first
