"""Rows of key figures: how many stand in a row, how large each is set."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from kit.brand import load_brand
from kit.deliverable.fonts import soften, width_of
from kit.deliverable.pdf_page import Page

MOST_CARDS = 4  # in a row

_BRAND = load_brand()
# Up to so many characters: a step of the type scale [pt].
_VALUE_SIZES = ((12, _BRAND.size(4)), (24, _BRAND.size(2)), (10_000, _BRAND.size(0.5)))
_LEAST_SHARED = 13.0  # [pt] a longer value is cut in lines and set on its own
_BOLD = 1.08  # of the width in regular type
_CARD_MARGINS = 30.0  # [pt]


def cards_data(block: Mapping[str, Any], page: Page) -> dict[str, Any]:
    """Rows of two to four cards that fill the page's width; a long value is set smaller.

    On a grid of `columns` places, each card takes its `span`.
    """
    rows = _card_rows(len(block["cards"]))
    columns = math.lcm(*rows)
    spans = [columns // row for row in rows for _ in range(row)]
    cards = []
    sizes = [
        _value_size(card["value"], page.width * span / columns - _CARD_MARGINS)
        for card, span in zip(block["cards"], spans, strict=True)
    ]
    # Figures side by side are of one size, that of the longest that stands on a line.
    common = min((size for size in sizes if size >= _LEAST_SHARED), default=sizes[0])
    for card, span, own in zip(block["cards"], spans, sizes, strict=True):
        size = min(own, common)
        texts = {key: soften(card.get(key) or "") or None for key in ("label", "value", "note")}
        cards.append({**card, **texts, "size": round(max(size, 9.0), 1), "span": span})
    return {**block, "cards": cards, "columns": columns, "lines": len(rows)}


def _value_size(value: str, room: float) -> float:
    """On one line where that leaves it large enough, else as its longest word allows [pt]."""
    wanted = next(size for most, size in _VALUE_SIZES if len(value) <= most)
    whole = room / max(width_of(value) * _BOLD, 1.0)
    if whole >= _LEAST_SHARED:
        return min(wanted, whole)
    widest = max(map(width_of, value.split(" ")), default=1.0) * _BOLD
    return min(wanted, room / max(widest, 1.0), _LEAST_SHARED - 1)


def _card_rows(count: int) -> list[int]:
    """How many cards stand in each row: 5 → 3 and 2, 7 → 4 and 3."""
    lines = math.ceil(count / MOST_CARDS)
    return [count // lines + (row < count % lines) for row in range(lines)]
