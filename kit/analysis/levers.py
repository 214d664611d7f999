"""Everything that may be moved in one client's workbook: content/levers.toml over its rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kit.analysis.all_gains import ALL_GAINS, states_no_reuse
from kit.analysis.lever_cells import Cell, cells_to_move
from kit.analysis.lever_drivers import DELAY, OF_THRESHOLDS, REUSE, drivers_of, gains_of
from kit.analysis.lever_reach import reach_of
from kit.analysis.model import Analysis
from kit.analysis.model.what_if import Lever
from kit.analysis.settings import stated_thresholds
from kit.analysis.variants import ends
from kit.analysis.what_if import bounds_of, sign_of
from kit.catalogue import Catalogue, LeverKind

_OF_CASE = ("business.", "year.")  # thresholds that only a business case rests on
_GATE = "gates."


def levers_of(
    analysis: Analysis, catalogue: Catalogue, plan_start: date | None = None
) -> tuple[Lever, ...]:
    """The levers of the workbook behind *analysis* (made without any change).

    *plan_start*: the one *analysis* was asked with, which won over the workbook's.
    """
    return tuple(
        _lever(kind, cell, drivers)
        for kind in catalogue.levers.values()
        for cell, drivers in _cells(kind, analysis, catalogue, plan_start)
    )


def _cells(
    kind: LeverKind, analysis: Analysis, catalogue: Catalogue, plan_start: date | None
) -> Iterator[tuple[Cell, tuple[str, ...]]]:
    """What *kind* moves in this workbook, and the bars of the tornado each one moves."""
    if kind.id in catalogue.thresholds:
        if _bears(kind.id, analysis):
            yield _threshold(kind.id, analysis, catalogue), OF_THRESHOLDS.get(kind.id, ())
    elif kind.id in ALL_GAINS:
        if drivers := _of_all_gains(kind.id, analysis):
            neutral = 0.0 if kind.id == "delay" else 1.0
            yield Cell("", 1, neutral, False, None, None, None), drivers
    else:
        for cell in cells_to_move(kind, analysis, plan_start):
            yield cell, drivers_of(kind.id, cell, analysis)


def _bears(threshold: str, analysis: Analysis) -> bool:
    """Whether something of this client hangs on *threshold*."""
    case = analysis.business_case
    if threshold.startswith(_GATE):
        gate = threshold.removeprefix(_GATE)
        return gate in analysis.checklists or (gate == "gdpr" and analysis.gdpr is not None)
    if threshold == "business.reuse":
        return bool(_of_all_gains("reuse", analysis))
    if threshold == "upkeep.hours_month":
        return case is not None and case.upkeep is not None
    return case is not None or not threshold.startswith(_OF_CASE)


def _threshold(id: str, analysis: Analysis, catalogue: Catalogue) -> Cell:
    """The value used; it stands in a cell when the workbook has one of its own."""
    used = {key: value for key, value, _ in analysis.assumptions}
    value = used.get(id, catalogue.threshold(id))
    path, own = stated_thresholds(analysis.client).get(id, ("", None))
    stated = own is not None and own == value
    place = analysis.client.cells.get(path) if stated else None
    return Cell("", 1, sign_of(id, catalogue) * value, stated, place, None, None)


def _of_all_gains(id: str, analysis: Analysis) -> tuple[str, ...]:
    """The bars that a lever of all gains moves; none: there is no such gain."""
    gains = gains_of(analysis)
    if id == "adoption":
        return gains
    if id == "delay":
        return (DELAY, *gains) if gains else ()
    stating = enumerate(analysis.client.gains, 1)
    silent = {f"gain-{n}" for n, gain in stating if states_no_reuse(gain)}
    own = tuple(gain for gain in gains if gain in silent)
    return (REUSE, *own) if own else ()


def _lever(kind: LeverKind, cell: Cell, drivers: tuple[str, ...]) -> Lever:
    value = int(cell.value) if kind.whole and isinstance(cell.value, float) else cell.value
    floor, ceiling = bounds_of(kind, value)
    own_range = ends(cell.line) if cell.line is not None and kind.around else ()
    reach = reach_of(kind, value, own_range, (floor, ceiling))
    unit = kind.unit
    if unit == "moment":
        unit = "date" if isinstance(value, date) else "number"
    return Lever(
        lever=kind.id,
        of=cell.of,
        nth=cell.nth,
        group=kind.group,
        unit=unit,
        value=value,
        stated=cell.stated,
        low=reach.low,
        high=reach.high,
        floor=floor,
        ceiling=ceiling,
        step=reach.step,
        cell=cell.place,
        drivers=drivers,
    )
