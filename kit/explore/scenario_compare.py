"""Scenarios side by side with the workbook: figures and ranks that change, and why."""

from __future__ import annotations

from collections.abc import Sequence

from kit.analysis.model.what_if import Compared
from kit.analysis.what_if_compare import RANK, compared
from kit.catalogue import load_catalogue
from kit.client.scenario import Scenario
from kit.display.parts import muted
from kit.display.sections.scenario import figure_name, figure_text, label, written
from kit.display.tables import Column, table
from kit.display.words import Block, Words
from kit.explore.figures import place
from kit.explore.state import Exploration

_WHY = 2  # changes named beside a figure


def comparison(exploration: Exploration, scenarios: Sequence[Scenario]) -> list[Block]:
    """The tables of *scenarios*; one sentence when none is chosen."""
    base = exploration.base
    words = base.words
    if not scenarios:
        return muted(words.texts["explore.scenario.compare_hint"])
    rows = compared(
        base.client,
        load_catalogue(),
        base.analysis.as_of,
        scenarios,
        dict(base.asked),
        base.plan_start,
    )
    return [
        *_changes(exploration, scenarios),
        *_figures(words, [row for row in rows if row.unit != RANK and row.changed], scenarios),
        *_ranks(words, [row for row in rows if row.unit == RANK], scenarios),
    ]


def _figures(words: Words, rows: Sequence[Compared], scenarios: Sequence[Scenario]) -> list[Block]:
    """The key figures that change, with what bears on them most."""
    if not rows:
        return muted(words.texts["explore.scenario.compare_no_figure"])
    listed = [
        [
            figure_name(words, row.what),
            figure_text(words, row.what, row.unit, row.base),
            *(figure_text(words, row.what, row.unit, value) for value in row.values),
            _why(words, row),
        ]
        for row in rows
    ]
    caption = words.texts["explore.scenario.compare_figures"]
    item = Column("", name=words.texts["explore.compare.item"])
    columns = [item, *_columns(words, scenarios), _reasons(words)]
    return table(words, "compare-scenarios", caption, columns, listed)


def _ranks(words: Words, rows: Sequence[Compared], scenarios: Sequence[Scenario]) -> list[Block]:
    if not rows:
        return muted(words.texts["explore.scenario.compare_no_rank"])
    listed = [
        [row.what, *(_place(words, value) for value in (row.base, *row.values)), _why(words, row)]
        for row in rows
    ]
    caption = words.texts["explore.scenario.compare_ranks"]
    columns = [Column("process"), *_columns(words, scenarios), _reasons(words)]
    return table(words, "compare-ranks", caption, columns, listed)


def _place(words: Words, rank: object) -> str:
    return place(words, int(rank) if isinstance(rank, int | float) else None)


def _columns(words: Words, scenarios: Sequence[Scenario]) -> list[Column]:
    """The workbook, then each scenario under its own name."""
    names = (words.texts["explore.compare.workbook"], *(one.name for one in scenarios))
    return [Column("", "right", name=name) for name in names]


def _reasons(words: Words) -> Column:
    return Column("", name=words.texts["explore.scenario.column_why"])


def _why(words: Words, row: Compared) -> str:
    """The changes that bear most on *row*, each once."""
    found = dict.fromkeys(label(words, one.change) for why in row.why for one in why[:_WHY])
    return words.series(found)


def _changes(exploration: Exploration, scenarios: Sequence[Scenario]) -> list[Block]:
    """Each change of each scenario: from what, to what, why."""
    words, levers = exploration.base.words, {one.key: one for one in exploration.levers}
    rows: list[list[str]] = []
    groups: list[tuple[int, str]] = []
    for scenario in scenarios:
        groups.append((len(rows), scenario.name))
        for one in scenario.changes:
            lever = levers.get(one.change.key)
            unit = lever.unit if lever else ""
            rows.append(
                [
                    label(words, one.change),
                    written(words, lever.value if lever else one.was, unit),
                    written(words, one.change.value, unit),
                    one.reason or scenario.reason,
                ]
            )
    texts = words.texts
    columns = [
        Column("", name=texts["explore.scenario.column_lever"]),
        Column("", "right", name=texts["explore.compare.workbook"]),
        Column("", "right", name=texts["explore.scenario.column_scenario"]),
        Column("", name=texts["explore.scenario.column_reason"]),
    ]
    caption = texts["explore.scenario.compare_why"]
    return table(words, "compare-changes", caption, columns, rows, groups=groups)
