"""What is feasible when, and what each option holds (method M11)."""

from __future__ import annotations

from kit.analysis.model import HorizonResult, OptionContent
from kit.client import OptionModule
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words, inside

Span = tuple[float, float] | None


def horizons(words: Words) -> list[Block]:
    """Near, then further: what becomes possible, the hours written for it, its other effects."""
    found = words.analysis.horizons
    rows = [
        [
            _period(words, one),
            "\n".join(thing for row in one.rows for thing in row.what),
            _hours(words, one),
            "\n".join(row.effects for row in one.rows if row.effects),
        ]
        for one in found
    ]
    columns = [
        Column("horizon", width=0.17),
        Column("feasible_what"),
        right("hours_written", 0.17),
        Column("effects", width=0.27),
    ]
    kept = [0, *(at for at in (1, 2, 3) if any(row[at] for row in rows))]
    return table(
        words,
        "horizons",
        words("table.horizons.caption"),
        [columns[at] for at in kept],
        [[row[at] for at in kept] for row in rows],
        note=_backed(words),
    )


def _period(words: Words, one: HorizonResult) -> str:
    months = {"first": words.numbers.number(one.first), "last": words.numbers.number(one.last)}
    return f"{words.choice('feasible', one.horizon)}\n{words('feasible.months', **months)}"


def _hours(words: Words, one: HorizonResult) -> str:
    low, high = one.hours_low, one.hours_high
    if low is None or high is None:
        return ""
    hours = words.numbers.hours
    if low == high:
        return hours(low)
    return words("options.range", low=hours(low), high=hours(high))


def _backed(words: Words) -> str | None:
    """Whether the hours written are those that the lines of gains count."""
    found = [one for one in words.analysis.horizons if one.hours_low is not None]
    lines = next((one.hours_lines for one in found if one.hours_lines is not None), None)
    if not found:
        return None
    if lines is None:
        return words("feasible.no_line")
    over = [words.choice("feasible", one.horizon) for one in found if one.over]
    hours = words.numbers.hours(lines)
    if over:
        names = words.quoted(inside(name) for name in over)
        return words.plural("feasible.over", len(over), names=names, hours=hours)
    return words("feasible.within", hours=hours)


# -- options ------------------------------------------------------------------------------------


def contents(words: Words) -> list[Block]:
    """A table per option: its modules, their sum, and whether it is what its row states."""
    made: list[Block] = []
    for position, content in enumerate(words.analysis.option_contents, 1):
        listed = [one for one in words.client.option_modules if one.option == content.option]
        made += _content(words, position, content, listed)
    return made


def _content(
    words: Words, position: int, content: OptionContent, listed: list[OptionModule]
) -> list[Block]:
    money = words.numbers.money
    rows = [
        [
            one.name,
            _span(words, _range(one)),
            "" if one.run_year is None else money(one.run_year),
            one.note or "",
        ]
        for one in listed
    ]
    emphasis: list[int] = []
    if len(rows) > 1 and content.set_up:
        run = "" if content.run_year is None else money(content.run_year)
        rows.append([words("total"), _span(words, content.set_up), run, ""])
        emphasis = [-1]
    columns = [
        Column("option_module", width=0.32),
        right("set_up", 0.22),
        right("run_a_year", 0.15),
        Column("note"),
    ]
    kept = [0, *(at for at in (1, 2, 3) if any(row[at] for row in rows))]
    return table(
        words,
        f"option-modules-{position}",
        _caption(words, content),
        [columns[at] for at in kept],
        [[row[at] for at in kept] for row in rows],
        emphasis,
        words.plural("feasible.unpriced", content.unpriced) if content.unpriced else None,
    )


def _caption(words: Words, content: OptionContent) -> str:
    whole, stated = _span(words, content.set_up), _span(words, content.stated)
    if content.agrees is False:
        return words("table.option_modules.off", name=content.option, sum=whole, stated=stated)
    if content.set_up is None or content.unpriced:
        return words("table.option_modules.caption", name=content.option)
    return words("table.option_modules.sum", name=content.option, sum=whole)


def _range(module: OptionModule) -> Span:
    known = [cost for cost in (module.cost_low, module.cost_high) if cost is not None]
    return (min(known), max(known)) if known else None


def _span(words: Words, span: Span) -> str:
    if span is None:
        return ""
    low, high = span
    money = words.numbers.money
    return money(low) if low == high else words("options.range", low=money(low), high=money(high))
