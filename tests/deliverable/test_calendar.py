"""plan.ics: a day per task, an hour per meeting; stable, escaped, replaced by a later run."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event as OtherEvent
from icalendar import Calendar, Event

from kit.client import Client, Milestone
from kit.deliverable.calendar import plan_calendar
from kit.deliverable.zones import component_of, zone_of
from kit.texts import Texts
from tests.clients import (
    a_client,
    a_company,
    a_plan,
    a_process,
    a_ready_process,
    a_worked_example,
    an_automation,
    analysed,
)
from tests.deliverable.sample import HOSTILE

AS_OF = date(2026, 3, 2)
PROPERTIES = {
    *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY"),
    *("DESCRIPTION", "CATEGORIES", "STATUS", "TRANSP"),
}
MEETINGS = 3  # steps of the plan that people meet for
Store = dict[tuple[str, str | None], OtherEvent]


def made(client: Client | None = None, lang: str = "fr", as_of: date = AS_OF) -> bytes:
    return plan_calendar(analysed(client or a_worked_example(), as_of), Texts(lang))


def of_tasks(data: bytes) -> list[Event]:
    found = Calendar.from_ical(data).walk("VEVENT")
    return [event for event in found if not isinstance(event.decoded("dtstart"), datetime)]


def timed(data: bytes) -> list[Event]:
    found = Calendar.from_ical(data).walk("VEVENT")
    return [event for event in found if isinstance(event.decoded("dtstart"), datetime)]


def imported(store: Store, data: bytes) -> Store:
    """What a calendar program does (RFC 5546, 2.1.4), with a second library's reading: a UID
    it knows is replaced by a SEQUENCE at least as high."""
    after = dict(store)
    for event in IcsCalendarStream.calendar_from_ics(data.decode()).events:
        key = (str(event.uid), event.recurrence_id)
        if key not in after or (event.sequence or 0) >= (after[key].sequence or 0):
            after[key] = event
    return after


def test_every_task_is_an_all_day_event_on_its_dates() -> None:
    tasks = analysed(a_worked_example(), AS_OF).plan.tasks
    events = of_tasks(made())
    assert [event.decoded("dtstart") for event in events] == [task.date for task in tasks]
    ends = [event.decoded("dtend") for event in events]
    assert ends == [task.last_date + timedelta(days=1) for task in tasks]
    assert all(event["summary"] and event["description"] for event in events)


def test_events_keep_their_uid_when_the_plan_is_made_again() -> None:
    def uids(data: bytes) -> list[str]:
        return sorted(str(event["uid"]) for event in Calendar.from_ical(data).walk("VEVENT"))

    first = uids(made())
    assert len(set(first)) == len(first)
    assert uids(made(as_of=date(2026, 5, 4))) == first


def test_it_says_who_made_it_when_and_for_whom() -> None:
    text = made().decode()
    assert "PRODID:-//kit-conseil//" in text
    assert "X-WR-CALNAME:Plan d’action" in text
    assert "DTSTAMP:20260302T000000Z" in text


def test_lines_end_as_the_standard_says() -> None:
    data = made()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


@pytest.mark.parametrize("text", [*HOSTILE, "a\r\nATTACH:https://example.org", "a;b,c\\d"])
def test_whatever_a_client_types_stays_inside_its_event(text: str) -> None:
    client = a_client(
        company=a_company(name=text),
        processes=(a_ready_process(text), a_process("B")),
        automations=(an_automation(text, process=text),),
    )
    calendar = Calendar.from_ical(made(client))
    properties = {name for event in calendar.walk("VEVENT") for name in event}
    assert properties == PROPERTIES
    assert len(calendar.walk("VEVENT")) == len(analysed(client, AS_OF).plan.tasks) + MEETINGS
    other = IcsCalendarStream.calendar_from_ics(made(client).decode())
    assert len(other.events) == len(calendar.walk("VEVENT"))


def test_same_analysis_same_bytes() -> None:
    assert made() == made()


def test_a_second_library_reads_the_same_days_and_words() -> None:
    ours = {str(event["uid"]): event for event in Calendar.from_ical(made()).walk("VEVENT")}
    theirs = IcsCalendarStream.calendar_from_ics(made().decode()).events
    assert len(theirs) == len(ours)
    for event in theirs:
        own = ours[str(event.uid)]
        assert (event.start, event.end) == (own.decoded("dtstart"), own.decoded("dtend"))
        assert event.summary == str(own["summary"])
        assert event.description == str(own["description"])


def test_importing_twice_gives_no_double() -> None:
    once = imported({}, made())
    assert imported(once, made()) == once
    assert len(once) == len(Calendar.from_ical(made()).walk("VEVENT"))


def test_a_plan_that_moves_moves_its_events_and_an_older_file_does_not_move_them_back() -> None:
    first = a_worked_example(plan=a_plan(start=date(2026, 3, 2)))
    second = a_worked_example(plan=a_plan(start=date(2026, 3, 16)))
    old, new = made(first), made(second, as_of=date(2026, 3, 9))
    store = imported(imported({}, old), new)
    assert store == imported({}, new)  # nothing left behind, nothing twice
    assert imported(store, old) == store
    days = [event.start for event in store.values()]
    assert min(day.date() if isinstance(day, datetime) else day for day in days) >= date(
        2026, 3, 16
    )


def test_a_later_run_has_a_higher_sequence() -> None:
    def sequences(events: Iterable[Event]) -> set[int]:
        return {int(event["sequence"]) for event in events}

    (before,), (after,) = (
        sequences(Calendar.from_ical(made(as_of=day)).walk("VEVENT"))
        for day in (AS_OF, AS_OF + timedelta(days=1))
    )
    assert after == before + 1


def test_a_meeting_lasts_half_an_hour_at_half_past_nine_in_paris() -> None:
    found = timed(made())
    assert len(found) == MEETINGS
    paris = ZoneInfo("Europe/Paris")
    for event in found:
        start, end = event.decoded("dtstart"), event.decoded("dtend")
        assert (start.time(), end - start) == (time(9, 30), timedelta(minutes=30))
        assert event["dtstart"].params["TZID"] == "Europe/Paris"
        assert start.astimezone(paris).utcoffset() == start.utcoffset()
        assert str(event["transp"]) == "OPAQUE"


def test_overseas_the_hour_is_that_of_the_client() -> None:
    client = a_worked_example(company=a_company(department="974"))
    data = made(client)
    assert {event["dtstart"].params["TZID"] for event in timed(data)} == {"Indian/Reunion"}
    assert b"TZID:Indian/Reunion" in data
    assert b"Europe/Paris" not in data


@pytest.mark.parametrize(
    "department", ["67", "971", "973", "974", "975", "976", "987", "988", None]
)
def test_the_zone_written_out_is_that_of_the_tz_database(department: str | None) -> None:
    zone = zone_of(department)
    written = component_of(zone).to_tz()
    for month in range(1, 13):
        moment = datetime(2027, month, 15, 12)
        assert written.utcoffset(moment) == ZoneInfo(zone.id).utcoffset(moment), (zone, month)


def test_a_go_live_is_recalled_the_working_day_before() -> None:
    found = {str(event["uid"]): event for event in of_tasks(made())}
    lives = [task for task in analysed(a_worked_example(), AS_OF).plan.tasks if task.go_live]
    for task in lives:
        key = task.key.replace("_", "-")
        (event,) = (one for uid, one in found.items() if f".{key}@" in uid)
        (alarm,) = event.walk("VALARM")
        recalled = datetime.combine(task.date, time()) + alarm.decoded("trigger")
        assert recalled.time() == time(9, 30)
        assert recalled.weekday() < 5
        gap = (task.date - recalled.date()).days
        assert gap == (3 if task.date.weekday() == 0 else 1)
    rest = [one for one in found.values() if one.walk("VALARM")]
    assert len(rest) == len(lives)


def test_an_event_says_its_owner_its_automation_its_process_and_its_kind() -> None:
    client = a_client(
        processes=(a_ready_process("Devis"),), automations=(an_automation(process="Devis"),)
    )
    task = next(t for t in analysed(client, AS_OF).plan.tasks if t.automation)
    (event,) = (
        one for one in of_tasks(made(client)) if f".{task.key.replace('_', '-')}@" in one["uid"]
    )
    lines = str(event["description"]).splitlines()
    starts = ["Résultat attendu", "Responsable", "Automatisation", "Processus"]
    assert [line.split("\u202f")[0] for line in lines[:4]] == starts
    assert event["categories"].cats


def test_a_dated_milestone_is_an_event_a_meeting_that_says_how_long_has_its_hour() -> None:
    stones = (
        Milestone("Comité", "meeting", date(2026, 4, 2), minutes=60),
        Milestone("Jalon GO", "gate", date(2026, 4, 3)),
        Milestone("Plus tard", "gate", 3),
        Milestone("Un point", "item", date(2026, 4, 2)),
    )
    client = replace(a_worked_example(), milestones=stones)
    found = [one for one in Calendar.from_ical(made(client)).walk("VEVENT")
             if ".milestone-" in one["uid"]]  # fmt: skip
    committee, gate = found
    assert committee.decoded("dtend") - committee.decoded("dtstart") == timedelta(hours=1)
    assert gate.decoded("dtstart") == date(2026, 4, 3)
    assert "comité" not in str(committee["uid"]).lower()
