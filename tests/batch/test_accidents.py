"""Whatever happens to one client is a row that says so, and the others go on."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from kit.deliverable.publish import intact
from tests.batch.planted import (
    batch,
    finished,
    hidden,
    planted,
    remount,
    small_disk,
    workbooks,
    working_in,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="planted by signals")

ACCIDENTS = {
    "Noyau Mort": "os._exit(1)",
    "Noyau Tue": "os.kill(os.getpid(), 9)",
    "Noyau Sans Fin": "time.sleep(3600)",
    "Memoire": "import resource; limit = 16 << 30; "
    "resource.setrlimit(resource.RLIMIT_AS, (limit, limit)); bytearray(limit)",
    "Processus Tue": "os.kill(os.getppid(), 9)",
}
LIMIT = 20  # [s] for a client that takes 3


def runs(outputs: Path) -> list[Path]:
    return sorted(path for path in outputs.glob("*/2026-*") if path.is_dir())


def test_accidents_of_kernels_and_processes_are_rows_and_the_others_go_on(tmp_path: Path) -> None:
    here, outputs, temporary = tmp_path / "in", tmp_path / "out", tmp_path / "tmp"
    workbooks(here, "Bien Portant", *ACCIDENTS)
    notebooks = planted(tmp_path / "notebooks", ACCIDENTS)
    asked = (here, "-o", outputs, "--jobs", 3)

    code, told = batch(*asked, "--notebooks", notebooks, "--time-limit", LIMIT, temporary=temporary)
    assert code == 4
    rows = told["clients"]
    seen = {name: (row["status"], row["params"].get("error", "")) for name, row in rows.items()}
    assert seen == {
        "bien-portant": ("delivered", ""),
        "noyau-mort": ("failed", ""),
        "noyau-tue": ("failed", ""),
        "noyau-sans-fin": ("late", ""),
        "memoire": ("failed", ""),
        "processus-tue": ("crashed", ""),
    }
    whys = {name: row["why"] for name, row in rows.items()}
    assert whys["noyau-mort"] == whys["noyau-tue"]
    assert "kernel stopped dead" in whys["noyau-mort"]
    assert f"{LIMIT} s" in whys["noyau-sans-fin"]
    assert "not enough memory" in whys["memoire"]
    assert "signal 9" in whys["processus-tue"]
    assert all(intact(run) for run in runs(outputs))
    assert len(runs(outputs)) == 1
    assert (hidden(outputs), list(temporary.iterdir()), working_in(temporary)) == ([], [], [])

    code, told = batch(*asked, "--resume", temporary=temporary)
    assert code == 0
    assert {row["status"] for row in told["clients"].values()} <= {"delivered", "unchanged"}
    assert all(intact(run) for run in runs(outputs))


def test_a_full_disk_is_told_and_the_batch_gone_on_with_once_there_is_room(tmp_path: Path) -> None:
    first = workbooks(tmp_path / "first", "Un")
    here = workbooks(tmp_path / "in", "Un", "Deux", "Trois", "Quatre")
    with small_disk(tmp_path / "disk", "size=50m") as disk:
        asked = ("-o", disk / "out", "--jobs", 1)
        batch(first, *asked, temporary=tmp_path / "tmp")
        used = shutil.disk_usage(disk).used
        assert remount(disk, "remount", f"size={used * 5 // 2}")  # room for one more, and a half

        code, told = batch(here, *asked, temporary=tmp_path / "tmp")
        assert code == 4
        rows = told["clients"].values()
        states = sorted(row["status"] for row in rows)
        assert states == ["delivered", "failed", "failed", "unchanged"]
        whys = [row["why"] for row in rows if row["status"] == "failed"]
        assert all("No room left on the disk" in why for why in whys)
        assert len(runs(disk / "out")) == 2
        assert all(intact(run) for run in runs(disk / "out"))
        assert hidden(disk) == []

        assert remount(disk, "remount", "size=50m")
        code, told = batch(here, *asked, "--resume", temporary=tmp_path / "tmp")
        assert code == 0
        assert len(runs(disk / "out")) == 4
        assert all(intact(run) for run in runs(disk / "out"))


def test_a_full_temporary_folder_is_told(tmp_path: Path) -> None:
    here = workbooks(tmp_path / "in", "Un")
    with small_disk(tmp_path / "disk", "size=64k") as disk:
        (disk / "filler").write_bytes(b"x" * 50_000)
        code, told = batch(here, "-o", tmp_path / "out", temporary=disk)
    assert code == 4
    assert f"temporary folder {disk}" in told["clients"]["un"]["why"]
    assert runs(tmp_path / "out") == []


def test_outputs_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    here = workbooks(tmp_path / "in", "Un")
    (tmp_path / "out").write_text("not a folder")
    done = finished(here, "-o", tmp_path / "out", temporary=tmp_path / "tmp")
    assert done.returncode == 1
    assert f"Cannot write in {tmp_path / 'out'}" in done.stderr
    with small_disk(tmp_path / "disk", "ro") as disk:
        done = finished(here, "-o", disk, temporary=tmp_path / "tmp")
        assert done.returncode == 1
        assert f"Cannot write in {disk}" in done.stderr
