"""The ranking of a decision grid, and why a solution is not in it (method M9)."""

from __future__ import annotations

from kit.analysis.model import GridResult, SolutionResult
from kit.display.sections.grid_words import amount_of, criterion, grid_name, opinions_split
from kit.display.tables import Column, centre, right, table
from kit.display.words import Block, Words, inside


def ranking(words: Words, grid: GridResult) -> list[Block]:
    """Those in the running by rank, then the others with the reason why they are not."""
    costs = any(one.cost for one in grid.solutions)
    trials = any(one.test_months for one in grid.solutions)
    rows = [
        [
            _rank(words, grid, one),
            one.name,
            words.numbers.number(one.score) if one.score is not None else "",
            *([_cost(words, one)] if costs else []),
            *([_trial(words, one)] if trials else []),
            "\n".join(_remark(words, grid, one)),
        ]
        for one in grid.solutions
    ]
    months = words.numbers.number(words.threshold("business.horizon_months"))
    cost_label = words("column.grid_cost", months=months)
    columns = [
        centre("rank", 0.09),
        Column("grid_solution", width=0.2),
        right("grid_score", 0.1),
        *([Column("grid_cost", "right", name=cost_label)] if costs else []),
        *([centre("grid_test", 0.13)] if trials else []),
        Column("grid_remark"),
    ]
    caption = words("table.grid_ranking.caption", grid=grid_name(words, grid))
    first = [at for at, one in enumerate(grid.solutions) if one.rank == 1]
    note = words("grid.unnoted_note") if any(one.unnoted for one in grid.solutions) else None
    return table(words, f"grid-ranking-{grid.id}", caption, columns, rows, first, note)


def _rank(words: Words, grid: GridResult, one: SolutionResult) -> str:
    if one.rank is None:
        return ""
    rank = words.numbers.number(one.rank)
    level = sum(other.rank == one.rank for other in grid.solutions) > 1
    return words("grid.rank_equal", rank=rank) if level else rank


def _cost(words: Words, one: SolutionResult) -> str:
    """Nobody asks the price of what was ruled out beforehand."""
    return "" if one.cost is None and one.solution.excluded else amount_of(words, one.cost)


def _trial(words: Words, one: SolutionResult) -> str:
    if one.test_months is None:
        return ""
    low, high = map(words.numbers.number, one.test_months)
    return words("grid.months", low=low, high=high)


def _remark(words: Words, grid: GridResult, one: SolutionResult) -> list[str]:
    said = []
    if one.solution.retained:
        said.append(words("grid.retained"))
    match one.reason:
        case "analysis.grid.excluded":
            said.append(words("grid.excluded", why=inside(words.said(one.solution.excluded))))
        case "analysis.grid.no_weight":
            said.append(words("grid.not_weighed"))
        case "analysis.grid.vetoed":
            said.append(words("grid.vetoed", criteria=_vetoes(words, grid, one)))
        case "analysis.grid.not_noted":
            names = words.listed(criterion(words, grid.criterion(key)) for key in one.missing)
            share = words.numbers.share(one.missing_share)
            count = len(one.missing)
            said.append(words.plural("grid.missing", count, share=share, criteria=names))
    if one.unnoted:
        said.append(words.plural("grid.unnoted", one.unnoted))
    split = sum(opinions_split(note) for note in one.notes)
    if split:
        said.append(words.plural("grid.disagreements", split))
    if one.solution.comment:
        said.append(one.solution.comment.strip())
    return said


def _vetoes(words: Words, grid: GridResult, one: SolutionResult) -> str:
    number = words.numbers.number
    noted = {note.criterion: note for note in one.notes}
    parts = []
    for key in one.vetoes:
        opinion, found = noted[key].opinion, grid.criterion(key)
        mean = number(opinion.mean, 1) if opinion else words.numbers.missing
        name = inside(criterion(words, found))
        parts.append(words("grid.veto", criterion=name, mean=mean, veto=number(found.veto)))
    return words.listed(parts)
