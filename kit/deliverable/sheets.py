"""The one way the cells of plan.xlsx are written.

Text goes in by ``write_string`` only: whatever a client typed (``=…``, ``@…``, ``http…``)
stays the text it was, with no quote added.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image

from kit.brand import load_brand
from kit.deliverable.cell_looks import Formats, Page
from kit.deliverable.pictures import logo_png

_BRAND = load_brand()
LONGEST = 32_000  # characters in a cell; Excel takes 32 767
_LINE = 15  # [pt]
_PX_IN_INCH = 96
_PX_IN_MM = _PX_IN_INCH / 25.4
_PX_IN_LETTER = 7  # of a column's width
_HEAD = 50  # [px] what the title and the line under it leave to a logo
_MARGIN = 2  # characters beside an amount, which may be in bold
_HIGHEST = 409  # [pt] Excel's own limit
_AVERAGE = 1.05  # width of a letter against the digit Excel measures columns by
_WRAPPED = ("text", "center", "status", "note", "alert", "link", "label")


@dataclass(frozen=True, slots=True)
class Column:
    """`look` is a key of `Formats`."""

    label: str
    width: int  # [characters]
    look: str = "text"


class Sheet:
    """One worksheet, written from top to bottom."""

    def __init__(self, book: Any, formats: Formats, name: str, page: Page) -> None:
        self.name, self.formats = name, formats
        self._widths: dict[int, int] = {}
        self._lines: dict[int, int] = {}
        self._headings: dict[int, dict[int, str]] = {}  # by row, then column
        self._figures: set[tuple[int, int]] = set()  # cells that hold one
        self._needed: dict[int, int] = {}  # column → characters of its longest amount
        self.raw = book.add_worksheet(name)
        self.raw.hide_gridlines(2)
        self.raw.set_landscape()
        self.raw.set_paper(page.number)
        self.raw.fit_to_pages(1, 0)
        self.raw.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        if page.header:
            self.raw.set_header(page.header)
        self.raw.set_footer(page.footer)

    def head(self, title: str, intro: str) -> None:
        self.raw.set_row(0, 28)
        self.text(0, 0, title, "title")
        self.text(1, 0, intro, "intro")

    def headings(self, row: int, columns: Sequence[Column], resize: bool = True) -> None:
        self.raw.set_row(row, 32)
        for at, column in enumerate(columns):
            if resize:
                self.columns(at, at, column.width)
            self.text(row, at, column.label, "heading")
        self._headings[row] = {at: column.label for at, column in enumerate(columns)}

    def widths(self, widths: Sequence[int]) -> None:
        """Of the first columns [characters], for a sheet that is no single table."""
        for at, width in enumerate(widths):
            self.columns(at, at, width)

    def columns(self, first: int, last: int, width: int) -> None:
        """The *width* [characters] of the columns from *first* to *last*, both included."""
        for at in range(first, last + 1):
            self.raw.set_column(at, at, width)
            self._widths[at] = width

    def link(self, row: int, column: int, name: str) -> None:
        """A way to another sheet of the file."""
        place = name.replace("'", "''")
        self.raw.write_url(row, column, f"internal:'{place}'!A1", self.formats["link"], name)

    def wide(self, row: int, last: int, text: str, look: str = "note") -> None:
        """*text* over the first columns, up to *last*, wrapped in their whole width."""
        self.raw.merge_range(row, 0, row, last, "", self.formats[look])
        self.text(row, 0, text, look)
        room = sum(self._widths.get(at, 8) for at in range(last + 1)) - 2
        self._lines[row] = max(1, math.ceil(len(text) * _AVERAGE / room))

    def pages(self, wide: int, columns: int) -> None:
        """Print over *wide* pages beside each other, the first *columns* on each of them."""
        self.raw.fit_to_pages(wide, 0)
        self.raw.repeat_columns(0, columns - 1)

    def table(
        self, row: int, columns: Sequence[Column], rows: int, name: str = "", first: int = 0
    ) -> None:
        """Headings at *row*: frozen, repeated on paper, with a filter over *rows* rows.

        With a *name*, a table of that name, which task tools and Power Automate ask for; its
        headings differ from each other. The *first* columns stay in sight too.
        """
        self.headings(row, columns)
        self.raw.freeze_panes(row + 1, first)
        self.raw.repeat_rows(row)
        if rows and name:
            heading = self.formats["heading"]
            headers = [{"header": one.label, "header_format": heading} for one in columns]
            options = {"name": name, "columns": headers, "style": None}
            self.raw.add_table(row, 0, row + rows, len(columns) - 1, options)
        elif rows:
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

    def logo(self, column: int) -> None:
        """The firm's logo at the right end of *column*, in the two rows of the head."""
        made = logo_png(_BRAND)
        if made is None or _BRAND.logo is None:
            return
        height = min(_BRAND.logo_height * _PX_IN_MM, _HEAD)
        width = height * _BRAND.logo.ratio
        with Image.open(io.BytesIO(made)) as picture:
            scale = {"x_scale": width / picture.width, "y_scale": height / picture.height}
            dots = picture.info.get("dpi", (_PX_IN_INCH, _PX_IN_INCH))
        # XlsxWriter starts from the size the file states, in dots per inch.
        scale = {key: value * dots[0] / _PX_IN_INCH for key, value in scale.items()}
        room = self._widths.get(column, 0) * _PX_IN_LETTER
        self.raw.insert_image(
            *(0, column, "logo.png"),
            {
                **scale,
                "image_data": io.BytesIO(made),
                "x_offset": max(room - width, 0),
                "y_offset": 2,
                "object_position": 3,
                "description": _BRAND.logo_alt,
            },
        )

    def finish(self) -> None:
        """Rows as high as their longest text, columns as wide as their longest amount (a narrow
        one shows "####" in its place), headings of figures over their figures.

        LibreOffice and phones do not do the first alone.
        """
        for row, lines in self._lines.items():
            if lines > 1:
                self.raw.set_row(row, min(lines * _LINE + 2, _HIGHEST))
        for column, width in self._needed.items():
            if width > self._widths.get(column, 0):
                self.columns(column, column, width)
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
            self._room(column, value, look)

    def formula(self, row: int, column: int, formula: str, value: float | str, look: str) -> None:
        """*formula* is ours alone (no client text in it); *value* is seen until recalculated."""
        self.raw.write_formula(row, column, formula, self.formats[look], value)
        if not isinstance(value, str):
            self._seen(row, column, look)
            self._room(column, value, look)
        elif look in _WRAPPED:
            self._lines[row] = max(self._lines.get(row, 1), self._lines_of(value, column))

    def _room(self, column: int, value: float, look: str) -> None:
        """An amount has its cents, its spaces and its sign: "-12 000 000,00 €"."""
        if "money" in look:
            written = len(f"{value:,.2f} €") + _MARGIN
            self._needed[column] = max(self._needed.get(column, 0), written)

    def _seen(self, row: int, column: int, look: str) -> None:
        if look not in ("score", "date", "text", "share"):  # these stand elsewhere
            self._figures.add((row, column))
