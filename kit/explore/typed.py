"""What is typed for a lever, read as a cell of the workbook is: "1 200,5", "8 %", "12/03/2027".

A value that cannot be is refused with the sentence that the workbook's own check would give.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date

from kit.analysis.model.what_if import Lever
from kit.client.scenario import Moved
from kit.display.sections.scenario import label
from kit.display.words import Words
from kit.workbook.block_checks import expected_of
from kit.workbook.cells import Speech, parse
from kit.workbook.columns import Column
from kit.workbook.layout import layout
from kit.workbook.problems import Problem
from kit.workbook.quantities import Fault
from kit.workbook.raw import Cell
from kit.workbook.words import fold

# Unit of a lever that is no cell → kind of cell, and what a figure may repeat after it.
_KINDS = {
    "EUR": ("money", ""),
    "share": ("percent", ""),
    "min": ("minutes", ""),
    "h": ("number", "hour"),
    "days": ("number", "day"),
    "weeks": ("number", "week"),
    "months": ("number", "month"),
    "date": ("date", ""),
}
_NOTHING = re.compile(r"\D*0")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why what was typed cannot be taken, in a sentence."""

    sentence: str


def base_of(unit: str) -> str:
    """ "EUR/month" is typed in euros."""
    return unit.partition("/")[0]


def written(words: Words, lever: Lever, value: Moved | None) -> str:
    """*value* as it is shown beside *lever*, and can be typed again; blank without a value."""
    match value:
        case None:
            return ""
        case date():
            return words.numbers.date_medium(value)
        case _:
            return words.quantity(value, lever.unit)


def read(words: Words, lever: Lever, text: str) -> Moved | Refused:
    """The value that *text* says for *lever*, or why it cannot be one."""
    column = _column(words, lever)
    try:
        if not text.strip():
            raise Fault("text_in_number")
        if column.kind == "moment" and _NOTHING.fullmatch(fold(text)):
            value: Moved = 0  # what is paid at once: no month of the project
        else:
            value = parse(column, Cell("text", text), _speech(words))
    except Fault as fault:
        return _refused(words, lever, text, fault)
    return checked(words, lever, value, text)


def checked(words: Words, lever: Lever, value: Moved, text: str = "") -> Moved | Refused:
    """*value* when *lever* may be set to it: a number within its floor and its ceiling."""
    if isinstance(value, date):
        return value
    if not math.isfinite(value):
        return _refused(words, lever, text, Fault("text_in_number"))
    if lever.floor is not None and value < lever.floor:
        limit = {"limit": written(words, lever, lever.floor)}
        return _refused(words, lever, text, Fault("below_minimum", limit))
    if lever.ceiling is not None and value > lever.ceiling:
        limit = {"limit": written(words, lever, lever.ceiling)}
        return _refused(words, lever, text, Fault("above_maximum", limit))
    return value


def _column(words: Words, lever: Lever) -> Column:
    """The lever's own column of the workbook, or one of its unit."""
    table, _, field = lever.lever.partition(".")
    for block in layout().blocks:
        for column in block.columns if block.key == table else ():
            if column.key == field:
                return column
    kind, unit = _KINDS.get(base_of(lever.unit), ("number", ""))
    whole = kind == "number" and is_whole(words, lever)
    return Column(lever.lever, "integer" if whole else kind, unit=unit)


def _speech(words: Words) -> Speech:
    return Speech(words.texts.lang, words.catalogue.choices)


def is_whole(words: Words, lever: Lever) -> bool:
    """Whether no fraction of *lever* makes sense."""
    return words.catalogue.levers[lever.lever].whole


def _refused(words: Words, lever: Lever, text: str, fault: Fault) -> Refused:
    problem = Problem(
        fault.code,
        found=text or None,
        expected=expected_of(_column(words, lever), _speech(words)),
        params={"column": label_of(words, lever), **fault.params},
    )
    return Refused(problem.message(words.texts))


def label_of(words: Words, lever: Lever) -> str:
    """What *lever* is, without its row: "Coût horaire"."""
    return words.texts(f"explore.lever.{lever.lever.replace('.', '_')}")


def name_of(words: Words, lever: Lever) -> str:
    """What *lever* is, with its row: "Coût horaire · Gérant"."""
    return label(words, lever)
