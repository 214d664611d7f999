"""The ideas of a workshop: value, feasibility, stickers, and the top 3 (methods M3, M9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kit.analysis.model import IdeaResult, IdeasResult, ProcessResult
from kit.analysis.opinions import opinion_of
from kit.analysis.settings import Settings
from kit.client import Client, Idea, IdeaVote

_NOT_CRITICAL = "none"
_ALONE = "ai_implements"  # choice human_share: nobody decides after the AI


def count_votes(
    client: Client, processes: Sequence[ProcessResult], settings: Settings
) -> IdeasResult | None:
    """Everything the workshop said of its ideas; None without any idea.

    The votes propose an order: stickers first, then the mean of value and feasibility
    added up, then value. An idea that lacks one of the two means comes after those that have
    both: a note nobody gave is no 0. Equal ideas share a place, in the sheet's order. The
    group validates.
    """
    if not client.ideas:
        return None
    ids = {one.process.name: one.id for one in processes}
    given = any(vote.stickers is not None for vote in client.idea_votes)
    results = [_idea(client, idea, ids.get(idea.process or ""), given, settings)
               for idea in client.ideas]  # fmt: skip
    voted = [one for one in results if one.value or one.feasibility or one.stickers]
    voted.sort(key=_order)
    top, stickers = int(settings["votes.top"]), int(settings["votes.stickers"])
    keys = [_order(one) for one in voted]
    places = [1 + keys.index(key) for key in keys]  # of equals, that of the first
    placed = [
        replace(one, place=place, proposed=place <= top)
        for one, place in zip(voted, places, strict=True)
    ]
    jurors = tuple(dict.fromkeys(vote.juror for vote in client.idea_votes))
    return IdeasResult(
        ideas=(*placed, *(one for one in results if one not in voted)),
        jurors=jurors,
        stickers=stickers,
        top=top,
        proposed=tuple(one.name for one in placed if one.proposed),
        validated=tuple(idea.name for idea in client.ideas if idea.retained),
        unused=_unused(client.idea_votes, jurors, stickers) if given else {},
    )


def _idea(
    client: Client, idea: Idea, process: str | None, given: bool, settings: Settings
) -> IdeaResult:
    votes = [vote for vote in client.idea_votes if vote.idea == idea.name]
    values = [vote.value for vote in votes if vote.value is not None]
    feasible = [vote.feasibility for vote in votes if vote.feasibility is not None]
    return IdeaResult(
        name=idea.name,
        idea=idea,
        process=process,
        value=opinion_of(values, settings),
        feasibility=opinion_of(feasible, settings),
        stickers=sum(vote.stickers or 0 for vote in votes) if given else None,
        place=None,
        proposed=False,
        critical=is_critical(idea),
        alone=decides_alone(idea),
    )


def is_critical(idea: Idea) -> bool:
    """Whether it bears on jobs, justice, health or credit: decisions must be explainable."""
    return idea.critical_domain not in (None, _NOT_CRITICAL)


def decides_alone(idea: Idea) -> bool:
    """Whether nobody decides after the AI."""
    return idea.human_share == _ALONE


def _order(one: IdeaResult) -> tuple[float, ...]:
    value = one.value.mean if one.value else 0.0
    feasible = one.feasibility.mean if one.feasibility else 0.0
    half = one.value is None or one.feasibility is None
    return -(one.stickers or 0), half, -round(value + feasible, 9), -round(value, 9)


def _unused(votes: Sequence[IdeaVote], jurors: Sequence[str], each: int) -> dict[str, int]:
    """Who did not give all of his or her stickers, and how many were left."""
    spent = {
        juror: sum(vote.stickers or 0 for vote in votes if vote.juror == juror) for juror in jurors
    }
    return {juror: each - given for juror, given in spent.items() if given < each}
