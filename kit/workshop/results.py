"""The right of the screen on « Votes »: the first ideas, what to talk about, the map."""

from __future__ import annotations

from html import escape

from kit.analysis.model import IdeaResult, IdeasResult, Opinion
from kit.catalogue import load_catalogue
from kit.display.html_blocks import block_to_html
from kit.display.sections.ideas import map_chart
from kit.display.words import Words
from kit.workshop.html import pressed, tag, text
from kit.workshop.page import Page, waiting
from kit.workshop.small_map import small_map

_TALKED = 3  # disagreements told: more is no « first »


def results(page: Page) -> str:
    """Beside the ballot: the first ideas and the map, drawn as people vote."""
    words, found = _counted(page)
    parts = [_title(page)]
    if page.hidden or found is None or not found.proposed:
        parts += [_nothing(page), awaited(page)]
    else:
        first = [one for one in found.ideas if one.proposed]
        cards = "".join(_card(words, one, big=True) for one in first)
        parts += [tag("ol", cards, class_="kit-room-cards"), _talk(words, found, short=True)]
        parts += [awaited(page), small_map(words)]
    return tag("section", "".join(parts), class_="kit-room-results")


def ranking(page: Page) -> str:
    """Every idea in the order of the votes; the group retains its top 3 here."""
    words, found = _counted(page)
    parts = [_title(page)]
    if page.hidden or found is None or not found.proposed:
        parts += [_nothing(page), awaited(page)]
    else:
        cards = "".join(
            _card(words, one, big=one.proposed, retain=_retain(page, found, one))
            for one in found.ideas
        )
        parts += [_retained(page, found), tag("ol", cards, class_="kit-room-cards")]
        parts += [_talk(words, found), awaited(page)]
    return tag("section", "".join(parts), class_="kit-room-results")


def chart(page: Page) -> str:
    """The map alone, as large as the screen lets it be."""
    words, found = _counted(page)
    drawn = [] if page.hidden or found is None else map_chart(words)
    inside = "".join(block_to_html(block) for block in drawn)
    return tag("section", inside, class_="kit-room-results")


def _counted(page: Page) -> tuple[Words, IdeasResult | None]:
    analysis = page.session.analysis
    words = Words(analysis, load_catalogue(), page.base.texts, page.base.version)
    return words, analysis.ideas


def _title(page: Page) -> str:
    title = text("h2", page.base.texts("present.results.top", count=page.session.top))
    return tag("div", title + hide_button(page), class_="kit-room-title")


def _nothing(page: Page) -> str:
    kind = "hidden" if page.hidden else "none"
    class_ = "kit-room-hidden" if page.hidden else "kit-room-hint"
    return text("p", page.base.texts[f"present.results.{kind}"], class_=class_)


def hide_button(page: Page) -> str:
    """Votes are not influenced by what others voted: the switch of the facilitator."""
    said = page.base.texts[f"present.results.{'show' if page.hidden else 'hide'}"]
    return pressed(said, "hide", "results", page.hidden)


def awaited(page: Page) -> str:
    """Who has not voted yet."""
    say, people = page.base.texts, page.session.people
    if not people or not page.things:
        return ""
    names = waiting(page)
    if not names:
        return text("p", say["present.results.waiting_all"], class_="kit-room-hint")
    listed = ", ".join(names)
    return text("p", say("present.results.waiting", names=listed), class_="kit-room-waiting")


def figure(label: str, value: str) -> str:
    """A big figure over what it is."""
    return tag("span", text("b", value) + text("small", label), class_="kit-room-figure")


def _card(words: Words, one: IdeaResult, *, big: bool, retain: str = "") -> str:
    say, number = words.texts, words.numbers.number
    stickers = one.stickers or 0
    figures = "".join(
        (
            figure(say.plural("present.results.stickers", stickers), number(stickers)),
            figure(say["present.results.value"], _mean(words, one.value)),
            figure(say["present.results.feasibility"], _mean(words, one.feasibility)),
        )
    )
    apart = "".join(
        text(
            "span",
            say("present.results.apart", what=what, low=number(said.low), high=number(said.high)),
            class_="kit-room-apart",
        )
        for what, said in _opinions(words, one)
        if said.disagreement and big
    )
    rank = text("span", number(one.place), class_="kit-room-rank")
    name = tag("span", escape(one.name) + apart, class_="kit-room-name")
    measured = tag("span", figures + retain, class_="kit-room-figures")
    return tag("li", rank + name + measured, class_=None if big else "kit-room-small")


def _retain(page: Page, found: IdeasResult, one: IdeaResult) -> str:
    say, kept = page.base.texts, one.name in found.validated
    return pressed(
        say[f"present.results.{'retained' if kept else 'retain'}"],
        "retain",
        one.name,
        kept,
        data_row=page.session.ideas.index(one.name),
        aria_label=say("present.results.retain_of", name=one.name),
    )


def _mean(words: Words, opinion: Opinion | None) -> str:
    return words.numbers.number(opinion.mean if opinion else None, 1)


def _opinions(words: Words, one: IdeaResult) -> list[tuple[str, Opinion]]:
    named = (("value", one.value), ("feasibility", one.feasibility))
    return [(words.texts[f"present.results.{key}"], said) for key, said in named if said]


def _retained(page: Page, found: IdeasResult) -> str:
    count = len(found.validated)
    if not count:
        return ""
    said = page.base.texts.plural("present.results.retained_count", count, top=found.top)
    return text("p", said, class_="kit-room-hint")


def _talk(words: Words, found: IdeasResult, *, short: bool = False) -> str:
    """Where people are furthest apart, but on the ideas whose card says it already."""
    apart = [
        (one, what, said)
        for one in found.ideas
        if not one.proposed
        for what, said in _opinions(words, one)
        if said.disagreement
    ]
    apart.sort(key=lambda told: -told[2].spread)
    if not apart:
        return ""
    say, number = words.texts, words.numbers.number
    if short:
        names = words.quoted(dict.fromkeys(one.name for one, _, _ in apart[:_TALKED]))
        return text("p", say("present.results.talk_short", names=names), class_="kit-room-apart")
    items = [
        say(
            "present.results.talk_item",
            name=one.name,
            what=what,
            low=number(said.low),
            high=number(said.high),
        )
        for one, what, said in apart[:_TALKED]
    ]
    listed = tag("ul", "".join(text("li", item) for item in items))
    return tag("div", text("h3", say["present.results.talk"]) + listed, class_="kit-room-talk")
