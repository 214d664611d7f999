"""Legal deadlines that bear on a client, and the day each is for them (method M18.13)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kit.analysis.model import DeadlineResult, Diagnostic, ProcessResult
from kit.analysis.settings import Settings
from kit.catalogue import Deadline
from kit.client import Client, Company


def bearing_deadlines(
    client: Client,
    diagnostic: Diagnostic | None,
    processes: Sequence[ProcessResult],
    settings: Settings,
    as_of: date,
) -> tuple[DeadlineResult, ...]:
    """Those a process was tied to, or that bear on a pain the client ticked, nearest first.

    A deadline long in force still bears: the work it asks for is late, not over.
    """
    ids = {result.process.name: result.id for result in processes}
    ticked = {pain.item for pain in diagnostic.pains} if diagnostic else set()
    found = []
    for deadline in settings.catalogue.deadlines:
        day = _day(deadline, client.company)
        if day is None:
            continue
        tied = tuple(
            ids[priority.process]
            for priority in client.priorities
            if priority.deadline == deadline.id and priority.process in ids
        )
        pains = tuple(item for item in deadline.pains if item in ticked)
        if tied or pains:
            found.append(DeadlineResult(deadline.id, day, (day - as_of).days, tied, pains))
    return tuple(sorted(found, key=lambda result: result.day))


def days_by_process(client: Client, settings: Settings) -> Mapping[str, date]:
    """The day of the deadline each process was tied to, by process name."""
    days = {
        deadline.id: _day(deadline, client.company) for deadline in settings.catalogue.deadlines
    }
    found = {
        priority.process: days.get(priority.deadline)
        for priority in client.priorities
        if priority.deadline
    }
    return {name: day for name, day in found.items() if day is not None}


def _day(deadline: Deadline, company: Company) -> date | None:
    """From when it holds for *company*; None: it does not bear on a company of that size.

    Staff left blank is taken as small: the kit's clients are.
    """
    above = deadline.staff_below is not None and (company.staff or 0) >= deadline.staff_below
    written = deadline.date_above if above else deadline.date
    return date.fromisoformat(written) if written else None
