"""A client's file into a Client, or into everything that must be corrected in it.

The file is read raw in a child process (`sandbox`), its blocks are located (`locate`),
their rows typed cell by cell (`rows`), then checked together (`rules`). Nothing behind the
reader checks again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from kit.catalogue import load_catalogue
from kit.client import SCHEMA_VERSION, Client
from kit.errors import WorkbookRejected
from kit.texts import LANGUAGES, Texts
from kit.workbook import rules
from kit.workbook.assemble import client_of
from kit.workbook.brief import as_made
from kit.workbook.cells import Speech
from kit.workbook.labels import labels_of
from kit.workbook.layout import Block, Layout, layout
from kit.workbook.locate import Found, locate
from kit.workbook.meta import Meta, expected_blocks, language_in, read_meta
from kit.workbook.package import Limits, Refused, check_file
from kit.workbook.problems import Problem
from kit.workbook.raw import Grid, position
from kit.workbook.rows import MOST_PROBLEMS, BlockReader, Record
from kit.workbook.sandbox import read_grid

_BLIND = {"xls": "format_xls", "ods": "format_ods"}  # what these formats keep from the reader


@dataclass(frozen=True, slots=True)
class Content:
    """A file by what is in it: its copy elsewhere is the same, and is read once."""

    digest: str  # sha256
    path: Path = field(compare=False)

    @classmethod
    def of(cls, path: Path) -> Content:
        """What *path* holds now; raises OSError."""
        return cls(hashlib.sha256(path.read_bytes()).hexdigest(), path)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a file. `client` is None when there are errors."""

    client: Client | None
    problems: tuple[Problem, ...]  # errors first, in the order of the sheets
    lang: str  # of the workbook


def read_workbook(path: str | Path) -> Client:
    """The client that the workbook *path* tells of; raises WorkbookRejected with all problems."""
    reading = examine(path)
    if reading.client is None:
        raise WorkbookRejected(Path(path).name, reading.problems, reading.lang)
    return reading.client


def check_workbook(path: str | Path) -> tuple[Client | None, tuple[Problem, ...]]:
    """The client, None when there are errors, and all problems: errors, then warnings.

    Never raises for what a file may hold.
    """
    reading = examine(path)
    return reading.client, reading.problems


def language_of(path: str | Path) -> str:
    """The language of the workbook *path*, French when nothing tells."""
    return examine(path).lang


def examine(path: str | Path) -> Reading:
    """All there is to know of *path*; the same content is read once."""
    path = Path(path)
    try:
        check_file(path, Limits.of(load_catalogue()))
        content = Content.of(path)
    except Refused as refusal:
        return _refused(refusal)
    except OSError:
        return _refused(Refused("file_unreadable"))
    return _examine(content)


@lru_cache(maxsize=8)
def _examine(content: Content) -> Reading:
    try:
        return understand(read_grid(content.path, Limits.of(load_catalogue())))
    except Refused as refusal:
        return _refused(refusal)


def _refused(refusal: Refused) -> Reading:
    return Reading(None, (Problem(refusal.code, params=refusal.params),), LANGUAGES[0])


def understand(grid: Grid) -> Reading:
    """The client that the cells of *grid* tell of, with all their problems."""
    catalogue, meta = load_catalogue(), read_meta(grid)
    whole = as_made(layout(catalogue), meta.brief)
    labels = labels_of(whole, catalogue)
    found, problems = locate(grid, whole, labels)
    lang = language_in(meta, found, labels)
    if meta.version is not None and meta.version > SCHEMA_VERSION:
        params = {"version": str(meta.version), "known": str(SCHEMA_VERSION)}
        return Reading(None, (Problem("newer_schema", params=params),), lang)
    if not _is_ours(meta, found):
        return Reading(None, (Problem("not_a_kit_workbook"),), lang)
    problems += _absences(meta, whole, found, lang)
    if grid.format in _BLIND:
        problems.append(Problem(_BLIND[grid.format], "warning"))

    speech = Speech(lang, catalogue.choices)
    records: dict[str, list[Record]] = {}
    for key, place in found.items():
        reader = BlockReader(place, labels[key], speech, meta.examples.get(key))
        records[key] = [reader.form()] if place.block.form else list(reader.table())
        reader.report_missing_columns(meta.version)
        problems += reader.problems
    records, more = rules.check(whole, found, records, lang)
    ordered = _ordered(problems + more, grid)
    if any(problem.severity == "error" for problem in ordered):
        return Reading(None, ordered, lang)
    return Reading(client_of(catalogue, whole, found, records, lang), ordered, lang)


def _is_ours(meta: Meta, found: dict[str, Found]) -> bool:
    """One table that merely looks like ours does not make a kit workbook."""
    if len(found) > 1:
        return True
    return any(meta.version is not None or place.certain for place in found.values())


def _absences(meta: Meta, whole: Layout, found: dict[str, Found], lang: str) -> Iterator[Problem]:
    required, asked = expected_blocks(meta, whole)
    texts = Texts(lang)

    def title(block: Block) -> str:
        return texts[f"workbook.{block.key}.title"]

    for sheet in whole.sheets:
        for block in sheet.blocks:
            if block.key in required and block.key not in found:
                name = texts[f"workbook.sheet.{sheet.key}.name"]
                yield Problem("missing_table", params={"table": title(block), "name": name})
    absent = [b for b in whole.blocks if b.key in asked - required and b.key not in found]
    if absent:
        yield Problem("absent_tables", "warning", params={"tables": ", ".join(map(title, absent))})


def _ordered(problems: list[Problem], grid: Grid) -> tuple[Problem, ...]:
    """Errors, then warnings, in the order of sheets and rows; each once."""
    sheets = {sheet.name: index for index, sheet in enumerate(grid.sheets)}

    def rank(problem: Problem) -> tuple[bool, int, tuple[int, int]]:
        place = position((problem.cell or "").partition(":")[0]) or (0, 0)
        return problem.severity != "error", sheets.get(problem.sheet or "", -1), place

    unique = {
        (p.code, p.sheet, p.cell, tuple(sorted(p.params.items())) if p.cell is None else ()): p
        for p in reversed(problems)
    }
    ordered = sorted(unique.values(), key=rank)
    if len(ordered) >= MOST_PROBLEMS:
        more = Problem("more_problems", params={"told": str(MOST_PROBLEMS)})
        ordered = [*ordered[:MOST_PROBLEMS], more]
    return tuple(ordered)
