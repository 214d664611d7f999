"""Baseline debt: each missing "today" becomes a measuring task (method M18.7).

Nothing is computed on what is missing: a promise without a starting point cannot be kept,
nor checked.
"""

from __future__ import annotations

from collections.abc import Sequence

from kit.analysis.model import MeasuringTask, ProcessResult, Ranked
from kit.analysis.money_lines import parents_of, process_name
from kit.analysis.settings import Settings
from kit.client import Client, Gain, Kpi

# How an indicator is measured, by its unit; any other is counted as cases come up.
_TIMED = ("minutes", "hours", "days", "hours_day", "hours_week", "hours_month")
_RATED = ("percent", "score_5", "score_10", "nps")
# Figures of a process that everything computed on it rests on.
_OF_PROCESS = (("minutes", "time", "process_minutes"), ("volume_month", "count", "process_volume"))


def missing_todays(
    client: Client,
    processes: Sequence[ProcessResult],
    priorities: Sequence[Ranked],
    settings: Settings,
) -> tuple[MeasuringTask, ...]:
    """Indicators, then gains, then ranked processes, each in the workbook's order."""
    owners = {result.process.name: result.process.owner for result in processes}
    parents, lead = parents_of(client), client.plan.lead
    found = [
        _of_kpi(n, kpi, lead, settings, client)
        for n, kpi in enumerate(client.kpis)
        if kpi.today is None and kpi.target is not None
    ]
    for n, gain in enumerate(client.gains):
        if field := _missing_of_gain(gain):
            method = "time" if field == "before" else "rate"
            found.append(
                MeasuringTask(
                    key=f"gain-{n + 1}.{field}",
                    what=f"analysis.baseline.gain_{field}",
                    params={"name": gain.label},
                    who=owners.get(process_name(gain, parents) or "") or lead,
                    how=None,
                    days=settings["baseline.days"],
                    sample=_sample(method, settings),
                    place=client.cells.get(f"gains/{n}/label"),
                    method=method,
                    group="gain",
                )
            )
    ranked = {row.process for row in priorities if row.rank is not None}
    for n, result in enumerate(processes):
        if result.id not in ranked:
            continue
        for field, method, kind in _OF_PROCESS:
            if getattr(result.process, field) is not None:
                continue
            found.append(
                MeasuringTask(
                    key=f"process-{result.id}.{field}",
                    what=f"analysis.baseline.{kind}",
                    params={"name": result.process.name},
                    who=result.process.owner or lead,
                    how=None,
                    days=settings["baseline.days"],
                    sample=_sample(method, settings),
                    place=client.cells.get(f"processes/{n}/name"),
                    method=method,
                    group="process",
                )
            )
    return tuple(found)


def _of_kpi(
    n: int, kpi: Kpi, lead: str | None, settings: Settings, client: Client
) -> MeasuringTask:
    method = "time" if kpi.unit in _TIMED else "rate" if kpi.unit in _RATED else "count"
    return MeasuringTask(
        key=f"kpi-{n + 1}",
        what="analysis.baseline.kpi",
        params={"name": kpi.name},
        who=kpi.owner or lead,
        how=kpi.how,
        days=settings["baseline.days"] if kpi.days is None else kpi.days,
        sample=_sample(method, settings) if kpi.sample is None else kpi.sample,
        place=client.cells.get(f"kpis/{n}/name"),
        method=method,
        group=kpi.group or "operational",
    )


def _missing_of_gain(gain: Gain) -> str | None:
    """The field a promised "after" or rate stands on, when it is blank."""
    if gain.kind == "hours" and gain.before is None:
        return "before" if gain.after is not None or gain.rate is not None else None
    if gain.kind == "errors" and gain.error_before is None:
        return "error_before" if gain.error_after is not None else None
    return None


def _sample(method: str, settings: Settings) -> int:
    """Cases to observe; 0 where all of them are counted."""
    return 0 if method == "count" else int(settings[f"baseline.sample_{method}"])
