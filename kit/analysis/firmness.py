"""How firm the ranking is: other weights, fewer jurors, one change at a time (method M18.5).

Everything is judged on the absolute scales of the notes and of the weights: a process that
leaves the list never changes the order of the others (no rank reversal). Equal scores are
parted as `kit.analysis.priorities` parts them. The draws are seeded: same data, same shares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

import numpy as np
from numpy.typing import NDArray

from kit.analysis.deadlines import days_by_process
from kit.analysis.model import Firmness, ProcessResult, Ranked
from kit.analysis.settings import Settings
from kit.client import Client

Floats = NDArray[np.float64]
Change = tuple[str, str | None, float, float]

_NOTES = ("impact", "effort", "risk")
_LOWEST, _HIGHEST = 1, 5  # of a note
_DECIMALS = 9  # of a score: beyond, it is the noise of floats


@dataclass(frozen=True, slots=True)
class _Table:
    """The ranked processes, in the order of the ranking."""

    ids: tuple[str, ...]
    notes: Floats  # (processes, 3): impact, effort, risk
    weights: Floats  # (3,)
    days: Floats  # legal deadlines, as ordinals; inf: none
    hours: Floats  # [h/year]
    order: Floats  # of the workbook

    @classmethod
    def of(
        cls,
        client: Client,
        ranked: Sequence[Ranked],
        processes: Sequence[ProcessResult],
        settings: Settings,
    ) -> _Table:
        days = days_by_process(client, settings)
        hours = {result.id: result.hours_year or 0.0 for result in processes}
        order = {result.id: float(position) for position, result in enumerate(processes)}
        tied = (days.get(row.name) for row in ranked)
        return cls(
            ids=tuple(row.process for row in ranked),
            notes=np.array([[row.impact, row.effort, row.risk] for row in ranked], dtype=float),
            weights=np.array([settings[f"priorities.weight_{note}"] for note in _NOTES]),
            days=np.array([float(day.toordinal()) if day else inf for day in tied]),
            hours=np.array([hours[row.process] for row in ranked]),
            order=np.array([order[row.process] for row in ranked]),
        )

    def places(self, weights: Floats, notes: Floats) -> NDArray[np.intp]:
        """Who comes 1st, 2nd…: rows of indices, for *weights* (draws, 3) or *notes* (draws,
        processes, 3) that vary. The keys are those of `kit.analysis.priorities`."""
        weights = weights[..., None, :]  # against every process
        scores = sum(weights[..., k] * notes[..., k] for k in range(len(_NOTES)))
        impact, effort, risk = (notes[..., k] for k in range(len(_NOTES)))
        keys = (-np.round(scores, _DECIMALS), self.days, -impact, risk, effort, -self.hours)
        shape = np.shape(scores)
        spread = [np.broadcast_to(key, shape) for key in (*keys, self.order)]
        return np.lexsort(tuple(reversed(spread)), axis=-1)  # lexsort wants its first key last


def measure_firmness(
    client: Client,
    ranking: Sequence[Ranked],
    processes: Sequence[ProcessResult],
    settings: Settings,
) -> tuple[tuple[Ranked, ...], Firmness | None]:
    """The ranking with the shares of each process, and how firm its first place is.

    None with fewer than two ranked processes: there is nothing to be firm about.
    """
    ranked = [row for row in ranking if row.rank is not None]
    if len(ranked) < 2:
        return tuple(ranking), None
    table = _Table.of(client, ranked, processes, settings)
    top = int(settings["firmness.top"])
    drawn = table.places(_weight_draws(table.weights, settings), table.notes)
    top_shares = _shares(drawn, top)
    first_share = float(np.mean(drawn[:, 0] == 0))

    jurors, subsets, whole = _juries(client, table, settings)
    juror_shares = juror_first = jury_first = None
    if jurors:
        voted = table.places(table.weights, subsets)
        juror_shares = _shares(voted, top)
        juror_first = float(np.mean(voted[:, 0] == 0))
        jury_first = table.ids[int(table.places(table.weights, whole)[0])]

    change, second = _smallest_change(table)
    firm_from = settings["firmness.firm_from"]
    firmness = Firmness(
        first=table.ids[0],
        second=table.ids[second],
        draws=int(settings["firmness.draws"]),
        spread=settings["firmness.spread"],
        first_share=first_share,
        top=top,
        change=change,
        jurors=jurors,
        subsets=len(subsets),
        firm=first_share >= firm_from and (juror_first is None or juror_first >= firm_from),
        juror_first_share=juror_first,
        jury_first=jury_first,
    )
    positions = {id: position for position, id in enumerate(table.ids)}
    return tuple(
        replace(
            row,
            top_share=float(top_shares[positions[row.process]]),
            juror_share=None
            if juror_shares is None
            else float(juror_shares[positions[row.process]]),
        )
        if row.process in positions
        else row
        for row in ranking
    ), firmness


def _weight_draws(weights: Floats, settings: Settings) -> Floats:
    """Each weight drawn evenly within ± spread of its value: (draws, 3)."""
    chance = np.random.default_rng(int(settings["range.seed"]))
    spread = settings["firmness.spread"]
    size = (int(settings["firmness.draws"]), len(weights))
    return weights * chance.uniform(1 - spread, 1 + spread, size)


def _shares(places: NDArray[np.intp], top: int) -> Floats:
    """Share of the rows in which each process is among the first *top*."""
    count = np.bincount(places[:, :top].ravel(), minlength=places.shape[1])
    return np.asarray(count / len(places), dtype=np.float64)


# -- jurors ---------------------------------------------------------------------------------


def _juries(client: Client, table: _Table, settings: Settings) -> tuple[int, Floats, Floats]:
    """Number of jurors, the notes each group of them gives, those of the whole jury.

    Every group when there are no more than the draws allow (2^10 - 1 for ten jurors), else
    groups drawn at random. A note is the mean of those of the group; a process, or a note,
    on which nobody of the group voted keeps that of the sheet.
    """
    names = {result: position for position, result in enumerate(_voted_names(client, table))}
    if not names:
        return 0, np.empty((0, len(table.ids), len(_NOTES))), table.notes
    positions = _positions(client, table)
    sums = np.zeros((len(names), len(table.ids), len(_NOTES)))
    counts = np.zeros_like(sums)
    for vote in client.votes:
        if vote.process not in positions or vote.juror not in names:
            continue
        cell = names[vote.juror], positions[vote.process]
        for k, note in enumerate((vote.impact, vote.effort, vote.risk)):
            if note is not None:
                sums[(*cell, k)] += note
                counts[(*cell, k)] += 1
    groups = _groups(len(names), settings)
    every = np.ones((1, len(names)))
    return (
        len(names),
        _means(groups, sums, counts, table.notes),
        _means(every, sums, counts, table.notes)[0],
    )


def _voted_names(client: Client, table: _Table) -> tuple[str, ...]:
    """Jurors who gave a note to a ranked process, in the order of the sheet."""
    positions = _positions(client, table)
    return tuple(
        dict.fromkeys(
            vote.juror
            for vote in client.votes
            if vote.process in positions
            and any(note is not None for note in (vote.impact, vote.effort, vote.risk))
        )
    )


def _positions(client: Client, table: _Table) -> Mapping[str, int]:
    """Process name -> its row of the table."""
    rows = {int(order): row for row, order in enumerate(table.order)}
    return {
        process.name: rows[position]
        for position, process in enumerate(client.processes)
        if position in rows
    }


def _groups(jurors: int, settings: Settings) -> Floats:
    """Who sits in each group: rows of 0 and 1."""
    draws = int(settings["firmness.draws"])
    if 2**jurors - 1 <= draws:
        numbers = np.arange(1, 2**jurors)[:, None]
        return np.asarray(numbers >> np.arange(jurors) & 1, dtype=np.float64)
    chance = np.random.default_rng(int(settings["range.seed"]))
    groups = chance.integers(0, 2, (draws, jurors)).astype(np.float64)
    groups[~groups.any(axis=1)] = 1.0  # a group of nobody: the whole jury instead
    return groups


def _means(groups: Floats, sums: Floats, counts: Floats, sheet: Floats) -> Floats:
    total = np.einsum("gj,jpk->gpk", groups, sums)
    voters = np.einsum("gj,jpk->gpk", groups, counts)
    means = np.divide(total, voters, out=np.zeros_like(total), where=voters > 0)
    return np.where(voters > 0, np.round(means, _DECIMALS), sheet)


# -- the smallest change --------------------------------------------------------------------


def _smallest_change(table: _Table) -> tuple[Change | None, int]:
    """What dethrones the first at the least cost, and the row of who takes its place.

    A note moves by whole points and is measured on its scale (one point of the four), a
    weight is measured against itself (a half more, a half less) and goes no further than
    nothing or its double. At equal size a note is preferred: anybody can picture it.
    """
    found = [*_note_changes(table), *_weight_changes(table)]
    if not found:
        return None, 1
    _, change, second = min(found, key=lambda one: one[0])  # the first of equals
    return change, second


def _note_changes(table: _Table) -> list[tuple[float, Change, int]]:
    """Every note worsened (the first's) or improved (another's) that changes the first."""
    tried: list[tuple[int, int, int]] = []  # row, note, new value
    for row, note in np.ndindex(*table.notes.shape):
        better = np.sign(table.weights[note]) * (-1 if row == 0 else 1)
        if better:
            now = int(table.notes[row, note])
            end = _HIGHEST if better > 0 else _LOWEST
            tried += [
                (row, note, now + int(better) * step) for step in range(1, abs(end - now) + 1)
            ]
    if not tried:
        return []
    notes = np.repeat(table.notes[None], len(tried), axis=0)
    for position, (row, note, value) in enumerate(tried):
        notes[position, row, note] = value
    firsts = table.places(table.weights, notes)[:, 0]
    return [
        (
            abs(value - table.notes[row, note]) / (_HIGHEST - _LOWEST),
            (_NOTES[note], table.ids[row], float(table.notes[row, note]), float(value)),
            int(first),
        )
        for (row, note, value), first in zip(tried, firsts, strict=True)
        if first != 0
    ]


def _weight_changes(table: _Table) -> list[tuple[float, Change, int]]:
    """The weight at which each rival draws level with the first; beyond it, it is ahead."""
    gaps = np.round((table.notes[0] - table.notes) @ table.weights, _DECIMALS)
    found: list[tuple[float, Change, int]] = []
    for rival in range(1, len(table.ids)):
        for note, weight in enumerate(table.weights):
            ahead = table.notes[0, note] - table.notes[rival, note]
            if not ahead or not weight:
                continue
            move = -float(gaps[rival]) / float(ahead)
            size = abs(move / float(weight))
            if size <= 1:
                change = (f"weight_{_NOTES[note]}", None, float(weight), float(weight) + move)
                found.append((size, change, rival))
    return found
