"""The annotated copy itself, written in the child process with openpyxl.

An .xlsx is copied as it is but for what openpyxl does not carry (pictures, charts): it is
a working copy to correct from. Other formats, and files that openpyxl cannot load, are
copied cell by cell into a new .xlsx.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from kit.workbook.raw import Cell, Grid, position

_FILLS = {
    "error": PatternFill("solid", fgColor="F8B4B4"),
    "warning": PatternFill("solid", fgColor="FFE08A"),
}
_AUTHOR = "kit"
_WIDTH, _LINE, _PER_LINE = 340, 20, 46  # [points], [points], characters a line of a comment
_LONGEST_SHEET = 31  # characters of a sheet name
MAX_TEXT = 32_767  # characters of a cell
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))

Notes = Sequence[Mapping[str, str | None]]


def copy_file(source: Path, target: Path, notes: Notes, words: Mapping[str, str]) -> None:
    """Copy the .xlsx *source*, annotated; raises whatever openpyxl meets."""
    book = load_workbook(source)
    _annotate(book, notes, words)
    book.save(target)


def copy_cells(grid: Grid, target: Path, notes: Notes, words: Mapping[str, str]) -> None:
    """Copy the cells of *grid* into a new workbook, annotated."""
    book = Workbook()
    book.remove(book.worksheets[0])
    names: dict[str, str] = {}
    for sheet in grid.sheets:
        written = book.create_sheet(_sheet_name(sheet.name))
        names[sheet.name] = written.title
        if sheet.hidden:
            written.sheet_state = "hidden"
        for (row, column), cell in sheet.cells.items():
            _write(written, row, column, cell)
        for row in sheet.hidden_rows:
            written.row_dimensions[row].hidden = True
    moved = [{**note, "sheet": names.get(note["sheet"] or "", note["sheet"])} for note in notes]
    _annotate(book, moved, words)
    book.save(target)


def list_only(target: Path, notes: Notes, words: Mapping[str, str]) -> None:
    """A new workbook that only lists the problems."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _annotate(book, notes, words)
    book.save(target)


def _annotate(book: Workbook, notes: Notes, words: Mapping[str, str]) -> None:
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    at: dict[tuple[str, str], list[Mapping[str, str | None]]] = {}
    listed = []
    for note in notes:
        sheet, cell = note["sheet"] or "", note["cell"] or ""
        if sheet in sheets and position(cell):
            at.setdefault((sheet, cell), []).append(note)
        else:
            listed.append(note)
    for (sheet, cell), here in at.items():
        _mark(sheets[sheet], cell, here)
    if listed:
        _write_list(book, listed, words)


def _mark(sheet: Worksheet, cell: str, notes: Notes) -> None:
    place = position(cell)
    assert place is not None
    merged = next((m for m in sheet.merged_cells.ranges if cell in m), None)
    row, column = (merged.min_row, merged.min_col) if merged else place
    marked = sheet.cell(row, column)
    worst = "error" if any(note["severity"] == "error" for note in notes) else "warning"
    marked.fill = _FILLS[worst]
    text = "\n".join(str(note["sentence"]) for note in notes)
    if marked.comment is not None:  # what the client wrote there stays
        text = f"{text}\n\n{marked.comment.text}"
    comment = Comment(text, _AUTHOR, width=_WIDTH)
    lines = sum(-(-len(line) // _PER_LINE) for line in text.split("\n"))
    comment.height = _LINE * (lines + 1)
    marked.comment = comment


def _write_list(book: Workbook, notes: Notes, words: Mapping[str, str]) -> None:
    sheet = book.create_sheet(_free_name(book, words["sheet"]), 0)
    sheet["A1"], sheet["A1"].font = words["title"], Font(bold=True, size=14)
    sheet.append([])
    sheet.append([words["place"], words["problem"]])
    for heading in sheet[3]:
        heading.font = Font(bold=True)
    for note in notes:
        sheet.append(["", ""])
        row = sheet.max_row
        place = "!".join(filter(None, (note["sheet"], note["cell"])))
        for column, text in enumerate((place, str(note["sentence"])), 1):
            _write(sheet, row, column, Cell("text", text))
            sheet.cell(row, column).alignment = Alignment(wrap_text=True, vertical="top")
            sheet.cell(row, column).fill = _FILLS[note["severity"] or "error"]
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 100
    book.active = 0


def _write(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    """One cell of the grid; a text stays a text, whatever it begins with."""
    written = sheet.cell(row, column)
    match cell.kind:
        case "date":
            written.value = datetime.fromisoformat(cell.value)
            written.number_format = "dd/mm/yyyy"
        case "time":
            written.value = timedelta(seconds=cell.value)
            written.number_format = "[h]:mm"
        case "number" | "bool":
            written.value = cell.value
            if cell.family == "percent":
                written.number_format = "0.0 %"
        case _:
            text = ILLEGAL_CHARACTERS_RE.sub(" ", str(cell.value))
            written.value = text[:MAX_TEXT]
            written.data_type = "s"  # openpyxl would make "=1+1" a formula, "#N/A" an error


def _sheet_name(name: str) -> str:
    return name.translate(_FORBIDDEN).strip()[:_LONGEST_SHEET].strip("'") or "Sheet"


def _free_name(book: Workbook, name: str) -> str:
    taken = {sheet.casefold() for sheet in book.sheetnames}
    tries = (name, *(f"{name} ({number})" for number in range(2, len(taken) + 3)))
    return next(name for name in tries if name.casefold() not in taken)
