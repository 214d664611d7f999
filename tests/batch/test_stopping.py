"""A batch ended from outside, politely or not: nobody is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from kit.batch.stopping import heeded
from tests.batch.small import ASKED, gone, notebooks, workbook

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals")

NEVER = (
    "import os, pathlib, time; pathlib.Path(r'{pids}', str(os.getpid())).touch(); time.sleep(600)"
)


@dataclass(frozen=True)
class Running:
    process: subprocess.Popen[str]
    outputs: Path
    temporary: Path
    everyone: frozenset[int]  # the batch's processes, kernels included


@contextmanager
def running(folder: Path) -> Iterator[Running]:
    """A batch of three clients, two of whom are asleep in their notebooks."""
    pids, outputs, temporary = folder / "pids", folder / "out", folder / "tmp"
    for one in (pids, temporary):
        one.mkdir()
    names = ("Un", "Deux", "Trois")
    for name in names:
        workbook(folder / "in" / f"{name}.xlsx", name)
    own = notebooks(folder / "notebooks", dict.fromkeys(names, NEVER.format(pids=pids)))
    command = [sys.executable, "-m", "kit", "batch", str(folder / "in"), "-o", str(outputs)]
    command += [*ASKED, "--jobs", "2", "--json", "--lang", "en", "--notebooks", str(own)]
    with subprocess.Popen(
        command,
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            for _ in range(1200):
                if len(kernels := list(pids.iterdir())) == 2:
                    break
                assert process.poll() is None, process.stderr and process.stderr.read()
                time.sleep(0.1)
            started = psutil.Process(process.pid).children(recursive=True)
            found = {one.pid for one in started} | {int(path.name) for path in kernels}
            assert len(found) > 4
            yield Running(process, outputs, temporary, frozenset(found))
        finally:
            process.kill()


@pytest.mark.parametrize(
    "sent", [(signal.SIGINT, signal.SIGINT), (signal.SIGTERM,)], ids=["twice Ctrl-C", "SIGTERM"]
)
def test_ended_politely_it_leaves_rows_and_nobody(
    sent: tuple[signal.Signals, ...], tmp_path: Path
) -> None:
    with running(tmp_path) as batch:
        for one in sent:
            batch.process.send_signal(one)
            time.sleep(0.1)
        told, said = batch.process.communicate(timeout=60)
        assert batch.process.returncode == 130
        assert "Traceback" not in said
        assert said.count("--resume to do the rest") == 1
        document = json.loads(told)
        assert document["interrupted"] is True
        assert document["counts"]["stopped"] == document["asked"] == 3
        assert Path(document["page"]).is_file()
        assert gone(batch.everyone)
        assert list(batch.temporary.iterdir()) == []
        left = {path.name for path in batch.outputs.iterdir() if path.name != ".kit-batch"}
        assert left == {Path(document["page"]).name, Path(document["table"]).name}


def test_killed_it_takes_everyone_with_it(tmp_path: Path) -> None:
    with running(tmp_path) as batch:
        batch.process.kill()
        batch.process.wait()
        assert gone(batch.everyone)
        assert not list(batch.outputs.rglob("manifest.json"))


def test_signals_are_noted_then_given_back() -> None:
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    with heeded() as stop:
        assert not stop()
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGINT)
        assert stop()
    assert {one: signal.getsignal(one) for one in before} == before


def test_what_the_shell_told_to_ignore_stays_ignored() -> None:
    """`nohup kit batch …` goes on when the terminal closes."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with heeded() as stop:
            signal.raise_signal(signal.SIGHUP)
            assert not stop()
    finally:
        signal.signal(signal.SIGHUP, before)


def test_outside_the_main_thread_signals_are_left_alone() -> None:
    seen = []

    def work() -> None:
        with heeded() as stop:
            seen.append((signal.getsignal(signal.SIGINT), stop()))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [(signal.getsignal(signal.SIGINT), False)]
