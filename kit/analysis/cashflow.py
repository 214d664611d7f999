"""Each line month by month, then their sum: the cash flow (method M13).

Index 0 is today, index m the m-th month. Amounts are positive on both sides.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from kit.analysis.model import Flows, MoneyLine
from kit.analysis.settings import MONTHS_PER_YEAR
from kit.analysis.timeline import Timeline


def line_months(line: MoneyLine, horizon: int, timeline: Timeline) -> tuple[float, ...]:
    """Amounts of *line*, index 0 to *horizon* [EUR]; all 0 when it could not be computed."""
    months = [0.0] * (horizon + 1)
    if line.reason is not None:
        return tuple(months)
    if line.yearly is not None:
        _add_years(months, line.yearly)
    elif line.dated is not None:
        day, amount = line.dated
        _add(months, timeline.index_of(day), amount)
    elif line.once is not None:
        last = line.start if line.end is None else line.end
        share = line.once / (last - line.start + 1)
        for month in range(line.start, last + 1):
            _add(months, month, share)
    elif line.month is not None:
        for month in range(max(1, line.start), horizon + 1):
            months[month] = line.month * _ramp(month - line.start + 1, line.ramp)
    return tuple(months)


def flows_of(lines: Sequence[MoneyLine], horizon: int, timeline: Timeline) -> Flows:
    """The sum of *lines*, exact whatever their order."""
    sides: dict[str, list[tuple[float, ...]]] = {"gain": [], "cost": []}
    dated: list[tuple[int, date, float, float]] = []
    for line in lines:
        sides[line.side].append(line_months(line, horizon, timeline))
        if line.dated is not None and line.reason is None:
            day, amount = line.dated
            index = timeline.index_of(day)
            if index <= horizon:
                gain = line.side == "gain"
                dated.append((index, day, amount if gain else 0.0, 0.0 if gain else amount))
    gains, costs = (
        tuple(math.fsum(line[month] for line in sides[side]) for month in range(horizon + 1))
        for side in ("gain", "cost")
    )
    dates = tuple(timeline.end_of(month) for month in range(horizon + 1))
    return Flows(gains, costs, dates, tuple(sorted(dated)))


def _ramp(month: int, ramp: float) -> float:
    """Share of the full effect in the *month*-th month of a linear ramp of *ramp* months.

    >>> [_ramp(month, 3) for month in (1, 2, 3, 4, 5)]
    [0.25, 0.5, 0.75, 1.0, 1.0]
    """
    return min(1.0, month / (ramp + 1))


def _add_years(months: list[float], amounts: Sequence[float]) -> None:
    """(initial, year 1, year 2…): today, then each year's amount evenly over its months."""
    _add(months, 0, amounts[0])
    for year, amount in enumerate(amounts[1:]):
        for month in range(MONTHS_PER_YEAR):
            _add(months, year * MONTHS_PER_YEAR + month + 1, amount / MONTHS_PER_YEAR)


def _add(months: list[float], month: int, amount: float) -> None:
    """What was paid before the project is counted today; what falls after the end is not."""
    if month < len(months):
        months[max(0, month)] += amount
