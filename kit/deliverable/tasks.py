"""tasks.csv: one row a task, for the import of task tools (docs/documents.md says which).

Comma, UTF-8 with a mark (Excel), ISO dates, English headings: what importers know by
themselves. The name comes first, because Asana and Notion take the first column as it. A cell
that a spreadsheet would read as a formula gets an apostrophe in front (OWASP, CSV injection).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kit.deliverable.task_list import TaskRow, one_line, plan_rows, roadmap_rows
from kit.display.words import Words

# A format, not a sentence: the same in every language.
HEADINGS = (
    *("Name", "Description", "Assignee", "Start date", "Due date", "Status", "Priority"),
    *("Section", "Tags", "Depends on", "Id"),
)
_BETWEEN = ","  # tags, and ids waited for
# What makes a cell a formula; the wide forms are read so where Japanese is typed.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_AS_TEXT = "'"


def write_tasks(path: Path, words: Words) -> None:
    """The tasks of the plan, then the actions of the roadmap when there is one."""
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for row in (*plan_rows(words), *roadmap_rows(words)):
            writer.writerow(map(inert, _cells(words, row)))


def inert(cell: str) -> str:
    """*cell* on one line, never a formula.

    >>> inert("=1+1"), inert("Trier les devis")
    ("'=1+1", 'Trier les devis')
    """
    clean = one_line(cell)
    opens = cell.startswith(_FORMULA) or clean.startswith(_FORMULA)
    return f"{_AS_TEXT}{clean}" if opens else clean


def _cells(words: Words, row: TaskRow) -> Iterator[str]:
    text = words.texts
    yield row.name
    yield words.series(row.details)
    yield row.owner
    yield _day(row.start)
    yield _day(row.end)
    yield text[f"deliverable.plan.status.{row.status}"]
    yield text[f"deliverable.plan.priority.{row.priority}"]
    yield row.section
    yield _BETWEEN.join(one.replace(_BETWEEN, " ") for one in (row.automation, row.process) if one)
    yield _BETWEEN.join(row.depends_on)
    yield row.id


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
