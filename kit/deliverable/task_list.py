"""The tasks of the plan as rows that plan.xlsx, tasks.csv and plan.ics share.

A row keeps its id from one run to the next, so that a list imported again can be matched.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from unicodedata import category

from kit.analysis.model import RoadmapAction, Task
from kit.analysis.names import slug
from kit.display.words import Words
from kit.texts import Texts

LIFT, MEASURE = "lift.", "measure."  # how the keys of such tasks begin
TODO, BLOCKED = "todo", "blocked"
HIGH, NORMAL, LOW = "high", "normal", "low"
_DIGITS = 12  # of a fingerprint
# How soon the workbook says an action is wanted.
_URGENCY = {"urgent": HIGH, "important": NORMAL, "structuring": LOW}


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task, in the words of the run; `status` and `priority` are codes of the texts."""

    id: str
    name: str
    output: str
    owner: str
    start: date | None
    end: date | None
    status: str  # todo, blocked
    priority: str  # high, normal, low
    section: str  # the plan or the phase it belongs to
    plan_day: int | None  # n-th working day of the plan
    automation: str
    process: str
    depends_on: tuple[str, ...]  # ids of rows that end before it starts
    blocked: tuple[str, ...]  # why it cannot start, in words
    details: tuple[str, ...]  # lines of its description


def plan_rows(words: Words) -> tuple[TaskRow, ...]:
    """The dated tasks of the plan, by date."""
    links = _links(words)
    return tuple(_of_task(words, task, links[task.key]) for task in words.analysis.plan.tasks)


def roadmap_rows(words: Words) -> tuple[TaskRow, ...]:
    """The actions of the roadmap, in the order of their months; none without a roadmap."""
    road = words.analysis.roadmap
    ordered = sorted(
        road.actions if road else (),
        key=lambda one: (one.first is None, one.first or 0, one.position),
    )
    rows, seen = [], dict[str, int]()
    for action in ordered:
        row = _of_action(words, action)
        seen[row.id] = seen.get(row.id, 0) + 1
        rows.append(row if seen[row.id] == 1 else replace(row, id=f"{row.id}-{seen[row.id]}"))
    return tuple(rows)


def owner_of(task: Task, texts: Texts) -> str:
    """Who the client named, else the part that someone must take."""
    return task.owner or texts[f"deliverable.plan.owner.{task.owner_field}"]


def priority_of(task: Task) -> str:
    """High: what opens a gate, and what puts something into service."""
    return HIGH if task.go_live or task.key.startswith(LIFT) else NORMAL


def process_of(words: Words, task: Task) -> str:
    """The process of the task's automation; blank when it has none."""
    if task.automation is None:
        return ""
    return words.process(words.analysis.automation(task.automation).process)


def details_of(words: Words, task: Task) -> tuple[str, ...]:
    """What a description says, the owner apart."""
    text, lines = words.texts, []
    if task.output_text:
        output = words.sentence(task.output_text, task.params)
        lines.append(text("deliverable.plan.event.output", output=output))
    if task.automation:
        name = words.automation(task.automation)
        lines.append(text("deliverable.plan.event.automation", automation=name))
        lines.append(text("deliverable.plan.event.process", process=process_of(words, task)))
    if task.blocked_by:
        reasons = ", ".join(reasons_of(task, text))
        lines.append(text("deliverable.plan.event.blocked", reasons=reasons))
    if task.moved:
        lines.append(text["deliverable.plan.event.moved"])
    return tuple(lines)


def reasons_of(task: Task, texts: Texts) -> tuple[str, ...]:
    return tuple(texts[f"deliverable.plan.blocked.{reason}"] for reason in task.blocked_by)


def one_line(text: str) -> str:
    """*text* on one line, without control characters (RFC 5545 forbids them)."""
    clean = "".join(" " if category(letter) in ("Cc", "Cs") else letter for letter in text)
    return re.sub(" +", " ", clean).strip()


def fingerprint(*said: str) -> str:
    """Of what is said: no word of the client stands in an identifier made of it."""
    joined = "\0".join(said).encode("utf-8", "replace")
    return hashlib.sha256(joined).hexdigest()[:_DIGITS]


def _of_task(words: Words, task: Task, depends_on: tuple[str, ...]) -> TaskRow:
    text = words.texts
    return TaskRow(
        id=task.key,
        name=words.task(task),
        output=words.sentence(task.output_text, task.params) if task.output_text else "",
        owner=owner_of(task, text),
        start=task.date,
        end=task.last_date,
        status=BLOCKED if task.blocked_by else TODO,
        priority=priority_of(task),
        section=text("deliverable.tasks.section", days=task.horizon),
        plan_day=task.plan_day,
        automation=words.automation(task.automation),
        process=process_of(words, task),
        depends_on=depends_on,
        blocked=reasons_of(task, text),
        details=details_of(words, task),
    )


def _of_action(words: Words, action: RoadmapAction) -> TaskRow:
    text = words.texts
    key = action.horizon or "roadmap"
    output = text("deliverable.plan.event.output", output=action.output) if action.output else ""
    return TaskRow(
        id=f"action.{slug(action.name) or fingerprint(action.name)}",
        name=action.name,
        output=action.output or "",
        owner=action.owner or "",
        start=action.first_day,
        end=action.last_day,
        status=TODO,
        priority=_URGENCY.get(action.horizon or "", NORMAL),
        section=action.phase or text[f"deliverable.tasks.{key}"],
        plan_day=None,
        automation="",
        process="",
        depends_on=(),
        blocked=(),
        details=(output,) if output else (),
    )


# -- what waits for what ----------------------------------------------------------------------


def _links(words: Words) -> Mapping[str, tuple[str, ...]]:
    """Task id → ids of the tasks it waits for: those that open its gates, then the step before
    it of the same automation; only what ends by the day it starts."""
    tasks = words.analysis.plan.tasks
    before = _steps_before(words)
    found = {}
    for task in tasks:
        wanted = {*_openers(task, tasks), before.get(task.key, "")}
        found[task.key] = tuple(
            one.key
            for one in tasks
            if one.key in wanted and one.key != task.key and one.last_date <= task.date
        )
    return found


def _openers(task: Task, tasks: tuple[Task, ...]) -> Iterator[str]:
    """The tasks that lift what *task* is held by."""
    for gate in task.blocked_by:
        stem = f"{LIFT}{gate}"
        for one in tasks:
            lifts = one.key == stem or one.key.startswith(f"{stem}.")
            if lifts and one.automation in (None, task.automation):
                yield one.key


def _steps_before(words: Words) -> Mapping[str, str]:
    """Step → the step before it that works on the same automation."""
    last: dict[int, str] = {}
    found = {}
    for step in words.catalogue.plan:
        if step.automation is None:
            continue
        if step.automation in last:
            found[step.key] = last[step.automation]
        last[step.automation] = step.key
    return found
