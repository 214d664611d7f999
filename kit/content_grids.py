"""content/grids.toml: the criteria of the decision grids, how long solutions take to test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kit.catalogue import Criterion, DecisionGrid, SupplierKind
from kit.content_checks import Sentences, Table

FILE = "grids.toml"
_LONGEST = 48  # characters of a criterion: it heads a row of a chart
_MONTHS = 120


def _part(folders: tuple[Path, ...], wanted: str) -> Table:
    whole = Table.of_file(folders, FILE)
    parts = {name: whole.table(name) for name in ("grid", "supplier")}
    whole.close()
    return parts[wanted]


def read_grids(
    folders: tuple[Path, ...], known: Sequence[str], sentences: Sentences
) -> dict[str, DecisionGrid]:
    """The grids by id; *known* are the codes of the choice list, each of which has one."""
    table = _part(folders, "grid")
    found: dict[str, DecisionGrid] = {}
    for id in table.names():
        one = table.table(id)
        if id not in known:
            one.refuse("", f"unknown grid; known: {', '.join(known)}")
        found[id] = DecisionGrid(
            id, _criteria(one.table("weights"), id, sentences), one.text("source"), one.date("date")
        )
        sentences.need(f"thresholds.source.{found[id].source}")
        one.close()
    for id in known:
        if id not in found:
            table.refuse(id, "a grid of the choice list `grid` has no criteria")
    words = {one.id for grid in found.values() for one in grid.criteria}
    sentences.must_be_known("grids", "", words, FILE)
    return found


def _criteria(table: Table, grid: str, sentences: Sentences) -> tuple[Criterion, ...]:
    """The criteria of *grid*; no two of them are written alike, in whatever language."""
    met: dict[str, str] = {}
    criteria = []
    for name in table.names():
        weight = table.number(name)
        if weight < 0:
            table.refuse(name, f"a weight of 0 or more is expected, not {weight}")
        id = f"{grid}.{name}"
        sentences.need(f"grids.{id}", longest=_LONGEST)
        words = tuple(dict.fromkeys(said for _, said, _ in sentences.each(f"grids.{id}")))
        for word in words:
            if met.setdefault(word.casefold(), id) != id:
                table.refuse(name, f"{word!r} is already a criterion of this grid")
        criteria.append(Criterion(id, float(weight), words))
    if not any(one.weight for one in criteria):
        table.refuse("", "no criterion weighs anything")
    return tuple(criteria)


def read_suppliers(
    folders: tuple[Path, ...], known: Sequence[str], sentences: Sentences
) -> dict[str, SupplierKind]:
    """The kinds of suppliers by id, each code of the choice list having its months."""
    table = _part(folders, "supplier")
    found = {}
    for id in known:
        one = table.table(id)
        low = one.integer("months_low", 0, _MONTHS)
        found[id] = SupplierKind(
            id,
            low,
            one.integer("months_high", low, _MONTHS),
            one.text("source"),
            one.date("date"),
        )
        sentences.need(f"thresholds.source.{found[id].source}")
        one.close()
    table.close()
    return found
