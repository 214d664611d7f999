"""The left of the screen: who votes, and the boxes to fill for each idea or process."""

from __future__ import annotations

from html import escape

from kit.workshop.html import button, field, tag, text
from kit.workshop.page import Page
from kit.workshop.session import LONGEST, NOTES


def people(page: Page) -> str:
    """Everyone at the table, with how far each one is; a seat more."""
    say, session = page.base.texts, page.session
    seats = "".join(_seat(page, who) for who in session.people)
    typed = page.typed[1] if page.typed[0] == "join" else ""
    form = field("join", say["present.people.field"], typed, say["present.people.add"], LONGEST)
    number = say("present.people.next_number", name=page.next_number)
    added = button(number, "join-next", "seat") + form
    hint = text("p", say["present.people.hint"], class_="kit-room-hint")
    label = text("h2", say["present.people.label"])
    title = tag("div", label + _moves(page) + hint, class_="kit-room-title")
    all_ = tag("div", seats + added, class_="kit-room-seats")
    return tag("section", title + all_, class_="kit-room-people")


def _seat(page: Page, who: str) -> str:
    say, (done, total) = page.base.texts, page.progress(who)
    full = total > 0 and done == total
    said = say(f"present.people.{'done' if full else 'partly'}", name=who, done=done, total=total)
    mark = "✓" if full else say("present.people.progress", done=done, total=total)
    inside = escape(who) + text("small", mark, aria_hidden="true")
    return tag(
        "button",
        inside,
        type="button",
        data_do="who",
        data_key=f"who-{who}",
        data_what=who,
        aria_pressed="true" if who == page.who else "false",
        aria_label=said,
        class_="kit-room-full" if full else None,
    )


def ballot(page: Page) -> str:
    """The boxes of who votes; an idea can be added under them."""
    say = page.base.texts
    parts = [_title(page)]
    if not page.things:
        empty = say[f"present.{_texts(page)}.empty"]
        parts.append(text("p", empty, class_="kit-room-hint"))
    elif page.who:
        parts.append(_table(page))
    else:
        parts.append(text("p", say["present.people.none"], class_="kit-room-hint"))
    if page.tab == "votes":
        typed = page.typed[1] if page.typed[0] == "suggest" else ""
        label, add = say["present.ideas.field"], say["present.ideas.add"]
        parts.append(field("suggest", label, typed, add, LONGEST))
    return tag("section", "".join(parts), class_=f"kit-room-ballot kit-room-{page.tab}")


def _texts(page: Page) -> str:
    return "processes" if page.tab == "processes" else "ideas"


def _title(page: Page) -> str:
    say = page.base.texts
    if not page.who:
        return text("h2", say["present.ideas.nobody"])
    title = text("h2", say(f"present.{_texts(page)}.title", name=page.who))
    left = page.session.left(page.who)
    given = (
        text(
            "p",
            say.plural("present.ideas.left", left) if left else say["present.ideas.none_left"],
            class_="kit-room-left",
        )
        if page.tab == "votes" and page.things
        else ""
    )
    return tag("div", title + given, class_="kit-room-title")


def _moves(page: Page) -> str:
    """To whom votes before or after; a seat without any vote can be taken away."""
    say = page.base.texts
    if not page.who:
        return ""
    moves = [
        button("‹", "previous", "seat", aria_label=say["present.people.previous"]),
        button("›", "next", "seat", aria_label=say["present.people.next"]),
    ]
    if not page.session.voted(page.who):
        moves.append(button(say["present.people.remove"], "leave", "seat"))
    return tag("div", "".join(moves), class_="kit-room-moves")


def _table(page: Page) -> str:
    say, stem = page.base.texts, f"present.{_texts(page)}"
    heads = [
        tag(
            "th",
            escape(say[f"{stem}.{field}"]) + text("small", say[f"{stem}.{field}_scale"]),
            scope="col",
        )
        for field in page.fields
    ]
    if page.tab == "votes":
        stuck = say["present.ideas.stickers"]
        heads.append(text("th", stuck, scope="col", class_="kit-room-stuck"))
    rows = "".join(_row(page, row, thing) for row, thing in enumerate(page.things))
    first = tag("td")
    return tag("table", tag("thead", tag("tr", first + "".join(heads))) + tag("tbody", rows))


def _row(page: Page, row: int, thing: str) -> str:
    cells = [tag("td", _notes(page, row, thing, at)) for at in range(len(page.fields))]
    if page.tab == "votes":
        cells.append(tag("td", _stickers(page, row, thing)))
    here = "kit-room-row" if row == page.row else None
    return tag("tr", text("th", thing, scope="row") + "".join(cells), class_=here)


def _notes(page: Page, row: int, thing: str, at: int) -> str:
    """Five buttons, one of them chosen; the keys write in the one that is marked."""
    say, field = page.base.texts, page.fields[at]
    given = page.note_of(page.who, thing, field)
    stop = given if given is not None else NOTES[0]  # where Tab stops in the group
    choices = "".join(
        button(
            str(note),
            "note",
            f"{row}-{field}-{note}",
            role="radio",
            aria_checked="true" if note == given else "false",
            tabindex=0 if note == stop else -1,
            data_row=row,
            data_field=field,
            data_value=note,
        )
        for note in NOTES
    )
    what = say[f"present.{_texts(page)}.{field}"]
    here = row == page.row and at == page.field
    return tag(
        "div",
        choices,
        role="radiogroup",
        aria_label=say("present.ideas.group", what=what, name=thing),
        class_="kit-room-notes kit-room-here" if here else "kit-room-notes",
    )


def _stickers(page: Page, row: int, thing: str) -> str:
    say, session = page.base.texts, page.session
    given = session.idea_vote(page.who, thing).stickers or 0

    def step(mark: str, key: str, by: int, *, disabled: bool) -> str:
        return button(
            mark,
            "stick",
            f"{row}-{key}",
            aria_label=say(f"present.ideas.{key}", name=thing),
            data_row=row,
            data_value=by,
            disabled=disabled,
        )

    less = step("−", "less", -1, disabled=given == 0)
    more = step("+", "more", 1, disabled=session.left(page.who) == 0)
    shown = text("strong", str(given), class_="kit-room-given" if given else "kit-room-none")
    return tag("div", less + shown + more, class_="kit-room-stickers")
