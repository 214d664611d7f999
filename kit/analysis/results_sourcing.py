"""results.json: outsourcing, what becomes of each process, uses proposed, aids, stale entries."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kit.analysis.model import Analysis, ContractResult, DispositionResult, Route
from kit.analysis.model.sourcing import Reason

_LISTS = ("practices", "pitfalls", "questions")


def sourcing(analysis: Analysis) -> dict[str, Any]:
    """The sections that something was filled for; the others are absent."""
    sections: dict[str, Any] = {
        "outsourcing": _outsourcing(analysis),
        "dispositions": [_disposition(one) for one in analysis.dispositions],
        "use_cases": [asdict(one) for one in analysis.use_cases],
        "aids": [asdict(one) for one in analysis.aids],
        "stale": [{**asdict(one), "checked": one.checked.isoformat()} for one in analysis.stale],
    }
    return {key: value for key, value in sections.items() if value}


def _outsourcing(analysis: Analysis) -> dict[str, Any]:
    """The lists that were answered, and the contracts; {} when there are none."""
    lists = {
        name: {
            "ticked": checked.total.ticked,
            "applicable": checked.total.applicable,
            "unanswered": checked.total.unanswered,
            "missing": list(checked.total.missing),
        }
        for name in _LISTS
        if (checked := analysis.checklists.get(f"outsourcing_{name}"))
    }
    contracts = [_contract(one) for one in analysis.contracts]
    return {**lists, "contracts": contracts} if lists or contracts else {}


def _contract(one: ContractResult) -> dict[str, Any]:
    return {
        "process": one.process,
        "provider": one.contract.provider,
        "price_year": one.contract.price_year,
        "held": one.held,
        "missing": {side.key: [_last(key) for key in side.missing] for side in one.dimensions},
        "exposed": [_last(key) for key in one.exposed],
    }


def _disposition(one: DispositionResult) -> dict[str, Any]:
    return {
        "process": one.process,
        "months": one.months,
        "proposal": one.proposal,
        "level": one.level,
        "costed": one.costed,
        "saved": one.saved,
        "choice": one.choice,
        "differs": one.differs,
        "choice_gap": one.choice_gap,
        "errors_year": one.errors_year,
        "reasons": _codes(one.reasons),
        "routes": [_route(route) for route in one.routes],
    }


def _route(route: Route) -> dict[str, Any]:
    return {
        "kind": route.kind,
        "remains": route.remains,
        "one_off": route.one_off,
        "yearly": route.yearly,
        "total": route.total,
        "break_even": route.break_even,
        "considered": route.considered,
        "missing": [key.split(".")[2] for key in route.missing],
        "against": _codes(route.against),
        "watch": _codes(route.watch),
        "undo": _codes(route.undo),
    }


def _codes(reasons: tuple[Reason, ...]) -> list[str]:
    return [_last(key) for key, _ in reasons]


def _last(key: str) -> str:
    """The code at the end of a text key."""
    return key.rpartition(".")[2]
