"""What stands together on a page: charts in pairs, titles with what they open on.

Heights are estimates [pt]; pdf_fill.py measures the drawn pages afterwards.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from kit.brand import load_brand
from kit.deliverable.fonts import width_of
from kit.deliverable.pdf_page import Page

ROOM = 130.0  # [pt] under the title of a section, else it starts a page
SMALLEST_SCALE = 0.8  # a chart's smallest words are 8 pt: never under 6.4 pt

_BODY = load_brand().body  # [pt]
_INTRO, _CAPTION = 45.0, 35.0  # [pt] lines around the first chart of a section
_TITLE = 50.0  # [pt] of a smaller heading

Drawn = dict[str, Any]


def paired(pieces: Iterator[Drawn]) -> Iterator[Drawn]:
    """Two charts of half width that follow each other stand side by side."""
    waiting: Drawn | None = None
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


def roomy(pieces: list[Drawn], page: Page) -> list[Drawn]:
    """A section that opens on a tall chart asks for the room of that chart too.

    Not when figures or a verdict stand between them: these fill the end of a page well.
    """
    for at, piece in enumerate(pieces):
        if piece.get("start") != "room":
            continue
        nested = list(itertools.takewhile(_is_section, pieces[at + 1 : at + 3]))
        if nested:  # a title over a title: they stay with what follows them
            first = pieces[at + 1 + len(nested) :][:1]
            below = sum(needed(one, page) for one in first)
            piece["room"] = min(max(ROOM, _INTRO + _TITLE * len(nested) + below), page.most_room)
            continue
        opening = list(itertools.takewhile(_opens, pieces[at + 1 : at + 4]))
        after = pieces[at + 1 + len(opening) :][:1]
        wanted = ROOM
        if after and after[0]["block"] == "chart":
            around = _INTRO + _CAPTION + sum(_height(one, page) for one in opening)
            _fit(after[0], page.most_room - around)
            alone = all(one["block"] == "paragraph" for one in opening)
            wanted = around + (after[0]["height"] if alone else 0.0)
        piece["room"] = wanted if ROOM < wanted <= page.most_room else ROOM
    return pieces


def scaled(chart: Drawn, scale: float) -> Drawn:
    """*chart* drawn smaller."""
    share, height = chart["share"] * scale, chart["height"] * scale
    return {**chart, "share": round(share, 4), "height": round(height, 1)}


def _fit(chart: Drawn, room: float) -> None:
    """Set *chart* a little smaller when that is all it takes to stand under its heading."""
    scale = room / chart["height"] if chart["height"] else 1.0
    if SMALLEST_SCALE <= scale < 1:
        chart |= scaled(chart, scale)


def _is_section(piece: Mapping[str, Any]) -> bool:
    return bool(piece["block"] == "section")


def needed(piece: Mapping[str, Any], page: Page) -> float:
    """Height [pt], estimated, of the first of *piece* that a page does not cut."""
    match piece["block"]:
        case "table":
            return float(piece["height"] if piece["whole"] else piece["room"])
        case "chart" | "halves":
            return float(piece["height"])
        case "callout" | "cards" | "paragraph":
            return _height(piece, page)
        case _:
            return 0.0


def _opens(piece: Mapping[str, Any]) -> bool:
    return piece["block"] in ("paragraph", "callout", "cards")


def _height(piece: Mapping[str, Any], page: Page) -> float:
    """Height [pt], estimated, of what may stand between a heading and its first chart."""
    match piece["block"]:
        case "callout":
            texts = [piece["title"], piece["text"] or "", *piece["items"]]
            lines = sum(1 + int(width_of(text) * _BODY / (page.width - 40)) for text in texts)
            return 40.0 + 1.6 * _BODY * lines
        case "cards":
            return 85.0 * int(piece["lines"])
        case _:
            return 25.0 + 1.5 * _BODY * int(width_of(piece["text"]) * _BODY / page.width)
