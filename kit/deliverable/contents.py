"""What a deliverable holds, in order: read once from an executed notebook.

Every exporter starts from the same `Contents`, so that HTML, PDF and Word have the same
headings, the same numbers of figures and tables, and the same words. Only kit blocks and
the analysts' Markdown cells travel: never a cell's other outputs, an error or what was
written on stderr; its source only in the internal version. Pure: the notebook is only read.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from kit.brand import load_brand
from kit.deliverable.markdown import Node, parse
from kit.deliverable.versions import INTERNAL, LEAD, OWNER
from kit.display.blocks import BLOCK_MIME
from kit.errors import KitError
from kit.texts import LANGUAGES, Texts

Block = Mapping[str, Any]

CONTENTS_DEPTH = 2  # levels of headings that the table of contents lists
HIDDEN = "remove_cell"  # nbconvert's own tag: the cell stays out of every document
_KNOWN = ("cover", "section", "paragraph", "bullets", "cards", "callout", "table", "chart")


@dataclass(frozen=True, slots=True)
class Piece:
    """A kit block, or the nodes of an analyst's Markdown cell (`block` is then None)."""

    block: Block | None
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table of contents."""

    level: int
    title: str  # led by its number: "2.1 Où part le temps"
    anchor: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A document, in reading order. Strings are final and not escaped."""

    lang: str
    title: str  # of the file, for bookmarks and tabs
    heading: str  # at the top of the first page
    client: str
    version: str
    author: str
    as_of: str  # ISO date; "": the notebook does not say
    short: str  # short form of the manifest
    cover: Block | None
    pieces: tuple[Piece, ...]
    entries: tuple[Entry, ...]
    paper: str = "a4"  # a4 or letter
    watermark: str = ""
    scenario: str = ""  # that its figures are of a scenario, in words; blank: of the workbook

    @property
    def confidentiality(self) -> str:
        return str((self.cover or {}).get("confidentiality") or "")


def contents_of(notebook: NotebookNode) -> Contents:
    """The contents of an executed *notebook*, composed by the kit or run by papermill alone."""
    said = dict(notebook.metadata.get("kit", {}))
    parameters = dict(notebook.metadata.get("papermill", {}).get("parameters", {}))
    lang = str(said.get("lang") or parameters.get("lang") or "fr")
    lang = lang if lang in LANGUAGES else "fr"
    reader = _Reader(Texts(lang), said.get("reader") == INTERNAL)
    read = list(reader.pieces(notebook))
    if said.get("reader") == OWNER:
        end = reader.texts["deliverable.reader.owner_end"]
        read.append(Piece({"block": "paragraph", "text": end, "tone": "muted"}))
    pieces = tuple(_without_dead_links(piece, reader.explained) for piece in read)
    cover = _for_reader(reader.cover, str(said.get("reader") or LEAD), reader.texts)
    title = str(said.get("title") or (cover or {}).get("title") or "")
    untitled = reader.texts["deliverable.untitled"]
    return Contents(
        lang=lang,
        title=title or reader.first_title or untitled,
        heading=title or untitled,
        client=str(said.get("client") or (cover or {}).get("client") or ""),
        version=str(said.get("version") or parameters.get("version") or ""),
        author=str(said.get("author") or ""),
        as_of=str(said.get("as_of") or parameters.get("as_of") or ""),
        short=str(said.get("short") or ""),
        cover=cover,
        pieces=pieces,
        entries=tuple(reader.entries),
        paper=str(said.get("paper") or load_brand().paper),
        watermark=str(said.get("watermark") or ""),
        scenario=str(said.get("scenario") or ""),
    )


def _for_reader(cover: Block | None, reader: str, texts: Texts) -> Block | None:
    """The cover, which says whom a version is for when it is not the whole document."""
    if cover is None or reader == LEAD:
        return cover
    line = [texts["deliverable.reader.label"], texts[f"deliverable.reader.{reader}"]]
    return {**cover, "lines": [*cover["lines"], line]}


def _without_dead_links(piece: Piece, explained: Container[str]) -> Piece:
    """*piece* with those of its links that lead to a row of this document."""
    block = piece.block
    if block is None:
        return piece
    if block["block"] == "cards":
        cards = [
            {key: value for key, value in card.items() if key != "link" or value in explained}
            for card in block["cards"]
        ]
        return Piece({**block, "cards": cards})
    if "links" in block:
        return Piece({**block, "links": [one for one in block["links"] if one[2] in explained]})
    return piece


class _Reader:
    """Walks the notebook once and keeps the counters: headings, figures, tables, anchors."""

    def __init__(self, texts: Texts, code: bool = False) -> None:
        self.texts = texts
        self.code = code  # whether the sources of the cells are shown too
        self.cover: Block | None = None
        self.entries: list[Entry] = []
        self.first_title = ""
        self._headings: list[int] = []  # [2, 1] at section 2.1
        self._counts = {"table": 0, "chart": 0}
        self._anchors: set[str] = set()
        self.explained: set[str] = set()  # anchors of rows that explain a figure

    def pieces(self, notebook: NotebookNode) -> Iterator[Piece]:
        for cell in notebook.cells:
            if HIDDEN in cell.metadata.get("tags", []):
                continue
            if cell.cell_type == "markdown":
                nodes = parse(
                    cell.source,
                    lang=self.texts.lang,
                    level=len(self._headings) + 1,
                    attachments=cell.get("attachments", {}),
                )
                if nodes:
                    yield Piece(None, nodes)
            elif cell.cell_type == "code":
                if self.code and cell.source.strip():
                    title = self.texts["deliverable.code"]
                    yield Piece({"block": "code", "text": cell.source, "title": title})
                yield from self._blocks(cell)

    def _blocks(self, cell: NotebookNode) -> Iterator[Piece]:
        for output in cell.get("outputs", []):
            block = output.get("data", {}).get(BLOCK_MIME)
            if block is None:  # plain outputs, errors and streams stay where they are
                continue
            kind = block.get("block")
            moved = int(cell.metadata.get("kit", {}).get("shift", 0))
            if kind not in _KNOWN:
                raise KitError(f"unknown block {kind!r} in cell {cell.get('id', '?')}")
            if kind == "cover":
                self.cover = self.cover or dict(block)
            elif kind == "section":
                yield Piece(self._section(block, moved))
            elif kind in self._counts:
                yield Piece(self._numbered(block))
            else:
                yield Piece(dict(block))

    def _section(self, block: Block, moved: int = 0) -> Block:
        """The section with its number, a unique anchor, and no skipped heading level.

        *moved*: how many levels lower than written its document wants it.
        """
        level = min(max(int(block["level"]) + moved, 1), len(self._headings) + 1)
        self._headings = [*self._headings[:level], 0][:level]
        self._headings[level - 1] += 1
        anchor = self._anchor(str(block["id"]))
        listed = level <= CONTENTS_DEPTH
        title = str(block["title"])
        self.first_title = self.first_title or title
        if listed:
            number = ".".join(str(count) for count in self._headings)
            title = f"{number}. {title}" if level == 1 else f"{number} {title}"
            self.entries.append(Entry(level, title, anchor))
        return {**block, "id": anchor, "level": level, "title": title, "listed": listed}

    def _numbered(self, block: Block) -> Block:
        """The table or figure with its anchor and its caption led by its number."""
        kind = str(block["block"])
        self._counts[kind] += 1
        number = self._counts[kind]
        caption = self.texts(f"deliverable.caption.{kind}", number=number, caption=block["caption"])
        anchor = self._anchor(f"{kind}-{block['id']}")
        numbered = {**block, "id": anchor, "caption": caption, "number": number}
        if anchors := numbered.pop("anchors", None):
            # A table shown twice explains once: an anchor stands at one place.
            if self.explained.isdisjoint(anchors):
                numbered["anchors"] = anchors
            self.explained.update(anchors)
        return numbered

    def _anchor(self, wanted: str) -> str:
        slug = re.sub(r"[^a-z0-9]+", "-", wanted.lower()).strip("-") or "section"
        anchor, turn = slug, 1
        while anchor in self._anchors:
            turn += 1
            anchor = f"{slug}-{turn}"
        self._anchors.add(anchor)
        return anchor
