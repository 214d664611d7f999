from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.settings import Settings
from kit.analysis.timeline import Timeline
from kit.catalogue import load_catalogue
from kit.client import Finance, Phase
from tests.clients import a_client

START = date(2026, 3, 2)


def timeline_of(*phases, start=START, finance=None):
    client = a_client(phases=phases, finance=finance or Finance())
    settings = Settings.of(load_catalogue(), client.company, {}, client.finance)
    return Timeline.of(client, settings, start)


def test_month_1_starts_on_the_plans_start_or_on_the_finance_sheets_own():
    assert timeline_of().start == START
    own = timeline_of(finance=Finance(start=date(2027, 1, 1), horizon_months=36))
    assert (own.start, own.horizon) == (date(2027, 1, 1), 36)


def test_a_start_whose_year_is_a_slip_is_set_aside():
    assert timeline_of(finance=Finance(start=date(9999, 12, 31))).start == START


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2026, 3, 2), 1),
        (date(2026, 4, 1), 1),
        (date(2026, 4, 2), 2),
        (date(2027, 3, 2), 13),
        (date(2026, 3, 1), 0),  # before the project
        (date(2026, 2, 1), -1),
    ],
)
def test_a_date_is_a_month_of_the_project(day, month):
    assert timeline_of().month_of(day) == month


def test_a_month_number_is_itself_and_no_moment_is_no_month():
    assert timeline_of().month_of(7) == 7
    assert timeline_of().month_of(None) is None


def test_a_phase_is_its_last_month_its_gains_come_after_and_its_costs_from_the_first():
    found = timeline_of(Phase("Cadrage", 1, 6), Phase("Suite", date(2026, 9, 2), date(2027, 3, 1)))
    assert found.phases == {"Cadrage": (1, 6), "Suite": (7, 12)}
    assert found.month_of("Cadrage") == 6
    assert found.effect_from("Cadrage") == 7
    assert found.spent_from("Suite") == 7
    assert (found.effect_from(4), found.spent_from(4)) == (4, 4)


@pytest.mark.parametrize(
    "phase", [Phase("P"), Phase("P", 1), Phase("P", None, 6), Phase("P", 6, 1)]
)
def test_a_phase_without_both_ends_in_order_is_nowhere(phase):
    found = timeline_of(phase)
    assert found.phases == {"P": None}
    assert found.month_of("P") is found.effect_from("P") is found.spent_from("P") is None


def test_an_amount_paid_a_year_after_the_start_ends_the_year():
    found = timeline_of()
    assert found.index_of(START) == 0
    assert found.index_of(START - timedelta(days=400)) == 0
    assert found.index_of(START + timedelta(days=1)) == 1
    assert found.index_of(date(2027, 3, 2)) == 12


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)), st.integers(0, 4000))
def test_every_day_lies_in_its_month_whatever_the_start(start, days):
    found = timeline_of(start=start)
    day = start + timedelta(days=days)
    month = found.month_of(day)
    assert found.end_of(month - 1) <= day < found.end_of(month)
    index = found.index_of(day)
    assert day <= found.end_of(index)
    assert index == 0 or day > found.end_of(index - 1)
