"""What the system says when it cannot write, told as the folder that is full or refused."""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kit.errors import CannotWrite, KitError, NotebookFailed

_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_REFUSED = frozenset(
    (errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EEXIST, errno.EFBIG)
)
ROOM = re.compile(r"kit-[0-9a-f]{10}")  # short: a socket's whole path has some 100 characters
_NO_ROOM = 1 << 16  # [bytes] free: less than any file of a run needs


@contextmanager
def writing(outputs: Path) -> Iterator[None]:
    """Raises CannotWrite when the block stops on a full or refused disk: *outputs* or temporary."""
    try:
        yield
    except NotebookFailed as error:  # a kernel that cannot write dies, or says so in a cell
        if _is_full(temporary_folder()):
            raise CannotWrite("temp_full", temporary_folder(), error.reason) from error
        raise
    except KitError:
        raise
    except Exception as error:
        # XlsxWriter wraps the system's error in its own.
        system = next((e for e in (error, *error.args) if isinstance(e, OSError)), None)
        if system is None or system.errno not in _FULL | _REFUSED:
            raise
        if _in_temporary(system, outputs):
            raise cannot_write_temporary(system) from error
        raise cannot_write(system, outputs) from error


def cannot_write(error: OSError, folder: Path) -> CannotWrite:
    """*error*, met while writing in *folder*, as what to tell."""
    what = "disk_full" if error.errno in _FULL else "unwritable"
    return CannotWrite(what, str(folder), error.strerror or type(error).__name__)


def cannot_write_temporary(error: OSError) -> CannotWrite:
    """The same of the temporary folder."""
    what = "temp_full" if error.errno in _FULL else "temp_unwritable"
    return CannotWrite(what, temporary_folder(), error.strerror or type(error).__name__)


def temporary_folder() -> str:
    """The system's temporary folder, even when none can be written and from within a room."""
    try:
        folder = tempfile.gettempdir()
    except OSError:
        folder = os.environ.get("TMPDIR") or os.environ.get("TEMP") or os.path.curdir
    path = Path(folder)
    rooms = [one for one in (*reversed(path.parents), path) if ROOM.fullmatch(one.name)]
    return str(rooms[0].parent) if rooms else folder


def _in_temporary(error: OSError, outputs: Path) -> bool:
    """Whether *error* is about the temporary folder: by its paths, else by the room left."""
    temporary = Path(temporary_folder()).absolute()
    names = [name for name in (error.filename, error.filename2) if isinstance(name, str | bytes)]
    for name in names:  # a copy names where it is from, then where it goes
        path = Path(os.fsdecode(name)).absolute()
        if outputs.absolute() in (path, *path.parents):
            return False
        if temporary in path.parents:
            return True
    return error.errno in _FULL and _is_full(temporary) and not _is_full(outputs)


def _is_full(folder: str | Path) -> bool:
    return free_bytes(folder) < _NO_ROOM


def free_bytes(folder: str | Path) -> int:
    """What can still be written on the disk of *folder*; enough when it cannot be told."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return _NO_ROOM
