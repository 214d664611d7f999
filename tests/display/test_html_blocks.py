"""HTML of blocks: escaped in one place, semantic, without script or numbering."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from kit.display.html_blocks import block_to_html

EVIL = "<script>alert(\"1\")</script> & 'x' <img src=x onerror=alert(1)>"
COLUMN = {"label": EVIL, "align": "left", "width": 0.2}
BLOCKS: list[dict[str, Any]] = [
    {
        "block": "cover",
        "title": EVIL,
        "client": EVIL,
        "lines": [[EVIL, EVIL]],
        "confidentiality": EVIL,
    },
    {"block": "section", "id": EVIL, "level": 2, "title": EVIL, "intro": EVIL},
    {"block": "paragraph", "text": EVIL, "tone": "lead"},
    {"block": "bullets", "items": [EVIL]},
    {
        "block": "cards",
        "cards": [{"label": EVIL, "value": EVIL, "note": EVIL, "tone": "good"}],
    },
    {"block": "callout", "tone": "stop", "title": EVIL, "text": EVIL, "items": [EVIL]},
    {
        "block": "table",
        "id": EVIL,
        "caption": EVIL,
        "columns": [COLUMN, COLUMN],
        "rows": [[EVIL, EVIL]],
        "emphasis": [0],
        "note": EVIL,
    },
    {
        "block": "chart",
        "id": EVIL,
        "caption": EVIL,
        "alt": EVIL,
        "svg": "<svg viewBox='0 0 1 1'></svg>",
        "width": "full",
    },
]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[tuple[str, dict[str, str | None]]] = []
        self.depth: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append((tag, dict(attrs)))
        if tag not in {"col", "br", "wbr"}:
            self.depth.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.depth.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(html: str) -> _Tags:
    tags = _Tags()
    tags.feed(html)
    tags.close()
    assert tags.depth == []
    return tags


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block["block"])
def test_client_text_stays_text_in_every_block(block: dict[str, Any]) -> None:
    tags = parsed(block_to_html(block))
    assert {"script", "img", "style"}.isdisjoint(tag for tag, _ in tags.opened)
    assert not any(name.startswith("on") for _, attrs in tags.opened for name in attrs)
    assert EVIL in tags.text


def test_a_table_names_itself_and_its_headings() -> None:
    block = {**BLOCKS[6], "caption": "Classement", "id": "table-ranking"}
    tags = parsed(block_to_html(block))
    scopes = [attrs.get("scope") for tag, attrs in tags.opened if tag == "th"]
    assert scopes == ["col", "col", "row"]
    assert tags.opened[0][1]["id"] == "table-ranking"
    assert "caption" in [tag for tag, _ in tags.opened]


def a_table(*aligns: str, **more: Any) -> dict[str, Any]:
    columns = [{"label": f"C{at}", "align": align} for at, align in enumerate(aligns)]
    block = {"block": "table", "id": "t", "caption": "T", "columns": columns, "note": None}
    return {**block, "rows": [["x"] * len(aligns)], **more}


def test_a_table_of_words_is_stacked_on_a_phone_and_one_of_figures_scrolls() -> None:
    words = block_to_html(a_table("left", "left", "right"))
    assert 'class="kit-table kit-stack"' in words
    assert '<td class="kit-right" data-label="C2">x</td>' in words
    assert "tabindex" not in words
    figures = block_to_html(a_table("left", "right", "right"))
    assert 'role="group" tabindex="0" aria-label="T"' in figures
    assert 'class="kit-table kit-compare"' in figures
    assert "data-label" not in figures


def test_a_table_led_by_a_rank_says_so() -> None:
    assert 'kit-compare kit-ranked"' in block_to_html(a_table("center", "left", "right", "right"))


def test_a_folded_table_keeps_its_caption_and_opens_without_a_script() -> None:
    html = block_to_html(a_table("left", "left", folded=True))
    assert html.startswith('<details class="kit-fold"><summary>T</summary><div')
    assert '<caption class="kit-unseen">T</caption>' in html


def test_a_heading_of_the_contents_can_be_linked_to() -> None:
    block = {"block": "section", "id": "s", "level": 1, "title": "T", "intro": None}
    html = block_to_html({**block, "listed": True})
    assert '<a class="kit-anchor" href="#s" aria-labelledby="s"></a>' in html
    assert "kit-anchor" not in block_to_html(block)


def test_a_chart_and_its_narrow_twin_share_no_id_and_take_the_colours_of_the_page() -> None:
    svg = (
        '<svg viewBox="0 0 1 1"><pattern id="p-1"><rect fill="#FFFFFF" /></pattern>'
        '<use href="#p-1" style="fill:#FFFFFF;stroke:#123456" clip-path="url(#p-1)" /></svg>'
    )
    html = block_to_html({**BLOCKS[7], "svg": svg, "phone": svg, "number": 4})
    assert re.findall(r' id="(p[^"]*)"', html) == ["p-1.4", "p-1.n4"]
    assert html.count("#p-1.4") == html.count("#p-1.n4") == 2
    assert 'fill="#' not in html
    assert html.count("fill:var(--kit-paper,#FFFFFF)") == 4
    assert html.count("stroke:#123456") == 2


def test_the_figures_of_a_chart_are_under_it_and_aligned() -> None:
    data = {"title": "Les chiffres", "columns": ["Mois", "Gain"], "rows": [["juin", "−12 €"]]}
    html = block_to_html({**BLOCKS[7], "id": "c", "data": data})
    assert html.index("</figure>") < html.index('<summary id="c-data">Les chiffres</summary>')
    assert '<td class="kit-right">−12 €</td>' in html


def test_a_piece_of_code_is_folded_and_stays_text() -> None:
    html = block_to_html({"block": "code", "text": f"show.x()\n{EVIL}", "title": "Code"})
    assert "<summary>Code <code>show.x()</code></summary>" in html
    assert EVIL in parsed(html).text


def test_lines_of_a_cell_are_kept() -> None:
    block = {**BLOCKS[6], "rows": [["a\nb", "c"]]}
    assert "a<br>b" in block_to_html(block)


def test_a_chart_is_an_image_with_an_alternative_text() -> None:
    block = {**BLOCKS[7], "alt": "Trois irritants sur huit"}
    svg = next(attrs for tag, attrs in parsed(block_to_html(block)).opened if tag == "svg")
    assert (svg["role"], svg["aria-label"]) == ("img", "Trois irritants sur huit")


def test_a_section_of_level_one_is_an_h2() -> None:
    block = {"block": "section", "id": "s", "level": 1, "title": "T", "intro": None}
    assert block_to_html(block) == '<h2 class="kit-section kit-section-1" id="s">T</h2>'


def test_the_groups_of_a_long_table_have_their_title() -> None:
    block = {
        "block": "table",
        "id": "t",
        "caption": "Formules",
        "columns": [COLUMN, COLUMN],
        "rows": [["a", "1"], ["b", "2"], ["c", "3"]],
        "groups": [[0, "Devis <1>"], [2, "Paie"]],
        "note": None,
    }
    html = block_to_html(block)
    assert html.count("<tbody") == 2
    assert '<th scope="rowgroup" colspan="2">Devis &lt;1&gt;</th></tr><tr><th scope="row"' in html
    assert html.index("Paie") < html.index(">c<")


def test_an_address_may_break_after_its_slashes_and_a_date_may_not() -> None:
    cells = {"block": "table", "id": "t", "caption": "T", "columns": [COLUMN], "note": None}
    html = block_to_html(cells | {"rows": [["outil.example/docs/tarifs"], ["03/03/26"]]})
    assert "outil.example/<wbr>docs/<wbr>tarifs" in html
    assert "03/03/26" in html


def test_a_row_without_a_name_has_no_empty_heading() -> None:
    cells = {"block": "table", "id": "t", "caption": "T", "columns": [COLUMN, COLUMN], "note": None}
    html = block_to_html(cells | {"rows": [["", "n. c."]]})
    assert 'scope="row"' not in html
    assert html.count("<td") == 2
