"""The jury's mean notes, criterion by criterion, drawn (method M9, selection grid)."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from kit.analysis.model import CriterionNotes, GridResult, SolutionResult
from kit.display.note_grid import GridWords, Line, Note, note_grid
from kit.display.parts import chart, data_of
from kit.display.sections.grid_words import criterion
from kit.display.words import Block, Words, inside

_ABREAST = 6  # solutions side by side in one chart


def charts(words: Words, grid: GridResult) -> list[Block]:
    """The solutions somebody noted, those out of the running included."""
    noted = [one for one in grid.solutions if any(note.opinion for note in one.notes)]
    starts = range(0, len(noted), _ABREAST)
    return [
        block
        for start in starts
        for block in _chart(words, grid, noted[start : start + _ABREAST], start // _ABREAST)
    ]


def _chart(
    words: Words, grid: GridResult, solutions: Sequence[SolutionResult], part: int
) -> list[Block]:
    number = words.numbers.number
    lines = [
        Line(
            criterion(words, one),
            words.numbers.share(one.share) if one.share is not None else "",
            tuple(_note(words, solution.notes[at]) for solution in solutions),
        )
        for at, one in enumerate(grid.criteria)
    ]
    scores = ["" if one.score is None else number(one.score) for one in solutions]
    labels = GridWords(
        *(words(f"chart.grid.{key}") for key in ("weight", "score", "low", "high", "split", "veto"))
    )
    id = f"grid-{grid.id}" + (f"-{part + 1}" if part else "")
    svg = note_grid([one.name for one in solutions], lines, scores, labels, id)
    caption = _caption(words, grid)
    details = words.series(_spoken(words, grid, one) for one in solutions)
    alt = words("chart.grid.alt", caption=caption, details=details)
    columns = [words("column.map_criterion"), labels.weight, *(one.name for one in solutions)]
    rows = [[line.name, line.weight, *(note.text for note in line.notes)] for line in lines]
    rows.append([labels.score, "", *scores])
    return chart(id, caption, alt, svg, data=data_of(words, columns, rows))


def _note(words: Words, noted: CriterionNotes) -> Note:
    if noted.opinion is None:
        return Note(words.numbers.missing, None)
    mean = noted.opinion.mean
    return Note(
        words.numbers.number(mean, 1),
        min(5, max(1, floor(mean + 0.5))),
        noted.opinion.disagreement,
        noted.vetoed,
    )


def _caption(words: Words, grid: GridResult) -> str:
    """On what the first is ahead of the second, weights counted."""
    ranked = [one for one in grid.solutions if one.rank is not None]
    if not ranked:
        return words("chart.grid.plain")
    if len(ranked) == 1:
        score = words.numbers.number(ranked[0].score)
        return words("chart.grid.alone", first=ranked[0].name, score=score)
    first, second = ranked[:2]
    if second.rank == 1:
        return words("chart.grid.level", first=first.name, second=second.name)
    leads = [
        (one.share * (mine.opinion.mean - theirs.opinion.mean), one)
        for one, mine, theirs in zip(grid.criteria, first.notes, second.notes, strict=True)
        if one.share is not None and mine.opinion and theirs.opinion
    ]
    _, best = max(leads, key=lambda lead: lead[0])
    return words(
        "chart.grid.caption",
        first=first.name,
        second=second.name,
        criterion=criterion(words, best),
    )


def _spoken(words: Words, grid: GridResult, solution: SolutionResult) -> str:
    number = words.numbers.number
    notes = [
        words(
            "chart.grid.note",
            criterion=inside(criterion(words, one)),
            mean=number(noted.opinion.mean, 1) if noted.opinion else words.numbers.missing,
        )
        for one, noted in zip(grid.criteria, solution.notes, strict=True)
    ]
    if solution.score is not None:
        notes.append(words("chart.grid.total", score=number(solution.score)))
    return words("chart.grid.row", solution=solution.name, notes=words.listed(notes))
