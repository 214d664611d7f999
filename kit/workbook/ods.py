"""An .ods file (OpenDocument 1.2-1.4, LibreOffice) into a Grid, in one pass over content.xml.

Errors and formulas never calculated are visible here, unlike with calamine; the literal
text of number formats ("k€") is not looked up: the reader says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from xml.parsers.expat import ExpatError

from kit.workbook.package import Budget, Limits, Package, Refused
from kit.workbook.raw import MAX_COLUMN, MAX_ROW, Cell, Grid, Range, SheetGrid, adds_up
from kit.workbook.xmlstream import elements, parse

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT = f"{_NS}table:1.0 ", f"{_NS}office:1.0 ", f"{_NS}text:1.0 "
# Texts that are not those of a cell: comments, shapes, deleted cells kept by the tracking.
_DRAW = f"{_NS}drawing:1.0 "
_ASIDE = (_OFFICE + "annotation", _TABLE + "tracked-changes", _TABLE + "dde-links")
_STYLE, _META = f"{_NS}style:1.0 ", f"{_NS}meta:1.0 "
_SHOWN_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_ERROR = re.compile(r"#[A-ZÀ-Ü/0-9]+[!?]?|(Err|Erreur) ?: ?\d+")
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?")
_CURRENCIES = {"EUR": "€", "": ""}


def read_ods(package: Package, limits: Limits) -> Grid:
    """The grid of *package*; raises Refused, or whatever the parser meets in a damaged file."""
    manifest = package.part("META-INF/manifest.xml") if "META-INF/manifest.xml" in package else b""
    if b"encryption-data" in manifest:
        raise Refused("encrypted")
    if "content.xml" not in package:
        raise Refused("damaged")
    content = _Content(Budget(limits))
    parse(package.chunks("content.xml"), content.start, content.end, content.text)
    if not content.sheets:
        raise Refused("damaged")
    return Grid("ods", tuple(content.sheets), _properties(package))


class _Content:
    """The state while content.xml streams through."""

    def __init__(self, budget: Budget) -> None:
        self.sheets: list[SheetGrid] = []
        self._budget = budget
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._nested = 0  # tables within a table, notes within a cell: not ours
        self._sheet: SheetGrid | None = None
        self._cached = False
        self._cells: dict[tuple[int, int], Cell] = {}
        self._hidden_rows: set[int] = set()
        self._merges: list[Range] = []
        self._row = self._column = 0
        self._row_repeat = 1
        self._row_cells: list[tuple[int, Cell]] = []
        self._row_hidden = False
        self._attributes: Mapping[str, str] = {}
        self._in_cell = False
        self._paragraphs: list[list[str]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._nested or name in _ASIDE or name.startswith(_DRAW):
            self._nested += 1
        elif name == _STYLE + "style":
            self._style = attributes.get(_STYLE + "name", "")
        elif name == _STYLE + "table-properties":
            if attributes.get(_TABLE + "display") == "false":
                self._hidden_styles.add(self._style)
        elif name == _TABLE + "table":
            if self._in_cell:
                self._nested += 1
            else:
                self._start_sheet(attributes)
        elif name == _TABLE + "table-row":
            self._row_repeat = _repeat(attributes.get(_TABLE + "number-rows-repeated"))
            self._row_hidden = attributes.get(_TABLE + "visibility", "visible") != "visible"
            self._column, self._row_cells = 0, []
        elif name in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            self._attributes, self._in_cell, self._paragraphs = attributes, True, []
        elif name == _TABLE + "table-source":
            self._cached = True
        elif self._in_cell:
            self._start_text(name.removeprefix(_TEXT), attributes)

    def _start_sheet(self, attributes: Mapping[str, str]) -> None:
        hidden = attributes.get(_TABLE + "style-name", "") in self._hidden_styles
        self._cells, self._hidden_rows, self._merges, self._row = {}, set(), [], 0
        self._sheet = SheetGrid(attributes.get(_TABLE + "name", ""), hidden=hidden)
        self._cached = False

    def _start_text(self, local: str, attributes: Mapping[str, str]) -> None:
        if local == "p":
            self._paragraphs.append([])
        elif local == "s":
            self.text(" " * min(_repeat(attributes.get(_TEXT + "c")), 1000))
        elif local == "tab":
            self.text("\t")
        elif local == "line-break":
            self.text("\n")

    def text(self, piece: str) -> None:
        if self._in_cell and not self._nested and self._paragraphs:
            self._paragraphs[-1].append(piece)

    def end(self, name: str) -> None:
        if self._nested:
            self._nested -= 1
        elif name in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            self._end_cell()
        elif name == _TABLE + "table-row":
            self._end_row()
        elif name == _TABLE + "table" and self._sheet is not None:
            if self._cached:  # cells of another file that formulas point to, kept as a sheet
                self._sheet = None
                return
            self.sheets.append(
                SheetGrid(
                    self._sheet.name,
                    self._cells,
                    self._sheet.hidden,
                    frozenset(self._hidden_rows),
                    tuple(self._merges),
                )
            )
            self._sheet = None

    def _end_cell(self) -> None:
        self._in_cell = False
        repeat = _repeat(self._attributes.get(_TABLE + "number-columns-repeated"))
        text = "\n".join(map("".join, self._paragraphs))
        cell = _cell(self._attributes, text, self._column + 1)
        if cell is not None:
            cells = repeat * self._row_repeat
            self._budget.spend(cells, cells * len(str(cell.value)))
            self._row_cells += [(self._column + 1 + step, cell) for step in range(repeat)]
        wide = _repeat(self._attributes.get(_TABLE + "number-columns-spanned"))
        high = _repeat(self._attributes.get(_TABLE + "number-rows-spanned"))
        if wide * high > 1:
            row, column = self._row + 1, self._column + 1
            self._merges.append(Range(row, column, row + high - 1, column + wide - 1))
        self._column += repeat
        if self._column > MAX_COLUMN and self._row_cells:
            raise Refused("damaged")

    def _end_row(self) -> None:
        if self._row_cells:
            if self._row + self._row_repeat > MAX_ROW:
                raise Refused("damaged")
            for row in range(self._row + 1, self._row + self._row_repeat + 1):
                for column, cell in self._row_cells:
                    self._cells[row, column] = cell
                if self._row_hidden:
                    self._hidden_rows.add(row)
        self._row += self._row_repeat


def _cell(attributes: Mapping[str, str], text: str, column: int) -> Cell | None:
    """The cell that the attributes and the shown text tell of; None when it is blank."""
    kind = attributes.get(_OFFICE + "value-type", "")
    formula = attributes.get(_TABLE + "formula")
    shown = text.strip()
    if attributes.get(_SHOWN_TYPE) == "error" or (formula and _ERROR.fullmatch(shown)):
        return Cell("error", shown[:40] or "?")
    if formula is not None and not kind:
        return Cell("uncalculated", formula[:40])
    value = attributes.get(_OFFICE + "value", "")
    match kind:
        case "float":
            return Cell("number", float(value), sums=adds_up(formula or "", column))
        case "percentage":
            return Cell("number", float(value), "percent")
        case "currency":
            code = attributes.get(_OFFICE + "currency", "")
            return Cell("number", float(value), unit=_CURRENCIES.get(code, code[:10]))
        case "boolean":
            return Cell("bool", attributes.get(_OFFICE + "boolean-value") == "true")
        case "date":
            day = datetime.fromisoformat(attributes[_OFFICE + "date-value"][:19])
            return Cell("date", day.isoformat(), "date")
        case "time":
            return Cell("time", _seconds(attributes[_OFFICE + "time-value"]), "elapsed")
    written = attributes.get(_OFFICE + "string-value", text) or text
    if formula is not None and not written:
        return Cell("uncalculated", formula[:40])
    return Cell("text", written) if written else None


def _seconds(duration: str) -> float:
    match = _DURATION.fullmatch(duration)
    if match is None:
        raise Refused("damaged")
    days, hours, minutes = (int(part or 0) for part in match.groups()[1:4])
    seconds = float((match[5] or "0").replace(",", "."))
    total = round(days * 86_400 + hours * 3600 + minutes * 60 + seconds, 3)
    return -total if match[1] else total


def _repeat(text: str | None) -> int:
    if text is None:
        return 1
    if not (text.isascii() and text.isdigit() and len(text) < 9):  # the rest would be shifted
        raise Refused("damaged")
    return max(1, int(text))


def _properties(package: Package) -> dict[str, str]:
    if "meta.xml" not in package:
        return {}
    try:
        return {
            attributes.get(_META + "name", "")[:100]: text.strip()[:100]
            for name, attributes, text in elements(package.chunks("meta.xml"))
            if name == _META + "user-defined"
        }
    except ExpatError:
        return {}
