"""The case as somebody wrote it: all gains claimed, at once and for ever (method M18.1).

Where a line has no claim its computed amount stands in, so that the claimed curve and the
corrected one are about the same lines. A claim about a whole (the gains of a year, the
set-up…) stands in where none of its lines has a claim of its own.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import accumulate

from kit.analysis.cashflow import line_months
from kit.analysis.model import ClaimedCase, MoneyLine, PhaseBudget
from kit.analysis.settings import MONTHS_PER_YEAR, yearly
from kit.analysis.timeline import Timeline
from kit.client import Client

_WHOLES = frozenset({"gains_year", "set_up", "run_year", "hours_year"})


def claimed_case(
    lines: Sequence[MoneyLine],
    budget: Sequence[PhaseBudget],
    client: Client,
    option: str | None,
    timeline: Timeline,
) -> ClaimedCase | None:
    """None when nothing was claimed. *lines* and *budget* are those of *option*."""
    whole = {
        claim.figure: claim.value
        for claim in client.claims
        if claim.figure in _WHOLES and claim.value is not None and claim.option in (None, option)
    }
    phases = any(p.claimed_total is not None or p.claimed_contingency is not None for p in budget)
    written = any(one.claimed is not None or one.claimed_hours is not None for one in lines)
    if not (whole or phases or written):
        return None
    rows = [line for line in lines if _is_row(line)]
    steady = [line for line in lines if not _is_row(line)]
    gains = [line for line in steady if line.side == "gain"]
    costs = [line for line in steady if line.side == "cost"]
    run = [line for line in costs if _runs(line)]

    gain_year = _sum(gains, whole.get("gains_year"), _as_written)
    run_year = _sum(run, whole.get("run_year"), _run_year)
    parts = _set_up([line for line in costs if not _runs(line)], budget)
    if "set_up" in whole and not phases and all(line.claimed is None for line in costs):
        parts = [(whole["set_up"], 0, 0)]
    set_up = math.fsum(amount for amount, _, _ in parts) if parts else None
    hours = [line for line in gains if line.kind == "hours"]
    if costs:  # none at this rhythm: nothing is paid at it
        run_year, set_up = run_year or 0.0, set_up or 0.0
    return ClaimedCase(
        gain_year=_and_rows(gain_year, rows, "gain", lambda row: yearly(row.month)),
        set_up=_and_rows(set_up, rows, "cost", lambda row: row.once),
        run_year=_and_rows(run_year, rows, "cost", lambda row: yearly(row.month)),
        hours_year=_sum(hours, whole.get("hours_year"), _hours_year),
        months=timeline.horizon,
        cumulated=_curve(
            gain_year, parts if set_up is not None else None, run_year, rows, timeline
        ),
    )


def _is_row(line: MoneyLine) -> bool:
    """Amounts by year or by date, as a published table prints them."""
    return line.yearly is not None or line.dated is not None


def _runs(line: MoneyLine) -> bool:
    """A cost that comes back without an end."""
    return line.kind in ("month", "year") and line.end is None


def _as_written(line: MoneyLine) -> float | None:
    """What was claimed of it, else the line's own amount."""
    written = written_amount(line)
    return line.computed if written is None else written


def written_amount(line: MoneyLine) -> float | None:
    """The amount claimed, else the hours claimed at their hourly cost; None: neither."""
    if line.claimed is not None:
        return line.claimed
    if line.claimed_hours is None or not line.hours_month or line.month is None:
        return None
    return line.claimed_hours * line.month / line.hours_month


def _run_year(line: MoneyLine) -> float | None:
    """The claim of a recurring line is one period of it."""
    amount = _as_written(line)
    return yearly(amount) if line.kind == "month" else amount


def _hours_year(line: MoneyLine) -> float | None:
    """None: whoever wrote the line counted it in euros only."""
    if line.claimed_hours is None and line.claimed is not None:
        return None
    return yearly(line.hours_month) if line.claimed_hours is None else line.claimed_hours


Part = tuple[float, int, int]  # amount [EUR], first and last month it is spent in


def _set_up(lines: Sequence[MoneyLine], budget: Sequence[PhaseBudget]) -> list[Part]:
    """Each phase for its total as written, else its lines and contingency; then the rest."""
    phases = {phase.phase for phase in budget}
    parts = [_part(phase, _phase_total(phase)) for phase in budget]
    for line in lines:
        amount = _as_written(line)
        if line.phase not in phases and amount is not None:
            parts.append((amount, line.start, line.start if line.end is None else line.end))
    return parts


def _phase_total(phase: PhaseBudget) -> float:
    if phase.claimed_total is not None:
        return phase.claimed_total
    kept = phase.contingency if phase.claimed_contingency is None else phase.claimed_contingency
    return kept + (phase.subtotal if phase.claimed_lines is None else phase.claimed_lines)


def _part(phase: PhaseBudget, amount: float) -> Part:
    """A phase without dates is paid today."""
    return amount, phase.first or 0, phase.last or 0


def _sum(
    lines: Sequence[MoneyLine],
    whole: float | None,
    amount: Callable[[MoneyLine], float | None],
) -> float | None:
    """The sum of what is known; *whole* when no line has a claim of its own."""
    own = any(line.claimed is not None or line.claimed_hours is not None for line in lines)
    if whole is not None and not own:
        return whole
    known = [value for value in map(amount, lines) if value is not None]
    return math.fsum(known) if known else None


def _scale(row: MoneyLine) -> float:
    """What a row's total as written is to the sum of its amounts."""
    return row.claimed / row.computed if row.claimed is not None and row.computed else 1.0


def _and_rows(
    total: float | None,
    rows: Sequence[MoneyLine],
    side: str,
    amount: Callable[[MoneyLine], float | None],
) -> float | None:
    known = [(row, amount(row)) for row in rows if row.side == side]
    amounts = [value * _scale(row) for row, value in known if value is not None]
    if total is None and not amounts:
        return None
    return math.fsum((total or 0.0, *amounts))


def _curve(
    gain_year: float | None,
    set_up: Sequence[Part] | None,
    run_year: float | None,
    rows: Sequence[MoneyLine],
    timeline: Timeline,
) -> tuple[float, ...]:
    """Cumulated net by month: gains and running costs at once, the set-up as it is spent.

    Empty when gains or costs are not known.
    """
    sides = {row.side for row in rows}
    if (gain_year is None and "gain" not in sides) or (set_up is None and "cost" not in sides):
        return ()
    steady = ((gain_year or 0.0) - (run_year or 0.0)) / MONTHS_PER_YEAR
    by_row = [
        (
            _scale(row) if row.side == "gain" else -_scale(row),
            line_months(row, timeline.horizon, timeline),
        )
        for row in rows
    ]
    net = [0.0] + [steady] * timeline.horizon
    for amount, first, last in set_up or ():
        for month in range(first, last + 1):
            if month <= timeline.horizon:
                net[max(0, month)] -= amount / (last - first + 1)
    for scale, months in by_row:
        net = [own + scale * amount for own, amount in zip(net, months, strict=True)]
    return tuple(accumulate(net))
