"""Any module, checklist or own table of the content, shown without a line of its own code."""

from __future__ import annotations

from collections.abc import Iterator

from kit.catalogue import Field, OwnTable
from kit.display.parts import muted, section
from kit.display.sections.checklists import checklist_table
from kit.display.tables import Column, table
from kit.display.words import Block, Words

_RIGHT = frozenset({"number", "integer", "money", "minutes", "percent", "scale"})


def section_of(words: Words, id: str) -> list[Block]:
    """The heading of a module; when nothing in it was filled, the sentence that says so."""
    title = section(f"section-{id.replace('_', '-')}", 1, words.texts[f"modules.{id}.title"])
    if any(_said(words, id)):
        return title
    return [*title, *muted(words("absent.module"))]


def _said(words: Words, id: str) -> Iterator[bool]:
    module = words.catalogue.modules[id]
    for own in module.tables:
        yield bool(words.client.extra.get(own.key))
    for checklist in words.catalogue.checklists.values():
        if checklist.sheet in module.sheets:
            yield checklist.id in words.analysis.checklists


def checklist(words: Words, id: str) -> list[Block]:
    """What was answered to checklist *id*, group by group; nothing when nobody answered."""
    return checklist_table(words, id, words.analysis.checklists.get(id))


def records(words: Words, own: OwnTable) -> list[Block]:
    """The rows of a module's own table; columns nobody filled are left out."""
    rows = words.client.extra.get(own.key, ())
    shown = [field for field in own.fields if any(field.key in row for row in rows)]
    columns = [
        Column(
            field.key,
            "right" if field.kind in _RIGHT else "left",
            name=words.texts[f"workbook.{own.key}.{field.key}.label"],
        )
        for field in shown
    ]
    cells = [[_cell(words, field, row.get(field.key)) for field in shown] for row in rows]
    caption = words.texts[f"workbook.{own.key}.title"]
    return table(words, own.key.replace("_", "-"), caption, columns, cells)


def _cell(words: Words, field: Field, value: object) -> str:
    if value is None:
        return ""
    if field.kind in ("choice", "choices"):
        codes = value if isinstance(value, tuple) else (value,)
        return ", ".join(words.choice(field.choices or "", str(code)) for code in codes)
    if field.kind == "money":
        return words.value((value, "EUR"))
    if field.kind == "percent":
        return words.value((value, "share"))
    if isinstance(value, tuple):
        return "\n".join(map(str, value))
    return words.value(value)
