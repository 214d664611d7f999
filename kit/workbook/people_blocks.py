"""The tables of change: impacts, messages, competences, who takes part, who runs it."""

from __future__ import annotations

from kit.workbook.columns import Block, Column

_AUTOMATION = Column("automation", "reference", table="automations", width=30)
_ROLE = Column("role", "reference", table="roles", width=26)
_OWNER = Column("owner", width=22)
_STEPS = ("framing", "feasibility", "trial", "deployment", "run")

IMPACTS = Block(
    "impacts",
    (
        Column("aspect", "choice", required=True, choices="impact_aspect", width=28),
        _AUTOMATION,
        Column("about", width=30),
        Column("today", width=40),
        Column("tomorrow", width=40),
        _ROLE,
        Column("people", "integer", minimum=0, maximum=100_000, width=14, unit="people"),
        Column("level", "scale", width=12),
        Column("action", width=40),
        _OWNER,
    ),
    rows=40,
    example=True,
)
MESSAGES = Block(
    "messages",
    (
        Column("audience", "choice", required=True, choices="audience", width=28),
        Column("message", width=50),
        _AUTOMATION,
        Column("channel", "choice", choices="channel", width=22),
        Column("support", width=30),
        Column("when", "moment", table="phases", width=18),
        _OWNER,
    ),
    rows=60,
    example=True,
)
GOVERNANCE = Block(
    "governance",
    (
        _OWNER,
        Column("committee", "lines"),
        Column("committee_months", "number", minimum=0.25, maximum=120, unit="month"),
        Column("dashboard"),
        Column("support"),
        Column("supplier_sla"),
        Column("supplier_review_months", "number", minimum=0.25, maximum=120, unit="month"),
        Column("escalation"),
    ),
    form=True,
)
COMPETENCES = Block(
    "competences",
    (
        Column("who", width=28),
        _ROLE,
        Column("competence", "choice", required=True, choices="competence", width=34),
        Column("name", width=30),
        Column("today", "integer", minimum=0, maximum=4, width=14),
        Column("target", "integer", minimum=0, maximum=4, width=14),
        Column("training", width=40),
        Column("due", "moment", table="phases", width=18),
        _OWNER,
    ),
    rows=40,
    example=True,
)
ACTORS = Block(
    "actors",
    (
        Column("kind", "choice", required=True, choices="actor_kind", width=26),
        Column("name", width=30),
        _ROLE,
        *(Column(step, "choice", choices="step_part", width=18) for step in _STEPS),
    ),
    rows=20,
    example=True,
)
