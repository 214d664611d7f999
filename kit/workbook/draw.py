"""One drawing for the blank and the filled workbook: sheets, tables, forms, protection.

Only XlsxWriter's typed writers are used (write_string…): what a client typed never
becomes a formula or a link.
"""

from __future__ import annotations

import math
from pathlib import Path

from kit.catalogue import Catalogue, Workshop
from kit.client import Client
from kit.texts import Texts
from kit.workbook import grid
from kit.workbook.agenda import write_agenda
from kit.workbook.book import GrowingSheet, LockedBook
from kit.workbook.grid import FIRST, KEYS, MARKS, Place, quoted
from kit.workbook.layout import Layout, Sheet
from kit.workbook.lists import LISTS, META, write_lists, write_meta
from kit.workbook.style import DARK, OPTIONAL, Styles
from kit.workbook.tables import Drawing, draw_form, draw_table, draw_title
from kit.workbook.values import records_of
from kit.workbook.welcome import write_welcome

_ALLOWED = ("insert_rows", "format_cells", "format_columns", "format_rows", "sort", "autofilter")
_A4, _PAGE_CHARS = 9, 230  # paper code; characters a landscape page shows at a legible size
_WIDTH_MARKS, _WIDTH_TOPICS = 11, 26  # column B of a table, of a checklist


def draw(
    path: Path,
    asked: Layout,
    catalogue: Catalogue,
    texts: Texts,
    client: Client | None,
    workshop: Workshop | None = None,
) -> None:
    """Write the workbook of layout *asked*, filled with *client* when there is one.

    The agenda of a *workshop* stands first among its sheets.
    """
    records = {block.key: len(records_of(client, block)) for block in asked.blocks}
    places = grid.places(asked, catalogue, texts, records)
    with LockedBook(path, texts["workbook.file_title"]) as book:
        welcome = book.add_sheet(texts["workbook.sheet.welcome.name"])
        agenda = book.add_sheet(texts["workshops.sheet.name"]) if workshop else None
        sheets = [book.add_sheet(_name(sheet, texts)) for sheet in asked.sheets]
        lists, meta = book.add_sheet(LISTS), book.add_sheet(META)
        cells = write_lists(book, lists, catalogue, texts)
        write_meta(book, meta, asked, texts)
        styles = Styles(book, texts)
        drawing = Drawing(book, catalogue, texts, styles, places, cells, welcome.name, client)
        write_welcome(welcome, places.values(), cells, texts, styles, client)
        _finish(welcome, texts["workbook.sheet.welcome.title"], texts, pages=1, tall=1)
        if workshop and agenda:
            write_agenda(agenda, workshop, texts, styles)
            _finish(agenda, texts[f"workshops.{workshop.id}.title"], texts, pages=1, tall=1)
        for sheet, worksheet in zip(asked.sheets, sheets, strict=True):
            _draw_sheet(drawing, sheet, worksheet)
        for hidden in (lists, meta):
            hidden.protect()
            hidden.very_hidden()
        (agenda or welcome).activate()


def _name(sheet: Sheet, texts: Texts) -> str:
    return texts[f"workbook.sheet.{sheet.key}.name"]


def _draw_sheet(drawing: Drawing, sheet: Sheet, worksheet: GrowingSheet) -> None:
    texts, styles = drawing.texts, drawing.styles
    widths = _widths(sheet)
    for column, width in enumerate(widths, start=MARKS):
        worksheet.set_column(column, column, width)
    worksheet.set_column(KEYS, KEYS, 30, styles.of("key"), {"hidden": True})
    title = texts[f"workbook.sheet.{sheet.key}.title"]
    worksheet.set_row(0, 32)
    back = f"internal:{quoted(drawing.welcome)}!A1"
    worksheet.write_url(0, MARKS, back, styles.of("link"), texts["workbook.back"])
    worksheet.write_string(0, FIRST, title, styles.of("title"))
    for block in sheet.blocks:
        place = drawing.places[block.key]
        draw_title(drawing, worksheet, place)
        (draw_form if block.form else draw_table)(drawing, worksheet, place)
    _freeze(worksheet, drawing.places[sheet.blocks[0].key])
    pages = math.ceil(sum(widths) / _PAGE_CHARS)
    place = drawing.places[sheet.blocks[-1].key]
    top = 0
    if pages > 1:  # a title beside the repeated columns would be cut on the second page
        top = place.head if place.bands is None else place.bands
        worksheet.set_header(f"&L&14{_footer(title)}")
    worksheet.print_area(top, MARKS, place.last, MARKS + len(widths) - 1)
    _finish(worksheet, title, texts, pages, tab=OPTIONAL if sheet.optional else DARK)


def _widths(sheet: Sheet) -> list[int]:
    """The widths of columns B, C…; a form needs room for its label, input and hint."""
    checklist = any(block.checklists for block in sheet.blocks)
    widths = [_WIDTH_TOPICS if checklist else _WIDTH_MARKS]
    tables = [block for block in sheet.blocks if not block.form]
    widths += [column.width for block in tables for column in block.columns]
    if any(block.form for block in sheet.blocks):
        label, typed, *_ = (*widths[1:3], 0, 0)  # a sheet may hold forms only
        widths[1:3] = [max(label, 34), max(typed, grid.FORM_INPUT_WIDTH)]
        while sum(widths[3:]) < grid.FORM_HELP_WIDTH:
            widths.append(18)
    return widths


def _freeze(worksheet: GrowingSheet, place: Place) -> None:
    """Keep in sight the headings, and the first column of a wide table."""
    if place.block.form:
        worksheet.freeze_panes(1, 0)
    else:
        worksheet.freeze_panes(place.head + 1, 0 if place.block.checklists else FIRST + 1)
    first = grid.FORM_INPUT if place.block.form else FIRST
    worksheet.set_selection(place.first, first, place.first, first)


def _finish(
    worksheet: GrowingSheet, title: str, texts: Texts, pages: int, tall: int = 0, tab: str = DARK
) -> None:
    """Protect without a password, and print on A4 landscape, page x of y.

    The sheet is *pages* pages wide and *tall* pages high; 0: as many as it takes.
    """
    worksheet.protect("", dict.fromkeys(_ALLOWED, True))
    worksheet.hide_gridlines(2)
    worksheet.set_tab_color(tab)
    worksheet.set_landscape()
    worksheet.set_paper(_A4)
    worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    worksheet.fit_to_pages(pages, tall)
    worksheet.set_footer(f"&L{_footer(title)}&R{texts['workbook.page']}")


def _footer(title: str) -> str:
    return title.replace("&", "&&")
