"""The right of the screen on « Processus »: the jury's ranking, and how firm the first is."""

from __future__ import annotations

from html import escape

from kit.analysis.jury import NOTES, JuryPlace, jury_ranking
from kit.catalogue import load_catalogue
from kit.display.html_blocks import block_to_html
from kit.display.sections.firmness import sentence
from kit.display.words import Words
from kit.workshop.html import tag, text
from kit.workshop.page import Page
from kit.workshop.results import awaited, figure, hide_button

_CARDS = 3  # big ones; the others are lines


def jury(page: Page) -> str:
    """The ranking by the jury's mean notes, and what parts it from that of the sheet."""
    say, session = page.base.texts, page.session
    words = Words(session.analysis, load_catalogue(), say, page.base.version)
    title = text("h2", say["present.results.processes"])
    parts = [tag("div", title + hide_button(page), class_="kit-room-title")]
    places = jury_ranking(session.client, words.analysis.processes, session.settings)
    noted = [one for one in places if one.place is not None]
    if page.hidden:
        parts += [text("p", say["present.results.hidden"], class_="kit-room-hidden"), awaited(page)]
    elif not noted:
        hint = text("p", say["present.results.none_processes"], class_="kit-room-hint")
        parts += [hint, awaited(page)]
    else:
        cards = "".join(_card(words, one, at < _CARDS) for at, one in enumerate(noted))
        parts += [tag("ol", cards, class_="kit-room-cards"), awaited(page)]
        parts += [block_to_html(block) for block in sentence(words)]
    return tag("section", "".join(parts), class_="kit-room-results")


def _card(words: Words, one: JuryPlace, big: bool) -> str:
    say, number = words.texts, words.numbers.number
    figures = figure(say["present.results.score"], number(one.score, 1))
    apart = ""
    for note, opinion in zip(NOTES, one.opinions, strict=True):
        what = say[f"present.results.{note}"]
        figures += figure(what, number(opinion.mean if opinion else None, 1)) if big else ""
        if opinion and opinion.disagreement:
            low, high = number(opinion.low), number(opinion.high)
            said = say("present.results.apart", what=what, low=low, high=high)
            apart += text("span", said, class_="kit-room-apart")
    rank = text("span", number(one.place), class_="kit-room-rank")
    name = tag("span", escape(one.name) + apart, class_="kit-room-name")
    measured = tag("span", figures, class_="kit-room-figures")
    return tag("li", rank + name + measured, class_=None if big else "kit-room-small")
