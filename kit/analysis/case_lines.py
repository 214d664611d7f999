"""All the lines of a business case: gains, costs, rows of amounts, contingency.

A line may belong to some options only: `lines_of_option` says which ones count.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from kit.analysis.model import MoneyLine, ProcessResult
from kit.analysis.money_lines import VALUE_CLASSES, Books, cost_line, gain_line
from kit.analysis.settings import MONTHS_PER_YEAR, Settings
from kit.analysis.timeline import Timeline, later
from kit.client import Client, FlowRow

CONTINGENCY = "contingency"
FLOW_YEARS = ("initial", "year_1", "year_2", "year_3", "year_4", "year_5")


def money_lines(
    client: Client,
    processes: Sequence[ProcessResult],
    automation_ids: Mapping[str, str],
    settings: Settings,
    timeline: Timeline,
) -> tuple[MoneyLine, ...]:
    """Gains, costs then rows of amounts, in the workbook's order; of every option."""
    books = Books.of(client, processes, automation_ids, settings)
    return (
        *(gain_line(f"gain-{n}", one, books, timeline) for n, one in enumerate(client.gains, 1)),
        *(cost_line(f"cost-{n}", one, books, timeline) for n, one in enumerate(client.costs, 1)),
        *(flow_line(f"flow-{n}", one, settings) for n, one in enumerate(client.flows, 1)),
    )


def retained_option(client: Client) -> str | None:
    """The option the business case is about: the one marked, else the first; None: no options."""
    marked = (option.name for option in client.options if option.retained)
    return next(marked, client.options[0].name if client.options else None)


def lines_of_option(
    lines: Sequence[MoneyLine], option: str | None, client: Client, timeline: Timeline
) -> tuple[MoneyLine, ...]:
    """The lines that count in *option*, then the contingency on them."""
    own = [line for line in lines if line.kind != CONTINGENCY and line.counts_in(option)]
    return (*own, *contingency_lines(own, client, timeline))


def contingency_lines(
    lines: Sequence[MoneyLine], client: Client, timeline: Timeline
) -> Iterator[MoneyLine]:
    """What is kept for the unforeseen, phase by phase: a share of their priced set-up.

    Without a share of its own a phase takes that of the finance sheet, and so does the
    set-up outside phases, unless a cost of that nature is listed there already.
    """
    general = client.finance.contingency
    provisions = written_provisions(client)
    written = {line.phase for line in lines if line.id in provisions}
    shares: list[tuple[str | None, float | None]] = [(None, None if written else general)]
    for phase in client.phases:
        fallback = None if phase.name in written else general
        shares.append((phase.name, fallback if phase.contingency is None else phase.contingency))
    for position, (name, share) in enumerate(shares):
        own = [line.once or 0.0 for line in contingency_base(lines, name, provisions)]
        if share and own:
            yield _contingency(position, name, share * math.fsum(own), timeline)


def written_provisions(client: Client) -> frozenset[str]:
    """Ids of the cost lines that the client listed for the unforeseen."""
    costs = enumerate(client.costs, 1)
    return frozenset(f"cost-{n}" for n, cost in costs if cost.nature == CONTINGENCY)


def contingency_base(
    lines: Sequence[MoneyLine], phase: str | None, provisions: Collection[str]
) -> list[MoneyLine]:
    """What the contingency of *phase* is a share of: its priced costs, paid once or that stop.

    What a published table holds is whole, and nothing is kept on what is kept already.
    """
    return [
        line
        for line in lines
        if (line.side, line.phase) == ("cost", phase)
        and line.once is not None
        and line.yearly is None
        and line.dated is None
        and line.kind != CONTINGENCY
        and line.id not in provisions
    ]


def _contingency(position: int, phase: str | None, amount: float, timeline: Timeline) -> MoneyLine:
    """Spent as the phase is; outside phases, up front."""
    stretch = timeline.phases.get(phase) if phase else None
    first, last = stretch or (0, 0)
    return MoneyLine(
        id=f"{CONTINGENCY}-{position}",
        label=phase or "",
        side="cost",
        kind=CONTINGENCY,
        automation=None,
        hours_month=None,
        month=None,
        once=amount,
        confidence=None,
        phase=phase,
        start=first,
        end=last,
        computed=amount,
    )


def flow_line(id: str, row: FlowRow, settings: Settings) -> MoneyLine:
    """A row of amounts as a published table prints it, or one dated amount.

    A blank between two amounts is an amount that is not there. A row of costs printed with
    minus signs is a row of costs all the same, and a credit among costs is one; a row of
    both signs that comes in rather than goes out says neither, and is not counted. The
    `month` of a row of years is that of their average year.
    """
    gain = row.side == "gain"
    kind = (row.kind or "cash") if gain else "flow"
    half = settings["range.declared" if gain else "range.cost"]
    printed = [getattr(row, year) for year in FLOW_YEARS]
    by_year = any(amount is not None for amount in printed)
    given = [amount for amount in (*printed, row.amount) if amount is not None]
    sign = -1.0 if not gain and all(amount <= 0 for amount in given) else 1.0
    late = row.late or 0
    claimed = row.claimed_total
    line = MoneyLine(
        id=id,
        label=row.label,
        side=row.side,
        kind=kind,
        automation=None,
        hours_month=None,
        month=None,
        once=None,
        confidence=None,
        value_class=VALUE_CLASSES[kind] if gain else "",
        options=row.options,
        low=1 - half,
        high=1 + half,
        claimed=abs(claimed) if claimed is not None and sign < 0 else claimed,
    )
    if by_year and row.amount is not None:
        return replace(line, reason="analysis.reason.years_and_day")
    if not gain and sign > 0 and math.fsum(given) < 0:
        return replace(line, reason="analysis.reason.mixed_signs")
    if by_year:
        while printed[-1] is None:
            printed.pop()
        years = [sign * (amount or 0.0) for amount in printed]
        following = years[1:]
        return replace(
            line,
            yearly=tuple(years),
            start=late if years[0] else late + 1,
            end=late + len(following) * MONTHS_PER_YEAR,
            late=late,
            once=years[0] or None,
            month=math.fsum(following) / len(following) / MONTHS_PER_YEAR if following else None,
            computed=math.fsum(years),
        )
    if row.amount is None or row.day is None:
        lacks = "no_amount" if row.amount is None else "no_day"
        return replace(line, reason=f"analysis.reason.{lacks}")
    amount = sign * row.amount
    return replace(line, dated=(later(row.day, late), amount), once=amount, computed=amount)
