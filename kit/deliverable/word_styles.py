"""The look of a Word document, as styles: whoever edits it uses the same ones.

Built on python-docx's own template: its styles are set to the brand's colours and scale,
those it lacks are added. Numbering and settings are written whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kit.brand import Brand
from kit.deliverable.office_file import LANGUAGE_TAGS, THEME, themed
from kit.deliverable.pdf_page import BOTTOM, PAGES, TOP, Page
from kit.deliverable.word_xml import NAMES, border, twips

BULLETS, NUMBERS = 1, 2  # abstract lists; a list that starts anew is a number of its own
_FIRST_LIST = 10  # numbers of lists that start anew
_INDENT = 14.0  # [pt] of a bullet
_NAMED = {"tx1": "text1", "bg1": "background1", "tx2": "text2", "bg2": "background2"}


@dataclass(frozen=True, slots=True)
class Style:
    """`step` on the brand's scale; rooms over and under in its unit of distance."""

    id: str
    name: str
    step: float = 0.0
    role: str = "ink"
    bold: bool = False
    italic: bool = False
    over: float = 0.0
    under: float = 0.0
    keep: bool = False
    outline: int = -1
    more: str = ""  # of w:pPr
    line: float = 1.15
    follows: str = "Normal"


def styles(brand: Brand) -> tuple[Style, ...]:
    """Every paragraph style of the document."""
    rule = f"<w:pBdr>{border('left', 1.5, brand['rule'], 8)}</w:pBdr>"
    noted = f'{rule}<w:ind w:left="{twips(9.0)}"/>'
    hanging = f'<w:ind w:left="{twips(_INDENT)}" w:hanging="{twips(_INDENT)}"/>'
    return (
        Style("Normal", "Normal", under=1.0),
        Style("Title", "Title", 5, "accent", True, over=0, under=2, line=1.0),
        Style("Subtitle", "Subtitle", 2, "muted", under=2, line=1.0),
        Style("Heading1", "heading 1", 3.4, "accent", True, False, 5, 1.5, True, 0, line=1.05),
        Style("Heading2", "heading 2", 2, "accent", True, False, 4, 1, True, 1, line=1.05),
        Style("Heading3", "heading 3", 1, "ink", True, False, 3, 0.7, True, 2, line=1.05),
        Style("Heading4", "heading 4", 0, "muted", True, False, 2, 0.5, True, 3, line=1.05),
        Style("Caption", "caption", -0.3, "muted", False, True, 1.0, 1.2),
        Style("ListBullet", "List Bullet", under=0.5, more=hanging, follows="ListBullet"),
        Style("ListNumber", "List Number", under=0.5, more=hanging, follows="ListNumber"),
        Style("Quote", "Quote", 0, "muted", italic=True, under=1, more=rule),
        Style("TOC1", "toc 1", 0, "accent", True, over=0.8, under=0.1),
        Style("TOC2", "toc 2", -0.3, "ink", under=0.1, more=f'<w:ind w:left="{twips(_INDENT)}"/>'),
        Style("TOCHeading", "TOC Heading", 3.4, "accent", True, under=2),
        Style("Header", "header", -1, "muted", line=1.0, follows="Header"),
        Style("Footer", "footer", -1, "muted", line=1.0, follows="Footer"),
        Style("KitLead", "Kit Lead", 1, "ink", under=2),
        Style("KitIntro", "Kit Intro", 0, "muted", under=2, keep=True),
        Style("KitMuted", "Kit Muted", -0.3, "muted", under=1),
        Style("KitNote", "Kit Note", -0.6, "muted", under=0.6, keep=True, more=noted),
        Style("KitCode", "Kit Code", -1, "ink", under=1, more=rule, line=1.0),
        Style("KitCell", "Kit Cell", -0.6, "ink", line=1.05),
        Style("KitCalloutTitle", "Kit Call-out Title", 0.5, "ink", True, under=0.6, keep=True),
        Style("KitCalloutText", "Kit Call-out", 0, "ink", under=0.5),
        Style("KitCardLabel", "Kit Card Label", -0.8, "muted", under=0.2, keep=True, line=1.0),
        Style("KitCardValue", "Kit Card Value", 3, "accent", True, under=0.2, keep=True, line=1.0),
        Style("KitCardNote", "Kit Card Note", -1, "muted", line=1.0),
        Style("KitCoverClient", "Kit Cover Client", 2, "paper", under=4, line=1.0),
        Style("KitCoverTitle", "Kit Cover Title", 6, "paper", True, line=1.0),
        Style("KitCoverLine", "Kit Cover Line", 0.5, "muted", under=0.6),
        Style("KitTableNote", "Kit Table Note", -0.6, "muted", over=0.6, under=1.5),
        Style("KitGap", "Kit Gap", -2.5, "ink", line=1.0),
    )


def dress(document: Any, brand: Brand, lang: str, paper: str, lists: Sequence[int]) -> Page:
    """Give *document* the brand's look; the page it is set on. *lists*: where each one starts."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    theme = document.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = themed(theme.blob, brand)
    _write_styles(document, brand, lang)
    _write_numbering(document, lists)
    _write_settings(document, lang)
    page = PAGES.get(paper, PAGES["a4"])
    _set_page(document.sections[0], page)
    return page


def list_number(at: int) -> int:
    """The number of the *at*-th ordered list, from 0."""
    return _FIRST_LIST + at


def _write_styles(document: Any, brand: Brand, lang: str) -> None:
    """The template's latent names are kept, its own styles replaced."""
    from lxml import etree

    root = document.styles.element
    for old in list(root):
        if not old.tag.endswith("latentStyles"):
            root.remove(old)
    tag = LANGUAGE_TAGS[lang]
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" '
        'w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:cstheme="minorBidi"/>'
        f'<w:sz w:val="{round(brand.body * 2)}"/><w:szCs w:val="{round(brand.body * 2)}"/>'
        f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )
    made = [defaults, *_characters(brand), *(_style(one, brand) for one in styles(brand))]
    made += _tables(brand)
    whole = etree.fromstring(f"<w:styles {NAMES}>{''.join(made)}</w:styles>")
    first, *rest = list(whole)
    root.insert(0, first)
    root.extend(rest)


def _style(one: Style, brand: Brand) -> str:
    space = brand.space
    base = "" if one.id == "Normal" else '<w:basedOn w:val="Normal"/>'
    heading = one.outline >= 0
    number = {"ListBullet": BULLETS, "ListNumber": NUMBERS}.get(one.id)
    slot = THEME.get(one.role, "")
    named = f' w:themeColor="{_NAMED.get(slot, slot)}"' if slot else ""
    colour = brand.colours.get(one.role, "#FFFFFF")[1:]
    size = round(brand.size(one.step) * 2)
    return (
        f'<w:style w:type="paragraph" {"w:default=" + chr(34) + "1" + chr(34) if not base else ""} '
        f"{'w:customStyle=' + chr(34) + '1' + chr(34) if one.id.startswith('Kit') else ''} "
        f'w:styleId="{one.id}"><w:name w:val="{one.name}"/>{base}'
        + (f'<w:next w:val="{one.follows}"/>' if base else "")
        + "<w:qFormat/><w:pPr>"
        + ("<w:keepNext/>" if one.keep else "")
        + ("<w:keepLines/>" if heading else "")
        + (f'<w:numPr><w:numId w:val="{number}"/></w:numPr>' if number else "")
        + _frame(one.more)
        + f'<w:spacing w:before="{twips(one.over * space)}" w:after="{twips(one.under * space)}" '
        f'w:line="{round(240 * one.line)}" w:lineRule="auto"/>'
        + one.more.removeprefix(_frame(one.more))
        + (f'<w:outlineLvl w:val="{one.outline}"/>' if heading else "")
        + "</w:pPr><w:rPr>"
        + ("<w:b/>" if one.bold else "")
        + ("<w:i/>" if one.italic else "")
        + f'<w:color w:val="{colour}"{named}/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        "</w:rPr></w:style>"
    )


def _frame(more: str) -> str:
    """The borders in *more*: Word wants them before the rooms, the indents after."""
    return more[: more.index("</w:pBdr>") + len("</w:pBdr>")] if "</w:pBdr>" in more else ""


def _characters(brand: Brand) -> Iterator[str]:
    yield (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
    )
    yield (
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>'
        f'<w:color w:val="{brand["main"][1:]}" w:themeColor="hyperlink"/><w:u w:val="single"/>'
        "</w:rPr></w:style>"
    )
    yield (
        '<w:style w:type="character" w:customStyle="1" w:styleId="KitTrace">'
        '<w:name w:val="Kit Trace"/><w:rPr><w:u w:val="dotted" '
        f'w:color="{brand["muted"][1:]}"/></w:rPr></w:style>'
    )


def _tables(brand: Brand) -> Iterator[str]:
    """Word's plain table, ours for figures (lines under rows, an accent under the head)."""
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name '
        'w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    )
    pads = "".join(
        f'<w:{side} w:w="{twips(points)}" w:type="dxa"/>'
        for side, points in (("top", 3.0), ("left", 5.0), ("bottom", 3.0), ("right", 5.0))
    )
    rule, accent = brand["rule"], brand["accent"]
    yield (
        '<w:style w:type="table" w:customStyle="1" w:styleId="KitTable"><w:name w:val="Kit Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        f"{border('bottom', 0.75, rule)}{border('insideH', 0.5, rule)}</w:tblBorders>"
        f"<w:tblCellMar>{pads}</w:tblCellMar></w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/>'
        f'<w:color w:val="{accent[1:]}" w:themeColor="text2"/></w:rPr><w:tcPr><w:tcBorders>'
        f'{border("bottom", 1.25, accent)}</w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )
    wide = "".join(
        f'<w:{side} w:w="{twips(points)}" w:type="dxa"/>'
        for side, points in (("top", 8.0), ("left", 10.0), ("bottom", 8.0), ("right", 10.0))
    )
    yield (
        '<w:style w:type="table" w:customStyle="1" w:styleId="KitPanel"><w:name w:val="Kit Panel"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr>'
        f"<w:tblCellMar>{wide}</w:tblCellMar></w:tblPr></w:style>"
    )


def _write_numbering(document: Any, lists: Sequence[int]) -> None:
    from lxml import etree

    root = document.part.numbering_part.element
    for old in list(root):
        root.remove(old)
    made = [_abstract(BULLETS, "bullet", "•"), _abstract(NUMBERS, "decimal", "%{level}.")]
    made += [
        f'<w:num w:numId="{one}"><w:abstractNumId w:val="{one}"/></w:num>'
        for one in (BULLETS, NUMBERS)
    ]
    made += [
        f'<w:num w:numId="{list_number(at)}"><w:abstractNumId w:val="{NUMBERS}"/>'
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for at, start in enumerate(lists)
    ]
    root.extend(list(etree.fromstring(f"<w:numbering {NAMES}>{''.join(made)}</w:numbering>")))


def _abstract(number: int, kind: str, text: str) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text.replace("{level}", str(level + 1))}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{twips(_INDENT * (level + 1))}" w:hanging="{twips(_INDENT)}"/>'
        "</w:pPr></w:lvl>"
        for level in range(3)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{levels}</w:abstractNum>"
    )


def _write_settings(document: Any, lang: str) -> None:
    """The language, and Word's present way of laying out; no prompt about fields."""
    root = document.settings.element
    for found in root.iter("{*}themeFontLang"):
        for key in list(found.attrib):
            found.set(key, LANGUAGE_TAGS[lang])
    for found in root.iter("{*}compatSetting"):
        if "compatibilityMode" in found.attrib.values():
            found.set(next(key for key in found.attrib if key.endswith("}val")), "15")
    for name in ("useFELayout", "savePreviewPicture", "proofState", "rsids", "docId"):
        for found in list(root.iter(f"{{*}}{name}")):
            found.getparent().remove(found)


def _set_page(section: Any, page: Page) -> None:
    from docx.shared import Pt

    section.page_width, section.page_height = Pt(page.across), Pt(page.down)
    section.left_margin = section.right_margin = Pt(page.side)
    section.top_margin, section.bottom_margin = Pt(TOP), Pt(BOTTOM)
    section.header_distance, section.footer_distance = Pt(TOP * 0.5), Pt(BOTTOM * 0.5)
