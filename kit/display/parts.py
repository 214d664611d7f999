"""The other blocks, each as a list so that a part with nothing to say is an empty list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.display.links import link_of
from kit.display.words import Block, Words


@dataclass(frozen=True, slots=True)
class Card:
    label: str
    value: str
    note: str | None = None
    tone: str = "normal"  # normal, good, bad
    figure: str | None = None  # what it shows, e.g. "business_case.net_month": linked if traced


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
    mark = words.numbers.missing
    listed = []
    for one in made:
        shown = {"label": one.label, "value": one.value, "note": one.note, "tone": one.tone}
        link = link_of(words, one.figure) if one.value != mark else None
        listed.append({**shown, "link": link} if link else shown)
    if not listed:
        return []
    unknown = any(one.value == mark for one in made)
    note = muted(words("missing_note", mark=mark)) if unknown else []
    return [{"block": "cards", "cards": listed}, *note]


def section(
    id: str,
    level: int,
    title: str,
    intro: str | None = None,
    *,
    page: bool = False,
    notes: Sequence[tuple[str, str]] = (),
) -> list[Block]:
    """*page*: on paper it starts one, however short. *notes*: words explained in the margin."""
    block: Block = {"block": "section", "id": id, "level": level, "title": title, "intro": intro}
    if page:
        block["page"] = True
    if notes:
        block["notes"] = [list(note) for note in notes]
    return [block]


@dataclass(frozen=True, slots=True)
class Data:
    """The figures a chart draws, formatted; `title` is what opens them ("The figures")."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def data_of(words: Words, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Data:
    """*rows* under the title that the figures of every chart have."""
    return Data(words("chart.data"), columns, rows)


def chart(
    id: str,
    caption: str,
    alt: str,
    svg: str,
    width: str = "full",
    *,
    data: Data | None = None,
    table: str | None = None,
) -> list[Block]:
    """A drawing with its message (*caption*) and its conclusion in words and figures (*alt*).

    Its figures can be had without seeing it: *data*, or the id of the *table* beside it that
    has them all. Raises ValueError without an *alt*: a picture that says nothing to those
    who cannot see it is not delivered.
    """
    if not alt.strip() or not caption.strip():
        raise ValueError(f"chart {id!r} needs a caption and an alternative text")
    block: Block = {
        "block": "chart",
        "id": f"chart-{id}",
        "caption": caption,
        "alt": alt,
        "svg": svg,
        "width": width,
    }
    if data is not None and data.rows:
        rows = [list(row) for row in data.rows]
        block["data"] = {"title": data.title, "columns": list(data.columns), "rows": rows}
    elif table is not None:
        block["table"] = table
    return [block]
