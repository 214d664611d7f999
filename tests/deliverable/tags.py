"""What a screen reader gets of a PDF: its structure, and the words in the order of the tags."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream


def kinds(reader: PdfReader) -> list[dict[str, Any]]:
    """The elements of the structure, in their order."""
    return [node for node in _nodes(reader.root_object["/StructTreeRoot"]["/K"]) if "/S" in node]


def figures(reader: PdfReader) -> list[str]:
    """The alternative text of each figure, in their order."""
    return [str(node.get("/Alt", "")) for node in kinds(reader) if node["/S"] == "/Figure"]


def marked(reader: PdfReader) -> list[tuple[int, int]]:
    """(page, place on it) of each marked content, in the order of the structure."""
    pages = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages)}
    found: list[tuple[int, int]] = []

    def walk(node: Any, page: int) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, int):
            found.append((page, node))
        elif isinstance(node, list):
            for child in node:
                walk(child, page)
        elif isinstance(node, dict):
            raw = node.raw_get("/Pg") if "/Pg" in node else None
            own = pages[raw.idnum] if raw is not None else page
            if "/MCID" in node:
                found.append((own, int(node["/MCID"])))
            walk(node.get("/K", []), own)

    walk(reader.root_object["/StructTreeRoot"]["/K"], 0)
    return found


def drawn(reader: PdfReader) -> set[tuple[int, int]]:
    """(page, place on it) of all the marked content that the pages draw."""
    found = set()
    for at, page in enumerate(reader.pages):
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator == b"BDC" and "/MCID" in operands[1]:
                found.add((at, int(operands[1]["/MCID"])))
    return found


def embedded(reader: PdfReader) -> dict[str, bool]:
    """Fonts of the pages, and whether the file brings them along."""
    fonts = {}
    for page in reader.pages:
        for reference in (page["/Resources"].get("/Font") or {}).values():
            font = reference.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            described = inner["/FontDescriptor"].get_object()
            files = ("/FontFile", "/FontFile2", "/FontFile3")
            fonts[str(inner["/BaseFont"])] = any(key in described for key in files)
    return fonts


def bookmarks(entries: list[Any], depth: int = 0) -> list[tuple[int, str]]:
    """(depth, title) of each bookmark of `reader.outline`."""
    found: list[tuple[int, str]] = []
    for entry in entries:
        if isinstance(entry, list):
            found += bookmarks(entry, depth + 1)
        else:
            found.append((depth, str(entry.title)))
    return found


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from _nodes(child)
    elif isinstance(node, dict):
        yield node
        yield from _nodes(node.get("/K", []))
