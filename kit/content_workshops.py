"""content/workshops.toml: the running order of each workshop, and its sheets."""

from __future__ import annotations

from pathlib import Path

from kit.catalogue import Workshop, WorkshopStep
from kit.content_checks import Sentences, Table

LONGEST = 480  # [min] a working day


def read_workshops(folders: tuple[Path, ...], sentences: Sentences) -> dict[str, Workshop]:
    """The workshops by id; their steps add up to their length, or they are refused."""
    table = Table.of_file(folders, "workshops.toml")
    return {id: _workshop(id, table.table(id), sentences) for id in table.names()}


def _workshop(id: str, table: Table, sentences: Sentences) -> Workshop:
    sheets = table.several("sheets", codes=True, empty=False)
    low = table.integer("people_low", 1, 1000)
    steps = tuple(_step(id, one, sheets, sentences) for one in table.tables("step", "key"))
    made = Workshop(
        id=id,
        minutes=table.integer("minutes", 1, LONGEST),
        people=(low, table.integer("people_high", low, 1000)),
        sheets=sheets,
        steps=steps,
        source=table.text("source"),
        date=table.date("date"),
    )
    total = sum(step.minutes for step in steps)
    if total != made.minutes:
        table.refuse("minutes", f"the steps add up to {total}, not to {made.minutes}")
    for part in ("title", "goal", "bring"):
        sentences.need(f"workshops.{id}.{part}")
    table.close()
    return made


def _step(id: str, table: Table, sheets: tuple[str, ...], sentences: Sentences) -> WorkshopStep:
    key = table.code("key", table.text("key"))
    for part in ("title", "how"):
        sentences.need(f"workshops.{id}.{key}.{part}")
    sheet = table.one_of("sheet", sheets) if table.has("sheet") else None
    step = WorkshopStep(key, table.integer("minutes", 1, LONGEST), sheet)
    table.close()
    return step
