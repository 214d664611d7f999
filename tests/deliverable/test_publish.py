from pathlib import Path

import pytest

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
    with pytest.raises(ValueError), staged(tmp_path / "run", force=False) as stage:
        (stage / "report.html").write_text("x")
        raise ValueError
    assert entries(tmp_path) == []


def test_an_existing_run_is_refused_before_anything_is_computed(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    with pytest.raises(OutputExists), staged(tmp_path / "run", force=False):
        pytest.fail("must not get here")


def test_force_replaces_and_a_failing_forced_run_keeps_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "run"
    target.mkdir()
    (target / "old").touch()
    with pytest.raises(ValueError), staged(target, force=True):
        raise ValueError
    assert entries(target) == ["old"]
    with staged(target, force=True) as stage:
        (stage / "new").touch()
    assert entries(target) == ["new"]
    assert entries(tmp_path) == ["run"]


def test_a_failing_notebook_is_kept_beside_the_runs_and_its_place_said(tmp_path: Path) -> None:
    with pytest.raises(NotebookFailed) as caught, workshop(tmp_path / "run") as room:
        (room / "failed.ipynb").write_text("{}")
        raise NotebookFailed("failed.ipynb", "ValueError: x")
    assert caught.value.kept == str(tmp_path / "echec-run.ipynb")
    assert not room.exists()
