"""A block on its sheet: its title, then a form (one line a field) or a table.

Only XlsxWriter's typed writers are used (write_string…): what a client typed never
becomes a formula or a link.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, replace

from xlsxwriter.utility import xl_rowcol_to_cell

from kit.catalogue import Catalogue
from kit.client import Client
from kit.texts import Texts
from kit.workbook import grid
from kit.workbook.book import GrowingSheet, LockedBook
from kit.workbook.examples import example_row
from kit.workbook.formulas import computed
from kit.workbook.grid import FIRST, KEYS, MARKS, Place, cell
from kit.workbook.style import Styles
from kit.workbook.validation import input_rule
from kit.workbook.values import lines, lines_of, look_of, records_of, write_value
from kit.workbook.welcome import PROGRESS_COLUMN, state_row


@dataclass(frozen=True)
class Drawing:
    """What every drawing step needs; `cells` are the addresses of words and thresholds."""

    book: LockedBook
    catalogue: Catalogue
    texts: Texts
    styles: Styles
    places: Mapping[str, Place]
    cells: Mapping[str, str]
    welcome: str  # name of the welcome sheet
    client: Client | None

    @property
    def referenced(self) -> frozenset[str | None]:
        """The tables whose names are offered elsewhere."""
        blocks = [place.block for place in self.places.values()]
        return frozenset(column.table for block in blocks for column in block.columns)


def draw_title(drawing: Drawing, worksheet: GrowingSheet, place: Place) -> None:
    texts, styles = drawing.texts, drawing.styles
    worksheet.set_row(place.title, 22)
    title = texts[f"workbook.{place.block.key}.title"]
    worksheet.write_string(place.title, FIRST, title, styles.of("subtitle"))
    row = state_row(list(drawing.places).index(place.block.key))
    state = cell(drawing.welcome, row, PROGRESS_COLUMN)
    formula = f'={drawing.cells["workbook.progress"]}&" "&{state}'
    worksheet.write_formula(place.title, FIRST + 1, formula, styles.of("progress"), "")
    for line, intro in enumerate(place.intro, start=place.title + 1):
        worksheet.write_string(line, FIRST, intro, styles.of("intro"))


def draw_form(drawing: Drawing, worksheet: GrowingSheet, place: Place) -> None:
    block, texts, styles = place.block, drawing.texts, drawing.styles
    record = next(iter(records_of(drawing.client, block)), {})
    for row, column in enumerate(block.columns, start=place.first):
        words = f"workbook.{block.key}.{column.key}"
        worksheet.write_string(row, KEYS, f"kit:{block.key}.{column.key}", styles.of("key"))
        look = styles.of("required" if column.required else "optional")
        worksheet.write_string(row, grid.FORM_LABEL, texts[f"{words}.label"], look)
        value = record.get(column.key)
        style = styles.of("input", look_of(column, value))
        write_value(worksheet, row, grid.FORM_INPUT, column, value, style, texts)
        wide = replace(column, width=grid.FORM_INPUT_WIDTH)
        worksheet.show_lines(row, lines_of(wide, value, texts))
        worksheet.write_string(row, grid.FORM_HELP, texts[f"{words}.help"], styles.of("hint"))
        rule = input_rule(block, column, drawing.places, texts, bubble=False)
        if rule:
            worksheet.data_validation(row, grid.FORM_INPUT, row, grid.FORM_INPUT, rule)
        if column.required:
            blank = {"type": "blanks", "format": styles.of("missing")}
            worksheet.conditional_format(row, grid.FORM_INPUT, row, grid.FORM_INPUT, blank)


def draw_table(drawing: Drawing, worksheet: GrowingSheet, place: Place) -> None:
    block, texts, styles = place.block, drawing.texts, drawing.styles
    worksheet.set_row(place.head - 1, None, None, {"hidden": True})
    worksheet.write_string(place.head - 1, KEYS, f"kit:table:{block.key}", styles.of("key"))
    for column in block.columns:
        at = place.column(column.key)
        worksheet.write_string(place.head - 1, at, f"kit:{block.key}.{column.key}")
    if place.bands is not None:
        _draw_bands(drawing, worksheet, place, place.bands)
    _draw_headings(drawing, worksheet, place)
    if place.example is not None:
        worksheet.write_string(place.example, KEYS, "kit:example", styles.of("key"))
        mark = texts["workbook.example_mark"]
        worksheet.write_string(place.example, MARKS, mark, styles.of("example"))
        _draw_row(drawing, worksheet, place, place.example, example_row(block, texts), "example")
    if block.checklists:
        _draw_checklist(drawing, worksheet, place)
    else:
        records = records_of(drawing.client, block)
        for number, row in enumerate(range(place.first, place.last + 1)):
            worksheet.write_number(row, MARKS, number + 1, styles.of("mark"))
            record = records[number] if number < len(records) else {}
            _draw_row(drawing, worksheet, place, row, record, "input")
    if block.key in drawing.referenced:
        names = place.inputs(place.column("name"))
        drawing.book.define_name(f"ref_{block.key}", f"={names}")
    _add_rules(drawing, worksheet, place)
    worksheet.repeat_rows(place.head if place.bands is None else place.bands, place.head)
    worksheet.repeat_columns(MARKS, FIRST)


def _draw_bands(drawing: Drawing, worksheet: GrowingSheet, place: Place, row: int) -> None:
    """The titles over neighbouring headings, one cell each: merged cells hamper sorting."""
    block, style = place.block, drawing.styles.of("band")
    names = {key: name for name, key in block.bands}
    worksheet.set_row(row, 20)
    for column in block.columns:
        if column.key in names:
            title = drawing.texts[f"workbook.{block.key}.band.{names[column.key]}"]
            worksheet.write_string(row, place.column(column.key), title, style)
        else:
            worksheet.write_blank(row, place.column(column.key), None, drawing.styles.of("band_on"))


def _draw_headings(drawing: Drawing, worksheet: GrowingSheet, place: Place) -> None:
    block, texts, styles = place.block, drawing.texts, drawing.styles
    first = texts["workbook.group" if block.checklists else "workbook.number"]
    headings = [{"header": first, "header_format": styles.of("optional")}]
    height = 1
    for column in block.columns:
        label = texts[f"workbook.{block.key}.{column.key}.label"]
        base = "claimed_heading" if column.claimed else "optional"
        look = styles.of("required" if column.required else base)
        headings.append({"header": label, "header_format": look})
        height = max(height, len(textwrap.wrap(label, column.width - 1)))
    worksheet.show_lines(place.head, height)
    table = {"name": f"tbl_{block.key}", "columns": headings, "style": None, "autofilter": False}
    worksheet.add_table(place.head, MARKS, place.last, FIRST + len(block.columns) - 1, table)


def _draw_row(
    drawing: Drawing,
    worksheet: GrowingSheet,
    place: Place,
    row: int,
    record: Mapping[str, object],
    look: str,
    height: int = 1,
) -> None:
    """Draw one record, on a row of *height* lines at least."""
    for column in place.block.columns:
        at = place.column(column.key)
        if column.kind in ("item", "shown"):
            continue
        if column.kind == "computed":
            kind = "hours" if column.key.startswith("hours") else "score"
            base = "example" if look == "example" else "computed"
            formula = computed(place, column.key, row, drawing.cells)
            worksheet.write_formula(row, at, formula, drawing.styles.of(base, kind), "")
        else:
            value = record.get(column.key)
            base = "claimed" if column.claimed and look == "input" else look
            style = drawing.styles.of(base, look_of(column, value))
            write_value(worksheet, row, at, column, value, style, drawing.texts)
            height = max(height, lines_of(column, value, drawing.texts))
    worksheet.show_lines(row, height)


def _draw_checklist(drawing: Drawing, worksheet: GrowingSheet, place: Place) -> None:
    texts, styles = drawing.texts, drawing.styles
    answers = {answer["item"]: answer for answer in records_of(drawing.client, place.block)}
    seen: list[tuple[str, str]] = []  # groups, whose tints alternate
    for row, (checklist, item) in enumerate(
        grid.checked_items(place.block, drawing.catalogue), start=place.first
    ):
        group = (checklist.id, item.group)
        if group not in seen:
            seen.append(group)
        look = styles.of(f"tint{(len(seen) - 1) % 2}")
        name = item.id.removeprefix(f"{checklist.id}.")
        worksheet.write_string(row, KEYS, f"kit:item:{item.id}", styles.of("key"))
        short = texts[f"checklists.{checklist.id}.group.{item.group}"]
        worksheet.write_string(row, MARKS, short, look)
        asked = texts[f"checklists.{checklist.id}.item.{name}"]
        worksheet.write_string(row, place.column("item"), asked, look)
        height = lines(asked, place.block.column("item").width)
        for column in (one for one in place.block.columns if one.kind == "shown"):
            words = texts[f"checklists.{checklist.id}.side.{name}.{column.key}"]
            worksheet.write_string(row, place.column(column.key), words, look)
            height = max(height, lines(words, column.width))
        _draw_row(drawing, worksheet, place, row, answers.get(item.id, {}), "input", height)


def _add_rules(drawing: Drawing, worksheet: GrowingSheet, place: Place) -> None:
    """Dropdowns, input messages and the mark of what is required but missing."""
    block = place.block
    inputs = block.inputs
    typed = (xl_rowcol_to_cell(place.first, place.column(c.key), col_abs=True) for c in inputs)
    started = f"COUNTA({','.join(typed)})>0"
    for column in inputs:
        at = place.column(column.key)
        rule = input_rule(block, column, drawing.places, drawing.texts, bubble=True)
        if rule:
            worksheet.data_validation(place.first, at, place.last, at, rule)
        if column.required:
            own = xl_rowcol_to_cell(place.first, at, col_abs=True)
            missing = {
                "type": "formula",
                "criteria": f"=AND(ISBLANK({own}),{started})",
                "format": drawing.styles.of("missing"),
            }
            worksheet.conditional_format(place.first, at, place.last, at, missing)
