"""results.json: the decision grids, and the ideas of a workshop with their votes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kit.analysis.model import (
    Analysis,
    CriterionNotes,
    GridFirmness,
    GridResult,
    IdeaResult,
    Opinion,
    SolutionResult,
)


def grids(analysis: Analysis) -> list[dict[str, Any]]:
    """By grid; a criterion is its code in the catalogue, or the client's own words."""
    return [
        {
            "id": grid.id,
            "defaulted": grid.defaulted,
            "finished": grid.finished,
            "pending": list(grid.pending),
            "retained": list(grid.retained),
            "jurors": list(grid.jurors),
            "criteria": [
                {
                    "key": one.key,
                    "weight": one.weight,
                    "assumed": one.assumed,
                    "share": one.share,
                    "veto": one.veto,
                }
                for one in grid.criteria
            ],
            "solutions": [_solution(one) for one in grid.solutions],
            "firmness": _firmness(grid.firmness),
            "remarks": _remarks(grid),
        }
        for grid in analysis.grids
    ]


def _solution(one: SolutionResult) -> dict[str, Any]:
    return {
        "name": one.name,
        "supplier": one.solution.supplier,
        "supplier_kind": one.solution.supplier_kind,
        "test_months": list(one.test_months) if one.test_months else None,
        "score": one.score,
        "rank": one.rank,
        "reason": one.reason.rpartition(".")[2] if one.reason else None,
        "excluded": one.solution.excluded,
        "missing": list(one.missing),
        "missing_share": one.missing_share,
        "unnoted": one.unnoted,
        "vetoes": list(one.vetoes),
        "notes": [_notes(note) for note in one.notes],
        "cost": None
        if one.cost is None
        else {**asdict(one.cost), "missing": list(one.cost.missing)},
    }


def _notes(note: CriterionNotes) -> dict[str, Any]:
    return {
        "criterion": note.criterion,
        "notes": {str(juror): value for juror, value in note.notes.items()},
        **_opinion(note.opinion),
        "vetoed": note.vetoed,
        "under": list(note.under),
    }


def _opinion(opinion: Opinion | None) -> dict[str, Any]:
    """Flat; null where nobody gave a note."""
    fields = ("votes", "mean", "low", "high", "spread", "disagreement")
    return {field: getattr(opinion, field, None) for field in fields}


def _firmness(found: GridFirmness | None) -> dict[str, Any] | None:
    if found is None:
        return None
    change = found.change
    return {
        **asdict(found),
        "change": None
        if change is None
        else {
            "criterion": change.criterion,
            "solution": change.solution,
            "juror": change.juror,
            "from": change.before,
            "to": change.after,
        },
    }


def _remarks(grid: GridResult) -> list[dict[str, Any]]:
    return [asdict(row) for row in grid.jury]


def ideas(analysis: Analysis) -> dict[str, Any] | None:
    found = analysis.ideas
    if found is None:
        return None
    return {
        "jurors": list(found.jurors),
        "stickers": found.stickers,
        "top": found.top,
        "proposed": list(found.proposed),
        "validated": list(found.validated),
        "unused": dict(found.unused),
        "ideas": [_idea(one) for one in found.ideas],
    }


def _idea(one: IdeaResult) -> dict[str, Any]:
    return {
        "name": one.name,
        "function": one.idea.function,
        "process": one.process,
        "level": one.idea.level,
        "human_share": one.idea.human_share,
        "critical_domain": one.idea.critical_domain,
        "value": _opinion(one.value),
        "feasibility": _opinion(one.feasibility),
        "stickers": one.stickers,
        "place": one.place,
        "proposed": one.proposed,
        "critical": one.critical,
        "alone": one.alone,
    }
