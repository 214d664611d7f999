"""Deployment cards against the four boxes of going live (method M14)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil

from kit.analysis.model import DeploymentBox, DeploymentResult, Plan
from kit.analysis.settings import Settings
from kit.analysis.timeline import Timeline
from kit.analysis.working_days import WorkingDays, can_be_planned
from kit.client import Client, Deployment, Moment

CHECKLIST = "deployment"
FIGURES = "dashboard_figures"
# What each box of the checklist rests on, on the card.
BOXES: Mapping[str, tuple[str, ...]] = {
    "limited_pilot": ("pilot_group", "pilot_people", "pilot_start", "pilot_weeks"),
    "rollback": ("rollback", "rollback_minutes", "rollback_owner"),
    "dashboard": ("dashboard", FIGURES),
    "alerts": ("alerts", "alert_to"),
}
_DAYS_A_WEEK = 7


def read_deployments(
    client: Client,
    ids: Mapping[str, str],
    plan: Plan,
    settings: Settings,
    timeline: Timeline,
) -> tuple[DeploymentResult, ...]:
    """One result per automation, in the workbook's order; none while no card is filled.

    *ids*: id of each automation by name.
    """
    if not client.deployments:
        return ()
    cards = {card.automation: card for card in client.deployments}
    calendar = WorkingDays.of(client.company.department, client.plan.closed_days, client.closures)
    lives = {task.automation: task.date for task in plan.tasks if task.go_live}
    answers = {answer.item: answer.value for answer in client.answers}
    results = []
    for name, id in ids.items():
        card = cards.get(name)
        lacking = _figures_missing(card, settings)
        first = _pilot_start(card.pilot_start if card else None, calendar, timeline)
        target = card.success_target if card else None
        results.append(
            DeploymentResult(
                automation=id,
                card=card,
                boxes=tuple(
                    DeploymentBox(
                        item=(item := f"{CHECKLIST}.{box}"),
                        answer=answers.get(item),
                        missing=_missing(card, fields, lacking),
                    )
                    for box, fields in BOXES.items()
                ),
                figures_missing=lacking,
                success_target=settings["business.target_success"] if target is None else target,
                pilot_first=first,
                pilot_last=_pilot_end(first, card, calendar),
                go_live=lives.get(id),
            )
        )
    return tuple(results)


def _missing(
    card: Deployment | None, fields: tuple[str, ...], figures: tuple[str, ...]
) -> tuple[str, ...]:
    """Blank fields; figures of the dashboard are blank when one of them is."""
    if card is None:
        return fields
    return tuple(
        field
        for field in fields
        if getattr(card, field) in (None, ()) or (field == FIGURES and figures)
    )


def _figures_missing(card: Deployment | None, settings: Settings) -> tuple[str, ...]:
    shown = card.dashboard_figures if card else ()
    return tuple(one for one in settings.catalogue.choices["dashboard_figure"] if one not in shown)


def _pilot_start(start: Moment | None, calendar: WorkingDays, timeline: Timeline) -> date | None:
    """The first working day of the moment: the date itself, else the month it falls in."""
    month = timeline.spent_from(start)
    if month is None:
        return None
    day = start if isinstance(start, date) else timeline.end_of(month - 1)
    return calendar.first(day) if can_be_planned(day) else None


def _pilot_end(first: date | None, card: Deployment | None, calendar: WorkingDays) -> date | None:
    """The last working day of the pilot's weeks."""
    if first is None or card is None or not card.pilot_weeks:
        return None
    return calendar.last(first + timedelta(ceil(card.pilot_weeks * _DAYS_A_WEEK) - 1), first)
