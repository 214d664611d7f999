from datetime import date

import pytest

from kit.catalogue import load_catalogue
from kit.client import Answer
from tests.clients import a_company, a_priority, a_process, analysed

AS_OF = date(2026, 11, 22)


def tied(*names, deadline="einvoice_issue", as_of=AS_OF, **parts):
    processes = parts.pop("processes", tuple(a_process(name) for name in names))
    priorities = tuple(a_priority(name, deadline=deadline) for name in names)
    return analysed(processes=processes, priorities=priorities, as_of=as_of, **parts)


def test_the_catalogue_holds_the_two_dates_of_the_law():
    dates = {one.id: one.date for one in load_catalogue().deadlines}
    assert dates == {"einvoice_receive": "2026-09-01", "einvoice_issue": "2027-09-01"}
    assert all("2023-1322" in one.source for one in load_catalogue().deadlines)


def test_every_choice_of_the_workbook_is_a_deadline_of_the_catalogue():
    catalogue = load_catalogue()
    assert set(catalogue.choices["deadline"]) == {one.id for one in catalogue.deadlines}


def test_a_tied_process_brings_its_deadline_with_the_days_left():
    (found,) = tied("Factures").deadlines
    assert (found.id, found.day, found.days_left) == ("einvoice_issue", date(2027, 9, 1), 283)
    assert (found.processes, found.pains) == (("factures",), ())


def test_a_deadline_in_force_counts_the_days_since():
    (found,) = tied("Factures", deadline="einvoice_receive").deadlines
    assert found.days_left == -82


def test_a_ticked_pain_brings_the_deadlines_that_bear_on_it():
    found = analysed(answers=(Answer("pains.invoice_entry", "yes"),), as_of=AS_OF).deadlines
    assert [one.id for one in found] == ["einvoice_receive", "einvoice_issue"]
    assert all(one.pains == ("pains.invoice_entry",) for one in found)


@pytest.mark.parametrize("answer", ["no", None])
def test_nothing_is_said_when_nothing_bears(answer):
    answers = (Answer("pains.invoice_entry", answer), Answer("pains.cv_sorting", "yes"))
    assert analysed(answers=answers, as_of=AS_OF).deadlines == ()


@pytest.mark.parametrize(
    ("staff", "day"),
    [(None, date(2027, 9, 1)), (249, date(2027, 9, 1)), (250, date(2026, 9, 1))],
)
def test_a_larger_company_issues_a_year_earlier(staff, day):
    (found,) = tied("Factures", company=a_company(staff=staff)).deadlines
    assert found.day == day


def test_a_tied_process_wins_a_tie_and_the_reason_is_said():
    processes = (a_process("A"), a_process("B"))
    priorities = (a_priority("A"), a_priority("B", deadline="einvoice_issue"))
    rows = analysed(processes=processes, priorities=priorities).priorities
    assert [row.name for row in rows] == ["B", "A"]
    assert {row.reason for row in rows} == {"analysis.tie.deadline"}
    assert rows[0].deadline == "einvoice_issue"


def test_the_nearer_of_two_deadlines_wins():
    processes = (a_process("A"), a_process("B"))
    priorities = (
        a_priority("A", deadline="einvoice_issue"),
        a_priority("B", deadline="einvoice_receive"),
    )
    assert analysed(processes=processes, priorities=priorities).priorities[0].name == "B"


def test_a_deadline_never_beats_a_higher_score():
    processes = (a_process("A"), a_process("B"))
    priorities = (a_priority("A"), a_priority("B", impact=4, deadline="einvoice_receive"))
    rows = analysed(processes=processes, priorities=priorities).priorities
    assert [row.name for row in rows] == ["A", "B"]


def test_a_deadline_both_share_parts_nothing():
    processes = (a_process("A", minutes=5.0), a_process("B", minutes=50.0))
    priorities = tuple(a_priority(name, deadline="einvoice_issue") for name in "AB")
    rows = analysed(processes=processes, priorities=priorities).priorities
    assert [row.reason for row in rows] == ["analysis.tie.hours"] * 2
