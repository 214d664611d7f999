"""plan.ics: the plan and its messages as all-day events, for any calendar program.

Every event keeps its UID from one run to the next (client and task, nothing personal), so
that importing a newer plan moves the events instead of doubling them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from unicodedata import category

from kit import __version__
from kit.analysis.model import Analysis, Task
from kit.analysis.names import slug
from kit.catalogue import load_catalogue
from kit.deliverable.message_events import MessageEvent, message_events
from kit.deliverable.workbook_out import owner_of
from kit.display.words import Words
from kit.texts import Texts

if TYPE_CHECKING:
    from icalendar import Event

_DOMAIN = "plan.kit-conseil"  # not an address: only makes the identifiers unlike others'


def plan_calendar(analysis: Analysis, texts: Texts) -> bytes:
    """The calendar's bytes: RFC 5545, escaped by icalendar, lines ended by CR LF."""
    from icalendar import Calendar

    words = Words(analysis, load_catalogue(), texts)
    company = words.client.company.name
    calendar = Calendar()
    calendar.add("prodid", f"-//kit-conseil//{__version__}//{texts.lang.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(texts("deliverable.plan.calendar", client=company)))
    client = slug(company) or "client"
    for task in analysis.plan.tasks:
        calendar.add_component(_event(task, words, f"{client}.{slug(task.key)}@{_DOMAIN}"))
    for message in message_events(words):
        calendar.add_component(_said(message, words, f"{client}.message-{message.key}@{_DOMAIN}"))
    return bytes(calendar.to_ical())


def _event(task: Task, words: Words, uid: str) -> Event:
    days = (task.date, task.last_date)
    return _all_day(words, uid, days, words.task(task), _details(task, words), not task.blocked_by)


def _said(message: MessageEvent, words: Words, uid: str) -> Event:
    """A message of the communication plan, on the day it goes out."""
    days = (message.day, message.day)
    return _all_day(words, uid, days, message.summary, message.details, message.sure)


def _all_day(
    words: Words,
    uid: str,
    days: tuple[date, date],
    summary: str,
    details: Iterable[str],
    sure: bool,
) -> Event:
    """An event over *days*, the first and the last, that keeps nobody busy."""
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime.combine(words.analysis.as_of, time(), tzinfo=UTC))
    event.add("dtstart", days[0])
    event.add("dtend", days[1] + timedelta(days=1))  # the end is not included
    event.add("summary", _line(summary))
    event.add("description", "\n".join(map(_line, details)))
    event.add("status", "CONFIRMED" if sure else "TENTATIVE")
    event.add("transp", "TRANSPARENT")  # the day stays free for appointments
    return event


def _details(task: Task, words: Words) -> list[str]:
    text = words.texts
    reasons = [text[f"deliverable.plan.blocked.{reason}"] for reason in task.blocked_by]
    lines = [text("deliverable.plan.event.owner", owner=owner_of(task, text))]
    if task.output_text:
        output = words.sentence(task.output_text, task.params)
        lines.insert(0, text("deliverable.plan.event.output", output=output))
    if task.automation:
        name = words.automation(task.automation)
        lines.append(text("deliverable.plan.event.automation", automation=name))
    if reasons:
        lines.append(text("deliverable.plan.event.blocked", reasons=", ".join(reasons)))
    if task.moved:
        lines.append(text["deliverable.plan.event.moved"])
    return lines


def _line(text: str) -> str:
    """One line, without the control characters that RFC 5545 forbids in a text."""
    clean = "".join(" " if category(letter) in ("Cc", "Cs") else letter for letter in text)
    return re.sub(" +", " ", clean).strip()
