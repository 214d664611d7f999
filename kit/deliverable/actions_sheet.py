"""The action list of plan.xlsx: one row a task, ready to be kept up to date or imported.

Headings stand on the first row and nothing above them, as importers expect; each row has the
id of its task, the same from one run to the next. What is late is told by today's date.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from kit.deliverable.cell_looks import MUTED, STOP, STOP_TINT
from kit.deliverable.sheets import Column, Sheet
from kit.deliverable.task_list import HIGH, LOW, NORMAL, TaskRow, plan_rows
from kit.display.words import Words

STATUSES = ("todo", "doing", "done", "blocked")
_PRIORITIES = (HIGH, NORMAL, LOW)
_HEADINGS = 0  # row, from 0
_SPARE = 30  # rows under the tasks that may be filled in too
_COLUMNS = (
    ("task", 46),
    ("owner", 20),
    ("start", 12),
    ("end", 12),
    ("status", 12),
    ("priority", 10),
    ("late", 11),
    ("output", 36),
    ("blocked_by", 20),
    ("automation", 24),
    ("horizon", 16),
    ("plan_day", 9),
    ("depends_on", 22),
    ("comment", 26),
    ("id", 18),
)
_AT = {key: at for at, (key, _) in enumerate(_COLUMNS)}
_CODES = ("depends_on", "id")  # ids: on one line, whatever their length
_ASKED = ("status", "priority", "comment")  # cells the client fills in
_PRINTED = _AT["blocked_by"]  # last column on paper: with the others nobody could read it
_TABLE = "Actions"


def write_actions(sheet: Sheet, words: Words) -> None:
    """One row a task, by date."""
    text, rows = words.texts, plan_rows(words)
    columns = [Column(text[f"deliverable.plan.actions.{key}"], width) for key, width in _COLUMNS]
    sheet.table(_HEADINGS, columns, len(rows), _TABLE, first=1)
    for row, task in enumerate(rows, _HEADINGS + 1):
        _task(sheet, words, row, task)
    first, last = _HEADINGS + 1, _HEADINGS + len(rows) + _SPARE
    _choices(sheet, words, first, last)
    _colours(sheet, words, first, last)
    sheet.raw.print_area(0, 0, _HEADINGS + len(rows), _PRINTED)


def column_of(key: str, rows: int) -> str:
    """The cells of a column, for formulas on other sheets; spare rows are counted."""
    ends = (
        cell(row, _AT[key], row_abs=True, col_abs=True)
        for row in (_HEADINGS + 1, _HEADINGS + rows + _SPARE)
    )
    return ":".join(ends)


def late_on(words: Words, day: date) -> int:
    """How many tasks are late on *day*, as the sheet counts them."""
    return sum(1 for one in plan_rows(words) if one.end is not None and one.end < day)


def _task(sheet: Sheet, words: Words, row: int, task: TaskRow) -> None:
    text = words.texts
    shown = {
        "task": task.name,
        "owner": task.owner,
        "status": text[f"deliverable.plan.status.{task.status}"],
        "priority": text[f"deliverable.plan.priority.{task.priority}"],
        "output": task.output,
        "blocked_by": ", ".join(task.blocked),
        "automation": task.automation,
        "horizon": task.section,
        "depends_on": ", ".join(task.depends_on),
        "comment": "",
        "id": task.id,
    }
    for key, value in shown.items():
        look = "status" if key in _ASKED else "code" if key in _CODES else "text"
        sheet.text(row, _AT[key], value, look)
    for key, day in (("start", task.start), ("end", task.end)):
        if day is not None:
            moment = datetime.combine(day, time())
            sheet.raw.write_datetime(row, _AT[key], moment, sheet.formats["date"])
    sheet.number(row, _AT["plan_day"], task.plan_day, "score")
    _late(sheet, words, row, task)


def _late(sheet: Sheet, words: Words, row: int, task: TaskRow) -> None:
    """ "late", alive: the day the file is opened is the day it is checked against."""
    text = words.texts
    end, status = cell(row, _AT["end"]), cell(row, _AT["status"])
    done, late = (text[f"deliverable.plan.{key}"] for key in ("status.done", "actions.is_late"))
    formula = f'=IF(AND({end}<>"",{status}<>"{done}",{end}<TODAY()),"{late}","")'
    was = task.end is not None and task.end < words.analysis.as_of
    sheet.formula(row, _AT["late"], formula, late if was else "", "center")


def _choices(sheet: Sheet, words: Words, first: int, last: int) -> None:
    """What may be chosen, also on the rows left for more tasks."""
    text = words.texts
    for key, stem, codes in (
        ("status", "deliverable.plan.status", STATUSES),
        ("priority", "deliverable.plan.priority", _PRIORITIES),
    ):
        validation: dict[str, Any] = {
            "validate": "list",
            "source": [text[f"{stem}.{code}"] for code in codes],
        }
        if key == "status":
            validation["input_title"] = text["deliverable.plan.actions.choose_title"]
            validation["input_message"] = text["deliverable.plan.actions.choose"]
        sheet.raw.data_validation(first, _AT[key], last, _AT[key], validation)


def _colours(sheet: Sheet, words: Words, first: int, last: int) -> None:
    """Done is struck out, blocked and late are red; the word says it too."""
    text, plain = words.texts, sheet.formats.plain
    status = cell(first, _AT["status"], col_abs=True)
    end = cell(first, _AT["end"], col_abs=True)
    done, held = (text[f"deliverable.plan.status.{code}"] for code in ("done", "blocked"))
    red = plain(font_color=STOP, bg_color=STOP_TINT, bold=True)
    late = f'=AND({end}<>"",{status}<>"{done}",{end}<TODAY())'
    finished = f'={status}="{done}"'
    rules = (
        (0, len(_COLUMNS) - 1, finished, plain(font_color=MUTED, font_strikeout=True)),
        (_AT["status"], _AT["status"], f'={status}="{held}"', red),
        (_AT["end"], _AT["end"], late, red),
        (_AT["late"], _AT["late"], late, red),
    )
    for left, right, criteria, look in rules:
        rule = {"type": "formula", "criteria": criteria, "format": look}
        sheet.raw.conditional_format(first, left, last, right, rule)
