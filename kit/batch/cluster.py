"""The crew of ``--scheduler``: dask workers on other machines, each minding clients as we do.

Compared before anything starts: what is installed on each worker, and what files it sees.
A worker lost on the way is no stop: dask gives its clients to another one, and a client that
loses worker after worker comes out as crashed.
"""

from __future__ import annotations

import logging
import secrets
import warnings
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from kit.batch import job as status
from kit.batch import worker
from kit.batch.apart import ended
from kit.batch.job import Job, Order, Outcome
from kit.batch.storage import local_path, place_of, shown, whole
from kit.errors import UsageError

PATIENCE = 10  # [s] for the scheduler to answer, and for a first worker to be there
RETRIES = 2  # of a client whose worker was lost in a way that dask tells as an error


@contextmanager
def cluster_of(order: Order, sources: Sequence[str]) -> Iterator[Cluster]:
    """The workers of the scheduler of *order*, found fit to do *sources*; else UsageError."""
    with closing(_connected(order.scheduler)) as client, _quiet():
        here = worker.installation(_notebooks(order))
        _assert_same(client, order, here)
        _assert_seen(client, order, sources)
        crew = Cluster(client, order.jobs, tuple(sorted(here.items())))
        try:
            yield crew
        finally:
            crew.stop()


class Cluster:
    """As many clients at the same time as the workers have threads."""

    def __init__(self, client: Any, jobs: int, here: tuple[tuple[str, str], ...]) -> None:
        self._client, self._jobs, self._here = client, jobs, here
        self._batch = secrets.token_hex(8)
        self._executor = client.get_executor(pure=False, retries=RETRIES)
        self._given: set[Future[Outcome]] = set()
        self._sources: Any = None  # of the batch, handed over once and not with each client

        self._threads = 1  # of all workers, when last asked
        self._stopped = False

    @property
    def width(self) -> int:
        with suppress(Exception):  # the scheduler is gone: each submission will say so
            self._threads = sum(self._client.nthreads().values()) or 1
        return min(self._jobs or self._threads, self._threads)

    def submit(self, job: Job) -> Future[Outcome]:
        """What *job* will have come to; never raises."""
        outcome: Future[Outcome] = Future()
        if self._client.status != "running":
            outcome.set_result(_lost(job, "CommClosedError"))
            return outcome
        if self._sources is None:  # a task's result: made again when its worker is lost
            self._sources = self._client.submit(frozenset, job.sources, pure=False)
        own = job.request.notebooks
        request = replace(job.request, notebooks=None if own is None else own.absolute())
        far = replace(job, source=whole(job.source), request=request, sources=frozenset())
        given = self._executor.submit(worker.minded, far, self._sources, self._batch, self._here)
        self._given.add(given)

        def came_out(done: Future[Outcome]) -> None:
            self._given.discard(done)
            outcome.set_result(_came_out(job, done, stopped=self._stopped))

        given.add_done_callback(came_out)
        return outcome

    def stop(self) -> None:
        """Nothing more begins; what is being done is ended on its worker, and comes out."""
        self._stopped = True
        if not self._given:
            return
        with suppress(Exception):  # a cluster that is gone has nothing to stop
            self._client.run(worker.stop, self._batch, wait=False, on_error="ignore")
        for given in tuple(self._given):
            given.cancel()


def _came_out(job: Job, done: Future[Outcome], *, stopped: bool) -> Outcome:
    try:
        outcome = done.result()
    except CancelledError:  # by us, or by dask which lost its scheduler
        return ended(job, status.STOPPED, "stopped") if stopped else _lost(job, "CancelledError")
    except Exception as error:  # of dask: what the client's run may raise is in its outcome
        return _lost(job, type(error).__name__)
    return replace(outcome, source=shown(job.source))


def _lost(job: Job, error: str) -> Outcome:
    return ended(job, status.CRASHED, "lost", {"error": error})


@contextmanager
def _quiet() -> Iterator[None]:
    """What dask logs of a lost machine is said by our rows, in the reader's language."""
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client")]
    before = [logger.level for logger in loggers]  # dask sets each one's
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def _connected(address: str) -> Any:
    """A client of the scheduler at *address*, which has a worker at least."""
    try:
        from distributed import Client
        from distributed.security import Security
        from distributed.versions import VersionMismatchWarning
    except ImportError:
        raise UsageError("commands.usage.scheduler_library") from None
    security = Security()  # as dask's own configuration has it
    if address.startswith("tls://") and getattr(security, "tls_ca_file", None) is None:
        raise UsageError("commands.usage.scheduler_tls", {"address": address})
    try:
        with warnings.catch_warnings():  # our own comparison says more, worker by worker
            warnings.simplefilter("ignore", VersionMismatchWarning)
            client = Client(
                address, timeout=PATIENCE, security=security, set_as_default=False, name="kit"
            )
    except Exception as error:  # no answer, no such address, a certificate of another authority
        reason = " ".join(str(error).split()) or type(error).__name__
        params = {"address": address, "reason": reason}
        raise UsageError("commands.usage.scheduler_unreachable", params) from None
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        client.close()
        raise UsageError("commands.usage.scheduler_no_worker", {"address": address}) from None
    return client


def _assert_same(client: Any, order: Order, here: dict[str, str]) -> None:
    """Raises UsageError when a worker has something else installed than we have."""
    found = client.run(worker.aside, worker.installation, _notebooks(order), on_error="return")
    _refuse(
        "commands.usage.scheduler_differs",
        {
            address: [_said(there)]
            if isinstance(there, BaseException)
            else list(worker.differences(here, there))
            for address, there in found.items()
        },
    )


def _assert_seen(client: Any, order: Order, sources: Sequence[str]) -> None:
    """Raises UsageError when a worker misses a local workbook, or the outputs when local."""
    wanted = [whole(one) for one in sources if local_path(one) is not None]
    probe = f".essai-{secrets.token_hex(8)}"
    place = place_of(order.outputs)
    place.write_text(probe, "")
    try:
        if place.folder is not None:
            wanted.append(place.at(probe))
        found = client.run(worker.aside, worker.unseen, wanted, on_error="return")
    finally:
        place.remove(probe)
    _refuse(
        "commands.usage.scheduler_blind",
        {
            address: [_said(unseen)]
            if isinstance(unseen, BaseException)
            else [_named(path, place.at(probe), place.where) for path in unseen[:3]]
            for address, unseen in found.items()
        },
    )


def _named(path: str, probe: str, outputs: str) -> str:
    return outputs if path == probe else path


def _refuse(key: str, faults: Mapping[str, Sequence[str]]) -> None:
    """Raise UsageError *key* with a line for each worker that has a fault."""
    lines = [f"\n  {address} : {', '.join(what)}" for address, what in faults.items() if what]
    if lines:
        raise UsageError(key, {"workers": "".join(sorted(lines))})


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"


def _notebooks(order: Order) -> Path | None:
    own = order.request.notebooks
    return None if own is None else own.absolute()
