"""The content of the method, loaded once into frozen types and wholly checked.

content/checklists/*.toml   one checklist a file: groups, items, scale, gate
content/choices.toml        the closed lists of the workbook, by key
content/thresholds.toml     every threshold, weight and default, with unit, source, date
content/tools.toml          the tools that may be recommended, dated prices
content/plan.toml           the steps of the 14 and 30-day plan
content/rules.toml          the rules of the coherence and claim audit
content/deadlines.toml      legal deadlines that bear on priorities, dated and sourced
content/grids.toml          what the decision grids weigh, how long solutions take to test
content/use_cases.toml      uses of AI that may be proposed, by function and sector
content/aids.toml           public aids, dated and sourced
content/privacy.toml        what to ask suppliers, what calls for an impact assessment
content/derived_risks.toml  the risks that answers bring up
content/modules/*.toml      the instruments: their sheets, notebooks and own tables
content/workshops.toml      the agendas of the workshops
content/competences.toml    what a project lead should be able to do
content/change_phases.toml  the phases of perception around a go-live
content/documents.toml      which notebooks make which document, in which order

Sentences are not here. Text keys, in content/texts/<lang>/<first word>.toml:

checklists.<checklist>.title, .intro, .group.<group>, .item.<item> (what the client reads),
    .short.<item> (40 characters at most) and, with a gate, .lift.<item> (the task that
    lets the box be ticked, 120 characters at most); of a "side" list .side.<item>.left,
    .middle, .right (80 at most); .output.<output>
choices.<list>.<code>
thresholds.<key>.label, thresholds.unit.<unit>, thresholds.source.<source>
tools.<tool>.strength
modules.<module>.title, .purpose
rules.<rule>.what, .why, .example
deadlines.<deadline>.title, .text
grids.<grid>.<criterion>
use_cases.<use>.title, .what, .watch; aids.<aid>.title, .who, .what, .amount, .watch
derived_risks.<risk>.name, .mitigation, .backup; analysis.supplier.<question>
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
    # "tick" (yes / blank), "answer" (yes/partly/no/na), "note" (1..5), "side" (left, middle,
    # right), "open" (answered in words, in the comment)
    scale: str
    groups: tuple[str, ...]  # in order
    items: tuple[Item, ...]
    gate: float | None
    sheet: str | None  # sheet of the workbook that asks it; None: not asked there
    source: str  # code of the sentence thresholds.source.<source>
    date: str
    inverted: bool = False  # its items are pitfalls: "no" is what ticks them
    outputs: tuple[str, ...] = ()  # what is in hand once it is done: texts .output.<output>


@dataclass(frozen=True, slots=True)
class Threshold:
    """A figure that may be changed. The gate of checklist x is the threshold "gates.x"."""

    value: float
    unit: str  # EUR, h, share, number, days…: the sentence thresholds.unit.<unit> shows it
    source: str  # code of the sentence thresholds.source.<source>
    date: str  # ISO date it was set or checked


# Of levers, in the order they are shown in. Their sentences: ``explore.group.<group>``.
GROUPS = ("hours", "volumes", "adoption", "prices", "dates", "weights", "gates", "terms")


@dataclass(frozen=True, slots=True)
class LeverKind:
    """A kind of figure an analyst may move (content/levers.toml)."""

    id: str  # "<table of the client>.<field>", a threshold's key, or a special one
    group: str
    unit: str  # as a threshold's; min; date; moment: a month of the project, or a date
    step: float  # days for a date
    around: float  # share either side of the figure that the slider covers at least
    floor: float | None  # what may be typed at all
    ceiling: float | None
    span: float = 0.0  # what the slider covers of a figure of 0; days either side of a date
    whole: bool = False  # no fraction makes sense


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that may be recommended. Prices are per month, excluding tax."""

    id: str
    name: str
    family: str  # "no_code", "ai"; "crm": never an automation platform
    price_low: float | None  # [EUR/month]; None: by use
    price_high: float | None
    hosting: tuple[str, ...]  # "us", "europe", "self_hosted"
    complexity: tuple[str, ...]  # what it handles well: linear, branches, loops
    suites: tuple[str, ...]  # office suites it is at home in; empty: any
    connectors: tuple[str, ...]  # native connectors, lower case
    needs_skills: bool  # someone must be able to run a server
    source: str
    date: str
    per_user: bool = False  # its prices are those of one user

    @property
    def automates(self) -> bool:
        """A platform to automate with, or a model to do it by; a CRM is neither."""
        return self.family != "crm"


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
    meeting: bool = False  # people meet for it
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
class UseCase:
    """A use of AI or automation that may be proposed (method M9)."""

    id: str
    function: str  # choice: business_function
    sectors: tuple[str, ...]  # those it was made for; empty: any
    pains: tuple[str, ...]  # items of the diagnostic it answers
    level: str  # choice: no_code, ai, hybrid
    human_share: str  # choice: who decides, a person or AI
    critical: str  # choice: a domain where a decision must be explainable; "none"
    source: str  # code of the sentence thresholds.source.<source>
    date: str  # ISO date it was last read over


@dataclass(frozen=True, slots=True)
class Aid:
    """A public aid a small company may ask for (method M9)."""

    id: str
    kind: str  # advice, grant, tax_credit, training, guarantee
    staff_from: int | None  # people; None: no lower limit
    staff_below: int | None  # people; None: no upper limit
    ends: str | None  # ISO, the last day it may be asked for; None: not set
    verified: bool  # its amounts and conditions were confirmed at `source`
    source: str  # where to check
    checked: str  # ISO date it was checked


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    notebooks: tuple[str, ...]  # in order
    when_filled: frozenset[str]  # notebooks left out when nothing in their modules is filled
    # Notebooks whose headings stand so many levels lower than they are written: a chapter
    # becomes a part of the one before it.
    shift: Mapping[str, int]
    owner: tuple[str, ...] = ()  # those the owner's short version keeps; empty: it has none


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a module's own table: what kit.workbook.columns.Column says of it."""

    key: str
    kind: str
    required: bool
    choices: str | None
    table: str | None
    minimum: float | None
    maximum: float | None
    width: int


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A table that a module describes by itself: asked, read and shown without any code."""

    key: str
    sheet: str
    rows: int
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A short workbook: what it asks of the tables and forms it keeps, and how many rows."""

    file: str  # of the module that says so
    rows: int
    blocks: Mapping[str, tuple[str, ...]]  # block -> its columns, in order


@dataclass(frozen=True, slots=True)
class Module:
    """An instrument of the method: the sheets it asks, the notebooks that show it."""

    id: str
    sheets: tuple[str, ...]
    notebooks: tuple[str, ...]
    offered: bool  # part of a blank workbook when no module is named
    documents: tuple[str, ...]  # to which its notebooks are added, before the appendix
    tables: tuple[OwnTable, ...]
    brief: Brief | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion that a decision grid weighs when the client names none."""

    id: str  # "<grid>.<criterion>"
    weight: float  # against the other weights of its grid
    words: tuple[str, ...]  # its text in each language: what a note may call it


@dataclass(frozen=True, slots=True)
class DecisionGrid:
    id: str  # code of the choice list `grid`
    criteria: tuple[Criterion, ...]
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class SupplierKind:
    """How long a solution of such a supplier takes to be tested [months]."""

    id: str  # code of the choice list `supplier_kind`
    months_low: int
    months_high: int
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class WorkshopStep:
    """A step of a workshop. Texts: ``workshops.<workshop>.<key>.title`` and ``.how``."""

    key: str
    minutes: int
    sheet: str | None  # filled during the step


@dataclass(frozen=True, slots=True)
class Workshop:
    """A workshop and its agenda. Texts: ``workshops.<id>.title``, ``.goal``, ``.bring``."""

    id: str
    minutes: int  # what its steps add up to
    people: tuple[int, int]  # from, to
    sheets: tuple[str, ...]  # filled on site, then read back
    steps: tuple[WorkshopStep, ...]
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class SupplierQuestion:
    """What to ask a supplier about personal data. Text: ``analysis.supplier.<id>``."""

    id: str  # code of the choice list supplier_question
    asked: str  # always, outside (data may leave the EU), learns (an AI is at work)
    answered_by: str | None  # field of RegisterLine


@dataclass(frozen=True, slots=True)
class ImpactCriterion:
    """A criterion of an impact assessment that a process shows by itself: any condition does."""

    id: str  # code of the choice list dpia_criterion
    sensitive: bool  # the process handles sensitive data
    levels: tuple[str, ...]  # of the automation
    domains: tuple[str, ...]  # of the process


@dataclass(frozen=True, slots=True)
class DerivedRisk:
    """A risk that answers bring up. Texts: ``derived_risks.<id>.name, .mitigation, .backup``."""

    id: str
    trigger: str  # what must be true: kit.analysis.derived_risks
    kind: str  # choice risk_kind
    probability: int  # 1..5
    impact: int  # 1..5
    words: tuple[str, ...]  # beginnings of words that tell the same risk in the workbook


@dataclass(frozen=True, slots=True)
class Skill:
    """A competence of a project lead. Its word: ``choices.competence.<code>``."""

    kind: str  # technical, behavioural
    target: int  # level expected, 0..4
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class ChangePhase:
    """A phase of perception. Texts: ``change_phases.<id>.name``, ``.sign``, ``.say``."""

    id: str
    days: str  # key of the threshold: how far from the go-live it starts [days]
    before: bool  # that far before the go-live, else after


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Everything the method says that is not a sentence. Compared by identity: loaded once."""

    checklists: Mapping[str, Checklist]
    choices: Mapping[str, tuple[str, ...]]  # list -> codes, in order
    thresholds: Mapping[str, Threshold]
    tools: tuple[Tool, ...]
    plan: tuple[PlanStep, ...]
    documents: Mapping[str, Document]
    modules: Mapping[str, Module]  # by id, in their order
    workshops: Mapping[str, Workshop]
    rules: Mapping[str, Rule]  # by id, in the order of the file
    deadlines: tuple[Deadline, ...]  # by date
    use_cases: tuple[UseCase, ...]
    aids: tuple[Aid, ...]
    grids: Mapping[str, DecisionGrid]
    suppliers: Mapping[str, SupplierKind]
    supplier_questions: Mapping[str, SupplierQuestion]
    impact_criteria: Mapping[str, ImpactCriterion]
    people: Mapping[str, str]  # domain of a process -> whose data it is about
    derived_risks: Mapping[str, DerivedRisk]
    skills: Mapping[str, Skill]  # competences of a project lead, by code, in their order
    change_phases: tuple[ChangePhase, ...]  # in their order
    levers: Mapping[str, LeverKind]  # by id, in the order of the file

    def threshold(self, key: str) -> float:
        """The value of threshold *key*: ``catalogue.threshold("gates.prerequisites")``."""
        return self.thresholds[key].value

    def __post_init__(self) -> None:
        for name in (
            "checklists",
            "choices",
            "thresholds",
            "documents",
            "modules",
            "rules",
            "grids",
            "suppliers",
            "supplier_questions",
            "impact_criteria",
            "people",
            "derived_risks",
            "skills",
            "levers",
        ):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def __reduce__(self) -> tuple[Any, ...]:  # a read-only mapping does not travel as it is
        values = (getattr(self, field.name) for field in fields(self))
        plain = (value if isinstance(value, tuple) else dict(value) for value in values)
        return type(self), tuple(plain)


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """The catalogue, checked; raises ContentError.

    Without *folder*: the kit's content, with a firm's own laid over it (environment variable
    KIT_CONTENT). A *folder* given has the whole shape of kit/content. Its own
    texts/<lang>/*.toml, when there are any, come on top of the kit's.
    """
    from kit.places import content_folders

    return _load(content_folders() if folder is None else (folder,))


@cache
def _load(folders: tuple[Path, ...]) -> Catalogue:
    from kit.content_files import read_catalogue

    return read_catalogue(folders)
