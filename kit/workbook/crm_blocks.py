"""The form of a CRM project: who will use it, and what may be paid for it (method M8)."""

from __future__ import annotations

from kit.workbook.columns import Block, Column

CRM_SCOPE = Block(
    "crm_scope",
    (
        Column("users", "integer", minimum=1, maximum=100_000, unit="people"),
        Column("budget_month", "money", minimum=0, unit="month"),
    ),
    form=True,
)
