"""What a cell offers and says: dropdown, input message, and a question when in doubt.

Only a note outside 1 to 5 is refused outright. Elsewhere the reader understands more than
a spreadsheet does ("15 min", "3 mars 2027", "x"), so Excel asks but lets it through.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kit.texts import Texts
from kit.workbook.dates import FIRST_YEAR
from kit.workbook.grid import Place
from kit.workbook.layout import Block, Column

TITLE_LIMIT, MESSAGE_LIMIT = 32, 255  # of Excel; an error message stops at 224 characters
_EARLIEST = date(FIRST_YEAR, 1, 1)
_ANY_NUMBER = -(10**15)  # below any amount: the cell only has to hold a number


def input_rule(
    block: Block, column: Column, places: Mapping[str, Place], texts: Texts, *, bubble: bool
) -> dict[str, Any] | None:
    """The rule of the cells of *column*, for XlsxWriter's data_validation; None: nothing to say.

    *bubble*: show the hint when the cell is selected (a form prints it beside the cell).
    """
    rule = _accepted(column, places)
    if rule is None and not bubble:
        return None
    rule = rule or {"validate": "any"}
    if bubble:
        rule["input_title"] = texts[f"workbook.{block.key}.{column.key}.label"]
        rule["input_message"] = _message(block, column, texts)
    if column.choices in ("tick", "answer") or column.kind in ("boolean", "references", "rating"):
        rule["show_error"] = False  # "x", "O", "✓" are answers too; so are two names
    elif rule["validate"] != "any":
        sentence = "number" if column.kind in ("integer", "measure") else column.kind
        rule["error_title"] = texts["workbook.warning.title"]
        rule["error_message"] = texts[f"workbook.warning.{sentence}"]
        rule["error_type"] = "stop" if column.kind == "scale" else "warning"
    return rule


def _message(block: Block, column: Column, texts: Texts) -> str:
    words = texts[f"workbook.{block.key}.{column.key}.help"]
    return f"{texts['workbook.required']} {words}" if column.required else words


def _accepted(column: Column, places: Mapping[str, Place]) -> dict[str, Any] | None:
    kind = column.kind
    if kind in ("choice", "boolean", "scale"):
        return {"validate": "list", "source": f"=list_{column.choices or kind}"}
    if kind == "rating":
        return {"validate": "list", "source": "=list_scale"}
    if kind in ("reference", "references") and column.table in places:
        # The names end with blank cells: ignoring blanks would let any name through.
        return {"validate": "list", "source": f"=ref_{column.table}", "ignore_blank": False}
    if kind == "date":
        return {"validate": "date", "criteria": ">=", "value": _EARLIEST}
    if kind in ("number", "integer", "money", "minutes", "percent", "measure"):
        return {"validate": "decimal", **_bounds(column)}
    return None


def _bounds(column: Column) -> dict[str, Any]:
    low, high = column.minimum, column.maximum
    if low is not None and high is not None:
        return {"criteria": "between", "minimum": low, "maximum": high}
    return {"criteria": ">=", "value": low if low is not None else _ANY_NUMBER}
