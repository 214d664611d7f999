"""Dates and their order: phases, milestones, gates, agendas (methods M11, M12, M14)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

from kit.analysis.audit.findings import cell, exceeds, plain
from kit.analysis.cells import cells_of
from kit.analysis.model import Analysis, Finding
from kit.analysis.settings import Settings
from kit.analysis.timeline import Timeline
from kit.analysis.working_days import WorkingDays, can_be_planned
from kit.client import Client, Milestone, Moment, Phase

_ITEM, _GATE, _DECISION, _GO_LIVE = "item", "gate", "decision", "go_live"


def date_findings(analysis: Analysis, settings: Settings, timeline: Timeline) -> Iterator[Finding]:
    """Phases, then milestones in the order of their sheet."""
    client = analysis.client
    for position, phase in enumerate(client.phases):
        yield from _backwards(client, position, phase, timeline)
        yield from _overlap(client, position, phase, timeline)
    calendar = WorkingDays.of(client.company.department, client.plan.closed_days, client.closures)
    for position, milestone in enumerate(client.milestones):
        yield from _day(client, position, milestone, calendar)
        yield from _order(client, position, milestone, timeline)
        yield from _before_all_gates(client, position, milestone, timeline)
        yield from _agenda(client, position, milestone, settings)


def _backwards(
    client: Client, position: int, phase: Phase, timeline: Timeline
) -> Iterator[Finding]:
    if phase.start is None or phase.end is None or not _before(phase.end, phase.start, timeline):
        return
    yield Finding(
        code="phase_backwards",
        place=cell(client, f"phases/{position}", "end", "name"),
        places=cells_of(client, f"phases/{position}/start"),
        written=_plain(phase.end),
        computed=_plain(phase.start),
        effect="analysis.effect.phase_backwards",
        params={"phase": phase.name},
    )


def _overlap(client: Client, position: int, phase: Phase, timeline: Timeline) -> Iterator[Finding]:
    """A phase that starts before the one listed above it: their gains are dated by their ends."""
    if position == 0:
        return
    above = client.phases[position - 1]
    if (
        phase.start is None
        or above.start is None
        or not _before(phase.start, above.start, timeline)
    ):
        return
    yield Finding(
        code="phase_out_of_order",
        place=cell(client, f"phases/{position}", "start", "name"),
        places=cells_of(client, f"phases/{position - 1}/start"),
        written=_plain(phase.start),
        computed=_plain(above.start),
        effect="analysis.effect.phase_out_of_order",
        params={"phase": phase.name, "above": above.name},
    )


def _day(
    client: Client, position: int, milestone: Milestone, calendar: WorkingDays
) -> Iterator[Finding]:
    """A date nobody works on, or one on which nothing should be switched on (method M14)."""
    day = milestone.when
    if not isinstance(day, date):
        return
    if not can_be_planned(day):
        code = "milestone_out_of_reach"
    elif milestone.kind != _ITEM and not calendar.is_working(day):
        code = "milestone_day_off"
    elif milestone.kind == _GO_LIVE and calendar.refusal(day) is not None:
        code = "go_live_unsafe"
    else:
        return
    yield Finding(
        code=code,
        place=cell(client, f"milestones/{position}", "when"),
        written=day.isoformat(),
        computed=None if code == "milestone_out_of_reach" else _next(day, milestone, calendar),
        effect=f"analysis.effect.{code}",
        params={"milestone": milestone.name, "day": day},
    )


def _next(day: date, milestone: Milestone, calendar: WorkingDays) -> str:
    """The first day that would do; a week and more of refusals is not searched further."""
    found = calendar.first(day)
    if milestone.kind == _GO_LIVE:
        found = next(
            (one for n in range(1, 15) if not calendar.refusal(one := calendar.nth(found, n))),
            found,
        )
    return found.isoformat()


def _order(
    client: Client, position: int, milestone: Milestone, timeline: Timeline
) -> Iterator[Finding]:
    """What waits for something cannot come before it: above all a decision before its gate."""
    found = next(
        ((n, one) for n, one in enumerate(client.milestones) if one.name == milestone.after), None
    )
    if found is None:
        return
    number, awaited = found
    if awaited.after == milestone.name and position <= number:
        yield _ordered(client, "milestone_circle", position, number, milestone, awaited)
    elif _before(milestone.when, awaited.when, timeline):
        decided = milestone.kind == _DECISION and awaited.kind == _GATE
        code = "decision_before_gate" if decided else "milestone_too_early"
        yield _ordered(client, code, position, number, milestone, awaited)


def _before_all_gates(
    client: Client, position: int, milestone: Milestone, timeline: Timeline
) -> Iterator[Finding]:
    """An option chosen before the first gate, though nobody wrote what it waits for."""
    if milestone.kind != _DECISION or milestone.option is None or milestone.after is not None:
        return
    gates = [(n, one) for n, one in enumerate(client.milestones) if one.kind == _GATE and one.when]
    later = [(n, one) for n, one in gates if _before(milestone.when, one.when, timeline)]
    if gates and len(later) == len(gates):
        number, gate = min(later, key=lambda found: timeline.month_of(found[1].when) or 0)
        yield _ordered(client, "decision_before_gate", position, number, milestone, gate)


def _ordered(
    client: Client, code: str, position: int, number: int, milestone: Milestone, awaited: Milestone
) -> Finding:
    return Finding(
        code=code,
        place=cell(client, f"milestones/{position}", "when", "after", "name"),
        places=cells_of(client, f"milestones/{position}/after", f"milestones/{number}/when"),
        written=_plain(milestone.when),
        computed=_plain(awaited.when),
        effect=f"analysis.effect.{code}",
        params={"milestone": milestone.name, "awaited": awaited.name},
    )


def _agenda(
    client: Client, position: int, meeting: Milestone, settings: Settings
) -> Iterator[Finding]:
    """Items against the length of their meeting, once all of them are timed.

    Fewer minutes than the meeting by ``audit.rounding`` are a break, not a slip.
    """
    items = [(n, one) for n, one in enumerate(client.milestones) if one.part_of == meeting.name]
    minutes = [one.minutes for _, one in items if one.minutes is not None]
    if not items or meeting.minutes is None or len(minutes) < len(items):
        return
    total = math.fsum(minutes)
    least = (1 - settings["audit.rounding"]) * meeting.minutes
    if not (exceeds(total, meeting.minutes) or exceeds(least, total)):
        return
    yield Finding(
        code="agenda_off",
        place=client.cells.get(f"milestones/{position}/minutes"),
        places=cells_of(client, *(f"milestones/{n}/minutes" for n, _ in items)),
        written=plain(meeting.minutes),
        computed=plain(total),
        effect="analysis.effect.agenda_off",
        params={
            "meeting": meeting.name,
            "written": (meeting.minutes, "min"),
            "computed": (total, "min"),
        },
    )


def _before(one: Moment | None, other: Moment | None, timeline: Timeline) -> bool:
    """Two dates by their day; months, phases and mixtures by their month."""
    if isinstance(one, date) and isinstance(other, date):
        return one < other
    first, second = timeline.month_of(one), timeline.month_of(other)
    return first is not None and second is not None and first < second


def _plain(moment: Moment | None) -> str | None:
    if moment is None:
        return None
    return moment.isoformat() if isinstance(moment, date) else str(moment)
