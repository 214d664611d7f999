"""The Word document: real styles, a contents already filled, tables and pictures for everyone."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import etree
from nbformat import NotebookNode

from kit.analysis.results import results
from kit.brand import load_brand
from kit.client import Client
from kit.deliverable.contents import Contents, contents_of
from kit.deliverable.word import write_word
from kit.deliverable.word_xml import mark_of, run
from kit.display.numbers import Numbers
from kit.texts import LANGUAGES, Texts
from tests.clients import a_client, a_company, analysed
from tests.deliverable import sample
from tests.documents import contents
from tests.edges import edges
from tests.examples import client_of
from tests.test_languages import foreign_words

AS_OF = date(2026, 11, 23)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CASES = {
    "report": ("exemple-comptable", "report"),
    "audit": ("exemple-electricien", "audit"),
    "flash": ("exemple-flash", "flash"),
}
EVERY = pytest.mark.parametrize("case", CASES)


@cache
def contents_case(case: str, lang: str = "fr") -> Contents:
    name, document = CASES[case]
    return contents(client_of(name), document, lang, AS_OF)


def written(given: Contents, folder: Path) -> bytes:
    path = folder / "report.docx"
    write_word(path, given)
    return path.read_bytes()


@cache
def case_bytes(case: str, lang: str = "fr") -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return written(contents_case(case, lang), Path(folder))


def body_of(data: bytes) -> Any:
    return Document(io.BytesIO(data)).element.body


def text_of(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def style_of(paragraph: Any) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val"))


def headings(body: Any, level: int) -> list[str]:
    return [text_of(one) for one in body.iter(f"{W}p") if style_of(one) == f"Heading{level}"]


@EVERY
def test_headings_are_those_of_the_contents(case: str) -> None:
    given, body = contents_case(case), body_of(case_bytes(case))
    for level in (1, 2):
        wanted = [entry.title for entry in given.entries if entry.level == level]
        assert headings(body, level)[: len(wanted)] == wanted
    closing = headings(body, 1)[len([one for one in given.entries if one.level == 1]) :]
    assert len(closing) <= 1  # the figures of the charts


@pytest.mark.parametrize("case", ["report", "audit"])
def test_the_table_of_contents_is_a_field_already_filled(case: str) -> None:
    body = body_of(case_bytes(case))
    instructions = [node.text for node in body.iter(f"{W}instrText")]
    assert [one.split()[0] for one in instructions].count("TOC") == 1
    lines = [text_of(one) for one in body.iter(f"{W}p") if style_of(one).startswith("TOC")]
    shown = [one for level in (1, 2) for one in headings(body, level)]
    assert sorted(lines[1:]) == sorted(shown)
    kinds = [node.get(f"{W}fldCharType") for node in body.iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


@EVERY
def test_opening_the_file_asks_nothing(case: str) -> None:
    with zipfile.ZipFile(io.BytesIO(case_bytes(case))) as package:
        settings = package.read("word/settings.xml").decode()
        document = package.read("word/document.xml").decode()
    assert "updateFields" not in settings
    assert "w:dirty" not in document


@EVERY
def test_links_lead_somewhere_and_marks_are_unique(case: str) -> None:
    body = body_of(case_bytes(case))
    marks = [node.get(f"{W}name") for node in body.iter(f"{W}bookmarkStart")]
    assert len(marks) == len(set(marks))
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", mark, re.ASCII) for mark in marks)
    targets = {node.get(f"{W}anchor") for node in body.iter(f"{W}hyperlink")} - {None}
    assert targets <= set(marks)


@EVERY
def test_tables_repeat_their_head_and_keep_their_rows(case: str) -> None:
    tables = [
        one
        for one in body_of(case_bytes(case)).iter(f"{W}tbl")
        if one.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "KitTable"
    ]
    assert tables
    for one in tables:
        rows = one.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert not any(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows[1:])
        assert one.find(f"{W}tblPr/{W}tblCaption") is not None
        columns = len(one.findall(f"{W}tblGrid/{W}gridCol"))
        for row in rows:
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc")]
            assert sum(1 if one is None else int(one.get(f"{W}val")) for one in spans) == columns
        for cell in one.iter(f"{W}tc"):
            assert cell[-1].tag == f"{W}p"  # Word refuses a cell that ends otherwise


@EVERY
def test_figures_stand_to_the_right_as_in_the_contents(case: str) -> None:
    body = body_of(case_bytes(case))
    tables: dict[str, list[Any]] = {}
    for one in body.iter(f"{W}tbl"):
        named = one.find(f"{W}tblPr/{W}tblCaption")
        tables.setdefault("" if named is None else named.get(f"{W}val"), []).append(one)
    given = [
        piece.block
        for piece in contents_case(case).pieces
        if piece.block is not None and piece.block["block"] == "table"
    ]
    checked = 0
    for block in given:
        found = tables[block["caption"]][0]
        cells = found.findall(f"{W}tr")[0].findall(f"{W}tc")
        for cell, column in zip(cells, block["columns"], strict=True):
            align = cell.find(f"{W}p/{W}pPr/{W}jc")
            wanted = {"left": None, "right": "right", "center": "center"}[column["align"]]
            assert (None if align is None else align.get(f"{W}val")) == wanted
            checked += 1
    assert checked


@EVERY
def test_every_picture_says_what_it_shows(case: str) -> None:
    body = body_of(case_bytes(case))
    name = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    said = [node.get("descr") for node in body.iter(name)]
    charts = [
        piece.block["alt"]
        for piece in contents_case(case).pieces
        if piece.block is not None and piece.block["block"] == "chart"
    ]
    assert said == charts
    assert all(said)


@EVERY
def test_every_block_s_words_are_there(case: str) -> None:
    """Headings, captions, paragraphs, call-outs, cards: as they are in the contents."""
    whole = re.sub(r"[\u200b]", "", text_of(body_of(case_bytes(case))))
    for piece in contents_case(case).pieces:
        block = piece.block or {}
        for key in ("title", "intro", "text", "caption"):
            if block.get(key):
                assert str(block[key]).replace("\n", "") in whole
        for item in block.get("items") or ():
            assert item.replace("\n", "") in whole
        for card in block.get("cards") or ():
            assert card["label"] in whole and card["value"] in whole
        for term, meaning in block.get("notes") or ():
            assert term in whole and meaning in whole


def test_a_chart_s_figures_are_one_link_away() -> None:
    body = body_of(case_bytes("report"))
    charts = [
        piece.block
        for piece in contents_case("report").pieces
        if piece.block is not None and piece.block["block"] == "chart" and piece.block.get("data")
    ]
    assert charts
    marks = {node.get(f"{W}name") for node in body.iter(f"{W}bookmarkStart")}
    targets = {node.get(f"{W}anchor") for node in body.iter(f"{W}hyperlink")}
    for chart in charts:
        assert mark_of(f"figures-{chart['id']}") in marks & targets


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_language_the_page_numbers_and_the_running_title(lang: str) -> None:
    data = case_bytes("report", lang)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        styles = package.read("word/styles.xml").decode()
        parts = {name: package.read(name).decode() for name in package.namelist()
                 if re.match(r"word/(header|footer)\d", name)}  # fmt: skip
    tag = {"fr": "fr-FR", "en": "en-GB"}[lang]
    assert f'w:lang w:val="{tag}"' in styles
    assert any(" PAGE " in text and " NUMPAGES " in text for text in parts.values())
    assert any("Cabinet Orneval · " in text for text in parts.values())
    assert any("onfidenti" in text for text in parts.values())


def test_a_document_without_a_cover_starts_with_its_title() -> None:
    given, body = contents_case("flash"), body_of(case_bytes("flash"))
    first = next(body.iter(f"{W}p"))
    assert style_of(first) == "Title"
    assert text_of(first) == given.heading
    assert not [one for one in body.iter(f"{W}p") if style_of(one).startswith("TOC")]


@pytest.mark.parametrize("paper, size", [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_paper_is_the_one_asked_for(paper: str, size: tuple[int, int], tmp_path: Path) -> None:
    data = written(replace(contents_case("flash"), paper=paper), tmp_path)
    section = Document(io.BytesIO(data)).sections[0]
    assert (round(section.page_width.pt), round(section.page_height.pt)) == size
    text = section.page_width.pt - section.left_margin.pt - section.right_margin.pt
    for one in body_of(data).iter(f"{W}tblW"):
        assert int(one.get(f"{W}w")) / 20 <= text + 1


def test_a_watermark_stands_on_every_page(tmp_path: Path) -> None:
    data = written(replace(contents_case("report"), watermark='Projet "A & B"'), tmp_path)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        headers = [package.read(name).decode() for name in package.namelist()
                   if re.match(r"word/header\d", name)]  # fmt: skip
    assert len(headers) == 2
    for header in headers:
        strings = [node.get("string") for node in etree.fromstring(header.encode()).iter()
                   if node.get("string")]  # fmt: skip
        assert strings == ['Projet "A & B"']


def test_the_brand_is_in_theme_and_styles() -> None:
    brand = load_brand()
    with zipfile.ZipFile(io.BytesIO(case_bytes("report"))) as package:
        theme = package.read("word/theme/theme1.xml").decode()
        styles = package.read("word/styles.xml").decode()
    assert theme.count(f'<a:latin typeface="{brand.office_font}"/>') == 2
    for role in ("accent", "main", "stop"):
        assert f'val="{brand[role][1:]}"' in theme
    assert f'w:val="{brand["accent"][1:]}" w:themeColor="text2"' in styles


def test_styles_are_those_that_word_knows_and_each_one_used_exists() -> None:
    document = Document(io.BytesIO(case_bytes("report")))
    names = {style.name for style in document.styles}
    known = {"Title", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "Caption"}
    assert known | {"Kit Note", "Kit Lead", "toc 1", "toc 2"} <= names
    ids = {style.style_id for style in document.styles}
    used = {style_of(one) for one in document.element.body.iter(f"{W}p")} - {""}
    assert used <= ids


def test_same_contents_same_bytes_and_the_as_of_date(tmp_path: Path) -> None:
    data = case_bytes("report")
    assert written(contents_case("report"), tmp_path) == data
    properties = Document(io.BytesIO(data)).core_properties
    assert properties.created.date() == properties.modified.date() == AS_OF
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_figures_are_those_of_the_results() -> None:
    client = client_of("exemple-comptable")
    case = results(analysed(client, AS_OF))["business_case"]
    exact = Numbers(Texts("fr")).money_exact(case["net_month"])
    assert exact == "603,33\u202f€"
    assert exact in text_of(body_of(case_bytes("report")))


# -- analysts' words, hostile words, edges -------------------------------------------------------


def noted(notebook: NotebookNode, folder: Path) -> bytes:
    return written(contents_of(notebook), folder)


def test_an_analyst_s_markdown_keeps_its_shape(tmp_path: Path) -> None:
    import nbformat

    source = (
        "## Mon avis\n\nUn **mot** et *un autre*, `code`, ~~non~~, [site](https://exemple.fr).\n\n"
        "1. un\n2. deux\n   - dedans\n\nAvant\n\n3. trois\n4. quatre\n\n> cité\n\n---\n\n"
        "| A | B |\n|---|--:|\n| x | 1 |\n\n```\nbloc\n```\n"
        f"\n![Un point](data:image/png;base64,{sample.PIXEL})\n"
    )
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_markdown_cell(source)]
    body = body_of(noted(notebook, tmp_path))
    styles = [style_of(one) for one in body.iter(f"{W}p")]
    for wanted in ("ListNumber", "ListBullet", "Quote", "KitCode", "KitCell"):
        assert wanted in styles
    numbers = {node.get(f"{W}val") for node in body.iter(f"{W}numId")}
    assert len(numbers - {"1", "2"}) == 2  # each ordered list counts by itself
    assert "mot" in [
        text_of(one) for one in body.iter(f"{W}r") if one.find(f"{W}rPr/{W}b") is not None
    ]
    relations = Document(io.BytesIO(noted(notebook, tmp_path))).part.rels.values()
    assert "https://exemple.fr" in [one.target_ref for one in relations if one.is_external]


@pytest.mark.parametrize("hostile", sample.HOSTILE)
def test_hostile_words_stay_words(hostile: str, tmp_path: Path) -> None:
    blocks = [
        sample.section(hostile),
        {"block": "paragraph", "text": hostile, "tone": "normal"},
        sample.table(hostile, [[hostile, "1", "2 h", "3 €"]]),
        sample.callout("stop", hostile),
    ]
    import nbformat

    from kit.display.blocks import BLOCK_MIME

    notebook = nbformat.v4.new_notebook()
    cell = nbformat.v4.new_code_cell("")
    cell.outputs = [nbformat.v4.new_output("display_data", {BLOCK_MIME: one}) for one in blocks]
    notebook.cells = [cell]
    body = body_of(noted(notebook, tmp_path))
    instructions = {(node.text or "").split()[0] for node in body.iter(f"{W}instrText")}
    assert instructions <= {"TOC"}
    assert len(list(body.iter(f"{W}tbl"))) == 2


@pytest.mark.parametrize("name", ["long-names", "emoji", "right-to-left"])
def test_any_client_has_a_document_that_opens(name: str, tmp_path: Path) -> None:
    client: Client = edges()[name]
    data = written(contents(client, "report"), tmp_path)
    whole = text_of(body_of(data))
    wrong = re.findall(r"\b(?:nan|None|inf)\b|\{[a-z_]+\}", whole)
    assert [one for one in wrong if one not in repr(client)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_document_speaks_one_language(lang: str, tmp_path: Path) -> None:
    client = a_client(company=a_company(name="Kappa"))
    data = written(contents(client, "report", lang, AS_OF), tmp_path)
    said = " ".join(
        text_of(one) for one in body_of(data).iter(f"{W}p") if "http" not in text_of(one)
    )
    assert [one for one in foreign_words(said, lang) if one.lower() not in ("source", "loi")] == []


def test_what_xml_forbids_is_dropped_and_lines_are_kept() -> None:
    made = run("a\x00b\x0c\ud800\ufffe & <c>\r\nd")
    assert etree.fromstring(f'<x xmlns:w="w">{made}</x>') is not None
    assert "ab &amp; &lt;c&gt;" in made
    assert made.count("<w:br/>") == 1
