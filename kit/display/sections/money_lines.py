"""Gains and costs line by line: what each is worth, when it counts, what is left out."""

from __future__ import annotations

from kit.analysis.case_lines import CONTINGENCY
from kit.analysis.model import BusinessCase, MoneyLine
from kit.display.parts import bullets
from kit.display.sections import trusted
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words


def lines_table(words: Words) -> list[Block]:
    """Every line, its monthly amount to the cent, gross then net."""
    case = words.analysis.business_case
    if case is None:
        return []
    number = words.numbers
    lines = [line for line in case.lines if not _by_date(line)]
    gains = [line for line in lines if line.side == "gain"]
    costs = [line for line in lines if line.side == "cost"]
    if not lines:
        return []
    rows = [_row(words, line) for line in gains]
    figures = {(at, 3): f"business_case.{line.id}.month" for at, line in enumerate(gains)}
    emphasis = [len(rows)]
    hours = number.hours(case.hours_month) if case.hours_month is not None else ""
    figures |= {
        (len(rows), 2): "business_case.hours_month",
        (len(rows), 3): "business_case.gross_month",
    }
    rows.append([words("money.gross"), "", hours, number.money_exact(case.gross_month), "", ""])
    for at, line in enumerate(costs, len(rows)):
        figures |= {(at, 3): f"business_case.{line.id}.month"}
        figures |= {(at, 4): f"business_case.{line.id}.once"}
    rows += [_row(words, line) for line in costs]
    if costs:
        emphasis.append(len(rows))
        once = number.money_exact(case.cost_once) if case.cost_once else ""
        cost = number.money_exact(None if case.cost_month is None else -case.cost_month)
        figures |= {
            (len(rows), 3): "business_case.cost_month",
            (len(rows), 4): "business_case.cost_once",
        }
        rows.append([words("money.costs"), "", "", cost, once, ""])
    emphasis.append(len(rows))
    figures |= {(len(rows), 3): "business_case.net_month"}
    rows.append([words("money.net"), "", "", number.money_exact(case.net_month), "", ""])
    if trusted.differ(trusted.net_month(case), case.net_month):
        emphasis.append(len(rows))
        figures |= {(len(rows), 3): "business_case.corrected.net_month"}
        right_one = number.money_exact(trusted.net_month(case))
        rows.append([words("money.net_corrected"), "", "", right_one, "", ""])
    return _lines(words, rows, emphasis, figures)


def _lines(
    words: Words,
    rows: list[list[str]],
    emphasis: list[int],
    figures: dict[tuple[int, int], str],
) -> list[Block]:
    """The table, less the columns in which nothing stands."""
    columns = [
        Column("line", width=0.32),
        Column("kind", width=0.16),
        right("hours_month", 0.12),
        right("per_month", 0.15),
        right("once", 0.13),
        Column("confidence", width=0.12),
    ]
    kept = [0, 1, *(at for at in (2, 3, 4, 5) if at == 3 or any(row[at] for row in rows))]
    return table(
        words,
        "business-lines",
        words("table.business_lines.caption"),
        [columns[at] for at in kept],
        [[row[at] for at in kept] for row in rows],
        emphasis,
        words("table.business_lines.note"),
        figures={(row, kept.index(at)): name for (row, at), name in figures.items() if at in kept},
    )


def _row(words: Words, line: MoneyLine) -> list[str]:
    number = words.numbers
    gain = line.side == "gain"
    hours = number.hours(line.hours_month) if gain and line.kind == "hours" else ""
    if line.once is not None or (not gain and line.kind == "once"):
        month, once = "", number.money_exact(line.once)
    else:
        signed = line.month if gain or line.month is None else -line.month
        month, once = number.money_exact(signed), ""
    confidence = words.choice("confidence", line.confidence) if line.confidence else ""
    label = line.label
    if line.kind == CONTINGENCY:  # named after its phase
        label = words("money.contingency_of", phase=label)
    return [label, _kind(words, line), hours, month, once, confidence]


def _kind(words: Words, line: MoneyLine) -> str:
    if line.side == "cost" and line.kind == CONTINGENCY:
        return words("money.contingency")
    if line.kind == "flow":  # a dated row without an amount: nothing says how often
        return words("money.flow")
    return words.choice("gain_kind" if line.side == "gain" else "rhythm", line.kind)


# -- amounts as a published table prints them ---------------------------------------------------


def _by_date(line: MoneyLine) -> bool:
    return line.yearly is not None or line.dated is not None


def flows_table(words: Words) -> list[Block]:
    """Rows of amounts as they were entered: today, year 1, year 2…, and their sum."""
    case = words.analysis.business_case
    listed = [line for line in case.lines if line.yearly is not None] if case else []
    if case is None or not listed:
        return []
    money = words.numbers.money
    years = max(len(line.yearly or ()) for line in listed)
    rows = [_by_year(words, line, years) for line in listed]
    sums = [sum(_signed(line, at) for line in listed) for at in range(years)]
    rows.append([words("money.net_flows"), *map(money, sums), money(sum(sums))])
    columns = [Column("line", width=0.24)]
    columns += [right("year_0")] + [
        Column("year", "right", name=words("column.year_of", year=words.numbers.number(year)))
        for year in range(1, years)
    ]
    columns.append(right("sum"))
    return table(words, "flows", words("table.flows.caption"), columns, rows, [-1])


def _by_year(words: Words, line: MoneyLine, years: int) -> list[str]:
    money = words.numbers.money
    amounts = [_signed(line, at) for at in range(years)]
    return [line.label, *(money(one) if one else "" for one in amounts), money(sum(amounts))]


def _signed(line: MoneyLine, year: int) -> float:
    """Gains above zero, costs below [EUR]."""
    amounts = line.yearly or ()
    amount = amounts[year] if year < len(amounts) else 0.0
    return amount if line.side == "gain" else -amount


def dated_table(words: Words) -> list[Block]:
    """Dated amounts, in the order of the calendar."""
    case = words.analysis.business_case
    dated = [(line.dated, line) for line in case.lines if line.dated] if case else []
    rows = [
        [
            words.numbers.date_medium(day),
            line.label,
            words.numbers.money(amount if line.side == "gain" else -amount),
        ]
        for (day, amount), line in sorted(dated, key=lambda one: one[0][0])
    ]
    columns = (Column("when", width=0.24), Column("line"), right("amount", 0.2))
    return table(words, "dated-flows", words("table.dated_flows.caption"), columns, rows)


def left_out(words: Words) -> list[Block]:
    """What is not counted, and why."""
    case = words.analysis.business_case
    return bullets(_reasons(words, case)) if case else []


def _reasons(words: Words, case: BusinessCase) -> list[str]:
    return [
        words("business.left_out", label=line.label, reason=words.texts[line.reason])
        for line in case.lines
        if line.reason
    ]
