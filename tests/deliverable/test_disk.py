"""A disk that cannot be written is told as the folder it is about."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

import pytest

from kit.deliverable.disk import writing
from kit.errors import CannotWrite, NotebookFailed, OutputExists


def system(number: int, *paths: Path) -> OSError:
    first, second = (*map(str, paths), None, None)[:2]
    return OSError(number, os.strerror(number), first, None, second)


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EROFS, "unwritable"),
        (errno.EACCES, "unwritable"),
        (errno.ENOTDIR, "unwritable"),
        (errno.EIO, "unwritable"),
    ],
)
def test_the_outputs_are_named(tmp_path: Path, number: int, what: str) -> None:
    with pytest.raises(CannotWrite) as caught, writing(tmp_path / "out"):
        raise system(number, tmp_path / "out" / "a" / "report.html")
    error = caught.value
    assert (error.what, error.folder) == (what, str(tmp_path / "out"))
    assert error.reason == os.strerror(number)


def test_the_temporary_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    copied = system(errno.ENOSPC, tmp_path / "in" / "a.xlsx", tmp_path / "temp" / "room" / "a.xlsx")
    with pytest.raises(CannotWrite) as caught, writing(tmp_path / "out"):
        raise copied
    assert (caught.value.what, caught.value.folder) == ("temp_full", str(tmp_path / "temp"))


def test_an_error_that_names_no_file_is_told_by_the_room_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = {str(tmp_path / "temp"): 0, str(tmp_path / "out"): 1 << 30}
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    monkeypatch.setattr("kit.deliverable.disk.free_bytes", lambda folder: free[str(folder)])
    with pytest.raises(CannotWrite) as caught, writing(tmp_path / "out"):
        raise system(errno.ENOSPC)
    assert caught.value.what == "temp_full"
    with pytest.raises(CannotWrite) as caught, writing(tmp_path / "out"):
        raise NotebookFailed("failed.ipynb", "DeadKernelError: ")
    assert caught.value.what == "temp_full"
    free[str(tmp_path / "temp")] = 1 << 30
    with pytest.raises(CannotWrite) as caught, writing(tmp_path / "out"):
        raise system(errno.ENOSPC)
    assert caught.value.what == "disk_full"
    with pytest.raises(NotebookFailed), writing(tmp_path / "out"):
        raise NotebookFailed("failed.ipynb", "DeadKernelError: ")


def test_an_error_wrapped_by_a_library_is_found(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite), writing(tmp_path):
        raise Exception(system(errno.ENOSPC, tmp_path / "plan.xlsx"))


def test_what_is_no_matter_of_disks_passes_unchanged(tmp_path: Path) -> None:
    for error in (OutputExists("a"), ValueError("x"), system(errno.ENOENT, tmp_path / "a")):
        with pytest.raises(type(error)) as caught, writing(tmp_path):
            raise error
        assert caught.value is error
