"""Lists of workbooks: .txt with one a line, .csv with a column named classeur or workbook."""

from __future__ import annotations

import codecs
import csv
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kit.batch import urls
from kit.batch.storage import is_url, local_path, shown
from kit.errors import UsageError

KINDS = frozenset({".txt", ".csv"})
COLUMNS = ("classeur", "workbook")  # headings of a .csv that hold the paths
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Named:
    """A path as it was asked for."""

    path: str
    line: str = ""  # "clients.txt:3 : " when a list asks for it


def read_lists(paths: Iterable[str]) -> Iterator[Named]:
    """*paths*, each list replaced by what it names; a list within a list is not followed.

    Raises UsageError for a .csv without the column, and for a URL that does not answer.
    """
    for path in map(_typed, paths):
        content = _content(path) if is_list(path) else None
        rows = [] if content is None else list(_rows(path, content))
        yield from rows or (Named(path),)


def is_list(path: str) -> bool:
    """By its name, whatever it holds: an empty one and one in another name no workbook."""
    return PurePosixPath(path).suffix.lower() in KINDS


def _typed(path: str) -> str:
    """*path* without the quotes that a Windows console leaves on it, its ~ expanded."""
    if len(path) > 2 and path[0] == path[-1] and path[0] in "'\"":
        path = path[1:-1]
    return os.path.expanduser(path) if path.startswith(("~/", "~\\")) else path  # noqa: PTH111


def _content(path: str) -> bytes | None:
    """What the list *path* holds; None when there is none."""
    place = local_path(path)
    if place is not None:
        return place.read_bytes() if place.is_file() else None
    files, inner = urls.opened(path)
    try:
        with urls.reaching(path):
            content: bytes = files.cat_file(inner)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise urls.unreachable(error) from None
    return content


def _rows(path: str, content: bytes) -> Iterator[Named]:
    text = _decoded(content)
    cells = _column(path, text) if path.lower().endswith(".csv") else _plain(text)
    for number, cell in cells:
        if wanted := _typed(cell.strip()):
            yield Named(_beside(path, wanted), f"{shown(path)}:{number} : ")


def _decoded(content: bytes) -> str:
    """Text of a list: UTF-8, the UTF-16 of PowerShell, or the ANSI of a French Excel."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _plain(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.lstrip().startswith("#"):
            yield number, line


def _column(path: str, text: str) -> Iterator[tuple[int, str]]:
    """Cells under the heading; whichever of , ; and tab the first line has most parts them."""
    heading = text.partition("\n")[0]
    table = csv.reader(text.splitlines(), delimiter=max(";,\t", key=heading.count))
    headings = [cell.strip().casefold() for cell in next(table, [])]
    at = next((number for number, cell in enumerate(headings) if cell in COLUMNS), None)
    if at is None:
        params = {"path": shown(path), "columns": " / ".join(COLUMNS)}
        raise UsageError("commands.usage.list_column", params)
    for row in table:
        if len(row) > at:
            yield table.line_num, row[at]


def _beside(path: str, wanted: str) -> str:
    """*wanted* as seen from the folder of the list *path*."""
    if is_url(wanted) or Path(wanted).is_absolute():
        return wanted
    place = local_path(path)
    return f"{path.rpartition('/')[0]}/{wanted}" if place is None else str(place.parent / wanted)
