"""Drawings as pictures, for formats that cannot show an SVG: slides, Word, spreadsheets.

Typst rasterises, with the kit's own fonts and nothing of the machine: same drawing, same
bytes, everywhere.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kit.brand import WHITE, Brand
from kit.deliverable.fonts import compiler_fonts

SCREEN = 192  # [dots per inch] sharp on a screen twice as fine as 96
_MM_IN_POINT = 25.4 / 72
_PX_IN_POINT = 0.75  # [pt/px] what Typst takes an SVG's unit for
_HEIGHT = re.compile(r'<svg[^>]*\sheight="([\d.e+]+)"')
_XMLNS = 'xmlns="http://www.w3.org/2000/svg"'
_PAGE = """#let ground = sys.inputs.at("ground")
#set page(width: auto, height: auto, margin: 0pt,
  fill: if ground == "" { none } else { rgb(ground) })
#image("drawing.svg", alt: "")
"""


@lru_cache(maxsize=128)
def svg_to_png(svg: str, ppi: float = SCREEN, ground: str = WHITE) -> bytes:
    """*svg* at its own size, at *ppi* dots per inch, as a PNG on the colour *ground*.

    A blank *ground* leaves the picture transparent. Raises typst.TypstError for what is
    not an SVG.
    """
    import typst

    head = svg[: svg.index(">")] if ">" in svg else svg
    if "xmlns=" not in head:  # needed outside an HTML page
        svg = svg.replace("<svg", f"<svg {_XMLNS}", 1)
    png = typst.compile(
        {"main": _PAGE.encode(), "drawing.svg": svg.encode("utf-8", "replace")},
        format="png",
        ppi=ppi,
        font_paths=compiler_fonts(),
        sys_inputs={"ground": ground},
    )
    return bytes(png)


def logo_png(brand: Brand, ppi: float = SCREEN) -> bytes | None:
    """The firm's logo as a transparent PNG, `brand.logo_height` high at *ppi*; None without one.

    Width over height is `brand.logo.ratio`. A PNG that the firm gave is handed on as it is.
    """
    if brand.logo is None:
        return None
    if brand.logo.kind == "png":
        return brand.logo.data
    height = float(_HEIGHT.search(brand.logo.svg)[1])  # type: ignore[index]  # the reader sets it
    points = brand.logo_height / _MM_IN_POINT
    return svg_to_png(brand.logo.svg, ppi * points / (height * _PX_IN_POINT), "")
