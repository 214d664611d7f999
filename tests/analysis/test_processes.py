import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clients import a_process, a_ready_process, a_role, a_step, analysed


def measured(process, *, roles=None, steps=()):
    roles = (a_role(),) if roles is None else roles
    return analysed(processes=(process,), roles=roles, steps=steps).processes[0]


def test_50_runs_of_15_minutes_take_12_h_30_a_month():
    result = measured(a_process(volume_month=50.0, minutes=15.0))
    assert (result.hours_month, result.hours_year, result.cost_year) == (12.5, 150.0, 6000.0)
    assert result.role_share == 150 / 1600


def test_600_items_of_2_minutes_are_1200_minutes_whatever_the_frequency_ticked():
    for frequency in ("daily", "monthly", "yearly", None):
        result = measured(a_process(volume_month=600.0, minutes=2.0, frequency=frequency))
        assert result.hours_month == 20


def test_a_yearly_task_is_worth_something():
    result = measured(a_process(volume_month=1 / 12, minutes=720.0, frequency="yearly"))
    assert result.hours_year == pytest.approx(12)


def test_the_processs_own_hourly_cost_wins_over_its_roles():
    assert measured(a_process(hourly_cost=55.0)).hourly_cost == 55
    assert measured(a_process()).hourly_cost == 40


@pytest.mark.parametrize(
    ("fields", "field", "reason"),
    [
        ({"volume_month": None}, "hours_month", "no_volume"),
        ({"minutes": None}, "cost_year", "no_minutes"),
        ({"role": None}, "cost_year", "no_hourly_cost"),
        ({"role": None}, "role_share", "no_role"),
    ],
)
def test_what_cannot_be_computed_is_none_with_its_reason(fields, field, reason):
    result = measured(a_process(**fields))
    assert getattr(result, field) is None
    assert result.reasons[field] == f"analysis.reason.{reason}"


def test_a_volume_of_zero_is_zero_hours_not_a_missing_figure():
    result = measured(a_process(volume_month=0.0))
    assert (result.hours_month, result.cost_year) == (0, 0)
    assert result.reasons == {}


def test_the_role_share_counts_all_people_of_the_role():
    result = measured(a_process(), roles=(a_role(headcount=2.0),))
    assert result.role_share == 150 / 3200


def test_without_a_headcount_the_share_is_unknown():
    result = measured(a_process(), roles=(a_role(headcount=None),))
    assert result.role_share is None
    assert result.reasons["role_share"] == "analysis.reason.no_headcount"


def test_yearly_hours_left_blank_are_the_legal_full_time():
    result = measured(a_process(), roles=(a_role(yearly_hours=None),))
    assert result.role_share == 150 / 1607


def test_a_card_is_ready_with_trigger_steps_owner_and_exceptions():
    assert measured(a_ready_process(), steps=(a_step(),)).ready
    blank = measured(a_process())
    assert not blank.ready
    assert blank.missing == ("trigger", "steps", "owner", "exceptions")


def test_steps_are_those_of_the_process_in_the_order_of_the_sheet():
    steps = (a_step(action="Un"), a_step("Autre", action="Non"), a_step(action="Deux"))
    processes = (a_process(), a_process("Autre"))
    result = analysed(processes=processes, steps=steps).processes[0]
    assert [step.action for step in result.steps] == ["Un", "Deux"]


@pytest.mark.parametrize(
    ("repetitive", "value", "zone"),
    [
        (True, "low", True),
        (True, "high", False),
        (False, "low", False),
        (False, None, False),
        (None, "high", False),
        (True, None, None),
        (None, "low", None),
    ],
)
def test_repetitive_and_low_value_is_the_automation_zone(repetitive, value, zone):
    assert measured(a_process(repetitive=repetitive, added_value=value)).zone is zone


def test_ids_are_slugs_unique_in_the_table():
    names = ("Devis & factures", "Devis/Factures", "発注")
    found = analysed(processes=tuple(a_process(name) for name in names))
    assert [r.id for r in found.processes] == ["devis-factures", "devis-factures-2", "process"]


@given(st.floats(0, 1e6), st.floats(0, 1e4), st.floats(0, 500))
def test_time_and_cost_are_never_negative_and_follow_the_volume(volume, minutes, cost):
    once = measured(a_process(volume_month=volume, minutes=minutes, hourly_cost=cost))
    twice = measured(a_process(volume_month=2 * volume, minutes=minutes, hourly_cost=cost))
    assert once.hours_month >= 0 and once.cost_year >= 0
    assert twice.hours_year == pytest.approx(2 * once.hours_year)
    assert once.cost_year == pytest.approx(once.hours_month * 12 * cost)
