"""Each line month by month, then their sum: the cash flow (method M13).

Index 0 is today, index m the m-th month. Amounts are positive on both sides.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from kit.analysis.model import Flows, MoneyLine
from kit.analysis.settings import MONTHS_PER_YEAR
from kit.analysis.timeline import Timeline

_KEPT = 4_096  # lines remembered, of each shape


def line_months(line: MoneyLine, horizon: int, timeline: Timeline) -> tuple[float, ...]:
    """Amounts of *line*, index 0 to *horizon* [EUR]; all 0 when it could not be computed."""
    if line.reason is not None:
        return (0.0,) * (horizon + 1)
    if line.yearly is not None:
        return _of_years(line.yearly, line.late, horizon)
    if line.dated is not None:
        day, amount = line.dated
        return _spread(amount, timeline.index_of(day), None, horizon)
    if line.once is not None:
        return _spread(line.once, line.start, line.end, horizon)
    if line.month is not None:
        return _steady(line.month, line.start, line.ramp, horizon)
    return (0.0,) * (horizon + 1)


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
    gains, costs = (_summed(sides[side], horizon) for side in ("gain", "cost"))
    return Flows(gains, costs, timeline.ends(horizon), tuple(sorted(dated)))


def _summed(lines: Sequence[tuple[float, ...]], horizon: int) -> tuple[float, ...]:
    """Month by month; of no line, 0."""
    return tuple(map(math.fsum, zip(*lines, strict=True))) or (0.0,) * (horizon + 1)


# The same line is asked for again and again: by variant, by option, by what-if. What is kept
# is bounded, and nothing but amounts.


@lru_cache(maxsize=_KEPT)
def _of_years(amounts: tuple[float, ...], late: int, horizon: int) -> tuple[float, ...]:
    """(initial, year 1, year 2…): today, then each year's amount evenly over its months; all
    of it *late* months later."""
    months = [0.0] * (horizon + 1)
    _add(months, late, amounts[0])
    for year, amount in enumerate(amounts[1:]):
        for month in range(MONTHS_PER_YEAR):
            _add(months, late + year * MONTHS_PER_YEAR + month + 1, amount / MONTHS_PER_YEAR)
    return tuple(months)


@lru_cache(maxsize=_KEPT)
def _spread(amount: float, first: int, last: int | None, horizon: int) -> tuple[float, ...]:
    """*amount* evenly from the *first* month to the *last*; without one, in the first."""
    months = [0.0] * (horizon + 1)
    last = first if last is None else last
    share = amount / (last - first + 1)
    for month in range(first, last + 1):
        _add(months, month, share)
    return tuple(months)


@lru_cache(maxsize=_KEPT)
def _steady(amount: float, start: int, ramp: float, horizon: int) -> tuple[float, ...]:
    """*amount* each month from *start* on, reached by a linear *ramp*."""
    before = min(max(1, start), horizon + 1)
    rising = range(before, min(max(before, start + math.ceil(ramp)), horizon + 1))
    # A zero has no sign: what is kept does not hang on which zero was asked for first.
    climbing = (amount * _ramp(month - start + 1, ramp) + 0.0 for month in rising)
    full = horizon + 1 - before - len(rising)
    return (*[0.0] * before, *climbing, *[amount * 1.0 + 0.0] * full)


def _ramp(month: int, ramp: float) -> float:
    """Share of the full effect in the *month*-th month of a linear ramp of *ramp* months.

    >>> [_ramp(month, 3) for month in (1, 2, 3, 4, 5)]
    [0.25, 0.5, 0.75, 1.0, 1.0]
    """
    return min(1.0, month / (ramp + 1))


def _add(months: list[float], month: int, amount: float) -> None:
    """What was paid before the project is counted today; what falls after the end is not."""
    if month < len(months):
        months[max(0, month)] += amount
