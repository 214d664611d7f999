"""The task matrix of the culture workshop: two answers sort a task, one missing leaves it apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.settings import Settings
from kit.analysis.task_matrix import FAMILIES, sort_tasks
from kit.catalogue import load_catalogue
from kit.client import Client, Company, WorkTask

COMPANY = Company("Atelier Pont-Neuf")


def matrix(*tasks: WorkTask):  # type: ignore[no-untyped-def]
    settings = Settings.of(load_catalogue(), COMPANY, {})
    return sort_tasks(Client(COMPANY, tasks=tasks), settings)


def test_no_task_is_no_matrix() -> None:
    assert matrix() is None


@pytest.mark.parametrize(
    ("repetitive", "value", "family"),
    [
        (True, "low", "repetitive_low"),
        (True, "high", "repetitive_high"),
        (False, "low", "single_low"),
        (False, "high", "single_high"),
        (None, "low", None),
        (True, None, None),
    ],
)
def test_a_task_is_sorted_by_its_two_answers(
    repetitive: bool | None, value: str | None, family: str | None
) -> None:
    found = matrix(WorkTask("Saisir", repetitive=repetitive, added_value=value))
    assert found.tasks[0].family == family
    assert found.zone == (("Saisir",) if family == "repetitive_low" else ())
    assert found.unsorted == (() if family else ("Saisir",))


def test_hours_come_from_frequency_and_minutes_worked_by_hand() -> None:
    daily = WorkTask("Saisir", repetitive=True, added_value="low", frequency="daily", minutes=30)
    weekly = WorkTask("Trier", repetitive=True, added_value="low", frequency="weekly", minutes=60)
    loose = WorkTask(
        "Appeler", repetitive=True, added_value="low", frequency="on_demand", minutes=5
    )
    found = matrix(weekly, loose, daily)
    hours = {row.task.name: row.hours_month for row in found.tasks}
    assert hours["Saisir"] == pytest.approx(220 / 12 * 0.5)  # 9.17 h
    assert hours["Trier"] == pytest.approx(44 / 12)  # 3.67 h
    assert hours["Appeler"] is None
    assert found.zone == ("Saisir", "Trier", "Appeler")  # most hours first


ANSWERS = st.tuples(st.none() | st.booleans(), st.sampled_from([None, "low", "high"]))


@given(st.lists(ANSWERS, max_size=12))
def test_no_task_is_lost_and_families_stand_together(
    answers: list[tuple[bool | None, str | None]],
) -> None:
    tasks = [WorkTask(f"T{n}", repetitive=r, added_value=v) for n, (r, v) in enumerate(answers)]
    found = matrix(*tasks)
    if not tasks:
        return
    assert {row.task for row in found.tasks} == set(tasks)
    families = [row.family for row in found.tasks]
    met = list(dict.fromkeys(families))
    assert met == [family for family in (*FAMILIES, None) if family in families]
    assert len(found.unsorted) == families.count(None)
