"""One block → semantic HTML. Pure; the one place where strings are escaped for HTML.

Used by `show` (JupyterLab) and by the HTML exporter alike. Class names start with
``kit-``; there is no script, no style, no number of figure or table (the exporter
numbers them). Headings: a section of level 1 is an ``<h2>``, the cover's title is the
page's only ``<h1>``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import escape
from types import MappingProxyType
from typing import Any

from kit.brand import WHITE, hyphened, load_brand
from kit.display.html_tables import data_to_html, linked, table_to_html

Block = Mapping[str, Any]

_PAINT = re.compile(r"(fill|stroke|stop-color):(#[0-9a-fA-F]{6})")
_BARE_PAINT = re.compile(r' (fill|stroke)="(#[0-9a-fA-F]{6})"')  # a hatch has no style of its own
_MM_IN_REM = 25.4 / 6  # [mm] of 1rem, which is 12 pt
_NO_TIPS: Mapping[str, str] = MappingProxyType({})
_TRACE = re.compile(r'(?P<opened><a class="kit-trace" href="#(?P<anchor>[^"]+)")>')
_ID = re.compile(r'( id="|href="#|url\(#)([^")]+)')


def block_to_html(block: Block, tips: Mapping[str, str] = _NO_TIPS) -> str:
    """*block* (kit.display.blocks) as an HTML fragment.

    *tips*: what a figure says when it is pointed at, by the anchor it leads to.

    >>> block_to_html({"block": "paragraph", "text": "a < b", "tone": "muted"})
    '<p class="kit-paragraph kit-muted">a &lt; b</p>'
    """
    written = _WRITERS[block["block"]](block)
    return _TRACE.sub(lambda link: _tipped(link, tips), written) if tips else written


def _tipped(link: re.Match[str], tips: Mapping[str, str]) -> str:
    tip = tips.get(link["anchor"])
    return f'{link["opened"]} data-kit-tip="{escape(tip)}">' if tip else link[0]


def _cover(block: Block) -> str:
    lines = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>"
        for label, value in block["lines"]
    )
    confidentiality = block.get("confidentiality")
    mark = f'<p class="kit-confidential">{escape(confidentiality)}</p>' if confidentiality else ""
    return (
        f'<header class="kit-cover">{logo_html()}'
        f'<p class="kit-cover-client">{escape(block["client"])}</p>'
        f"<h1>{escape(block['title'])}</h1>"
        f'<dl class="kit-cover-lines">{lines}</dl>{mark}</header>'
    )


def logo_html() -> str:
    """The firm's logo in the page itself, on the white it was drawn for; blank without one."""
    brand = load_brand()
    if brand.logo is None:
        return ""
    height = brand.logo_height / _MM_IN_REM
    return (
        f'<p class="kit-logo"><img src="{brand.logo.uri}" alt="{escape(brand.logo_alt)}" '
        f'style="height:{height:.2f}rem"></p>'
    )


def _section(block: Block) -> str:
    level, id = block["level"] + 1, escape(block["id"])
    heading = (
        f'<h{level} class="kit-section kit-section-{block["level"]}" id="{id}">'
        f"{escape(block['title'])}</h{level}>"
    )
    if block.get("listed"):
        # Beside the heading, not in it: who hears the heading hears its words alone.
        anchor = f'<a class="kit-anchor" href="#{id}" aria-labelledby="{id}"></a>'
        heading = f'<div class="kit-heading">{heading}{anchor}</div>'
    intro = block.get("intro")
    return (
        heading
        + (f'<p class="kit-intro">{escape(intro)}</p>' if intro else "")
        + _notes(block.get("notes") or ())
    )


def _notes(notes: Sequence[Sequence[str]]) -> str:
    """Definitions for the margin: what a word of the section means."""
    if not notes:
        return ""
    listed = "".join(
        f"<div><dt>{escape(term)}</dt><dd>{escape(said)}</dd></div>" for term, said in notes
    )
    return f'<aside class="kit-margin" role="note"><dl>{listed}</dl></aside>'


def _paragraph(block: Block) -> str:
    return f'<p class="kit-paragraph kit-{block["tone"]}">{escape(block["text"])}</p>'


def _bullets(block: Block) -> str:
    return f'<ul class="kit-bullets">{_items(block["items"])}</ul>'


def _cards(block: Block) -> str:
    cards = "".join(
        f'<div class="kit-card kit-card-{card["tone"]}"><dt>{escape(card["label"])}</dt>'
        f'<dd class="kit-card-value">{linked(escape(card["value"]), card.get("link"))}</dd>'
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


def _chart(block: Block) -> str:
    alt, number = escape(block["alt"]), str(block.get("number", ""))
    # The drawing is ours (paths only); its alternative text is the client's, hence escaped.
    drawings = [
        f'<div class="kit-{size}">{_drawing(block[key], alt, mark + number)}</div>'
        for size, key, mark in (("wide", "svg", ""), ("phone", "phone", "n"))
        if block.get(key)
    ]
    data, id = block.get("data"), escape(block["id"])
    return (
        f'<figure class="kit-chart kit-chart-{block["width"]}" id="{id}">'
        f"{''.join(drawings)}<figcaption>{escape(block['caption'])}</figcaption></figure>"
        f"{data_to_html(data, id) if data else ''}"
    )


def paints() -> str:
    """The brand's colours on paper as variables, for a page that is not ours (JupyterLab)."""
    colours = {**load_brand().colours, "paper": WHITE}
    return "".join(f"--kit-{hyphened(role)}:{value};" for role, value in colours.items())


def _drawing(svg: str, alt: str, mark: str) -> str:
    """The drawing with its name, its colours as those of the page: light, dark or paper.

    *mark* ends its ids: its narrow twin stands on the same page, and other charts.
    """
    own = _ID.sub(lambda id: f"{id[0]}.{mark}", svg) if mark else svg
    painted = _PAINT.sub(_variable, _BARE_PAINT.sub(r' style="\1:\2"', own))
    return painted.replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)


def _variable(found: re.Match[str]) -> str:
    role = _role_of().get(found[2].upper())
    return f"{found[1]}:var(--kit-{role},{found[2]})" if role else found[0]


@cache
def _role_of() -> Mapping[str, str]:
    """Colour of the charts → its name in the style sheet; the first name wins."""
    brand = load_brand()
    named = [(value, hyphened(role)) for role, value in brand.colours.items()]
    return dict(reversed([*named, (WHITE, "paper")]))


def _code(block: Block) -> str:
    """The source of a cell, folded under its first line; a long line scrolls."""
    source = escape(block["text"])
    title = f"{escape(block['title'])} <code>{source.partition(chr(10))[0]}</code>"
    return (
        f'<details class="kit-fold kit-code"><summary>{title}</summary>'
        f'<pre tabindex="0"><code>{source}</code></pre></details>'
    )


def _items(items: list[str]) -> str:
    return "".join(f"<li>{escape(item)}</li>" for item in items)


_WRITERS: dict[str, Callable[[Block], str]] = {
    "cover": _cover,
    "section": _section,
    "paragraph": _paragraph,
    "bullets": _bullets,
    "cards": _cards,
    "callout": _callout,
    "table": table_to_html,
    "chart": _chart,
    "code": _code,
}
