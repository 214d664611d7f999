"""`Contents` → the JSON that templates/typst/report.typ draws, and the files beside it.

Everything that has to be decided about the page is decided in these rooms, where it can be
tested: widths of columns, size of charts, which charts stand side by side, where a page starts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kit.brand import load_brand
from kit.deliverable.brand_data import brand_data, logo_files
from kit.deliverable.contents import Block, Contents, Piece
from kit.deliverable.fonts import FAMILIES, soften
from kit.deliverable.markdown import Node
from kit.deliverable.pdf_cards import cards_data
from kit.deliverable.pdf_figures import with_figures
from kit.deliverable.pdf_halves import in_halves
from kit.deliverable.pdf_page import A4, BOTTOM, PAGES, TOP, Page
from kit.deliverable.pdf_rooms import paired, roomy
from kit.deliverable.pdf_tables import TABLE_SIZES, table_data
from kit.deliverable.pdf_widths import column_widths
from kit.texts import Texts

LONG = 5  # level-1 sections from which a document has a contents page and page breaks
# Lines of a table of contents up to which it is set so, to stand on one page: size [pt], room
# over a chapter and over a section [em], levels shown.
OUTLINES: tuple[tuple[int, float, float, float, int], ...] = (
    (46, 10.0, 1.25, 0.66, 2),
    (57, 9.0, 0.8, 0.55, 2),
    (70, 8.5, 0.7, 0.4, 2),
    (10_000, 10.0, 1.0, 0.66, 1),
)
ON_THEIR_PAGE = 2  # the summary, and the section after it

_POINTS = 0.75  # [pt/px] a picture at 96 dots per inch
_REGIONS = {"fr": "FR", "en": "GB"}
_VIEW_BOX = re.compile(r'viewBox="\s*[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)')


def data_of(contents: Contents) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The data of the document, and its pictures by file name."""
    texts = Texts(contents.lang)
    sections = sum(1 for entry in contents.entries if entry.level == 1)
    long = contents.cover is not None and sections >= LONG
    page = page_of(contents)
    drawer = _Drawer(texts, long, page)
    brand = load_brand()
    footer = [
        brand.firm,
        _closed(contents.scenario),
        texts("deliverable.footer.version", version=contents.version) if contents.version else "",
        texts("deliverable.footer.reference", short=contents.short) if contents.short else "",
    ]
    drawn = list(paired(drawer.piece(piece) for piece in contents.pieces))
    pieces = with_figures(roomy(drawn, page), texts, page, sections)
    running = " · ".join(part for part in (_closed(contents.client), contents.title) if part)
    data = {
        "lang": contents.lang,
        "region": _REGIONS[contents.lang],
        "fonts": list(FAMILIES),
        "brand": brand_data(brand),
        "page": {"paper": page.paper, "x": page.side, "top": TOP, "bottom": BOTTOM},
        "watermark": contents.watermark,
        "title": contents.title,
        "heading": soften(contents.heading),
        "description": running,
        "client": _closed(soften(contents.client)),
        "author": contents.author,
        "running": running,
        "footer": " · ".join(part for part in footer if part),
        "confidentiality": soften(contents.confidentiality),
        "labels": {
            "page": texts["deliverable.page"],
            "contents": texts["deliverable.contents"],
        },
        "contents": long,
        "outline": _outline(len(contents.entries)),
        "cover": _cover(contents.cover),
        "pieces": [{**piece, "at": at} for at, piece in enumerate(pieces)],
    }
    return data, drawer.files | logo_files(brand)


def page_of(contents: Contents) -> Page:
    """The paper it is drawn on."""
    return PAGES.get(contents.paper, A4)


def _outline(lines: int) -> dict[str, Any]:
    """How a table of contents of so many lines is set."""
    at = next(at for at, (most, *_) in enumerate(OUTLINES) if lines <= most)
    _, size, major, minor, depth = OUTLINES[at]
    return {"size": size, "major": major, "minor": minor, "depth": depth, "tight": at > 0}


def _cover(block: Block | None) -> dict[str, Any] | None:
    if block is None:
        return None
    return {
        "title": soften(block["title"]),
        "client": soften(block["client"]),
        "lines": [[label, soften(value)] for label, value in block["lines"]],
    }


@dataclass(slots=True)
class _Drawer:
    texts: Texts
    long: bool
    page: Page
    files: dict[str, bytes] = field(default_factory=dict)
    sections: int = 0  # of level 1, drawn so far

    def piece(self, piece: Piece) -> dict[str, Any]:
        if piece.block is None:
            return {"block": "markdown", "nodes": [self._node(node) for node in piece.nodes]}
        block = dict(piece.block)
        match block["block"]:
            case "section":
                return self._section(block)
            case "table":
                halves = in_halves(block, self.page)
                return halves or {**block, **table_data(block, self.page)}
            case "chart":
                return self._chart(block)
            case "cards":
                return cards_data(block, self.page)
            case "callout":
                items = [soften(item) for item in block.get("items") or []]
                return {**block, "items": items, "text": _soft(block.get("text"))}
            case "bullets":
                return {**block, "items": [soften(item) for item in block["items"]]}
            case _:
                return {**block, "text": soften(block["text"])}

    def _section(self, block: Mapping[str, Any]) -> dict[str, Any]:
        """A summary has its page to itself; a later section starts a page when room is short."""
        start = "page" if block.get("page") else "here"
        if self.long and block["level"] == 1:
            self.sections += 1
            start = "page" if self.sections <= ON_THEIR_PAGE else "room"
        return {
            **block,
            "title": _closed(soften(block["title"])),
            "intro": _soft(block.get("intro")),
            "notes": [[soften(part) for part in note] for note in block.get("notes") or ()],
            "start": start,
        }

    def _chart(self, block: Mapping[str, Any]) -> dict[str, Any]:
        name = f"chart-{len(self.files)}.svg"
        svg = block["svg"]
        if "xmlns=" not in svg[: svg.index(">")]:  # needed outside an HTML page
            svg = svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
        self.files[name] = _inert(svg).encode("utf-8", "replace")
        share = self._share(svg, 0.5 if block["width"] == "half" else 1.0)
        return {
            "block": "chart",
            "id": block["id"],
            "caption": block["caption"],
            "alt": block["alt"],
            "width": block["width"],
            "data": block.get("data"),
            "table": block.get("table"),
            "file": name,
            "share": share,
            "height": share * self.page.width * _ratio(svg),
        }

    def _share(self, svg: str, wanted: float) -> float:
        """Share of the page's width, so that the chart is not taller than a page."""
        ratio = _ratio(svg)
        tallest = self.page.chart_height / (ratio * self.page.width) if ratio else wanted
        return round(min(wanted, tallest), 4)

    def _node(self, node: Node) -> Node:
        """The node with its picture in a file, its words softened, its table measured."""
        node = dict(node)
        for key in ("content", "blocks", "header"):
            if key in node and node["kind"] != "table":
                node[key] = [self._node(child) for child in node[key]]
        if node["kind"] == "list":
            node["items"] = [[self._node(child) for child in item] for item in node["items"]]
        elif node["kind"] == "text":
            node["text"] = soften(node["text"])
        elif node["kind"] == "table":
            plain = [[_words(cell) for cell in row] for row in (node["header"], *node["rows"])]
            node["widths"] = column_widths(plain, TABLE_SIZES[0], width=self.page.width)
            node["header"] = [[self._node(child) for child in cell] for cell in node["header"]]
            node["rows"] = [
                [{"content": [self._node(child) for child in cell]} for cell in row]
                for row in node["rows"]
            ]
        elif node["kind"] == "image":
            node |= self._picture(node)
        return node

    def _picture(self, node: Node) -> Node:
        """The analyst's picture inside an SVG: in memory Typst takes files of text only."""
        name = f"picture-{len(self.files)}.svg"
        width, height = node["width"], node["height"]
        self.files[name] = _inert(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}"><image width="{width}" height="{height}" '
            f'href="data:{node.pop("mime")};base64,{node.pop("base64")}"/></svg>'
        ).encode()
        points = min(width * _POINTS, self.page.width, self.page.chart_height * width / height)
        alt = node["alt"] or self.texts["deliverable.image"]
        return {"file": name, "alt": alt, "points": round(points, 1)}


def _inert(svg: str) -> str:
    """*svg* with a comment that opens one of Typst's too, which nothing closes.

    The binding parses each file it is given as a Typst source, drawings as well, at each
    layout: most of what they hold, it need not look at.
    """
    opening, end, rest = svg.partition(">")
    return f"{opening}{end}<!--/*-->{rest}"


def _closed(title: str) -> str:
    """*title* with its end said left to right, when a part of it is written right to left.

    Else the number of its page, in the contents, would be read as one of its words.
    """
    right_to_left = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in title)
    return f"{title}\u200e" if right_to_left else title


def _ratio(svg: str) -> float:
    """Height over width; 0 when the drawing does not say."""
    found = _VIEW_BOX.search(svg)
    width, height = (float(part) for part in found.groups()) if found else (0.0, 0.0)
    return height / width if width else 0.0


def _words(nodes: Sequence[Node]) -> str:
    return "".join(node.get("text", "") + _words(node.get("content", [])) for node in nodes)


def _soft(text: str | None) -> str | None:
    return soften(text) if text else None
