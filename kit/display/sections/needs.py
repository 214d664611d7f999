"""What hurts and what is expected, in the client's words, with what each is worth (M11)."""

from __future__ import annotations

from collections.abc import Iterable

from kit.analysis.model import ThreadRow
from kit.client import Action
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words

Problem = tuple[str, str, float | None]  # problem, consequence, time its processes take [h/month]


def problems(words: Words) -> list[Block]:
    """Problem and consequence, beside the time its processes take today."""
    found = _problems(words)
    number = words.numbers
    rows = [[problem, consequence, number.hours(time)] for problem, consequence, time in found]
    columns: list[Column] = [
        Column("problem", width=0.4),
        Column("consequence"),
        right("hours_today", 0.15),
    ]
    timed = any(time is not None for _, _, time in found)
    kept = [0, *([1] if any(row[1] for row in rows) else []), *([2] if timed else [])]
    note = words("table.problems.note") if timed else None
    return table(
        words,
        "problems",
        _problems_caption(words, found),
        [columns[at] for at in kept],
        [[row[at] for at in kept] for row in rows],
        note=note,
    )


def _problems(words: Words) -> list[Problem]:
    """Those of the table of actions; without any, what rubs in each process."""
    stated = [
        (action.problem, action.consequence or "", _today(words, action))
        for action in words.client.actions
        if action.problem
    ]
    if stated:
        return stated
    return [
        (words.pair(result.process.name, result.process.frictions), "", result.hours_month)
        for result in words.analysis.processes
        if result.process.frictions
    ]


def _problems_caption(words: Words, found: list[Problem]) -> str:
    """How many, and the one that takes most time."""
    timed = [(time, problem) for problem, _, time in found if time]
    if not timed:
        return words.plural("table.problems.caption", len(found))
    most, problem = max(timed, key=lambda pair: pair[0])
    heaviest = {"name": problem, "hours": words.numbers.hours(most)}
    return words.plural("table.problems.heaviest", len(found), **heaviest)


def _today(words: Words, action: Action) -> float | None:
    """Hours a month of the processes that the gains of *action* are about; None: unknown."""
    names = {
        gain.process for gain in words.client.gains if action.name and gain.action == action.name
    }
    times = [
        result.hours_month
        for result in words.analysis.processes
        if result.process.name in names and result.hours_month is not None
    ]
    return sum(times) if times else None


def needs(words: Words) -> list[Block]:
    """What is expected, what it would change, and the hours a year it is counted for."""
    number = words.numbers
    rows = []
    for action in words.client.actions:
        if not action.need:
            continue
        thread = thread_of(words, action)
        hours = thread.hours_year if thread else None
        rows.append(
            [
                action.need,
                action.benefit or "",
                action.name or words("needs.no_action"),
                words("thread.no_gain") if hours is None else number.hours(hours),
            ]
        )
    columns = [
        Column("need", width=0.32),
        Column("benefit"),
        Column("answered_by", width=0.24),
        right("hours_a_year", 0.12),
    ]
    counted = any(row[3] != words("thread.no_gain") for row in rows)
    kept = [0, *(at for at in (1, 2) if any(row[at] for row in rows)), *([3] if counted else [])]
    case = words.analysis.business_case
    note = None
    if counted:
        note = words(
            "table.needs.note_corrected" if case and case.corrected else "table.needs.note"
        )
    return table(
        words,
        "needs",
        words.plural("table.needs.caption", len(rows)),
        [columns[at] for at in kept],
        [[row[at] for at in kept] for row in rows],
        note=note,
    )


def thread_of(words: Words, action: Action) -> ThreadRow | None:
    """The thread of one row of the table of actions."""
    said = (action.problem, action.need, action.name)
    found = (row for row in words.analysis.thread if (row.pain, row.need, row.action) == said)
    return next(found, None)


def sum_of(amounts: Iterable[float | None]) -> float | None:
    """The sum of what is known; None when nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
