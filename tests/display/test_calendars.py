"""The plan, the roadmap, the load, the AI road: readable at both widths, never huge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from kit.display import style
from kit.display.gantt import Calendar, GanttWords, Row, gantt
from kit.display.load_chart import LoadRow, load_chart
from kit.display.road import Station, road
from kit.display.roadmap_chart import Band, Bar, RoadmapWords, roadmap_chart
from kit.display.sections.plan_drawing import gantt_chart
from kit.display.show import Show
from kit.display.words import Words
from tests.display.overlaps import all_faults, drawn_sheets
from tests.display.samples import a_full_client, words

NAME = "Vérifier avec le service commercial que la commande correspond au devis accepté"
LONG = [NAME, "الفاتورة رقم ٣ " + "W" * 60]
GANTT = GanttWords(
    "tâche", "mise en service", "bloqué", "week-end", "jour férié", f"rapport {NAME}", "STOP", "GO"
)
DAY = date(2026, 12, 21)
TALLEST = 9.0  # [in] what an A4 page holds with its caption


@pytest.fixture(params=[style.WIDTH, style.PHONE], ids=["page", "phone"], autouse=True)
def width(request: pytest.FixtureRequest) -> Iterator[float]:
    """Each drawing at both widths."""
    if request.param == style.WIDTH:
        yield request.param
    else:
        with style.on_phone():
            yield request.param


@pytest.mark.parametrize("text", LONG)
def test_nothing_of_a_gantt_overlaps_or_leaves_the_sheet(text: str) -> None:
    rows = [
        Row(text, DAY + timedelta(n), DAY + timedelta(n + n % 9), n % 3 == 0, n % 4 == 1, text)
        for n in range(15)
    ]
    rows.insert(4, Row(text, DAY, DAY, False, False, gate="stop"))
    off = frozenset(DAY + timedelta(n) for n in (4, 5, 6, 12, 13))
    mondays = [(DAY + timedelta(7 * n), f"{n} décembre") for n in range(4)]
    with drawn_sheets() as sheets:
        for today in (DAY, DAY + timedelta(9), DAY + timedelta(18), DAY - timedelta(30)):
            gantt(rows, Calendar(off, frozenset({DAY + timedelta(4)}), today, mondays), GANTT, "g")
    assert all_faults(sheets) == []
    named = [any("rapport" in box.text for box in sheet.boxes) for sheet in sheets]
    assert named == [True, True, True, False]  # a date out of the plan has no line


@pytest.mark.parametrize("text", LONG)
def test_nothing_of_a_roadmap_overlaps_or_leaves_the_sheet(text: str) -> None:
    bars = [Bar(text, n, n + n % 6, n % 2 == 0, text) for n in range(1, 19)]
    bands = [Band(text, 1, 2), Band(text, 3, 3), Band(text, 4, 18)]
    said = RoadmapWords(
        months=[f"M{n}" for n in range(1, 19)],
        years=[(1, "2026"), (2, "2027"), (14, "2028")],
        action="Action",
        open_end="Fin non précisée",
        today=f"date du rapport {text}",
        gains=[(6, "12 000 000 €"), (7, "12 000 000 €"), (12, "14 000 000 €"), (18, "1 €")],
        gained="gains cumulés à la fin du mois",
    )
    with drawn_sheets() as sheets:
        for now in (None, 0.0, 9.4, 17.9):
            roadmap_chart(bars, bands, said, now, "r")
    assert all_faults(sheets) == []


@pytest.mark.parametrize("text", LONG)
def test_nothing_of_a_load_overlaps_or_leaves_the_sheet(text: str) -> None:
    months = [(n, f"M{n}") for n in range(1, 19)]
    states = ("under", "over", "unknown")
    rows = [LoadRow(text, [(n, "19,9", states[n % 3]) for n in range(1, 19)]) for _ in range(6)]
    with drawn_sheets() as sheets:
        load_chart(rows, months, dict.fromkeys(states, text), "l")
    assert all_faults(sheets) == []


@pytest.mark.parametrize("text", ["Déploiement", "A"])
def test_nothing_of_the_road_overlaps_or_leaves_the_sheet(text: str) -> None:
    states = ("done", "doing", "waiting", "held", "stopped")
    stations = [
        Station(
            f"Étape {n}",
            text,
            0.4,
            "12 sur 19",
            state,
            "en attente",
            (None, "NO GO", "?")[n % 3 if n < 4 else 0],
        )
        for n, state in enumerate(states)
    ]
    with drawn_sheets() as sheets:
        road(stations, "r")
    assert all_faults(sheets) == []


def with_tasks(count: int) -> Words:
    """A plan of *count* tasks, most of them on few days, as many points to settle make."""
    made = words(a_full_client())
    plan = made.analysis.plan
    tasks = [
        replace(plan.tasks[n % len(plan.tasks)], key=f"task.{n}", go_live=n % 40 == 0)
        for n in range(count)
    ]
    ordered = tuple(sorted(tasks, key=lambda task: (task.date, task.last_date)))
    return replace(made, analysis=replace(made.analysis, plan=replace(plan, tasks=ordered)))


@pytest.mark.parametrize("count", [1, 19, 20, 60, 200])
def test_a_plan_of_any_length_takes_a_few_drawings_of_a_page(count: int, width: float) -> None:
    made = with_tasks(count)
    with drawn_sheets() as sheets:
        blocks = gantt_chart(made)
    assert all_faults(sheets) == []
    assert 1 <= len(blocks) <= 4
    if width == style.WIDTH:
        assert all(sheet.height <= TALLEST for sheet in sheets)
    grouped = ["réunies" in block["caption"] for block in blocks]
    assert any(grouped) == (count == 200)
    assert all("data" in block or "table" in block for block in blocks)


def test_a_gate_is_told_before_what_it_holds_and_once() -> None:
    made = words(a_full_client(ticked=3))
    with drawn_sheets() as sheets:
        Show(made).blocks("chart", "plan")
    gates = [box for sheet in sheets for box in sheet.boxes if box.text.startswith("STOP")]
    assert len(gates) >= 1
    names = [gate.text for gate in gates]
    assert len(names) == len(set(names)) or len(sheets) > 1


def test_the_months_of_a_load_follow_each_other() -> None:
    """A month without work keeps its column: the eye measures time by it."""
    from kit.display.sections import load
    from tests.display.test_launch_sections import a_road

    with drawn_sheets() as sheets:
        load.grid(words(a_road()))
    if style.width() == style.WIDTH:
        heads = [box for box in sheets[0].boxes if box.text.startswith("M") and box.top < 0.25]
        months = [int(box.text[1:]) for box in sorted(heads, key=lambda box: box.left)]
        assert all(after - before == 1 for before, after in pairwise(months))
    assert all_faults(sheets) == []
