"""The impact study: ten aspects, and how many people are concerned, bounded and never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.impacts import concerned
from kit.catalogue import load_catalogue
from kit.client import Impact
from tests.clients import a_client, a_company, a_process, a_role, an_automation, analysed


def an_impact(**fields):
    return Impact(**{"aspect": "people_tasks", **fields})


def study(*impacts, **parts):
    return analysed(a_client(impacts=impacts, **parts)).change.impacts


def bounds(*impacts, staff=None, roles=()):
    client = a_client(company=a_company(staff=staff), roles=roles, impacts=impacts)
    return concerned(impacts, client)


def test_the_method_has_ten_aspects_five_on_each_side():
    sides = [code.partition("_")[0] for code in load_catalogue().choices["impact_aspect"]]
    assert sides == ["people"] * 5 + ["organisation"] * 5
    names = {code.partition("_")[2] for code in load_catalogue().choices["impact_aspect"]}
    people = {"difference", "jobs", "tasks", "skills", "training"}
    organisation = {"difference", "processes", "it", "culture", "management"}
    assert names == people | organisation


def test_nothing_written_is_no_study():
    assert analysed(a_client()).change is None


def test_aspects_nobody_looked_at_are_told_in_their_order():
    found = study(an_impact(), an_impact(aspect="organisation_it"))
    assert len(found.aspects) == 10
    assert len(found.unseen) == 8
    assert found.unseen[:2] == ("people_difference", "people_jobs")


def test_strongest_first_then_the_most_people_then_the_sheets_order():
    rows = study(
        an_impact(level=2, people=9),
        an_impact(level=5, people=1),
        an_impact(level=5, people=3),
        an_impact(),
        an_impact(level=2, people=9),
    ).rows
    assert [row.row for row in rows] == [2, 1, 0, 4, 3]


def test_an_impact_without_an_action_is_told():
    assert study(an_impact(action="Former"), an_impact(), an_impact()).without_action == (1, 2)


def test_an_aspect_has_its_rows_its_people_and_its_strongest_level():
    found = study(
        an_impact(role="Assistant", people=1, level=2),
        an_impact(role="Technicien", people=6, level=4),
        roles=(a_role(headcount=1.0), a_role("Technicien", headcount=6.0)),
    )
    tasks = next(one for one in found.aspects if one.aspect == "people_tasks")
    assert (tasks.impacts, tasks.people_low, tasks.people_high, tasks.level) == (2, 7, 7, 4)
    assert tasks.side == "people"


def test_an_impact_points_to_its_automation():
    parts = {"processes": (a_process(),), "automations": (an_automation(),)}
    found = study(an_impact(automation="Devis automatiques"), an_impact(), **parts)
    assert [row.automation for row in found.rows] == ["devis-automatiques", None]


@pytest.mark.parametrize(
    ("impacts", "staff", "expected"),
    [
        ([an_impact()], None, (None, None)),  # nothing said
        ([an_impact()], 9, (None, 9)),  # no more than everybody
        ([an_impact(people=4)], None, (4, 4)),
        # The same job twice: the most of it at least, everybody different at most.
        ([an_impact(role="A", people=4), an_impact(role="A", people=3)], None, (4, 7)),
        ([an_impact(role="A", people=4), an_impact(role="B", people=3)], None, (7, 7)),
        # A row without a job may hold the same people.
        ([an_impact(role="A", people=4), an_impact(people=3)], None, (4, 7)),
        ([an_impact(role="A", people=4), an_impact(people=18)], 18, (18, 18)),
        ([an_impact(role="A", people=4), an_impact()], None, (4, None)),
        ([an_impact(people=30)], 24, (30, 30)),  # more than the staff: the audit says so
    ],
)
def test_people_concerned_are_bounded(impacts, staff, expected):
    assert bounds(*impacts, staff=staff) == expected


def test_a_job_holds_no_more_people_than_its_headcount():
    rows = (an_impact(role="Assistant", people=2), an_impact(role="Assistant", people=2))
    assert bounds(*rows, roles=(a_role(headcount=3.0),)) == (2, 3)
    assert bounds(an_impact(role="Assistant"), roles=(a_role(headcount=1.5),)) == (None, 2)


IMPACTS = st.lists(
    st.builds(
        Impact,
        aspect=st.just("people_tasks"),
        role=st.sampled_from([None, "A", "B"]),
        people=st.none() | st.integers(0, 50),
    ),
    max_size=8,
)


@given(IMPACTS, st.none() | st.integers(0, 300))
def test_at_least_is_never_more_than_at_most(impacts, staff):
    low, high = bounds(*impacts, staff=staff)
    if low is not None and high is not None:
        assert low <= high


@given(IMPACTS, st.integers(0, 50))
def test_one_more_row_never_makes_fewer_people(impacts, people):
    low, _ = bounds(*impacts)
    more, _ = bounds(*impacts, an_impact(role="A", people=people))
    assert more is not None and more >= max(low or 0, people)


@given(IMPACTS)
def test_whoever_is_counted_is_between_the_bounds(impacts):
    """All the same people, or all different ones: both stories fit."""
    low, high = bounds(*impacts)
    if impacts and all(one.people is not None for one in impacts):
        assert low >= max(one.people for one in impacts)
        assert high == sum(one.people for one in impacts)
