"""A place does the same wherever it is: a folder, a store in memory, an S3 server."""

from __future__ import annotations

import secrets
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from kit.batch import remote, storage
from kit.batch.remote import Remote, fetch
from kit.batch.storage import Place, assert_ready, fetched, local_path, place_of, shown
from kit.errors import NotebookFailed, OutputExists, UsageError, WorkbookRejected
from kit.places import folder_of

ANN, BOB = "a" * 32, "b" * 32  # source ids


@pytest.fixture(params=["folder", "memory", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "folder":
        return place_of(tmp_path / "outputs")
    pytest.importorskip("fsspec")
    if request.param == "memory":
        return place_of(f"memory://{secrets.token_hex(4)}/outputs")
    return place_of(f"{request.getfixturevalue('s3')}/{secrets.token_hex(4)}")


@pytest.fixture
def url() -> str:
    pytest.importorskip("fsspec")
    return f"memory://{secrets.token_hex(4)}"


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    slept: list[float] = []
    monkeypatch.setattr(remote.time, "sleep", slept.append)
    yield slept


def a_run(
    place: Place, name: str = "dupont/2026-01-01-00000000", *, force: bool = False, **files: str
) -> str:
    """Make a run on the bench of *place*; its name there."""
    with place.bench(force=force, source=ANN, rivals=frozenset({ANN, BOB})) as bench:
        run = bench.folder / name
        (run / "notebooks").mkdir(parents=True)
        for file, text in {"manifest": "{}", "results": "[]", **files}.items():
            (run / f"{file}.json").write_text(text, encoding="utf-8")
        (run / "notebooks" / "été #1.ipynb").write_text("{}", encoding="utf-8")
    return bench.name(run)


def test_texts_come_back_as_they_were_written(place: Place) -> None:
    place.write_text(".kit-batch/Été 1.json", "un\r\ndeux €\n")
    assert place.read_text(".kit-batch/Été 1.json") == "un\r\ndeux €\n"
    place.write_text(".kit-batch/Été 1.json", "trois")
    assert place.read_text(".kit-batch/Été 1.json") == "trois"
    assert place.names() == (".kit-batch",)
    assert place.names(".kit-batch") == ("Été 1.json",)
    assert place.files() == (".kit-batch/Été 1.json",)


def test_what_is_not_there_is_said_so(place: Place) -> None:
    assert not place.exists("absent")
    assert place.names("absent") == ()
    assert place.files("absent") == ()
    place.remove("absent")
    with pytest.raises(FileNotFoundError):
        place.read_text("absent.json")


def test_a_name_stays_inside_its_place(place: Place) -> None:
    for name in ("../ailleurs", "/etc/passwd", "dupont/../../ailleurs"):
        with pytest.raises(ValueError, match="outside"):
            place.write_text(name, "")
        with pytest.raises(ValueError, match="outside"):
            place.remove(name)


def test_a_run_made_on_the_bench_stands_in_the_place(place: Place) -> None:
    name = a_run(place)
    assert name == "dupont/2026-01-01-00000000"
    assert place.at(name) == f"{place.where}/{name}".replace("/", _separator(place))
    assert place.exists(f"{name}/manifest.json")
    assert f"{name}/notebooks/été #1.ipynb" in place.files(name)
    place.remove("dupont")
    assert not place.exists("dupont")
    assert place.files() == ()


def _separator(place: Place) -> str:
    return "/" if place.folder is None else str(Path("a/b"))[1]


def test_a_remote_run_is_replaced_only_when_asked(url: str) -> None:
    place = place_of(url)
    name = a_run(place, ancien="1")
    with pytest.raises(OutputExists, match=name):
        a_run(place, results="[2]")
    assert place.read_text(f"{name}/results.json") == "[]"
    a_run(place, force=True, results="[2]")
    assert place.read_text(f"{name}/results.json") == "[2]"
    assert f"{name}/ancien.json" not in place.files(name)


def test_a_run_half_sent_is_none_and_is_sent_again(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = place_of(url)
    assert isinstance(place, Remote)
    sent: list[str] = []
    put = Remote._put

    def broken(self: Remote, file: Path, path: str) -> None:
        if len(sent) == 2:
            raise OSError("cable")
        sent.append(path)
        put(self, file, path)

    with monkeypatch.context() as patch:
        patch.setattr(Remote, "_put", broken)
        with pytest.raises(OSError, match="cable"):
            a_run(place)
    name = "dupont/2026-01-01-00000000"
    assert len(place.files(name)) == 2
    assert not place.exists(f"{name}/manifest.json")
    assert a_run(place) == name
    assert place.exists(f"{name}/manifest.json")


def test_the_manifest_is_sent_last_and_removed_first(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = place_of(url)
    assert isinstance(place, Remote)
    asked: list[tuple[str, str]] = []
    ask = Remote._asked

    def noted(self: Remote, call: Any, *what: Any, **how: Any) -> Any:
        asked.append((call.__name__, str(what[0]) if what else ""))
        return ask(self, call, *what, **how)

    sent: list[str] = []
    put = Remote._put
    monkeypatch.setattr(Remote, "_asked", noted)
    monkeypatch.setattr(
        Remote, "_put", lambda self, file, path: (sent.append(file.name), put(self, file, path))
    )
    a_run(place)
    assert sent[-1] == "manifest.json"
    assert len(sent) == 3
    asked.clear()
    place.remove("dupont")
    removals = [(call, name) for call, name in asked if call.startswith("rm")]
    assert removals[0][0] == "rm_file"
    assert removals[0][1].endswith("/manifest.json")


def test_a_file_that_arrived_short_is_no_run(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place = place_of(url)
    put = Remote._put

    def cut(self: Remote, file: Path, path: str) -> None:
        file.write_bytes(file.read_bytes()[:1])
        put(self, file, path)

    monkeypatch.setattr(Remote, "_put", cut)
    with pytest.raises(OSError, match="not whole: memory://"):
        a_run(place)
    assert not place.exists("dupont/2026-01-01-00000000/manifest.json")


def test_two_clients_of_the_same_name_never_meet(place: Place) -> None:
    if place.folder is not None:
        pytest.skip("there, kit.deliverable.client_folder sees to it")
    mine = a_run(place)
    with place.bench(source=BOB, rivals=frozenset({ANN, BOB})) as bench:
        run = bench.folder / "dupont/2026-01-01-00000000"
        run.mkdir(parents=True)
        (run / "manifest.json").write_text("{}", encoding="utf-8")
    assert mine == "dupont/2026-01-01-00000000"
    assert bench.name(run) == "dupont-bbbb/2026-01-01-00000000"


def test_of_two_who_see_a_folder_free_the_store_lets_one_have_it(s3: str) -> None:
    place = place_of(f"{s3}/{secrets.token_hex(4)}")
    assert isinstance(place, Remote)
    ids = [secrets.token_hex(16) for _ in range(8)]
    rivals = frozenset(ids)
    with ThreadPoolExecutor(8) as threads:
        names = list(threads.map(lambda one: place._claimed("dupont", one, rivals), ids))
    assert len(set(names)) == len(ids)
    assert "dupont" in names


def test_a_failed_notebook_is_kept_at_the_url(url: str) -> None:
    place = place_of(url)
    with pytest.raises(NotebookFailed) as caught, place.bench(source=ANN) as bench:
        kept = bench.folder / "dupont" / "echec-2026.ipynb"
        kept.parent.mkdir()
        kept.write_text("{}", encoding="utf-8")
        raise NotebookFailed("flash.ipynb", "KeyError: 'x'", str(kept))
    assert caught.value.kept == f"{url}/dupont/echec-2026.ipynb"
    assert place.read_text("dupont/echec-2026.ipynb") == "{}"


def test_a_passing_fault_is_tried_again_a_refusal_is_not(url: str, no_pauses: list[float]) -> None:
    place = place_of(url)
    assert isinstance(place, Remote)
    faults: list[Exception] = [ConnectionError("reset"), TimeoutError("late")]

    def once_well() -> str:
        if faults:
            raise faults.pop(0)
        return "well"

    assert place._asked(once_well) == "well"
    assert len(no_pauses) == 2

    def denied() -> None:
        raise PermissionError("no")

    with pytest.raises(PermissionError):
        place._asked(denied)
    assert len(no_pauses) == 2


def test_a_workbook_is_fetched_under_its_own_name(s3: str) -> None:
    import boto3

    path = folder_of("data_templates") / "exemple-flash.xlsx"
    key = f"{secrets.token_hex(4)}/Été #1 50 %.xlsx"
    boto3.client("s3").upload_file(str(path), "cabinet", key)
    with fetched(f"{s3}/{key}") as copy:
        assert copy.name == "Été #1 50 %.xlsx"
        assert copy.read_bytes() == path.read_bytes()
        assert copy.parent.stat().st_mode & 0o077 == 0 or sys.platform == "win32"
    assert not copy.parent.exists()
    with fetched(str(path)) as same:
        assert same == path


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
def test_fetching_leaves_no_thread_that_would_forbid_a_fork(s3: str) -> None:
    import boto3

    key = f"{secrets.token_hex(4)}/a.xlsx"
    boto3.client("s3").put_object(Bucket="cabinet", Key=key, Body=b"PK")
    found = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, threading\n"
            "from kit.batch.storage import fetched, place_of\n"
            "place_of(sys.argv[1])\n"
            "with fetched(sys.argv[1]) as path: print(path.read_bytes(), threading.active_count())",
            f"{s3}/{key}",
        ],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert found.stdout.split() == ["b'PK'", "1"]


def test_a_workbook_too_large_is_refused_before_it_is_downloaded(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fsspec

    from kit.workbook import package

    fsspec.filesystem("memory").pipe_file(f"{url}/gros.xlsx", b"PK" * 600)
    limits = package.Limits(1000, 1, 1, 1.0, 1, 1.0, 1)
    monkeypatch.setattr(package.Limits, "of", classmethod(lambda cls, catalogue: limits))
    monkeypatch.setattr(remote, "_copied", lambda *_: pytest.fail("downloaded"))
    with pytest.raises(WorkbookRejected) as caught:
        fetch(f"{url}/gros.xlsx", tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["file_too_large"]


def test_a_store_that_hides_a_size_fills_no_disk(url: str, tmp_path: Path) -> None:
    import fsspec

    files = fsspec.filesystem("memory")
    files.pipe_file(f"{url}/gros.xlsx", b"x" * (3 << 20))
    path = files._strip_protocol(f"{url}/gros.xlsx")
    copied = remote._copied(files, path, tmp_path / "copie", 1000)
    assert 1000 < copied <= 1 << 20


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("sftp://ann:secret@host:22/a b/x#1.xlsx", "sftp://host:22/a b/x#1.xlsx"),
        ("sftp://ann:pa/ss@host/x.xlsx", "sftp://host/x.xlsx"),
        ("s3://KEY:SECRET@bucket/a@b/x.xlsx", "s3://bucket/a@b/x.xlsx"),
        ("s3://bucket/a@b/x.xlsx", "s3://bucket/a@b/x.xlsx"),
        ("s3://bucket/a?.xlsx", "s3://bucket/a?.xlsx"),
        ("https://host/a.xlsx?sig=secret&se=2026", "https://host/a.xlsx"),
        ("abfs://clients@compte.dfs.core.windows.net/a", "abfs://clients@compte.dfs.core.windows.net/a"),
        ("C:\\clients\\a.xlsx", "C:\\clients\\a.xlsx"),
    ],
)  # fmt: skip
def test_a_url_is_shown_without_its_credentials(url: str, seen: str) -> None:
    assert shown(url) == seen


def test_what_a_library_says_is_told_without_the_credentials() -> None:
    from kit.batch.urls import reaching

    url = "sftp://ann:secret@host/x?token=abcdef"
    with pytest.raises(OSError) as caught, reaching(url):
        raise RuntimeError(f"cannot open {url} as ann with secret, token=abcdef")
    assert "secret" not in str(caught.value)
    assert "abcdef" not in str(caught.value)
    assert caught.value.filename == "sftp://host/x"
    assert caught.value.__suppress_context__


def test_a_missing_library_is_told_with_the_extra_that_brings_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    for url, extra in (("s3://b/x", "s3"), ("memory://x", "cluster"), ("sftp://h/x", "sftp")):
        with pytest.raises(UsageError) as caught:
            place_of(url).names()
        assert caught.value.key == "commands.usage.url_library"
        assert caught.value.params == {"url": url, "extra": extra}


def test_an_unknown_kind_of_address_is_told() -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(UsageError) as caught:
        place_of("ardoise://ann:secret@host/x").names()
    assert caught.value.key == "commands.usage.url_unknown"
    assert "secret" not in str(caught.value)


def test_a_url_that_cannot_be_written_is_told_before_the_first_client(s3: str) -> None:
    assert_ready(place_of(f"{s3}/neuf"))
    assert place_of(f"{s3}/neuf").files() == ()
    with pytest.raises(UsageError) as caught:
        assert_ready(place_of("s3://un-seau-absent/neuf"))
    assert caught.value.key == "commands.usage.url_unreachable"
    assert caught.value.params["url"] == "s3://un-seau-absent/neuf"


def test_a_file_url_is_a_folder(tmp_path: Path) -> None:
    place = place_of((tmp_path / "Été 1").as_uri())
    assert place.folder == tmp_path / "Été 1"
    assert local_path("s3://bucket/x") is None


def test_a_local_text_is_replaced_at_once_and_leaves_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = place_of(tmp_path)
    place.write_text("a.json", "ancien")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        place.write_text("a.json", "nouveau")
    assert place.read_text("a.json") == "ancien"
    assert place.names() == ("a.json",)


def test_the_local_default_imports_no_library_of_clusters_or_urls() -> None:
    code = (
        "import sys; import kit.batch.flow, kit.batch.client_run, kit.batch.apart\n"
        "from kit.batch.storage import place_of\n"
        "from kit.batch.sources import workbooks\n"
        "place_of('.').names(); workbooks(['data_templates'])\n"
        "print([m for m in ('fsspec', 'dask', 'distributed', 'upath', 's3fs', 'kit.batch.remote')"
        " if m in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=folder_of("data_templates").parent,
    )
    assert found.stdout.strip() == "[]"
