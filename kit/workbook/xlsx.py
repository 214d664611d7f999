"""An .xlsx file into a Grid: one pass over its XML, values and formulas together.

Why not openpyxl: it drops a sheet whose part is missing, gives no sheet at all for Strict
Open XML, dies on styles that Excel accepts, needs two loads to see formulas never
calculated, and turns dates out of range into errors (measured, safety.md). Here whatever
is not understood is refused. ECMA-376 part 1, chapter 18 is the source; the tests compare
with openpyxl cell by cell.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from xml.parsers.expat import ExpatError

from kit.workbook.formats import NumberFormat, built_in, custom
from kit.workbook.package import Budget, Limits, Package, Refused, part_name
from kit.workbook.raw import Grid, SheetGrid, Table, area
from kit.workbook.sheet_xml import MAIN, STRICT, SheetParser, index, is_true, unescaped
from kit.workbook.xmlstream import elements, parse

_ID = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_TOTALS = ("1", "2", "3")  # rows that may close a table; Excel knows 0 and 1


def read_xlsx(package: Package, limits: Limits) -> Grid:
    """The grid of *package*; raises Refused, and for a damaged file whatever the parser meets."""
    root = _relations(package, "")
    types = {kind for kind, _ in root.values()}
    if any(kind.startswith(STRICT) for kind in types):
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
        sheet = SheetParser(strings, formats, budget, book.epoch_1904, book.stale)
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
            if name == MAIN + "sheet":
                sheets.append(
                    (
                        attributes["name"],
                        attributes.get("state", "visible"),
                        attributes.get(_ID, ""),
                    )
                )
            elif name == MAIN + "workbookPr":
                epoch = is_true(attributes.get("date1904"))
            elif name == MAIN + "calcPr":
                stale = is_true(attributes.get("fullCalcOnLoad"))
        if name.startswith(STRICT):
            raise Refused("strict_open_xml")
        if name != MAIN + "workbook" or not sheets:
            raise Refused("damaged")
        return cls(tuple(sheets), epoch, stale)


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
            path = part_name(posixpath.normpath(posixpath.join("/", folder, target)))
            if path not in package:  # some programs write it as an address: "sheet%201.xml"
                path = part_name(unquote(path))
            found[attributes.get("Id", "")] = (attributes.get("Type", ""), path)
    return found


def _strings(package: Package, part: str | None) -> list[str]:
    """The shared strings, rich text joined, phonetic guides left out."""
    strings: list[str] = []
    if part is None or part not in package:
        return strings  # a cell that asks for one will then be refused
    pieces: list[str] = []
    state = {"text": False, "phonetic": False}

    def start(name: str, _: Mapping[str, str]) -> None:
        if name == MAIN + "si":
            pieces.clear()
        elif name == MAIN + "rPh":
            state["phonetic"] = True
        elif name == MAIN + "t":
            state["text"] = not state["phonetic"]

    def end(name: str) -> None:
        if name == MAIN + "si":
            strings.append(unescaped("".join(pieces)))
        elif name == MAIN + "rPh":
            state["phonetic"] = False
        elif name == MAIN + "t":
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
        if name == MAIN + "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == MAIN + "cellXfs":
            inside[0] = True
        elif name == MAIN + "xf" and inside[0]:
            styles.append(attributes.get("numFmtId", "0"))

    def end(name: str) -> None:
        if name == MAIN + "cellXfs":
            inside[0] = False

    parse(package.chunks(part), start, end, lambda _: None)
    known: dict[str, NumberFormat] = {}
    for style in set(styles):
        known[style] = custom(codes[style]) if style in codes else built_in(index(style))
    return [known[style] for style in styles]


def _tables(package: Package, sheet: str) -> Iterator[Table]:
    for kind, target in _relations(package, sheet).values():
        if not kind.endswith("/table") or target not in package:
            continue
        name, attributes, _ = elements(package.chunks(target))[-1]  # the root ends last
        rectangle = area(attributes.get("ref", ""))
        if name == MAIN + "table" and rectangle:
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
