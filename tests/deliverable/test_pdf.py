"""The PDF: tagged, bookmarked, in reading order, and never lost to a character."""

import io
from datetime import date
from functools import cache

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from kit.deliverable import pdf as module
from kit.deliverable.contents import contents_of
from kit.deliverable.fonts import compiler_fonts
from kit.deliverable.pdf import KitPDFExporter
from kit.deliverable.pdf_data import data_of
from kit.errors import KitError
from tests.deliverable.sample import (
    HOSTILE,
    LONG_NAME,
    PIXEL,
    callout,
    cards,
    chart,
    cover,
    notebook,
    section,
    table,
)


def export(made: nbformat.NotebookNode) -> tuple[bytes, KitPDFExporter]:
    exporter = KitPDFExporter()
    data, _ = exporter.from_notebook_node(made)
    return data, exporter


@cache
def report() -> PdfReader:
    return PdfReader(io.BytesIO(export(notebook())[0]))


def words(reader: PdfReader) -> str:
    return " ".join("".join(page.extract_text() + "\n" for page in reader.pages).split())


def outline(entries: list, depth: int = 0) -> list[tuple[int, str]]:
    found = []
    for entry in entries:
        if isinstance(entry, list):
            found += outline(entry, depth + 1)
        else:
            found.append((depth, str(entry.title)))
    return found


def test_it_is_tagged_and_says_its_language_and_title() -> None:
    root = report().root_object
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith("fr")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert report().metadata.title == "Rapport de diagnostic et plan d’action"
    assert report().metadata.author == "Camille Astruc"
    assert report().metadata.creation_date.date() == date(2026, 11, 22)


def test_it_claims_pdf_ua_and_pdf_a() -> None:
    xmp = report().root_object["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp


def test_the_structure_has_headings_tables_figures_lists_and_a_table_of_contents() -> None:
    kinds: set[str] = set()

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            kinds.add(str(node.get("/S", "")))
            walk(node.get("/K", []))

    walk(report().root_object["/StructTreeRoot"]["/K"])
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/Caption", "/L", "/TOC"} <= kinds


def test_bookmarks_follow_the_sections() -> None:
    titles = outline(report().outline)
    assert (0, "2. Diagnostic") in titles
    assert (1, "2.1 Où part le temps") in titles


def test_text_comes_out_in_reading_order_with_the_clients_figures() -> None:
    front, body = report().pages[:2], report().pages[2:]
    assert "Cabinet Rivoire & Associés" in front[0].extract_text()
    assert "Sommaire" in front[1].extract_text()
    unheaded = [page.extract_text().partition("\n")[2] for page in body]
    text = " ".join(" ".join(unheaded).split())
    wanted = [
        "L’essentiel en une page",
        "603,33\u202f€",
        "Prérequis non atteints",
        "2.1 Où part le temps",
        "Figure 1. Heures par processus",
        "Tableau 1. Temps passé par processus",
        "1\u202f234,50\u202f€",
        "Mot du consultant",
        "pas de saisie double",
        "3. Priorités",
        "Tableau 2. Ordre de priorité",
        "6. Plan d’action",
    ]
    positions = [text.find(" ".join(piece.split())) for piece in wanted]
    assert -1 not in positions
    assert positions == sorted(positions)


def test_pages_carry_client_confidentiality_and_page_x_of_y() -> None:
    count = len(report().pages)
    for number, page in enumerate(report().pages, 1):
        text = " ".join(page.extract_text().split())
        if number == 1:
            assert "Page 1" not in text
            continue
        assert f"Page {number} sur {count}" in text
        assert "Document confidentiel" in text
        assert "Cabinet Rivoire & Associés · " in text
    last = report().pages[-1].extract_text()
    assert "Cabinet Rivoire & Associés · 6. Plan d’action" in last


def test_headings_of_a_table_are_repeated_on_each_of_its_pages() -> None:
    rows = [[f"Ligne {n}", "★", "1 h", "2 €"] for n in range(120)]
    data, _ = export(notebook([section("A"), table("Longue", rows)]))
    reader = PdfReader(io.BytesIO(data))
    assert len(reader.pages) > 2
    assert all("Heures par" in page.extract_text() for page in reader.pages)


def test_nothing_of_the_code_is_in_it() -> None:
    text = words(report())
    assert "SECRET" not in text
    assert "note interne" not in text


def test_same_notebook_same_bytes() -> None:
    assert export(notebook())[0] == export(notebook())[0]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_client_types_is_printed_and_never_run(text: str) -> None:
    blocks = [
        cover() | {"title": text, "client": text},
        section(text, intro=text),
        callout("stop", text, 2),
        {"block": "cards", "cards": [{"label": text, "value": text, "note": text, "tone": "good"}]},
        table(text, [[text] * 4]),
        chart(text),
        {"block": "bullets", "items": [text]},
        {"block": "paragraph", "text": text, "tone": "normal"},
        text,
    ]
    data, exporter = export(
        notebook(blocks, {"title": text, "client": text, "as_of": "2026-11-22"})
    )
    reader = PdfReader(io.BytesIO(data))
    xmp = reader.root_object["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp, exporter.warnings
    if text.isascii() and len(text) < 60:
        assert text.replace(" ", "") in words(reader).replace(" ", "")


def test_a_character_without_a_font_is_replaced_and_reported() -> None:
    blocks = [section("日本 et \ue000")]
    data, exporter = export(notebook(blocks))
    assert exporter.substituted == ("日", "本", "\ue000")
    assert "U+65E5" in exporter.warnings[0]
    assert "□□ et □" in words(PdfReader(io.BytesIO(data)))


def test_a_word_without_end_stays_on_the_page() -> None:
    word = "mot" * 100
    data, _ = export(notebook([section("A"), table("T", [[word] * 4]), callout("go", word)]))
    page = PdfReader(io.BytesIO(data)).pages[0]
    right: list[float] = []
    page.extract_text(visitor_text=lambda text, cm, tm, font, size: right.append(tm[4]))
    assert max(right) < float(page.mediabox.width) - 60


WRITABLE = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=30, deadline=None)
@given(WRITABLE, WRITABLE)
def test_no_text_at_all_can_stop_the_compiler(one: str, other: str) -> None:
    blocks = [section(one), table(other, [[one, other, one, other]]), chart(one) | {"alt": other}]
    data, exporter = export(notebook([*blocks, other]))
    assert data.startswith(b"%PDF")
    assert not [warning for warning in exporter.warnings if "PDF/UA" in warning]


def test_a_refused_standard_is_told_and_the_report_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_template", lambda: b"= no title")
    data, exporter = export(notebook([section("A")]))
    assert data.startswith(b"%PDF")
    assert "PDF/UA-1" in exporter.warnings[0]


def test_a_template_that_cannot_be_compiled_is_a_clear_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_template", lambda: b"#panic()")
    with pytest.raises(KitError, match="could not be drawn"):
        export(notebook([section("A")]))


def test_an_attached_picture_is_drawn_with_its_alternative_text() -> None:
    made = notebook([section("A"), "![le schéma](attachment:pixel.png)"])
    assert made.cells[1].attachments["pixel.png"]["image/png"] == PIXEL
    data, exporter = export(made)
    assert exporter.warnings == ()
    assert b"/Subtype/Image" in data
    assert "[le schéma]" not in words(PdfReader(io.BytesIO(data)))


def test_the_template_gives_the_compiler_nothing_to_complain_of() -> None:
    import typst

    data, pictures = data_of(contents_of(notebook()))
    sources = module._sources(data, pictures)
    _, warnings = typst.compile_with_warnings(
        sources, format="pdf", font_paths=compiler_fonts(), pdf_standards=list(module.STANDARDS)
    )
    assert [warning.message for warning in warnings] == []


def test_short_documents_have_no_contents_page() -> None:
    data, _ = export(notebook([cover(), section("A"), cards(), section(LONG_NAME)]))
    reader = PdfReader(io.BytesIO(data))
    assert len(reader.pages) == 2
    assert "Sommaire" not in words(reader)
