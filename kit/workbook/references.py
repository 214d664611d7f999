"""Names that point to another table: written as that table writes them, or a problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kit.workbook.layout import Block, Column, Layout
from kit.workbook.locate import Found
from kit.workbook.problems import Problem, clipped
from kit.workbook.rows import Record
from kit.workbook.words import name_key, nearest

# Each comparison of names costs: past this many, unknown names get no suggestion.
_COMPARISONS = 50_000

Records = Mapping[str, Sequence[Record]]


def resolve(
    layout: Layout, found: Mapping[str, Found], records: Records
) -> tuple[dict[str, list[Record]], list[Problem]]:
    """References written as the table they point to writes them; unknown ones are problems."""
    names = {
        block.key: {
            name_key(record.values["name"]): record.values["name"]
            for record in reversed(records.get(block.key, ()))
            if "name" in record.values
        }
        for block in layout.blocks
    }
    resolved: dict[str, list[Record]] = {}
    problems: list[Problem] = []
    for key, rows in records.items():
        block = layout.block(key)
        resolved[key] = [_with_names(block, found[key], row, names, problems) for row in rows]
    return resolved, problems


def _with_names(
    block: Block,
    found: Found,
    record: Record,
    names: Mapping[str, Mapping[str, str]],
    problems: list[Problem],
) -> Record:
    values = dict(record.values)
    for column in block.columns:
        known = names.get(column.table or "", {})
        resolved: list[str] = []
        for written in names_written(column, values.get(column.key)):
            name = known.get(name_key(written))
            if name is None:
                compared = (len(problems) + 1) * len(known) <= _COMPARISONS
                place = record.places[column.key]
                offered = known.values() if compared else ()
                problems.append(_unknown(column, offered, written, found, place))
            resolved.append(name or written)
        if resolved:
            several = tuple(dict.fromkeys(resolved))
            values[column.key] = several if column.kind == "references" else resolved[0]
    return replace(record, values=values)


def names_written(column: Column, value: Any) -> tuple[str, ...]:
    """The names of another table that *value* of *column* writes."""
    if column.kind == "references":
        return tuple(value or ())
    if column.kind == "reference" or (column.kind == "moment" and column.table):
        return (value,) if isinstance(value, str) else ()
    return ()


def _unknown(
    column: Column, known: Iterable[str], written: str, found: Found, cell: str
) -> Problem:
    close = nearest(written, known)
    code = "unknown_moment" if column.kind == "moment" else "unknown_reference"
    params = {"table_key": f"workbook.{column.table}.title"}
    if close is not None:
        code, params["near"] = f"{code}_near", clipped(close)
    return Problem(code, "error", found.sheet.name, cell, written, None, params)
