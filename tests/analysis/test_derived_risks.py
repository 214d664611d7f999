"""A proposed risk is true for the client, in the client's own names, and never said twice."""

from __future__ import annotations

from typing import Any

import pytest

from kit.analysis.derived_risks import TRIGGERS
from kit.analysis.model import RiskRegister
from kit.catalogue import load_catalogue
from kit.client import Claim, Kpi, Milestone, Phase, Rating, Risk, Trial
from kit.content_risks import TRIGGERS as CONTENT_TRIGGERS
from kit.texts import LANGUAGES, Texts
from tests.clients import (
    FAST,
    a_cost,
    a_ready_process,
    a_register_line,
    a_role,
    a_step,
    a_worked_example,
    an_automation,
    analysed,
    answers,
)

DERIVED = load_catalogue().derived_risks
CARD = an_automation(owner="Assistant", tools=("Make",))
SOUND: dict[str, Any] = {  # nothing to propose
    "roles": (a_role(headcount=2.0),),
    "processes": (a_ready_process(),),
    "steps": (a_step(),),
    "automations": (CARD,),
    "answers": (*answers("prerequisites", 16), *answers("gdpr", 9)),
}
PERSONAL = a_ready_process(personal_data=True)
ALONE = (a_role(headcount=1.0),)
TWO = (CARD, an_automation("Relances", owner="assistant"))
PHASES = {
    "phases": (Phase("Phase 1", 1, 6),),
    "costs": (a_cost(rhythm="once", phase="Phase 1", unit_price=1000.0),),
}
DECISION = (
    Milestone("Choisir le CRM", kind="decision", when=1, after="Essai"),
    Milestone("Essai", kind="gate", when=3),
)
# risk: (what brings it up, what its sentences quote, the same set right)
CASES: dict[str, tuple[dict[str, Any], dict[str, object], dict[str, Any]]] = {
    "prerequisites": (
        {"answers": answers("prerequisites", 12)},
        {},
        {"answers": answers("prerequisites", 13)},
    ),
    "prerequisites_unchecked": ({"answers": ()}, {}, {}),
    "gdpr": (
        {"processes": (PERSONAL,), "answers": answers("gdpr", 8)},
        {"automations": ("Devis automatiques",)},
        {"processes": (PERSONAL,)},
    ),
    "transfer": (
        {"register": (a_register_line(outside_eu=True, dpa_signed=True, provider="Make"),)},
        {"suppliers": ("Make",), "automations": ("Devis automatiques",)},
        {"register": (a_register_line(outside_eu=False, provider="Make"),)},
    ),
    "outside_eu": (
        {"register": (a_register_line(outside_eu=True, transfer_tool="clauses"),)},
        {"suppliers": ("Make",), "automations": ("Devis automatiques",)},
        {"register": (a_register_line(outside_eu=True, transfer_tool="none"),)},
    ),
    "one_person": (
        {"roles": ALONE, "automations": TWO},
        {"person": "Assistant", "automations": ("Devis automatiques", "Relances")},
        {"automations": TWO},  # two people hold the role
    ),
    "no_backup": (
        {"roles": ALONE},
        {"person": "Assistant", "automations": ("Devis automatiques",)},
        {"roles": ALONE, "processes": (a_ready_process(actors=("Assistant", "Gérant")),)},
    ),
    "upkeep": (
        {"automations": (an_automation(),)},
        {"automations": ("Devis automatiques",)},
        {},
    ),
    "not_ready": ({"steps": ()}, {"processes": ("Devis",)}, {}),
    "open_bugs": (
        {"tests": (Trial("Devis automatiques", status="bug"),)},
        {"automations": ("Devis automatiques",)},
        {"tests": (Trial("Devis automatiques", status="ok"),)},
    ),
    "decision": (
        {"milestones": DECISION},
        {"decision": "Choisir le CRM", "gate": "Essai"},
        {"milestones": (Milestone("Choisir le CRM", kind="decision", when=4), DECISION[1])},
    ),
    "contingency": (
        PHASES,
        {"phases": ("Phase 1",)},
        {**PHASES, "phases": (Phase("Phase 1", 1, 6, contingency=0.1),)},
    ),
    "optimistic": (
        {"claims": (Claim("roi", months=12.0, rate=21.0),)},
        {},
        {},
    ),
    "baseline": (
        {"kpis": (Kpi("Délai", target=4.0),)},
        {"kpis": ("Délai",)},
        {"kpis": (Kpi("Délai", today=8.0, target=4.0),)},
    ),
}


def register(parts: dict[str, Any]) -> RiskRegister | None:
    return analysed(a_worked_example(**{**SOUND, **parts}), overrides=FAST).risks


def proposed(parts: dict[str, Any]) -> set[str]:
    found = register(parts)
    return {one.id for one in found.risks if one.proposed} if found else set()


def test_a_sound_client_is_proposed_nothing() -> None:
    assert proposed({}) == set()


def test_every_risk_of_the_content_is_tried_here() -> None:
    assert set(CASES) == set(DERIVED)
    assert {derived.trigger for derived in DERIVED.values()} == set(TRIGGERS)
    assert TRIGGERS.keys() == CONTENT_TRIGGERS.keys()


@pytest.mark.parametrize("id", CASES)
def test_a_risk_is_proposed_when_it_is_true_and_not_when_it_is_set_right(id: str) -> None:
    wrong, quoted, right = CASES[id]
    found = register(wrong)
    assert found is not None
    [one] = [risk for risk in found.risks if risk.id == id]
    assert one.proposed and one.risk is None
    derived = DERIVED[id]
    assert one.before.criticality == derived.probability * derived.impact
    assert one.params.items() >= quoted.items()
    assert set(one.params) <= set(CONTENT_TRIGGERS[derived.trigger])
    assert id not in proposed(right)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("id", DERIVED)
def test_the_words_of_a_risk_recognise_its_own_sentence(id: str, lang: str) -> None:
    """A consultant who copies a proposal into the workbook does not see it proposed again."""
    names = CONTENT_TRIGGERS[DERIVED[id].trigger]
    name = Texts(lang)(f"derived_risks.{id}.name", **dict.fromkeys(names, "X"))
    found = register({**CASES[id][0], "risks": (Risk(name),)})
    assert found is not None
    assert (id, name) in found.withheld
    assert id not in {one.id for one in found.risks}


def test_a_risk_about_something_else_withholds_nothing() -> None:
    found = register({**CASES["contingency"][0], "risks": (Risk("Le fournisseur ferme"),)})
    assert found is not None
    assert found.withheld == ()
    assert "contingency" in {one.id for one in found.risks}


def test_the_client_s_own_risk_comes_before_a_proposed_one_of_the_same_weight() -> None:
    own = Risk("Le fournisseur ferme", probability=Rating(note=4), impact=Rating(note=3))
    found = register({**CASES["not_ready"][0], "risks": (own,)})
    assert found is not None
    assert [one.id for one in found.risks][:2] == ["risk-1", "not_ready"]
