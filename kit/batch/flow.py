"""START HERE: a batch from its paths to its portfolio."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import as_completed
from dataclasses import replace
from datetime import date

from kit.batch.apart import apart
from kit.batch.crew import crew_of
from kit.batch.job import Job, Order, Outcome, Portfolio
from kit.batch.sources import workbooks

Told = Callable[[Outcome, int], None]  # a client that came out, and how many were asked


def batch(order: Order, told: Told = lambda outcome, asked: None) -> Portfolio:
    """Do every client of *order*. Raises UsageError before the first one starts, never after."""
    begun = time.perf_counter()
    jobs = tuple(_jobs(order))
    outcomes = []
    with crew_of(order) as crew:
        for future in as_completed([crew.submit(apart, job) for job in jobs]):
            outcomes.append(future.result())
            told(outcomes[-1], len(jobs))
    return Portfolio(
        outputs=order.outputs,
        as_of=jobs[0].request.as_of if jobs else "",
        outcomes=tuple(sorted(outcomes, key=lambda outcome: outcome.number)),
        seconds=time.perf_counter() - begun,
    )


def _jobs(order: Order) -> Iterator[Job]:
    request = replace(order.request, as_of=order.request.as_of or date.today().isoformat())
    sources = workbooks(order.paths)
    for number, source in enumerate(sources, start=1):
        yield Job(
            number=number,
            source=source,
            name=source,
            request=request,
            outputs=order.outputs,
            time_limit=order.time_limit,
            sources=frozenset(sources),
        )
