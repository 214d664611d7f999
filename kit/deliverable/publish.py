"""The run folder: written aside, renamed at the end. It exists whole or not at all.

    .en-cours-<run>    what is being written; complete and on the disk, it is renamed <run>
    .ancien-<run>      the run that --force replaces, while the new one takes its name
    .a-jeter-<run>     one that is being removed

Whoever works on a run holds its lock (client_folder.claimed, locks). Killed at any moment it
leaves these names behind and the lock free: the next run of that client, or the next batch,
removes them, and puts an old run back whose successor never came. Nothing here needs more of
the file system than ``rename``: an exchange of two names in one step exists on Linux alone,
so a run that is replaced is out of sight for the time between two renames.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from kit.deliverable.locks import PREFIX, if_free, lock_beside
from kit.deliverable.manifest import sealed
from kit.deliverable.rooms import private_room
from kit.errors import NotebookFailed, OutputExists

_STAGE, _OLD, _WASTE = ".en-cours-", ".ancien-", ".a-jeter-"
_UNLISTED = frozenset({"manifest.json", "run.log", "notebooks"})  # written by the kit, not listed


@contextmanager
def staged(folder: Path, *, force: bool) -> Iterator[Path]:
    """A private folder beside *folder* to write in; on success it becomes *folder*.

    The lock of *folder* is held by the caller. Raises OutputExists when *folder* is there and
    *force* is false, before anything is computed. With *force* the old folder stays in place
    until the new one is complete; one that somebody has added to or edited is kept beside it,
    as ``<name>-ancien-1``.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    tidy_client(folder.parent)  # the runs that nobody works on
    _settle(folder)
    if folder.exists() and not force:
        raise OutputExists(str(folder))
    stage = _beside(folder, _STAGE)
    stage.mkdir(mode=0o700)
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
    with private_room() as room:
        try:
            yield room
        except NotebookFailed as error:
            failed = room / error.notebook
            if not failed.is_file():
                raise
            kept = folder.with_name(f"echec-{folder.name}.ipynb")
            aside = _beside(folder, _STAGE) / kept.name
            shutil.copy(failed, aside)
            aside.replace(kept)
            raise NotebookFailed(error.notebook, error.reason, str(kept)) from error


def tidy(outputs: Path) -> None:
    """Remove what killed runs and batches left under *outputs*, put back what they set aside.

    For the one batch that writes there (locks.batch_lock): it writes nothing at this moment.
    """
    with suppress(OSError), os.scandir(outputs) as entries:
        for entry in entries:
            if entry.name.startswith(_STAGE):  # a file of the batch itself
                (outputs / entry.name).unlink(missing_ok=True)
            elif entry.is_dir(follow_symlinks=False):
                tidy_client(outputs / entry.name)


def tidy_client(client: Path) -> None:
    """Do so in one folder of the outputs, for the runs that nobody works on."""
    for name in _left_in(client):
        folder = client / name
        with suppress(OSError), if_free(lock_beside(folder)) as free:
            if free:
                _settle(folder)


def _left_in(client: Path) -> frozenset[str]:
    """The names of the runs that something hidden in the folder *client* is named after."""
    found = set()
    with suppress(OSError):
        for path in client.iterdir():
            for prefix in (_STAGE, _OLD, _WASTE, PREFIX):
                if path.name.startswith(prefix):
                    found.add(path.name.removeprefix(prefix))
    return frozenset(found)


def _settle(folder: Path) -> None:
    """Undo what a killed run of *folder* had begun, or finish it. Its lock is ours."""
    _remove(_beside(folder, _STAGE))
    _remove(_beside(folder, _WASTE))
    old = _beside(folder, _OLD)
    if not old.exists():
        return
    if folder.exists():
        _put_away(old, folder)
    else:
        old.rename(folder)


def _replace(stage: Path, folder: Path) -> None:
    stage.chmod(0o755)
    old = _beside(folder, _OLD)
    if folder.exists():
        folder.rename(old)
    try:
        stage.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    flush_folder(folder.parent)
    if old.exists():
        _put_away(old, folder)
    flush_folder(folder.parent.parent)  # the client's folder may be new


def _put_away(old: Path, folder: Path) -> None:
    """*old* was replaced by *folder*: removed, unless somebody works in it."""
    if intact(old):
        waste = _beside(folder, _WASTE)
        old.rename(waste)  # in one step: half removed it would look like somebody's work
        _remove(waste)
    else:  # a plan being followed, notes
        old.rename(_free_name(folder))


def intact(run: Path) -> bool:
    """Whether *run* holds just what its manifest lists, unchanged."""
    try:
        files = json.loads((run / "manifest.json").read_text(encoding="utf-8"))["files"]
        listed = {entry["name"]: entry["sha256"] for entry in files.values()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
    found = {path.name for path in run.iterdir()} - _UNLISTED
    return found == set(listed) and all(
        sealed(run / name)["sha256"] == digest for name, digest in listed.items()
    )


def _free_name(folder: Path) -> Path:
    names = (folder.with_name(f"{folder.name}-ancien-{number}") for number in count(1))
    return next(name for name in names if not name.exists())


def _beside(folder: Path, prefix: str) -> Path:
    return folder.with_name(f"{prefix}{folder.name}")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _flush(folder: Path) -> None:
    """Everything on the disk before the rename makes it visible: files, then their folders."""
    inside = sorted(folder.rglob("*"), reverse=True)
    for path in inside:
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
    for path in (*(one for one in inside if one.is_dir()), folder):
        flush_folder(path)


def flush_folder(folder: Path) -> None:
    """What was renamed in *folder* survives a power cut."""
    if os.name != "posix":  # Windows flushes no folder; its rename is in the journal
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
