"""Planned against measured: worked by hand, as a property, and day by day as a second source."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.analysis.kpi_progress import direction_of
from kit.analysis.model import Analysis, AutomationProgress, FollowUp, KpiProgress
from kit.analysis.results import results
from kit.client import Client, Company, Kpi, KpiMeasure, RunMeasure
from tests.clients import (
    FAST,
    a_company,
    a_cost,
    a_plan,
    a_process,
    a_role,
    a_time_gain,
    a_worked_example,
    an_automation,
    an_error_gain,
    analysed,
)

NAME = "Devis automatiques"
START = date(2026, 1, 1)  # months of the project are calendar months
JANUARY = (START, date(2026, 1, 31))


def a_run(first: date = JANUARY[0], last: date = JANUARY[1], **fields: Any) -> RunMeasure:
    return RunMeasure(**{"automation": NAME, "first": first, "last": last, **fields})


def a_followed(*runs: RunMeasure, **parts: Any) -> Client:
    """The method's worked example, its gains and costs tied to one automation; 600 EUR once."""
    example = {
        "processes": (a_process(),),
        "automations": (an_automation(owner="Samir"),),
        "gains": (a_time_gain(automation=NAME), an_error_gain(automation=NAME)),
        "costs": (
            a_cost(automation=NAME),
            a_cost(label="Réglages", rhythm="once", unit_price=600.0, automation=NAME),
        ),
        "plan": a_plan(START),
        "run_measures": runs,
    }
    return a_worked_example(**{**example, **parts})


def followed(client: Client, as_of: date = date(2026, 6, 1)) -> FollowUp:
    found = analysed(client, as_of, FAST).follow_up
    assert found is not None
    return found


def progress(client: Client, as_of: date = date(2026, 6, 1)) -> AutomationProgress:
    return followed(client, as_of).automations[0]


def full_month(**fields: Any) -> RunMeasure:
    """January exactly as planned: 50 runs at 2 min, 200 EUR of errors avoided, 30 EUR paid."""
    return a_run(**{"runs": 50.0, "minutes": 2.0, "amount": 200.0, "cost": 30.0, **fields})


# ------------------------------------------------------------------ by hand


def test_a_month_as_planned_is_worth_what_the_method_says() -> None:
    found = progress(a_followed(full_month()))
    assert found.gain == pytest.approx(1900 / 3)  # 433.33 of time, 200 of errors
    assert found.gain_planned == pytest.approx(1900 / 3)
    assert found.gain_month == pytest.approx(1900 / 3)
    assert (found.minutes_before, found.minutes_planned, found.minutes) == (15, 2, 2)
    assert (found.volume_planned, found.volume) == (50, 50)
    assert (found.ratio, found.time_ratio, found.other_ratio) == pytest.approx((1, 1, 1))
    assert (found.cost_planned, found.cost) == pytest.approx((630, 630))
    assert found.roi == found.roi_planned == pytest.approx((1900 / 3 - 630) / 630)
    assert found.status == "ahead"


def test_fewer_runs_and_more_minutes_are_valued_at_the_same_hourly_cost() -> None:
    """40 runs at 5 min: (15 - 5) x 40 = 400 min, 6.67 h, 266.67 EUR for 433.33 planned."""
    found = progress(a_followed(a_run(runs=40.0, minutes=5.0)))
    [period] = found.periods
    assert period.hours == pytest.approx(400 / 60)
    assert found.gain == pytest.approx(800 / 3)
    assert found.gain_planned == pytest.approx(1300 / 3)  # the errors were not measured
    assert found.ratio == found.time_ratio == pytest.approx(8 / 13)
    assert found.other_ratio is None
    assert found.unmeasured == ("other",)
    assert found.status == "late"


def test_half_a_month_is_compared_with_half_a_month() -> None:
    found = progress(a_followed(a_run(last=date(2026, 1, 16), runs=25.0, minutes=2.0)))
    assert found.gain_planned == pytest.approx(1300 / 3 * 16 / 31)
    assert found.volume == pytest.approx(25 * 31 / 16)


def test_minutes_are_weighted_by_runs_and_success_counts_all_runs() -> None:
    first = a_run(runs=10.0, minutes=4.0, successes=9.0, users=2.0, expected_users=4.0)
    february = {"first": date(2026, 2, 1), "last": date(2026, 2, 28)}
    second = a_run(
        **february, runs=30.0, minutes=2.0, successes=30.0, users=3.0, expected_users=4.0
    )
    found = progress(a_followed(second, first))  # in any order
    assert found.minutes == pytest.approx((40 + 60) / 40)
    assert found.success == pytest.approx(39 / 40)
    assert found.adoption == 0.75  # of the last period
    assert found.until == date(2026, 2, 28)
    assert "success" in found.issues and "adoption" not in found.issues


@pytest.mark.parametrize(
    ("users", "successes", "issues"),
    [(7.0, 100.0, ()), (6.9, 100.0, ("adoption",)), (7.0, 99.0, ("success",))],
)
def test_adoption_is_reached_at_70_percent_and_success_above_99(
    users: float, successes: float, issues: tuple[str, ...]
) -> None:
    run = full_month(runs=100.0, users=users, expected_users=10.0, successes=successes)
    assert progress(a_followed(run)).issues == issues


def test_what_was_paid_replaces_the_plan_on_its_days_only() -> None:
    found = progress(a_followed(full_month(cost=75.0)))
    assert found.cost == pytest.approx(675)  # 600 once as planned, 75 paid for 30
    assert found.roi is not None and found.roi_planned is not None
    assert found.roi < found.roi_planned


def test_hours_counted_directly_replace_the_calculation() -> None:
    found = progress(a_followed(full_month(hours_saved=5.0)))
    assert found.periods[0].time == pytest.approx(200)  # 5 h at 40 EUR
    assert found.gain == pytest.approx(400)


def test_a_share_of_re_use_counts_for_the_measure_as_for_the_plan() -> None:
    gains = (a_time_gain(automation=NAME, reuse=0.5),)
    found = progress(a_followed(full_month(amount=None), gains=gains))
    assert found.gain == pytest.approx(650 / 3)
    assert found.ratio == pytest.approx(1)


def test_two_people_who_gain_time_on_the_same_run_add_up() -> None:
    gains = (
        a_time_gain(automation=NAME),
        a_time_gain(label="Relecture", automation=NAME, before=5.0, after=1.0),
    )
    found = progress(a_followed(a_run(runs=50.0, minutes=3.0), gains=gains))
    assert (found.minutes_before, found.minutes_planned) == (20, 3)
    assert found.ratio == pytest.approx(1)


def test_minutes_a_day_cannot_be_compared_with_minutes_a_run() -> None:
    gains = (a_time_gain(automation=NAME, per="day", volume=None, period=None),)
    found = progress(a_followed(a_run(runs=50.0, minutes=2.0), gains=gains))
    assert found.gain is None
    assert found.reasons["minutes"] == "analysis.follow_up.not_by_run"
    again = progress(a_followed(a_run(hours_saved=10.0), gains=gains))
    assert again.gain == pytest.approx(400)


def test_without_a_gain_line_the_card_of_the_process_says_the_work_by_hand() -> None:
    found = progress(a_followed(a_run(runs=30.0, minutes=5.0), gains=(an_error_gain(),)))
    assert found.gain == pytest.approx(200)  # 10 min x 30, at 40 EUR/h
    assert found.ratio is None  # nothing was planned for it
    assert found.status == "unknown"


def test_a_missing_figure_is_said_and_never_taken_as_zero() -> None:
    found = progress(a_followed(a_run(minutes=2.0)))
    assert found.gain is None and found.ratio is None and found.volume is None
    assert found.reasons["minutes"] == "analysis.follow_up.no_runs"


# ------------------------------------------------------------------ what cannot be


def test_readings_dated_tomorrow_or_before_the_project_are_left_aside_and_said() -> None:
    early = a_run(date(2025, 12, 1), date(2025, 12, 31), runs=50.0, minutes=2.0)
    client = a_followed(early, full_month())
    found = followed(client, date(2026, 1, 30))
    assert found.set_aside == (
        ("run_measures", 0, "before_start"),
        ("run_measures", 1, "after_as_of"),
    )
    assert not found.measured
    codes = {one.code for one in analysed(client, date(2026, 1, 30), FAST).findings}
    assert {"measure_before_start", "measure_after_as_of"} <= codes


def test_without_a_start_date_nothing_planned_is_set_against_the_measure() -> None:
    found = followed(a_followed(full_month(), plan=a_plan(None)))
    assert found.begun is None
    assert found.gain == pytest.approx(1900 / 3)
    assert found.ratio is None and found.roi is None and found.reforecast is None
    assert not found.set_aside


def test_nothing_measured_is_still_a_list_of_what_to_measure() -> None:
    analysis = analysed(a_followed(), date(2026, 1, 2), FAST)
    assert analysis.follow_up is not None and not analysis.follow_up.measured
    assert analysis.follow_up.to_measure
    assert "follow_up" not in results(analysis)


def test_there_is_nothing_to_follow_without_indicator_or_automation() -> None:
    assert analysed(a_worked_example(), overrides=FAST).follow_up is None


# ------------------------------------------------------------------ the re-forecast


def test_remaining_months_go_on_at_the_measured_rate_of_each_automation() -> None:
    """January at 8/13 of the time planned, errors not measured: they keep the plan from June on."""
    client = a_followed(a_run(runs=40.0, minutes=5.0))
    found = followed(client, date(2026, 5, 31))
    assert found.reforecast is not None
    gains = found.reforecast.flows.gains
    assert gains[1] == pytest.approx(800 / 3)  # measured
    assert gains[2] == pytest.approx(800 / 3)  # 8/13 of 433.33
    assert gains[5] == pytest.approx(800 / 3)  # nobody measured the errors so far
    assert gains[6] == pytest.approx(800 / 3 + 200)
    assert dict(found.reforecast.kept) == {"gain-2": "analysis.follow_up.kept_unmeasured"}


def test_gains_of_no_automation_keep_the_plan_and_it_is_said() -> None:
    gains = (a_time_gain(automation=NAME), an_error_gain())
    found = followed(a_followed(full_month(amount=None), gains=gains), date(2026, 1, 31))
    assert found.reforecast is not None
    assert found.reforecast.flows.gains[1] == pytest.approx(1300 / 3)
    assert found.reforecast.flows.gains[2] == pytest.approx(1900 / 3)
    assert dict(found.reforecast.kept) == {"gain-2": "analysis.follow_up.kept_no_automation"}


def test_the_curve_starts_at_zero_and_ends_with_what_was_measured() -> None:
    found = followed(a_followed(a_run(runs=40.0, minutes=5.0)), date(2026, 1, 31))
    assert found.curve is not None
    assert found.curve.measured[0] == (0.0, 0.0)
    assert found.curve.measured[1] == pytest.approx((1.0, 800 / 3))
    assert found.curve.promised[-1] == pytest.approx((12.0, 12 * 1900 / 3))
    assert found.curve.forecast[0] == found.curve.measured[-1]
    assert found.curve.forecast[-1][0] == 12.0


VOLUMES = st.integers(1, 400)
MINUTES = st.integers(0, 60)


@settings(max_examples=25, deadline=None)
@given(
    volume=VOLUMES,
    before=MINUTES,
    after=MINUTES,
    cuts=st.lists(st.integers(1, 330), min_size=1, max_size=3, unique=True),
    ramp=st.integers(0, 4),
    set_up=st.integers(0, 20_000),
)
def test_measured_as_planned_returns_what_the_plan_returns(
    volume: int, before: int, after: int, cuts: list[int], ramp: int, set_up: int
) -> None:
    """Whatever the periods: ratio 1, the plan's return so far, the same net and payback."""
    gains = (
        a_time_gain(
            automation=NAME,
            volume=float(volume),
            before=float(max(before, after) + 1),
            after=float(min(before, after)),
            ramp_months=float(ramp),
        ),
    )
    costs = (a_cost(automation=NAME), a_cost(rhythm="once", unit_price=float(set_up)))
    many = (a_role(headcount=1000.0),)  # hours enough for any volume
    bare = a_followed(gains=gains, costs=costs, roles=many)
    hours = (max(before, after) + 1 - min(before, after)) * volume / 60
    runs, first = [], START
    for cut in sorted(cuts):
        last = START + timedelta(days=cut)
        runs.append(a_run(first, last, hours_saved=hours * _months(first, last, ramp)))
        first = last + timedelta(days=1)
    as_of = runs[-1].last
    assert as_of is not None
    found = followed(a_followed(*runs, gains=gains, costs=costs, roles=many), as_of)
    [one] = found.automations
    assert one.ratio == pytest.approx(1, rel=1e-9)
    assert found.roi == pytest.approx(found.roi_planned, rel=1e-9, abs=1e-9)
    assert found.reforecast is not None
    case = analysed(bare, as_of, FAST).business_case
    assert case is not None and case.returns is not None
    assert found.reforecast.returns.net == pytest.approx(case.returns.net, rel=1e-9, abs=1e-6)
    new, old = found.reforecast.returns.payback_exact, case.returns.payback_exact
    assert (new is None) == (old is None)
    if new is not None:
        assert new == pytest.approx(old, rel=1e-6, abs=1e-6)


def _months(first: date, last: date, ramp: int) -> float:
    """Months at full effect between two days, counted day by day: the second source."""
    total, day = 0.0, first
    while day <= last:
        month = (day.year - START.year) * 12 + day.month
        total += min(1.0, month / (ramp + 1)) / monthrange(day.year, day.month)[1]
        day += timedelta(days=1)
    return total


@settings(max_examples=25, deadline=None)
@given(runs=st.integers(1, 200), minutes=st.integers(0, 40), cut=st.integers(1, 300))
def test_the_re_forecast_is_the_sum_of_its_days(runs: int, minutes: int, cut: int) -> None:
    """Second source: each day of two years on its own."""
    last = START + timedelta(days=cut)
    gains = (a_time_gain(automation=NAME),)
    client = a_followed(a_run(START, last, runs=float(runs), minutes=float(minutes)), gains=gains)
    found = followed(client, last)
    assert found.reforecast is not None
    measured = (15 - minutes) * runs / 60 * 40
    ratio = measured / (1300 / 3 * _months(START, last, 0))
    days = (date(2027, 12, 31) - last).days
    ahead = [last + timedelta(days=n) for n in range(1, days + 1)]
    expected = measured + sum(
        1300 / 3 / monthrange(day.year, day.month)[1] * ratio for day in ahead
    )
    assert found.reforecast.returns.gain == pytest.approx(expected, rel=1e-9, abs=1e-6)


def test_what_kinds_of_gains_taught_is_kept_for_the_next_projects() -> None:
    found = followed(a_followed(full_month(runs=25.0, amount=150.0)))
    kinds = {one.kind: one for one in found.kinds}
    assert kinds["hours"].ratio == pytest.approx(0.5)
    assert kinds["errors"].ratio == pytest.approx(0.75)
    assert kinds["errors"].measured == pytest.approx(150)


# ------------------------------------------------------------------ indicators


def a_kpi(**fields: Any) -> Kpi:
    """From 15 to 5 between 1 January and 11 April 2026, 100 days: a point every ten days."""
    example = {"name": "Délai", "today": 15.0, "target": 5.0, "due": date(2026, 4, 11)}
    return Kpi(**{**example, **fields})


def read(value: float | None, on: date = date(2026, 2, 20), **fields: Any) -> KpiProgress:
    """Day 50: the plan wants 10."""
    measure = KpiMeasure("Délai", on, value)
    client = a_followed(kpis=(a_kpi(**fields),), kpi_measures=(measure,))
    return followed(client).kpis[0]


def test_the_plan_of_an_indicator_is_a_straight_line() -> None:
    found = read(12.0)
    assert found.planned == pytest.approx(10)
    assert (found.way, found.planned_way) == pytest.approx((0.3, 0.5))
    assert found.status == "late"


@pytest.mark.parametrize(
    ("value", "status"),
    [(10.0, "on_track"), (10.5, "on_track"), (10.6, "late"), (5.0, "reached"), (4.0, "reached")],
)
def test_an_indicator_is_on_track_from_nine_tenths_of_the_way_planned(
    value: float, status: str
) -> None:
    assert read(value).status == status


def test_an_indicator_that_should_rise_is_judged_the_other_way() -> None:
    found = read(4.0, today=2.0, target=6.0)
    assert (found.direction, found.way, found.status) == ("up", 0.5, "on_track")
    assert read(1.0, today=2.0, target=6.0).way == -0.25
    assert read(7.0, today=2.0, target=6.0).status == "reached"


def test_after_its_date_an_indicator_is_reached_or_late() -> None:
    assert read(5.1, on=date(2026, 5, 1)).status == "late"
    assert read(5.1, on=date(2026, 5, 1)).planned == 5


@pytest.mark.parametrize(
    ("fields", "status", "reason"),
    [
        ({"today": None}, "unknown", "no_direction"),
        ({"today": None, "direction": "down"}, "unknown", "no_today"),
        ({"target": None}, "unknown", "no_target"),
        ({"due": None}, "unknown", "no_due"),
    ],
)
def test_an_indicator_that_cannot_be_judged_says_why(
    fields: dict[str, Any], status: str, reason: str
) -> None:
    found = read(9.0, **fields)
    assert (found.status, found.reason) == (status, f"analysis.follow_up.{reason}")


def test_an_indicator_to_be_held_is_late_once_it_is_lost() -> None:
    assert read(15.0, target=15.0, direction="down").status == "reached"
    lost = read(16.0, target=15.0, direction="down")
    assert (lost.status, lost.reason) == ("late", None)


def test_without_a_start_reaching_the_target_is_still_seen() -> None:
    assert read(4.0, today=None, direction="down").status == "reached"


@pytest.mark.parametrize(
    ("fields", "direction"),
    [
        ({}, "down"),
        ({"target": 20.0}, "up"),
        ({"today": None}, None),
        ({"today": None, "direction": "up"}, "up"),
        ({"today": None, "unit": "score_5"}, "up"),
        ({"target": 15.0}, None),
        ({"target": 15.0, "direction": "down"}, "down"),
    ],
)
def test_the_direction_is_read_from_the_figures_or_asked(
    fields: dict[str, Any], direction: str | None
) -> None:
    assert direction_of(a_kpi(**fields)) == direction


def test_a_reading_without_a_value_is_still_to_be_taken() -> None:
    found = read(None)
    assert (found.status, found.measures) == ("unmeasured", ())


def test_a_month_of_the_project_is_due_on_its_last_day() -> None:
    assert read(9.0, due=3).due_day == date(2026, 3, 31)


# ------------------------------------------------------------------ what is next


def points(analysis: Analysis) -> list[tuple[str, date | None, bool]]:
    assert analysis.follow_up is not None
    return [(one.point, one.day, one.overdue) for one in analysis.follow_up.to_measure]


def test_readings_fall_on_working_days_after_the_go_live() -> None:
    """Go-live on Wednesday 21 January: its 14th and 30th working day, then three months."""
    analysis = analysed(a_followed(), date(2026, 2, 10), FAST)
    [live] = [task.date for task in analysis.plan.tasks if task.go_live and task.automation]
    assert live == date(2026, 1, 21)
    assert points(analysis) == [
        ("first", date(2026, 2, 9), True),
        ("second", date(2026, 3, 3), False),
        ("quarter", date(2026, 4, 21), False),
    ]
    assert analysis.follow_up is not None
    assert {one.who for one in analysis.follow_up.to_measure} == {"Samir"}
    assert analysis.follow_up.automations[0].issues == ("overdue",)


def test_a_reading_is_done_once_its_day_is_measured() -> None:
    run = a_run(date(2026, 1, 21), date(2026, 2, 8), runs=20.0, minutes=2.0)
    assert points(analysed(a_followed(run), date(2026, 2, 10), FAST)) == [
        ("second", date(2026, 3, 3), False),
        ("quarter", date(2026, 4, 21), False),
    ]


def test_a_closed_quarter_day_is_read_the_day_after() -> None:
    company: Company = a_company(department="67")
    plan = a_plan(date(2026, 1, 12))
    found = analysed(a_followed(plan=plan, company=company), date(2026, 1, 5), FAST)
    [live] = [task.date for task in found.plan.tasks if task.go_live and task.automation]
    day = points(found)[-1][1]
    assert day is not None and day >= date(2026, live.month + 3, live.day)
    assert day.weekday() < 5


def test_what_is_off_is_told_with_its_correction_or_with_the_lack_of_one() -> None:
    decided = a_run(runs=10.0, minutes=9.0, cause="data", correction="Trier les adresses", due=2)
    [one] = followed(a_followed(decided)).corrections
    assert (one.cause, one.correction, one.owner) == ("data", "Trier les adresses", None)
    assert (one.due_day, one.overdue, one.issues) == (date(2026, 2, 28), True, ("late",))
    [two] = followed(a_followed(a_run(runs=10.0, minutes=9.0, cause="data"))).corrections
    assert (two.correction, two.cause, two.issues) == (None, "data", ("late",))


def test_results_hold_the_ratios_by_kind() -> None:
    found = results(analysed(a_followed(full_month()), date(2026, 6, 1), FAST))["follow_up"]
    assert found["kinds"]["hours"]["ratio"] == pytest.approx(1)
    assert found["total"]["gain"] == pytest.approx(1900 / 3)
