"""One client in a process of its own: whatever happens to it, the batch gets an Outcome."""

from __future__ import annotations

import os
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection

from kit.batch import job as status
from kit.batch.job import Job, Outcome

PRELOADED = "kit.warmed"  # what the process that forks ours has loaded


def apart(job: Job) -> Outcome:
    """Do *job* in a fresh process; never raises for what the client's run may do."""
    begun = time.perf_counter()
    context = get_context("forkserver")
    context.set_forkserver_preload([PRELOADED])
    near, far = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(far, job), name=f"kit-{job.number}")
    process.start()
    far.close()
    try:
        if not near.poll(job.time_limit or None):
            return _ended(job, status.LATE, begun)
        outcome: Outcome = near.recv()
        return outcome
    except EOFError:
        return _ended(job, status.CRASHED, begun)
    finally:
        process.kill()
        process.join()


def _ended(job: Job, how: str, begun: float) -> Outcome:
    seconds = time.perf_counter() - begun
    return Outcome(job.number, job.source, job.name, how, seconds=seconds, why=how)


def _answer(far: Connection, job: Job) -> None:
    from kit.batch.client_run import client_run

    os.setsid()
    far.send(client_run(job))
