"""A client whose business case uses everything: phases, ramps, options, rows of amounts."""

from __future__ import annotations

from datetime import date
from typing import Any

from kit.client import Action, Client, Finance, FlowRow, Kpi, Option, Phase
from tests.clients import (
    a_client,
    a_cost,
    a_plan,
    a_priority,
    a_process,
    a_role,
    a_time_gain,
    an_automation,
    an_error_gain,
)

START = date(2026, 3, 2)


def a_rich_client(discounting: str = "year_end", **parts: Any) -> Client:
    """Two phases, one option retained of three, gains too early, hours over their bound."""
    example: dict[str, Any] = {
        "roles": (a_role(), a_role("Technicien", hourly_cost=35.5, headcount=3.0)),
        "processes": (a_process(), a_process("Relances", volume_month=120.0, minutes=7.0)),
        "priorities": (a_priority(), a_priority("Relances", impact=4, effort=3, risk=2)),
        "automations": (an_automation(), an_automation("Relances auto", process="Relances")),
        "finance": Finance(
            start=START,
            horizon_months=30,
            discount_rate=0.065,
            discounting=discounting,
            contingency=0.05,
        ),
        "phases": (
            Phase("Socle", start=1, end=4, contingency=0.1, claimed_total=9000.0),
            Phase("Extension", start=5, end=9),
        ),
        "options": (
            Option("A", retained=True, claimed_net=50_000.0, claimed_months=30),
            Option("B", set_up_low=4000.0, set_up_high=6000.0, run_low=900.0, gain_low=7000.0),
            Option("C"),
        ),
        "actions": (Action(name="Ouvrir le portail", phase="Extension"),),
        "kpis": (Kpi("Saisie", unit="hours_day", today=3.0, target=2.0, role="Assistant"),),
        "gains": (
            a_time_gain(
                label="Saisie",
                volume=None,
                period=None,
                per="day",
                before=120.0,
                after=20.0,
                automation="Devis automatiques",
                start=2,
                action="Ouvrir le portail",
                ramp_months=2.5,
            ),
            a_time_gain(label="Recherches", volume=20.0, period="week", reuse=0.6, options=("A",)),
            a_time_gain(
                label="Tournées", role="Technicien", volume=3.0, period=None, per="week",
                after=None, rate=0.4, before=90.0, start="Socle",
            ),
            an_error_gain(volume=3.0, period="day", automation="Relances auto"),
            an_error_gain(label="Ventes", kind="revenue", volume=4.0, rate=0.3, unit_value=500.0,
                margin_rate=0.35, options=("C",)),
            an_error_gain(label="Appels", kind="cash", volume=2.0, period="year", unit_value=950.5,
                confidence="measured"),
            an_error_gain(label="Ventes en ligne", kind="revenue", volume=4.0, period="quarter",
                rate=0.3, unit_value=500.0, margin_rate=0.35, reuse=0.9),
            a_time_gain(label="Sans volume", volume=None),
        ),
        "costs": (
            a_cost(users=3.0, quantity=2.0),
            a_cost(label="Licences", users=2.0, months=6.0, unit_price=45.0, phase="Socle"),
            a_cost(label="Intégration", rhythm="once", unit_price=5200.0, phase="Socle"),
            a_cost(label="Équipe", rhythm="once", unit_price=None, client_days=12.0,
                day_rate=310.0, phase="Extension"),
            a_cost(label="Formation", rhythm="once", unit_price=800.0, client_days=3.0,
                day_rate=290.0, start=3),
            a_cost(label="Maintenance", rhythm="year", unit_price=700.0, client_days=2.0,
                day_rate=310.0, phase="Extension"),
            a_cost(label="Support", rhythm="year", unit_price=1200.0, months=18.0, start=10),
            a_cost(label="Hébergement", rhythm="year", unit_price=480.0),
            a_cost(label="Location", rhythm="once", unit_price=150.0, months=4.0),
            a_cost(label="Option C seule", rhythm="once", unit_price=2500.0, options=("C",)),
            a_cost(label="Sans prix", unit_price=None, rhythm="once"),
        ),
        "flows": (
            FlowRow("Subvention", "gain", initial=500.0, year_1=1000.0, year_3=250.5),
            FlowRow("Reprise", "cost", initial=300.0, year_1=120.0, year_2=130.0),
            FlowRow("Vente du matériel", "gain", day=date(2027, 1, 20), amount=1234.56),
            FlowRow("Solde", "cost", day=date(2026, 2, 1), amount=400.0),
        ),
        "plan": a_plan(),
    }  # fmt: skip
    return a_client(**{**example, **parts})
