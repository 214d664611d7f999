"""The plan drawn: its tasks on a calendar, its gates, what the chart concludes (method M14)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from math import ceil

from kit.analysis.model import Task
from kit.analysis.working_days import WEEKDAYS, WEEKEND
from kit.display.gantt import Calendar, GanttWords, Row, gantt
from kit.display.parts import Data, chart
from kit.display.sections.action_plan import owner
from kit.display.words import Block, Words

_ROWS = 19  # tasks on one page; more make several drawings
_PAGES = 2  # of them; beyond, tasks of the same dates and owner are drawn together
_HORIZONS = (14, 30)


Line = tuple[Task, ...]  # drawn on one row: a task, or several of the same dates and owner


def gantt_chart(words: Words) -> list[Block]:
    """One drawing, or one per horizon and page when there are many tasks."""
    tasks = words.analysis.plan.tasks
    if not tasks:
        return []
    if len(tasks) <= _ROWS:
        return one_gantt(words, "plan", [(task,) for task in tasks])
    made: list[Block] = []
    for horizon in _HORIZONS:
        own = _lines(words, [task for task in tasks if task.horizon == horizon])
        pages = ceil(len(own) / _ROWS)
        share = ceil(len(own) / max(pages, 1))  # two drawings of a dozen, not 19 tasks then 2
        for page in range(pages):
            number = f"-{page + 1}" if pages > 1 else ""
            part = own[page * share : (page + 1) * share]
            made += one_gantt(words, f"plan-{horizon}{number}", part, horizon)
    return made


def short_chart(words: Words, most: int) -> list[Block]:
    """At most *most* tasks, for a slide: the go-lives first, then the longest, in order."""
    tasks = words.analysis.plan.tasks
    weight = {task.key: (not task.go_live, task.date - task.last_date) for task in tasks}
    kept = set(sorted(weight, key=lambda key: weight[key])[:most])
    shown = [(task,) for task in tasks if task.key in kept]
    return one_gantt(words, "plan-short", shown) if shown else []


def _lines(words: Words, tasks: Sequence[Task]) -> list[Line]:
    if len(tasks) <= _PAGES * _ROWS:
        return [(task,) for task in tasks]

    def same(task: Task) -> tuple[date, date, str, tuple[str, ...], str]:
        alone = task.key if task.go_live else ""
        return task.date, task.last_date, owner(words, task), task.blocked_by, alone

    return [tuple(group) for _, group in groupby(sorted(tasks, key=same), same)]


def one_gantt(
    words: Words, id: str, lines: Sequence[Line], horizon: int | None = None
) -> list[Block]:
    """*horizon*: all tasks are of the plan of that many days, whose table tells them all."""
    number = words.numbers
    tasks = [task for line in lines for task in line]
    first, last = min(task.date for task in tasks), max(task.last_date for task in tasks)
    caption = _caption(words, lines, first, last)
    details = words.series(
        words(
            "chart.plan.row",
            date=number.date_range(task.date, task.last_date),
            task=words.task(task),
            owner=owner(words, task),
        )
        for task in tasks
    )
    alt = words("chart.plan.alt", conclusion=caption, details=details)
    svg = gantt(list(_rows(words, lines)), _calendar(words, first, last), _words(words), id)
    if horizon is not None:
        return chart(id, caption, alt, svg, table=f"table-plan-{horizon}")
    return chart(id, caption, alt, svg, data=_data(words, tasks))


def _caption(words: Words, lines: Sequence[Line], first: date, last: date) -> str:
    number = words.numbers
    tasks = [task for line in lines for task in line]
    lives = [task for task in tasks if task.go_live]
    blocked = sum(1 for task in tasks if task.blocked_by)
    parts = [
        words.plural(
            "chart.plan.one_day" if first == last else "chart.plan.caption",
            len(tasks),
            first=number.date_medium(first),
            last=number.date_medium(last),
        )
    ]
    if len(lines) < len(tasks):
        parts.append(words("chart.plan.grouped"))
    if lives:
        dates = words.listed(number.date_short(task.date) for task in lives)
        parts.append(words.plural("chart.plan.lives", len(lives), dates=dates))
    if blocked:
        parts.append(words.plural("chart.plan.held", blocked))
    return words("chart.plan.joined", parts=", ".join(parts))


def _rows(words: Words, lines: Sequence[Line]) -> Iterator[Row]:
    """A row a line; before the first one that a gate concerns, the gate itself."""
    told: set[str] = set()
    passed = _passed(words)
    gated = {step.key: step.gates for step in words.catalogue.plan}
    for line in lines:
        task = line[0]
        for state, gates in (
            ("stop", task.blocked_by),
            ("go", [gate for gate in gated.get(task.key, ()) if gate in passed]),
        ):
            new = [gate for gate in gates if gate not in told]
            told.update(new)
            if new:
                names = words.listed(words(f"gate.name.{gate}") for gate in new)
                said = words(f"chart.plan.gate_{state}", gates=names)
                yield Row(said, task.date, task.date, False, False, gate=state)
        who = owner(words, task)
        if task.go_live:
            day = words.numbers.date_short(task.last_date)
            who = words("chart.plan.live_beside", date=day, owner=who)
        name = words.task(task)
        if len(line) > 1:
            name = words.plural("chart.plan.grouped_row", len(line), task=name)
        yield Row(name, task.date, task.last_date, bool(task.blocked_by), task.go_live, who)


def _passed(words: Words) -> set[str]:
    """Gates of the plan that were checked and hold nothing back."""
    found = words.analysis
    checked = {
        "prerequisites": found.prerequisites,
        "gdpr": found.gdpr.checked if found.gdpr else None,
    }
    return {gate for gate, one in checked.items() if one is not None and one.passed}


def _words(words: Words) -> GanttWords:
    kinds = ("task", "go_live", "blocked", "weekend", "day_off", "stop", "go")
    day = words.numbers.date_medium(words.analysis.as_of)
    said = {kind: words(f"chart.plan.{kind}") for kind in kinds}
    return GanttWords(**said, today=words("chart.plan.today", date=day))


def _calendar(words: Words, first: date, last: date) -> Calendar:
    named = frozenset(day for day, _ in words.analysis.plan.days_off)
    closed = {WEEKDAYS.index(day) for day in words.client.plan.closed_days} | set(WEEKEND)
    every = [first + timedelta(n) for n in range((last - first).days + 1)]
    off = frozenset(day for day in every if day in named or day.weekday() in closed)
    monday = first + timedelta(7 - first.weekday())
    days = [first, *(monday + timedelta(7 * n) for n in range(60))]
    dates = [(day, words.numbers.date_short(day)) for day in days if day <= last]
    holidays = frozenset(day for day in named if day.weekday() not in closed)
    return Calendar(off, holidays, words.analysis.as_of, dates)


def _data(words: Words, tasks: Sequence[Task]) -> Data:
    """The tasks of a drawing that no one table tells."""
    columns = [words(f"column.{key}") for key in ("when", "task", "owner")]
    rows = [
        [
            words.numbers.date_range(task.date, task.last_date),
            words.task(task),
            owner(words, task),
        ]
        for task in tasks
    ]
    return Data(words("chart.data"), columns, rows)
