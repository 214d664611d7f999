"""One synthetic client as structured data, drawn from a seed and a number: what `kit fill` takes.

    engagement(1, 7)  # the 7th client of seed 1, alone or among a thousand: always the same

Sizes are spread as in a firm's portfolio: most clients have 5 to 15 processes, a few have 40;
each of the optional modules is there for a third of them. All words stand in benchmarks/words.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.automated import automated
from benchmarks.modules import MODULES
from kit.catalogue import load_catalogue

WORDS = Path(__file__).parent / "words"
LANGUAGES = ("fr", "en")
ODD_NAMES, SAME_NAMES = 0.08, 0.04  # share of clients
ENGLISH = 0.3  # share of clients, when languages are mixed
_HOURS_MONTH = 1607 / 12  # [h] of one person

Data = dict[str, Any]


@cache
def words(lang: str) -> Mapping[str, Any]:
    return tomllib.loads((WORDS / f"{lang}.toml").read_text(encoding="utf-8"))


def engagement(seed: int, number: int, lang: str = "mixed", profiles: int = 0) -> Data:
    """Client *number* (from 1) of *seed*; *lang*: fr, en or mixed.

    With *profiles*, client n is drawn as client n modulo profiles, under a name of its own:
    batches of 10 and of 400 are then made of the same clients.
    """
    draw, spoken, said, sector = _world(seed, number, lang, profiles)
    roles = [_role(draw, name) for name in sector["roles"]]
    processes = _processes(draw, said, sector, roles)
    start = _a_monday(draw)
    data: Data = {
        "lang": spoken,
        "company": _company(draw, said, sector, roles, name_of(seed, number, lang, profiles)),
        "roles": roles,
        "answers": _answers(draw, said, roles),
        "processes": processes,
        "steps": _steps(draw, said, processes),
        "priorities": [_priority(draw, process["name"]) for process in processes],
        "plan": _plan(said, roles, start),
        "closures": _closures(said),
    }
    data |= automated(draw, said, processes)
    for module in MODULES:
        if draw.random() < module.share:
            data |= module.draw(draw, said, data, start)
    return data


def name_of(seed: int, number: int, lang: str = "mixed", profiles: int = 0) -> str:
    """The company's name: odd for some, that of an earlier client for a few others."""
    draw = random.Random(f"{seed}/{number}/name")
    if number > 1 and draw.random() < SAME_NAMES:
        return name_of(seed, draw.randrange(1, number), lang, profiles)
    _, _, said, sector = _world(seed, number, lang, profiles)
    if draw.random() < ODD_NAMES:
        return str(draw.choice(said["odd_names"]))
    first, second = draw.sample(said["surnames"], 2)
    owners = f"{first}-{second}" if draw.random() < 0.5 else first
    return str(draw.choice(sector["firms"]).format(name=owners))


def _world(
    seed: int, number: int, lang: str, profiles: int
) -> tuple[random.Random, str, Mapping[str, Any], Data]:
    """What draws the client, its language, the words of it, its sector."""
    like = (number - 1) % profiles + 1 if profiles else number
    draw = random.Random(f"{seed}/{like}")
    spoken = _lang(draw, lang)
    said = words(spoken)
    return draw, spoken, said, draw.choice(said["sectors"])


def _lang(draw: random.Random, asked: str) -> str:
    mixed = LANGUAGES[draw.random() < ENGLISH]
    return mixed if asked == "mixed" else asked


def _a_monday(draw: random.Random) -> date:
    return date(2027, 1, 4) + timedelta(weeks=draw.randrange(26))


def _company(
    draw: random.Random, said: Mapping[str, Any], sector: Data, roles: list[Data], name: str
) -> Data:
    return {
        "name": name,
        "activity": sector["activity"],
        "sector": sector["key"],
        "staff": int(sum(role["headcount"] for role in roles)) + draw.randrange(4),
        "department": draw.choice(said["departments"]),
        "contact": draw.choice(said["contact"]),
        "consultant": said["consultant"],
        "firm": said["firm"],
        "confidentiality": said["confidentiality"],
        "office_suite": draw.choice(("microsoft", "google", "other")),
        "tools": draw.sample(said["tools"], draw.randint(3, 7)),
        "tool_budget": draw.choice((60, 80, 150, 300)),
        "hosting": draw.choice(("free", "europe", "europe", "self_hosted")),
        "technical_skills": draw.random() < 0.3,
        "working_days": draw.choice((218, 220, 225)),
        "working_weeks": draw.choice((44, 46)),
    }


def _role(draw: random.Random, name: str) -> Data:
    return {
        "name": name,
        "hourly_cost": draw.choice((24, 27.5, 31, 34, 38, 42, 48.5, 60)),
        "yearly_hours": draw.choice((1607, 1607, 1720)),
        "headcount": draw.choice((1, 1, 1, 2, 3, 5)),
    }


def _answers(draw: random.Random, said: Mapping[str, Any], roles: list[Data]) -> Data:
    checklists = load_catalogue().checklists
    found: Data = {}
    for item in draw.sample(checklists["pains"].items, draw.randint(6, 16)):
        found[item.id] = {
            "value": "yes",
            "frequency": draw.choice(("daily", "weekly", "monthly")),
            "minutes": draw.choice((20, 45, 90, 150, 240)),
            "who": draw.choice(roles)["name"],
            "pain": draw.randint(2, 5),
            "comment": draw.choice(said["comments"]),
        }
    ready = draw.choice((0.7, 0.85, 0.97))  # under the gate of the method, at it, well above it
    for checklist in ("prerequisites", "gdpr"):
        for item in checklists[checklist].items:
            value = "yes" if draw.random() < ready else draw.choice(("partly", "no", "na"))
            comment = {"comment": draw.choice(said["comments"])} if draw.random() < 0.4 else {}
            found[item.id] = {"value": value, **comment}
    return found


def _processes(
    draw: random.Random, said: Mapping[str, Any], sector: Data, roles: list[Data]
) -> list[Data]:
    count = min(40, max(5, round(draw.gammavariate(4.0, 3.2))))
    known = draw.sample(sector["processes"], 5) + draw.sample(said["common"], len(said["common"]))
    cards = [(card, card[0]) for card in known]
    cards += [(card, f"{card[0]} ({draw.choice(said['sites'])})") for card in known]
    load: dict[str, float] = {role["name"]: role["headcount"] * _HOURS_MONTH for role in roles}
    each = 0.7 * len(roles) / count  # share of a role's time: all of them fit within their hours
    return [
        _process(draw, said, card, name, roles[card[2]], load[roles[card[2]]["name"]] * each)
        for card, name in cards[:count]
    ]


def _process(
    draw: random.Random,
    said: Mapping[str, Any],
    card: list[Any],
    name: str,
    role: Data,
    most: float,
) -> Data:
    minutes = draw.choice((3, 5, 8, 12, 15, 20, 35, 45))
    return {
        "name": name,
        "domain": card[1],
        "owner": role["name"],
        "trigger": card[3],
        "exceptions": card[4],
        "actors": [role["name"]],
        "tools": draw.sample(said["tools"], draw.randint(1, 3)),
        "frequency": draw.choice(("daily", "weekly", "monthly")),
        "volume_month": max(2, round(most * draw.uniform(0.2, 1.0) * 60 / minutes)),
        "minutes": minutes,
        "role": role["name"],
        "error_rate": draw.choice((0.01, 0.02, 0.05, 0.08)),
        "error_cost": draw.choice((8, 15, 25, 60)),
        "frictions": card[5],
        "personal_data": draw.random() < 0.6,
        "sensitive_data": draw.random() < 0.1,
        "critical": draw.random() < 0.2,
        "repetitive": True,
        "added_value": draw.choice(("low", "low", "high")),
    }


def _steps(draw: random.Random, said: Mapping[str, Any], processes: list[Data]) -> list[Data]:
    found = []
    for process in processes[:20]:
        base = {"process": process["name"], "actor": process["owner"]}
        actions = said["steps"][: draw.randint(3, 6)]
        rows: list[Data] = [{**base, "action": action} for action in actions]
        action, condition, yes, no = draw.choice(said["decisions"])
        asked = {**base, "action": action, "condition": condition, "if_yes": yes, "if_no": no}
        rows.insert(draw.randint(1, len(rows)), asked)
        found += rows
    return found[:120]


def _priority(draw: random.Random, process: str) -> Data:
    notes = {key: draw.randint(1, 5) for key in ("impact", "effort", "risk")}
    return {"process": process, **notes}


def _plan(said: Mapping[str, Any], roles: list[Data], start: date) -> Data:
    return {
        "start": start.isoformat(),
        "lead": said["lead"],
        "sponsor": said["contact"][0],
        "builder": said["consultant"],
        "data_protection": said["data_protection"],
        "users": roles[-1]["name"],
    }


def _closures(said: Mapping[str, Any]) -> list[Data]:
    return [
        {"first": "2027-08-09", "last": "2027-08-20", "label": said["summer"]},
        {"first": "2027-12-24", "last": "2027-12-31", "label": said["winter"]},
    ]
