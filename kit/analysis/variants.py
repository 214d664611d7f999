"""The same line otherwise: worth more or less, later, or with part of its hours not re-used.

Each variant is a line of its own, computed by the same engine as the line it comes from.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from kit.analysis.model import MoneyLine
from kit.analysis.settings import MONTHS_PER_YEAR
from kit.analysis.timeline import later


def scaled(line: MoneyLine, factor: float) -> MoneyLine:
    """*factor* times the amounts of *line*, and its hours."""
    return replace(
        line,
        hours_month=_times(line.hours_month, factor),
        month=_times(line.month, factor),
        once=_times(line.once, factor),
        yearly=line.yearly and tuple(amount * factor for amount in line.yearly),
        dated=line.dated and (line.dated[0], line.dated[1] * factor),
    )


def delayed(line: MoneyLine, months: int) -> tuple[MoneyLine, ...]:
    """*line*, *months* later. A row of years no longer fits years: it becomes one line a year."""
    if line.dated is not None:
        day, amount = line.dated
        return (replace(line, dated=(later(day, months), amount)),)
    if line.yearly is not None:
        return tuple(
            replace(line, yearly=None, once=amount, start=first + months, end=last + months)
            for amount, (first, last) in zip(line.yearly, _years(line), strict=True)
        )
    end = None if line.end is None else line.end + months
    return (replace(line, start=line.start + months, end=end),)


def partly_reused(line: MoneyLine, reuse: float) -> MoneyLine:
    """Freed hours for their share really re-used, *reuse* where the line states none.

    What takes more time than today takes all of it.
    """
    if line.kind != "hours" or line.reuse is not None or (line.month or line.once or 0.0) < 0:
        return line
    return scaled(line, reuse)


def split(line: MoneyLine) -> tuple[MoneyLine | None, MoneyLine | None]:
    """(what of a cost is paid once, the rest of it); a row of years is cut after its first."""
    if line.once is None:
        return None, line
    if line.yearly is None:
        return line, None
    first = replace(line, yearly=None, month=None, start=line.late, end=line.late)
    return first, replace(line, once=None, yearly=(0.0, *line.yearly[1:]))


def worst(line: MoneyLine, horizon: int) -> float:
    """The end of the range that harms the result: the low one of a gain, the high of a cost.

    A negative gain (the new way takes longer) or a negative cost (a grant) is the reverse;
    a row of years of both signs goes by what it comes to over the *horizon* [months].
    """
    low, high = ends(line)
    return low if _helps(line, horizon) else high


def best(line: MoneyLine, horizon: int) -> float:
    """The other end."""
    low, high = ends(line)
    return high if _helps(line, horizon) else low


def ends(line: MoneyLine) -> tuple[float, float]:
    """Smallest and largest multiplier, the likely figure (1) between them whatever was typed."""
    return min(line.low, line.high, 1.0), max(line.low, line.high, 1.0)


def _helps(line: MoneyLine, horizon: int) -> bool:
    return (_total(line, horizon) >= 0) is (line.side == "gain")


def _total(line: MoneyLine, horizon: int) -> float:
    """Of the sign of what *line* comes to over *horizon* months."""
    if line.yearly is None:
        return (line.once or 0.0) + (line.month or 0.0)
    parts = []
    for amount, (first, last) in zip(line.yearly, _years(line), strict=True):
        counted = max(0, min(last, horizon) - first + 1)
        parts.append(amount * counted / (last - first + 1))
    return math.fsum(parts)


def _times(amount: float | None, factor: float) -> float | None:
    return None if amount is None else amount * factor


def _years(line: MoneyLine) -> list[tuple[int, int]]:
    """First and last month of each amount of a row of years: today, year 1, year 2…"""
    late, following = line.late, len(line.yearly or ()) - 1
    years = (late + n * MONTHS_PER_YEAR for n in range(following))
    return [(late, late), *((before + 1, before + MONTHS_PER_YEAR) for before in years)]


def net_month_range(lines: Sequence[MoneyLine], horizon: int) -> tuple[float, float]:
    """The net [EUR/month] with every line at its bad end, then with every line at its good one."""

    def net(factor: Callable[[MoneyLine, int], float]) -> float:
        return math.fsum(
            (line.month or 0.0) * factor(line, horizon) * (1 if line.side == "gain" else -1)
            for line in lines
        )

    return net(worst), net(best)
