"""What a dask worker does for a batch: says what it has installed, minds clients, stops.

The worker is a minder only: each client has a process of its own there as it has here
(`kit.batch.apart`), and that process ends when the worker does.
"""

from __future__ import annotations

import asyncio
import hashlib
import multiprocessing
import platform
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import version
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any, TypeVar

from kit import __version__
from kit.batch import job as status
from kit.batch.apart import apart, ended
from kit.batch.job import Job, Outcome
from kit.batch.stopping import Stop

_DIGITS = 12  # of a fingerprint: enough to tell two installations apart
_SOURCES = frozenset({".py", ".toml", ".ipynb", ".json", ".j2", ".html", ".css", ".typ", ".svg"})
T = TypeVar("T")

_stops: dict[str, Stop] = {}  # by batch: several may share a worker


def minded(
    job: Job, sources: frozenset[str], batch: str, expected: tuple[tuple[str, str], ...]
) -> Outcome:
    """Do *job*, of those of *sources*, in a process of its own on this worker.

    A worker that joined after the installations were compared is compared here: *expected*
    is what `installation` says where the batch was started.
    """
    if differing := ", ".join(differences(dict(expected), installation(job.request.notebooks))):
        told = {"worker": f"{platform.node()} ({differing})"}
        return ended(job, status.FAILED, "differs", told)
    _allow_processes()
    return apart(replace(job, sources=sources), _stop_of(batch))


async def stop(batch: str) -> None:
    """End the clients of *batch* on this worker, and begin no more.

    A coroutine, though it waits for nothing: dask waits for the end of anything else.
    """
    _stop_of(batch).ask()


async def aside(do: Callable[..., T], *what: Any) -> T:
    """*do* in a thread: the worker goes on answering its scheduler meanwhile."""
    return await asyncio.to_thread(do, *what)


def installation(notebooks: Path | None = None) -> dict[str, str]:
    """What shapes a deliverable on this machine: versions, and fingerprints of files."""
    from kit.deliverable.manifest import packages
    from kit.places import notebook_folders, own_content

    own = own_content()
    package = Path(__file__).parent.parent
    return {
        "python": ".".join(platform.python_version_tuple()[:2]),
        "kit": f"{__version__} ({_fingerprint(package)})",
        **packages(),
        "distributed": version("distributed"),
        "notebooks": " ".join(_fingerprint(one) for one in notebook_folders(notebooks)),
        "KIT_CONTENT": "" if own is None else _fingerprint(own),
    }


def differences(here: dict[str, str], there: dict[str, str]) -> Iterator[str]:
    """What is not the same *there*: "pandas 2.3.1 ≠ 2.3.2"."""
    for name in sorted(here.keys() | there.keys()):
        ours, theirs = here.get(name) or "-", there.get(name) or "-"
        if ours != theirs:
            yield f"{name} {theirs} ≠ {ours}"


def unseen(paths: Iterable[str]) -> list[str]:
    """Those of *paths* that this worker has not."""
    return [path for path in paths if not Path(path).exists()]


@lru_cache(maxsize=8)
def _fingerprint(folder: Path) -> str:
    """The same wherever the files say the same, whatever ends their lines."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in _SOURCES and path.is_file():
            content = path.read_bytes().replace(b"\r\n", b"\n")
            inner = hashlib.sha256(content).hexdigest()
            digest.update(f"{path.relative_to(folder).as_posix()} {inner}\n".encode())
    return digest.hexdigest()[:_DIGITS]


def _stop_of(batch: str) -> Stop:
    return _stops.setdefault(batch, Stop())


@lru_cache(maxsize=1)
def _allow_processes() -> None:
    """Let this worker have children, and end them when it ends.

    Dask's nanny makes its workers daemons, which multiprocessing allows no children lest
    they outlive them. Ours do not: they watch for the end of the process that minds them.
    """
    process = multiprocessing.current_process()
    if process.daemon:
        process.daemon = False
    Finalize(None, _stop_all, exitpriority=10)  # before multiprocessing waits for children


def _stop_all() -> None:
    for one in _stops.values():
        one.ask()
