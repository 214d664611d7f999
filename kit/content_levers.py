"""content/levers.toml: what an analyst may move."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from kit.catalogue import LeverKind
from kit.content_checks import Sentences, Table

FILE = "levers.toml"
GROUPS = ("hours", "volumes", "adoption", "prices", "dates", "weights", "gates", "terms")


def read_levers(
    folders: tuple[Path, ...], units: Collection[str], sentences: Sentences
) -> dict[str, LeverKind]:
    """The kinds of levers by id, in the order of the file."""
    whole = Table.of_file(folders, FILE)
    found = {}
    for group in whole.names():
        table = whole.table(group)
        for field in table.names():
            kind = _kind(f"{group}.{field}", table.table(field), units)
            found[kind.id] = kind
            sentences.need(f"explore.lever.{kind.id.replace('.', '_')}")
        table.close()
    whole.close()
    for name in GROUPS:
        sentences.need(f"explore.group.{name}")
    return found


def _kind(id: str, table: Table, units: Collection[str]) -> LeverKind:
    kind = LeverKind(
        id=id,
        group=table.one_of("group", GROUPS),
        unit=table.one_of("unit", units),
        step=table.number("step"),
        around=table.number("around"),
        floor=table.number("floor") if table.has("floor") else None,
        ceiling=table.number("ceiling") if table.has("ceiling") else None,
    )
    table.close()
    return kind
