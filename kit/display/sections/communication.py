"""Who must hear of it, and when: the communication plan, month by month (method M9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kit.analysis.model import CommunicationPlan, Perception, PlannedMessage
from kit.analysis.timeline import later
from kit.display.lanes import Dot, Lane, LaneWords, lanes
from kit.display.parts import bullets, chart, data_of, paragraph
from kit.display.tables import Column, table
from kit.display.words import Block, Words, opening


def _plan(words: Words) -> CommunicationPlan | None:
    return words.analysis.change.communication if words.analysis.change else None


def advice(words: Words) -> list[Block]:
    """Whether a written plan is advised for so many people, and why it is here."""
    plan = _plan(words)
    if plan is None:
        return []
    above = words.numbers.number(words.threshold("change.communication_above"))
    if plan.advice == "advised":
        said = words.plural("change.communication.advised", plan.people_low or 0, above=above)
    elif plan.advice == "optional":
        said = words.plural("change.communication.optional", plan.people_high or 0, above=above)
    elif plan.people_low is None:
        said = words("change.communication.unknown", above=above)
    else:
        said = words.plural("change.communication.unknown_least", plan.people_low, above=above)
    return paragraph(said)


def calendar_chart(words: Words) -> list[Block]:
    """A lane per audience, those without a message too; the go-lives on top."""
    plan = _plan(words)
    dated = [one for one in plan.messages if one.planned] if plan else []
    if plan is None or not dated:
        return []
    days = [one.planned for one in dated if one.planned]
    lives = _lives(words, dated)
    first = min([*days, *lives]).replace(day=1)
    months = [(first, words.numbers.month_short(first, year=True))]
    while months[-1][0] <= max([*days, *lives]):
        day = later(months[-1][0], 1)
        months.append((day, words.numbers.month_short(day, year=day.month == 1)))
    rows = [
        _lane(words, code, [one for one in dated if one.message.audience == code])
        for code in words.catalogue.choices["audience"]
    ]
    if lives:
        name = words("chart.communication.go_lives")
        rows.insert(0, Lane(name, [Dot(day, sure=True) for day in lives], go_lives=True))
    caption = _caption(words, plan, min(days), max(days))
    details = words.series(_row(words, row) for row in rows)
    alt = words("chart.communication.alt", conclusion=caption, details=details)
    labels = LaneWords(
        message=words("chart.communication.message"),
        open_day=words("chart.communication.open_day"),
        go_live=words("chart.communication.go_live"),
        several=words("chart.communication.several"),
    )
    svg = lanes(rows, months, labels, "communication")
    columns = [words("column.message_audience"), words("column.message_when")]
    data = data_of(words, columns, [[row.name, _days(words, row)] for row in rows])
    return chart("communication", caption, alt, svg, data=data)


def _lives(words: Words, dated: Iterable[PlannedMessage]) -> list[date]:
    """The go-lives between the first and the last month of the plan, and those it announces."""
    found = words.analysis.change
    days = [one.planned for one in dated if one.planned]
    first, last = min(days).replace(day=1), later(max(days).replace(day=1), 1)
    about = {one.automation for one in dated if one.automation}
    return [
        one.go_live
        for one in (found.perceptions if found else ())
        if one.automation in about or first <= one.go_live < last
    ]


def _lane(words: Words, code: str, messages: Iterable[PlannedMessage]) -> Lane:
    dots = [Dot(one.planned, one.precision == "day") for one in messages if one.planned]
    return Lane(opening(words.choice("audience", code)), dots)


def _row(words: Words, lane: Lane) -> str:
    return words("chart.communication.row", audience=lane.name, days=_days(words, lane))


def _days(words: Words, lane: Lane) -> str:
    days = words.listed(words.numbers.date_short(dot.day) for dot in lane.dots)
    return days or words("chart.communication.none")


def _caption(words: Words, plan: CommunicationPlan, first: date, last: date) -> str:
    of = len(words.catalogue.choices["audience"])
    served = of - len(plan.silent)
    return words.plural(
        "chart.communication.caption",
        sum(1 for one in plan.messages if one.planned),
        first=words.numbers.date_medium(first),
        last=words.numbers.date_medium(last),
        audiences=words.plural("chart.communication.audiences", served),
        of=words.numbers.number(of),
    )


def messages_table(words: Words) -> list[Block]:
    """By month, each message with its day, its audience, how and by whom it is said."""
    plan = _plan(words)
    if plan is None:
        return []
    groups: list[tuple[int, str]] = []
    for at, one in enumerate(plan.messages):
        month = opening(_month(words, one.planned))
        if not groups or groups[-1][1] != month:
            groups.append((at, month))
    rows = [_message(words, one) for one in plan.messages]
    columns = (
        Column("message_when", width=0.16),
        Column("message_audience", width=0.17),
        Column("message_text"),
        Column("message_how", width=0.18),
        Column("message_owner", width=0.15),
    )
    caption = words.plural("table.communication", len(rows))
    return table(words, "communication", caption, columns, rows, groups=groups)


def _month(words: Words, day: date | None) -> str:
    return words.numbers.month(day) if day else words("change.undated")


def _message(words: Words, one: PlannedMessage) -> list[str]:
    message = one.message
    text = message.message or words("change.to_write")
    about = f"\n{message.automation}" if message.automation else ""
    how = [opening(words.choice("channel", message.channel))] if message.channel else []
    how += [message.support] if message.support else []
    return [
        when(words, one),
        opening(words.choice("audience", message.audience)),
        f"{text}{about}",
        "\n".join(how) or words.numbers.missing,
        words.said(message.owner),
    ]


def when(words: Words, one: PlannedMessage) -> str:
    """The day, or from which day when only a month or a phase was given."""
    if one.planned is None:
        return words.numbers.missing
    day = words.numbers.date_table(one.planned)
    return day if one.precision == "day" else words("change.from_day", date=day)


def gaps(words: Words) -> list[Block]:
    """Dates moved, messages too late, audiences and go-lives that nobody speaks of."""
    plan = _plan(words)
    return bullets([*_about_dates(words, plan), *_lacking(words, plan)]) if plan else []


def _about_dates(words: Words, plan: CommunicationPlan) -> list[str]:
    number, said = words.numbers, []
    for one in plan.messages:
        audience = words.choice("audience", one.message.audience)
        if one.moved_from and one.closed:
            said.append(
                words(
                    "change.communication.moved",
                    audience=opening(audience),
                    before=number.date_medium(one.moved_from),
                    why=why_closed(words, one.closed),
                    date=number.date_medium(one.planned),
                )
            )
        if one.late:
            said.append(
                words(
                    "change.communication.late",
                    automation=words.automation(one.automation),
                    go_live=number.date_medium(one.go_live),
                    date=number.date_medium(one.planned),
                    audience=audience,
                )
            )
    return said


def why_closed(words: Words, closed: tuple[str, str]) -> str:
    """What a closed day is, in the reader's language."""
    return words.value(closed[0] if words.texts.lang == "fr" else closed[1])


def _lacking(words: Words, plan: CommunicationPlan) -> list[str]:
    said = []
    undated = sum(1 for one in plan.messages if one.planned is None)
    unwritten = sum(1 for one in plan.messages if not one.message.message)
    for key, count in (("undated", undated), ("unwritten", unwritten)):
        if count:
            said.append(words.plural(f"change.communication.{key}", count))
    lives = {one.automation: one.go_live for one in _perceptions(words)}
    for id in plan.unannounced:
        day = words.numbers.date_medium(lives[id])
        name = words.automation(id)
        said.append(words("change.communication.unannounced", automation=name, go_live=day))
    if plan.silent:
        names = words.listed(words.choice("audience", code) for code in plan.silent)
        count = len(plan.silent)
        said.append(words.plural("change.communication.silent", count, audiences=names))
    return said


def _perceptions(words: Words) -> tuple[Perception, ...]:
    return words.analysis.change.perceptions if words.analysis.change else ()
