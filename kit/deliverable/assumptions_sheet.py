"""The thresholds, weights and default values that every figure rests on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from kit.deliverable.cell_looks import Formats
from kit.deliverable.sheets import Column, Sheet
from kit.display.sections import scenario
from kit.display.words import Words

_HEADINGS = 3  # row, from 0


def write_assumptions(sheet: Sheet, words: Words) -> dict[str, str]:
    """Write them; threshold key → reference of its value, for the formulas elsewhere."""
    text, rows = words.texts, words.analysis.assumptions
    columns = [
        Column(text[f"deliverable.plan.assumptions.{key}"], width)
        for key, width in (("label", 64), ("value", 18), ("source", 60), ("date", 14))
    ]
    sheet.head(
        text["deliverable.plan.sheet.assumptions"], text["deliverable.plan.assumptions.intro"]
    )
    sheet.table(_HEADINGS, columns, len(rows))
    moved = scenario.thresholds(words)
    places: dict[str, str] = {}
    for row, (key, value, unit) in enumerate(rows, _HEADINGS + 1):
        threshold = words.catalogue.thresholds[key]
        sheet.text(row, 0, text[f"thresholds.{key}.label"])
        sheet.raw.write_number(row, 1, value, _unit(sheet.formats, words, unit))
        source = text[f"thresholds.source.{threshold.source}"]
        sheet.text(row, 2, scenario.named(words) if key in moved else source)
        sheet.raw.write_datetime(
            row, 3, datetime.fromisoformat(str(threshold.date)), sheet.formats["date"]
        )
        places[key] = f"'{sheet.name}'!{cell(row, 1, row_abs=True, col_abs=True)}"
    return places


def _unit(formats: Formats, words: Words, unit: str) -> Any:
    match unit:
        case "share":
            return formats["input_percent"]
        case "EUR":
            return formats["input_money"]
        case "h":
            return formats.with_unit("", "\u202fh")
        case _:
            before, after = words.texts[f"thresholds.unit.{unit}"].split("{value}")
            return formats.with_unit(before, after)
