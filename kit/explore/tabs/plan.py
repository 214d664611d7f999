"""The plan at 14 and 30 days, then the roadmap: by owner, domain and horizon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kit.display.parts import muted, section
from kit.display.sections import action_plan, plan_drawing, roadmap, roadmap_drawing
from kit.display.words import Block, Words
from kit.explore import filters
from kit.explore.html import button
from kit.explore.html import paragraph as sentence
from kit.explore.state import Exploration
from kit.explore.tabs import Tab
from kit.explore.tabs.filtered import filtered
from kit.explore.view import Piece

_BEARS = ("owner", "domain", "horizon")
_START = "plan.start"  # the lever of the first day of the plan


def made(exploration: Exploration) -> Tab:
    """The tab."""
    return filtered(exploration, _BEARS, _sentences, pieces)


def _sentences(exploration: Exploration) -> Iterator[str]:
    words, asked = exploration.shown.words, exploration.filters
    analysis, texts, number = words.analysis, words.texts, words.numbers.number
    every = len(analysis.plan.tasks), len(analysis.roadmap.actions if analysis.roadmap else ())
    shown = len(filters.tasks(analysis, asked)), len(filters.actions(analysis, asked))
    for key, kept, total in zip(("tasks", "actions"), shown, every, strict=True):
        if total:
            yield texts.plural(f"explore.filters.{key}", kept, total=number(total))
    if shown != every:
        yield texts["explore.filters.shown_only"]
        if asked.domain:
            yield texts["explore.filters.common"]


def pieces(exploration: Exploration) -> list[Piece]:
    """What holds the plan back, its calendar, its dated tasks; the roadmap when there is one."""
    words, asked = exploration.shown.words, exploration.filters
    analysis = words.analysis
    tasks, placed = filters.tasks(analysis, asked), filters.actions(analysis, asked)
    kept = filters.of_plan(words, tasks, placed)
    made: list[Piece] = []
    if not analysis.plan.tasks:
        made += muted(words.texts["explore.plan.none"])
    else:
        made += [*_start(exploration), *_tasks(kept)]
    return [*made, *_road(words, kept)]


def _start(exploration: Exploration) -> Iterator[Piece]:
    """When the plan starts, and the way to the lever that moves it."""
    words, texts = exploration.shown.words, exploration.base.texts
    plan, before = words.analysis.plan, exploration.base.analysis.plan
    key = "starts_assumed" if plan.assumed_start else "starts"
    said = texts(f"explore.plan.{key}", date=words.numbers.date_long(plan.start))
    if plan.start != before.start:
        was = words.numbers.date_long(before.start)
        said = f"{said} {texts('explore.plan.workbook', date=was)}"
    html = sentence(said)
    levers = [at for at, one in enumerate(exploration.levers) if one.lever == _START]
    if levers:
        html += button(texts["explore.plan.change_start"], f"lever:{levers[0]}")
    yield "start", f'<div class="kit-start">{html}</div>'


def _tasks(words: Words) -> Iterable[Block]:
    """The tasks of *words* only."""
    if not words.analysis.plan.tasks:
        return muted(words.texts["explore.plan.no_task"])
    return [
        *action_plan.gates(words),
        *plan_drawing.gantt_chart(words),
        *action_plan.plan_14(words),
        *action_plan.plan_30(words),
        *action_plan.owners_missing(words),
        *action_plan.moved(words),
        *action_plan.days_off(words),
    ]


def _road(words: Words, kept: Words) -> list[Block]:
    """The roadmap under its title; nothing for a client without one."""
    if words.analysis.roadmap is None or not words.analysis.roadmap.actions:
        return []
    title = section("explore-road", 1, words.texts["explore.plan.road_title"])
    if kept.analysis.roadmap is None or not kept.analysis.roadmap.actions:
        return [*title, *muted(words.texts["explore.plan.no_action"])]
    return [
        *title,
        *roadmap.callouts(kept),
        *roadmap_drawing.timeline_chart(kept),
        *roadmap.actions_table(kept),
    ]
