"""What is spent when: the set-up by phase, and whose hours the gains draw on."""

from __future__ import annotations

from kit.analysis.case_lines import CONTINGENCY, written_provisions
from kit.analysis.model import BusinessCase, PhaseBudget, PoolUse
from kit.analysis.settings import MONTHS_PER_YEAR
from kit.display.parts import bullets, paragraph
from kit.display.sections import trusted
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words


def budget_table(words: Words) -> list[Block]:
    """Each phase computed, beside what was written for it."""
    case = words.analysis.business_case
    if case is None or not case.budget:
        return []
    money = words.numbers.money
    written = any(_written(phase) is not None for phase in case.budget)
    rows = [_phase(words, phase, written) for phase in case.budget]
    total = [
        words("total"),
        "",
        money(sum(phase.subtotal for phase in case.budget)),
        money(sum(phase.contingency for phase in case.budget)),
        money(sum(phase.total for phase in case.budget)),
    ]
    if written:
        claimed = [_written(phase) for phase in case.budget]
        known = [amount for amount in claimed if amount is not None]
        total.append(money(sum(known)) if len(known) == len(claimed) else "")
    emphasis = []
    if len(case.budget) > 1:
        emphasis.append(len(rows))
        rows.append(total)
    columns = [
        Column("phase"),
        Column("months", width=0.13),
        right("lines_sum"),
        right("contingency"),
        right("phase_total"),
    ]
    if written:
        columns.append(right("written"))
    caption = words("table.budget.caption", total=total[4])
    figures = {
        (row, column): f"budget.{row + 1}.{field}"
        for row in range(len(case.budget))
        for column, field in ((2, "subtotal"), (3, "contingency"), (4, "total"))
    }
    note = _budget_note(words, case)
    return table(words, "budget", caption, columns, rows, emphasis, note, figures=figures)


def _phase(words: Words, phase: PhaseBudget, written: bool) -> list[str]:
    number = words.numbers
    contingency = number.money(phase.contingency)
    if phase.contingency_rate:
        contingency = f"{contingency} ({number.percent(phase.contingency_rate)})"
    row = [
        phase.phase,
        _months(words, phase),
        number.money(phase.subtotal),
        contingency,
        number.money(phase.total),
    ]
    if written:
        claimed = _written(phase)
        row.append("" if claimed is None else number.money(claimed))
    return row


def _months(words: Words, phase: PhaseBudget) -> str:
    if phase.first is None or phase.last is None:
        return words.numbers.missing
    first, last = words.numbers.number(phase.first), words.numbers.number(phase.last)
    return first if first == last else words("budget.months", first=first, last=last)


def _written(phase: PhaseBudget) -> float | None:
    """The total as written, or the sum of its parts as written."""
    if phase.claimed_total is not None or phase.claimed_lines is None:
        return phase.claimed_total
    return phase.claimed_lines + (phase.claimed_contingency or 0.0)


def _budget_note(words: Words, case: BusinessCase) -> str:
    """The range, then what comes back every year, then the lines without a price."""
    money = words.numbers.money
    low = sum(phase.low for phase in case.budget)
    high = sum(phase.high for phase in case.budget)
    said = []
    if trusted.differ(low, high):
        said.append(words("budget.range", low=money(low), high=money(high)))
    if case.cost_month:
        said.append(words("budget.running", cost=money(case.cost_month * MONTHS_PER_YEAR)))
    missing = sum(phase.missing for phase in case.budget)
    if missing:
        said.append(words.plural("budget.missing", missing))
    return " ".join(said)


def contingency(words: Words) -> list[Block]:
    """The reserve that the range of the costs would ask for, beside the one planned."""
    case = words.analysis.business_case
    wanted = case.distribution.contingency_required if case and case.distribution else None
    if case is None or wanted is None or not case.budget or not case.cost_once:
        return []
    own = written_provisions(words.client)
    kept = sum(
        line.once or 0.0 for line in case.lines if line.kind == CONTINGENCY or line.id in own
    )
    planned = kept / (case.cost_once - kept) if kept < case.cost_once else 0.0
    params = {
        "wanted": words.numbers.share(max(wanted, 0.0)),
        "planned": words.numbers.share(planned),
        "chance": words.numbers.share(words.threshold("range.contingency_chance")),
    }
    key = "enough" if planned >= wanted else "short" if planned else "none"
    return paragraph(words(f"budget.contingency_{key}", **params))


# -- hours ------------------------------------------------------------------------------------


def pool_table(words: Words) -> list[Block]:
    """Hours freed by role, against what the role has and what its target leaves to free."""
    case = words.analysis.business_case
    if case is None or not case.hours_pool:
        return []
    bound = any(use.bound is not None for use in case.hours_pool)
    hours = words.numbers.hours
    rows = [
        [
            use.role,
            hours(use.freed),
            hours(use.pool),
            *(([hours(use.bound) if use.bound is not None else ""]) if bound else []),
            hours(use.counted),
            words.numbers.share(use.share),
        ]
        for use in case.hours_pool
    ]
    columns = [
        Column("role"),
        right("freed"),
        right("pool"),
        *([right("bound")] if bound else []),
        right("counted"),
        right("pool_share"),
    ]
    figures = {
        (row, 1): f"business_case.hours_pool.{row + 1}.freed" for row in range(len(rows))
    } | {
        (row, len(columns) - 2): f"business_case.hours_pool.{row + 1}.counted"
        for row in range(len(rows))
    }
    caption = words("table.hours_pool.caption")
    return table(words, "hours-pool", caption, columns, rows, figures=figures)


def pool_notes(words: Words) -> list[Block]:
    """Who is freed of more hours than there are."""
    case = words.analysis.business_case
    if case is None:
        return []
    over = [use for use in case.hours_pool if use.freed > use.counted]
    return bullets([_over(words, use) for use in over])


def _over(words: Words, use: PoolUse) -> str:
    hours = words.numbers.hours
    by_kpi = use.kpi is not None and use.bound is not None and use.bound <= use.counted
    return words(
        f"pool.{'over_bound' if by_kpi else 'over_pool'}",
        role=use.role,
        freed=hours(use.freed),
        counted=hours(use.counted),
        kpi=use.kpi or "",
    )
