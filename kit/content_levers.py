"""content/levers.toml: what an analyst may move."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from kit.catalogue import GROUPS, LeverKind, Threshold
from kit.client.scenario import ALL_GAINS, ROW_OF_AMOUNTS
from kit.content_checks import Sentences, Table
from kit.workbook.records import RECORDS

FILE = "levers.toml"
_OWN_UNITS = ("min", "date", "moment")  # beside those of thresholds


def read_levers(
    folders: tuple[Path, ...],
    units: Collection[str],
    thresholds: Mapping[str, Threshold],
    sentences: Sentences,
) -> dict[str, LeverKind]:
    """The kinds of levers by id, in the order of the file."""
    whole = Table.of_file(folders, FILE)
    found = {}
    for id, table in _tables(whole):
        if id not in thresholds and not _is_known(id):
            table.refuse("", "neither a threshold, nor a field of a table of the workbook")
        found[id] = _kind(id, table, (*units, *_OWN_UNITS))
        sentences.need(f"explore.lever.{id.replace('.', '_')}")
    whole.close()
    for name in GROUPS:
        sentences.need(f"explore.group.{name}")
    return found


def _tables(whole: Table) -> Iterator[tuple[str, Table]]:
    """Each lever's id and its table: [adoption], [gains.volume]."""
    for group in whole.names():
        table = whole.table(group)
        if group in ALL_GAINS:
            yield group, table
            continue
        for field in table.names():
            yield f"{group}.{field}", table.table(field)
        table.close()


def _is_known(id: str) -> bool:
    """Whether *id* moves something of a client, beside the thresholds."""
    table, _, field = id.partition(".")
    record = RECORDS.get(table)
    own = record is not None and field in {one.name for one in fields(record)}
    return own or id in ALL_GAINS or id == ROW_OF_AMOUNTS


def _kind(id: str, table: Table, units: Collection[str]) -> LeverKind:
    kind = LeverKind(
        id=id,
        group=table.one_of("group", GROUPS),
        unit=table.one_of("unit", units),
        step=table.number("step"),
        around=table.number("around"),
        span=table.number("span"),
        floor=table.number("floor") if table.has("floor") else None,
        ceiling=table.number("ceiling") if table.has("ceiling") else None,
        whole=table.flag("whole", False),
    )
    for key in ("step", "span"):
        if getattr(kind, key) <= 0:
            table.refuse(key, "a figure above 0 is expected")
    table.close()
    return kind
