"""results.json: the stable keys other programs read (design.md, "Contracts").

Full precision, euros, hours, ISO dates. A part of the workbook that was not filled gives
no section at all; a figure that cannot be computed is null.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kit.analysis.model import Analysis, Checked, GdprResult
from kit.analysis.results_ai import ai, crm
from kit.analysis.results_audit import audit, flash
from kit.analysis.results_follow_up import follow_up
from kit.analysis.results_launch import launch
from kit.analysis.results_money import budget, business_case, last, options, provenance
from kit.analysis.results_people import change, competences
from kit.analysis.results_risks import privacy, risks
from kit.analysis.results_scenario import what_if
from kit.analysis.results_selection import grids, ideas
from kit.analysis.results_sourcing import sourcing
from kit.analysis.results_workshop import task_matrix

SCHEMA = 1


def results(analysis: Analysis) -> dict[str, Any]:
    """*analysis* as plain JSON values, always in the same order."""
    sections: dict[str, Any] = {
        "schema": SCHEMA,
        "client": analysis.client.company.name,
        "as_of": analysis.as_of.isoformat(),
        **what_if(analysis),
        "diagnostic": _diagnostic(analysis),
        "processes": _processes(analysis),
        "priorities": _priorities(analysis),
        "prerequisites": _gate(analysis.prerequisites),
        "gdpr": _gdpr(analysis.gdpr, analysis),
        "automations": _automations(analysis),
        "launch": {id: _gate(checked) for id, checked in analysis.launch.items()},
        "business_case": business_case(analysis),
        "options": options(analysis),
        "budget": budget(analysis),
        "thread": _thread(analysis),
        "baseline": _baseline(analysis),
        "firmness": _firmness(analysis),
        "deadlines": _deadlines(analysis),
        "risks": risks(analysis),
        **sourcing(analysis),
        **launch(analysis),
        **audit(analysis),
        "flash": flash(analysis),
        "plan": _plan(analysis),
        "grids": grids(analysis),
        "ideas": ideas(analysis),
        "ai": ai(analysis),
        "crm": crm(analysis),
        "task_matrix": task_matrix(analysis),
        "change": change(analysis),
        "competences": competences(analysis),
        "follow_up": follow_up(analysis),
    }
    filled = {key: value for key, value in sections.items() if value not in (None, [], {})}
    return {**filled, "findings": _findings(analysis), "provenance": provenance(analysis)}


def _diagnostic(analysis: Analysis) -> dict[str, Any] | None:
    found = analysis.diagnostic
    if found is None:
        return None
    return {
        "ticked": found.checked.total.ticked,
        "domains": {g.key: {"ticked": g.ticked, "of": g.of} for g in found.checked.groups},
        "advice": last(found.advice),
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
            "reasons": {figure: last(reason) for figure, reason in result.reasons.items()},
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
            "reason": last(row.reason),
            "deadline": row.deadline,
            "top_share": row.top_share,
            "juror_share": row.juror_share,
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


def _gdpr(found: GdprResult | None, analysis: Analysis) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        **(_gate(found.checked) or {}),
        "blocking": list(found.blocking),
        "concerned": list(found.concerned),
        "without_register": list(found.without_register),
        "transfers_uncovered": list(found.transfers_uncovered),
        **privacy(analysis),
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


def _thread(analysis: Analysis) -> list[dict[str, Any]]:
    return [
        {**asdict(row), "orphan": last(row.orphan) if row.orphan else None}
        for row in analysis.thread
    ]


def _baseline(analysis: Analysis) -> list[dict[str, Any]]:
    """What must be measured before anything is promised on it."""
    return [
        {
            "key": task.key,
            "what": last(task.what),
            "method": task.method,
            "group": task.group,
            "who": task.who,
            "how": task.how,
            "days": task.days,
            "sample": task.sample,
            "place": task.place,
        }
        for task in analysis.baseline
    ]


def _firmness(analysis: Analysis) -> dict[str, Any] | None:
    found = analysis.firmness
    if found is None:
        return None
    change = found.change
    names = ("what", "process", "from", "to")
    return {**asdict(found), "change": change and dict(zip(names, change, strict=True))}


def _deadlines(analysis: Analysis) -> list[dict[str, Any]]:
    return [{**asdict(one), "day": one.day.isoformat()} for one in analysis.deadlines]


def _findings(analysis: Analysis) -> list[dict[str, Any]]:
    return [
        {
            "code": finding.code,
            "severity": finding.severity,
            "place": finding.place,
            "places": list(finding.places),
            "written": finding.written,
            "computed": finding.computed,
            "effect": last(finding.effect) if finding.effect else None,
            "change": finding.change,
            "change_unit": finding.change_unit,
        }
        for finding in analysis.findings
    ]
