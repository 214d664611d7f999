"""The AI project: self-test, state of play, five steps and their gates, ethics (method M9).

A step's gate opens when enough of its points are done and, after feasibility and after the
trial, when GO is written. A later step is held back by the first gate that is closed.
"""

from __future__ import annotations

from collections.abc import Mapping

from kit.analysis.checklists import points_required
from kit.analysis.model import AiProject, AiSelfTest, AiStep, Checked
from kit.analysis.settings import Settings
from kit.client import AiDecisions, Client

SELF_TEST, STATE, ETHICS = "ai_selftest", "ai_state", "ai_ethics"
STEPS = ("ai_framing", "ai_feasibility", "ai_trial", "ai_deployment", "ai_run")
DECISIONS = {"ai_feasibility": "feasibility", "ai_trial": "trial"}  # step -> fields of the form
# Data and AI skills may come from a supplier; the appetite for digital tools may not (M9).
REQUIRED = ("ai_state.digital_appetite",)
EXPLAINED = "ai_ethics.explainability"
NO_DOMAIN = "none"


def follow_ai(
    client: Client, checklists: Mapping[str, Checked], settings: Settings
) -> AiProject | None:
    """Everything the client said of AI; None when it said nothing."""
    form = client.ai_decisions
    asked = (SELF_TEST, STATE, *STEPS, ETHICS)
    if form == AiDecisions() and not any(id in checklists for id in asked):
        return None
    steps = _steps(form, checklists, settings)
    state, ethics = checklists.get(STATE), checklists.get(ETHICS)
    said = form.critical_domains
    return AiProject(
        self_test=_self_test(checklists.get(SELF_TEST), settings),
        state=state,
        required_missing=tuple(id for id in REQUIRED if state and id in state.total.missing),
        steps=steps,
        begun=any(step.begun or step.decision for step in steps),
        current=next((step.key for step in steps if step.closed_by), None),
        ethics=ethics,
        critical=tuple(code for code in said if code != NO_DOMAIN) if said else None,
        explained=ethics is not None and EXPLAINED not in ethics.total.missing,
        supplier=form.supplier,
    )


def _self_test(checked: Checked | None, settings: Settings) -> AiSelfTest | None:
    """More than three answers on the right: worth going further (method M9)."""
    if checked is None:
        return None
    needed, total = settings["ai.selftest_right_above"], checked.total
    further: bool | None = total.ticked > needed
    if not further and total.ticked + total.unanswered > needed:
        further = None
    return AiSelfTest(checked, needed, further)


def _steps(
    form: AiDecisions, checklists: Mapping[str, Checked], settings: Settings
) -> tuple[AiStep, ...]:
    """The steps that the content still asks, in their order."""
    steps: list[AiStep] = []
    known = [key for key in STEPS if key in settings.catalogue.checklists]
    for number, key in enumerate(known, 1):
        checked, decided = checklists.get(key), DECISIONS.get(key)
        decision = getattr(form, f"{decided}_decision") if decided else None
        steps.append(
            AiStep(
                key=key,
                number=number,
                checked=checked,
                required=_required(key, checked, settings),
                begun=checked is not None and bool(checked.total.ticked or checked.total.partly),
                decides=decided is not None,
                decision=decision,
                decided_on=getattr(form, f"{decided}_date") if decided else None,
                decided_by=getattr(form, f"{decided}_who") if decided else None,
                closed_by=_closed_by(checked, decided is not None, decision),
                held_by=next((step.key for step in steps if step.closed_by), None),
            )
        )
    return tuple(steps)


def _required(key: str, checked: Checked | None, settings: Settings) -> int:
    """Points that open the gate of a step, all of them applicable while nobody answered."""
    checklist = settings.catalogue.checklists[key]
    applicable = checked.total.applicable if checked else len(checklist.items)
    return points_required(applicable, settings.gate(checklist) or 0.0)


def _closed_by(checked: Checked | None, decides: bool, decision: str | None) -> str | None:
    """What keeps a gate closed: a decision against it first, then the work, then no decision."""
    if decision in ("no_go", "later"):
        return decision
    if checked is None or checked.passed is False:
        return "gate"
    return "undecided" if decides and decision is None else None
