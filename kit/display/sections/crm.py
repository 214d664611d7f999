"""The CRM: why, what is expected of it, how far it is in place, what may be chosen (method M8)."""

from __future__ import annotations

from datetime import date

from kit.analysis.crm import STEPS
from kit.analysis.model import Crm, CrmTool
from kit.catalogue import Tool
from kit.display.parts import bullets, callout, chart, muted, paragraph
from kit.display.sections.modules import checklist
from kit.display.staircase import Stair, staircase
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words, inside

_WHY = ("contacts", "productivity", "performance", "collaboration", "access")
GRID = "crm"  # of content/grids.toml


def absent(words: Words) -> str | None:
    return None if words.analysis.crm else words("absent.module")


def headline(words: Words) -> str | None:
    found = words.analysis.crm
    if found is None:
        return None
    if found.steps is None:
        return words("headline.crm_needs" if found.needs else "headline.crm_open")
    total = found.steps.total
    if found.next_step is None:
        return words("headline.crm_done", of=total.applicable)
    name = words.item(found.next_step)
    if not total.ticked:
        return words("headline.crm_first", name=name)
    return words.plural("headline.crm_next", total.ticked, of=total.applicable, name=name)


def why(words: Words) -> list[Block]:
    """Five reasons to have one."""
    return bullets([words(f"crm.why.{reason}") for reason in _WHY]) if words.analysis.crm else []


def needs(words: Words) -> list[Block]:
    return checklist(words, "crm_needs")


# -- steps ----------------------------------------------------------------------------------


def steps_chart(words: Words) -> list[Block]:
    """The eight steps in order, done, begun or to come."""
    found = words.analysis.crm
    if found is None or found.steps is None:
        return []
    total = found.steps.total
    stairs = [
        Stair(str(number), words.item(item.id), _state(words, found, item.id))
        for number, item in enumerate(words.catalogue.checklists[STEPS].items, 1)
    ]
    if found.next_step is None:
        caption = words("chart.crm_steps.caption_done", of=total.applicable)
    else:
        name = words.item(found.next_step)
        caption = words("chart.crm_steps.caption_first", of=total.applicable, name=name)
    if found.next_step is not None and total.ticked:
        caption = words.plural(
            "chart.crm_steps.caption", total.ticked, of=total.applicable, name=name
        )
    details = words.series(
        words.pair(stair.name, words(f"crm.step.{stair.state}")) for stair in stairs
    )
    alt = words("chart.crm_steps.alt", conclusion=caption, details=details)
    names = {state: words(f"crm.step.{state}") for state in ("done", "partly", "todo", "na")}
    svg = staircase(stairs, names, "stairs")
    return chart("crm-steps", caption, alt, svg, table="table-crm-steps")


def _state(words: Words, found: Crm, item: str) -> str:
    """done, partly, todo; "na" for a step that does not concern the client."""
    answers = {answer.item: answer.value for answer in words.client.answers}
    value = answers.get(item)
    if found.steps and item not in found.steps.total.missing:
        return "na" if value == "na" else "done"
    return "partly" if value == "partly" else "todo"


def next_step(words: Words) -> list[Block]:
    found = words.analysis.crm
    if found is None or found.steps is None:
        return []
    if found.next_step is None:
        made = callout("win", words("crm.done"), words("crm.done_text"))
    else:
        begun = [
            item
            for item in found.steps.total.missing
            if _state(words, found, item) == "partly" and item != found.next_step
        ]
        items = []
        if begun:
            names = words.listed(inside(words.item(item)) for item in begun)
            items.append(words.plural("crm.steps_partly", len(begun), names=names))
        title = words("crm.next", name=words.item(found.next_step))
        made = callout("info", title, words.item(found.next_step, "item"), items)
    if found.early:
        made += callout("stop", words("crm.early_title"), words("crm.early"))
    return made


def steps_table(words: Words) -> list[Block]:
    return checklist(words, STEPS)


# -- indicators -----------------------------------------------------------------------------


def kpis_table(words: Words) -> list[Block]:
    """The six indicators: those retained first in sight."""
    found = words.analysis.crm
    if found is None:
        return []
    said = {answer.item: answer.comment or "" for answer in words.client.answers}
    items = words.catalogue.checklists["crm_kpis"].items
    rows = [
        [
            words.item(item.id, "item"),
            words("crm.followed" if item.id in found.kpis else "crm.not_followed"),
            said.get(item.id, ""),
        ]
        for item in items
    ]
    columns = [Column("crm_kpi", width=0.5), Column("crm_kpi_state", width=0.16), Column("comment")]
    if not any(row[-1] for row in rows):
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    kept = [at for at, item in enumerate(items) if item.id in found.kpis]
    caption = words.plural("table.crm_kpis.caption", len(kept), of=len(items))
    return table(words, "crm-kpis", caption, columns, rows, kept)


def kpis_text(words: Words) -> list[Block]:
    found = words.analysis.crm
    if found is None:
        return []
    if not found.kpis:
        return paragraph(words("crm.kpis_none"))
    names = words.listed(inside(words.item(item)) for item in found.kpis)
    return paragraph(words("crm.kpis_some", names=names))


# -- solutions ------------------------------------------------------------------------------


def tools_callout(words: Words) -> list[Block]:
    found = words.analysis.crm
    if found is None or any(one.fit for one in found.tools):
        return []
    return callout("stop", words("callout.crm.none"), words("callout.crm.none_text"))


def tools_table(words: Words) -> list[Block]:
    """The family with its prices, and what the client's own answers rule out."""
    found = words.analysis.crm
    if found is None or not found.tools:
        return []
    known = {tool.id: tool for tool in words.catalogue.tools}
    rows = [_tool(words, known[one.tool], one) for one in found.tools]
    columns = [
        Column("tool", width=0.13),
        right("crm_price", 0.16),
        right("crm_month", 0.15),
        Column("crm_hosting", width=0.16),
        Column("crm_verdict", width=0.12),
        Column("crm_why"),
    ]
    if found.users is None:
        columns, rows = [*columns[:2], *columns[3:]], [[*row[:2], *row[3:]] for row in rows]
    possible = sum(one.fit for one in found.tools)
    caption = words.plural("table.crm_tools.caption", possible, of=len(found.tools))
    oldest = min(known[one.tool].date for one in found.tools)
    day = words.numbers.date_medium(date.fromisoformat(oldest))
    note = words("table.crm_tools.source", date=day)
    return table(words, "crm-tools", caption, columns, rows, note=note)


def _tool(words: Words, tool: Tool, one: CrmTool) -> list[str]:
    money = words.numbers.money_range
    quote = words("crm.quote")
    state = "out" if not one.fit else "in_use" if one.in_use else "fit"
    return [
        tool.name,
        quote if tool.price_low is None else money(tool.price_low, tool.price_high),
        quote if one.month_low is None else money(one.month_low, one.month_high),
        words.listed(words(f"hosting.{place}") for place in tool.hosting),
        words(f"crm.state.{state}"),
        "\n".join(words.sentence(key, params) for key, params in one.reasons),
    ]


def strengths(words: Words) -> list[Block]:
    """What each solution is good at, and where its prices come from."""
    found = words.analysis.crm
    if found is None:
        return []
    known = {tool.id: tool for tool in words.catalogue.tools}
    rows = [
        [known[one.tool].name, words.texts[f"tools.{one.tool}.strength"], known[one.tool].source]
        for one in found.tools
    ]
    columns = (Column("tool", width=0.15), Column("strength"), Column("source", width=0.28))
    return table(words, "crm-strengths", words("table.crm_strengths.caption"), columns, rows)


def tools_text(words: Words) -> list[Block]:
    """What the table could not tell, then who chooses among what is left."""
    found = words.analysis.crm
    if found is None:
        return []
    made: list[Block] = []
    if found.users is None:
        made += muted(words("crm.users_unknown"))
    else:
        made += muted(words.plural("crm.month_for", found.users))
        if found.budget is None:
            made += muted(words("crm.budget_unknown"))
    noted = any(one.id == GRID for one in words.analysis.grids)
    return [*made, *paragraph(words("crm.grid" if noted else "crm.no_grid"))]
