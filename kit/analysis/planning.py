"""The 14-day and 30-day plans on real working days (method M14).

Plan day n is the n-th working day from the start: order and gaps are kept on working
days, so that D13-14 never fall on a weekend. A go-live is pushed to the first day that is
neither a Friday nor the eve of a day off, and all that follows by as much.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kit.analysis.lifting import fixing_tasks, lift_tasks
from kit.analysis.measuring import measuring_tasks
from kit.analysis.model import (
    AutomationResult,
    Checked,
    GdprResult,
    MeasuringTask,
    Plan,
    ProcessResult,
    Ranked,
    Task,
    TextKey,
    TrialSheet,
)
from kit.analysis.trials import GATE as TESTS
from kit.analysis.trials import hold_untested
from kit.analysis.working_days import FRIDAY, WorkingDays
from kit.catalogue import Catalogue, PlanStep
from kit.client import Client, PlanSettings

_CARDS = 5  # "D3-4 five priority process cards": how many names the plan quotes
# A calendar may hold no safe day at all (a client open one day in two): after a month
# of refusals the first day that is no Friday is taken, and coherence says so.
_SEARCH = 23


@dataclass(frozen=True, slots=True)
class Facts:
    """What the plan is tied to."""

    processes: Sequence[ProcessResult]
    priorities: Sequence[Ranked]
    automations: Sequence[AutomationResult]  # in the order they are to be built
    prerequisites: Checked | None
    gdpr: GdprResult | None
    baseline: Sequence[MeasuringTask] = ()
    trials: Sequence[TrialSheet] = ()
    as_of: date | None = None  # day on which tests may be late; None: never


@dataclass(frozen=True, slots=True)
class Move:
    """From plan day `day` on, everything is `by` working days later."""

    day: int
    by: int
    reason: str | None  # text key; None: the day itself was fine
    refused: date | None


def build_plan(
    client: Client, catalogue: Catalogue, facts: Facts, start: date, assumed: bool
) -> Plan:
    """The dated tasks of both plans, with those that lift the gates and those that measure."""
    calendar = WorkingDays.of(client.company.department, client.plan.closed_days, client.closures)
    moves = _moves(catalogue.plan, calendar, start)
    tasks = [_task(step, client.plan, facts, calendar, start, moves) for step in catalogue.plan]
    late: tuple[str, ...] = ()
    if facts.as_of is not None:
        tasks, late = hold_untested(tasks, facts.trials, facts.as_of)
    first, last = (
        int(catalogue.threshold(f"plan.lift_{which}_day")) for which in ("first", "last")
    )
    tasks += fixing_tasks(
        client.plan,
        facts.automations,
        facts.trials,
        late,
        tasks,
        calendar,
        start,
        (first, last),
    )
    tasks += lift_tasks(
        client.plan,
        facts.automations,
        facts.prerequisites,
        facts.gdpr,
        calendar,
        start,
        (first, last),
    )
    # A long measure goes on beside the plan: it does not put off the end of it.
    ends = {
        horizon: max((t.last_date for t in tasks if t.horizon <= horizon), default=start)
        for horizon in (14, 30)
    }
    first = int(catalogue.threshold("plan.measure_first_day"))
    tasks += measuring_tasks(facts.baseline, calendar, start, first)
    tasks.sort(key=lambda task: (task.date, task.last_date, task.plan_day))  # stable
    days_off = _days_off(calendar, start, ends[30])
    return Plan(
        start=calendar.first(start),
        assumed_start=assumed,
        tasks=tuple(tasks),
        days_off=tuple((day, fr) for day, fr, _ in days_off),
        end_14=ends[14],
        end_30=ends[30],
        days_off_en=tuple((day, en) for day, _, en in days_off),
    )


def building_order(
    automations: Sequence[AutomationResult],
    priorities: Sequence[Ranked],
    processes: Sequence[ProcessResult],
) -> tuple[AutomationResult, ...]:
    """Which automation comes first: ready processes, then their rank, then the sheet's order."""
    ranks = {row.process: row.rank for row in priorities if row.rank is not None}
    ready = {result.id: result.ready for result in processes}
    last = len(processes) + 1
    return tuple(
        sorted(automations, key=lambda a: (not ready[a.process], ranks.get(a.process, last)))
    )


def _moves(steps: Sequence[PlanStep], calendar: WorkingDays, start: date) -> tuple[Move, ...]:
    """How far each go-live pushes what comes from its day on."""
    days = sorted({day for step in steps if step.go_live for day in (step.day, step.last_day)})
    moves: list[Move] = [Move(1, 0, None, None)]
    for day in days:
        by = moves[-1].by
        wanted = calendar.nth(start, day + by)
        moves.append(_safe(calendar, start, day, by, wanted))
    return tuple(moves)


def _safe(calendar: WorkingDays, start: date, day: int, by: int, wanted: date) -> Move:
    reason = calendar.refusal(wanted)
    if reason is None:
        return Move(day, by, None, None)
    candidates = [(by + n, calendar.nth(start, day + by + n)) for n in range(_SEARCH)]
    safe = [n for n, candidate in candidates if calendar.refusal(candidate) is None]
    no_friday = [n for n, candidate in candidates if candidate.weekday() != FRIDAY]
    chosen = (safe or no_friday or [by])[0]
    return Move(day, chosen, reason if chosen != by else None, wanted if chosen != by else None)


def _task(
    step: PlanStep,
    settings: PlanSettings,
    facts: Facts,
    calendar: WorkingDays,
    start: date,
    moves: Sequence[Move],
) -> Task:
    move = [m for m in moves if m.day <= step.day][-1]
    last_move = [m for m in moves if m.day <= step.last_day][-1]
    day, last_day = step.day + move.by, step.last_day + last_move.by
    automation = _nth_automation(facts.automations, step.automation)
    params = _params(facts, automation)
    moved = move if step.go_live and move.day == step.day else None
    return Task(
        key=step.key,
        plan_day=day,
        date=calendar.nth(start, day),
        last_date=calendar.nth(start, last_day),
        text=_text(f"plan.{step.key}.task", step.task_needs, params),
        output_text=_text(f"plan.{step.key}.output", step.output_needs, params),
        params=params,
        owner=getattr(settings, step.owner),
        owner_field=step.owner,
        automation=automation.id if automation else None,
        blocked_by=_blocked_by(step, automation, facts),
        horizon=step.horizon,
        go_live=step.go_live,
        moved=moved.reason if moved else None,
        moved_from=moved.refused if moved else None,
    )


def _nth_automation(
    automations: Sequence[AutomationResult], rank: int | None
) -> AutomationResult | None:
    return automations[rank - 1] if rank is not None and rank <= len(automations) else None


def _params(facts: Facts, automation: AutomationResult | None) -> Mapping[str, str]:
    """The client's own names that the texts may quote; what does not exist is absent."""
    names = {result.id: result.process.name for result in facts.processes}
    ranked = [row.name for row in facts.priorities if row.rank is not None]
    params = {
        "processes": ", ".join(ranked[:_CARDS]),
        "quick_wins": ", ".join(row.name for row in facts.priorities if row.quick_win),
        "candidates": str(len(facts.processes)) if facts.processes else "",
    }
    if automation is not None:
        params["automation"] = automation.automation.name
        params["process"] = names[automation.process]
    return {key: value for key, value in params.items() if value}


def _text(key: str, needs: Sequence[str], params: Mapping[str, str]) -> str:
    return key if all(need in params for need in needs) else f"{key}_generic"


def _blocked_by(
    step: PlanStep, automation: AutomationResult | None, facts: Facts
) -> tuple[str, ...]:
    """The gates of the step that are not passed; a register line belongs to the GDPR gate."""
    if automation is not None:
        held = automation.blocked_by
        # What goes live has been tested: no plan need say so of its steps.
        gates = {*step.gates, *((TESTS,) if step.go_live else ())}
        return tuple(gate for gate in held if ("gdpr" if gate == "register" else gate) in gates)
    passed = facts.prerequisites is not None and facts.prerequisites.passed
    return ("prerequisites",) if "prerequisites" in step.gates and not passed else ()


def _days_off(calendar: WorkingDays, start: date, end: date) -> tuple[tuple[date, str, str], ...]:
    """Holidays and closures on days otherwise worked, from *start* to *end*: (day, fr, en)."""
    found = []
    for offset in range((end - start).days + 1):
        day = start + timedelta(days=offset)
        if day.weekday() in calendar.closed:
            continue
        closure = calendar.closure(day)
        french, english = calendar.holiday(day, "fr"), calendar.holiday(day, "en")
        if french and english:
            found.append((day, french, english))
        elif closure is not None:
            label = closure.label or TextKey("analysis.closure")
            found.append((day, label, label))
    return tuple(found)
