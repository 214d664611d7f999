"""Figures that repeat a unit, against the unit that their row says in another column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kit.workbook.cells import shown, units_of
from kit.workbook.locate import Found
from kit.workbook.problems import Problem
from kit.workbook.raw import position
from kit.workbook.rows import Record

# Units that a figure may repeat, by what its row says it is. Nothing said: none at all.
_KPI_UNITS = {
    "percent": {"percent"},
    "eur": {"eur"},
    "minutes": {"minute"},
    "hours": {"hour"},
    "days": {"day"},
    "hours_day": {"hour", "day"},
    "hours_week": {"hour", "week"},
    "hours_month": {"hour", "month"},
    "number": {"people"},
    "per_month": {"month", "people", "eur"},
    "per_year": {"year", "people", "eur"},
}
_CLAIM_UNITS = {
    "hours_year": {"hour", "year"},
    "gains_year": {"eur", "year"},
    "run_year": {"eur", "year"},
    "net_month": {"eur", "month"},
    "payback": {"month"},
    "roi": {"percent"},  # told to be in the wrong column
    "irr": {"percent"},
}
_MEASURES = {
    "kpis": ("unit", _KPI_UNITS),
    "claims": ("figure", _CLAIM_UNITS),
    "kpi_measures": ("kpi", _KPI_UNITS),  # the unit of the indicator it names
}


def other_units(
    found: Found, records: Sequence[Record], lang: str, named: Mapping[str, str]
) -> Iterator[Problem]:
    """Figures that repeat a unit which is not the one their row says.

    *named* is the unit of each indicator, for the rows that name one.
    """
    block = found.block
    said, allowed = _MEASURES.get(block.key, ("", {}))
    for record in records if said else ():
        for column in block.columns:
            if column.kind != "measure" or column.key not in record.values:
                continue
            place = record.places[column.key]
            cell = found.sheet.cells[position(place) or (0, 0)]
            unit = record.values.get(said, "")
            if said == "kpi":
                unit = named.get(unit, "")
            wanted = allowed.get(unit, {"eur"} if said == "figure" else ())
            if units_of(cell, lang) - {"times", *wanted}:
                params = {"column_key": f"workbook.{block.key}.{said}.label"}
                text = shown(cell, lang)
                yield Problem("unit_differs", "error", found.sheet.name, place, text, None, params)
