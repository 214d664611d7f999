"""An analyst's Markdown cell → plain nodes, the same for HTML and PDF.

The nodes are data (JSON), never markup: each target draws them and escapes their text.
Raw HTML is shown as it was typed, except comments (an analyst's note to self must not
reach the client) and ``<br>``. Images are kept only when their bytes are in the cell (an
attachment or a data: address): nothing is ever fetched.

blocks   {"kind": "heading", "level", "content"} · {"kind": "paragraph", "content"}
         {"kind": "list", "ordered", "start", "items": [[block…]…]} · {"kind": "rule"}
         {"kind": "quote", "blocks"} · {"kind": "code", "text"}
         {"kind": "table", "align": […], "header": [[inline…]…], "rows": [[[inline…]…]…]}
inlines  {"kind": "text"|"code", "text"} · {"kind": "strong"|"emphasis"|"strike", "content"}
         {"kind": "link", "url", "content"} · {"kind": "break"}
         {"kind": "image", "mime", "base64", "alt", "width", "height"} [px]
"""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import unquote

from kit.texts import typography

Node = dict[str, Any]
Attachments = Mapping[str, Mapping[str, str]]  # name -> {mime: base64}

DEEPEST = 4  # heading level; the title of the document is above level 1
_PICTURES = {"image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF"}
_ADDRESS = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_DATA = re.compile(r"data:(image/[a-z]+);base64,([A-Za-z0-9+/=\s]+)$")
_COMMENT = re.compile(r"<!--.*?(-->|$)", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def parse(
    source: str, *, lang: str = "fr", level: int = 1, attachments: Attachments | None = None
) -> tuple[Node, ...]:
    """The nodes of *source*. Its headings start at *level*, and skip none.

    >>> parse("# Bonjour *vous*", level=3)[0]["level"]
    3
    """
    tokens = _parser()(source)
    return tuple(_Reader(lang, level, attachments or {}).blocks(tokens))


@cache
def _parser() -> Any:
    import mistune

    return mistune.create_markdown(
        renderer="ast", plugins=["table", "strikethrough", "task_lists", "url"]
    )


class _Reader:
    def __init__(self, lang: str, level: int, attachments: Attachments) -> None:
        self.lang = lang
        self.first = self.previous = level
        self.top: int | None = None  # the analyst's own highest heading becomes `first`
        self.attachments = attachments

    def blocks(self, tokens: Sequence[Node]) -> Iterator[Node]:
        for token in tokens:
            yield from self._block(token)

    def _block(self, token: Node) -> Iterator[Node]:
        match token["type"]:
            case "heading":
                level = self._level(token["attrs"]["level"])
                yield {"kind": "heading", "level": level, "content": self._inside(token)}
            case "paragraph" | "block_text":
                if content := self._inside(token):
                    yield {"kind": "paragraph", "content": content}
            case "list":
                yield {
                    "kind": "list",
                    "ordered": token["attrs"]["ordered"],
                    "start": token["attrs"].get("start") or 1,
                    "items": [self._item(item) for item in token["children"]],
                }
            case "block_quote":
                yield {"kind": "quote", "blocks": list(self.blocks(token["children"]))}
            case "block_code":
                yield {"kind": "code", "text": token["raw"].rstrip("\n")}
            case "table":
                yield self._table(token)
            case "thematic_break":
                yield {"kind": "rule"}
            case "block_html":
                if text := _COMMENT.sub("", token["raw"]).strip():
                    yield {"kind": "paragraph", "content": list(self._raw_html(text))}

    def _level(self, written: int) -> int:
        """One level under the section at most one deeper than the heading before it."""
        self.top = written if self.top is None else min(self.top, written)
        wanted = self.first + written - self.top
        self.previous = min(wanted, self.previous + 1, max(DEEPEST, self.first))
        return self.previous

    def _item(self, item: Node) -> list[Node]:
        blocks = list(self.blocks(item["children"]))
        if item["type"] == "task_list_item":
            mark = "☑ " if item["attrs"]["checked"] else "☐ "
            blocks.insert(0, {"kind": "paragraph", "content": []})
            if len(blocks) > 1 and blocks[1]["kind"] == "paragraph":
                blocks.pop(0)
            blocks[0]["content"].insert(0, {"kind": "text", "text": mark})
        return blocks

    def _table(self, token: Node) -> Node:
        head = token["children"][0]["children"]
        body = token["children"][1]["children"] if len(token["children"]) > 1 else []
        return {
            "kind": "table",
            "align": [cell["attrs"].get("align") or "left" for cell in head],
            "header": [self._inside(cell) for cell in head],
            "rows": [[self._inside(cell) for cell in row["children"]] for row in body],
        }

    def _inside(self, token: Node) -> list[Node]:
        return [node for child in token.get("children", []) for node in self._inline(child)]

    def _inline(self, token: Node) -> Iterator[Node]:
        match token["type"]:
            case "text":
                yield {"kind": "text", "text": typography(token["raw"], self.lang)}
            case "codespan":
                yield {"kind": "code", "text": token["raw"]}
            case "strong" | "emphasis":
                yield {"kind": token["type"], "content": self._inside(token)}
            case "strikethrough":
                yield {"kind": "strike", "content": self._inside(token)}
            case "softbreak":
                yield {"kind": "text", "text": " "}
            case "linebreak":
                yield {"kind": "break"}
            case "inline_html":
                yield from self._raw_html(_COMMENT.sub("", token["raw"]))
            case "link":
                url = str(token["attrs"]["url"])
                if _ADDRESS.match(url):
                    yield {"kind": "link", "url": url, "content": self._inside(token)}
                else:  # file:, javascript:, a path of this machine: its words only
                    yield from self._inside(token)
            case "image":
                yield self._image(token)

    def _raw_html(self, text: str) -> Iterator[Node]:
        for position, part in enumerate(_BREAK.split(text)):
            if position:
                yield {"kind": "break"}
            if part:
                yield {"kind": "text", "text": part}

    def _image(self, token: Node) -> Node:
        """The picture when its bytes are at hand and sound, else its alternative text."""
        alt = "".join(_words(self._inside(token))).strip()
        url = str(token["attrs"]["url"])
        mime, data = "", ""
        if url.startswith("attachment:"):
            pictures = self.attachments.get(unquote(url.removeprefix("attachment:")), {})
            mime, data = next(iter(pictures.items()), ("", ""))
        elif found := _DATA.match(url):
            mime, data = found.groups()
        size = _size(mime, data)
        if size is None:
            return {"kind": "text", "text": f"[{alt}]" if alt else ""}
        picture = {"kind": "image", "mime": mime, "base64": "".join(data.split()), "alt": alt}
        return {**picture, "width": size[0], "height": size[1]}


def _words(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        yield node.get("text", "")
        yield from _words(node.get("content", []))


def _size(mime: str, data: str) -> tuple[int, int] | None:
    """Width and height [px]; None for a damaged picture, which would stop the whole PDF."""
    if mime not in _PICTURES:
        return None
    from PIL import Image

    try:
        with Image.open(io.BytesIO(base64.b64decode(data)), formats=[_PICTURES[mime]]) as picture:
            picture.load()
            return picture.size
    except (binascii.Error, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
