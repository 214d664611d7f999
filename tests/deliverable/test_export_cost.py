"""What is done once in an export stays done once: counted, never timed."""

import io
import re
import subprocess
import sys
import textwrap
from importlib.resources import files
from pathlib import Path
from typing import Any

import nbformat
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from kit.deliverable import export as room
from kit.deliverable import fonts, letters, pdf_data
from kit.deliverable.contents import contents_of
from kit.deliverable.export import Readers, export
from kit.deliverable.html import KitHTMLExporter, html_exporter
from kit.deliverable.pdf import KitPDFExporter, pdf_of
from kit.deliverable.pdf_widths import CELL_PADDING, Cells, _line_of, _wrapped
from kit.display.show import Engagement, open_engagement
from tests.deliverable.sample import HOSTILE, chart, cover, notebook, section, table
from tests.examples import TEMPLATES

TEMPLATE = (files("kit") / "deliverable/templates/typst/report.typ").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def engagement() -> Engagement:
    return open_engagement(TEMPLATES / "exemple-flash.xlsx", as_of="2026-03-02")


def two_versions() -> nbformat.NotebookNode:
    made = notebook()
    for cell in made.cells:
        cell.metadata["kit"] = {"section": "summary"}
    return made


def test_a_version_is_read_once_for_all_formats(
    engagement: Engagement, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counted(made: nbformat.NotebookNode) -> Any:
        read.append(made.metadata["kit"]["reader"])
        return contents_of(made)

    monkeypatch.setattr(room, "contents_of", counted)
    manifest = {"document": "flash", "short": "", "kit": "", "as_of": "2026-03-02"}
    readers = Readers(("lead", "owner"), ("summary",))
    names, _ = export(two_versions(), engagement, manifest, ("html", "pdf"), tmp_path, readers)
    assert read == ["lead", "owner"]
    assert {"html", "owner_html", "pdf", "owner_pdf"} <= names.keys()


def test_a_page_is_the_same_by_nbconvert_and_by_a_run() -> None:
    made = notebook()
    page, _ = KitHTMLExporter().from_notebook_node(made)
    document, _ = KitPDFExporter().from_notebook_node(made)
    assert html_exporter().page(contents_of(made)) == page
    assert pdf_of(contents_of(made))[0] == document


def test_one_exporter_draws_pages_in_several_languages() -> None:
    french, english = (
        notebook(kit={**notebook().metadata["kit"], "lang": one}) for one in ("fr", "en")
    )
    pages = [html_exporter().page(contents_of(made)) for made in (french, english, french)]
    assert pages[0] == pages[2] != pages[1]
    assert 'lang="en"' in pages[1]


def test_the_notebook_is_checked_once_by_nbconvert(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[bool] = []
    for exporter in (KitHTMLExporter(), KitPDFExporter()):
        checked.clear()
        monkeypatch.setattr(exporter, "_validate_preprocessor", lambda *given: checked.append(True))
        exporter.from_notebook_node(notebook())
        assert checked == [True]


def test_what_stands_on_every_page_hangs_on_few_words() -> None:
    """Else all pages are laid out anew whenever one piece changes: the styles hold the header."""
    every_page = TEMPLATE[TEMPLATE.index("#let wide") : TEMPLATE.index("// Words across the sheet")]
    assert "#let running" in every_page
    assert "#let footing" in every_page
    assert not re.search(r"\bdata\b", every_page)


def test_marks_are_laid_out_like_any_word() -> None:
    """A mark that asks where it stands is laid out again each time something moves."""
    mark = TEMPLATE[TEMPLATE.index("#let mark(") :].partition("\n")[0]
    assert "context" not in mark


def test_each_layout_asks_for_the_places_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    query = typst.query

    def counted(sources: dict[str, bytes], selector: str, **more: Any) -> str:
        asked.append(selector)
        return query(sources, selector, **more)

    monkeypatch.setattr(typst, "query", counted)
    blocks = [cover(), section("Un"), table("T", [["a", "b", "1", "2"]] * 30), chart("C")]
    document, _, warnings = pdf_of(contents_of(notebook(blocks)))
    assert not warnings
    assert len(PdfReader(io.BytesIO(document)).pages) > 1
    assert set(asked) == {"<places>"}
    assert len(asked) <= 3  # no gap to mend: once, or once more for a remedy that was tried


def test_a_drawing_is_hidden_from_the_source_parser_and_drawn_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    contents = contents_of(notebook([section("Un"), chart("A"), chart("B", height=300)]))
    hidden = pdf_data.data_of(contents)[1]
    drawings = [drawn for name, drawn in hidden.items() if name.startswith("chart")]
    assert len(drawings) == 2
    assert all(drawn.partition(b">")[2].startswith(b"<!--/*-->") for drawn in drawings)
    document = pdf_of(contents)[0]
    monkeypatch.setattr(pdf_data, "_inert", lambda svg: svg)
    assert pdf_of(contents)[0] == document


@given(st.text(max_size=60) | st.sampled_from(HOSTILE))
def test_the_short_way_to_a_writable_text_leads_to_the_same(text: str) -> None:
    short, long = fonts.Substitution(), fonts.Substitution()
    written = "".join(map(long._character, fonts.unicodedata.normalize("NFC", text)))
    assert short.text(text) == (text if text.isascii() and text.isprintable() else written)
    assert short.replaced == long.replaced


@given(st.text(alphabet="abé W-\n\u200b", max_size=40), st.floats(1.0, 300.0))
def test_a_line_that_fits_need_not_be_filled_word_by_word(cell: str, width: float) -> None:
    room = max(width - CELL_PADDING, 9.0) / 9.0
    filled = sum(_wrapped(words, room) for _, words in map(_line_of, cell.split("\n")))
    assert Cells([cell], 9.0).lines(width) == (filled,)


def test_a_line_is_as_wide_as_what_is_written() -> None:
    whole, words = _line_of("deux mots ")
    assert len(words) == 2
    assert whole == pytest.approx(fonts.width_of("deux mots"))


def test_words_are_measured_once() -> None:
    fonts.width_of.cache_clear()
    for _ in range(3):
        fonts.width_of("Rapprochement")
    assert fonts.width_of.cache_info().misses == 1
    assert fonts.width_of("\U0010fffd") == pytest.approx(0.6)


def test_links_of_letters_are_renamed_and_no_others() -> None:
    drawing = '<svg><defs><path id="a.1" d="M0 0"/></defs><use href="#a.1"/><use href="#b"/></svg>'
    page = f'<body><a href="#sommaire">x</a>{drawing}{drawing.replace("a.1", "a.2")}</body>'
    drawn = letters.shared(page)
    assert drawn.count('<path id="l0" d="M0 0"/>') == drawn.count("<path") == 1
    assert re.findall('href="#([^"]+)"', drawn) == ["sommaire", "l0", "b", "l0", "b"]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_warming_starts_no_thread_leaves_no_file_open_and_loads_what_export_needs() -> None:
    """Typst's threads would not survive a fork: it draws nothing here, and works in the fork."""
    source = """
        import os, sys
        os.environ["OPENBLAS_NUM_THREADS"] = "1"
        from kit.deliverable import export
        from kit.deliverable.contents import contents_of
        import numpy, typst
        def of(kind): return set(os.listdir(f"/proc/self/{kind}"))
        def drawn(*given, **more): raise SystemExit("drawn in the warm process")
        usual, typst.query, typst.compile = (typst.query, typst.compile), drawn, drawn
        threads, opened = of("task"), of("fd")
        export.warm()
        assert (of("task"), of("fd")) == (threads, opened)
        typst.query, typst.compile = usual
        child = os.fork()
        if child:
            sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        warm = set(sys.modules)
        import nbformat
        from kit.deliverable import calendar, html, pdf, workbook_out
        made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("Bonjour")])
        html.html_exporter().page(contents_of(made))
        ok = pdf.pdf_of(contents_of(made))[0].startswith(b"%PDF")
        os._exit(not ok or bool({"typst", "nbconvert", "xlsxwriter", "icalendar"} - warm))
    """
    command = [sys.executable, "-c", textwrap.dedent(source)]
    assert subprocess.run(command, check=False, timeout=120).returncode == 0


def test_a_run_without_a_word_format_loads_none_of_them() -> None:
    source = """
        import sys
        from kit.deliverable import export
        export.warm()
        print(*{"docx", "pptx", "pikepdf", "kit.deliverable.word"} & set(sys.modules))
    """
    command = [sys.executable, "-c", textwrap.dedent(source)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    assert done.stdout.split() == []
