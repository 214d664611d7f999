"""What becomes of each process: a reasoned proposal (method M10, last rule).

First what rules a route out, with its reason; then, among the routes that are left and have
their figures, the cheapest over the horizon; without figures, what the card alone tells,
marked as to be costed. What the client decided is never changed: a difference is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from kit.analysis.model import (
    DeadlineResult,
    DispositionResult,
    ProcessResult,
    Ranked,
    Route,
    TextKey,
)
from kit.analysis.model.sourcing import Reason
from kit.analysis.route_rules import SAID, Case, lacks, ruled, useless
from kit.analysis.routes import cost_routes, today_of
from kit.analysis.settings import Settings
from kit.client import Client, Disposition

_DAYS_PER_MONTH = 365.25 / 12
# Between routes of the same cost, the one that is easiest to come back from.
_EASIEST = ("keep", "simplify", "automate", "equip", "outsource", "drop")


def dispose(
    client: Client,
    processes: Sequence[ProcessResult],
    priorities: Sequence[Ranked],
    deadlines: Sequence[DeadlineResult],
    settings: Settings,
    as_of: date,
) -> tuple[DispositionResult, ...]:
    """A result per process, in the workbook's order; () when nobody filled the sheet."""
    if not client.dispositions:
        return ()
    rows = {row.process: row for row in client.dispositions}
    contracts = {contract.process: contract for contract in client.contracts}
    ranks = {ranked.process: ranked for ranked in priorities}
    end = as_of + timedelta(days=settings.horizon * _DAYS_PER_MONTH)
    due = {id: one for one in reversed(deadlines) if one.day <= end for id in one.processes}
    found = []
    for result in processes:
        name = result.process.name
        case = Case(
            result=result,
            row=rows.get(name, Disposition(name)),
            contract=contracts.get(name),
            ranked=ranks.get(result.id),
            deadline=due.get(result.id),
            today=today_of(result, settings),
        )
        found.append(_judge(case, rows.get(name), settings))
    return tuple(found)


def _judge(case: Case, written: Disposition | None, settings: Settings) -> DispositionResult:
    costed = cost_routes(case.today, case.row, case.contract)
    routes = {kind: ruled(route, case, costed["keep"]) for kind, route in costed.items()}
    proposal, by_figures, reasons = _propose(case, routes, settings)
    chosen = routes[proposal].total if proposal and by_figures else None
    keep, choice = routes["keep"].total, case.row.choice
    decided = routes[choice].total if choice else None
    return DispositionResult(
        process=case.result.id,
        written=written,
        months=settings.horizon,
        time_year=case.today.hours,
        errors_year=case.today.errors,
        routes=tuple(routes.values()),
        proposal=proposal,
        costed=by_figures,
        level=case.row.level if proposal == "automate" else None,
        reasons=reasons,
        saved=None if chosen is None or keep is None else keep - chosen,
        choice=choice,
        choice_gap=None if chosen is None or decided is None else decided - chosen,
    )


def _propose(
    case: Case, routes: Mapping[str, Route], settings: Settings
) -> tuple[str | None, bool, tuple[Reason, ...]]:
    """(what, whether figures say so, why)."""
    if routes["drop"].open:
        return "drop", routes["keep"].total is not None, (useless(case, "why"),)
    if not case.result.ready:
        first = "simplify" if routes["simplify"].open else "keep"
        why: Reason = (f"{SAID}.why.not_ready_{first}", {"missing": lacks(case)})
        return first, routes[first].total is not None, (why,)
    compared = [
        route
        for route in routes.values()
        if route.kind != "drop" and route.open and route.total is not None
    ]
    tried = any(
        route.total is not None for route in routes.values() if route.kind not in ("drop", "keep")
    )
    if tried and compared:
        return _cheapest(compared, routes)
    return _by_the_card(case, settings)


def _cheapest(
    compared: Sequence[Route], routes: Mapping[str, Route]
) -> tuple[str, bool, tuple[Reason, ...]]:
    """The one that costs least; of two that cost the same, the easiest to come back from."""
    ordered = sorted(compared, key=lambda route: (route.total, _EASIEST.index(route.kind)))
    best, others = ordered[0], ordered[1:]
    params: dict[str, object] = {"amount": (best.total or 0.0, "EUR")}
    why = "keep_cheapest" if best.kind == "keep" else "cheapest" if others else "only"
    if why == "cheapest":
        params["second"] = TextKey(f"choices.disposition.{others[0].kind}")
        params["less"] = ((others[0].total or 0.0) - (best.total or 0.0), "EUR")
    reasons: list[Reason] = [(f"{SAID}.why.{why}", params)]
    unknown = tuple(
        TextKey(f"choices.disposition.{route.kind}")
        for route in routes.values()
        if route.open and route.considered and route.total is None
    )
    if unknown:
        reasons.append((f"{SAID}.why.not_compared", {"routes": unknown}))
    return best.kind, True, tuple(reasons)


def _by_the_card(case: Case, settings: Settings) -> tuple[str | None, bool, tuple[Reason, ...]]:
    """Without figures: the zone of the task matrix, and the priority score."""
    if case.deadline:
        return "equip", False, (_must_change(case.deadline),)
    zone, score = case.result.zone, case.ranked.score if case.ranked else None
    if zone is None:
        return None, False, ((f"{SAID}.why.zone_unknown", {}),)
    if not zone:
        kind = "high_value" if case.result.process.added_value == "high" else "not_repetitive"
        return "keep", False, ((f"{SAID}.why.{kind}", {}),)
    if score is not None and score < settings["priorities.stars_three_from"]:
        return "simplify", False, ((f"{SAID}.why.low_score", {"score": score}),)
    reasons: list[Reason] = [(f"{SAID}.why.zone", {})]
    if score is not None:
        reasons.append((f"{SAID}.why.score", {"score": score}))
    return "automate", False, tuple(reasons)


def _must_change(deadline: DeadlineResult) -> Reason:
    title = TextKey(f"deadlines.{deadline.id}.title")
    return f"{SAID}.why.deadline", {"title": title, "day": deadline.day}
