"""What changes for people: impacts, messages, competences, who takes part, who runs it (M9)."""

from __future__ import annotations

from dataclasses import dataclass

from kit.client.company import Moment


@dataclass(frozen=True, slots=True)
class Impact:
    """What one aspect of work is today and will be, for an automation or the whole project."""

    aspect: str  # choice impact_aspect: people_tasks, organisation_it…
    automation: str | None = None
    about: str | None = None  # what it is about, when it is no automation
    today: str | None = None
    tomorrow: str | None = None
    role: str | None = None  # who lives it
    people: int | None = None  # people concerned
    level: int | None = None  # 1 (hardly felt) to 5 (the job changes)
    action: str | None = None  # what is done about it
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One line of the communication plan."""

    audience: str  # choice audience: hr, staff, sponsors…
    message: str | None = None
    automation: str | None = None  # the one it announces or explains
    channel: str | None = None  # choice channel: meeting, mail…
    support: str | None = None  # what is shown or handed out
    when: Moment | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Competence:
    """One competence of one person, on a scale from 0 (none) to 4 (can teach it)."""

    competence: str  # choice: one of content/competences.toml, or "other"
    who: str | None = None  # a function; blank with no role: the project lead
    role: str | None = None
    name: str | None = None  # which one, when it is "other"; else more precisely
    today: int | None = None  # 0..4
    target: int | None = None  # 0..4; blank: the catalogue's
    training: str | None = None
    due: Moment | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """The part somebody takes in each of the five steps (choice: step_part)."""

    kind: str  # choice actor_kind: business_experts, project_team, tech, governance, staff
    name: str | None = None
    role: str | None = None
    framing: str | None = None
    feasibility: str | None = None
    trial: str | None = None
    deployment: str | None = None
    run: str | None = None


@dataclass(frozen=True, slots=True)
class Governance:
    """Who runs what was deployed, and how it is looked after."""

    owner: str | None = None
    committee: tuple[str, ...] = ()  # who sits in it
    committee_months: float | None = None  # [months] between two meetings
    dashboard: str | None = None  # where its use is read
    support: str | None = None  # who helps the users
    supplier_sla: str | None = None  # what the supplier commits to
    supplier_review_months: float | None = None  # [months] between two reviews
    escalation: str | None = None  # who decides when something is stuck
