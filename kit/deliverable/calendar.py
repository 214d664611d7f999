"""plan.ics: the plan, its meetings, milestones and messages, for any calendar program.

Every event keeps its UID from one run to the next (client and task, nothing personal) and a
later run carries a higher SEQUENCE: importing a newer plan moves the events instead of
doubling them. A task is a day, not an hour: its dates float, so that it stays on its day
whatever the zone of the reader. Meetings have an hour, in the client's own zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kit import __version__
from kit.analysis.model import Analysis, Task
from kit.analysis.names import slug
from kit.analysis.working_days import WorkingDays
from kit.catalogue import load_catalogue
from kit.client import Client
from kit.deliverable.meeting_events import meetings, milestones
from kit.deliverable.message_events import MessageEvent, message_events
from kit.deliverable.task_list import LIFT, MEASURE, details_of, one_line, owner_of
from kit.deliverable.zones import Zone, component_of, zone_of
from kit.display.words import Words
from kit.texts import Texts

if TYPE_CHECKING:
    from icalendar import Alarm, Event

_DOMAIN = "plan.kit-conseil"  # not an address: only makes the identifiers unlike others'
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one event says. `first` and `last` are days; `minutes`: a meeting, at the plan's
    hour; `alarm`: what is recalled the working day before."""

    key: str  # stable: the UID is made of it
    first: date
    last: date
    summary: str
    details: tuple[str, ...]
    category: str  # key of deliverable.plan.category
    sure: bool = True
    minutes: int | None = None
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class _Frame:
    """What every event rests on."""

    words: Words
    client: str  # as it stands in identifiers
    zone: Zone
    calendar: WorkingDays
    hour: time  # of meetings and reminders


def plan_calendar(analysis: Analysis, texts: Texts) -> bytes:
    """The calendar's bytes: RFC 5545, escaped by icalendar, lines ended by CR LF."""
    from icalendar import Calendar

    words = Words(analysis, load_catalogue(), texts)
    company = words.client.company
    frame = _Frame(
        words,
        slug(company.name) or "client",
        zone_of(company.department),
        _working_days(words.client),
        _hour(words.threshold("plan.meeting_hour")),
    )
    calendar = Calendar()
    calendar.add("prodid", f"-//kit-conseil//{__version__}//{texts.lang.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    title = one_line(texts("deliverable.plan.calendar", client=company.name))
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-timezone", frame.zone.id)
    calendar.add_component(component_of(frame.zone))
    for entry in _entries(words):
        calendar.add_component(_event(frame, entry))
    return bytes(calendar.to_ical())


def _entries(words: Words) -> Iterator[Entry]:
    """Tasks by date, then what they bring people together for, milestones, messages."""
    for task in words.analysis.plan.tasks:
        yield _of_task(words, task)
    for one in (*meetings(words), *milestones(words)):
        yield Entry(
            one.key,
            one.day,
            one.day,
            one.summary,
            one.details,
            one.kind,
            minutes=one.minutes,
            alarm=True,
        )
    for message in message_events(words):
        yield _of_message(message)


def _of_task(words: Words, task: Task) -> Entry:
    owner = words.texts("deliverable.plan.event.owner", owner=owner_of(task, words.texts))
    return Entry(
        key=slug(task.key),
        first=task.date,
        last=task.last_date,
        summary=words.task(task),
        details=_with_owner(details_of(words, task), owner, bool(task.output_text)),
        category=_category(task),
        sure=not task.blocked_by,
        alarm=task.go_live,
    )


def _with_owner(details: tuple[str, ...], owner: str, after_output: bool) -> tuple[str, ...]:
    at = 1 if after_output else 0
    return (*details[:at], owner, *details[at:])


def _category(task: Task) -> str:
    if task.go_live:
        return "go_live"
    if task.key.startswith(LIFT):
        return "gate"
    return "measure" if task.key.startswith(MEASURE) else "task"


def _of_message(one: MessageEvent) -> Entry:
    key = f"message-{one.key}"
    return Entry(key, one.day, one.day, one.summary, one.details, "message", one.sure)


# -- one event --------------------------------------------------------------------------------


def _event(frame: _Frame, entry: Entry) -> Event:
    """Higher SEQUENCE, later LAST-MODIFIED: a newer plan replaces the older one."""
    from icalendar import Event

    words, event = frame.words, Event()
    as_of = words.analysis.as_of
    stamp = datetime.combine(as_of, time(), tzinfo=UTC)
    event.add("uid", f"{frame.client}.{entry.key}@{_DOMAIN}")
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", as_of.toordinal())
    for name, moment in zip(("dtstart", "dtend"), _ends(frame, entry), strict=True):
        event.add(name, moment)
    event.add("summary", one_line(entry.summary))
    event.add("description", "\n".join(_lines(entry.details)))
    event.add("categories", [words.texts[f"deliverable.plan.category.{entry.category}"]])
    event.add("status", "CONFIRMED" if entry.sure else "TENTATIVE")
    event.add("transp", "OPAQUE" if entry.minutes else "TRANSPARENT")  # a task keeps nobody busy
    if entry.alarm:
        event.add_component(_alarm(frame, entry))
    return event


def _lines(details: Iterable[str]) -> Iterator[str]:
    return (line for line in map(one_line, details) if line)


def _ends(frame: _Frame, entry: Entry) -> tuple[date, date]:
    """A day and the day after the last; a meeting: its hour and its end, in the client's zone."""
    if entry.minutes is None:
        return entry.first, entry.last + _ONE_DAY  # the end is not included
    start = datetime.combine(entry.first, frame.hour, tzinfo=ZoneInfo(frame.zone.id))
    return start, start + timedelta(minutes=entry.minutes)


def _alarm(frame: _Frame, entry: Entry) -> Alarm:
    """The working day before, at the hour of meetings; counted back from the event's start."""
    from icalendar import Alarm

    before = entry.first - _ONE_DAY
    while not frame.calendar.is_working(before):
        before -= _ONE_DAY
    starts = datetime.combine(entry.first, frame.hour if entry.minutes else time())
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    said = frame.words.texts("deliverable.plan.event.alarm", task=entry.summary)
    alarm.add("description", one_line(said))
    alarm.add("trigger", datetime.combine(before, frame.hour) - starts)
    return alarm


def _hour(hours: float) -> time:
    """9.5 is half past nine."""
    minutes = round(hours * 60)
    return time(minutes // 60 % 24, minutes % 60)


def _working_days(client: Client) -> WorkingDays:
    return WorkingDays.of(client.company.department, client.plan.closed_days, client.closures)
