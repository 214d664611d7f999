"""The table of risks, and that of the answers of suppliers."""

from __future__ import annotations

from kit.workbook.columns import Block, Column

RISKS = Block(
    "risks",
    (
        Column("name", required=True, width=44),
        Column("kind", "choice", choices="risk_kind", width=18),
        Column("probability", "rating", choices="rating", width=16),
        Column("impact", "rating", choices="rating", width=16),
        Column("mitigation", width=44),
        Column("backup", width=40),
        Column("owner", width=24),
        Column("residual_probability", "rating", choices="rating", width=16),
        Column("residual_impact", "rating", choices="rating", width=16),
        Column("claimed_criticality", "number", minimum=0, maximum=25, width=16, claimed=True),
        Column("due", "moment", table="phases", width=16),
        Column("automation", "reference", table="automations", width=30),
    ),
    rows=30,
    example=True,
    unique="name",
)
SUPPLIER_ANSWERS = Block(
    "supplier_answers",
    (
        Column("provider", required=True, width=30),
        Column("question", "choice", required=True, choices="supplier_question", width=34),
        Column("answer", width=60),
        Column("day", "date", width=16),
    ),
    rows=40,
    example=True,
)
