"""What rules out a route for a process, what it asks for, and the way back (method M10)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from kit.analysis.model import DeadlineResult, ProcessResult, Ranked, Route, TextKey
from kit.analysis.model.sourcing import Reason
from kit.analysis.outsourcing import covers_data, covers_failure, covers_know_how
from kit.analysis.routes import Today
from kit.client import Contract, Disposition

SAID = "analysis.disposition"
_NEED_A_READY_CARD = ("automate", "equip", "outsource")


@dataclass(frozen=True, slots=True)
class Case:
    """One process, with all that bears on what becomes of it."""

    result: ProcessResult
    row: Disposition
    contract: Contract | None
    ranked: Ranked | None
    deadline: DeadlineResult | None  # legal, within the horizon: it cannot stay as it is
    today: Today


def ruled(route: Route, case: Case, keep: Route) -> Route:
    """*route* with all that speaks against it, what it asks for, and what coming back costs."""
    against = [*_not_fit(route, case), *_too_dear(route, case, keep)]
    return replace(
        route,
        against=tuple(against),
        watch=tuple(_asked(route.kind, case)),
        undo=tuple(_undo(route, case)),
    )


def _not_fit(route: Route, case: Case) -> list[Reason]:
    """What the process itself says against a route, whatever it costs."""
    found: list[Reason] = []
    if route.kind in ("drop", "keep") and case.deadline:
        found.append(_due(case.deadline))
    if route.kind == "drop":
        return found + _missed(case)
    if route.kind == "outsource":
        found += _kept_inside(case)
    if route.kind in _NEED_A_READY_CARD and not case.result.ready:
        found.append((f"{SAID}.against.not_ready", {"missing": lacks(case)}))
    if not case.deadline and not _missed(case):
        found.append(useless(case, "against"))
    return found


def _missed(case: Case) -> list[Reason]:
    """Why it cannot simply stop; nothing when nobody would miss it."""
    if case.row.duplicate_of:
        return []
    if case.row.needed is None:
        return [(f"{SAID}.against.need_unknown", {})]
    if case.row.needed:
        return [(f"{SAID}.against.needed", {})]
    return [(f"{SAID}.against.critical_drop", {})] if case.result.process.critical else []


def useless(case: Case, said: str) -> Reason:
    """Why it may stop: nobody would miss it, or another process does the same."""
    if case.row.duplicate_of:
        return f"{SAID}.{said}.duplicate", {"name": case.row.duplicate_of}
    return f"{SAID}.{said}.not_needed", {}


def lacks(case: Case) -> tuple[TextKey, ...]:
    """The fields that the card must have before anything is built on it."""
    return tuple(TextKey(f"analysis.missing.{field}") for field in case.result.missing)


def _kept_inside(case: Case) -> list[Reason]:
    """Data, know-how and what may not stop leave only under a contract that covers them."""
    process, found = case.result.process, list[Reason]()
    if process.sensitive_data and not covers_data(case.contract):
        found.append((f"{SAID}.against.sensitive", {}))
    elif process.personal_data and not covers_data(case.contract):
        found.append((f"{SAID}.against.personal", {}))
    if case.row.know_how and not covers_know_how(case.contract):
        found.append((f"{SAID}.against.know_how", {}))
    if process.critical and not covers_failure(case.contract):
        found.append((f"{SAID}.against.critical", {}))
    return found


def _too_dear(route: Route, case: Case, keep: Route) -> list[Reason]:
    """Dearer than keeping over the horizon, as long as keeping is possible at all."""
    if route.kind in ("keep", "drop") or case.deadline:
        return []
    if route.total is None or keep.total is None or route.total < keep.total:
        return []
    params: dict[str, object] = {"more": (route.total - keep.total, "EUR")}
    if route.break_even is None:
        return [(f"{SAID}.against.saves_nothing", params)]
    volume = case.today.process.volume_month or 0.0
    params |= {"volume": volume, "needed": math.ceil(route.break_even)}
    return [(f"{SAID}.against.too_small", params)]


def _due(deadline: DeadlineResult) -> Reason:
    title = TextKey(f"deadlines.{deadline.id}.title")
    return f"{SAID}.against.deadline", {"title": title, "day": deadline.day}


# -- what a route asks for, and what coming back from it costs ----------------------------------


def _asked(kind: str, case: Case) -> list[Reason]:
    process, found = case.result.process, list[Reason]()
    if kind == "automate":
        if process.personal_data or process.sensitive_data:
            found.append((f"{SAID}.watch.gdpr", {}))
        if process.critical:
            found.append((f"{SAID}.watch.human_check", {}))
        if case.row.level is None and case.row.automation_share is not None:
            found.append((f"{SAID}.watch.level", {}))
    if kind == "outsource" and case.contract is None:
        found.append((f"{SAID}.watch.contract", {}))
    if kind == "drop" and case.row.duplicate_of:
        found.append((f"{SAID}.watch.merge", {"name": case.row.duplicate_of}))
    return found


def _undo(route: Route, case: Case) -> list[Reason]:
    lost: list[Reason] = [(f"{SAID}.undo.{route.kind}", {})]
    if route.kind in ("simplify", "automate", "equip") and route.one_off:
        lost.append((f"{SAID}.undo.sunk", {"amount": (route.one_off, "EUR")}))
    if route.kind == "outsource":
        lost += _way_back(case)
    return lost


def _way_back(case: Case) -> list[Reason]:
    """Notice, cost of coming back, terms: what is known, and what must be asked."""
    row, contract, found = case.row, case.contract, list[Reason]()
    notice = row.notice_months
    if notice is None and contract is not None:
        notice = contract.notice_months
    if notice is None:
        found.append((f"{SAID}.undo.notice_unknown", {}))
    else:
        found.append((f"{SAID}.undo.notice", {"months": (notice, "months")}))
    if row.exit_cost is None:
        found.append((f"{SAID}.undo.exit_unknown", {}))
    else:
        found.append((f"{SAID}.undo.exit_cost", {"amount": (row.exit_cost, "EUR")}))
    if contract is not None and contract.exit_terms:
        found.append((f"{SAID}.undo.terms", {"terms": contract.exit_terms}))
    return found
