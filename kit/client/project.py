"""Actions, indicators and milestones of the project."""

from __future__ import annotations

from dataclasses import dataclass

from kit.client.company import Moment


@dataclass(frozen=True, slots=True)
class Action:
    """From a pain to what is done about it. A pain with no action, or the reverse, is told."""

    name: str | None = None  # the action; blank: nothing is planned for this problem
    problem: str | None = None  # what hurts
    consequence: str | None = None
    need: str | None = None  # what is expected
    benefit: str | None = None  # what it would change
    horizon: str | None = None  # choice: urgent, important, structuring
    start: Moment | None = None
    phase: str | None = None
    options: tuple[str, ...] = ()
    owner: str | None = None
    claimed_hours: float | None = None  # [h/year] as written
    comment: str | None = None
    output: str | None = None  # what exists once it is done
    end: Moment | None = None  # of the work; a phase: its last month
    days: float | None = None  # [working days] of the client's own people
    cost: float | None = None  # [EUR] shown beside the budget, never added to it


@dataclass(frozen=True, slots=True)
class Kpi:
    """An indicator: today, target, by when. No "today": it must be measured first."""

    name: str
    group: str | None = None  # choice: operational, quality, business
    unit: str | None = None  # choice kpi_unit: number, percent, hours_day…
    today: float | None = None
    target: float | None = None
    due: Moment | None = None  # date or month by which the target is met
    role: str | None = None  # whose time it is: bounds the hours that role can free
    owner: str | None = None  # who measures
    how: str | None = None  # how it is measured
    days: float | None = None  # [working days] of measuring
    sample: int | None = None  # cases to observe
    source: str | None = None
    direction: str | None = None  # choice kpi_direction: what progress is; else from the figures


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated decision, gate, go-live or meeting, and what must come before it."""

    name: str
    kind: str | None = None  # choice: decision, gate, go_live, meeting, item, task
    when: Moment | None = None
    after: str | None = None  # name of the Milestone it must wait for
    part_of: str | None = None  # name of the meeting whose agenda it is an item of
    minutes: float | None = None  # [min]
    option: str | None = None  # what a decision chooses
    owner: str | None = None
