"""results.json: the risk register, and the register of processing under `gdpr`."""

from __future__ import annotations

from typing import Any

from kit.analysis.model import (
    Analysis,
    Recipient,
    RegisterEntry,
    RiskResult,
    TextKey,
    Weighed,
)
from kit.analysis.results_money import last


def privacy(analysis: Analysis) -> dict[str, Any]:
    """What is added to `gdpr`: empty lists while no personal data is handled."""
    found = analysis.privacy
    entries = found.register if found else ()
    return {
        "register": [_entry(entry) for entry in entries],
        "supplier_questions": [
            {
                "supplier": one.supplier,
                "automations": list(one.automations),
                "questions": list(one.questions),
            }
            for one in (found.suppliers if found else ())
        ],
        "impact_assessment": [
            {
                "register": entry.id,
                "automation": entry.automation,
                "assessment": entry.assessment,
                "large_scale": entry.large_scale,
                "criteria": [{"code": code, "origin": origin} for code, origin in entry.criteria],
            }
            for entry in entries
        ],
    }


def _entry(entry: RegisterEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "automation": entry.automation,
        "proposed": entry.line is None,
        "fields": {
            field.key: {"value": _plain(field.value), "origin": field.origin}
            for field in entry.fields
        },
        "unknown": list(entry.unknown),
        "inherent": entry.inherent.criticality,
        "residual": entry.residual.criticality,
    }


def _plain(value: object) -> Any:
    """Codes for texts of the kit, the client's words as they are, a quantity by its figure."""
    match value:
        case TextKey():
            return last(value)
        case Recipient(name=name, hosting=hosting):
            return {"name": name, "hosting": list(hosting)}
        case (int() | float() as amount, "months"):
            return amount
        case tuple():
            return [_plain(one) for one in value]
    return value


def risks(analysis: Analysis) -> list[dict[str, Any]]:
    """By rank; absent while the client wrote no risk of his own."""
    found = analysis.risks
    if found is None or not analysis.client.risks:
        return []
    return [_risk(one) for one in found.risks]


def _risk(one: RiskResult) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.risk.name if one.risk else None,
        "proposed": one.proposed,
        "kind": one.kind,
        "rank": one.rank,
        **_weighed(one.before),
        "residual": _weighed(one.after),
        "mitigation": one.risk.mitigation if one.risk else None,
        "backup": one.risk.backup if one.risk else None,
        "owner": one.risk.owner if one.risk else None,
        "automation": one.automation,
        "gaps": list(one.gaps),
    }


def _weighed(found: Weighed) -> dict[str, Any]:
    return {
        "probability": found.probability,
        "impact": found.impact,
        "criticality": found.criticality,
        "level": found.level,
    }
