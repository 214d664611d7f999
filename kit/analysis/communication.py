"""The communication plan: who hears what, on days that are worked, before go-lives (method M9).

One rule for dates, that of the plan: a message set on a closed day goes out on the next day
that is worked, and this is said. A month or a phase opens on its first day that is worked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kit.analysis.impacts import concerned
from kit.analysis.model import CommunicationPlan, Plan, PlannedMessage, TextKey
from kit.analysis.moments import opening
from kit.analysis.settings import Settings
from kit.analysis.timeline import Timeline
from kit.analysis.working_days import WorkingDays
from kit.client import Client, Message

AUDIENCES = "audience"  # list of the workbook


def go_lives(plan: Plan) -> dict[str, date]:
    """The day each automation goes live in the plan, by id."""
    return {task.automation: task.date for task in plan.tasks if task.go_live and task.automation}


def plan_messages(
    client: Client, ids: Mapping[str, str], plan: Plan, settings: Settings, timeline: Timeline
) -> CommunicationPlan | None:
    """*ids*: the id of each automation by name. None: no message was written down."""
    if not client.messages:
        return None
    lives = go_lives(plan)
    calendar = WorkingDays.of(client.company.department, client.plan.closed_days, client.closures)
    placed = [
        _placed(row, message, ids, lives, calendar, timeline)
        for row, message in enumerate(client.messages)
    ]
    if not plan.assumed_start:  # a date nobody chose accuses nobody
        placed = _with_late(placed)
    staff = client.company.staff
    told = {message.audience for message in client.messages}
    named = {one.automation for one in placed}
    # Nobody said who is concerned: no more than everybody.
    low, high = concerned(client.impacts, client) if client.impacts else (None, staff)
    return CommunicationPlan(
        messages=tuple(sorted(placed, key=_by_day)),
        silent=tuple(one for one in settings.catalogue.choices[AUDIENCES] if one not in told),
        unannounced=tuple(id for id in lives if id not in named),
        people_low=low,
        people_high=high,
        advice=_advice(low, high, settings["change.communication_above"]),
    )


def _advice(low: int | None, high: int | None, above: float) -> str:
    """Whether a written plan is advised for so many people concerned; "unknown" when both may be.

    Source: method M9, advised above 200 people concerned.
    """
    if low is not None and low > above:
        return "advised"
    return "optional" if high is not None and high <= above else "unknown"


def _placed(
    row: int,
    message: Message,
    ids: Mapping[str, str],
    lives: Mapping[str, date],
    calendar: WorkingDays,
    timeline: Timeline,
) -> PlannedMessage:
    automation = ids.get(message.automation or "")
    opened = opening(message.when, timeline)
    day, precision = opened or (None, None)
    planned = calendar.first(day) if day else None
    moved = day if precision == "day" and planned != day else None
    return PlannedMessage(
        row=row,
        message=message,
        automation=automation,
        planned=planned,
        precision=precision,
        moved_from=moved,
        closed=_why_closed(moved, calendar) if moved else None,
        go_live=lives.get(automation or ""),
        late=False,
    )


def _why_closed(day: date, calendar: WorkingDays) -> tuple[str, str]:
    """What the day is, in French and in English: a holiday, a closure, a day never worked."""
    french, english = calendar.holiday(day, "fr"), calendar.holiday(day, "en")
    if french and english:
        return french, english
    closure = calendar.closure(day)
    label: str = TextKey("analysis.day_never_worked")
    if closure is not None:
        label = closure.label or TextKey("analysis.closure")
    return label, label


def _with_late(placed: Sequence[PlannedMessage]) -> list[PlannedMessage]:
    """The same, the first message of an audience about an automation marked when it comes late.

    One without a date may well come first: its audience is then not judged.
    """
    groups: dict[tuple[str, str], list[PlannedMessage]] = {}
    for one in placed:
        if one.automation and one.go_live:
            groups.setdefault((one.message.audience, one.automation), []).append(one)
    late = set()
    for members in groups.values():
        days = [one.planned for one in members if one.planned is not None]
        if len(days) < len(members):
            continue
        first = min(members, key=_by_day)
        if first.planned and first.go_live and first.planned >= first.go_live:
            late.add(first.row)
    return [replace(one, late=one.row in late) for one in placed]


def _by_day(one: PlannedMessage) -> tuple[date, int]:
    return one.planned or date.max, one.row
