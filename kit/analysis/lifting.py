"""The work that lifts a gate: one dated task per missing item (methods M4, M7 and M14)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from kit.analysis.model import AutomationResult, Checked, GdprResult, Task, TrialSheet
from kit.analysis.trials import last_try
from kit.analysis.working_days import WorkingDays
from kit.client import PlanSettings


def lift_tasks(
    settings: PlanSettings,
    automations: Sequence[AutomationResult],
    prerequisites: Checked | None,
    gdpr: GdprResult | None,
    calendar: WorkingDays,
    start: date,
    days: tuple[int, int],
) -> list[Task]:
    """What remains to be done before the gates open, in the order of the checklists.

    *days*: first and last day of the plan that are kept for it.
    """
    wanted: list[tuple[str, str, str, str | None]] = []  # key, text, owner, automation
    if prerequisites is None or not prerequisites.total.applicable:
        # Blank or "not applicable" all over: nothing was checked.
        wanted.append(("prerequisites", "analysis.lift.prerequisites", "lead", None))
    elif not prerequisites.passed:
        wanted += [_item(item, "lead") for item in prerequisites.total.missing]
    if gdpr is not None and not gdpr.checked.passed:
        wanted += [_item(item, "data_protection") for item in gdpr.blocking]
    for result in automations:
        if "register" in result.blocked_by:
            key = f"register.{result.id}"
            wanted.append((key, "analysis.lift.register", "data_protection", result.id))
    names = {result.id: result.automation.name for result in automations}
    first, last = (calendar.nth(start, day) for day in days)
    return [
        Task(
            key=f"lift.{key}",
            plan_day=days[0],
            date=first,
            last_date=last,
            text=text,
            output_text=f"analysis.lift.output.{key.partition('.')[0] if '.' in key else 'sheet'}",
            params={"automation": names[automation]} if automation else {},
            owner=getattr(settings, owner),
            owner_field=owner,
            automation=automation,
            blocked_by=(),
            horizon=14,
        )
        for key, text, owner, automation in wanted
    ]


class _Window(NamedTuple):
    plan_day: int
    first: date
    last: date


def fixing_tasks(
    settings: PlanSettings,
    automations: Sequence[AutomationResult],
    sheets: Sequence[TrialSheet],
    late: Sequence[str],
    tasks: Sequence[Task],
    calendar: WorkingDays,
    start: date,
    days: tuple[int, int],
) -> list[Task]:
    """One task per blocking bug, one per automation whose tests are *late* (ids), in the step
    that comes before its go-live; an automation that the plan leaves for later, in *days*."""
    names = {result.id: result.automation.name for result in automations}
    windows = {
        task.automation: _Window(due.plan_day, due.date, due.last_date)
        for task in tasks
        if task.go_live and (due := last_try(tasks, task)) is not None
    }
    otherwise = _Window(days[0], *(calendar.nth(start, day) for day in days))
    wanted = [
        (sheet.automation, f"tests.{sheet.automation}.{bug.position + 1}", "tests", bug.scenario)
        for sheet in sheets
        for bug in sheet.blocking
    ]
    wanted += [(id, f"tests.{id}", "tests_due", "") for id in late]
    return [
        Task(
            key=f"lift.{key}",
            plan_day=windows.get(id, otherwise).plan_day,
            date=windows.get(id, otherwise).first,
            last_date=windows.get(id, otherwise).last,
            text=f"analysis.lift.{text}",
            output_text="analysis.lift.output.tests",
            params={"automation": names[id], **({"bug": bug} if bug else {})},
            owner=settings.builder,
            owner_field="builder",
            automation=id,
            blocked_by=(),
            horizon=_horizon(id, tasks),
        )
        for id, key, text, bug in wanted
    ]


def _horizon(automation: str, tasks: Sequence[Task]) -> int:
    """The plan its go-live belongs to; the longest one when it has none."""
    lives = [task.horizon for task in tasks if task.go_live and task.automation == automation]
    return lives[0] if lives else max(task.horizon for task in tasks)


def _item(item: str, owner: str) -> tuple[str, str, str, str | None]:
    checklist, name = item.split(".", 1)
    return item, f"checklists.{checklist}.lift.{name}", owner, None
