"""A client with figures of its workbook moved: what the explorer and the scenarios compute on.

`applied` gives the client and the thresholds that `analyse` takes: a change goes where the
workbook's own figure is, so that every result, trace and formula follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from kit.catalogue import Catalogue
from kit.client import Client
from kit.client.scenario import Change

_NAMES = ("name", "label", "process")  # the field that names a row, the first there is


def applied(
    client: Client, catalogue: Catalogue, changes: Iterable[Change]
) -> tuple[Client, Mapping[str, float]]:
    """*client* with *changes*, and the thresholds among them by key.

    Raises KeyError with the change's key when the workbook has no such row or field.
    """
    thresholds: dict[str, float] = {}
    for change in changes:
        if change.lever in catalogue.thresholds:
            if not isinstance(change.value, int | float):
                raise KeyError(change.key)
            thresholds[change.lever] = float(change.value)
        else:
            client = _with(client, change)
    return client, thresholds


def named(row: Any) -> str:
    """The name of a *row* of the client's tables."""
    return next(str(getattr(row, name)) for name in _NAMES if hasattr(row, name))


def _with(client: Client, change: Change) -> Client:
    table, _, field = change.lever.partition(".")
    held = getattr(client, table, None)
    if is_dataclass(held) and not isinstance(held, type):  # a form: one record
        return replace(client, **{table: _set(held, field, change)})
    if not isinstance(held, tuple):
        raise KeyError(change.key)
    same = [place for place, row in enumerate(held) if named(row) == change.of]
    if not 1 <= change.nth <= len(same):
        raise KeyError(change.key)
    place = same[change.nth - 1]
    row = _set(held[place], field, change)
    moved: Any = {table: (*held[:place], row, *held[place + 1 :])}
    return replace(client, **moved)


def _set(record: Any, field: str, change: Change) -> Any:
    if field not in {one.name for one in fields(record)}:
        raise KeyError(change.key)
    return replace(record, **{field: change.value})
