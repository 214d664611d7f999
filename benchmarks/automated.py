"""What a synthetic client automates: cards, GDPR register, gains and costs."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

Data = dict[str, Any]


def automated(draw: random.Random, said: Mapping[str, Any], processes: list[Data]) -> Data:
    """The automations of the first processes, their register, gains and costs."""
    chosen = processes[: min(12, draw.randint(3, 4 + len(processes) // 4))]
    named = {
        process["name"]: said["automation"].format(process=process["name"]) for process in chosen
    }
    tool = draw.choice(said["automation_tools"])
    gains = [
        gain for process in chosen for gain in _gains(draw, said, process, named[process["name"]])
    ]
    return {
        "automations": [
            _card(draw, said, process, named[process["name"]], tool) for process in chosen
        ],
        "register": [
            _register(draw, said, named[process["name"]], tool)
            for process in chosen
            if process["personal_data"]
        ],
        "gains": gains[:40],
        "costs": _costs(draw, said, list(named.values()), tool),
    }


def _card(
    draw: random.Random, said: Mapping[str, Any], process: Data, name: str, tool: str
) -> Data:
    return {
        "name": name,
        "process": process["name"],
        "owner": process["owner"],
        "level": draw.choice(("no_code", "no_code", "ai", "hybrid")),
        "trigger": process["trigger"],
        "conditions": draw.choice(said["decisions"])[1],
        "actions": said["actions"][: draw.randint(3, 5)],
        "tools": [tool, *process["tools"][:2]],
        "rules": said["rules"],
        "exceptions": process["exceptions"],
        "human_check": said["human_check"],
        "logs": said["logs"],
        "complexity": draw.choice(("linear", "branches", "loops")),
        "critical": process["critical"],
    }


def _register(draw: random.Random, said: Mapping[str, Any], automation: str, tool: str) -> Data:
    return {
        "automation": automation,
        "purpose": said["purpose"],
        "people": said["people"],
        "data": said["data"],
        "legal_basis": draw.choice(("contract", "legitimate_interest", "legal_obligation")),
        "provider": tool,
        "outside_eu": False,
        "dpa_signed": draw.random() < 0.8,
        "retention_months": draw.choice((12, 36, 60)),
        "security": said["security"],
    }


def _gains(
    draw: random.Random, said: Mapping[str, Any], process: Data, automation: str
) -> list[Data]:
    base = {"automation": automation, "process": process["name"], "period": "month"}
    trust = {"confidence": draw.choice(("measured", "declared", "assumed"))}
    trust["source"] = draw.choice(said["sources"])
    volume, before = process["volume_month"], process["minutes"]
    found = [
        {
            **base,
            **trust,
            "label": said["gain_hours"].format(process=process["name"]),
            "kind": "hours",
            "volume": volume,
            "before": before,
            "after": round(before * draw.choice((0.1, 0.2, 0.3, 0.5)), 1),
            "role": process["role"],
            "ramp_months": draw.choice((0, 1, 2)),
        }
    ]
    if draw.random() < 0.4:
        label = said["gain_errors"].format(process=process["name"])
        rates = {"error_before": process["error_rate"], "error_after": process["error_rate"] / 4}
        worth = {"volume": volume, "unit_value": process["error_cost"]}
        found.append({**base, **trust, "label": label, "kind": "errors", **rates, **worth})
    if draw.random() < 0.15:
        label = said["gain_cash"].format(process=process["name"])
        worth = {"volume": draw.randint(2, 20), "unit_value": draw.choice((6.5, 12, 30))}
        found.append({**base, **trust, "label": label, "kind": "cash", **worth})
    return found


def _costs(
    draw: random.Random, said: Mapping[str, Any], automations: list[str], tool: str
) -> list[Data]:
    days = len(automations) * draw.choice((1, 1.5, 2))
    price = draw.choice((480, 600, 720))
    set_up = {"rhythm": "once", "quantity": days, "unit_price": price, "nature": "service"}
    licence = {"rhythm": "month", "nature": "software", "quantity": 1}
    return [
        {**set_up, "label": said["cost_set_up"]},
        {**set_up, "label": said["cost_training"], "nature": "training", "quantity": 1},
        {
            "rhythm": "once",
            "label": said["cost_staff"],
            "nature": "staff",
            "client_days": days,
            "day_rate": 260,
        },
        {
            **licence,
            "label": said["cost_tool"].format(tool=tool),
            "unit_price": draw.choice((20, 45, 90)),
        },
        {**set_up, "rhythm": "year", "label": said["cost_review"], "quantity": 1},
    ]
