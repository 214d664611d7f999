"""One at a time: hidden lock files, held while somebody works, let go by the system at any death.

    .verrou-<run>      beside a run folder: who makes it            (publish.claimed)
    .verrou-lot        in an outputs folder: the batch that writes there   (batch_lock)
    .verrou-clients    in an outputs folder: for the moment a client's folder is chosen

The lock is the system's (flock, LockFileEx): a process ended by ``kill -9`` holds nothing any
more, so no lock is ever stale and none is ever broken by its age. Its file is removed by whoever
holds it, before letting go; filelock sees a waiter to a new file when its own was removed
meanwhile. Forked children give up the locks they inherit. On a network file system the lock
holds between machines where flock does: NFS 4 and SMB as Linux mounts them, not NFS 3 with
``nolock``, and no object store. Where there is no flock at all, filelock falls back on the
mere presence of the file.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kit.deliverable.disk import cannot_write
from kit.errors import InUse

if TYPE_CHECKING:
    from filelock import BaseFileLock

PREFIX = ".verrou-"
_TOLD_FROM = 1  # [byte] Windows locks the first byte of the file for reading too


@contextmanager
def held(lock: Path, what: str, where: str) -> Iterator[None]:
    """*lock* is ours; raises InUse(*what*, *where*, who) at once when it is another's."""
    with if_free(lock) as ours:
        if not ours:
            raise InUse(what, where, *_who(lock))
        _tell(lock)
        yield


@contextmanager
def if_free(lock: Path) -> Iterator[bool]:
    """True with *lock* held for the block, False when another holds it."""
    from filelock import Timeout

    ours = _lock(lock)
    try:
        ours.acquire(blocking=False)
    except Timeout:
        yield False
        return
    with _released(ours, lock):
        yield True


@contextmanager
def waited(lock: Path) -> Iterator[None]:
    """*lock* is ours, waited for: for moments only."""
    ours = _lock(lock)
    ours.acquire()
    with _released(ours, lock):
        yield


@contextmanager
def batch_lock(outputs: Path) -> Iterator[None]:
    """The one batch that writes in *outputs*; raises InUse naming the other, CannotWrite."""
    with ExitStack() as stack:
        try:
            outputs.mkdir(parents=True, exist_ok=True)
            stack.enter_context(held(outputs / f"{PREFIX}lot", "batch", str(outputs)))
        except OSError as error:
            raise cannot_write(error, outputs) from error
        yield


def lock_beside(path: Path) -> Path:
    """The lock of *path*, in the folder it stands in."""
    return path.with_name(f"{PREFIX}{path.name}")


@contextmanager
def _released(ours: BaseFileLock, lock: Path) -> Iterator[None]:
    owner = os.getpid()
    try:
        yield
    finally:
        if os.getpid() == owner:  # a fork inherits this block, and may drop it
            if os.name == "posix":  # elsewhere filelock removes it
                lock.unlink(missing_ok=True)  # while it is ours: no one can hold it by this name
            ours.release()


def _lock(lock: Path) -> BaseFileLock:
    from filelock import FileLock

    return FileLock(lock, thread_local=False)


def _tell(lock: Path) -> None:
    """Who holds *lock*, in it: process, machine, since when; nothing of a client."""
    since = datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
    who = json.dumps([str(os.getpid()), platform.node() or "?", since])
    with suppress(OSError):  # a full disk: the lock holds all the same
        file = os.open(lock, os.O_WRONLY)
        try:
            os.lseek(file, _TOLD_FROM, os.SEEK_SET)
            os.write(file, who.encode())
        finally:
            os.close(file)


def _who(lock: Path) -> tuple[str, str, str]:
    """What the holder of *lock* told of itself; "?" for what it has not told yet."""
    try:
        file = os.open(lock, os.O_RDONLY)
        try:
            os.lseek(file, _TOLD_FROM, os.SEEK_SET)
            pid, machine, since = json.loads(os.read(file, 4096))
        finally:
            os.close(file)
    except (OSError, ValueError):
        return "?", "?", "?"
    return str(pid), str(machine), str(since)
