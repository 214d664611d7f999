"""START HERE for what was voted: a client, the votes taken over its workbook, and their file.

No widget here. Each gesture gives a new `VotesTaken`, saved at once; what comes of it is
counted by the analysis, so that the screen and the deliverable say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from kit.analysis.firmness import measure_firmness
from kit.analysis.idea_votes import count_votes
from kit.analysis.jury import NOTES as PROCESS_NOTES
from kit.analysis.model import Analysis
from kit.analysis.priorities import rank_processes
from kit.analysis.settings import Settings
from kit.catalogue import load_catalogue
from kit.client import Client, Idea, IdeaVote, Vote
from kit.display.show import Engagement
from kit.workbook.votes import VotesTaken, with_votes
from kit.workbook.words import clean, name_key
from kit.workshop.keeping import Kept

NOTES = range(1, 6)
IDEA_NOTES = ("value", "feasibility")
LONGEST = 60  # characters of a name: more does not fit on the screen
_UNDONE = 200  # gestures that can be taken back

_Row = TypeVar("_Row", IdeaVote, Vote)


class Refused(Exception):
    """A gesture that cannot be done: text key ``present.<key>`` and its params, said kindly."""

    def __init__(self, key: str, params: dict[str, object] | None = None) -> None:
        super().__init__(key, params)
        self.key, self.params = key, params or {}


class Session:
    """The votes of one workshop, over the engagement *base*, kept in the file *path*."""

    def __init__(self, base: Engagement, path: Path) -> None:
        self.base = base
        self.kept = Kept(path, base.client)
        self._past: list[VotesTaken] = []
        self._taken = self.kept.opened()

    @property
    def taken(self) -> VotesTaken:
        return self._taken

    @cached_property
    def settings(self) -> Settings:
        """Those of the base: its assumptions say what a scenario or an option moved."""
        client, catalogue = self.base.client, load_catalogue()
        used = {key: value for key, value, _ in self.base.analysis.assumptions}
        moved = {key: value for key, value in used.items() if key in catalogue.thresholds}
        return Settings.of(catalogue, client.company, moved, client.finance)

    @property
    def most(self) -> int:
        """Stickers each participant has."""
        return int(self.settings["votes.stickers"])

    @property
    def top(self) -> int:
        """Ideas a group retains."""
        return int(self.settings["votes.top"])

    # -- what comes of the votes ----------------------------------------------------------

    @property
    def client(self) -> Client:
        """The client with the votes over those of its workbook."""
        return with_votes(self.base.client, self._taken)

    @property
    def analysis(self) -> Analysis:
        """The base's analysis with all that hangs on votes counted anew."""
        base, client, settings = self.base.analysis, self.client, self.settings
        ranking = rank_processes(client, base.processes, settings)
        priorities, firmness = measure_firmness(client, ranking, base.processes, settings)
        return replace(
            base,
            client=client,
            ideas=count_votes(client, base.processes, settings),
            priorities=priorities,
            firmness=firmness,
        )

    @property
    def people(self) -> tuple[str, ...]:
        """Everyone at the table: those of the workbook's votes first, then as they came."""
        client = self.base.client
        voted = [*(one.juror for one in client.idea_votes), *(one.juror for one in client.votes)]
        named: dict[str, str] = {}
        for name in (*voted, *self._taken.jurors):
            named.setdefault(name_key(name), name)
        return tuple(named.values())

    @property
    def ideas(self) -> tuple[str, ...]:
        return tuple(idea.name for idea in self.client.ideas)

    @property
    def processes(self) -> tuple[str, ...]:
        return tuple(process.name for process in self.base.client.processes)

    @property
    def retained(self) -> tuple[str, ...]:
        """The ideas the group validated, as listed."""
        return tuple(idea.name for idea in self.client.ideas if idea.retained)

    def idea_vote(self, who: str, idea: str) -> IdeaVote:
        """What *who* thinks of *idea*; all blank when nothing was said."""
        return _first(self.client.idea_votes, who, idea) or IdeaVote(who, idea)

    def vote(self, who: str, process: str) -> Vote:
        """The notes *who* gave to *process*; all blank when none was."""
        return _first(self.client.votes, who, process) or Vote(who, process)

    def left(self, who: str) -> int:
        """Stickers *who* has left."""
        votes, key = self.client.idea_votes, name_key(who)
        given = sum(one.stickers or 0 for one in votes if name_key(one.juror) == key)
        return max(self.most - given, 0)

    def voted(self, who: str) -> bool:
        """Whether *who* has a vote of any kind, be it of the workbook."""
        client = self.client
        jurors = [*(one.juror for one in client.idea_votes), *(one.juror for one in client.votes)]
        return _known(who, jurors)

    # -- gestures -------------------------------------------------------------------------

    def join(self, name: str) -> str:
        """Somebody takes a seat; raises Refused for a blank, a long or a taken name."""
        said = _fit(name, "people.blank")
        if _known(said, self.people):
            raise Refused("people.same", {"name": said})
        self._do(lambda taken: replace(taken, participants=(*taken.participants, said)))
        return said

    def leave(self, who: str) -> None:
        """A seat taken by mistake; raises Refused once there are votes."""
        if self.voted(who):
            raise Refused("people.voted", {"name": who})
        self._do(
            lambda taken: replace(
                taken, participants=tuple(one for one in taken.participants if one != who)
            )
        )

    def suggest(self, name: str) -> str:
        """An idea that came up; raises Refused for a blank, a long or a known one."""
        said = _fit(name, "ideas.blank")
        if _known(said, self.ideas):
            raise Refused("ideas.same", {"name": said})
        self._do(lambda taken: replace(taken, ideas=(*taken.ideas, Idea(said))))
        return said

    def note_idea(self, who: str, idea: str, what: str, note: int | None) -> None:
        """*note* 1 to 5 on *what*, value or feasibility; None takes it back."""
        _assert(what in IDEA_NOTES and _is_note(note))
        self._assert_there(who, idea, self.ideas)
        change: dict[str, Any] = {what: note}
        self._put_idea(replace(self.idea_vote(who, idea), **change))

    def note_process(self, who: str, process: str, what: str, note: int | None) -> None:
        """*note* 1 to 5 on *what*, impact, effort or risk; None takes it back."""
        _assert(what in PROCESS_NOTES and _is_note(note))
        self._assert_there(who, process, self.processes)
        change: dict[str, Any] = {what: note}
        row = replace(self.vote(who, process), **change)
        before = _first(self.base.client.votes, who, process)
        self._do(lambda taken: replace(taken, votes=_with(taken.votes, row, before)))

    def stick(self, who: str, idea: str, more: int) -> None:
        """*more* stickers of *who* on *idea*, fewer below 0; raises Refused when none is left."""
        self._assert_there(who, idea, self.ideas)
        row = self.idea_vote(who, idea)
        wanted = max((row.stickers or 0) + more, 0)
        if wanted - (row.stickers or 0) > self.left(who):
            raise Refused("ideas.no_more", {"name": who})
        if wanted != (row.stickers or 0):
            self._put_idea(replace(row, stickers=wanted or None))

    def retain(self, idea: str) -> None:
        """The group validates *idea*, or takes it back; raises Refused beyond its top."""
        _assert(idea in self.ideas)
        kept = self.retained
        if idea not in kept and len(kept) >= self.top:
            raise Refused("results.enough", {"count": self.top})
        chosen = {*kept} ^ {idea}
        listed = tuple(name for name in self.ideas if name in chosen)
        self._do(lambda taken: replace(taken, retained=listed))

    def undo(self) -> None:
        """Back before the last gesture; raises Refused when there is none."""
        if not self._past:
            raise Refused("nothing_to_undo")
        self._taken = self.kept.saved(self._past.pop())

    def save_again(self) -> None:
        """Try to write what could not be written."""
        self._taken = self.kept.saved(self._taken)

    def _put_idea(self, row: IdeaVote) -> None:
        before = _first(self.base.client.idea_votes, row.juror, row.idea)
        self._do(lambda taken: replace(taken, idea_votes=_with(taken.idea_votes, row, before)))

    def _do(self, change: Callable[[VotesTaken], VotesTaken]) -> None:
        """Saved before it is seen; another page's votes in the same file are taken up first."""
        found = self.kept.changed_elsewhere()
        if found is not None:
            self._taken = found
            self._past.clear()  # what is undone would undo the other page's votes too
        self._past = [*self._past[-_UNDONE:], self._taken]
        dated = replace(change(self._taken), day=date.today())
        self._taken = self.kept.saved(dated)

    def _assert_there(self, who: str, thing: str, things: Sequence[str]) -> None:
        _assert(who in self.people and thing in things)


def _with(rows: Sequence[_Row], row: _Row, before: _Row | None) -> tuple[_Row, ...]:
    """*rows* with *row* in the place of that of the same juror on the same thing.

    A row without anything in it is left out, unless it takes the place of the workbook's.
    """
    placed = {_about(one): one for one in rows}
    placed[_about(row)] = row
    if before is None and _is_blank(row):
        del placed[_about(row)]
    return tuple(placed.values())


def _about(row: IdeaVote | Vote) -> tuple[str, str]:
    return name_key(row.juror), name_key(row.idea if isinstance(row, IdeaVote) else row.process)


def _is_blank(row: IdeaVote | Vote) -> bool:
    about = ("juror", "idea", "process")
    return all(getattr(row, one.name) is None for one in fields(row) if one.name not in about)


def _first(rows: Iterable[_Row], who: str, thing: str) -> _Row | None:
    wanted = name_key(who), name_key(thing)
    return next((one for one in rows if _about(one) == wanted), None)


def _fit(name: str, blank: str) -> str:
    said = " ".join(clean(name).split())
    if not said:
        raise Refused(blank)
    if len(said) > LONGEST:
        raise Refused("people.too_long", {"most": LONGEST})
    return said


def _known(name: str, names: Iterable[str]) -> bool:
    return name_key(name) in {name_key(one) for one in names}


def _is_note(note: int | None) -> bool:
    return note is None or note in NOTES


def _assert(fine: bool) -> None:
    """What a page of ours never asks; said as any failure would be."""
    if not fine:
        raise Refused("sorry")
