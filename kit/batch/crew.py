"""Who does the jobs: threads that each mind one process here, a dask cluster elsewhere."""

from __future__ import annotations

import os
from concurrent.futures import Executor, ThreadPoolExecutor

from kit.batch.job import Order

MOST_HERE = 4  # clients at the same time, unless told otherwise (libraries.md)


def crew_of(order: Order) -> Executor:
    """The executor that runs ``apart(job)`` for each job."""
    return ThreadPoolExecutor(order.jobs or min(os.cpu_count() or 1, MOST_HERE))
