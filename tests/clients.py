"""Builders of fictional clients for all tests: say only what the test is about.

    a_client(processes=(a_process(minutes=15),))

A process, automation, gain… takes any field of its record by name. Defaults hang
together: the process "Devis" is done by the role "Assistant", the automation "Devis
automatiques" works on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kit.analysis.analyse import analyse
from kit.analysis.automations import automation_ids
from kit.analysis.finance import build_case
from kit.analysis.model import Analysis, BusinessCase
from kit.analysis.processes import measure_processes
from kit.analysis.settings import Settings
from kit.analysis.timeline import Timeline
from kit.catalogue import load_catalogue
from kit.client import (
    Answer,
    Automation,
    Client,
    Closure,
    Company,
    Cost,
    Deployment,
    Gain,
    PlanSettings,
    Priority,
    Process,
    RegisterLine,
    Role,
    Step,
)

AS_OF = date(2026, 2, 20)
FAST: Mapping[str, float] = {"range.draws": 0}  # no Monte Carlo: for tests of many cases


def a_client(**parts: Any) -> Client:
    """A company and nothing else, but for the *parts* given (fields of Client)."""
    return Client(**{"company": a_company(), **parts})


def a_company(**fields: Any) -> Company:
    return Company(**{"name": "Atelier Fictif", **fields})


def a_role(name: str = "Assistant", **fields: Any) -> Role:
    return Role(
        **{"name": name, "hourly_cost": 40.0, "yearly_hours": 1600.0, "headcount": 1.0, **fields}
    )


def a_process(name: str = "Devis", **fields: Any) -> Process:
    return Process(
        **{
            "name": name,
            "domain": "sales",
            "role": "Assistant",
            "volume_month": 50.0,
            "minutes": 15.0,
            **fields,
        }
    )


def a_ready_process(name: str = "Devis", **fields: Any) -> Process:
    """A process whose card lacks only its steps: give them with `a_step`."""
    card = {"owner": "Gérant", "trigger": "Demande reçue", "exceptions": "Demande floue"}
    return a_process(name, **{**card, **fields})


def a_step(process: str = "Devis", **fields: Any) -> Step:
    return Step(**{"process": process, "action": "Rédiger", **fields})


def a_priority(process: str = "Devis", **fields: Any) -> Priority:
    return Priority(**{"process": process, "impact": 5, "effort": 2, "risk": 1, **fields})


def an_automation(name: str = "Devis automatiques", **fields: Any) -> Automation:
    return Automation(**{"name": name, "process": "Devis", **fields})


def a_whole_card(name: str = "Devis automatiques", **fields: Any) -> Automation:
    """An automation whose card says who owns it, what it does and with what."""
    card = {
        "owner": "Samir",
        "level": "no_code",
        "actions": ("Lire", "Envoyer"),
        "tools": ("Make",),
    }
    return an_automation(name, **{**card, **fields})


def a_register_line(automation: str = "Devis automatiques", **fields: Any) -> RegisterLine:
    return RegisterLine(**{"automation": automation, "data": "Nom, adresse", **fields})


def a_deployment(**fields: Any) -> Deployment:
    """A deployment card with nothing left blank."""
    whole = {
        "automation": "Devis automatiques",
        "pilot_group": "Dix clients",
        "pilot_people": 10,
        "pilot_start": date(2026, 3, 9),  # a Monday
        "pilot_weeks": 2.0,
        "rollback": "Couper le scénario",
        "rollback_minutes": 15.0,
        "rollback_owner": "Anne",
        "dashboard": "Onglet Suivi",
        "dashboard_figures": ("successes", "failures", "volume"),
        "alerts": "Un envoi échoue",
        "alert_to": "Anne",
    }
    return Deployment(**{**whole, **fields})


def a_time_gain(**fields: Any) -> Gain:
    """The method's worked example: 15 -> 2 min, 50 a month, 433.33 EUR at 40 EUR/h."""
    example = {
        "label": "Qualification des demandes",
        "kind": "hours",
        "volume": 50.0,
        "period": "month",
        "before": 15.0,
        "after": 2.0,
        "role": "Assistant",
    }
    return Gain(**{**example, **fields})


def an_error_gain(**fields: Any) -> Gain:
    """The method's worked example: errors 8 % -> 0.5 %, worth 200 EUR a month."""
    example = {
        "label": "Erreurs évitées",
        "kind": "errors",
        "volume": 50.0,
        "period": "month",
        "error_before": 0.08,
        "error_after": 0.005,
        "unit_value": 160 / 3,
    }
    return Gain(**{**example, **fields})


def a_cost(**fields: Any) -> Cost:
    """The tool of the worked example: 30 EUR a month."""
    return Cost(**{"label": "Abonnement", "rhythm": "month", "unit_price": 30.0, **fields})


def a_worked_example(**parts: Any) -> Client:
    """Method M13: gross 633.33, net 603.33 EUR a month."""
    example = {
        "roles": (a_role(),),
        "gains": (a_time_gain(), an_error_gain()),
        "costs": (a_cost(),),
    }
    return a_client(**{**example, **parts})


def a_plan(start: date | None = date(2026, 3, 2), **fields: Any) -> PlanSettings:
    people = {
        "lead": "Anne",
        "sponsor": "Gérant",
        "builder": "Samir",
        "data_protection": "Julie",
        "users": "Équipe",
    }
    return PlanSettings(**{"start": start, **people, **fields})


def a_closure(first: date, last: date, label: str | None = None) -> Closure:
    return Closure(first, last, label)


def answers(
    checklist: str, ticked: int, rest: str | None = "no", **others: str
) -> tuple[Answer, ...]:
    """The first *ticked* items of *checklist* say yes, the others *rest* (None: left blank).

    `others` answer single items by their short id: ``answers("gdpr", 9, legal_basis="no")``.
    """
    values: dict[str, str | None] = {
        item.id: "yes" if position < ticked else rest
        for position, item in enumerate(load_catalogue().checklists[checklist].items)
    }
    values |= {f"{checklist}.{item}": value for item, value in others.items()}
    return tuple(Answer(item, value) for item, value in values.items() if value is not None)


def analysed(
    client: Client | None = None,
    as_of: date = AS_OF,
    overrides: Mapping[str, float] | None = None,
    plan_start: date | None = None,
    **parts: Any,
) -> Analysis:
    """The analysis of *client*, or of ``a_client(**parts)``, with the kit's own content."""
    client = client or a_client(**parts)
    return analyse(client, load_catalogue(), as_of, overrides or {}, plan_start)


def a_case(
    client: Client | None = None,
    overrides: Mapping[str, float] | None = None,
    start: date = AS_OF,
    **parts: Any,
) -> BusinessCase | None:
    """The business case of *client*, or of ``a_client(**parts)``; *overrides* may be FAST."""
    client = client or a_client(**parts)
    settings = Settings.of(load_catalogue(), client.company, overrides or {}, client.finance)
    return build_case(
        client,
        measure_processes(client, settings),
        automation_ids(client),
        settings,
        Timeline.of(client, settings, start),
    )
