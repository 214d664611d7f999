import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kit.deliverable.locks import held, lock_beside
from kit.deliverable.manifest import seal
from kit.deliverable.publish import intact, staged, tidy, workshop
from kit.errors import NotebookFailed, OutputExists


def entries(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_folder_appears_only_when_all_went_well(tmp_path: Path) -> None:
    target = tmp_path / "client" / "run"
    with staged(target, force=False) as stage:
        (stage / "report.html").write_text("x")
        assert not target.exists()
    assert entries(target) == ["report.html"]
    assert entries(target.parent) == ["run"]


def test_nothing_is_left_when_the_run_fails(tmp_path: Path) -> None:
    target = tmp_path / "client" / "run"
    with pytest.raises(ValueError), staged(target, force=False) as stage:
        (stage / "report.html").write_text("x")
        raise ValueError
    assert entries(tmp_path) == []


def test_an_existing_run_is_refused_before_anything_is_computed(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    with pytest.raises(OutputExists), staged(tmp_path / "run", force=False):
        pytest.fail("must not get here")


def publish(target: Path, name: str) -> None:
    with staged(target, force=True) as stage:
        (stage / name).write_text(name)
        sealed = seal({}, {"html": stage / name})
        (stage / "manifest.json").write_text(json.dumps(sealed))


def test_force_replaces_a_run_and_a_failing_forced_run_keeps_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "run"
    publish(target, "old.html")
    with pytest.raises(ValueError), staged(target, force=True):
        raise ValueError
    assert entries(target) == ["manifest.json", "old.html"]
    publish(target, "new.html")
    assert entries(target) == ["manifest.json", "new.html"]
    assert entries(tmp_path) == ["run"]


@pytest.mark.parametrize("touched", ["notes.txt", "old.html", "manifest.json"])
def test_a_run_somebody_has_worked_in_is_kept_beside_the_new_one(
    tmp_path: Path, touched: str
) -> None:
    target = tmp_path / "run"
    publish(target, "old.html")
    (target / touched).write_text("my own work")
    publish(target, "new.html")
    assert entries(target) == ["manifest.json", "new.html"]
    assert (tmp_path / "run-ancien-1" / touched).read_text() == "my own work"


def test_a_failing_notebook_is_kept_beside_the_runs_and_its_place_said(tmp_path: Path) -> None:
    target = tmp_path / "run"
    with (
        pytest.raises(NotebookFailed) as caught,
        staged(target, force=False),
        workshop(target) as room,
    ):
        (room / "failed.ipynb").write_text("{}")
        raise NotebookFailed("failed.ipynb", "ValueError: x")
    assert caught.value.kept == str(tmp_path / "echec-run.ipynb")
    assert not room.exists()
    assert entries(tmp_path) == ["echec-run.ipynb"]


# ------------------------------------------------------------------ killed


class Killed(BaseException):
    """As if the process had been killed there: nothing after it is done."""


def die_at(monkeypatch: pytest.MonkeyPatch, moment: int) -> list[str]:
    """Die before the *moment*-th change of a name, from 1; the list fills with what was done."""
    done: list[str] = []
    rename, rmtree, unlink = Path.rename, shutil.rmtree, Path.unlink

    def guarded(what: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def do(*given: Any, **named: Any) -> Any:
            if len(done) >= moment - 1:
                raise Killed
            done.append(what)
            return act(*given, **named)

        return do

    monkeypatch.setattr(Path, "rename", guarded("rename", rename))
    monkeypatch.setattr(Path, "unlink", guarded("unlink", unlink))
    monkeypatch.setattr(shutil, "rmtree", guarded("rmtree", rmtree))
    return done


@pytest.mark.parametrize("edited", [False, True])
def test_killed_at_any_moment_a_replacement_never_loses_the_good_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edited: bool
) -> None:
    moment, killed = 0, 0
    while moment == killed:  # until a replacement got through
        moment += 1
        target = tmp_path / str(moment) / "run"
        publish(target, "old.html")
        if edited:
            (target / "notes.txt").write_text("my own work")
        with monkeypatch.context() as patch:
            die_at(patch, moment)
            try:
                publish(target, "new.html")
            except Killed:
                killed += 1
        seen = [path for path in target.parent.iterdir() if not path.name.startswith(".")]
        assert all(intact(path) or (path / "notes.txt").exists() for path in seen)
        tidy(tmp_path)
        kept = entries(target.parent)
        assert not [name for name in kept if name.startswith(".")]
        assert intact(target) or edited
        assert (target / "new.html").exists() or (target / "old.html").exists()
        if edited:
            [notes] = target.parent.glob("*/notes.txt")
            assert notes.read_text() == "my own work"
        else:
            assert kept == ["run"]
    assert killed > 3


def test_the_next_run_of_a_client_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    client = tmp_path / "client"
    (client / ".en-cours-other").mkdir(parents=True)
    (client / ".en-cours-other" / "report.html").write_text("half")
    (client / ".a-jeter-run").mkdir()
    (client / ".verrou-other").write_text("")
    publish(client / "run", "new.html")
    assert entries(client) == ["run"]


def test_what_somebody_works_on_is_left_alone(tmp_path: Path) -> None:
    client = tmp_path / "client"
    client.mkdir()
    with (
        held(lock_beside(client / "other"), "run", "other"),
        staged(client / "other", force=False) as stage,
    ):
        (stage / "report.html").write_text("x")
        publish(client / "run", "new.html")
        tidy(tmp_path)
        assert stage.is_dir()
    assert entries(client) == ["other", "run"]


def test_all_is_on_the_disk_before_it_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file, its folder, the stage, then the rename, then the folder it happened in."""
    target = tmp_path / "client" / "run"
    said: list[str] = []
    real_sync, real_rename = os.fsync, Path.rename

    def sync(handle: int) -> None:
        place = Path(f"/proc/self/fd/{handle}").readlink()
        said.append(place.relative_to(tmp_path).as_posix())
        real_sync(handle)

    def rename(path: Path, to: Path) -> Path:
        said.append(f"{path.name} becomes {to.name}")
        return real_rename(path, to)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "rename", rename)
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("no /proc here")
    with staged(target, force=False) as stage:
        (stage / "bpmn").mkdir()
        (stage / "bpmn" / "a.bpmn").write_text("a")
        (stage / "report.html").write_text("x")
    written = "client/.en-cours-run"
    assert set(said[:4]) == {
        f"{written}/bpmn/a.bpmn",
        f"{written}/report.html",
        f"{written}/bpmn",
        written,
    }
    assert said[3:] == [written, ".en-cours-run becomes run", "client", "."]


def test_a_run_with_a_folder_of_maps_is_intact(tmp_path: Path) -> None:
    with staged(tmp_path / "run", force=False) as stage:
        (stage / "bpmn").mkdir()
        (stage / "bpmn" / "a.bpmn").write_text("a")
        (stage / "manifest.json").write_text(json.dumps(seal({}, {"bpmn": stage / "bpmn"})))
    assert intact(tmp_path / "run")
    (tmp_path / "run" / "bpmn" / "b.bpmn").write_text("mine")
    assert not intact(tmp_path / "run")
