import pytest

from kit.client import Finance, Kpi, Option
from tests.clients import a_case, a_company, a_role, a_time_gain


def timed(minutes, per="day", **fields):
    return a_time_gain(
        **{"volume": None, "period": None, "before": minutes, "after": 0.0, "per": per, **fields}
    )


def a_kpi(**fields):
    kpi = {"name": "Temps administratif", "unit": "hours_day", "role": "Assistant"}
    return Kpi(**{**kpi, "today": 6.0, "target": 3.0, **fields})


def pool_of(*gains, **parts):
    (use,) = a_case(**{"gains": gains, "roles": (a_role(),), **parts}).hours_pool
    return use


def test_the_hours_freed_draw_on_those_of_the_role():
    """2 h a day, 220 days: 440 h of the 1 600 of one person."""
    use = pool_of(timed(90.0), timed(30.0))
    assert (use.role, use.freed, use.pool) == ("Assistant", pytest.approx(440), 1600)
    assert use.share == pytest.approx(440 / 1600)
    assert (use.counted, use.bound, use.kpi) == (use.freed, None, None)


def test_no_more_is_counted_than_the_role_works():
    use = pool_of(timed(600.0), roles=(a_role(headcount=0.5),))
    assert (use.freed, use.counted) == (pytest.approx(2200), 800)


def test_a_target_on_the_roles_time_bounds_what_it_frees():
    """Method M11: from 6 to 3 h a day frees 660 h, whatever the lines add up to."""
    use = pool_of(timed(360.0), kpis=(a_kpi(),))
    assert use.freed == pytest.approx(1320)
    assert use.bound == use.counted == pytest.approx(660)
    assert use.kpi == "Temps administratif"


@pytest.mark.parametrize(
    ("unit", "hours"), [("hours_day", 220), ("hours_week", 44), ("hours_month", 12)]
)
def test_a_target_by_day_week_or_month_is_brought_to_a_year(unit, hours):
    use = pool_of(timed(360.0), kpis=(a_kpi(unit=unit, today=2.0, target=1.0),))
    assert use.bound == pytest.approx(hours)


def test_the_clients_own_days_bound_too():
    company = a_company(working_days=200.0)
    assert pool_of(timed(360.0), kpis=(a_kpi(),), company=company).bound == pytest.approx(600)


@pytest.mark.parametrize(
    "fields",
    [
        {"role": "Autre"},
        {"role": None},
        {"unit": "number"},
        {"unit": None},
        {"today": None},
        {"target": None},
        {"today": 2.0, "target": 5.0},  # time with customers is meant to grow
    ],
)
def test_an_indicator_that_says_nothing_of_the_roles_time_bounds_nothing(fields):
    assert pool_of(timed(360.0), kpis=(a_kpi(**fields),)).bound is None


def test_two_indicators_are_two_times_and_one_with_two_dates_is_one():
    phone = a_kpi(name="Téléphone", today=2.0, target=1.0)
    assert pool_of(timed(360.0), kpis=(a_kpi(), phone)).bound == pytest.approx(880)
    assert pool_of(timed(360.0), kpis=(a_kpi(), phone)).kpi == "Temps administratif, Téléphone"
    halfway = a_kpi(target=4.5, due=6)
    assert pool_of(timed(360.0), kpis=(halfway, a_kpi())).bound == pytest.approx(660)


def test_yearly_hours_left_blank_are_those_of_the_finance_sheet():
    role = a_role(yearly_hours=None)
    assert pool_of(timed(60.0), roles=(role,)).pool == 1607
    assert pool_of(timed(60.0), roles=(role,), finance=Finance(hours_year=1500.0)).pool == 1500


def test_without_a_headcount_there_is_no_pool_but_the_hours_are_told():
    use = pool_of(timed(60.0), roles=(a_role(headcount=None),))
    assert (use.pool, use.share, use.counted) == (None, None, pytest.approx(220))


def test_only_roles_whose_hours_are_freed_by_the_option_are_listed():
    case = a_case(
        roles=(a_role(), a_role("Technicien")),
        gains=(timed(60.0), timed(60.0, role="Technicien", options=("B",))),
        options=(Option("A"), Option("B")),
    )
    assert [use.role for use in case.hours_pool] == ["Assistant"]


def test_a_target_on_working_time_is_met_by_each_person_of_the_role():
    """3 h a day less over 220 days: 660 h for one person, 1 320 h for two."""
    bounds = [
        pool_of(timed(90.0), roles=(a_role(headcount=people),), kpis=(a_kpi(),)).bound
        for people in (None, 1.0, 2.0)
    ]
    assert bounds == pytest.approx([660, 660, 1320])
