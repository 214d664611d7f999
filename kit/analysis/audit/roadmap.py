"""Actions out of their place, costs nobody budgeted, people overloaded (methods M11, M18.6)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.analysis.audit.findings import cell, plain
from kit.analysis.cells import cells_of
from kit.analysis.model import Analysis, Finding, PersonLoad, RoadmapAction, TextKey
from kit.analysis.names import fold
from kit.client import Client


def roadmap_findings(analysis: Analysis) -> Iterator[Finding]:
    """Action by action in the sheet's order, then person by person."""
    if analysis.roadmap is not None:
        for action in analysis.roadmap.actions:
            yield from _place(analysis.client, action)
            yield from _cost(analysis, action)
    for person in analysis.load.people if analysis.load else ():
        yield from _overload(analysis.client, person)


def _place(client: Client, action: RoadmapAction) -> Iterator[Finding]:
    row = f"actions/{action.position}"
    if action.placed_by == "backwards":
        yield Finding(
            code="action_backwards",
            place=cell(client, row, "end", "start", "name"),
            places=cells_of(client, f"{row}/start"),
            written=None,
            computed=None,
            effect="analysis.effect.action_backwards",
            params={"action": action.name},
        )
    elif action.outside and action.window is not None and action.first is not None:
        yield Finding(
            code="action_out_of_window",
            place=cell(client, row, "start", "phase", "name"),
            places=cells_of(client, f"{row}/horizon"),
            written=plain(action.first),
            computed=plain(action.window[1]),
            effect="analysis.effect.action_out_of_window",
            params={
                "action": action.name,
                "horizon": TextKey(f"choices.action_horizon.{action.horizon}"),
                "from": action.window[0],
                "to": action.window[1],
                "month": action.first,
            },
        )


def _cost(analysis: Analysis, action: RoadmapAction) -> Iterator[Finding]:
    """Said on the action, carried by no cost line of its phase: the case knows nothing of it."""
    if not action.cost:
        return
    case = analysis.business_case
    lines = case.lines if case else ()
    if any(line.side == "cost" and line.once and line.phase == action.phase for line in lines):
        return
    yield Finding(
        code="action_cost_not_budgeted",
        place=cell(analysis.client, f"actions/{action.position}", "cost"),
        written=plain(action.cost),
        computed=None,
        effect="analysis.effect.action_cost_not_budgeted",
        params={"action": action.name, "cost": (action.cost, "EUR")},
        change=-action.cost,
        change_unit="EUR",
    )


def _overload(client: Client, person: PersonLoad) -> Iterator[Finding]:
    """The worst month of a person; the others are in their own section."""
    over = [month for month in person.months if month.over is not None]
    if not over:
        return
    worst = max(over, key=lambda month: month.over or 0.0)
    rows = [n for n, one in enumerate(client.availability) if fold(one.who) == fold(person.who)]
    yield Finding(
        code="person_overloaded",
        place=cell(client, f"availability/{rows[0]}", "days_month", "who"),
        places=cells_of(client, *(f"availability/{n}/days_month" for n in rows)),
        written=plain(worst.free),
        computed=plain(worst.days),
        effect="analysis.effect.person_overloaded",
        params={
            "who": person.who,
            "days": (worst.days, "days"),
            "free": (worst.free or 0.0, "days"),
            "month": worst.month,
        },
    )
