"""A document without a kernel: its notebooks run here, their blocks laid out as for a client.

blocks = made(client, "audit")          # every block, in order
contents = contents(client, "audit")    # numbered headings, as both exporters see them
pages(client, "flash")                  # of the PDF
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from functools import cache

import nbformat
from nbformat import NotebookNode
from pypdf import PdfReader

from kit.analysis.model import Analysis
from kit.catalogue import load_catalogue
from kit.client import Client
from kit.deliverable.compose import compose, is_tagged
from kit.deliverable.contents import Contents, contents_of
from kit.deliverable.pdf import pdf_of
from kit.display.blocks import BLOCK_MIME
from kit.display.show import Show
from kit.display.words import Block, Words
from kit.places import notebook_folders
from kit.run import _sections
from kit.texts import Texts
from tests.clients import analysed

AS_OF = date(2026, 3, 2)


class _Recorder(Show):
    """Keeps the blocks that a notebook would publish."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.made: list[Block] = []

    def _publish(self, blocks: Iterable[Block]) -> None:
        self.made += list(blocks)


def notebooks(client: Client, document: str) -> tuple[str, ...]:
    """The notebooks that make *document* of this client."""
    return _sections(load_catalogue().documents[document], client)


@cache
def _analysis(client: Client, as_of: date) -> Analysis:
    return analysed(client, as_of)


def executed(client: Client, document: str, lang: str = "fr", as_of: date = AS_OF) -> NotebookNode:
    """The composed notebook with its blocks, as a run leaves it."""
    described = load_catalogue().documents[document]
    whole = compose(notebooks(client, document), notebook_folders(None), described.shift)
    show = _Recorder(Words(_analysis(client, as_of), load_catalogue(), Texts(lang)))
    for cell in whole.cells:
        if is_tagged(cell, "parameters") or is_tagged(cell, "setup"):
            continue
        show.made = []
        exec(cell.source, {"show": show})
        cell.outputs = [
            nbformat.v4.new_output("display_data", {BLOCK_MIME: block}) for block in show.made
        ]
    company = client.company
    whole.metadata["kit"] = {
        "lang": lang,
        "title": show._words.document(document),
        "client": company.name,
        "as_of": as_of.isoformat(),
    }
    return whole


@cache
def contents(client: Client, document: str, lang: str = "fr", as_of: date = AS_OF) -> Contents:
    return contents_of(executed(client, document, lang, as_of))


def made(client: Client, document: str, lang: str = "fr", as_of: date = AS_OF) -> list[Block]:
    """The numbered blocks of *document*, in order."""
    found = contents(client, document, lang, as_of)
    return [dict(piece.block) for piece in found.pieces if piece.block is not None]


def pages(client: Client, document: str, lang: str = "fr", as_of: date = AS_OF) -> int:
    pdf, _, _ = pdf_of(contents(client, document, lang, as_of))
    return len(PdfReader(io.BytesIO(pdf)).pages)


def empty_sections(blocks: list[Block]) -> list[str]:
    """Titles under which nothing stands before a heading of the same level or a higher one."""
    found = []
    for at, block in enumerate(blocks):
        if block["block"] != "section":
            continue
        following = blocks[at + 1 : at + 2]
        deeper = following and (
            following[0]["block"] != "section" or following[0]["level"] > block["level"]
        )
        if not deeper:
            found.append(block["title"])
    return found
