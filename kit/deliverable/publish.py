"""The run folder: written aside, renamed at the end. It exists whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from kit.deliverable.manifest import sha256
from kit.errors import NotebookFailed, OutputExists

_UNLISTED = frozenset({"manifest.json", "run.log"})  # written by the kit, not in its own list


@contextmanager
def staged(folder: Path, *, force: bool) -> Iterator[Path]:
    """A private folder beside *folder* to write in; on success it becomes *folder*.

    Raises OutputExists when *folder* is there and *force* is false, before anything is
    computed. With *force* the old folder stays in place until the new one is complete; one
    that somebody has added to or edited is kept beside it, as ``<name>-ancien-1``.
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
        with suppress(OSError):  # only when nothing was published and it is empty
            folder.parent.rmdir()


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
    if _is_untouched(old):
        shutil.rmtree(old.parent, ignore_errors=True)
    else:  # somebody works in it: a plan being followed, notes
        old.rename(_free_name(folder))
        old.parent.rmdir()


def _is_untouched(run: Path) -> bool:
    """Whether *run* holds just what its manifest lists, unchanged."""
    try:
        files = json.loads((run / "manifest.json").read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError):
        return False
    listed = {entry["name"]: entry["sha256"] for entry in files.values()}
    for path in run.rglob("*"):
        name = path.relative_to(run).as_posix()
        if path.is_dir() or name in _UNLISTED or name.startswith("notebooks/"):
            continue
        if listed.get(name) != sha256(path):
            return False
    return True


def _free_name(folder: Path) -> Path:
    names = (folder.with_name(f"{folder.name}-ancien-{number}") for number in count(1))
    return next(name for name in names if not name.exists())


def _flush(folder: Path) -> None:
    """Everything on the disk before the rename makes it visible."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
