"""The sheet of gains and costs: the monthly case, line by line, with live formulas.

A line's inputs are those of its trace (kit.analysis.traces), so that the sheet computes
exactly what the results say: gross, net, first-year return.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from kit.analysis.model import BusinessCase, MoneyLine
from kit.deliverable.sheets import Column, Sheet
from kit.display.words import Words

_TOTALS = (  # figure of BusinessCase, look, in the order of the sheet
    ("gross_month", "total_money"),
    ("cost_month", "total_money"),
    ("net_month", "total_money"),
    ("cost_once", "total_money"),
    ("gain_first_year", "total_money"),
    ("cost_first_year", "total_money"),
    ("roi_first_year", "total_percent"),
    ("payback_month", "total_number"),
)
_GAIN_COLUMNS = (
    ("label", 46),
    ("kind", 20),
    ("automation", 28),
    ("volume", 12),
    ("before", 12),
    ("after", 12),
    ("hourly_cost", 13),
    ("share", 12),
    ("unit_value", 14),
    ("month", 16),
    ("confidence", 40),
)
_COST_COLUMNS = ("label", "rhythm", "automation", "quantity", "unit_price", "cost", "once")
_FIRST_TOTAL = 4  # row, from 0


def write_money(sheet: Sheet, words: Words, case: BusinessCase) -> None:
    text = words.texts
    sheet.head(text["deliverable.plan.sheet.money"], text["deliverable.plan.money.intro"])
    gains = [line for line in case.lines if line.side == "gain"]
    costs = [line for line in case.lines if line.side == "cost"]
    first_gain = _FIRST_TOTAL + len(_TOTALS) + 3
    first_cost = first_gain + len(gains) + 3

    columns = [Column(text[f"deliverable.plan.money.{key}"], width) for key, width in _GAIN_COLUMNS]
    sheet.text(first_gain - 2, 0, text["deliverable.plan.money.gains"], "part")
    sheet.headings(first_gain - 1, columns)
    terms = _terms(words)
    for row, line in enumerate(gains, first_gain):
        _gain(sheet, words, row, line, terms)

    sheet.text(first_cost - 2, 0, text["deliverable.plan.money.costs"], "part")
    keys = (*_COST_COLUMNS, "comment")
    labels = [Column(text[f"deliverable.plan.money.{key}"], 0) for key in keys]
    sheet.headings(first_cost - 1, labels, resize=False)
    for row, line in enumerate(costs, first_cost):
        _cost(sheet, words, row, line, terms)

    ranges = {
        "gross": _range(first_gain, len(gains), 9),
        "recurring": _range(first_cost, len(costs), 5),
        "once": _range(first_cost, len(costs), 6),
    }
    _totals(sheet, words, case, ranges)
    sheet.raw.freeze_panes(2, 1)


def _gain(
    sheet: Sheet, words: Words, row: int, line: MoneyLine, terms: Mapping[str, Mapping[str, float]]
) -> None:
    sheet.text(row, 0, line.label)
    sheet.text(row, 1, words.choice("gain_kind", line.kind))
    sheet.text(row, 2, words.automation(line.automation))
    hours = terms.get(f"business_case.{line.id}.hours_month", {})
    value = terms.get(f"business_case.{line.id}.month", {})
    base = hours or value
    volume = base["volume"] * base["times"] if base else None
    sheet.number(row, 3, volume, "input_number")
    sheet.number(row, 4, hours.get("before"), "input_number")
    sheet.number(row, 5, hours.get("after"), "input_number")
    sheet.number(row, 6, value.get("hourly_cost"), "input_money")
    sheet.number(row, 7, _share(value), "input_percent")
    sheet.number(row, 8, value.get("unit_value"), "input_money")
    if line.month is None:
        sheet.text(row, 9, words.numbers.missing, "text")
    else:
        by_time = f"{cell(row, 3)}*({cell(row, 4)}-{cell(row, 5)})/60*{cell(row, 6)}"
        by_unit = f"{cell(row, 3)}*{cell(row, 7)}*{cell(row, 8)}"
        sheet.formula(row, 9, f"={by_time if hours else by_unit}", line.month, "money")
    remark = words.reason(line.reason) or ""
    if line.confidence and not remark:
        remark = words.choice("confidence", line.confidence)
    sheet.text(row, 10, remark)


def _share(value: Mapping[str, float]) -> float | None:
    """What part of each unit's value is gained: drop of errors, or rate (times margin)."""
    if "error_before" in value:
        return value["error_before"] - value["error_after"]
    parts = [value[name] for name in ("rate", "margin_rate") if name in value]
    return prod(parts) if parts else None


def _cost(
    sheet: Sheet, words: Words, row: int, line: MoneyLine, terms: Mapping[str, Mapping[str, float]]
) -> None:
    sheet.text(row, 0, line.label)
    sheet.text(row, 1, words.choice("rhythm", line.kind))
    sheet.text(row, 2, words.automation(line.automation))
    column, amount = (6, line.once) if line.kind == "once" else (5, line.month)
    found = terms.get(f"business_case.{line.id}.{'once' if column == 6 else 'month'}", {})
    sheet.number(row, 3, found.get("quantity"), "input_number")
    sheet.number(row, 4, found.get("unit_price"), "input_money")
    sheet.number(row, 11 - column, None, "money")  # the other of the two
    if amount is None:
        sheet.text(row, column, words.numbers.missing)
    else:
        months = "/12" if line.kind == "year" else ""
        sheet.formula(row, column, f"={cell(row, 3)}*{cell(row, 4)}{months}", amount, "money")
    sheet.text(row, 7, words.reason(line.reason) or "")


def _totals(sheet: Sheet, words: Words, case: BusinessCase, ranges: Mapping[str, str]) -> None:
    """Each figure by its formula; one that cannot be computed says why instead."""
    text = words.texts
    at = {figure: cell(_FIRST_TOTAL + n, 1) for n, (figure, _) in enumerate(_TOTALS)}
    net, once = at["net_month"], at["cost_once"]
    formulas = {
        "gross_month": f"=SUM({ranges['gross']})",
        "cost_month": f"=SUM({ranges['recurring']})",
        "net_month": f"={at['gross_month']}-{at['cost_month']}",
        "cost_once": f"=SUM({ranges['once']})",
        "gain_first_year": f"={at['gross_month']}*12",
        "cost_first_year": f"={once}+{at['cost_month']}*12",
        "roi_first_year": f"=({at['gain_first_year']}-{at['cost_first_year']})"
        f"/{at['cost_first_year']}",
        "payback_month": f'=IF({net}>0,IF({once}>0,MAX(1,ROUNDUP(ROUND({once}/{net},9),0)),0),"")',
    }
    sheet.text(_FIRST_TOTAL - 1, 0, text["deliverable.plan.money.total"], "part")
    for n, (figure, look) in enumerate(_TOTALS):
        row, value = _FIRST_TOTAL + n, getattr(case, figure)
        sheet.text(row, 0, text[f"deliverable.plan.money.{figure}"], "total_label")
        if value is None:
            sheet.text(row, 1, words.numbers.missing, "total_label")
        else:
            sheet.formula(row, 1, formulas[figure], float(value), look)
        sheet.text(row, 2, words.reason(case.reasons.get(figure)) or "", "intro")


def _range(first: int, count: int, column: int) -> str:
    """The cells of *column*; an empty table gives its empty first row, whose sum is 0."""
    return f"{cell(first, column)}:{cell(first + max(count, 1) - 1, column)}"


def _terms(words: Words) -> dict[str, dict[str, float]]:
    """Figure → the numbers it was computed from."""
    return {
        trace.figure: {name: float(value) for name, (value, _) in trace.terms.items()}
        for trace in words.analysis.traces
    }
