"""Every document of every example, on both papers: PDF/UA-1 and PDF/A-2a, and what they promise."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from pypdf import PdfReader

from kit.catalogue import load_catalogue
from kit.deliverable.contents import Contents, contents_of
from kit.deliverable.pdf import pdf_of
from kit.deliverable.versions import version_of
from kit.texts import Texts
from tests.deliverable import tags
from tests.documents import executed
from tests.examples import client_of

AS_OF = date(2026, 11, 23)
MADE = (  # example, document, version, language, paper, words across the pages
    ("exemple-comptable", "report", "lead", "fr", "a4", ""),
    ("exemple-comptable", "report", "owner", "en", "letter", "draft"),
    ("exemple-comptable", "workshop", "lead", "fr", "letter", ""),
    ("exemple-comptable-j30", "follow-up", "lead", "fr", "a4", "projet"),
    ("exemple-batiment", "report", "lead", "en", "a4", ""),
    ("exemple-commerce", "report", "owner", "fr", "letter", ""),
    ("exemple-electricien", "audit", "lead", "en", "letter", ""),
    ("exemple-electricien", "audit", "owner", "fr", "a4", ""),
    ("exemple-flash", "flash", "lead", "fr", "a4", ""),
    ("exemple-flash", "flash", "lead", "en", "letter", "draft"),
    ("example-shop-en", "report", "lead", "en", "letter", "draft"),
)
every = pytest.mark.parametrize("made", MADE, ids=lambda made: "-".join(filter(None, made)))


@cache
def document(made: tuple[str, ...]) -> tuple[Contents, PdfReader, tuple[str, ...]]:
    example, name, version, lang, paper, watermark = made
    whole = executed(client_of(example), name, lang, AS_OF)
    whole.metadata["kit"] |= {"paper": paper, "watermark": watermark}
    contents = contents_of(version_of(whole, version, load_catalogue().documents[name].owner))
    pdf, _, warnings = pdf_of(contents)
    return contents, PdfReader(io.BytesIO(pdf)), warnings


@every
def test_it_holds_both_standards_and_says_so(made: tuple[str, ...]) -> None:
    contents, reader, warnings = document(made)
    assert not warnings
    xmp = reader.root_object["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp and "<pdfaid:conformance>A<" in xmp
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"] and root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert str(root["/Lang"]).startswith(contents.lang)
    across, down = (595, 842) if contents.paper == "a4" else (612, 792)
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages} == {
        (across, down)
    }
    assert all(tags.embedded(reader).values())


@every
def test_each_figure_is_told_and_each_section_has_its_bookmark(made: tuple[str, ...]) -> None:
    contents, reader, _ = document(made)
    charts = [
        piece.block["alt"].strip()
        for piece in contents.pieces
        if piece.block and piece.block["block"] == "chart"
    ]
    told = [alt.strip() for alt in tags.figures(reader)]
    assert [alt for alt in told if alt in charts] == charts
    assert all(told)
    listed = [(entry.level - 1, " ".join(entry.title.split())) for entry in contents.entries]
    marks = [(depth, " ".join(title.split())) for depth, title in tags.bookmarks(reader.outline)]
    added = Texts(contents.lang)["deliverable.figures.title"]
    own = [mark for mark in marks if mark in listed]
    assert own == listed
    assert all(added in title for depth, title in marks if depth == 0 and (depth, title) not in own)


@every
def test_what_is_drawn_is_read_and_in_its_order(made: tuple[str, ...]) -> None:
    """A caption is read before its figure, a chart that moved where it belongs; nothing else."""
    _, reader, _ = document(made)
    order = tags.marked(reader)
    assert len(order) == len(set(order))
    assert set(order) == tags.drawn(reader)
    back = sum(before > after for before, after in pairwise(order))
    assert back <= 2 * len(tags.figures(reader))


@every
def test_no_page_but_the_last_ones_is_left_blank(made: tuple[str, ...]) -> None:
    _, reader, _ = document(made)
    assert all(len(page.extract_text().split()) > 12 for page in reader.pages)
