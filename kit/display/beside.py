"""What is read over a workbook for one deliverable: votes, then a scenario's changes.

In this order: the workbook, the votes of a file, the changes of a scenario, the parameters of
the run, which have the last word. Everything is remembered by content: a kernel forked after
its owner has read and analysed finds it done.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kit.analysis.model import Analysis, AppliedVotes, Lever
from kit.catalogue import load_catalogue
from kit.client.scenario import Scenario
from kit.errors import UsageError, WorkbookRejected

if TYPE_CHECKING:
    from kit.client import Client
    from kit.workbook.problems import Problem
    from kit.workbook.read import Content

Overrides = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a workbook is analysed with. Equal when nothing that counts differs."""

    content: Content
    as_of: date
    overrides: Overrides = ()  # thresholds asked for this run
    plan_start: date | None = None
    votes: Content | None = None
    votes_name: str = ""  # the file as its owner calls it

    @property
    def overruled(self) -> frozenset[str]:
        """Ids of the levers that a parameter of the run decides, whatever a scenario says."""
        start = ("plan.start",) if self.plan_start else ()
        return frozenset((*(key for key, _ in self.overrides), *start))


def asked_of(
    workbook: Path, as_of: date, overrides: Overrides, plan_start: date | None, votes: str
) -> Asked:
    """What to analyse *workbook* with; raises UsageError for a file there is not."""
    from kit.workbook.read import Content

    of_votes = Path(votes) if votes else None
    if of_votes is not None and not of_votes.is_file():
        raise UsageError("commands.usage.no_file", {"path": votes})
    return Asked(
        Content.of(workbook),
        as_of,
        overrides,
        plan_start,
        Content.of(of_votes) if of_votes else None,
        of_votes.name if of_votes else "",
    )


@lru_cache(maxsize=8)
def analysed(asked: Asked) -> tuple[Analysis, tuple[Problem, ...]]:
    """The workbook with its votes, and what its reader warned of.

    Raises WorkbookRejected for the workbook, and for the file of votes.
    """
    from kit.analysis.analyse import analyse
    from kit.workbook.read import check_workbook, read_workbook

    # Raises; the second call is remembered, and has the warnings.
    client = read_workbook(asked.content.path)
    _, warnings = check_workbook(asked.content.path)
    client, votes = _with_votes(client, asked)
    analysis = analyse(
        client, load_catalogue(), asked.as_of, dict(asked.overrides), asked.plan_start
    )
    return (replace(analysis, votes=votes) if votes else analysis), warnings


@lru_cache(maxsize=8)
def levers(asked: Asked) -> tuple[Lever, ...]:
    """What can be moved in the workbook, whatever the run asks besides."""
    from kit.analysis.levers import levers_of

    own = replace(asked, overrides=(), plan_start=None)
    return levers_of(analysed(own)[0], load_catalogue())


def scenario_of(asked: Asked, name: str, workbook: Path) -> Scenario:
    """The scenario of that *name* kept beside *workbook*; UsageError, WorkbookRejected."""
    from kit.workbook.scenarios import scenario_named

    return scenario_named(workbook, name, levers(asked))


def with_scenario(asked: Asked, scenario: Scenario, file: str) -> Analysis:
    """The workbook with its votes and the changes of *scenario*, kept in *file*.

    Raises WorkbookRejected for a value that cannot be.
    """
    from kit.analysis.what_if import Refused

    try:
        return moved(asked, scenario)
    except Refused as refused:
        raise WorkbookRejected(file, (_refused(refused, scenario, file),)) from None


@lru_cache(maxsize=8)
def moved(asked: Asked, scenario: Scenario) -> Analysis:
    """The same, wherever the scenario was kept; raises what_if.Refused."""
    from kit.analysis.analyse import analyse
    from kit.analysis.what_if import applied
    from kit.analysis.what_if_compare import applied_scenario

    base, catalogue = analysed(asked)[0], load_catalogue()
    client, thresholds = applied(base.client, catalogue, (one.change for one in scenario.changes))
    overrides = {**thresholds, **dict(asked.overrides)}
    now = analyse(client, catalogue, asked.as_of, overrides, asked.plan_start)
    made = applied_scenario(base, now, scenario, levers(asked), asked.overruled)
    return replace(now, scenario=made, votes=base.votes)


def stale_problems(
    analysis: Analysis, file: str, worded: Iterable[tuple[str, str]]
) -> list[Problem]:
    """A remark for each stale change; *worded*: what it replaced, what the workbook says now."""
    from kit.workbook.problems import Problem

    applied = analysis.scenario
    if applied is None:
        return []
    numbers = {one.change.key: n for n, one in enumerate(applied.scenario.changes, 1)}
    return [
        Problem(
            "scenario_stale",
            "warning",
            sheet=_place(file, applied.scenario, numbers[one.change.key]),
            found=now,
            params={"was": was},
        )
        for one, (was, now) in zip(applied.stale, worded, strict=True)
    ]


def problems_beside(
    workbook: Path, client: Client | None, votes: Path | None, as_of: date
) -> tuple[Problem, ...]:
    """What is to correct in the file of *votes*, then in the scenarios beside *workbook*.

    Of the scenarios only remarks: a document is made without them unless one is asked for.
    *client*: of the workbook, None when it is refused itself.
    """
    from kit.workbook.scenarios import examine_scenarios, scenario_file
    from kit.workbook.votes import examine_votes

    found: list[Problem] = []
    if votes is not None:
        found += examine_votes(votes, client)[1]
    if os.path.lexists(scenario_file(workbook)):
        movable = None
        if client is not None:
            movable = levers(asked_of(workbook, as_of, (), None, ""))
        kept = examine_scenarios(workbook, movable)
        found += [replace(one, severity="warning") for one in kept.problems]
    return tuple(found)


def _with_votes(client: Client, asked: Asked) -> tuple[Client, AppliedVotes | None]:
    from kit.workbook.votes import read_votes, with_votes

    if asked.votes is None:
        return client, None
    taken = read_votes(asked.votes.path, client)
    voted = {*(one.juror for one in taken.idea_votes), *(one.juror for one in taken.votes)}
    votes = AppliedVotes(
        file=asked.votes_name,
        voters=len(voted),
        idea_votes=len(taken.idea_votes),
        votes=len(taken.votes),
        day=taken.day,
    )
    return with_votes(client, taken), votes


def _refused(refused: Exception, scenario: Scenario, file: str) -> Problem:
    from kit.workbook.problems import Problem

    key, value, *_ = refused.args
    number = next(n for n, one in enumerate(scenario.changes, 1) if one.change.key == key)
    params = {"lever_key": f"explore.lever.{key[0].replace('.', '_')}"}
    place = _place(file, scenario, number)
    return Problem("scenario_refused", sheet=place, found=str(value), params=params)


def _place(file: str, scenario: Scenario, number: int) -> str:
    from kit.workbook.problems import clipped

    return f"{file}, scenario ({clipped(scenario.name)}), change {number}"
