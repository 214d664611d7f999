"""content/competences.toml and content/change_phases.toml: what change asks of people (M9)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kit.catalogue import ChangePhase, Skill, Threshold
from kit.content_checks import Sentences, Table

_KINDS = ("technical", "behavioural")
_LEVELS = (0, 4)
_OTHER = "other"  # a competence that the list does not hold
_PHASE_TEXTS = ("name", "sign", "say")


def read_skills(folders: tuple[Path, ...]) -> dict[str, Skill]:
    """The competences of a project lead, by code, in their order."""
    table = Table.of_file(folders, "competences.toml")
    found = {}
    for code in table.names():
        one = table.table(code)
        if code == _OTHER:
            one.refuse("", "this code is kept for what the list does not hold")
        found[code] = Skill(
            kind=one.one_of("kind", _KINDS),
            target=one.integer("target", *_LEVELS),
            source=one.text("source"),
            date=one.date("date"),
        )
        one.close()
    return found


def competence_choices(skills: Mapping[str, Skill]) -> dict[str, tuple[str, ...]]:
    """The list of the workbook that the competences make."""
    return {"competence": (*skills, _OTHER)}


def read_change_phases(
    folders: tuple[Path, ...], thresholds: Mapping[str, Threshold]
) -> tuple[ChangePhase, ...]:
    """The phases of perception; each starts after the one before."""
    table = Table.of_file(folders, "change_phases.toml")
    phases: list[ChangePhase] = []
    for id in table.names():
        one = table.table(id)
        key = one.one_of("days", thresholds)
        phases.append(ChangePhase(id, key, one.flag("before")))
        one.close()
    starts = [-thresholds[p.days].value if p.before else thresholds[p.days].value for p in phases]
    if starts != sorted(set(starts)):
        table.refuse("", f"phases start one after the other, not at {starts} days")
    return tuple(phases)


def check_change_phases(phases: tuple[ChangePhase, ...], sentences: Sentences) -> None:
    """Refuse a phase without its words."""
    for phase in phases:
        for part in _PHASE_TEXTS:
            sentences.need(f"change_phases.{phase.id}.{part}", known=("adoption",))
