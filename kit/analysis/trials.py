"""Test sheets counted: coverage by kind of case, open bugs, what holds a go-live back (M14).

A bug holds the go-live back unless it is said minor. A sheet that was never filled leaves no
trace; once it is in use, an automation that has no test is told, and held back from the day
its tests are due: the end of the last step of the plan before its go-live.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kit.analysis.model import AutomationResult, Bug, Plan, Task, TextKey, TrialSheet
from kit.client import Client, Trial

KINDS = ("nominal", "limit", "error")  # of choices.toml: what a sheet must hold
GATE = "tests"
_BUG, _OK, _MINOR = "bug", "ok", "minor"
_UNNAMED = "analysis.trials.unnamed"


def read_trials(client: Client, ids: Mapping[str, str]) -> tuple[TrialSheet, ...]:
    """One sheet per automation, in the workbook's order; none while no test is written.

    *ids*: id of each automation by name.
    """
    if not client.tests:
        return ()
    return tuple(_sheet(id, name, client.tests) for name, id in ids.items())


def _sheet(id: str, name: str, trials: Sequence[Trial]) -> TrialSheet:
    own = [(n, trial) for n, trial in enumerate(trials) if trial.automation == name]
    found = [trial for _, trial in own]
    run = [trial for trial in found if trial.status]
    kinds = tuple((kind, _of(found, kind), _of(run, kind)) for kind in KINDS)
    bugs = tuple(
        Bug(scenario_of(trial), n, trial.severity != _MINOR)
        for n, trial in own
        if trial.status == _BUG
    )
    sheet = TrialSheet(
        automation=id,
        scenarios=len(found),
        run=len(run),
        passed=sum(trial.status == _OK for trial in run),
        kinds=kinds,
        unsorted=_of(found, None),
        missing=tuple(kind for kind, count, _ in kinds if not count),
        bugs=bugs,
        state="untested",
    )
    return replace(sheet, state=_state(sheet))


def scenario_of(trial: Trial) -> str:
    """What a scenario is called: its name, else what it is given or expected to give."""
    return trial.scenario or trial.given or trial.expected or TextKey(_UNNAMED)


def _of(trials: Sequence[Trial], kind: str | None) -> int:
    return sum(trial.kind == kind for trial in trials)


def _state(sheet: TrialSheet) -> str:
    if sheet.blocking:
        return "bugs"
    if not sheet.run:
        return "untested"
    whole = sheet.run == sheet.scenarios and not sheet.missing
    return "passed" if whole else "incomplete"


def last_try(tasks: Sequence[Task], go_live: Task) -> Task | None:
    """The last step of the plan on the automation of *go_live* before it: tests end with it."""
    before = [
        task
        for task in tasks
        if task.automation == go_live.automation
        and not task.go_live
        and not task.key.startswith("lift.")
        and task.last_date < go_live.date
    ]
    return max(before, key=lambda task: task.last_date, default=None)


def hold_untested(
    tasks: Sequence[Task], sheets: Sequence[TrialSheet], as_of: date
) -> tuple[list[Task], tuple[str, ...]]:
    """The *tasks*, go-lives whose tests are due on *as_of* and were never run held back; and
    the ids of their automations."""
    untested = {sheet.automation for sheet in sheets if not sheet.run}
    kept, late = [], []
    for task in tasks:
        due = last_try(tasks, task) if task.go_live and task.automation in untested else None
        if due is not None and due.last_date < as_of and GATE not in task.blocked_by:
            late.append(task.automation or "")
            kept.append(replace(task, blocked_by=(*task.blocked_by, GATE)))
        else:
            kept.append(task)
    return kept, tuple(dict.fromkeys(late))


def held_by_plan(
    automations: Sequence[AutomationResult], plan: Plan
) -> tuple[AutomationResult, ...]:
    """The same cards, with the tests that hold back their go-live in the plan."""
    held = {task.automation for task in plan.tasks if task.go_live and GATE in task.blocked_by}
    return tuple(
        replace(result, blocked_by=(*result.blocked_by, GATE))
        if result.id in held and GATE not in result.blocked_by
        else result
        for result in automations
    )
