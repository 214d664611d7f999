"""report.docx: the whole document for whoever wants to write in it. Same contents, same bytes.

The table of contents is a field that Word refreshes when asked (F9): its lines are already
there, so that opening the file asks nothing. Only the numbers of its pages wait for that.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kit.brand import Brand, load_brand
from kit.deliverable.contents import Block, Contents, Entry
from kit.deliverable.office_file import clean, describe, seal
from kit.deliverable.pdf_page import PAGES, Page
from kit.deliverable.pictures import logo_png
from kit.deliverable.word_blocks import Writer
from kit.deliverable.word_markdown import markdown
from kit.deliverable.word_styles import dress
from kit.deliverable.word_xml import (
    NAMES,
    border,
    cell,
    field,
    paragraph,
    row,
    run,
    table,
    to_mark,
    twips,
    words,
)
from kit.texts import Texts

LONG = 5  # level-1 sections from which a document has a contents page
_LOGO_PPI = 600.0  # [dots per inch]
_MM = 72 / 25.4  # [pt] in a millimetre
_COVER = 250.0  # [pt] height of the coloured part of the cover
_DROPPED = ("thumbnail", "stylesWithEffects", "customXml")  # of python-docx's template
_WATERMARK = (430.0, 120.0)  # [pt]


def write_word(path: Path, contents: Contents) -> None:
    """Write *contents* to *path* as a Word document."""
    from docx import Document

    document = Document()
    brand, texts = load_brand(), Texts(contents.lang)
    _drop_leftovers(document)
    describe(
        document.core_properties,
        title=" · ".join(part for part in (contents.client, contents.title) if part),
        author=contents.author,
        lang=contents.lang,
        as_of=contents.as_of,
    )
    sections = sum(1 for entry in contents.entries if entry.level == 1)
    long = contents.cover is not None and sections >= LONG
    page = PAGES.get(contents.paper, PAGES["a4"])
    writer = Writer(document.part, texts, brand, page, long)
    body = [
        markdown(writer, piece.nodes) if piece.block is None else writer.block(piece.block)
        for piece in contents.pieces
    ]
    closing, added = _figures(writer, sections)
    front = _front(writer, contents, [*contents.entries, *added] if long else ())
    dress(document, brand, contents.lang, contents.paper, writer.lists)
    _fill(document, "".join([*front, *body, closing]))
    _head_and_foot(document, contents, brand, texts, page)
    seal(path, document.save)


def _drop_leftovers(document: Any) -> None:
    """What the template brings of its own."""
    for owner in (document.part.package, document.part):
        for key, relation in list(owner.rels.items()):
            if any(name in relation.reltype for name in _DROPPED):
                owner.rels.pop(key)


def _figures(writer: Writer, sections: int) -> tuple[str, tuple[Entry, ...]]:
    """The part that holds the figures of the charts, and its line of the contents."""
    charts = list(writer.figures)
    if not charts:
        return "", ()
    title = writer.texts["deliverable.figures.title"]
    title = f"{sections + 1}. {title}" if sections else title
    intro = writer.texts["deliverable.figures.intro"]
    anchor = "figures-of-the-charts"
    section = {"id": anchor, "level": 1, "title": title, "intro": intro}
    made = [writer.section(section), *(writer.figures_table(chart) for chart in charts)]
    return "".join(made), (Entry(1, title, anchor),)


def _front(writer: Writer, contents: Contents, entries: Sequence[Entry]) -> list[str]:
    """The cover and the contents; without a cover, the title above the first page."""
    if contents.cover is None:
        made = [words(contents.client, "Subtitle")] if contents.client else []
        return [words(contents.heading, "Title"), *made]
    front = [_cover(writer, contents.cover)]
    if entries:
        title = writer.texts["deliverable.contents"]
        front.append(paragraph(run(title), "TOCHeading", page=True))
        front.append(_contents(entries))
    return front


def _cover(writer: Writer, cover: Block) -> str:
    """Client and title on the accent, the facts under it, the logo last."""
    brand, width = writer.brand, writer.page.width
    inside = words(cover["client"], "KitCoverClient") + words(cover["title"], "KitCoverTitle")
    panel = cell(inside, width, shade=brand["accent"])
    panel = panel.replace("</w:tcPr>", '<w:vAlign w:val="bottom"/></w:tcPr>', 1)
    tall = f'<w:trPr><w:trHeight w:val="{twips(_COVER)}" w:hRule="atLeast"/></w:trPr>'
    made = [
        table(row(panel, whole=False).replace("<w:tr>", f"<w:tr>{tall}", 1), [width], "KitPanel")
    ]
    made.append(words("", "KitCoverLine"))
    made += [
        paragraph(
            run(writer.texts("deliverable.word.note", term=label), bold=True) + run(value),
            "KitCoverLine",
            plain=label,
        )
        for label, value in cover["lines"]
    ]
    if cover.get("confidentiality"):
        made.append(words(cover["confidentiality"], "KitCoverLine"))
    logo = logo_png(brand, _LOGO_PPI)
    if logo is not None and brand.logo is not None:
        high = brand.logo_height * _MM
        drawn = writer.image(logo, brand.logo_alt or brand.firm, high * brand.logo.ratio, high)
        made.append(paragraph(drawn, "KitCoverLine"))
    return "".join(made)


def _contents(entries: Sequence[Entry]) -> str:
    """The field, filled: its first paragraph opens it, its last closes it."""
    opened = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        ' TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    closed = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    made = []
    for at, entry in enumerate(entries):
        inside = to_mark(run(entry.title), entry.anchor)
        inside = (opened if at == 0 else "") + inside + (closed if at == len(entries) - 1 else "")
        made.append(paragraph(inside, f"TOC{min(entry.level, 2)}", plain=entry.title))
    return "".join(made)


def _fill(document: Any, body: str) -> None:
    """Put *body* before the section's own properties, which must stay last."""
    from docx.oxml import parse_xml

    root = document.element.body
    for child in list(parse_xml(f"<w:body {NAMES}>{body}</w:body>")):
        root.insert(len(root) - 1, child)


def _head_and_foot(
    document: Any, contents: Contents, brand: Brand, texts: Texts, page: Page
) -> None:
    """The running title above, confidentiality and page x of y below; none on the cover."""
    section = document.sections[0]
    section.different_first_page_header_footer = contents.cover is not None
    running = " · ".join(part for part in (contents.client, contents.title) if part)
    line = f"<w:pBdr>{border('bottom', 0.5, brand['rule'], 4)}</w:pBdr>"
    mark = _watermark(contents.watermark, brand) if contents.watermark else ""
    _replace(section.header, paragraph(run(running) + mark, "Header", border=line, plain=running))
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{twips(page.width)}"/></w:tabs>'
    said = [
        contents.confidentiality,
        texts("deliverable.footer.version", version=contents.version) if contents.version else "",
        texts("deliverable.footer.reference", short=contents.short) if contents.short else "",
    ]
    left = run(" · ".join(part for part in said if part))
    foot = f"{left}<w:r><w:tab/></w:r>{_numbers(texts)}"
    _replace(section.footer, paragraph(foot, "Footer", border=tab))
    if contents.cover is not None:
        _replace(section.first_page_header, paragraph(mark, "Header"))
        _replace(section.first_page_footer, paragraph("", "Footer"))


def _numbers(texts: Texts) -> str:
    """ "Page 3 sur 12", both numbers worked out by Word."""
    said = texts["deliverable.page"]
    before, rest = said.split("{page}", 1)
    between, after = rest.split("{pages}", 1)
    return "".join(
        (run(before), field("PAGE", "1"), run(between), field("NUMPAGES", "1"), run(after))
    )


def _replace(part: Any, inside: str) -> None:
    from docx.oxml import parse_xml

    root = part._element
    for old in list(root):
        root.remove(old)
    root.extend(list(parse_xml(f"<w:body {NAMES}>{inside}</w:body>")))


def _watermark(text: str, brand: Brand) -> str:
    """Pale words across the page, behind what is written."""
    from xml.sax.saxutils import quoteattr

    wide, high = _WATERMARK
    place = (
        f"position:absolute;margin-left:0;margin-top:0;width:{wide}pt;height:{high}pt;"
        "rotation:315;z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        "mso-position-vertical-relative:margin"
    )
    face = quoteattr(f"font-family:&quot;{brand.office_font}&quot;;font-size:1pt").replace(
        "&amp;quot;", "&quot;"
    )
    return (
        '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" '
        'adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
        '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
        '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" '
        'o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="KitWatermark" o:spid="_x0000_s2049" type="#_x0000_t136" style="{place}" '
        f'alt="" fillcolor="{brand["rule"]}" stroked="f"><v:fill opacity=".5"/>'
        f"<v:textpath style={face} string={quoteattr(clean(text))}/></v:shape></w:pict></w:r>"
    )
