"""results.json: `tests`, `deployment`, `roadmap` and `load` (methods M11, M14 and M18.6)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from kit.analysis.model import (
    Analysis,
    DeploymentResult,
    PersonLoad,
    RoadmapAction,
    RoadmapBand,
    RoadmapMonth,
    TextKey,
    TrialSheet,
)
from kit.analysis.results_money import last


def launch(analysis: Analysis) -> dict[str, Any]:
    """The four sections by key; those that were not filled are empty."""
    return {
        "tests": [_trials(sheet) for sheet in analysis.trials],
        "deployment": [_deployment(result) for result in analysis.deployments],
        "roadmap": _roadmap(analysis),
        "load": _load(analysis),
    }


def _trials(sheet: TrialSheet) -> dict[str, Any]:
    return {
        "automation": sheet.automation,
        "scenarios": sheet.scenarios,
        "run": sheet.run,
        "passed": sheet.passed,
        "kinds": {kind: {"scenarios": of, "run": run} for kind, of, run in sheet.kinds},
        "unsorted": sheet.unsorted,
        "missing": list(sheet.missing),
        "bugs": [
            {
                "scenario": None if isinstance(bug.scenario, TextKey) else bug.scenario,
                "row": bug.position + 1,
                "blocking": bug.blocking,
            }
            for bug in sheet.bugs
        ],
        "state": sheet.state,
    }


def _deployment(result: DeploymentResult) -> dict[str, Any]:
    return {
        "automation": result.automation,
        "card": result.card is not None,
        "complete": result.complete,
        "boxes": {
            last(box.item): {"answer": box.answer, "missing": list(box.missing)}
            for box in result.boxes
        },
        "figures_missing": list(result.figures_missing),
        "success_target": result.success_target,
        "pilot_first": _iso(result.pilot_first),
        "pilot_last": _iso(result.pilot_last),
        "go_live": _iso(result.go_live),
    }


def _roadmap(analysis: Analysis) -> dict[str, Any] | None:
    road = analysis.roadmap
    if road is None:
        return None
    return {
        "start": road.start.isoformat(),
        "assumed_start": road.assumed_start,
        "elsewhere": road.elsewhere,
        "phases": [_plain(band) for band in road.bands],
        "months": [_plain(month) for month in road.months],
        "actions": [_plain(action) for action in road.actions],
    }


def _plain(part: RoadmapBand | RoadmapMonth | RoadmapAction) -> dict[str, Any]:
    """Actions are told by the row of their sheet, 1 for the first."""
    values: dict[str, Any] = asdict(part)
    found = {key: _iso(one) if isinstance(one, date) else one for key, one in values.items()}
    if "position" in found:
        found["row"] = values["position"] + 1
        del found["position"]
    for key in ("actions", "starting", "ending"):
        if key in found:
            found[key] = [position + 1 for position in values[key]]
    return found


def _load(analysis: Analysis) -> dict[str, Any] | None:
    found = analysis.load
    if found is None:
        return None
    return {
        "people": [_person(person) for person in found.people],
        "unassigned": [{"label": label, "days": days} for label, days in found.unassigned],
        "undated": [{"label": label, "days": days} for label, days in found.undated],
        "idle": list(found.idle),
        "step_share": found.step_share,
        "measure_share": found.measure_share,
    }


def _person(person: PersonLoad) -> dict[str, Any]:
    return {
        "who": person.who,
        "days": person.days,
        "known": person.known,
        "months": [
            {
                "month": month.month,
                "first_day": month.first_day.isoformat(),
                "last_day": month.last_day.isoformat(),
                "days": month.days,
                "sources": dict(month.sources),
                "free": month.free,
                "over": month.over,
                "movable": None if month.movable is None else month.movable + 1,
                "move_to": month.move_to,
            }
            for month in person.months
        ],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
