"""The minder of a client's process: late, unable to start, too much to say, light to fork."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kit.batch import apart as minder
from kit.batch import job as status
from kit.batch.apart import apart
from kit.batch.job import Job, Outcome
from kit.batch.width import MOST, ONE_CLIENT, cores, width
from tests.batch.small import gone, job, notebooks, workbook

NEVER = (
    "import os, pathlib, time; pathlib.Path(r'{pids}', str(os.getpid())).touch(); time.sleep(600)"
)


@pytest.mark.skipif(sys.platform == "win32", reason="reads the process table")
def test_a_client_that_takes_too_long_is_ended_with_its_kernel(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    pids.mkdir()
    own = notebooks(tmp_path / "notebooks", {"Long": NEVER.format(pids=pids)})
    source = workbook(tmp_path / "in" / "a.xlsx", "Long")
    one = job(source, tmp_path / "out", notebooks=own)
    started: list[int] = []
    while not started:  # a loaded machine: given longer, until the notebook had begun
        limit = one.time_limit + 6
        one = Job(1, one.source, one.name, one.request, one.outputs, time_limit=limit)
        outcome = apart(one)
        started = [int(path.name) for path in pids.iterdir()]
    assert (outcome.status, outcome.why, outcome.tries) == (status.LATE, "late", 1)
    assert outcome.params["seconds"] == f"{one.time_limit:.0f}"
    assert gone(started)
    assert not list((tmp_path / "out").rglob("manifest.json"))


def test_asked_to_stop_before_it_began_no_process_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(minder, "_started", None)
    outcome = apart(job(tmp_path / "a.xlsx", tmp_path), lambda: True)
    assert (outcome.status, outcome.why) == (status.STOPPED, "stopped")


@pytest.mark.parametrize("error", [BlockingIOError(11, "no process"), EOFError(), MemoryError()])
def test_a_process_that_cannot_start_is_tried_once_more_then_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    tries = []

    def started(one: Job, room: Path) -> None:
        tries.append(room)
        raise error

    monkeypatch.setattr(minder, "_started", started)
    outcome = apart(job(tmp_path / "a.xlsx", tmp_path))
    assert (outcome.status, outcome.why, outcome.tries) == (status.CRASHED, "not_started", 2)
    assert outcome.params["error"] == type(error).__name__
    assert len(tries) == 2
    assert not any(room.exists() for room in tries)


def test_a_second_try_counts_for_the_time_of_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = job(tmp_path / "a.xlsx", tmp_path)
    first = Outcome(1, "a", "a", status.CRASHED, seconds=3, cpu_seconds=2, why="killed")
    second = Outcome(1, "a", "a", status.DELIVERED, seconds=4, cpu_seconds=1)
    rows = [first, second]
    monkeypatch.setattr(minder, "_tried", lambda job, stopped: rows.pop(0))
    outcome = apart(one)
    assert (outcome.status, outcome.tries) == (status.DELIVERED, 2)
    assert (outcome.seconds, outcome.cpu_seconds) == (7, 3)


@pytest.mark.parametrize("key", ["notebook", "memory", "disk_full", "late", "error"])
def test_what_would_happen_again_is_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    rows = [Outcome(1, "a", "a", status.FAILED, why=key)]
    monkeypatch.setattr(minder, "_tried", lambda job, stopped: rows.pop(0))
    assert apart(job(tmp_path / "a.xlsx", tmp_path)).tries == 1


def test_what_a_forked_client_imports_again_is_light() -> None:
    """multiprocessing runs the main module again in each process: the console script's is this."""
    heavy = {"pandas", "nbformat", "multiprocessing", "psutil", "tqdm", "kit.run", "kit.batch"}
    code = f"import sys, kit.__main__; sys.exit(' '.join({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.stderr.decode().strip() == ""


# ---------------------------------------------------------------- how many at a time


def test_what_is_asked_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kit.batch.width.free_memory", lambda: 0)
    assert width(7) == 7


@pytest.mark.parametrize(
    ("free", "found", "wide"),
    [
        (64 * ONE_CLIENT, 64, MOST),
        (64 * ONE_CLIENT, 2, 2),
        (3 * ONE_CLIENT, 64, 3),
        (ONE_CLIENT // 2, 64, 1),
    ],
)
def test_cores_and_memory_bound_what_is_done_at_a_time(
    monkeypatch: pytest.MonkeyPatch, free: int, found: int, wide: int
) -> None:
    monkeypatch.setattr("kit.batch.width.free_memory", lambda: free)
    monkeypatch.setattr("kit.batch.width.cores", lambda: found)
    assert width(0) == wide


def test_the_limit_of_a_container_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from kit.batch import width as module

    limit = tmp_path / "memory.max"
    monkeypatch.setattr(module, "_CGROUP", limit)
    usual = module.free_memory()
    assert usual > 0
    limit.write_text("max\n", encoding="ascii")
    assert module.free_memory() > 0
    limit.write_text("1000\n", encoding="ascii")
    assert module.free_memory() == 1000
    assert cores() >= 1
