"""An empty deck in the firm's look: theme, master, a layout for the cover, one for the pages.

Fonts and colours are written in the theme: whoever adds a slide in PowerPoint gets the
firm's own, and a firm that changes its theme there changes every slide.
"""

from __future__ import annotations

from typing import Any

from kit.brand import Brand
from kit.deliverable.office_file import LANGUAGE_TAGS, themed
from kit.texts import Texts

WIDE, HIGH = 13.333, 7.5  # [in] 16:9
MARGIN = 0.7  # [in] left and right
TITLE_TOP, TITLE_HEIGHT = 0.62, 1.0  # [in]
TOP, BOTTOM = 1.85, 6.78  # [in] of what a page says
FOOT = 6.98  # [in]
COVER_BAND = 4.75  # [in] height of the coloured part of the cover
TITLE_SIZE, FOOT_SIZE = 28.0, 10.0  # [pt]
_KEPT = {"Title Slide": "cover", "Title Only": "page"}  # of python-pptx's own template
_BAR = (MARGIN, 0.42, 0.62, 0.07)  # [in] the accent above every title
_EMU = 914_400
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'


def empty_deck(brand: Brand, texts: Texts) -> Any:
    """A Presentation without slides; its layouts are found by `layout_of`."""
    from pptx import Presentation
    from pptx.util import Inches

    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
    for layout in list(deck.slide_layouts):
        if layout.name not in _KEPT:
            deck.slide_layouts.remove(layout)
        else:
            layout.name = texts[f"deliverable.slides.layout_{_KEPT[layout.name]}"]
    master = deck.slide_master
    _set_theme(master, brand)
    _drop_thumbnail(deck)
    cover, page = deck.slide_layouts
    for holder in (master, cover, page):
        for shape in list(holder.placeholders):
            _place(shape)
    _style_master(master, LANGUAGE_TAGS[texts.lang])
    _band(cover)
    _bar(page)
    for shape in cover.placeholders:
        if shape.placeholder_format.type in _cover_kinds():
            _white(shape)
    return deck


def _cover_kinds() -> tuple[Any, ...]:
    from pptx.enum.shapes import PP_PLACEHOLDER as KIND

    return (KIND.CENTER_TITLE, KIND.SUBTITLE)


def _set_theme(master: Any, brand: Brand) -> None:
    from pptx.opc.constants import RELATIONSHIP_TYPE

    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    part._blob = themed(part.blob, brand)


def _drop_thumbnail(deck: Any) -> None:
    """The template's picture of itself, and its printer's settings."""
    package = deck.part.package
    for owner in (package, deck.part):
        for key, relation in list(owner._rels.items()):
            if relation.reltype.endswith(("thumbnail", "printerSettings")):
                owner._rels.pop(key)


def _place(shape: Any) -> None:
    """Each placeholder on the grid; dates are not shown."""
    from pptx.enum.shapes import PP_PLACEHOLDER as KIND

    width = WIDE - 2 * MARGIN
    places = {
        KIND.TITLE: (MARGIN, TITLE_TOP, width, TITLE_HEIGHT),
        KIND.CENTER_TITLE: (MARGIN, 1.9, width - 1.5, 2.3),
        KIND.SUBTITLE: (MARGIN, 0.8, width - 1.5, 0.9),
        KIND.BODY: (MARGIN, TOP, width, BOTTOM - TOP),
        KIND.FOOTER: (MARGIN, FOOT, width - 1.2, 0.26),
        KIND.SLIDE_NUMBER: (WIDE - MARGIN - 1.0, FOOT, 1.0, 0.26),
    }
    place = places.get(shape.placeholder_format.type)
    if place is None:
        shape._element.getparent().remove(shape._element)
        return
    shape.left, shape.top, shape.width, shape.height = (round(one * _EMU) for one in place)


def _style_master(master: Any, lang: str) -> None:
    """Titles to the left in the accent, nothing shrunk by itself, the language of the deck."""
    from lxml import etree

    styles = master._element.find(".//{*}txStyles")
    title = styles.find("{*}titleStyle/{*}lvl1pPr")
    title.set("algn", "l")
    run = title.find("{*}defRPr")
    run.set("sz", str(round(TITLE_SIZE * 100)))
    run.set("b", "1")
    for fill in run.findall(".//{*}schemeClr"):
        fill.set("val", "tx2")
    for body in master._element.iter("{*}bodyPr"):
        for side in ("lIns", "tIns", "rIns", "bIns"):
            body.set(side, "0")
        for fit in list(body):
            body.remove(fit)
    for shape in master.placeholders:
        kind = str(shape.placeholder_format.type)
        shape._element.find(".//{*}bodyPr").set("anchor", "t" if "TITLE" in kind else "ctr")
        for level in shape._element.iter("{*}lvl1pPr"):
            level.set("algn", "r" if "NUMBER" in kind else "l")
            size = level.find("{*}defRPr")
            size.set("sz", str(round(FOOT_SIZE * 100)))
            for fill in size.findall("{*}solidFill"):
                size.replace(fill, etree.fromstring(_fill("accent5")))
    for run in master._element.iter("{*}rPr", "{*}endParaRPr"):
        run.set("lang", lang)


def _fill(slot: str) -> str:
    return f'<a:solidFill {_A}><a:schemeClr val="{slot}"/></a:solidFill>'


def _white(shape: Any) -> None:
    """A title or subtitle that stands on the coloured part of the cover."""
    from lxml import etree

    body = shape._element.find(".//{*}txBody")
    title = "ctrTitle" in str(shape._element.find(".//{*}ph").get("type"))
    size, bold = ("4000", "1") if title else ("2000", "0")
    body.replace(
        body.find("{*}lstStyle"),
        etree.fromstring(
            f'<a:lstStyle {_A}><a:lvl1pPr algn="l" marL="0" indent="0"><a:buNone/>'
            f'<a:defRPr sz="{size}" b="{bold}">{_fill("bg1")}</a:defRPr></a:lvl1pPr></a:lstStyle>'
        ),
    )
    frame = body.find("{*}bodyPr")
    frame.set("anchor", "b" if title else "t")
    for side in ("lIns", "tIns", "rIns", "bIns"):
        frame.set(side, "0")
    for fit in list(frame):
        frame.remove(fit)


def _band(layout: Any) -> None:
    _behind(layout, (0.0, 0.0, WIDE, COVER_BAND), "tx2")


def _bar(layout: Any) -> None:
    _behind(layout, _BAR, "accent1")


def _behind(layout: Any, box: tuple[float, float, float, float], slot: str) -> None:
    """A plain rectangle under everything else of the layout."""
    from lxml import etree

    left, top, width, height = (round(one * _EMU) for one in box)
    tree = layout.shapes._spTree
    tree.insert(
        2,  # after the group's own two properties
        etree.fromstring(
            f'<p:sp {_A} {_P}><p:nvSpPr><p:cNvPr id="90" name="Accent"/><p:cNvSpPr/>'
            '<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
            f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{_fill(slot)}<a:ln><a:noFill/></a:ln>'
            "</p:spPr></p:sp>"
        ),
    )
