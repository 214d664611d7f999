"""The other blocks, each as a list so that a part with nothing to say is an empty list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.display.words import Block, Words


@dataclass(frozen=True, slots=True)
class Card:
    label: str
    value: str
    note: str | None = None
    tone: str = "normal"  # normal, good, bad


def paragraph(text: str, tone: str = "normal") -> list[Block]:
    return [{"block": "paragraph", "text": text, "tone": tone}] if text else []


def muted(text: str) -> list[Block]:
    return paragraph(text, "muted")


def bullets(items: Sequence[str]) -> list[Block]:
    return [{"block": "bullets", "items": list(items)}] if items else []


def callout(
    tone: str, title: str, text: str | None = None, items: Sequence[str] = ()
) -> list[Block]:
    """*tone*: stop, go, info or win."""
    block = {"block": "callout", "tone": tone, "title": title, "text": text, "items": list(items)}
    return [block]


def cards(words: Words, made: Sequence[Card]) -> list[Block]:
    """Figures side by side; the mark of a missing one is explained below."""
    listed = [
        {"label": one.label, "value": one.value, "note": one.note, "tone": one.tone} for one in made
    ]
    if not listed:
        return []
    mark = words.numbers.missing
    unknown = any(one.value == mark for one in made)
    note = muted(words("missing_note", mark=mark)) if unknown else []
    return [{"block": "cards", "cards": listed}, *note]


def section(id: str, level: int, title: str, intro: str | None = None) -> list[Block]:
    return [{"block": "section", "id": id, "level": level, "title": title, "intro": intro}]


def chart(id: str, caption: str, alt: str, svg: str, width: str = "full") -> list[Block]:
    """A drawing with its message (*caption*) and its conclusion in words and figures (*alt*).

    Raises ValueError without an *alt*: a picture that says nothing to those who cannot
    see it is not delivered.
    """
    if not alt.strip() or not caption.strip():
        raise ValueError(f"chart {id!r} needs a caption and an alternative text")
    return [
        {
            "block": "chart",
            "id": f"chart-{id}",
            "caption": caption,
            "alt": alt,
            "svg": svg,
            "width": width,
        }
    ]
