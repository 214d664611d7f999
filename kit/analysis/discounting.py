"""What future amounts are worth today, and the rates at which they are worth nothing.

Times are in years from today; an amount at time 0 is not discounted. Excel's NPV()
discounts its first value too: compare with ``=NPV(rate; amounts from year 1) + amount 0``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from kit.analysis.settings import MONTHS_PER_YEAR

DAYS_PER_YEAR = 365  # Excel's XNPV
# Amounts and sums this small beside the others are what floats leave of a zero.
_NOTHING = 1e-12
# Where rates are looked for: from just above -100 % to 10^100, as -log(1 + rate).
_LAST, _FIRST = 36.0, -230.0


def discount_times(
    discounting: str, months: int, horizon: int, dates: Sequence[date]
) -> tuple[float, ...]:
    """When the amount of each month is discounted [years], index 0 to *months*.

    year_end: at the end of its year, the last one cut at the horizon; monthly: at the end
    of its month; by_date: days from index 0 over 365, as Excel's XNPV.

    >>> discount_times("year_end", 3, 18, ())
    (0.0, 1.0, 1.0, 1.0)
    """
    if discounting == "by_date":
        return tuple(years_to(dates[month], dates[0]) for month in range(months + 1))
    if discounting == "monthly":
        return tuple(month / MONTHS_PER_YEAR for month in range(months + 1))
    ends = (math.ceil(month / MONTHS_PER_YEAR) for month in range(months + 1))
    return tuple(float(min(end, horizon / MONTHS_PER_YEAR)) for end in ends)


def years_to(day: date, start: date) -> float:
    """Years from *start* to *day*, actual days over 365; 0 before *start*."""
    return max(0, (day - start).days) / DAYS_PER_YEAR


def npv(amounts: Sequence[float], rate: float, times: Sequence[float] | None = None) -> float:
    """Net present value [EUR]; without *times*, an amount a year, the first one today.

    >>> round(npv((-10_000, 3_000, 3_400, 7_700), 0.065), 2)
    2188.98
    """
    years = range(len(amounts)) if times is None else times
    # Divided, not multiplied by an inverse: a rate of 0 gives the plain sum back.
    return math.fsum(
        amount / (1 + rate) ** time for amount, time in zip(amounts, years, strict=True)
    )


def irr(amounts: Sequence[float], times: Sequence[float] | None = None) -> float | None:
    """The one yearly rate that brings the NPV to 0; None without it, or with several.

    >>> round(irr((-70_000, 12_000, 15_000, 18_000, 21_000, 26_000)), 4)
    0.0866
    """
    roots = irr_roots(amounts, times)
    return roots[0] if len(roots) == 1 else None


def irr_roots(amounts: Sequence[float], times: Sequence[float] | None = None) -> tuple[float, ...]:
    """Every yearly rate above -100 % that brings the NPV to 0, in ascending order.

    With x = -log(1 + rate) the NPV is a sum of a·exp(x·t). Divided by exp(x·c), with c
    between two terms of opposite signs, its slope is such a sum with one change of sign
    less: the roots of the slope cut the line in stretches where the NPV crosses 0 at most
    once. Worked down until no sign changes, no root can be missed (Descartes, Laguerre).

    >>> [round(rate, 6) for rate in irr_roots((-1_000, 2_300, -1_320))]
    [0.1, 0.2]
    """
    terms = terms_of(amounts, range(len(amounts)) if times is None else times)
    return tuple(sorted(math.expm1(-x) for x in _zeros(terms)))


def terms_of(amounts: Sequence[float], times: Sequence[float]) -> list[tuple[float, float]]:
    """(time, amount) by time, one a time, without those that come to nothing."""
    by_time: dict[float, list[float]] = {}
    for amount, time in zip(amounts, times, strict=True):
        by_time.setdefault(float(time), []).append(amount)
    sums = {time: math.fsum(parts) for time, parts in by_time.items()}
    largest = max((abs(amount) for amount in amounts), default=0.0)
    return sorted(
        (time, amount) for time, amount in sums.items() if abs(amount) > _NOTHING * largest
    )


def _zeros(terms: Sequence[tuple[float, float]]) -> list[float]:
    """Where the sum of amount·exp(x·time) is 0, in ascending order."""
    change = next((k for k in range(1, len(terms)) if terms[k - 1][1] * terms[k][1] < 0), None)
    if change is None:
        return []
    centre = (terms[change - 1][0] + terms[change][0]) / 2
    slope = [(time, amount * (time - centre)) for time, amount in terms]
    turns = _zeros(slope)
    stretches = [_FIRST, *turns, _LAST]
    signs = [_sign(terms, x) for x in stretches]
    found = [x for x, sign in zip(turns, signs[1:-1], strict=True) if sign == 0]
    found += [
        _crossing(terms, low, high)
        for (low, below), (high, above) in pairwise(zip(stretches, signs, strict=True))
        if below * above < 0
    ]
    return sorted(found)


def _crossing(terms: Sequence[tuple[float, float]], low: float, high: float) -> float:
    """Where the sum changes sign between *low* and *high*, to the last digit of a float."""
    negative_first = _sum(terms, low) < 0
    while low < (middle := (low + high) / 2) < high:
        if (_sum(terms, middle) < 0) is negative_first:
            low = middle
        else:
            high = middle
    return low


def _sum(terms: Sequence[tuple[float, float]], x: float) -> float:
    """The sum at *x* over its largest exponential, which keeps it within floats."""
    top = max(x * time for time, _ in terms)
    return math.fsum(amount * math.exp(x * time - top) for time, amount in terms)


def _sign(terms: Sequence[tuple[float, float]], x: float) -> int:
    """-1, 0 or 1; 0 when the sum is a rounding of its parts: two roots that touch."""
    top = max(x * time for time, _ in terms)
    size = math.fsum(abs(amount) * math.exp(x * time - top) for time, amount in terms)
    value = _sum(terms, x)
    if abs(value) <= _NOTHING * size:
        return 0
    return 1 if value > 0 else -1
