"""The tables of a decision with a jury, and of the ideas that a workshop votes on."""

from __future__ import annotations

from kit.client.selection import JURORS
from kit.workbook.blocks import COMMENT
from kit.workbook.columns import Block, Column

_SOLUTION = Column("solution", "reference", required=True, table="solutions", width=30)

GRID_CRITERIA = Block(
    "grid_criteria",
    (
        Column("grid", "choice", required=True, choices="grid", width=24),
        Column("name", required=True, width=40),
        Column("weight", "number", minimum=0, maximum=1000, width=12),
        Column("veto", "scale", width=16),
        COMMENT,
    ),
    rows=30,
    example=True,
)
SOLUTIONS = Block(
    "solutions",
    (
        Column("name", required=True, width=30),
        Column("grid", "choice", required=True, choices="grid", width=24),
        Column("supplier_kind", "choice", choices="supplier_kind", width=24),
        Column("supplier", width=24),
        Column("excluded", width=40),
        Column("retained", "boolean", width=14),
        COMMENT,
    ),
    rows=20,
    example=True,
    unique="name",
)
GRID_NOTES = Block(
    "grid_notes",
    (
        _SOLUTION,
        Column("criterion", required=True, width=40),
        *(Column(f"note_{juror}", "scale", width=10) for juror in JURORS),
        COMMENT,
    ),
    rows=80,
    example=True,
)
JURY = Block(
    "jury",
    (
        Column(
            "number",
            "integer",
            required=True,
            minimum=JURORS[0],
            maximum=JURORS[-1],
            width=10,
        ),
        Column("role", width=34),
        Column("solution", "reference", table="solutions", width=30),
        COMMENT,
    ),
    rows=24,
    example=True,
)
GRID_COSTS = Block(
    "grid_costs",
    (
        _SOLUTION,
        Column("label", required=True, width=40),
        Column("nature", "choice", required=True, choices="solution_cost", width=20),
        Column("rhythm", "choice", required=True, choices="rhythm", width=16),
        Column("quantity", "number", minimum=0, width=12),
        Column("unit_price", "money", minimum=0, width=16),
        Column("client_days", "number", minimum=0, maximum=10_000, width=16, unit="day"),
        Column("day_rate", "money", minimum=0, maximum=10_000, width=16, unit="day"),
    ),
    rows=40,
    example=True,
)
IDEAS = Block(
    "ideas",
    (
        Column("name", required=True, width=40),
        Column("function", "choice", choices="business_function", width=24),
        Column("process", "reference", table="processes", width=34),
        Column("problem", width=40),
        Column("expected", width=40),
        Column("level", "choice", choices="level", width=18),
        Column("human_share", "choice", choices="human_share", width=34),
        Column("critical_domain", "choice", choices="critical_domain", width=26),
        Column("data_needed", width=34),
        Column("retained", "boolean", width=14),
    ),
    rows=30,
    example=True,
    unique="name",
)
IDEA_VOTES = Block(
    "idea_votes",
    (
        Column("juror", required=True, width=26),
        Column("idea", "reference", required=True, table="ideas", width=40),
        Column("value", "scale", width=12),
        Column("feasibility", "scale", width=14),
        Column("stickers", "integer", minimum=0, maximum=100, width=12),
        COMMENT,
    ),
    rows=80,
    example=True,
)
