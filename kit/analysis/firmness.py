"""How firm the ranking of processes is: other weights, fewer jurors, one change (method M18.5).

Equal scores are parted as `kit.analysis.priorities` parts them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

import numpy as np

from kit.analysis.contest import (
    Contest,
    Floats,
    NoteMove,
    groups,
    means,
    smallest_change,
    steps_of,
    top_shares,
    weight_draws,
)
from kit.analysis.deadlines import days_by_process
from kit.analysis.model import Firmness, ProcessResult, Ranked
from kit.analysis.settings import Settings
from kit.client import Client

Change = tuple[str, str | None, float, float]

_NOTES = ("impact", "effort", "risk")


@dataclass(frozen=True, slots=True)
class _Table:
    """The ranked processes, in the order of the ranking."""

    ids: tuple[str, ...]
    contest: Contest
    order: Floats  # of the workbook

    @classmethod
    def of(
        cls,
        client: Client,
        ranked: Sequence[Ranked],
        processes: Sequence[ProcessResult],
        settings: Settings,
    ) -> _Table:
        due = days_by_process(client, settings)
        spent = {result.id: result.hours_year or 0.0 for result in processes}
        position = {result.id: float(number) for number, result in enumerate(processes)}
        tied = (due.get(row.name) for row in ranked)
        days = np.array([float(day.toordinal()) if day else inf for day in tied])
        hours = np.array([spent[row.process] for row in ranked])
        order = np.array([position[row.process] for row in ranked])

        def parted(notes: Floats) -> tuple[Floats, ...]:
            impact, effort, risk = (notes[..., k] for k in range(len(_NOTES)))
            return days, -impact, risk, effort, -hours, order

        return cls(
            ids=tuple(row.process for row in ranked),
            contest=Contest(
                notes=np.array([[row.impact, row.effort, row.risk] for row in ranked], dtype=float),
                weights=np.array([settings[f"priorities.weight_{note}"] for note in _NOTES]),
                parted=parted,
            ),
            order=order,
        )


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
    contest = table.contest
    top = int(settings["firmness.top"])
    drawn = contest.places(weight_draws(contest.weights, settings), contest.notes)
    shares = top_shares(drawn, top)
    first_share = float(np.mean(drawn[:, 0] == 0))

    jurors, subsets, whole = _juries(client, table, settings)
    juror_shares = juror_first = jury_first = None
    if jurors:
        voted = contest.places(contest.weights, subsets)
        juror_shares = top_shares(voted, top)
        juror_first = float(np.mean(voted[:, 0] == 0))
        jury_first = table.ids[int(contest.places(contest.weights, whole)[0])]

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
            top_share=float(shares[positions[row.process]]),
            juror_share=None
            if juror_shares is None
            else float(juror_shares[positions[row.process]]),
        )
        if row.process in positions
        else row
        for row in ranking
    ), firmness


# -- jurors ---------------------------------------------------------------------------------


def _juries(client: Client, table: _Table, settings: Settings) -> tuple[int, Floats, Floats]:
    """Number of jurors, the notes each group of them gives, those of the whole jury.

    A note is the mean of those of the group; a process, or a note, on which nobody of the
    group voted keeps that of the sheet.
    """
    sheet = table.contest.notes
    names = {result: position for position, result in enumerate(_voted_names(client, table))}
    if not names:
        return 0, np.empty((0, len(table.ids), len(_NOTES))), sheet
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
    every = np.ones((1, len(names)))
    return (
        len(names),
        means(groups(len(names), settings), sums, counts, sheet),
        means(every, sums, counts, sheet)[0],
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


# -- the smallest change --------------------------------------------------------------------


def _smallest_change(table: _Table) -> tuple[Change | None, int]:
    """What dethrones the first at the least cost, and the row of who takes its place.

    A note moves by whole points and is measured on its scale, a weight against itself.
    """
    contest = table.contest
    tried = [
        NoteMove(row, note, value, after, after)
        for (row, note), value in np.ndenumerate(contest.notes)
        for after in steps_of(contest, row, note, float(value))
    ]
    found = smallest_change(contest, tried)
    if found is None:
        return None, 1
    move, second = found
    name = _NOTES[move.criterion]
    if isinstance(move, NoteMove):
        return (name, table.ids[move.row], float(move.before), float(move.after)), second
    return (f"weight_{name}", None, move.before, move.after), second
