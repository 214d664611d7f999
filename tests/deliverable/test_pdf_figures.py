"""The figures of a chart can be had from its caption, and one comes back to it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from kit.deliverable.contents import contents_of
from kit.deliverable.pdf import pdf_of
from kit.deliverable.pdf_data import data_of
from kit.deliverable.pdf_page import A4
from tests.deliverable import tags
from tests.deliverable.sample import LONG_NAME, chart, cover, notebook, rows, section, table

DATA = {
    "title": "Les chiffres",
    "columns": ["Processus", "Heures"],
    "rows": [["Relances", "12 h"], ["Saisie", "8 h"]],
}


def with_data(caption: str, **more: Any) -> dict[str, Any]:
    return {**chart(caption), "id": caption, "data": {**DATA, **more}}


def drawn(*blocks: dict[str, Any]) -> list[dict[str, Any]]:
    return data_of(contents_of(notebook(list(blocks))))[0]["pieces"]


def test_figures_that_no_table_holds_close_the_document() -> None:
    made = drawn(section("A"), with_data("a"), section("B"), with_data("b"))
    opening, strip = made[-2:]
    assert opening["title"] == "3. Les chiffres des graphiques"
    assert opening["listed"] and opening["level"] == 1
    small = [one for column in strip["columns"] for one in column]
    charts = [piece for piece in made if piece["block"] == "chart"]
    assert [one["back"] for one in small] == [one["id"] for one in charts]
    assert [one["figures"]["to"] for one in charts] == [one["id"] for one in small]
    assert [column["align"] for column in small[0]["columns"]] == ["left", "right"]


@pytest.mark.parametrize("wanted", ["hours", "table-hours"])
def test_a_chart_beside_its_table_leads_to_it(wanted: str) -> None:
    kept = {**table("T", rows(3)), "id": "table-hours" if wanted == "table-hours" else "hours"}
    made = drawn(section("A"), {**chart("a"), "table": wanted}, kept)
    assert made[1]["figures"]["to"] == made[2]["id"]
    assert len(made) == 3


def test_a_table_that_is_not_in_the_document_is_not_led_to() -> None:
    [_, made] = drawn(section("A"), {**chart("a"), "table": "elsewhere"})
    assert made["figures"] is None


def test_narrow_tables_share_two_columns_and_a_wordy_one_takes_the_page() -> None:
    wordy = with_data("w", rows=[[LONG_NAME, "1 h"]])
    made = drawn(section("A"), with_data("a"), wordy, *map(with_data, "bcd"))
    narrow, wide = [piece for piece in made if piece["block"] == "figures"]
    assert [len(column) for column in narrow["columns"]] == [2, 2]
    assert [len(column) for column in wide["columns"]] == [1]
    for column in narrow["columns"]:
        assert sum(one["height"] for one in column) < A4.height


def test_links_go_there_and_back_and_the_part_is_in_the_contents() -> None:
    blocks = [cover(), *map(section, "ABCDE"), with_data("a"), with_data("b")]
    pdf, _, warnings = pdf_of(contents_of(notebook(blocks)))
    reader = PdfReader(io.BytesIO(pdf))
    assert not warnings
    assert (0, "6. Les chiffres des graphiques") in tags.bookmarks(reader.outline)
    assert "6. Les chiffres des graphiques" in " ".join(reader.pages[1].extract_text().split())
    links = [
        note.get_object()
        for page in reader.pages[2:]
        for note in page.get("/Annots") or ()
        if note.get_object()["/Subtype"] == "/Link"
    ]
    assert len(links) >= 4
    assert all(link.get("/Contents") or link.get("/StructParent") is not None for link in links)


def test_words_explained_stand_beside_the_introduction() -> None:
    notes = [["Gain net", "Ce qui reste, coûts déduits."]]
    for intro in ("Une introduction.", None):
        made = {**section("A", intro=intro), "notes": notes}
        pdf, _, warnings = pdf_of(contents_of(notebook([made])))
        words = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
        assert not warnings
        assert "Gain net" in words and "coûts déduits" in words
        if intro:
            assert words.index(intro) < words.index("Gain net")
