"""Two commands at work in one folder, two clients of one name: nobody meets anybody."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

from kit.deliverable.client_folder import owner_of
from kit.deliverable.publish import intact
from tests.batch.planted import KIT, SMALL, batch, finished, hidden, planted, workbooks, working_in


def test_a_second_batch_and_a_second_report_are_refused_and_told_who_is_there(
    tmp_path: Path,
) -> None:
    here, outputs, temporary = tmp_path / "in", tmp_path / "out", tmp_path / "tmp"
    workbooks(here, "Un")
    slow = planted(tmp_path / "notebooks", {"Un": "time.sleep(600)"})
    temporary.mkdir()
    asked = (*SMALL, "-o", str(outputs), "--notebooks", str(slow), "--lang", "en")
    environment = {**os.environ, "TMPDIR": str(temporary), "TEMP": str(temporary)}
    with subprocess.Popen(
        [*KIT, "batch", str(here), *asked], env=environment, stderr=subprocess.DEVNULL
    ) as first:
        try:
            until = time.monotonic() + 120
            while not list(outputs.glob("*/.en-cours-*")) and time.monotonic() < until:
                time.sleep(0.1)
            second = finished(here, "-o", outputs, temporary=temporary)
            assert second.returncode == 5
            assert "Another batch writes" in second.stderr
            assert f"process {first.pid} on {platform.node()}" in second.stderr

            report = subprocess.run(
                [*KIT, "report", str(here / "un.xlsx"), *asked],
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            assert report.returncode == 5
            assert "is being made already" in report.stderr
        finally:
            first.kill()
    if sys.platform == "win32":
        return
    until = time.monotonic() + 30
    while working_in(temporary) and time.monotonic() < until:
        time.sleep(0.1)
    code, told = batch(here, "-o", outputs, temporary=temporary)
    assert (code, told["clients"]["un"]["status"]) == (0, "delivered")  # no lock outlived it
    assert (hidden(outputs), list(temporary.iterdir())) == ([], [])


def test_two_clients_of_the_same_name_get_a_folder_each(tmp_path: Path) -> None:
    here, outputs = workbooks(tmp_path / "in", "Dupont", "Durand"), tmp_path / "out"
    shutil.copy(here / "dupont.xlsx", here / "dupont-lyon.xlsx")
    asked = (here, "-o", outputs, "--jobs", 3)
    code, told = batch(*asked, temporary=tmp_path / "tmp")
    assert code == 0
    runs = {name: Path(row["run"]) for name, row in told["clients"].items()}
    assert len({run.parent for run in runs.values()}) == 3
    assert all(intact(run) for run in runs.values())
    owners = {owner_of(run.parent) for run in runs.values()}
    assert len(owners - {None}) == 3

    code, told = batch(*asked, "--resume", temporary=tmp_path / "tmp")
    assert {row["status"] for row in told["clients"].values()} == {"unchanged"}
    assert {name: Path(row["run"]) for name, row in told["clients"].items()} == runs
