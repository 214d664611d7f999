"""A dask cluster of processes of their own, and storage by an S3 server: all for real."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import psutil
import pytest

from kit.places import folder_of
from tests.batch.conftest import BUCKET

pytest.importorskip("distributed")

if sys.platform == "win32":
    pytest.skip("the workers are killed by signals", allow_module_level=True)

DASK = (sys.executable, "-m", "dask")
KIT = (sys.executable, "-m", "kit")
T = TypeVar("T")

ASKED = ("--document", "flash", "--formats", "html,xlsx,ics", "--as-of", "2026-03-02", "--json")
CLIENTS = (
    "exemple-flash.xlsx",
    "exemple-comptable.xlsx",
    "exemple-batiment.xlsx",
    "exemple-electricien.xlsx",
)


@pytest.fixture(scope="module")
def environment(
    s3_server: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """What the processes of a test find: an S3 server with the clients' workbooks."""
    import boto3

    found = {**s3_server, "TMPDIR": str(tmp_path_factory.mktemp("tmp"))}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in found.items():
            patch.setenv(name, value)
        store = boto3.client("s3")
        for client in CLIENTS:
            path = folder_of("data_templates") / client
            store.upload_file(str(path), BUCKET, f"classeurs/{client}")
        yield {**os.environ}


@dataclass
class Cluster:
    """A scheduler and two workers, each started as a user does."""

    address: str
    start: Callable[..., subprocess.Popen[bytes]]  # of `dask worker`: words, and environment
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture(scope="module")
def cluster(
    tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]
) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("dask")
    started: list[subprocess.Popen[bytes]] = []

    def start(*words: str, **added: str) -> subprocess.Popen[bytes]:
        with (folder / f"{len(started)}.log").open("wb") as log:
            process = subprocess.Popen(
                [*DASK, *words, "--no-dashboard"],
                stdout=log,
                stderr=log,
                cwd=folder,
                env={**environment, **added},
                start_new_session=True,
            )
        started.append(process)
        return process

    told = folder / "scheduler.json"
    start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told))
    try:
        address = awaited(lambda: str(json.loads(told.read_text())["address"]))
        worker = partial(start, "worker", address, "--nthreads", "1")
        yield Cluster(address, worker, [worker(), worker()])
    finally:
        for process in started:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def awaited(look: Callable[[], T | None], seconds: float = 60) -> T:
    """What *look* finds, once it finds something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError, ValueError, KeyError, psutil.Error):
            if found := look():
                return found
        time.sleep(0.05)
    raise AssertionError(f"waited {seconds} s for nothing")


@contextmanager
def batch(
    environment: dict[str, str], cwd: Path, *words: str
) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """`kit batch`, and the file where its messages go."""
    said = cwd / "messages.txt"
    with (
        said.open("wb") as messages,
        subprocess.Popen(
            [*KIT, "batch", *words, *ASKED],
            stdout=subprocess.PIPE,
            stderr=messages,
            encoding="utf-8",
            env=environment,
            cwd=cwd,
        ) as process,
    ):
        yield process, said


def clients_of(worker: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The processes of clients that *worker* minds: forked by its fork server."""
    below = psutil.Process(worker.pid).children(recursive=True)
    servers = [one for one in below if "forkserver" in " ".join(one.cmdline())]
    return [child for one in servers for child in one.children()]


def stored(prefix: str) -> dict[str, bytes]:
    """Name → bytes of every object under *prefix*."""
    import boto3

    store = boto3.client("s3")
    pages = store.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=prefix)
    names = [one["Key"] for page in pages for one in page.get("Contents", ())]
    return {
        name.removeprefix(prefix): store.get_object(Bucket=BUCKET, Key=name)["Body"].read()
        for name in names
    }


def delivered(files: dict[str, bytes]) -> dict[str, bytes]:
    """Those of *files* that a manifest lists, and the manifests."""
    found = {}
    for name, content in files.items():
        if name.endswith("/manifest.json"):
            run = name.removesuffix("manifest.json")
            listed = [entry["name"] for entry in json.loads(content)["files"].values()]
            found |= {run + one: files[run + one] for one in listed} | {name: content}
    return found


def test_a_worker_with_another_content_is_named_before_anything_starts(
    tmp_path: Path, cluster: Cluster, environment: dict[str, str]
) -> None:
    own = tmp_path / "cabinet"
    (own / "texts" / "fr").mkdir(parents=True)
    (own / "texts" / "fr" / "report.toml").write_text('title = "Autre"\n', encoding="utf-8")
    other = cluster.start(KIT_CONTENT=str(own))
    awaited(lambda: workers_at(cluster.address) == 3)
    with batch(
        environment, tmp_path, f"s3://{BUCKET}/classeurs", "-o", "ici",
        "--scheduler", cluster.address,
    ) as (process, said):  # fmt: skip
        assert process.wait() == 2
    lines = [line for line in said.read_text(encoding="utf-8").splitlines() if "≠" in line]
    assert len(lines) == 1
    assert "tcp://127.0.0.1:" in lines[0]
    assert "KIT_CONTENT" in lines[0]
    assert not list((tmp_path / "ici").glob("[!.]*"))
    os.killpg(other.pid, signal.SIGKILL)
    awaited(lambda: workers_at(cluster.address) == 2)


def workers_at(address: str) -> int:
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        return len(client.scheduler_info(n_workers=-1)["workers"])


def test_ctrl_c_ends_the_clients_and_leaves_the_workers(
    tmp_path: Path, cluster: Cluster, environment: dict[str, str]
) -> None:
    """Outputs in a folder that the workers share, for once."""
    with batch(
        environment, tmp_path, f"s3://{BUCKET}/classeurs", "-o", "partage",
        "--scheduler", cluster.address,
    ) as (process, _):  # fmt: skip
        awaited(lambda: process.poll() is not None or any(map(clients_of, cluster.workers)))
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
    awaited(lambda: not any(map(clients_of, cluster.workers)))
    assert [worker.poll() for worker in cluster.workers] == [None, None]
    assert not [path for path in (tmp_path / "partage").rglob("*") if "en-cours" in path.name]


def test_a_worker_killed_midway_changes_no_byte(
    tmp_path: Path, cluster: Cluster, environment: dict[str, str]
) -> None:
    def at_work() -> subprocess.Popen[bytes] | None:
        """A worker that minds a client, once another client is done."""
        assert process.poll() is None, said.read_text(encoding="utf-8")
        done = "1/" in said.read_text(encoding="utf-8")
        return next((one for one in cluster.workers if done and clients_of(one)), None)

    with batch(
        environment, tmp_path, f"s3://{BUCKET}/classeurs", "-o", f"s3://{BUCKET}/livrables",
        "--scheduler", cluster.address,
    ) as (process, said):  # fmt: skip
        lost = awaited(at_work)
        orphans = clients_of(lost)
        os.killpg(lost.pid, signal.SIGKILL)  # nanny and worker; a client has its own group
        assert process.stdout is not None
        result = json.loads(process.stdout.read())
        assert process.wait() == 0
    assert [row["status"] for row in result["clients"]] == ["delivered"] * len(CLIENTS)
    assert all(row["run"].startswith(f"s3://{BUCKET}/livrables/") for row in result["clients"])

    here = [str(folder_of("data_templates") / client) for client in CLIENTS]
    with batch(environment, tmp_path, *here, "-o", "ici") as (process, said):
        assert process.wait() == 0, said.read_text(encoding="utf-8")
    ours = {
        path.relative_to(tmp_path / "ici").as_posix(): path.read_bytes()
        for path in (tmp_path / "ici").rglob("*")
        if path.is_file()
    }
    theirs = stored("livrables/")
    assert len(delivered(ours)) > 4 * len(CLIENTS)
    assert delivered(theirs) == delivered(ours)
    awaited(lambda: not any(orphan.is_running() for orphan in orphans))
    assert [one.poll() is None for one in cluster.workers] == [
        one is not lost for one in cluster.workers
    ]
