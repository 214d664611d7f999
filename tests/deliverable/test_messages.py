"""The communication plan in plan.ics and plan.xlsx: stable, escaped, to work on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar, Event

from kit.client import Client, Message
from kit.deliverable.calendar import plan_calendar
from kit.deliverable.workbook_out import write_plan
from kit.texts import LANGUAGES, Texts
from tests.clients import a_worked_example, analysed
from tests.deliverable.sample import HOSTILE
from tests.deliverable.test_calendar import PROPERTIES

AS_OF = date(2026, 3, 2)
MESSAGES = (
    Message("staff", "Voici", channel="meeting", support="Guide", when=date(2026, 3, 8)),
    Message("hr", "Voici", when=2, owner="Gérant"),
    Message("hr", "Sans date"),
)


def a_talking_client(*messages: Message) -> Client:
    return a_worked_example(messages=messages or MESSAGES)


def events(*messages: Message, lang: str = "fr", as_of: date = AS_OF) -> list[Event]:
    data = plan_calendar(analysed(a_talking_client(*messages), as_of), Texts(lang))
    found = Calendar.from_ical(data).walk("VEVENT")
    return [event for event in found if ".message-" in str(event["uid"])]


def test_each_dated_message_is_an_all_day_event_on_a_working_day() -> None:
    found = events()
    assert [event.decoded("dtstart") for event in found] == [date(2026, 3, 9), date(2026, 4, 2)]
    assert [str(event["status"]) for event in found] == ["CONFIRMED", "TENTATIVE"]
    assert "Salariés" in str(found[0]["summary"]).title()
    assert "Guide" in str(found[0]["description"])


def test_an_event_says_when_its_day_was_moved_or_is_still_to_choose() -> None:
    moved, month = (str(event["description"]) for event in events(lang="en"))
    assert "8 March 2026 is a day off" in moved
    assert "first working day" in month


def test_a_new_date_moves_the_event_and_keeps_its_uid() -> None:
    before, after = (
        [str(event["uid"]) for event in events(Message("hr", "Voici", when=day))]
        for day in (date(2026, 3, 10), date(2026, 4, 10))
    )
    assert before == after


def test_the_same_words_said_twice_are_two_events() -> None:
    twice = (Message("hr", "Voici", when=date(2026, 3, 10)), Message("hr", "Voici", when=3))
    uids = [str(event["uid"]) for event in events(*twice)]
    assert len(set(uids)) == 2


def test_no_word_of_the_client_stands_in_an_identifier() -> None:
    (event,) = events(Message("staff", "Suppression du poste", when=date(2026, 3, 10)))
    assert "suppression" not in str(event["uid"]).lower()


@pytest.mark.parametrize("typed", [*HOSTILE, "a\r\nATTACH:https://example.org", "a;b,c\\d"])
def test_whatever_a_client_types_stays_inside_its_event(typed: str) -> None:
    message = Message("staff", typed, channel="email", support=typed, when=4, owner=typed)
    (event,) = events(message)
    assert set(event) == PROPERTIES


def test_same_client_same_bytes() -> None:
    first, second = (
        plan_calendar(analysed(a_talking_client(), AS_OF), Texts("fr")) for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_plan_workbook_has_a_sheet_to_work_on(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "plan.xlsx"
    write_plan(path, analysed(a_talking_client(), AS_OF), Texts(lang))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[2] == "Communication"
    sheet = book["Communication"]
    rows = list(sheet.iter_rows(min_row=5, max_row=7, values_only=True))
    assert [row[0].date() for row in rows[:2]] == [date(2026, 3, 9), date(2026, 4, 2)]
    assert rows[2][0] == Texts(lang)["report.change.undated"]
    status = Texts(lang)["deliverable.plan.message_status.todo"]
    assert {row[7] for row in rows} == {status}
    (choice,) = sheet.data_validations.dataValidation
    assert status in choice.formula1


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_a_client_types_is_never_a_formula(tmp_path: Path, typed: str) -> None:
    path = tmp_path / "plan.xlsx"
    client = a_talking_client(Message("staff", typed, support=typed, owner=typed))
    write_plan(path, analysed(client, AS_OF), Texts("fr"))
    for row in openpyxl.load_workbook(path)["Communication"].iter_rows(min_row=5):
        assert all(cell.data_type != "f" for cell in row)
