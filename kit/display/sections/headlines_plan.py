"""Titles of what people must do: the plan, the roadmap, the change, the competences."""

from __future__ import annotations

from kit.display.sections.roadmap import placed_in
from kit.display.words import Words


def plan_tasks(words: Words) -> str | None:
    """How many tasks, until when, and how many have nobody to do them."""
    tasks = words.analysis.plan.tasks
    if not tasks:
        return None
    left = sum(1 for task in tasks if not task.owner)
    until = words.numbers.date_medium(max(task.last_date for task in tasks))
    if 0 < left < len(tasks):
        every = words.numbers.number(len(tasks))
        return words.plural("headline.plan_tasks_part", left, all=every, date=until)
    key = "plan_tasks_nobody" if left else "plan_tasks"
    return words.plural(f"headline.{key}", len(tasks), date=until)


def roadmap_months(words: Words) -> str | None:
    """The month in which most actions start, when there is one."""
    road = words.analysis.roadmap
    if road is None or len(placed_in(road)) < 2:
        return None
    count = max(len(month.starting) for month in road.months)
    if count < 2:
        return words("roadmap.headline_even") if count else None
    busiest = [month.month for month in road.months if len(month.starting) == count]
    said = words.numbers.number(count)
    if len(busiest) > 1:
        return words("roadmap.headline_busiest_tie", count=said)
    month = words("roadmap.month", month=busiest[0])
    return words("roadmap.headline_busiest", count=said, month=month)


# -- change -----------------------------------------------------------------------------------


def impacts(words: Words) -> str | None:
    found = words.analysis.change
    if found is None or found.impacts is None or not found.impacts.rows:
        return None
    count, left = len(found.impacts.rows), len(found.impacts.without_action)
    if 0 < left < count:
        return words.plural("headline.impacts_part", left, all=words.numbers.number(count))
    return words.plural(f"headline.{'impacts_none' if left else 'impacts'}", count)


def communication(words: Words) -> str | None:
    """How many messages, and how many audiences have none."""
    plan = words.analysis.change.communication if words.analysis.change else None
    if plan is None or not plan.messages:
        return None
    said = words.plural("headline.messages", len(plan.messages))
    if not plan.silent:
        return words("headline.communication", messages=said)
    return words.plural("headline.communication_silent", len(plan.silent), messages=said)


# -- competences ------------------------------------------------------------------------------


def skills_plan(words: Words) -> str | None:
    found = words.analysis.competences
    if found is None or not found.gaps:
        return None
    left = len(found.without_training)
    if left:
        return words.plural("headline.skills_plan_left", left)
    return words("headline.skills_plan")


def actors(words: Words) -> str | None:
    """Whether each step has its lead, and only one."""
    found = words.analysis.competences
    if found is None or found.actors is None:
        return None
    steps = found.actors.steps
    unled = sum(1 for step in steps if not step.leaders)
    several = sum(1 for step in steps if len(step.leaders) > 1)
    if unled:
        return words.plural("headline.actors_unled", unled, of=words.numbers.number(len(steps)))
    return words.plural("headline.actors_several", several) if several else words("headline.actors")
