"""Choosing a solution with a jury: each grid, its ranking, its costs (methods M8, M9, M18.5)."""

from __future__ import annotations

from kit.analysis.model import GridResult, SolutionResult
from kit.display.parts import bullets, callout, paragraph, section
from kit.display.sections.grid_costs import costs_table
from kit.display.sections.grid_jury import firm_sentence, remarks, reservations
from kit.display.sections.grid_notes import charts
from kit.display.sections.grid_ranking import ranking
from kit.display.sections.grid_words import criterion, grid_name
from kit.display.words import Block, Words


def absent(words: Words) -> str | None:
    return None if words.analysis.grids else words("absent.module")


def headline(words: Words) -> str | None:
    """The conclusion of the one grid there is, else how many there are."""
    grids = words.analysis.grids
    if len(grids) == 1:
        return _title(words, grids[0])
    return words("headline.selection.several", count=words.numbers.number(len(grids)))


def verdicts(words: Words) -> list[Block]:
    """What was chosen before, or against, what the grids say."""
    codes = ("choice_before_grid", "choice_against_grid", "choice_ruled_out")
    chosen = {
        (code, finding.written): finding
        for finding in words.analysis.findings
        for code in codes
        if finding.code == code
    }
    early, blocks = [], []
    for grid in words.analysis.grids:
        for one in grid.solutions:
            name = words("quoted", name=one.name)
            if (codes[0], one.name) in chosen:
                why = _unfinished(words, grid)
                grid_word = words.choice("grid", grid.id)
                early.append(words("selection.before_item", name=name, grid=grid_word, why=why))
            elif (codes[1], one.name) in chosen:
                first = words.quoted(other.name for other in _leaders(grid))
                title = words("selection.against", name=name, first=first)
                blocks += callout("info", title, words("selection.against_why"))
            elif (codes[2], one.name) in chosen:
                title = words("selection.out", name=name)
                blocks += callout("stop", title, words("selection.out_why"))
    if early:
        title = words.plural("selection.before", len(early))
        blocks = callout("stop", title, words("selection.before_why"), early) + blocks
    return blocks


def _unfinished(words: Words, grid: GridResult) -> str:
    if not _leaders(grid):
        return words("selection.nothing_noted")
    if grid.pending:
        return words("selection.waiting", names=words.quoted(grid.pending))
    return words("selection.alone")


def grids(words: Words) -> list[Block]:
    """Grid by grid: what was noted, who comes first and how firmly, costs, remarks."""
    return [block for grid in words.analysis.grids for block in _grid(words, grid)]


def _grid(words: Words, grid: GridResult) -> list[Block]:
    intro = _intro(words, grid)
    alone = len(words.analysis.grids) == 1  # its conclusion is the title of the whole
    id = f"section-grid-{grid.id}"
    opening = paragraph(intro or "") if alone else section(id, 2, _title(words, grid), intro)
    return [
        *opening,
        *charts(words, grid),
        *ranking(words, grid),
        *paragraph(firm_sentence(words, grid)),
        *bullets(reservations(words, grid)),
        *costs_table(words, grid),
        *remarks(words, grid),
    ]


def _leaders(grid: GridResult) -> list[SolutionResult]:
    return [one for one in grid.solutions if one.rank == 1]


def _title(words: Words, grid: GridResult) -> str:
    """The conclusion: who is first, and whether that would last."""
    name = grid_name(words, grid)
    first = _leaders(grid)
    if not first:
        return words("grid.title.none", grid=name)
    if len(first) > 1:
        return words("grid.title.level", grid=name, names=words.quoted(o.name for o in first))
    if grid.pending:
        return words("grid.title.pending", grid=name, name=first[0].name)
    if grid.firmness is None:
        return words("grid.title.alone", grid=name, name=first[0].name)
    key = "firm" if grid.firmness.firm else "close"
    return words(f"grid.title.{key}", grid=name, name=first[0].name)


def _intro(words: Words, grid: GridResult) -> str | None:
    """Whose criteria these are, and what is still to be noted."""
    said = []
    if grid.defaulted:
        said.append(words("grid.defaulted"))
    else:
        taken = [criterion(words, one) for one in grid.criteria if one.assumed]
        if taken:
            said.append(words("grid.weights_assumed", names=words.quoted(taken)))
        loose = [criterion(words, one) for one in grid.criteria if one.weight is None]
        if loose:
            said.append(words.plural("grid.no_weight", len(loose), names=words.quoted(loose)))
    if grid.pending:
        names = words.quoted(grid.pending)
        said.append(words.plural("grid.pending", len(grid.pending), names=names))
    return " ".join(said) or None
