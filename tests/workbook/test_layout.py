"""The layout and its texts: everything a sheet shows exists, fits, and cannot be mistaken."""

from __future__ import annotations

from itertools import groupby

import pytest

from kit.catalogue import load_catalogue
from kit.client import Client
from kit.texts import LANGUAGES, Texts
from kit.workbook.data import RECORDS
from kit.workbook.examples import example_row
from kit.workbook.layout import Block, Column, layout
from kit.workbook.validation import MESSAGE_LIMIT, TITLE_LIMIT
from kit.workbook.words import fold

LAYOUT = layout()
BLOCKS = {block.key: block for block in LAYOUT.blocks}
COLUMNS = [(block, column) for block in LAYOUT.blocks for column in block.columns]
ERROR_LIMIT = 224  # characters of Excel's error message
SHEET_NAME_LIMIT = 31


def inputs(block: Block) -> list[Column]:
    return list(block.inputs)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sheet_names_are_short_and_unique(lang: str) -> None:
    keys = ["welcome", *(sheet.key for sheet in LAYOUT.sheets)]
    names = [Texts(lang)[f"workbook.sheet.{key}.name"] for key in keys]
    assert len({fold(name) for name in names}) == len(names)
    assert all(len(name) <= SHEET_NAME_LIMIT and not set("[]:*?/\\'") & set(name) for name in names)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("block", LAYOUT.blocks, ids=lambda block: block.key)
def test_headings_cannot_be_confused_within_a_block(block: Block, lang: str) -> None:
    labels = [Texts(lang)[f"workbook.{block.key}.{column.key}.label"] for column in block.columns]
    bare = [fold(label.split("(")[0]) for label in labels]
    assert len(set(bare)) == len(bare)
    assert all(len(label) <= TITLE_LIMIT for label in labels)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hints_fit_in_the_bubble_of_excel(lang: str) -> None:
    texts = Texts(lang)
    prefix = len(texts["workbook.required"]) + 1
    hints = [
        texts[f"workbook.{block.key}.{c.key}.help"]
        for block in LAYOUT.blocks
        for c in inputs(block)
    ]
    assert max(map(len, hints)) + prefix <= MESSAGE_LIMIT
    warnings = [value for key, value in texts.items() if key.startswith("workbook.warning.")]
    assert max(map(len, warnings)) <= ERROR_LIMIT
    assert len(texts["workbook.warning.title"]) <= TITLE_LIMIT


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headings_of_measured_columns_tell_their_unit(lang: str) -> None:
    for block, column in COLUMNS:
        label = Texts(lang)[f"workbook.{block.key}.{column.key}.label"]
        unit = {"money": "€", "minutes": "(min)", "percent": "(%)", "scale": "5)"}.get(
            column.kind, ""
        )
        assert unit in label, (block.key, column.key)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("block", [b for b in LAYOUT.blocks if b.example], ids=lambda b: b.key)
def test_the_example_row_is_a_valid_record(block: Block, lang: str) -> None:
    example = example_row(block, Texts(lang))
    record = RECORDS[block.key](**example)
    for column in inputs(block):
        value = getattr(record, column.key)
        assert value is not None or not column.required
        if column.choices and column.kind != "rating" and value is not None:
            codes = value if isinstance(value, tuple) else (value,)
            assert set(codes) <= set(load_catalogue().choices[column.choices])
        if column.minimum is not None and value is not None:
            assert column.minimum <= value <= (column.maximum or value)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_rows_tell_one_story(lang: str) -> None:
    examples = {key: example_row(block, Texts(lang)) for key, block in BLOCKS.items()}
    for block, column in COLUMNS:
        if column.kind == "reference" and column.key in examples[block.key]:
            assert examples[block.key][column.key] == examples[column.table or ""]["name"]


def test_a_block_without_example_has_an_empty_example_row() -> None:
    assert example_row(BLOCKS["company"], Texts("fr")) == {}


WHAT_IF = {"late"}  # what a scenario adds to a line, and no cell of the workbook holds


def test_every_record_of_a_client_has_its_block() -> None:
    kept = {"lang", "answers", "cells", "extra"}
    assert set(RECORDS) == set(Client.__dataclass_fields__) - kept
    assert set(RECORDS) == {block.key for block in LAYOUT.blocks if not block.checklists}


@pytest.mark.parametrize("key", RECORDS)
def test_each_column_is_a_field_of_its_record(key: str) -> None:
    fields = set(RECORDS[key].__dataclass_fields__) - WHAT_IF
    assert {column.key for column in inputs(BLOCKS[key])} == fields


def test_every_checklist_that_names_a_sheet_is_asked_exactly_once() -> None:
    asked = [checklist for block in LAYOUT.blocks for checklist in block.checklists]
    wanted = [c.id for c in load_catalogue().checklists.values() if c.sheet]
    assert sorted(asked) == sorted(wanted)


def test_a_sheet_has_at_most_one_table_and_it_comes_last() -> None:
    for sheet in LAYOUT.sheets:
        shapes = [form for form, _ in groupby(block.form for block in sheet.blocks)]
        assert shapes in ([False], [True], [True, False])
        assert sum(not block.form for block in sheet.blocks) <= 1


def test_columns_that_refer_to_a_table_come_after_it_or_lead_to_an_optional_sheet() -> None:
    order = [block.key for block in LAYOUT.blocks]
    optional = {block.key for sheet in LAYOUT.sheets if sheet.optional for block in sheet.blocks}
    for block, column in COLUMNS:
        if column.kind in ("reference", "references") and column.table not in optional:
            assert order.index(column.table or "") < order.index(block.key)


def test_every_table_that_is_referred_to_has_names() -> None:
    for _, column in COLUMNS:
        if column.table:
            assert "name" in [other.key for other in BLOCKS[column.table].columns]


def test_bands_start_at_columns_of_their_table_in_order() -> None:
    for block in LAYOUT.blocks:
        keys = [column.key for column in block.columns]
        starts = [keys.index(first) for _, first in block.bands]
        assert starts == sorted(set(starts))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_claimed_says_so_in_its_heading_or_its_table(lang: str) -> None:
    texts = Texts(lang)
    for block, column in COLUMNS:
        if column.key.startswith("claimed_") or block.key == "claims":
            assert column.claimed == (
                column.kind in ("number", "money", "percent", "measure") and column.key != "months"
            )
        if column.claimed and block.key != "claims":
            word = texts[f"workbook.{block.key}.{column.key}.label"].partition(" ")[0]
            assert word.rstrip(":\u202f") in {"Annoncé", "Claimed"}


def test_units_of_columns_are_units_of_the_reader() -> None:
    known = {key.rpartition(".")[2] for key in Texts("fr") if key.startswith("reader.units.")}
    assert {unit for _, column in COLUMNS for unit in column.unit.split()} <= known
