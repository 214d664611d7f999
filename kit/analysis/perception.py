"""Fear, mild disappointment, daily use: when to expect each after a go-live (method M9).

The days are calendar days around the go-live, thresholds of the content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kit.analysis.model import CommunicationPlan, Perception, PhaseSpan, Plan, PlannedMessage
from kit.analysis.moments import opening
from kit.analysis.names import fold
from kit.analysis.settings import Settings
from kit.analysis.timeline import Timeline
from kit.client import Client

_GO_LIVE = "go_live"  # kind of milestone
_ONE_DAY = timedelta(days=1)


def expect_phases(
    client: Client,
    ids: Mapping[str, str],
    plan: Plan,
    communication: CommunicationPlan | None,
    settings: Settings,
    timeline: Timeline,
) -> tuple[Perception, ...]:
    """One per go-live of the plan, then of the milestones, by date."""
    names = {id: name for name, id in ids.items()}
    messages = communication.messages if communication else ()
    found = [
        Perception(
            name=names[task.automation],
            automation=task.automation,
            go_live=task.date,
            precision="day",
            held=bool(task.blocked_by),
            phases=_spans(task.date, settings),
        )
        for task in plan.tasks
        if task.go_live and task.automation
    ]
    found += _of_milestones(client, {fold(one.name) for one in found}, settings, timeline)
    alone = len(found) == 1
    heard = [_with_messages(one, messages, alone) for one in found]
    return tuple(sorted(heard, key=lambda one: one.go_live))  # stable


def _of_milestones(
    client: Client, told: set[str], settings: Settings, timeline: Timeline
) -> Iterator[Perception]:
    for milestone in client.milestones:
        opened = opening(milestone.when, timeline)
        if milestone.kind != _GO_LIVE or opened is None or fold(milestone.name) in told:
            continue
        day, precision = opened
        spans = _spans(day, settings)
        yield Perception(milestone.name, None, day, precision, held=False, phases=spans)


def _spans(day: date, settings: Settings) -> tuple[PhaseSpan, ...]:
    phases = settings.catalogue.change_phases
    firsts = [
        day + timedelta(days=(-1 if phase.before else 1) * int(settings[phase.days]))
        for phase in phases
    ]
    lasts = [*(first - _ONE_DAY for first in firsts[1:]), None]
    return tuple(
        PhaseSpan(phase.id, first, last, ())
        for phase, first, last in zip(phases, firsts, lasts, strict=True)
    )


def _with_messages(one: Perception, messages: Sequence[PlannedMessage], alone: bool) -> Perception:
    """With the messages of each phase: those about its automation.

    Those about the whole project count too when this go-live is the only one: of several,
    nobody said which.
    """
    about = [
        message
        for message in messages
        if (alone if message.automation is None else message.automation == one.automation)
    ]
    phases = (replace(span, messages=_within(span, about)) for span in one.phases)
    return replace(one, phases=tuple(phases))


def _within(span: PhaseSpan, messages: Sequence[PlannedMessage]) -> tuple[int, ...]:
    return tuple(
        one.row
        for one in messages
        if one.planned is not None and span.first <= one.planned <= (span.last or date.max)
    )
