"""The votes of a workshop, in a file beside the workbook: `client.votes.toml`.

The workshop page writes it; `kit check --votes` and `kit report --votes` read it. The
workbook itself is never touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import Any

import tomlkit

from kit.client import Client, Idea, IdeaVote, Vote
from kit.errors import WorkbookRejected
from kit.workbook import side_files
from kit.workbook.problems import Problem
from kit.workbook.votes_rows import understood
from kit.workbook.words import name_key


@dataclass(frozen=True, slots=True)
class VotesTaken:
    """What was voted: each juror's notes and stickers, idea by idea and process by process."""

    idea_votes: tuple[IdeaVote, ...] = ()
    votes: tuple[Vote, ...] = ()
    day: date | None = None
    participants: tuple[str, ...] = ()  # who sits at the table, whether they voted or not
    ideas: tuple[Idea, ...] = ()  # that came up in the workshop: the workbook has not got them
    retained: tuple[str, ...] | None = None  # ideas the group validated; None: it did not say

    @property
    def jurors(self) -> tuple[str, ...]:
        """Everyone at the table or who voted, in that order."""
        ideas, processes = self.idea_votes, self.votes
        voted = [*(one.juror for one in ideas), *(one.juror for one in processes)]
        names = [*self.participants, *voted]
        return tuple(dict.fromkeys(names))


def votes_file(workbook: Path) -> Path:
    """Where the workshop page keeps the votes of *workbook*."""
    return workbook.with_name(f"{workbook.stem}.votes.toml")


def examine_votes(
    path: Path, client: Client | None = None
) -> tuple[VotesTaken | None, tuple[Problem, ...]]:
    """The votes of the file *path*, None when there are errors, and all problems. Never raises.

    With *client*, what is voted on must be in its workbook, or be an idea of the file itself;
    its name is then written as there.
    """
    try:
        table = side_files.table_of(path, side_files.text_of(path))
    except side_files.Refused as refused:
        return None, (refused.problem,)
    found = understood(path, table, client)
    if any(problem.severity == "error" for problem in found.problems):
        return None, found.problems
    taken = VotesTaken(
        idea_votes=tuple(IdeaVote(**row) for row in found.tables["idea_vote"]),
        votes=tuple(Vote(**row) for row in found.tables["vote"]),
        day=found.day,
        participants=found.participants,
        ideas=tuple(Idea(**row) for row in found.tables["idea"]),
        retained=found.retained,
    )
    return taken, found.problems


def read_votes(path: Path, client: Client | None = None) -> VotesTaken:
    """The votes of the file *path*; raises WorkbookRejected with everything to correct."""
    taken, problems = examine_votes(path, client)
    if taken is None:
        raise WorkbookRejected(path.name, problems)
    return taken


def save_votes(path: Path, taken: VotesTaken) -> None:
    """Write *taken* in the file *path*, whole or not at all; the comments at its head are kept.

    Raises CannotWrite, and WorkbookRejected when *path* is no file of text.
    """
    whole = {
        "format": side_files.FORMAT,
        "day": taken.day,
        "participants": [side_files.kept_text(name) for name in taken.participants],
        "retained": None
        if taken.retained is None
        else [side_files.kept_text(one) for one in taken.retained],
        "idea": [_table(one) for one in taken.ideas],
        "idea_vote": [_table(one) for one in taken.idea_votes],
        "vote": [_table(one) for one in taken.votes],
    }
    kept = {key: value for key, value in whole.items() if value is not None}
    try:
        with side_files.alone(path):
            side_files.write(path, _head(path) + tomlkit.dumps(kept))
    except side_files.Refused as refused:
        raise WorkbookRejected(path.name, (refused.problem,)) from None


def with_votes(client: Client, taken: VotesTaken) -> Client:
    """*client* with the votes *taken*: a juror's vote on a thing replaces that of the workbook.

    So does the group's top 3, once it has said it; an idea the workbook has not got is added.
    Names are the same whatever their case, accents and spaces.
    """
    known = {name_key(one.name) for one in client.ideas}
    listed = (*client.ideas, *(one for one in taken.ideas if name_key(one.name) not in known))
    if taken.retained is not None:
        kept = {name_key(name) for name in taken.retained}
        listed = tuple(replace(one, retained=name_key(one.name) in kept) for one in listed)
    ideas = {_about(one): one for one in (*client.idea_votes, *taken.idea_votes)}
    processes = {_about(one): one for one in (*client.votes, *taken.votes)}
    return replace(
        client,
        ideas=listed,
        idea_votes=tuple(ideas.values()),
        votes=tuple(processes.values()),
    )


def _about(row: IdeaVote | Vote) -> tuple[str, str]:
    """Who votes on what."""
    return name_key(row.juror), name_key(row.idea if isinstance(row, IdeaVote) else row.process)


def _head(path: Path) -> str:
    """The comments that begin the file that is there; blank without one."""
    if not path.exists():
        return ""
    lines = side_files.text_of(path).splitlines(keepends=True)
    return "".join(takewhile(lambda line: line.startswith("#") or not line.strip(), lines))


def _table(row: Idea | IdeaVote | Vote) -> Mapping[str, Any]:
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    return {
        name: side_files.kept_text(value) if isinstance(value, str) else value
        for name, value in values.items()
        if value is not None
    }
