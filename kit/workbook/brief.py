"""A short workbook: a few lines and columns of the whole one, for a first call (method M16).

A module may say which lines of a form and which columns of a table it asks for (`[brief]` of
its file). The workbook is drawn with these alone, and its hidden sheet says so: the reader
then misses nothing. It stays an ordinary workbook: the same tables under the same names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kit.catalogue import Brief
from kit.client import SCHEMA_VERSION, Client
from kit.errors import ContentError
from kit.workbook.columns import Block, Column, Layout, Sheet
from kit.workbook.values import records_of

NOT_ASKED = SCHEMA_VERSION + 1  # as if the column were newer than the workbook


def shortened(sheet: Sheet, briefs: Iterable[Brief]) -> Sheet | None:
    """*sheet* with what *briefs* ask of it, in their order; None: they ask nothing of it."""
    blocks = {block.key: block for block in sheet.blocks}
    short = {
        key: _short(blocks[key], columns, brief)
        for brief in briefs
        for key, columns in brief.blocks.items()
        if key in blocks
    }
    kept = tuple(short[block.key] for block in sheet.blocks if block.key in short)
    return replace(sheet, blocks=kept) if kept else None


def _short(block: Block, columns: tuple[str, ...], brief: Brief) -> Block:
    known = {column.key: column for column in block.columns}
    required = {column.key for column in block.columns if column.required}
    if unknown := set(columns) - set(known):
        raise ContentError(brief.file, f"brief.{block.key}", f"{min(unknown)!r} is no column of it")
    if lacking := required - set(columns):
        raise ContentError(brief.file, f"brief.{block.key}", f"{min(lacking)!r} is required")
    asked = tuple(known[key] for key in columns)
    return replace(block, columns=asked, rows=min(block.rows, brief.rows), bands=(), brief=True)


def as_made(whole: Layout, made_with: Mapping[str, frozenset[str]]) -> Layout:
    """The layout to read a workbook by: what it never asked is not missed.

    *made_with*: the columns of its short blocks, as its hidden sheet tells them.
    """
    if not made_with:
        return whole
    return Layout(
        tuple(
            replace(sheet, blocks=tuple(_as_made(block, made_with) for block in sheet.blocks))
            for sheet in whole.sheets
        )
    )


def _as_made(block: Block, made_with: Mapping[str, frozenset[str]]) -> Block:
    asked = made_with.get(block.key)
    if asked is None:
        return block
    columns: tuple[Column, ...] = tuple(
        column if column.key in asked else replace(column, since=NOT_ASKED)
        for column in block.columns
    )
    return replace(block, columns=columns)


def holds(sheet: Sheet | None, whole: Sheet, client: Client) -> bool:
    """Whether *sheet* has a place for all that *client* says on the *whole* one."""
    places = {
        (block.key, column.key)
        for block in (sheet.blocks if sheet else ())
        for column in block.columns
    }
    said = {
        (block.key, key)
        for block in whole.blocks
        for record in records_of(client, block)
        for key, value in record.items()
        if key != "item" and value not in (None, ())
    }
    return said <= places
