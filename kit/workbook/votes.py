"""The votes of a workshop, in a file beside the workbook: `client.votes.toml`.

The workshop page writes it; `kit check --votes` and `kit report --votes` read it. The
workbook itself is never touched.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit

from kit.client import Client, IdeaVote, Vote

FORMAT = 1


@dataclass(frozen=True, slots=True)
class VotesTaken:
    """What was voted: each juror's notes and stickers, idea by idea and process by process."""

    idea_votes: tuple[IdeaVote, ...] = ()
    votes: tuple[Vote, ...] = ()
    day: date | None = None

    @property
    def jurors(self) -> tuple[str, ...]:
        """Everyone who voted, in the order of the first vote."""
        ideas, processes = self.idea_votes, self.votes
        names = [*(one.juror for one in ideas), *(one.juror for one in processes)]
        return tuple(dict.fromkeys(names))


def votes_file(workbook: Path) -> Path:
    """Where the workshop page keeps the votes of *workbook*."""
    return workbook.with_name(f"{workbook.stem}.votes.toml")


def read_votes(path: Path) -> VotesTaken:
    """The votes of the file *path*."""
    told = tomllib.loads(path.read_text("utf-8"))
    return VotesTaken(
        idea_votes=tuple(IdeaVote(**one) for one in told.get("idea_vote", ())),
        votes=tuple(Vote(**one) for one in told.get("vote", ())),
        day=told.get("day"),
    )


def save_votes(path: Path, taken: VotesTaken) -> None:
    """Write *taken* in the file *path*."""
    whole = {
        "format": FORMAT,
        "day": taken.day,
        "idea_vote": [_table(one) for one in taken.idea_votes],
        "vote": [_table(one) for one in taken.votes],
    }
    kept = {key: value for key, value in whole.items() if value is not None}
    path.write_text(tomlkit.dumps(kept), encoding="utf-8")


def with_votes(client: Client, taken: VotesTaken) -> Client:
    """*client* with the votes *taken*: a juror's vote on a thing replaces that of the workbook."""
    ideas = {(one.juror, one.idea): one for one in (*client.idea_votes, *taken.idea_votes)}
    processes = {(one.juror, one.process): one for one in (*client.votes, *taken.votes)}
    return replace(client, idea_votes=tuple(ideas.values()), votes=tuple(processes.values()))


def _table(row: IdeaVote | Vote) -> dict[str, Any]:
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    return {name: value for name, value in values.items() if value is not None}
