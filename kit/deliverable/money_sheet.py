"""The sheet of gains and costs: what each line is made of, in cells the client may change.

A line's inputs are the terms of its trace (kit.analysis.traces_lines) and its formula is
that of the trace's rule, so that the sheet computes what the results say. The totals are
those of the sheet of provenance, which rests on these cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from kit.analysis.case_lines import CONTINGENCY
from kit.analysis.ledger import CASE
from kit.analysis.model import BusinessCase, MoneyLine, Trace
from kit.deliverable.formulas import FORMULAS
from kit.deliverable.sheets import Column, Sheet
from kit.display.figures import label_of
from kit.display.words import Words

_TOTALS = (  # figure of the case, of the corrected case, look; in the order of the sheet
    ("gross_month", "gross_month", "total_money"),
    ("cost_month", None, "total_money"),
    ("net_month", "net_month", "total_money"),
    ("cost_once", None, "total_money"),
    ("gain_first_year", "gain_first_year", "total_money"),
    ("cost_first_year", None, "total_money"),
    ("roi_first_year", "roi_first_year", "total_percent"),
    ("payback_month", "returns.payback_month", "total_number"),
    ("npv", "returns.npv", "total_money"),
    ("irr", "returns.irr", "total_percent"),
)
_GAINS = (
    ("label", 46),
    ("kind", 20),
    ("automation", 26),
    ("volume", 12),
    ("times", 12),
    ("before", 13),
    ("after", 13),
    ("rate", 11),
    ("unit_value", 16),
    ("margin_rate", 11),
    ("reuse", 13),
    ("hours_month", 13),
    ("month", 16),
    ("remark", 40),
)
_COSTS = (
    *("label", "rhythm", "automation", "quantity", "unit_price", "users", "months"),
    *("client_days", "day_rate", "bought", "phase", "cost", "once", "remark"),
)
_FLOWS = (
    *("label", "side", "kind", "initial", "year_1", "year_2", "year_3", "year_4", "year_5"),
    *("day", "amount", "average", "sum", "remark"),
)
_AT = {  # term -> column, by table
    "gain": {"error_before": 5, "error_after": 6, "hourly_cost": 8, "hours": 11}
    | {key: at for at, (key, _) in enumerate(_GAINS)},
    "cost": {key: at for at, key in enumerate(_COSTS)},
    "flow": {key: at for at, key in enumerate(_FLOWS)},
}
_MADE = {"hours", "bought"}  # terms computed on the row, in their own column
_LOOKS = {"EUR": "money", "EUR/h": "money", "share": "percent"}
_FIRST_TOTAL = 4  # row, from 0


@dataclass(slots=True)
class Money:
    """The sheet being written, and where each term was typed: "<figure>:<term>" → cell."""

    sheet: Sheet
    words: Words
    others: Sequence[MoneyLine]  # of options that are not the retained one: not counted
    at: Mapping[str, str]  # figure, or "assumptions.<key>" → reference of its value
    traces: Mapping[str, Trace] = field(init=False)
    typed: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.traces = {trace.figure: trace for trace in self.words.analysis.traces}


def write_money(
    sheet: Sheet, words: Words, case: BusinessCase, at: Mapping[str, str]
) -> dict[str, str]:
    """Write it; "<figure>:<term>" → reference of the cell the term is typed in."""
    text, money = words.texts, Money(sheet, words, case.other_lines, at)
    sheet.head(text["deliverable.plan.sheet.money"], text["deliverable.plan.money.intro"])
    every = (*case.lines, *case.other_lines)
    flows = [line for line in every if line.id.startswith("flow-")]
    gains = [line for line in every if line.side == "gain" and line not in flows]
    costs = [line for line in every if line.side == "cost" and line not in flows]

    row = _FIRST_TOTAL + len(_TOTALS) + 3
    columns = [Column(text[f"deliverable.plan.money.{key}"], width) for key, width in _GAINS]
    sheet.text(row - 2, 0, text["deliverable.plan.money.gains"], "part")
    sheet.headings(row - 1, columns)
    for line in gains:
        _gain(money, row, line)
        row += 1
    row = _part(money, row + 2, "costs", _COSTS)
    for line in costs:
        _cost(money, row, line)
        row += 1
    if flows:
        row = _part(money, row + 2, "flows", _FLOWS)
        for line in flows:
            _flow(money, row, line)
            row += 1
    _totals(money, case)
    sheet.raw.freeze_panes(2, 1)
    sheet.pages(2, 1)
    return money.typed


def _part(money: Money, row: int, key: str, columns: Sequence[str]) -> int:
    """The title and the headings of a table; the row of its first line."""
    text = money.words.texts
    labels = [
        Column(
            text["deliverable.plan.budget.phase" if name == "phase" else _heading(name)],
            0,
        )
        for name in columns
    ]
    money.sheet.text(row, 0, text[f"deliverable.plan.money.{key}"], "part")
    money.sheet.headings(row + 1, labels, resize=False)
    return row + 2


def _heading(key: str) -> str:
    return f"deliverable.plan.money.{key}"


def _gain(money: Money, row: int, line: MoneyLine) -> None:
    sheet, words = money.sheet, money.words
    sheet.text(row, 0, line.label)
    sheet.text(row, 1, words.choice("gain_kind", line.kind))
    sheet.text(row, 2, words.automation(line.automation))
    for column in range(3, 11):
        sheet.number(row, column, None, "input_number")
    sheet.number(row, 11, None, "hours")
    _figure(money, row, f"{CASE}.{line.id}.hours_month", "gain", 11, "hours")
    _figure(money, row, f"{CASE}.{line.id}.month", "gain", 12, "money")
    if line.month is None:
        sheet.text(row, 12, words.numbers.missing)
    remark = _remark(money, line)
    if line.confidence and not remark:
        remark = words.choice("confidence", line.confidence)
    sheet.text(row, 13, remark)


def _remark(money: Money, line: MoneyLine) -> str:
    """Why it is not counted: a figure lacks, or it belongs to another option."""
    words = money.words
    if line.reason is not None or line not in money.others:
        return words.reason(line.reason) or ""
    options = words.listed(line.options)
    return words.texts("deliverable.plan.money.other_option", options=options)


def _cost(money: Money, row: int, line: MoneyLine) -> None:
    sheet, words = money.sheet, money.words
    for column in range(3, 10):
        sheet.number(row, column, None, "input_number")
    for column in (9, 11, 12):
        sheet.number(row, column, None, "money")
    if line.kind == CONTINGENCY:
        sheet.text(row, 0, label_of(words, line))
        sheet.text(row, 1, words.choice("rhythm", "once"))
    else:
        sheet.text(row, 0, line.label)
        sheet.text(row, 1, words.choice("rhythm", line.kind))
    sheet.text(row, 2, words.automation(line.automation))
    sheet.text(row, 10, line.phase or "")
    column = 12 if line.once is not None or line.kind == "once" else 11
    end = "once" if column == 12 else "month"
    _figure(money, row, f"{CASE}.{line.id}.bought", "cost", 9, "money")
    _figure(money, row, f"{CASE}.{line.id}.{end}", "cost", column, "money")
    if line.reason is not None:
        sheet.text(row, column, words.numbers.missing)
    sheet.text(row, 13, _remark(money, line))


def _flow(money: Money, row: int, line: MoneyLine) -> None:
    """The amounts of a row; those of its total, of its average month and of its start."""
    sheet, words = money.sheet, money.words
    sheet.text(row, 0, line.label)
    sheet.text(row, 1, words.choice("side", line.side))
    sheet.text(row, 2, words.choice("gain_kind", line.kind) if line.side == "gain" else "")
    for column in range(3, 11):
        sheet.number(row, column, None, "input_money")
    if line.dated is not None:
        moment = datetime.combine(line.dated[0], time())
        sheet.raw.write_datetime(row, _AT["flow"]["day"], moment, sheet.formats["date"])
    figure = f"{CASE}.{line.id}"
    _figure(money, row, f"{figure}.total", "flow", 12, "money")
    _figure(money, row, f"{figure}.month", "flow", 11, "money")
    _figure(money, row, f"{figure}.once", "flow", 12 if line.dated else None, "money")
    sheet.text(row, 13, _remark(money, line))


def _figure(money: Money, row: int, figure: str, table: str, column: int | None, look: str) -> None:
    """The terms of *figure* in their columns, and its formula in *column*."""
    trace, sheet = money.traces.get(figure), money.sheet
    if trace is None:
        return
    columns, local = _AT[table], dict[str, str]()
    for name, (value, unit) in trace.terms.items():
        at = columns.get(name)
        if at is None:
            continue
        local[name] = cell(row, at)
        if name in _MADE:
            continue
        money.typed[f"{figure}:{name}"] = f"'{sheet.name}'!{cell(row, at, True, True)}"
        source = money.at.get(str(trace.inputs.get(name)))
        if source:  # 220 days a year, seen by month
            sheet.formula(row, at, f"={source}/12", value, "decimal")
        else:
            sheet.number(row, at, value, f"input_{_LOOKS.get(unit, 'number')}")
    if column is None:
        return
    euros = [at for name, at in local.items() if trace.terms[name][1] == "EUR"]
    template, known = FORMULAS[trace.rule], {**local, "amounts": "+".join(euros) or "0"}
    if "{sum}" in template or any(name not in known for name in trace.terms if name in template):
        formula = f"={money.at[figure]}"
    else:
        counted = {name: repr(value) for name, (value, _) in trace.terms.items()}
        formula = f"={template.format_map({**counted, **known})}"
    sheet.formula(row, column, formula, trace.value, look)


def _totals(money: Money, case: BusinessCase) -> None:
    """Each figure as the provenance computes it; one that cannot be says why instead."""
    sheet, words = money.sheet, money.words
    text, right = words.texts, case.corrected is not None
    sheet.text(_FIRST_TOTAL - 1, 0, text["deliverable.plan.money.total"], "part")
    if right:
        sheet.text(_FIRST_TOTAL - 1, 1, text["deliverable.plan.money.as_computed"], "strong_right")
        sheet.text(_FIRST_TOTAL - 1, 2, text["deliverable.plan.money.as_corrected"], "strong_right")
    for n, (figure, corrected, look) in enumerate(_TOTALS):
        row = _FIRST_TOTAL + n
        sheet.text(row, 0, text[f"deliverable.plan.money.{figure}"], "total_label")
        _total(money, row, 1, f"{CASE}.{figure}", look)
        if right:
            _total(money, row, 2, f"{CASE}.corrected.{corrected}" if corrected else None, look)
        reason = words.reason(case.reasons.get(figure)) or ""
        sheet.text(row, 3 if right else 2, reason, "intro")


def _total(money: Money, row: int, column: int, figure: str | None, look: str) -> None:
    trace = money.traces.get(figure) if figure else None
    if trace is not None:
        money.sheet.formula(row, column, f"={money.at[trace.figure]}", trace.value, look)
    elif figure is not None:
        money.sheet.text(row, column, money.words.numbers.missing, "total_label")
