"""What scenarios change: key figures and ranks side by side, and which change bears on each.

A change bears on a figure when, made alone, it moves it; when none does so alone, all of the
scenario's changes bear on it together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import isclose
from types import MappingProxyType

from kit.analysis.analyse import analyse
from kit.analysis.model import Analysis, AppliedScenario, Compared, Lever
from kit.analysis.what_if import applied
from kit.catalogue import Catalogue
from kit.client import Client
from kit.client.scenario import Change, Moved, Scenario, StatedChange

RANK = "rank"  # unit of a row that is a process
_SAME = 1e-9  # of a figure: less is the rounding of the machine
_NOTHING: Mapping[str, float] = MappingProxyType({})
# Of a business case: (path in results.json, unit). The same of the corrected case, where the
# findings set something right.
_CASE = (
    ("hours_month", "h"),
    ("gross_month", "EUR"),
    ("cost_month", "EUR"),
    ("net_month", "EUR"),
    ("cost_once", "EUR"),
    ("cost_first_year", "EUR"),
    ("gain_first_year", "EUR"),
    ("roi_first_year", "share"),
    ("payback_month", "months"),
    ("returns.net", "EUR"),
    ("npv", "EUR"),
    ("irr", "share"),
)
_CORRECTED = (
    ("gross_month", "EUR"),
    ("net_month", "EUR"),
    ("returns.net", "EUR"),
    ("returns.payback_month", "months"),
    ("returns.npv", "EUR"),
)
_RANGE = (("net.p10", "EUR"), ("net.p90", "EUR"))

Figures = Mapping[str, tuple[str, Moved | None]]  # path -> (unit, value)


def compared(
    client: Client,
    catalogue: Catalogue,
    as_of: date,
    scenarios: Sequence[Scenario],
    overrides: Mapping[str, float] = _NOTHING,
    plan_start: date | None = None,
) -> tuple[Compared, ...]:
    """Every key figure, then each process whose rank some scenario changes.

    `values` and `why` have one entry for each of *scenarios*, in their order. *overrides* and
    *plan_start*: as `analyse` takes them; they win over a scenario's. Raises KeyError for a
    change of a row that the client has not got.
    """

    def made(changes: Iterable[Change]) -> Analysis:
        moved, thresholds = applied(client, catalogue, changes)
        return analyse(moved, catalogue, as_of, {**thresholds, **overrides}, plan_start)

    base = made(())
    whole = [made(one.change for one in scenario.changes) for scenario in scenarios]
    alone = [
        [
            (one, made((one.change,)) if len(scenario.changes) > 1 else now)
            for one in scenario.changes
        ]
        for scenario, now in zip(scenarios, whole, strict=True)
    ]
    rows = [*_figure_rows(base, whole, alone), *_rank_rows(base, whole, alone)]
    return tuple(rows)


def applied_scenario(
    base: Analysis,
    now: Analysis,
    scenario: Scenario,
    levers: Iterable[Lever],
    overruled: Collection[str] = (),
) -> AppliedScenario:
    """What *scenario* made of *base*. *levers*: those of the workbook.

    *overruled*: ids of the levers that a parameter of the run decided.
    """
    there = {lever.key: lever for lever in levers}
    moved = tuple((one, there[one.change.key]) for one in scenario.changes)
    before, after = key_figures(base, now), key_figures(now, base)
    ranks = _ranks(now)
    return AppliedScenario(
        scenario=scenario,
        moved=moved,
        figures=tuple(
            (path, unit, value, _value(after, path)) for path, (unit, value) in before.items()
        ),
        ranks=tuple(
            (name, rank, ranks.get(name))
            for name, rank in _ranks(base).items()
            if rank != ranks.get(name)
        ),
        stale=tuple(
            one
            for one, lever in moved
            if lever.lever not in overruled and not _still(one.was, lever)
        ),
        overruled=tuple(one for one, lever in moved if lever.lever in overruled),
    )


def key_figures(analysis: Analysis, beside: Analysis | None = None) -> Figures:
    """The figures a decision rests on, by their path in results.json; some are sums or counts.

    With *beside*, the figures of both: those of the corrected case if one of them has one.
    """
    return {path: (unit, value) for path, unit, value in _figures(analysis, beside or analysis)}


def same(one: Moved | None, other: Moved | None) -> bool:
    """Whether two figures are the same, but for the rounding of the machine."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=_SAME, abs_tol=_SAME)
    return one == other


def _figures(analysis: Analysis, beside: Analysis) -> Iterator[tuple[str, str, Moved | None]]:
    timed = [one for one in analysis.processes if one.hours_month is not None]
    if timed:
        yield "processes.hours_month", "h", sum(one.hours_month or 0.0 for one in timed)
    priced = [one.cost_year for one in analysis.processes if one.cost_year is not None]
    if priced:
        yield "processes.cost_year", "EUR", sum(priced)
    if analysis.priorities:
        wins = sum(1 for one in analysis.priorities if one.quick_win)
        yield "priorities.quick_wins", "number", float(wins)
    if analysis.automations:
        free = sum(1 for one in analysis.automations if not one.blocked_by)
        yield "automations.not_blocked", "number", float(free)
    yield from _money(analysis, beside)
    live = [task.date for task in analysis.plan.tasks if task.go_live]
    if live:
        yield "plan.first_go_live", "date", min(live)


def _money(analysis: Analysis, beside: Analysis) -> Iterator[tuple[str, str, Moved | None]]:
    case, other = analysis.business_case, beside.business_case
    if case is None:
        return
    for path, unit in _CASE:
        yield f"business_case.{path}", unit, _at(case, path)
    if case.corrected is not None or (other is not None and other.corrected is not None):
        for path, unit in _CORRECTED:
            yield f"business_case.corrected.{path}", unit, _at(case.trusted, path)
    if case.distribution is not None:
        for path, unit in _RANGE:
            yield f"business_case.distribution.{path}", unit, _at(case.distribution, path)


def _at(holder: object, path: str) -> float | None:
    found: object = holder
    for name in path.split("."):
        found = None if found is None else getattr(found, name)
    return float(found) if isinstance(found, int | float) else None


def _figure_rows(
    base: Analysis,
    whole: Sequence[Analysis],
    alone: Sequence[Sequence[tuple[StatedChange, Analysis]]],
) -> Iterator[Compared]:
    # A figure of the corrected case is there as soon as one of the analyses has that case.
    having = [one for one in whole if one.business_case and one.business_case.corrected]
    beside = having[0] if having else base
    nows = [key_figures(one, beside) for one in whole]
    singles = [[(change, key_figures(one, beside)) for change, one in row] for row in alone]
    for path, (unit, value) in key_figures(base, beside).items():
        values = tuple(_value(now, path) for now in nows)
        yield Compared(
            what=path,
            unit=unit,
            base=value,
            values=values,
            why=tuple(
                _why(value, now, [(change, _value(one, path)) for change, one in row])
                for now, row in zip(values, singles, strict=True)
            ),
        )


def _rank_rows(
    base: Analysis,
    whole: Sequence[Analysis],
    alone: Sequence[Sequence[tuple[StatedChange, Analysis]]],
) -> Iterator[Compared]:
    nows = [_ranks(one) for one in whole]
    singles = [[(change, _ranks(one)) for change, one in row] for row in alone]
    for name, rank in _ranks(base).items():
        values = tuple(now.get(name) for now in nows)
        if any(value != rank for value in values):
            yield Compared(
                what=name,
                unit=RANK,
                base=rank,
                values=values,
                why=tuple(
                    _why(rank, now, [(change, one.get(name)) for change, one in row])
                    for now, row in zip(values, singles, strict=True)
                ),
            )


def _why(
    base: Moved | None,
    now: Moved | None,
    singles: Sequence[tuple[StatedChange, Moved | None]],
) -> tuple[StatedChange, ...]:
    """The changes that bear on a figure that is *now* another than *base*, the strongest first."""
    if same(base, now):
        return ()
    bearing = [(change, value) for change, value in singles if not same(base, value)]
    if not bearing:
        return tuple(change for change, _ in singles)
    return tuple(change for change, value in sorted(bearing, key=lambda one: -_move(base, one[1])))


def _move(base: Moved | None, value: Moved | None) -> float:
    """How far *value* is from *base*; a figure that appears or goes is the farthest."""
    if isinstance(base, date) and isinstance(value, date):
        return float(abs((value - base).days))
    if isinstance(base, int | float) and isinstance(value, int | float):
        return abs(value - base)
    return float("inf")


def _ranks(analysis: Analysis) -> dict[str, int | None]:
    return {row.name: row.rank for row in analysis.priorities}


def _value(figures: Figures, path: str) -> Moved | None:
    return figures[path][1] if path in figures else None


def _still(was: Moved | None, lever: Lever) -> bool:
    return same(was, lever.value) or (was is None and not lever.stated)
