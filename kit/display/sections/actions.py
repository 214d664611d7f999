"""The actions by horizon, each with what it is expected to bring (method M11)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kit.client import Action, Moment
from kit.display.sections.needs import sum_of, thread_of
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words


def by_horizon(words: Words) -> list[Block]:
    """Urgent, important, structuring, then those nobody placed; a title over each."""
    named = [action for action in words.client.actions if action.name]
    codes: list[str | None] = [*words.catalogue.choices["action_horizon"], None]
    number = words.numbers
    rows: list[list[str]] = []
    groups: list[tuple[int, str]] = []
    for code in codes:
        own = [action for action in named if action.horizon == code]
        if not own:
            continue
        groups.append((len(rows), _title(words, code, own)))
        for action in own:
            thread = thread_of(words, action)
            hours, amount = (thread.hours_year, thread.amount_year) if thread else (None, None)
            rows.append(
                [
                    action.name or "",
                    when(words, action.start or action.phase),
                    action.owner or "",
                    "" if hours is None else number.hours(hours),
                    "" if amount is None else number.money(amount),
                ]
            )
    columns = [
        Column("thread_action", width=0.38),
        Column("start", width=0.12),
        Column("owner", width=0.2),
        right("hours_a_year", 0.13),
        right("value_a_year", 0.15),
    ]
    kept = [0, *(at for at in range(1, 5) if any(row[at] for row in rows))]
    case = words.analysis.business_case
    note = None
    if 3 in kept or 4 in kept:
        key = "note_corrected" if case and case.corrected else "note"
        note = words(f"table.actions_by_horizon.{key}")
    return table(
        words,
        "actions-by-horizon",
        words.plural("table.actions_by_horizon.caption", len(rows)),
        [columns[at] for at in kept],
        [[row[at] for at in kept] for row in rows],
        note=note,
        groups=groups if len(groups) > 1 or codes[-1] else (),
    )


def _title(words: Words, code: str | None, own: Sequence[Action]) -> str:
    """ "Urgentes, mois 1 à 3 : 150 h par an annoncées, 240 h d’après les lignes de gain"."""
    if code is None:
        return words("actions.unplaced")
    months = {
        "first": words.numbers.number(words.threshold(f"roadmap.{code}_from")),
        "last": words.numbers.number(words.threshold(f"roadmap.{code}_to")),
    }
    title = words("actions.horizon", name=words(f"actions.group.{code}"), **months)
    written = sum_of(action.claimed_hours for action in own)
    if written is None:
        return title
    threads = (thread_of(words, action) for action in own)
    counted = sum_of(thread.hours_year for thread in threads if thread)
    hours = words.numbers.hours
    known = {"title": title, "written": hours(written), "counted": hours(counted)}
    return words("actions.announced" if counted is None else "actions.compared", **known)


def when(words: Words, moment: Moment | None) -> str:
    """A date, "mois 3", or the name of a phase; nothing when nobody said."""
    if moment is None:
        return ""
    if isinstance(moment, date):
        return words.numbers.date_medium(moment)
    if isinstance(moment, int):
        return words("horizon.month_of", month=words.numbers.number(moment))
    return moment
