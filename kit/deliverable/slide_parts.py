"""What a slide is drawn with: titles, cards, panels, pictures, footers. Inches throughout.

Every text is editable, in the language of the deck; every picture says in words what it
shows; plain ornaments are marked as such, so that a screen reader passes over them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from kit.brand import Brand
from kit.deliverable.office_file import LANGUAGE_TAGS, THEME, clean
from kit.deliverable.pictures import svg_to_png
from kit.deliverable.slide_fit import POINTS, Para, height_of, shortened, sized
from kit.deliverable.slide_panels import EDGE, PANEL_PAD, TONES, Placed
from kit.deliverable.slide_theme import FOOT_SIZE, MARGIN, TITLE_HEIGHT, WIDE
from kit.texts import Texts

Box = tuple[float, float, float, float]  # left, top, width, height [in]

TITLE_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0)  # [pt]
VALUE_SIZES = (32.0, 30.0, 26.0, 22.0, 18.0, 15.0)
CARD_PAD, _CARD_TOP = 0.18, 0.12  # [in] room inside a card
_SMALL = 12.0  # [pt] of its label and note
SHARP = 240.0  # [dots per inch] of a picture at its own size
_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_DECORATIVE_NS = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_EMU = 914_400
_VIEW_BOX = re.compile(r'viewBox="\s*[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)')


@dataclass(slots=True)
class Pen:
    """Draws on one slide; `cut` keeps the whole of what had to be shortened."""

    slide: Any
    brand: Brand
    texts: Texts
    cut: list[str]

    # -- texts ---------------------------------------------------------------------------

    def title(self, text: str) -> float:
        """The title in its placeholder, as large as two lines allow; its height [in]."""
        size, said = sized(text, TITLE_SIZES, WIDE - 2 * MARGIN, TITLE_HEIGHT, bold=True)
        self._note_cut(text, said)
        para = Para(said, size, "accent", bold=True)
        self.fill(self.slide.shapes.title.text_frame, [para])
        return height_of([para], WIDE - 2 * MARGIN)

    def fill(self, frame: Any, paras: Sequence[Para]) -> None:
        """Write *paras* in a text frame, in place of what it holds."""
        from pptx.oxml.ns import qn

        body = frame._txBody
        for old in body.findall(qn("a:p")):
            body.remove(old)
        for at, para in enumerate(paras):
            body.append(self._paragraph(para, first=at == 0))

    def text(self, box: Box, paras: Sequence[Para], anchor: str = "t", name: str = "") -> Any:
        """A text box of its own."""
        shape = self.slide.shapes.add_textbox(*_emu(box))
        if name:
            shape.name = name
        self._frame(shape, (0.0, 0.0, 0.0, 0.0), anchor)
        self.fill(shape.text_frame, paras)
        return shape

    def _paragraph(self, para: Para, first: bool) -> Any:
        from lxml import etree

        node = etree.Element(f"{{{_A}}}p", nsmap={"a": _A})
        look = etree.SubElement(node, f"{{{_A}}}pPr")
        if para.align != "l":
            look.set("algn", para.align)
        if para.bullet:
            indent = str(round(para.indent * _EMU))
            look.set("marL", indent)
            look.set("indent", f"-{indent}")
        if para.above and not first:
            room = etree.SubElement(look, f"{{{_A}}}spcBef")
            etree.SubElement(room, f"{{{_A}}}spcPts").set("val", str(round(para.above * 100)))
        self._bullet(look, para)
        for at, line in enumerate(clean(para.text).split("\n")):
            if at:
                etree.SubElement(node, f"{{{_A}}}br")
            run = etree.SubElement(node, f"{{{_A}}}r")
            self._run(etree.SubElement(run, f"{{{_A}}}rPr"), para)
            etree.SubElement(run, f"{{{_A}}}t").text = line
        return node

    def _bullet(self, look: Any, para: Para) -> None:
        from lxml import etree

        if not para.bullet:
            etree.SubElement(look, f"{{{_A}}}buNone")
        elif para.bullet.endswith("."):
            mark = etree.SubElement(look, f"{{{_A}}}buAutoNum")
            mark.set("type", "arabicPeriod")
        else:
            etree.SubElement(look, f"{{{_A}}}buChar").set("char", para.bullet)

    def _run(self, look: Any, para: Para) -> None:
        from lxml import etree

        look.set("lang", LANGUAGE_TAGS[self.texts.lang])
        look.set("sz", str(round(para.size * 100)))
        look.set("b", "1" if para.bold else "0")
        self._colour(etree.SubElement(look, f"{{{_A}}}solidFill"), para.role)

    def _colour(self, fill: Any, role: str) -> None:
        """The theme's colour where it has that role, else the brand's."""
        from lxml import etree

        if role in THEME:
            etree.SubElement(fill, f"{{{_A}}}schemeClr").set("val", THEME[role])
        else:
            etree.SubElement(fill, f"{{{_A}}}srgbClr").set("val", self.brand[role][1:])

    def _frame(self, shape: Any, pad: Box, anchor: str) -> None:
        body = shape.text_frame._txBody.bodyPr
        for side, room in zip(("lIns", "tIns", "rIns", "bIns"), pad, strict=True):
            body.set(side, str(round(room * _EMU)))
        body.set("wrap", "square")
        body.set("anchor", anchor)
        for fit in list(body):
            body.remove(fit)

    def _note_cut(self, whole: str, said: str) -> None:
        if whole != said:
            self.cut.append(whole)

    # -- boxes ---------------------------------------------------------------------------

    def block(self, box: Box, role: str, pad: Box, anchor: str, name: str) -> Any:
        """A rectangle of one colour that holds text."""
        from lxml import etree
        from pptx.enum.shapes import MSO_SHAPE

        shape = self.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_emu(box))
        shape.name = name
        properties = shape._element.spPr
        for style in shape._element.findall("{*}style"):
            shape._element.remove(style)  # its shadow and outline
        self._colour(etree.SubElement(properties, f"{{{_A}}}solidFill"), role)
        line = etree.SubElement(properties, f"{{{_A}}}ln")
        etree.SubElement(line, f"{{{_A}}}noFill")
        self._frame(shape, pad, anchor)
        return shape

    def ornament(self, box: Box, role: str) -> None:
        """A mark that says nothing by itself."""
        from lxml import etree

        shape = self.block(box, role, (0, 0, 0, 0), "t", self.texts["deliverable.slides.edge"])
        known = shape._element.find(".//{*}cNvPr")
        extensions = etree.SubElement(known, f"{{{_A}}}extLst")
        extension = etree.SubElement(extensions, f"{{{_A}}}ext")
        extension.set("uri", _DECORATIVE)
        mark = etree.SubElement(
            extension, f"{{{_DECORATIVE_NS}}}decorative", nsmap={"adec": _DECORATIVE_NS}
        )
        mark.set("val", "1")

    def cards(self, boxes: Sequence[Box], cards: Sequence[dict[str, Any]], lines: int = 2) -> None:
        """Figures side by side or under each other, their values in one size."""
        made = card_paras(cards, boxes[0][2], lines)
        for card, box, paras in zip(cards, boxes, made, strict=True):
            pad = (CARD_PAD, _CARD_TOP, CARD_PAD, _CARD_TOP)
            self.fill(self.block(box, "pale", pad, "ctr", card["label"]).text_frame, paras)

    def panel(self, box: Box, placed: Placed) -> None:
        """A call-out on its tint, with its coloured edge; a plain one on white."""
        panel, paras = placed.panel, placed.paras
        if panel.tone not in TONES:
            self.text(box, paras, name=panel.title)
            return
        left, top, width, height = box
        self.ornament((left, top, EDGE, height), panel.tone)
        pad = (PANEL_PAD, PANEL_PAD * 0.8, PANEL_PAD, PANEL_PAD * 0.8)
        inner = (left + EDGE, top, width - EDGE, height)
        shape = self.block(inner, f"{panel.tone}_tint", pad, "t", panel.title)
        self.fill(shape.text_frame, paras)

    # -- pictures ------------------------------------------------------------------------

    def picture(self, box: Box, block: dict[str, Any]) -> None:
        """A chart, at the top left of *box* and as large as it allows."""
        left, top, width, height = fitted(block["svg"], box)
        png = svg_to_png(block["svg"], SHARP)
        shape = self.slide.shapes.add_picture(BytesIO(png), *_emu((left, top, width, height)))
        shape.name = clean(block["caption"])[:120]
        shape._element._nvXxPr.cNvPr.set("descr", clean(block["alt"]))

    def logo(self, png: bytes, box: Box, alt: str) -> None:
        """The logo inside *box*, at its bottom right."""
        from PIL import Image

        with Image.open(BytesIO(png)) as image:
            wide, high = image.size
        left, top, width, height = box
        scale = min(width / wide, height / high)
        place = (left + width - wide * scale, top + height - high * scale)
        shape = self.slide.shapes.add_picture(
            BytesIO(png), *_emu((*place, wide * scale, high * scale))
        )
        shape.name = clean(alt)
        shape._element._nvXxPr.cNvPr.set("descr", clean(alt))

    # -- feet ----------------------------------------------------------------------------

    def foot(self, said: str, *, numbered: bool = True) -> None:
        """Client and confidentiality on the left, the number of the slide on the right."""
        from pptx.oxml.ns import qn

        for at, holder in enumerate(self.slide.slide_layout.placeholders):
            kind = str(holder.placeholder_format.type)
            if "FOOTER" not in kind and not (numbered and "NUMBER" in kind):
                continue
            self.slide.shapes.clone_placeholder(holder)
            shape = self.slide.shapes[-1]
            para = Para(shortened(said, FOOT_SIZE, WIDE - 2 * MARGIN - 1.2, 1), FOOT_SIZE, "muted")
            if "NUMBER" in kind:
                para = replace(para, text=str(self._position()), align="r")
            self.fill(shape.text_frame, [para])
            if "NUMBER" in kind:
                run = shape._element.find(f".//{qn('a:r')}")
                run.tag = qn("a:fld")
                run.set("id", f"{{C1FF6DA9-008F-8B48-92A6-B6522984780{at}}}")
                run.set("type", "slidenum")

    def _position(self) -> int:
        deck = self.slide.part.package.presentation_part.presentation
        return [one.slide_id for one in deck.slides].index(self.slide.slide_id) + 1


def card_paras(cards: Sequence[dict[str, Any]], width: float, lines: int) -> list[list[Para]]:
    """Label, value and note of each card; *lines* at most for the label, and for the note."""
    room = width - 2 * CARD_PAD
    size = min(sized(card["value"], VALUE_SIZES, room, 0.55, bold=True)[0] for card in cards)
    return [
        [
            Para(shortened(card["label"], _SMALL, room, lines), _SMALL, "muted"),
            Para(
                shortened(card["value"], size, room, 2, bold=True),
                size,
                {"good": "go", "bad": "stop"}.get(card["tone"], "accent"),
                bold=True,
                above=2,
            ),
            *(
                [Para(shortened(card["note"], _SMALL, room, lines), _SMALL, "muted", above=2)]
                if card.get("note")
                else []
            ),
        ]
        for card in cards
    ]


def card_height(cards: Sequence[dict[str, Any]], width: float, lines: int = 2) -> float:
    """Height [in] of the tallest card."""
    made = card_paras(cards, width, lines)
    return max(height_of(paras, width - 2 * CARD_PAD) for paras in made) + 2 * _CARD_TOP


def fitted(svg: str, box: Box) -> Box:
    """Where a drawing stands in *box*: its own shape, as large as the box allows."""
    left, top, width, height = box
    wide, high = size_of(svg)
    scale = min(width / wide, height / high)
    return left, top, wide * scale, high * scale


def size_of(svg: str) -> tuple[float, float]:
    """Width and height [in] the drawing was made at."""
    found = _VIEW_BOX.search(svg)
    if found is None:
        raise ValueError("a drawing without a viewBox has no size")
    wide, high = (float(part) / POINTS for part in found.groups())
    return wide, high


def _emu(box: Box) -> tuple[int, int, int, int]:
    left, top, width, height = (round(one * _EMU) for one in box)
    return left, top, width, height
