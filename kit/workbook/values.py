"""From a client's records to cells: each kind of column written as its own type."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from kit.client import Client, Rating
from kit.texts import Texts
from kit.workbook.layout import Block, Column

if TYPE_CHECKING:  # the reader is served by this module too, and writes nothing
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LETTERS_PER_DIGIT = 1.05  # an average letter is narrower than a digit
NUMERIC = frozenset({"number", "integer", "money", "minutes", "percent", "measure", "scale"})


def records_of(client: Client | None, block: Block) -> list[Mapping[str, Any]]:
    """What *client* says in *block*, one mapping by field a record; the answers it asks."""
    if client is None:
        return []
    if block.checklists:
        asked = block.checklists
        kept = [answer for answer in client.answers if answer.item.partition(".")[0] in asked]
        return [_fields(answer) for answer in kept]
    if block.key in client.extra:
        return list(client.extra[block.key])
    found = getattr(client, block.key, ())
    return [_fields(record) for record in (found if isinstance(found, tuple) else (found,))]


def _fields(record: Any) -> Mapping[str, Any]:
    return {field.name: getattr(record, field.name) for field in fields(record)}


def look_of(column: Column, value: object) -> str:
    """What the cell of *value* holds, for its number format: the kind of its column, mostly."""
    if column.kind != "moment" or value is None:
        return column.kind
    return "date" if isinstance(value, date) else "month" if isinstance(value, int) else "phase"


def write_value(
    sheet: Worksheet,
    row: int,
    at: int,
    column: Column,
    value: object,
    style: Format,
    texts: Texts,
) -> None:
    """Write *value* in its cell; None or () leaves the cell blank.

    Raises ValueError when XlsxWriter refuses it (a text over Excel's 32 767 characters):
    it would cut it in silence.
    """
    if value is None or value == ():
        refused = sheet.write_blank(row, at, None, style)
    elif column.kind in NUMERIC or (column.kind == "moment" and isinstance(value, int)):
        refused = sheet.write_number(row, at, cast(float, value), style)
    elif isinstance(value, Rating) and value.note is not None:
        refused = sheet.write_number(row, at, value.note, style)
    elif isinstance(value, date):
        refused = sheet.write_datetime(row, at, value, style)
    else:
        refused = sheet.write_string(row, at, _word(column, value, texts), style)
    if refused:
        raise ValueError(f"{column.key}: a value does not fit in a cell")


def lines_of(column: Column, value: object, texts: Texts) -> int:
    """How many lines *value* takes in its column."""
    if value is None or column.kind in NUMERIC or isinstance(value, date | int):
        return 1
    return lines(_word(column, value, texts), column.width)


def lines(text: str, width: int) -> int:
    """How many lines *text* takes in a column *width* digits wide."""
    letters = int(width * _LETTERS_PER_DIGIT)
    return sum(max(1, len(textwrap.wrap(part, letters))) for part in text.split("\n"))


def _word(column: Column, value: object, texts: Texts) -> str:
    if column.kind == "boolean":
        return texts["workbook.yes" if value else "workbook.no"]
    if column.kind == "choice":
        return texts[f"choices.{column.choices}.{value}"]
    if column.kind == "choices":
        codes = cast(tuple[str, ...], value)
        return "\n".join(texts[f"choices.{column.choices}.{code}"] for code in codes)
    if isinstance(value, Rating):
        return value.words or str(value.note)
    if column.kind in ("lines", "references"):
        return "\n".join(cast(tuple[str, ...], value))
    return cast(str, value)
