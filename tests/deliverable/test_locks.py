"""Locks that no death leaves behind, and that name who holds them."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kit.deliverable.locks import batch_lock, held, if_free, lock_beside, waited
from kit.errors import InUse

HOLDER = """
import sys, time
from pathlib import Path
from kit.deliverable.locks import held
with held(Path(sys.argv[1]), "run", "outputs/a/b"):
    print("held", flush=True)
    time.sleep(60)
"""


def holder(lock: Path) -> subprocess.Popen[str]:
    """Another process that holds *lock*."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(lock)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_is_refused_and_told_who_was_first(tmp_path: Path) -> None:
    lock = tmp_path / ".verrou-b"
    with holder(lock) as other:
        with pytest.raises(InUse) as caught, held(lock, "run", "outputs/a/b"):
            pytest.fail("two at a time")
        other.kill()
    error = caught.value
    assert (error.what, error.folder, error.exit_code) == ("run", "outputs/a/b", 5)
    assert (error.pid, error.machine) == (str(other.pid), platform.node())
    assert error.since[:2] == "20"


def test_a_lock_dies_with_its_holder(tmp_path: Path) -> None:
    lock = tmp_path / ".verrou-b"
    with holder(lock) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
    assert lock.exists()  # its file alone is left
    with held(lock, "run", "b"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_in_one_process_too_there_is_one_at_a_time(tmp_path: Path) -> None:
    lock = tmp_path / ".verrou-b"
    with held(lock, "run", "b"):
        with if_free(lock) as free:
            assert not free
        with pytest.raises(InUse) as caught, held(lock, "run", "b"):
            pytest.fail("two at a time")
        assert caught.value.pid == str(os.getpid())
    assert not lock.exists()


def test_a_lock_that_was_waited_for_is_held_and_removed(tmp_path: Path) -> None:
    lock = tmp_path / ".verrou-clients"
    with waited(lock), if_free(lock) as free:
        assert not free
    assert not lock.exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks there")
def test_a_forked_kernel_holds_nothing_of_its_owner(tmp_path: Path) -> None:
    """The kernel may outlive the run it was forked for, by a moment."""
    lock = tmp_path / ".verrou-b"
    with held(lock, "run", "b"):
        child = os.fork()
        if child == 0:
            signal.pause()
    try:
        with if_free(lock) as free:
            assert free
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_two_batches_never_write_in_one_folder(tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"
    with (
        batch_lock(outputs),
        pytest.raises(InUse) as caught,
        batch_lock(outputs),
    ):
        pytest.fail("two batches")
    assert (caught.value.what, caught.value.folder) == ("batch", str(outputs))
    assert list(outputs.iterdir()) == []


def test_the_lock_of_a_run_stands_beside_it_hidden() -> None:
    assert lock_beside(Path("a/2026-run")) == Path("a/.verrou-2026-run")
