"""What the solutions of a grid cost over the run, nature by nature (method M9)."""

from __future__ import annotations

from collections.abc import Sequence

from kit.analysis.model import GridResult, SolutionResult
from kit.display.sections.grid_words import amount_of, grid_name
from kit.display.tables import Column, table
from kit.display.words import Block, Words, opening

_ABREAST = 5  # solutions side by side


def costs_table(words: Words, grid: GridResult) -> list[Block]:
    """One column per solution that has lines; the total, and what has no price."""
    costed = [one for one in grid.solutions if one.cost is not None]
    return [
        block
        for start in range(0, len(costed), _ABREAST)
        for block in _abreast(words, grid, costed[start : start + _ABREAST], start)
    ]


def _abreast(
    words: Words, grid: GridResult, solutions: Sequence[SolutionResult], start: int
) -> list[Block]:
    number = words.numbers
    costs = [one.cost for one in solutions if one.cost is not None]
    natures = [
        nature
        for nature in words.catalogue.choices["solution_cost"]
        if any(nature in cost.natures for cost in costs)
    ]
    rows = [
        [
            opening(words.choice("solution_cost", nature)),
            *(
                number.money(cost.natures[nature]) if nature in cost.natures else ""
                for cost in costs
            ),
        ]
        for nature in natures
    ]
    months = number.number(costs[0].months)
    total = words("grid.total", months=months)
    rows.append([total, *(amount_of(words, cost) for cost in costs)])
    if any(cost.staff_days for cost in costs):
        days = [
            words("grid.days", count=number.number(cost.staff_days)) if cost.staff_days else ""
            for cost in costs
        ]
        rows.append([words("grid.staff_days"), *days])
    columns = [Column("grid_nature", width=0.24)]
    columns += [Column("grid_solution", "right", name=one.name) for one in solutions]
    suffix = f"-{start // _ABREAST + 1}" if start else ""
    return table(
        words,
        f"grid-costs-{grid.id}{suffix}",
        _caption(words, grid, months),
        columns,
        rows,
        [len(natures)],
        _note(words, grid, solutions),
    )


def _caption(words: Words, grid: GridResult, months: str) -> str:
    """Which one costs the least, when no other one that may be chosen could turn out cheaper."""
    out = ("analysis.grid.excluded", "analysis.grid.vetoed")
    running = [one for one in grid.solutions if one.reason not in out]
    least = {one.name: one.cost.known for one in running if one.cost}
    totals = {one.name: one.cost.total for one in running if one.cost and one.cost.total}
    name = grid_name(words, grid)
    cheapest = min(totals, key=lambda each: totals[each], default=None)
    if cheapest is None or len(least) < max(len(running), 2):
        return words("table.grid_costs.caption", grid=name, months=months)
    if min(least.values()) < totals[cheapest]:
        return words("table.grid_costs.caption", grid=name, months=months)
    return words(
        "table.grid_costs.cheapest",
        grid=name,
        months=months,
        name=cheapest,
        amount=words.numbers.money(totals[cheapest]),
    )


def _note(words: Words, grid: GridResult, solutions: Sequence[SolutionResult]) -> str | None:
    """The prices that are missing, and the solutions without any line."""
    lines = [
        words.pair(one.name, words.listed(one.cost.missing))
        for one in solutions
        if one.cost and one.cost.missing
    ]
    said = [words("grid.no_price", lines=words.series(lines))] if lines else []
    bare = [one.name for one in grid.solutions if one.cost is None and not one.solution.excluded]
    if bare:
        said.append(words("grid.no_cost", names=words.quoted(bare)))
    return " ".join(said) or None
