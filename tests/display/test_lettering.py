"""Lines put together from pairs of letters are the lines the fonts give whole."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.textpath import TextToPath

from kit.display import lettering, style
from kit.display.lettering import EM, Face
from kit.texts import LANGUAGES, Texts

FACES = [
    Face(style._FAMILY),
    Face(style._FAMILY, "bold"),
    Face(style._FAMILY, "normal", "italic"),
]
LINES = ("effort, offre, aft", "12 000 € → 15 %", "« Été » : l’ŒUVRE", "VA AV To", " a  b ", "—")


@pytest.fixture(autouse=True)
def fonts() -> None:
    style._glyphs()  # registers them


@pytest.fixture
def fresh() -> Iterator[None]:
    """Nothing is remembered."""
    kept = (lettering.line, lettering.width, lettering._steps, lettering._piece, lettering._bound)
    for one in kept:
        one.cache_clear()
    yield
    for one in kept:
        one.cache_clear()


def spoken() -> list[str]:
    """One text of the kit in forty, as charts draw them."""
    told = [text for lang in LANGUAGES for text in Texts(lang).values() if "{" not in text]
    return [line for text in told[::40] if (line := style.drawable(text)[:60].strip())]


def wanted(face: Face, size: float) -> FontProperties:
    family = list(face.family)
    return FontProperties(family=family, weight=face.weight, style=face.slant, size=size)


@pytest.mark.parametrize("face", FACES)
def test_a_line_is_as_wide_and_high_as_the_fonts_make_it(face: Face) -> None:
    whole, meter = TextToPath(), RendererAgg(8, 8, 288)
    lines = [*LINES, *spoken()]
    assert len(lines) > 100
    for text in lines:
        made = lettering.line(text, face)
        ours = (made.width, made.above + made.below, made.below)
        theirs = whole.get_text_width_height_descent(text, wanted(face, EM), False)
        assert ours == pytest.approx(theirs, abs=1e-6), text
        for size in (style.SMALL, style.SIZE):
            shown = meter.get_text_width_height_descent(text, wanted(face, size), False)[0]
            assert lettering.width(text, size, face) * 288 == pytest.approx(shown), text


@pytest.mark.parametrize("face", FACES)
def test_letters_stand_where_the_fonts_put_them_ligatures_included(face: Face) -> None:
    font = get_font(list(lettering._paths(face)))
    for text in LINES:
        font.set_size(EM, TextToPath.DPI)
        placed, _, _ = TextToPath().get_glyphs_with_font(font, text)
        ours = lettering.line(text, face).letters
        assert [x for _, x in ours] == pytest.approx([x for _, x, _, _ in placed]), text


def test_a_ligature_stays_one_letter() -> None:
    assert len(lettering.line("ff", FACES[0]).letters) == 1
    assert len(lettering.line("effort", FACES[0]).letters) == 5


def test_a_script_that_joins_its_letters_is_shaped_whole() -> None:
    word = "مرحبا"
    apart = [lettering.line(letter, FACES[0]).letters[0][0] for letter in word]
    together = [outline for outline, _ in lettering.line(word, FACES[0]).letters]
    assert sorted(together) != sorted(apart)
    whole = TextToPath().get_text_width_height_descent(word, wanted(FACES[0], EM), False)
    assert lettering.line(word, FACES[0]).width == whole[0]


def test_neighbours_are_shaped_once(fresh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    shaped: list[str] = []
    original = lettering._advance

    def counted(text: str, *look: Any) -> float:
        shaped.append(text)
        return original(text, *look)

    monkeypatch.setattr(lettering, "_advance", counted)
    lettering.width("abab", style.SIZE, FACES[0])
    assert sorted(shaped) == ["a", "ab", "b", "ba"]
    lettering.width("babababa", style.SIZE, FACES[0])
    assert len(shaped) == 4


def test_a_width_does_not_depend_on_what_was_measured_before(fresh: None) -> None:
    first = lettering.width("Travail", style.SIZE, FACES[0])
    lettering.width.cache_clear()
    lettering._steps.cache_clear()
    lettering.width("ail avair Tr", style.SIZE, FACES[0])
    assert lettering.width("Travail", style.SIZE, FACES[0]) == first


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_warming_starts_no_thread_and_forked_processes_open_the_fonts_anew() -> None:
    """Two processes that read one open file move each other's place in it."""
    script = """
import os
from kit.display import style

def fonts():
    open_files = (f"/proc/self/fd/{one}" for one in os.listdir("/proc/self/fd"))
    return [name for one in open_files if os.path.lexists(one)
            for name in [os.readlink(one)] if name.endswith((".ttf", ".otf"))]

threads = os.listdir("/proc/self/task")
style.warm()
assert os.listdir("/proc/self/task") == threads
child = os.fork()
if not child:
    os._exit(bool(fonts()) or not style.measure("Zèbre"))
raise SystemExit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
