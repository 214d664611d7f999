"""results.json: the stable keys other programs read (design.md, "Contracts").

Full precision, euros, hours, ISO dates. A part of the workbook that was not filled gives
no section at all; a figure that cannot be computed is null.
"""

from __future__ import annotations

from typing import Any

from kit.analysis.model import Analysis, Checked, GdprResult

SCHEMA = 1


def results(analysis: Analysis) -> dict[str, Any]:
    """*analysis* as plain JSON values, always in the same order."""
    sections: dict[str, Any] = {
        "schema": SCHEMA,
        "client": analysis.client.company.name,
        "as_of": analysis.as_of.isoformat(),
        "diagnostic": _diagnostic(analysis),
        "processes": _processes(analysis),
        "priorities": _priorities(analysis),
        "prerequisites": _gate(analysis.prerequisites),
        "gdpr": _gdpr(analysis.gdpr),
        "automations": _automations(analysis),
        "launch": {id: _gate(checked) for id, checked in analysis.launch.items()},
        "business_case": _business_case(analysis),
        "plan": _plan(analysis),
    }
    filled = {key: value for key, value in sections.items() if value not in (None, [], {})}
    return {**filled, "findings": _findings(analysis)}


def _diagnostic(analysis: Analysis) -> dict[str, Any] | None:
    found = analysis.diagnostic
    if found is None:
        return None
    return {
        "ticked": found.checked.total.ticked,
        "domains": {g.key: {"ticked": g.ticked, "of": g.of} for g in found.checked.groups},
        "advice": _last(found.advice),
    }


def _processes(analysis: Analysis) -> list[dict[str, Any]]:
    return [
        {
            "id": result.id,
            "name": result.process.name,
            "domain": result.process.domain,
            "volume_month": result.process.volume_month,
            "minutes": result.process.minutes,
            "hourly_cost": result.hourly_cost,
            "hours_month": result.hours_month,
            "hours_year": result.hours_year,
            "cost_year": result.cost_year,
            "role_share": result.role_share,
            "ready": result.ready,
            "missing": list(result.missing),
            "reasons": {figure: _last(reason) for figure, reason in result.reasons.items()},
        }
        for result in analysis.processes
    ]


def _priorities(analysis: Analysis) -> list[dict[str, Any]]:
    """By rank, then those not fully noted, with a null score and rank."""
    if not analysis.client.priorities:
        return []
    return [
        {
            "process": row.process,
            "impact": row.impact,
            "effort": row.effort,
            "risk": row.risk,
            "score": row.score,
            "stars": row.stars,
            "quick_win": row.quick_win,
            "rank": row.rank,
            "reason": _last(row.reason),
        }
        for row in analysis.priorities
    ]


def _gate(checked: Checked | None) -> dict[str, Any] | None:
    if checked is None:
        return None
    total = checked.total
    return {
        "ticked": total.ticked,
        "applicable": total.applicable,
        "unanswered": total.unanswered,
        "share": total.share,
        "passed": checked.passed,
        "missing": list(total.missing),
    }


def _gdpr(found: GdprResult | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        **(_gate(found.checked) or {}),
        "blocking": list(found.blocking),
        "concerned": list(found.concerned),
        "without_register": list(found.without_register),
        "transfers_uncovered": list(found.transfers_uncovered),
    }


def _automations(analysis: Analysis) -> list[dict[str, Any]]:
    return [
        {
            "id": result.id,
            "name": result.automation.name,
            "process": result.process,
            "design": {"ticked": result.design.total.ticked, "of": result.design.total.of},
            "personal_data": result.personal_data,
            "tools": [advice.tool for advice in result.tools if advice.chosen],
            "blocked_by": list(result.blocked_by),
        }
        for result in analysis.automations
    ]


def _business_case(analysis: Analysis) -> dict[str, Any] | None:
    case = analysis.business_case
    if case is None:
        return None
    figures = (
        "gross_month",
        "cost_month",
        "net_month",
        "hours_month",
        "cost_once",
        "cost_first_year",
        "gain_first_year",
        "roi_first_year",
        "payback_month",
        "npv",
        "irr",
        "horizon",
        "discount_rate",
    )
    lines = [
        {
            "id": line.id,
            "label": line.label,
            "side": line.side,
            "kind": line.kind,
            "automation": line.automation,
            "hours_month": line.hours_month,
            "month": line.month,
            "once": line.once,
            "confidence": line.confidence,
            "reason": _last(line.reason) if line.reason else None,
        }
        for line in case.lines
    ]
    return {
        **{figure: getattr(case, figure) for figure in figures},
        "targets": dict(case.targets),
        "reasons": {figure: _last(reason) for figure, reason in case.reasons.items()},
        "lines": lines,
    }


def _plan(analysis: Analysis) -> list[dict[str, Any]]:
    return [
        {
            "key": task.key,
            "plan_day": task.plan_day,
            "date": task.date.isoformat(),
            "last_date": task.last_date.isoformat(),
            "task": task.text,
            "params": dict(task.params),
            "owner": task.owner,
            "output": task.output_text,
            "automation": task.automation,
            "blocked_by": list(task.blocked_by),
            "go_live": task.go_live,
        }
        for task in analysis.plan.tasks
    ]


def _findings(analysis: Analysis) -> list[dict[str, Any]]:
    return [
        {
            "code": finding.code,
            "place": finding.place,
            "written": finding.written,
            "computed": finding.computed,
            "effect": _last(finding.effect) if finding.effect else None,
        }
        for finding in analysis.findings
    ]


def _last(key: str) -> str:
    """The code at the end of a text key: "analysis.advice.few" is "few" to a program."""
    return key.rpartition(".")[2]
