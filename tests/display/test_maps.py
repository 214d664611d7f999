"""Charts of place: whatever is typed, nothing is upon something else, on a page and on a phone."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from kit.analysis.names import slug
from kit.colours import contrast
from kit.display import note_grid as grid
from kit.display import style
from kit.display.five_by_five import NOTES
from kit.display.heat_map import HeatWords, Spot, heat_map
from kit.display.lanes import Dot, Lane, LaneWords, lanes
from kit.display.leanings import ORDER, Leaning, leanings
from kit.display.note_map import MapWords, Point, note_map
from kit.display.packing import packed
from kit.display.profiles import Profile, RadarWords, Spoke
from kit.display.radar import radars, together
from kit.display.show import Show, open_engagement
from tests.clients import a_client, a_priority, a_process
from tests.display.overlaps import Sheet, all_faults, drawn_sheets, measured
from tests.display.samples import a_full_client, show

LONG = "Préparation et contrôle des bulletins de paie de tous les établissements du Nord"
NAMES = st.one_of(
    st.sampled_from(
        [
            LONG,
            "Devis",
            "Relances 🚀 des impayés",
            "مرحبا بالعالم في المحاسبة",
            "W" * 80,
            "发票处理流程",
            "l’été, à l’œil",
        ]
    ),
    st.text(max_size=80),
)
NOTE = st.sampled_from(NOTES)
ZONE = [(5, 1), (5, 2), (5, 3), (4, 1)]
MAP_WORDS = MapWords(
    "Effort",
    "Impact",
    "faible",
    "fort",
    "Zone des gains rapides (si le risque est faible)",
    "Risque",
    "gain rapide",
)
LEVELS = ("low", "moderate", "high", "critical")
CELLS = {(p, i): LEVELS[(p * i >= 5) + (p * i >= 10) + (p * i >= 15)] for p in NOTES for i in NOTES}
HEAT_WORDS = HeatWords(
    "Probabilité",
    "Impact",
    "faible",
    "élevé",
    dict(zip(LEVELS, ("faible", "modérée", "élevée", "critique"), strict=True)),
    "noté",
    "proposé",
)
GRID_WORDS = grid.GridWords(
    "Poids", "Note pondérée", "1, très insuffisant", "5, très bien", "jury partagé", "sous la note"
)
LANE_WORDS = LaneWords("message", "mois fixé, jour à choisir", "mise en service", "plusieurs dates")
FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])

Disc = tuple[float, float, float]


@contextmanager
def drawings() -> Iterator[list[tuple[Sheet, list[Disc]]]]:
    """The texts of each sheet drawn inside, and its numbered discs (x, y, radius) [in]."""
    found: list[tuple[Sheet, list[Disc]]] = []
    original = style.to_svg

    def to_svg(sheet: Figure, prefix: str) -> str:
        circles = [p for p in sheet.artists if isinstance(p, Circle) and p.zorder == 3]
        shown = [circle for circle in circles if circle.get_linewidth()]
        discs = [(*map(float, one.center), float(one.radius)) for one in shown]
        found.append((measured(sheet, prefix), discs))  # type: ignore[arg-type]
        return ""

    style.to_svg = to_svg
    try:
        yield found
    finally:
        style.to_svg = original


def assert_readable(draw: Callable[[], Any]) -> None:
    """On a page and on a phone: nothing is upon something else or out of the sheet."""
    with drawings() as drawn:
        draw()
        with style.on_phone():
            draw()
    assert [sheet.width for sheet, _ in drawn] == pytest.approx([style.WIDTH, style.PHONE])
    for sheet, discs in drawn:
        assert sheet.faults() == []
        for (x, y, radius), (other_x, other_y, other) in combinations(discs, 2):
            assert math.hypot(x - other_x, y - other_y) > radius + other - 0.01
        for x, y, radius in discs:
            assert radius <= x <= sheet.width - radius and radius <= y <= sheet.height - radius
            for box in sheet.boxes:
                near_x = min(max(x, box.left), box.right)
                near_y = min(max(y, box.top), box.bottom)
                inside = box.left < x < box.right and box.top < y < box.bottom  # its own number
                assert inside or math.hypot(x - near_x, y - near_y) > radius - 0.03, box


# -- the map of two notes -------------------------------------------------------------------


@st.composite
def maps(draw: st.DrawFn) -> list[Point]:
    rows = draw(
        st.lists(st.tuples(NAMES, NOTE, NOTE, NOTE, st.booleans()), min_size=1, max_size=15)
    )
    return [Point(rank, *row) for rank, row in enumerate(rows, 1)]


@FEW
@given(maps())
def test_names_and_bubbles_of_any_map_are_apart_and_on_the_sheet(points: list[Point]) -> None:
    assert_readable(lambda: note_map(points, ZONE, MAP_WORDS, "m"))


@pytest.mark.parametrize("count", [1, 8, 200])
@pytest.mark.parametrize("spread", [1, 5])
def test_up_to_two_hundred_processes_stay_readable(count: int, spread: int) -> None:
    points = [
        Point(n, LONG, 1 + n % spread, 1 + n // spread % spread, 1 + n % 5, ringed=n < 3)
        for n in range(1, count + 1)
    ]
    assert_readable(lambda: note_map(points, ZONE, MAP_WORDS, "m"))


def texts_of(draw: Callable[[], Any], phone: bool = False) -> list[str]:
    with drawn_sheets() as sheets:
        if phone:
            with style.on_phone():
                draw()
        else:
            draw()
    return [box.text for box in sheets[0].boxes]


def test_what_has_no_room_for_a_disc_is_counted() -> None:
    points = [Point(n, LONG, 3, 3, 1, ringed=False) for n in range(1, 201)]
    said = texts_of(lambda: note_map(points, ZONE, MAP_WORDS, "m"), phone=True)
    [more] = [int(text[1:]) for text in said if re.fullmatch(r"\+\d+", text) and text != "+188"]
    ranks = {text for text in said if text.isdigit() and int(text) > 12}  # not those of the list
    assert not ranks  # the first ones are drawn, in the order of the ranks
    assert more == 200 - 8
    assert "+188" in said  # and the list names twelve


def test_on_a_phone_the_names_are_under_the_map_with_their_ranks() -> None:
    points = [Point(n, f"Processus {n}", n, n, n, ringed=False) for n in NOTES]
    said = texts_of(lambda: note_map(points, ZONE, MAP_WORDS, "m"), phone=True)
    assert all(said.count(f"Processus {n}") == 1 for n in NOTES)


def test_the_zone_of_the_quick_wins_is_named_and_framed() -> None:
    point = [Point(1, "Devis", 5, 1, 1, ringed=True)]
    with_zone, without = (note_map(point, zone, MAP_WORDS, "m") for zone in (ZONE, []))
    assert with_zone.count(style.GAIN.lower()) > without.lower().count(style.GAIN.lower())
    assert MAP_WORDS.zone in texts_of(lambda: note_map(point, ZONE, MAP_WORDS, "m"))
    assert MAP_WORDS.zone not in texts_of(lambda: note_map(point, [], MAP_WORDS, "m"))


def test_the_alternative_text_of_a_large_map_names_the_first_and_counts_the_rest() -> None:
    names = [f"Processus {n}" for n in range(200)]
    client = a_client(
        processes=tuple(a_process(name) for name in names),
        priorities=tuple(a_priority(name) for name in names),
    )
    [block] = show(client).drawn("chart", "priorities_map")
    assert "188 autres" in block["alt"] and len(block["alt"]) < 1500
    assert block["table"] == "table-ranking" and block["phone"] != block["svg"]


# -- risks ----------------------------------------------------------------------------------


@FEW
@given(st.lists(st.tuples(NOTE, NOTE, st.booleans()), min_size=1, max_size=60))
def test_any_risks_stay_in_their_cells(rated: list[tuple[int, int, bool]]) -> None:
    spots = [Spot(rank, *one) for rank, one in enumerate(rated, 1)]
    assert_readable(lambda: heat_map(spots, CELLS, HEAT_WORDS, "h"))


def test_every_cell_of_the_heat_map_says_its_level_in_words() -> None:
    said = texts_of(lambda: heat_map([Spot(1, 5, 5, False)], CELLS, HEAT_WORDS, "h"))
    for level, word in HEAT_WORDS.levels.items():
        cells = sum(found == level for found in CELLS.values())
        sides = sum(word == side for side in (HEAT_WORDS.low, HEAT_WORDS.high)) * 2
        assert said.count(word) == cells + sides


@FEW
@given(st.integers(1, 250), st.floats(0.3, 3.0), st.floats(0.3, 3.0))
def test_packed_discs_are_in_their_cell_and_all_counted(
    count: int, width: float, height: float
) -> None:
    fit = packed(count, width, height, 0.16, 0.085)
    for x, y in fit.places:
        assert abs(x) + fit.radius <= width / 2 + 1e-9 and abs(y) + fit.radius <= height / 2 + 1e-9
    for (x, y), (other_x, other_y) in combinations(fit.places, 2):
        assert math.hypot(x - other_x, y - other_y) >= 2 * fit.radius - 1e-9
    shown = len(fit.places) - bool(fit.left_out)
    assert shown + fit.left_out == count


# -- the jury's notes -----------------------------------------------------------------------


@pytest.mark.parametrize("tone", [*style.SCALE, *style.RISKS, *style.LEVELS])
def test_a_number_is_legible_on_every_tone(tone: str) -> None:
    assert contrast(style.on(tone), tone) >= 4.5
    assert style.readable(tone)


def test_on_a_firm_s_own_tone_that_nothing_is_read_on_the_number_stands_on_paper(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    middling = "#4F86B3"  # 3.9 with white, 3.7 with ink
    assert not style.readable(middling)
    line = grid.Line("Prix", "50 %", (grid.Note("4,3", 4, split=True),))
    plain = grid.note_grid(["A"], [line], ["4"], GRID_WORDS, "g")
    monkeypatch.setattr(grid, "TONES", (*style.SCALE[:3], middling, style.SCALE[4]))
    chipped = grid.note_grid(["A"], [line], ["4"], GRID_WORDS, "g")
    assert chipped.lower().count(style.PAPER.lower()) > 0
    assert chipped.count("<path") + chipped.count("<rect") > plain.count("<path") + plain.count(
        "<rect"
    )


@FEW
@given(
    st.lists(NAMES, min_size=1, max_size=6),
    st.lists(NAMES, min_size=1, max_size=6),
    st.integers(0, 5),
)
def test_any_grid_of_notes_is_readable(
    solutions: list[str], criteria: list[str], seed: int
) -> None:
    lines = [
        grid.Line(
            name,
            "16 %",
            tuple(
                grid.Note("4,3", (seed + at + row) % 5 + 1, split=at % 2 == 0, vetoed=row % 2 == 0)
                for at in range(len(solutions))
            ),
        )
        for row, name in enumerate(criteria)
    ]
    scores = ["3,88"] * len(solutions)
    assert_readable(lambda: grid.note_grid(solutions, lines, scores, GRID_WORDS, "g"))


def test_solutions_with_long_names_are_letters_that_the_key_explains() -> None:
    lines = [grid.Line("Prix", "100 %", (grid.Note("4", 4),) * 6)]
    said = texts_of(lambda: grid.note_grid([LONG] * 6, lines, ["4"] * 6, GRID_WORDS, "g"))
    assert said.count("F") == 2 and said.count(LONG) == 6


# -- competences ----------------------------------------------------------------------------

SPOKES = st.builds(Spoke, NAMES, st.integers(0, 4), st.integers(1, 4))
RADAR_WORDS = RadarWords("aujourd’hui", "attendu")


@FEW
@given(st.lists(st.lists(SPOKES, min_size=3, max_size=16), min_size=1, max_size=4), NAMES)
def test_any_radar_is_readable(people: list[list[Spoke]], name: str) -> None:
    made = [Profile(name, spokes) for spokes in people]
    shown = made[: together(max(map(len, people)))]
    assert_readable(lambda: radars(shown, RADAR_WORDS, "r"))


@pytest.mark.parametrize(("axes", "people"), [(3, 4), (10, 4), (11, 2), (16, 2), (17, 1), (25, 1)])
def test_no_radar_is_taller_than_a_page(axes: int, people: int) -> None:
    assert together(axes) == people
    made = [Profile(LONG, [Spoke(LONG, 1, 4)] * axes)] * people
    with drawn_sheets() as sheets:
        radars(made, RADAR_WORDS, "r")
    assert sheets[0].height * 72 <= 640
    assert sheets[0].faults() == []


def test_both_levels_of_an_axis_stand_beside_its_name() -> None:
    spokes = [Spoke("Écoute", 1, 3), Spoke("Rigueur", 2, 2), Spoke("Décision", 3, 4)]
    for phone in (False, True):
        said = texts_of(lambda: radars([Profile("A", spokes)], RADAR_WORDS, "r"), phone)
        assert {"1 → 3", "2 → 2", "3 → 4"} <= set(said)
        assert {"aujourd’hui", "attendu"} <= set(said)


# -- answers and messages -------------------------------------------------------------------

WAYS = dict(zip(ORDER, ("à droite", "au milieu", "à gauche", "sans réponse"), strict=True))


@FEW
@given(
    st.lists(
        st.tuples(NAMES, st.lists(st.sampled_from(ORDER), min_size=1, max_size=20)),
        min_size=1,
        max_size=5,
    )
)
def test_any_answers_are_readable(groups: list[tuple[str, list[str]]]) -> None:
    rows = [Leaning(name, {way: said.count(way) for way in ORDER}) for name, said in groups]
    assert_readable(lambda: leanings(rows, WAYS, "l"))


def test_the_boxes_say_their_answer_in_words() -> None:
    rows = [Leaning("Groupe", {"right": 2, "blank": 1})]
    for phone in (False, True):
        said = texts_of(lambda: leanings(rows, WAYS, "l"), phone)
        assert said.count("à droite") == 2 and said.count("sans réponse") == 1


FIRST = date(2026, 3, 1)
DOTS = st.builds(Dot, st.integers(0, 240).map(lambda n: FIRST + timedelta(n)), st.booleans())


@FEW
@given(
    st.lists(
        st.builds(Lane, NAMES, st.lists(DOTS, max_size=30), st.booleans()), min_size=1, max_size=9
    )
)
def test_any_calendar_of_messages_is_readable(rows: list[Lane]) -> None:
    months = [(date(2026, month, 1), f"mois {month}") for month in range(3, 13)]
    assert_readable(lambda: lanes(rows, months, LANE_WORDS, "c"))


def test_messages_too_near_to_stand_apart_are_counted() -> None:
    dots = [Dot(FIRST + timedelta(n), sure=True) for n in (0, 1, 2, 200)]
    months = [(date(2026, month, 1), f"mois {month}") for month in range(3, 13)]
    said = texts_of(lambda: lanes([Lane("Équipe", dots)], months, LANE_WORDS, "c"))
    assert "3" in said and "plusieurs dates" in said and "message" in said


# -- every one of them ----------------------------------------------------------------------

KEYS = (
    *("priorities_map", "ideas_map", "risks", "competences", "ai_selftest", "communication"),
    *("flash", "crm_steps"),
)
EXAMPLES = (
    *("exemple-comptable", "exemple-comptable-j30", "exemple-batiment", "exemple-commerce"),
    *("exemple-electricien", "exemple-flash", "example-shop-en"),
)
DATA = Path(__file__).parents[2] / "data_templates"
BRAND = {value.lower() for value in (*style.BRAND.colours.values(), style.PAPER)}


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_are_readable_and_their_figures_can_be_had(example: str) -> None:
    path = DATA / f"{example}.xlsx"
    lang = "en" if example.endswith("-en") else "fr"
    made = open_engagement(path, lang=lang, as_of="2027-02-08").words
    kinds = [("chart", key) for key in KEYS] + [("table", "grids")]
    with drawn_sheets() as sheets:
        blocks = [block for kind, key in kinds for block in Show(made).drawn(kind, key)]
    assert all_faults(sheets) == []
    for block in blocks:
        if block["block"] == "chart":
            assert block["phone"] and (block.get("table") or block["data"]["rows"])
            assert block["caption"] in block["alt"] and re.search(r"\d", block["alt"])


@pytest.mark.parametrize("key", ["priorities_map", "risks", "flash"])
def test_only_the_colours_of_the_brand_are_drawn(key: str) -> None:
    for block in show(a_full_client()).drawn("chart", key):
        for svg in (block["svg"], block["phone"]):
            assert set(re.findall(r"#[0-9a-f]{6}\b", svg.lower())) <= BRAND, slug(key)
