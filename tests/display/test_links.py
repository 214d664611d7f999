"""A figure leads to the row of the appendix that explains it, when there is one."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import nbformat
import pytest

from kit.client import Client
from kit.deliverable.contents import contents_of
from kit.deliverable.html import KitHTMLExporter
from kit.deliverable.pdf import pdf_of
from kit.display.blocks import BLOCK_MIME
from kit.display.contents import MAKERS
from kit.display.html_blocks import block_to_html
from kit.display.links import anchor_of
from kit.display.parts import Card, cards
from kit.display.plain import block_to_text
from kit.display.sections.business_case import irr_text
from kit.display.tables import Column, right, table
from tests.display.samples import a_full_client, show, words
from tests.rich import a_rich_client

NET, UNKNOWN = "business_case.net_month", "business_case.no_such_figure"


class Anchors(HTMLParser):
    """Every id of a page, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        href = found.get("href") or ""
        self.links += [href[1:]] if href.startswith("#") else []


def every_block(client: Client, lang: str = "fr") -> list[dict[str, Any]]:
    made = show(client, lang)
    return [
        block
        for kind, makers in MAKERS.items()
        if kind in ("cards", "callout", "table", "text")
        for key in makers
        for block in made.blocks(kind, key)
    ]


def notebook_of(blocks: list[dict[str, Any]]) -> nbformat.NotebookNode:
    made = nbformat.v4.new_notebook()
    cell = nbformat.v4.new_code_cell("show")
    cell.outputs = [
        nbformat.v4.new_output(
            "display_data", {BLOCK_MIME: block, "text/html": block_to_html(block)}
        )
        for block in blocks
    ]
    made.cells.append(cell)
    return made


def test_a_card_leads_to_the_trace_of_its_figure() -> None:
    [block] = cards(words(), [Card("Net", "603,33 €", figure=NET)])
    assert block["cards"][0]["link"] == anchor_of(NET)
    assert f'<a class="kit-trace" href="#trace-{NET}">603,33 €</a>' in block_to_html(block)
    assert block_to_text(block) == "Net : 603,33 €"


@pytest.mark.parametrize("figure", [None, UNKNOWN])
def test_a_card_whose_figure_nothing_explains_has_no_link(figure: str | None) -> None:
    [block] = cards(words(), [Card("Net", "603,33 €", figure=figure)])
    assert "link" not in block["cards"][0]
    assert "<a" not in block_to_html(block)


def test_a_missing_figure_leads_nowhere() -> None:
    says = words()
    block, *_ = cards(says, [Card("Net", says.numbers.missing, figure=NET)])
    assert "link" not in block["cards"][0]


def test_cells_lead_to_their_traces_and_rows_may_count_from_the_end() -> None:
    columns = (Column("line"), right("amount"))
    rows = [["Total", ""], ["Net", "603,33 €"], ["Autre", "1 €"]]
    figures = {(0, 1): NET, (-2, 1): NET, (2, 1): UNKNOWN}
    [block] = table(words(), "t", "Titre", columns, rows, figures=figures)
    assert block["links"] == [[1, 1, anchor_of(NET)]]  # row 0 has nothing to click on
    page = block_to_html(block)
    assert page.count("<a ") == 1
    assert f'href="#trace-{NET}">603,33 €</a>' in page


def test_a_range_leads_to_its_low_end_and_a_horizon_figure_to_the_case() -> None:
    says = words(a_rich_client())
    shown = ("options.1.net", "business_case.returns.npv", "business_case.returns.payback")
    block, *_ = cards(says, [Card("x", "1 €", figure=figure) for figure in shown])
    assert [card["link"].removeprefix("trace-") for card in block["cards"]] == [
        "options.1.net.low",
        "business_case.npv",
        "business_case.payback_month",
    ]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("client", [a_rich_client(), a_full_client()], ids=["rich", "full"])
def test_no_link_of_a_whole_report_leads_nowhere(client: Client, lang: str) -> None:
    page, _ = KitHTMLExporter().from_notebook_node(notebook_of(every_block(client, lang)))
    found = Anchors(page)
    assert set(found.links) <= set(found.ids)
    assert len(set(found.ids)) == len(found.ids)
    assert sum(link.startswith("trace-") for link in found.links) > 5


def test_without_the_appendix_a_notebook_keeps_its_words_and_loses_its_links() -> None:
    blocks = [block for block in every_block(a_rich_client()) if "anchors" not in block]
    page, _ = KitHTMLExporter().from_notebook_node(notebook_of(blocks))
    assert 'kit-trace"' not in page
    assert set(Anchors(page).links) <= set(Anchors(page).ids)


def test_an_appendix_shown_twice_explains_once() -> None:
    blocks = [block for block in every_block(a_rich_client()) if "anchors" in block]
    page, _ = KitHTMLExporter().from_notebook_node(notebook_of([*blocks, *blocks]))
    ids = Anchors(page).ids
    assert len(set(ids)) == len(ids)


def test_the_document_on_paper_keeps_its_standard_and_has_the_links() -> None:
    from io import BytesIO

    from pypdf import PdfReader

    contents = contents_of(notebook_of(every_block(a_rich_client())))
    pdf, _, warnings = pdf_of(contents)
    assert warnings == ()  # PDF/UA-1 and PDF/A-2a, links included
    reader = PdfReader(BytesIO(pdf))
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    assert len(notes) > 5
    assert all(note["/Subtype"] == "/Link" for note in notes)


@pytest.mark.parametrize("client", [a_rich_client(), a_full_client()], ids=["rich", "full"])
def test_a_link_leads_to_the_figure_that_is_shown(client: Client) -> None:
    """Corrected figures to the corrected trace, whatever the way the figure is written."""
    says = words(client)
    number = says.numbers
    values = {anchor_of(one.figure): one.value for one in says.analysis.traces}
    shown: list[tuple[str, str]] = []
    for block in every_block(client):
        shown += [(one["link"], one["value"]) for one in block.get("cards", ()) if "link" in one]
        shown += [
            (anchor, block["rows"][row][column]) for row, column, anchor in block.get("links", ())
        ]
    assert len(shown) > 5
    for anchor, text in shown:
        value = abs(values[anchor])  # a cost is shown with its sign in a table of both sides
        written = [
            write(value)
            for write in (
                number.money,
                number.money_exact,
                number.share,
                number.percent,
                number.hours,
                number.number,
            )
        ]
        written.append(irr_text(says, values[anchor]))
        written.append(says("card.payback_at_once") if not value else written[0])
        assert any(one in text for one in written), (anchor, text, values[anchor])
