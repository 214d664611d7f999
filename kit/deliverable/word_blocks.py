"""Each block of the contents → the Word elements that show it.

Widths are measured as for the PDF (pdf_tables, pdf_cards), so that a table has the same
shape in both. A chart is a picture with its words; its figures stand in a table at the end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from kit.brand import Brand
from kit.deliverable.contents import Block
from kit.deliverable.markdown import Node
from kit.deliverable.pdf_cards import cards_data
from kit.deliverable.pdf_page import Page
from kit.deliverable.pdf_tables import table_data
from kit.deliverable.pictures import svg_to_png
from kit.deliverable.slide_parts import size_of
from kit.deliverable.word_styles import list_number
from kit.deliverable.word_xml import (
    bookmarked,
    border,
    cell,
    paragraph,
    picture,
    row,
    run,
    table,
    to_mark,
    words,
)
from kit.texts import Texts

PPI = 200.0  # [dots per inch] of a chart, at the size it is printed
KEPT_WHOLE = 8  # a call-out of at most so many points is not cut by a page's end
_LEVELS = 3  # headings of sections
_ALIGN = {"left": "", "right": "right", "center": "center"}
_TONES = {"good": "go", "bad": "stop"}
_POINTS = 72.0
_MEASURED = 1.12  # width of an office font that the columns of the PDF leave room for
_FIGURE = re.compile(r"[-+−≈<> \u00a0\u202f€]*(\d|$)")  # a figure, or nothing


@dataclass(slots=True)
class Writer:
    """Turns blocks into elements; `part` takes the pictures and addresses they need."""

    part: Any
    texts: Texts
    brand: Brand
    page: Page
    long: bool  # a document with a contents page
    lists: list[int] = field(default_factory=list)  # where each ordered list starts
    figures: list[Block] = field(default_factory=list)  # charts whose figures close the document
    _marks: int = 0
    _pictures: int = 0
    _sections: int = 0

    def block(self, block: Block) -> str:
        match block["block"]:
            case "section":
                return self.section(block)
            case "table":
                return self._table(block)
            case "chart":
                return self._chart(block)
            case "cards":
                return self._cards(block)
            case "callout":
                return self._callout(block)
            case "bullets":
                return "".join(words(item, "ListBullet") for item in block["items"])
            case "code":
                return words(block["text"], "KitCode")
            case _:
                style = {"lead": "KitLead", "muted": "KitMuted"}.get(block.get("tone", ""), "")
                return words(block["text"], style)

    def mark(self, inside: str, anchor: str | None) -> str:
        """*inside* as the place called *anchor*; itself without one."""
        if not anchor:
            return inside
        self._marks += 1
        return bookmarked(inside, anchor, self._marks)

    def section(self, block: Block) -> str:
        """A heading, its introduction, and the words it explains."""
        level = min(int(block["level"]), _LEVELS)
        start = bool(block.get("page"))
        if level == 1:
            self._sections += 1
            start = start or (self.long and self._sections == 1)  # the summary opens a page
        title = self.mark(run(block["title"]), block["id"])
        made = [paragraph(title, f"Heading{level}", page=start, plain=block["title"])]
        if block.get("intro"):
            made.append(words(block["intro"], "KitIntro"))
        for term, said in block.get("notes") or ():
            label = self.texts("deliverable.word.note", term=term)
            made.append(paragraph(run(label, bold=True) + run(said), "KitNote", plain=said))
        return "".join(made)

    # -- tables ----------------------------------------------------------------------------

    def _table(self, block: Block) -> str:
        measured = table_data(block, self.page)
        columns = block["columns"]
        size = measured["size"] * min(1.0, _MEASURED / self.brand.office_width)
        widths = self._filled(measured["widths"])
        emphasis = {at % max(len(block["rows"]), 1) for at in block.get("emphasis") or ()}
        groups = dict(measured["groups"])
        count = len(measured["rows"])
        whole = measured["whole"]
        head = "".join(
            cell(self._cell(column["label"], column, size, bold=True, keep=True), width)
            for column, width in zip(columns, widths, strict=True)
        )
        rows = [row(head, head=True)]
        for at, texts in enumerate(measured["rows"]):
            if at in groups:
                title = words(groups[at], "KitCell", keep=True)
                rows.append(
                    row(cell(title, sum(widths), span=len(widths), shade=self.brand["pale"]))
                )
            last = count - measured["last"]  # rows that end a table stay together
            keep = (whole or at >= last) and at < count - 1
            cells = [
                cell(
                    self._cell(
                        text,
                        column,
                        size,
                        bold=at in emphasis,
                        keep=keep,
                        target=measured["targets"][at][place],
                        anchor=measured["anchors"][at] if place == 0 else None,
                    ),
                    width,
                    shade=self.brand["pale"] if at in emphasis else "",
                )
                for place, (text, column, width) in enumerate(
                    zip(texts, columns, widths, strict=True)
                )
            ]
            rows.append(row("".join(cells), whole=measured["whole_rows"]))
        caption = self.mark(run(block["caption"]), block["id"])
        made = paragraph(caption, "Caption", keep=True, plain=block["caption"])
        made += table("".join(rows), widths, "KitTable", block["caption"])
        note = measured["note"]
        return made + (words(note, "KitTableNote") if note else words("", "KitGap"))

    def _filled(self, widths: Sequence[float]) -> list[float]:
        """*widths* in the proportion they have, over the whole of the page."""
        scale = self.page.width / sum(widths)
        return [width * scale for width in widths]

    def _cell(
        self,
        text: str,
        column: Mapping[str, Any],
        size: float,
        *,
        bold: bool = False,
        keep: bool = False,
        target: str | None = None,
        anchor: str | None = None,
    ) -> str:
        inside = run(text, bold=bold, size=size, style="KitTrace" if target else "")
        if target:
            inside = to_mark(inside, target)
        inside = self.mark(inside, anchor)
        align = _ALIGN[column["align"]]
        return paragraph(inside, "KitCell", align=align, keep=keep, plain=text)

    # -- panels ----------------------------------------------------------------------------

    def _callout(self, block: Block) -> str:
        """A shaded cell with an edge in its colour; its words say stop or go, not the colour."""
        tone = block["tone"]
        colour = self.brand[tone]
        items = block.get("items") or []
        inside = paragraph(
            run(block["title"], colour=colour), "KitCalloutTitle", plain=block["title"]
        )
        if block.get("text"):
            inside += words(block["text"], "KitCalloutText")
        inside += "".join(words(item, "ListBullet") for item in items)
        edge = border("left", 3.0, colour)
        panel = cell(inside, self.page.width, shade=self.brand.tint(tone), borders=edge)
        rows = row(panel, whole=len(items) <= KEPT_WHOLE)
        return table(rows, [self.page.width], "KitPanel", block["title"]) + words("", "KitGap")

    def _cards(self, block: Block) -> str:
        """Rows of figures; a white line parts one from the next."""
        measured = cards_data(block, self.page)
        unit = self.page.width / measured["columns"]
        rows, current, taken = [], "", 0
        sides = ("top", "left", "bottom", "right")
        gap = "".join(border(side, 3.0, "#FFFFFF") for side in sides)
        for card in measured["cards"]:
            current += cell(
                self._card(card),
                unit * card["span"],
                span=card["span"],
                shade=self.brand["pale"],
                borders=gap,
            )
            taken += card["span"]
            if taken == measured["columns"]:
                rows.append(row(current))
                current, taken = "", 0
        title = self.texts["deliverable.word.cards"]
        grid = [unit] * measured["columns"]
        return table("".join(rows), grid, "KitPanel", title) + words("", "KitGap")

    def _card(self, card: Mapping[str, Any]) -> str:
        colour = self.brand[_TONES[card["tone"]]] if card["tone"] in _TONES else ""
        value = run(card["value"], colour=colour, size=card["size"])
        if card.get("link"):
            value = to_mark(value, card["link"])
        made = words(card["label"], "KitCardLabel")
        made += paragraph(value, "KitCardValue", plain=card["value"])
        return made + (words(card["note"], "KitCardNote") if card.get("note") else "")

    # -- pictures --------------------------------------------------------------------------

    def image(self, data: bytes, alt: str, width: float, height: float) -> str:
        """A picture of that size [pt]."""
        relation, _ = self.part.get_or_add_image(BytesIO(data))
        self._pictures += 1
        return picture(relation, self._pictures, alt, width, height)

    def _chart(self, block: Block) -> str:
        wide, high = size_of(block["svg"])
        share = 0.5 if block["width"] == "half" else 1.0
        width = min(self.page.width * share, self.page.chart_height * wide / high)
        png = svg_to_png(block["svg"], round(PPI * width / (wide * _POINTS)))
        drawn = self.image(png, block["alt"], width, width * high / wide)
        caption = self.mark(run(block["caption"]), block["id"])
        if block.get("data"):
            self.figures.append(block)
            link = run(self.texts["deliverable.figures.link"], style="Hyperlink")
            caption += run(" ") + to_mark(link, figures_anchor(block))
        return paragraph(drawn, keep=True) + paragraph(caption, "Caption", plain=block["caption"])

    def figures_table(self, block: Block) -> str:
        """The figures that a chart draws, under its caption."""
        data = block["data"]
        sides = [
            "right" if at and all(map(_FIGURE.match, cells)) else "left"
            for at, cells in enumerate(zip(*data["rows"], strict=True))
        ]
        columns = [
            {"label": label, "align": side, "width": None}
            for label, side in zip(data["columns"], sides, strict=True)
        ]
        return self._table(
            {
                "block": "table",
                "id": figures_anchor(block),
                "caption": block["caption"],
                "columns": columns,
                "rows": data["rows"],
            }
        )

    def node_picture(self, node: Node, data: bytes) -> str:
        """An analyst's picture, no larger than the page."""
        width = min(node["width"] * 0.75, self.page.width)
        height = width * node["height"] / node["width"]
        if height > self.page.chart_height:
            width, height = width * self.page.chart_height / height, self.page.chart_height
        return self.image(data, node["alt"] or self.texts["deliverable.image"], width, height)

    def new_list(self, start: int) -> int:
        """The number of an ordered list that starts at *start*."""
        self.lists.append(start)
        return list_number(len(self.lists) - 1)


def figures_anchor(block: Block) -> str:
    return f"figures-{block['id']}"
