"""What does not hold together in the dates (method M14)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.analysis.model import Analysis, Finding
from kit.analysis.working_days import (
    WEEKDAYS,
    WEEKEND,
    WorkingDays,
    can_be_planned,
    is_usable,
)
from kit.client import Client


def plan_findings(analysis: Analysis) -> Iterator[Finding]:
    """A start in the past or out of reach, closures that cannot be, no safe day to go live."""
    client, plan = analysis.client, analysis.plan
    cells, start = client.cells, client.plan.start
    if start is not None and not can_be_planned(start):
        yield Finding(
            code="start_out_of_reach",
            place=cells.get("plan/start"),
            written=start.isoformat(),
            computed=plan.start.isoformat(),
            effect="analysis.effect.start_replaced",
            params={"start": start, "used": plan.start},
        )
    elif not plan.assumed_start and plan.start < analysis.as_of and not _measured(client):
        yield Finding(
            code="plan_in_past",
            place=cells.get("plan/start"),
            written=plan.start.isoformat(),
            computed=analysis.as_of.isoformat(),
            effect="analysis.effect.plan_in_past",
            params={"start": plan.start, "as_of": analysis.as_of},
        )
    weekdays = {WEEKDAYS.index(day) for day in client.plan.closed_days}
    if len(WEEKEND | weekdays) == len(WEEKDAYS):
        yield Finding(
            code="always_closed",
            place=cells.get("plan/closed_days"),
            written=", ".join(client.plan.closed_days),
            computed=None,
            effect="analysis.effect.weekend_only",
        )
    for position, closure in enumerate(client.closures):
        if not is_usable(closure):
            yield Finding(
                code="closure_unusable",
                place=cells.get(f"closures/{position}/first"),
                written=f"{closure.first.isoformat()} / {closure.last.isoformat()}",
                computed=None,
                effect="analysis.effect.closure_ignored",
                params={"first": closure.first, "last": closure.last},
            )
    calendar = WorkingDays.of(client.company.department, client.plan.closed_days, client.closures)
    for task in plan.tasks:
        if task.go_live and calendar.refusal(task.date) is not None:
            yield Finding(
                code="no_safe_day",
                place=cells.get("plan/closed_days"),
                written=None,
                computed=task.date.isoformat(),
                effect="analysis.effect.no_safe_day",
                params={"day": task.date},
            )


def _measured(client: Client) -> bool:
    """Whether the project is running already: a start in the past is then no surprise."""
    return bool(client.run_measures or client.kpi_measures)
