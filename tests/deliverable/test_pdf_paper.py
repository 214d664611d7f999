"""The sheet: its size, the words across it, its running lines, its password."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from kit.deliverable.contents import contents_of
from kit.deliverable.pdf import pdf_of
from kit.deliverable.pdf_data import data_of
from kit.deliverable.pdf_page import A4, LETTER
from kit.deliverable.protect import protected
from tests.deliverable import tags
from tests.deliverable.sample import LONG_NAME, chart, cover, notebook, report_blocks, section

SAID = {"lang": "fr", "title": "Rapport", "client": "Atelier Nord", "as_of": "2026-11-22"}
NAMES = {
    "long": "Établissements Vandenbroucke-Delacroix et Compagnie, maîtrise d’œuvre et rénovation",
    "endless": "N" * 80,
    "arabic": "شركة النور للتجارة العامة والخدمات اللوجستية",
    "emoji": "Les Petits Plats 🍲 de Zoé 👩\u200d🍳 & associés",
}


def made(blocks: list[Any] | None = None, **said: str) -> PdfReader:
    pdf, _, warnings = pdf_of(contents_of(notebook(blocks, SAID | said)))
    assert not [warning for warning in warnings if "PDF/UA" in warning]
    return PdfReader(io.BytesIO(pdf))


def reach(page: Any) -> float:
    """How far to the right the words of *page* start."""
    starts: list[float] = []
    page.extract_text(
        visitor_text=lambda text, cm, tm, font, size: text.strip() and starts.append(tm[4])
    )
    return max(starts)


def test_charts_are_drawn_at_their_own_width_on_both_papers() -> None:
    from kit.display.style import WIDTH

    assert A4.width == LETTER.width == pytest.approx(WIDTH * 72)
    assert LETTER.side > A4.side and LETTER.height < A4.height


def test_a_tall_chart_stands_on_a_shorter_page() -> None:
    for paper, page in (("a4", A4), ("letter", LETTER)):
        said = SAID | {"paper": paper}
        drawn = data_of(contents_of(notebook([chart("a", height=5000)], said)))[0]["pieces"][0]
        assert drawn["height"] <= page.chart_height + 1


def test_the_words_across_the_pages_are_on_each_of_them_and_not_read() -> None:
    plain, marked = made(paper="letter"), made(paper="letter", watermark="projet")
    assert all("projet" in page.extract_text() for page in marked.pages)
    assert len(tags.marked(plain)) == len(tags.marked(marked))


@pytest.mark.parametrize("words", ["", "x", LONG_NAME * 2, "مسودة", "#panic() 🍲"])
def test_any_words_can_go_across(words: str) -> None:
    assert made([section("A")], watermark=words).pages


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_long_or_foreign_name_stays_on_the_page(name: str, paper: str) -> None:
    blocks = [
        {**cover(), "client": name, "confidentiality": f"Réservé à la direction de {name}"},
        *report_blocks()[1:],
    ]
    reader = made(blocks, client=name, paper=paper)
    page = LETTER if paper == "letter" else A4
    assert all(reach(one) < page.side + page.width for one in reader.pages)


def test_the_first_page_has_no_header_and_the_others_their_chapter() -> None:
    long = {"block": "paragraph", "text": "Un mot. " * 900, "tone": "normal"}
    reader = made([section("Gains : 12 000 €"), long, section("Suite"), long])
    heads = [page.extract_text().split("\n")[0] for page in reader.pages]
    assert "Atelier Nord · " not in heads[0]
    assert "Atelier Nord · 1. Gains" in heads[1] and "12 000" not in heads[1]
    assert "Atelier Nord · 2. Suite" in heads[-1]


# ------------------------------------------------------------------ password


def test_a_protected_file_opens_with_its_password_only() -> None:
    pdf, _, _ = pdf_of(contents_of(notebook()))
    locked = protected(pdf, "un-mot-de-passe-sûr")
    for wrong in ("", "autre"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(locked), password=wrong)
    with pikepdf.open(io.BytesIO(locked), password="un-mot-de-passe-sûr") as opened:
        assert (opened.encryption.V, opened.encryption.R) == (5, 6)
        assert opened.encryption.stream_method.name == "aesv3"
        assert opened.encryption.string_method.name == "aesv3"
        assert opened.allow.accessibility
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang).startswith("fr")
        assert "/StructTreeRoot" in opened.Root
        clear = io.BytesIO()
        opened.save(clear)
    before, after = PdfReader(io.BytesIO(pdf)), PdfReader(clear)
    assert tags.marked(before) == tags.marked(after)
    assert tags.figures(before) == tags.figures(after)
