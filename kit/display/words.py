"""One client's figures and names, in the words of the reader's language.

Everything a block says passes through `Words`: sentences of content/texts, figures of
`numbers`, names of checklist items, choices, processes. Raw values among the params of the
analysis (`kit.analysis.model`) are worded here, by one rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from kit.analysis.model import Analysis, Task, TextKey
from kit.catalogue import Catalogue
from kit.client import Client
from kit.display.numbers import Numbers
from kit.texts import Texts

Block = dict[str, Any]
NAME = 40  # characters of a client's name that fit in a title

_COUNTED = ("days", "weeks", "months")  # units that agree with their number
_NAMED = 8  # names that a sentence of the analysis gives


@dataclass(frozen=True)
class Words:
    """What every block is written from."""

    analysis: Analysis
    catalogue: Catalogue
    texts: Texts
    version: str = "1.0"
    ranges: bool = True  # False: figures alone (the explorer, when asked)
    picks: bool = False  # True: marks of charts say what they stand for (the explorer)
    tips: bool = False  # True: marks of charts say their figures when they are pointed at
    numbers: Numbers = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "numbers", Numbers(self.texts))

    @property
    def client(self) -> Client:
        return self.analysis.client

    @property
    def pointed(self) -> bool:
        """Whether somebody points at marks: on a screen, with a kernel behind."""
        return self.tips or self.picks

    @cached_property
    def traced(self) -> frozenset[str]:
        """The figures that the appendix explains."""
        return frozenset(trace.figure for trace in self.analysis.traces)

    # -- sentences ------------------------------------------------------------------------

    def __call__(self, key: str, **params: Any) -> str:
        """Text ``report.<key>`` with *params* already worded."""
        return self.texts(f"report.{key}", **params)

    def plural(self, key: str, count: float, **params: Any) -> str:
        """``report.<key>.one`` or ``.other``; {count} is written as a number."""
        written = {"count": self.numbers.number(count), **params}
        singular = abs(count) < 2 if self.texts.lang == "fr" else count == 1
        return self(f"{key}.{'one' if singular else 'other'}", **written)

    def sentence(self, key: str, params: Mapping[str, object] | None = None) -> str:
        """Any text of content/texts, with the raw *params* of the analysis worded."""
        return self.texts(key, **{name: self.value(raw) for name, raw in (params or {}).items()})

    def value(self, raw: object) -> str:
        """A raw value of the analysis as text (see kit.analysis.model)."""
        match raw:
            case TextKey():
                return self.texts[raw]
            case str():
                return raw
            case bool() | None:
                return self.yes_no(raw)
            case int() | float():
                return self.numbers.number(raw)
            case date():
                return self.numbers.date_medium(raw)
            case (int() | float() as amount, str() as unit):
                return self.quantity(amount, unit)
            case (int() | float() as low, int() | float() as high, str() as unit):
                return self.range_of(low, high, unit)
            case tuple() | list():
                return self.listed(self._first([self.value(one) for one in raw]))
            case _:
                return str(raw)

    def quantity(self, amount: float | None, unit: str) -> str:
        """*amount* with its unit; units counted in words (days, months…) come from the texts."""
        counted = unit.split("/", maxsplit=1)[0]
        key, written = f"thresholds.unit.{counted}", self.numbers.quantity(amount, unit)
        if amount is not None and counted in _COUNTED:
            return self.plural(f"amount.{counted}", amount, value=written)
        return self.texts(key, value=written) if key in self.texts else written

    def range_of(self, low: float, high: float, unit: str) -> str:
        """ "de 10 € à 30 €"; one amount when both ends are the same."""
        ends = [self.quantity(end, unit) for end in (low, high)]
        return ends[0] if ends[0] == ends[1] else self("range", low=ends[0], high=ends[1])

    def listed(self, names: Iterable[str]) -> str:
        """ "a, b et c"."""
        every = list(names)
        if len(every) < 2:
            return "".join(every)
        return self("list", start=", ".join(every[:-1]), last=every[-1])

    def _first(self, names: list[str]) -> list[str]:
        """*names*, or the first of them and how many others: a sentence is no inventory."""
        if len(names) <= _NAMED + 1:  # "1 other" would save nothing
            return names
        return [*names[:_NAMED], self.plural("chart.others", len(names) - _NAMED)]

    def series(self, parts: Iterable[str]) -> str:
        """Parts of a longer enumeration: "a ; b ; c"."""
        return self("separator").join(parts)

    def pair(self, label: str, value: str) -> str:
        """ "label : value"."""
        return self("pair", label=label, value=value)

    def tip(self, heads: Sequence[str], row: Sequence[str]) -> str:
        """A row of figures as a mark says it when it is pointed at: its name, a figure a line.

        Blank where nobody points: on paper, on the page that is delivered.
        """
        if not self.pointed:
            return ""
        figures = zip(heads[1:], row[1:], strict=True)
        return "\n".join([row[0], *(self.pair(head, cell) for head, cell in figures if cell)])

    def quoted(self, names: Iterable[str]) -> str:
        return self.listed(self("quoted", name=name) for name in names)

    def threshold(self, key: str) -> float:
        """The threshold this analysis used: one given for this run, else the catalogue's."""
        used = {name: value for name, value, _ in self.analysis.assumptions}
        return used[key] if key in used else self.catalogue.threshold(key)

    # -- names ----------------------------------------------------------------------------

    def document(self, id: str) -> str:
        """The title of a document, with its scenario; the code of a text has no hyphen."""
        title = self(f"document.{id.replace('-', '_')}.title")
        applied = self.analysis.scenario
        if applied is None:
            return title
        return self("document_of.scenario", title=title, name=applied.scenario.name)

    def item(self, id: str, form: str = "short", side: str = "") -> str:
        """A checklist item: its `short` name, its full `item` text or the task to `lift` it.

        With the form "side", what its answer *side* says: left, middle or right.
        """
        checklist, name = id.split(".", 1)
        return self.texts[".".join(filter(None, ("checklists", checklist, form, name, side)))]

    def group(self, checklist: str, group: str) -> str:
        return self.texts[f"checklists.{checklist}.group.{group}"]

    def choice(self, choices: str, code: str | None) -> str:
        return self.numbers.missing if code is None else self.texts[f"choices.{choices}.{code}"]

    def yes_no(self, answer: bool | None) -> str:
        if answer is None:
            return self.numbers.missing
        return self.texts["workbook.yes" if answer else "workbook.no"]

    def said(self, text: str | None) -> str:
        """What the client wrote, or the mark of a missing value."""
        return text.strip() if text and text.strip() else self.numbers.missing

    def process(self, id: str) -> str:
        return self.analysis.process(id).process.name

    def automation(self, id: str | None) -> str:
        return self.analysis.automation(id).automation.name if id else ""

    def task(self, task: Task) -> str:
        return self.sentence(task.text, task.params)

    def reason(self, key: str | None) -> str | None:
        """Why a figure is missing or partial, as a sentence."""
        return self.texts[key] if key else None


def inside(name: str) -> str:
    """*name* as it stands inside a sentence: "Service client" → "service client", "RH" kept."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def named(words: Words, key: str, name: str, after: str = "", **params: str) -> str:
    """``report.<key>`` with *name*; ``<key>_unnamed`` when it is too long for a title.

    *after* ends the key in both cases.
    """
    if len(name) > NAME:
        return words(f"{key}_unnamed{after}", **params)
    return words(f"{key}{after}", name=name, **params)


def opening(text: str) -> str:
    """*text* as it opens a sentence."""
    return text[:1].upper() + text[1:]
