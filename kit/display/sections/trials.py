"""What was tried before going live, and what holds it back (method M14)."""

from __future__ import annotations

from collections.abc import Sequence

from kit.analysis.model import TrialSheet
from kit.analysis.trials import GATE, KINDS, last_try
from kit.client import Trial
from kit.display.parts import callout, paragraph
from kit.display.tables import Column, centre, table
from kit.display.words import Block, Words

_LISTED = 6  # points of a callout


def absent(words: Words) -> str | None:
    return None if words.analysis.trials else words("absent.module")


def headline(words: Words) -> str | None:
    sheets = words.analysis.trials
    if not sheets:
        return None
    bugs = sum(len(sheet.blocking) for sheet in sheets)
    if bugs:
        names = words.quoted(_name(words, sheet) for sheet in sheets if sheet.blocking)
        return words.plural("trials.headline_bugs", bugs, names=names)
    count = sum(sheet.scenarios for sheet in sheets)
    ready = sum(sheet.state == "passed" for sheet in sheets)
    if ready == len(sheets):
        return words("trials.headline_passed", count=count)
    run = sum(sheet.run for sheet in sheets)
    return words.plural("trials.headline_left", ready, run=run, cases=count, of=len(sheets))


def callouts(words: Words) -> list[Block]:
    """What to fix first, then what remains to be tried, then the bugs one may live with."""
    sheets = words.analysis.trials
    if not sheets:
        return []
    made = _to_fix(words)
    left = _left(words)
    if left:
        made += callout("info", words("trials.left_title"), _calm(words), left)
    if not made:
        made = callout("go", words("trials.done_title"), words("trials.done_text"))
    minor = [
        words("trials.open", scenario=words.value(bug.scenario), automation=_name(words, sheet))
        for sheet in sheets
        for bug in sheet.bugs
        if not bug.blocking
    ]
    if minor:
        made += paragraph(words.plural("trials.minor", len(minor), names=words.series(minor)))
    return made


def _calm(words: Words) -> str | None:
    """ "Nothing is held back for now", as long as that is true."""
    held = any(GATE in result.blocked_by for result in words.analysis.automations)
    return None if held else words("trials.left_text")


def _to_fix(words: Words) -> list[Block]:
    items = bugs_to_fix(words)
    if not items:
        return []
    title = words.plural("trials.to_fix_title", len(items))
    return callout("stop", title, words("trials.to_fix_text"), items)


def bugs_to_fix(words: Words) -> list[str]:
    """Each blocking bug with what was expected and what came instead."""
    return [
        words(
            "trials.to_fix",
            automation=_name(words, sheet),
            scenario=words.value(bug.scenario),
            expected=words.said(words.client.tests[bug.position].expected),
            obtained=words.said(words.client.tests[bug.position].obtained),
        )
        for sheet in words.analysis.trials
        for bug in sheet.blocking
    ]


def open_bugs(words: Words) -> str:
    """The blocking bugs by name, for a sentence."""
    return words.quoted(
        words.value(bug.scenario) for sheet in words.analysis.trials for bug in sheet.blocking
    )


def late(words: Words) -> list[str]:
    """The automations whose tests are due and were not run."""
    return [
        _untested(words, sheet)
        for sheet in words.analysis.trials
        if not sheet.run and GATE in words.analysis.automation(sheet.automation).blocked_by
    ]


def _left(words: Words) -> list[str]:
    """Per automation: not tested yet, kinds of cases to write, cases to run."""
    items = []
    for sheet in words.analysis.trials:
        if not sheet.scenarios or (not sheet.run and sheet.automation in _held(words)):
            items.append(_untested(words, sheet))
            continue
        name = _name(words, sheet)
        if sheet.missing:
            kinds = words("trials.kinds_joint").join(
                words.choice("test_kind", kind) for kind in sheet.missing
            )
            items.append(words("trials.kinds", automation=name, kinds=kinds))
        if sheet.run < sheet.scenarios:
            count = sheet.scenarios - sheet.run
            items.append(words.plural("trials.not_run_item", count, automation=name))
    return items


def _held(words: Words) -> set[str]:
    return {result.id for result in words.analysis.automations if GATE in result.blocked_by}


def _untested(words: Words, sheet: TrialSheet) -> str:
    """Not tested yet; once the plan's day for it is over, that its go-live waits."""
    tasks, name = words.analysis.plan.tasks, _name(words, sheet)
    lives = [task for task in tasks if task.go_live and task.automation == sheet.automation]
    if sheet.automation in _held(words) and lives:
        due = last_try(tasks, lives[0])
        if due is not None:
            day = words.numbers.date_medium(due.last_date)
            return words("trials.due", automation=name, date=day)
    return words("trials.untested", automation=name)


def coverage_table(words: Words) -> list[Block]:
    """Run of planned by kind of case, then how it stands."""
    rows = [
        [
            _name(words, sheet),
            *(_run(words, run, planned) for _, planned, run in sheet.kinds),
            _run(words, sheet.run, sheet.scenarios),
            words.numbers.number(len(sheet.bugs)),
            words(f"trials.state.{sheet.state}"),
        ]
        for sheet in words.analysis.trials
    ]
    columns = (
        Column("tests_automation"),
        *(centre(f"tests_{kind}", 0.11) for kind in KINDS),
        centre("tests_total", 0.11),
        centre("tests_bugs", 0.12),
        Column("tests_state", width=0.17),
    )
    caption = words("table.tests_coverage.caption")
    unsorted = any(sheet.unsorted for sheet in words.analysis.trials)
    note = words("table.tests_coverage.note") if unsorted else None
    return table(words, "tests-coverage", caption, columns, rows, note=note)


def _run(words: Words, run: int, planned: int) -> str:
    return words("trials.run", run=run, count=planned) if planned else words("trials.none")


def trials_table(words: Words) -> list[Block]:
    """Every case, grouped by automation."""
    sheets = words.analysis.trials
    rows: list[list[str]] = []
    groups: list[tuple[int, str]] = []
    for sheet in sheets:
        name = _name(words, sheet)
        own = [trial for trial in words.client.tests if trial.automation == name]
        if own:
            groups.append((len(rows), name))
            rows += [_row(words, trial) for trial in own]
    columns = (
        Column("tests_scenario", width=0.22),
        Column("tests_kind", width=0.11),
        Column("tests_expected"),
        Column("tests_obtained"),
        Column("tests_status", width=0.23),
    )
    caption = words("table.tests_list.caption")
    return table(words, "tests-list", caption, columns, rows, groups=groups)


def _row(words: Words, trial: Trial) -> list[str]:
    return [
        words.said(trial.scenario or trial.given),
        words.choice("test_kind", trial.kind),
        words.said(trial.expected),
        trial.obtained or "",
        "\n".join(_status(words, trial)),
    ]


def _status(words: Words, trial: Trial) -> Sequence[str]:
    if not trial.status:
        return [words("trials.not_run")]
    said = words.choice("test_status", trial.status)
    if trial.status == "bug":
        severity = words.choice("bug_severity", trial.severity or "blocking")
        said = f"{said} {severity}"
    day = words.numbers.date_medium(trial.tested_on) if trial.tested_on else None
    if trial.tester and day:
        return [said, words("trials.by_on", who=trial.tester, date=day)]
    if day:
        return [said, words("trials.on", date=day)]
    return [said, trial.tester] if trial.tester else [said]


def _name(words: Words, sheet: TrialSheet) -> str:
    return words.automation(sheet.automation)
