"""Competences against what is expected, and the part of each one in the five steps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.catalogue import load_catalogue
from kit.client import Actor, Competence
from tests.clients import a_client, a_plan, a_role, analysed


def skilled(*competences, **parts):
    return analysed(a_client(competences=competences, **parts)).competences


def acted(*actors):
    return analysed(a_client(actors=actors)).competences.actors


def a_skill(competence="project_steering", **fields):
    return Competence(**{"competence": competence, "today": 1, **fields})


def test_nothing_written_is_nothing_said():
    assert analysed(a_client()).competences is None
    assert skilled(a_skill()).actors is None


def test_the_list_has_technical_and_behavioural_competences_from_0_to_4():
    skills = load_catalogue().skills
    assert {one.kind for one in skills.values()} == {"technical", "behavioural"}
    assert all(0 <= one.target <= 4 for one in skills.values())
    assert load_catalogue().choices["competence"] == (*skills, "other")


def test_the_gap_is_to_the_catalogues_level_unless_the_client_sets_one():
    found = skilled(a_skill(who="A"), a_skill(who="B", target=4), a_skill(who="C", today=4))
    results = [profile.skills[0] for profile in found.profiles]
    assert [(one.target, one.own_target, one.gap) for one in results] == [
        (3, False, 2),
        (4, True, 3),
        (3, False, 0),
    ]


def test_a_competence_of_the_clients_own_has_no_level_expected():
    (profile,) = skilled(a_skill("other", name="Anglais")).profiles
    assert (profile.skills[0].target, profile.skills[0].gap) == (None, None)
    assert profile.skills[0].kind == "other"


def test_a_level_that_is_blank_is_no_level_0():
    found = skilled(a_skill(today=None), a_skill("listening", today=0))
    assert [one.gap for one in found.profiles[0].skills] == [None, 3]
    assert "project_steering" in found.profiles[0].unassessed
    assert "listening" not in found.profiles[0].unassessed


def test_gaps_come_largest_first_and_those_without_a_training_are_told():
    found = skilled(
        a_skill(today=2, training="Appui"),
        a_skill("listening", today=0),
        a_skill("deciding", today=2),
    )
    assert [(one.row, one.gap) for one in found.gaps] == [(1, 3), (0, 1)]
    assert found.without_training == (1,)


def test_a_row_without_a_name_is_the_project_leads():
    found = skilled(a_skill(), a_skill("listening", who="anne "), plan=a_plan())
    assert [profile.who for profile in found.profiles] == ["Anne"]
    assert [profile.who for profile in skilled(a_skill()).profiles] == [None]


def test_each_person_has_a_profile_in_the_order_of_the_sheet():
    found = skilled(
        a_skill(who="Pilote"),
        a_skill(role="Assistant"),
        a_skill("listening", who="Pilote"),
        roles=(a_role(),),
    )
    assert [(one.who, len(one.skills)) for one in found.profiles] == [
        ("Pilote", 2),
        ("Assistant", 1),
    ]


@given(st.integers(0, 4), st.integers(0, 4))
def test_a_gap_is_what_is_left_to_gain_and_never_negative(today, target):
    (profile,) = skilled(a_skill(today=today, target=target)).profiles
    assert profile.skills[0].gap == max(target - today, 0)


# ------------------------------------------------------------------ actors


def test_there_are_five_steps_and_five_families_of_actors():
    assert load_catalogue().choices["actor_kind"] == (
        "business_experts",
        "project_team",
        "tech",
        "governance",
        "staff",
    )
    steps = [one.step for one in acted(Actor("tech")).steps]
    assert steps == ["framing", "feasibility", "trial", "deployment", "run"]


@pytest.mark.parametrize(("parts", "leads"), [(("takes_part", None), 0), (("leads", "leads"), 2)])
def test_a_step_that_nobody_leads_or_that_two_lead_is_told(parts, leads):
    found = acted(*(Actor("tech", str(n), trial=part) for n, part in enumerate(parts)))
    trial = next(one for one in found.steps if one.step == "trial")
    assert len(trial.leaders) == leads


def test_families_of_whom_nobody_is_listed_are_told():
    assert acted(Actor("tech"), Actor("staff")).kinds_missing == (
        "business_experts",
        "project_team",
        "governance",
    )


def test_competences_still_to_rate_are_those_of_the_lead_whom_the_plan_names():
    rows = (a_skill(who="Développeur"), a_skill(who="Anne"))
    first, lead = skilled(*rows, plan=a_plan()).profiles
    assert (first.lead, first.unassessed) == (False, ())
    assert lead.lead and len(lead.unassessed) == len(load_catalogue().skills) - 1
    assert skilled(*rows).profiles[0].lead  # nobody named: the first of the sheet
