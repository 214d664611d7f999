"""« Chiffres »: the levers that weigh most, and what moving them changes, in big type."""

from __future__ import annotations

from html import escape

from kit.analysis.model.what_if import Lever
from kit.client.scenario import Moved
from kit.display.html_blocks import block_to_html
from kit.display.words import Block
from kit.explore.typed import name_of
from kit.workshop.html import button, pressed, tag, text
from kit.workshop.levers import weighty
from kit.workshop.page import CHARTS, Page

_TITLES = {"cash_curve": "money", "tornado": "drivers", "priorities_map": "map"}


def levers(page: Page) -> str:
    """A line each: less, more, the figure it stands at, that of the workbook."""
    say, exploration = page.base.texts, page.exploration
    title = tag("div", text("h2", say["present.figures.title"]), class_="kit-room-title")
    found = weighty(exploration)
    if not found:
        empty = text("p", say["present.figures.empty"], class_="kit-room-hint")
        return tag("section", title + empty, class_="kit-room-levers")
    count = len(exploration.changes)
    said = (
        say.plural("present.figures.changed", count) if count else say["present.figures.unchanged"]
    )
    lines = "".join(_line(page, row, lever) for row, lever in enumerate(found))
    reset = button(say["present.figures.reset_all"], "reset-all", "levers", disabled=not count)
    state = tag("div", text("p", said, class_="kit-room-hint") + reset, class_="kit-room-state")
    return tag("section", title + lines + state, class_="kit-room-levers")


def _line(page: Page, row: int, lever: Lever) -> str:
    say, now = page.base.texts, page.exploration.value_of(lever)
    name = name_of(page.base.words, lever)
    less, more = (
        button(sign, "move", f"{row}-{key}", data_row=row, data_step=step,
               aria_label=say(f"present.figures.{key}", name=name))
        for sign, key, step in (("−", "less", -1), ("+", "more", 1))
    )  # fmt: skip
    slider = (
        f'<input type="range" data-do="move" data-key="move-{row}-slider" data-row="{row}" '
        f'min="{lever.low}" max="{lever.high}" step="any" value="{now or 0}" '
        f'aria-label="{escape(name)}" aria-valuetext="{escape(_value(page, lever, now))}">'
    )
    shown = text("b", _value(page, lever, now), class_="kit-room-moved" if _has_moved(page, lever)
                 else None)  # fmt: skip
    was = say("present.figures.workbook", value=_value(page, lever, lever.value))
    back = (
        button(say["present.figures.reset"], "reset", str(row), data_row=row)
        if _has_moved(page, lever)
        else ""
    )
    under = tag("div", text("small", was) + back, class_="kit-room-was")
    named = text("span", name, class_="kit-room-name")
    inside = named + tag("div", less + slider + more + shown, class_="kit-room-move") + under
    return tag("div", inside, class_="kit-room-lever")


def _has_moved(page: Page, lever: Lever) -> bool:
    return any(change.key == lever.key for change in page.exploration.changes)


def _value(page: Page, lever: Lever, value: Moved | None) -> str:
    if not isinstance(value, int | float):
        return page.base.texts["present.figures.unstated"]
    return page.base.words.quantity(value, lever.unit)


def _cards(page: Page) -> list[Block]:
    """The deliverable's key figures; the workbook's own stands under one that changed."""
    say, exploration = page.base.texts, page.exploration
    was = {
        card["label"]: card["value"]
        for block in exploration.base.parts.blocks("cards", "business_case")
        for card in block.get("cards", ())
    }

    def told(card: Block) -> Block:
        before = was.get(card["label"], card["value"])
        note = None
        if before != card["value"]:
            note = say("present.figures.workbook", value=before)
        return {**card, "note": note, "link": None}

    return [
        {**block, "cards": [told(card) for card in block["cards"]]}
        for block in exploration.now.parts.blocks("cards", "business_case")
        if block["block"] == "cards"
    ]


def outcome(page: Page) -> str:
    """The key figures, then one chart at a time."""
    say, parts = page.base.texts, page.exploration.now.parts
    title = tag("div", text("h2", say["present.figures.results"]), class_="kit-room-title")
    cards = "".join(block_to_html(block) for block in _cards(page))
    drawn = {key: parts.blocks("chart", key) for key in CHARTS}
    there = [key for key in CHARTS if drawn[key]]
    chosen = page.chart if page.chart in there else next(iter(there), "")
    choices = "".join(
        pressed(say[f"present.figures.{_TITLES[key]}"], "chart", key, key == chosen)
        for key in there
    )
    chart = "".join(block_to_html(block) for block in drawn.get(chosen, ()))
    shown = tag("div", choices, class_="kit-room-choice", aria_label=say["present.figures.shown"],
                role="group")  # fmt: skip
    return tag("section", title + cards + shown + chart, class_="kit-room-outcome")
