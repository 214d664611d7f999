"""The tables of the follow-up: what the indicators say, and what each automation did."""

from __future__ import annotations

from kit.workbook.blocks import COMMENT
from kit.workbook.columns import Block, Column

_CAUSE = Column("cause", "choice", choices="gap_cause", width=18)
_CORRECTION = Column("correction", width=44)
_OWNER = Column("owner", width=24)
_DUE = Column("due", "moment", table="phases", width=16)

KPI_MEASURES = Block(
    "kpi_measures",
    (
        Column("kpi", "reference", required=True, table="kpis", width=40),
        Column("on", "date", required=True, width=16),
        Column("value", "measure", width=16),
        _CAUSE,
        COMMENT,
        _CORRECTION,
        _OWNER,
        _DUE,
    ),
    rows=60,
    example=True,
)
RUN_MEASURES = Block(
    "run_measures",
    (
        Column("automation", "reference", required=True, table="automations", width=34),
        Column("first", "date", required=True, width=14),
        Column("last", "date", required=True, width=14),
        Column("runs", "number", minimum=0, maximum=10_000_000, width=14),
        Column("successes", "number", minimum=0, maximum=10_000_000, width=14),
        Column("users", "number", minimum=0, maximum=100_000, width=14, unit="people"),
        Column("expected_users", "number", minimum=0, maximum=100_000, width=14, unit="people"),
        Column("minutes", "minutes", minimum=0, maximum=100_000, width=14),
        Column(
            "hours_saved", "number", minimum=-1_000_000, maximum=1_000_000, width=14, unit="hour"
        ),
        Column("amount", "money", width=14),
        Column("cost", "money", minimum=0, width=14),
        _CAUSE,
        _CORRECTION,
        _OWNER,
        _DUE,
        COMMENT,
    ),
    rows=40,
    example=True,
    bands=(
        ("period", "automation"),
        ("runs", "runs"),
        ("people", "users"),
        ("gain", "minutes"),
        ("next", "cause"),
    ),
)
