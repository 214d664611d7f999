"""The headings, hints and item texts that tell a block from another, in every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kit.catalogue import Catalogue
from kit.texts import LANGUAGES, Texts
from kit.workbook.layout import Block, Layout
from kit.workbook.words import fold


@dataclass(frozen=True, slots=True)
class Labels:
    """Folded words of one block."""

    headings: Mapping[str, str]  # heading -> key of the column
    languages: Mapping[str, frozenset[str]]  # heading -> languages that write it so
    hints: frozenset[str]
    items: Mapping[str, str]  # text of an item -> its id
    sides: Mapping[tuple[str, str], str]  # item, words of one of its three answers -> the side
    sheets: frozenset[str]  # names of its sheet


@cache
def marks() -> frozenset[str]:
    """What stands in column B of an example row."""
    return frozenset(fold(Texts(lang)["workbook.example_mark"]) for lang in LANGUAGES)


@cache
def row_numbers() -> frozenset[str]:
    """What heads column B of a table."""
    keys = ("workbook.number", "workbook.group")
    return frozenset(fold(Texts(lang)[key]) for lang in LANGUAGES for key in keys)


def labels_of(layout: Layout, catalogue: Catalogue) -> dict[str, Labels]:
    """The labels of every block by key."""
    return {
        block.key: _labels(block, sheet.key, catalogue)
        for sheet in layout.sheets
        for block in sheet.blocks
    }


def _labels(block: Block, sheet: str, catalogue: Catalogue) -> Labels:
    headings: dict[str, str] = {}
    languages: dict[str, set[str]] = {}
    hints: set[str] = set()
    for column in block.columns:
        for lang in LANGUAGES:
            texts = Texts(lang)
            heading = fold(texts[f"workbook.{block.key}.{column.key}.label"])
            headings.setdefault(heading, column.key)
            languages.setdefault(heading, set()).add(lang)
            hints.add(fold(texts.get(f"workbook.{block.key}.{column.key}.help", "")))
    return Labels(
        headings=headings,
        languages={heading: frozenset(langs) for heading, langs in languages.items()},
        hints=frozenset(hints - {""}),
        items=dict(_items(block, catalogue)),
        sides=dict(_sides(block, catalogue)),
        sheets=frozenset(fold(Texts(lang)[f"workbook.sheet.{sheet}.name"]) for lang in LANGUAGES),
    )


def _items(block: Block, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for key in block.checklists:
        for item in catalogue.checklists[key].items:
            name = item.id.removeprefix(f"{key}.")
            for lang in LANGUAGES:
                yield fold(Texts(lang)[f"checklists.{key}.item.{name}"]), item.id


def _sides(block: Block, catalogue: Catalogue) -> Iterator[tuple[tuple[str, str], str]]:
    """What stands beside a question: an answer may be given by its own words."""
    shown = [column.key for column in block.columns if column.kind == "shown"]
    for key in block.checklists:
        for item in catalogue.checklists[key].items if shown else ():
            name = item.id.removeprefix(f"{key}.")
            for lang in LANGUAGES:
                for side in shown:
                    words = Texts(lang)[f"checklists.{key}.side.{name}.{side}"]
                    yield (item.id, fold(words)), side
