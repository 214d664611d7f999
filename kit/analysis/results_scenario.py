"""In results.json: the scenario and the votes that the figures rest on; absent without."""

from __future__ import annotations

from datetime import date
from typing import Any

from kit.analysis.model import Analysis, AppliedScenario, Lever
from kit.client.scenario import Moved, StatedChange


def what_if(analysis: Analysis) -> dict[str, Any]:
    """`scenario` and `votes`, each when there is one."""
    found: dict[str, Any] = {}
    if analysis.scenario is not None:
        found["scenario"] = _scenario(analysis.scenario)
    if analysis.votes is not None:
        counted = analysis.votes
        found["votes"] = {
            "file": counted.file,
            "day": _plain(counted.day),
            "voters": counted.voters,
            "ideas": counted.idea_votes,
            "processes": counted.votes,
        }
    return found


def _scenario(applied: AppliedScenario) -> dict[str, Any]:
    one = applied.scenario
    return {
        "name": one.name,
        "author": one.author or None,
        "day": _plain(one.day),
        "reason": one.reason or None,
        "changes": [_change(stated, lever, applied) for stated, lever in applied.moved],
        "figures": [
            {"figure": path, "unit": unit, "workbook": _plain(before), "scenario": _plain(after)}
            for path, unit, before, after in applied.figures
        ],
        "ranks": [
            {"process": name, "workbook": before, "scenario": after}
            for name, before, after in applied.ranks
        ],
    }


def _change(stated: StatedChange, lever: Lever, applied: AppliedScenario) -> dict[str, Any]:
    change = stated.change
    return {
        "lever": change.lever,
        "of": change.of or None,
        "nth": change.nth,
        "unit": lever.unit,
        "cell": lever.cell,
        "workbook": _plain(lever.value),
        "stated": lever.stated,
        "was": _plain(stated.was),
        "value": _plain(change.value),
        "reason": stated.reason or None,
        "author": stated.author or None,
        "day": _plain(stated.day),
        "stale": stated in applied.stale,
        "overruled": stated in applied.overruled,
    }


def _plain(value: Moved | None) -> float | str | None:
    return value.isoformat() if isinstance(value, date) else value
