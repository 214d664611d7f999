"""The welcome page: what to do in ten lines, the sheets with their progress, the legend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from kit.client import Client
from kit.texts import Texts
from kit.workbook.formulas import expected, filled, state
from kit.workbook.grid import FIRST, FORM_INPUT, Place, quoted
from kit.workbook.style import Styles

LINES = range(1, 11)
SHORT = range(1, 6)  # of a short workbook
_LEGEND = ("input", "required", "optional", "computed", "claimed", "example", "missing")
_HEADINGS = ("sheet", "content", "done", "of", "state")
_SHEETS_AT = 18  # row of the heading of the list of sheets
_LINK, _CONTENT, _DONE, _OF, PROGRESS_COLUMN = range(2, 7)


def state_row(number: int) -> int:
    """The row that tells the progress of the *number*-th block, counted from 0."""
    return _SHEETS_AT + 1 + number


def write_welcome(
    sheet: Worksheet,
    places: Iterable[Place],
    cells: Mapping[str, str],
    texts: Texts,
    styles: Styles,
    client: Client | None,
) -> None:
    """Draw the page from top to bottom."""
    for column, width in enumerate((2, 3, 26, 78, 10, 10, 16)):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 34)
    sheet.write_string(0, _LINK, texts["workbook.sheet.welcome.title"], styles.of("title"))
    if client:
        whose = texts("workbook.welcome.for_client", client=client.company.name)
        sheet.write_string(1, _LINK, " ".join(whose.split()), styles.of("subtitle"))
    sheet.write_string(2, _LINK, texts["workbook.welcome.hello"], styles.of("intro"))
    sheet.write_string(4, _LINK, texts["workbook.welcome.steps_title"], styles.of("subtitle"))
    listed = list(places)
    short = all(place.block.brief for place in listed)
    for number in LINES:
        if short and number not in SHORT:
            sheet.set_row(4 + number, None, None, {"hidden": True})
            continue
        key = f"workbook.welcome.{'brief' if short else 'line'}.{number}"
        line = texts(key, recipient=_recipient(texts, client))
        sheet.write_string(4 + number, _LINK, line, styles.of("plain"))
    _write_sheets(sheet, listed, cells, texts, styles)


def _recipient(texts: Texts, client: Client | None) -> str:
    company = client.company if client else None
    if company is None or not company.consultant:
        return texts["workbook.welcome.recipient.unknown"]
    key = "firm" if company.firm else "named"
    named = texts(
        f"workbook.welcome.recipient.{key}", consultant=company.consultant, firm=company.firm
    )
    return " ".join(named.split())


def _write_sheets(
    sheet: Worksheet,
    places: list[Place],
    cells: Mapping[str, str],
    texts: Texts,
    styles: Styles,
) -> None:
    title = texts["workbook.welcome.sheets_title"]
    sheet.write_string(_SHEETS_AT - 1, _LINK, title, styles.of("subtitle"))
    for column, heading in enumerate(_HEADINGS, start=_LINK):
        word = texts[f"workbook.welcome.column_{heading}"]
        sheet.write_string(_SHEETS_AT, column, word, styles.of("optional"))
    for number, place in enumerate(places):
        _write_progress(sheet, state_row(number), place, cells, texts, styles)
    first = state_row(0)
    done, of = (xl_rowcol_to_cell(first, column, col_abs=True) for column in (_DONE, _OF))
    complete = {
        "type": "formula",
        "criteria": f"=AND(ISNUMBER({of}),{done}>={of})",
        "format": styles.of("done"),
    }
    last = state_row(len(places) - 1)
    sheet.conditional_format(first, PROGRESS_COLUMN, last, PROGRESS_COLUMN, complete)
    _write_legend(sheet, state_row(len(places)) + 1, texts, styles)


def _write_progress(
    sheet: Worksheet,
    row: int,
    place: Place,
    cells: Mapping[str, str],
    texts: Texts,
    styles: Styles,
) -> None:
    column = FORM_INPUT if place.block.form else FIRST
    target = f"internal:{quoted(place.sheet)}!{xl_rowcol_to_cell(place.first, column)}"
    name = place.sheet if place.opens_sheet else texts[f"workbook.{place.block.key}.title"]
    sheet.write_url(row, _LINK, target, styles.of("link"), name)
    content = texts[f"workbook.{place.block.key}.content"]
    sheet.write_string(row, _CONTENT, content, styles.of("said"))
    done, of = (xl_rowcol_to_cell(row, column) for column in (_DONE, _OF))
    box = styles.of("computed", "score")
    sheet.write_formula(row, _DONE, filled(place, cells), box, "")
    total = None if place.optional else expected(place)
    if total:
        sheet.write_formula(row, _OF, total, box, "")
    else:
        sheet.write_blank(row, _OF, None, box)
    word = state(done, of if total else None, cells, place.optional)
    sheet.write_formula(row, PROGRESS_COLUMN, word, styles.of("computed"), "")


def _write_legend(sheet: Worksheet, row: int, texts: Texts, styles: Styles) -> None:
    title = texts["workbook.welcome.legend_title"]
    sheet.write_string(row, _LINK, title, styles.of("subtitle"))
    for line, look in enumerate(_LEGEND, start=row + 1):
        sheet.write_blank(line, _LINK, None, styles.of(look))
        said = texts[f"workbook.welcome.legend.{look}"]
        sheet.write_string(line, _CONTENT, said, styles.of("said"))
