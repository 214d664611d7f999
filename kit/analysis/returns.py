"""What a steady monthly gain returns on a one-off cost: payback, NPV, IRR.

The one-off cost falls at month 0 (today); each month's net falls at the end of its month.
A yearly rate r is (1 + r)^(1/12) - 1 a month. Excel's NPV() discounts its first value as
well: compare with ``=NPV(monthly rate; monthly nets) - one-off``.
"""

from __future__ import annotations

import math

_MONTHS = 12
_HIGHEST_MONTHLY = 1e25  # beyond, its yearly rate is no longer a number


def payback_month(once: float, net_month: float) -> int | None:
    """First month, counted from 1, whose cumulated net covers *once*; None: never.

    0: there was nothing to pay back.

    >>> payback_month(1000.0, 300.0), payback_month(900.0, 300.0), payback_month(1.0, 0.0)
    (4, 3, None)
    >>> payback_month(0.0, 300.0)
    0
    """
    if net_month <= 0 or math.isinf(once / net_month):
        return None
    if once <= 0:
        return 0
    months = max(1, math.ceil(once / net_month))
    # 3 x 0.1 is a hair above 0.3: a month whose sum only misses by that hair covers it.
    if months > 1 and math.isclose((months - 1) * net_month, once, rel_tol=1e-12):
        months -= 1
    return months


def npv(once: float, net_month: float, months: int, yearly_rate: float) -> float:
    """Net present value over *months* [EUR].

    >>> round(npv(1000.0, 100.0, 12, 0.0), 2)
    200.0
    """
    monthly = [net_month / (1 + yearly_rate) ** (m / _MONTHS) for m in range(1, months + 1)]
    return math.fsum((-once, *monthly))


def irr(once: float, net_month: float, months: int) -> float | None:
    """Yearly internal rate of return; None when no single rate exists.

    With one outlay followed by equal receipts the net present value falls steadily as the
    rate rises: there is exactly one rate, found by halving. (numpy-financial works from
    the roots of a polynomial of degree *months*: slow, and `nan` when it loses them.)
    """
    if once <= 0 or net_month <= 0 or months < 1:
        return None

    def value(monthly_rate: float) -> float:
        """Worth of the receipts for 1 EUR a month, less the outlay."""
        # expm1/log1p keep the precision near 0, where (1 - (1+i)^-n) / i is 0/0.
        if monthly_rate == 0:
            worth = float(months)
        else:
            worth = -math.expm1(-months * math.log1p(monthly_rate)) / monthly_rate
        return worth - once / net_month

    low, high = -1 + 1e-12, 1.0
    while value(high) > 0:
        high *= 2
        if high > _HIGHEST_MONTHLY:
            return None
    try:
        if value(low) < 0:
            return None
    except OverflowError:
        pass  # so steep a loss is above any outlay: the root is right of it
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        try:
            above = value(middle) > 0
        except OverflowError:
            above = True
        low, high = (middle, high) if above else (low, middle)
    return math.expm1(_MONTHS * math.log1p((low + high) / 2))
