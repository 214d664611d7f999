"""The look of plan.xlsx, and the one way its cells are written.

Text goes in by ``write_string`` only: whatever a client typed (``=…``, ``@…``, ``http…``)
stays the text it was, with no quote added.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

INK, ACCENT, MUTED, RULE, PALE = "#1F2A37", "#174A73", "#5B6673", "#C9D0D8", "#F3F6F9"
INPUT = "#FFF8DC"  # what the client may change, as in the workbook he filled
LONGEST = 32_000  # characters in a cell; Excel takes 32 767
_A4 = 9  # Excel's number for the paper
_LINE = 15  # [pt]
_HIGHEST = 409  # [pt] Excel's own limit
_AVERAGE = 1.05  # width of a letter against the digit Excel measures columns by
# Excel writes 50 as "50," under #,##0.## : General has no such tail, and hides no decimal
# that a client types over a whole number.
_WHOLE, _DECIMAL = "General", "#,##0.00"
_WRAPPED = ("text", "center", "status")


@dataclass(frozen=True, slots=True)
class Column:
    """`look` is a key of `Formats`."""

    label: str
    width: int  # [characters]
    look: str = "text"


class Formats:
    """Cell formats by name, made once per file."""

    def __init__(self, book: Any, lang: str) -> None:
        line = {"bottom": 1, "bottom_color": RULE, "valign": "top", "font_color": INK}
        wrap = {**line, "text_wrap": True}
        euros = '#,##0.00" €"' if lang == "fr" else '"€"#,##0.00'
        day = "dd/mm/yyyy" if lang == "fr" else "dd mmm yyyy"
        heading = {"bold": True, "font_color": "#FFFFFF", "bg_color": ACCENT, "valign": "vcenter"}
        looks: dict[str, dict[str, Any]] = {
            "title": {"bold": True, "font_size": 18, "font_color": ACCENT},
            "part": {"bold": True, "font_size": 13, "font_color": ACCENT},
            "intro": {"font_color": MUTED},
            "strong": {"bold": True, "font_color": INK},
            "strong_right": {"bold": True, "font_color": INK, "align": "right"},
            "heading": {
                **heading,
                "text_wrap": True,
                "border": 1,
                "border_color": ACCENT,
                "align": "left",
                "indent": 1,
            },
            "heading_right": {
                **heading,
                "text_wrap": True,
                "border": 1,
                "border_color": ACCENT,
                "align": "right",
            },
            "heading_number": {**heading, "align": "right", "num_format": "0"},
            "text": {**wrap, "align": "left", "indent": 1},
            "center": {**wrap, "align": "center"},
            "date": {**line, "num_format": day, "align": "center"},
            "number": {**line, "num_format": _WHOLE},
            "decimal": {**line, "num_format": _DECIMAL},
            "score": {**line, "num_format": "General;[Red]-General;0", "align": "center"},
            "money": {**line, "num_format": euros},
            "hours": {**line, "num_format": '#,##0.00" h"'},
            "percent": {**line, "num_format": "0.0%"},
            "status": {**wrap, "bg_color": INPUT, "border": 1, "border_color": RULE},
            "total_label": {**line, "bold": True, "bg_color": PALE},
            "total_money": {**line, "bold": True, "bg_color": PALE, "num_format": euros},
            "total_percent": {**line, "bold": True, "bg_color": PALE, "num_format": "0%"},
            "total_number": {**line, "bold": True, "bg_color": PALE, "num_format": "0"},
        }
        for name in ("number", "decimal", "money", "percent"):
            looks[f"input_{name}"] = {
                **looks[name],
                "bg_color": INPUT,
                "border": 1,
                "border_color": RULE,
            }
        self._book, self._line = book, line
        self._made = {name: book.add_format(look) for name, look in looks.items()}

    def __getitem__(self, name: str) -> Any:
        return self._made[name]

    def with_unit(self, before: str, after: str) -> Any:
        """A number between two words, e.g. "220 jours"; the cell keeps the bare number."""
        start, end = (f'"{word}"' if word else "" for word in (before, after))
        name = f"{start}{_WHOLE}{end}"
        if name not in self._made:
            look = {**self._line, "num_format": name, "bg_color": INPUT, "border": 1}
            self._made[name] = self._book.add_format({**look, "border_color": RULE})
        return self._made[name]

    def plain(self, **look: Any) -> Any:
        return self._book.add_format(look)


class Sheet:
    """One worksheet, written from top to bottom."""

    def __init__(self, book: Any, formats: Formats, name: str) -> None:
        self.name, self.formats = name, formats
        self._widths: dict[int, int] = {}
        self._lines: dict[int, int] = {}
        self._headings: dict[int, dict[int, str]] = {}  # by row, then column
        self._figures: set[tuple[int, int]] = set()  # cells that hold one
        self.raw = book.add_worksheet(name)
        self.raw.hide_gridlines(2)
        self.raw.set_landscape()
        self.raw.set_paper(_A4)
        self.raw.fit_to_pages(1, 0)
        self.raw.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        self.raw.set_footer("&L&8&A&R&8&P / &N")

    def head(self, title: str, intro: str) -> None:
        self.raw.set_row(0, 28)
        self.text(0, 0, title, "title")
        self.text(1, 0, intro, "intro")

    def headings(self, row: int, columns: Sequence[Column], resize: bool = True) -> None:
        self.raw.set_row(row, 32)
        for at, column in enumerate(columns):
            if resize:
                self.raw.set_column(at, at, column.width)
                self._widths[at] = column.width
            self.text(row, at, column.label, "heading")
        self._headings[row] = {at: column.label for at, column in enumerate(columns)}

    def table(self, row: int, columns: Sequence[Column], rows: int) -> None:
        """Headings at *row*: frozen, repeated on paper, with a filter over *rows* rows."""
        self.headings(row, columns)
        self.raw.freeze_panes(row + 1, 0)
        self.raw.repeat_rows(row)
        if rows:
            self.raw.autofilter(row, 0, row + rows, len(columns) - 1)

    def text(self, row: int, column: int, text: str, look: str = "text") -> None:
        clean = text.encode("utf-8", "replace").decode("utf-8")
        clean = clean if len(clean) <= LONGEST else clean[: LONGEST - 1] + "…"
        self.raw.write_string(row, column, clean, self.formats[look])
        if look in _WRAPPED:
            self._lines[row] = max(self._lines.get(row, 1), self._lines_of(clean, column))

    def _lines_of(self, text: str, column: int) -> int:
        room = max(self._widths.get(column, LONGEST) - 2, 4)  # [characters] less the margins
        return sum(max(1, math.ceil(len(line) * _AVERAGE / room)) for line in text.split("\n"))

    def finish(self) -> None:
        """Rows as high as their longest text, headings of figures over their figures.

        LibreOffice and phones do not do the first alone.
        """
        for row, lines in self._lines.items():
            if lines > 1:
                self.raw.set_row(row, min(lines * _LINE + 2, _HIGHEST))
        for row, labels in self._headings.items():
            last = min((other for other in self._headings if other > row), default=math.inf)
            figures = {column for at, column in self._figures if row < at < last}
            for column in figures & labels.keys():
                self.text(row, column, labels[column], "heading_right")

    def number(self, row: int, column: int, value: float | None, look: str) -> None:
        """A blank stays a blank cell: it is not zero."""
        if value is None:
            self.raw.write_blank(row, column, None, self.formats[look])
        else:
            if look == "input_number" and value != int(value):
                look = "input_decimal"  # 18,333333 of a daily volume is written 18,33
            self.raw.write_number(row, column, value, self.formats[look])
            self._seen(row, column, look)

    def formula(self, row: int, column: int, formula: str, value: float | str, look: str) -> None:
        """*formula* is ours alone (no client text in it); *value* is seen until recalculated."""
        self.raw.write_formula(row, column, formula, self.formats[look], value)
        if not isinstance(value, str):
            self._seen(row, column, look)

    def _seen(self, row: int, column: int, look: str) -> None:
        if look not in ("score", "date"):  # these are centred
            self._figures.add((row, column))
