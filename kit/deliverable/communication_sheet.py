"""The communication plan to work on: a line per message, a status to keep up to date."""

from __future__ import annotations

from datetime import datetime, time

from kit.analysis.model import CommunicationPlan, PlannedMessage
from kit.deliverable.sheets import Column, Sheet
from kit.display.words import Words, opening

_HEADINGS = 3
_COLUMNS = (
    ("date", 14),
    ("audience", 26),
    ("message", 50),
    ("automation", 26),
    ("channel", 20),
    ("support", 28),
    ("owner", 22),
    ("status", 14),
    ("comment", 34),
)
_STATUSES = ("todo", "ready", "sent", "cancelled")
_STATUS = 7  # column
_SPARE = 20  # rows under the messages where a status may be chosen too


def write_communication(sheet: Sheet, words: Words, plan: CommunicationPlan) -> None:
    """One row a message, by date; those without a date last."""
    text = words.texts
    columns = [Column(text[f"deliverable.plan.communication.{key}"], w) for key, w in _COLUMNS]
    title = text["deliverable.plan.sheet.communication"]
    sheet.head(title, text["deliverable.plan.communication.intro"])
    sheet.table(_HEADINGS, columns, len(plan.messages))
    for row, one in enumerate(plan.messages, _HEADINGS + 1):
        _message(sheet, words, row, one)
    sheet.raw.data_validation(
        _HEADINGS + 1,
        _STATUS,
        _HEADINGS + len(plan.messages) + _SPARE,
        _STATUS,
        {
            "validate": "list",
            "source": [text[f"deliverable.plan.message_status.{one}"] for one in _STATUSES],
            "input_title": text["deliverable.plan.communication.choose_title"],
            "input_message": text["deliverable.plan.communication.choose"],
        },
    )


def _message(sheet: Sheet, words: Words, row: int, one: PlannedMessage) -> None:
    message = one.message
    if one.planned is None:
        sheet.text(row, 0, words("change.undated"), "center")
    else:
        day = datetime.combine(one.planned, time())
        sheet.raw.write_datetime(row, 0, day, sheet.formats["date"])
    cells = (
        opening(words.choice("audience", message.audience)),
        message.message or words("change.to_write"),
        message.automation or "",
        opening(words.choice("channel", message.channel)) if message.channel else "",
        message.support or "",
        message.owner or "",
        words.texts["deliverable.plan.message_status.todo"],
        "",
    )
    for column, value in enumerate(cells, 1):
        sheet.text(row, column, value, "status" if column >= _STATUS else "text")
