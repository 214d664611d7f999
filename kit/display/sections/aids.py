"""Public aids that the client's size does not rule out, and entries to check again (M9, M18.13)."""

from __future__ import annotations

from datetime import date

from kit.analysis.model import AidResult, StaleEntry
from kit.display.parts import callout
from kit.display.tables import Column, table
from kit.display.words import Block, Words


def aids_table(words: Words) -> list[Block]:
    """One row per aid, with where to check it and what could not be confirmed."""
    found = words.analysis.aids
    rows = [_row(words, one) for one in found]
    columns = (
        Column("aid", width=0.27),
        Column("aid_what", width=0.25),
        Column("aid_amount"),
        Column("aid_source", width=0.18),
    )
    key = "caption" if words.client.company.staff is not None else "caption_unknown"
    caption = words(f"table.aids.{key}", count=len(found))
    known = {aid.id: aid for aid in words.catalogue.aids}
    doubt = any(not known[one.id].verified for one in found)
    note = words("aid.unverified_note") if doubt else None
    return table(words, "aids", caption, columns, rows, note=note)


def _row(words: Words, one: AidResult) -> list[str]:
    aid = next(aid for aid in words.catalogue.aids if aid.id == one.id)
    said = {
        part: words.texts[f"aids.{one.id}.{part}"]
        for part in ("title", "who", "what", "amount", "watch")
    }
    who = [said["title"], said["who"]]
    if not one.size_known:
        who.append(words("aid.size_unknown"))
    amount = [said["amount"], said["watch"]]
    if aid.ends:
        amount.append(words("aid.ends", date=_day(words, aid.ends)))
    where = [words("aid.checked", source=aid.source, date=_day(words, aid.checked))]
    if not aid.verified:
        where.append(words("aid.unverified"))
    where += mark(words, "aid", one.id)
    return ["\n".join(who), said["what"], "\n".join(amount), "\n".join(where)]


def mark(words: Words, kind: str, id: str) -> list[str]:
    """What follows an entry that nobody checked for too long; nothing for the others."""
    if not any((one.kind, one.id) == (kind, id) for one in words.analysis.stale):
        return []
    days = words.numbers.number(words.threshold("catalogue.stale_after_days"))
    return [words("stale.mark", days=days)]


def stale_callout(words: Words) -> list[Block]:
    """Everything this report shows that must be checked again before it is relied on."""
    found = words.analysis.stale
    if not found:
        return []
    days = words.numbers.number(words.threshold("catalogue.stale_after_days"))
    title = words.plural("stale.title", len(found))
    return callout("info", title, words("stale.text", days=days), [_entry(words, o) for o in found])


def _entry(words: Words, one: StaleEntry) -> str:
    return words(
        "stale.item",
        kind=words(f"stale.kind.{one.kind}"),
        name=_name(words, one),
        date=words.numbers.date_medium(one.checked),
    )


def _name(words: Words, one: StaleEntry) -> str:
    if one.kind == "tool":
        return next(tool.name for tool in words.catalogue.tools if tool.id == one.id)
    room = {"aid": "aids", "deadline": "deadlines", "use_case": "use_cases"}[one.kind]
    return words.texts[f"{room}.{one.id}.title"]


def _day(words: Words, day: str) -> str:
    return words.numbers.date_medium(date.fromisoformat(day))
