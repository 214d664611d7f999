"""Who does what, and when: the 14 and 30-day plans on real working days (method M14)."""

from __future__ import annotations

from datetime import date

from kit.analysis.model import Task
from kit.display.parts import bullets, callout, paragraph
from kit.display.sections import decision, trials
from kit.display.tables import Column, table
from kit.display.words import Block, Words

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
    tasks = words.analysis.plan.tasks
    lives = [task for task in tasks if task.go_live]
    if not lives:
        return words.plural("headline.action_plan_undated", len(tasks)) if tasks else None
    key = "headline.action_plan"
    if lives[0].date < words.analysis.as_of:
        key = "headline.action_plan_past"
    elif any(task.blocked_by for task in lives) or _undecided(words):
        key = "headline.action_plan_held"
    return words(key, date=words.numbers.date_medium(lives[0].date))


def _undecided(words: Words) -> bool:
    """Whether something other than a gate stands against the first go-live."""
    tasks = words.analysis.plan.tasks
    first = next((task for task in tasks if task.go_live and task.automation), None)
    return first is not None and bool(decision.objection(words, first))


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
        if _undecided(words):
            return callout("info", words("plan.undecided"), words("plan.free_undecided"))
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
