"""Figures whose unit stands in another column: the unit may be repeated, never another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kit.catalogue import load_catalogue
from kit.workbook.cells import Speech, parse, units_of
from kit.workbook.layout import Column
from kit.workbook.quantities import Fault
from kit.workbook.raw import Cell
from kit.workbook.read import read_workbook
from tests.workbook.files import a_workbook, edited, only_fault

MEASURE = Column("today", "measure")
SPEECH = Speech("fr", load_catalogue().choices)


@pytest.mark.parametrize(
    ("cell", "value", "units"),
    [
        (Cell("number", 52.0), 52.0, set()),
        (Cell("number", 0.75, "percent"), 75.0, {"percent"}),
        (Cell("number", 5.4, unit="k€"), 5400.0, {"eur"}),
        (Cell("text", "75 %"), 75.0, {"percent"}),
        (Cell("text", "12,5 pour cent"), 12.5, {"percent"}),
        (Cell("text", "15 min"), 15.0, {"minute"}),
        (Cell("text", "400 h/an"), 400.0, {"hour", "year"}),
        (Cell("text", "45 000 €/an"), 45000.0, {"eur", "year"}),
        (Cell("text", "-3"), -3.0, set()),
    ],
)
def test_a_measure_may_repeat_its_unit(cell: Cell, value: float, units: set[str]) -> None:
    assert parse(MEASURE, cell, SPEECH) == value
    assert units_of(cell, "fr") == units


@pytest.mark.parametrize("typed", ["> 70 %", "1-2 jours", "?", "moins de 4 h", "1.234", "12 $"])
def test_a_measure_is_a_plain_figure(typed: str) -> None:
    with pytest.raises(Fault):
        parse(MEASURE, Cell("text", typed), SPEECH)


@pytest.mark.parametrize(
    ("unit", "typed", "shown", "expected"),
    [
        ("%", 0.25, "0 %", 25.0),
        ("%", "25 %", "", 25.0),
        ("minutes", "25 min", "", 25.0),
        ("heures par jour", "25 h/jour", "", 25.0),
        ("€", "25 €", "", 25.0),
        ("nombre", "25", "", 25.0),
        (None, 25, "", 25.0),
    ],
)
def test_an_indicator_may_repeat_the_unit_of_its_row(
    tmp_path: Path, unit: str | None, typed: Any, shown: str, expected: float
) -> None:
    def type_in(editor: Any) -> None:
        editor.put("kpis", "unit", unit)
        editor.put("kpis", "today", typed, shown=shown)

    assert read_workbook(edited(a_workbook(tmp_path), type_in)).kpis[0].today == expected


@pytest.mark.parametrize(
    ("block", "field", "said", "typed", "code"),
    [
        ("kpis", "today", ("unit", "heures"), "25 min", "unit_differs"),
        ("kpis", "today", ("unit", None), "25 %", "unit_differs"),
        ("kpis", "target", ("unit", "minutes"), "25 %", "unit_differs"),
        ("claims", "value", ("figure", "heures libérées par an"), "25 €", "unit_differs"),
        ("claims", "value", ("figure", "gains par an"), "25 h", "unit_differs"),
        ("claims", "value", ("figure", "délai de remboursement, en mois"), "2 ans", "unit_differs"),
        ("claims", "value", ("figure", "retour sur investissement"), 2.5, "claim_elsewhere"),
        ("claims", "rate", ("figure", "gains par an"), "25 %", "claim_elsewhere"),
    ],
)
def test_a_figure_in_another_unit_than_its_row_says_is_told_at_its_cell(
    tmp_path: Path, block: str, field: str, said: tuple[str, str | None], typed: Any, code: str
) -> None:
    places = []

    def type_in(editor: Any) -> None:
        editor.put(block, *said)
        places.append(editor.put(block, field, typed))

    assert only_fault(edited(a_workbook(tmp_path), type_in)) == (code, places[0])
