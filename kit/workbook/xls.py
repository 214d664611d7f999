"""An .xls file (Excel 97-2003) into a Grid, through python-calamine.

calamine shows errors and formulas never calculated as blanks, and no number format:
the reader says so in a warning.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

from kit.workbook.package import Budget, Limits, Refused
from kit.workbook.raw import Cell, Grid, Range, SheetGrid


def read_xls(path: Path, limits: Limits) -> Grid:
    """The grid of *path*; raises Refused, or whatever the parser meets in a damaged file."""
    import python_calamine

    try:
        book = python_calamine.load_workbook(path)
    except python_calamine.PasswordError:
        raise Refused("encrypted") from None
    sheets = []
    budget = Budget(limits)
    for meta in book.sheets_metadata:
        if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        # calamine lays out the whole rectangle, filled or not: bound it before.
        last_row, last_column = sheet.end or (0, 0)
        budget.spend((last_row + 1) * (last_column + 1))
        cells = {}
        for row, values in enumerate(sheet.to_python(skip_empty_area=False), 1):
            for column, value in enumerate(values, 1):
                cell = calamine_cell(value)
                if cell is not None:
                    cells[row, column] = cell
        merges = tuple(
            Range(top + 1, left + 1, bottom + 1, right + 1)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        )
        hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
        sheets.append(SheetGrid(meta.name, cells, hidden=hidden, merges=merges))
    if not sheets:
        raise Refused("damaged")
    return Grid("xls", tuple(sheets))


def calamine_cell(value: object) -> Cell | None:
    """One value of calamine; the order matters: a bool is an int, a datetime is a date."""
    match value:
        case "" | None:
            return None
        case bool():
            return Cell("bool", value)
        case int() | float():
            return Cell("number", float(value))
        case datetime() | date():
            return Cell("date", value.isoformat(), "date")
        case time():
            seconds = timedelta(
                hours=value.hour, minutes=value.minute, seconds=value.second
            ).total_seconds()
            return Cell("time", seconds, "time")
        case timedelta():
            return Cell("time", value.total_seconds(), "elapsed")
    return Cell("text", str(value))
