"""The tables and forms of an engagement: who the client is, what is done, what to automate."""

from __future__ import annotations

from kit.workbook.columns import Block, Column

ANSWER = Column("value", "choice", choices="answer", width=14)
COMMENT = Column("comment", width=44)

COMPANY = Block(
    "company",
    (
        Column("name", required=True),
        Column("activity"),
        Column("sector", "choice", choices="sector", since=3),
        Column("staff", "integer", minimum=0, maximum=100_000, unit="people"),
        Column("department"),
        Column("contact"),
        Column("consultant"),
        Column("firm"),
        Column("confidentiality"),
        Column("office_suite", "choice", choices="office_suite"),
        Column("tools", "lines"),
        Column("tool_budget", "money", minimum=0, unit="month"),
        Column("hosting", "choice", choices="hosting"),
        Column("technical_skills", "boolean"),
        Column("working_days", "number", minimum=1, maximum=366, unit="day"),
        Column("working_weeks", "number", minimum=1, maximum=53, unit="week"),
    ),
    form=True,
)
ROLES = Block(
    "roles",
    (
        Column("name", required=True, width=34),
        Column("hourly_cost", "money", minimum=0, maximum=2000, unit="hour"),
        Column("yearly_hours", "number", minimum=0, maximum=3000, unit="hour"),
        Column("headcount", "number", minimum=0, maximum=100_000, unit="people"),
    ),
    rows=15,
    example=True,
    unique="name",
)
PAINS = Block(
    "pains",
    (
        Column("item", "item", width=58),
        Column("value", "choice", choices="tick", width=12),
        Column("frequency", "choice", choices="frequency"),
        Column("minutes", "minutes", minimum=0, maximum=10_000, width=14),
        Column("who", width=24),
        Column("pain", "scale", width=12),
        COMMENT,
    ),
    checklists=("pains",),
)
PROCESSES = Block(
    "processes",
    (
        Column("name", required=True, width=34),
        Column("domain", "choice", required=True, choices="domain", width=22),
        Column("owner", width=22),
        Column("trigger", width=34),
        Column("exceptions", width=34),
        Column("actors", "lines", width=24),
        Column("tools", "lines", width=24),
        Column("frequency", "choice", choices="frequency"),
        Column("volume_month", "number", minimum=0, maximum=10_000_000, width=14, unit="month"),
        Column("minutes", "minutes", minimum=0, maximum=100_000, width=14),
        Column("role", "reference", table="roles", width=24),
        Column("hourly_cost", "money", minimum=0, maximum=2000, width=14, unit="hour"),
        Column("error_rate", "percent", minimum=0, maximum=1, width=14),
        Column("error_cost", "money", minimum=0, width=14),
        Column("frictions", width=40),
        Column("personal_data", "boolean", width=14),
        Column("sensitive_data", "boolean", width=14),
        Column("critical", "boolean", width=14),
        Column("repetitive", "boolean", width=14),
        Column("added_value", "choice", choices="low_high", width=14),
        Column("hours_month", "computed", width=14),
    ),
    rows=40,
    example=True,
    unique="name",
)
STEPS = Block(
    "steps",
    (
        Column("process", "reference", required=True, table="processes", width=34),
        Column("action", required=True, width=44),
        Column("actor", width=24),
        Column("condition", width=34),
        Column("if_yes", width=34),
        Column("if_no", width=34),
    ),
    rows=120,
    example=True,
)
PRIORITIES = Block(
    "priorities",
    (
        Column("process", "reference", required=True, table="processes", width=34),
        Column("impact", "scale", width=12),
        Column("effort", "scale", width=12),
        Column("risk", "scale", width=12),
        Column("deadline", "choice", choices="deadline", width=26, since=2),
        COMMENT,
        Column("score", "computed", width=12),
        Column("stars", "computed", width=12),
    ),
    rows=40,
    example=True,
    unique="process",
)
AUTOMATIONS = Block(
    "automations",
    (
        Column("name", required=True, width=34),
        Column("process", "reference", required=True, table="processes", width=34),
        Column("owner", width=22),
        Column("level", "choice", choices="level", width=22),
        Column("trigger", width=34),
        Column("conditions", width=34),
        Column("actions", "lines", width=44),
        Column("tools", "lines", width=24),
        Column("rules", width=44),
        Column("exceptions", width=34),
        Column("human_check", width=34),
        Column("logs", width=24),
        Column("complexity", "choice", choices="complexity", width=20),
        Column("critical", "boolean", width=14),
    ),
    rows=12,
    example=True,
    unique="name",
)
REGISTER = Block(
    "register",
    (
        Column("automation", "reference", required=True, table="automations", width=34),
        Column("purpose", width=34),
        Column("people", width=24),
        Column("data", width=34),
        Column("legal_basis", "choice", choices="legal_basis", width=24),
        Column("provider", width=24),
        Column("outside_eu", "boolean", width=14),
        Column("transfer_tool", "choice", choices="transfer_tool", width=26),
        Column("dpa_signed", "boolean", width=14),
        Column("retention_months", "number", minimum=0, maximum=1200, width=14, unit="month"),
        Column("recipients", width=34, since=3),
        Column("security", width=34, since=3),
        Column("dpia_criteria", "choices", choices="dpia_criterion", width=34, since=3),
        Column("inherent_likelihood", "scale", width=16, since=3),
        Column("inherent_severity", "scale", width=16, since=3),
        Column("residual_likelihood", "scale", width=16, since=3),
        Column("residual_severity", "scale", width=16, since=3),
    ),
    rows=20,
    example=True,
)
PLAN = Block(
    "plan",
    (
        Column("start", "date"),
        Column("lead"),
        Column("sponsor"),
        Column("builder"),
        Column("data_protection"),
        Column("users"),
        Column("closed_days", "choices", choices="weekday"),
    ),
    form=True,
)
CLOSURES = Block(
    "closures",
    (
        Column("first", "date", required=True),
        Column("last", "date", required=True),
        Column("label", width=34),
    ),
    rows=12,
    example=True,
)
