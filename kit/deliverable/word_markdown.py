"""The nodes of an analyst's Markdown cell → Word elements (kinds: kit.deliverable.markdown)."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from kit.deliverable.markdown import Node
from kit.deliverable.pdf_widths import column_widths
from kit.deliverable.word_blocks import Writer
from kit.deliverable.word_styles import BULLETS
from kit.deliverable.word_xml import border, cell, paragraph, row, run, table, words

_SIZE = 9.0  # [pt] of a table
_HEADINGS = 4  # levels that have a style
_ALIGN = {"left": "", "right": "right", "center": "center"}
_MARKS = {"strong": "bold", "emphasis": "italic", "strike": "strike"}
_Look = Mapping[str, Any]
_PLAIN: _Look = {}


def markdown(writer: Writer, nodes: Sequence[Node], style: str = "") -> str:
    """The paragraphs of *nodes*; *style*: that of what has none of its own."""
    return "".join(_block(writer, node, style) for node in nodes)


def _block(writer: Writer, node: Node, style: str) -> str:
    match node["kind"]:
        case "heading":
            inside = _inlines(writer, node["content"])
            return paragraph(inside, f"Heading{min(node['level'], _HEADINGS)}")
        case "paragraph":
            plain = _words(node["content"])
            return paragraph(_inlines(writer, node["content"]), style, plain=plain)
        case "list":
            return _list(writer, node, 0)
        case "quote":
            return markdown(writer, node["blocks"], "Quote")
        case "code":
            return words(node["text"], "KitCode")
        case "rule":
            line = f"<w:pBdr>{border('bottom', 0.75, writer.brand['rule'])}</w:pBdr>"
            return paragraph("", border=line)
        case _:
            return _table(writer, node)


def _list(writer: Writer, node: Node, level: int) -> str:
    """Items, and lists within them one level deeper; an ordered list counts anew."""
    style = "ListNumber" if node["ordered"] else "ListBullet"
    number = writer.new_list(node["start"]) if node["ordered"] else 0
    made = []
    for item in node["items"]:
        opening = True
        for child in item:
            if child["kind"] == "list":
                made.append(_list(writer, child, min(level + 1, 2)))
            elif child["kind"] == "paragraph":
                inside, plain = _inlines(writer, child["content"]), _words(child["content"])
                listed = (number or (BULLETS if level else 0)) if opening else 0
                own = style if opening else ""
                made.append(paragraph(inside, own, plain=plain, number=listed, level=level))
                opening = False
            else:
                made.append(_block(writer, child, ""))
    return "".join(made)


def _table(writer: Writer, node: Node) -> str:
    plain = [[_words(one) for one in line] for line in (node["header"], *node["rows"])]
    widths = column_widths(plain, _SIZE, width=writer.page.width)
    scale = writer.page.width / sum(widths)
    widths = [width * scale for width in widths]
    aligns = [_ALIGN[align] for align in node["align"]]

    def line(cells: Sequence[Sequence[Node]], *, head: bool) -> str:
        look = {"bold": True} if head else _PLAIN
        made = "".join(
            cell(paragraph(_inlines(writer, one, look), "KitCell", align=align), width)
            for one, align, width in zip(cells, aligns, widths, strict=True)
        )
        return row(made, head=head)

    rows = line(node["header"], head=True) + "".join(line(one, head=False) for one in node["rows"])
    return table(rows, widths, "KitTable", plain[0][0]) + words("", "KitGap")


def _inlines(writer: Writer, nodes: Sequence[Node], look: _Look = _PLAIN) -> str:
    return "".join(_inline(writer, node, look) for node in nodes)


def _inline(writer: Writer, node: Node, look: _Look) -> str:
    match node["kind"]:
        case "text" | "code":
            return run(node["text"], **look)
        case "break":
            return run("\n", **look)
        case "link":
            inside = _inlines(writer, node["content"], {**look, "style": "Hyperlink"})
            return _address(writer, node["url"], inside)
        case "image":
            return writer.node_picture(node, base64.b64decode(node["base64"]))
        case kind:
            return _inlines(writer, node["content"], {**look, _MARKS[kind]: True})


def _address(writer: Writer, url: str, inside: str) -> str:
    from docx.opc.constants import RELATIONSHIP_TYPE

    relation = writer.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    return f'<w:hyperlink r:id="{relation}" w:history="1">{inside}</w:hyperlink>'


def _words(nodes: Sequence[Node]) -> str:
    return "".join(node.get("text", "") + _words(node.get("content", [])) for node in nodes)
