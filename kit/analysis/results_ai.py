"""The sections `ai` and `crm` of results.json."""

from __future__ import annotations

from typing import Any

from kit.analysis.model import AiProject, AiSelfTest, AiStep, Analysis, Checked, Score


def ai(analysis: Analysis) -> dict[str, Any]:
    found = analysis.ai
    if found is None:
        return {}
    return {
        "self_test": _self_test(found.self_test),
        "state": _counted(found.state),
        "required_missing": list(found.required_missing),
        "begun": found.begun,
        "current": found.current,
        "steps": [_step(step) for step in found.steps],
        "ethics": _ethics(found),
        "supplier": found.supplier,
    }


def crm(analysis: Analysis) -> dict[str, Any]:
    found = analysis.crm
    if found is None:
        return {}
    return {
        "needs": _counted(found.needs),
        "steps": _counted(found.steps),
        "next_step": found.next_step,
        "early": found.early,
        "kpis": list(found.kpis),
        "users": found.users,
        "budget_month": found.budget,
        "tools": [
            {
                "id": one.tool,
                "fit": one.fit,
                "in_use": one.in_use,
                "month_low": one.month_low,
                "month_high": one.month_high,
                "reasons": [key.rpartition(".")[2] for key, _ in one.reasons],
            }
            for one in found.tools
        ],
    }


def _self_test(found: AiSelfTest | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        **_leaning(found.checked.total),
        "needed": found.needed,
        "further": found.further,
        "groups": {group.key: _leaning(group) for group in found.checked.groups},
    }


def _leaning(score: Score) -> dict[str, Any]:
    left = score.of - score.ticked - score.partly - score.unanswered
    return {
        "left": left,
        "middle": score.partly,
        "right": score.ticked,
        "unanswered": score.unanswered,
    }


def _step(step: AiStep) -> dict[str, Any]:
    return {
        "key": step.key,
        **(_counted(step.checked) or dict.fromkeys(_COUNTED)),
        "required": step.required,
        "begun": step.begun,
        "decision": step.decision,
        "decided_on": step.decided_on.isoformat() if step.decided_on else None,
        "closed_by": step.closed_by,
        "held_by": step.held_by,
    }


_COUNTED = ("ticked", "applicable", "unanswered", "share", "passed", "missing")


def _counted(checked: Checked | None) -> dict[str, Any] | None:
    if checked is None:
        return None
    total = checked.total
    figures = (total.ticked, total.applicable, total.unanswered, total.share, checked.passed)
    return dict(zip(_COUNTED, (*figures, list(total.missing)), strict=True))


def _ethics(found: AiProject) -> dict[str, Any] | None:
    if found.ethics is None and found.critical is None:
        return None
    critical = None if found.critical is None else list(found.critical)
    counted = _counted(found.ethics) or dict.fromkeys(_COUNTED)
    return {**counted, "critical": critical, "explained": found.explained}
