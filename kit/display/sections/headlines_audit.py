"""Titles of the parts of the full audit: findings, today, conclusion."""

from __future__ import annotations

from kit.display.sections import advice, audit, maps, today
from kit.display.sections.headlines import rows_of
from kit.display.words import NAME, Words, inside, named

_TASK = 70  # characters of a next step that fit in a title


def errors(words: Words) -> str | None:
    return _heaviest(words, "error", "audit_errors")


def warnings(words: Words) -> str | None:
    return _heaviest(words, "warning", "audit_warnings")


def _heaviest(words: Words, severity: str, key: str) -> str | None:
    """What the one listed first changes, when that is known."""
    listed = audit.found(words, severity)
    effect = audit.weight(words, listed[0]) if len(listed) > 1 else ""
    return words(f"headline.{key}", effect=effect) if effect else None


def remarks(words: Words) -> str | None:
    listed = audit.found(words, "info")
    if not listed or any(one.change for one in listed):
        return None
    return words.plural("headline.audit_remarks", len(listed))


def teams(words: Words) -> str | None:
    """The role that carries most of the time measured."""
    timed = [one for one in words.analysis.processes if one.hours_month]
    listed = {role.name for role in words.client.roles}
    hours: dict[str, float] = {}
    for one in timed:
        if one.process.role in listed:
            role = one.process.role or ""
            hours[role] = hours.get(role, 0.0) + (one.hours_month or 0.0)
    if len(hours) < 2:
        return None
    name = max(hours, key=lambda role: hours[role])
    share = words.numbers.share(hours[name] / sum(one.hours_month or 0.0 for one in timed))
    return named(words, "headline.audit_teams", name, share=share)


def tools(words: Words) -> str | None:
    """Those that none of the processes described goes through."""
    found = today.tools_used(words)
    unused = sum(1 for used in found.values() if not used)
    if len(found) < 2 or unused == len(found):
        return None
    if not unused:
        return words("headline.audit_tools_used")
    of = words.numbers.number(len(found))
    return words.plural("headline.audit_tools_unused", unused, of=of)


def steps(words: Words) -> str | None:
    rest = today.undrawn(words)
    if not rest:
        return None
    every = [step for result in rest for step in result.steps]
    return words.plural("headline.audit_steps", len(rest), **maps.counted(words, every))


def horizons(words: Words) -> str | None:
    """How many things are feasible at each horizon."""
    said = [
        words(f"headline.feasible.{one.horizon}", count=words.numbers.number(count))
        for one in words.analysis.horizons
        if (count := sum(len(row.what) for row in one.rows))
    ]
    return words("headline.audit_feasible", spread=words.listed(said)) if said else None


def critical(words: Words) -> str | None:
    return _count(words, "audit_critical", len(_bullets(words, "critical")))


def success(words: Words) -> str | None:
    return _count(words, "audit_success", len(_bullets(words, "success")))


def _count(words: Words, key: str, count: int) -> str | None:
    return words.plural(f"headline.{key}", count) if count else None


def _bullets(words: Words, part: str) -> list[str]:
    made = advice.critical_problems(words) if part == "critical" else advice.success_factors(words)
    return [item for block in made for item in block["items"]]


def recommended(words: Words) -> str | None:
    """How many reasons there are to choose, or that choosing must wait."""
    found = words.analysis.verdict
    if found is None:
        return None
    name, count = found.option or found.proposed, len(found.favour)
    if name is None:
        return words("headline.audit_none")
    if len(name) > NAME:
        return None
    if found.option is None:
        return words("headline.audit_wait", name=name)
    return words.plural("headline.audit_reasons", count, name=name) if count else None


def next_steps(words: Words) -> str | None:
    """What comes first; too long for a title: when it is due."""
    made = advice.next_steps(words)
    rows = rows_of(made)
    if not rows:
        return None
    task = inside(rows[0][0].strip().rstrip(" ."))
    if "\n" not in task and len(task) <= _TASK:
        return words("headline.audit_first", task=task)
    labels = [column["label"] for column in made[0]["columns"]]
    due = words("column.when")
    when = rows[0][labels.index(due)] if due in labels else ""
    return words("headline.audit_first_due", when=inside(when)) if when else None
