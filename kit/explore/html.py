"""HTML of the explorer's own: the buttons and cells that no block of a deliverable has.

Every text given here is escaped here, as `kit.display.html_blocks` does for the blocks.
"""

from __future__ import annotations

from html import escape

from kit.explore.places import Place
from kit.texts import Texts


def button(words: str, pick: str, *, label: str = "", kind: str = "") -> str:
    """A button that asks for *pick*; *label* names it whole where *words* are short."""
    named = f' aria-label="{escape(label)}"' if label else ""
    look = f"kit-button kit-{kind}" if kind else "kit-button"
    return (
        f'<button type="button" class="{look}" data-kit-pick="{escape(pick)}"{named}>'
        f"{escape(words)}</button>"
    )


def paragraph(words: str, kind: str = "paragraph") -> str:
    return f'<p class="kit-{kind}">{escape(words)}</p>' if words else ""


def heading(level: int, words: str) -> str:
    return f'<h{level} class="kit-section">{escape(words)}</h{level}>'


def copied(texts: Texts, place: Place) -> str:
    """The name of a cell, copied by a click."""
    label = texts("explore.cell.copy", cell=place.name)
    return (
        f'<span><button type="button" class="kit-button kit-cell" aria-label="{escape(label)}" '
        f'title="{escape(label)}" data-kit-copy="{escape(place.typed)}" '
        f'data-kit-said="{escape(texts["explore.view.copied"])}">'
        f"{escape(place.name)}</button></span>"
    )


def cell(texts: Texts, place: Place) -> str:
    """The name of a cell, copied by a click, then where it stands in words."""
    where = f'<span class="kit-where">{escape(place.said(texts))}</span>'
    return f"{copied(texts, place)} {where}"
