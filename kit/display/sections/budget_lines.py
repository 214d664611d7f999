"""The budget line by line: each phase with its contingency, then what comes back (M11)."""

from __future__ import annotations

import math

from kit.analysis.case_lines import CONTINGENCY
from kit.analysis.model import MoneyLine, PhaseBudget
from kit.analysis.settings import yearly
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words


def phase_lines(words: Words) -> list[Block]:
    """The lines of each phase under its name, as computed and as written."""
    case = words.analysis.business_case
    if case is None:
        return []
    lines = {line.id: line for line in (*case.lines, *case.other_lines)}
    rows: list[list[str]] = []
    groups: list[tuple[int, str]] = []
    emphasis: list[int] = []
    for phase in case.budget:
        if not phase.lines:
            continue
        groups.append((len(rows), phase.phase))
        rows += [_line(words, lines[id], amount) for id, amount in phase.lines]
        if phase.contingency:
            rows.append(_contingency(words, phase))
        emphasis.append(len(rows))
        written = "" if phase.claimed_total is None else words.numbers.money(phase.claimed_total)
        rows.append([words("total"), words.numbers.money(phase.total), written])
    outside = [line for line in case.lines if _is_outside(line)]
    if outside:
        groups.append((len(rows), words("budget_lines.outside")))
        rows += [_line(words, line, line.once) for line in outside]
    columns = [Column("line"), right("recomputed", 0.2), right("written", 0.2)]
    kept = [0, 1, *([2] if any(row[2] for row in rows) else [])]
    return table(
        words,
        "budget-lines",
        words("table.budget_lines.caption"),
        [columns[at] for at in kept],
        [[row[at] for at in kept] for row in rows],
        emphasis,
        groups=groups,
    )


def _is_outside(line: MoneyLine) -> bool:
    """A set-up cost tied to no phase, contingency on it included."""
    return line.side == "cost" and line.phase is None and line.once is not None


def _line(words: Words, line: MoneyLine, amount: float | None) -> list[str]:
    money = words.numbers.money
    label = words("money.contingency") if line.kind == CONTINGENCY else line.label
    return [label, money(amount), "" if line.claimed is None else money(line.claimed)]


def _contingency(words: Words, phase: PhaseBudget) -> list[str]:
    money = words.numbers.money
    share = words.numbers.percent(phase.contingency_rate)
    written = "" if phase.claimed_contingency is None else money(phase.claimed_contingency)
    return [words("budget_lines.contingency", share=share), money(phase.contingency), written]


def running(words: Words) -> list[Block]:
    """What comes back every year, whatever the phase."""
    case = words.analysis.business_case
    if case is None:
        return []
    listed = [
        line
        for line in case.lines
        if line.side == "cost"
        and line.kind != CONTINGENCY
        and line.once is None
        and line.month is not None
        and line.yearly is None
    ]
    money = words.numbers.money
    rows = [
        [
            line.label,
            money(yearly(line.month)),
            "" if line.claimed is None else money(_claimed_year(line)),
        ]
        for line in listed
    ]
    emphasis: list[int] = []
    total = math.fsum(yearly(line.month) or 0.0 for line in listed)
    if len(rows) > 1:
        rows.append([words("total"), money(total), ""])
        emphasis = [-1]
    columns = [Column("line"), right("recomputed", 0.2), right("written", 0.2)]
    kept = [0, 1, *([2] if any(row[2] for row in rows) else [])]
    return table(
        words,
        "running-costs",
        words("table.running_costs.caption", total=money(total)),
        [columns[at] for at in kept],
        [[row[at] for at in kept] for row in rows],
        emphasis,
    )


def _claimed_year(line: MoneyLine) -> float | None:
    """What was written, by year: a monthly cost is written by month [EUR/year]."""
    return yearly(line.claimed) if line.kind == "month" else line.claimed
