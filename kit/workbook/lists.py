"""The two hidden sheets: words and thresholds the cells point to, and what the file is."""

from __future__ import annotations

from collections.abc import Iterable

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

import kit
from kit.catalogue import Catalogue
from kit.client import SCHEMA_VERSION
from kit.texts import Texts
from kit.workbook.examples import example_row, fingerprints
from kit.workbook.grid import cell
from kit.workbook.layout import Layout

LISTS, META = "_listes", "_kit"
SCALE = range(1, 6)
MINUTES_PER_HOUR = 60

# The figures that live formulas use: never typed in a formula.
_FIGURES = (
    "priorities.weight_impact",
    "priorities.weight_effort",
    "priorities.weight_risk",
    "priorities.stars_five_above",
    "priorities.stars_four_from",
    "priorities.stars_three_from",
    "priorities.stars_two_from",
)
_WORDS = tuple(f"workbook.state.{word}" for word in ("empty", "optional", "started", "done"))


def write_lists(
    book: Workbook, sheet: Worksheet, catalogue: Catalogue, texts: Texts
) -> dict[str, str]:
    """Fill the hidden sheet of words and name each list; the cell of each key it holds."""
    cells: dict[str, str] = {}
    figures: list[tuple[str, float | str]] = [(key, catalogue.threshold(key)) for key in _FIGURES]
    figures += [(f"stars.{count}", "★" * count + "☆" * (5 - count)) for count in SCALE]
    figures += [("minutes_per_hour", MINUTES_PER_HOUR)]
    figures += [(key, texts[key]) for key in (*_WORDS, "workbook.progress", "choices.tick.yes")]
    for row, (key, value) in enumerate(figures):
        sheet.write_string(row, 0, key)
        if isinstance(value, str):
            sheet.write_string(row, 1, value)
        else:
            sheet.write_number(row, 1, value)
        cells[key] = cell(LISTS, row, 1)
    column = 3
    for name, words in _lists(catalogue, texts):
        sheet.write_string(0, column, name)
        for row, word in enumerate(words, start=1):
            if isinstance(word, int):
                sheet.write_number(row, column, word)
            else:
                sheet.write_string(row, column, word)
        last = cell(LISTS, len(words), column).partition("!")[2]
        book.define_name(f"list_{name}", f"={cell(LISTS, 1, column)}:{last}")
        column += 1
    return cells


def _lists(catalogue: Catalogue, texts: Texts) -> Iterable[tuple[str, list[int] | list[str]]]:
    yield "scale", list(SCALE)
    yield "boolean", [texts["workbook.yes"], texts["workbook.no"]]
    for name, codes in catalogue.choices.items():
        yield name, [texts[f"choices.{name}.{code}"] for code in codes]


def write_meta(book: Workbook, sheet: Worksheet, asked: Layout, texts: Texts) -> None:
    """Say which schema the file follows: on its hidden sheet and as a custom property."""
    facts = {
        "lang": texts.lang,
        "kit_version": kit.__version__,
        "modules": ",".join(part.key for part in asked.sheets),
    }
    for block in asked.blocks:
        if block.brief:
            facts[f"brief.{block.key}"] = " ".join(column.key for column in block.columns)
        if block.example:
            marks = fingerprints(example_row(block, texts))
            facts[f"example.{block.key}"] = " ".join(f"{key}:{mark}" for key, mark in marks.items())
    sheet.write_string(0, 0, "schema_version")
    sheet.write_number(0, 1, SCHEMA_VERSION)
    for row, (key, word) in enumerate(facts.items(), start=1):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, word)
    book.set_custom_property("kit_schema_version", SCHEMA_VERSION, "number_int")
