"""The example row of a table, as typed values: what the template shows and never reads."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date

from kit.client import Rating
from kit.texts import Texts
from kit.workbook.columns import LOCKED
from kit.workbook.layout import Block

NUMBERS = frozenset({"number", "money", "minutes", "percent", "measure"})

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def example_row(block: Block, texts: Texts) -> dict[str, object]:
    """The example of *block* by column key, blanks left out; {} when it has none.

    Types are those of kit.client: a choice is its code, a rate a fraction, "lines" a tuple.
    """
    if not block.example:
        return {}
    row: dict[str, object] = {}
    for column in block.columns:
        if column.kind in LOCKED:
            continue
        word = texts[f"workbook.{block.key}.{column.key}.example"]
        if word:
            row[column.key] = _typed(word, column.kind)
    return row


def fingerprints(row: Mapping[str, object]) -> dict[str, str]:
    """A mark of each value of *row*, to know later that nobody typed over it.

    The workbook keeps those of its example rows: the wording of an example may change after
    the file was sent.
    """
    return {
        key: hashlib.sha256(str(value).encode("utf-8")).hexdigest()[:8]
        for key, value in row.items()
    }


def _typed(word: str, kind: str) -> object:
    if kind in NUMBERS:
        return float(word)
    if kind in ("integer", "scale"):
        return int(word)
    if kind == "rating":
        return Rating(note=int(word))
    if kind == "boolean":
        return word == "yes"
    if kind == "date":
        return date.fromisoformat(word)
    if kind == "moment" and (word.isdigit() or _DAY.fullmatch(word)):
        return int(word) if word.isdigit() else date.fromisoformat(word)
    if kind in ("lines", "choices", "references"):
        return tuple(entry.strip() for entry in word.split(";"))
    return word
