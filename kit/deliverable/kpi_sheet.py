"""The indicators, ready to be followed: from today to the target, a reading at each date.

Progress and state are formulas, by the rule of the follow-up (method M13, M17); the values
measured so far stand in their places. The sheet says where they go in the workbook.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from kit.analysis.kpi_progress import DOWN, UP
from kit.deliverable.cell_looks import ACCENT, GAIN, STOP, STOP_TINT
from kit.deliverable.kpi_lines import (
    LATE,
    NO_START,
    ON_TRACK,
    REACHED,
    UNKNOWN,
    UNMEASURED,
    KpiLine,
    Reading,
    days_of,
    judged,
    lines,
    readings,
)
from kit.deliverable.sheets import Column, Sheet
from kit.display.sections.risks import moment
from kit.display.words import Words

_REREAD, _BEGUN, _DATES, _HEADINGS = 2, 3, 4, 5  # rows, from 0
_BEFORE = (
    ("name", 32),
    ("unit", 11),
    ("direction", 12),
    ("how", 28),
    ("who", 16),
    ("due", 12),
    ("target", 10),
    ("today", 12),
)
_AFTER = (("last", 10), ("way", 10), ("status", 14), ("trend", 14))
_AT = {key: at for at, (key, _) in enumerate(_BEFORE)}
_READING = 11  # width of a reading's column
_FIRST = len(_BEFORE)  # column of the first reading
_TABLE = "Indicators"


@dataclass(frozen=True, slots=True)
class _Page:
    """What every row refers to."""

    planned: tuple[Reading, ...]
    days: tuple[date | None, ...]
    begun: date | None
    on_track: float

    @property
    def last(self) -> int:
        """Column of the last reading."""
        return _FIRST + len(self.planned) - 1

    def after(self, key: str) -> int:
        return self.last + 1 + [name for name, _ in _AFTER].index(key)


def has_indicators(words: Words) -> bool:
    """Whether there is anything to read: an indicator, or a value of today to measure."""
    found = words.analysis.follow_up
    return bool((found and found.kpis) or words.analysis.baseline)


def write_kpis(sheet: Sheet, words: Words) -> None:
    """One row an indicator, then the values of today to measure first."""
    text, key = words.texts, "deliverable.plan.kpis"
    planned = readings(words)
    found = words.analysis.follow_up
    page = _Page(
        planned,
        days_of(words, planned),
        found.begun if found else None,
        words.threshold("follow_up.on_track"),
    )
    columns = [Column(text[f"{key}.{name}"], width) for name, width in _BEFORE]
    columns += [
        Column(text(f"{key}.{one.kind}", **{one.kind: one.number}), _READING) for one in planned
    ]
    columns += [Column(text[f"{key}.{name}"], width) for name, width in _AFTER]
    rows = lines(words, page.days)
    sheet.table(_HEADINGS, columns, len(rows), _TABLE, first=1)
    sheet.head(text["deliverable.plan.sheet.kpis"], text[f"{key}.intro"])
    sheet.wide(_REREAD, page.last, _reread(words))
    _dates(sheet, words, page)
    for row, line in enumerate(rows, _HEADINGS + 1):
        _line(sheet, words, row, line, page)
    _choices(sheet, words, page, (_HEADINGS + 1, _HEADINGS + len(rows)))


def _reread(words: Words) -> str:
    """Where the values go for the follow-up report: that sheet and its columns by name."""
    text = words.texts
    stem = "workbook.kpi_measures"
    labels = {name: text[f"{stem}.{name}.label"] for name in ("kpi", "on", "value")}
    sheet = text["workbook.sheet.kpi_measures.name"]
    return text("deliverable.plan.kpis.reread", sheet=sheet, **labels)


def _dates(sheet: Sheet, words: Words, page: _Page) -> None:
    """Above the headings: first day of the project, rule, then the day of each reading."""
    text, key = words.texts, "deliverable.plan.kpis"
    sheet.text(_BEGUN, 0, text[f"{key}.begun"], "strong")
    _day(sheet, _BEGUN, 1, page.begun, "input_date")
    sheet.text(_DATES, 0, text[f"{key}.on_track"], "note")
    sheet.number(_DATES, 1, page.on_track, "input_percent")
    sheet.text(_DATES, _FIRST - 1, text[f"{key}.dates"], "strong_right")
    for column, day in enumerate(page.days, _FIRST):
        _day(sheet, _DATES, column, day, "input_date")


def _line(sheet: Sheet, words: Words, row: int, line: KpiLine, page: _Page) -> None:
    direction = words.choice("kpi_direction", line.direction) if line.direction else ""
    shown = {
        "name": line.name,
        "unit": line.unit,
        "direction": direction,
        "how": line.how,
        "who": line.who,
    }
    for key, value in shown.items():
        sheet.text(row, _AT[key], value, "status" if key == "direction" else "text")
    if line.due_day is not None or line.due is None:
        _day(sheet, row, _AT["due"], line.due_day, "input_date")
    else:
        sheet.text(row, _AT["due"], moment(words, line.due), "status")
    for column, read in enumerate((line.target, line.today, *line.values), _AT["target"]):
        sheet.number(row, column, read, "input_number")
    last, way, status = judged(line, page.days, page.begun, page.on_track)
    cells = _cells(row, page)
    sheet.formula(row, page.after("last"), _last(row, page, "row"), _or_blank(last), "number")
    sheet.formula(row, page.after("way"), _way(cells), _or_blank(way), "percent")
    formula = _status(words, cells)
    sheet.formula(row, page.after("status"), formula, _said(words, status), "center")
    sheet.text(row, page.after("trend"), "")
    trend = {
        "range": f"'{sheet.name}'!{cell(row, _AT['today'])}:{cell(row, page.last)}",
        "markers": True,
        "series_color": ACCENT,
        "empty_cells": "connect",
    }
    sheet.raw.add_sparkline(row, page.after("trend"), trend)


# -- formulas ---------------------------------------------------------------------------------


def _cells(row: int, page: _Page) -> dict[str, str]:
    found = {key: cell(row, _AT[key]) for key in ("direction", "due", "target", "today")}
    found |= {key: cell(row, page.after(key)) for key in ("last", "way")}
    found["on"] = _last(row, page, "date")[1:]
    for key, above in (("begun", _BEGUN), ("share", _DATES)):
        found[key] = cell(above, 1, row_abs=True, col_abs=True)
    return found


def _last(row: int, page: _Page, what: str) -> str:
    """The last value read, or its day: the readings are asked from the latest back."""
    formula = '""'
    for column in range(_FIRST, page.last + 1):
        own = cell(row, column)
        shown = own if what == "row" else cell(_DATES, column, row_abs=True)
        formula = f'IF({own}<>"",{shown},{formula})'
    return f"={formula}"


def _way(at: Mapping[str, str]) -> str:
    blank = f'OR({at["last"]}="",{at["today"]}="",{at["target"]}="")'
    same = f"{at['today']}={at['target']}"
    share = f"({at['last']}-{at['today']})/({at['target']}-{at['today']})"
    return f'=IF({blank},"",IF({same},"",{share}))'


def _status(words: Words, at: Mapping[str, str]) -> str:
    """The states in the order of kit.deliverable.kpi_lines.judged."""
    said = {one: f'"{_said(words, one)}"' for one in _STATES}
    up, down = (f'{at["direction"]}="{words.choice("kpi_direction", one)}"' for one in (UP, DOWN))
    last, today, target, due, on = (at[key] for key in ("last", "today", "target", "due", "on"))
    reached = f"OR(AND({up},{last}>={target}),AND({down},{last}<={target}))"
    # A blank date of a reading comes back as 0.
    undated = f'OR({at["way"]}="",NOT(ISNUMBER({due})),NOT(ISNUMBER({at["begun"]})),N({on})=0)'
    planned = f"MAX({on}-{at['begun']},0)/({due}-{at['begun']})"
    enough = f"{at['way']}+1E-9>={at['share']}*{planned}"
    return (
        f'=IF({last}="",IF({today}="",{said[NO_START]},{said[UNMEASURED]}),'
        f'IF(OR({target}="",{at["direction"]}=""),{said[UNKNOWN]},'
        f"IF({reached},{said[REACHED]},"
        f'IF(AND({today}<>"",{today}={target}),{said[LATE]},'
        f"IF({undated},{said[UNKNOWN]},"
        f"IF({on}>={due},{said[LATE]},"
        f"IF({enough},{said[ON_TRACK]},{said[LATE]})))))))"
    )


_STATES = (NO_START, UNMEASURED, UNKNOWN, REACHED, LATE, ON_TRACK)


def _said(words: Words, status: str) -> str:
    if status == NO_START:
        return words.texts["deliverable.plan.kpis.to_measure_first"]
    return words(f"kpi.status.{status}")


# -- small things -----------------------------------------------------------------------------


def _choices(sheet: Sheet, words: Words, page: _Page, rows: tuple[int, int]) -> None:
    first, last = rows
    offered = [words.choice("kpi_direction", one) for one in (UP, DOWN)]
    validation: dict[str, Any] = {
        "validate": "list",
        "source": offered,
        "input_message": words.texts["deliverable.plan.kpis.choose"],
    }
    sheet.raw.data_validation(first, _AT["direction"], last, _AT["direction"], validation)
    column = page.after("status")
    looks: Sequence[tuple[str, dict[str, Any]]] = (
        (REACHED, {"bg_color": GAIN, "bold": True}),
        (LATE, {"font_color": STOP, "bg_color": STOP_TINT, "bold": True}),
    )
    for status, look in looks:
        rule = {"type": "cell", "criteria": "==", "value": f'"{_said(words, status)}"'}
        sheet.raw.conditional_format(
            first, column, last, column, {**rule, "format": sheet.formats.plain(**look)}
        )


def _day(sheet: Sheet, row: int, column: int, day: date | None, look: str) -> None:
    if day is None:
        sheet.raw.write_blank(row, column, None, sheet.formats[look])
    else:
        sheet.raw.write_datetime(row, column, datetime.combine(day, time()), sheet.formats[look])


def _or_blank(value: float | None) -> float | str:
    return "" if value is None else value
