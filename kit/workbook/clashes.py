"""What the rows of one table say against each other: ends before starts, low above high.

The same for a workbook and for the structured data: rows in, clashes out; `rules` and
`data` say where each one stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kit.catalogue import load_catalogue
from kit.workbook.layout import Block
from kit.workbook.moments import is_moment
from kit.workbook.words import name_key

Rows = Sequence[Mapping[str, Any]]
# Lowest and highest figure of one thing.
_RANGES = (
    ("low", "high"),
    ("band_low", "band_high"),
    ("set_up_low", "set_up_high"),
    ("run_low", "run_high"),
    ("gain_low", "gain_high"),
    ("cost_low", "cost_high"),
    ("hours_low", "hours_high"),
)
_RATES = frozenset({"roi", "irr"})  # claimed figures written as a share


@dataclass(frozen=True, slots=True)
class Clash:
    """`code` of the problem at field `key` of a row; `other`: the row and field it clashes with."""

    code: str
    row: int
    key: str
    other: tuple[int, str] | None = None
    severity: str = "error"
    params: Mapping[str, str] = field(default_factory=dict)


def clashes(block: Block, rows: Rows) -> Iterator[Clash]:
    """Everything that is wrong between the cells of *block*, row by row."""
    yield from _empty(block, rows)
    yield from _ranges(rows)
    match block.key:
        case "phases":
            yield from _phases(rows)
        case "actions" | "availability":
            yield from _backwards(rows)
        case "options":
            yield from _repeated(rows, ("retained",), "two_retained")
        case "votes":
            yield from _repeated(rows, ("juror", "process"), "duplicate_vote")
        case "idea_votes":
            yield from _repeated(rows, ("juror", "idea"), "duplicate_idea_vote")
            yield from _stickers(rows)
        case "grid_criteria":
            yield from _repeated(rows, ("grid", "name"), "duplicate_criterion")
        case "grid_notes":
            yield from _repeated(rows, ("solution", "criterion"), "duplicate_note")
        case "jury":
            yield from _roles(rows)
        case "milestones":
            yield from _circles(rows, "after")
            yield from _circles(rows, "part_of")
        case "dispositions":
            yield from _circles(rows, "duplicate_of", name="process")
        case "flows":
            yield from _dated(rows)
        case "claims":
            yield from _claims(rows)
        case "kpis":
            yield from _directions(rows)
        case "kpi_measures":
            yield from _repeated(rows, ("kpi", "on"), "duplicate_measure")
        case "competences":
            yield from _competences(rows)
        case "run_measures":
            yield from _runs(rows)


def _empty(block: Block, rows: Rows) -> Iterator[Clash]:
    """Rows that say none of the things one of which is needed."""
    for at, row in enumerate(rows):
        if block.needs and row and not any(key in row for key in block.needs):
            yield Clash("row_says_nothing", at, next(iter(row)))


def _ranges(rows: Rows) -> Iterator[Clash]:
    for at, row in enumerate(rows):
        for low, high in _RANGES:
            if low in row and high in row and row[low] > row[high]:
                yield Clash("low_above_high", at, high, (at, low))


def _phases(rows: Rows) -> Iterator[Clash]:
    for at, row in enumerate(rows):
        if is_moment(row.get("name", "")):
            yield Clash("name_is_moment", at, "name")
    yield from _backwards(rows)


def _backwards(rows: Rows) -> Iterator[Clash]:
    for at, row in enumerate(rows):
        start, end = row.get("start"), row.get("end")
        # Two dates or two months: a mixture, or the name of a phase, is for the calendar to tell.
        dated = isinstance(start, date) and isinstance(end, date) and end < start
        if dated or (isinstance(start, int) and isinstance(end, int) and end < start):
            yield Clash("ends_before", at, "end", (at, "start"))


def _repeated(rows: Rows, keys: tuple[str, ...], code: str) -> Iterator[Clash]:
    """Rows that say the same in *keys*: one only may."""
    first: dict[tuple[str, ...], int] = {}
    for at, row in enumerate(rows):
        if all(row.get(key) for key in keys):
            said = tuple(name_key(str(row[key])) for key in keys)
            if first.setdefault(said, at) != at:
                yield Clash(code, at, keys[0], (first[said], keys[0]))


def _circles(rows: Rows, key: str, name: str = "name") -> Iterator[Clash]:
    """Rows that lead back to themselves through *key*, each called by its column *name*."""
    following = {row[name]: row[key] for row in rows if name in row and key in row}
    for at, row in enumerate(rows):
        start = met = row.get(name)
        for _ in following:
            met = following.get(met)
            if met is None or met == start:
                break
        if met is not None and met == start and key in row:
            yield Clash("circular_reference", at, key)


def _dated(rows: Rows) -> Iterator[Clash]:
    for at, row in enumerate(rows):
        for given, lacking in (("day", "amount"), ("amount", "day")):
            if given in row and lacking not in row:
                params = {"lacking_key": f"workbook.flows.{lacking}.label"}
                yield Clash("half_dated", at, given, params=params)


def _claims(rows: Rows) -> Iterator[Clash]:
    for at, row in enumerate(rows):
        figure = row.get("figure")
        right, wrong = ("rate", "value") if figure in _RATES else ("value", "rate")
        params = {"right_key": f"workbook.claims.{right}.label"}
        if figure and wrong in row:  # an unknown figure is said already
            yield Clash("claim_elsewhere", at, wrong, params=params)
        elif figure and right not in row:
            yield Clash("claim_missing", at, "figure", severity="warning", params=params)


def _stickers(rows: Rows) -> Iterator[Clash]:
    """More stickers than a participant has, told where the count is passed."""
    most = int(load_catalogue().threshold("votes.stickers"))
    placed: dict[str, int] = {}
    for at, row in enumerate(rows):
        juror = name_key(row.get("juror", ""))
        before = placed.get(juror, 0)
        placed[juror] = before + row.get("stickers", 0)
        if before <= most < placed[juror]:
            params = {"count": str(placed[juror]), "most": str(most)}
            yield Clash("too_many_stickers", at, "stickers", params=params)


def _roles(rows: Rows) -> Iterator[Clash]:
    """A juror with two jobs."""
    first: dict[int, int] = {}
    for at, row in enumerate(rows):
        if "number" in row and "role" in row:
            known = first.setdefault(row["number"], at)
            if name_key(rows[known]["role"]) != name_key(row["role"]):
                yield Clash("juror_two_roles", at, "role", (known, "role"))


def _directions(rows: Rows) -> Iterator[Clash]:
    """A direction that its own figures contradict."""
    for at, row in enumerate(rows):
        today, target, said = (row.get(key) for key in ("today", "target", "direction"))
        if said is None or today is None or target is None or today == target:
            continue
        if said != ("up" if target > today else "down"):
            yield Clash("direction_contradicts", at, "direction", (at, "today"))


def _runs(rows: Rows) -> Iterator[Clash]:
    """More successes than runs, more users than expected, periods that end early or overlap."""
    seen: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        for part, whole, code, severity in (
            ("successes", "runs", "successes_over_runs", "error"),
            ("users", "expected_users", "users_over_expected", "warning"),
        ):
            if part in row and whole in row and row[part] > row[whole]:
                yield Clash(code, at, part, (at, whole), severity)
        first, last = row.get("first"), row.get("last")
        if first is None or last is None:
            continue
        if last < first:
            yield Clash("ends_before", at, "last", (at, "first"))
            continue
        others = seen.setdefault(name_key(row.get("automation", "")), [])
        over = (n for n in others if rows[n]["first"] <= last and first <= rows[n]["last"])
        other = next(over, None)
        if other is not None:
            yield Clash("periods_overlap", at, "first", (other, "first"))
        others.append(at)


def _competences(rows: Rows) -> Iterator[Clash]:
    """A competence noted twice for one person, or "other" without saying which."""
    first: dict[tuple[str, ...], int] = {}
    for at, row in enumerate(rows):
        if "competence" not in row:
            continue
        if row["competence"] == "other" and not row.get("name"):
            params = {"name_key": "workbook.competences.name.label"}
            yield Clash("other_unnamed", at, "competence", params=params)
            continue
        who = row.get("who") or row.get("role") or ""
        said = tuple(name_key(str(one)) for one in (who, row["competence"], row.get("name") or ""))
        if first.setdefault(said, at) != at:
            yield Clash("duplicate_competence", at, "competence", (first[said], "competence"))
