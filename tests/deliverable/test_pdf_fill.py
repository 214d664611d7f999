"""Half-empty pages and their remedies, on pages measured by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kit.deliverable.pdf_fill import Place, filled, places_of
from kit.deliverable.pdf_page import A4, TOP

BOTTOM = TOP + A4.height


def text(height: float) -> dict[str, Any]:
    return {"block": "paragraph", "height": height}


def chart(height: float) -> dict[str, Any]:
    return {"block": "chart", "height": height, "share": 1.0}


def title(start: str = "room", level: int = 1) -> dict[str, Any]:
    return {"block": "section", "height": 60.0, "start": start, "room": 130.0, "level": level}


def table(rows: int, height: float) -> dict[str, Any]:
    made = {"block": "table", "rows": [["a"]] * rows, "groups": [], "whole": True, "last": 0}
    return {**made, "height": height, "room": 90.0}


def stacked(pieces: Sequence[Mapping[str, Any]]) -> dict[int, Place]:
    """Pieces one under the other; what does not fit, or asks for it, goes to the next page.

    A chart that floats opens the next page, and what follows goes on where it was; a table
    that may be cut is.
    """
    places: dict[int, Place] = {}
    page, y, waiting = 1, TOP, []
    for at, piece in enumerate(pieces):
        height = float(piece["height"])
        if piece.get("floats"):
            waiting.append(at)
            continue
        cut = piece["block"] == "table" and not piece["whole"]
        if not cut and (y + height > BOTTOM or (piece.get("start") == "page" and y > TOP)):
            page, y = page + 1, TOP
            for one in waiting:
                places[one] = Place(page, y, page, y + float(pieces[one]["height"]))
                y = places[one].bottom
            waiting = []
        first, top = page, y
        y += height
        while y > BOTTOM:
            page, y = page + 1, y - A4.height
        places[at] = Place(first, top, page, y)
    for one in waiting:
        places[one] = Place(page + 1, TOP, page + 1, TOP + float(pieces[one]["height"]))
    return places


def test_full_pages_are_left_alone() -> None:
    pieces = [text(680), chart(300), text(380)]
    assert filled(pieces, A4, stacked) == pieces


def test_a_chart_that_nearly_fits_is_drawn_a_little_smaller() -> None:
    [_, made] = filled([text(420), chart(305)], A4, stacked)
    assert 0.8 <= made["share"] < 1
    assert 420 + made["height"] < A4.height
    assert stacked([text(420), made])[1].first == 1


def test_one_that_does_not_lets_the_text_after_it_come_up() -> None:
    made = filled([text(400), chart(500), text(200), text(100)], A4, stacked)
    assert made[1]["floats"]
    assert stacked(made)[2].first == 1


def test_but_never_goes_past_the_next_chapter_or_another_chart() -> None:
    for after in (title(), chart(200)):
        pieces = [text(400), chart(500), after]
        assert filled(pieces, A4, stacked) == pieces


def test_nor_past_the_end_of_its_section_further_down() -> None:
    for words in ((text(60),), (text(30), text(30))):
        pieces = [title(), text(350), chart(500), *words, title(), text(90)]
        assert filled(pieces, A4, stacked) == pieces


def test_a_table_is_cut_where_it_has_rows_for_both_sides() -> None:
    long, short = table(8, 300.0), table(4, 300.0)
    [_, made] = filled([text(550), long], A4, stacked)
    assert (made["whole"], made["last"]) == (False, 2)
    assert filled([text(550), short], A4, stacked)[1]["whole"]


def test_a_remedy_that_costs_a_page_or_upsets_the_order_is_not_taken() -> None:
    pieces = [text(400), chart(500), text(200)]

    def upset(drawn: Sequence[Mapping[str, Any]]) -> dict[int, Place]:
        places = stacked(drawn)
        if drawn[1].get("floats"):
            places[1] = Place(1, TOP - 1, 1, TOP)  # over the words that come before it
        return places

    assert filled(pieces, A4, upset) == pieces

    def longer(drawn: Sequence[Mapping[str, Any]]) -> dict[int, Place]:
        places = stacked(drawn)
        return {**places, 9: Place(9, TOP, 9, TOP)} if drawn[1].get("floats") else places

    assert filled(pieces, A4, longer) == pieces


def test_a_summary_that_fills_little_of_its_page_shares_it() -> None:
    short, long, asked = (
        [title("page"), text(120), title("page"), text(300)],
        [title("page"), text(500), title("page"), text(300)],
        [title("page"), text(120), {**title("page"), "page": True}, text(300)],
    )
    assert [one.get("start") for one in filled(short, A4, stacked)][2] == "room"
    assert filled(long, A4, stacked) == long
    assert filled(asked, A4, stacked) == asked


def test_marks_say_where_pieces_begin_and_end() -> None:
    pieces = [{"block": "cards"}, {"block": "table", "tail": 20.0}]
    marks = [
        {"at": 0, "page": 1, "y": 120.0},
        {"at": 0, "page": 1, "y": 100.0},
        {"at": 1, "page": 1, "y": 200.0},
        {"at": 1, "page": 2, "y": 90.0},
    ]
    places = places_of(marks, pieces)
    assert (places[0].first, places[0].last, places[0].bottom) == (1, 1, 134.0)
    assert places[1] == Place(1, 200.0, 2, 110.0)
