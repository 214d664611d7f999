"""The agenda of a workshop, printed as a sheet of its workbook: it adds up by formula."""

from __future__ import annotations

from xlsxwriter.utility import xl_rowcol_to_cell

from kit.catalogue import Workshop
from kit.texts import Texts
from kit.workbook.book import GrowingSheet
from kit.workbook.grid import quoted
from kit.workbook.style import Styles
from kit.workbook.values import lines

_START, _LENGTH, _STEP, _HOW, _FILL = range(1, 6)
_WIDTHS = (2, 17, 13, 36, 82, 28)
_HEADINGS = ("start", "length", "step", "how", "fill")
_HEAD = 8
_FIRST_START = 9 / 24  # 9 o'clock, to be changed on the sheet
MINUTES_PER_DAY = 24 * 60


def write_agenda(sheet: GrowingSheet, workshop: Workshop, texts: Texts, styles: Styles) -> None:
    """Draw the goal, what to bring and the steps, each with the time it starts."""
    key = f"workshops.{workshop.id}"
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 34)
    sheet.write_string(0, _START, texts[f"{key}.title"], styles.of("title"))
    low, high = workshop.people
    told = (
        (texts["workshops.sheet.goal"], texts[f"{key}.goal"]),
        (texts["workshops.sheet.bring"], texts[f"{key}.bring"]),
        ("", texts("workshops.sheet.duration", duration=_hours(workshop.minutes))),
        ("", texts("workshops.sheet.people", low=low, high=high)),
        ("", texts["workshops.sheet.clock"]),
    )
    for row, (label, said) in enumerate(told, start=2):
        sheet.write_string(row, _START, label, styles.of("subtitle"))
        sheet.write_string(row, _LENGTH, said, styles.of("plain"))
    for column, heading in enumerate(_HEADINGS, start=_START):
        sheet.write_string(
            _HEAD, column, texts[f"workshops.sheet.{heading}"], styles.of("required")
        )
    box = styles.of("computed")
    for place, step in enumerate(workshop.steps):
        row = _HEAD + 1 + place
        if place == 0:
            sheet.write_number(row, _START, _FIRST_START, styles.of("input", "clock"))
        else:
            start, length = (xl_rowcol_to_cell(row - 1, at) for at in (_START, _LENGTH))
            formula = f"={start}+{length}/{MINUTES_PER_DAY}"
            sheet.write_formula(row, _START, formula, styles.of("computed", "clock"), "")
        how = texts[f"{key}.{step.key}.how"]
        sheet.write_number(row, _LENGTH, step.minutes, styles.of("input", "score"))
        sheet.write_string(row, _STEP, texts[f"{key}.{step.key}.title"], box)
        sheet.write_string(row, _HOW, how, box)
        name = texts[f"workbook.sheet.{step.sheet}.name"] if step.sheet else ""
        if name:
            sheet.write_url(row, _FILL, f"internal:{quoted(name)}!A1", styles.of("link"), name)
        else:
            sheet.write_blank(row, _FILL, None, box)
        sheet.show_lines(row, lines(how, _WIDTHS[_HOW]) + 1)
    last = _HEAD + len(workshop.steps)
    first, final = (xl_rowcol_to_cell(row, _LENGTH) for row in (_HEAD + 1, last))
    sheet.write_string(last + 1, _START, texts["workshops.sheet.total"], styles.of("subtitle"))
    sheet.write_formula(
        last + 1, _LENGTH, f"=SUM({first}:{final})", styles.of("computed", "score"), ""
    )


def _hours(minutes: int) -> str:
    """ "2 h 30": the same in French and in English."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"
