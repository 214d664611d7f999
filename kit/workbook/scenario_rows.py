"""What the tables of a file of scenarios say, each checked by itself: scenarios or problems."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from kit.catalogue import LeverKind, load_catalogue
from kit.client.scenario import Change, Moved, Scenario, StatedChange
from kit.workbook.columns import Column
from kit.workbook.data_values import Gathering, Refused, value_of
from kit.workbook.problems import Problem, clipped
from kit.workbook.side_files import checked_format
from kit.workbook.words import name_key, nearest

Key = tuple[str, str, int]  # of what is moved: lever, row, which one of that name
Bounds = tuple[float | None, float | None]  # what may be typed: lowest, highest
_SCENARIO = ("name", "author", "day", "reason", "change")
_CHANGE = ("lever", "of", "nth", "value", "was", "reason", "author", "day")
_DATE = Column("value", "date")


class Movable(Protocol):
    """Something that can be moved in a workbook: a Lever of the analysis."""

    @property
    def key(self) -> Key: ...
    @property
    def floor(self) -> float | None: ...
    @property
    def ceiling(self) -> float | None: ...


@dataclass(frozen=True, slots=True)
class Told:
    """One scenario as its table says it: `scenario` is None when there are errors."""

    name: str  # as far as it can be read
    scenario: Scenario | None
    problems: tuple[Problem, ...]  # errors and warnings


def understood(
    path: Path, told: Mapping[str, Any], movable: Iterable[Movable] | None
) -> tuple[tuple[Told, ...], tuple[Problem, ...]]:
    """Each scenario of the file *path*, and the problems of the file as a whole."""
    whole = Gathering(joint=", ")
    if not checked_format(told, path, whole):
        return (), tuple(whole.problems)
    whole.mapping(told, path.name, ("format", "scenario"))
    tables = told.get("scenario", [])
    if not isinstance(tables, list):
        whole.add("data_not_a_list", f"{path.name}, scenario", tables)
        return (), tuple(whole.problems)
    there = None if movable is None else {one.key: (one.floor, one.ceiling) for one in movable}
    found: list[Told] = []
    for number, table in enumerate(tables, 1):
        one = _Reader(f"{path.name}, scenario {number}", there).told(table)
        found.append(_with_name_of_its_own(one, number, found, path))
    return tuple(found), tuple(whole.problems)


def _with_name_of_its_own(one: Told, number: int, before: list[Told], path: Path) -> Told:
    if one.name and any(name_key(one.name) == name_key(other.name) for other in before):
        place = f"{path.name}, scenario {number}, name"
        return Told(
            one.name, None, (*one.problems, Problem("data_twice", sheet=place, found=one.name))
        )
    return one


class _Reader:
    """Reads one table `[[scenario]]`, gathering all its problems."""

    def __init__(self, place: str, movable: Mapping[Key, Bounds] | None) -> None:
        self.place, self.movable = place, movable
        self.gathering = Gathering(joint=", ")

    def told(self, table: Any) -> Told:
        asked = self.gathering.mapping(table, self.place, _SCENARIO)
        if not isinstance(table, Mapping):
            return Told("", None, tuple(self.gathering.problems))
        name = " ".join(self._words(asked, "name", self.place, required=True).split())
        if name:
            self.place = f"{self.place} ({clipped(name)})"
        author, day = self._words(asked, "author", self.place), self._day(asked, self.place)
        reason = self._words(asked, "reason", self.place)
        changes = tuple(self._changes(asked.get("change", []), bool(reason)))
        problems = tuple(self.gathering.problems)
        if any(one.severity == "error" for one in problems):
            return Told(name, None, problems)
        return Told(name, Scenario(name, changes, author, day, reason), problems)

    def _changes(self, tables: Any, explained: bool) -> Iterator[StatedChange]:
        if not isinstance(tables, list):
            self.gathering.add("data_not_a_list", f"{self.place}, change", tables)
            return
        first: dict[Key, str] = {}
        for number, table in enumerate(tables, 1):
            place = f"{self.place}, change {number}"
            stated = self._change(table, place)
            if stated is None:
                continue
            if not stated.reason and not explained:
                self._note("scenario_no_reason", place, severity="warning")
            lever, of, nth = stated.change.key
            if first.setdefault((lever, name_key(of), nth), place) != place:
                params = {"first": first[lever, name_key(of), nth]}
                self._note("scenario_twice", place, params=params)
            yield stated

    def _change(self, table: Any, place: str) -> StatedChange | None:
        """None when something keeps it from being made; every problem is noted."""
        asked = self.gathering.mapping(table, place, _CHANGE)
        if not isinstance(table, Mapping):
            return None
        kind = self._kind(asked, place)
        of, nth = self._words(asked, "of", place), self._number_of(asked, place)
        key = self._placed((kind.id, of, nth), place) if kind else ("", of, nth)
        bounds = (self.movable or {}).get(key, (None, None))
        value = self._figure(asked, "value", place, kind, bounds)
        stated = StatedChange(
            change=Change(key[0], 0.0 if value is None else value, key[1], nth),
            was=self._figure(asked, "was", place, None, required=False),
            reason=self._words(asked, "reason", place),
            author=self._words(asked, "author", place),
            day=self._day(asked, place),
        )
        return stated if kind is not None and value is not None else None

    def _kind(self, asked: Mapping[str, Any], place: str) -> LeverKind | None:
        lever = self._words(asked, "lever", place, required=True)
        kinds = load_catalogue().levers
        if lever and lever not in kinds:
            near = nearest(lever, kinds)
            params = {"near": near} if near else {}
            code = "scenario_unknown_lever" + ("_near" if near else "")
            self._note(code, f"{place}, lever", found=lever, params=params)
        return kinds.get(lever)

    def _placed(self, key: Key, place: str) -> Key:
        """*key* with its row as the workbook writes it."""
        if self.movable is None or key in self.movable:
            return key
        folded = key[0], name_key(key[1]), key[2]
        for lever, of, nth in self.movable:
            if (lever, name_key(of), nth) == folded:
                return lever, of, nth
        rows = [of for lever, of, _ in self.movable if lever == key[0]]
        params = {"lever_key": f"explore.lever.{key[0].replace('.', '_')}"}
        if not any(rows) or not key[1]:
            self._note("scenario_nothing_to_move", place, params=params)
            return key
        near, code = nearest(key[1], rows), "scenario_unknown_row"
        if near and name_key(near) != folded[1]:
            code, params["near"] = f"{code}_near", clipped(near)
        self._note(code, f"{place}, of", found=key[1], params=params)
        return key

    def _figure(
        self,
        asked: Mapping[str, Any],
        key: str,
        place: str,
        kind: LeverKind | None,
        bounds: Bounds = (None, None),
        *,
        required: bool = True,
    ) -> Moved | None:
        if asked.get(key) is None:
            if required:
                self.gathering.add("data_missing", f"{place}, {key}")
            return None
        try:
            return _moved(asked[key], kind, bounds)
        except Refused as refused:
            self.gathering.add(refused.code, f"{place}, {key}", asked[key], refused.expected)
            return None

    def _number_of(self, asked: Mapping[str, Any], place: str) -> int:
        nth = asked.get("nth", 1)
        if isinstance(nth, bool) or not isinstance(nth, int):
            self.gathering.add("data_not_whole", f"{place}, nth", nth)
        elif nth < 1:
            self.gathering.add("data_below", f"{place}, nth", nth, "1")
        else:
            return nth
        return 1

    def _words(
        self, asked: Mapping[str, Any], key: str, place: str, *, required: bool = False
    ) -> str:
        """A text; blank without one."""
        try:
            text = value_of(Column(key), asked.get(key), load_catalogue())
        except Refused as refused:
            self.gathering.add(refused.code, f"{place}, {key}", asked[key], refused.expected)
            return ""
        if text is None and required:
            self.gathering.add("data_missing", f"{place}, {key}")
        return str(text or "")

    def _day(self, asked: Mapping[str, Any], place: str) -> date | None:
        try:
            found: date | None = value_of(_DATE, asked.get("day"), load_catalogue())
        except Refused as refused:
            self.gathering.add(refused.code, f"{place}, day", asked["day"], refused.expected)
            return None
        return found

    def _note(
        self,
        code: str,
        place: str,
        *,
        severity: str = "error",
        found: str | None = None,
        params: Mapping[str, str] | None = None,
    ) -> None:
        problem = Problem(code, severity, sheet=place, found=found, params=params or {})
        self.gathering.problems.append(problem)


def _moved(value: Any, kind: LeverKind | None, bounds: Bounds) -> Moved:
    """*value* as *kind* takes it; without one, a date or any figure. Raises Refused."""
    unit = kind.unit if kind else "moment"
    if unit == "date" or (unit == "moment" and isinstance(value, date)):
        day: date = value_of(_DATE, value, load_catalogue())
        return day
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refused("data_not_a_number")
    try:
        figure = float(value)
    except OverflowError:
        raise Refused("data_not_a_number") from None
    if not math.isfinite(figure):
        raise Refused("data_not_a_number")
    low, high = bounds
    if low is not None and figure < low:
        raise Refused("data_below", f"{low:.10g}")
    if high is not None and figure > high:
        raise Refused("data_above", f"{high:.10g}")
    if kind is None or not kind.whole:
        return figure
    if not figure.is_integer():
        raise Refused("data_not_whole")
    return int(figure)
