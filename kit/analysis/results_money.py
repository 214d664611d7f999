"""The business case in results.json: lines, flows, range, options, budget, provenance."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kit.analysis.model import (
    Analysis,
    Flows,
    MoneyLine,
    OptionResult,
    Returns,
    Stacks,
    Trace,
)

_FIGURES = (
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
    "discounting",
)
_LINE = (
    "id",
    "label",
    "side",
    "kind",
    "value_class",
    "automation",
    "options",
    "phase",
    "hours_month",
    "month",
    "once",
    "reuse",
    "start",
    "go_live",
    "end",
    "ramp",
    "low",
    "high",
    "stated_range",
    "confidence",
    "computed",
    "claimed",
    "claimed_hours",
)


def business_case(analysis: Analysis) -> dict[str, Any] | None:
    case = analysis.business_case
    if case is None:
        return None
    corrected, spread = case.corrected, case.distribution
    return {
        **{figure: getattr(case, figure) for figure in _FIGURES},
        "targets": dict(case.targets),
        "reasons": _codes(case.reasons),
        "lines": [_line(line) for line in case.lines],
        "other_lines": [_line(line) for line in case.other_lines],
        "cash_flow": _flows(case.flows),
        "returns": _returns(case.returns),
        "corrected": corrected
        and {
            "gross_month": corrected.gross_month,
            "net_month": corrected.net_month,
            "adjustments": [asdict(one) for one in corrected.adjustments],
            "cash_flow": _flows(corrected.flows),
            "returns": _returns(corrected.returns),
        },
        "claimed": case.claimed and asdict(case.claimed),
        "stacks": _stacks(case.stacks),
        "scenarios": {
            one.key: {"cash_flow": _flows(one.flows), "returns": _returns(one.returns)}
            for one in case.scenarios
        },
        "distribution": spread and asdict(spread),
        "tornado": [asdict(driver) for driver in case.tornado],
        "break_even": {
            one.goal: {
                "target": one.target,
                "set_up": one.set_up,
                "adoption": one.adoption,
                "volumes": [
                    dict(zip(("line", "smallest", "today", "period"), volume, strict=True))
                    for volume in one.volumes
                ],
                "reasons": _codes(one.reasons),
            }
            for one in case.break_even
        },
        "hours_pool": [asdict(use) for use in case.hours_pool],
        "upkeep": case.upkeep
        and {
            "hours_month": case.upkeep.hours_month,
            "cost_month": case.upkeep.cost_month,
            "automations": [
                dict(zip(("automation", "hours_month", "cost_month"), one, strict=True))
                for one in case.upkeep.automations
            ],
        },
    }


def budget(analysis: Analysis) -> list[dict[str, Any]]:
    case = analysis.business_case
    return [
        {
            **asdict(phase),
            "lines": [dict(zip(("line", "amount"), line, strict=True)) for line in phase.lines],
        }
        for phase in (case.budget if case else ())
    ]


def options(analysis: Analysis) -> list[dict[str, Any]]:
    return [_option(option) for option in analysis.options]


def provenance(analysis: Analysis) -> dict[str, Any]:
    """Figure → its rule, the numbers it was worked from, the cells they stand in."""
    return {trace.figure: _trace(trace) for trace in analysis.traces}


def _line(line: MoneyLine) -> dict[str, Any]:
    values = {field: getattr(line, field) for field in _LINE}
    dated = line.dated and {"day": line.dated[0].isoformat(), "amount": line.dated[1]}
    reason = last(line.reason) if line.reason else None
    return {**values, "yearly": line.yearly, "dated": dated, "reason": reason}


def _flows(flows: Flows | None) -> dict[str, Any] | None:
    if flows is None:
        return None
    return {"gains": flows.gains, "costs": flows.costs, "cumulated": flows.cumulated}


def _returns(returns: Returns | None) -> dict[str, Any] | None:
    if returns is None:
        return None
    return {**asdict(returns), "reasons": _codes(returns.reasons)}


def _stacks(stacks: Stacks | None) -> dict[str, Any] | None:
    if stacks is None:
        return None
    steps = {
        step.key: {
            "gain_year": step.gain_year,
            "total_year": step.total_year,
            "returns": _returns(step.returns),
        }
        for step in stacks.steps
    }
    left = {"reuse": stacks.reuse, "not_reused_year": stacks.not_reused_year}
    return {**steps, **left, "upkeep_year": stacks.upkeep_year}


def _option(option: OptionResult) -> dict[str, Any]:
    return {**asdict(option), "reasons": _codes(option.reasons)}


def _trace(trace: Trace) -> dict[str, Any]:
    return {
        "rule": trace.rule,
        "terms": {
            name: {"value": value, "unit": unit} for name, (value, unit) in trace.terms.items()
        },
        "inputs": dict(trace.inputs),
        "value": trace.value,
        "unit": trace.unit,
        "cells": trace.cells,
    }


def _codes(reasons: Any) -> dict[str, str]:
    return {figure: last(reason) for figure, reason in reasons.items()}


def last(key: str) -> str:
    """The code at the end of a text key: "analysis.advice.few" is "few" to a program."""
    return key.rpartition(".")[2]
