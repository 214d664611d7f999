"""The portfolio as rows: what its CSV file and its page both hold, and nothing more.

A row can be read back from the file, so that a client can be taken out of it (kit purge).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO
from pathlib import PurePosixPath

from kit.batch.job import FINE, STATUSES, Outcome, Portfolio
from kit.batch.summary import why
from kit.deliverable.task_list import one_line
from kit.deliverable.tasks import inert
from kit.texts import Texts

COLUMNS = (
    *("client", "workbook", "status", "seconds", "faults", "remarks", "roi", "quick_wins"),
    *("run", "files", "why", "as_of"),
)
# What is to be seen to first: the client's to correct, then ours.
_ORDER = (*(one for one in STATUSES if one not in FINE), *(one for one in STATUSES if one in FINE))
_MARK = "\ufeff"  # Excel reads the file as UTF-8
_BETWEEN = " "  # names of files hold no blank
_AS_TEXT = "'"
_ROI_DECIMALS = 4
_MACHINES, _ELSEWHERE = ("machine", "worker"), "…"  # params that name one


@dataclass(frozen=True, slots=True)
class Row:
    """One client of a batch. No value of the client beyond name, ROI and quick wins."""

    client: str  # the company's name; that of its workbook when it could not be read
    workbook: str  # its name in the batch
    status: str
    seconds: float
    faults: int
    remarks: int
    roi: float | None  # first year, as a share
    quick_wins: int | None
    run: str  # folder, relative to that of the page; blank: none
    files: tuple[str, ...]  # names within it
    why: str
    as_of: str  # ISO date of the batch

    @property
    def ready(self) -> bool:
        return self.status in FINE


def rows_of(portfolio: Portfolio, texts: Texts) -> tuple[Row, ...]:
    """What must be seen to first, then by name."""
    rows = [_row(outcome, portfolio.as_of, texts) for outcome in portfolio.outcomes]
    return tuple(sorted(rows, key=_place))


def to_csv(rows: Iterable[Row], texts: Texts) -> str:
    """The rows as a file that Excel opens by itself in the language of *texts*."""
    file = StringIO()
    writer = csv.writer(file, delimiter=texts["portfolio.csv.delimiter"])
    writer.writerow([texts[f"portfolio.column.{name}"] for name in COLUMNS])
    writer.writerows(_cells(row, texts) for row in rows)
    return _MARK + file.getvalue()


def from_csv(text: str, texts: Texts) -> tuple[Row, ...]:
    """The rows of `to_csv`. Raises ValueError for a file that is no longer as it was written."""
    delimiter = texts["portfolio.csv.delimiter"]
    try:
        lines = list(
            csv.reader(StringIO(text.removeprefix(_MARK), newline=""), delimiter=delimiter)
        )
    except csv.Error as error:
        raise ValueError(str(error)) from error
    if not lines or lines[0] != [texts[f"portfolio.column.{name}"] for name in COLUMNS]:
        raise ValueError("the headings are not those of the portfolio")
    return tuple(_read(line, texts) for line in lines[1:])


def _row(outcome: Outcome, as_of: str, texts: Texts) -> Row:
    run, workbook = _path(outcome.run), _path(outcome.name)
    named = str(workbook) if _is_within(workbook) else workbook.name
    return Row(
        client=one_line(outcome.client or named),
        workbook=one_line(named),
        status=outcome.status,
        seconds=round(outcome.seconds, 1),
        faults=outcome.faults,
        remarks=outcome.remarks,
        roi=None if outcome.roi is None else round(outcome.roi, _ROI_DECIMALS),
        quick_wins=outcome.quick_wins,
        run="/".join(run.parts[-2:]),  # <client>/<run>
        files=tuple(_path(one).name for one in outcome.files.values()),
        why=why(replace(outcome, params=_placeless(outcome.params)), texts),
        as_of=as_of,
    )


def _placeless(params: Mapping[str, str]) -> dict[str, str]:
    """*params* without the folders of this machine, nor its name: the files are passed on."""
    return {
        name: _ELSEWHERE if name in _MACHINES else _bare(value) for name, value in params.items()
    }


def _bare(value: str) -> str:
    """A path by its last name; nothing of a sentence that has one in it."""
    if not re.search(r"[/\\]", value):
        return value
    return _ELSEWHERE if re.search(r"[«»“”\n]|: ", value) else _path(value).name


def _is_within(path: PurePosixPath) -> bool:
    """Whether *path*, of a workbook, is one below the folder that the batch was given."""
    return not path.is_absolute() and ".." not in path.parts and ":" not in str(path)


def _path(text: str) -> PurePosixPath:
    return PurePosixPath(text.replace("\\", "/"))


def _place(row: Row) -> tuple[int, str, str]:
    order = len(_ORDER) if row.ready else _ORDER.index(row.status)
    return order, row.client.casefold(), row.workbook


def _cells(row: Row, texts: Texts) -> list[str]:
    typed = [row.client, row.workbook, texts[f"commands.batch.status.{row.status}"]]
    figures = [row.seconds, row.faults, row.remarks, row.roi, row.quick_wins]
    rest = [row.run, _BETWEEN.join(row.files), row.why, row.as_of]
    decimal = texts["portfolio.csv.decimal"]
    return [
        *map(inert, typed),
        *("" if one is None else str(one).replace(".", decimal) for one in figures),
        *map(inert, rest),
    ]


def _read(line: Sequence[str], texts: Texts) -> Row:
    cells = dict(zip(COLUMNS, line, strict=True))
    named = {texts[f"commands.batch.status.{status}"]: status for status in STATUSES}
    if cells["status"] not in named:
        raise ValueError(f"{cells['status']} is no status")
    decimal = texts["portfolio.csv.decimal"]
    roi = cells["roi"].replace(decimal, ".")
    return Row(
        client=_typed(cells["client"]),
        workbook=_typed(cells["workbook"]),
        status=named[cells["status"]],
        seconds=float(cells["seconds"].replace(decimal, ".")),
        faults=int(cells["faults"]),
        remarks=int(cells["remarks"]),
        roi=float(roi) if roi else None,
        quick_wins=int(cells["quick_wins"]) if cells["quick_wins"] else None,
        run=_typed(cells["run"]),
        files=tuple(_typed(cells["files"]).split()),
        why=_typed(cells["why"]),
        as_of=date.fromisoformat(cells["as_of"]).isoformat(),
    )


def _typed(cell: str) -> str:
    """What `inert` was given."""
    bare = cell.removeprefix(_AS_TEXT)
    return bare if bare != cell and inert(bare) == cell else cell
