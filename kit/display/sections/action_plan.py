"""Who does what, and when: the 14 and 30-day plans on real working days (method M14)."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil

from kit.analysis.model import Task
from kit.analysis.working_days import WEEKDAYS, WEEKEND
from kit.display.gantt import GanttWords, Row, gantt
from kit.display.parts import bullets, callout, chart, paragraph
from kit.display.sections import decision, trials
from kit.display.tables import Column, table
from kit.display.words import Block, Words

_ROWS = 21  # tasks on one page; more make several drawings
_HORIZONS = (14, 30)


def absent(words: Words) -> str | None:
    return None if words.analysis.plan.tasks else words("absent.action_plan")


def intro(words: Words) -> str:
    """How the dates were chosen; no promise of a safe day where the calendar has none."""
    said, unsafe = words("section.action_plan.intro"), _unsafe(words)
    if not unsafe:
        return f"{said} {words('plan.safe_days')}"
    dates = words.listed(words.numbers.date_medium(day) for day in unsafe)
    return f"{said} {words.plural('plan.no_safe_day', len(unsafe), dates=dates)}"


def _unsafe(words: Words) -> list[date]:
    """Go-live dates that the calendar could not keep off a Friday or an eve."""
    found = {one.computed for one in words.analysis.findings if one.code == "no_safe_day"}
    lives = [task.date for task in words.analysis.plan.tasks if task.go_live]
    return [day for day in dict.fromkeys(lives) if day.isoformat() in found]


def headline(words: Words) -> str | None:
    lives = [task for task in words.analysis.plan.tasks if task.go_live]
    if not lives:
        return None
    key = "headline.action_plan"
    if lives[0].date < words.analysis.as_of:
        key = "headline.action_plan_past"
    elif any(task.blocked_by for task in lives):
        key = "headline.action_plan_held"
    return words(key, date=words.numbers.date_medium(lives[0].date))


def gates(words: Words) -> list[Block]:
    """What holds tasks back, and which tasks; or that nothing does."""
    tasks = words.analysis.plan.tasks
    if not tasks:
        return []
    blocked: dict[str, list[Task]] = {}
    for task in tasks:
        for gate in task.blocked_by:
            blocked.setdefault(gate, []).append(task)
    if not blocked:
        start = words.analysis.plan.start
        if start < words.analysis.as_of:
            said = words("plan.free_past", date=words.numbers.date_medium(start))
            return callout("info", words("plan.free"), said)
        first = next((task for task in tasks if task.go_live and task.automation), None)
        if first and decision.objection(words, first):
            return callout("info", words("plan.free"), words("plan.free_undecided"))
        return callout("go", words("plan.free"), words("plan.free_text"))
    items = [
        words.plural(
            "plan.blocked_item",
            len(held),
            gate=words(f"gate.name.{gate}"),
            how=words(f"plan.lifted_by.{_lift(words, gate)}", bugs=trials.open_bugs(words)),
        )
        for gate, held in blocked.items()
    ]
    count = sum(1 for task in tasks if task.blocked_by)
    return callout(
        "stop", words.plural("plan.blocked", count), words.plural("plan.blocked_text", count), items
    )


def _lift(words: Words, gate: str) -> str:
    """What lifts *gate*: prerequisites that all "do not apply" are not missing, but to redo;
    tests hold back by their bugs, or by not being run."""
    if gate == "tests":
        return gate if any(sheet.blocking for sheet in words.analysis.trials) else "tests_none"
    checked = words.analysis.prerequisites
    redo = gate == "prerequisites" and checked is not None and not checked.total.applicable
    return "prerequisites_none" if redo else gate


def gantt_chart(words: Words) -> list[Block]:
    tasks = words.analysis.plan.tasks
    if not tasks:
        return []
    if len(tasks) <= _ROWS:
        return _one_gantt(words, "plan", list(tasks))
    made: list[Block] = []
    for horizon in _HORIZONS:
        own = _of(words, horizon)
        pages = ceil(len(own) / _ROWS)
        share = ceil(len(own) / max(pages, 1))  # two drawings of a dozen, not 21 tasks then 2
        for page in range(pages):
            number = f"-{page + 1}" if pages > 1 else ""
            part = own[page * share : (page + 1) * share]
            made += _one_gantt(words, f"plan-{horizon}{number}", part)
    return made


def _one_gantt(words: Words, id: str, tasks: list[Task]) -> list[Block]:
    number = words.numbers
    rows = [
        Row(words.task(task), task.date, task.last_date, bool(task.blocked_by), task.go_live)
        for task in tasks
    ]
    first, last = min(row.first for row in rows), max(row.last for row in rows)
    labels = GanttWords(
        task=words("chart.plan.task"),
        go_live=words("chart.plan.go_live"),
        blocked=words("chart.plan.blocked"),
        day_off=words("chart.plan.day_off"),
        today=words("chart.plan.today"),
    )
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
    if lives:
        dates = words.listed(number.date_short(task.date) for task in lives)
        parts.append(words.plural("chart.plan.lives", len(lives), dates=dates))
    if blocked:
        parts.append(words.plural("chart.plan.held", blocked))
    caption = words("chart.plan.joined", parts=", ".join(parts))
    details = words.series(
        words("chart.plan.row", date=number.date_range(row.first, row.last), task=row.name)
        for row in rows
    )
    alt = words("chart.plan.alt", conclusion=caption, details=details)
    svg = gantt(
        rows,
        _days_off(words, first, last),
        words.analysis.as_of,
        _dates(words, first, last),
        labels,
        id,
    )
    return chart(id, caption, alt, svg)


def _days_off(words: Words, first: date, last: date) -> frozenset[date]:
    named = {day for day, _ in words.analysis.plan.days_off}
    closed = {WEEKDAYS.index(day) for day in words.client.plan.closed_days}
    every = [first + timedelta(n) for n in range((last - first).days + 1)]
    return frozenset(
        day for day in every if day in named or day.weekday() in WEEKEND or day.weekday() in closed
    )


def _dates(words: Words, first: date, last: date) -> list[tuple[date, str]]:
    """The start, then every Monday."""
    monday = first + timedelta(7 - first.weekday())
    days = [first, *(monday + timedelta(7 * n) for n in range(60))]
    return [(day, words.numbers.date_short(day)) for day in days if day <= last]


def plan_14(words: Words) -> list[Block]:
    return _tasks_table(words, 14)


def plan_30(words: Words) -> list[Block]:
    return _tasks_table(words, 30)


def _of(words: Words, horizon: int) -> list[Task]:
    return [task for task in words.analysis.plan.tasks if task.horizon == horizon]


def _tasks_table(words: Words, horizon: int) -> list[Block]:
    rows = [
        [
            _when(words, task),
            words.task(task) + _held(words, task),
            owner(words, task),
            words.sentence(task.output_text, task.params) if task.output_text else "",
        ]
        for task in _of(words, horizon)
    ]
    columns = (
        Column("when", width=0.15),
        Column("task"),
        Column("owner", width=0.18),
        Column("output", width=0.27),
    )
    end = words.analysis.plan.end_14 if horizon == _HORIZONS[0] else words.analysis.plan.end_30
    caption = words(f"table.plan_{horizon}.caption", end=words.numbers.date_medium(end))
    return table(words, f"plan-{horizon}", caption, columns, rows)


def _when(words: Words, task: Task) -> str:
    if task.date == task.last_date:
        return words.numbers.date_table(task.date)
    return words(
        "plan.from_to",
        first=words.numbers.date_table(task.date),
        last=words.numbers.date_table(task.last_date),
    )


def _held(words: Words, task: Task) -> str:
    if not task.blocked_by:
        return ""
    names = words.listed(words(f"gate.name.{gate}") for gate in task.blocked_by)
    return "\n" + words("plan.held", gates=names)


def owner(words: Words, task: Task) -> str:
    """Who does it; when nobody was named, the function that should."""
    return task.owner or words("plan.to_name", role=words(f"role.{task.owner_field}"))


def owners_missing(words: Words) -> list[Block]:
    fields = dict.fromkeys(task.owner_field for task in words.analysis.plan.tasks if not task.owner)
    if not fields:
        return []
    roles = words.listed(words(f"role.{field}") for field in fields)
    return paragraph(words.plural("plan.owners_missing", len(fields), roles=roles))


def moved(words: Words) -> list[Block]:
    """Each date that was pushed back, from when, and why; then where the start comes from."""
    plan = words.analysis.plan
    items = []
    if plan.assumed_start:
        items.append(words("plan.assumed_start", date=words.numbers.date_long(plan.start)))
    for task in plan.tasks:
        if not task.moved:
            continue
        items.append(
            words(
                "plan.moved",
                task=words.task(task),
                before=words.numbers.date_table(task.moved_from),
                date=words.numbers.date_table(task.date),
                reason=words.sentence(task.moved),
            )
        )
    return bullets(items)


def days_off(words: Words) -> list[Block]:
    """Holidays and closures the plan steps over."""
    plan = words.analysis.plan
    named = plan.days_off if words.texts.lang == "fr" else plan.days_off_en or plan.days_off
    grouped: list[tuple[str, date, date]] = []
    for day, label in named:
        name = words.value(label)
        if grouped and grouped[-1][0] == name and _next_to(grouped[-1][2], day):
            grouped[-1] = (name, grouped[-1][1], day)
        else:
            grouped.append((name, day, day))
    if not grouped:
        return []
    written = [
        words("plan.day_off", date=words.numbers.date_range(first, last), name=name)
        for name, first, last in grouped
    ]
    return paragraph(words.plural("plan.days_off", len(named), days=words.listed(written)))


def _next_to(before: date, after: date) -> bool:
    """Nothing but a weekend between the two."""
    return 0 < (after - before).days <= 1 + 2 * (after.weekday() == 0)
