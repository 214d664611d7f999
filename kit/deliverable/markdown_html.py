"""The nodes of an analyst's Markdown cell → HTML. Escaped here, then sanitised by nh3.

nh3 is a second belt: the writers below emit only what it allows.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from kit.deliverable.markdown import Node
from kit.texts import Texts

_MARKS = {"strong": "strong", "emphasis": "em", "strike": "s"}
_TEXT = ("p", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "br", "a", "img")
_TABLE = ("div", "table", "thead", "tbody", "tr", "th", "td")
_TAGS = {"h2", "h3", "h4", "h5", "h6", "strong", "em", "s", *_TEXT, *_TABLE}
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "th": {"scope", "class"},
    "td": {"class"},
    "div": {"class", "role", "tabindex", "aria-label"},
}


def to_html(nodes: Sequence[Node], texts: Texts) -> str:
    """The nodes as an HTML fragment. Links open nothing but their own address."""
    import nh3

    return nh3.clean(
        _blocks(nodes, texts),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_only_pictures_hold_data,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel="noopener noreferrer",
    )


def _only_pictures_hold_data(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "src":
        return value if value.startswith("data:image/") else None
    return None if value.lower().startswith("data:") else value


def _blocks(nodes: Sequence[Node], texts: Texts) -> str:
    return "\n".join(_block(node, texts) for node in nodes)


def _block(node: Node, texts: Texts) -> str:
    match node["kind"]:
        case "heading":
            level = min(node["level"] + 1, 6)  # h1 is the document's title
            return f"<h{level}>{_inlines(node['content'], texts)}</h{level}>"
        case "paragraph":
            return f"<p>{_inlines(node['content'], texts)}</p>"
        case "list":
            items = "".join(f"<li>{_item(item, texts)}</li>" for item in node["items"])
            start = f' start="{int(node["start"])}"' if node["start"] != 1 else ""
            return f"<ol{start}>{items}</ol>" if node["ordered"] else f"<ul>{items}</ul>"
        case "quote":
            return f"<blockquote>{_blocks(node['blocks'], texts)}</blockquote>"
        case "code":
            return f"<pre><code>{escape(node['text'])}</code></pre>"
        case "rule":
            return "<hr>"
        case _:
            return _table(node, texts)


def _item(blocks: Sequence[Node], texts: Texts) -> str:
    """A lone paragraph of an item needs no paragraph of its own."""
    first, *others = blocks or [{"kind": "paragraph", "content": []}]
    if first["kind"] == "paragraph":
        return _inlines(first["content"], texts) + _blocks(others, texts)
    return _blocks(blocks, texts)


def _table(node: Node, texts: Texts) -> str:
    sides = [f'class="kit-{side}"' for side in node["align"]]
    head = "".join(
        f'<th scope="col" {side}>{_inlines(cell, texts)}</th>'
        for side, cell in zip(sides, node["header"], strict=False)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f"<td {side}>{_inlines(cell, texts)}</td>"
            for side, cell in zip(sides, row, strict=False)
        )
        + "</tr>"
        for row in node["rows"]
    )
    label = escape(texts["deliverable.scroll"])
    return (
        f'<div class="kit-table" role="group" tabindex="0" aria-label="{label}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _inlines(nodes: Sequence[Node], texts: Texts) -> str:
    return "".join(_inline(node, texts) for node in nodes)


def _inline(node: Node, texts: Texts) -> str:
    match node["kind"]:
        case "text":
            return escape(node["text"])
        case "code":
            return f"<code>{escape(node['text'])}</code>"
        case "break":
            return "<br>"
        case "link":
            return f'<a href="{escape(node["url"])}">{_inlines(node["content"], texts)}</a>'
        case "image":
            return _image(node, texts)
        case kind:
            return f"<{_MARKS[kind]}>{_inlines(node['content'], texts)}</{_MARKS[kind]}>"


def _image(node: Node, texts: Texts) -> str:
    alt = escape(node["alt"] or texts["deliverable.image"])
    source = f"data:{node['mime']};base64,{node['base64']}"
    return f'<img src="{source}" alt="{alt}" width="{node["width"]}" height="{node["height"]}">'
