"""The tables of going live: deployment cards, and the days people have."""

from __future__ import annotations

from kit.workbook.columns import Block, Column

DEPLOYMENTS = Block(
    "deployments",
    (
        Column("automation", "reference", required=True, table="automations", width=34),
        Column("pilot_group", width=34),
        Column("pilot_people", "integer", minimum=0, maximum=100_000, width=14, unit="people"),
        Column("pilot_start", "moment", table="phases", width=18),
        Column("pilot_weeks", "number", minimum=0, maximum=104, width=14, unit="week"),
        Column("rollback", width=44),
        Column("rollback_minutes", "minutes", minimum=0, maximum=100_000, width=14),
        Column("rollback_owner", width=22),
        Column("dashboard", width=34),
        Column("dashboard_figures", "choices", choices="dashboard_figure", width=26),
        Column("alerts", width=40),
        Column("alert_to", width=22),
        Column("success_target", "percent", minimum=0, maximum=1, width=16),
    ),
    rows=12,
    example=True,
    unique="automation",
    bands=(
        ("pilot", "automation"),
        ("rollback", "rollback"),
        ("dashboard", "dashboard"),
        ("alerts", "alerts"),
    ),
)
AVAILABILITY = Block(
    "availability",
    (
        Column("who", required=True, width=34),
        Column("days_month", "number", minimum=0, maximum=1000, width=18, unit="day month"),
        Column("start", "moment", table="phases", width=18),
        Column("end", "moment", table="phases", width=18),
        Column("note", width=44),
    ),
    rows=30,
    example=True,
)
