"""Slides and the Word document, opened by LibreOffice and printed to PDF."""

from __future__ import annotations

import io
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from kit.catalogue import load_catalogue
from kit.client import Client
from kit.deliverable.slides import write_slides
from kit.deliverable.word import write_word
from kit.display.words import Words
from kit.texts import Texts
from tests.clients import a_client, analysed
from tests.documents import contents
from tests.edges import edges
from tests.examples import client_of
from tests.office.test_libreoffice import converted

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]
AS_OF = date(2026, 11, 23)
DECKS = {
    "exemple-comptable": client_of("exemple-comptable"),
    "exemple-electricien": client_of("exemple-electricien"),
    "nothing": a_client(),
    "long-names": edges()["long-names"],
    "right-to-left": edges()["right-to-left"],
}


def pages_of(path: Path) -> list[str]:
    """What is read on each page of *path*, once LibreOffice has printed it."""
    printed = converted(path, "pdf").read_bytes()
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages]
    return [re.sub(r"\s+", " ", page) for page in pages]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("client", DECKS.values(), ids=DECKS)
def test_the_slides_print_as_ten_pages_with_their_titles(
    client: Client, lang: str, tmp_path: Path
) -> None:
    from pptx import Presentation

    path = tmp_path / "slides.pptx"
    write_slides(path, Words(analysed(client, AS_OF), load_catalogue(), Texts(lang)))
    pages = pages_of(path)
    assert len(pages) == 10
    for slide, page in zip(Presentation(str(path)).slides, pages, strict=True):
        words = re.findall(r"[A-Za-zÀ-ÿ]{4,}", slide.shapes.title.text_frame.text)
        assert words and all(word in page.replace("- ", "") for word in words)


def test_the_net_gain_is_read_on_the_printed_slides(tmp_path: Path) -> None:
    path = tmp_path / "slides.pptx"
    client = DECKS["exemple-comptable"]
    write_slides(path, Words(analysed(client, AS_OF), load_catalogue(), Texts("fr")))
    assert re.search(r"603 ?€ nets par mois", pages_of(path)[5])


@pytest.mark.parametrize(
    ("name", "document", "least", "most"),
    [("exemple-comptable", "report", 35, 90), ("exemple-flash", "flash", 2, 3)],
)
def test_the_word_document_prints_with_its_contents_and_its_page_numbers(
    name: str, document: str, least: int, most: int, tmp_path: Path
) -> None:
    path = tmp_path / "report.docx"
    given = contents(client_of(name), document, "fr", AS_OF)
    write_word(path, given)
    pages = pages_of(path)
    assert least <= len(pages) <= most
    whole = " ".join(pages)
    for entry in given.entries:
        words = re.findall(r"[A-Za-zÀ-ÿ]{5,}", entry.title)
        assert all(word in whole for word in words), entry.title
    assert f"Page {len(pages)} sur {len(pages)}" in pages[-1]
    assert all(page.strip() for page in pages)
