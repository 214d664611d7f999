"""One worksheet part of an .xlsx file into cells, in one pass: values and formulas together.

What is not understood is refused (`Refused("damaged")`, or whatever the parser meets).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from kit.workbook.formats import NumberFormat
from kit.workbook.package import Budget, Package, Refused
from kit.workbook.raw import MAX_COLUMN, MAX_ROW, Cell, Range, adds_up, area, position
from kit.workbook.xmlstream import parse

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
STRICT = "http://purl.oclc.org/ooxml/"
_DAY = 86_400  # [s]
_DOUBLE = re.compile(
    r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?|[+-]?inf(?:inity)?|nan", re.IGNORECASE
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SheetParser:
    """The state while one worksheet part streams through."""

    def __init__(
        self,
        strings: list[str],
        formats: list[NumberFormat],
        budget: Budget,
        epoch_1904: bool,
        stale: bool,  # the writer asks for a recalculation: a cached 0 may never have been real
    ) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.hidden_rows: set[int] = set()
        self.merges: list[Range] = []
        self._strings, self._formats, self._budget = strings, formats, budget
        self._epoch_1904, self._stale = epoch_1904, stale
        self._row = self._column = 0
        self._places: set[tuple[int, int]] = set()
        self._roots = 0
        self._in_data = self._in_cell = False
        self._cell: Mapping[str, str] = {}
        self._formula: list[str] | None = None
        self._value: list[str] | None = None
        self._capture: list[str] | None = None
        self._phonetic = 0

    def read(self, package: Package, target: str) -> None:
        parse(package.chunks(target), self._start, self._end, self._text)
        if self._roots != 2:  # <worksheet> and its <sheetData>, no more, no less
            raise Refused("damaged")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if not name.startswith(MAIN):
            if self._in_data and name.rpartition(" ")[2] in ("row", "c", "v"):
                raise Refused("damaged")
            if name.startswith(STRICT):
                raise Refused("strict_open_xml")
            return
        local = name[len(MAIN) :]
        if self._in_cell:
            self._start_in_cell(local)
        elif local == "c" and self._in_data:
            self._start_cell(attributes)
        elif local == "row" and self._in_data:
            self._start_row(attributes)
        elif local == "mergeCell":
            merged = area(attributes.get("ref", ""))
            if merged:
                self.merges.append(merged)
        elif local in ("worksheet", "sheetData"):
            self._roots += 1
            self._in_data = local == "sheetData"

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._row = index(attributes["r"]) if "r" in attributes else self._row + 1
        self._column = 0
        if not 1 <= self._row <= MAX_ROW:
            raise Refused("damaged")
        if is_true(attributes.get("hidden")) or attributes.get("ht") == "0":
            self.hidden_rows.add(self._row)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._budget.spend(1)
        place = position(attributes["r"]) if "r" in attributes else (self._row, self._column + 1)
        if place is None or place[0] != self._row or place[1] > MAX_COLUMN or place in self._places:
            raise Refused("damaged")
        self._places.add(place)
        self._column = place[1]
        self._in_cell, self._cell = True, attributes
        self._formula = self._value = self._capture = None

    def _start_in_cell(self, local: str) -> None:
        if local == "f":
            self._formula = self._capture = []
        elif local == "v":
            self._value = self._capture = []
        elif local == "is":
            self._value = []
        elif local == "t" and not self._phonetic:
            self._capture = self._value
        elif local == "rPh":
            self._phonetic += 1

    def _text(self, piece: str) -> None:
        if self._capture is not None:
            self._capture.append(piece)

    def _end(self, name: str) -> None:
        local = name[len(MAIN) :] if name.startswith(MAIN) else ""
        if local in ("f", "v", "t"):
            self._capture = None
        elif local == "rPh":
            self._phonetic -= 1
        elif local == "c" and self._in_cell:
            self._in_cell = False
            cell = self._finished()
            if cell is not None:
                self.cells[self._row, self._column] = cell
        elif local == "sheetData":
            self._in_data = False

    def _finished(self) -> Cell | None:
        kind = self._cell.get("t", "n")
        value = "".join(self._value) if self._value is not None else ""
        formula = "".join(self._formula) if self._formula is not None else None
        if kind == "n":
            value = value.strip()
        if formula is not None and (
            value == "" or (self._stale and kind == "n" and value in ("0", "0.0"))
        ):
            return Cell("uncalculated", formula[:40])
        if value == "":
            return Cell("error", "?") if kind == "e" else None
        return self._typed(kind, value, adds_up(formula or "", self._column))

    def _typed(self, kind: str, value: str, sums: str) -> Cell:
        match kind:
            case "s":
                text = self._strings[index(value)]
                self._budget.spend(0, len(text))
                return Cell("text", text)
            case "str" | "inlineStr":
                return Cell("text", unescaped(value))
            case "b":
                return Cell("bool", is_true(value.strip()))
            case "e":
                return Cell("error", value[:40])
            case "d":
                return Cell("date", datetime.fromisoformat(value.strip()).isoformat(), "date")
            case "n":
                style = index(self._cell.get("s", "0"))
                if style and style >= len(self._formats):  # a date or 8 %? nobody can tell
                    raise Refused("damaged")
                shown = self._formats[style] if self._formats else NumberFormat()
                return number_cell(_figure(value), shown, self._epoch_1904, sums)
        raise Refused("damaged")


def number_cell(number: float, shown: NumberFormat, epoch_1904: bool, sums: str = "") -> Cell:
    """A number as its format means it: 46099 shown as a date is 18 March 2026.

    In the 1900 system day 60 (29 February 1900) never was; days before it are one off.
    """
    if not math.isfinite(number):
        return Cell("error", "#NUM!")
    if shown.family == "date":
        try:
            if epoch_1904:
                day = datetime(1904, 1, 1) + timedelta(days=number)
            else:
                day = datetime(1899, 12, 30 if number >= 60 else 31) + timedelta(days=number)
        except OverflowError:
            return Cell("error", "#####")  # what Excel shows
        return Cell("date", day.isoformat(), "date")
    if shown.family in ("time", "elapsed"):
        return Cell("time", round(number * _DAY, 3), shown.family)
    return Cell("number", number, shown.family, shown.unit, sums)


def unescaped(text: str) -> str:
    """Undo ``_x000D_``: how the format writes characters that XML cannot hold (ST_Xstring)."""
    if "_x" not in text:
        return text

    def character(match: re.Match[str]) -> str:
        code = int(match[1], 16)
        return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)

    return _ESCAPED.sub(character, text)


def index(text: str) -> int:
    """A place in a list; int() would take "-1" and "1_0" for numbers too."""
    if not (text.isascii() and text.strip().isdigit()):
        raise Refused("damaged")
    return int(text)


def _figure(text: str) -> float:
    """A number as XML writes it (xsd:double); float() would take "1_000" for one too."""
    if not _DOUBLE.fullmatch(text):
        raise Refused("damaged")
    return float(text)


def is_true(text: str | None) -> bool:
    """An XML boolean."""
    return text in ("1", "true", "on")
