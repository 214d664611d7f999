"""The processes: their ranking, their map, and beside it the card of the one picked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from ipywidgets import HBox, VBox

from kit.analysis.model import Ranked
from kit.display.html_blocks import block_to_html
from kit.display.parts import muted
from kit.display.sections import priorities
from kit.display.tables import Column, centre, right, table
from kit.display.words import Block, Words
from kit.explore import filters
from kit.explore.figures import place
from kit.explore.filter_bar import FilterBar
from kit.explore.html import button, heading
from kit.explore.process_card import card_of
from kit.explore.state import Exploration
from kit.explore.tabs import Tab
from kit.explore.view import ExplorerView, Piece

_BEARS = ("domain", "owner")
_PICK = "process:"


def made(exploration: Exploration) -> Tab:
    """The tab."""
    tab = Processes(exploration)
    return Tab(tab.widget, tab.draw)


class Processes:
    """Ranking and map on one side, the card of the process picked on the other."""

    def __init__(self, exploration: Exploration) -> None:
        self._exploration = exploration
        self._bar = FilterBar(exploration, _BEARS)
        self.list, self.card = ExplorerView(exploration), ExplorerView(exploration)
        self._open = ""
        sides = HBox([_side(self.list, "kit-split-list"), _side(self.card, "kit-split-card")])
        sides.add_class("kit-split")
        self.widget = VBox([self._bar.widget, sides])

    def draw(self) -> None:
        exploration = self._exploration
        words = exploration.shown.words
        kept = filters.processes(words.analysis, exploration.filters)
        self._bar.draw(_sentences(words, len(kept)))
        self.list.draw(listed(exploration, kept))
        self.card.draw(opened(exploration, kept))
        self._announce(words)

    def _announce(self, words: Words) -> None:
        """Say to who hears the page that a card was opened or closed."""
        picked = self._exploration.picked
        if picked == self._open:
            return
        self._open = picked
        name = _name(words, picked)
        texts = words.texts
        said = texts("explore.processes.opened", name=name) if name else ""
        self.list.announce = said or texts["explore.processes.closed"]


def _side(view: ExplorerView, name: str) -> VBox:
    box = VBox([view])
    box.add_class(name)
    return box


def _name(words: Words, id: str) -> str:
    return next((one.process.name for one in words.analysis.processes if one.id == id), "")


def _sentences(words: Words, shown: int) -> Iterator[str]:
    total = len(words.analysis.processes)
    if not total:
        return
    texts, number = words.texts, words.numbers.number
    yield texts.plural("explore.filters.processes", shown, total=number(total))
    if shown < total:
        yield texts["explore.filters.shown_only"]


# -- ranking and map --------------------------------------------------------------------------


def listed(exploration: Exploration, kept: frozenset[str]) -> list[Piece]:
    """The table of the processes *kept*, then their map; one sentence where there are none."""
    words = exploration.shown.words
    if not words.analysis.processes:
        return [*muted(words.texts["explore.processes.none"])]
    if not kept:
        return [*muted(words.texts["explore.filters.none"])]
    return [*ranking(exploration, kept), *_map(exploration, kept)]


def ranking(exploration: Exploration, kept: frozenset[str]) -> list[Block]:
    """Ranks are those among all processes; beside them, those of the workbook."""
    words, texts = exploration.shown.words, exploration.base.texts
    rows = [row for row in words.analysis.priorities if row.process in kept]
    before = {row.process: row.rank for row in exploration.base.analysis.priorities}
    moved = bool(exploration.changes)
    columns = [
        centre("rank", 0.07),
        Column("process", width=0.27 if moved else 0.36),
        *([Column("was", name=texts["explore.processes.was"], width=0.16)] if moved else []),
        right("score"),
        centre("stars"),
        Column("quick_win", "center", None, texts["explore.processes.quick_win"]),
        right("hours_month"),
        right("cost_year"),
    ]
    cells = [_row(words, row, before.get(row.process), moved=moved) for row in rows]
    width = len(columns)
    figures = {
        (at, place): figure
        for at, row in enumerate(rows)
        for place, figure in (
            (width - 5, f"priorities.{row.process}.score"),
            (width - 2, f"processes.{row.process}.hours_month"),
            (width - 1, f"processes.{row.process}.cost_year"),
        )
    }
    made = table(
        words,
        "explore-ranking",
        texts["explore.processes.caption"],
        columns,
        cells,
        figures=figures,
    )
    picks = [[at, 1, f"{_PICK}{row.process}"] for at, row in enumerate(rows)]
    picked = f"{_PICK}{exploration.picked}"
    return [{**block, "picks": picks, "picked": picked} for block in made]


def _row(words: Words, row: Ranked, before: int | None, *, moved: bool) -> list[str]:
    number, result = words.numbers, words.analysis.process(row.process)
    stars = "★" * (row.stars or 0) + "☆" * (5 - (row.stars or 0))
    return [
        number.number(row.rank) if row.rank else number.missing,
        row.name,
        *([moved_text(words, row.rank, before)] if moved else []),
        number.number(row.score),
        words("stars", drawn=stars, count=row.stars) if row.stars else number.missing,
        words.yes_no(True) if row.quick_win else "",
        number.hours(result.hours_month),
        number.money(result.cost_year),
    ]


def moved_text(words: Words, rank: int | None, before: int | None) -> str:
    """ "3e, gagne 2 places": the rank of the workbook, and what became of it."""
    texts = words.texts
    if before is None:
        return texts["explore.processes.entered"]
    was = place(words, before)
    if rank is None:
        return texts("explore.processes.left", rank=was)
    if rank == before:
        return texts("explore.processes.same", rank=was)
    way = "up" if rank < before else "down"
    return texts.plural(f"explore.processes.{way}", abs(rank - before), rank=was)


def _map(exploration: Exploration, kept: frozenset[str]) -> Iterable[Piece]:
    """The map of the processes *kept*, each mark of which opens a card."""
    words = filters.of_processes(exploration.shown.words, kept)
    blocks = priorities.map_chart(words) if priorities.ranked(words) else []
    if not blocks:
        yield from muted(words.texts["explore.processes.no_map"])
    for block in blocks:
        html = block_to_html(block)
        mark = f'data-kit-pick="{_PICK}{escape(exploration.picked)}"'
        if exploration.picked:
            html = html.replace(mark, f'{mark} aria-current="true"')
        yield str(block.get("id", "map")), html


# -- the card ---------------------------------------------------------------------------------


def opened(exploration: Exploration, kept: frozenset[str]) -> list[Piece]:
    """The card of the process picked; nothing when none is."""
    picked, words = exploration.picked, exploration.shown.words
    if not picked:
        return []
    texts, name = words.texts, _name(words, picked)
    closing = button(
        texts["explore.processes.close"],
        _PICK,
        label=texts("explore.processes.close_card", name=name),
        kind="close",
    )
    title = f"{heading(2, name)}{closing}"
    head = f'<div class="kit-card-head" data-kit-reveal="{escape(picked)}">{title}</div>'
    if not name:
        gone = muted(texts["explore.processes.gone"])
        return [("head", head), *gone]
    hidden = [] if picked in kept else muted(texts["explore.process.hidden"])
    result = words.analysis.process(picked)
    return [("head", head), *hidden, *card_of(words, result)]
