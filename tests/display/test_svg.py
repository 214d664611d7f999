"""Short drawings: the same picture, few bytes, ids that stay apart on a page."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable

import pytest
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.patches import Circle, Rectangle

from kit.display import style
from kit.display.bars import Bar, bars
from kit.display.paper import Paper


def drawn(draw: Callable[[Paper], None], height: float = 1.0) -> str:
    with style.drawing():
        sheet, paper = style.canvas(height)
        draw(paper)
        return style.to_svg(sheet, "a")


def test_an_inch_is_72_points_from_the_top_left_and_coordinates_keep_two_decimals() -> None:
    box = Rectangle((1, 0.25), 0.123456, 0.5, color="#ff0000", lw=0)
    made = drawn(lambda paper: paper.add_patch(box))
    assert 'width="482.4pt" height="72pt" viewBox="0 0 482.4 72"' in made
    assert '<path d="M72 18L80.89 18L80.89 54L72 54z" style="fill:#ff0000" />' in made


def test_minus_nothing_is_nothing_and_a_minus_needs_no_blank() -> None:
    made = drawn(lambda paper: paper.plot([-0.00001, 0.5], [0, -0.5], color=style.INK))
    assert 'd="M0 0L36-36"' in made


def test_what_paints_nothing_goes() -> None:
    made = drawn(lambda paper: paper.add_patch(Circle((1, 0.5), 0.1, fill=False, lw=0)))
    assert "<path" not in made and "<defs" not in made


def test_a_letter_stands_once_and_is_placed_by_its_coordinates() -> None:
    made = drawn(lambda paper: paper.text(1, 0.5, "a ba", size=10))
    first, second = re.findall(r'<path id="(a-\d)"', made)
    uses = re.findall(r'<use href="#(a-\d)"(?: x="([\d.]+)")? />', made)
    assert [name for name, _ in uses] == [first, second, first]  # a blank leaves nothing
    assert uses[0][1] == "" and 0 < float(uses[1][1]) < float(uses[2][1])
    assert 'transform="translate(72 36) scale(0.1 -0.1)"' in made


def test_letters_are_as_large_as_matplotlib_draws_them() -> None:
    """Its own outlines, within a thousandth of the letter."""

    def extent(svg: str) -> list[float]:
        outline, scale = re.search(r'd="(M[^"]+)" transform="scale\(([\d.]+)\)"', svg).groups()  # type: ignore[union-attr]
        numbers = [float(number) * float(scale) for number in re.findall(r"-?[\d.]+", outline)]
        return [min(numbers), max(numbers), len(numbers)]

    with style.drawing():
        sheet, paper = style.canvas(1.0)
        paper.text(1, 0.5, "g")
        ours = style.to_svg(sheet, "a")
        path = _theirs(sheet)
    assert extent(ours) == pytest.approx(extent(path), abs=0.1)  # of 100 an em


def _theirs(sheet: object) -> str:
    import io

    buffer = io.StringIO()
    FigureCanvasSVG(sheet).print_svg(buffer, metadata={"Date": None})  # type: ignore[no-untyped-call]
    found = re.search(
        r'<path id="[^"]+" d="([^"]+)" transform="(scale\([\d.]+\))"', buffer.getvalue()
    )
    assert found
    return f'd="{found[1]}" transform="{found[2]}"'


def test_words_with_an_edge_are_drawn_over_it() -> None:
    made = drawn(
        lambda paper: paper.edged_text(1, 0.5, "mot", edge="#ffffff", edge_width=2.5, size=10)
    )
    under, over = re.findall(r'<g style="([^"]+)"', made)
    assert under.startswith(f"{over};stroke:#ffffff;stroke-width:")
    width = float(under.rpartition(":")[2])
    assert width * 0.1 * 0.03125 == pytest.approx(2.5)  # the letter's own scale


def test_hatches_are_tiles_with_an_id_of_the_chart() -> None:
    look = {"facecolor": "#ffffff", "edgecolor": "#ba5a00", "hatch": "//", "lw": 1}
    made = drawn(lambda paper: paper.add_patch(Rectangle((1, 0), 1, 1, **look)))
    assert 'style="fill:url(#a-1);stroke:#ba5a00' in made
    assert '<defs><pattern id="a-1"' in made


def test_two_charts_of_a_page_share_no_id_and_point_to_their_own() -> None:
    first, second = (bars([Bar("Devis", 1, "1 h", of=2)], name) for name in ("a", "b"))
    ids = [set(re.findall(r'\bid="([^"]+)"', svg)) for svg in (first, second)]
    assert ids[0] and ids[0].isdisjoint(ids[1])
    for svg, own in zip((first, second), ids, strict=True):
        ElementTree.fromstring(svg)
        targets = set(re.findall(r'href="#([^"]+)"', svg)) | set(
            re.findall(r"url\(#([^)]+)\)", svg)
        )
        assert targets == own
