"""The figures of the charts, reachable on paper: a link in the caption, tables at the end.

A chart whose figures stand in a table of the document leads there; the figures of the
others close the document, in small tables, two columns of them where they are narrow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kit.deliverable.fonts import soften
from kit.deliverable.pdf_page import Page
from kit.deliverable.pdf_rooms import ROOM, Drawn
from kit.deliverable.pdf_tables import CAPTION_HEIGHT, LINE_HEIGHT
from kit.deliverable.pdf_widths import column_widths, lines_of, narrowest
from kit.texts import Texts

SIZE = 7.5  # [pt]
GUTTER = 18.0  # [pt] between the two columns
INSET = 2.2  # [pt] over and under a row
WORDY = 46  # characters: a table with a longer cell takes the page's width

_GAP = 12.0  # [pt] under a table
_OPENING = 90.0  # [pt] the title of the part, and its introduction
_FILLED = 0.92  # of two columns, which are never quite of the same height
_FIGURE = re.compile(r"[-+−≈<> \u00a0\u202f]*\d")


def with_figures(pieces: Sequence[Drawn], texts: Texts, page: Page, number: int) -> list[Drawn]:
    """*pieces*, their charts led to their figures, and the part that holds these.

    *number*: of the last section of the document, the part takes the next one.
    """
    tables = [str(piece["id"]) for piece in pieces if piece["block"] in ("table", "halves")]
    listed: list[Drawn] = []
    for chart in _charts(pieces):
        data, table = chart.pop("data"), chart.pop("table")
        anchor = f"figures-{chart['id']}" if data else _table_of(table, tables)
        if data:
            listed.append(_small(data, chart, str(anchor), page))
        chart["figures"] = anchor and {"to": anchor, "label": texts["deliverable.figures.link"]}
    if not listed:
        return list(pieces)
    title = texts["deliverable.figures.title"]
    opening = {
        "block": "section",
        "id": "figures-of-the-charts",
        "level": 1,
        "title": f"{number + 1}. {title}" if number else title,
        "intro": texts["deliverable.figures.intro"],
        "notes": [],
        "start": "room",
        "room": ROOM,
        "listed": True,
    }
    return [*pieces, opening, *_laid_out(listed, page)]


def _charts(pieces: Sequence[Drawn]) -> Iterator[Drawn]:
    for piece in pieces:
        if piece["block"] == "pair":
            yield from piece["charts"]
        elif piece["block"] == "chart":
            yield piece


def _table_of(wanted: str | None, tables: Sequence[str]) -> str | None:
    """The anchor in the document of the table that a section calls *wanted*."""
    if not wanted:
        return None
    slug = re.sub(r"[^a-z0-9]+", "-", wanted.lower()).strip("-")
    names = (f"table-{slug}", f"table-table-{slug}")
    return next((table for table in tables if table in names), None)


def _small(data: Mapping[str, Any], chart: Drawn, anchor: str, page: Page) -> Drawn:
    """The table of a chart's figures, measured for half the page or for the whole of it."""
    labels = [soften(label) for label in data["columns"]]
    rows = [[soften(cell) for cell in row] for row in data["rows"]]
    right = [bool(at) and _all_figures(cells) for at, cells in enumerate(zip(*rows, strict=True))]
    cells = [labels, *rows]
    half = (page.width - GUTTER) / 2
    wordy = max(len(cell) for row in rows for cell in row) > WORDY
    fits = not wordy and narrowest(cells, SIZE, right) <= half
    width = half if fits else page.width
    widths = column_widths(cells, SIZE, right, (), width)
    lines = sum(lines_of(cells, widths, SIZE, width))
    return {
        "id": anchor,
        "back": chart["id"],
        "caption": chart["caption"],
        "columns": [
            {"label": label, "align": "right" if one else "left"}
            for label, one in zip(labels, right, strict=True)
        ],
        "rows": rows,
        "widths": widths,
        "size": SIZE,
        "inset": INSET,
        "half": fits,
        "height": CAPTION_HEIGHT + lines * SIZE * LINE_HEIGHT + (len(rows) + 1) * 2 * INSET + _GAP,
    }


def _all_figures(cells: Sequence[str]) -> bool:
    """Whether every cell of a column is a figure, or blank."""
    return all(not cell.strip() or _FIGURE.match(cell) for cell in cells)


def _laid_out(tables: Sequence[Drawn], page: Page) -> Iterator[Drawn]:
    """Narrow tables in two columns of like height, then wide ones; in their order both."""
    run: list[Drawn] = []
    room = page.height - _OPENING
    for table in tables:
        if not table["half"]:
            continue
        if sum(one["height"] for one in run) + table["height"] > 2 * room * _FILLED:
            yield from _strip(run)
            run, room = [], page.height
        run.append(table)
    yield from _strip(run)
    yield from ({"block": "figures", "columns": [[one]]} for one in tables if not one["half"])


def _strip(run: Sequence[Drawn]) -> Iterator[Drawn]:
    """*run* in two columns, cut where the taller of them is the least tall."""
    if not run:
        return
    heights = [one["height"] for one in run]
    cut = min(range(1, len(run) + 1), key=lambda at: max(sum(heights[:at]), sum(heights[at:])))
    yield {"block": "figures", "columns": [list(run[:cut]), list(run[cut:])]}
