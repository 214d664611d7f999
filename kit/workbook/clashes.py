"""What the rows of one table say against each other: ends before starts, low above high.

The same for a workbook and for the structured data: rows in, clashes out; `rules` and
`data` say where each one stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kit.workbook.layout import Block
from kit.workbook.moments import is_moment
from kit.workbook.words import name_key

Rows = Sequence[Mapping[str, Any]]
# Lowest and highest figure of one thing.
_RANGES = (
    ("low", "high"),
    ("band_low", "band_high"),
    ("set_up_low", "set_up_high"),
    ("run_low", "run_high"),
    ("gain_low", "gain_high"),
)
_RATES = frozenset({"roi", "irr"})  # claimed figures written as a share


@dataclass(frozen=True, slots=True)
class Clash:
    """`code` of the problem at field `key` of a row; `other`: the row and field it clashes with."""

    code: str
    row: int
    key: str
    other: tuple[int, str] | None = None
    severity: str = "error"
    params: Mapping[str, str] = field(default_factory=dict)


def clashes(block: Block, rows: Rows) -> Iterator[Clash]:
    """Everything that is wrong between the cells of *block*, row by row."""
    yield from _empty(block, rows)
    yield from _ranges(rows)
    match block.key:
        case "phases":
            yield from _phases(rows)
        case "options":
            yield from _repeated(rows, ("retained",), "two_retained")
        case "votes":
            yield from _repeated(rows, ("juror", "process"), "duplicate_vote")
        case "milestones":
            yield from _circles(rows, "after")
            yield from _circles(rows, "part_of")
        case "flows":
            yield from _dated(rows)
        case "claims":
            yield from _claims(rows)


def _empty(block: Block, rows: Rows) -> Iterator[Clash]:
    """Rows that say none of the things one of which is needed."""
    for at, row in enumerate(rows):
        if block.needs and row and not any(key in row for key in block.needs):
            yield Clash("row_says_nothing", at, next(iter(row)))


def _ranges(rows: Rows) -> Iterator[Clash]:
    for at, row in enumerate(rows):
        for low, high in _RANGES:
            if low in row and high in row and row[low] > row[high]:
                yield Clash("low_above_high", at, high, (at, low))


def _phases(rows: Rows) -> Iterator[Clash]:
    for at, row in enumerate(rows):
        if is_moment(row.get("name", "")):
            yield Clash("name_is_moment", at, "name")
        start, end = row.get("start"), row.get("end")
        comparable = isinstance(start, date) == isinstance(end, date)  # else the calendar tells
        if start is not None and end is not None and comparable and end < start:
            yield Clash("ends_before", at, "end", (at, "start"))


def _repeated(rows: Rows, keys: tuple[str, ...], code: str) -> Iterator[Clash]:
    """Rows that say the same in *keys*: one only may."""
    first: dict[tuple[str, ...], int] = {}
    for at, row in enumerate(rows):
        if all(row.get(key) for key in keys):
            said = tuple(name_key(str(row[key])) for key in keys)
            if first.setdefault(said, at) != at:
                yield Clash(code, at, keys[0], (first[said], keys[0]))


def _circles(rows: Rows, key: str) -> Iterator[Clash]:
    """Rows that lead back to themselves through *key*."""
    following = {row["name"]: row[key] for row in rows if "name" in row and key in row}
    for at, row in enumerate(rows):
        start = name = row.get("name")
        for _ in following:
            name = following.get(name)
            if name is None or name == start:
                break
        if name is not None and name == start and key in row:
            yield Clash("circular_reference", at, key)


def _dated(rows: Rows) -> Iterator[Clash]:
    for at, row in enumerate(rows):
        for given, lacking in (("day", "amount"), ("amount", "day")):
            if given in row and lacking not in row:
                params = {"lacking_key": f"workbook.flows.{lacking}.label"}
                yield Clash("half_dated", at, given, params=params)


def _claims(rows: Rows) -> Iterator[Clash]:
    for at, row in enumerate(rows):
        figure = row.get("figure")
        right, wrong = ("rate", "value") if figure in _RATES else ("value", "rate")
        params = {"right_key": f"workbook.claims.{right}.label"}
        if figure and wrong in row:  # an unknown figure is said already
            yield Clash("claim_elsewhere", at, wrong, params=params)
        elif figure and right not in row:
            yield Clash("claim_missing", at, "figure", severity="warning", params=params)
