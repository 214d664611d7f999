"""One value of the structured data into the type its column wants; problems gathered."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kit.catalogue import Catalogue
from kit.client import Rating
from kit.workbook.dates import FIRST_YEAR, LAST_YEAR
from kit.workbook.layout import Column
from kit.workbook.moments import MONTHS, month_in
from kit.workbook.problems import Problem
from kit.workbook.ratings import rating
from kit.workbook.words import clean, nearest

DIGITS = 15  # significant digits a spreadsheet keeps
LONGEST = 32_767  # characters a cell holds
LARGEST, SMALLEST = 9.99e307, 2.3e-308  # figures a cell holds, 0 apart
SEPARATORS = frozenset(";\n")  # between the entries of a cell of "lines"
SCALE = range(1, 6)


class Refused(Exception):
    """A value its column cannot take: `code` of the problem, what was `expected`."""

    def __init__(self, code: str, expected: str | None = None) -> None:
        super().__init__(code, expected)
        self.code, self.expected = code, expected


@dataclass
class Gathering:
    """The problems met so far."""

    problems: list[Problem] = field(default_factory=list)
    joint: str = "."  # between a path and the key of what it holds

    def add(self, code: str, path: str, found: Any = None, expected: str | None = None) -> None:
        """Note a problem at *path*, such as "processes[2].minutes"."""
        shown = None if found is None else str(found)
        self.problems.append(Problem(code, sheet=path, found=shown, expected=expected))

    def mapping(self, data: Any, path: str, known: Collection[str]) -> Mapping[str, Any]:
        """*data* if it is an object, its unknown keys noted; {} when blank or something else."""
        if data is None:
            return {}
        if not isinstance(data, Mapping):
            self.add("data_not_an_object", path, data)
            return {}
        for key in data:
            if key not in known:
                place = f"{path}{self.joint}{key}" if path else str(key)
                near = nearest(str(key), known)
                self.add(f"data_unknown_key{'_near' if near else ''}", place, key, near)
        return data


def value_of(column: Column, value: Any, catalogue: Catalogue) -> Any:
    """*value* as kit.client keeps it, None when blank; raises Refused."""
    if value is None or value == []:
        return None
    match column.kind:
        case "number" | "money" | "minutes" | "percent" | "measure":
            return _number(column, value)
        case "integer":
            return _whole(column, value)
        case "scale":
            return _note(value)
        case "rating":
            return _rating(value, column.choices or "", catalogue)
        case "boolean":
            if not isinstance(value, bool):
                raise Refused("data_not_true_or_false")
            return value
        case "date":
            return _date(value)
        case "moment":
            return _moment(column, value)
        case "choice":
            return _choice(value, catalogue.choices[column.choices or ""])
        case "choices":
            codes = catalogue.choices[column.choices or ""]
            return tuple(dict.fromkeys(_choice(entry, codes) for entry in _list(value))) or None
        case "lines":
            return _lines(value)
        case "references":
            return tuple(dict.fromkeys(_lines(value) or ())) or None
    return text_of(value)


def text_of(value: Any) -> str | None:
    """*value* trimmed, with unix line ends; None when nothing is left."""
    if not isinstance(value, str):
        raise Refused("data_not_a_text")
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    if any(_forbidden(char) for char in text):
        raise Refused("data_control_character")
    text = clean(text)
    if len(text.encode("utf-16-le")) // 2 > LONGEST:  # a cell counts as UTF-16 does
        raise Refused("data_too_long")
    return text or None


def _forbidden(char: str) -> bool:
    """Control characters, lone surrogates and what XML cannot hold."""
    return char not in "\n\t" and (
        unicodedata.category(char) in ("Cc", "Cs") or char in "\ufffe\uffff"
    )


def _number(column: Column, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refused("data_not_a_number")
    try:
        number = float(f"{float(value):.{DIGITS}g}")
    except OverflowError:
        raise Refused("data_not_a_number") from None
    if not math.isfinite(number) or abs(number) > LARGEST:
        raise Refused("data_not_a_number")
    if abs(number) < SMALLEST:
        number = 0.0
    if column.minimum is not None and number < column.minimum:
        raise Refused("data_below", f"{column.minimum:.10g}")
    if column.maximum is not None and number > column.maximum:
        raise Refused("data_above", f"{column.maximum:.10g}")
    return number


def _whole(column: Column, value: Any) -> int:
    number = _number(column, value)
    if not number.is_integer():
        raise Refused("data_not_whole")
    return int(number)


def _note(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or value not in SCALE:
        raise Refused("data_not_a_note")
    return int(value)


def _rating(value: Any, choices: str, catalogue: Catalogue) -> Rating | None:
    """A note, or the words of one, as a workbook keeps them."""
    if not isinstance(value, str):
        return Rating(note=_note(value))
    text = text_of(value)
    found = text and rating(text, choices, catalogue.choices[choices])
    if text and not found:
        raise Refused("data_not_a_rating")
    return found or None


def _date(value: Any) -> date:
    if isinstance(value, datetime) or not isinstance(value, str | date):
        raise Refused("data_not_a_date")
    try:
        day = date.fromisoformat(value.strip()) if isinstance(value, str) else value
    except ValueError:
        raise Refused("data_not_a_date") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused("data_date_out_of_range", f"{FIRST_YEAR}-{LAST_YEAR}")
    return day


def _moment(column: Column, value: Any) -> date | int | str | None:
    """A date, a month of the project, or a name that others will check."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value not in MONTHS:
            raise Refused("data_not_a_month", f"{MONTHS[0]}-{MONTHS[-1]}")
        return int(value)
    month = month_in(value) if isinstance(value, str) else None
    if month is not None:
        return month
    try:
        return _date(value)
    except Refused as refused:
        if isinstance(value, date) or refused.code != "data_not_a_date":
            raise
    if column.table is None or not isinstance(value, str):
        raise Refused("data_not_a_moment")
    return text_of(value)


def _choice(value: Any, codes: tuple[str, ...]) -> str:
    if value not in codes:
        raise Refused("data_not_a_choice", ", ".join(codes))
    return str(value)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise Refused("data_not_a_list")
    return list(value)


def _lines(value: Any) -> tuple[str, ...] | None:
    entries = tuple(entry for entry in map(text_of, _list(value)) if entry)
    if any(SEPARATORS & set(entry) for entry in entries):
        raise Refused("data_separator")
    if sum(len(entry.encode("utf-16-le")) // 2 + 1 for entry in entries) > LONGEST:
        raise Refused("data_too_long")
    return entries or None
