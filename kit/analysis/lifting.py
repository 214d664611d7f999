"""The work that lifts a gate: one dated task per missing item (methods M4, M7 and M14)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kit.analysis.model import AutomationResult, Checked, GdprResult, Task
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


def _item(item: str, owner: str) -> tuple[str, str, str, str | None]:
    checklist, name = item.split(".", 1)
    return item, f"checklists.{checklist}.lift.{name}", owner, None
