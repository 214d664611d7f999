"""The few elements a Word document is written with, as text: paragraphs, runs, tables, links.

What a client typed is escaped here and nowhere else; it is always text, never a field. All
lengths are in points; Word counts twentieths of them.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from kit.deliverable.office_file import clean

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_TWIPS, _EMU = 20, 12_700  # in a point
_LONGEST_MARK = 24  # characters of a bookmark, before its own digits; Word takes 40
_RIGHT_TO_LEFT = ("R", "AL")


def twips(points: float) -> int:
    return round(points * _TWIPS)


def run(
    text: str,
    *,
    style: str = "",
    bold: bool = False,
    italic: bool = False,
    strike: bool = False,
    colour: str = "",
    size: float = 0.0,
) -> str:
    """*text* in one look; its line breaks are kept. *colour*: "#RRGGBB"."""
    look = (
        (f'<w:rStyle w:val="{style}"/>' if style else "")
        + ("<w:b/>" if bold else "")
        + ("<w:i/>" if italic else "")
        + ("<w:strike/>" if strike else "")
        + (f'<w:color w:val="{colour[1:]}"/>' if colour else "")
        + (f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else "")
        + ("<w:rtl/>" if is_right_to_left(text) else "")
    )
    parts = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else ""
        for line in clean(text).replace("\t", " ").split("\n")
    )
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{parts}</w:r>"


def paragraph(
    inside: str,
    style: str = "",
    *,
    align: str = "",
    keep: bool = False,
    page: bool = False,
    number: int = 0,
    level: int = 0,
    border: str = "",
    plain: str = "",
) -> str:
    """A paragraph of runs. *keep*: on the page of what follows; *page*: it starts one.

    *number*: the list it is an item of; *plain*: its words, to find their direction.
    """
    look = (
        (f'<w:pStyle w:val="{style}"/>' if style else "")
        + ("<w:keepNext/>" if keep else "")
        + ("<w:pageBreakBefore/>" if page else "")
        + (
            f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            if number
            else ""
        )
        + border
        + ("<w:bidi/>" if is_right_to_left(plain) else "")
        + (f'<w:jc w:val="{align}"/>' if align else "")
    )
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{inside}</w:p>"


def words(text: str, style: str = "", **look: object) -> str:
    """A paragraph of plain *text*."""
    return paragraph(run(text), style, plain=text, **look)  # type: ignore[arg-type]


def mark_of(anchor: str) -> str:
    """A bookmark's name for *anchor*: what Word allows, and one for each anchor."""
    bare = re.sub(r"\W+", "_", anchor, flags=re.ASCII).strip("_")[:_LONGEST_MARK]
    return f"k_{bare}_{hashlib.sha256(anchor.encode()).hexdigest()[:8]}"


def bookmarked(inside: str, anchor: str, number: int) -> str:
    """*inside* as the place that links to *anchor* lead to; *number* is its own in the file."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{mark_of(anchor)}"/>{inside}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def to_mark(inside: str, anchor: str) -> str:
    """*inside* leading to the bookmark of *anchor*."""
    return f'<w:hyperlink w:anchor="{mark_of(anchor)}" w:history="1">{inside}</w:hyperlink>'


def field(instruction: str, shown: str, style: str = "") -> str:
    """A field that Word works out, and what it shows until then."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>{run(shown, style=style)}'
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def picture(relation: str, number: int, alt: str, width: float, height: float) -> str:
    """A picture in the line [pt], *alt* for who cannot see it."""
    size = f'cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"'
    said = quoteattr(clean(alt))
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr={said}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr={said}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></w:r>"
    )


def cell(inside: str, width: float, *, span: int = 1, shade: str = "", borders: str = "") -> str:
    """A cell of a table; *inside* is its paragraphs."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
        + (f"<w:tcBorders>{borders}</w:tcBorders>" if borders else "")
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{shade[1:]}"/>' if shade else "")
        + f"</w:tcPr>{inside}</w:tc>"
    )


def row(cells: str, *, head: bool = False, whole: bool = True) -> str:
    """*head*: repeated on each page; *whole*: no page's end cuts it."""
    look = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if head else "")
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{cells}</w:tr>"


def table(rows: str, widths: Sequence[float], style: str, title: str = "") -> str:
    """A table of fixed widths [pt]; *title* is what a screen reader calls it."""
    grid = "".join(f'<w:gridCol w:w="{twips(one)}"/>' for one in widths)
    named = f"<w:tblCaption w:val={quoteattr(clean(title))}/>" if title else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>{named}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def border(side: str, size: float, colour: str, space: int = 0) -> str:
    """One side of a frame: *size* in points, *colour* "#RRGGBB"."""
    return (
        f'<w:{side} w:val="single" w:sz="{round(size * 8)}" w:space="{space}" '
        f'w:color="{colour[1:]}"/>'
    )


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction is written right to left."""
    found = (unicodedata.bidirectional(letter) for letter in text)
    return next((one for one in found if one in ("L", *_RIGHT_TO_LEFT)), "L") in _RIGHT_TO_LEFT
