"""The tables of outsourcing and of what becomes of each process (method M10)."""

from __future__ import annotations

from kit.workbook.blocks import COMMENT
from kit.workbook.columns import Block, Column

_NOTICE = Column("notice_months", "number", minimum=0, maximum=120, width=14, unit="month")


def _share(key: str) -> Column:
    return Column(key, "percent", minimum=0, maximum=1, width=16)


def _money(key: str, unit: str = "") -> Column:
    return Column(key, "money", minimum=0, width=16, unit=unit)


CONTRACTS = Block(
    "contracts",
    (
        Column("process", "reference", required=True, table="processes", width=34),
        Column("provider", width=26),
        Column("scope", width=40),
        Column("report_frequency", "choice", choices="frequency", width=20),
        Column("report_format", width=26),
        Column("report_to", width=24),
        Column("sla", width=34),
        Column("review_frequency", "choice", choices="frequency", width=20),
        Column("escalation", width=34),
        Column("conductor", width=26),
        Column("integrations", "choices", choices="integration", width=26),
        Column("tool_families", "choices", choices="tool_family", width=34),
        Column("remote_access", "boolean", width=14),
        Column("nda", "boolean", width=16),
        _NOTICE,
        Column("exit_terms", width=40),
        _money("price_year", "year"),
    ),
    rows=12,
    example=True,
    unique="process",
    bands=(
        ("what", "process"),
        ("reporting", "report_frequency"),
        ("supplier", "sla"),
        ("inside", "conductor"),
        ("safety", "remote_access"),
    ),
)
DISPOSITIONS = Block(
    "dispositions",
    (
        Column("process", "reference", required=True, table="processes", width=34),
        Column("needed", "boolean", width=16),
        Column("duplicate_of", "reference", table="processes", width=30),
        Column("simplified_minutes", "minutes", minimum=0, maximum=100_000, width=16),
        _money("simplify_cost"),
        Column("level", "choice", choices="level", width=18),
        _share("automation_share"),
        _money("automation_cost"),
        _money("automation_run", "year"),
        Column("tool_name", width=24),
        _share("tool_share"),
        _money("tool_cost"),
        _money("tool_run", "year"),
        _share("outsource_share"),
        _money("outsource_cost"),
        _money("outsource_price", "year"),
        Column("know_how", "boolean", width=16),
        _NOTICE,
        _money("exit_cost"),
        Column("choice", "choice", choices="disposition", width=18),
        COMMENT,
    ),
    rows=40,
    example=True,
    unique="process",
    bands=(
        ("use", "process"),
        ("simplify", "simplified_minutes"),
        ("automate", "level"),
        ("equip", "tool_name"),
        ("outsource", "outsource_share"),
        ("decided", "choice"),
    ),
)
