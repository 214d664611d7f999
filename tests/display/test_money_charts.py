"""The charts of the business case: inside their sheet, labels apart, any words, any amounts."""

from __future__ import annotations

import logging
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from kit.display import style
from kit.display.cash_curve import Band, Curve, CurveWords, cash_curve
from kit.display.histogram import Mark, histogram
from kit.display.ladder import Rung, ladder
from kit.display.tornado import Swing, tornado
from tests.display.money_samples import shown
from tests.display.samples import HOSTILE

CHARTS = ("waterfall", "ladder", "cash_curve", "range", "tornado")
AMOUNT = st.floats(-1e7, 1e7, allow_nan=False, allow_infinity=False)


@contextmanager
def sheets() -> Iterator[list[Figure]]:
    """The sheets drawn inside, kept for measuring."""
    kept: list[Figure] = []
    to_svg = style.to_svg

    def keep(sheet: Figure, prefix: str) -> str:
        kept.append(sheet)
        return to_svg(sheet, prefix)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(style, "to_svg", keep)
        yield kept


def boxes(sheet: Figure) -> list[Any]:
    """The texts of the sheet, in inches."""
    sheet.set_dpi(288)  # coarser, hinting makes letters wider than they are drawn
    renderer = FigureCanvasAgg(sheet).get_renderer()
    return [
        text.get_window_extent(renderer).transformed(sheet.dpi_scale_trans.inverted())
        for text in sheet.findobj(Text)
        if isinstance(text, Text) and text.get_text().strip()
    ]


def assert_inside(sheet: Figure) -> None:
    width, height = sheet.get_size_inches()
    for box in boxes(sheet):
        assert min(box.x0, box.x1) > -0.03 and max(box.x0, box.x1) < width + 0.03
        assert min(box.y0, box.y1) > -0.03 and max(box.y0, box.y1) < height + 0.03


@pytest.mark.parametrize("key", CHARTS)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_chart_says_its_message_with_figures_and_always_the_same_bytes(
    key: str, lang: str
) -> None:
    block = shown(lang).blocks("chart", key)[0]
    assert block["caption"] in block["alt"]
    assert any(letter.isdigit() for letter in block["alt"])
    ElementTree.fromstring(block["svg"])
    assert shown(lang).blocks("chart", key) == [block]


@pytest.mark.parametrize("key", CHARTS)
def test_the_words_of_a_chart_stay_inside_its_sheet(key: str) -> None:
    with sheets() as kept:
        shown().blocks("chart", key)
    assert_inside(kept[0])


def test_the_names_at_the_end_of_the_curves_do_not_touch() -> None:
    values = tuple(100.0 * month for month in range(25))
    near = tuple(value + 10 for value in values)
    words = CurveWords("0 €", ("0 €", "2 410 €"), ((0, "départ"), (24, "mois 24")))
    curves = [Curve(values, "Corrigé\n2 400 €"), Curve(near, "Annoncé\n2 410 €", promised=True)]
    with sheets() as kept:
        cash_curve(curves, Band(values, near, "huit fois sur dix"), words, "c")
    labels = sorted(boxes(kept[0])[-3:], key=lambda box: float(box.y0))
    for above, under in pairwise(labels):
        assert max(above.y0, above.y1) <= min(under.y0, under.y1) + 0.02


@settings(max_examples=15, deadline=None)
@given(st.lists(AMOUNT, min_size=2, max_size=40), st.floats(0, 60))
def test_any_curve_can_be_drawn_inside_its_sheet(values: list[float], payback: float) -> None:
    words = CurveWords(
        "0 €", ("−12 000 €", "1 000 000 €"), ((0, "départ"),), (payback, "remboursé")
    )
    band = Band(tuple(value - 5 for value in values), tuple(value + 5 for value in values), "fois")
    curves = [Curve(tuple(values), "Corrigé\n1 €"), Curve(tuple(values[::-1]), "Annoncé", True)]
    with sheets() as kept:
        ElementTree.fromstring(cash_curve(curves, band, words, "c"))
    assert_inside(kept[0])


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=80), AMOUNT, AMOUNT), min_size=1, max_size=8), AMOUNT)
def test_any_tornado_can_be_drawn_inside_its_sheet(
    bars: list[tuple[str, float, float]], middle: float
) -> None:
    rows = [
        Swing(label, min(one, other), max(one, other), "−1 000 000 €", "1 000 000 €")
        for label, one, other in bars
    ]
    with sheets() as kept:
        ElementTree.fromstring(tornado(rows, middle, "gain net probable : 1 €", "t"))
    assert_inside(kept[0])


@settings(max_examples=15, deadline=None)
@given(st.lists(AMOUNT, min_size=1, max_size=4), st.floats(0, 1e6))
def test_any_ladder_can_be_drawn_inside_its_sheet(added: list[float], cover: float) -> None:
    rungs = [
        Rung("Temps libéré réemployé", sum(added[:at]), amount, "+1 000 € → 2 000 €")
        for at, amount in enumerate(added)
    ]
    with sheets() as kept:
        ElementTree.fromstring(ladder(rungs, cover, "coûts d’une année : 9 000 €", "l"))
    assert_inside(kept[0])


@settings(max_examples=15, deadline=None)
@given(AMOUNT, st.floats(0.01, 1e6), st.lists(st.integers(0, 500), min_size=2, max_size=30))
def test_any_histogram_can_be_drawn_inside_its_sheet(
    start: float, width: float, counts: list[int]
) -> None:
    bins = [
        (start + width * at, start + width * (at + 1), count) for at, count in enumerate(counts)
    ]
    low, high = bins[0][0], bins[-1][1]
    marks = [
        Mark(low + (high - low) * share, f"une fois sur dix,\nmoins de {at} 000 000 €", at == 1)
        for at, share in enumerate((0.48, 0.5, 0.52))
    ]
    with sheets() as kept:
        ElementTree.fromstring(histogram(bins, marks, ("−1 000 000 €", "1 €"), "0 €", "h"))
    assert_inside(kept[0])


def test_no_client_word_breaks_a_chart(caplog: pytest.LogCaptureFixture) -> None:
    rows = [Swing(HOSTILE, -1.0, 1.0, "−1 €", "1 €")]
    with caplog.at_level(logging.WARNING, "matplotlib"):
        svg = tornado(rows, 0.0, "probable", "t")
    assert caplog.records == [] and "<script" not in svg
