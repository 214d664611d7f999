"""Legal deadlines that bear on the client, with the days left (method M18.13)."""

from __future__ import annotations

from datetime import date

from kit.analysis.model import DeadlineResult, Ranked
from kit.display.parts import callout, muted
from kit.display.sections.aids import mark
from kit.display.words import Block, Words


def callouts(words: Words) -> list[Block]:
    """Legal deadlines that bear on this client, with the days left, and where they come from."""
    found = words.analysis.deadlines
    if not found:
        return []
    items = [_deadline(words, one) for one in found]
    known = {one.id: one for one in words.catalogue.deadlines}
    sources = dict.fromkeys(
        words(
            "deadline.source",
            source=known[one.id].source,
            date=words.numbers.date_medium(date.fromisoformat(known[one.id].checked)),
        )
        for one in found
    )
    title = words.plural("deadline.title", len(found))
    marks = dict.fromkeys(said for one in found for said in mark(words, "deadline", one.id))
    return [*callout("info", title, None, items), *muted(" ".join((*sources, *marks)))]


def _deadline(words: Words, one: DeadlineResult) -> str:
    when = "today" if one.days_left == 0 else "left" if one.days_left > 0 else "past"
    said = words.plural(
        f"deadline.{when}",
        abs(one.days_left),
        title=words.texts[f"deadlines.{one.id}.title"],
        date=words.numbers.date_medium(one.day),
        text=words.texts[f"deadlines.{one.id}.text"],
    )
    if one.processes:
        names = words.quoted(words.process(id) for id in one.processes)
        return f"{said} {words.plural('deadline.processes', len(one.processes), names=names)}"
    names = words.quoted(words.item(item) for item in one.pains)
    return f"{said} {words.plural('deadline.pains', len(one.pains), names=names)}"


def of_process(words: Words, row: Ranked) -> str:
    """The legal deadline the process was tied to, under its name."""
    due = next((one for one in words.analysis.deadlines if row.process in one.processes), None)
    if due is None:
        return ""
    return "\n" + words("deadline.of_process", date=words.numbers.date_medium(due.day))
