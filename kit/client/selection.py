"""Choosing among solutions with a jury, and the use cases a workshop votes on (method M9)."""

from __future__ import annotations

from dataclasses import dataclass

JURORS = range(1, 9)  # the numbers a juror may have: a column of notes each


@dataclass(frozen=True, slots=True)
class GridCriterion:
    """A criterion of a decision grid. A grid with none takes those of content/grids.toml."""

    grid: str  # choice: tools, crm, ai
    name: str
    weight: float | None = None  # against the other weights of the grid, 0 or more
    veto: int | None = None  # 1..5: the smallest mean note accepted
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Solution:
    """Something that could be chosen. Out of the running when `excluded` says why."""

    name: str
    grid: str  # choice: tools, crm, ai
    supplier_kind: str | None = None  # choice: turnkey, platform, data_provider
    supplier: str | None = None
    excluded: str | None = None  # why it was ruled out before anybody noted it
    retained: bool | None = None  # already chosen or recommended, grid or not
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class GridNote:
    """The notes, each 1 to 5, that the jurors gave to a solution on a criterion.

    `criterion` is written as the grid's criteria write it, or as the text of the catalogue's.
    `note_n` is that of juror n of the jury.
    """

    solution: str
    criterion: str
    note_1: int | None = None
    note_2: int | None = None
    note_3: int | None = None
    note_4: int | None = None
    note_5: int | None = None
    note_6: int | None = None
    note_7: int | None = None
    note_8: int | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class JuryRow:
    """Who a juror is, and what he or she says of a solution: as many rows as remarks."""

    number: int  # 1..8: the column of their notes
    role: str | None = None  # not a personal name
    solution: str | None = None  # blank: of the whole
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class GridCost:
    """One line of what a solution costs.

    (quantity x unit_price, quantity being 1 when blank, + client_days x day_rate) at the
    stated rhythm, over the months the business case looks at.
    """

    solution: str
    label: str
    nature: str  # choice: set_up, licences, infrastructure, maintenance, staff
    rhythm: str  # choice: once, month, year
    quantity: float | None = None
    unit_price: float | None = None  # [EUR]
    client_days: float | None = None  # [days] of the client's own staff, at that rhythm
    day_rate: float | None = None  # [EUR/day]


@dataclass(frozen=True, slots=True)
class Idea:
    """A use case of AI that a workshop came up with."""

    name: str
    function: str | None = None  # choice business_function
    process: str | None = None
    problem: str | None = None
    expected: str | None = None  # what it should bring
    level: str | None = None  # choice: no_code, ai, hybrid
    human_share: str | None = None  # choice: who decides, from the AI alone to people alone
    critical_domain: str | None = None  # choice: none, hr, justice, health, credit
    data_needed: str | None = None
    retained: bool | None = None  # the group put it in its top 3


@dataclass(frozen=True, slots=True)
class IdeaVote:
    """What one member of the workshop thinks of an idea."""

    juror: str  # a role or a number, not a personal name
    idea: str
    value: int | None = None  # 1..5, 5 = decisive for the company
    feasibility: int | None = None  # 1..5, 5 = can start tomorrow
    stickers: int | None = None  # of the three each one has
    comment: str | None = None
