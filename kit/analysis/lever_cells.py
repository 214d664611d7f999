"""Which cells of a client can be moved, and what stands for those that are blank.

A cell whose figure bears on nothing (the volume of minutes stated by day and period) has no
lever. Nor has a blank that nothing stands for: a missing figure is asked for, not assumed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass
from datetime import date
from typing import Any, NamedTuple

from kit.analysis.all_gains import states_no_reuse
from kit.analysis.model import Analysis, MoneyLine
from kit.analysis.money_lines import is_timed
from kit.analysis.what_if import named
from kit.analysis.working_days import can_be_planned
from kit.catalogue import LeverKind
from kit.client import Cost, Gain, Phase
from kit.client.scenario import ROW_OF_AMOUNTS, Moved

_LINES = {"gains": "gain", "costs": "cost", "flows": "flow"}  # table -> id of its lines


class Cell(NamedTuple):
    """One figure that can be moved."""

    of: str  # the row's name; blank: no row
    nth: int
    value: Moved
    stated: bool  # False: the cell is blank, `value` stands for it
    place: str | None  # "Gains!F7"
    row: Any  # the record it is a field of
    line: MoneyLine | None  # of the business case, when the row makes one


def cells_to_move(
    kind: LeverKind, analysis: Analysis, plan_start: date | None = None
) -> Iterator[Cell]:
    """The cells of the table and field that *kind* is about, in the workbook's order."""
    table, _, field = kind.id.partition(".")
    client, case = analysis.client, analysis.business_case
    held = getattr(client, table)
    if is_dataclass(held):
        stated = getattr(held, field)
        found = _form(kind.id, stated, analysis, plan_start)
        if found is not None:
            place = client.cells.get(f"{table}/{field}")
            yield Cell("", 1, found[0], found[1], place, held, None)
        return
    lines = {line.id: line for line in case.all_lines} if case else {}
    seen: dict[str, int] = {}
    for position, row in enumerate(held):
        name = named(row)
        seen[name] = seen.get(name, 0) + 1
        line = lines.get(f"{_LINES.get(table)}-{position + 1}")
        found = _in_use(kind, row, line, analysis)
        if found is not None:
            place = client.cells.get(f"{table}/{position}/{field}")
            yield Cell(name, seen[name], *found, place, row, line)


def _form(
    id: str, stated: Any, analysis: Analysis, plan_start: date | None
) -> tuple[Moved, bool] | None:
    """The value that counts for a form's field, and whether it is written there."""
    case = analysis.business_case
    own = stated if _can_be_moved(stated) else None
    if id == "plan.start":
        used = plan_start or own or analysis.as_of
        return used, used == own
    if case is None:
        return None
    if id == "finance.start" and own is None and case.flows is not None:
        return case.flows.dates[0], False
    if id == "finance.contingency" and own is None:
        return 0.0, False
    return None if own is None else (own, True)


def _can_be_moved(stated: Any) -> bool:
    """Whether it is a figure, or a date that is no slip of the keyboard."""
    if isinstance(stated, date):
        return can_be_planned(stated)
    return isinstance(stated, int | float) and not isinstance(stated, bool)


def _in_use(
    kind: LeverKind, row: Any, line: MoneyLine | None, analysis: Analysis
) -> tuple[Moved, bool] | None:
    """The value that counts, and whether it is written; None: nothing to move."""
    field = kind.id.partition(".")[2]
    if kind.id == ROW_OF_AMOUNTS:
        return (1.0, True) if line is not None and line.reason is None else None
    stated = getattr(row, field)
    if isinstance(row, Gain) and field not in _of_gain(row):
        return None
    if stated is not None and not isinstance(stated, str):  # a phase is no month
        return (stated, True) if _can_be_moved(stated) else None
    blank = _blank(row, field, line, analysis)
    return None if blank is None else (blank, False)


def _of_gain(gain: Gain) -> frozenset[str]:
    """The fields that the line of *gain* is computed from."""
    fields = {"start", "ramp_months"}
    if gain.kind == "hours":
        fields |= {"before", "reuse", "rate" if gain.after is None else "after"}
        # Minutes by day with a volume and its period: the volume is left aside.
        if not is_timed(gain) or gain.period is None:
            fields.add("volume")
        return frozenset(fields)
    fields |= {"volume", "unit_value"} | ({"reuse"} if gain.reuse is not None else set())
    if gain.kind == "errors":
        return frozenset(fields | {"error_before", "error_after"})
    return frozenset(fields | {"rate"} | ({"margin_rate"} if gain.kind == "revenue" else set()))


def _blank(row: Any, field: str, line: MoneyLine | None, analysis: Analysis) -> Moved | None:
    """What the analysis takes for a blank; None: it takes nothing, or the line has no amount."""
    if isinstance(row, Phase) and field == "contingency":
        return analysis.client.finance.contingency or 0.0
    if line is None or line.reason is not None:
        return None
    if isinstance(row, Gain):
        return _blank_of_gain(row, field, line)
    return 1.0 if isinstance(row, Cost) and field in _counts(row) else None


def _counts(cost: Cost) -> tuple[str, ...]:
    """The counts of what *cost* buys that are worth a figure though they are blank."""
    if cost.unit_price is None:
        return ()
    counts = () if cost.rhythm == "once" else ("users",)
    return counts if cost.quantity is not None or cost.users is not None else ("quantity", *counts)


def _blank_of_gain(gain: Gain, field: str, line: MoneyLine) -> Moved | None:
    if field == "start":
        return line.start if gain.start is None else None
    if field == "ramp_months":
        return 0.0
    if field == "reuse":
        return 1.0 if states_no_reuse(gain) else None
    if field == "rate":
        return None if gain.kind == "hours" else 1.0
    if field == "volume":
        return 1.0 if is_timed(gain) else None
    return None
