"""Where time is lost: the pains that were ticked, by domain (method M1)."""

from __future__ import annotations

from kit.analysis.checklists import answers_by_item, check, is_answered
from kit.analysis.model import Diagnostic, Pain
from kit.analysis.settings import MINUTES_PER_HOUR, Settings
from kit.client import Answer, Client

CHECKLIST = "pains"


def diagnose(client: Client, settings: Settings) -> Diagnostic | None:
    """Count and weigh the pains; None when no box was filled in."""
    checklist = settings.catalogue.checklists[CHECKLIST]
    answers = answers_by_item(client)
    values = {id: answer.value for id, answer in answers.items()}
    if not is_answered(checklist, values):
        return None
    checked = check(checklist, values, settings.gate(checklist))
    pains = [
        _pain(answers[item.id], item.group, settings)
        for item in checklist.items
        if values.get(item.id) == "yes"
    ]
    # Python's sort is stable: equal pains stay in the order of the checklist.
    pains.sort(key=lambda pain: (-(pain.hours_month or 0), -(pain.pain or 0)))
    return Diagnostic(
        checked=checked,
        pains=tuple(pains),
        advice=_advice("pains", "advice", checked.total.ticked, settings),
        candidates=len(client.processes),
        candidates_advice=_advice("candidates", "candidates", len(client.processes), settings),
    )


def pain_hours(answer: Answer, settings: Settings) -> float | None:
    """Time the pain takes [h/month]; None when it was not said, or comes "on demand"."""
    if answer.minutes is None or answer.frequency in (None, "on_demand"):
        return None
    return settings.times_a_month(str(answer.frequency)) * answer.minutes / MINUTES_PER_HOUR


def _pain(answer: Answer, domain: str, settings: Settings) -> Pain:
    return Pain(answer.item, domain, pain_hours(answer, settings), answer.pain, answer.comment)


def _advice(bounds: str, text: str, count: int, settings: Settings) -> str:
    if count == 0:
        return f"analysis.{text}.none"
    if count < settings[f"{bounds}.few_below"]:
        return f"analysis.{text}.few"
    if count > settings[f"{bounds}.many_above"]:
        return f"analysis.{text}.many"
    return f"analysis.{text}.right"
