"""The two things XlsxWriter lacks: a locked structure, and rows that still grow.

A row given a height is fixed for ever: what the client types under it would be cut. Here
the height is what to show on opening, and the spreadsheet adapts it while they type.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from kit.brand import load_brand

CREATED = datetime(2026, 1, 1)  # fixed: the same content gives the same bytes
LINE = 15  # [points] height of one line of text in the default font


class GrowingSheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose rows keep adapting to their text."""

    def show_lines(self, row: int, lines: int) -> None:
        """Open with *row* high enough for *lines* lines of text."""
        self.set_row(row, LINE * max(lines, 1) + 4)
        self._grown = {*getattr(self, "_grown", ()), row}

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]]) -> None:
        if tag == "row" and attributes[0][1] - 1 in getattr(self, "_grown", ()):
            attributes = [pair for pair in attributes if pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


class LockedBook(Workbook):  # type: ignore[misc]
    """A workbook whose sheets cannot be moved, renamed or removed; without a password."""

    def __init__(self, path: Path, title: str) -> None:
        font = {"font_name": load_brand().office_font, "font_size": 11}
        options = {"strings_to_formulas": False, "strings_to_urls": False}
        super().__init__(str(path), {**options, "default_format_properties": font})
        self.set_properties({"title": title, "created": CREATED})

    def add_sheet(self, name: str) -> GrowingSheet:
        """A new last sheet."""
        sheet: GrowingSheet = self.add_worksheet(name, worksheet_class=GrowingSheet)
        return sheet

    def _write_workbook_pr(self) -> None:
        super()._write_workbook_pr()
        self._xml_empty_tag("workbookProtection", [("lockStructure", "1")])
