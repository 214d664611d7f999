"""The optional modules of a synthetic client: each adds tables to the data drawn so far."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Data = dict[str, Any]
Draw = Callable[[random.Random, Mapping[str, Any], Data, date], Data]


@dataclass(frozen=True, slots=True)
class Module:
    """`share`: how many clients have it; `draw(draw, words, data, start)`: its tables."""

    share: float
    draw: Draw


def _names(data: Data, table: str) -> list[str]:
    return [row["name"] for row in data.get(table, ())]


def _phases(draw: random.Random, said: Mapping[str, Any], data: Data, start: date) -> Data:
    ends = [draw.randint(2, 4), draw.randint(5, 8), draw.randint(9, 11)][: draw.randint(1, 3)]
    begins = [1, *(end + 1 for end in ends[:-1])]
    rows = zip(said["phases"], begins, ends, strict=False)
    return {
        "finance": {
            "start": start.isoformat(),
            "horizon_months": draw.choice((24, 36)),
            "discount_rate": draw.choice((0.05, 0.065, 0.08)),
        },
        "phases": [
            {"name": name, "start": first, "end": last, "contingency": 0.1}
            for name, first, last in rows
        ],
    }


def _actions(draw: random.Random, said: Mapping[str, Any], data: Data, start: date) -> Data:
    horizons = ("urgent", "important", "structuring")
    phases = _names(data, "phases")
    return {
        "actions": [
            {
                "name": name,
                "problem": problem,
                "consequence": consequence,
                "need": need,
                "horizon": horizon,
                "owner": draw.choice(_names(data, "roles")),
                "days": draw.choice((1, 2, 5)),
                **({"phase": draw.choice(phases)} if phases else {}),
            }
            for (name, problem, consequence, need), horizon in zip(
                said["action_names"], horizons, strict=True
            )
        ]
    }


def _kpis(draw: random.Random, said: Mapping[str, Any], data: Data, start: date) -> Data:
    figures = {"days": (3, 1), "percent": (20, 35), "score_5": (3.6, 4.5), "hours_day": (4, 2)}
    due = (start + timedelta(days=180)).isoformat()
    return {
        "kpis": [
            {
                "name": name,
                "group": group,
                "unit": unit,
                "today": figures[unit][0],
                "target": figures[unit][1],
                "due": due,
                "owner": draw.choice(_names(data, "roles")),
                "how": said["how"],
            }
            for name, group, unit in draw.sample(said["kpis"], draw.randint(2, 5))
        ]
    }


def _measures(draw: random.Random, said: Mapping[str, Any], data: Data, start: date) -> Data:
    """What was measured after go-live: the follow-up document is made of it."""
    months = [start + timedelta(days=days) for days in (90, 120)]
    run = [
        {
            "automation": name,
            "first": first.isoformat(),
            "last": (first + timedelta(days=29)).isoformat(),
            "runs": (runs := draw.randint(20, 400)),
            "successes": runs - draw.randint(0, 8),
            "users": draw.randint(1, 3),
            "expected_users": 3,
            "minutes": draw.choice((1, 2, 4)),
            "correction": said["corrections"],
        }
        for name in _names(data, "automations")
        for first in months
    ]
    kpi = [
        {"kpi": row["name"], "on": day.isoformat(), "value": round(row["today"] * share, 2)}
        for row in data.get("kpis", ())
        for day, share in zip(months, (1.0, 0.9), strict=True)
    ]
    return {"run_measures": run[:40], "kpi_measures": kpi}


def _milestones(draw: random.Random, said: Mapping[str, Any], data: Data, start: date) -> Data:
    rows: list[Data] = []
    for position, (name, kind) in enumerate(said["milestones"]):
        when = (start + timedelta(days=1 + 28 * position)).isoformat()
        after = {"after": rows[-1]["name"]} if rows else {}
        rows.append({"name": name, "kind": kind, "when": when, "owner": said["lead"], **after})
    return {"milestones": rows}


def _votes(draw: random.Random, said: Mapping[str, Any], data: Data, start: date) -> Data:
    return {
        "votes": [
            {
                "juror": juror,
                "process": row["process"],
                **{key: draw.randint(1, 5) for key in ("impact", "effort", "risk")},
            }
            for juror in _names(data, "roles")[:3]
            for row in data["priorities"][:10]
        ]
    }


def _tests(draw: random.Random, said: Mapping[str, Any], data: Data, start: date) -> Data:
    return {
        "tests": [
            {
                "automation": automation,
                "scenario": scenario,
                "kind": kind,
                "given": given,
                "expected": expected,
                "obtained": expected,
                "status": draw.choice(("ok", "ok", "bug")),
            }
            for automation in _names(data, "automations")[:6]
            for (scenario, given, expected), kind in zip(
                said["scenarios"], ("nominal", "limit", "error"), strict=True
            )
        ]
    }


def _risks(draw: random.Random, said: Mapping[str, Any], data: Data, start: date) -> Data:
    return {
        "risks": [
            {
                "name": name,
                "kind": kind,
                "probability": (likely := draw.randint(2, 5)),
                "impact": (grave := draw.randint(2, 5)),
                "mitigation": mitigation,
                "backup": backup,
                "owner": draw.choice(_names(data, "roles")),
                "residual_probability": likely - 1,
                "residual_impact": grave - 1,
                "automation": draw.choice(_names(data, "automations")),
            }
            for name, kind, mitigation, backup in said["risks"]
        ]
    }


def _deployments(draw: random.Random, said: Mapping[str, Any], data: Data, start: date) -> Data:
    people = _names(data, "roles")
    return {
        "deployments": [
            {
                "automation": name,
                "pilot_group": said["pilot"],
                "pilot_people": draw.randint(2, 10),
                "pilot_start": (start + timedelta(days=35 + 14 * position)).isoformat(),
                "pilot_weeks": 2,
                "rollback": said["rollback"],
                "rollback_minutes": 15,
                "rollback_owner": draw.choice(people),
                "dashboard": said["dashboard"],
                "dashboard_figures": ["successes", "failures", "volume"],
                "alerts": said["alerts"],
                "alert_to": draw.choice(people),
            }
            for position, name in enumerate(_names(data, "automations")[:12])
        ]
    }


def _change(draw: random.Random, said: Mapping[str, Any], data: Data, start: date) -> Data:
    people, automations = _names(data, "roles"), _names(data, "automations")
    return {
        "impacts": [
            {
                "aspect": aspect,
                "automation": draw.choice(automations),
                "today": today,
                "tomorrow": tomorrow,
                "role": draw.choice(people),
                "people": draw.randint(1, 5),
                "level": draw.randint(2, 4),
                "owner": said["lead"],
            }
            for aspect, today, tomorrow in said["impacts"]
        ],
        "messages": [
            {
                "audience": audience,
                "message": message,
                "channel": channel,
                "when": (start + timedelta(days=30 * position)).isoformat(),
                "owner": said["lead"],
            }
            for position, (audience, message, channel) in enumerate(
                zip(
                    ("staff", "managers", "sponsors"),
                    said["messages"],
                    ("meeting", "email", "meeting"),
                    strict=True,
                )
            )
        ],
        "governance": {"owner": people[0], "committee": people[:3], "committee_months": 3},
        "competences": [
            {"competence": code, "today": draw.randint(0, 3), "training": said["training"]}
            for code in ("project_steering", "process_analysis", "data_quality", "ai_limits")
        ],
    }


def _ideas(draw: random.Random, said: Mapping[str, Any], data: Data, start: date) -> Data:
    names = [name for name, _ in said["ideas"]]
    return {
        "ideas": [
            {"name": name, "function": function, "level": "ai", "human_share": "ai_recommends"}
            for name, function in said["ideas"]
        ],
        "idea_votes": [
            {
                "juror": juror,
                "idea": name,
                "value": draw.randint(1, 5),
                "feasibility": draw.randint(1, 5),
                "stickers": int(name in favourites),
            }
            for juror in _names(data, "roles")[:4]
            if (favourites := draw.sample(names, 3))
            for name in names
        ],
    }


# In this order: actions may stand in a phase, measures are those of indicators.
MODULES = (
    Module(0.4, _phases),
    Module(0.3, _actions),
    Module(0.5, _kpis),
    Module(0.2, _measures),
    Module(0.3, _milestones),
    Module(0.3, _votes),
    Module(0.4, _tests),
    Module(0.5, _risks),
    Module(0.3, _deployments),
    Module(0.3, _change),
    Module(0.3, _ideas),
)
