"""The routes of each process on a sheet to work on: change a share or a price, totals follow."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from kit.analysis.model import DispositionResult, Route
from kit.analysis.settings import MONTHS_PER_YEAR
from kit.deliverable.sheets import Column, Sheet
from kit.display.sections import dispositions
from kit.display.words import Words, opening

_HEADINGS = 3
_COLUMNS = (
    ("process", 40),
    ("route", 18),
    ("time", 18),
    ("left", 14),
    ("errors", 16),
    ("yearly", 16),
    ("one_off", 16),
    ("total", 20),
    ("saved", 20),
    ("verdict", 22),
    ("reasons", 70),
)
_TIME, _LEFT, _ERRORS, _YEARLY, _ONE_OFF, _TOTAL, _SAVED, _VERDICT, _REASONS = range(2, 11)


def write_dispositions(sheet: Sheet, words: Words, places: Mapping[str, str]) -> None:
    """One row per costed route; *places*: threshold → reference of its value."""
    text, label = words.texts, "deliverable.plan.dispositions"
    months = places["business.horizon_months"]
    columns = [Column(text[f"{label}.{key}"], width) for key, width in _COLUMNS]
    found = [
        (one, [route for route in one.routes if route.total is not None and _worth(route)])
        for one in words.analysis.dispositions
        if one.time_year is not None and one.written is not None
    ]
    sheet.head(text["deliverable.plan.sheet.dispositions"], text[f"{label}.intro"])
    sheet.table(_HEADINGS, columns, sum(len(routes) for _, routes in found))
    row = _HEADINGS + 1
    for one, routes in found:
        kept = row + len(routes) - 1  # keeping is the last of the routes
        for route in routes:
            _route(sheet, words, row, kept, one, route, months)
            row += 1


def _route(
    sheet: Sheet,
    words: Words,
    row: int,
    kept: int,
    one: DispositionResult,
    route: Route,
    months: str,
) -> None:
    errors = 0.0 if route.kind == "drop" else one.errors_year or 0.0
    sheet.text(row, 0, words.process(one.process))
    sheet.text(row, 1, opening(words.choice("disposition", route.kind)))
    sheet.number(row, _TIME, one.time_year, "input_money")
    sheet.number(row, _LEFT, route.left, "input_percent")
    sheet.number(row, _ERRORS, errors, "input_money")
    sheet.number(row, _YEARLY, route.yearly, "input_money")
    sheet.number(row, _ONE_OFF, route.one_off, "input_money")
    yearly = f"{cell(row, _TIME)}*{cell(row, _LEFT)}+{cell(row, _ERRORS)}+{cell(row, _YEARLY)}"
    total = f"={months}/{MONTHS_PER_YEAR}*({yearly})+{cell(row, _ONE_OFF)}"
    value, keep = route.total or 0.0, one.route("keep").total or 0.0
    sheet.formula(row, _TOTAL, total, value, "total_money")
    saved = f"={cell(kept, _TOTAL)}-{cell(row, _TOTAL)}"
    sheet.formula(row, _SAVED, saved, keep - value, "money")
    sheet.text(row, _VERDICT, dispositions.verdict(words, one, route))
    sheet.text(row, _REASONS, " ".join(dispositions.sentences(words, route.against)))


def _worth(route: Route) -> bool:
    """Stopping what somebody would miss is no saving."""
    return route.kind != "drop" or route.open
