"""Named scenarios, in a file beside the workbook: `client.xlsx` has `client.scenarios.toml`.

TOML, dated, an author and a reason for each change; a person may edit it, and what they wrote
in it (comments, order, a figure's form) is kept. The workbook itself is never touched.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kit.client.scenario import Scenario
from kit.errors import UsageError, WorkbookRejected
from kit.texts import LANGUAGES
from kit.workbook import side_files
from kit.workbook.problems import Problem
from kit.workbook.scenario_rows import Movable, Told, understood
from kit.workbook.scenario_writing import with_scenario, without_scenario
from kit.workbook.words import name_key


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file of scenarios says. `problems` has those of the scenarios that are left out."""

    scenarios: tuple[Scenario, ...] = ()  # the sound ones, in the order of the file
    problems: tuple[Problem, ...] = ()
    faulty: tuple[Told, ...] = ()  # the others, with their own problems


def scenario_file(workbook: Path) -> Path:
    """Where the scenarios of *workbook* are kept."""
    return workbook.with_name(f"{workbook.stem}.scenarios.toml")


def examine_scenarios(workbook: Path, movable: Iterable[Movable] | None = None) -> Kept:
    """Everything kept beside *workbook*, and all that is to correct in it. Never raises.

    *movable*: the levers of the workbook. A row that is not among them is a problem, as is a
    value out of their bounds; one that is takes the workbook's own writing. None: unknown.
    """
    path = scenario_file(workbook)
    if not _is_there(path):
        return Kept()
    try:
        return _kept(path, movable)
    except side_files.Refused as refused:
        return Kept(problems=(refused.problem,))


def read_scenarios(
    workbook: Path, movable: Iterable[Movable] | None = None
) -> tuple[Scenario, ...]:
    """The scenarios kept beside *workbook*, in the order of the file; none without a file.

    Raises WorkbookRejected with everything that is to correct.
    """
    kept = examine_scenarios(workbook, movable)
    _assert_sound(scenario_file(workbook), kept.problems)
    return kept.scenarios


def scenario_named(workbook: Path, name: str, movable: Iterable[Movable] | None = None) -> Scenario:
    """The scenario of that name, whatever its case, accents and spaces.

    Raises UsageError, which names those there are, and WorkbookRejected when the file, or
    that scenario, is to correct: what is wrong in another one does not matter here.
    """
    kept, asked = examine_scenarios(workbook, movable), name_key(name)
    file = scenario_file(workbook)
    wrong = [one for one in kept.faulty if name_key(one.name) == asked]
    if wrong:
        _assert_sound(file, wrong[0].problems)
    found = [one for one in kept.scenarios if name_key(one.name) == asked]
    if found:
        return found[0]
    _assert_sound(file, kept.problems)
    known = ", ".join(one.name for one in kept.scenarios)
    if not known:
        raise UsageError("commands.usage.no_scenario", {"file": file.name})
    raise UsageError("commands.usage.unknown_scenario", {"scenario": name, "known": known})


def save_scenario(workbook: Path, scenario: Scenario, lang: str = LANGUAGES[0]) -> Path:
    """Write *scenario* beside *workbook*, in place of the one of the same name; its file.

    The rest of the file stays as it is written. *lang*: of the words at the head of a new
    file. Raises WorkbookRejected when the file that is there is not sound (nothing is
    written: it is somebody's work), UsageError without a name, CannotWrite.
    """
    if not side_files.kept_text(scenario.name):
        raise UsageError("commands.usage.scenario_unnamed", {})
    return _changed(workbook, lambda text: with_scenario(text, scenario, lang), scenario.name)


def remove_scenario(workbook: Path, name: str) -> Path:
    """Take the scenario of that name out of the file; nothing happens when it is not there."""
    return _changed(workbook, lambda text: without_scenario(text, name), name)


def _changed(workbook: Path, change: Callable[[str], str], name: str) -> Path:
    """The file with its text as *change* makes it; read again before it is written."""
    path = scenario_file(workbook)
    try:
        with side_files.alone(path):
            text = side_files.text_of(path) if _is_there(path) else ""
            _assert_usable(path, text, None)
            made = change(text)
            _assert_usable(path, made, name)
            side_files.write(path, made)
    except side_files.Refused as refused:
        raise WorkbookRejected(path.name, (refused.problem,)) from None
    return path


def _assert_usable(path: Path, text: str, name: str | None) -> None:
    """The file as a whole, and its scenario of that *name*, can be read; or WorkbookRejected."""
    told, problems = understood(path, side_files.table_of(path, text), None)
    own = [one for one in told if name is not None and name_key(one.name) == name_key(name)]
    _assert_sound(path, (*problems, *(problem for one in own for problem in one.problems)))


def _kept(path: Path, movable: Iterable[Movable] | None) -> Kept:
    table = side_files.table_of(path, side_files.text_of(path))
    told, problems = understood(path, table, movable)
    return Kept(
        scenarios=tuple(one.scenario for one in told if one.scenario is not None),
        problems=(*problems, *(problem for one in told for problem in one.problems)),
        faulty=tuple(one for one in told if one.scenario is None),
    )


def _assert_sound(path: Path, problems: tuple[Problem, ...]) -> None:
    if any(problem.severity == "error" for problem in problems):
        raise WorkbookRejected(path.name, problems)


def _is_there(path: Path) -> bool:
    return os.path.lexists(path)  # a link that leads nowhere is there
