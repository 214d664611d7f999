"""Workbooks as clients damage them: each fault takes a good workbook and leaves a bad one.

A fault gives the new name of the file: most keep it. Same workbook, same fault, same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kit.workbook.layout import layout

_FIRST_INPUT = 3  # column C; A holds the machine keys, B the row numbers
_SECTOR = 512  # [bytes] of an OLE file
_END, _FAT, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def _text_in_number(path: Path) -> Path:
    return type_in(path, "processes", "minutes", "environ 15")


def _missing_required(path: Path) -> Path:
    return type_in(path, "processes", "name", None)


def _deleted_sheet(path: Path) -> Path:
    def delete(book: Workbook) -> None:
        book.remove(_table(book, "processes")[0])

    return _edited(path, delete)


def _truncated(path: Path) -> Path:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])
    return path


def _password(path: Path) -> Path:
    path.write_bytes(_compound_file("EncryptedPackage", path.read_bytes()))
    return path


def _renamed_csv(path: Path) -> Path:
    """A table exported as text, whose extension was typed by hand."""
    path.write_bytes(
        "Processus;Volume;Minutes\r\nDevis;50;15\r\nRelances;12;7,5\r\n".encode("cp1252")
    )
    return path


def _empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


FAULTS: dict[str, Callable[[Path], Path]] = {
    "text_in_number": _text_in_number,
    "missing_required": _missing_required,
    "truncated": _truncated,
    "password": _password,
    "deleted_sheet": _deleted_sheet,
    "renamed_csv": _renamed_csv,
    "empty": _empty,
}


def type_in(path: Path, block: str, column: str, value: str | None) -> Path:
    """*value* typed over the cell of *column* in the first record of the table *block*."""
    return _edited(path, lambda book: _typed(book, block, column, value))


def _edited(path: Path, edit: Callable[[Workbook], None]) -> Path:
    book = load_workbook(path)
    edit(book)
    book.save(path)
    _undate(path)
    return path


def _typed(book: Workbook, block: str, column: str, value: str | None) -> None:
    sheet, heading = _table(book, block)
    first = heading + 1
    if sheet.cell(first, 1).value == "kit:example":
        first += 1
    position = [known.key for known in layout().block(block).columns].index(column)
    sheet.cell(first, _FIRST_INPUT + position).value = value


def _table(book: Workbook, block: str) -> tuple[Worksheet, int]:
    """The sheet of the table *block*, and the row of its headings."""
    for sheet in book.worksheets:
        for (cell,) in sheet.iter_rows(max_col=1):
            if cell.value == f"kit:table:{block}":
                return sheet, cell.row + 1
    raise KeyError(block)


def _undate(path: Path) -> None:
    """Take the clock out of what openpyxl saved."""
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    core = "docProps/core.xml"
    saved = rb"(<dcterms:modified[^>]*>)[^<]*"
    parts[core] = re.sub(saved, rb"\g<1>2026-01-01T00:00:00Z", parts[core])
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(ZipInfo(name), part, ZIP_DEFLATED)


def _compound_file(name: str, content: bytes) -> bytes:
    """An OLE file of one stream, as Excel wraps a workbook under a password."""
    sectors = -(-max(len(content), 4096) // _SECTOR)
    tables = -(-(sectors + 2) // (_SECTOR // 4 - 1))  # sectors of the allocation table
    first = tables + 1  # the directory stands between the table and the stream
    chain = [_FAT] * tables + [_END]
    chain += [first + at + 1 for at in range(sectors - 1)] + [_END]
    chain += [_FREE] * (tables * _SECTOR // 4 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += b"".join(n.to_bytes(2, "little") for n in (62, 3, 0xFFFE, 9, 6)) + bytes(6)
    numbers = (0, tables, tables, 0, 4096, _END, 0, _END, 0)
    places = [*range(tables), *[_FREE] * (109 - tables)]
    header += b"".join(n.to_bytes(4, "little") for n in (*numbers, *places))
    directory = _entry("Root Entry", 5, _END, 0, child=1) + _entry(
        name, 2, first, sectors * _SECTOR
    )
    body = b"".join(n.to_bytes(4, "little") for n in chain)
    return header + body + directory.ljust(_SECTOR, b"\0") + content.ljust(sectors * _SECTOR, b"\0")


def _entry(name: str, kind: int, first: int, size: int, child: int = _FREE) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    entry = written.ljust(64, b"\0") + len(written).to_bytes(2, "little") + bytes((kind, 1))
    entry += b"".join(n.to_bytes(4, "little") for n in (_FREE, _FREE, child)) + bytes(36)
    return entry + first.to_bytes(4, "little") + size.to_bytes(8, "little")
