"""A ranking put to the test: other weights, fewer jurors, one change at a time (method M18.5).

The engine behind every ranking of the kit: contenders noted 1 to 5 on weighted criteria.
Everything is judged on the absolute scales of the notes and of the weights: a contender that
leaves the list never changes the order of the others (no rank reversal). The draws are
seeded: same data, same shares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from kit.analysis.settings import Settings

Floats = NDArray[np.float64]
Places = NDArray[np.intp]

LOWEST, HIGHEST = 1, 5  # of a note
DECIMALS = 9  # of a score: beyond, it is the noise of floats


@dataclass(frozen=True, slots=True)
class Contest:
    """Contenders in the order of their ranking: row 0 is the first."""

    notes: Floats  # (contenders, criteria)
    weights: Floats  # (criteria,)
    # What parts equal scores, for notes (…, contenders, criteria): keys, lowest first.
    parted: Callable[[Floats], Sequence[Floats]]
    floors: Floats | None = None  # (criteria,) under one of them a contender is out

    def places(self, weights: Floats, notes: Floats) -> Places:
        """Who comes 1st, 2nd…: rows of indices, for *weights* (draws, criteria) or *notes*
        (draws, contenders, criteria) that vary. Who is out comes last."""
        weights = weights[..., None, :]  # against every contender
        count = notes.shape[-1]
        scores = sum(weights[..., k] * notes[..., k] for k in range(count))
        scores = np.where(self.out(notes), -inf, np.round(scores, DECIMALS))
        shape = np.shape(scores)
        spread = [np.broadcast_to(key, shape) for key in (-scores, *self.parted(notes))]
        return np.lexsort(tuple(reversed(spread)), axis=-1)  # lexsort wants its first key last

    def out(self, notes: Floats) -> NDArray[np.bool_]:
        """Who has a note under a floor: (…, contenders)."""
        if self.floors is None:
            return np.zeros(notes.shape[:-1], dtype=bool)
        return np.asarray((np.round(notes, DECIMALS) < self.floors).any(axis=-1))

    def first_share(self, weights: Floats, notes: Floats) -> float:
        """Share of the draws that leave the first where it is, and in the running."""
        first = self.places(weights, notes)[..., 0] == 0
        return float(np.mean(first & ~self.out(notes)[..., 0]))


def weight_draws(weights: Floats, settings: Settings) -> Floats:
    """Each weight drawn evenly within ± spread of its value: (draws, criteria)."""
    chance = np.random.default_rng(int(settings["range.seed"]))
    spread = settings["firmness.spread"]
    size = (int(settings["firmness.draws"]), len(weights))
    return weights * chance.uniform(1 - spread, 1 + spread, size)


def top_shares(places: Places, top: int) -> Floats:
    """Share of the rows in which each contender is among the first *top*."""
    count = np.bincount(places[:, :top].ravel(), minlength=places.shape[1])
    return np.asarray(count / len(places), dtype=np.float64)


# -- jurors ---------------------------------------------------------------------------------


def groups(jurors: int, settings: Settings) -> Floats:
    """Who sits in each group: rows of 0 and 1.

    Every group when there are no more than the draws allow (2^10 - 1 for ten jurors), else
    groups drawn at random.
    """
    draws = int(settings["firmness.draws"])
    if 2**jurors - 1 <= draws:
        numbers = np.arange(1, 2**jurors)[:, None]
        return np.asarray(numbers >> np.arange(jurors) & 1, dtype=np.float64)
    chance = np.random.default_rng(int(settings["range.seed"]))
    sat = chance.integers(0, 2, (draws, jurors)).astype(np.float64)
    sat[~sat.any(axis=1)] = 1.0  # a group of nobody: the whole jury instead
    return sat


def means(sat: Floats, sums: Floats, counts: Floats, otherwise: Floats) -> Floats:
    """The mean notes of each group: (groups, contenders, criteria).

    *sums* and *counts* are by (juror, contender, criterion); a note that nobody of the group
    gave is that of *otherwise*.
    """
    total = np.einsum("gj,jpk->gpk", sat, sums)
    voters = np.einsum("gj,jpk->gpk", sat, counts)
    found = np.divide(total, voters, out=np.zeros_like(total), where=voters > 0)
    return np.where(voters > 0, np.round(found, DECIMALS), otherwise)


# -- the smallest change --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NoteMove:
    """A note that changes, and what the contender's note on the criterion becomes."""

    row: int
    criterion: int
    before: float
    after: float
    becomes: float
    juror: int | None = None  # whose note it is; None: the note of the sheet

    @property
    def size(self) -> float:
        """On the scale of the notes: one point is a quarter of it."""
        return abs(self.after - self.before) / (HIGHEST - LOWEST)


@dataclass(frozen=True, slots=True)
class WeightMove:
    """The weight at which a rival draws level with the first; beyond it, it is ahead.

    Measured against itself: a half more, a half less.
    """

    criterion: int
    before: float
    after: float
    size: float


def steps_of(contest: Contest, row: int, criterion: int, note: float) -> Iterator[float]:
    """The whole notes that would harm the first (row 0), or help another."""
    better = np.sign(contest.weights[criterion]) * (-1 if row == 0 else 1)
    if not better:
        return
    end = HIGHEST if better > 0 else LOWEST
    for step in range(1, int(abs(end - note)) + 1):
        yield note + float(better) * step


def dethroning_notes(contest: Contest, tried: Sequence[NoteMove]) -> list[tuple[NoteMove, int]]:
    """The moves that change the first, each with who takes its place."""
    if not tried:
        return []
    notes = np.repeat(contest.notes[None], len(tried), axis=0)
    for position, move in enumerate(tried):
        notes[position, move.row, move.criterion] = move.becomes
    firsts = contest.places(contest.weights, notes)[:, 0]
    return [(move, int(first)) for move, first in zip(tried, firsts, strict=True) if first != 0]


def dethroning_weights(contest: Contest) -> list[tuple[WeightMove, int]]:
    """The weights that let a rival draw level, none beyond nothing or its double."""
    gaps = np.round((contest.notes[0] - contest.notes) @ contest.weights, DECIMALS)
    found: list[tuple[WeightMove, int]] = []
    for rival in range(1, len(contest.notes)):
        for criterion, weight in enumerate(contest.weights):
            ahead = contest.notes[0, criterion] - contest.notes[rival, criterion]
            if not ahead or not weight:
                continue
            move = -float(gaps[rival]) / float(ahead)
            size = abs(move / float(weight))
            after = float(weight) + move
            if size <= 1 and round(after, DECIMALS):  # beyond nothing, it would count backwards
                found.append((WeightMove(criterion, float(weight), after, size), rival))
    return found


def smallest_change(
    contest: Contest, tried: Sequence[NoteMove]
) -> tuple[NoteMove | WeightMove, int] | None:
    """What dethrones the first at the least cost, and the row of who takes its place.

    At equal size a note is preferred: anybody can picture it. None: no single change does.
    """
    found: list[tuple[NoteMove | WeightMove, int]] = [
        *dethroning_notes(contest, tried),
        *dethroning_weights(contest),
    ]
    return min(found, key=lambda one: one[0].size, default=None)  # the first of equals
