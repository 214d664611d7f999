"""Who does the jobs: threads that each mind one process here, a dask cluster elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Protocol

from kit.batch.apart import apart
from kit.batch.job import Job, Order, Outcome
from kit.batch.stopping import Stop
from kit.batch.width import width


class Crew(Protocol):
    """Does jobs, some at the same time. Leaving its block ends what is still going on."""

    @property
    def width(self) -> int:
        """Clients done at the same time, as of now."""

    def submit(self, job: Job) -> Future[Outcome]:
        """What *job* will have come to; the future may raise when a machine is lost."""

    def stop(self) -> None:
        """Begin nothing more, end what is being done: the futures come out, stopped."""


@contextmanager
def crew_of(order: Order, sources: Sequence[str] = ()) -> Iterator[Crew]:
    """The crew that *order* asks for; UsageError when a cluster cannot do *sources*."""
    if order.scheduler:
        from kit.batch.cluster import cluster_of

        with cluster_of(order, sources) as cluster:
            yield cluster
        return
    with Threads(width(order.jobs)) as crew:
        yield crew


class Threads:
    """This machine: each thread minds one process at a time."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._stop = Stop()
        self._threads = ThreadPoolExecutor(width, thread_name_prefix="kit-minder")

    def __enter__(self) -> Threads:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._threads.shutdown(cancel_futures=True)

    def submit(self, job: Job) -> Future[Outcome]:
        return self._threads.submit(apart, job, self._stop)

    def stop(self) -> None:
        self._stop.ask()
