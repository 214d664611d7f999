"""Indicators and actions: a start, a target, a date, and only one of each (method M11)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from kit.analysis.audit.agreement import GRAINS, agrees
from kit.analysis.audit.claims import hours_of
from kit.analysis.audit.findings import cell, plain, same_name
from kit.analysis.cells import cells_of
from kit.analysis.model import Analysis, BusinessCase, Finding, TextKey
from kit.analysis.settings import Settings
from kit.analysis.timeline import Timeline
from kit.client import Action, Client, Kpi

# Highest and lowest value a unit can show; the others have no end.
_SCALES = {
    "score_5": (0.0, 5.0),
    "score_10": (0.0, 10.0),
    "nps": (-100.0, 100.0),
    "hours_day": (0.0, 24.0),
    "hours_week": (0.0, 168.0),
}
_MORE_IS_BETTER = ("score_5", "score_10", "nps")


def kpi_findings(analysis: Analysis, settings: Settings, timeline: Timeline) -> Iterator[Finding]:
    """Indicator by indicator, then those that have no "today", then the actions' hours."""
    client = analysis.client
    for position, kpi in enumerate(client.kpis):
        yield from _out_of_scale(client, position, kpi)
        yield from _no_progress(client, position, kpi)
    yield from _two_targets(client, timeline)
    yield from _no_baseline(client)
    yield from _action_hours(analysis, settings)


def _out_of_scale(client: Client, position: int, kpi: Kpi) -> Iterator[Finding]:
    """A note of 6 out of 5, 30 hours a day."""
    scale = _SCALES.get(kpi.unit or "")
    for field in ("today", "target"):
        value = getattr(kpi, field)
        if scale is None or value is None or scale[0] <= value <= scale[1]:
            continue
        yield Finding(
            code="kpi_out_of_scale",
            place=cell(client, f"kpis/{position}", field, "name"),
            written=plain(value),
            computed=f"{plain(scale[0])} / {plain(scale[1])}",
            effect="analysis.effect.kpi_unusable",
            params={
                "kpi": kpi.name,
                "value": (value, "number"),
                "unit": TextKey(f"choices.kpi_unit.{kpi.unit}"),
            },
        )


def _no_progress(client: Client, position: int, kpi: Kpi) -> Iterator[Finding]:
    """A target that is today's value; or below it, for a note of which more is better."""
    if kpi.today is None or kpi.target is None:
        return
    worse = kpi.unit in _MORE_IS_BETTER and kpi.target < kpi.today
    if kpi.target == kpi.today or worse:
        yield Finding(
            code="target_no_progress",
            place=cell(client, f"kpis/{position}", "target", "name"),
            places=cells_of(client, f"kpis/{position}/today"),
            written=plain(kpi.target),
            computed=plain(kpi.today),
            effect="analysis.effect.target_no_progress",
            params={
                "kpi": kpi.name,
                "target": (kpi.target, "number"),
                "today": (kpi.today, "number"),
            },
        )


def _two_targets(client: Client, timeline: Timeline) -> Iterator[Finding]:
    """One indicator, one date, two targets."""
    seen: dict[tuple[object, ...], int] = {}
    for position, kpi in enumerate(client.kpis):
        if kpi.target is None:
            continue
        key = (same_name(kpi.name), kpi.unit, kpi.role, timeline.month_of(kpi.due))
        first = seen.setdefault(key, position)
        other = client.kpis[first].target
        if other is None or other == kpi.target:
            continue
        yield Finding(
            code="two_targets",
            place=cell(client, f"kpis/{position}", "target", "name"),
            places=cells_of(client, f"kpis/{first}/target"),
            written=plain(kpi.target),
            computed=plain(other),
            effect="analysis.effect.two_targets",
            params={
                "kpi": kpi.name,
                "first": (other, "number"),
                "second": (kpi.target, "number"),
            },
        )


def _no_baseline(client: Client) -> Iterator[Finding]:
    """Targets without a "today": one finding, each has its measuring task in the plan (M18.7)."""
    blank = [
        (n, kpi)
        for n, kpi in enumerate(client.kpis)
        if kpi.target is not None and kpi.today is None
    ]
    if not blank:
        return
    first, *others = (f"kpis/{n}" for n, _ in blank)
    yield Finding(
        code="target_without_baseline",
        place=cell(client, first, "target"),
        places=cells_of(client, *(f"{row}/target" for row in others)),
        written=None,
        computed=None,
        effect="analysis.effect.baseline",
        params={
            "count": (len(blank), "number"),
            "of": (len(client.kpis), "number"),
            "kpis": tuple(kpi.name for _, kpi in blank),
        },
    )


def _action_hours(analysis: Analysis, settings: Settings) -> Iterator[Finding]:
    """Hours promised for the actions of one horizon, against the gains tied to them.

    By horizon: an audit promises "150 h for what is urgent", not action by action.
    """
    client, case = analysis.client, analysis.business_case
    if case is None:
        return
    groups: dict[str, list[tuple[int, Action]]] = {}
    for position, action in enumerate(client.actions):
        groups.setdefault(action.horizon or f"action {position}", []).append((position, action))
    for horizon, group in groups.items():
        promised = [(n, a.claimed_hours) for n, a in group if a.claimed_hours is not None]
        names = {action.name for _, action in group if action.name}
        own = [
            hours
            for line in case.lines
            if line.action in names and (hours := hours_of(line)) is not None
        ]
        written, computed = math.fsum(hours for _, hours in promised), math.fsum(own)
        if not promised or not own or agrees(written, computed, settings, GRAINS["hours_year"]):
            continue
        if _hold_alone(case, group, settings):
            continue  # each action is right; the others of its horizon promise nothing
        first, *others = (f"actions/{n}/claimed_hours" for n, _ in promised)
        known = group[0][1].horizon
        label = TextKey(f"choices.action_horizon.{horizon}") if known else (group[0][1].name or "")
        yield Finding(
            code="action_hours_off",
            place=client.cells.get(first),
            places=cells_of(client, *others),
            written=plain(written),
            computed=plain(computed),
            effect="analysis.effect.action_hours",
            params={
                "scope": TextKey(f"analysis.scope.{'horizon' if known else 'action'}"),
                "actions": label,
                "written": (written, "h"),
                "computed": (computed, "h"),
            },
        )


def _hold_alone(
    case: BusinessCase, group: Sequence[tuple[int, Action]], settings: Settings
) -> bool:
    """Each action that promises hours promises those of its own gains."""
    for _, action in group:
        if action.claimed_hours is None:
            continue
        own = [hours_of(line) or 0.0 for line in case.lines if line.action == action.name]
        found = math.fsum(own)
        if not own or not agrees(action.claimed_hours, found, settings, GRAINS["hours_year"]):
            return False
    return True
