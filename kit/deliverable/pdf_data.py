"""`Contents` → the JSON that templates/typst/report.typ draws, and the files beside it.

Everything that has to be decided about the page is decided here, where it can be tested:
widths of columns, size of charts, which charts stand side by side, where a page starts.
"""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kit.deliverable.contents import Block, Contents, Piece
from kit.deliverable.fonts import FAMILIES, soften, width_of
from kit.deliverable.markdown import Node
from kit.deliverable.pdf_tables import PAGE_WIDTH, TABLE_SIZES, column_widths, table_data
from kit.texts import Texts

CHART_HEIGHT = 600.0  # [pt] tallest chart, so that its caption stays on the page
LONG = 5  # level-1 sections from which a document has a contents page and page breaks
ROOM = 200.0  # [pt] under the title of a section, else it starts a page
MOST_ROOM = 640.0  # [pt] what a page holds under such a title
SMALLEST_SCALE = 0.8  # a chart's smallest words are 8 pt: never under 6.4 pt
MOST_CARDS = 4  # in a row
# Lines of a table of contents up to which it is set so, to stand on one page: size [pt], room
# over a chapter and over a section [em], levels shown.
OUTLINES: tuple[tuple[int, float, float, float, int], ...] = (
    (46, 10.0, 1.25, 0.66, 2),
    (57, 9.0, 0.8, 0.55, 2),
    (70, 8.5, 0.7, 0.4, 2),
    (10_000, 10.0, 1.0, 0.66, 1),
)
ON_THEIR_PAGE = 2  # the summary, and the section after it

_VALUE_SIZES = ((12, 20.0), (24, 14.0), (10_000, 11.0))  # up to so many characters: [pt]
_LEAST_SHARED = 13.0  # [pt] a longer value is cut in lines and set on its own
_BOLD = 1.08  # of the width in regular type
_CARD_MARGINS = 30.0  # [pt]
_INTRO, _CAPTION = 45.0, 35.0  # [pt] lines around the first chart of a section
_TITLE, _ROW = 50.0, 24.0  # [pt] of a smaller heading, of a row of a short table
_POINTS = 0.75  # [pt/px] a picture at 96 dots per inch
_REGIONS = {"fr": "FR", "en": "GB"}
_VIEW_BOX = re.compile(r'viewBox="\s*[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)')


def data_of(contents: Contents) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The data of the document, and its pictures by file name."""
    texts = Texts(contents.lang)
    sections = sum(1 for entry in contents.entries if entry.level == 1)
    long = contents.cover is not None and sections >= LONG
    drawer = _Drawer(texts, long)
    footer = [
        texts("deliverable.footer.version", version=contents.version) if contents.version else "",
        texts("deliverable.footer.reference", short=contents.short) if contents.short else "",
    ]
    running = " · ".join(part for part in (contents.client, contents.title) if part)
    data = {
        "lang": contents.lang,
        "region": _REGIONS[contents.lang],
        "fonts": list(FAMILIES),
        "title": contents.title,
        "heading": soften(contents.heading),
        "description": running,
        "client": soften(contents.client),
        "author": contents.author,
        "running": soften(running),
        "footer": " · ".join(part for part in footer if part),
        "confidentiality": contents.confidentiality,
        "labels": {
            "page": texts["deliverable.page"],
            "contents": texts["deliverable.contents"],
        },
        "contents": long,
        "outline": _outline(len(contents.entries)),
        "cover": _cover(contents.cover),
        "pieces": _roomy(list(_paired(drawer.piece(piece) for piece in contents.pieces))),
    }
    return data, drawer.files


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


def _paired(pieces: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Two charts of half width that follow each other stand side by side."""
    waiting: dict[str, Any] | None = None
    for piece in pieces:
        half = piece["block"] == "chart" and piece["width"] == "half"
        if waiting is not None and half:
            waiting["share"] = piece["share"] = 1.0
            yield {"block": "pair", "charts": [waiting, piece]}
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = piece if half else None
        if not half:
            yield piece
    if waiting is not None:
        yield waiting


def _roomy(pieces: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A section that opens on a tall chart asks for the room of that chart too.

    Not when figures or a verdict stand between them: these fill the end of a page well.
    """
    for at, piece in enumerate(pieces):
        if piece.get("start") != "room":
            continue
        nested = list(itertools.takewhile(_is_section, pieces[at + 1 : at + 3]))
        if nested:  # a title over a title: they stay with what follows them
            first = pieces[at + 1 + len(nested) :][:1]
            below = sum(map(_needed, first))
            piece["room"] = min(max(ROOM, _INTRO + _TITLE * len(nested) + below), MOST_ROOM)
            continue
        opening = list(itertools.takewhile(_opens, pieces[at + 1 : at + 4]))
        after = pieces[at + 1 + len(opening) :][:1]
        wanted = ROOM
        if after and after[0]["block"] == "chart":
            around = _INTRO + _CAPTION + sum(map(_height, opening))
            _fit(after[0], MOST_ROOM - around)
            alone = all(one["block"] == "paragraph" for one in opening)
            wanted = around + (after[0]["height"] if alone else 0.0)
        piece["room"] = wanted if ROOM < wanted <= MOST_ROOM else ROOM
    return pieces


def _fit(chart: dict[str, Any], room: float) -> None:
    """Set *chart* a little smaller when that is all it takes to stand under its heading."""
    scale = room / chart["height"] if chart["height"] else 1.0
    if SMALLEST_SCALE <= scale < 1:
        chart["share"], chart["height"] = round(chart["share"] * scale, 4), room


def _is_section(piece: Mapping[str, Any]) -> bool:
    return bool(piece["block"] == "section")


def _needed(piece: Mapping[str, Any]) -> float:
    """Height [pt], estimated, of the first of *piece* that a page does not cut."""
    match piece["block"]:
        case "table":
            return _ROW * len(piece["rows"]) + _CAPTION if piece["whole"] else float(piece["room"])
        case "chart":
            return float(piece["height"])
        case "callout" | "cards" | "paragraph":
            return _height(piece)
        case _:
            return 0.0


def _opens(piece: Mapping[str, Any]) -> bool:
    return piece["block"] in ("paragraph", "callout", "cards")


def _height(piece: Mapping[str, Any]) -> float:
    """Height [pt], estimated, of what may stand between a heading and its first chart."""
    match piece["block"]:
        case "callout":
            texts = [piece["title"], piece["text"] or "", *piece["items"]]
            lines = sum(1 + int(width_of(text) * 10 / (PAGE_WIDTH - 40)) for text in texts)
            return 40.0 + 16.0 * lines
        case "cards":
            return 85.0 * int(piece["lines"])
        case _:
            return 25.0 + 15.0 * int(width_of(piece["text"]) * 10 / PAGE_WIDTH)


@dataclass(slots=True)
class _Drawer:
    texts: Texts
    long: bool
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
                return {**block, **table_data(block)}
            case "chart":
                return self._chart(block)
            case "cards":
                return _cards(block)
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
            "start": start,
        }

    def _chart(self, block: Mapping[str, Any]) -> dict[str, Any]:
        name = f"chart-{len(self.files)}.svg"
        svg = block["svg"]
        if "xmlns=" not in svg[: svg.index(">")]:  # needed outside an HTML page
            svg = svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
        self.files[name] = svg.encode("utf-8", "replace")
        share = _share(svg, 0.5 if block["width"] == "half" else 1.0)
        return {
            "block": "chart",
            "caption": block["caption"],
            "alt": block["alt"],
            "width": block["width"],
            "file": name,
            "share": share,
            "height": share * PAGE_WIDTH * _ratio(svg),
        }

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
            node["widths"] = column_widths(plain, TABLE_SIZES[0])
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
        self.files[name] = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}"><image width="{width}" height="{height}" '
            f'href="data:{node.pop("mime")};base64,{node.pop("base64")}"/></svg>'
        ).encode()
        points = min(width * _POINTS, PAGE_WIDTH, CHART_HEIGHT * width / height)
        alt = node["alt"] or self.texts["deliverable.image"]
        return {"file": name, "alt": alt, "points": round(points, 1)}


def _cards(block: Mapping[str, Any]) -> dict[str, Any]:
    """Rows of two to four cards that fill the page's width; a long value is set smaller.

    On a grid of `columns` places, each card takes its `span`.
    """
    rows = _card_rows(len(block["cards"]))
    columns = math.lcm(*rows)
    spans = [columns // row for row in rows for _ in range(row)]
    cards = []
    sizes = [
        _value_size(card["value"], PAGE_WIDTH * span / columns - _CARD_MARGINS)
        for card, span in zip(block["cards"], spans, strict=True)
    ]
    # Figures side by side are of one size, that of the longest that stands on a line.
    common = min((size for size in sizes if size >= _LEAST_SHARED), default=sizes[0])
    for card, span, own in zip(block["cards"], spans, sizes, strict=True):
        size = min(own, common)
        texts = {key: _soft(card.get(key)) for key in ("label", "value", "note")}
        cards.append({**card, **texts, "size": round(max(size, 9.0), 1), "span": span})
    return {**block, "cards": cards, "columns": columns, "lines": len(rows)}


def _value_size(value: str, room: float) -> float:
    """On one line where that leaves it large enough, else as its longest word allows [pt]."""
    wanted = next(size for most, size in _VALUE_SIZES if len(value) <= most)
    whole = room / max(width_of(value) * _BOLD, 1.0)
    if whole >= _LEAST_SHARED:
        return min(wanted, whole)
    widest = max(map(width_of, value.split(" ")), default=1.0) * _BOLD
    return min(wanted, room / max(widest, 1.0), _LEAST_SHARED - 1)


def _card_rows(count: int) -> list[int]:
    """How many cards stand in each row: 5 → 3 and 2, 7 → 4 and 3."""
    lines = math.ceil(count / MOST_CARDS)
    return [count // lines + (row < count % lines) for row in range(lines)]


def _closed(title: str) -> str:
    """*title* with its end said left to right, when a part of it is written right to left.

    Else the number of its page, in the contents, would be read as one of its words.
    """
    right_to_left = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in title)
    return f"{title}\u200e" if right_to_left else title


def _share(svg: str, wanted: float) -> float:
    """Share of the page's width, so that the chart is not taller than a page."""
    ratio = _ratio(svg)
    tallest = CHART_HEIGHT / (ratio * PAGE_WIDTH) if ratio else wanted
    return round(min(wanted, tallest), 4)


def _ratio(svg: str) -> float:
    """Height over width; 0 when the drawing does not say."""
    found = _VIEW_BOX.search(svg)
    width, height = (float(part) for part in found.groups()) if found else (0.0, 0.0)
    return height / width if width else 0.0


def _words(nodes: Sequence[Node]) -> str:
    return "".join(node.get("text", "") + _words(node.get("content", [])) for node in nodes)


def _soft(text: str | None) -> str | None:
    return soften(text) if text else None
