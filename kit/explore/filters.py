"""What the tabs leave out: by domain, owner, horizon, family and severity.

Filters restrict what is shown, never what is computed: ranks and totals are those of all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kit.analysis.live import with_parts
from kit.analysis.model import Analysis, Finding, RoadmapAction, Task
from kit.analysis.names import fold
from kit.catalogue import Catalogue
from kit.display.sections.audit import SEVERITIES
from kit.display.words import Words
from kit.explore.state import Filters


@dataclass(frozen=True, slots=True)
class Offered:
    """What one may filter by: what is in the client's data, nothing else."""

    domains: tuple[str, ...]  # choice domain
    owners: tuple[str, ...]  # as written, each spelling once
    days: tuple[int, ...]  # horizons of the plan: 14, 30
    horizons: tuple[str, ...]  # of the roadmap: choice action_horizon
    families: tuple[str, ...]  # of findings
    severities: tuple[str, ...]


def offered(analysis: Analysis, catalogue: Catalogue) -> Offered:
    """What the processes, the plan, the roadmap and the findings of *analysis* hold."""
    domains = {result.process.domain for result in analysis.processes}
    rules = {finding.code: catalogue.rules[finding.code] for finding in analysis.findings}
    families = {rule.family for rule in rules.values()}
    severities = {finding.severity for finding in analysis.findings}
    actions = analysis.roadmap.actions if analysis.roadmap else ()
    horizons = {action.horizon for action in actions}
    return Offered(
        domains=tuple(one for one in catalogue.choices["domain"] if one in domains),
        owners=_once(_owners(analysis)),
        days=tuple(sorted({task.horizon for task in analysis.plan.tasks})),
        horizons=tuple(one for one in catalogue.choices["action_horizon"] if one in horizons),
        families=tuple(
            dict.fromkeys(r.family for r in catalogue.rules.values() if r.family in families)
        ),
        severities=tuple(one for one in SEVERITIES if one in severities),
    )


def _owners(analysis: Analysis) -> Iterable[str]:
    yield from (result.process.owner or "" for result in analysis.processes)
    yield from (result.automation.owner or "" for result in analysis.automations)
    yield from (task.owner or "" for task in analysis.plan.tasks)
    yield from (
        (action.owner or "" for action in analysis.roadmap.actions) if analysis.roadmap else ()
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    """In the order of the alphabet, the first spelling of each."""
    first: dict[str, str] = {}
    for name in names:
        if name.strip():
            first.setdefault(fold(name), name.strip())
    return tuple(first[key] for key in sorted(first))


def _is(owner: str | None, asked: str) -> bool:
    return not asked or fold(owner or "") == fold(asked)


# -- what is kept ---------------------------------------------------------------------------


def processes(analysis: Analysis, filters: Filters) -> frozenset[str]:
    """Ids of the processes of a domain, whose owner or whose automation's owner is asked for."""
    served: dict[str, list[str | None]] = {}
    for one in analysis.automations:
        served.setdefault(one.process, []).append(one.automation.owner)
    return frozenset(
        result.id
        for result in analysis.processes
        if filters.domain in ("", result.process.domain)
        and any(
            _is(owner, filters.owner)
            for owner in (result.process.owner, *served.get(result.id, ()))
        )
    )


def tasks(analysis: Analysis, filters: Filters) -> tuple[Task, ...]:
    """The tasks of the plan: those of an automation have the domain of its process."""
    domains = {result.id: result.process.domain for result in analysis.processes}
    of = {one.id: domains.get(one.process, "") for one in analysis.automations}
    return tuple(
        task
        for task in analysis.plan.tasks
        if _is(task.owner, filters.owner)
        and filters.horizon in ("", str(task.horizon))
        and (not filters.domain or of.get(task.automation or "") == filters.domain)
    )


def actions(analysis: Analysis, filters: Filters) -> tuple[RoadmapAction, ...]:
    """The actions of the roadmap, which belong to no domain."""
    listed = analysis.roadmap.actions if analysis.roadmap else ()
    return tuple(
        action
        for action in listed
        if _is(action.owner, filters.owner) and filters.horizon in ("", action.horizon)
    )


def findings(analysis: Analysis, catalogue: Catalogue, filters: Filters) -> tuple[Finding, ...]:
    return tuple(
        finding
        for finding in analysis.findings
        if filters.severity in ("", finding.severity)
        and filters.family in ("", catalogue.rules[finding.code].family)
    )


# -- words of what is kept --------------------------------------------------------------------


def of_processes(words: Words, kept: frozenset[str]) -> Words:
    """*words* that rank the processes *kept* only; marks of the map can be picked."""
    analysis = words.analysis
    ranked = tuple(row for row in analysis.priorities if row.process in kept)
    return replace(words, picks=True, analysis=with_parts(analysis, priorities=ranked))


def of_plan(words: Words, listed: tuple[Task, ...], placed: tuple[RoadmapAction, ...]) -> Words:
    """*words* whose plan has the tasks *listed* only, and whose roadmap the actions *placed*."""
    analysis = words.analysis
    road = analysis.roadmap and replace(analysis.roadmap, actions=placed)
    plan = replace(analysis.plan, tasks=listed)
    return replace(words, analysis=with_parts(analysis, plan=plan, roadmap=road))


def of_findings(words: Words, kept: tuple[Finding, ...]) -> Words:
    return replace(words, analysis=with_parts(words.analysis, findings=kept))
