"""The AI project: decisions and steps that go faster than what they rest on (method M9)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.analysis.ai_project import DECISIONS
from kit.analysis.model import AiProject, AiStep, Analysis, Finding, TextKey


def ai_findings(analysis: Analysis) -> Iterator[Finding]:
    """GO written too soon, steps begun without it, a critical domain left unexplained."""
    project = analysis.ai
    if project is None:
        return
    for step in project.steps:
        if step.decision == "go" and step.closed_by == "gate":
            yield _too_soon(analysis, step)
    yield from _early(analysis, project)
    if project.critical and not project.explained:
        yield Finding(
            code="ai_unexplained",
            place=analysis.client.cells.get("ai_decisions/critical_domains"),
            written=", ".join(project.critical),
            computed=None,
            effect="analysis.effect.ai_unexplained",
            params={
                "domains": tuple(
                    TextKey(f"choices.critical_domain.{code}") for code in project.critical
                )
            },
        )


def _too_soon(analysis: Analysis, step: AiStep) -> Finding:
    checked = step.checked
    items = checked.total.applicable if checked else 0
    return Finding(
        code="ai_go_gate_closed",
        place=analysis.client.cells.get(f"ai_decisions/{DECISIONS[step.key]}_decision"),
        written="go",
        computed=None,
        effect="analysis.effect.ai_decided_blind",
        params={
            "step": TextKey(f"checklists.{step.key}.title"),
            "ticked": checked.total.ticked if checked else 0,
            "of": items,
            "required": step.required,
        },
    )


def _early(analysis: Analysis, project: AiProject) -> Iterator[Finding]:
    """Each step begun before the first decision that should have been GO and is not."""
    before: AiStep | None = None
    for step in project.steps:
        if before is not None and step.begun:
            yield Finding(
                code="ai_step_early",
                place=_first_answer(analysis, step),
                written=None,
                computed=None,
                effect="analysis.effect.ai_undecided",
                params={
                    "step": TextKey(f"checklists.{step.key}.title"),
                    "before": TextKey(f"checklists.{before.key}.title"),
                },
            )
        if before is None and step.decides and step.decision != "go":
            before = step


def _first_answer(analysis: Analysis, step: AiStep) -> str | None:
    """The cell of the first point of *step* that says it is begun."""
    client = analysis.client
    begun = (
        answer.item
        for answer in client.answers
        if answer.item.startswith(f"{step.key}.") and answer.value in ("yes", "partly")
    )
    return client.cells.get(f"answers/{next(begun, '')}/value")
