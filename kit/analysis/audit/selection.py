"""Solutions chosen before or against their grid; ideas where nobody decides (methods M8, M9)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.analysis.cells import cells_of
from kit.analysis.idea_votes import decides_alone, is_critical
from kit.analysis.model import Analysis, Finding, GridResult, SolutionResult, TextKey
from kit.analysis.names import fold


def selection_findings(analysis: Analysis) -> Iterator[Finding]:
    """Grid by grid, then the ideas of the workshop."""
    for grid in analysis.grids:
        for solution in grid.solutions:
            yield from _chosen(analysis, grid, solution)
    yield from _ideas(analysis)


def _chosen(analysis: Analysis, grid: GridResult, solution: SolutionResult) -> Iterator[Finding]:
    """A solution somebody already chose: its grid is unfinished, or says something else."""
    places = chosen_in(analysis, solution)
    if places is None:
        return
    leaders = [one.name for one in grid.solutions if one.rank == 1]
    if solution.reason in ("analysis.grid.excluded", "analysis.grid.vetoed"):
        code = "choice_ruled_out"
    elif not grid.finished:
        code = "choice_before_grid"
    elif solution.rank != 1:
        code = "choice_against_grid"
    else:
        return
    yield Finding(
        code=code,
        place=places[0] if places else None,
        places=places[1:],
        written=solution.name,
        computed=", ".join(leaders) or None,
        effect=f"analysis.effect.{code}",
        params={"solution": solution.name, "first": tuple(leaders)},
    )


def chosen_in(analysis: Analysis, solution: SolutionResult) -> tuple[str, ...] | None:
    """The cells that choose *solution*: its own row, a decision, a card; None: none does.

    A name counts where its words are found whole: "Zoho" in "Retenir Zoho CRM". A card
    may well use what the company already works with.
    """
    client = analysis.client
    wanted = f"-{fold(solution.name)}-"
    in_use = any(wanted in f"-{fold(tool)}-" for tool in client.company.tools)
    rows = [
        *(
            f"solutions/{n}/retained"
            for n, one in enumerate(client.solutions)
            if one.name == solution.name and one.retained
        ),
        *(
            f"milestones/{n}/name"
            for n, one in enumerate(client.milestones)
            if one.kind == "decision" and wanted in f"-{fold(one.name)}-"
        ),
        *(
            f"automations/{n}/tools"
            for n, card in enumerate(client.automations)
            if not in_use and any(wanted in f"-{fold(tool)}-" for tool in card.tools)
        ),
    ]
    return cells_of(client, *rows) if rows else None


def _ideas(analysis: Analysis) -> Iterator[Finding]:
    """In a sensitive domain a person decides, and somebody says who."""
    cells = analysis.client.cells
    for position, idea in enumerate(analysis.client.ideas):
        if not is_critical(idea) or not (idea.human_share is None or decides_alone(idea)):
            continue
        kind, field = ("alone", "human_share")
        if idea.human_share is None:
            kind, field = ("undecided", "critical_domain")
        yield Finding(
            code=f"critical_idea_{kind}",
            place=cells.get(f"ideas/{position}/{field}"),
            written=None,
            computed=None,
            effect="analysis.effect.critical_idea",
            params={
                "idea": idea.name,
                "domain": TextKey(f"choices.critical_domain.{idea.critical_domain}"),
            },
        )
