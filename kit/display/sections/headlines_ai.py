"""Titles of the parts of an AI project and of a CRM."""

from __future__ import annotations

from kit.display.sections.ai_road import state_of
from kit.display.words import Words


def state(words: Words) -> str | None:
    project = words.analysis.ai
    if project is None or project.state is None or not project.state.total.applicable:
        return None
    total = project.state.total
    of = words.numbers.number(total.applicable)
    return words.plural("headline.ai_state", total.ticked, of=of)


def road(words: Words) -> str | None:
    """How many steps are behind; all of them: the chapter's own title says so."""
    project = words.analysis.ai
    if project is None or not project.begun:
        return None
    done = sum(state_of(step, project) == "done" for step in project.steps)
    of = words.numbers.number(len(project.steps))
    if done == len(project.steps):
        return None
    return words.plural("headline.ai_road", done, of=of) if done else _none(words, of)


def _none(words: Words, of: str) -> str:
    return words("headline.ai_road_none", of=of)


def step(words: Words, key: str) -> str | None:
    """The step and how far it is: "Étape 1 : cadrage, en cours"."""
    project = words.analysis.ai
    found = next((one for one in project.steps if one.key == key), None) if project else None
    if project is None or found is None:
        return None
    said = words(f"ai.state.{state_of(found, project)}")
    return words("headline.ai_step_at", title=words(f"section.{key}.title"), state=said)


def ethics(words: Words) -> str | None:
    """In a critical domain, results must be explained (methods M7, M9)."""
    project = words.analysis.ai
    if project is None or not project.critical:
        return None
    return words(f"headline.{'ai_explained' if project.explained else 'ai_unexplained'}")


# -- CRM --------------------------------------------------------------------------------------


def crm_needs(words: Words) -> str | None:
    found = words.analysis.crm
    if found is None or found.needs is None:
        return None
    total = found.needs.total
    if not total.ticked:
        return None
    return words.plural("headline.crm_wishes", total.ticked, of=words.numbers.number(total.of))


def crm_steps(words: Words) -> str | None:
    """What is left to do: the chapter's own title tells what is done, and what comes next."""
    found = words.analysis.crm
    if found is None or found.steps is None or not found.steps.total.applicable:
        return None
    total = found.steps.total
    if not total.missing:
        return words("headline.crm_in_place")
    of = words.numbers.number(total.applicable)
    return words.plural("headline.crm_left", len(total.missing), of=of)


def crm_kpis(words: Words) -> str | None:
    found = words.analysis.crm
    if found is None:
        return None
    if not found.kpis:
        return words("headline.crm_kpis_none")
    return words.plural("headline.crm_kpis", len(found.kpis))


def crm_tools(words: Words) -> str | None:
    """How many solutions the client's own answers rule out."""
    found = words.analysis.crm
    if found is None or not found.tools:
        return None
    out = sum(1 for one in found.tools if not one.fit)
    if not out:
        return words("headline.crm_tools_none")
    of = words.numbers.number(len(found.tools))
    return words.plural("headline.crm_tools", out, of=of)
