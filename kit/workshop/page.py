"""What is on the screen, and what a click or a key does to it. No widget here.

An event is a small table sent by view.js: ``{"do": "note", "row": "2", "field": "value",
"value": "4"}``. Whatever happens, the page stays: what cannot be done is said in a sentence.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence

from kit.analysis.jury import NOTES as PROCESS_NOTES
from kit.display.show import Engagement
from kit.explore.state import Exploration
from kit.workshop.levers import moved, weighty, within
from kit.workshop.session import IDEA_NOTES, Refused, Session

TABS = ("votes", "results", "processes", "figures")
CHARTS = ("cash_curve", "tornado", "priorities_map")
Event = Mapping[str, str]

_STEPS = {"ArrowUp": (-1, 0), "ArrowDown": (1, 0), "ArrowLeft": (0, -1), "ArrowRight": (0, 1)}
_NOTES = ("0", "1", "2", "3", "4", "5")


class Page:
    """One screen over one session: which tab, who votes, which box the keys write in."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.exploration = Exploration(session.base)
        self.tab = TABS[0]
        self.who = ""
        self.row = self.field = 0
        self.hidden = False  # results are masked while people vote
        self.chart = CHARTS[0]
        self.notice: tuple[str, Mapping[str, object]] = ("", {})
        self.typed = ("", "")  # which field held a text that was refused, and that text
        self._settle()

    @property
    def base(self) -> Engagement:
        return self.session.base

    @property
    def fields(self) -> tuple[str, ...]:
        """The notes of this tab."""
        return PROCESS_NOTES if self.tab == "processes" else IDEA_NOTES

    @property
    def things(self) -> tuple[str, ...]:
        """What is noted on this tab."""
        return self.session.processes if self.tab == "processes" else self.session.ideas

    @property
    def next_number(self) -> str:
        """ "Participant 4": the first number nobody has."""
        taken, number = self.session.people, 1
        while (name := self.base.texts("present.people.number", number=number)) in taken:
            number += 1
        return name

    def note_of(self, who: str, thing: str, field: str) -> int | None:
        """The note *who* gave to *thing* on this tab."""
        session = self.session
        row = session.vote if self.tab == "processes" else session.idea_vote
        note: int | None = getattr(row(who, thing), field)
        return note

    def progress(self, who: str) -> tuple[int, int]:
        """Things *who* noted in full, out of how many."""
        things = self.things
        full = [
            thing
            for thing in things
            if all(self.note_of(who, thing, field) is not None for field in self.fields)
        ]
        return len(full), len(things)

    def has_voted(self, who: str) -> bool:
        """Whether *who* gave a note or a sticker on this tab."""
        if self.tab != "processes" and self.session.left(who) < self.session.most:
            return True
        fields, things = self.fields, self.things
        return any(self.note_of(who, one, field) is not None for one in things for field in fields)

    # -- events ---------------------------------------------------------------------------

    def handle(self, event: Event) -> None:
        """Do what *event* asks; never raises."""
        self.notice, self.typed = ("", {}), ("", "")
        try:
            self._gestures[event["do"]](self, event)
        except Refused as refused:
            self.notice = (refused.key, refused.params)
            if "text" in event:
                self.typed = (event["do"], event["text"])
        except Exception as error:  # a room full of people: a sentence, never a traceback
            logging.getLogger(__name__).warning("%s: %s", event.get("do"), type(error).__name__)
            self.notice = ("sorry", {})
        self._settle()

    def _settle(self) -> None:
        """Somebody votes as soon as there is somebody; the box the keys write in exists."""
        people = self.session.people
        if self.who not in people:
            self.who = people[0] if people else ""
        self.row = min(max(self.row, 0), max(len(self.things) - 1, 0))
        self.field = min(max(self.field, 0), len(self.fields) - 1)

    def _choose_tab(self, event: Event) -> None:
        if event["what"] in TABS:
            self.tab, self.row, self.field = event["what"], 0, 0

    def _choose(self, event: Event) -> None:
        if event["what"] in self.session.people:
            self.who, self.row, self.field = event["what"], 0, 0

    def _follow(self, step: int) -> None:
        people = self.session.people
        if people:
            at = (people.index(self.who) + step) % len(people)
            self._choose({"what": people[at]})

    def _join(self, event: Event) -> None:
        self._choose({"what": self.session.join(event["text"])})

    def _join_next(self, event: Event) -> None:
        self._join({"text": self.next_number})

    def _leave(self, event: Event) -> None:
        self.session.leave(self.who)

    def _suggest(self, event: Event) -> None:
        self.session.suggest(event["text"])
        self.row, self.field = len(self.things) - 1, 0

    def _note(self, event: Event) -> None:
        """Click: the same note again takes it back."""
        self.row, self.field = int(event["row"]), self.fields.index(event["field"])
        note = int(event["value"])
        given = self.note_of(self.who, self.things[self.row], event["field"])
        self._give(None if given == note else note)

    def _give(self, note: int | None) -> None:
        session, thing, field = self.session, self.things[self.row], self.fields[self.field]
        give = session.note_process if self.tab == "processes" else session.note_idea
        give(self.who, thing, field, note)

    def _stick(self, event: Event) -> None:
        self.row = int(event["row"])
        self.session.stick(self.who, self.session.ideas[self.row], int(event["value"]))

    def _key(self, event: Event) -> None:
        """What view.js lets through of the keyboard."""
        key = event["key"]
        if key in _STEPS:
            down, right = _STEPS[key]
            self.row, self.field = self.row + down, self.field + right
        elif key in _NOTES and self._can_note():
            self._give(int(key) or None)
            if key != "0":
                self._advance()
        elif key in "+-" and self.tab == "votes" and self._can_note():
            self._stick({"row": str(self.row), "value": f"{key}1"})
        elif key in self._letters:
            self._letters[key](self)

    def _can_note(self) -> bool:
        return bool(self.who and self.things) and self.tab in ("votes", "processes")

    def _advance(self) -> None:
        """The next box to fill: along the line, then the line below."""
        if self.field + 1 < len(self.fields):
            self.field += 1
        elif self.row + 1 < len(self.things):
            self.row, self.field = self.row + 1, 0

    def _undo(self) -> None:
        self.session.undo()
        self.notice = ("undone", {})

    def _hide(self) -> None:
        self.hidden = not self.hidden

    def _retain(self, event: Event) -> None:
        self.session.retain(self.session.ideas[int(event["row"])])

    def _choose_chart(self, event: Event) -> None:
        if event["what"] in CHARTS:
            self.chart = event["what"]

    # -- what if --------------------------------------------------------------------------

    def _move(self, event: Event) -> None:
        lever = weighty(self.exploration)[int(event["row"])]
        if "value" in event:
            value = within(lever, float(event["value"]))
        else:
            value = moved(lever, self.exploration.value_of(lever), int(event["step"]))
        self.exploration.move(lever, value)

    def _reset(self, event: Event) -> None:
        self.exploration.reset(weighty(self.exploration)[int(event["row"])])

    _letters: Mapping[str, Callable[[Page], None]] = {
        "n": lambda page: page._follow(1),
        "p": lambda page: page._follow(-1),
        "z": _undo,
        "m": _hide,
    }
    _gestures: Mapping[str, Callable[[Page, Event], None]] = {
        "tab": _choose_tab,
        "who": _choose,
        "next": lambda page, event: page._follow(1),
        "previous": lambda page, event: page._follow(-1),
        "join": _join,
        "join-next": _join_next,
        "leave": _leave,
        "suggest": _suggest,
        "note": _note,
        "stick": _stick,
        "key": _key,
        "undo": lambda page, event: page._undo(),
        "hide": lambda page, event: page._hide(),
        "retain": _retain,
        "chart": _choose_chart,
        "again": lambda page, event: page.session.save_again(),
        "move": _move,
        "reset": _reset,
        "reset-all": lambda page, event: page.exploration.reset(),
    }


def waiting(page: Page) -> Sequence[str]:
    """Who has said nothing on this tab yet."""
    return [who for who in page.session.people if not page.has_voted(who)]
