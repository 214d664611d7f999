"""The form of an AI project: what it is about, and its two GO / NO GO decisions (method M9)."""

from __future__ import annotations

from kit.workbook.columns import Block, Column

AI_DECISIONS = Block(
    "ai_decisions",
    (
        Column("use_case"),
        Column("supplier", "choice", choices="ai_supplier"),
        Column("critical_domains", "choices", choices="critical_domain"),
        Column("feasibility_decision", "choice", choices="go_no_go"),
        Column("feasibility_date", "date"),
        Column("feasibility_who"),
        Column("trial_decision", "choice", choices="go_no_go"),
        Column("trial_date", "date"),
        Column("trial_who"),
    ),
    form=True,
)
