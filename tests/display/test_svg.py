"""Short drawings: the same picture, fewer bytes, ids that stay apart on a page."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

from kit.display.bars import Bar, bars
from kit.display.svg import compact

DRAWN = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 width="10pt" height="10pt" viewBox="0 0 10 10"><g id="figure_1"><g id="patch_1">
<path d="M 0 10 L 10 10 z" style="fill: none"/></g>
<path d="M 1.234567 2 L -0.001 3.5 z" style="fill: #ff0000; stroke: none"/>
<defs><path id="Source-41" d="M 640 -1280 L 1283 0 z" transform="scale(0.015625)"/></defs>
<g transform="translate(5 5)"><use xlink:href="#Source-41"/>
<use xlink:href="#Source-41" transform="translate(60.09375 0)"/></g></g></svg>"""


def test_coordinates_are_rounded_and_blanks_taken_out() -> None:
    made = compact(DRAWN, "a")
    assert 'd="M1.23 2L0 3.5z"' in made
    assert 'style="fill:#ff0000;stroke:none"' in made
    assert "\n" not in made


def test_a_letter_keeps_its_size_within_a_thousandth() -> None:
    made = compact(DRAWN, "a")
    path, scale = re.search(r'd="(M[^"]+)" transform="scale\(([\d.]+)\)"', made).groups()  # type: ignore[union-attr]
    numbers = [float(number) * float(scale) for number in re.findall(r"-?\d+", path)]
    wanted = [number * 0.015625 for number in (640, -1280, 1283, 0)]
    assert all(abs(a - b) <= 0.05 for a, b in zip(numbers, wanted, strict=True))  # of 100 an em


def test_a_letter_is_placed_by_its_coordinates() -> None:
    assert '<use href="#a-1" />' in compact(DRAWN, "a")
    assert '<use href="#a-1" x="60.09" />' in compact(DRAWN, "a")


def test_what_paints_nothing_and_names_nothing_goes() -> None:
    made = compact(DRAWN, "a")
    assert "fill:none" not in made
    assert re.findall(r'id="([^"]+)"', made) == ["a-1"]


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


def test_words_with_an_edge_are_drawn_once() -> None:
    halo = "fill: #1f2a37; stroke: #ffffff; stroke-width: 2.5"
    one = f'<path d="M 0 0 L 9 9" style="{halo}"/><path d="M 0 0 L 9 9" style="fill: #1f2a37"/>'
    made = compact(f'<svg xmlns="http://www.w3.org/2000/svg"><g>{one}</g></svg>', "c")
    assert made.count("<path") == 1
    assert "stroke-width:2.5;paint-order:stroke" in made
    other = one.replace("9 9", "9 8", 1)
    apart = compact(f'<svg xmlns="http://www.w3.org/2000/svg"><g>{other}</g></svg>', "c")
    assert apart.count("<path") == 2
