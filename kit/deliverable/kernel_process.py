"""Inside a forked kernel: wait for what to do, forget the owner's business, be an ipykernel.

The process is a copy of another one. What must not be shared is dropped before the first
cell: its descriptors, signal handlers, event loop, temporary folder, exit handlers, random
numbers. It ends with its owner, even one that was killed.
"""

from __future__ import annotations

import asyncio
import atexit
import gc
import logging
import multiprocessing
import os
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

WATCHING = "kit-owner"  # name of a thread that only waits for the owner's end: safe to fork
READY = "ready"  # said to the owner once the kernel listens
_OPEN_FILES = (Path("/proc/self/fd"), Path("/dev/fd"))
_INLINE = "module://matplotlib_inline.backend_inline"  # what an ordinary kernel draws with


@dataclass(frozen=True, slots=True)
class Launch:
    """What an ordinary kernel is told when its process starts."""

    arguments: tuple[str, ...]  # of ipykernel_launcher
    env: Mapping[str, str]
    cwd: str


def kernel_process(orders: Connection) -> None:
    """Wait for a Launch on *orders*, then run a kernel to its end."""
    os.setsid()  # Ctrl-C in the terminal is the owner's; a kill takes what the kernel started
    _end_with_owner()
    _forget(keep={orders.fileno()})
    try:
        launch: Launch = orders.recv()
    except EOFError:  # the owner ended, or needed no kernel
        return
    _settle(launch)

    from ipykernel.kernelapp import IPKernelApp

    app: Any = IPKernelApp.instance()
    poller = f"--IPKernelApp.parent_handle={os.getppid()}"  # ipykernel's own look at the parent
    app.initialize([*launch.arguments, poller])
    _draw_as_told()
    orders.send(READY)
    orders.close()
    app.start()
    atexit._run_exitfuncs()  # multiprocessing ends its processes without them


def _end_with_owner() -> None:
    """Killed by the system, with all it started, at the moment its owner is no more.

    No thread could promise that: a cell busy in C holds every thread of the kernel up. Nor
    PR_SET_PDEATHSIG: it ends the kernel alone, before it can end what it started.
    """
    import fcntl  # there is none on Windows, where no kernel is forked

    owner = multiprocessing.parent_process()
    if owner is None:
        return
    # A pipe that the owner holds the other end of: when it closes, a signal for our group.
    pipe = owner.sentinel
    fcntl.fcntl(pipe, fcntl.F_SETOWN, -os.getpgid(0))
    fcntl.fcntl(pipe, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
    if wait([pipe], timeout=0):  # it ended before we listened
        os._exit(1)


def _forget(keep: set[int]) -> None:
    """Drop what was the owner's."""
    gc.freeze()  # what is inherited is never collected: its pages stay shared
    gc.enable()
    atexit._clear()
    for received in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(received, signal.SIG_DFL)
    logging.disable(logging.NOTSET)
    logging.root.handlers.clear()
    # An owner that is strict with itself (-W error) is not with an analyst's cells.
    warnings.filters[:] = [one for one in warnings.filters if one[0] != "error"]  # type: ignore[index]
    owner = multiprocessing.parent_process()
    _leave_descriptors(keep | ({owner.sentinel} if owner else set()))
    asyncio.set_event_loop(asyncio.new_event_loop())
    if "numpy" in sys.modules:  # `random` re-seeds itself
        sys.modules["numpy"].random.seed()


def _leave_descriptors(keep: set[int]) -> None:
    """Let go of the owner's files, locks and pipes; nothing of the kernel goes to its output.

    Each becomes the null device instead of being closed: an object that believes to hold
    it may then close its number without harm to whoever got it next.
    """
    folder = next((path for path in _OPEN_FILES if path.is_dir()), None)
    numbers = [int(path.name) for path in folder.iterdir()] if folder else []
    null = os.open(os.devnull, os.O_RDWR)
    for number in {0, 1, *numbers} - keep - {2, null}:
        with suppress(OSError):  # that of the listing itself
            os.fstat(number)
            os.dup2(null, number, inheritable=number <= 2)
    os.close(null)


def _settle(launch: Launch) -> None:
    """Working folder, environment and paths as those of a process started for *launch*."""
    if not sys.flags.safe_path:  # Python puts the owner's script or working folder first
        del sys.path[0]
    sys.argv[:] = ["ipykernel_launcher", *launch.arguments]
    os.chdir(launch.cwd)
    os.environ.clear()
    os.environ.update(launch.env)
    time.tzset()
    tempfile.tempdir = None  # to be found anew from the environment


def _draw_as_told() -> None:
    """The drawing backend that the environment names: matplotlib read it when imported."""
    if "matplotlib" in sys.modules:
        sys.modules["matplotlib"].use(os.environ.get("MPLBACKEND") or _INLINE)
