"""The tables of a larger project: workshop votes, actions, indicators, milestones, tests."""

from __future__ import annotations

from kit.workbook.blocks import COMMENT
from kit.workbook.columns import Block, Column
from kit.workbook.money_blocks import OPTIONS_OF, PHASE, START

END = Column("end", "moment", table="phases", width=18, since=3)

VOTES = Block(
    "votes",
    (
        Column("juror", required=True, width=26),
        Column("process", "reference", required=True, table="processes", width=34),
        Column("impact", "scale", width=12),
        Column("effort", "scale", width=12),
        Column("risk", "scale", width=12),
    ),
    rows=60,
    example=True,
)
ACTIONS = Block(
    "actions",
    (
        Column("problem", width=40),
        Column("consequence", width=40),
        Column("need", width=40),
        Column("benefit", width=40, since=3),
        Column("name", width=40),
        Column("output", width=40, since=3),
        Column("horizon", "choice", choices="action_horizon", width=18),
        START,
        END,
        PHASE,
        OPTIONS_OF,
        Column("owner", width=22),
        Column("days", "number", minimum=0, maximum=1000, width=14, unit="day", since=3),
        Column("cost", "money", minimum=0, width=14, since=3),
        Column("claimed_hours", "number", width=18, unit="hour year", claimed=True),
        COMMENT,
    ),
    rows=40,
    example=True,
    needs=("name", "problem", "need"),
)
KPIS = Block(
    "kpis",
    (
        Column("name", required=True, width=40),
        Column("group", "choice", choices="kpi_group", width=18),
        Column("unit", "choice", choices="kpi_unit", width=18),
        Column("direction", "choice", choices="kpi_direction", width=16, since=3),
        Column("today", "measure", width=14),
        Column("target", "measure", width=14),
        Column("due", "moment", table="phases", width=18),
        Column("role", "reference", table="roles", width=24),
        Column("owner", width=22),
        Column("how", width=40),
        Column("days", "number", minimum=0, maximum=365, width=14, unit="day"),
        Column("sample", "integer", minimum=0, maximum=1_000_000, width=14),
        Column("source", width=30),
    ),
    rows=40,
    example=True,
)
MILESTONES = Block(
    "milestones",
    (
        Column("name", required=True, width=40),
        Column("kind", "choice", choices="milestone_kind", width=22),
        Column("when", "moment", table="phases", width=18),
        Column("after", "reference", table="milestones", width=34),
        Column("part_of", "reference", table="milestones", width=34),
        Column("minutes", "minutes", minimum=0, maximum=10_000, width=14),
        Column("option", "reference", table="options", width=20),
        Column("owner", width=22),
    ),
    rows=40,
    example=True,
    unique="name",
)
TESTS = Block(
    "tests",
    (
        Column("automation", "reference", required=True, table="automations", width=30),
        Column("scenario", width=40),
        Column("kind", "choice", choices="test_kind", width=16, since=3),
        Column("given", width=34),
        Column("expected", width=34),
        Column("obtained", width=34),
        Column("status", "choice", choices="test_status", width=14),
        Column("severity", "choice", choices="bug_severity", width=16, since=3),
        Column("tester", width=22, since=3),
        Column("tested_on", "date", width=16, since=3),
    ),
    rows=60,
    example=True,
)
