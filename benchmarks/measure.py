"""Commands measured from outside: wall time, CPU and memory of everything they start.

CPU is the system's own accounting of all the processes, orphans included: this process asks
to inherit them (Linux). Memory is the sum over the living ones of their proportional set size,
where a page shared by several counts once, looked at every quarter of a second.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psutil

EVERY = 0.25  # [s] between two looks at memory
LINGER = 10.0  # [s] given to what a command leaves behind
_SET_CHILD_SUBREAPER = 36  # prctl

Commands = Sequence[Sequence[str]]  # run one after the other


class Failed(RuntimeError):
    """A measured command did not end as it should: its code and its last words."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What commands took: seconds, seconds of CPU, megabytes at the most."""

    wall: float  # [s]
    cpu: float  # [s] user + system, of the whole tree
    memory_mb: float  # [MB] sum over the tree, at its highest


def measured(
    lines: Sequence[Commands],
    *,
    cwd: Path,
    at_once: int = 1,
    codes: Sequence[int] = (0,),
    environment: Mapping[str, str] | None = None,
    output: Path | None = None,
) -> Cost:
    """Run each of *lines* (its commands in turn), *at_once* of them side by side.

    What they print goes to *output*, or is kept for the message of Failed only.
    """
    known = _children()
    _inherit_orphans(True)
    before = _children_cpu()
    begun = time.perf_counter()
    with _Memory() as memory, ThreadPoolExecutor(at_once) as pool:
        work = [pool.submit(_in_turn, line, cwd, codes, environment, output) for line in lines]
        for one in work:
            one.result()
        wall = time.perf_counter() - begun
    _reap(known)
    _inherit_orphans(False)
    return Cost(wall, _children_cpu() - before, memory.highest)


def timed(work: Callable[[], object]) -> float:
    """CPU seconds of *work* in this process and what it waits for."""
    before = _own_cpu()
    work()
    return _own_cpu() - before


def _in_turn(
    commands: Commands,
    cwd: Path,
    codes: Sequence[int],
    environment: Mapping[str, str] | None,
    output: Path | None,
) -> None:
    for command in commands:
        done = subprocess.run(
            command,
            cwd=cwd,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        if output is not None:
            output.write_bytes(done.stdout)
            output.with_suffix(".err").write_bytes(done.stderr)
        if done.returncode not in codes:
            said = done.stderr.decode(errors="replace")[-2000:]
            raise Failed(f"{' '.join(command)}\n→ {done.returncode}\n{said}")


def _inherit_orphans(yes: bool) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, int(yes), 0, 0, 0)


def _reap(known: frozenset[int]) -> None:
    """Wait for what was left behind: only then is its CPU counted; what lingers is ended."""
    deadline = time.monotonic() + LINGER
    while left := _children() - known:
        for pid in left:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
            if time.monotonic() > deadline:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        time.sleep(0.05)


def _children() -> frozenset[int]:
    return frozenset(child.pid for child in psutil.Process().children())


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime + _children_cpu()


class _Memory:
    """Looks at the memory of everything below this process while it is open."""

    def __init__(self) -> None:
        self.highest = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> _Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(EVERY):
            self.highest = max(self.highest, sum(_sizes()))


def _sizes() -> Iterator[float]:
    """[MB] of each living process below this one."""
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error, OSError):
            yield _proportional(process.pid) or process.memory_info().rss / 2**20


def _proportional(pid: int) -> float:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    sizes = (line.split()[1] for line in rollup.splitlines() if line.startswith("Pss:"))
    return int(next(sizes, "0")) / 1024
