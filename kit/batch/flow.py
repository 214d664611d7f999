"""START HERE: a batch from its paths to its portfolio."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from kit.batch import job as status
from kit.batch.apart import ended
from kit.batch.crew import Crew, crew_of
from kit.batch.job import Job, Order, Outcome, Portfolio
from kit.batch.portfolio import write_portfolio
from kit.batch.resume import Records, dated, digest_of, shaped_by
from kit.batch.sources import names_of, workbooks
from kit.batch.stopping import Stop, heeded
from kit.batch.storage import Place, assert_ready, place_of, whole
from kit.deliverable.client_folder import source_id
from kit.deliverable.disk import temporary_folder
from kit.deliverable.locks import batch_lock
from kit.deliverable.publish import tidy
from kit.deliverable.rooms import remote_batch_lock, sweep
from kit.texts import Texts

Told = Callable[[Outcome, int], None]  # a client that came out, and how many were asked
Began = Callable[[int, str], None]  # how many are asked, and the date of a batch gone on with

_LOOK = 0.2  # [s] between two looks at whether we were asked to stop


def batch(
    order: Order,
    told: Told = lambda outcome, asked: None,
    began: Began = lambda asked, resumed: None,
) -> Portfolio:
    """Do every client of *order*, one row each.

    Raises UsageError before the first one starts, InUse when another batch writes there; a
    client raises nothing. Ctrl-C, and whatever ends a process politely, is a stop: what is
    done is done, the rest are rows, and the portfolio is written all the same.
    """
    from kit import run

    begun = time.perf_counter()
    if order.scheduler:
        order = replace(order, outputs=whole(order.outputs))
    place = place_of(order.outputs)
    resumed = dated(place) if order.resume and not order.request.as_of else ""
    as_of = order.request.as_of or resumed or date.today().isoformat()
    order = replace(order, request=replace(order.request, as_of=as_of))
    document, folders, _ = run.asked(order.request)
    sources = workbooks(order.paths, order.outputs)
    records = Records(place, shaped_by(order.request, document.notebooks, folders))
    outcomes: list[Outcome] = []
    with heeded() as stop, _alone(place):
        assert_ready(place)
        records.begin(as_of)
        began(len(sources), resumed)
        with crew_of(order, sources) as crew:
            for outcome in _outcomes(order, sources, records, crew, stop):
                outcomes.append(outcome)
                told(outcome, len(sources))
        portfolio = Portfolio(
            outputs=place.where,
            as_of=as_of,
            outcomes=tuple(sorted(outcomes, key=lambda outcome: outcome.number)),
            seconds=time.perf_counter() - begun,
            interrupted=stop.asked,
        )
        return _published(portfolio, place, Texts(order.request.lang))


@contextmanager
def _alone(place: Place) -> Iterator[None]:
    """No other batch writes there meanwhile, and what killed ones left is gone.

    A URL has no locks: of two batches on two machines neither knows of the other.
    """
    sweep(Path(temporary_folder()))
    if place.folder is None:
        with remote_batch_lock(place.where):
            yield
        return
    with batch_lock(place.folder):
        tidy(place.folder)
        yield
        tidy(place.folder)  # of those that had to be killed


def _outcomes(
    order: Order, sources: Sequence[str], records: Records, crew: Crew, stop: Stop
) -> Iterator[Outcome]:
    """How each client came out, as it does. A few wait their turn at the crew, never all."""
    jobs = _jobs(order, sources)
    under_way: dict[Future[Outcome], tuple[Job, str]] = {}
    while True:
        while not stop.asked and len(under_way) < 2 * crew.width:
            if (job := next(jobs, None)) is None:
                break
            digest = digest_of(job.source)
            if order.resume and (kept := records.row(job, digest)) is not None:
                yield kept
                continue
            if order.resume and records.is_outdated(job):
                job = replace(job, request=replace(job.request, force=True))
            under_way[crew.submit(job)] = job, digest
        if stop.asked:
            crew.stop()
        if not under_way:
            break
        done, _ = wait(under_way, timeout=_LOOK, return_when=FIRST_COMPLETED)
        for future in done:
            job, digest = under_way.pop(future)
            outcome = _come_out(future, job)
            records.keep(job, digest, outcome)
            yield outcome
    yield from (ended(job, status.STOPPED, "stopped") for job in jobs)


def _come_out(future: Future[Outcome], job: Job) -> Outcome:
    try:
        return future.result()
    except CancelledError:
        return ended(job, status.STOPPED, "stopped")
    except Exception as error:  # the machine that did it is gone, with all it knew
        return ended(job, status.CRASHED, "lost", {"error": type(error).__name__})


def _jobs(order: Order, sources: Sequence[str]) -> Iterator[Job]:
    names = names_of(sources)
    all_of_them = frozenset(source_id(source, order.outputs) for source in sources)
    for number, (source, name) in enumerate(zip(sources, names, strict=True), start=1):
        yield Job(
            number=number,
            source=source,
            name=name,
            request=order.request,
            outputs=order.outputs,
            time_limit=order.time_limit,
            sources=all_of_them,
        )


def _published(portfolio: Portfolio, place: Place, texts: Texts) -> Portfolio:
    """*portfolio* with its table and page written; without them where nothing can be written."""
    try:
        table, page = write_portfolio(portfolio, texts, place)
    except OSError:
        return portfolio
    return replace(portfolio, table=table, page=page)
