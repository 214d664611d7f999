"""When a written figure says the same as the computed one.

Who writes rounds: "365 h" for 366.67 h or "5 000 €" for 4 700 € is the same figure, "183 h"
for 165 h is not. Source: content/thresholds.toml, [audit].
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from kit.analysis.settings import Settings

Range = tuple[float, float]  # of no width when the figure is exact

# What people round these to, however small: an hour, a month, a point.
GRAINS = {"hours_year": 1.0, "payback": 1.0, "roi": 0.01, "irr": 0.01}

# Beyond what a workbook holds (15 digits), a tail of 9s is the noise of floats.
_DIGITS = 12
_HAIR = 1e-9


def agrees(
    written: float, computed: float, settings: Settings, grain: float = 0.0, scale: float = 0.0
) -> bool:
    """Whether *written* is *computed*, give or take the rounding of whoever wrote it.

    Within ``audit.tolerance`` of the computed figure, or within half a unit of the last
    significant digit written: "5 000" says 4 500 to 5 500. That half unit is at most
    ``audit.rounding`` of the written figure: a lone "1" does not say 0.5 to 1.5.

    *grain* is what nobody goes below, however small the figure: "3 h" does say 2.5 to 3.5.
    *scale* is what a difference was taken from: a net of "2 000" between 150 000 and 148 000
    is known to the thousand.
    """
    if close(written, computed, settings):
        return True
    gap, half = abs(written - computed), half_unit(written)
    on_grain = not written or half >= grain / 2 - _HAIR
    if grain and on_grain and gap <= grain / 2 + _HAIR:
        return True
    most = settings["audit.rounding"] * abs(written), settings["audit.tolerance"] * scale
    return gap <= min(half, max(most)) * (1 + _HAIR)


def holds(
    figure: str, written: float, found: Range, settings: Settings, scale: float = 0.0
) -> bool:
    """Whether the result *figure* (choice claim_figure) may be written so: in the range it was
    *found* in, or as one of its ends is rounded. A payback is told by its last month too."""
    low, high = min(found), max(found)
    grain = GRAINS.get(figure, 0.0)
    if low <= written <= high or any(agrees(written, end, settings, grain, scale) for end in found):
        return True
    return figure == "payback" and written in (math.ceil(low), math.ceil(high))


def sums_to(written: float, rows: Sequence[float], settings: Settings) -> bool:
    """Whether *written* is the sum of *rows*, each of which may have been rounded as finely
    as the finest of them."""
    total = math.fsum(rows)
    finest = min((half_unit(row) for row in rows if row), default=0.0)
    return agrees(written, total, settings) or abs(written - total) <= len(rows) * finest


def close(written: float, computed: float, settings: Settings) -> bool:
    """Within ``audit.tolerance``, however few digits were written: to tell causes apart."""
    return abs(written - computed) <= settings["audit.tolerance"] * abs(computed)


@lru_cache(maxsize=4_096)
def half_unit(written: float) -> float:
    """Half a unit of the last significant digit of *written*; 0 for 0.

    >>> half_unit(5000.0), half_unit(365.0), half_unit(0.2), half_unit(10.8)
    (500.0, 0.5, 0.05, 0.05)
    """
    if written == 0:
        return 0.0
    exponent = Decimal(f"{written:.{_DIGITS}g}").normalize().as_tuple().exponent
    return float(Decimal(5).scaleb(int(exponent) - 1))
