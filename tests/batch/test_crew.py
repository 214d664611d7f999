"""The crew of a cluster, without one: what it compares, tells, and makes of a lost worker."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Future
from pathlib import Path
from typing import Any

import pytest

from kit.batch import cluster, worker
from kit.batch.crew import Threads, crew_of
from kit.batch.job import Job, Order, Outcome
from kit.errors import UsageError
from kit.run import Request
from kit.texts import LANGUAGES, Texts, usage_sentence

HERE = {"python": "3.11", "kit": "0.1.0 (aaaa)", "pandas": "2.3.2", "KIT_CONTENT": ""}


class Workers:
    """Stands for a dask client: what each worker answers to what is run on it."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.answers = answers
        self.asked: list[tuple[Any, ...]] = []

    def run(self, _aside: object, do: Callable[..., Any], *what: Any, on_error: str) -> Any:
        assert on_error == "return"
        self.asked.append((do, *what))
        return {
            name: answer(do, *what) if callable(answer) else answer
            for name, answer in self.answers.items()
        }


def an_order(**changes: Any) -> Order:
    return Order(paths=(), request=Request(Path()), scheduler="tcp://10.0.0.5:8786", **changes)


def a_job(**changes: Any) -> Job:
    job = Job(1, "s3://KEY:SECRET@b/a.xlsx", "a.xlsx", Request(Path()), "s3://b/out")
    return dataclasses.replace(job, **changes)


def said(error: UsageError) -> Iterator[str]:
    for lang in LANGUAGES:
        yield usage_sentence(error, Texts(lang))


def test_a_batch_without_a_scheduler_stays_here() -> None:
    with crew_of(Order(paths=(), request=Request(Path()), jobs=3)) as crew:
        assert isinstance(crew, Threads)
        assert crew.width == 3


def test_each_worker_that_differs_is_told_with_what_differs() -> None:
    workers = Workers(
        {
            "tcp://10.0.0.6:1": HERE,
            "tcp://10.0.0.7:1": {**HERE, "pandas": "2.3.1", "KIT_CONTENT": "bbbb"},
            "tcp://10.0.0.8:1": ModuleNotFoundError("No module named 'kit'"),
        }
    )
    with pytest.raises(UsageError) as caught:
        cluster._assert_same(workers, an_order(), HERE)
    assert caught.value.key == "commands.usage.scheduler_differs"
    assert caught.value.params["workers"].splitlines()[1:] == [
        "  tcp://10.0.0.7:1 : KIT_CONTENT bbbb ≠ -, pandas 2.3.1 ≠ 2.3.2",
        "  tcp://10.0.0.8:1 : ModuleNotFoundError: No module named 'kit'",
    ]
    assert all("tcp://10.0.0.7:1" in sentence for sentence in said(caught.value))
    cluster._assert_same(Workers({"tcp://10.0.0.6:1": dict(HERE)}), an_order(), HERE)


def test_an_installation_is_the_same_twice_and_tells_own_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    here = worker.installation()
    assert {"python", "kit", "pandas", "typst", "notebooks", "KIT_CONTENT"} <= here.keys()
    assert not list(worker.differences(here, worker.installation()))
    (tmp_path / "costs.toml").write_bytes(b"a = 1\r\n")
    monkeypatch.setenv("KIT_CONTENT", str(tmp_path))
    with_own = worker.installation()
    assert [name.split()[0] for name in worker.differences(here, with_own)] == [
        "KIT_CONTENT",
        "notebooks",
    ]
    worker._fingerprint.cache_clear()
    (tmp_path / "costs.toml").write_bytes(b"a = 1\n")  # ends of lines are no difference
    assert worker.installation() == with_own


def test_a_worker_that_joins_late_with_another_installation_does_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(worker, "apart", lambda *_: pytest.fail("it did the job"))
    outcome = worker.minded(a_job(), frozenset(), "x", tuple(HERE.items()))
    assert (outcome.status, outcome.why) == ("failed", "differs")
    for lang in LANGUAGES:
        assert "≠ 2.3.2" in Texts(lang)("commands.batch.why.differs", **outcome.params)


def test_a_worker_minds_a_job_with_the_sources_of_the_batch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("distributed")
    minded: list[Job] = []
    stops: list[Callable[[], bool]] = []
    monkeypatch.setattr(worker, "apart", lambda job, stop: (minded.append(job), stops.append(stop)))
    monkeypatch.setattr(worker, "_allow_processes", lambda: None)
    here = tuple(worker.installation().items())
    worker.minded(a_job(), frozenset({"id"}), "one", here)
    worker.minded(a_job(), frozenset({"id"}), "two", here)
    assert [job.sources for job in minded] == [{"id"}, {"id"}]
    worker._stop_of("one").ask()
    assert [stop() for stop in stops] == [True, False]


def test_files_a_worker_does_not_see_are_told(tmp_path: Path) -> None:
    workbook = tmp_path / "a.xlsx"
    workbook.write_bytes(b"")
    outputs = tmp_path / "outputs"

    def sees(do: Callable[..., Any], paths: list[str]) -> Any:
        return do(paths)

    workers = Workers({"tcp://10.0.0.6:1": sees, "tcp://10.0.0.7:1": lambda _, paths: paths})
    order = an_order(outputs=str(outputs))
    with pytest.raises(UsageError) as caught:
        cluster._assert_seen(workers, order, [str(workbook), "s3://b/c.xlsx"])
    assert caught.value.key == "commands.usage.scheduler_blind"
    assert caught.value.params["workers"] == f"\n  tcp://10.0.0.7:1 : {workbook}, {outputs}"
    assert list(outputs.iterdir()) == []
    cluster._assert_seen(Workers({"tcp://10.0.0.6:1": sees}), order, [str(workbook)])


def test_urls_are_not_looked_for_on_the_disks_of_workers() -> None:
    pytest.importorskip("fsspec")
    workers = Workers({"tcp://10.0.0.6:1": []})
    cluster._assert_seen(workers, an_order(outputs="memory://seen"), ["s3://b/c.xlsx"])
    assert workers.asked == [(worker.unseen, [])]


def a_future(outcome: object) -> Future[Outcome]:
    future: Future[Outcome] = Future()
    if isinstance(outcome, BaseException):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)  # type: ignore[arg-type]
    return future


def test_a_client_that_loses_worker_after_worker_is_a_row() -> None:
    distributed = pytest.importorskip("distributed")
    lost = distributed.KilledWorker("task", None, 4)
    outcome = cluster._came_out(a_job(), a_future(lost), stopped=False)
    assert (outcome.status, outcome.why) == ("crashed", "lost")
    assert outcome.params["error"] == "KilledWorker"
    assert "SECRET" not in repr(outcome)


def test_cancelled_by_us_is_stopped_by_a_lost_scheduler_crashed() -> None:
    for stopped, expected in ((True, "stopped"), (False, "crashed")):
        outcome = cluster._came_out(a_job(), a_future(CancelledError()), stopped=stopped)
        assert outcome.status == expected


def test_once_the_scheduler_is_lost_each_client_left_is_a_row() -> None:
    class Gone:
        status = "closed"

        def get_executor(self, **_: object) -> None: ...

        def nthreads(self) -> dict[str, int]:
            raise OSError("no scheduler")

    crew = cluster.Cluster(Gone(), 0, ())
    assert crew.width == 1
    assert crew.submit(a_job()).result().why == "lost"
    crew.stop()


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    for address in ("tcp://127.0.0.1:9", "nulle-part:1:2"):
        with pytest.raises(UsageError) as caught:
            cluster._connected(address)
        assert caught.value.key == "commands.usage.scheduler_unreachable"
        assert all(address in sentence for sentence in said(caught.value))


def test_certificates_that_are_missing_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(distributed, "Client", lambda *_, **__: pytest.fail("it was called"))
    with pytest.raises(UsageError) as caught:
        cluster._connected("tls://127.0.0.1:9")
    assert caught.value.key == "commands.usage.scheduler_tls"
    assert all("TLS__CA_FILE" in sentence for sentence in said(caught.value))


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError) as caught:
        cluster._connected("tcp://127.0.0.1:9")
    assert caught.value.key == "commands.usage.scheduler_library"
    assert all("kit-conseil[cluster]" in sentence for sentence in said(caught.value))


def test_a_daemon_is_let_have_children(tmp_path: Path) -> None:
    """As dask's nanny makes its workers."""
    code = (
        "import multiprocessing, sys\n"
        "def child(): sys.exit(7)\n"
        "def daemon(answers):\n"
        "    from kit.batch.worker import _allow_processes\n"
        "    _allow_processes()\n"
        "    process = multiprocessing.get_context('forkserver').Process(target=child)\n"
        "    process.start(); process.join(); answers.send(process.exitcode)\n"
        "if __name__ == '__main__':\n"
        "    context = multiprocessing.get_context('spawn')\n"
        "    near, far = context.Pipe(False)\n"
        "    process = context.Process(target=daemon, args=(far,), daemon=True)\n"
        "    process.start(); print(near.recv()); process.join()\n"
    )
    if sys.platform == "win32":
        code = code.replace("'forkserver'", "'spawn'")
    path = tmp_path / "script.py"
    path.write_text(code, encoding="utf-8")
    found = subprocess.run(
        [sys.executable, str(path)], capture_output=True, encoding="utf-8", check=False
    )
    assert found.stdout.strip() == "7", found.stderr
