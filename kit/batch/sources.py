"""PATH… → the workbooks of a batch: folders, globs, lists, single files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kit.errors import UsageError

KINDS = frozenset({".xlsx", ".ods", ".xls"})


def workbooks(paths: Sequence[str]) -> tuple[str, ...]:
    """The workbooks that *paths* name, in order, each once.

    Raises UsageError for a path that names none.
    """
    found = dict.fromkeys(one for path in paths for one in _under(path))
    return tuple(found)


def _under(path: str) -> Iterator[str]:
    place = Path(path)
    if place.is_dir():
        inside = sorted(one for one in place.rglob("*") if one.suffix.lower() in KINDS)
    elif place.is_file():
        inside = [place]
    else:
        raise UsageError("commands.usage.no_file", {"path": path})
    yield from map(str, inside)
