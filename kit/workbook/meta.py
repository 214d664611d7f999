"""What a workbook says of itself: schema version, language, sheets it was made with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kit.texts import LANGUAGES
from kit.workbook.labels import Labels
from kit.workbook.layout import Layout
from kit.workbook.locate import Found
from kit.workbook.raw import Grid
from kit.workbook.words import clean, fold

SHEET = "_kit"


@dataclass(frozen=True, slots=True)
class Meta:
    """`version` None: not said. `sheets` None: unknown which sheets there should be."""

    version: int | None
    lang: str | None
    sheets: tuple[str, ...] | None
    # block -> field -> fingerprint of the example it was made with
    examples: Mapping[str, Mapping[str, str]]
    brief: Mapping[str, frozenset[str]]  # block made short -> its columns


def read_meta(grid: Grid) -> Meta:
    """The hidden sheet of keys and values; the custom property when the sheet is gone."""
    words: dict[str, str] = {}
    for sheet in grid.sheets:
        if sheet.name.strip().lower() != SHEET:
            continue
        for (row, column), cell in sheet.cells.items():
            value = sheet.cells.get((row, column + 1))
            if cell.kind == "text" and value is not None:
                words.setdefault(clean(cell.value), _word(value.value))
    version = words.get("schema_version") or grid.properties.get("kit_schema_version", "")
    lang = words.get("lang", "")
    modules = words.get("modules")
    examples = {
        key.removeprefix("example."): dict(
            pair.split(":", 1) for pair in word.split() if ":" in pair
        )
        for key, word in words.items()
        if key.startswith("example.")
    }
    return Meta(
        version=int(version)
        if version.isascii() and version.isdigit() and len(version) < 9
        else None,
        lang=lang if lang in LANGUAGES else None,
        sheets=None
        if modules is None
        else tuple(word.strip() for word in modules.split(",") if word.strip()),
        examples=examples,
        brief={
            key.removeprefix("brief."): frozenset(word.split())
            for key, word in words.items()
            if key.startswith("brief.")
        },
    )


def _word(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value))


def language_in(meta: Meta, found: Mapping[str, Found], labels: Mapping[str, Labels]) -> str:
    """The language the workbook says, else the one most of its headings are in."""
    if meta.lang is not None:
        return meta.lang
    votes = dict.fromkeys(LANGUAGES, 0)
    for key, place in found.items():
        for word in _headings(place):
            for lang in labels[key].languages.get(word, ()):
                votes[lang] += 1
    return max(LANGUAGES, key=lambda lang: votes[lang])  # French first when nothing tells


def _headings(found: Found) -> set[str]:
    rows = {row for row, _ in found.lines.values()} or {found.heading}
    return {
        fold(cell.value)
        for (row, _), cell in found.sheet.cells.items()
        if row in rows and cell.kind == "text"
    }


def expected_blocks(meta: Meta, layout: Layout) -> tuple[set[str], set[str]]:
    """Blocks that must be there, and blocks whose absence deserves a word.

    A client may take away an optional sheet: nothing is said of it.
    """
    sheets = [sheet for sheet in layout.sheets if not sheet.optional]
    if meta.sheets is None:
        every = {block.key for sheet in sheets for block in sheet.blocks}
        return {"company", "processes"}, every
    asked = {
        block.key
        for sheet in sheets
        if sheet.key in meta.sheets
        for block in sheet.blocks
        if block.key in meta.brief or not any(one.key in meta.brief for one in sheet.blocks)
    }
    return asked | {"company"}, asked
