"""From the problem to the euros, and where the thread breaks (method M18.9)."""

from __future__ import annotations

from collections.abc import Iterable

from kit.analysis.model import ThreadRow
from kit.display.parts import paragraph
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words


def absent(words: Words) -> str | None:
    return None if words.analysis.thread else words("absent.thread")


def headline(words: Words) -> str | None:
    """How much of the announced gains hangs together, and what does not."""
    rows = words.analysis.thread
    amount = _sum(row.amount_year for row in rows if not row.orphan)
    broken = sum(1 for row in rows if row.orphan)
    if amount is None:
        return None
    said = words.numbers.money(amount)
    if broken:
        return words.plural("headline.thread_broken", broken, amount=said)
    return words("headline.thread", amount=said)


def rows_table(words: Words) -> list[Block]:
    """One row per pain and action; the amounts add up to the gains of the business case."""
    shown = [row for row in words.analysis.thread if row.action or row.gains]
    if not shown:
        return []
    needs = any(row.need for row in shown)
    number = words.numbers
    rows = []
    counted: set[str] = set()
    for row in shown:
        cells = [
            words.value(row.pain) if row.pain else words("thread.unsaid"),
            *([row.need or words("thread.unsaid")] if needs else []),
            row.action or words("thread.unsaid"),
            _gains(words, row, counted),
            "" if row.hours_year is None else number.hours(row.hours_year),
            "" if row.amount_year is None else number.money(row.amount_year),
        ]
        counted.update(row.gains)
        rows.append(cells)
    totals: list[int] = []
    if len(rows) > 1:
        hours = _sum(row.hours_year for row in shown)
        amount = _sum(row.amount_year for row in shown)
        blank = [""] * (3 if needs else 2)
        written = "" if hours is None else number.hours(hours)
        rows.append([words("total"), *blank, written, number.money(amount)])
        totals = [-1]
    columns = (
        Column("thread_pain", width=0.2 if needs else 0.3),
        *((Column("thread_need", width=0.18),) if needs else ()),
        Column("thread_action", width=0.18 if needs else 0.22),
        Column("thread_gains"),
        right("hours_a_year", 0.1),
        right("value_a_year", 0.12),
    )
    caption = words("table.thread.caption")
    case = words.analysis.business_case
    note = words("table.thread.note_corrected" if case and case.corrected else "table.thread.note")
    return table(words, "thread", caption, columns, rows, totals, note)


def _gains(words: Words, row: ThreadRow, counted: set[str]) -> str:
    """The gain lines by their labels; what has no amount says so."""
    if not row.gains:
        return words("thread.no_gain")
    case = words.analysis.business_case
    lines = {line.id: line for line in case.lines} if case else {}
    said = []
    for id in row.gains:
        label = lines[id].label
        if id in counted:
            label = words("thread.counted", name=label)
        elif lines[id].month is None:
            label = words("thread.not_valued", name=label)
        said.append(label)
    return "\n".join(said)


def whole(words: Words) -> list[Block]:
    """Said when nothing is broken: silence would not prove it was looked at."""
    rows = words.analysis.thread
    if not any(row.gains for row in rows) or any(row.orphan for row in rows):
        return []
    return paragraph(words("thread.whole"))


def orphans(words: Words) -> list[Block]:
    """Where the thread breaks, and the cell where to mend it."""
    case = words.analysis.business_case
    labels = {line.id: line.label for line in case.lines} if case else {}
    rows = []
    for row in words.analysis.thread:
        if not row.orphan:
            continue
        name = row.action or row.pain or row.need
        said = words.sentence(
            row.orphan,
            {"name": name or "", "gains": words.quoted(labels[id] for id in row.gains)},
        )
        rows.append([row.place or words("findings.whole"), said])
    columns = (Column("place", width=0.24), Column("thread_break"))
    caption = words.plural("table.thread_orphans.caption", len(rows))
    return table(words, "thread-orphans", caption, columns, rows)


def _sum(amounts: Iterable[float | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
