"""Everything that may be moved in one client's workbook: content/levers.toml over its rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any

from kit.analysis.model import Analysis
from kit.analysis.model.what_if import Lever
from kit.analysis.what_if import named
from kit.catalogue import Catalogue, LeverKind


def levers_of(analysis: Analysis, catalogue: Catalogue) -> tuple[Lever, ...]:
    """The levers of the workbook behind *analysis* (made without any change)."""
    return tuple(
        lever for kind in catalogue.levers.values() for lever in _of(kind, analysis, catalogue)
    )


def _of(kind: LeverKind, analysis: Analysis, catalogue: Catalogue) -> Iterator[Lever]:
    if kind.id in catalogue.thresholds:
        used = {key: value for key, value, _ in analysis.assumptions}
        value = used.get(kind.id, catalogue.threshold(kind.id))
        yield _lever(kind, "", 1, value, True, None)
        return
    table, _, field = kind.id.partition(".")
    held = getattr(analysis.client, table)
    if is_dataclass(held):
        yield _lever(kind, "", 1, getattr(held, field), True, f"{table}/{field}")
        return
    seen: dict[str, int] = {}
    for place, row in enumerate(held):
        name = named(row)
        seen[name] = seen.get(name, 0) + 1
        stated = getattr(row, field)
        if stated is not None:
            cell = analysis.client.cells.get(f"{table}/{place}/{field}")
            yield _lever(kind, name, seen[name], stated, True, cell)


def _lever(kind: LeverKind, of: str, nth: int, value: Any, stated: bool, cell: str | None) -> Lever:
    spread = abs(value) * kind.around
    low, high = value - spread, value + spread
    if kind.floor is not None:
        low = max(low, kind.floor)
    if kind.ceiling is not None:
        high = min(high, kind.ceiling)
    return Lever(
        lever=kind.id,
        of=of,
        nth=nth,
        group=kind.group,
        unit=kind.unit,
        value=value,
        stated=stated,
        low=low,
        high=max(high, low),
        floor=kind.floor,
        ceiling=kind.ceiling,
        step=kind.step,
        cell=cell,
    )
