"""results.json: what changes for people, and what those who lead can do (method M9)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from kit.analysis.model import (
    Analysis,
    CommunicationPlan,
    ImpactStudy,
    Perception,
    PlannedMessage,
    SkillProfile,
)


def change(analysis: Analysis) -> dict[str, Any]:
    """{} when nothing of it was filled."""
    found = analysis.change
    if found is None:
        return {}
    run = found.governance
    return {
        "impacts": _impacts(found.impacts),
        "communication": _communication(found.communication),
        "go_lives": [_perception(one) for one in found.perceptions],
        "governance": run
        and {
            **{key: _plain(value) for key, value in asdict(run.governance).items()},
            "missing": list(run.missing),
            "off_rhythm": dict(run.off_rhythm),
        },
    }


def competences(analysis: Analysis) -> dict[str, Any]:
    """{} when nothing of it was filled."""
    found = analysis.competences
    if found is None:
        return {}
    return {
        "people": [_profile(one) for one in found.profiles],
        "actors": [asdict(one) for one in found.actors.actors] if found.actors else [],
        "leads": {one.step: len(one.leaders) for one in found.actors.steps}
        if found.actors
        else None,
        "kinds_missing": list(found.actors.kinds_missing) if found.actors else [],
    }


def _impacts(study: ImpactStudy | None) -> dict[str, Any] | None:
    if study is None:
        return None
    return {
        "aspects": [asdict(one) for one in study.aspects],
        "unseen": list(study.unseen),
        "without_action": len(study.without_action),
        "rows": [{**asdict(one.impact), "automation": one.automation} for one in study.rows],
    }


def _communication(plan: CommunicationPlan | None) -> dict[str, Any] | None:
    if plan is None:
        return None
    return {
        "advice": plan.advice,
        "people": [plan.people_low, plan.people_high],
        "silent": list(plan.silent),
        "unannounced": list(plan.unannounced),
        "messages": [_message(one) for one in plan.messages],
    }


def _message(one: PlannedMessage) -> dict[str, Any]:
    message = one.message
    return {
        "audience": message.audience,
        "message": message.message,
        "automation": one.automation,
        "channel": message.channel,
        "support": message.support,
        "owner": message.owner,
        "date": _iso(one.planned),
        "precision": one.precision,
        "moved_from": _iso(one.moved_from),
        "go_live": _iso(one.go_live),
        "late": one.late,
    }


def _perception(one: Perception) -> dict[str, Any]:
    return {
        "name": one.name,
        "automation": one.automation,
        "date": one.go_live.isoformat(),
        "precision": one.precision,
        "held": one.held,
        "phases": [
            {"phase": span.phase, "first": _iso(span.first), "last": _iso(span.last)}
            for span in one.phases
        ],
    }


def _profile(one: SkillProfile) -> dict[str, Any]:
    return {
        "who": one.who,
        "lead": one.lead,
        "unassessed": list(one.unassessed),
        "skills": [
            {
                "competence": result.skill.competence,
                "name": result.skill.name,
                "kind": result.kind,
                "today": result.skill.today,
                "target": result.target,
                "own_target": result.own_target,
                "gap": result.gap,
                "training": result.skill.training,
                "due": _moment(result.skill.due),
                "owner": result.skill.owner,
            }
            for result in one.skills
        ],
    }


def _moment(value: date | int | str | None) -> int | str | None:
    return value.isoformat() if isinstance(value, date) else value


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
