"""What a jury makes of the processes by its own notes: means, score, disagreement (method M3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from kit.analysis.contest import DECIMALS
from kit.analysis.deadlines import days_by_process
from kit.analysis.model import Opinion, ProcessResult
from kit.analysis.opinions import opinion_of
from kit.analysis.settings import Settings
from kit.client import Client

NOTES = ("impact", "effort", "risk")


@dataclass(frozen=True, slots=True)
class JuryPlace:
    """A process as the jury sees it. `score` and `place`: None until it has its three notes."""

    process: str  # id
    name: str
    opinions: tuple[Opinion | None, ...]  # impact, effort, risk
    score: float | None  # of the mean notes, -8 to 8 with the usual weights
    place: int | None  # 1, 2, 3…: equal scores are parted as in the ranking


def jury_ranking(
    client: Client, processes: Sequence[ProcessResult], settings: Settings
) -> tuple[JuryPlace, ...]:
    """The processes the jury noted in full, by score, then the others as listed.

    The notes of the sheet are left aside: this is the jury's own ranking.
    """
    weights = (
        settings["priorities.weight_impact"],
        settings["priorities.weight_effort"],
        settings["priorities.weight_risk"],
    )
    days = days_by_process(client, settings)
    rows = [_row(client, result, weights, settings) for result in processes]
    spent = {result.id: result.hours_year or 0.0 for result in processes}

    def order(row: JuryPlace) -> tuple[float, ...]:
        """Lowest first: as kit.analysis.priorities parts equal scores, on the mean notes."""
        impact, effort, risk = (one.mean if one else 0.0 for one in row.opinions)
        day = days.get(row.name)
        due = float(day.toordinal()) if day else inf
        return -(row.score or 0.0), due, -impact, risk, effort, -spent[row.process]

    noted = sorted((row for row in rows if row.score is not None), key=order)
    placed = [
        JuryPlace(row.process, row.name, row.opinions, row.score, place)
        for place, row in enumerate(noted, 1)
    ]
    return (*placed, *(row for row in rows if row.score is None))


def _row(
    client: Client, result: ProcessResult, weights: Sequence[float], settings: Settings
) -> JuryPlace:
    name = result.process.name
    given = [vote for vote in client.votes if vote.process == name]
    opinions = tuple(
        opinion_of([n for n in (getattr(vote, note) for vote in given) if n is not None], settings)
        for note in NOTES
    )
    means = [one.mean for one in opinions if one]
    score = None
    if len(means) == len(NOTES):
        score = round(sum(w * mean for w, mean in zip(weights, means, strict=True)), DECIMALS)
    return JuryPlace(result.id, name, opinions, score, None)
