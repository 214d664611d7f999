"""plan.ics: one all-day event per task, stable, escaped."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from kit.client import Client
from kit.deliverable.calendar import plan_calendar
from kit.texts import Texts
from tests.clients import (
    a_client,
    a_company,
    a_process,
    a_ready_process,
    a_worked_example,
    an_automation,
    analysed,
)
from tests.deliverable.sample import HOSTILE

AS_OF = date(2026, 3, 2)


def made(client: Client | None = None, lang: str = "fr", as_of: date = AS_OF) -> bytes:
    return plan_calendar(analysed(client or a_worked_example(), as_of), Texts(lang))


def test_every_task_is_an_all_day_event_on_its_dates() -> None:
    tasks = analysed(a_worked_example(), AS_OF).plan.tasks
    events = Calendar.from_ical(made()).walk("VEVENT")
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
    wanted = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "STATUS", "TRANSP"}
    assert properties == wanted
    assert len(calendar.walk("VEVENT")) == len(analysed(client, AS_OF).plan.tasks)


def test_same_analysis_same_bytes() -> None:
    assert made() == made()
