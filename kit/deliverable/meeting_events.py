"""What people meet for, and the dated milestones of the workbook, as events of plan.ics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kit.deliverable.task_list import fingerprint, owner_of
from kit.display.words import Words

MEETING, MILESTONE = "meeting", "milestone"  # categories
_KINDS = ("decision", "gate", "go_live", "meeting")  # of milestones; the others are no event


@dataclass(frozen=True, slots=True)
class MeetingEvent:
    """What an event says. `key` stays the same while the subject does, whatever its date."""

    key: str
    day: date
    summary: str
    details: tuple[str, ...]
    kind: str  # category
    minutes: int | None  # None: the whole day


def meetings(words: Words) -> Iterator[MeetingEvent]:
    """Half an hour on the first day of each step of the plan that people meet for."""
    text = words.texts
    minutes = int(words.threshold("plan.meeting_minutes"))
    wanted = {step.key for step in words.catalogue.plan if step.meeting}
    for task in words.analysis.plan.tasks:
        if task.key in wanted:
            owner = text("deliverable.plan.event.owner", owner=owner_of(task, text))
            summary = text("deliverable.plan.event.meeting", task=words.task(task))
            note = text["deliverable.plan.event.meeting_note"]
            yield MeetingEvent(
                f"{task.key}-meeting", task.date, summary, (owner, note), MEETING, minutes
            )


def milestones(words: Words) -> Iterator[MeetingEvent]:
    """The workbook's own: those with a day; a meeting that says how long it lasts has an hour."""
    text, seen = words.texts, dict[str, int]()
    for one in words.client.milestones:
        if not isinstance(one.when, date) or one.kind not in _KINDS:
            continue
        mark = fingerprint(one.name)
        seen[mark] = seen.get(mark, 0) + 1
        key = f"milestone-{mark}" if seen[mark] == 1 else f"milestone-{mark}-{seen[mark]}"
        kind = words.choice("milestone_kind", one.kind)
        details = [text("deliverable.plan.event.milestone_note", kind=kind)]
        if one.owner:
            details.append(text("deliverable.plan.event.owner", owner=one.owner))
        minutes = int(one.minutes) if one.kind == "meeting" and one.minutes else None
        summary = text("deliverable.plan.event.milestone", name=one.name)
        category = MEETING if minutes else MILESTONE
        yield MeetingEvent(key, one.when, summary, tuple(details), category, minutes)
