"""Clients at the edges of a layout, for tests and for the eye.

python -m tests.edges FOLDER        # one filled workbook each, to report on and look at
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from kit.client import Action, Client, Kpi, Step
from tests.clients import (
    a_client,
    a_company,
    a_cost,
    a_plan,
    a_priority,
    a_process,
    a_ready_process,
    a_role,
    a_time_gain,
    a_whole_card,
    an_automation,
    answers,
)

LONG = "Traitement des demandes de remboursement des frais de déplacement des équipes"
EMOJI = "Relance des devis 🚀 « hors délai » & Cie <b>"
ARABIC = "معالجة فواتير الموردين"
HEBREW = "קליטת לקוח חדש"
DOMAINS = ("admin", "hr", "sales", "support", "operations")


def _gates(prerequisites: int = 16, gdpr: int = 9) -> tuple[Any, ...]:
    return (*answers("prerequisites", prerequisites), *answers("gdpr", gdpr))


def _worth(name: str, minutes: float, price: float, **parts: Any) -> Client:
    """One process, one automation, one gain and one cost, so much worth."""
    return a_client(
        company=a_company(name=name, activity="Services", staff=12),
        roles=(a_role(),),
        answers=(*_gates(), *answers("pains", 9)),
        processes=(a_ready_process(volume_month=40.0, minutes=minutes),),
        steps=_steps(3),
        priorities=(a_priority(),),
        automations=(a_whole_card(),),
        gains=(a_time_gain(volume=40.0, before=minutes, after=0.0),),
        costs=(a_cost(unit_price=price),),
        plan=a_plan(),
        **parts,
    )


def _steps(count: int, process: str = "Devis") -> tuple[Step, ...]:
    """Every fourth one is a decision with two branches."""
    return tuple(_step(at, process) for at in range(count))


def _step(at: int, process: str) -> Step:
    actor = f"Assistante {at % 3 + 1}"
    if at % 4 != 3:
        return Step(process, f"{LONG[: 20 + at]}, étape {at}", actor)
    return Step(
        process,
        "Le montant est-il élevé ?",
        actor,
        condition=f"montant > {at} 000 €",
        if_yes="Faire valider par le gérant",
        if_no="Continuer sans attendre",
    )


def _many(count: int) -> Client:
    names = [f"Processus {at + 1} : {LONG[: 15 + at % 60]}" for at in range(count)]
    return a_client(
        company=a_company(name="Grande Maison"),
        roles=(a_role(),),
        answers=_gates(),
        processes=tuple(
            a_process(name, domain=DOMAINS[at % 5], volume_month=float(3 + at * 7 % 400))
            for at, name in enumerate(names)
        ),
        priorities=tuple(
            a_priority(name, impact=1 + at % 5, effort=1 + at * 3 % 5, risk=1 + at * 2 % 5)
            for at, name in enumerate(names)
        ),
        automations=tuple(
            an_automation(f"Automatisation {at + 1}", process=names[at]) for at in range(12)
        ),
        plan=a_plan(),
    )


def _named(name: str, *others: str) -> Client:
    """A client, a process, an automation and an action with these very names."""
    base = _worth(name, 15.0, 30.0)
    listed = (name, *others)
    return replace(
        base,
        processes=tuple(a_ready_process(one, volume_month=40.0) for one in listed),
        steps=tuple(Step(process=one, actor=one, action=one) for one in listed for _ in range(2)),
        priorities=tuple(a_priority(one, impact=5 - at) for at, one in enumerate(listed)),
        automations=tuple(a_whole_card(one, process=one) for one in listed),
        gains=tuple(a_time_gain(label=one, automation=one, action=one) for one in listed),
        costs=tuple(a_cost(label=one) for one in listed),
        actions=tuple(Action(name=one, problem=one, owner=one) for one in listed),
        kpis=tuple(Kpi(one, unit="hours_day", today=3.0, target=2.0) for one in listed),
    )


@cache
def edges() -> Mapping[str, Client]:
    """By name of the edge."""
    return {
        "one-process": _worth("Seul SARL", 15.0, 30.0),
        "two-hundred": _many(200),
        "long-names": _named(LONG, f"{LONG} bis", "Anticonstitutionnellement" * 3),
        "emoji": _named(EMOJI, "🏗️ Chantier n° 1", "Paie \N{FAMILY}"),
        "right-to-left": _named(ARABIC, HEBREW, f"Devis {ARABIC}"),
        "negative": _worth("Pertes & Fils", 1.0, 900.0),
        "forty-cents": _worth("Petits Sous", 0.015, 0.10),
        "twelve-millions": replace(
            _worth("Grands Comptes", 15.0, 30.0),
            gains=(a_time_gain(volume=1_000_000.0, before=20.0, after=2.0),),
            costs=(a_cost(unit_price=250_000.0), a_cost(rhythm="once", unit_price=12_000_000.0)),
        ),
        "no-quick-win": replace(
            _worth("Prudence", 15.0, 30.0), priorities=(a_priority(impact=2, effort=5, risk=5),)
        ),
        "all-blocked": replace(_worth("Tout Bloqué", 15.0, 30.0), answers=_gates(2, 0)),
        "thirty-steps": replace(_worth("Trente Étapes", 15.0, 30.0), steps=_steps(30)),
    }


if __name__ == "__main__":
    from kit.workbook.fill import write_filled

    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, client in edges().items():
        write_filled(folder / f"{name}.xlsx", client, "fr")
