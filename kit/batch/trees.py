"""The workbooks under a folder, a glob or a file, here or at a URL.

In a folder or a glob, what is hidden, what Office leaves while a file is open and what the
kit itself wrote is passed over. A workbook named outright is taken as it is: the reader
says what is wrong with it.
"""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from kit.batch import urls
from kit.batch.storage import is_url, local_path, shown

KINDS = frozenset({".xlsx", ".xlsm", ".ods", ".xls"})
_PASSED_OVER = re.compile(
    r"\.|~\$"  # hidden, or a lock of Office
    r"|\d{4}-\d\d-\d\d-[0-9a-f]{8}(-ancien-\d+)?$"  # a run of the kit: manifest.run_name
)
_MAGIC = re.compile(r"[*?\[]")


def under(path: str, outputs: str = "") -> tuple[str, ...]:
    """The workbooks that *path* names, sorted; those of *outputs*, a folder in it, left out.

    Raises OSError for a folder that may not be looked into, UsageError for a URL that does not
    answer.
    """
    place = local_path(path)
    return _there(path, outputs) if place is None else _here(place, outputs)


def _here(place: Path, outputs: str) -> tuple[str, ...]:
    if place.is_file():
        return (str(place),)
    base, pattern = (place, "") if place.exists() else _parted_path(place)
    if not base.exists():
        return ()
    ours = local_path(outputs) if outputs else None
    skipped = None if ours is None else ours.resolve()
    if skipped in (base.resolve(), *base.resolve().parents):  # runs are told by their names
        skipped = None
    matches = (
        [base / one for one in glob.glob(pattern, root_dir=base, recursive=True)]  # noqa: PTH207
        if pattern
        else [base]
    )
    found = {file for match in matches for file in _files(match, skipped)}
    kept = _kept(file.relative_to(base).as_posix() for file in found)
    return tuple(str(base / name) for name in kept)


def _files(match: Path, skipped: Path | None) -> Iterator[Path]:
    """*match*, or all the files under it when it is a folder."""
    if match.is_file():
        if skipped is None or skipped not in match.resolve().parents:
            yield match
        return
    for here, folders, files in os.walk(match, onerror=_raise):
        if Path(here).resolve() == skipped:
            folders.clear()
            continue
        folders[:] = [one for one in folders if not _PASSED_OVER.match(one)]
        yield from (Path(here, one) for one in files)


def _raise(error: OSError) -> None:
    raise error


def _kept(names: Iterable[str]) -> list[str]:
    """Those of *names*, files below what was asked for, that are workbooks of clients, sorted."""
    paths = sorted(PurePosixPath(name) for name in names)
    return [
        str(path)
        for path in paths
        if path.suffix.lower() in KINDS and not any(map(_PASSED_OVER.match, path.parts))
    ]


def _parted_path(path: Path) -> tuple[Path, str]:
    """The folder of *path* that no pattern touches, and the pattern; "" when it has none."""
    at = next((at for at, part in enumerate(path.parts) if _MAGIC.search(part)), len(path.parts))
    return Path(*path.parts[:at]), os.path.join(*path.parts[at:]) if path.parts[at:] else ""  # noqa: PTH118


def _there(url: str, outputs: str) -> tuple[str, ...]:
    files, path = urls.opened(url)
    base, pattern = _parted_url(url)
    root = urls.opened(base)[1]
    try:
        with urls.reaching(url):
            files.invalidate_cache()
            if files.isfile(path):
                return (url,)
            matches = files.glob(path, detail=True) if pattern else {path: {"type": "directory"}}
            found = {
                str(file)[len(root) :].lstrip("/")
                for match, details in matches.items()
                for file in (files.find(match) if details["type"] == "directory" else [match])
            }
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise urls.unreachable(error) from None
    ours = f"{shown(outputs).rstrip('/')}/" if is_url(outputs) else ""
    kept = (f"{base.rstrip('/')}/{name}" for name in _kept(found))
    inside = ours.startswith(f"{shown(base).rstrip('/')}/") and shown(base) != ours.rstrip("/")
    return tuple(one for one in kept if not (inside and shown(one).startswith(ours)))


def _parted_url(url: str) -> tuple[str, str]:
    """As `_parted_path`; the host or bucket is never a pattern."""
    scheme, rest = url.split("://", 1)
    parts = rest.rstrip("/").split("/")
    at = next((at for at, part in enumerate(parts) if at and _MAGIC.search(part)), len(parts))
    return f"{scheme}://{'/'.join(parts[:at])}", "/".join(parts[at:])
