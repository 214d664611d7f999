"""A client with figures of its workbook moved: what the explorer and the scenarios compute on.

`applied` gives the client and the thresholds that `analyse` takes: a change goes where the
workbook's own figure is, so that every result, trace and formula follows. What is no cell
goes into the cells it is about, after them and whatever the order of the changes: the
amounts of a row, then the share of time re-used, the adoption and the delay of all gains.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from kit.analysis.all_gains import ALL_GAINS, row_times
from kit.analysis.working_days import can_be_planned
from kit.catalogue import Catalogue, LeverKind
from kit.client import Client
from kit.client.scenario import ROW_OF_AMOUNTS, Change, Moved

_AFTER = (ROW_OF_AMOUNTS, *ALL_GAINS)  # in this order
_DUST = 1e-9  # nobody types less and means it: what is divided by it is no figure any more
_NAMES = ("name", "label", "process")  # the field that names a row, the first there is


class UnknownChange(KeyError):
    """No such lever, or no such row in this workbook. Its argument is the change's key."""


class Refused(ValueError):
    """A value that its lever does not take: (change's key, value, lowest, highest)."""


def applied(
    client: Client, catalogue: Catalogue, changes: Iterable[Change]
) -> tuple[Client, Mapping[str, float]]:
    """*client* with *changes*, and the thresholds among them by key.

    Raises UnknownChange (a KeyError) for what the workbook does not have, Refused (a
    ValueError) for a value out of bounds, of another type, or for a change that stands twice.
    """
    thresholds: dict[str, float] = {}
    after: list[tuple[LeverKind, Change]] = []
    for kind, change in _known(catalogue, changes):
        if kind.id in catalogue.thresholds:
            sign = sign_of(kind.id, catalogue)
            moved = _number(kind, change, sign * catalogue.threshold(kind.id))
            thresholds[kind.id] = float(sign * moved)
        elif kind.id in _AFTER:
            after.append((kind, change))
        else:
            client = _with(client, kind, change)
    for kind, change in sorted(after, key=lambda one: _AFTER.index(one[0].id)):
        client = _after(client, kind, change)
    return client, MappingProxyType(thresholds)


def _known(catalogue: Catalogue, changes: Iterable[Change]) -> Iterator[tuple[LeverKind, Change]]:
    """Each change with its kind; raises for one that has none, or that stands twice."""
    done: set[tuple[str, str, int]] = set()
    for change in changes:
        kind = catalogue.levers.get(change.lever)
        alone = kind is not None and (kind.id in catalogue.thresholds or kind.id in ALL_GAINS)
        if kind is None or (alone and (change.of or change.nth != 1)):
            raise UnknownChange(change.key)
        if change.key in done:
            raise Refused(change.key, change.value, None, None)
        done.add(change.key)
        yield kind, change


def _after(client: Client, kind: LeverKind, change: Change) -> Client:
    if kind.id == ROW_OF_AMOUNTS:
        return _with(client, kind, change)
    return ALL_GAINS[kind.id](client, _number(kind, change, None))


def named(row: Any) -> str:
    """The name of a *row* of the client's tables."""
    return next(str(getattr(row, name)) for name in _NAMES if hasattr(row, name))


def sign_of(id: str, catalogue: Catalogue) -> int:
    """-1 for a threshold that the content counts against: it is moved by its size."""
    return -1 if id in catalogue.thresholds and catalogue.threshold(id) < 0 else 1


def bounds_of(kind: LeverKind, present: Moved | None) -> tuple[float | None, float | None]:
    """What may be typed: the kind's bounds, and the workbook's own figure wherever it stands."""
    floor, ceiling = kind.floor, kind.ceiling
    if isinstance(present, int | float):
        floor = None if floor is None else min(floor, present)
        ceiling = None if ceiling is None else max(ceiling, present)
    return floor, ceiling


def _with(client: Client, kind: LeverKind, change: Change) -> Client:
    """*client* with the cell of *change* set."""
    table, _, field = kind.id.partition(".")
    held = getattr(client, table)
    if is_dataclass(held) and not isinstance(held, type):  # a form: one record
        if change.of or change.nth != 1:
            raise UnknownChange(change.key)
        return replace(client, **{table: _set(held, field, kind, change)})
    same = [place for place, row in enumerate(held) if named(row) == change.of]
    if not 1 <= change.nth <= len(same):
        raise UnknownChange(change.key)
    place = same[change.nth - 1]
    row = _set(held[place], field, kind, change)
    moved: Any = {table: (*held[:place], row, *held[place + 1 :])}
    return replace(client, **moved)


def _set(record: Any, field: str, kind: LeverKind, change: Change) -> Any:
    if kind.id == ROW_OF_AMOUNTS:
        return row_times(record, _number(kind, change, None))
    present = getattr(record, field)
    moment = kind.unit == "moment" and isinstance(change.value, date)
    if kind.unit == "date" or moment:
        return replace(record, **{field: _day(change)})
    return replace(record, **{field: _number(kind, change, present)})


def _number(kind: LeverKind, change: Change, present: Moved | None) -> float:
    """The value of *change*, an int where no fraction makes sense; raises Refused."""
    value = change.value
    low, high = bounds_of(kind, present)
    refused = Refused(change.key, value, low, high)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise refused
    if (low is not None and value < low) or (high is not None and value > high):
        raise refused
    if not kind.whole:
        return value if abs(value) > _DUST else 0.0
    if value != int(value):
        raise refused
    return int(value)


def _day(change: Change) -> date:
    """The date of *change*, of a year that can be planned; raises Refused."""
    value = change.value
    if type(value) is not date or not can_be_planned(value):
        raise Refused(change.key, value, None, None)
    return value
