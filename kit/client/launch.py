"""How an automation goes live, and the days people have for the project."""

from __future__ import annotations

from dataclasses import dataclass

from kit.client.company import Moment


@dataclass(frozen=True, slots=True)
class Deployment:
    """The deployment card of one automation: pilot, way back, dashboard, alerts (method M14)."""

    automation: str
    pilot_group: str | None = None  # who tries it first: a team, a site, some customers
    pilot_people: int | None = None  # people
    pilot_start: Moment | None = None
    pilot_weeks: float | None = None  # [weeks]
    rollback: str | None = None  # what is done to go back to the way it was
    rollback_minutes: float | None = None  # [min] it takes
    rollback_owner: str | None = None  # who decides and does it
    dashboard: str | None = None  # where it is
    dashboard_figures: tuple[str, ...] = ()  # choice dashboard_figure: successes, failures, volume
    alerts: str | None = None  # what triggers one
    alert_to: str | None = None  # who receives it
    success_target: float | None = None  # share of runs without failure, 0..1


@dataclass(frozen=True, slots=True)
class Availability:
    """The days somebody has for the project; rows about the same months add up (M18.6)."""

    who: str  # a role, or the name an owner is given elsewhere; all its people together
    days_month: float | None = None  # [working days] free in a month without holiday or closure
    start: Moment | None = None  # blank: from the beginning
    end: Moment | None = None  # blank: for good
    note: str | None = None
