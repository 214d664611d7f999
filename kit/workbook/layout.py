"""The one description of the workbook: sheets, tables, columns, types, choices.

The template, the fill command, the reader, its checks, the JSON Schema and the docs all
derive from what `layout` returns. Labels, hints and the example rows are texts
(content/texts/<lang>/workbook.toml), choices are content (content/choices.toml), the
items of checklist sheets come from content/checklists/*.toml: a checklist is added
without touching this file.

Text keys of a block: ``workbook.<block>.title``, ``workbook.<block>.intro``; of a column:
``workbook.<block>.<column>.label`` (the heading, unit in brackets), ``.help`` (input
message) and ``.example`` (tables with an example row); of a sheet:
``workbook.sheet.<sheet>.name`` and ``.title``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kit.catalogue import Catalogue, load_catalogue


@dataclass(frozen=True, slots=True)
class Column:
    """One input: a column of a table, a line of a form.

    `kind` is one of:
    text (one line), lines (several entries, one per line or separated by ";"),
    number, integer, money [EUR], minutes, percent (kept as 0..1), scale (1..5), date,
    boolean (yes/no), choice (of `choices`), choices (several of them),
    reference (a name of the table `table`), item (the label of a checklist item, locked),
    computed (a live formula of the template: never read).
    """

    key: str
    kind: str = "text"
    required: bool = False
    choices: str | None = None  # list of content/choices.toml
    table: str | None = None  # block a reference points to
    minimum: float | None = None
    maximum: float | None = None
    width: int = 18  # characters


@dataclass(frozen=True, slots=True)
class Block:
    """A form (label and value, one line per column) or a table (one record per row)."""

    key: str
    columns: tuple[Column, ...]
    form: bool = False
    rows: int = 0  # blank rows offered by the template
    example: bool = False  # first row is an example, marked as such and never read
    unique: str | None = None  # column whose values may not repeat
    checklists: tuple[str, ...] = ()  # a row per item of these checklists

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its blocks from top to bottom, at most one table, last."""

    key: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    sheets: tuple[Sheet, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for sheet in self.sheets for block in sheet.blocks)

    def block(self, key: str) -> Block:
        return next(block for block in self.blocks if block.key == key)


_ANSWER = Column("value", "choice", choices="answer", width=14)
_COMMENT = Column("comment", width=44)

COMPANY = Block(
    "company",
    (
        Column("name", required=True),
        Column("activity"),
        Column("staff", "integer", minimum=0, maximum=100_000),
        Column("department"),
        Column("contact"),
        Column("consultant"),
        Column("firm"),
        Column("confidentiality"),
        Column("office_suite", "choice", choices="office_suite"),
        Column("tools", "lines"),
        Column("tool_budget", "money", minimum=0),
        Column("hosting", "choice", choices="hosting"),
        Column("technical_skills", "boolean"),
        Column("working_days", "number", minimum=1, maximum=366),
        Column("working_weeks", "number", minimum=1, maximum=53),
    ),
    form=True,
)
ROLES = Block(
    "roles",
    (
        Column("name", required=True, width=34),
        Column("hourly_cost", "money", minimum=0, maximum=2000),
        Column("yearly_hours", "number", minimum=0, maximum=3000),
        Column("headcount", "number", minimum=0, maximum=100_000),
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
        _COMMENT,
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
        Column("volume_month", "number", minimum=0, maximum=10_000_000, width=14),
        Column("minutes", "minutes", minimum=0, maximum=100_000, width=14),
        Column("role", "reference", table="roles", width=24),
        Column("hourly_cost", "money", minimum=0, maximum=2000, width=14),
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
        _COMMENT,
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
        Column("retention_months", "number", minimum=0, maximum=1200, width=14),
    ),
    rows=20,
    example=True,
)
GAINS = Block(
    "gains",
    (
        Column("label", required=True, width=40),
        Column("kind", "choice", required=True, choices="gain_kind", width=22),
        Column("automation", "reference", table="automations", width=30),
        Column("process", "reference", table="processes", width=30),
        Column("volume", "number", minimum=0, width=12),
        Column("period", "choice", choices="period", width=14),
        Column("before", "minutes", minimum=0, maximum=100_000, width=14),
        Column("after", "minutes", minimum=0, maximum=100_000, width=14),
        Column("role", "reference", table="roles", width=24),
        Column("error_before", "percent", minimum=0, maximum=1, width=14),
        Column("error_after", "percent", minimum=0, maximum=1, width=14),
        Column("rate", "percent", minimum=0, maximum=1, width=14),
        Column("unit_value", "money", width=14),
        Column("margin_rate", "percent", minimum=0, maximum=1, width=14),
        Column("confidence", "choice", choices="confidence", width=16),
        Column("source", width=30),
    ),
    rows=40,
    example=True,
)
COSTS = Block(
    "costs",
    (
        Column("label", required=True, width=40),
        Column("rhythm", "choice", required=True, choices="rhythm", width=16),
        Column("automation", "reference", table="automations", width=30),
        Column("quantity", "number", minimum=0, width=12),
        Column("unit_price", "money", width=16),
        Column("source", width=30),
    ),
    rows=40,
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


def _boxes(key: str, *checklists: str) -> Block:
    columns = (Column("item", "item", width=70), _ANSWER, _COMMENT)
    return Block(key, columns, checklists=checklists)


@cache
def layout(catalogue: Catalogue | None = None) -> Layout:
    """The workbook that *catalogue* (default: the kit's own) asks the client to fill.

    Checklists whose file says ``sheet = "<key>"`` are gathered on that sheet; a sheet
    key unknown here becomes a sheet of its own.
    """
    catalogue = catalogue or load_catalogue()
    on_sheet: dict[str, list[str]] = {}
    for checklist in catalogue.checklists.values():
        if checklist.sheet and checklist.id != "pains":
            on_sheet.setdefault(checklist.sheet, []).append(checklist.id)
    sheets = [
        Sheet("company", (COMPANY, ROLES)),
        Sheet("pains", (PAINS,)),
        Sheet("processes", (PROCESSES,)),
        Sheet("steps", (STEPS,)),
        Sheet("priorities", (PRIORITIES,)),
        Sheet("prerequisites", (_boxes("prerequisites", *on_sheet.pop("prerequisites", ())),)),
        Sheet("automations", (AUTOMATIONS,)),
        Sheet("gdpr", (_boxes("gdpr", *on_sheet.pop("gdpr", ())),)),
        Sheet("register", (REGISTER,)),
        Sheet("gains", (GAINS,)),
        Sheet("costs", (COSTS,)),
        Sheet("plan", (PLAN, CLOSURES)),
    ]
    sheets += [Sheet(key, (_boxes(key, *ids),)) for key, ids in on_sheet.items()]
    return Layout(tuple(sheets))
