"""Named scenarios, in a file beside the workbook: `client.xlsx` has `client.scenarios.toml`.

TOML, dated, an author and a reason for each change. The workbook itself is never touched.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import tomlkit

from kit.client.scenario import Change, Scenario, StatedChange
from kit.errors import UsageError

FORMAT = 1


def scenario_file(workbook: Path) -> Path:
    """Where the scenarios of *workbook* are kept."""
    return workbook.with_name(f"{workbook.stem}.scenarios.toml")


def read_scenarios(workbook: Path) -> tuple[Scenario, ...]:
    """The scenarios kept beside *workbook*, in the order of the file; none without a file."""
    path = scenario_file(workbook)
    if not path.exists():
        return ()
    return tuple(_scenario(one) for one in tomllib.loads(path.read_text("utf-8"))["scenario"])


def scenario_named(workbook: Path, name: str) -> Scenario:
    """The scenario of that name; raises UsageError, which names those there are."""
    found = read_scenarios(workbook)
    for one in found:
        if one.name == name:
            return one
    known = ", ".join(one.name for one in found)
    raise UsageError("commands.usage.unknown_scenario", {"scenario": name, "known": known})


def save_scenario(workbook: Path, scenario: Scenario) -> Path:
    """Write *scenario* beside *workbook*, in place of the one of the same name; its file."""
    path = scenario_file(workbook)
    others = [one for one in read_scenarios(workbook) if one.name != scenario.name]
    whole = {"format": FORMAT, "scenario": [_written(one) for one in (*others, scenario)]}
    path.write_text(tomlkit.dumps(whole), encoding="utf-8")
    return path


def _scenario(table: dict[str, Any]) -> Scenario:
    return Scenario(
        name=table["name"],
        author=table.get("author", ""),
        day=table.get("day"),
        reason=table.get("reason", ""),
        changes=tuple(
            StatedChange(
                change=Change(one["lever"], one["value"], one.get("of", ""), one.get("nth", 1)),
                was=one.get("was"),
                reason=one.get("reason", ""),
                author=one.get("author", ""),
                day=one.get("day"),
            )
            for one in table.get("change", ())
        ),
    )


def _written(scenario: Scenario) -> dict[str, Any]:
    changes = [
        {
            "lever": one.change.lever,
            "of": one.change.of,
            "nth": one.change.nth,
            "value": one.change.value,
            "was": one.was,
            "reason": one.reason,
            "author": one.author,
            "day": one.day,
        }
        for one in scenario.changes
    ]
    return _without_none(
        {
            "name": scenario.name,
            "author": scenario.author,
            "day": scenario.day,
            "reason": scenario.reason,
            "change": [_without_none(one) for one in changes],
        }
    )


def _without_none(table: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value is not None}
