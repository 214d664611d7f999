"""An error of a client's run → the row that says what to do: a text key, places and codes.

What an error has to say of itself may quote the client: only its class and the place in our
code are told, and the texts ``commands.batch.why.*`` say the rest.
"""

from __future__ import annotations

import errno
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePath

from kit import __file__ as _package
from kit.batch import job as status
from kit.batch.job import Job, Outcome
from kit.batch.storage import place_of, shown
from kit.errors import (
    CannotWrite,
    ContentError,
    InUse,
    NotebookFailed,
    UsageError,
    WorkbookRejected,
)
from kit.texts import Texts, usage_sentence

_KIT = Path(_package).parent
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def explained(job: Job, error: BaseException) -> Outcome:
    """The row of the client of *job*, whose run raised *error*."""
    outcome = Outcome(job.number, shown(job.source), job.name, status.FAILED)
    if isinstance(error, WorkbookRejected):
        return _refused(outcome, error)
    why, params = _why(job, error)
    return replace(outcome, why=why, params={"path": outcome.source, **params})


def _refused(outcome: Outcome, error: WorkbookRejected) -> Outcome:
    faults = [problem for problem in error.problems if problem.severity == "error"]
    return replace(
        outcome,
        status=status.REFUSED,
        faults=len(faults),
        remarks=len(error.problems) - len(faults),
        places=tuple(f"{problem.place} ({problem.code})" for problem in faults),
        why="refused",
        params={"path": outcome.source},
    )


def _why(job: Job, error: BaseException) -> tuple[str, dict[str, str]]:
    if isinstance(error, UsageError):
        if error.key == "commands.usage.no_file":
            return "vanished", {}
        return "usage", {"sentence": usage_sentence(error, Texts(job.request.lang))}
    if isinstance(error, ContentError):
        return "content", {"file": error.file, "entry": error.key}
    if isinstance(error, InUse):
        return "in_use", {"pid": error.pid, "machine": error.machine, "since": error.since}
    if isinstance(error, CannotWrite):
        return error.what, {"folder": error.folder, "reason": error.reason}
    chain = tuple(_chain(error))
    if any(isinstance(one, MemoryError) for one in chain):
        return "memory", {}
    system = next((one for one in chain if isinstance(one, OSError) and one.errno), None)
    if system is not None:
        return _of_system(job, system)
    if isinstance(error, NotebookFailed):
        return _of_notebook(job, error)
    return "error", {"error": type(error).__name__, "place": _place(error)}


def _of_system(job: Job, error: OSError) -> tuple[str, dict[str, str]]:
    path = str(error.filename or job.outputs)
    if error.errno in _FULL:
        return "disk_full", {"folder": path}
    if error.errno in _DENIED:
        return "denied", {"path": path}
    if error.errno == errno.ENOENT and path == job.source:
        return "vanished", {}
    return "system", {"path": path, "error": errno.errorcode.get(error.errno or 0, "?")}


def _of_notebook(job: Job, error: NotebookFailed) -> tuple[str, dict[str, str]]:
    kind = error.reason.partition(":")[0]  # what follows may quote the client
    if kind == "DeadKernelError":
        return "kernel_died", {}
    if kind == "MemoryError":
        return "memory", {}
    if error.kept:
        kept = "/".join(PurePath(error.kept).parts[-2:])  # made aside when the outputs are a URL
        return "notebook", {"error": kind, "kept": place_of(job.outputs).at(kept)}
    return "notebook_lost", {"error": kind}


def _chain(error: BaseException) -> Iterator[BaseException]:
    """*error*, what caused it, and the system's error that XlsxWriter wraps in its own."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        yield from (one for one in seen.args if isinstance(one, BaseException))
        seen = seen.__cause__


def _place(error: BaseException) -> str:
    """Where in our code *error* came from: "deliverable/html.py:92"."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(_KIT):
            return f"{path.relative_to(_KIT).as_posix()}:{frame.lineno}"
    return "?"
