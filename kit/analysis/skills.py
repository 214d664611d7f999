"""Competences of those who lead, and the part each one takes in the five steps (method M9)."""

from __future__ import annotations

from collections.abc import Mapping

from kit.analysis.model import (
    ActorsResult,
    CompetencesResult,
    SkillProfile,
    SkillResult,
    StepActors,
)
from kit.analysis.names import fold
from kit.analysis.settings import Settings
from kit.catalogue import Skill
from kit.client import Client, Competence

STEPS = ("framing", "feasibility", "trial", "deployment", "run")  # fields of Actor
KINDS = "actor_kind"  # list of the workbook
_LEADS = "leads"
_OTHER = "other"


def study_competences(client: Client, settings: Settings) -> CompetencesResult | None:
    """None when neither sheet was filled."""
    if not client.competences and not client.actors:
        return None
    listed = settings.catalogue.skills
    results = [_result(row, one, listed) for row, one in enumerate(client.competences)]
    behind = [one for one in results if one.gap]
    return CompetencesResult(
        profiles=_profiles(client, results, listed),
        gaps=tuple(sorted(behind, key=lambda one: (-(one.gap or 0), one.row))),
        without_training=tuple(one.row for one in behind if not one.skill.training),
        actors=_actors(client, settings),
    )


def _result(row: int, skill: Competence, listed: Mapping[str, Skill]) -> SkillResult:
    """Expected, gap: the target is the client's own, else that of the list."""
    known = listed.get(skill.competence)
    own = skill.target is not None
    target = skill.target if own else known.target if known else None
    gap = None if target is None or skill.today is None else max(0, target - skill.today)
    return SkillResult(row, skill, known.kind if known else _OTHER, target, own, gap)


def _profiles(
    client: Client, results: list[SkillResult], listed: Mapping[str, Skill]
) -> tuple[SkillProfile, ...]:
    """One per person, in the order of the sheet; a row without a name is the project lead's.

    The lead is the one the plan names, else the first of the sheet.
    """
    people: dict[str, tuple[str | None, list[SkillResult]]] = {}
    for result in results:
        who = result.skill.who or result.skill.role or client.plan.lead
        people.setdefault(fold(who or ""), (who, []))[1].append(result)
    named = fold(client.plan.lead or "")
    lead = named if named in people else next(iter(people), "")
    return tuple(
        SkillProfile(who, tuple(skills), key == lead, _left(skills, listed) if key == lead else ())
        for key, (who, skills) in people.items()
    )


def _left(skills: list[SkillResult], listed: Mapping[str, Skill]) -> tuple[str, ...]:
    """The codes of the list that got no level."""
    assessed = {one.skill.competence for one in skills if one.skill.today is not None}
    return tuple(code for code in listed if code not in assessed)


def _actors(client: Client, settings: Settings) -> ActorsResult | None:
    if not client.actors:
        return None
    kinds = {actor.kind for actor in client.actors}
    return ActorsResult(
        actors=client.actors,
        steps=tuple(
            StepActors(
                step,
                tuple(n for n, one in enumerate(client.actors) if getattr(one, step) == _LEADS),
            )
            for step in STEPS
        ),
        kinds_missing=tuple(
            kind for kind in settings.catalogue.choices[KINDS] if kind not in kinds
        ),
    )
