"""The cash flow month by month, with live formulas: what the returns are computed on.

Each line starts, ramps up and stops as its row says; the amounts come from the sheet of
provenance. Under the lines: the net, its running total, and the amounts as they are
discounted (at the end of the year, of the month, or at their date).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from kit.analysis.discounting import DAYS_PER_YEAR, years_to
from kit.deliverable.cash_amounts import Amounts, At
from kit.deliverable.cash_layout import (
    AMOUNT,
    BELOW,
    COLUMNS,
    DATES,
    END,
    FIRST,
    HEADINGS,
    HORIZON,
    INDEX_0,
    RAMP,
    RATE,
    START,
    TOTAL,
    Cash,
)
from kit.deliverable.sheets import Column, Sheet
from kit.display.figures import label_of
from kit.display.words import Words

_ON_A_PAGE = 14  # months on a sheet of paper that can be read


def write_cash(sheet: Sheet, words: Words, laid: Cash, key: str, at: At) -> None:
    """*key*: "cash" or "corrected", of its title; *at*: where the figures stand."""
    text = words.texts
    sheet.head(text[f"deliverable.plan.sheet.{key}"], text[f"deliverable.plan.cash.intro_{key}"])
    for row, label in ((RATE, "discount_rate"), (HORIZON, "horizon_months")):
        sheet.text(row, 0, text[f"deliverable.plan.cash.{label}"], "total_label")
    rate = at.get("assumptions.business.discount_rate", repr(laid.rate))
    sheet.formula(RATE, 1, f"={rate}", laid.rate, "percent")
    sheet.number(HORIZON, 1, laid.horizon, "number")
    sheet.text(RATE, 2, text[f"deliverable.plan.cash.how_{laid.discounting}"], "intro")
    _headings(sheet, words, laid)
    for position in range(len(laid.lines)):
        _line(sheet, words, laid, position, at)
    _sums(sheet, words, laid)
    _running(sheet, words, laid)
    _discounted(sheet, laid)
    sheet.raw.freeze_panes(FIRST, 1)
    sheet.raw.repeat_columns(0)
    sheet.raw.fit_to_pages(-(-(laid.span + 1) // _ON_A_PAGE), 0)


def _headings(sheet: Sheet, words: Words, laid: Cash) -> None:
    text = words.texts
    columns = [Column(text[f"deliverable.plan.cash.{key}"], width) for key, width in COLUMNS]
    sheet.headings(HEADINGS, columns)
    sheet.columns(INDEX_0, laid.column(laid.span + len(laid.dated)), 13)
    sheet.text(DATES, 0, text["deliverable.plan.cash.dates"], "intro")
    for month, day in enumerate(laid.flows.dates):
        column = laid.column(month)
        sheet.raw.write_number(HEADINGS, column, month, sheet.formats["heading_number"])
        _date(sheet, column, day)
    for n, one in enumerate(laid.dated, laid.span + 1):
        sheet.text(HEADINGS, laid.column(n), text["deliverable.plan.cash.dated"], "heading")
        _date(sheet, laid.column(n), one.day)


def _date(sheet: Sheet, column: int, day: date) -> None:
    moment = datetime.combine(day, time())
    sheet.raw.write_datetime(DATES, column, moment, sheet.formats["date"])


def _line(sheet: Sheet, words: Words, laid: Cash, position: int, at: At) -> None:
    line, row = laid.lines[position], laid.line_row(position)
    amounts = Amounts.of(laid, position, at)
    sheet.text(row, 0, label_of(words, line))
    sheet.formula(row, AMOUNT, f"={amounts.source}", amounts.amount, "money")
    scheduled = line.yearly is None and line.dated is None
    once = scheduled and line.once is not None
    last = line.start if line.end is None else line.end
    sheet.number(row, START, line.start if scheduled else None, "input_number")
    sheet.number(row, END, last if once else None, "input_number")
    sheet.number(row, RAMP, line.ramp if scheduled and not once else None, "input_number")
    for month, value in enumerate(laid.months[position]):
        column = laid.column(month)
        sheet.formula(row, column, amounts.formula(month, column), value, "money")
    _total(sheet, laid, row, laid.months[position])


def _sums(sheet: Sheet, words: Words, laid: Cash) -> None:
    """Gains, then costs; a side without a line is 0."""
    after = laid.row("gains") + 1
    for key, first, amounts in (
        ("gains", FIRST, laid.flows.gains),
        ("costs", after, laid.flows.costs),
    ):
        row = laid.row(key)
        sheet.text(row, 0, words.texts[f"deliverable.plan.cash.{key}"], "total_label")
        for month, amount in enumerate(amounts):
            column = laid.column(month)
            whole = f"SUM({cell(first, column)}:{cell(row - 1, column)})" if row > first else "0"
            sheet.formula(row, column, f"={whole}", amount, "total_money")
        _total(sheet, laid, row, amounts)


def _total(sheet: Sheet, laid: Cash, row: int, amounts: Sequence[float]) -> None:
    """What the horizon holds of a row."""
    total = sum(amounts[: laid.horizon + 1])
    sheet.formula(row, TOTAL, f"=SUM({laid.run(row, 0, laid.horizon)})", total, "total_money")


def _running(sheet: Sheet, words: Words, laid: Cash) -> None:
    """The net, its running total, and the lowest this total still gets from each month on."""
    rows = {key: laid.row(key) for key in (*BELOW, "gains", "costs")}
    for key in BELOW:
        sheet.text(rows[key], 0, words.texts[f"deliverable.plan.cash.{key}"], "total_label")
    net, cumulated = laid.flows.net, laid.flows.cumulated
    lowest = _lowest(cumulated)
    for month in range(laid.span + 1):
        column = laid.column(month)
        at = {key: cell(row, column) for key, row in rows.items()}
        formula = f"={at['gains']}-{at['costs']}"
        sheet.formula(rows["net"], column, formula, net[month], "total_money")
        before = f"{cell(rows['cumulated'], column - 1)}+" if month else ""
        formula = f"={before}{at['net']}"
        sheet.formula(rows["cumulated"], column, formula, cumulated[month], "money")
        # Rounded: a sum that only misses 0 by what computers lose on the way reaches it.
        after = f",{cell(rows['lowest'], column + 1)}" if month < laid.span else ""
        formula = f"=MIN(ROUND({at['cumulated']},6){after})"
        sheet.formula(rows["lowest"], column, formula, lowest[month], "money")
    _total(sheet, laid, rows["net"], net)


def _lowest(cumulated: Sequence[float]) -> list[float]:
    lowest = [round(amount, 6) for amount in cumulated]
    for month in range(len(lowest) - 2, -1, -1):
        lowest[month] = min(lowest[month], lowest[month + 1])
    return lowest


def _discounted(sheet: Sheet, laid: Cash) -> None:
    """The amounts as they are discounted, when, and what they are worth today."""
    net, by_date = laid.row("net"), laid.discounting == "by_date"
    opened = cell(DATES, INDEX_0, True, True)
    apart: dict[int, str] = {}  # month -> what is discounted at its own day, taken out of it
    for n, one in enumerate(laid.dated, laid.span + 1):
        column, source = laid.column(n), cell(laid.line_row(one.line), AMOUNT, True, True)
        apart[one.month] = f"{apart.get(one.month, '')}-{cell(laid.row('counted'), column)}"
        sign = "" if laid.lines[one.line].side == "gain" else "-"
        when = f"=({cell(DATES, column, True)}-{opened})/{DAYS_PER_YEAR}"
        years = years_to(one.day, laid.timeline.start)
        _worth(sheet, laid, column, (f"={sign}{source}", one.amount), (when, years))
    firsts = {last: first for first, last in laid.year_ends()}
    for month, amount in enumerate(laid.counted()):
        column = laid.column(month)
        formula = f"={cell(net, column)}{apart.get(month, '')}"
        if month and laid.discounting == "year_end":
            ends = month in firsts
            formula = f"=SUM({laid.run(net, firsts[month], month)})" if ends else "=0"
        when = f"=({cell(DATES, column, True)}-{opened})/{DAYS_PER_YEAR}"
        if not by_date:
            when = f"={cell(HEADINGS, column, True)}/12"
        _worth(sheet, laid, column, (formula, amount), (when, laid.years(month)))
    value = laid.returns.npv if laid.returns else None
    if value is not None:
        run = laid.ranges()["cash_present"].rpartition("!")[2]
        sheet.formula(laid.row("present"), TOTAL, f"=SUM({run})", value, "total_money")


def _worth(
    sheet: Sheet, laid: Cash, column: int, counted: tuple[str, float], years: tuple[str, float]
) -> None:
    """One column of the last rows: the amount, its time [years], what it is worth today."""
    rows = {key: laid.row(key) for key in ("counted", "years", "present")}
    sheet.formula(rows["counted"], column, *counted, "money")
    sheet.formula(rows["years"], column, *years, "decimal")
    at = {key: cell(row, column) for key, row in rows.items()}
    formula = f"={at['counted']}/(1+{cell(RATE, 1, True, True)})^{at['years']}"
    present = counted[1] / (1 + laid.rate) ** years[1]
    sheet.formula(rows["present"], column, formula, present, "money")
