"""Private temporary rooms (0700), gone when their owner is, whatever way it went.

A room is ``<temporary folder>/kit-1a2b3c4d5e`` with a hidden lock beside it, held by the process
that made it. Ended by ``kill -9`` it leaves the room but not the lock: the next process of the
same user that makes a room finds it free, and removes it.
"""

from __future__ import annotations

import hashlib
import multiprocessing.util
import os
import secrets
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from itertools import count
from pathlib import Path

from kit.deliverable.disk import ROOM, cannot_write_temporary, temporary_folder
from kit.deliverable.locks import PREFIX, held, if_free, lock_beside

_LONGEST = 103  # [bytes] of a socket's path on macOS; Linux takes 4 more
_LISTENER = "pymp-12345678/listener-12345678"  # what multiprocessing makes in its folder
_SHORT = Path("/tmp")  # for the sockets alone, when the temporary folder is too deep
_LAST = -1000  # at exit: after multiprocessing removed what is its own
_NUMBERS, _MAKING = count(1), threading.Lock()


@contextmanager
def private_room(folder: Path | None = None) -> Iterator[Path]:
    """A new empty room in *folder*, the temporary one without it; raises CannotWrite."""
    with ExitStack() as stack:
        try:
            room = _new_room(stack, folder or Path(tempfile.gettempdir()))
        except OSError as error:  # gettempdir itself raises one when it finds no folder
            raise cannot_write_temporary(error) from error
        owner = os.getpid()
        try:
            yield room
        finally:
            if os.getpid() == owner:  # a fork inherits this block, and may drop it
                shutil.rmtree(room, ignore_errors=True)


def own_room() -> Path:
    """The room of this process, made on first asking, gone with the process.

    What multiprocessing keeps on the disk (the socket of its fork server) is in it too.
    """
    with _MAKING:
        return _room_of(os.getpid())


@contextmanager
def room_in_own() -> Iterator[Path]:
    """A new empty folder in the room of this process, gone afterwards."""
    try:
        room = own_room() / str(next(_NUMBERS))
        room.mkdir(mode=0o700)
    except OSError as error:
        raise cannot_write_temporary(error) from error
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


@contextmanager
def remote_batch_lock(url: str) -> Iterator[None]:
    """The one batch of this user and machine that writes at *url*; raises InUse naming another."""
    user = os.getuid() if hasattr(os, "getuid") else ""
    name = hashlib.sha256(f"{user} {url}".encode()).hexdigest()[:10]
    lock = lock_beside(Path(temporary_folder()) / f"kit-{name}")  # swept like that of a room
    with held(lock, "batch", url):
        yield


def fits_socket(folder: Path, name: str) -> bool:
    """Whether a Unix socket called *name* can be made in *folder*: its path has a longest length.

    >>> fits_socket(Path("/tmp"), "a"), fits_socket(Path("/a-long-folder" * 8), "a")
    (True, False)
    """
    return len(os.fsencode(folder / name)) <= _LONGEST


def sweep(folder: Path) -> None:
    """Remove from *folder* the rooms of this user that nobody works in any more."""
    for name in _left_in(folder):
        room = folder / name
        with suppress(OSError), if_free(lock_beside(room)) as free:
            if free and not room.is_symlink():
                shutil.rmtree(room, ignore_errors=True)


def _left_in(folder: Path) -> frozenset[str]:
    """The names of the rooms of this user in *folder*; a lock without its room counts."""
    found = set()
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name.removeprefix(PREFIX)
            if ROOM.fullmatch(name) and _is_ours(entry):
                found.add(name)
    return frozenset(found)


def _is_ours(entry: os.DirEntry[str]) -> bool:
    if not hasattr(os, "getuid"):  # Windows: each user has a temporary folder of his own
        return True
    try:
        return entry.stat(follow_symlinks=False).st_uid == os.getuid()
    except OSError:  # gone meanwhile
        return False


def _new_room(stack: ExitStack, folder: Path) -> Path:
    sweep(folder)
    while True:
        room = folder / f"kit-{secrets.token_hex(5)}"
        # The lock comes first: no room is ever seen without it.
        if not room.exists() and stack.enter_context(if_free(lock_beside(room))):
            room.mkdir(mode=0o700)
            return room


@cache
def _room_of(pid: int) -> Path:  # a forked process has a number, and a room, of its own
    stack = ExitStack()
    room = stack.enter_context(private_room())

    # After multiprocessing has removed its own folder in it (priority -100); in this process only.
    multiprocessing.util.Finalize(None, stack.close, exitpriority=-200)
    sockets = room if fits_socket(room, _LISTENER) else stack.enter_context(private_room(_SHORT))
    usual, tempfile.tempdir = tempfile.tempdir, str(sockets)
    try:
        multiprocessing.util.get_temp_dir()  # made once, kept for the life of the process
    finally:
        tempfile.tempdir = usual
    return room
