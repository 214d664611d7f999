"""What the slides are told with: pages, cards, call-outs and notes, from the report's blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kit.deliverable.slide_panels import Panel
from kit.display.figures import formula_of, name_of, result_of
from kit.display.parts import Card, cards
from kit.display.show import Show
from kit.display.words import Block, Words

_LONGEST_TITLE = 130  # characters: a longer decision is a title and the rest
_QUOTES = (("«", "»"), ("“", "”"))


@dataclass(frozen=True, slots=True)
class Page:
    """One slide after the cover. `pictures`: drawings that say it; the one that fits best stays.

    `beside`: cards go in a column beside the picture, not in a row above it.
    """

    title: str
    lead: str = ""
    cards: tuple[dict[str, Any], ...] = ()
    pictures: tuple[Block, ...] = ()
    panels: tuple[Panel, ...] = ()
    notes: tuple[str, ...] = ()
    beside: bool = False

    @property
    def columns(self) -> tuple[tuple[Panel, ...], ...]:
        """The first panel, and the others under each other beside it."""
        return tuple(column for column in (self.panels[:1], self.panels[1:]) if column)


def say(words: Words, key: str, **params: Any) -> str:
    return words.texts(f"deliverable.slides.{key}", **params)


def source(words: Words) -> str:
    """Where every figure of the deck comes from."""
    date = words.numbers.date_medium(words.analysis.as_of)
    return say(words, "notes.source", client=words.client.company.name, date=date)


def missing(words: Words, key: str, sheets: Sequence[str], lead: str = "") -> Page:
    panels = (to_fill(words, sheets),)
    return Page(say(words, f"missing.{key}"), lead, panels=panels, notes=notes_of(words))


def to_fill(words: Words, sheets: Sequence[str]) -> Panel:
    """What to fill, sheet by sheet."""
    items = tuple(
        say(
            words,
            "missing.sheet",
            sheet=words.texts[f"workbook.sheet.{sheet}.name"],
            what=say(words, f"missing.what.{sheet}"),
        )
        for sheet in sheets
    )
    return Panel("info", say(words, "missing.heading"), say(words, "missing.then"), items)


def cards_of(words: Words, made: Sequence[Card]) -> tuple[dict[str, Any], ...]:
    return tuple(card for block in cards(words, made) for card in block.get("cards", ()))


def pictures_of(words: Words, key: str) -> tuple[Block, ...]:
    """The drawings of a chart; of one on several pages, the first."""
    drawn = [one for one in Show(words).blocks("chart", key) if one["block"] == "chart"]
    return tuple(drawn[:1])


def callouts_of(words: Words, key: str, items: int) -> tuple[Panel, ...]:
    """The call-outs *key*, with their first *items* points and how many more there are."""
    made = []
    for block in Show(words).blocks("callout", key):
        if block["block"] != "callout":
            continue
        every = tuple(block["items"])
        shown = every[:items] if len(every) > items + 1 else every
        if left := len(every) - len(shown):
            shown = (*shown, words.texts.plural("deliverable.slides.more", left))
        made.append(Panel(block["tone"], block["title"], block["text"] or "", shown))
    return tuple(made)


def text_of(words: Words, key: str) -> str:
    found = Show(words).blocks("text", key)
    return " ".join(str(block["text"]) for block in found if block["block"] == "paragraph")


def items_of(block: Block) -> list[str]:
    return list(block.get("items", ())) if block["block"] == "bullets" else []


def stripped(sentence: str) -> str:
    return sentence.rstrip(" .")


def first_sentence(text: str) -> tuple[str, str]:
    """A long *text* as its first sentence and the rest; no cut inside quotation marks."""
    if len(text) <= _LONGEST_TITLE:
        return text, ""
    for at, letter in enumerate(text[:-1]):
        before = text[:at]
        quoted = any(before.count(start) > before.count(end) for start, end in _QUOTES)
        if letter == "." and text[at + 1] == " " and not quoted:
            return text[: at + 1], text[at + 2 :]
    return text, ""


def notes_of(
    words: Words, pictures: Sequence[Block] = (), figures: Sequence[str] = ()
) -> tuple[str, ...]:
    """For the speaker: what the picture shows, how the figures were made, where from."""
    said = [say(words, "notes.picture", alt=one["alt"]) for one in pictures]
    traced = {trace.figure: trace for trace in words.analysis.traces}
    for figure in figures:
        if trace := traced.get(figure):
            said.append(
                say(
                    words,
                    "notes.workings",
                    name=named(words, figure),
                    formula=formula_of(words, trace),
                    result=result_of(words, trace),
                )
            )
    return (*said, source(words))


def named(words: Words, figure: str) -> str:
    """ "Saisie des factures : temps par mois"; the figures of the case need no owner."""
    room, *rest = figure.split(".")
    name = name_of(words, figure)
    if room in ("processes", "priorities"):
        return words.pair(words.process(rest[0]), name)
    return name
