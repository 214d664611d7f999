"""The content of the method, loaded once into frozen types and wholly checked.

content/checklists/*.toml   one checklist a file: groups, items, scale, gate
content/choices.toml        the closed lists of the workbook, by key
content/thresholds.toml     every threshold, weight and default, with unit, source, date
content/tools.toml          the tools that may be recommended, dated prices
content/plan.toml           the steps of the 14 and 30-day plan
content/rules.toml          the rules of the coherence and claim audit
content/deadlines.toml      legal deadlines that bear on priorities, dated and sourced
content/documents.toml      which notebooks make which document, in which order

Sentences are not here. Text keys, in content/texts/<lang>/<first word>.toml:

checklists.<checklist>.title, .intro, .group.<group>, .item.<item> (what the client reads),
    .short.<item> (40 characters at most) and, with a gate, .lift.<item> (the task that
    lets the box be ticked, 120 characters at most)
choices.<list>.<code>
thresholds.<key>.label, thresholds.unit.<unit>, thresholds.source.<source>
tools.<tool>.strength
rules.<rule>.what, .why, .example
deadlines.<deadline>.title, .text
plan.<step>.task, .output and, when these have placeholders, .task_generic, .output_generic

Loading raises ContentError (file, key, what) for an unknown key, a missing text in a
language, a duplicate id, a gate out of range: kit.content_files and kit.content_checks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Item:
    id: str  # "<checklist>.<item>"
    group: str
    field: str | None = None  # answered by this field of a record (design card), not by a box


@dataclass(frozen=True, slots=True)
class Checklist:
    """Items in their order. `gate`: share of applicable items that must be ticked, 0..1."""

    id: str
    scale: str  # "tick" (yes / blank), "answer" (yes/partly/no/na), "note" (1..5)
    groups: tuple[str, ...]  # in order
    items: tuple[Item, ...]
    gate: float | None
    sheet: str | None  # sheet of the workbook that asks it; None: not asked there
    source: str  # code of the sentence thresholds.source.<source>
    date: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """A figure that may be changed. The gate of checklist x is the threshold "gates.x"."""

    value: float
    unit: str  # EUR, h, share, number, days…: the sentence thresholds.unit.<unit> shows it
    source: str  # code of the sentence thresholds.source.<source>
    date: str  # ISO date it was set or checked


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that may be recommended. Prices are per month, excluding tax."""

    id: str
    name: str
    family: str  # "no_code" or "ai"
    price_low: float | None  # [EUR/month]; None: by use
    price_high: float | None
    hosting: tuple[str, ...]  # "us", "europe", "self_hosted"
    complexity: tuple[str, ...]  # what it handles well: linear, branches, loops
    suites: tuple[str, ...]  # office suites it is at home in; empty: any
    connectors: tuple[str, ...]  # native connectors, lower case
    needs_skills: bool  # someone must be able to run a server
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step of the plan. Texts: ``plan.<key>.task`` and ``plan.<key>.output``."""

    key: str
    day: int  # n-th working day of the plan, 1 = the start
    last_day: int  # = day for a one-day step
    owner: str  # field of PlanSettings: lead, sponsor, builder, data_protection, users
    automation: int | None  # rank of the automation it works on, 1..3; None: none
    gates: tuple[str, ...]  # "prerequisites", "gdpr": blocked while they are not passed
    go_live: bool  # switches something on: never a Friday or the eve of a day off
    horizon: int  # 14 or 30: the plan it belongs to
    # Read in its two texts: what they name ("automation", "process", "processes", "quick_wins",
    # "candidates"): when the client has no such thing, the `_generic` twin is used.
    task_needs: tuple[str, ...] = ()
    output_needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the audit; its code is that of the findings it raises."""

    id: str
    family: str  # sums, units, time, money, claims, gates, dates, data
    severity: str  # "error" (the result is wrong), "warning" (it is at risk), "info" (look again)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A legal deadline that makes some processes more pressing."""

    id: str
    date: str  # ISO
    pains: tuple[str, ...]  # items of the diagnostic it bears on
    staff_below: int | None  # people; None: any company
    source: str  # where it is published
    checked: str  # ISO date it was checked
    date_above: str | None = None  # ISO, for companies of `staff_below` people or more


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    notebooks: tuple[str, ...]  # in order


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Everything the method says that is not a sentence. Compared by identity: loaded once."""

    checklists: Mapping[str, Checklist]
    choices: Mapping[str, tuple[str, ...]]  # list -> codes, in order
    thresholds: Mapping[str, Threshold]
    tools: tuple[Tool, ...]
    plan: tuple[PlanStep, ...]
    documents: Mapping[str, Document]
    rules: Mapping[str, Rule]  # by id, in the order of the file
    deadlines: tuple[Deadline, ...]  # by date

    def threshold(self, key: str) -> float:
        """The value of threshold *key*: ``catalogue.threshold("gates.prerequisites")``."""
        return self.thresholds[key].value

    def __post_init__(self) -> None:
        for name in ("checklists", "choices", "thresholds", "documents", "rules"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def __reduce__(self) -> tuple[Any, ...]:  # a read-only mapping does not travel as it is
        values = (getattr(self, field.name) for field in fields(self))
        plain = (value if isinstance(value, tuple) else dict(value) for value in values)
        return type(self), tuple(plain)


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """The catalogue of *folder* (default: kit/content), checked; raises ContentError.

    *folder* has the whole shape of kit/content. Its own texts/<lang>/*.toml, when there are
    any, come on top of the kit's: a consultant's checklist brings its sentences with it.
    """
    from kit.content_files import CONTENT

    return _load(folder or CONTENT)


@cache
def _load(folder: Path) -> Catalogue:
    from kit.content_files import read_catalogue

    return read_catalogue(folder)
