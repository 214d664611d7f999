"""The company as it works today: teams, tools, the steps of its processes (method M11)."""

from __future__ import annotations

from kit.analysis.model import ProcessResult
from kit.analysis.names import fold
from kit.client import Step
from kit.display.sections import maps
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words, inside


def headline(words: Words) -> str | None:
    """ "L’entreprise aujourd’hui : 24 personnes, 6 outils, 11 processus décrits"."""
    staff = words.client.company.staff
    listed = words.analysis.processes
    said = [
        words.plural("cover.people", staff) if staff else "",
        words.plural("today.tools", len(tools_used(words))) if tools_used(words) else "",
        words.plural("today.processes", len(listed)) if listed else "",
    ]
    known = [one for one in said if one]
    return words("headline.audit_today", facts=words.listed(known)) if known else None


def teams(words: Words) -> list[Block]:
    """Who works there, and how much of their time the processes described take."""
    number = words.numbers
    rows = []
    for role in words.client.roles:
        own = [one for one in words.analysis.processes if one.process.role == role.name]
        hours = [one.hours_month for one in own if one.hours_month is not None]
        shares = [one.role_share for one in own if one.role_share is not None]
        rows.append(
            [
                role.name,
                number.number(role.headcount),
                number.number(len(own)),
                number.hours(sum(hours)) if hours else "",
                number.share(sum(shares)) if shares else "",
            ]
        )
    columns = (
        Column("role", width=0.34),
        right("headcount"),
        right("processes_of"),
        right("hours_month"),
        right("role_share"),
    )
    return table(words, "teams", _teams_caption(words), columns, rows)


def _teams_caption(words: Words) -> str:
    """The role whose time goes most into what was described."""
    shares: dict[str, float] = {}
    for one in words.analysis.processes:
        if one.process.role and one.role_share is not None:
            shares[one.process.role] = shares.get(one.process.role, 0.0) + one.role_share
    if not shares:
        return words("table.teams.caption")
    name = max(shares, key=lambda role: shares[role])
    return words("table.teams.most", name=name, share=words.numbers.share(shares[name]))


def tools(words: Words) -> list[Block]:
    """The tools in use and the processes that go through each."""
    found = tools_used(words)
    rows = [
        [name, words.numbers.number(len(used)), "\n".join(used) or words("today.no_process")]
        for name, used in found.items()
    ]
    columns = (Column("tool", width=0.3), right("processes_of", 0.14), Column("used_by"))
    shared = max(found.items(), key=lambda one: len(one[1]), default=("", []))
    caption = words.plural("table.tools_in_use.caption", len(found))
    if len(shared[1]) > 1:
        count = {"name": shared[0], "used": words.numbers.number(len(shared[1]))}
        caption = words.plural("table.tools_in_use.shared", len(found), **count)
    return table(words, "tools-in-use", caption, columns, rows)


def tools_used(words: Words) -> dict[str, list[str]]:
    """Tool, as first written → the processes that use it; the most shared first."""
    names: dict[str, str] = {}
    used: dict[str, list[str]] = {}
    for name in words.client.company.tools:
        names.setdefault(fold(name), name)
    for result in words.analysis.processes:
        for name in result.process.tools:
            names.setdefault(fold(name), name)
            users = used.setdefault(fold(name), [])
            if result.process.name not in users:
                users.append(result.process.name)
    order = sorted(names, key=lambda key: -len(used.get(key, ())))
    return {names[key]: used.get(key, []) for key in order}


def steps_table(words: Words) -> list[Block]:
    """Step by step, the processes that are not drawn; one row each."""
    rest = undrawn(words)
    rows = [[one.process.name, one.process.trigger or "", _steps(words, one)] for one in rest]
    columns: tuple[Column, ...] = (
        Column("process", width=0.24),
        Column("trigger", width=0.24),
        Column("steps"),
    )
    if not any(row[1] for row in rows):
        columns, rows = (columns[0], columns[2]), [[row[0], row[2]] for row in rows]
    return table(words, "steps", words.plural("table.steps.caption", len(rows)), columns, rows)


def undrawn(words: Words) -> list[ProcessResult]:
    """The processes whose steps are told and of which there is no map."""
    drawn = {result.id for result in maps.mapped(words)}
    return [one for one in words.analysis.processes if one.steps and one.id not in drawn]


def _steps(words: Words, result: ProcessResult) -> str:
    """One line a step; who does it is said where it changes."""
    told, doing = [], None
    for number, step in enumerate(result.steps, 1):
        by = f" ({step.actor})" if step.actor and step.actor != doing else ""
        told.append(f"{number}. {_step(words, step)}{by}")
        doing = step.actor or doing
    if result.process.exceptions:
        told.append(words("processes.exceptions", text=result.process.exceptions))
    return "\n".join(told)


def _step(words: Words, step: Step) -> str:
    if not step.condition:
        return step.action
    on = words("map.goes_on")
    branches = {"yes": inside(step.if_yes or on), "no": inside(step.if_no or on)}
    return words("today.decision", action=step.action, condition=inside(step.condition), **branches)
