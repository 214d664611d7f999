"""What cannot be, set right beside the client's data: gains too early, hours too many.

The corrected lines go through the same engine as the cells' own. Nothing is written back.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kit.analysis.model import Adjustment, MoneyLine, PoolUse
from kit.analysis.variants import scaled


def adjustments_of(lines: Sequence[MoneyLine], pools: Sequence[PoolUse]) -> Iterator[Adjustment]:
    """Gains written before their phase is over; roles from whom more is freed than there is."""
    for line in lines:
        if line.stated_start is None or line.go_live is None or line.side != "gain":
            continue
        if line.stated_start < line.go_live:
            yield Adjustment("gain_before_go_live", line.id, 1.0, line.go_live)
    for use in pools:
        if use.counted >= use.freed or math.isclose(use.counted, use.freed):
            continue
        code = "hours_over_kpi" if use.counted == use.bound else "hours_over_pool"
        for line in lines:
            if line.role == use.role and line.hours_month is not None:
                yield Adjustment(code, line.id, use.counted / use.freed, None)


def corrected_lines(
    lines: Sequence[MoneyLine], adjustments: Sequence[Adjustment]
) -> tuple[MoneyLine, ...]:
    """*lines* with their adjustments, which may be two for a line: its start and its size."""
    found = {line.id: line for line in lines}
    for one in adjustments:
        line = found[one.line]
        found[one.line] = replace(
            scaled(line, one.factor),
            start=line.start if one.start is None else one.start,
            computed=None if line.computed is None else line.computed * one.factor,
        )
    return tuple(found.values())
