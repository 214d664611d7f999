"""Where a figure comes from: its formula, the figures and assumptions it uses, its cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kit.analysis.cells import every
from kit.analysis.model import Trace
from kit.analysis.model.what_if import Lever
from kit.display.figures import formula_of, group_of, name_of, result_of
from kit.display.words import Words, opening
from kit.explore.places import Place
from kit.explore.state import Exploration
from kit.workbook.columns import Column

_ASSUMPTION = "assumptions."


@dataclass(frozen=True, slots=True)
class Used:
    """One thing a figure rests on. `was`: of the workbook, where another stands in its place."""

    name: str
    value: str
    was: str = ""
    figure: str = ""  # to be opened in turn; blank: it is not explained
    place: Place | None = None
    lever: int | None = None  # its place among the levers; None: nothing moves it


@dataclass(frozen=True, slots=True)
class Origin:
    """A figure explained, in the words of the reader."""

    group: str  # what it belongs to
    name: str
    value: str
    was: str  # of the workbook, when it is another; else blank
    formula: str
    inputs: tuple[Used, ...]
    assumptions: tuple[Used, ...]
    cells: tuple[Used, ...]


def origin_of(exploration: Exploration, figure: str) -> Origin | None:
    """Where *figure* comes from now; None when nothing explains it."""
    now, base = exploration.now.words, exploration.base.words
    trace = _trace(now, figure)
    if trace is None:
        return None
    value = result_of(now, trace)
    before = _trace(base, figure)
    return Origin(
        group=group_of(now, figure),
        name=opening(name_of(now, figure)),
        value=value,
        was=_other(value, result_of(base, before) if before else ""),
        formula=formula_of(now, trace),
        inputs=tuple(_inputs(exploration, trace)),
        assumptions=tuple(_assumptions(exploration, trace)),
        cells=tuple(_cells(exploration, trace)),
    )


def _trace(words: Words, figure: str) -> Trace | None:
    return next((trace for trace in words.analysis.traces if trace.figure == figure), None)


def _other(value: str, was: str) -> str:
    return was if was and was != value else ""


def _named(trace: Trace) -> list[str]:
    """What stands among the inputs of *trace*, each once."""
    found: list[str] = []
    for input in trace.inputs.values():
        found += [input] if isinstance(input, str) else input
    return list(dict.fromkeys(found))


def _inputs(exploration: Exploration, trace: Trace) -> Iterable[Used]:
    now, base = exploration.now.words, exploration.base.words
    before = {one.figure: one for one in base.analysis.traces}
    traces = {one.figure: one for one in now.analysis.traces}
    own = group_of(now, trace.figure)
    for figure in _named(trace):
        if figure.startswith(_ASSUMPTION) or figure not in traces or figure == trace.figure:
            continue
        found, was = traces[figure], before.get(figure)
        group, name = group_of(now, figure), opening(name_of(now, figure))
        if group != own:
            name = now.texts("explore.origin.of", group=group, name=name_of(now, figure))
        value = result_of(now, found)
        yield Used(name, value, _other(value, result_of(base, was) if was else ""), figure)


def _assumptions(exploration: Exploration, trace: Trace) -> Iterable[Used]:
    """Thresholds in use, with what the workbook has them at when they were moved."""
    now, base = exploration.now.words, exploration.base.words
    used = {key: (value, unit) for key, value, unit in now.analysis.assumptions}
    before = {key: (value, unit) for key, value, unit in base.analysis.assumptions}
    levers = {lever.lever: at for at, lever in enumerate(exploration.levers) if not lever.of}
    for name in _named(trace):
        key = name.removeprefix(_ASSUMPTION)
        if key == name or key not in used:
            continue
        value = now.quantity(*used[key])
        was = base.quantity(*before[key]) if key in before else ""
        label = now.texts[f"thresholds.{key}.label"]
        yield Used(label, value, _other(value, was), lever=levers.get(key))


# -- cells ------------------------------------------------------------------------------------


def _cells(exploration: Exploration, trace: Trace) -> Iterable[Used]:
    """The cells of the workbook, with what stands in each: as moved, the workbook's beside."""
    now = exploration.now
    places = exploration.places
    levers = {lever.cell: at for at, lever in enumerate(exploration.levers) if lever.cell}
    for cell in every(trace.cells):
        place = places.of(cell)
        raw, column = places.value(place.path) if place.path else (None, None)
        moved, _ = places.value(place.path, now.client) if place.path else (None, None)
        value = written(now.words, moved, column)
        was = _other(value, written(now.words, raw, column))
        yield Used(place.called, value, was, place=place, lever=levers.get(cell))


def levers_on(exploration: Exploration, cells: Iterable[str]) -> list[tuple[int, Lever]]:
    """The levers of those cells, with their place among all levers."""
    asked = set(cells)
    return [(at, one) for at, one in enumerate(exploration.levers) if one.cell in asked]


def written(words: Words, raw: Any, column: Column | None) -> str:
    """*raw* as the cell of *column* says it, in the reader's words."""
    if raw is None or raw in ("", ()):
        return words.texts["explore.origin.blank"]
    kind = column.kind if column else ""
    number = words.numbers
    match raw:
        case bool():
            return words.yes_no(raw)
        case date():
            return number.date_medium(raw)
        case str() if column and column.choices and _choice(words, column, raw):
            return _choice(words, column, raw)
        case str():
            return raw
        case tuple():
            return words.listed(written(words, one, column) for one in raw)
        case int() | float():
            units = {"money": "EUR", "percent": "share", "minutes": "min"}
            return number.quantity(raw, units.get(kind, "number"))
    return str(raw)


def _choice(words: Words, column: Column, code: str) -> str:
    key = f"choices.{column.choices}.{code}"
    return words.texts.get(key, "")
