"""The two pages that follow a 30-minute call (method M16). Every estimate says it is one."""

from __future__ import annotations

import math
from collections.abc import Iterable

from kit.analysis.model import Flash, FlashCandidate
from kit.display import signature
from kit.display.bars import Bar, bars
from kit.display.parts import Card, bullets, callout, muted, paragraph
from kit.display.parts import cards as card_block
from kit.display.parts import chart as part
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words

_NAME = 64  # characters of a name: what is longer would push a line onto a third page
_NAMED = 4  # names listed in a sentence
_LINE, _LINES = 32, 11  # characters of a line of the chart; lines of the first page it leaves
_REMARK = 2  # lines of a remark under the table
_PREPARE = 6  # things to prepare


def absent(words: Words) -> str | None:
    return None if words.analysis.flash else words("absent.processes")


def headline(words: Words) -> str | None:
    """ "Cinq candidats : 46 h par mois aujourd’hui, 14 h à 23 h à récupérer"."""
    found = words.analysis.flash
    if found is None or found.saved is None:
        return None
    hours = words.numbers.hours(found.hours_month)
    saved = _hours(words, found.saved)
    return words.plural("headline.flash", len(found.candidates), hours=hours, saved=saved)


def intro(words: Words) -> str | None:
    """What these figures are worth: orders of magnitude."""
    ends = (words.threshold("flash.saving_low"), words.threshold("flash.saving_high"))
    low, high = (words.numbers.number(end * 100, 0) for end in ends)
    return words("section.flash.intro", low=low, high=high)


def by_whom(words: Words) -> list[Block]:
    """The date, who wrote it, and for whom: there is no cover page."""
    company, number = words.client.company, words.numbers
    by = signature.signed(words)
    dated = {"date": number.date_medium(words.analysis.as_of), "by": by}
    parts = [
        words("flash.by" if by else "flash.dated", **dated),
        company.activity or "",
        words.plural("cover.people", company.staff) if company.staff else "",
        signature.confidentiality(words),
    ]
    return muted(" · ".join(part for part in parts if part))


def cards(words: Words) -> list[Block]:
    found = words.analysis.flash
    if found is None or not found.candidates:
        return []
    made = [
        Card(
            words("flash.card.today"),
            words.numbers.hours(found.hours_month),
            words.plural("flash.card.today_note", len(found.candidates)),
        ),
        Card(
            words("flash.card.saved"),
            _hours(words, found.saved),
            words("flash.card.saved_note"),
        ),
        Card(
            words("flash.card.worth"),
            _money(words, found.worth) if found.worth else words.numbers.missing,
            words("flash.card.worth_partial" if found.uncosted else "flash.card.worth_note"),
        ),
        Card(
            words("flash.card.tools"),
            _money(words, found.tool_cost) if found.tool_cost else words.numbers.missing,
            _budget_note(words, found),
        ),
    ]
    return card_block(words, made)


def _budget_note(words: Words, found: Flash) -> str:
    budget = words.client.company.tool_budget
    if budget is None:
        return words("flash.card.no_budget")
    key = "flash.card.within" if found.within_budget else "flash.card.budget"
    return words(key, budget=words.numbers.money(budget))


def chart(words: Words) -> list[Block]:
    """The time of each candidate, and how much of it could be saved at best."""
    found = words.analysis.flash
    if found is None or len(found.candidates) < 2 or not _has_room(words, found):
        return []
    rows = [
        Bar(
            short(words.process(one.process)),
            one.saved[1],
            words(
                "out_of", part=_hours(words, one.saved), whole=words.numbers.hours(one.hours_month)
            ),
            of=one.hours_month,
            strong=position == 0,
        )
        for position, one in enumerate(found.candidates)
    ]
    first = found.candidates[0]
    share = first.hours_month / found.hours_month if found.hours_month else 0.0
    caption = words("chart.flash.caption", name=rows[0].label, share=words.numbers.share(share))
    details = words.series(words.pair(row.label, row.text) for row in rows)
    alt = words("chart.flash.alt", conclusion=caption, details=details)
    return part("flash", caption, alt, bars(rows, "flash"), table="table-flash-candidates")


def _has_room(words: Words, found: Flash) -> bool:
    """Whether the page holds a drawing above the table: long names and many remarks fill it."""
    names = (short(words.process(one.process)) for one in found.candidates)
    lines = sum(math.ceil(len(name) / _LINE) for name in names)
    remarks = len(_remarks(words, found))
    return lines + _REMARK * remarks <= _LINES


def candidates(words: Words) -> list[Block]:
    """One row each: time today, time and money that could be saved, personal data."""
    found = words.analysis.flash
    if found is None:
        return []
    rows = [_row(words, one) for one in found.candidates]
    emphasis: list[int] = []
    if len(rows) > 1:
        hours, worth = words.numbers.hours(found.hours_month), _money(words, found.worth)
        rows.append([words("total"), hours, _hours(words, found.saved), worth, ""])
        emphasis = [-1]
    columns = (
        Column("candidate", width=0.34),
        right("hours_month", 0.13),
        right("saved_month", 0.19),
        right("worth_month", 0.19),
        Column("personal"),
    )
    caption = words.plural("table.flash_candidates.caption", len(found.candidates))
    return table(words, "flash-candidates", caption, columns, rows, emphasis)


def _row(words: Words, one: FlashCandidate) -> list[str]:
    said = {True: "personal_yes", False: "personal_no", None: "personal_unknown"}
    return [
        short(words.process(one.process)),
        words.numbers.hours(one.hours_month),
        _hours(words, one.saved),
        _money(words, one.worth) if one.worth else words.numbers.missing,
        words(f"flash.{said[one.personal_data]}"),
    ]


def notes(words: Words) -> list[Block]:
    """How they were ranked; that there are few; what is not among them."""
    found = words.analysis.flash
    return bullets(_remarks(words, found)) if found else []


def _remarks(words: Words, found: Flash) -> list[str]:
    said = [words("flash.ranked")] if len(found.candidates) > 1 else []
    if found.few:
        least = words.numbers.number(words.threshold("flash.few_below"))
        said.append(words.plural("flash.few", len(found.candidates), least=least))
    for key, ids in (("others", found.others), ("untimed", found.untimed)):
        if ids:
            said.append(words.plural(f"flash.{key}", len(ids), names=_names(words, ids)))
    return said


# -- the second page ----------------------------------------------------------------------------


def tools(words: Words) -> list[Block]:
    """What would do it, at what price a month, for which candidates."""
    found = words.analysis.flash
    if found is None:
        return []
    known = {tool.id: tool for tool in words.catalogue.tools}
    rows = []
    for id in found.tools:
        tool = known[id]
        price = words("tool.by_use")
        if tool.price_low is not None:
            price = words.numbers.money_range(tool.price_low, tool.price_high)
        used = [one.process for one in found.candidates if id in one.tools]
        every = 1 < len(used) == len(found.candidates)
        purpose = words("flash.every") if every else _names(words, used)
        rows.append([tool.name, price, purpose, words.texts[f"tools.{id}.strength"]])
    columns = (
        Column("tool", width=0.14),
        Column("price", width=0.17),
        Column("used_by", width=0.32),
        Column("strength"),
    )
    return table(words, "flash-tools", words("table.flash_tools.caption"), columns, rows)


def budget(words: Words) -> list[Block]:
    """The tools against what the company said it would spend a month."""
    found = words.analysis.flash
    if found is None or not found.candidates:
        return []
    without = [one.process for one in found.candidates if not one.tools]
    said = (
        [words.plural("flash.no_tool", len(without), names=_names(words, without))]
        if without
        else []
    )
    if found.tool_cost is not None:
        said.append(_compared(words, found, found.tool_cost))
    said.append(words("flash.no_set_up"))
    return paragraph(" ".join(said))


def _compared(words: Words, found: Flash, cost: tuple[float, float]) -> str:
    money = words.numbers.money
    params = {"low": money(cost[0]), "high": money(cost[1])}
    own = words.client.company.tool_budget
    if own is None:
        return words("flash.budget_unknown", **params)
    key = "over" if not found.within_budget else "within" if cost[1] <= own else "entry"
    return words(f"flash.budget_{key}", **params, budget=money(own))


def gdpr(words: Words) -> list[Block]:
    """Who is concerned, and what must be checked before anything touches their data."""
    found = words.analysis.flash
    if found is None or not found.candidates:
        return []
    names = _names(words, found.unasked)
    asked = [words("flash.gdpr.unasked", names=names)] if found.unasked else []
    if not found.concerned:
        tone, key = ("info", "unknown") if found.unasked else ("go", "free")
        return callout(tone, words(f"flash.gdpr.{key}"), None, asked)
    names = _names(words, found.concerned)
    count = {"names": names, "of": words.numbers.number(len(found.candidates))}
    title = words.plural("flash.gdpr.concerned", len(found.concerned), **count)
    items = [words.item(item, "lift") for item in found.checks]
    text = words("flash.gdpr.before" if items else "flash.gdpr.met", names=names)
    return callout("info", title, text, [*items, *asked])


def next_steps(words: Words) -> list[Block]:
    """When these pages are due, then what the full diagnostic needs."""
    found = words.analysis.flash
    if found is None:
        return []
    due = words("flash.due", date=words.numbers.date_long(found.due))
    return bullets([due, words("flash.confirm"), *prepared(words)])


def prepared(words: Words) -> list[str]:
    """What the full diagnostic needs, the first things."""
    listed = words.analysis.flash.prepare[:_PREPARE] if words.analysis.flash else ()
    return [_prepare(words, key, dict(params)) for key, params in listed]


def _prepare(words: Words, key: str, params: dict[str, object]) -> str:
    """Names listed shortly, fields of the company under their headings in the workbook."""
    if isinstance(fields := params.get("fields"), tuple):
        params["fields"] = words.listed(words(f"flash.field.{field}") for field in fields)
    if isinstance(names := params.get("names"), tuple):
        params["names"] = _several(words, [str(name) for name in names])
    if isinstance(name := params.get("name"), str):
        params["name"] = short(name)
    return words.sentence(key, params)


def _names(words: Words, ids: Iterable[str]) -> str:
    return _several(words, [words.process(id) for id in ids])


def _several(words: Words, names: list[str]) -> str:
    """ "« a », « b » et 3 autres"."""
    shown = [words("quoted", name=short(name)) for name in names[:_NAMED]]
    more = len(names) - len(shown)
    return words.listed([*shown, words.plural("flash.more", more)] if more else shown)


def short(name: str) -> str:
    """*name*, cut at a word with a mark that says so when it is very long."""
    if len(name) <= _NAME:
        return name
    return f"{name[: _NAME - 1].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


def _hours(words: Words, span: tuple[float, float] | None) -> str:
    if span is None:
        return words.numbers.missing
    low, high = (words.numbers.hours_about(end) for end in span)
    return low if low == high else words("options.range", low=low, high=high)


def _money(words: Words, span: tuple[float, float] | None) -> str:
    """Estimates: three digits at most."""
    if span is None:
        return words.numbers.missing
    low, high = (words.numbers.money_about(end) for end in span)
    return low if low == high else words("options.range", low=low, high=high)
