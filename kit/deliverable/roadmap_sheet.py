"""The roadmap, to be kept up to date: bars follow the dates, days left follow the progress."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from math import fsum

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from kit.analysis.model import Roadmap, RoadmapAction
from kit.deliverable.cell_looks import ACCENT
from kit.deliverable.sheets import Column, Sheet
from kit.display.words import Words

_HEADINGS = 4  # row, from 0; the first day of each month stands above
_COLUMNS = (
    ("action", 42),
    ("phase", 16),
    ("output", 40),
    ("owner", 24),
    ("first", 13),
    ("last", 13),
    ("days", 10),
    ("progress", 13),
    ("left", 12),
)
_AT = {key: at for at, (key, _) in enumerate(_COLUMNS)}
_MONTH = 6  # width of a month's column


def write_roadmap(sheet: Sheet, words: Words, road: Roadmap) -> None:
    """One row an action, in the order of their months."""
    text = words.texts
    columns = [Column(text[f"deliverable.plan.roadmap.{key}"], width) for key, width in _COLUMNS]
    columns += [
        Column(text("deliverable.plan.roadmap.month", month=month.month), _MONTH)
        for month in road.months
    ]
    sheet.head(text["deliverable.plan.sheet.roadmap"], text["deliverable.plan.roadmap.intro"])
    sheet.table(_HEADINGS, columns, len(road.actions))
    ordered = sorted(
        road.actions, key=lambda one: (one.first is None, one.first or 0, one.position)
    )
    for row, action in enumerate(ordered, _HEADINGS + 1):
        _action(sheet, words, row, action)
    first, last = _HEADINGS + 1, _HEADINGS + len(ordered)
    _bars(sheet, road, first, last)
    _totals(sheet, words, ordered, first, last)


def _action(sheet: Sheet, words: Words, row: int, action: RoadmapAction) -> None:
    shown = {
        "action": action.name,
        "phase": action.phase or "",
        "output": action.output or "",
        "owner": action.owner or "",
    }
    for key, value in shown.items():
        sheet.text(row, _AT[key], value)
    for key, day in (("first", action.first_day), ("last", action.last_day)):
        _day(sheet, row, _AT[key], day)
    sheet.number(row, _AT["days"], action.days, "input_number")
    sheet.number(row, _AT["progress"], 0.0, "input_percent")
    if action.days is not None:
        days, progress = cell(row, _AT["days"]), cell(row, _AT["progress"])
        sheet.formula(row, _AT["left"], f"={days}*(1-{progress})", action.days, "decimal")


def _day(sheet: Sheet, row: int, column: int, day: date | None) -> None:
    if day is not None:
        moment = datetime.combine(day, time())
        sheet.raw.write_datetime(row, column, moment, sheet.formats["date"])


def _bars(sheet: Sheet, road: Roadmap, first: int, last: int) -> None:
    """A cell is tinted while its month and the action have a day in common."""
    at, above = len(_COLUMNS), _HEADINGS - 1
    small = sheet.formats.plain(num_format="mmm yy", font_size=8, align="center")
    for column, month in enumerate(road.months, at):
        day = datetime.combine(month.first_day, time())
        sheet.raw.write_datetime(above, column, day, small)
    end = at + len(road.months)
    after = datetime.combine(road.months[-1].last_day + timedelta(1), time())
    hidden = sheet.formats.plain(num_format=";;;")
    sheet.raw.write_datetime(above, end, after, hidden)
    opens, closes = cell(above, at, row_abs=True), cell(above, at + 1, row_abs=True)
    starts, stops = (cell(first, _AT[key], col_abs=True) for key in ("first", "last"))
    sheet.raw.conditional_format(
        first,
        at,
        last,
        end - 1,
        {
            "type": "formula",
            "criteria": f'=AND({starts}<>"",{starts}<{closes},{stops}>={opens})',
            "format": sheet.formats.plain(bg_color=ACCENT),
        },
    )


def _totals(
    sheet: Sheet, words: Words, actions: list[RoadmapAction], first: int, last: int
) -> None:
    row = last + 1
    known = fsum(action.days for action in actions if action.days is not None)
    sheet.text(row, 0, words.texts["deliverable.plan.roadmap.total"], "total_label")
    for key in ("days", "left"):
        column = _AT[key]
        formula = f"=SUM({cell(first, column)}:{cell(last, column)})"
        sheet.formula(row, column, formula, known, "total_number")
