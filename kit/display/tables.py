"""Tables as blocks: columns declared once, the mark of missing values explained below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kit.display.links import Figures, links_of
from kit.display.words import Block, Words

_NO_FIGURES: Figures = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Column:
    """`key` names the heading: ``report.column.<key>``; `width` is a share of the page."""

    key: str
    align: str = "left"
    width: float | None = None
    name: str | None = None  # a heading in the client's own words, instead of that of `key`


def right(key: str, width: float | None = None) -> Column:
    """A column of figures."""
    return Column(key, "right", width)


def centre(key: str, width: float | None = None) -> Column:
    return Column(key, "center", width)


def table(
    words: Words,
    id: str,
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    emphasis: Sequence[int] = (),
    note: str | None = None,
    groups: Sequence[tuple[int, str]] = (),
    figures: Figures = _NO_FIGURES,
    anchors: Sequence[str] = (),
    folded: bool = False,
) -> list[Block]:
    """One table, or nothing when it would have no row.

    *emphasis*: rows that are totals, counted from the end when negative. *groups*: titles
    inside a long table, each with the first of its rows. *figures*: which cells show which
    figure, ``{(row, column): "business_case.net_month"}``; those the appendix explains are
    linked to it. *anchors*: one per row, for the table that explains. *folded*: long and
    seldom read, it opens when asked on a screen; paper shows it whole.
    """
    if not rows:
        return []
    missing = words.numbers.missing
    if any(cell == missing for row in rows for cell in row):
        explained = words("missing_note", mark=missing)
        note = f"{note} {explained}" if note else explained
    links = links_of(words, figures, rows)
    return [
        {
            "block": "table",
            "id": f"table-{id}",
            "caption": caption,
            "columns": [
                {
                    "label": column.name or words(f"column.{column.key}"),
                    "align": column.align,
                    "width": column.width,
                }
                for column in columns
            ],
            "rows": [list(row) for row in rows],
            "emphasis": sorted(index % len(rows) for index in emphasis),
            "note": note,
            "groups": [list(group) for group in groups],
            **({"links": links} if links else {}),
            **({"anchors": list(anchors)} if anchors else {}),
            **({"folded": True} if folded else {}),
        }
    ]


def card(words: Words, id: str, caption: str, lines: Sequence[tuple[str, str]]) -> list[Block]:
    """A record as a two-column table; *lines*: (key of ``report.card.<key>``, value)."""
    rows = [(words(f"card.{key}"), value) for key, value in lines if value]
    return table(words, id, caption, (Column("field", width=0.24), Column("content")), rows)
