"""What the process of one client does: settle in its room, do the job, send its answer.

It ends when the batch does, however that one ended: nothing is left behind.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from types import FrameType

from kit.batch.job import Job
from kit.deliverable.kernel_process import WATCHING


def answer(
    far: Connection, job: Job, room: str, environment: Mapping[str, str], grace: float
) -> None:
    """Do *job*, writing aside in *room* only, and send its Outcome through *far*.

    *environment* is the batch's: that of the process we are forked from may be older.
    *grace*: seconds to tidy up in when the batch vanished.
    """
    try:
        _settle(room, environment)
        _tie(grace)
        _reply(far, job)
    except KeyboardInterrupt:  # told to end: who told us has written our row
        pass
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _reply(far: Connection, job: Job) -> None:
    from kit.batch.client_run import client_run
    from kit.batch.reasons import explained

    outcome = client_run(job)
    try:
        far.send(outcome)
    except OSError:  # nobody listens any more
        return
    except Exception as error:  # it cannot be pickled: told as any other fault of ours
        far.send(explained(job, error))


def _settle(room: str, environment: Mapping[str, str]) -> None:
    if hasattr(os, "setsid"):
        os.setsid()  # Ctrl-C in the terminal is the batch's business; we end as one group
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    os.environ.clear()
    os.environ.update({**environment, "TMPDIR": room, "TEMP": room, "TMP": room})
    if hasattr(time, "tzset"):
        time.tzset()
    tempfile.tempdir = room
    if not os.environ.get("KIT_DEBUG"):
        _silence()


def _leave(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once: what tidies up is left in peace
    raise KeyboardInterrupt


def _silence() -> None:
    """What libraries print would break the progress bar, and may quote the client."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    for number in (1, 2):
        os.dup2(nowhere, number)
    os.close(nowhere)


def _tie(grace: float) -> None:
    """End when the batch vanishes: kill -9, out of memory, a worker of a cluster gone."""
    owner = multiprocessing.parent_process()
    if owner is not None:
        sentinel = owner.sentinel
        threading.Thread(target=_watch, args=(sentinel, grace), name=WATCHING, daemon=True).start()


def _watch(sentinel: int, grace: float) -> None:
    wait([sentinel])
    if os.name == "posix":
        os.kill(os.getpid(), signal.SIGTERM)  # the run tidies up, the kernel first
        time.sleep(grace)
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
