"""Decision grids, their firmness and their costs; the ideas of a workshop and its votes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kit.client import Idea, JuryRow, Solution


@dataclass(frozen=True, slots=True)
class Opinion:
    """What several jurors said of one thing, on the absolute scale of the notes, 1 to 5."""

    votes: int  # who gave a note
    mean: float
    low: int
    high: int
    disagreement: bool  # high - low reaches the threshold votes.disagreement

    @property
    def spread(self) -> int:
        """[points] between the lowest and the highest note."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """A criterion of a grid, as it is weighed."""

    key: str  # "<grid>.<criterion>" of the catalogue, else the client's own name
    name: str | None  # as the client wrote it; None: the text grids.<key>
    weight: float | None  # None: own criterion without a weight, not counted
    assumed: bool  # the weight is the catalogue's
    share: float | None  # of the weights of the grid, 0..1; None: not counted
    veto: int | None


@dataclass(frozen=True, slots=True)
class CriterionNotes:
    """What the jury noted of one solution on one criterion."""

    criterion: str  # key of its CriterionResult
    notes: Mapping[int, int]  # juror number -> note
    opinion: Opinion | None  # None: nobody noted it
    vetoed: bool  # the mean is under the smallest note accepted
    under: tuple[int, ...]  # jurors whose own note is under it, when the mean is not


@dataclass(frozen=True, slots=True)
class SolutionCost:
    """What a solution costs over the months looked at."""

    months: int
    natures: Mapping[str, float]  # choice solution_cost -> [EUR], lines that could be computed
    known: float  # [EUR] their sum
    total: float | None  # [EUR]; None: a line has no price
    staff_days: float  # [days] of the client's own staff
    missing: tuple[str, ...]  # labels of the lines without a price


@dataclass(frozen=True, slots=True)
class SolutionResult:
    """A solution noted by the jury. Ranked only when noted on all that weighs."""

    name: str
    solution: Solution
    notes: tuple[CriterionNotes, ...]  # in the order of the criteria
    score: float | None  # weighted mean, 1..5; None: see `reason`
    rank: int | None  # equal scores share a rank
    reason: str | None  # text key, when unranked: analysis.grid.excluded / vetoed / …
    missing: tuple[str, ...]  # criteria that weigh something and that nobody noted
    missing_share: float  # their share of the weights, 0..1
    unnoted: int  # notes that jurors of the grid did not give, on criteria that were noted
    vetoes: tuple[str, ...]  # criteria that rule it out
    cost: SolutionCost | None  # None: no line
    test_months: tuple[int, int] | None  # of its kind of supplier


@dataclass(frozen=True, slots=True)
class GridChange:
    """The smallest change that dethrones the first: a weight, or one juror's note."""

    criterion: str
    solution: str | None  # of a note
    juror: int | None  # of a note
    before: float
    after: float  # of a weight: beyond it, the rival is ahead


@dataclass(frozen=True, slots=True)
class GridFirmness:
    first: str  # names of solutions
    second: str  # the one that would take its place
    draws: int
    spread: float  # weights drawn within this share of their value
    first_share: float  # of the weight draws that leave it first
    change: GridChange | None  # None: no single change does
    jurors: int
    subsets: int
    juror_first_share: float  # of the juror subsets that leave it first
    firm: bool


@dataclass(frozen=True, slots=True)
class GridResult:
    """One decision grid."""

    id: str  # choice: tools, crm, ai
    criteria: tuple[CriterionResult, ...]
    defaulted: bool  # the client named no criterion: those of the catalogue
    jurors: tuple[int, ...]  # numbers of those who gave a note
    solutions: tuple[SolutionResult, ...]  # by rank, then the others as listed
    finished: bool  # nothing is left to note, and there was something to compare
    pending: tuple[str, ...]  # solutions still to be noted
    retained: tuple[str, ...]  # solutions already chosen, grid or not
    firmness: GridFirmness | None
    jury: tuple[JuryRow, ...] = ()  # who they are, and their remarks on this grid

    def criterion(self, key: str) -> CriterionResult:
        return next(one for one in self.criteria if one.key == key)


@dataclass(frozen=True, slots=True)
class IdeaResult:
    """An idea and what the workshop thinks of it."""

    name: str
    idea: Idea
    process: str | None  # id
    value: Opinion | None
    feasibility: Opinion | None
    stickers: int | None  # None: nobody gave any to any idea
    place: int | None  # order the votes propose, shared by equals; None: nobody voted on it
    proposed: bool  # among the first ones, by the votes
    critical: bool  # HR, justice, health or credit: explained, and decided by people
    alone: bool  # the AI would decide by itself


@dataclass(frozen=True, slots=True)
class IdeasResult:
    ideas: tuple[IdeaResult, ...]  # by place, then the others as listed
    jurors: tuple[str, ...]
    stickers: int  # a juror has
    top: int  # ideas a group retains
    proposed: tuple[str, ...]  # names, in order
    validated: tuple[str, ...]  # those the group retained, as listed
    unused: Mapping[str, int] = field(default_factory=dict)  # juror -> stickers not given
