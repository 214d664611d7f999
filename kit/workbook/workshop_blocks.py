"""The table of the culture workshop: tasks to be sorted."""

from __future__ import annotations

from kit.workbook.blocks import COMMENT
from kit.workbook.columns import Block, Column

TASKS = Block(
    "tasks",
    (
        Column("name", required=True, width=44),
        Column("who", width=26),
        Column("repetitive", "boolean", width=14),
        Column("added_value", "choice", choices="low_high", width=16),
        Column("frequency", "choice", choices="frequency", width=18),
        Column("minutes", "minutes", minimum=0, maximum=10_000, width=16),
        Column("process", "reference", table="processes", width=30),
        COMMENT,
    ),
    rows=40,
    example=True,
    unique="name",
)
