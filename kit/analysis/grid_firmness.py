"""How firm the first place of a decision grid is (method M18.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from kit.analysis.contest import (
    Contest,
    Floats,
    NoteMove,
    WeightMove,
    groups,
    means,
    smallest_change,
    steps_of,
    weight_draws,
)
from kit.analysis.model import CriterionResult, GridChange, GridFirmness, SolutionResult
from kit.analysis.settings import Settings


def measure_grid(
    ranked: Sequence[SolutionResult],
    criteria: Sequence[CriterionResult],
    jurors: Sequence[int],
    settings: Settings,
) -> GridFirmness | None:
    """None with fewer than two ranked solutions: there is nothing to be firm about.

    A note moves by whole points, one juror's at a time; a group of jurors whose mean note
    falls under a veto puts a solution out of the running. A criterion on which nobody of a
    group gave a note keeps the mean of the whole jury.
    """
    if len(ranked) < 2:
        return None
    contest = _contest(ranked, criteria)
    drawn = contest.first_share(weight_draws(contest.weights, settings), contest.notes)
    sums, counts = _votes(ranked, criteria, jurors)
    subsets = means(groups(len(jurors), settings), sums, counts, contest.notes)
    kept = contest.first_share(contest.weights, subsets)
    found = smallest_change(contest, list(_moves(contest, ranked, criteria)))
    firm_from = settings["firmness.firm_from"]
    return GridFirmness(
        first=ranked[0].name,
        second=ranked[found[1] if found else 1].name,
        draws=int(settings["firmness.draws"]),
        spread=settings["firmness.spread"],
        first_share=drawn,
        change=_change(found[0], ranked, criteria) if found else None,
        jurors=len(jurors),
        subsets=len(subsets),
        juror_first_share=kept,
        firm=drawn >= firm_from and kept >= firm_from,
    )


def _contest(ranked: Sequence[SolutionResult], criteria: Sequence[CriterionResult]) -> Contest:
    """A criterion without a weight counts for nothing, but its veto stands."""
    notes = np.array(
        [[one.opinion.mean if one.opinion else 0.0 for one in row.notes] for row in ranked]
    )
    noted = (notes > 0).all(axis=0)
    floors = np.array([float(one.veto or 0) for one in criteria])
    order = np.arange(len(ranked), dtype=np.float64)
    return Contest(
        notes=notes,
        weights=np.array([one.weight or 0.0 for one in criteria]),
        parted=lambda _: (order,),
        floors=np.where(noted, floors, 0.0),
    )


def _votes(
    ranked: Sequence[SolutionResult],
    criteria: Sequence[CriterionResult],
    jurors: Sequence[int],
) -> tuple[Floats, Floats]:
    """Sum and number of the notes by (juror, solution, criterion)."""
    shape = (len(jurors), len(ranked), len(criteria))
    sums, counts = np.zeros(shape), np.zeros(shape)
    for row, solution in enumerate(ranked):
        for column, noted in enumerate(solution.notes):
            for juror, note in noted.notes.items():
                sums[jurors.index(juror), row, column] = note
                counts[jurors.index(juror), row, column] = 1
    return sums, counts


def _moves(
    contest: Contest, ranked: Sequence[SolutionResult], criteria: Sequence[CriterionResult]
) -> Iterator[NoteMove]:
    """Every note of every juror, changed one point at a time."""
    for row, solution in enumerate(ranked):
        for column, _ in enumerate(criteria):
            notes = solution.notes[column].notes
            for juror, note in notes.items():
                for after in steps_of(contest, row, column, note):
                    becomes = (sum(notes.values()) - note + after) / len(notes)
                    yield NoteMove(row, column, note, after, becomes, juror)


def _change(
    move: NoteMove | WeightMove,
    ranked: Sequence[SolutionResult],
    criteria: Sequence[CriterionResult],
) -> GridChange:
    key = criteria[move.criterion].key
    if isinstance(move, WeightMove):
        return GridChange(key, None, None, move.before, move.after)
    return GridChange(key, ranked[move.row].name, move.juror, float(move.before), move.after)
