"""What counts most, at a glance: the figures, the first processes, what weighs most."""

from __future__ import annotations

from kit.analysis.model import Ranked
from kit.display.parts import muted, section
from kit.display.sections.priorities import ranked
from kit.display.tables import Column, centre, right, table
from kit.display.words import Block, Words
from kit.explore.figures import OVERVIEW, comparison, place
from kit.explore.state import Exploration
from kit.explore.tabs import Tab
from kit.explore.view import ExplorerView

_FIRST = 3  # processes


def made(exploration: Exploration) -> Tab:
    """The tab."""
    view = ExplorerView(exploration)
    return Tab(view, lambda: view.draw(blocks(exploration)))


def blocks(exploration: Exploration) -> list[Block]:
    """What the tab shows."""
    now, base = exploration.shown.words, exploration.base.words
    changed = bool(exploration.changes)
    parts = exploration.shown.parts
    return [
        *parts.blocks("callout", "decision"),
        *comparison(now, base, "overview", OVERVIEW, changed),
        *first_processes(now, base, changed),
        *weighs(exploration),
    ]


def first_processes(now: Words, base: Words, changed: bool) -> list[Block]:
    """The first three; when something was *changed*, where each was before."""
    texts, rows = now.texts, ranked(now)[:_FIRST]
    title = section("explore-ranks", 1, texts["explore.ranks.title"])
    if not rows:
        return [*title, *muted(texts["explore.ranks.none"])]
    before = {row.process: row.rank for row in base.analysis.priorities}
    columns = [
        centre("rank", 0.1),
        Column("process"),
        right("score", 0.14),
        Column("workbook", width=0.3, name=texts["explore.ranks.moved"]),
    ]
    listed = [
        [place(now, row.rank), row.name, now.numbers.number(row.score), _moved(now, row, before)]
        for row in rows
    ]
    shown = columns if changed else columns[:-1]
    cut = [row[: len(shown)] for row in listed]
    moved = [at for at, row in enumerate(rows) if changed and before.get(row.process) != row.rank]
    caption = texts["explore.ranks.caption"]
    return [*title, *table(now, "explore-ranks", caption, shown, cut, moved)]


def _moved(words: Words, row: Ranked, before: dict[str, int | None]) -> str:
    """ "2e → 1er"."""
    was = before.get(row.process)
    if was == row.rank:
        return words.texts("explore.ranks.same", rank=place(words, was))
    ends = {"before": place(words, was), "after": place(words, row.rank)}
    return words.texts("explore.ranks.change", **ends)


def weighs(exploration: Exploration) -> list[Block]:
    """The tornado, or why there is none."""
    words = exploration.shown.words
    title = section("explore-weighs", 1, words.texts["explore.weighs.title"])
    drawn = exploration.shown.parts.blocks("chart", "tornado")
    if drawn:
        return [*title, *drawn]
    key = "no_money" if words.analysis.business_case is None else "nothing"
    return [*title, *muted(words.texts[f"explore.weighs.{key}"])]
