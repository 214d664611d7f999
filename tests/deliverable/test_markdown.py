"""An analyst's Markdown: parsed once, safe in every target."""

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.deliverable.markdown import parse
from kit.deliverable.markdown_html import to_html
from kit.texts import Texts
from tests.deliverable.sample import PIXEL

FR = Texts("fr")


def html(source: str, **more: Any) -> str:
    return to_html(parse(source, **more), FR)


def test_common_marks_come_out() -> None:
    page = html("**fort** *doux* ~~non~~ `code`\n\n- un\n- deux\n\n3. trois\n\n> dit\n\n---\n")
    for part in ("<strong>fort</strong>", "<em>doux</em>", "<s>non</s>", "<code>code</code>"):
        assert part in page
    assert "<ul><li>un</li><li>deux</li></ul>" in page
    assert '<ol start="3">' in page
    assert "<blockquote><p>dit</p></blockquote>" in page
    assert "<hr>" in page


def test_a_table_keeps_its_headings_and_sides() -> None:
    page = html("| a | b |\n|---|--:|\n| 1 | 2 |")
    assert '<th scope="col" class="kit-right">b</th>' in page
    assert '<td class="kit-right">2</td>' in page


def test_french_punctuation_gets_its_narrow_spaces() -> None:
    assert html("Prêt ? « oui »") == "<p>Prêt\u202f? «\u202foui\u202f»</p>"
    assert html("Ready ?", lang="en") == "<p>Ready ?</p>"


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "texte <img src=x onerror=alert(1)> texte",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "![x](https://example.org/pixel.png)",
        "![x](../../secret.png)",
        "![x](data:image/svg+xml;base64,PHN2Zz4=)",
        "<style>*{display:none}</style>",
        "<svg><a xlink:href='javascript:alert(1)'></a></svg>",
    ],
)
def test_nothing_dangerous_passes(source: str) -> None:
    page = html(source)
    for part in ("<script", "<img", "<style", "<svg", "<a "):
        assert part not in page


def test_raw_html_is_shown_as_typed_but_comments_are_not() -> None:
    page = html("avant <!-- secret --> <b>gras</b> après\n\n<!-- encore\nsecret -->\n\nfin")
    assert "secret" not in page
    assert "&lt;b&gt;gras&lt;/b&gt;" in page
    assert "fin" in page


def test_a_break_typed_as_html_is_a_break() -> None:
    assert html("un<br>deux<br/>trois") == "<p>un<br>deux<br>trois</p>"


def test_a_link_says_nothing_of_where_it_was_clicked() -> None:
    page = html("[guide](https://example.org/a?b=1&c=2)")
    assert 'rel="noopener noreferrer"' in page
    assert 'href="https://example.org/a?b=1&amp;c=2"' in page


def test_an_attached_picture_travels_inside_the_page() -> None:
    attachments = {"plan.png": {"image/png": PIXEL}}
    page = html("![schéma](attachment:plan.png)", attachments=attachments)
    assert f'src="data:image/png;base64,{PIXEL}"' in page
    assert 'alt="schéma"' in page


@pytest.mark.parametrize("data", ["@@@", base64.b64encode(b"not a picture").decode(), PIXEL[:40]])
def test_a_damaged_picture_leaves_its_alternative_text(data: str) -> None:
    page = html("![schéma](attachment:p.png)", attachments={"p.png": {"image/png": data}})
    assert page == "<p>[schéma]</p>"


def test_task_lists_show_their_boxes() -> None:
    page = html("- [x] fait\n- [ ] à faire")
    assert "☑ fait" in page
    assert "☐ à faire" in page


@given(st.text(max_size=300))
def test_any_text_gives_inert_html_and_plain_nodes(source: str) -> None:
    nodes = parse(source)
    json.dumps(nodes)
    page = to_html(nodes, FR).lower()
    assert "<script" not in page
    assert "<iframe" not in page
