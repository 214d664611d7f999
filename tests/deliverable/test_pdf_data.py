"""What the PDF's page is made of: widths, sizes, what stays together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.deliverable.contents import contents_of
from kit.deliverable.fonts import width_of
from kit.deliverable.pdf_data import data_of
from kit.deliverable.pdf_page import A4
from kit.deliverable.pdf_rooms import ROOM
from kit.deliverable.pdf_tables import TABLE_SIZES
from kit.deliverable.pdf_widths import column_widths, lines_of
from tests.deliverable.sample import LONG_NAME, cards, chart, cover, notebook, rows, section, table

WORDS = st.text(alphabet="abcdef ", min_size=1, max_size=60)


def pieces(*blocks: dict) -> list[dict]:
    return data_of(contents_of(notebook(list(blocks))))[0]["pieces"]


@settings(deadline=None)  # the first call reads the fonts
@given(st.lists(st.lists(WORDS, min_size=4, max_size=4), min_size=2, max_size=6))
def test_columns_fill_the_page_and_never_vanish(cells: list[list[str]]) -> None:
    widths = column_widths(cells, 9.0)
    assert sum(widths) == pytest.approx(A4.width, abs=0.1) or sum(widths) > A4.width
    assert min(widths) > 20


def test_a_column_of_figures_is_wide_enough_not_to_break() -> None:
    amount = "1 234 567,50 €"
    cells = [["Un", "Deux", "Montant"], [LONG_NAME * 3, LONG_NAME * 3, amount]]
    free = column_widths(cells, 9.0, [False, False, False])
    solid = column_widths(cells, 9.0, [False, False, True])
    assert free[2] < width_of(amount) * 9 < solid[2]


def test_a_column_may_ask_for_a_share_of_the_page() -> None:
    cells = [["Quand", "Tâche"], ["lun. 2 mars", LONG_NAME]]
    widths = column_widths(cells, 9.0, [False, False], [0.3, None])
    assert widths[0] == pytest.approx(A4.width * 0.3, rel=0.02)


def test_it_gives_some_of_its_share_where_that_makes_the_table_shorter() -> None:
    cells = [["Réponse", "Commentaire"], *[["oui", LONG_NAME * 4]] * 6]
    widths = column_widths(cells, 9.0, [False, False], [0.5, None])
    assert A4.width * 0.29 < widths[0] < A4.width * 0.45
    asked = [A4.width * 0.5, A4.width * 0.5]
    assert sum(lines_of(cells, widths, 9.0)) < sum(lines_of(cells, asked, 9.0))


def test_lines_are_counted_as_they_are_filled() -> None:
    assert lines_of([["un deux trois", "a\nb\nc"]], [30.0, 452.4], 9.0) == [3]
    assert lines_of([["", "mot " * 12]], [30.0, 452.4], 9.0) == [1]


def test_a_table_too_wide_is_set_smaller_before_words_break() -> None:
    columns = [{"label": "Indicateur", "align": "right", "width": None}] * 9
    block = table("T", [["1 234 567,50 €"] * 9]) | {"columns": columns}
    assert pieces(section("A"), block)[1]["size"] < TABLE_SIZES[0]


def test_a_small_table_is_kept_whole_and_a_long_one_is_not() -> None:
    made = pieces(section("A"), table("T", rows(3)), table("U", rows(60)))
    assert [made[1]["whole"], made[2]["whole"]] == [True, False]


def test_a_row_taller_than_a_page_may_be_cut() -> None:
    huge = table("T", [["mot " * 3000, "", "", ""]])
    assert pieces(section("A"), huge)[1]["whole_rows"] is False


def test_two_half_charts_stand_side_by_side_and_a_lone_one_does_not() -> None:
    made = pieces(chart("a", "half"), chart("b", "half"), chart("c", "half"))
    assert [piece["block"] for piece in made] == ["pair", "chart"]
    assert made[1]["share"] == 0.5


def test_a_chart_taller_than_the_page_is_made_narrower() -> None:
    [made] = pieces(chart("a", height=5000))
    assert made["share"] < 0.2
    assert made["height"] <= A4.chart_height + 1


def test_only_a_long_document_has_contents_and_page_starts() -> None:
    short = data_of(contents_of(notebook([cover(), section("A")])))[0]
    assert (short["contents"], short["pieces"][0]["start"]) == (False, "here")
    long = data_of(contents_of(notebook([cover(), *map(section, "ABCDE")])))[0]
    starts = [piece["start"] for piece in long["pieces"]]
    assert long["contents"]
    assert starts == ["page", "page", "room", "room", "room"]


def test_a_tall_opening_chart_brings_its_section_to_a_new_page_and_fits_there() -> None:
    made = pieces(cover(), *map(section, "ABCD"), section("E"), chart("a", height=600))
    last, drawn = made[-2:]
    assert last["room"] > drawn["height"]
    assert last["room"] <= A4.most_room
    assert 0.8 <= drawn["share"] <= 1


def test_a_section_that_opens_on_text_asks_for_little_room() -> None:
    made = pieces(cover(), *map(section, "ABCD"), section("E"), table("T", rows(60)))
    assert made[-2]["room"] == ROOM


@pytest.mark.parametrize(
    ("count", "spans"),
    [
        (1, [1]),
        (2, [1, 1]),
        (4, [1, 1, 1, 1]),
        (5, [2, 2, 2, 3, 3]),
        (7, [3, 3, 3, 3, 4, 4, 4]),
    ],
)
def test_every_row_of_cards_fills_the_page(count: int, spans: list[int]) -> None:
    [made] = pieces(cards(count))
    assert [card["span"] for card in made["cards"]] == spans
    assert sum(spans) == made["columns"] * made["lines"]


def test_the_last_rows_of_a_long_table_stay_together() -> None:
    short, long = pieces(
        table("T", [["a", "b", "c", "d"]] * 5), table("T", [["a", "b", "c", "d"]] * 40)
    )
    assert (short["last"], long["last"]) == (0, 3)


@pytest.mark.parametrize("first", [36, 37, 38, 39])
def test_the_title_of_a_group_is_not_lost_among_the_last_rows(first: int) -> None:
    """Rows kept together at the end are drawn without the titles of their groups."""
    grouped = table("T", [["a", "b", "c", "d"]] * 40)
    grouped["groups"] = [[0, "Un"], [first, "Deux"]]
    [made] = pieces(grouped)
    assert first < 40 - made["last"]


def test_only_the_long_grouped_tables_of_the_appendix_are_set_small() -> None:
    cells = [["a", LONG_NAME, "c", "d"]] * 60
    grouped = {"groups": [[0, "Un"], [6, "Deux"]]}
    large, small = pieces(table("T", cells, **grouped), table("T", cells, **grouped, folded=True))
    assert large["ruled"] and not small["ruled"]
    assert small["size"] < large["size"] < TABLE_SIZES[0]
    assert small["inset"] < large["inset"]


@pytest.mark.parametrize(
    ("sections", "depth", "tight"), [(10, 2, False), (65, 2, True), (90, 1, True)]
)
def test_a_table_of_contents_is_set_to_stand_on_one_page(
    sections: int, depth: int, tight: bool
) -> None:
    blocks = [section(f"Partie {number}") for number in range(sections)]
    made = data_of(contents_of(notebook(blocks)))[0]["outline"]
    assert (made["depth"], made["tight"]) == (depth, tight)


def test_a_title_in_arabic_is_closed_before_its_page_number() -> None:
    [made] = pieces(section("طلبات"))
    assert made["title"].endswith("\u200e")
    assert pieces(section("Devis"))[0]["title"].endswith("Devis")


def test_a_long_narrow_table_of_the_appendix_is_set_in_two_halves() -> None:
    columns = [
        {"label": "Hypothèse", "align": "left", "width": None},
        {"label": "Valeur", "align": "right", "width": None},
    ]
    groups = [[0, "Un"], [20, "Deux"], [35, "Trois"]]
    narrow = table("T", [["Taux d’emploi du temps", "70 %"]] * 60, columns=columns, groups=groups)
    [halves] = pieces({**narrow, "folded": True})
    first, second = halves["parts"]
    assert halves["block"] == "halves"
    assert [len(first["rows"]), len(second["rows"])] == [35, 25]
    assert [first["groups"], second["groups"]] == [[[0, "Un"], [20, "Deux"]], [[0, "Trois"]]]
    assert sum(first["widths"]) < A4.width / 2
    wordy = table("T", [[LONG_NAME * 3, "70 %"]] * 60, columns=columns, groups=groups)
    for other in (narrow, {**wordy, "folded": True}):
        assert pieces(other)[0]["block"] == "table"
