"""Days asked of each person against their free days (method M18.6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from kit.analysis.model import LoadMonth, PersonLoad
from kit.display.load_chart import LoadRow, load_chart
from kit.display.parts import Data, bullets, callout, chart, muted
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words

_LISTED = 5  # overloaded months told one by one
_MONTHS = 18  # columns of one drawing
_PEOPLE = 20  # rows of one drawing
_Thing = TypeVar("_Thing")


def _over(words: Words) -> list[tuple[PersonLoad, LoadMonth]]:
    """Overloaded months, the worst first."""
    found = words.analysis.load
    pairs = [(p, m) for p in (found.people if found else ()) for m in p.months if m.over]
    return sorted(pairs, key=lambda pair: (-(pair[1].over or 0.0), pair[1].month))


def callouts(words: Words) -> list[Block]:
    """Who has too much, in which month, and what could move; or that nobody does."""
    found = words.analysis.load
    if found is None:
        return []
    over = _over(words)
    if over:
        people = list(dict.fromkeys(person.who for person, _ in over))
        title = words.plural("load.title", len(people), names=words.listed(people))
        if len(people) == 1:
            title = words.plural("load.known_title", len(over), who=people[0])
        items = [_told(words, person, month) for person, month in over[:_LISTED]]
        if len(over) > _LISTED:
            items.append(words.plural("load.more", len(over) - _LISTED))
        return callout("stop", title, words("load.text"), items)
    if any(person.known for person in found.people):
        return callout("go", words("load.fine_title"), words("load.fine_text"))
    return callout("info", words("load.unknown_title"), words("load.unknown_text"))


def _told(words: Words, person: PersonLoad, month: LoadMonth) -> str:
    return words(
        "load.item",
        who=person.who,
        month=words("roadmap.month", month=month.month),
        days=_days(words, month.days),
        free=_days(words, month.free),
        over=_days(words, month.over),
        move=_move(words, month),
    )


def _move(words: Words, month: LoadMonth) -> str:
    if month.movable is None:
        return words("load.move_none")
    action = words.client.actions[month.movable].name or ""
    if month.move_to is None:
        return words("load.move_far", action=action)
    later = words("roadmap.month", month=month.move_to)
    return words("load.move", action=action, month=later)


def grid(words: Words) -> list[Block]:
    """A cell per person and month: days asked, coloured by how they stand.

    Many people, or many months, take several drawings.
    """
    found = words.analysis.load
    if found is None or not found.people:
        return []
    worked = {month.month for person in found.people for month in person.months}
    every = list(range(min(worked), max(worked) + 1))
    parts = [
        (people, months)
        for people in _parts(found.people, _PEOPLE)
        for months in _parts(every, _MONTHS)
        if any(month.month in months for person in people for month in person.months)
    ]
    made: list[Block] = []
    for number, (people, months) in enumerate(parts, 1):
        id, caption = "load", _caption(words)
        if len(parts) > 1:
            id = f"load-{number}"
            caption = words("chart.load.part", caption=caption, number=number, of=len(parts))
        made += _drawing(words, id, caption, people, months)
    return made


def _parts(things: Sequence[_Thing], size: int) -> list[Sequence[_Thing]]:
    return [things[at : at + size] for at in range(0, len(things), size)]


def _drawing(
    words: Words, id: str, caption: str, people: Sequence[PersonLoad], months: Sequence[int]
) -> list[Block]:
    """The work of *people* in *months*; those of them without any are not drawn."""
    working = {
        person.who: [month for month in person.months if month.month in months]
        for person in people
        if any(month.month in months for month in person.months)
    }
    rows = [
        LoadRow(who, [(one.month, _days(words, one.days), _state(one)) for one in own])
        for who, own in working.items()
    ]
    details = words.series(
        words("chart.load.row", who=who, months=", ".join(_cell(words, month) for month in own))
        for who, own in working.items()
    )
    alt = words("chart.load.alt", conclusion=caption, details=details)
    named = [(month, words("roadmap.month", month=month)) for month in months]
    key = {state: words(f"chart.load.{state}") for state in ("under", "over", "unknown")}
    keys = ("load_who", "load_month", "load_asked", "load_free", "load_over")
    data = Data(
        words("chart.data"),
        [words(f"column.{key}") for key in keys],
        [
            [
                who,
                words("roadmap.month", month=month.month),
                _days(words, month.days),
                words("load.unknown_free") if month.free is None else _days(words, month.free),
                "" if month.over is None else _days(words, month.over),
            ]
            for who, own in working.items()
            for month in own
        ],
    )
    return chart(id, caption, alt, load_chart(rows, named, key, id), data=data)


def _state(month: LoadMonth) -> str:
    if month.free is None:
        return "unknown"
    return "over" if month.over is not None else "under"


def _cell(words: Words, month: LoadMonth) -> str:
    said = {"month": words("roadmap.month", month=month.month), "days": _days(words, month.days)}
    if month.free is None:
        return words("chart.load.cell", **said)
    return words("chart.load.cell_free", **said, free=_days(words, month.free))


def _caption(words: Words) -> str:
    over = _over(words)
    if over:
        person, worst = over[0]
        month = words("roadmap.month", month=worst.month)
        extra = _days(words, worst.over)
        return words.plural(
            "chart.load.caption_over", len(over), who=person.who, over=extra, month=month
        )
    found = words.analysis.load
    known = found is not None and any(person.known for person in found.people)
    return words(f"chart.load.caption_{'fine' if known else 'unknown'}")


def load_table(words: Words) -> list[Block]:
    """The months with work of those whose days are known: asked, free, too many, what could
    move. The others stand in the drawing, and in the notes."""
    found = words.analysis.load
    if found is None:
        return []
    rows: list[list[str]] = []
    groups: list[tuple[int, str]] = []
    known = [person for person in found.people if person.known]
    beyond = any(month.over is not None for person in known for month in person.months)
    for person in known:
        groups.append((len(rows), person.who))
        rows += [_row(words, month, beyond) for month in person.months]
    columns = (
        Column("load_month", width=0.2 if beyond else 0.36),
        right("load_asked", 0.1),
        right("load_free", 0.1),
        *((right("load_over", 0.1),) if beyond else ()),
        Column("load_sources"),
        *((Column("load_move", width=0.28),) if beyond else ()),
    )
    caption = words("table.load.caption")
    return table(words, "load", caption, columns, rows, groups=groups)


def _row(words: Words, month: LoadMonth, beyond: bool) -> list[str]:
    sources = [
        words("load.from", source=words(f"load.source.{source}"), days=_days(words, days))
        for source, days in month.sources
    ]
    name = words("roadmap.month", month=month.month)
    return [
        f"{name}, {words.numbers.date_range(month.first_day, month.last_day)}",
        _days(words, month.days),
        words("load.unknown_free") if month.free is None else _days(words, month.free),
        *([_days(words, month.over) if month.over is not None else ""] if beyond else []),
        ", ".join(sources),
        *([_move(words, month) if month.over is not None else ""] if beyond else []),
    ]


def notes(words: Words) -> list[Block]:
    """What is not known, and how days are counted."""
    found = words.analysis.load
    if found is None:
        return []
    unknown = [person for person in found.people if not person.known]
    items = []
    if unknown:
        days = words.plural(
            "roadmap.days",
            sum(person.days for person in unknown),
            days=_days(words, sum(person.days for person in unknown)),
        )
        names = words.listed(person.who for person in unknown)
        items.append(words.plural("load.unknown", len(unknown), names=names, days=days))
    if found.unassigned:
        names = _with_days(words, found.unassigned)
        items.append(words.plural("load.unassigned", len(found.unassigned), names=names))
    if found.undated:
        items.append(words("load.undated", names=_with_days(words, found.undated)))
    if found.idle:
        names = words.listed(found.idle)
        items.append(words.plural("load.idle", len(found.idle), names=names))
    counted = words(
        "load.counted",
        step=words.numbers.percent(found.step_share),
        measure=words.numbers.percent(found.measure_share),
    )
    return [*bullets(items), *muted(counted)]


def _with_days(words: Words, named: tuple[tuple[str, float], ...]) -> str:
    return words.series(
        words(
            "roadmap.action_days",
            name=name,
            days=words.plural("roadmap.days", days, days=_days(words, days)),
        )
        for name, days in named
    )


def _days(words: Words, days: float | None) -> str:
    return words.numbers.number(days, 1)
