"""What the parts of a decision grid are called."""

from __future__ import annotations

from kit.analysis.model import CriterionNotes, CriterionResult, GridResult, SolutionCost
from kit.display.words import Words, opening


def grid_name(words: Words, grid: GridResult) -> str:
    return opening(words.choice("grid", grid.id))


def criterion(words: Words, one: CriterionResult) -> str:
    """In the client's words, else in those of the catalogue."""
    return one.name if one.name is not None else words.texts[f"grids.{one.key}"]


def juror(words: Words, grid: GridResult, number: int) -> str:
    """ "Juré 2 (assistante)", when somebody said who it is."""
    roles = (row.role for row in grid.jury if row.number == number and row.role)
    role, written = next(roles, None), words.numbers.number(number)
    if role is None:
        return words("grid.juror", number=written)
    return words("grid.juror_role", number=written, role=role.strip())


def opinions_split(noted: CriterionNotes) -> bool:
    return noted.opinion is not None and noted.opinion.disagreement


def amount_of(words: Words, cost: SolutionCost | None) -> str:
    """The total, or the least it can be when a price is missing."""
    if cost is None:
        return words.numbers.missing
    if cost.total is not None:
        return words.numbers.money(cost.total)
    if not cost.known:
        return words.numbers.missing
    return words("grid.known", amount=words.numbers.money(cost.known))
