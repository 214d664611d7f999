"""The criterion of a jury's note: one of its solution's grid, written as that grid writes it.

A grid without criteria of its own has those of the catalogue, in either language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kit.catalogue import Catalogue, load_catalogue
from kit.workbook.locate import Found
from kit.workbook.problems import Problem, clipped
from kit.workbook.rows import Record
from kit.workbook.words import name_key, nearest

NOTES = "grid_notes"
_FIELD = "criterion"

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class _Match:
    """What row `at` of the notes writes, and what it means: `name`, or nothing known."""

    at: int
    written: str
    name: str | None
    grid: str
    near: str | None


def _matches(tables: Mapping[str, Rows], catalogue: Catalogue) -> Iterator[_Match]:
    """Every row of notes about a solution whose grid is known; the others are told elsewhere."""
    grids = {row.get("name"): row.get("grid") for row in tables.get("solutions", ())}
    offered = {grid: _offered(tables, grid, catalogue) for grid in catalogue.grids}
    for at, row in enumerate(tables.get(NOTES, ())):
        grid, written = grids.get(row.get("solution")), row.get(_FIELD)
        if grid is None or written is None:
            continue
        names = offered[grid]
        name = names.get(name_key(written))
        near = None if name else nearest(written, set(names.values()))
        yield _Match(at, written, name, grid, near)


def _offered(tables: Mapping[str, Rows], grid: str, catalogue: Catalogue) -> dict[str, str]:
    """Key of what a note may write -> the name it stands for."""
    own = [row["name"] for row in tables.get("grid_criteria", ()) if row.get("grid") == grid
           and "name" in row]  # fmt: skip
    words = [word for one in catalogue.grids[grid].criteria for word in one.words]
    return {name_key(name): name for name in reversed(own or words)}


def _problem(match: _Match, sheet: str, cell: str | None) -> Problem:
    params = {"grid_key": f"choices.grid.{match.grid}"}
    code = "unknown_criterion"
    if match.near is not None:
        code, params["near"] = f"{code}_near", clipped(match.near)
    return Problem(code, "error", sheet, cell, match.written, None, params)


def resolve_criteria(
    found: Mapping[str, Found], records: Mapping[str, Sequence[Record]]
) -> tuple[list[Record], list[Problem]]:
    """The records of the notes with their criteria resolved; unknown ones are problems."""
    tables = {key: [record.values for record in rows] for key, rows in records.items()}
    rows, problems = list(records.get(NOTES, ())), []
    for match in _matches(tables, load_catalogue()):
        record = rows[match.at]
        if match.name is None:
            place = record.places[_FIELD]
            problems.append(_problem(match, found[NOTES].sheet.name, place))
        else:
            rows[match.at] = replace(record, values={**record.values, _FIELD: match.name})
    return rows, problems


def criteria_in_data(
    parts: Mapping[str, list[dict[str, Any]]], catalogue: Catalogue
) -> list[Problem]:
    """The same for structured data: criteria are resolved in place."""
    problems = []
    for match in _matches(parts, catalogue):
        if match.name is None:
            problems.append(_problem(match, f"{NOTES}[{match.at}].{_FIELD}", None))
        else:
            parts[NOTES][match.at][_FIELD] = match.name
    return problems
