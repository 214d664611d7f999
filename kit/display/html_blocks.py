"""One block → semantic HTML. Pure; the one place where strings are escaped for HTML.

Used by `show` (JupyterLab) and by the HTML exporter alike. Class names start with
``kit-``; there is no script, no style, no number of figure or table (the exporter
numbers them). Headings: a section of level 1 is an ``<h2>``, the cover's title is the
page's only ``<h1>``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

Block = Mapping[str, Any]

_ADDRESS_SLASH = re.compile(r"(?<=[\w-])/(?=[\w-]{4})")


def block_to_html(block: Block) -> str:
    """*block* (kit.display.blocks) as an HTML fragment.

    >>> block_to_html({"block": "paragraph", "text": "a < b", "tone": "muted"})
    '<p class="kit-paragraph kit-muted">a &lt; b</p>'
    """
    return _WRITERS[block["block"]](block)


def _cover(block: Block) -> str:
    lines = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>"
        for label, value in block["lines"]
    )
    confidentiality = block.get("confidentiality")
    mark = f'<p class="kit-confidential">{escape(confidentiality)}</p>' if confidentiality else ""
    return (
        '<header class="kit-cover">'
        f'<p class="kit-cover-client">{escape(block["client"])}</p>'
        f"<h1>{escape(block['title'])}</h1>"
        f'<dl class="kit-cover-lines">{lines}</dl>{mark}</header>'
    )


def _section(block: Block) -> str:
    level = block["level"] + 1
    heading = (
        f'<h{level} class="kit-section kit-section-{block["level"]}" id="{escape(block["id"])}">'
        f"{escape(block['title'])}</h{level}>"
    )
    intro = block.get("intro")
    return heading + (f'<p class="kit-intro">{escape(intro)}</p>' if intro else "")


def _paragraph(block: Block) -> str:
    return f'<p class="kit-paragraph kit-{block["tone"]}">{escape(block["text"])}</p>'


def _bullets(block: Block) -> str:
    return f'<ul class="kit-bullets">{_items(block["items"])}</ul>'


def _cards(block: Block) -> str:
    cards = "".join(
        f'<div class="kit-card kit-card-{card["tone"]}"><dt>{escape(card["label"])}</dt>'
        f'<dd class="kit-card-value">{_linked(escape(card["value"]), card.get("link"))}</dd>'
        + (f'<dd class="kit-card-note">{escape(card["note"])}</dd>' if card.get("note") else "")
        + "</div>"
        for card in block["cards"]
    )
    return f'<dl class="kit-cards">{cards}</dl>'


def _callout(block: Block) -> str:
    text = f"<p>{escape(block['text'])}</p>" if block.get("text") else ""
    items = f"<ul>{_items(block['items'])}</ul>" if block.get("items") else ""
    return (
        f'<div class="kit-callout kit-callout-{block["tone"]}" role="note">'
        f'<p class="kit-callout-title">{escape(block["title"])}</p>{text}{items}</div>'
    )


def _table(block: Block) -> str:
    columns = block["columns"]
    emphasis = set(block.get("emphasis", ()))
    head = "".join(
        f'<th scope="col" class="kit-{column["align"]}">{escape(column["label"])}</th>'
        for column in columns
    )
    anchors = block.get("anchors") or ()
    links = {(row, column): anchor for row, column, anchor in block.get("links") or ()}
    rows = [
        f"<tr{_attributes(index in emphasis, anchors[index] if anchors else None)}>"
        f"{_cells(row, columns, {at: link for (r, at), link in links.items() if r == index})}</tr>"
        for index, row in enumerate(block["rows"])
    ]
    note = f'<p class="kit-note">{escape(block["note"])}</p>' if block.get("note") else ""
    caption = escape(block["caption"])
    # A wide table scrolls inside its own region on a phone: reachable by keyboard, named.
    return (
        f'<div class="kit-table" id="{escape(block["id"])}" role="region" tabindex="0" '
        f'aria-label="{caption}"><table><caption>{caption}</caption>'
        f"{_widths(columns)}<thead><tr>{head}</tr></thead>"
        f"{_bodies(rows, block.get('groups') or (), len(columns))}</table>{note}</div>"
    )


def _bodies(rows: list[str], groups: Sequence[tuple[int, str]], width: int) -> str:
    """The rows, each group of them under its title."""
    if not groups:
        return f"<tbody>{''.join(rows)}</tbody>"
    ends = [*(first for first, _ in groups[1:]), len(rows)]
    return "".join(
        f'<tbody class="kit-group"><tr><th scope="rowgroup" colspan="{width}">{escape(title)}'
        f"</th></tr>{''.join(rows[first:end])}</tbody>"
        for (first, title), end in zip(groups, ends, strict=True)
    )


def _widths(columns: list[Mapping[str, Any]]) -> str:
    """Widths in shares of the page, for the columns that state one."""
    if not any(column.get("width") for column in columns):
        return ""
    made = "".join(
        f'<col style="width:{column["width"]:.0%}">' if column.get("width") else "<col>"
        for column in columns
    )
    return f"<colgroup>{made}</colgroup>"


def _attributes(emphasis: bool, anchor: str | None) -> str:
    look = ' class="kit-emphasis"' if emphasis else ""
    return look + (f' id="{escape(anchor)}"' if anchor else "")


def _cells(row: list[str], columns: list[Mapping[str, Any]], links: Mapping[int, str]) -> str:
    """The first cell names the row, unless it is blank: an empty heading says nothing."""
    cells = []
    for at, (cell, column) in enumerate(zip(row, columns, strict=True)):
        opened, closed = ('th scope="row"', "th") if at == 0 and cell.strip() else ("td", "td")
        words = _linked(_lines(cell), links.get(at))
        cells.append(f'<{opened} class="kit-{column["align"]}">{words}</{closed}>')
    return "".join(cells)


def _linked(words: str, anchor: str | None) -> str:
    """*words*, already escaped, leading to the row of the appendix that explains them."""
    return f'<a class="kit-trace" href="#{escape(anchor)}">{words}</a>' if anchor else words


def _chart(block: Block) -> str:
    alt = escape(block["alt"])
    # The drawing is ours (paths only); its alternative text is the client's, hence escaped.
    svg = block["svg"].replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)
    return (
        f'<figure class="kit-chart kit-chart-{block["width"]}" id="{escape(block["id"])}">'
        f"{svg}<figcaption>{escape(block['caption'])}</figcaption></figure>"
    )


def _items(items: list[str]) -> str:
    return "".join(f"<li>{escape(item)}</li>" for item in items)


def _lines(cell: str) -> str:
    """*cell* with its own line breaks, and places to break an address (or it widens a column)."""
    return _ADDRESS_SLASH.sub("/<wbr>", escape(cell)).replace("\n", "<br>")


_WRITERS: dict[str, Callable[[Block], str]] = {
    "cover": _cover,
    "section": _section,
    "paragraph": _paragraph,
    "bullets": _bullets,
    "cards": _cards,
    "callout": _callout,
    "table": _table,
    "chart": _chart,
}
