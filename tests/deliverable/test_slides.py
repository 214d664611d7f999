"""Ten slides for any client: their story, their accessibility, nothing over their edges."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from kit.analysis.results import results
from kit.brand import load_brand
from kit.catalogue import load_catalogue
from kit.client import Client
from kit.deliverable.office_file import clean
from kit.deliverable.slide_fit import Para, height_of, lines_of, shortened, sized
from kit.deliverable.slide_panels import GAP, Panel, fit_columns
from kit.deliverable.slides import write_slides
from kit.display.words import Words
from kit.texts import LANGUAGES, Texts
from tests.clients import a_client, a_company, analysed
from tests.edges import edges
from tests.examples import client_of
from tests.test_languages import foreign_words

AS_OF = date(2026, 11, 23)
EXAMPLES = ("exemple-comptable", "exemple-electricien", "exemple-commerce")
CLIENTS = {
    **{name: client_of(name) for name in EXAMPLES},
    **edges(),
    "nothing": a_client(),
    "control characters": a_client(company=a_company(name="A\x00B\x0bC\ud800 =1+1")),
}
EVERY = pytest.mark.parametrize("name", CLIENTS)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# What a title may not be: the subject alone.
BARE = {"situation", "diagnostic", "processus", "priorités", "prérequis", "plan", "décision"}


def words_of(client: Client, lang: str = "fr") -> Words:
    return Words(analysed(client, AS_OF), load_catalogue(), Texts(lang))


def written(words: Words, folder: Path, name: str = "deck.pptx") -> bytes:
    path = folder / name
    write_slides(path, words)
    return path.read_bytes()


@cache
def deck_bytes(name: str, lang: str) -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return written(words_of(CLIENTS[name], lang), Path(folder))


def deck(name: str, lang: str = "fr") -> Any:
    return Presentation(io.BytesIO(deck_bytes(name, lang)))


def texts_of(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def says(shape: Any) -> bool:
    text = shape.text_frame.text.strip() if shape.has_text_frame else ""
    return bool(text) or shape.shape_type == MSO_SHAPE_TYPE.PICTURE


@EVERY
def test_ten_slides_each_with_a_conclusion_for_title(name: str) -> None:
    slides = list(deck(name).slides)
    assert len(slides) == 10
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert all(title.strip() for title in titles)
    assert len(set(titles)) == 10
    assert not [title for title in titles if title.lower() in BARE or len(title.split()) < 3]


@EVERY
def test_no_slide_is_empty_and_each_has_its_notes(name: str) -> None:
    for number, slide in enumerate(deck(name).slides, 1):
        body = [shape for shape in slide.shapes if not shape.is_placeholder and says(shape)]
        assert body, number
        notes = slide.notes_slide.notes_text_frame.text
        assert clean(CLIENTS[name].company.name) in notes, number


@EVERY
def test_pictures_say_what_they_show_and_runs_their_language(name: str) -> None:
    for slide in deck(name).slides:
        for shape in slide.shapes:
            if shape.shape_type == MSO_SHAPE_TYPE.PICTURE:
                assert len(shape._element._nvXxPr.cNvPr.get("descr")) > 20
        runs = list(slide._element.iter(f"{A}rPr"))
        assert runs
        assert {run.get("lang") for run in runs} == {"fr-FR"}


@EVERY
def test_nothing_stands_outside_the_slide_or_over_its_neighbour(name: str) -> None:
    made = deck(name)
    for number, slide in enumerate(made.slides, 1):
        boxes = []
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0, (number, shape.name)
            assert shape.left + shape.width <= made.slide_width + 10, (number, shape.name)
            assert shape.top + shape.height <= made.slide_height, (number, shape.name)
            if not shape.is_placeholder:
                boxes.append(shape)
        for at, one in enumerate(boxes):
            for other in boxes[at + 1 :]:
                apart = (
                    one.left + one.width <= other.left + 10
                    or other.left + other.width <= one.left + 10
                    or one.top + one.height <= other.top + 10
                    or other.top + other.height <= one.top + 10
                )
                assert apart, (number, one.name, other.name)


@EVERY
def test_every_text_fits_its_box(name: str) -> None:
    """Measured as it was set: each paragraph at its size, in the width of its box."""
    emu = 914_400
    for number, slide in enumerate(deck(name).slides, 1):
        for shape in slide.shapes:
            if not shape.has_text_frame or not shape.text_frame.text.strip():
                continue
            body = shape.text_frame._txBody.bodyPr
            pads = [int(body.get(side) or 0) / emu for side in ("lIns", "tIns", "rIns", "bIns")]
            paras = []
            for paragraph in shape.text_frame.paragraphs:
                looks = list(paragraph._p.iter(f"{A}rPr"))
                if not looks:
                    continue
                listed = paragraph._p.find(f"{A}pPr/{A}buChar") is not None
                numbered = paragraph._p.find(f"{A}pPr/{A}buAutoNum") is not None
                above = paragraph._p.find(f"{A}pPr/{A}spcBef/{A}spcPts")
                paras.append(
                    Para(
                        paragraph.text.replace("\v", "\n"),
                        int(looks[0].get("sz")) / 100,
                        bold=looks[0].get("b") == "1",
                        bullet="•" if listed or numbered else "",
                        above=int(above.get("val")) / 100 if above is not None else 0.0,
                    )
                )
            wide = shape.width / emu - pads[0] - pads[2]
            high = shape.height / emu - pads[1] - pads[3]
            assert height_of(paras, wide) <= high + 0.03, (number, shape.text_frame.text[:60])


@pytest.mark.parametrize("name", ["exemple-electricien", "emoji", "nothing"])
def test_same_engagement_same_bytes(name: str, tmp_path: Path) -> None:
    again = written(words_of(CLIENTS[name]), tmp_path)
    assert again == deck_bytes(name, "fr")


def test_the_file_is_dated_as_its_figures_and_says_who_and_what() -> None:
    properties = deck("exemple-comptable").core_properties
    assert properties.created.date() == properties.modified.date() == AS_OF
    assert properties.language == "fr-FR"
    assert "Cabinet Orneval" in properties.title
    assert properties.author
    with zipfile.ZipFile(io.BytesIO(deck_bytes("exemple-comptable", "fr"))) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in package.namelist() if "thumbnail" in name or "printer" in name]


def test_the_theme_is_the_firm_s() -> None:
    with zipfile.ZipFile(io.BytesIO(deck_bytes("exemple-comptable", "fr"))) as package:
        theme = package.read("ppt/theme/theme1.xml").decode()
    brand = load_brand()
    for role in ("ink", "accent", "main", "gain", "cost", "stop"):
        assert f'val="{brand[role][1:]}"' in theme, role
    assert theme.count(f'<a:latin typeface="{brand.office_font}"/>') == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_slide_has_its_foot_and_all_but_the_cover_their_number(lang: str) -> None:
    for number, slide in enumerate(deck("exemple-comptable", lang).slides, 1):
        kinds = {str(shape.placeholder_format.type) for shape in slide.placeholders}
        assert any("FOOTER" in kind for kind in kinds), number
        fields = [field.get("type") for field in slide._element.iter(f"{A}fld")]
        assert fields == ([] if number == 1 else ["slidenum"])


def test_figures_are_those_of_the_results() -> None:
    """603,33 € net a month in the worked example: on the slide, in its notes, in results.json."""
    words = words_of(CLIENTS["exemple-comptable"])
    case = results(words.analysis)["business_case"]
    assert case["net_month"] == pytest.approx(603.333, abs=0.001)
    slide = deck("exemple-comptable").slides[5]
    whole = texts_of(slide) + slide.notes_slide.notes_text_frame.text
    assert words.numbers.money_exact(case["net_month"]) in whole
    assert words.numbers.money(case["net_month"]) in texts_of(slide)
    assert words.numbers.share(case["roi_first_year"]) in texts_of(slide)
    assert words.numbers.money(case["returns"]["net"]) in texts_of(slide)


def test_a_corrected_case_shows_what_is_left_and_never_what_was_announced_alone() -> None:
    slides = deck("exemple-electricien").slides
    assert "−54\u202f345\u202f€" in texts_of(slides[5])
    assert "STOP" in slides[7].shapes.title.text_frame.text


@pytest.mark.parametrize("name", ["nothing"])
def test_missing_data_are_said_with_the_sheet_to_fill(name: str) -> None:
    slides = list(deck(name).slides)
    texts = Texts("fr")
    for number, sheets in ((2, ("processes",)), (3, ("pains",)), (4, ("processes",)),
                           (5, ("priorities",)), (6, ("gains", "costs")), (7, ("gains", "costs")),
                           (8, ("prerequisites", "gdpr"))):  # fmt: skip
        said = texts_of(slides[number - 1])
        for sheet in sheets:
            assert texts[f"workbook.sheet.{sheet}.name"] in said, number


def test_a_slide_speaks_one_language() -> None:
    """Of a client with no words of his own: all that is left is the kit's."""
    bare = {lang: deck("nothing", lang) for lang in LANGUAGES}
    for lang, made in bare.items():
        for number, slide in enumerate(made.slides, 1):
            said = texts_of(slide) + slide.notes_slide.notes_text_frame.text
            assert foreign_words(said.replace("Atelier Fictif", ""), lang) == [], number


@EVERY
def test_no_sentence_is_silly(name: str) -> None:
    wrong = re.compile(r"\b(nan|None|inf)\b|\{[a-z_]+\}|\.\.|\( ?\)| {2}")
    for slide in deck(name).slides:
        own = repr(CLIENTS[name])
        found = [hit for hit in wrong.findall(texts_of(slide)) if hit and hit not in own]
        assert found == []


# -- measuring -----------------------------------------------------------------------------------


def test_a_text_takes_more_lines_where_it_has_less_room() -> None:
    text = "Qualification des demandes entrantes et réponse dans la journée"
    counts = [lines_of(text, 16, width) for width in (8.0, 4.0, 2.0, 1.0)]
    assert counts == sorted(counts)
    assert counts[0] == 1 < counts[-1]
    assert lines_of("a\nb", 16, 8) == 2


def test_what_does_not_fit_is_set_smaller_then_cut_at_a_word() -> None:
    text = "Qualification des demandes entrantes " * 6
    size, said = sized(text, (28, 20), 11.0, 1.0)
    assert size < 28
    short = shortened(text, 20, 3.0, 2)
    assert short.endswith("…")
    assert lines_of(short, 20, 3.0) <= 2
    assert said
    assert lines_of(shortened("x" * 500, 20, 3.0, 1), 20, 3.0) == 1


def test_a_column_never_takes_more_than_its_room() -> None:
    texts = Texts("fr")
    many = Panel("stop", "Titre " * 12, "Texte " * 80, tuple(f"Point {n} " * 12 for n in range(9)))
    steps = Panel(
        "plain", "Étapes", items=tuple("Étape longue " * 40 for _ in range(3)), numbered=True
    )
    made = fit_columns([(many, steps)], [4.0], 4.9, texts)[0]
    assert sum(one.height for one in made) + GAP <= 4.9 + 0.05
    assert len(made[1].panel.items) == 3  # three steps stay three
