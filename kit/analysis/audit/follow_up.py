"""Measures that cannot be, or that contradict each other (method M17)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kit.analysis.audit.agreement import GRAINS, agrees
from kit.analysis.audit.findings import cell, plain
from kit.analysis.cells import cells_of
from kit.analysis.model import Analysis, AutomationProgress, Finding, FollowUp
from kit.analysis.settings import MINUTES_PER_HOUR, Settings


def follow_up_findings(analysis: Analysis, settings: Settings) -> Iterator[Finding]:
    """Dates first, then the time that two columns tell differently."""
    found = analysis.follow_up
    if found is None:
        return
    for table, row, why in found.set_aside:
        yield _dated(analysis, found, table, row, why)
    for progress in found.automations:
        yield from _hours_differ(analysis, progress, settings)


def _dated(analysis: Analysis, found: FollowUp, table: str, row: int, why: str) -> Finding:
    """A reading of tomorrow, or from before the project."""
    client = analysis.client
    field = "on"
    day: date | None
    if table == "run_measures":
        field = "last" if why == "after_as_of" else "first"
        day = getattr(client.run_measures[row], field)
    else:
        day = client.kpi_measures[row].on
    limit = analysis.as_of if why == "after_as_of" else found.begun
    return Finding(
        code=f"measure_{why}",
        place=cell(client, f"{table}/{row}", field),
        written=day.isoformat() if day else None,
        computed=limit.isoformat() if limit else None,
        effect="analysis.effect.measure_set_aside",
        params={"date": day, "as_of": analysis.as_of, "start": found.begun},
    )


def _hours_differ(
    analysis: Analysis, progress: AutomationProgress, settings: Settings
) -> Iterator[Finding]:
    """Hours counted directly against runs x minutes saved, when both are given."""
    client, before = analysis.client, progress.minutes_before
    for period in progress.periods:
        told = period.measure
        if told.hours_saved is None or told.minutes is None or told.runs is None or before is None:
            continue
        computed = (before - told.minutes) * told.runs / MINUTES_PER_HOUR
        if agrees(told.hours_saved, computed, settings, GRAINS["hours_year"]):
            continue
        row = f"run_measures/{period.row}"
        yield Finding(
            code="measured_hours_differ",
            place=cell(client, row, "hours_saved"),
            places=cells_of(client, f"{row}/runs", f"{row}/minutes"),
            written=plain(told.hours_saved),
            computed=plain(computed),
            effect="analysis.effect.measured_hours_kept",
            params={
                "automation": told.automation,
                "written": (told.hours_saved, "h"),
                "computed": (computed, "h"),
            },
        )
