"""One client in a process of its own: whatever happens to it, the batch gets an Outcome.

The process is forked from one that has the kit loaded (kit/warmed.py) where forking is
safe, started afresh elsewhere. It, its kernel and all it started end with the client, and
with the batch should that one vanish.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import MappingProxyType

import psutil

from kit.batch import job as status
from kit.batch.inside import answer
from kit.batch.job import Job, Outcome
from kit.batch.storage import shown
from kit.batch.urls import libraries
from kit.deliverable.rooms import room_in_own
from kit.errors import CannotWrite

PRELOADED = "kit.warmed"  # what the process that forks ours has loaded
GRACE = 1.0  # [s] to tidy up in, before a process that must end is killed
_AGAIN = frozenset({"crashed", "killed", "kernel_died", "not_started"})  # accidents: once more
_NONE: Mapping[str, str] = MappingProxyType({})
_LOOK = 0.2  # [s] between two looks at whether the batch stops
_HANDLING = threading.Lock()  # multiprocessing looks at every child's end from any thread

Stopped = Callable[[], bool]


def apart(job: Job, stopped: Stopped = lambda: False) -> Outcome:
    """Do *job* in a fresh process; never raises for what the client's run may do."""
    first = _tried(job, stopped)
    if first.why not in _AGAIN or stopped():
        return first
    second = _tried(job, stopped)
    return replace(
        second,
        tries=2,
        seconds=first.seconds + second.seconds,
        cpu_seconds=first.cpu_seconds + second.cpu_seconds,
    )


def ended(
    job: Job, how: str, why: str, params: Mapping[str, str] = _NONE, seconds: float = 0.0
) -> Outcome:
    """The row of a client who gave no answer of its own."""
    source = shown(job.source)
    told = {"path": source, **params}
    return Outcome(job.number, source, job.name, how, seconds=seconds, why=why, params=told)


def _tried(job: Job, stopped: Stopped) -> Outcome:
    begun = time.perf_counter()
    if stopped():
        return ended(job, status.STOPPED, "stopped")
    try:
        with room_in_own() as room:  # all that the client writes aside, gone afterwards
            process, answers = _started(job, room)
            with answers:
                return _awaited(job, process, answers, begun, stopped)
    except CannotWrite as error:
        told = {"folder": error.folder, "reason": error.reason}
        return ended(job, status.FAILED, error.what, told)
    except (OSError, EOFError, MemoryError) as error:  # no process, no descriptor left
        return ended(job, status.CRASHED, "not_started", {"error": type(error).__name__})


def _started(job: Job, room: Path) -> tuple[BaseProcess, Connection]:
    """The process at work on *job*, and where it answers."""
    forks = sys.platform not in ("win32", "darwin")  # macOS: its libraries do not stand a fork
    context = multiprocessing.get_context("forkserver" if forks else "spawn")
    near, far = context.Pipe(duplex=False)
    process: BaseProcess = context.Process(  # type: ignore[attr-defined]  # each kind has its own
        target=answer, args=(far, job, str(room), dict(os.environ), GRACE), name=f"kit-{job.number}"
    )
    with far, _HANDLING:
        if forks:
            context.set_forkserver_preload([PRELOADED, *libraries(job.source, job.outputs)])
        try:
            process.start()
        except BaseException:
            near.close()
            raise
    return process, near


def _awaited(
    job: Job, process: BaseProcess, answers: Connection, begun: float, stopped: Stopped
) -> Outcome:
    deadline = begun + job.time_limit if job.time_limit else float("inf")
    kindly = True  # a process cut short is given the time to remove what it was writing
    try:
        while True:
            left = deadline - time.perf_counter()
            if stopped():
                return ended(job, status.STOPPED, "stopped", seconds=time.perf_counter() - begun)
            if left <= 0:
                limit = {"seconds": f"{job.time_limit:.0f}"}
                return ended(job, status.LATE, "late", limit, time.perf_counter() - begun)
            ready = wait([answers, process.sentinel], min(left, _LOOK))
            if not ready:
                continue
            kindly = False
            if answers.poll():
                with suppress(EOFError, OSError):
                    outcome: Outcome = answers.recv()
                    return outcome
            return _crashed(job, process, time.perf_counter() - begun)
    finally:
        _end(process, kindly=kindly)


def _crashed(job: Job, process: BaseProcess, seconds: float) -> Outcome:
    wait([process.sentinel], GRACE)
    with _HANDLING:
        code = process.exitcode
    if code is not None and code < 0:
        return ended(job, status.CRASHED, "killed", {"signal": _signal_name(-code)}, seconds)
    told = {"code": "?" if code is None else str(code)}
    return ended(job, status.CRASHED, "crashed", told, seconds)


def _signal_name(number: int) -> str:
    try:
        return f"{number} ({signal.Signals(number).name})"
    except ValueError:
        return str(number)


def _end(process: BaseProcess, *, kindly: bool) -> None:
    """Nothing is left of *process*, nor of what it started."""
    started = _descendants(process) if kindly else []
    if os.name == "posix":
        if kindly:
            process.terminate()
            wait([process.sentinel], GRACE)
        with suppress(OSError):  # its group is named after it; gone, or not made yet
            os.killpg(process.pid or 0, signal.SIGKILL)
    process.kill()
    for one in started:  # a kernel that another program started is in a group of its own
        with suppress(psutil.Error):
            one.kill()
    wait([process.sentinel], GRACE)
    with _HANDLING, suppress(ValueError):  # still there: stuck in the system, we go on
        process.join(0)
        process.close()


def _descendants(process: BaseProcess) -> list[psutil.Process]:
    with suppress(psutil.Error):
        return psutil.Process(process.pid).children(recursive=True)
    return []
