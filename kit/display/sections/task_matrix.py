"""The tasks named in a workshop, sorted; and what a workshop gave (method M12)."""

from __future__ import annotations

from kit.display.parts import Card, callout, cards, muted, paragraph
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words, opening


def absent(words: Words) -> str | None:
    return None if words.analysis.task_matrix else words("absent.module")


def headline(words: Words) -> str | None:
    matrix = words.analysis.task_matrix
    if matrix is None or not matrix.zone:
        return None
    return words.plural("headline.task_matrix", len(matrix.zone), of=len(matrix.tasks))


def tasks_table(words: Words) -> list[Block]:
    """The tasks by family, each family under its title."""
    matrix = words.analysis.task_matrix
    if matrix is None:
        return []
    shown = [row for row in matrix.tasks if row.family]
    groups, met = [], set()
    for place, row in enumerate(shown):
        if row.family not in met:
            met.add(row.family)
            groups.append((place, words(f"tasks.cell.{row.family}")))
    timed = any(row.hours_month is not None for row in shown)
    said = any(row.task.comment for row in shown)
    rows = [
        [
            row.task.name,
            row.task.who or "",
            *([words.numbers.hours(row.hours_month) if row.hours_month else ""] if timed else []),
            *([row.task.comment or ""] if said else []),
        ]
        for row in shown
    ]
    columns = [
        Column("work_task", width=0.36),
        Column("work_who", width=0.22),
        *([right("work_time", 0.14)] if timed else []),
        *([Column("work_comment")] if said else []),
    ]
    note = words("table.tasks.note") if timed else None
    return table(words, "tasks", words("table.tasks.caption"), columns, rows, (), note, groups)


def zone(words: Words) -> list[Block]:
    """What a machine can take, and what could not be sorted."""
    matrix = words.analysis.task_matrix
    if matrix is None:
        return []
    made: list[Block] = []
    if matrix.zone:
        title = words.plural("tasks.zone", len(matrix.zone))
        made += callout("info", title, words("tasks.zone_text"), matrix.zone)
    if matrix.unsorted:
        names = words.series(matrix.unsorted)
        made += muted(f"{words.plural('tasks.unsorted', len(matrix.unsorted))} {names}")
    return made


def found(words: Words) -> dict[str, str]:
    """What came back from the room: "7 idées notées", by what it is."""
    return {key: words.plural(f"workshop.{key}", n) for key, n in _counted(words).items() if n}


def _counted(words: Words) -> dict[str, int]:
    client = words.client
    return {
        "ideas": len(client.ideas),
        "votes": len({vote.juror for vote in client.idea_votes}),
        "impacts": len(client.impacts),
        "tasks": len(client.tasks),
    }


def counts(words: Words) -> list[Block]:
    """What came back from the room, counted."""
    counted = _counted(words)
    made = [
        Card(opening(text.split(" ", 1)[1]), words.numbers.number(counted[key]))
        for key, text in found(words).items()
    ]
    return cards(words, made) if made else paragraph(words("workshop.empty"))


def next_step(words: Words) -> list[Block]:
    """How the rows reach the client's workbook."""
    client = words.client
    some = client.ideas or client.idea_votes or client.impacts or client.tasks
    return muted(words("workshop.next")) if some else []
