"""The catalogue of the audit: each rule is raised by a case of its own, and not by its twin.

The twin is the same client with the fault set right: a rule that cannot be silent is noise.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from string import Formatter
from typing import Any

import pytest

from kit.analysis.model import TextKey
from kit.catalogue import load_catalogue
from kit.client import (
    Action,
    AiDecisions,
    Answer,
    Availability,
    Claim,
    Client,
    Finance,
    FlowRow,
    Gain,
    GridCriterion,
    GridNote,
    Idea,
    Impact,
    Kpi,
    KpiMeasure,
    Message,
    Milestone,
    Option,
    OptionModule,
    Phase,
    Rating,
    Risk,
    RunMeasure,
    Solution,
    Trial,
)
from kit.texts import LANGUAGES, Texts
from tests.clients import (
    a_closure,
    a_company,
    a_cost,
    a_deployment,
    a_plan,
    a_priority,
    a_process,
    a_ready_process,
    a_register_line,
    a_time_gain,
    a_whole_card,
    a_worked_example,
    an_automation,
    an_error_gain,
    analysed,
    answers,
)

RULES = load_catalogue().rules
DAY = date(2026, 2, 2)


def hours_read(hours: float) -> RunMeasure:
    """40 runs at 3 min instead of 15: 8 h, whatever is read."""
    return RunMeasure("Devis automatiques", DAY, date(2026, 2, 13), 40.0, minutes=3.0,
                      hours_saved=hours)  # fmt: skip


def a_margin(**fields: Any) -> Gain:
    """100 EUR of margin, 12 times a year."""
    return Gain(**{"label": "Marge", "kind": "margin", "volume": 12.0, "period": "year",
                   "unit_value": 100.0, **fields})  # fmt: skip


def a_set_up(**fields: Any) -> Any:
    return a_cost(**{"label": "Mise en place", "rhythm": "once", "unit_price": 1000.0, **fields})


def an_option(name: str = "A", **fields: Any) -> Option:
    """10 000 EUR, then 1 000 a year for 6 000 of gains: nets 0 over two years."""
    return Option(**{"name": name, "set_up_low": 10_000.0, "run_low": 1000.0, "gain_low": 6000.0,
                     "claimed_months": 24.0, **fields})  # fmt: skip


PHASED = {
    "phases": (Phase("Phase 1", 1, 6, contingency=0.1),),
    "costs": (a_set_up(phase="Phase 1", client_days=2.0, day_rate=300.0), a_cost()),
}


def phased(**fields: Any) -> dict[str, Any]:
    """A phase of 1 600 EUR of set-up and 10 % of contingency."""
    return {**PHASED, "phases": (replace(PHASED["phases"][0], **fields),)}


def a_trial(expected: str, obtained: str | None, status: str) -> dict[str, Any]:
    trial = Trial("Devis automatiques", expected=expected, obtained=obtained, status=status)
    return {"processes": (a_process(),), "automations": (an_automation(),), "tests": (trial,)}


def dated(name: str, day: date | int, **fields: Any) -> Milestone:
    return Milestone(name, when=day, **fields)


def milestones(*some: Milestone, **parts: Any) -> dict[str, Any]:
    return {"milestones": some, **parts}


def in_use(start: int, ends: int) -> dict[str, Any]:
    """A gain from month *start*, of an action in a phase that ends in month *ends*."""
    return {
        "phases": (Phase("Phase 1", 1, ends, contingency=0.1),),
        "actions": (Action("Former", phase="Phase 1"),),
        "gains": (a_time_gain(start=start, action="Former"),),
    }


def two_rows(first: float, second: float) -> tuple[Gain, Gain]:
    """Two lines of 130 h, as written."""
    return a_time_gain(claimed_hours=first), a_time_gain(label="B", claimed_hours=second)


def claims(*some: Claim) -> dict[str, Any]:
    return {"claims": some}


def a_risk(probability: int, impact: int, **fields: Any) -> Risk:
    return Risk("Retard", probability=Rating(probability), impact=Rating(impact), **fields)


def people_at_risk(likelihood: int, severity: int) -> Any:
    """A register line whose risk is 2 x 2 without measures."""
    return a_register_line(
        inherent_likelihood=2, inherent_severity=2,
        residual_likelihood=likelihood, residual_severity=severity,
    )  # fmt: skip


def about_the_card(day: date) -> Message:
    return Message("staff", "Voici", automation="Devis automatiques", when=day)


TWO_YEARS = FlowRow("Gains", "gain", year_1=5000.0, year_2=6000.0)
CARD = {"processes": (a_process(),), "automations": (an_automation(),)}
A_NOTED = (GridNote("A", "Prix", 4), GridNote("A", "Sécurité", 4))
B_NOTED = (GridNote("B", "Prix", 3), GridNote("B", "Sécurité", 4))


def a_grid(noted: tuple[GridNote, ...]) -> dict[str, Any]:
    """A is chosen, B is the other one; a veto under 3 on security."""
    return {
        "solutions": (Solution("A", "crm", retained=True), Solution("B", "crm")),
        "grid_criteria": (
            GridCriterion("crm", "Prix", 1.0),
            GridCriterion("crm", "Sécurité", 1.0, veto=3),
        ),
        "grid_notes": noted,
    }


WINS = {"processes": (a_process(),), "priorities": (a_priority(),), "plan": a_plan()}
AI_GO = AiDecisions(feasibility_decision="go")
THRESHOLD = "Si le score est supérieur à 70, alerte."
MEETING = Milestone("Atelier", kind="meeting", minutes=120.0)
SUNDAY, MONDAY, FRIDAY = date(2026, 3, 8), date(2026, 3, 9), date(2026, 3, 13)
WORTH = 7600.0  # gross of the worked example, a year

CASES_TRIED = tuple(
    Trial("Devis automatiques", f"Cas {kind}", status="ok", obtained="Conforme", kind=kind)
    for kind in ("nominal", "limit", "error")
)


# rule: (what raises it, the same set right). A worked example unless it says otherwise.
CASES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "working_year_impossible": (
        {"company": a_company(working_days=220.0, working_weeks=22.0)},
        {"company": a_company(working_days=220.0, working_weeks=44.0)},
    ),
    "role_overbooked": (
        {"processes": tuple(a_process(name, volume_month=300.0) for name in ("A", "B"))},
        {"processes": tuple(a_process(name, volume_month=200.0) for name in ("A", "B"))},
    ),
    "many_pains": ({"answers": answers("pains", 11)}, {"answers": answers("pains", 10)}),
    "process_over_role": (
        {"processes": (a_process(volume_month=600.0),)},
        {"processes": (a_process(volume_month=500.0),)},
    ),
    "zero_volume": (
        {"processes": (a_process(volume_month=0.0),)},
        {"processes": (a_process(volume_month=1.0),)},
    ),
    "quick_win_not_ready": (WINS, {**WINS, "priorities": (a_priority(impact=3),)}),
    "no_quick_win": ({**WINS, "priorities": (a_priority(impact=3),)}, WINS),
    "few_candidates": (
        WINS,
        {**WINS, "processes": tuple(a_process(f"P{n}", volume_month=1.0) for n in range(10))},
    ),
    "few_quick_wins": (
        WINS,
        {
            **WINS,
            "processes": (a_process("A"), a_process("B")),
            "priorities": (a_priority("A"), a_priority("B")),
        },
    ),
    "few_automations": (
        {**CARD, "plan": a_plan()},
        {**CARD, "plan": a_plan(), "automations": tuple(map(an_automation, "ABC"))},
    ),
    "prerequisites_blank": (CARD, {**CARD, "answers": answers("prerequisites", 3)}),
    "same_process": ({**CARD, "automations": (an_automation("A"), an_automation("B"))}, CARD),
    "automation_not_ready": (
        CARD,
        {**CARD, "processes": (a_ready_process(),), "steps": ()} | {"automations": ()},
    ),
    "personal_data_unknown": (CARD, {**CARD, "processes": (a_process(personal_data=False),)}),
    "dpa_alone": (
        {**CARD, "register": (a_register_line(outside_eu=True, dpa_signed=True),)},
        {**CARD, "register": (a_register_line(outside_eu=True, transfer_tool="clauses"),)},
    ),
    "transfer_uncovered": (
        {**CARD, "register": (a_register_line(outside_eu=True),)},
        {**CARD, "register": (a_register_line(outside_eu=False),)},
    ),
    "threshold_differs": (
        {
            **CARD,
            "automations": (an_automation(rules=THRESHOLD),),
            "tests": (Trial("Devis automatiques", given="Score > 60"),),
        },
        {
            **CARD,
            "automations": (an_automation(rules=THRESHOLD),),
            "tests": (Trial("Devis automatiques", given="Score > 70"),),
        },
    ),
    "gain_not_counted": ({"gains": (a_time_gain(volume=None),)}, {}),
    "cost_not_counted": ({"costs": (a_cost(unit_price=None),)}, {}),
    "claim_unproven": (
        {"gains": (a_margin(unit_value=None, claimed_amount=8000.0),)},
        {"gains": (a_margin(claimed_amount=1200.0),)},
    ),
    "revenue_as_gain": (
        {"gains": (a_margin(kind="revenue"),)},
        {"gains": (a_margin(kind="revenue", margin_rate=0.3),)},
    ),
    "margin_of_one": (
        {"gains": (a_margin(kind="revenue", margin_rate=1.0),)},
        {"gains": (a_margin(kind="revenue", margin_rate=0.9),)},
    ),
    "negative_gain": ({"gains": (a_time_gain(after=20.0),)}, {}),
    "gain_over_process": (
        {"gains": (a_time_gain(volume=100.0, process="Devis"),), "processes": (a_process(),)},
        {"gains": (a_time_gain(process="Devis"),), "processes": (a_process(),)},
    ),
    "gains_over_process": (
        {
            "processes": (a_process(),),
            "gains": (
                a_time_gain(process="Devis"),
                a_time_gain(label="Relecture", before=6.0, after=0.0, process="Devis"),
            ),
        },
        {
            "processes": (a_process(),),
            "gains": (
                a_time_gain(process="Devis"),
                a_time_gain(label="Relecture", before=2.0, after=0.0, process="Devis"),
            ),
        },
    ),
    "no_costs": ({"costs": ()}, {}),
    "units_mixed": (
        {"gains": (a_time_gain(per="week", volume=220.0, period="day"),)},
        {"gains": (a_time_gain(per="week", volume=2.0, period=None),)},
    ),
    "measured_without_source": (
        {"gains": (a_time_gain(confidence="measured"),)},
        {"gains": (a_time_gain(confidence="measured", source="Chronométrage"),)},
    ),
    "range_inverted": (
        {"gains": (a_time_gain(low=1.2, high=1.5),)},
        {"gains": (a_time_gain(low=0.7, high=1.5),)},
    ),
    "same_hours": (
        {"gains": (a_time_gain(process="Devis"), a_time_gain(label="Tri", process="Devis")),
         "processes": (a_process(volume_month=400.0),)},
        {"gains": (a_time_gain(process="Devis"), a_time_gain(label="Tri", process="Tri")),
         "processes": (a_process(), a_process("Tri"))},
    ),
    "same_driver": (
        {"gains": (a_margin(), a_margin(label="Fidélité", kind="risk"))},
        {"gains": (a_margin(), a_margin(label="Fidélité", kind="risk", unit_value=90.0))},
    ),
    "same_label": (
        {"costs": (a_cost(), a_cost(label="abonnement "))},
        {"costs": (a_cost(), a_cost(rhythm="year"))},
    ),
    "users_differ": (
        {"costs": (a_cost(users=2.0), a_cost(label="Téléphone", users=3.0))},
        {"costs": (a_cost(users=2.0), a_cost(label="Téléphone", users=2.0))},
    ),
    "claim_hours_off": (
        {
            "gains": (a_time_gain(claimed_hours=260.0),),
            **claims(Claim("hours_year", value=260.0)),  # it follows, and says so
        },
        {"gains": (a_time_gain(claimed_hours=130.0),)},
    ),
    "claim_amount_off": (
        {"gains": (a_time_gain(claimed_amount=6000.0),)},
        {"gains": (a_time_gain(claimed_amount=5200.0),)},
    ),
    "rounded_early": (
        {"gains": (a_time_gain(claimed_amount=10.8 * 40 * 12),)},
        {"gains": (a_time_gain(claimed_amount=5200.0),)},
    ),
    "claim_cost_off": (
        {"costs": (a_cost(claimed_amount=300.0),)},
        {"costs": (a_cost(claimed_amount=30.0),)},
    ),
    "gain_before_go_live": (in_use(start=1, ends=6), in_use(start=7, ends=6)),
    "gain_after_horizon": (
        {"gains": (a_time_gain(start=30),)},
        {"gains": (a_time_gain(start=24),)},
    ),
    "hours_over_pool": (
        {"gains": (a_time_gain(volume=1000.0),)},
        {"gains": (a_time_gain(volume=500.0),)},
    ),
    "hours_over_kpi": (
        {"kpis": (Kpi("Saisie", unit="hours_day", today=1.0, target=0.5, role="Assistant"),)},
        {"kpis": (Kpi("Saisie", unit="hours_day", today=1.0, target=0.2, role="Assistant"),)},
    ),
    "plan_in_past": ({"plan": a_plan(date(2026, 2, 2))}, {"plan": a_plan()}),
    "start_out_of_reach": ({"plan": a_plan(date(2206, 3, 2))}, {"plan": a_plan()}),
    "always_closed": (
        {"plan": a_plan(closed_days=("monday", "tuesday", "wednesday", "thursday", "friday"))},
        {"plan": a_plan(closed_days=("monday",))},
    ),
    "closure_unusable": (
        {"closures": (a_closure(MONDAY, SUNDAY),)},
        {"closures": (a_closure(SUNDAY, MONDAY),)},
    ),
    "no_safe_day": (
        {"plan": a_plan(closed_days=("tuesday", "thursday"))},
        {"plan": a_plan(closed_days=("tuesday",))},
    ),
    "phase_total_off": (phased(claimed_total=2000.0), phased(claimed_total=1760.0)),
    "contingency_below_rate": (
        phased(claimed_contingency=120.0),
        phased(claimed_contingency=160.0),
    ),
    "contingency_twice": (
        {
            **PHASED,
            "costs": (
                *PHASED["costs"],
                a_set_up(label="Imprévus", nature="contingency", phase="Phase 1"),
            ),
        },
        PHASED,
    ),
    "contingency_missing": (phased(contingency=None), PHASED),
    "contingency_below_range": (
        {
            **phased(contingency=0.02),
            "costs": (a_set_up(phase="Phase 1", low=0.9, high=2.0, client_days=1.0, day_rate=1.0),),
        },
        phased(contingency=0.3),
    ),
    "staff_time_missing": (
        {**PHASED, "costs": (a_set_up(phase="Phase 1"), a_cost())},
        PHASED,
    ),
    "no_run_cost": ({**PHASED, "costs": PHASED["costs"][:1]}, PHASED),
    "option_over_band": (
        {"options": (an_option(band_high=8000.0),)},
        {"options": (an_option(band_high=10_000.0),)},
    ),
    "option_under_band": (
        {"options": (an_option(band_low=30_000.0, band_high=50_000.0),)},
        {"options": (an_option(band_low=5000.0, band_high=50_000.0),)},
    ),
    "option_set_up_off": (
        {"options": (an_option(),), "costs": (a_set_up(options=("A",)),)},
        {"options": (an_option(),), "costs": (a_set_up(options=("A",), unit_price=10_000.0),)},
    ),
    "option_run_off": (
        {"options": (an_option(run_low=2000.0),), "costs": (a_cost(options=("A",)),)},
        {"options": (an_option(run_low=360.0),), "costs": (a_cost(options=("A",)),)},
    ),
    "modules_off": (
        {"options": (an_option(),), "option_modules": (OptionModule("A", "CRM", 8000.0),)},
        {"options": (an_option(),), "option_modules": (OptionModule("A", "CRM", 10_000.0),)},
    ),
    "option_gain_off": (
        {"options": (an_option(),), "gains": (a_time_gain(options=("A",)),)},
        {"options": (an_option(gain_low=5200.0),), "gains": (a_time_gain(options=("A",)),)},
    ),
    "option_net_off": (
        {"options": (an_option(gain_low=12_000.0, claimed_net=20_000.0),)},
        {"options": (an_option(gain_low=12_000.0, claimed_net=12_000.0),)},
    ),
    "option_gross_as_net": (
        {"options": (an_option(gain_low=12_000.0, claimed_net=24_000.0),)},
        {"options": (an_option(gain_low=12_000.0, claimed_net=12_000.0),)},
    ),
    "option_roi_off": (
        {"options": (an_option(gain_low=12_000.0, claimed_roi=2.82),)},
        {"options": (an_option(gain_low=12_000.0, claimed_roi=1.0),)},
    ),
    "option_payback_off": (
        {"options": (an_option(gain_low=11_000.0, claimed_payback=5.0),)},
        {"options": (an_option(gain_low=11_000.0, claimed_payback=12.0),)},
    ),
    "no_option_retained": (
        {"options": (an_option("A"), an_option("B"))},
        {"options": (an_option("A", retained=True), an_option("B"))},
    ),
    "several_options_retained": (
        {"options": (an_option("A", retained=True), an_option("B", retained=True))},
        {"options": (an_option("A", retained=True), an_option("B"))},
    ),
    "cheaper_returns_more": (
        {"options": (an_option("A", retained=True), an_option("B", set_up_low=2000.0))},
        {"options": (an_option("A", retained=True), an_option("B", gain_low=1000.0))},
    ),
    "kpi_out_of_scale": (
        {"kpis": (Kpi("Satisfaction", unit="score_5", today=3.0, target=45.0),)},
        {"kpis": (Kpi("Satisfaction", unit="score_5", today=3.0, target=4.5),)},
    ),
    "target_no_progress": (
        {"kpis": (Kpi("NPS", unit="nps", today=40.0, target=35.0),)},
        {"kpis": (Kpi("Durée", unit="minutes", today=40.0, target=35.0),)},
    ),
    "two_targets": (
        {"kpis": tuple(Kpi("Appels", today=0.0, target=t, due=18) for t in (20.0, 30.0))},
        {"kpis": tuple(Kpi("Appels", today=0.0, target=t, due=int(t)) for t in (20.0, 30.0))},
    ),
    "target_without_baseline": (
        {"kpis": (Kpi("Appels", target=20.0),)},
        {"kpis": (Kpi("Appels", today=30.0, target=20.0),)},
    ),
    "action_hours_off": (
        {
            "actions": (Action("Former", horizon="urgent", claimed_hours=300.0),),
            "gains": (a_time_gain(action="Former"),),
        },
        {
            "actions": (Action("Former", horizon="urgent", claimed_hours=130.0),),
            "gains": (a_time_gain(action="Former"),),
        },
    ),
    "phase_backwards": (
        {"phases": (Phase("Phase 1", 12, 7),)},
        {"phases": (Phase("Phase 1", 7, 7),)},
    ),
    "phase_out_of_order": (
        {"phases": (Phase("Phase 1", 7, 9), Phase("Phase 2", 5, 12))},
        {"phases": (Phase("Phase 1", 7, 9), Phase("Phase 2", 8, 12))},
    ),
    "milestone_out_of_reach": (
        milestones(dated("Choix", date(2206, 3, 3))),
        milestones(dated("Choix", MONDAY)),
    ),
    "milestone_day_off": (milestones(dated("Comité", SUNDAY)), milestones(dated("Comité", MONDAY))),
    "go_live_unsafe": (
        milestones(dated("Ouverture", FRIDAY, kind="go_live")),
        milestones(dated("Ouverture", MONDAY, kind="go_live")),
    ),
    "milestone_circle": (
        milestones(Milestone("A", after="B"), Milestone("B", after="A")),
        milestones(Milestone("A"), Milestone("B", after="A")),
    ),
    "decision_before_gate": (
        milestones(
            dated("Essai", 2, kind="gate"), dated("Choix", 1, kind="decision", after="Essai")
        ),
        milestones(
            dated("Essai", 2, kind="gate"), dated("Choix", 2, kind="decision", after="Essai")
        ),
    ),
    "milestone_too_early": (
        milestones(dated("Formation", 4), dated("Ouverture", 3, after="Formation")),
        milestones(dated("Formation", 4), dated("Ouverture", 4, after="Formation")),
    ),
    "agenda_off": (
        milestones(
            MEETING,
            *(Milestone(f"Point {m}", part_of="Atelier", minutes=m) for m in (10.0, 90.0, 50.0)),
        ),
        milestones(
            MEETING,
            *(Milestone(f"Point {m}", part_of="Atelier", minutes=m) for m in (10.0, 90.0, 20.0)),
        ),
    ),
    "choice_before_grid": (
        a_grid(A_NOTED),
        a_grid((*A_NOTED, *B_NOTED)),
    ),
    "choice_against_grid": (
        a_grid((*A_NOTED, GridNote("B", "Prix", 5), GridNote("B", "Sécurité", 5))),
        a_grid((*A_NOTED, *B_NOTED)),
    ),
    "choice_ruled_out": (
        a_grid((GridNote("A", "Prix", 5), GridNote("A", "Sécurité", 2), *B_NOTED)),
        a_grid((*A_NOTED, *B_NOTED)),
    ),
    "critical_idea_alone": (
        {"ideas": (Idea("Trier", critical_domain="hr", human_share="ai_implements"),)},
        {"ideas": (Idea("Trier", critical_domain="hr", human_share="ai_recommends"),)},
    ),
    "critical_idea_undecided": (
        {"ideas": (Idea("Trier", critical_domain="credit"),)},
        {"ideas": (Idea("Trier", critical_domain="none"),)},
    ),
    "ai_go_gate_closed": (
        {"answers": answers("ai_feasibility", 9), "ai_decisions": AI_GO},
        {"answers": answers("ai_feasibility", 10), "ai_decisions": AI_GO},
    ),
    "ai_step_early": (
        {"answers": answers("ai_trial", 1, rest=None)},
        {"answers": answers("ai_trial", 1, rest=None), "ai_decisions": AI_GO},
    ),
    "ai_unexplained": (
        {"ai_decisions": AiDecisions(critical_domains=("hr",))},
        {"ai_decisions": AiDecisions(critical_domains=("none",))},
    ),
    "test_without_result": (a_trial("Alerte", None, "ok"), a_trial("Alerte", "Alerte", "ok")),
    "automation_without_owner": (CARD, {**CARD, "automations": (a_whole_card(),)}),
    "card_incomplete": (CARD, {**CARD, "automations": (a_whole_card(),)}),
    "test_box_unproven": (
        {**CARD, "tests": CASES_TRIED[:1], "answers": answers("testing", 4)},
        {**CARD, "tests": CASES_TRIED, "answers": answers("testing", 4)},
    ),
    "deployment_box_unproven": (
        {
            **CARD,
            "deployments": (a_deployment(alert_to=None),),
            "answers": answers("deployment", 4),
        },
        {**CARD, "deployments": (a_deployment(),), "answers": answers("deployment", 4)},
    ),
    "deployment_box_behind": (
        {**CARD, "deployments": (a_deployment(),), "answers": answers("deployment", 3)},
        {**CARD, "deployments": (a_deployment(),), "answers": answers("deployment", 4)},
    ),
    "pilot_day_unsafe": (
        {**CARD, "deployments": (a_deployment(pilot_start=FRIDAY),)},
        {**CARD, "deployments": (a_deployment(pilot_start=MONDAY),)},
    ),
    "action_out_of_window": (
        {"actions": (Action("Classer", horizon="important", start=10),)},
        {"actions": (Action("Classer", horizon="important", start=6),)},
    ),
    "action_backwards": (  # the reader refuses two months or two dates the wrong way round
        {"plan": a_plan(), "actions": (Action("Classer", start=4, end=MONDAY),)},
        {"plan": a_plan(), "actions": (Action("Classer", start=1, end=MONDAY),)},
    ),
    "action_cost_not_budgeted": (
        {**phased(), "actions": (Action("Classer", cost=3000.0),)},
        {**phased(), "actions": (Action("Classer", phase="Phase 1", cost=3000.0),)},
    ),
    "person_overloaded": (
        {"actions": (Action("Classer", start=1, end=1, owner="Léa", days=9.0),),
         "availability": (Availability("léa", 4.0),)},
        {"actions": (Action("Classer", start=1, end=1, owner="Léa", days=3.0),),
         "availability": (Availability("léa", 4.0),)},
    ),
    "test_bug_but_same": (a_trial("Alerte", "alerte", "bug"), a_trial("Alerte", "Rien", "bug")),
    "flow_total_off": (
        {"flows": (replace(TWO_YEARS, claimed_total=12_000.0),)},
        {"flows": (replace(TWO_YEARS, claimed_total=11_000.0),)},
    ),
    "flow_present_value_off": (
        {"flows": (FlowRow("Gains", "gain", year_1=1080.0, claimed_present_value=1080.0),)},
        {"flows": (FlowRow("Gains", "gain", year_1=1080.0, claimed_present_value=1000.0),)},
    ),
    "claim_yearly_off": (
        claims(Claim("gains_year", value=9000.0)),
        claims(Claim("gains_year", value=WORTH)),
    ),
    "claim_total_off": (
        claims(Claim("costs_total", months=12.0, value=500.0)),
        claims(Claim("costs_total", months=12.0, value=360.0)),
    ),
    "claim_return_off": (
        {"finance": Finance(), **claims(Claim("roi", months=12.0, rate=15.0))},
        claims(Claim("roi", months=12.0, rate=(WORTH - 360) / 360)),
    ),
    "roi_discounted": (
        {
            "gains": (),
            "costs": (),
            "finance": Finance(discount_rate=0.1, horizon_months=36),
            "flows": (
                FlowRow("Coûts", "cost", initial=1e4, year_1=5e3, year_2=5e3, year_3=5e3),
                FlowRow("Gains", "gain", year_1=15e3, year_2=15e3, year_3=15e3),
            ),
            "claims": (Claim("roi", months=36.0, rate=0.66),),
        },
        {
            "gains": (),
            "costs": (),
            "finance": Finance(discount_rate=0.1, horizon_months=36),
            "flows": (
                FlowRow("Coûts", "cost", initial=1e4, year_1=5e3, year_2=5e3, year_3=5e3),
                FlowRow("Gains", "gain", year_1=15e3, year_2=15e3, year_3=15e3),
            ),
            "claims": (Claim("roi", months=36.0, rate=0.8),),
        },
    ),
    "claim_payback_off": (
        {"costs": (a_set_up(unit_price=WORTH),), **claims(Claim("payback", value=6.0))},
        {"costs": (a_set_up(unit_price=WORTH),), **claims(Claim("payback", value=12.0))},
    ),
    "claim_payback_never": (
        {"costs": (a_cost(unit_price=9000.0),), **claims(Claim("payback", value=6.0))},
        {"costs": (a_set_up(unit_price=WORTH),), **claims(Claim("payback", value=12.0))},
    ),
    "claim_without_basis": (
        {"costs": (), **claims(Claim("irr", rate=0.3))},
        claims(Claim("gains_year", value=WORTH)),
    ),
    "gross_as_net": (
        claims(Claim("net_month", value=632.0)),
        claims(Claim("net_month", value=603.0)),
    ),
    "gains_counted_in_full": (
        {**in_use(start=7, ends=6), **claims(Claim("gains_total", months=24.0, value=10_400.0))},
        {**in_use(start=7, ends=6), **claims(Claim("gains_total", months=24.0, value=7800.0))},
    ),
    "sum_off": (
        {
            "gains": two_rows(130.0, 130.0),
            **claims(Claim("hours_year", value=300.0)),
        },
        {
            "gains": two_rows(130.0, 130.0),
            **claims(Claim("hours_year", value=260.0)),
        },
    ),
    "errors_cancel": (
        {
            "gains": two_rows(150.0, 110.0),
            **claims(Claim("hours_year", value=260.0)),
        },
        {
            "gains": two_rows(130.0, 130.0),
            **claims(Claim("hours_year", value=260.0)),
        },
    ),
    "roi_without_range": (
        claims(Claim("roi", months=12.0, rate=20.1)),
        {"gains": (a_time_gain(low=0.8), an_error_gain()), **claims(Claim("roi", rate=20.1))},
    ),
    "horizons_differ": (
        claims(Claim("costs_total", months=18.0, value=540.0),
               Claim("gains_total", months=24.0, value=2 * WORTH)),
        claims(Claim("costs_total", months=24.0, value=720.0),
               Claim("gains_total", months=24.0, value=2 * WORTH)),
    ),
    "result_does_not_follow": (
        claims(
            Claim("gains_total", months=12.0, value=WORTH),
            Claim("costs_total", months=12.0, value=1000.0),
            Claim("net_total", months=12.0, value=9000.0),
        ),
        claims(
            Claim("gains_total", months=12.0, value=WORTH),
            Claim("costs_total", months=12.0, value=360.0),
            Claim("net_total", months=12.0, value=7240.0),
        ),
    ),
    "claims_conflict": (
        {
            "options": (an_option(gain_low=5000.0, retained=True),),
            **claims(Claim("gains_year", option="A", value=WORTH)),
        },
        {
            "options": (an_option(gain_low=7000.0, gain_high=8000.0, retained=True),),
            **claims(Claim("gains_year", option="A", value=WORTH)),
        },
    ),
    "risk_criticality_off": (
        {"risks": (a_risk(3, 4, claimed_criticality=9.0),)},
        {"risks": (a_risk(3, 4, claimed_criticality=12.0),)},
    ),
    "risk_residual_above": (
        {"risks": (a_risk(2, 3, residual_probability=Rating(3), residual_impact=Rating(4)),)},
        {"risks": (a_risk(3, 4, residual_probability=Rating(2), residual_impact=Rating(3)),)},
    ),
    "register_residual_above": (
        {**CARD, "register": (people_at_risk(2, 3),)},
        {**CARD, "register": (people_at_risk(1, 2),)},
    ),
    "people_over_staff": (
        {"company": a_company(staff=24), "impacts": (Impact("people_tasks", people=25),)},
        {"company": a_company(staff=24), "impacts": (Impact("people_tasks", people=24),)},
    ),
    "message_after_go_live": (
        {**CARD, "plan": a_plan(), "messages": (about_the_card(date(2026, 12, 1)),)},
        {**CARD, "plan": a_plan(), "messages": (about_the_card(date(2026, 3, 3)),)},
    ),
    "measure_after_as_of": (
        {**CARD, "run_measures": (RunMeasure("Devis automatiques", DAY, date(2026, 2, 21)),)},
        {**CARD, "run_measures": (RunMeasure("Devis automatiques", DAY, date(2026, 2, 20)),)},
    ),
    "measure_before_start": (
        {"kpis": (Kpi("Délai"),), "kpi_measures": (KpiMeasure("Délai", DAY, 5.0),),
         "plan": a_plan(date(2026, 2, 3))},
        {"kpis": (Kpi("Délai"),), "kpi_measures": (KpiMeasure("Délai", DAY, 5.0),),
         "plan": a_plan(DAY)},
    ),
    "measured_hours_differ": (
        {**CARD, "run_measures": (hours_read(20.0),)},
        {**CARD, "run_measures": (hours_read(8.0),)},
    ),
}  # fmt: skip


def with_cells(client: Client) -> Client:
    """As if read from a workbook: a cell for each field that was filled."""
    places: dict[str, str] = {}
    for table in fields(client):
        rows = getattr(client, table.name)
        records = enumerate(rows) if isinstance(rows, tuple) else [(None, rows)]
        for position, record in records:
            if not is_dataclass(record):
                continue
            at = record.item if isinstance(record, Answer) else position
            path = table.name if at is None else f"{table.name}/{at}"
            for one in fields(record):
                if getattr(record, one.name) not in (None, ()):
                    places[f"{path}/{one.name}"] = f"{table.name}!{one.name}{position}"
    return replace(client, cells=places)


def found_in(parts: dict[str, Any]) -> Any:
    example = a_worked_example(**parts)
    return analysed(with_cells(example), overrides={"range.draws": 2000}).findings


def test_every_rule_has_its_case() -> None:
    assert CASES.keys() == RULES.keys()


@pytest.mark.parametrize("code", CASES)
def test_a_rule_is_raised_by_its_case_and_not_by_its_twin(code: str) -> None:
    faulty, sound = CASES[code]
    raised = [finding for finding in found_in(faulty) if finding.code == code]
    assert len(raised) == (3 if code == "no_safe_day" else 1)  # there, one for each go-live
    assert raised[0].severity == RULES[code].severity
    assert code not in [finding.code for finding in found_in(sound)]


# Findings about a whole sheet, or about something that nobody wrote.
WITHOUT_CELL = {
    "many_pains", "no_quick_win", "few_candidates", "few_quick_wins", "few_automations",
    "prerequisites_blank", "no_costs", "staff_time_missing", "no_run_cost", "no_safe_day",
}  # fmt: skip


@pytest.mark.parametrize("code", CASES)
def test_a_finding_stands_at_its_cell(code: str) -> None:
    finding = next(one for one in found_in(CASES[code][0]) if one.code == code)
    if code not in WITHOUT_CELL:
        assert finding.place is not None
    assert finding.place not in finding.places
    assert len(set(finding.places)) == len(finding.places)
    assert finding.change_unit in ("EUR/year", "EUR", "h/year")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", CASES)
def test_a_finding_has_its_words(code: str, lang: str) -> None:
    """Every placeholder is filled, every key among the values exists, no value is a blank."""
    texts = Texts(lang)
    finding = next(one for one in found_in(CASES[code][0]) if one.code == code)
    for key in (f"analysis.finding.{code}", finding.effect):
        assert key is not None
        named = {name for _, name, _, _ in Formatter().parse(texts[key]) if name}
        assert named <= finding.params.keys()
        for name in named:
            value = finding.params[name]
            assert value not in (None, "", ())
            if isinstance(value, tuple) and len(value) == 2 and isinstance(value[1], str):
                assert value[0] is not None
    for value in finding.params.values():
        if isinstance(value, TextKey):
            assert texts[value]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_of_the_audit_is_orphan(lang: str) -> None:
    """Effects and causes are those some rule uses."""
    texts = Texts(lang)
    used = {finding.effect for faulty, _ in CASES.values() for finding in found_in(faulty)}
    held = {key for key in texts if key.startswith("analysis.effect.")}
    assert held == used
    assert {key for key in texts if key.startswith("analysis.finding.")} == {
        f"analysis.finding.{code}" for code in RULES
    }
    parts = ("what", "why", "example")
    assert {key for key in texts if key.startswith("rules.")} == {
        f"rules.{code}.{part}" for code in RULES for part in parts
    }


def test_families_and_severities_are_all_in_use() -> None:
    assert len(RULES) >= 45
    assert {rule.severity for rule in RULES.values()} == {"error", "warning", "info"}
    assert {rule.family for rule in RULES.values()} == {
        "sums", "units", "time", "money", "claims", "gates", "dates", "data",
    }  # fmt: skip
