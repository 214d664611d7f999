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

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kit.catalogue import Catalogue, OwnTable, load_catalogue
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
from kit.workbook.module_sheets import FORMS, SHEETS
from kit.workbook.money_blocks import CLAIMS, COSTS, FINANCE, FLOWS, GAINS, OPTIONS, PHASES
from kit.workbook.project_blocks import ACTIONS, KPIS, MILESTONES, TESTS, VOTES

__all__ = ["Block", "Column", "Layout", "Sheet", "layout"]


# The list that answers an item, by scale; an open list is answered in words, in its comment.
_CHOICES = {"tick": "tick", "answer": "answer", "side": "leaning"}


def _boxes(key: str, *checklists: str, scale: str = "answer") -> Block:
    item = Column("item", "item", width=70)
    if scale == "open":
        return Block(key, (item, replace(COMMENT, width=90)), checklists=checklists)
    answer = replace(ANSWER, choices=_CHOICES[scale])
    if scale == "side":
        sides = (Column(side, "shown", width=28) for side in ("left", "middle", "right"))
        columns = (replace(item, width=50), *sides, answer, replace(COMMENT, width=36))
        return Block(key, columns, checklists=checklists)
    return Block(key, (item, answer, COMMENT), checklists=checklists)


def _own(table: OwnTable) -> Block:
    columns = (
        Column(
            one.key,
            one.kind,
            required=one.required,
            choices=one.choices,
            table=one.table,
            minimum=one.minimum,
            maximum=one.maximum,
            width=one.width,
        )
        for one in table.fields
    )
    return Block(table.key, tuple(columns), rows=table.rows)


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
    on_request = {
        key for module in catalogue.modules.values() if not module.offered for key in module.sheets
    }
    added = [
        Sheet(
            key,
            (*FORMS.get(key, ()), _boxes(key, *ids, scale=catalogue.checklists[ids[0]].scale)),
            key in on_request,
        )
        for key, ids in on_sheet.items()
    ]
    sheets += [sheet for sheet in added if not sheet.optional]
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
        *_in_order(catalogue, [*(sheet for sheet in added if sheet.optional), *SHEETS]),
    ]
    return Layout(tuple(sheets))


def _in_order(catalogue: Catalogue, asked: list[Sheet]) -> Iterator[Sheet]:
    """The sheets of the modules, in the order that the modules say; *asked* is what is known."""
    for module in catalogue.modules.values():
        own = [Sheet(one.sheet, (_own(one),), optional=True) for one in module.tables]
        known = {sheet.key: sheet for sheet in (*asked, *own)}
        yield from (known[key] for key in module.sheets if key in known)
