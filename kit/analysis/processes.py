"""What each process costs today, and whether its card is ready (method M2)."""

from __future__ import annotations

from kit.analysis.model import ProcessResult
from kit.analysis.names import unique_ids
from kit.analysis.settings import MINUTES_PER_HOUR, MONTHS_PER_YEAR, Settings
from kit.client import Client, Process, Role, Step

# A card with one of these blank is "not ready": automating it would multiply the mess.
_READY_FIELDS = ("trigger", "steps", "owner", "exceptions")


def measure_processes(client: Client, settings: Settings) -> tuple[ProcessResult, ...]:
    """One result per process, in the workbook's order."""
    ids = unique_ids((process.name for process in client.processes), "process")
    roles = {role.name: role for role in client.roles}
    return tuple(
        _measure(
            id,
            process,
            tuple(step for step in client.steps if step.process == process.name),
            roles.get(process.role) if process.role else None,
            settings,
        )
        for id, process in zip(ids, client.processes, strict=True)
    )


def _measure(
    id: str, process: Process, steps: tuple[Step, ...], role: Role | None, settings: Settings
) -> ProcessResult:
    """Monthly time = volume x minutes; the client's stated frequency does not enter into it.

    The volume is already a monthly one: 600 runs of 2 minutes are 1 200 minutes a month
    whatever the frequency ticked beside it (method M19).
    """
    reasons: dict[str, str] = {}
    hourly_cost = process.hourly_cost
    if hourly_cost is None and role is not None:
        hourly_cost = role.hourly_cost
    if hourly_cost is None:
        reasons["hourly_cost"] = reasons["cost_year"] = "analysis.reason.no_hourly_cost"
    hours_month = hours_year = cost_year = None
    if process.volume_month is None or process.minutes is None:
        lacks = "no_volume" if process.volume_month is None else "no_minutes"
        for field in ("hours_month", "hours_year", "cost_year", "role_share"):
            reasons[field] = f"analysis.reason.{lacks}"
    else:
        hours_month = process.volume_month * process.minutes / MINUTES_PER_HOUR
        hours_year = hours_month * MONTHS_PER_YEAR
        cost_year = hours_year * hourly_cost if hourly_cost is not None else None
    role_share = None
    if hours_year is not None:
        pool, lacking = hours_pool(role, settings)
        if pool:
            role_share = hours_year / pool
        else:
            reasons["role_share"] = lacking or "analysis.reason.no_role_hours"
    missing = _missing(process, steps)
    return ProcessResult(
        id=id,
        process=process,
        steps=steps,
        hourly_cost=hourly_cost,
        hours_month=hours_month,
        hours_year=hours_year,
        cost_year=cost_year,
        role_share=role_share,
        ready=not missing,
        missing=missing,
        zone=_automation_zone(process),
        reasons=reasons,
    )


def hours_pool(role: Role | None, settings: Settings) -> tuple[float | None, str | None]:
    """Hours all people of *role* work [h/year], or None with the text key of the reason.

    Yearly hours left blank are taken as the legal full time of content/thresholds.toml.
    """
    if role is None:
        return None, "analysis.reason.no_role"
    if role.headcount is None:
        return None, "analysis.reason.no_headcount"
    hours = settings["year.hours"] if role.yearly_hours is None else role.yearly_hours
    return hours * role.headcount, None


def _missing(process: Process, steps: tuple[Step, ...]) -> tuple[str, ...]:
    filled = {
        "trigger": process.trigger,
        "steps": steps,
        "owner": process.owner,
        "exceptions": process.exceptions,
    }
    return tuple(field for field in _READY_FIELDS if not filled[field])


def _automation_zone(process: Process) -> bool | None:
    """Repetitive and of low added value (task matrix, M12); None while one was not said."""
    if process.repetitive is False or process.added_value == "high":
        return False
    if process.repetitive is None or process.added_value is None:
        return None
    return True
