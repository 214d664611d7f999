"""The sheet of indicators: readings at the method's dates, judged as the follow-up judges."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kit.analysis.settings import Settings
from kit.analysis.to_measure import measuring_points
from kit.analysis.working_days import WorkingDays
from kit.catalogue import load_catalogue
from kit.client import Client, Kpi, KpiMeasure
from kit.deliverable.kpi_lines import days_of, judged, lines, readings
from kit.deliverable.workbook_out import write_plan
from kit.display.words import Words
from kit.texts import LANGUAGES, Texts
from tests.clients import a_plan, a_process, a_whole_card, a_worked_example, analysed

START, AS_OF = date(2026, 3, 2), date(2026, 6, 15)
_HEADINGS = 6  # row


def a_followed_client(*kpis: Kpi, measures: tuple[KpiMeasure, ...] = ()) -> Client:
    return a_worked_example(
        processes=(a_process(),),
        automations=(a_whole_card("Devis automatiques"),),
        plan=a_plan(start=START),
        kpis=kpis,
        kpi_measures=measures,
    )


DELAY = Kpi("Délai", unit="days", today=15.0, target=2.0, due=date(2026, 9, 30), owner="Léa")


def sheet_of(folder: Path, client: Client, lang: str = "fr", values: bool = False) -> Worksheet:
    path = folder / "plan.xlsx"
    write_plan(path, analysed(client, AS_OF), Texts(lang))
    name = Texts(lang)["deliverable.plan.sheet.kpis"]
    return openpyxl.load_workbook(path, data_only=values)[name]


def row_of(sheet: Worksheet, name: str) -> Mapping[str, Any]:
    headings = [one.value for one in sheet[_HEADINGS]]
    (row,) = (one for one in sheet.iter_rows(min_row=_HEADINGS + 1) if one[0].value == name)
    return dict(zip(headings, [one.value for one in row], strict=True))


def words_of(client: Client) -> Words:
    return Words(analysed(client, AS_OF), load_catalogue(), Texts("fr"))


def test_readings_fall_on_the_days_the_follow_up_asks_for() -> None:
    """Its three points, and each whole month between the second and the quarter."""
    client = a_followed_client(DELAY)
    words = words_of(client)
    found = {(one.kind, one.number): one.day for one in readings(words)}
    live = min(t.date for t in words.analysis.plan.tasks if t.go_live and t.automation)
    calendar = WorkingDays.of(client.company.department, client.plan.closed_days, client.closures)
    settings = Settings.of(load_catalogue(), client.company, {}, client.finance)
    points = dict(measuring_points(live, calendar, settings))
    assert found["day", 14] == points["first"]
    assert found["day", 30] == points["second"]
    assert found["month", 3] == points["quarter"]
    assert list(found) == [("day", 14), ("day", 30), ("month", 2), ("month", 3)]
    asked = {one.day for one in words.analysis.follow_up.to_measure if one.subject == "kpi"}  # type: ignore[union-attr]
    assert asked - {date(2026, 9, 30)} <= set(found.values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_row_has_its_start_its_target_cells_to_fill_and_a_trend(
    tmp_path: Path, lang: str
) -> None:
    sheet = sheet_of(tmp_path, a_followed_client(DELAY), lang)
    (table,) = sheet.tables.values()
    assert table.displayName == "Indicators"
    row = row_of(sheet, "Délai")
    text = Texts(lang)
    assert row[text["deliverable.plan.kpis.today"]] == 15
    assert row[text["deliverable.plan.kpis.target"]] == 2
    assert row[text("deliverable.plan.kpis.day", day=14)] is None
    assert str(row[text["deliverable.plan.kpis.way"]]).startswith("=IF(")
    with (tmp_path / "plan.xlsx").open("rb") as file:
        assert b"sparkline" in b"".join(_sheets(file))


def _sheets(file: Any) -> list[bytes]:
    from zipfile import ZipFile

    with ZipFile(file) as package:
        return [package.read(name) for name in package.namelist() if "worksheets/sheet" in name]


def test_it_says_where_the_values_go_in_the_workbook(tmp_path: Path) -> None:
    said = sheet_of(tmp_path, a_followed_client(DELAY))["A3"].value
    for key in ("sheet.kpi_measures.name", "kpi_measures.kpi.label", "kpi_measures.on.label"):
        assert Texts("fr")[f"workbook.{key}"] in said
    assert "--document follow-up" in said


@pytest.mark.parametrize(
    ("kpi", "value"),
    [
        (DELAY, 6.0),  # on its way
        (DELAY, 2.0),  # there
        (DELAY, 1.0),
        (DELAY, 14.9),  # behind
        (DELAY, 20.0),  # the wrong way
        (Kpi("Note", unit="score_5", today=3.0, target=4.5, due=date(2026, 9, 30)), 4.4),
        (Kpi("Sans départ", unit="number", target=4.0, direction="up"), 3.0),
        (Kpi("Sans cible", unit="number", today=4.0), 3.0),
        (Kpi("Sans sens", unit="number", target=4.0), 3.0),
        (Kpi("Sans date", unit="number", today=1.0, target=4.0), 3.0),
        (Kpi("À tenir", unit="number", today=4.0, target=4.0, direction="up"), 3.0),
        (Kpi("Échue", unit="number", today=1.0, target=4.0, due=date(2026, 5, 1)), 3.9),
    ],
)
def test_a_measured_value_is_judged_as_the_follow_up_judges_it(
    tmp_path: Path, kpi: Kpi, value: float
) -> None:
    measure = KpiMeasure(kpi.name, date(2026, 6, 1), value)
    client = a_followed_client(kpi, measures=(measure,))
    words = words_of(client)
    (followed,) = words.analysis.follow_up.kpis  # type: ignore[union-attr]
    row = row_of(sheet_of(tmp_path, client, values=True), kpi.name)
    assert row["État"] == Texts("fr")[f"report.kpi.status.{followed.status}"]
    assert row["Dernier relevé"] == value
    if followed.way is None:
        assert row["Chemin parcouru"] is None
    else:
        assert row["Chemin parcouru"] == pytest.approx(followed.way)


def test_each_measure_stands_under_the_reading_it_is_nearest_to(tmp_path: Path) -> None:
    days = [one.day for one in readings(words_of(a_followed_client(DELAY)))]
    late = [day + timedelta(days=1) for day in days if day is not None and day < AS_OF]
    measures = tuple(KpiMeasure("Délai", day, 15.0 - at) for at, day in enumerate(late, 1))
    client = a_followed_client(DELAY, measures=measures)
    row = row_of(sheet_of(tmp_path, client, values=True), "Délai")
    columns = ["Jour 14", "Jour 30", "Mois 2", "Mois 3"][: len(late)]
    assert [row[name] for name in columns] == [15.0 - at for at in range(1, len(late) + 1)]
    words = words_of(client)
    assert days_of(words, readings(words))[: len(late)] == tuple(late)


def test_a_value_of_today_that_lacks_is_to_be_measured_first(tmp_path: Path) -> None:
    client = a_followed_client(Kpi("Sans mesure", unit="number", target=4.0))
    row = row_of(sheet_of(tmp_path, client, values=True), "Sans mesure")
    assert row["État"] == "départ à relever"


def test_what_the_plan_has_to_measure_is_there_without_any_indicator(tmp_path: Path) -> None:
    client = a_worked_example(processes=(a_process(minutes=None),))
    words = words_of(client)
    found = lines(words, days_of(words, readings(words)))
    wanted = [one for one in words.analysis.baseline if not one.key.startswith("kpi-")]
    assert len(found) == len(wanted)
    if wanted:
        assert sheet_of(tmp_path, client).title == "Indicateurs"


def test_an_empty_cell_is_no_zero() -> None:
    words = words_of(a_followed_client(DELAY))
    planned = readings(words)
    (line, *_) = lines(words, days_of(words, planned))
    last, way, status = judged(line, days_of(words, planned), START, 0.9)
    assert (last, way, status) == (None, None, "unmeasured")


@pytest.mark.parametrize("typed", ["=1+1", "@x", "مرحبا", "👩‍🔧", "x" * 80])
def test_what_a_client_types_stays_text(tmp_path: Path, typed: str) -> None:
    kpi = Kpi(typed, unit="number", today=1.0, target=2.0, how=typed, owner=typed, source=typed)
    sheet = sheet_of(tmp_path, a_followed_client(kpi))
    for row in sheet.iter_rows():
        for one in row:
            if one.data_type == "f":
                assert typed not in str(one.value)
