"""Clients for the tests of the display: one full, one bare, one who types anything."""

from __future__ import annotations

from datetime import date

from kit.catalogue import load_catalogue
from kit.client import Answer, Client, Company
from kit.display.show import Show
from kit.display.words import Words
from kit.texts import Texts
from tests.clients import (
    a_client,
    a_closure,
    a_company,
    a_cost,
    a_plan,
    a_priority,
    a_process,
    a_ready_process,
    a_register_line,
    a_role,
    a_step,
    a_time_gain,
    a_worked_example,
    an_automation,
    an_error_gain,
    analysed,
    answers,
)

HOSTILE = (
    "Relances 🚀 <script>alert(1)</script> $x^2$ {0} \\frac & « مرحبا » ✓ 发票 " + "très long " * 8
).strip()


def words(client: Client | None = None, lang: str = "fr", as_of: date = date(2026, 3, 2)) -> Words:
    return Words(analysed(client or a_worked_example(), as_of), load_catalogue(), Texts(lang))


def show(client: Client | None = None, lang: str = "fr") -> Show:
    return Show(words(client, lang))


def a_bare_client() -> Client:
    return Client(company=Company("Atelier Vide"))


def a_full_client(name: str = "Relances clients", ticked: int = 13) -> Client:
    """Every part filled; *name* is the first process, *ticked* the prerequisites met."""
    automation = f"{name} automatiques"[:120]
    return a_client(
        company=a_company(
            activity="Comptabilité",
            staff=9,
            department="67",
            contact="Gérante",
            consultant="Camille",
            firm="Cabinet Fictif",
            confidentiality="Confidentiel, réservé à la direction",
            tools=("Outlook", "Pennylane"),
            tool_budget=60.0,
            hosting="europe",
            office_suite="microsoft",
            technical_skills=False,
        ),
        roles=(a_role(),),
        answers=(
            Answer("pains.invoice_entry", "yes", "tous les matins", "daily", 30, "Assistant", 4),
            Answer("pains.customer_reminders", "yes", None, "weekly", 90, "Assistant", 5),
            Answer("pains.cv_sorting", "yes"),
            *answers("prerequisites", ticked),
            *answers("gdpr", 8),
            *answers("testing", 2),
        ),
        processes=(
            a_ready_process(
                name,
                domain="admin",
                volume_month=120.0,
                repetitive=True,
                added_value="low",
                personal_data=True,
                frictions="Les adresses ne sont pas à jour",
                error_rate=0.08,
                error_cost=20.0,
            ),
            a_process("Saisie des factures", domain="admin", volume_month=300.0, minutes=6.0),
            a_process("Tri des CV", domain="hr", volume_month=None),
        ),
        steps=(
            a_step(name, action="Sortir la liste des impayés", actor="Assistant"),
            a_step(
                name,
                action="Regarder le montant",
                actor="Assistant",
                condition="montant > 500 €",
                if_yes="Appeler le client",
                if_no="Envoyer un courriel",
            ),
            a_step(name, action="Noter la relance", actor="Gérante"),
        ),
        priorities=(
            a_priority(name),
            a_priority("Saisie des factures", impact=3, effort=5, risk=5),
            a_priority("Tri des CV", impact=None),
        ),
        automations=(
            an_automation(
                automation,
                process=name,
                owner="Assistant",
                level="hybrid",
                trigger="Échéance dépassée de 3 jours",
                actions=("Lire les impayés", "Écrire le message", "Faire valider"),
                tools=("Outlook", "Pennylane"),
                rules="Si montant > 500 €, alors appel",
                exceptions="Adresse invalide : file manuelle",
                human_check="Envoi validé par la gérante",
                complexity="branches",
                critical=True,
            ),
        ),
        register=(
            a_register_line(
                automation,
                purpose="Recouvrement",
                people="Clients",
                legal_basis="contract",
                provider="Make",
                outside_eu=True,
                transfer_tool="none",
                retention_months=36.0,
            ),
        ),
        gains=(
            a_time_gain(automation=automation, confidence="measured"),
            an_error_gain(),
            a_time_gain(label="Tri", volume=None),
        ),
        costs=(
            a_cost(),
            a_cost(label="Mise en place", rhythm="once", unit_price=1500.0),
        ),
        plan=a_plan(date(2026, 4, 27), users=None),
        closures=(a_closure(date(2026, 5, 14), date(2026, 5, 15), "Pont de l’Ascension"),),
    )
