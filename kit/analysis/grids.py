"""Decision grids: what a jury thinks of several solutions, weighed (methods M6, M8, M9).

A solution's score is the weighted mean of its mean notes, on the absolute scale 1 to 5: it
owes nothing to the other solutions, so that adding or dropping one never turns two others
round. It is ranked when the jury noted it on every criterion that weighs something, and no
veto rules it out. A veto is the smallest mean note accepted: one juror alone does not
rule a solution out, but that juror's note is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kit.analysis.grid_firmness import measure_grid
from kit.analysis.model import CriterionNotes, CriterionResult, GridResult, SolutionResult
from kit.analysis.opinions import opinion_of
from kit.analysis.settings import Settings
from kit.analysis.solution_costs import cost_of
from kit.catalogue import DecisionGrid
from kit.client import Client, GridNote, JuryRow, Solution
from kit.client.selection import JURORS

_DECIMALS = 9  # of a score: beyond, it is the noise of floats


def fill_grids(client: Client, settings: Settings) -> tuple[GridResult, ...]:
    """The grids for which the client lists a solution, in the order of the catalogue."""
    listed = {solution.grid for solution in client.solutions}
    grids = settings.catalogue.grids
    return tuple(_grid(client, grids[id], settings) for id in grids if id in listed)


def _grid(client: Client, grid: DecisionGrid, settings: Settings) -> GridResult:
    criteria, defaulted = criteria_of(client, grid)
    solutions = [one for one in client.solutions if one.grid == grid.id]
    jurors = _jurors(client, solutions)
    results = [_solution(client, one, criteria, jurors, settings) for one in solutions]
    ranked = _ranked(results)
    pending = tuple(one.name for one in results if one.reason == "analysis.grid.not_noted")
    others = [one for one in results if one.score is None or one.reason is not None]
    return GridResult(
        id=grid.id,
        criteria=criteria,
        defaulted=defaulted,
        jurors=jurors,
        solutions=(*ranked, *others),
        finished=bool(ranked) and not pending and len(solutions) > 1,
        pending=pending,
        retained=tuple(one.name for one in solutions if one.retained),
        firmness=measure_grid(ranked, criteria, jurors, settings),
        jury=_jury(client, solutions, jurors),
    )


def criteria_of(client: Client, grid: DecisionGrid) -> tuple[tuple[CriterionResult, ...], bool]:
    """The criteria of *grid*: the client's, else those of the catalogue (then True).

    A client's criterion without a weight takes that of the catalogue's of the same name;
    without such a one it has none, and counts for nothing.
    """
    own = [row for row in client.grid_criteria if row.grid == grid.id]
    usual = {word: one for one in grid.criteria for word in one.words}
    found: list[CriterionResult] = []
    for row in own:
        known = usual.get(row.name)
        assumed = row.weight is None and known is not None
        weight = known.weight if assumed and known else row.weight
        found.append(CriterionResult(row.name, row.name, weight, assumed, None, row.veto))
    if not own:
        found = [
            CriterionResult(one.id, None, one.weight, True, None, None) for one in grid.criteria
        ]
    total = sum(one.weight or 0.0 for one in found)
    shares = [one.weight / total if one.weight and total else None for one in found]
    return tuple(
        replace(one, share=share) for one, share in zip(found, shares, strict=True)
    ), not own


def _jurors(client: Client, solutions: Sequence[Solution]) -> tuple[int, ...]:
    """Who gave a note to one of *solutions*."""
    names = {one.name for one in solutions}
    sat = {
        juror for row in client.grid_notes if row.solution in names for juror, _ in notes_in(row)
    }
    return tuple(sorted(sat))


def _jury(
    client: Client, solutions: Sequence[Solution], jurors: Sequence[int]
) -> tuple[JuryRow, ...]:
    """Who sat, and what was said of *solutions*; who noted nothing anywhere sat everywhere."""
    names = {one.name for one in solutions}
    noted = {juror for row in client.grid_notes for juror, _ in notes_in(row)}
    return tuple(
        row
        for row in client.jury
        if row.solution in names
        or (row.solution is None and (row.number in jurors or row.number not in noted))
    )


def notes_in(row: GridNote) -> Iterator[tuple[int, int]]:
    """(juror, note) of the notes that were given."""
    for juror in JURORS:
        note = getattr(row, f"note_{juror}")
        if note is not None:
            yield juror, note


def _solution(
    client: Client,
    solution: Solution,
    criteria: Sequence[CriterionResult],
    jurors: Sequence[int],
    settings: Settings,
) -> SolutionResult:
    grid = settings.catalogue.grids[solution.grid]
    given = _notes_by_criterion(client, solution, grid, criteria)
    notes = tuple(_noted(one, given.get(one.key, {}), settings) for one in criteria)
    missing = tuple(
        one.key
        for one, noted in zip(criteria, notes, strict=True)
        if one.share is not None and noted.opinion is None
    )
    shares = {one.key: one.share or 0.0 for one in criteria}
    vetoes = tuple(noted.criterion for noted in notes if noted.vetoed)
    weighed = any(shares.values())
    supplier = settings.catalogue.suppliers.get(solution.supplier_kind or "")
    return SolutionResult(
        name=solution.name,
        solution=solution,
        notes=notes,
        score=_score(notes, shares) if weighed and not missing else None,
        rank=None,
        reason=_reason(solution, weighed, missing, vetoes),
        missing=missing,
        missing_share=sum(shares[key] for key in missing),
        unnoted=sum(len(jurors) - len(noted.notes) for noted in notes if noted.opinion),
        vetoes=vetoes,
        cost=cost_of(solution.name, client.grid_costs, settings),
        test_months=(supplier.months_low, supplier.months_high) if supplier else None,
    )


def _notes_by_criterion(
    client: Client,
    solution: Solution,
    grid: DecisionGrid,
    criteria: Sequence[CriterionResult],
) -> dict[str, dict[int, int]]:
    """Criterion key -> juror -> note. The reader wrote each criterion as its grid writes it."""
    words = {word: one.id for one in grid.criteria for word in one.words}
    keys = {one.key for one in criteria}
    found: dict[str, dict[int, int]] = {}
    for row in client.grid_notes:
        if row.solution == solution.name:
            key = row.criterion if row.criterion in keys else words.get(row.criterion, "")
            found.setdefault(key, {}).update(notes_in(row))
    return found


def _noted(
    criterion: CriterionResult, notes: Mapping[int, int], settings: Settings
) -> CriterionNotes:
    opinion = opinion_of(tuple(notes.values()), settings)
    veto = criterion.veto
    vetoed = opinion is not None and veto is not None and round(opinion.mean, _DECIMALS) < veto
    under = tuple(juror for juror, note in notes.items() if veto is not None and note < veto)
    return CriterionNotes(criterion.key, notes, opinion, vetoed, () if vetoed else under)


def _score(notes: Sequence[CriterionNotes], shares: Mapping[str, float]) -> float:
    return sum(one.opinion.mean * shares[one.criterion] for one in notes if one.opinion)


def _reason(
    solution: Solution, weighed: bool, missing: Sequence[str], vetoes: Sequence[str]
) -> str | None:
    """Why it is not ranked: what was said first counts first."""
    if solution.excluded:
        return "analysis.grid.excluded"
    if not weighed:
        return "analysis.grid.no_weight"
    if vetoes:
        return "analysis.grid.vetoed"
    return "analysis.grid.not_noted" if missing else None


def _ranked(results: Sequence[SolutionResult]) -> list[SolutionResult]:
    """Those in the running, best score first; equal scores share a rank, as listed."""
    running = [one for one in results if one.reason is None and one.score is not None]
    scores = [round(one.score or 0.0, _DECIMALS) for one in running]
    ranked = [
        replace(one, rank=1 + sum(other > score for other in scores))
        for one, score in zip(running, scores, strict=True)
    ]
    return sorted(ranked, key=lambda one: one.rank or 0)
