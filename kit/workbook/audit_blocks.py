"""The tables of a full audit: what is feasible when, what options hold, what is advised."""

from __future__ import annotations

from kit.workbook.columns import Block, Column

HORIZONS = Block(
    "horizons",
    (
        Column("horizon", "choice", required=True, choices="feasible", width=30),
        Column("what", "lines", width=60),
        Column("hours_low", "number", minimum=0, maximum=1_000_000, width=18, unit="hour year"),
        Column("hours_high", "number", minimum=0, maximum=1_000_000, width=18, unit="hour year"),
        Column("effects", width=44),
    ),
    rows=9,
    example=True,
)
OPTION_MODULES = Block(
    "option_modules",
    (
        Column("option", "reference", required=True, table="options", width=20),
        Column("name", required=True, width=40),
        Column("cost_low", "money", minimum=0, width=18),
        Column("cost_high", "money", minimum=0, width=18),
        Column("run_year", "money", minimum=0, width=18, unit="year"),
        Column("note", width=44),
    ),
    rows=40,
    example=True,
)
RECOMMENDATIONS = Block(
    "recommendations",
    (
        Column("kind", "choice", required=True, choices="advice", width=26),
        Column("text", required=True, width=60),
        Column("why", width=44),
        Column("when", "moment", table="phases", width=18),
        Column("owner", width=24),
        Column("option", "reference", table="options", width=20),
    ),
    rows=40,
    example=True,
)
