"""A table → HTML: readable on a phone, by a screen reader and on paper, without a script.

On a phone a table of words is stacked, one row under the other, each cell led by the
heading of its column; a table of figures, made to be compared, scrolls beside its first
column. The style sheet does both (kit/deliverable/templates/style.css); here is what it
needs: the shape, and the headings again as ``data-label``. They are words on the page: a
browser that forgets a table's meaning once it is laid out in blocks still reads them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

Block = Mapping[str, Any]

_ADDRESS_SLASH = re.compile(r"(?<=[\w-])/(?=[\w-]{4})")
_ENDLESS = re.compile(r"[^\s/]{32,}")  # longer than any word one reads
_PIECE = re.compile(r".{16}(?=.)")
_FIGURE = re.compile(r"[+\N{MINUS SIGN}-]?\d")
_MANY = 6  # columns from which a table may be wider than its page on any screen


def table_to_html(block: Block) -> str:
    """The block of a table; one that is `folded` opens when asked, and on paper."""
    caption = escape(block["caption"])
    note = f'<p class="kit-note">{escape(block["note"])}</p>' if block.get("note") else ""
    shape = _shape(block["columns"])
    classes = " ".join(["kit-table", *(f"kit-{one}" for one in shape)])
    drawn = (
        f'<div class="{classes}" id="{escape(block["id"])}"{_scrolls(block, shape, caption)}>'
        f"{_table(block, shape, caption)}{note}</div>"
    )
    if not block.get("folded"):
        return drawn
    return f'<details class="kit-fold"><summary>{caption}</summary>{drawn}</details>'


def data_to_html(data: Block, id: str) -> str:
    """The figures behind a drawing, for who wants them or cannot see it."""
    title = escape(data["title"])
    figures = [
        at > 0 and all(_FIGURE.match(row[at]) or len(row[at].strip()) < 2 for row in data["rows"])
        for at in range(len(data["columns"]))
    ]
    sides = ["right" if figure else "left" for figure in figures]
    head = "".join(
        f'<th scope="col" class="kit-{side}">{escape(label)}</th>'
        for label, side in zip(data["columns"], sides, strict=True)
    )
    columns = [{"align": side} for side in sides]
    rows = "".join(f"<tr>{_cells(row, columns, {}, ())}</tr>" for row in data["rows"])
    return (
        f'<details class="kit-fold kit-data"><summary id="{id}-data">{title}</summary>'
        f'<div class="kit-table" role="group" tabindex="0" aria-labelledby="{id}-data">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></details>"
    )


def linked(words: str, anchor: str | None) -> str:
    """*words*, already escaped, leading to the row of the appendix that explains them."""
    return f'<a class="kit-trace" href="#{escape(anchor)}">{words}</a>' if anchor else words


def lines(cell: str) -> str:
    """*cell* with its own line breaks.

    An address or an endless word gets places to break at: else it widens its column.
    """
    said = _ENDLESS.sub(lambda found: _PIECE.sub("\\g<0>\u200b", found[0]), cell)
    broken = escape(said).replace("\u200b", "<wbr>").replace("\n", "<br>")
    return _ADDRESS_SLASH.sub("/<wbr>", broken)


def _shape(columns: Sequence[Block]) -> tuple[str, ...]:
    """How it is read on a phone: stacked, scrolled, or as it is; led by a rank or not."""
    words = sum(column["align"] == "left" for column in columns)
    figures = len(columns) - words
    if len(columns) < 3:
        return ("stack",) if words == 2 else ()
    ranked = columns[0]["align"] == "center" and columns[1]["align"] == "left"
    shape = "stack" if words - ranked >= figures - ranked else "compare"
    return (shape, "ranked") if ranked else (shape,)


def _scrolls(block: Block, shape: Sequence[str], caption: str) -> str:
    """A table that may be wider than its page is reached by the keyboard, under its name."""
    if "compare" not in shape and len(block["columns"]) < _MANY:
        return ""
    return f' role="group" tabindex="0" aria-label="{caption}"'


def _table(block: Block, shape: Sequence[str], caption: str) -> str:
    columns = block["columns"]
    labels = [escape(column["label"]) for column in columns] if "stack" in shape else []
    emphasis = set(block.get("emphasis", ()))
    anchors = block.get("anchors") or ()
    links: dict[int, dict[int, str]] = {}
    for row, column, anchor in block.get("links") or ():
        links.setdefault(row, {})[column] = anchor
    head = "".join(
        f'<th scope="col" class="kit-{column["align"]}">{escape(column["label"])}</th>'
        for column in columns
    )
    picks = {row: (column, what) for row, column, what in block.get("picks") or ()}
    rows = [
        f"<tr{_attributes(index in emphasis, anchors[index] if anchors else None)}"
        f"{_picked(picks.get(index), block)}>"
        f"{_cells(row, columns, links.get(index, {}), labels, picks.get(index))}</tr>"
        for index, row in enumerate(block["rows"])
    ]
    unseen = ' class="kit-unseen"' if block.get("folded") else ""
    return (
        f"<table><caption{unseen}>{caption}</caption>{_widths(columns)}"
        f"<thead><tr>{head}</tr></thead>"
        f"{_bodies(rows, block.get('groups') or (), len(columns))}</table>"
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


def _widths(columns: Sequence[Block]) -> str:
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


def _picked(pick: tuple[int, str] | None, block: Block) -> str:
    """Whether the row that its button opens is the one that is."""
    return ' aria-current="true"' if pick and pick[1] == block.get("picked") else ""


def _cells(
    row: Sequence[str],
    columns: Sequence[Block],
    links: Mapping[int, str],
    labels: Sequence[str],
    pick: tuple[int, str] | None = None,
) -> str:
    """The first cell names the row, unless it is blank: an empty heading says nothing."""
    cells = []
    for at, (cell, column) in enumerate(zip(row, columns, strict=True)):
        opened, closed = ('th scope="row"', "th") if at == 0 and cell.strip() else ("td", "td")
        label = f' data-label="{labels[at]}"' if at and labels and labels[at] else ""
        words = linked(lines(cell), links.get(at))
        if pick is not None and at == pick[0]:
            asked = f'class="kit-pick" data-kit-pick="{escape(pick[1])}"'
            words = f'<button type="button" {asked}>{words}</button>'
        cells.append(f'<{opened} class="kit-{column["align"]}"{label}>{words}</{closed}>')
    return "".join(cells)
