"""What is missing today is measured, never guessed."""

from datetime import date

import pytest

from kit.client import Kpi
from tests.clients import (
    a_plan,
    a_priority,
    a_process,
    a_ready_process,
    a_time_gain,
    a_worked_example,
    an_automation,
    an_error_gain,
    analysed,
)


def a_kpi(name="Délai de réponse", **fields):
    return Kpi(**{"name": name, "group": "operational", "unit": "hours", "target": 4.0, **fields})


def measured(**parts):
    return analysed(**{"plan": a_plan(), **parts}).baseline


def test_an_indicator_without_today_is_to_be_measured():
    (task,) = measured(kpis=(a_kpi(),))
    assert (task.key, task.what, task.params) == (
        "kpi-1",
        "analysis.baseline.kpi",
        {"name": "Délai de réponse"},
    )
    assert (task.who, task.how, task.days, task.sample) == ("Anne", None, 10.0, 30)
    assert (task.method, task.group) == ("time", "operational")


def test_zero_is_a_value_and_nothing_is_due_without_a_target():
    assert measured(kpis=(a_kpi(today=0.0), a_kpi(target=None))) == ()


@pytest.mark.parametrize(
    ("unit", "method", "sample"),
    [
        ("minutes", "time", 30),
        ("hours_day", "time", 30),
        ("percent", "rate", 100),
        ("score_5", "rate", 100),
        ("nps", "rate", 100),
        ("number", "count", 0),
        ("per_month", "count", 0),
        ("eur", "count", 0),
        (None, "count", 0),
    ],
)
def test_the_sample_goes_with_what_is_measured(unit, method, sample):
    (task,) = measured(kpis=(a_kpi(unit=unit),))
    assert (task.method, task.sample) == (method, sample)


def test_the_indicators_own_words_win():
    kpi = a_kpi(owner="Assistante", how="Relevé du standard", days=5, sample=12)
    (task,) = measured(kpis=(kpi,))
    assert (task.who, task.how, task.days, task.sample) == (
        "Assistante",
        "Relevé du standard",
        5,
        12,
    )


def test_a_promised_time_without_a_before_is_due_to_the_owner_of_its_process():
    found = measured(
        processes=(a_ready_process(),),
        automations=(an_automation(),),
        gains=(
            a_time_gain(before=None, process="Devis"),
            a_time_gain(before=None, automation="Devis automatiques"),
            a_time_gain(before=None),
        ),
    )
    assert [(task.key, task.who) for task in found] == [
        ("gain-1.before", "Gérant"),
        ("gain-2.before", "Gérant"),
        ("gain-3.before", "Anne"),
    ]
    assert {(task.method, task.sample, task.group) for task in found} == {("time", 30, "gain")}


def test_a_share_of_an_unknown_time_is_due_too():
    (task,) = measured(gains=(a_time_gain(before=None, after=None, rate=0.3),))
    assert task.key == "gain-1.before"


def test_a_promised_error_rate_without_todays_is_due():
    (task,) = measured(gains=(an_error_gain(error_before=None),))
    assert (task.key, task.method, task.sample) == ("gain-1.error_before", "rate", 100)


def test_a_gain_with_no_promise_yet_is_not_a_debt():
    blank = a_time_gain(before=None, after=None)
    assert measured(gains=(blank, an_error_gain(error_before=None, error_after=None))) == ()


def test_a_ranked_process_lacking_its_duration_or_volume_is_due():
    found = measured(
        processes=(
            a_process("Appels", minutes=None, owner="Accueil"),
            a_process("Avis", volume_month=None),
            a_process("Oubli", minutes=None),
        ),
        priorities=(a_priority("Appels"), a_priority("Avis")),
    )
    assert [(task.key, task.who, task.sample) for task in found] == [
        ("process-appels.minutes", "Accueil", 30),
        ("process-avis.volume_month", "Anne", 0),
    ]


def test_nothing_is_computed_on_what_is_missing():
    analysis = analysed(a_worked_example(gains=(a_time_gain(before=None), an_error_gain())))
    line = analysis.business_case.lines[0]
    assert (line.month, line.reason) == (None, "analysis.reason.no_before")
    assert analysis.business_case.gross_month == pytest.approx(200)


# -- in the plan ------------------------------------------------------------------------------


def measures(**parts):
    plan = analysed(**{"plan": a_plan(), **parts}).plan
    return [task for task in plan.tasks if task.key.startswith("measure.")]


def test_a_measure_is_a_dated_task_of_the_first_days():
    (task,) = measures(kpis=(a_kpi(),))
    assert (task.key, task.plan_day) == ("measure.1", 1)
    # Ten working days from Monday 2 March.
    assert (task.date, task.last_date) == (date(2026, 3, 2), date(2026, 3, 13))
    assert (task.owner, task.horizon, task.blocked_by) == ("Anne", 14, ())
    assert task.params == {"names": "Délai de réponse"}


def test_twenty_five_blanks_make_one_task_by_person_and_group():
    groups = ("operational", "quality", "business")
    kpis = tuple(
        a_kpi(f"K{n}", group=groups[n % 3], owner="Assistante" if n % 2 else None)
        for n in range(25)
    )
    found = measures(kpis=kpis)
    assert [task.key for task in found] == [f"measure.{n}" for n in range(1, 7)]
    assert sum(task.params["names"].count(",") + 1 for task in found) == 25
    assert found[0].params["names"].startswith("K0, K6")


def test_a_task_lasts_as_long_as_its_longest_measure_and_leaves_the_plan_alone():
    kpis = (a_kpi("A", days=2), a_kpi("B", days=40))
    (task,) = measures(kpis=kpis)
    assert (task.date, task.last_date) == (date(2026, 3, 2), date(2026, 4, 27))
    with_it = analysed(plan=a_plan(), kpis=kpis).plan
    without = analysed(plan=a_plan()).plan
    assert (with_it.end_14, with_it.end_30) == (without.end_14, without.end_30)
    assert [t for t in with_it.tasks if t is not task and t.key != "measure.1"] == list(
        without.tasks
    )


def test_a_plan_without_debt_has_no_measure():
    assert measures() == []
