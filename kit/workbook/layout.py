"""The one description of the workbook: sheets, tables, columns, types, choices.

The template, the fill command, the reader, its checks, the JSON Schema and the docs all
derive from what `layout` returns. Labels, hints and the example rows are texts
(content/texts/<lang>/workbook.toml), choices are content (content/choices.toml), the
items of checklist sheets come from content/checklists/*.toml: a checklist is added
without touching this file. The tables and forms stand in `blocks`, `money_blocks` and
`project_blocks`.

Text keys of a block: ``workbook.<block>.title``, ``.intro`` and, on the welcome sheet,
``.content``; ``.band.<band>`` over the headings of a wide table; of a column:
``workbook.<block>.<column>.label`` (the heading, unit in brackets), ``.help`` (input
message) and ``.example`` (tables with an example row); of a sheet:
``workbook.sheet.<sheet>.name`` and ``.title``.
"""

from __future__ import annotations

from functools import cache

from kit.catalogue import Catalogue, load_catalogue
from kit.workbook.blocks import (
    ANSWER,
    AUTOMATIONS,
    CLOSURES,
    COMMENT,
    COMPANY,
    PAINS,
    PLAN,
    PRIORITIES,
    PROCESSES,
    REGISTER,
    ROLES,
    STEPS,
)
from kit.workbook.columns import Block, Column, Layout, Sheet
from kit.workbook.money_blocks import CLAIMS, COSTS, FINANCE, FLOWS, GAINS, OPTIONS, PHASES
from kit.workbook.project_blocks import ACTIONS, KPIS, MILESTONES, TESTS, VOTES

__all__ = ["Block", "Column", "Layout", "Sheet", "layout"]


def _boxes(key: str, *checklists: str) -> Block:
    columns = (Column("item", "item", width=70), ANSWER, COMMENT)
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
    # What a small engagement may leave alone: the welcome sheet says so.
    sheets += [
        Sheet("finance", (FINANCE, PHASES), optional=True),
        Sheet("options", (OPTIONS,), optional=True),
        Sheet("actions", (ACTIONS,), optional=True),
        Sheet("kpis", (KPIS,), optional=True),
        Sheet("milestones", (MILESTONES,), optional=True),
        Sheet("votes", (VOTES,), optional=True),
        Sheet("tests", (TESTS,), optional=True),
        Sheet("flows", (FLOWS,), optional=True),
        Sheet("claims", (CLAIMS,), optional=True),
    ]
    return Layout(tuple(sheets))
