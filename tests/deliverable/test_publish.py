import json
from pathlib import Path

import pytest

from kit.deliverable.manifest import seal
from kit.deliverable.publish import staged, workshop
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
    with pytest.raises(NotebookFailed) as caught, workshop(tmp_path / "run") as room:
        (room / "failed.ipynb").write_text("{}")
        raise NotebookFailed("failed.ipynb", "ValueError: x")
    assert caught.value.kept == str(tmp_path / "echec-run.ipynb")
    assert not room.exists()
