"""The run folder: written aside, renamed at the end. It exists whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kit.errors import NotebookFailed, OutputExists


@contextmanager
def staged(folder: Path, *, force: bool) -> Iterator[Path]:
    """A private folder beside *folder* to write in; on success it becomes *folder*.

    Raises OutputExists when *folder* is there and *force* is false, before anything is
    computed. With *force* the old folder stays in place until the new one is complete.
    """
    if folder.exists() and not force:
        raise OutputExists(str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=".en-cours-", dir=folder.parent))  # mode 0700
    try:
        yield stage
        _flush(stage)
        _replace(stage, folder)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """A private temporary folder (0700) for the notebooks to run in, gone afterwards.

    When a notebook fails its copy is kept beside the run folders, and the error says where.
    """
    with tempfile.TemporaryDirectory(prefix="kit-") as name:
        try:
            yield Path(name)
        except NotebookFailed as error:
            failed = Path(name) / error.notebook
            if not failed.is_file():
                raise
            kept = folder.parent / f"echec-{folder.name}.ipynb"
            shutil.copy(failed, kept)
            raise NotebookFailed(error.notebook, error.reason, str(kept)) from error


def _replace(stage: Path, folder: Path) -> None:
    stage.chmod(0o755)
    if not folder.exists():
        stage.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=".ancien-", dir=folder.parent)) / folder.name
    folder.rename(old)
    try:
        stage.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old.parent, ignore_errors=True)


def _flush(folder: Path) -> None:
    """Everything on the disk before the rename makes it visible."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
