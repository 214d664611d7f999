"""The levers as controls: the heaviest first, then by group; each moves its own figure."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from kit.analysis.model.what_if import Lever
from kit.client.scenario import Moved
from kit.display.words import Words
from kit.explore.calm import calmly
from kit.explore.panel import Asked, LeverPanel
from kit.explore.state import Exploration, Key
from kit.explore.typed import Refused, checked, is_whole, label_of, name_of, read, written

_HEAVIEST = 12  # levers of the first section
_OF_A_BAR = 3  # of them, for one bar of the tornado
_SHOWN = 30  # results of a search, as panel.js shows
_DIGITS = 10  # decimals that a slider's own arithmetic keeps
_MONTHS_AROUND = 12 * 31  # [days] either side of a date without ends


class Controls:
    """The panel of *exploration*: what it shows, and what it does when it is asked."""

    def __init__(self, exploration: Exploration) -> None:
        self.exploration = exploration
        self._levers = {str(place): lever for place, lever in enumerate(exploration.levers)}
        self._ids = {lever.key: id for id, lever in self._levers.items()}
        self._refused: dict[str, tuple[str, str]] = {}  # id → what was typed, why it cannot be
        self.widget = LeverPanel(
            said=self._said(),
            levers={id: self._described(lever) for id, lever in self._levers.items()},
            order=list(self._levers),
            sections=list(self._sections()),
        )
        self.widget.on_asked(self._answer)
        exploration.on_change(self.draw)
        exploration.on_want(self._bring_up)
        self.draw()

    def draw(self) -> None:
        """Show what each lever stands at."""
        moved = {
            self._ids[change.key] for change in self.exploration.changes if change.key in self._ids
        }
        texts = self._words.texts
        count = len(self.exploration.changes)
        self.widget.summary = (
            texts.plural("explore.changed", count) if count else texts["explore.unchanged"]
        )
        self.widget.state = {id: self._state(id) for id in (*moved, *self._refused)}

    # -- what is asked --------------------------------------------------------------------

    def _answer(self, asked: Asked) -> None:
        id = str(asked.get("id", ""))
        with calmly(lambda: self._refuse(id, "", self._words.texts["explore.page.not_moved"])):
            match asked.get("what"):
                case "reset_all":
                    self._refused.clear()
                    self.exploration.reset()
                case "reset":
                    self._refused.pop(id, None)
                    self.exploration.reset(self._levers[id])
                case "type":
                    self._typed(id, str(asked["value"]))
                case "slide":
                    self._slid(id, asked["value"])

    def _typed(self, id: str, text: str) -> None:
        lever = self._levers[id]
        if text == self._written(lever, self.exploration.value_of(lever)):
            self._refused.pop(id, None)
            self.draw()
            return
        self._set(id, read(self._words, lever, text), text)

    def _slid(self, id: str, value: Any) -> None:
        lever = self._levers[id]
        if isinstance(lever.low, date):
            self._set(id, date.fromisoformat(str(value)), str(value))
            return
        exact, own = round(float(value), _DIGITS), lever.value
        if isinstance(own, int | float) and abs(exact - own) < lever.step / 2:
            exact = float(own)  # the slider finds the workbook's figure again
        self._set(id, checked(self._words, lever, exact, self._written(lever, exact)), "")

    def _set(self, id: str, value: Moved | Refused, text: str) -> None:
        if isinstance(value, Refused):
            self._refuse(id, text, value.sentence)
            return
        self._refused.pop(id, None)
        lever = self._levers[id]
        if isinstance(value, float) and (
            isinstance(lever.value, int) or is_whole(self._words, lever)
        ):
            value = round(value)
        self.exploration.move(lever, value)

    def _refuse(self, id: str, text: str, sentence: str) -> None:
        if id in self._levers:
            self._refused[id] = text, sentence
        self.draw()

    def _bring_up(self) -> None:
        wanted = self.exploration.wanted
        if wanted in self._ids:
            count = self.widget.wanted.get("count", 0) + 1
            self.widget.wanted = {"id": self._ids[wanted], "count": count}

    # -- what is shown --------------------------------------------------------------------

    @property
    def _words(self) -> Words:
        return self.exploration.base.words

    def _said(self) -> dict[str, str]:
        texts = self._words.texts
        keys = ("title", "search", "no_match", "no_lever")
        return {
            **{key: texts[f"explore.panel.{key}"] for key in keys},
            "more": texts("explore.panel.more", count=_SHOWN),
            "reset": texts["explore.reset"],
            "reset_all": texts["explore.reset_all"],
        }

    def _sections(self) -> Iterable[dict[str, Any]]:
        """The levers of the tornado's bars, then every group in the order of the content."""
        texts, levers = self._words.texts, self.exploration.levers
        first = heaviest(self.exploration)
        if first:
            yield self._section("heaviest", texts["explore.panel.heaviest"], first)
        for group in dict.fromkeys(kind.group for kind in self._words.catalogue.levers.values()):
            held = [lever for lever in levers if lever.group == group]
            if held:
                yield self._section(group, texts[f"explore.group.{group}"], held)

    def _section(self, key: str, title: str, levers: list[Lever]) -> dict[str, Any]:
        count = self._words.numbers.number(len(levers))
        ids = [self._ids[lever.key] for lever in levers]
        return {"key": key, "title": title, "count": count, "ids": ids}

    def _described(self, lever: Lever) -> dict[str, Any]:
        """What of its control never changes."""
        texts, name = self._words.texts, name_of(self._words, lever)
        names = {
            key: texts(f"explore.panel.{text}", name=name)
            for key, text in (
                ("slider", "slider"),
                ("entry", "entry"),
                ("calendar", "calendar"),
                ("reset", "reset_one"),
                ("show", "show_one"),
            )
        }
        return {
            "label": label_of(self._words, lever),
            "of": lever.of,
            "name": name,
            "original": self._original(lever),
            "cell": lever.cell or "",
            "value": _plain(lever.value),
            "written": self._written(lever, lever.value),
            **_ends(lever),
            **names,
        }

    def _original(self, lever: Lever) -> str:
        """What the workbook says of it, or what stands for it where its cell is blank."""
        texts, value = self._words.texts, self._written(lever, lever.value)
        if lever.stated:
            return texts("explore.original", value=value) if value else texts["explore.panel.blank"]
        return (
            texts("explore.panel.default", value=value)
            if value
            else texts["explore.panel.default_blank"]
        )

    def _state(self, id: str) -> dict[str, Any]:
        lever = self._levers[id]
        value = self.exploration.value_of(lever)
        typed, problem = self._refused.get(id, ("", ""))
        after = self._written(lever, value)
        before = self._written(lever, lever.value) or self._words.numbers.missing
        return {
            "value": _plain(value),
            "written": after,
            "moved": value != lever.value,
            "change": self._words.texts("explore.panel.change", before=before, after=after),
            "typed": typed,
            "problem": problem,
        }

    def _written(self, lever: Lever, value: Moved | None) -> str:
        return written(self._words, lever, value)


def heaviest(exploration: Exploration) -> list[Lever]:
    """The levers behind the tornado's bars, widest bar first: those most its own, then shared.

    What the workbook states comes before what is only usual.
    """
    case = exploration.base.analysis.business_case
    bars = sorted(case.tornado, key=lambda bar: -bar.swing) if case else ()
    found: dict[Key, Lever] = {}
    for bar in bars:
        own = [one for one in exploration.levers if bar.key in one.drivers]
        own.sort(key=lambda one: (not one.stated, len(one.drivers)))
        found |= {one.key: one for one in own[:_OF_A_BAR]}
    return list(found.values())[:_HEAVIEST]


def _plain(value: Moved | None) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _ends(lever: Lever) -> dict[str, Any]:
    """Where the slider starts and ends, on whole steps; a calendar's first and last day."""
    low, high = lever.low, lever.high
    if isinstance(low, date) and isinstance(high, date):
        around = timedelta(days=_MONTHS_AROUND if low == high else 0)
        low, high = low - around, high + around
        return {"kind": "date", "min": low.isoformat(), "max": high.isoformat(), "step": 1}
    step, first, last = lever.step, float(low), float(high)  # type: ignore[arg-type]
    first, last = math.floor(first / step) * step, math.ceil(last / step) * step
    if last - first < step:
        last = first + step
    if lever.floor is not None:
        first = max(first, lever.floor)
    if lever.ceiling is not None:
        last = min(last, lever.ceiling)
    return {
        "kind": "number",
        "min": round(first, _DIGITS),
        "max": round(last, _DIGITS),
        "step": step,
    }
