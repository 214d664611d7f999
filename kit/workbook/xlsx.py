"""An .xlsx file into a Grid: one pass over its XML, values and formulas together.

Why not openpyxl: it drops a sheet whose part is missing, gives no sheet at all for Strict
Open XML, dies on styles that Excel accepts, needs two loads to see formulas never
calculated, and turns dates out of range into errors (measured, safety.md). Here whatever
is not understood is refused. ECMA-376 part 1, chapter 18 is the source; the tests compare
with openpyxl cell by cell.
"""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from xml.parsers.expat import ExpatError

from kit.workbook.formats import NumberFormat, built_in, custom
from kit.workbook.package import Budget, Limits, Package, Refused, part_name
from kit.workbook.raw import (
    MAX_COLUMN,
    MAX_ROW,
    Cell,
    Grid,
    Range,
    SheetGrid,
    Table,
    area,
    position,
)
from kit.workbook.xmlstream import elements, parse

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/"
_ID = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_DAY = 86_400  # [s]
_SUMS = re.compile(r"\s*=?\s*(SUM|SUBTOTAL|AGGREGATE)\s*\(", re.IGNORECASE)
_TOTALS = ("1", "2", "3")  # rows that may close a table; Excel knows 0 and 1
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_xlsx(package: Package, limits: Limits) -> Grid:
    """The grid of *package*; raises Refused, and for a damaged file whatever the parser meets."""
    root = _relations(package, "")
    types = {kind for kind, _ in root.values()}
    if any(kind.startswith(_STRICT) for kind in types):
        raise Refused("strict_open_xml")
    mains = [target for kind, target in root.values() if kind.endswith("/officeDocument")]
    main = mains[0] if mains else "xl/workbook.xml"
    if main not in package:
        raise Refused("damaged")
    book = _Book.read(package, main)
    relations = _relations(package, main)
    targets = {kind.rpartition("/")[2]: target for kind, target in relations.values()}
    strings = _strings(package, targets.get("sharedStrings"))
    formats = _formats(package, targets.get("styles"))
    sheets: list[SheetGrid] = []
    budget = Budget(limits)
    for name, state, relation in book.sheets:
        kind, target = relations.get(relation, ("", ""))
        if target not in package:  # openpyxl would skip it without a word
            raise Refused("sheet_lost", {"lost": name[:40]})
        if not kind.endswith("/worksheet"):
            continue  # a chart or a dialog: it holds no cells
        sheet = _SheetParser(strings, formats, book, budget)
        sheet.read(package, target)
        tables = tuple(_tables(package, target))
        sheets.append(
            SheetGrid(
                name=name,
                cells=sheet.cells,
                hidden=state != "visible",
                hidden_rows=frozenset(sheet.hidden_rows),
                merges=tuple(sheet.merges),
                tables=tables,
            )
        )
    if not sheets:
        raise Refused("damaged")
    return Grid("xlsx", tuple(sheets), _properties(package, root))


@dataclass(frozen=True, slots=True)
class _Book:
    sheets: tuple[tuple[str, str, str], ...]  # name, state, relation id
    epoch_1904: bool
    stale: bool  # the writer asks for a recalculation: cached values may never have been real

    @classmethod
    def read(cls, package: Package, main: str) -> _Book:
        sheets, epoch, stale = [], False, False
        name = ""
        for name, attributes, _ in elements(package.chunks(main)):
            if name == _MAIN + "sheet":
                sheets.append(
                    (
                        attributes["name"],
                        attributes.get("state", "visible"),
                        attributes.get(_ID, ""),
                    )
                )
            elif name == _MAIN + "workbookPr":
                epoch = _true(attributes.get("date1904"))
            elif name == _MAIN + "calcPr":
                stale = _true(attributes.get("fullCalcOnLoad"))
        if name.startswith(_STRICT):
            raise Refused("strict_open_xml")
        if name != _MAIN + "workbook" or not sheets:
            raise Refused("damaged")
        return cls(tuple(sheets), epoch, stale)


class _SheetParser:
    """The state while one worksheet part streams through."""

    def __init__(
        self, strings: list[str], formats: list[NumberFormat], book: _Book, budget: Budget
    ) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.hidden_rows: set[int] = set()
        self.merges: list[Range] = []
        self._strings, self._formats, self._book, self._budget = strings, formats, book, budget
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
        if not name.startswith(_MAIN):
            if self._in_data and name.rpartition(" ")[2] in ("row", "c", "v"):
                raise Refused("damaged")
            if name.startswith(_STRICT):
                raise Refused("strict_open_xml")
            return
        local = name[len(_MAIN) :]
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
        self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
        self._column = 0
        if not 1 <= self._row <= MAX_ROW:
            raise Refused("damaged")
        if _true(attributes.get("hidden")) or attributes.get("ht") == "0":
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
        local = name[len(_MAIN) :] if name.startswith(_MAIN) else ""
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
        if formula is not None and (
            value == "" or (self._book.stale and kind == "n" and value.strip() in ("0", "0.0"))
        ):
            return Cell("uncalculated", formula[:40])
        if value == "":
            return Cell("error", "?") if kind == "e" else None
        sums = bool(formula and _SUMS.match(formula))
        return self._typed(kind, value, sums)

    def _typed(self, kind: str, value: str, sums: bool) -> Cell:
        match kind:
            case "s":
                text = self._strings[_index(value)]
                self._budget.spend(0, len(text))
                return Cell("text", text)
            case "str" | "inlineStr":
                return Cell("text", _unescaped(value))
            case "b":
                return Cell("bool", _true(value.strip()))
            case "e":
                return Cell("error", value[:40])
            case "d":
                return Cell("date", datetime.fromisoformat(value.strip()).isoformat(), "date")
            case "n":
                style = _index(self._cell.get("s", "0"))
                if style and style >= len(self._formats):  # a date or 8 %? nobody can tell
                    raise Refused("damaged")
                shown = self._formats[style] if self._formats else NumberFormat()
                return number_cell(float(value), shown, self._book.epoch_1904, sums)
        raise Refused("damaged")


def number_cell(number: float, shown: NumberFormat, epoch_1904: bool, sums: bool = False) -> Cell:
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


def _relations(package: Package, source: str) -> dict[str, tuple[str, str]]:
    """Relation id -> (type, part) of *source* ("" for the package); links outside are left out."""
    folder, name = posixpath.split(source)
    part = posixpath.join(folder, "_rels", f"{name}.rels")
    if part not in package:
        return {}
    found = {}
    for name, attributes, _ in elements(package.chunks(part)):
        if name.endswith(" Relationship") and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            path = posixpath.normpath(posixpath.join("/", folder, target))
            found[attributes.get("Id", "")] = (attributes.get("Type", ""), part_name(path))
    return found


def _strings(package: Package, part: str | None) -> list[str]:
    """The shared strings, rich text joined, phonetic guides left out."""
    strings: list[str] = []
    if part is None or part not in package:
        return strings  # a cell that asks for one will then be refused
    pieces: list[str] = []
    state = {"text": False, "phonetic": False}

    def start(name: str, _: Mapping[str, str]) -> None:
        if name == _MAIN + "si":
            pieces.clear()
        elif name == _MAIN + "rPh":
            state["phonetic"] = True
        elif name == _MAIN + "t":
            state["text"] = not state["phonetic"]

    def end(name: str) -> None:
        if name == _MAIN + "si":
            strings.append(_unescaped("".join(pieces)))
        elif name == _MAIN + "rPh":
            state["phonetic"] = False
        elif name == _MAIN + "t":
            state["text"] = False

    parse(
        package.chunks(part),
        start,
        end,
        lambda text: pieces.append(text) if state["text"] else None,
    )
    return strings


def _formats(package: Package, part: str | None) -> list[NumberFormat]:
    """The number format of each cell style, in order; empty when the styles are unreadable.

    Fonts, fills and borders are not looked at: their oddities cannot stop the reading.
    """
    if part is None or part not in package:
        return []
    codes: dict[str, str] = {}
    styles: list[str] = []
    inside = [False]

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name == _MAIN + "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == _MAIN + "cellXfs":
            inside[0] = True
        elif name == _MAIN + "xf" and inside[0]:
            styles.append(attributes.get("numFmtId", "0"))

    def end(name: str) -> None:
        if name == _MAIN + "cellXfs":
            inside[0] = False

    parse(package.chunks(part), start, end, lambda _: None)
    known: dict[str, NumberFormat] = {}
    for style in set(styles):
        known[style] = custom(codes[style]) if style in codes else built_in(_index(style))
    return [known[style] for style in styles]


def _tables(package: Package, sheet: str) -> Iterator[Table]:
    for kind, target in _relations(package, sheet).values():
        if not kind.endswith("/table") or target not in package:
            continue
        name, attributes, _ = elements(package.chunks(target))[-1]  # the root ends last
        rectangle = area(attributes.get("ref", ""))
        if name == _MAIN + "table" and rectangle:
            label = attributes.get("displayName") or attributes.get("name", "")
            totals = attributes.get("totalsRowCount", "0")
            yield Table(label, rectangle, int(totals) if totals in _TOTALS else 0)


def _properties(package: Package, root: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Custom document properties; unreadable ones are none."""
    parts = [target for kind, target in root.values() if kind.endswith("/custom-properties")]
    if not parts or parts[0] not in package:
        return {}
    properties: dict[str, str] = {}
    value = ""
    try:
        for name, attributes, text in elements(package.chunks(parts[0])):
            if name.endswith(" property"):
                properties[attributes.get("name", "")[:100]] = value
            value = text.strip()[:100]
    except ExpatError:
        return {}
    return properties


def _unescaped(text: str) -> str:
    """Undo ``_x000D_``: how the format writes characters that XML cannot hold (ST_Xstring)."""
    if "_x" not in text:
        return text

    def character(match: re.Match[str]) -> str:
        code = int(match[1], 16)
        return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)

    return _ESCAPED.sub(character, text)


def _index(text: str) -> int:
    number = int(text)
    if number < 0:  # would count from the end of a list, in silence
        raise Refused("damaged")
    return number


def _true(text: str | None) -> bool:
    return text in ("1", "true", "on")
