from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.working_days import WEEKDAYS, WorkingDays
from tests.clients import a_closure

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


def calendar(department=None, closed_days=(), closures=()):
    return WorkingDays.of(department, closed_days, closures)


def test_the_eleven_national_holidays_of_2026_are_off():
    off = {(1, 1), (4, 6), (5, 1), (5, 8), (5, 14), (5, 25), (7, 14), (8, 15)}
    off |= {(11, 1), (11, 11), (12, 25)}
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    found = {(d.month, d.day) for d in year if calendar("75").holiday(d, "fr")}
    assert found == off


@pytest.mark.parametrize("department", ["57", "67", "68", " 67 "])
def test_alsace_and_moselle_have_good_friday_and_26_december(department):
    assert not calendar(department).is_working(date(2026, 4, 3))
    assert not calendar(department).is_working(date(2025, 12, 26))
    assert calendar("75").is_working(date(2026, 4, 3))
    assert calendar("75").is_working(date(2025, 12, 26))


@pytest.mark.parametrize(
    ("department", "day"),
    [
        ("971", date(2026, 5, 27)),
        ("972", date(2026, 5, 22)),
        ("973", date(2026, 6, 10)),
        ("974", date(2024, 12, 20)),
        ("976", date(2026, 4, 27)),
    ],
)
def test_overseas_departments_keep_the_abolition_of_slavery(department, day):
    assert not calendar(department).is_working(day)
    assert calendar("33").is_working(day)


@pytest.mark.parametrize("department", [None, "", "2A", "2b", "99", "somewhere"])
def test_an_unknown_department_has_the_national_holidays(department):
    assert not calendar(department).is_working(date(2026, 5, 14))
    assert calendar(department).is_working(date(2026, 5, 15))


def test_holidays_have_a_name_in_both_languages():
    whit_monday = date(2026, 5, 25)
    assert calendar().holiday(whit_monday, "fr") == "Lundi de Pentecôte"
    assert calendar().holiday(whit_monday, "en") == "Pentecost Monday"
    assert calendar().holiday(date(2026, 1, 1), "fr") == "Jour de l’an"


def test_a_start_on_a_sunday_counts_from_monday():
    assert calendar().nth(date(2026, 3, 1), 1) == date(2026, 3, 2)
    assert calendar().nth(date(2026, 3, 1), 14) == date(2026, 3, 19)


def test_the_clients_closed_weekdays_come_on_top_of_the_weekend():
    wednesdays_off = calendar(closed_days=("wednesday",))
    assert not wednesdays_off.is_working(date(2026, 3, 4))
    assert not wednesdays_off.is_working(date(2026, 3, 7))
    assert wednesdays_off.nth(date(2026, 3, 2), 3) == date(2026, 3, 5)


def test_seven_closed_days_fall_back_on_the_weekend():
    assert calendar(closed_days=WEEKDAYS).nth(date(2026, 3, 2), 5) == date(2026, 3, 6)


def test_both_ends_of_a_closure_are_off():
    closed = calendar(closures=(a_closure(date(2026, 3, 9), date(2026, 3, 11)),))
    assert [closed.is_working(date(2026, 3, day)) for day in (6, 9, 10, 11, 12)] == [
        True,
        False,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 3, 11), date(2026, 3, 9)),
        (date(2026, 3, 9), date(2126, 3, 11)),
        (date(2026, 3, 9), date(9999, 12, 31)),
    ],
)
def test_a_closure_typed_wrong_closes_nothing(first, last):
    assert calendar(closures=(a_closure(first, last),)).is_working(date(2026, 3, 10))


def test_the_day_before_any_day_off_is_an_eve():
    closed = calendar(closures=(a_closure(date(2026, 3, 18), date(2026, 3, 18)),))
    assert closed.is_eve(date(2026, 3, 6))  # a Friday
    assert closed.is_eve(date(2026, 4, 30))  # 1 May
    assert closed.is_eve(date(2026, 3, 17))  # the closure
    assert not closed.is_eve(date(2026, 3, 10))


@given(DAYS, st.integers(1, 60), st.sampled_from(["75", "67", "971", None]))
def test_the_nth_day_is_worked_and_n_days_lie_up_to_it(start, n, department):
    days = calendar(department)
    found = days.nth(start, n)
    between = [start + timedelta(days=k) for k in range((found - start).days + 1)]
    assert days.is_working(found)
    assert sum(days.is_working(day) for day in between) == n


@given(DAYS, st.integers(1, 40))
def test_a_closure_only_ever_makes_dates_later(start, n):
    closed = calendar(closures=(a_closure(start, start + timedelta(days=9)),))
    assert closed.nth(start, n) > calendar().nth(start, n) - timedelta(days=1)
    assert closed.nth(start, 1) >= start + timedelta(days=10)
