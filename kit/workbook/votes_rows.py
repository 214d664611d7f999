"""What the tables of a file of votes say: typed as a workbook's cells are, or problems."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kit.catalogue import load_catalogue
from kit.client import Client
from kit.workbook.clashes import clashes
from kit.workbook.columns import Block, Column
from kit.workbook.data_values import Gathering, Refused, value_of
from kit.workbook.layout import layout
from kit.workbook.problems import Problem, clipped
from kit.workbook.side_files import checked_format
from kit.workbook.words import name_key, nearest

BLOCKS = {"idea": "ideas", "idea_vote": "idea_votes", "vote": "votes"}  # table of the file: block
_LISTS = ("participants", "retained")

Row = dict[str, Any]


@dataclass
class Rows:
    """The rows of each table, by its key in the file, and everything that is to correct."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    day: date | None = None
    participants: tuple[str, ...] = ()
    retained: tuple[str, ...] | None = None
    problems: tuple[Problem, ...] = ()


def understood(path: Path, told: Mapping[str, Any], client: Client | None) -> Rows:
    """The rows of the file *path*; with *client*, the names they give are its workbook's."""
    gathering, found = Gathering(joint=", "), Rows()
    if not checked_format(told, path, gathering):
        return Rows(problems=tuple(gathering.problems))
    gathering.mapping(told, path.name, ("format", "day", *_LISTS, *BLOCKS))
    found.day = _value(Column("day", "date"), told, path.name, gathering)
    found.participants = _names(told, "participants", path, gathering) or ()
    found.retained = _names(told, "retained", path, gathering)
    for key, block in BLOCKS.items():
        found.tables[key] = _table(told, key, layout().block(block), path, gathering)
    if client is not None:
        _resolve(found, client, path, gathering)
    for key, block in BLOCKS.items():
        _check_rows(layout().block(block), key, found.tables[key], path, gathering)
    if client is not None:
        _check_stickers(found.tables["idea_vote"], client, path, gathering)
    found.problems = tuple(sorted(gathering.problems, key=_rank))
    return found


def _table(
    told: Mapping[str, Any], key: str, block: Block, path: Path, gathering: Gathering
) -> list[Row]:
    tables = told.get(key, [])
    if not isinstance(tables, list):
        gathering.add("data_not_a_list", f"{path.name}, {key}", tables)
        return []
    rows = []
    for number, table in enumerate(tables, 1):
        place = _place(path, key, number)
        given = gathering.mapping(table, place, [column.key for column in block.inputs])
        values = {column.key: _value(column, given, place, gathering) for column in block.inputs}
        rows.append({name: value for name, value in values.items() if value is not None})
    return rows


def _value(column: Column, given: Mapping[str, Any], place: str, gathering: Gathering) -> Any:
    """None when it is blank, or noted as wrong."""
    found, place = given.get(column.key), f"{place}, {column.key}"
    try:
        value = value_of(column, found, load_catalogue())
    except Refused as refused:
        gathering.add(refused.code, place, found, refused.expected)
        return None
    if value is None and column.required:
        gathering.add("data_missing", place)
    return value


def _names(
    told: Mapping[str, Any], key: str, path: Path, gathering: Gathering
) -> tuple[str, ...] | None:
    if key not in told:
        return None
    if not isinstance(told[key], list):
        gathering.add("data_not_a_list", f"{path.name}, {key}", told[key])
        return None
    named = [_value(Column(key), {key: one}, path.name, gathering) for one in told[key]]
    return tuple({name_key(name): name for name in reversed(named) if name}.values())[::-1]


def _resolve(found: Rows, client: Client, path: Path, gathering: Gathering) -> None:
    """Names as the workbook writes them; those it has not got are problems."""
    known = {
        "processes": {name_key(one.name): one.name for one in reversed(client.processes)},
        "ideas": {
            **{name_key(row["name"]): row["name"] for row in found.tables["idea"] if "name" in row},
            **{name_key(one.name): one.name for one in reversed(client.ideas)},
        },
    }
    for key, block in BLOCKS.items():
        for column in layout().block(block).columns:
            if column.kind != "reference":
                continue
            for number, row in enumerate(found.tables[key], 1):
                if column.key in row:
                    place = f"{_place(path, key, number)}, {column.key}"
                    names = known[column.table or ""]
                    row[column.key] = _known(row[column.key], names, column.table, place, gathering)
    if found.retained is not None:
        place = f"{path.name}, retained"
        found.retained = tuple(
            _known(name, known["ideas"], "ideas", place, gathering) for name in found.retained
        )


def _known(
    name: str, names: Mapping[str, str], table: str | None, place: str, gathering: Gathering
) -> str:
    found = names.get(name_key(name))
    if found is not None:
        return found
    params, near = {"table_key": f"workbook.{table}.title"}, nearest(name, names.values())
    code = "unknown_reference"
    if near is not None:
        code, params["near"] = f"{code}_near", clipped(near)
    gathering.problems.append(Problem(code, sheet=place, found=name, params=params))
    return name


def _check_rows(block: Block, key: str, rows: list[Row], path: Path, gathering: Gathering) -> None:
    """What the rows of one table say against each other: the reader's own rules."""
    first: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        name = row.get(block.unique or "")
        if name and first.setdefault(name_key(name), number) != number:
            gathering.add("data_twice", f"{_place(path, key, number)}, {block.unique}", name)
    for clash in clashes(block, rows):
        params = dict(clash.params)
        if clash.other:
            params["first"] = _place(path, key, clash.other[0] + 1)
        place = f"{_place(path, key, clash.row + 1)}, {clash.key}"
        written = rows[clash.row].get(clash.key)
        gathering.problems.append(
            Problem(clash.code, clash.severity, place, None, str(written), None, params)
        )


def _check_stickers(rows: list[Row], client: Client, path: Path, gathering: Gathering) -> None:
    """More stickers than a participant has, with those of the workbook that stay."""
    most = int(load_catalogue().threshold("votes.stickers"))
    said = {(name_key(row.get("juror", "")), row.get("idea")) for row in rows}
    kept: dict[str, int] = {}
    for vote in client.idea_votes:
        juror = name_key(vote.juror)
        if (juror, vote.idea) not in said:
            kept[juror] = kept.get(juror, 0) + (vote.stickers or 0)
    placed: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        juror = name_key(row.get("juror", ""))
        before = placed.get(juror, 0)
        placed[juror] = now = before + row.get("stickers", 0)
        own, with_kept = kept.get(juror, 0), now + kept.get(juror, 0)
        if own and now <= most < with_kept and before + own <= most:
            params = {"count": str(with_kept), "most": str(most)}
            place = f"{_place(path, 'idea_vote', number)}, stickers"
            gathering.problems.append(Problem("stickers_with_workbook", sheet=place, params=params))


def _place(path: Path, key: str, number: int) -> str:
    return f"{path.name}, {key} {number}"


def _rank(problem: Problem) -> list[tuple[int, str]]:
    """The order of the places, "vote 2" before "vote 10"."""
    parts = re.split(r"(\d+)", problem.sheet or "")
    return [(int(part), "") if part.isdigit() else (0, part) for part in parts]
