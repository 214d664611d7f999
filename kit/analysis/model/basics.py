"""What every result is made of: keys of sentences, scores, findings, traces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Quantity = tuple[float, str]  # (value, unit)


class TextKey(str):
    """A key of content/texts among the params of a sentence: translated at display."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Score:
    """A checklist or one of its groups, counted. Unanswered is not ticked, and counted apart."""

    key: str  # checklist or group id
    ticked: int  # "yes"; a "partly" is not ticked
    partly: int
    applicable: int  # all items but those answered "na"
    unanswered: int
    of: int  # items in all
    share: float | None  # ticked / applicable, 0..1; None: nothing applies
    missing: tuple[str, ...]  # applicable items that are not ticked, in order
    mean: float | None = None  # of the notes given, 1..5; lists of notes only


@dataclass(frozen=True, slots=True)
class Checked:
    """A checklist scored: total, groups, and its gate when it has one."""

    total: Score
    groups: tuple[Score, ...]
    gate: float | None  # share required, 0..1
    passed: bool | None  # None: no gate


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold together. It never changes the client's data."""

    code: str  # text key: analysis.finding.<code>
    place: str | None  # "Gains!F7"
    written: str | None
    computed: str | None
    effect: str | None
    params: Mapping[str, object] = field(default_factory=dict)
    severity: str = "warning"  # of its rule: error, warning, info
    places: tuple[str, ...] = ()  # the other cells it is about
    change: float | None = None  # what setting it right changes in the result [EUR/year or EUR]
    change_unit: str = "EUR/year"  # "EUR/year", "EUR" or "h/year"


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a figure comes from: its formula with the client's numbers, and their cells.

    `rule` names the formula's text, ``analysis.formula.<rule>``, whose placeholders are
    the keys of `terms`. Twelfths are a number a year seen by month: 220 days over 12.
    """

    figure: str  # "processes.<id>.hours_month", "business_case.net_month"
    rule: str
    # name -> (value, unit: EUR, h, min, share, number, twelfths)
    terms: Mapping[str, tuple[float, str]]
    value: float
    unit: str
    cells: tuple[str, ...]
    # Terms that are figures of their own: term -> their `figure`, or "assumptions.<key>" for
    # a threshold in use. Under "*", the figures a sum adds up or a total rests on.
    inputs: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
