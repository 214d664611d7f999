"""Temporary rooms: private, and gone with whoever worked in them."""

from __future__ import annotations

import multiprocessing.util
import os
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from kit.deliverable.rooms import (
    fits_socket,
    own_room,
    private_room,
    remote_batch_lock,
    room_in_own,
    sweep,
)
from kit.errors import CannotWrite, InUse

TAKER = """
import sys, time
from kit.deliverable.rooms import own_room, private_room
with private_room() as room:
    (room / "workbook.xlsx").write_text("a client's figures")
    (own_room() / "more").mkdir()
    print(room, own_room(), sep="\\n", flush=True)
    time.sleep(float(sys.argv[1]))
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's temporary folder of this test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def taker(temporary: Path, seconds: float) -> subprocess.Popen[str]:
    environment = {**os.environ, "TMPDIR": str(temporary), "TEMP": str(temporary)}
    return subprocess.Popen(
        [sys.executable, "-c", TAKER, str(seconds)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )


def told(process: subprocess.Popen[str]) -> list[Path]:
    assert process.stdout is not None
    return [Path(process.stdout.readline().strip()) for _ in range(2)]


def test_a_room_is_private_and_gone_afterwards(temporary: Path) -> None:
    with private_room() as room:
        assert room.parent == temporary
        assert stat.S_IMODE(room.stat().st_mode) == 0o700 or os.name == "nt"
        (room / "workbook.xlsx").write_text("x")
    assert list(temporary.iterdir()) == []


def test_a_room_is_gone_when_the_work_fails(temporary: Path) -> None:
    with pytest.raises(ValueError), private_room():
        raise ValueError
    assert list(temporary.iterdir()) == []


def test_the_room_of_a_process_goes_with_it(temporary: Path) -> None:
    with taker(temporary, 0) as process:
        rooms = told(process)
    assert process.returncode == 0
    assert len(set(rooms)) == 2
    assert list(temporary.iterdir()) == []


def test_what_a_killed_process_left_is_removed_by_the_next(temporary: Path) -> None:
    with taker(temporary, 60) as process:
        rooms = told(process)
        sweep(temporary)
        assert all(room.is_dir() for room in rooms)  # somebody works there
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert all(room.is_dir() for room in rooms)
    with private_room() as mine:
        assert [path for path in temporary.iterdir() if path.is_dir()] == [mine]
    assert list(temporary.iterdir()) == []


def test_what_others_keep_there_is_left_alone(temporary: Path) -> None:
    for name in ("kit-abc", "kit-0123456789.txt", "other"):
        (temporary / name).mkdir()
    elsewhere = temporary.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.txt").write_text("x")
    (temporary / "kit-0123456789").symlink_to(elsewhere)
    sweep(temporary)
    assert {path.name for path in temporary.iterdir()} >= {"kit-abc", "kit-0123456789.txt", "other"}
    assert (elsewhere / "mine.txt").read_text() == "x"


def test_a_client_has_a_folder_of_its_own_in_the_room_of_the_batch() -> None:
    with room_in_own() as first, room_in_own() as second:
        assert first != second
        assert first.parent == second.parent == own_room()
        (first / "a").write_text("x")
    assert not first.exists()
    assert not second.exists()


def test_multiprocessing_keeps_its_sockets_in_the_room_too() -> None:
    code = (
        "import multiprocessing.util as u\nfrom kit.deliverable.rooms import own_room\n"
        "print(own_room() in __import__('pathlib').Path(u.get_temp_dir()).parents)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
    assert multiprocessing.util.get_temp_dir()


@pytest.mark.parametrize("temporary", ["/tmp", "/var/folders/zz/zyxvpxvq6csfxvn_n0000000000000/T"])
def test_the_sockets_of_kernels_and_fork_servers_have_short_paths(temporary: str) -> None:
    """On Linux and macOS alike, with the temporary folders these have."""
    room = Path(temporary) / "kit-0123456789"
    assert fits_socket(room, "pymp-12345678/listener-12345678")
    assert fits_socket(room / "1000" / "kit-0123456789", "tmp12345678-ipc-5")


@pytest.mark.skipif(os.name == "nt", reason="no Unix sockets")
def test_under_a_deep_temporary_folder_the_sockets_alone_are_elsewhere(tmp_path: Path) -> None:
    deep = tmp_path / ("deep" * 20)
    deep.mkdir()
    code = (
        "import multiprocessing.util as u\nfrom kit.deliverable.rooms import own_room\n"
        "print(own_room(), u.get_temp_dir(), sep='\\n')"
    )
    environment = {**os.environ, "TMPDIR": str(deep)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    room, sockets = map(Path, done.stdout.split())
    assert room.parent == deep
    assert sockets.parent.parent == Path("/tmp")
    assert not room.exists()
    assert not sockets.parent.exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks there")
def test_a_forked_kernel_that_ends_removes_nothing_of_its_owner() -> None:
    code = (
        "import gc, multiprocessing\nfrom kit.deliverable.rooms import own_room, private_room\n"
        "own = own_room()\n"
        "with private_room() as room:\n"
        "    child = multiprocessing.get_context('fork').Process(target=gc.collect)\n"
        "    child.start(); child.join()\n"
        "    print(child.exitcode, own.is_dir(), room.is_dir(), len(list(own.iterdir())))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("0 True True 1\n", "")


def test_a_temporary_folder_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a-file").write_text("")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "a-file"))
    with pytest.raises(CannotWrite) as caught, private_room():
        pytest.fail("no room there")
    assert (caught.value.what, caught.value.folder) == ("temp_unwritable", str(tmp_path / "a-file"))


def test_no_temporary_folder_at_all_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", none)
    with pytest.raises(CannotWrite) as caught, private_room():
        pytest.fail("no room there")
    assert caught.value.what == "temp_unwritable"


def test_two_batches_at_one_address_are_kept_apart_on_this_machine(temporary: Path) -> None:
    with (
        remote_batch_lock("s3://bucket/2026"),
        remote_batch_lock("s3://bucket/2027"),
        pytest.raises(InUse) as caught,
        remote_batch_lock("s3://bucket/2026"),
    ):
        pytest.fail("two batches")
    assert caught.value.folder == "s3://bucket/2026"
    assert list(temporary.iterdir()) == []
