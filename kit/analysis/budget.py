"""What each phase costs to set up, contingency included (method M11)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kit.analysis.case_lines import CONTINGENCY
from kit.analysis.model import MoneyLine, PhaseBudget
from kit.analysis.timeline import Timeline
from kit.client import Client, Phase


def budgets(
    lines: Sequence[MoneyLine], client: Client, timeline: Timeline
) -> tuple[PhaseBudget, ...]:
    """One budget a phase, of the set-up lines tied to it; recurring costs are not in it.

    *lines*: those of one option, with their contingency.
    """
    return tuple(_budget(phase, lines, timeline) for phase in client.phases)


def _budget(phase: Phase, lines: Sequence[MoneyLine], timeline: Timeline) -> PhaseBudget:
    own = [line for line in lines if line.side == "cost" and line.phase == phase.name]
    kept = math.fsum(line.once or 0.0 for line in own if line.kind == CONTINGENCY)
    set_up = [line for line in own if line.kind != CONTINGENCY and line.month is None]
    subtotal = math.fsum(line.once or 0.0 for line in set_up)
    rate = kept / subtotal if subtotal else 0.0
    amounts = [(line.once or 0.0, line) for line in set_up]
    # A grant, a negative cost, is at its lowest where a cost is at its highest.
    ranges = [(amount * line.low, amount * line.high) for amount, line in amounts]
    stretch = timeline.phases.get(phase.name)
    return PhaseBudget(
        phase=phase.name,
        first=stretch[0] if stretch else None,
        last=stretch[1] if stretch else None,
        lines=tuple((line.id, line.once) for line in set_up),
        subtotal=subtotal,
        contingency_rate=rate,
        contingency=kept,
        total=subtotal + kept,
        low=(1 + rate) * math.fsum(min(ends) for ends in ranges),
        high=(1 + rate) * math.fsum(max(ends) for ends in ranges),
        claimed_lines=_as_written(set_up),
        claimed_contingency=phase.claimed_contingency,
        claimed_total=phase.claimed_total,
        missing=sum(line.once is None for line in set_up),
    )


def _as_written(lines: Sequence[MoneyLine]) -> float | None:
    """The sum of the lines as written, those that are not as computed; None: none is written."""
    if all(line.claimed is None for line in lines):
        return None
    written = (line.once if line.claimed is None else line.claimed for line in lines)
    return math.fsum(amount or 0.0 for amount in written)
