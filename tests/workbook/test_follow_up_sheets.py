"""The sheets of measures: what contradicts itself is told at its cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from kit.catalogue import load_catalogue
from kit.client import Client, Kpi, KpiMeasure, RunMeasure
from kit.errors import WorkbookRejected
from kit.workbook.data import client_from_data, client_to_data
from kit.workbook.read import check_workbook, read_workbook
from tests.clients import a_client, a_process, a_role, an_automation
from tests.workbook.files import Editor, a_workbook, edited

NAME = "Devis automatiques"


def a_measured_client() -> Client:
    """Two indicators read twice, one automation measured over two periods."""
    return a_client(
        roles=(a_role(),),
        processes=(a_process(),),
        automations=(an_automation(),),
        kpis=(
            Kpi("Délai", unit="days", today=12.0, target=4.0, direction="down"),
            Kpi("Erreurs", unit="percent", today=8.0, target=1.0),
        ),
        kpi_measures=(
            KpiMeasure("Délai", date(2026, 3, 2), 10.0),
            KpiMeasure("Délai", date(2026, 4, 2), 8.0, "adoption", "", "Relancer", "Gérant", 6),
            KpiMeasure("Erreurs", date(2026, 4, 2)),
        ),
        run_measures=(
            RunMeasure(NAME, date(2026, 3, 2), date(2026, 3, 31), 50.0, 49.0, 3.0, 4.0, 2.5),
            RunMeasure(NAME, date(2026, 4, 1), date(2026, 4, 30), hours_saved=6.5, cost=30.0),
        ),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return a_workbook(tmp_path, a_measured_client())


def told(path: Path) -> list[tuple[str, str, str | None]]:
    return [(one.code, one.severity, one.cell) for one in check_workbook(path)[1]]


def test_measures_are_read_back_as_they_were_filled(path: Path) -> None:
    found = read_workbook(path)
    client = a_measured_client()
    assert found.run_measures == client.run_measures
    assert [one.value for one in found.kpi_measures] == [10.0, 8.0, None]
    assert found.kpis == client.kpis
    assert told(path) == []


def test_measures_survive_plain_data() -> None:
    client = a_measured_client()
    again = client_from_data(client_to_data(client), load_catalogue())
    assert again.run_measures == client.run_measures
    assert again.kpis == client.kpis


@pytest.mark.parametrize(
    ("put", "code", "severity", "at"),
    [
        (("run_measures", "successes", 51, 0), "successes_over_runs", "error", "successes"),
        (("run_measures", "users", 5, 0), "users_over_expected", "warning", "users"),
        (("run_measures", "last", datetime(2026, 3, 1), 0), "ends_before", "error", "last"),
        (("run_measures", "first", datetime(2026, 3, 31), 1), "periods_overlap", "error", "first"),
        (("run_measures", "automation", "Autre", 0), "unknown_reference", "error", "automation"),
        (("run_measures", "first", None, 0), "missing_value", "error", "first"),
        (("kpi_measures", "on", datetime(2026, 3, 2), 1), "duplicate_measure", "error", "kpi"),
        (("kpi_measures", "value", "8 %", 0), "unit_differs", "error", "value"),
        (("kpi_measures", "kpi", "Délais", 0), "unknown_reference_near", "error", "kpi"),
        (("kpis", "direction", "à la hausse", 0), "direction_contradicts", "error", "direction"),
    ],
)
def test_what_contradicts_itself_is_told_at_its_cell(
    path: Path, put: tuple[str, str, object, int], code: str, severity: str, at: str
) -> None:
    block, field, typed, row = put
    editor = Editor(path)
    editor.put(block, field, typed, row, "dd/mm/yyyy" if isinstance(typed, date) else "")
    assert (code, severity, editor.place(block, at, row)) in told(editor.save())


def test_a_percentage_is_read_in_the_unit_of_its_indicator(path: Path) -> None:
    put: Callable[[Editor], object] = lambda editor: editor.put(  # noqa: E731
        "kpi_measures", "value", "3,5 %", 2
    )
    client, problems = check_workbook(edited(path, put))
    assert problems == ()
    assert client is not None and client.kpi_measures[2].value == 3.5


def test_the_same_contradictions_are_refused_in_plain_data() -> None:
    data = client_to_data(a_measured_client())
    data["run_measures"][1]["first"] = "2026-03-15"
    with pytest.raises(WorkbookRejected) as caught:
        client_from_data(data, load_catalogue())
    [problem] = caught.value.problems
    assert (problem.code, problem.sheet) == ("periods_overlap", "run_measures[1].first")
