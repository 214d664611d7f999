"""Sections of results.json: horizons, contents of options, verdict, flash audit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kit.analysis.model import Analysis, Flash, FlashCandidate
from kit.analysis.model.advice import Reason
from kit.analysis.results_money import last


def audit(analysis: Analysis) -> dict[str, Any]:
    """The full audit's own sections; {} when its sheets are blank and there is no option."""
    sections: dict[str, Any] = {
        "horizons": _horizons(analysis),
        "option_contents": _contents(analysis),
        "verdict": _verdict(analysis),
    }
    return {key: value for key, value in sections.items() if value}


def _horizons(analysis: Analysis) -> list[dict[str, Any]]:
    return [
        {
            "horizon": one.horizon,
            "first": one.first,
            "last": one.last,
            "what": [thing for row in one.rows for thing in row.what],
            "hours_low": one.hours_low,
            "hours_high": one.hours_high,
            "hours_lines": one.hours_lines,
            "over": one.over,
        }
        for one in analysis.horizons
    ]


def _contents(analysis: Analysis) -> list[dict[str, Any]]:
    return [
        {
            "option": one.option,
            "modules": one.modules,
            "set_up": one.set_up,
            "run_year": one.run_year,
            "unpriced": one.unpriced,
            "stated": one.stated,
            "agrees": one.agrees,
        }
        for one in analysis.option_contents
    ]


def _verdict(analysis: Analysis) -> dict[str, Any] | None:
    found = analysis.verdict
    if found is None:
        return None
    return {
        "proposed": found.proposed,
        "option": found.option,
        "waits": _codes(found.waits),
        "against": _codes(found.against),
        "favour": _codes(found.favour),
        "conditions": _codes(found.conditions),
        "alternative": found.alternative,
        "alternative_net": found.alternative_net,
        "alternative_months": found.alternative_months,
        "alternative_stated": found.alternative_stated,
    }


def _codes(reasons: Iterable[Reason]) -> list[str | None]:
    return [last(key) for key, _ in reasons]


def flash(analysis: Analysis) -> dict[str, Any] | None:
    """Whatever the document: it only asks for processes."""
    found = analysis.flash
    return None if found is None else _flash(found)


def _flash(found: Flash) -> dict[str, Any]:
    return {
        "candidates": [_candidate(one) for one in found.candidates],
        "few": found.few,
        "others": list(found.others),
        "untimed": list(found.untimed),
        "hours_month": found.hours_month,
        "saved": found.saved,
        "worth": found.worth,
        "uncosted": list(found.uncosted),
        "tools": list(found.tools),
        "tool_cost": found.tool_cost,
        "within_budget": found.within_budget,
        "concerned": list(found.concerned),
        "unasked": list(found.unasked),
        "checks": list(found.checks),
        "due": found.due.isoformat(),
        "prepare": _codes(found.prepare),
    }


def _candidate(one: FlashCandidate) -> dict[str, Any]:
    return {
        "process": one.process,
        "hours_month": one.hours_month,
        "saved": one.saved,
        "worth": one.worth,
        "personal_data": one.personal_data,
        "tools": list(one.tools),
        "weight": one.weight,
    }
