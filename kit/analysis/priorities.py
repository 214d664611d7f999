"""Which processes first: score, stars, quick wins, ranking (method M3).

score = 2 x impact - effort - risk, from -8 to 8; above 5 it is a quick win.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import inf

from kit.analysis.deadlines import days_by_process
from kit.analysis.model import ProcessResult, Ranked
from kit.analysis.settings import Settings
from kit.client import Client, Priority

# What decides between equal scores, in this order; the last resort is the workbook's order.
_TIE_BREAKS = ("deadline", "impact", "risk", "effort", "hours", "order")
_NO_TIE = "analysis.tie.none"


def rank_processes(
    client: Client, processes: Sequence[ProcessResult], settings: Settings
) -> tuple[Ranked, ...]:
    """All processes: those fully noted by rank, then the others, unranked, as listed."""
    notes = {priority.process: priority for priority in client.priorities}
    rows = [_note(result, notes.get(result.process.name), settings) for result in processes]
    hours = {result.id: result.hours_year for result in processes}
    order = {result.id: position for position, result in enumerate(processes)}
    days = days_by_process(client, settings)

    def keys(row: Ranked) -> tuple[float, ...]:
        """In the order of _TIE_BREAKS, lowest first."""
        day = days.get(row.name)
        return (
            float(day.toordinal()) if day else inf,  # a nearer legal deadline first
            -float(row.impact or 0),
            float(row.risk or 0),
            float(row.effort or 0),
            -(hours[row.process] or 0.0),
            float(order[row.process]),
        )

    noted = [row for row in rows if row.score is not None]
    noted.sort(key=lambda row: (-(row.score or 0.0), *keys(row)))
    ranked = []
    for position, row in enumerate(noted):
        before = noted[position - 1] if position else None
        after = noted[position + 1] if position + 1 < len(noted) else None
        # The neighbour with the same score, the one just above first: that is where the
        # reader asks "why here?".
        rival = next((r for r in (before, after) if r and r.score == row.score), None)
        reason = _NO_TIE if rival is None else f"analysis.tie.{_decided(keys(row), keys(rival))}"
        tied = tuple(r.process for r in noted if r.score == row.score and r is not row)
        ranked.append(replace(row, rank=position + 1, reason=reason, tied_with=tied))
    return (*ranked, *(row for row in rows if row.score is None))


def score_of(impact: int, effort: int, risk: int, settings: Settings) -> float:
    """2 x impact - effort - risk, with the weights of content/thresholds.toml.

    Added up exactly: with weights such as 1.1 floats would part what is tied.
    """
    notes = {"impact": impact, "effort": effort, "risk": risk}
    weights = {name: Fraction(str(settings[f"priorities.weight_{name}"])) for name in notes}
    return float(sum(weights[name] * note for name, note in notes.items()))


def stars_of(score: float, settings: Settings) -> int:
    """Five stars above 5; four from 3; three from 0; two from -3; else one."""
    if score > settings["priorities.stars_five_above"]:
        return 5
    for stars, bound in ((4, "four"), (3, "three"), (2, "two")):
        if score >= settings[f"priorities.stars_{bound}_from"]:
            return stars
    return 1


def _note(result: ProcessResult, notes: Priority | None, settings: Settings) -> Ranked:
    impact, effort, risk = (notes.impact, notes.effort, notes.risk) if notes else (None, None, None)
    complete = impact is not None and effort is not None and risk is not None
    score = stars = None
    if impact is not None and effort is not None and risk is not None:
        score = score_of(impact, effort, risk, settings)
        stars = stars_of(score, settings)
    return Ranked(
        process=result.id,
        name=result.process.name,
        impact=impact,
        effort=effort,
        risk=risk,
        score=score,
        stars=stars,
        quick_win=score is not None and score > settings["priorities.quick_win_above"],
        rank=None,
        reason=_NO_TIE if complete else "analysis.tie.incomplete",
        comment=notes.comment if notes else None,
        deadline=notes.deadline if notes else None,
    )


def _decided(mine: Sequence[float], theirs: Sequence[float]) -> str:
    return next(
        name for name, own, other in zip(_TIE_BREAKS, mine, theirs, strict=True) if own != other
    )
