"""What changes for people: impacts, messages, phases of perception, competences, actors (M9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kit.client import Actor, Competence, Governance, Impact, Message

Day = date  # a field named `date` or `day` would hide the type from those after it


@dataclass(frozen=True, slots=True)
class ImpactRow:
    """One impact, with the automation it is about by its id."""

    row: int  # position in its table, from 0
    impact: Impact
    automation: str | None  # id


@dataclass(frozen=True, slots=True)
class AspectResult:
    """One of the ten aspects: what was said about it, and for how many people."""

    aspect: str
    side: str  # people, organisation
    impacts: int
    people_low: int | None  # at least so many people; None: no row says
    people_high: int | None  # at most; None: cannot be bounded
    level: int | None  # strongest, 1..5


@dataclass(frozen=True, slots=True)
class ImpactStudy:
    rows: tuple[ImpactRow, ...]  # strongest first
    aspects: tuple[AspectResult, ...]  # all ten, in the order of the list
    unseen: tuple[str, ...]  # aspects nobody looked at
    without_action: tuple[int, ...]  # rows of the table


@dataclass(frozen=True, slots=True)
class PlannedMessage:
    """A message on a day that is worked."""

    row: int
    message: Message
    automation: str | None  # id
    planned: Day | None  # None: no date, or one that cannot be
    precision: str | None  # day, month, phase: what was given
    moved_from: Day | None  # the closed day that was written
    closed: tuple[str, str] | None  # why it is closed: in French, in English
    go_live: Day | None  # of its automation
    late: bool  # the first about it to this audience, and not before the go-live


@dataclass(frozen=True, slots=True)
class CommunicationPlan:
    messages: tuple[PlannedMessage, ...]  # by day; those without a date last
    silent: tuple[str, ...]  # audiences to whom nothing is said
    unannounced: tuple[str, ...]  # automations with a go-live and no message: ids
    people_low: int | None  # people concerned, at least
    people_high: int | None  # at most
    advice: str  # advised, optional, unknown


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """When a phase of perception is to be expected; the last one has no end."""

    phase: str
    first: Day
    last: Day | None
    messages: tuple[int, ...]  # rows of the messages planned in it


@dataclass(frozen=True, slots=True)
class Perception:
    """The phases that follow one go-live."""

    name: str  # the automation or the milestone, as written
    automation: str | None  # id
    go_live: Day
    precision: str  # day, month, phase
    held: bool  # a gate still holds this date
    phases: tuple[PhaseSpan, ...]


@dataclass(frozen=True, slots=True)
class GovernanceResult:
    governance: Governance
    missing: tuple[str, ...]  # fields left blank
    off_rhythm: Mapping[str, str]  # field -> "rare" or "frequent"


@dataclass(frozen=True, slots=True)
class ChangeResult:
    impacts: ImpactStudy | None  # None: the sheet was not filled
    communication: CommunicationPlan | None
    perceptions: tuple[Perception, ...]  # by go-live
    governance: GovernanceResult | None


@dataclass(frozen=True, slots=True)
class SkillResult:
    """One competence of one person: what is expected, what is missing, what is planned."""

    row: int
    skill: Competence
    kind: str  # technical, behavioural, other
    target: int | None  # the client's, else the catalogue's
    own_target: bool
    gap: int | None  # levels still to gain, 0 when there; None: cannot be said


@dataclass(frozen=True, slots=True)
class SkillProfile:
    """One person, named by a function; None: the project lead, whom nobody named."""

    who: str | None
    skills: tuple[SkillResult, ...]  # in the order of the sheet
    lead: bool  # of the project: the list is that of a project lead
    unassessed: tuple[str, ...]  # codes of the list without a level today; the lead only


@dataclass(frozen=True, slots=True)
class StepActors:
    """Who leads one of the five steps."""

    step: str
    leaders: tuple[int, ...]  # rows of the table of actors


@dataclass(frozen=True, slots=True)
class ActorsResult:
    actors: tuple[Actor, ...]
    steps: tuple[StepActors, ...]
    kinds_missing: tuple[str, ...]  # kinds of actors of whom nobody is listed


@dataclass(frozen=True, slots=True)
class CompetencesResult:
    profiles: tuple[SkillProfile, ...]  # in the order of the sheet
    gaps: tuple[SkillResult, ...]  # largest first
    without_training: tuple[int, ...]  # rows with a gap and nothing planned
    actors: ActorsResult | None
