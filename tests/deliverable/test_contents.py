"""What a deliverable takes from an executed notebook, and what it leaves there."""

import nbformat
import pytest

from kit.deliverable.contents import contents_of
from kit.errors import KitError
from tests.deliverable.sample import callout, chart, notebook, section, table


def captions(*blocks: dict) -> list[str]:
    pieces = contents_of(notebook(list(blocks))).pieces
    return [piece.block["caption"] for piece in pieces]


def test_figures_and_tables_are_numbered_apart_in_the_order_of_the_document() -> None:
    made = captions(chart("A"), table("B", []), chart("C"), table("D", []))
    assert made == ["Figure 1. A", "Tableau 1. B", "Figure 2. C", "Tableau 2. D"]


def test_sections_are_numbered_and_listed_down_to_the_second_level() -> None:
    blocks = [section("A"), section("B", 2), section("C", 3), section("D", 2), section("E")]
    found = contents_of(notebook(blocks))
    assert [entry.title for entry in found.entries] == ["1. A", "1.1 B", "1.2 D", "2. E"]
    assert [piece.block["title"] for piece in found.pieces][2] == "C"


def test_a_skipped_heading_level_is_closed_up() -> None:
    pieces = contents_of(notebook([section("A", 2), section("B", 3), section("C", 1)])).pieces
    assert [piece.block["level"] for piece in pieces] == [1, 2, 1]


def test_anchors_are_unique_even_when_ids_are_not() -> None:
    pieces = contents_of(notebook([section("Gains"), section("Gains"), chart("A")])).pieces
    ids = [piece.block["id"] for piece in pieces]
    assert len(set(ids)) == len(ids)


def test_an_analysts_heading_stands_under_the_section_it_is_in() -> None:
    blocks = [section("A"), section("B", 2), "# Titre\n\n### Trop bas\n\ntexte"]
    nodes = contents_of(notebook(blocks)).pieces[-1].nodes
    assert [node["level"] for node in nodes if node["kind"] == "heading"] == [3, 4]


def test_errors_streams_sources_and_plain_outputs_do_not_travel() -> None:
    made = notebook([callout("go", "Oui")])
    error = nbformat.v4.new_output("error", ename="E", evalue="SECRET", traceback=["SECRET"])
    plain = nbformat.v4.new_output("execute_result", data={"text/html": "<b>SECRET</b>"})
    made.cells[0].outputs += [error, plain]
    found = contents_of(made)
    assert len(found.pieces) == 1
    assert "SECRET" not in str(found)


def test_a_cell_tagged_remove_cell_stays_out() -> None:
    made = notebook([callout("go", "Oui"), "note de travail"])
    for cell in made.cells:
        cell.metadata["tags"] = ["remove_cell"]
    assert contents_of(made).pieces == ()


def test_a_notebook_run_by_papermill_alone_still_says_its_language_and_title() -> None:
    made = notebook([section("Diagnosis")], kit={})
    made.metadata["papermill"] = {"parameters": {"lang": "en", "as_of": "2026-03-02"}}
    found = contents_of(made)
    assert (found.lang, found.title, found.as_of) == ("en", "Diagnosis", "2026-03-02")
    assert found.heading == "Extract from the report"


def test_a_bare_notebook_is_french_and_has_a_title() -> None:
    found = contents_of(notebook([], kit={}))
    assert (found.lang, found.title) == ("fr", "Extrait du rapport")


def test_a_block_nobody_knows_is_refused() -> None:
    with pytest.raises(KitError, match="hologram"):
        contents_of(notebook([{"block": "hologram"}]))
