"""results.json, section follow_up: planned against measured (method M17, M18.10)."""

from __future__ import annotations

from datetime import date
from typing import Any

from kit.analysis.model import (
    Analysis,
    AutomationProgress,
    Correction,
    FollowUp,
    KpiProgress,
    Period,
    Reforecast,
    ToMeasure,
)
from kit.analysis.results_money import last


def follow_up(analysis: Analysis) -> dict[str, Any]:
    """{} until something is measured."""
    found = analysis.follow_up
    if found is None or not found.measured:
        return {}
    names = {one.id: one.automation.name for one in analysis.automations}
    return {
        "begun": _day(found.begun),
        "until": _day(found.until),
        "total": _total(found),
        "automations": [_automation(one, names[one.id]) for one in found.automations],
        "kpis": [_kpi(one) for one in found.kpis],
        "kinds": {
            one.kind: {"planned": one.planned, "measured": one.measured, "ratio": one.ratio}
            for one in found.kinds
        },
        "reforecast": _reforecast(found.reforecast),
        "corrections": [_correction(one) for one in found.corrections],
        "to_measure": [_to_measure(one) for one in found.to_measure],
        "set_aside": [
            {"table": table, "row": row + 1, "why": why} for table, row, why in found.set_aside
        ],
    }


def _total(found: FollowUp) -> dict[str, Any]:
    return {
        "gain_planned": found.gain_planned,
        "gain": found.gain,
        "compared": found.compared,
        "ratio": found.ratio,
        "cost_planned": found.cost_planned,
        "cost": found.cost,
        "roi_planned": found.roi_planned,
        "roi": found.roi,
    }


def _automation(one: AutomationProgress, name: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": name,
        "go_live": _day(one.go_live),
        "until": _day(one.until),
        "status": one.status,
        "issues": list(one.issues),
        "minutes_before": one.minutes_before,
        "minutes_planned": one.minutes_planned,
        "minutes": one.minutes,
        "volume_planned": one.volume_planned,
        "volume": one.volume,
        "gain_planned": one.gain_planned,
        "gain": one.gain,
        "gain_month_planned": one.gain_month_planned,
        "gain_month": one.gain_month,
        "ratio": one.ratio,
        "time_ratio": one.time_ratio,
        "other_ratio": one.other_ratio,
        "cost_planned": one.cost_planned,
        "cost": one.cost,
        "roi_planned": one.roi_planned,
        "roi": one.roi,
        "adoption": one.adoption,
        "success": one.success,
        "unmeasured": list(one.unmeasured),
        "reasons": {field: last(why) for field, why in one.reasons.items()},
        "periods": [_period(period) for period in one.periods],
    }


def _period(one: Period) -> dict[str, Any]:
    return {
        "first": _day(one.first),
        "last": _day(one.last),
        "months": one.months,
        "runs": one.measure.runs,
        "successes": one.measure.successes,
        "users": one.measure.users,
        "expected_users": one.measure.expected_users,
        "minutes": one.measure.minutes,
        "hours": one.hours,
        "time": one.time,
        "amount": one.amount,
        "gain": one.gain,
        "planned": one.planned,
        "cost": one.measure.cost,
        "cause": one.measure.cause,
    }


def _kpi(one: KpiProgress) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.kpi.name,
        "unit": one.kpi.unit,
        "direction": one.direction,
        "today": one.kpi.today,
        "target": one.kpi.target,
        "due": _day(one.due_day),
        "on": _day(one.on),
        "value": one.value,
        "planned": one.planned,
        "way": one.way,
        "planned_way": one.planned_way,
        "status": one.status,
        "reason": last(one.reason) if one.reason else None,
        "measures": [{"on": _day(day), "value": value} for day, value in one.measures],
    }


def _reforecast(found: Reforecast | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "months": found.horizon,
        "payback_month": found.returns.payback_month,
        "payback_month_promised": found.promised.payback_month,
        "gain": found.returns.gain,
        "gain_promised": found.promised.gain,
        "net": found.returns.net,
        "net_promised": found.promised.net,
        "roi": found.returns.roi,
        "roi_promised": found.promised.roi,
        "kept": [{"line": line, "why": last(why)} for line, why in found.kept],
    }


def _correction(one: Correction) -> dict[str, Any]:
    return {
        "subject": one.subject,
        "name": one.name,
        "issues": list(one.issues),
        "cause": one.cause,
        "correction": one.correction,
        "owner": one.owner,
        "due": _day(one.due_day) or one.due,
        "overdue": one.overdue,
        "place": one.place,
    }


def _to_measure(one: ToMeasure) -> dict[str, Any]:
    return {
        "subject": one.subject,
        "name": one.name,
        "point": one.point,
        "day": _day(one.day),
        "who": one.who,
        "overdue": one.overdue,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
