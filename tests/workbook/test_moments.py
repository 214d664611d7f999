"""Dates, months of the project and names of phases: what is typed, what is understood."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.catalogue import load_catalogue
from kit.workbook.cells import Speech, parse
from kit.workbook.layout import Column
from kit.workbook.moments import MONTHS, is_moment, month_in
from kit.workbook.quantities import Fault
from kit.workbook.raw import Cell

CATALOGUE = load_catalogue()
ALONE, NAMED = Column("start", "moment"), Column("start", "moment", table="phases")


def meaning(cell: Cell | str | float, column: Column = NAMED, lang: str = "fr") -> Any:
    """The value, or "!code" when the cell is refused."""
    if not isinstance(cell, Cell):
        cell = Cell("text", cell) if isinstance(cell, str) else Cell("number", float(cell))
    try:
        return parse(column, cell, Speech(lang, CATALOGUE.choices))
    except Fault as fault:
        return f"!{fault.code}"


@pytest.mark.parametrize("column", [ALONE, NAMED])
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (4, 4),
        (120, 120),
        ("4", 4),
        ("M4", 4),
        ("m 12", 12),
        ("Mois 4", 4),
        ("mois n° 4", 4),
        ("month 4", 4),
        ("M04", 4),
        ("3 mars 2027", date(2027, 3, 3)),
        ("03/03/27", date(2027, 3, 3)),
        ("2027-03-03", date(2027, 3, 3)),
        (Cell("date", "2027-03-03T00:00:00"), date(2027, 3, 3)),
    ],
)
def test_a_moment_is_a_date_or_a_month(column: Column, typed: Any, expected: Any) -> None:
    assert meaning(typed, column) == expected


@pytest.mark.parametrize(
    "typed",
    ["Phase 1", "dès que possible", "M+4", "M4-5", "T1", "31/02/2027", "200", "0", "Mois 0", "1.5"],
)
def test_anything_else_is_a_name_when_the_column_takes_names(typed: str) -> None:
    assert meaning(typed) == typed
    assert meaning(typed, ALONE) == "!not_a_moment"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (4.5, "!not_a_moment"),
        (0, "!not_a_moment"),
        (46000, "!not_a_moment"),
        (Cell("number", 0.04, "percent"), "!not_a_moment"),
        (Cell("number", 4.0, unit="€"), "!not_a_moment"),
        (Cell("bool", True), "!not_a_moment"),
        (Cell("time", 3600.0), "!not_a_moment"),
        (Cell("date", "1900-01-04T00:00:00"), "!month_as_date"),
        (Cell("date", "2206-01-04T00:00:00"), "!date_out_of_range"),
        ("#N/A", "!cell_error"),
        ("mardi 3 mars 2027", "!wrong_weekday"),
    ],
)
def test_what_is_neither_is_refused(typed: Any, code: str) -> None:
    assert meaning(typed, ALONE) == code


def test_a_day_and_a_month_that_may_be_swapped_are_refused_in_english() -> None:
    assert meaning("03/04/2026", lang="en") == "!ambiguous_date"
    assert meaning("03/04/2026", lang="fr") == date(2026, 4, 3)


@given(
    st.sampled_from(MONTHS), st.sampled_from(("{}", "M{}", "m{}", "mois {}", "Month {}", " {} "))
)
def test_every_month_reads_back_however_it_is_written(number: int, form: str) -> None:
    assert month_in(form.format(number)) == number
    assert is_moment(form.format(number))


@given(st.text(max_size=30))
def test_no_text_makes_the_parser_fail(text: str) -> None:
    assert isinstance(meaning(f"x{text}"), str | int | date)


@pytest.mark.parametrize("name", ["Phase 1", "Lot A", "2027", "Déploiement", "M1 à M3"])
def test_the_name_of_a_phase_is_no_moment(name: str) -> None:
    assert not is_moment(name)


@pytest.mark.parametrize("name", ["1", "M1", "3 mars 2027", "2027-03-03", "03/04/2026"])
def test_a_name_that_reads_as_a_month_or_a_date_is_told(name: str) -> None:
    assert is_moment(name)
