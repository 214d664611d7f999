"""A TOML file beside a workbook: read as something anybody may have typed, written whole.

It is a person's file as much as the kit's. What cannot be read is refused by a `Problem`
that says how to mend it. What is written goes aside, to the disk, then takes the name in
one step, with a hidden lock (`.verrou-<file>`) held while somebody reads, changes and writes.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kit.catalogue import load_catalogue
from kit.errors import CannotWrite
from kit.workbook.data_values import LONGEST, Gathering
from kit.workbook.problems import Problem
from kit.workbook.words import clean

FORMAT = 1  # of the files of scenarios and of votes
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


class Refused(Exception):
    """The file cannot be read at all: its one `problem`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def text_of(path: Path) -> str:
    """The text of *path*, without its byte order mark; raises Refused."""
    limit = int(load_catalogue().threshold("reader.max_side_bytes"))
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            raise _refused(path, "side_is_link")
        if stat.S_ISDIR(status.st_mode):
            raise _refused(path, "side_is_folder")
        if not stat.S_ISREG(status.st_mode):  # a pipe would be read for ever
            raise _refused(path, "side_unreadable")
        if status.st_size > limit:
            raise _refused(path, "side_too_large", limit=str(limit // 1024))
        content = path.read_bytes()
    except (OSError, ValueError):  # no right to look, a NUL in the name
        raise _refused(path, "side_unreadable") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused(path, "side_not_text") from None


def table_of(path: Path, text: str) -> dict[str, Any]:
    """What the TOML *text* of *path* says; raises Refused with the line and column."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise _refused(path, "side_not_toml_end") from None
    except ValueError as error:  # a whole number of thousands of digits has no place
        place = _PLACE.search(str(error))
        if place is None:
            raise _refused(path, "side_not_toml_end") from None
        raise _refused(path, "side_not_toml", line=place[1], column=place[2]) from None


def checked_format(told: Mapping[str, Any], path: Path, gathering: Gathering) -> bool:
    """Whether this kit knows the format of *path*; a file without a number is of the first."""
    found = told.get("format", FORMAT)
    if isinstance(found, bool) or not isinstance(found, int):
        gathering.add("data_not_whole", f"{path.name}{gathering.joint}format", found)
        return False
    if found > FORMAT:
        params = {"known": str(FORMAT)}
        gathering.problems.append(
            Problem("side_newer", sheet=path.name, found=str(found), params=params)
        )
        return False
    return True


def kept_text(text: str) -> str:
    """*text* as a file keeps it: nothing that a workbook could not hold either."""
    for mark, kept in (("\ufffe", ""), ("\uffff", ""), ("\u2028", "\n"), ("\u2029", "\n")):
        text = text.replace(mark, kept)  # the last two are read as line ends (data_values)
    return clean(text)[:LONGEST].rstrip()


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Nobody else changes *path* for the block; raises CannotWrite."""
    from filelock import FileLock

    if not path.parent.is_dir():  # which filelock would make
        raise CannotWrite("unwritable", str(path.parent), os.strerror(errno.ENOENT))
    lock = FileLock(path.with_name(f".verrou-{path.name}"), thread_local=False)
    try:
        lock.acquire()
    except OSError as error:
        raise _cannot_write(error, path) from error
    try:
        yield
    finally:
        if os.name == "posix":  # elsewhere filelock removes it
            Path(lock.lock_file).unlink(missing_ok=True)  # while it is ours
        lock.release()


def write(path: Path, text: str) -> None:
    """*path* holds *text*, whole or not at all. Its lock is ours. Raises CannotWrite, Refused."""
    if path.is_symlink():
        raise _refused(path, "side_is_link")
    try:
        _replace(path, text.encode())
    except OSError as error:
        raise _cannot_write(error, path) from error


def _replace(path: Path, content: bytes) -> None:
    aside = path.with_name(f".en-cours-{path.name}")
    aside.unlink(missing_ok=True)  # of somebody killed: the lock is ours
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else None
    try:
        with aside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            aside.chmod(mode)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _refused(path: Path, code: str, **params: str) -> Refused:
    return Refused(Problem(code, sheet=path.name, params=params))


def _cannot_write(error: OSError, path: Path) -> CannotWrite:
    what = "disk_full" if error.errno in _FULL else "unwritable"
    return CannotWrite(what, str(path.parent), error.strerror or type(error).__name__)
