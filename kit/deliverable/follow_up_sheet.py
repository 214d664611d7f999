"""Planned against measured, period by period, then the indicators: alive (method M17)."""

from __future__ import annotations

from datetime import date, datetime, time

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from kit.analysis.model import AutomationProgress, FollowUp, KpiProgress, Period
from kit.deliverable.sheets import Column, Sheet
from kit.display.words import Words

_HEADINGS = 3
_COLUMNS = (
    ("automation", 40),
    ("first", 13),
    ("last", 13),
    ("runs", 13),
    ("before", 13),
    ("minutes", 13),
    ("hours", 13),
    ("hour", 13),
    ("amount", 15),
    ("gain", 15),
    ("planned", 15),
    ("gap", 15),
    ("ratio", 13),
)
_KPIS = ("kpi", "unit", "on", "today", "value", "target", "way", "due")
(_FIRST, _LAST, _RUNS, _BEFORE, _MINUTES, _HOURS, _HOUR, _AMOUNT, _GAIN, _PLANNED, _GAP, _RATIO) = (
    range(1, len(_COLUMNS))
)


def write_follow_up(sheet: Sheet, words: Words, found: FollowUp) -> None:
    """One row a period and a total, then one row an indicator."""
    text = words.texts
    columns = [Column(text[f"deliverable.plan.follow_up.{key}"], width) for key, width in _COLUMNS]
    sheet.head(text["deliverable.plan.sheet.follow_up"], text["deliverable.plan.follow_up.intro"])
    sheet.table(_HEADINGS, columns, 0)
    row = _HEADINGS + 1
    first = row
    for progress in found.automations:
        for period in progress.periods:
            sheet.text(row, 0, words.automation(progress.id))
            _period(sheet, row, progress, period)
            row += 1
    if row > first:
        _total(sheet, row, (first, row - 1), found, text["deliverable.plan.follow_up.total"])
        row += 1
    told = [one for one in found.kpis if one.value is not None]
    if told:
        _indicators(sheet, words, row + 1, told)


def _period(sheet: Sheet, row: int, progress: AutomationProgress, one: Period) -> None:
    told = one.measure
    _date(sheet, row, _FIRST, one.first)
    _date(sheet, row, _LAST, one.last)
    sheet.number(row, _RUNS, told.runs, "input_number")
    sheet.number(row, _BEFORE, progress.minutes_before, "input_number")
    sheet.number(row, _MINUTES, told.minutes, "input_decimal")
    if told.hours_saved is not None or one.hours is None:
        sheet.number(row, _HOURS, told.hours_saved, "input_decimal")
    else:
        runs, before, left = (cell(row, column) for column in (_RUNS, _BEFORE, _MINUTES))
        sheet.formula(row, _HOURS, f"=({before}-{left})*{runs}/60", one.hours, "hours")
    hour = one.time / one.hours if one.time is not None and one.hours else None
    sheet.number(row, _HOUR, hour, "input_money")
    sheet.number(row, _AMOUNT, one.amount, "input_money")
    sheet.number(row, _PLANNED, one.planned, "money")
    if one.gain is None:
        return
    gain, planned = cell(row, _GAIN), cell(row, _PLANNED)
    worth = f"N({cell(row, _HOURS)})*N({cell(row, _HOUR)})+N({cell(row, _AMOUNT)})"
    sheet.formula(row, _GAIN, f"={worth}", one.gain, "money")
    if one.planned is not None:
        sheet.formula(row, _GAP, f"={gain}-{planned}", one.gain - one.planned, "money")
    if one.planned is not None and one.planned > 0:
        sheet.formula(row, _RATIO, f"={gain}/{planned}", one.gain / one.planned, "percent")


def _total(sheet: Sheet, row: int, rows: tuple[int, int], found: FollowUp, label: str) -> None:
    sheet.text(row, 0, label, "total_label")
    gain, planned = found.gain, found.compared
    for column, value in ((_GAIN, gain), (_PLANNED, planned)):
        if value is not None:
            span = f"{cell(rows[0], column)}:{cell(rows[1], column)}"
            sheet.formula(row, column, f"=SUM({span})", value, "total_money")
    if gain is not None and planned is not None and found.ratio is not None:
        ends = cell(row, _GAIN), cell(row, _PLANNED)
        sheet.formula(row, _GAP, f"={ends[0]}-{ends[1]}", gain - planned, "total_money")
        sheet.formula(row, _RATIO, f"={ends[0]}/{ends[1]}", found.ratio, "total_percent")


def _indicators(sheet: Sheet, words: Words, row: int, told: list[KpiProgress]) -> None:
    text = words.texts
    sheet.text(row, 0, text["deliverable.plan.follow_up.kpis"], "part")
    columns = [Column(text[f"deliverable.plan.follow_up.{key}"], 0) for key in _KPIS]
    sheet.headings(row + 1, columns, resize=False)
    for at, one in enumerate(told, row + 2):
        kpi = one.kpi
        sheet.text(at, 0, kpi.name)
        sheet.text(at, 1, words.choice("kpi_unit", kpi.unit) if kpi.unit else "")
        _date(sheet, at, 2, one.on)
        for column, value in ((3, kpi.today), (4, one.value), (5, kpi.target)):
            sheet.number(at, column, value, "input_number")
        if one.way is not None:
            today, value, target = (cell(at, column) for column in (3, 4, 5))
            formula = f"=({value}-{today})/({target}-{today})"
            sheet.formula(at, 6, formula, one.way, "percent")
        _date(sheet, at, 7, one.due_day)


def _date(sheet: Sheet, row: int, column: int, day: date | None) -> None:
    if day is None:
        sheet.text(row, column, "")
    else:
        sheet.raw.write_datetime(row, column, datetime.combine(day, time()), sheet.formats["date"])
