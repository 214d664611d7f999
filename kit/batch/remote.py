"""Runs kept at a URL: made here, sent whole, seen by others once their manifest is there.

An object store renames nothing: the files of a run go first, its manifest.json last, after
the sizes of what arrived were compared. Where a folder can be renamed (sftp, smb, hdfs) the
run is sent aside, then renamed. What a broken sending leaves is no run (it has no manifest),
and the next sending of that run replaces it.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path, PurePosixPath
from typing import Any

from kit.batch.storage import Bench, inside
from kit.batch.urls import opened, reaching, shown
from kit.deliverable.client_folder import MARKER, chosen
from kit.errors import NotebookFailed, OutputExists, WorkbookRejected

MANIFEST = "manifest.json"
_RENAMING = frozenset({"sftp", "ssh", "smb", "hdfs", "arrow_hdfs"})
_PAUSES = (0.5, 2.0, 8.0)  # [s] before each new attempt; the libraries have their own within
_CHUNK = 1 << 20  # [bytes]


class Remote:
    """A Place at a URL; credentials are those its provider's tools find by themselves."""

    folder = None

    def __init__(self, url: str) -> None:
        self._url = url
        self.where = shown(url).rstrip("/")
        self._renames = url.partition("://")[0].lower() in _RENAMING

    @cached_property
    def _opened(self) -> tuple[Any, str]:
        """Filesystem and root, on first use: opening starts a thread, which forbids a fork."""
        return opened(self._url)

    @property
    def _files(self) -> Any:
        return self._opened[0]

    @property
    def _root(self) -> str:
        return self._opened[1]

    def at(self, name: str) -> str:
        return f"{self.where}/{inside(name)}"

    def exists(self, name: str) -> bool:
        return bool(self._asked(self._files.exists, self._path(name)))

    def read_text(self, name: str) -> str:
        content: bytes = self._asked(self._files.cat_file, self._path(name))
        return content.decode("utf-8")

    def write_text(self, name: str, text: str) -> None:
        path, content = self._path(name), text.encode("utf-8")
        if not self._renames:  # an object appears whole
            self._asked(self._files.pipe_file, path, content)
            return
        aside = f"{path.rpartition('/')[0]}/.en-cours-{secrets.token_hex(4)}"

        def write() -> None:
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(aside, content)
            self._files.mv(aside, path)

        self._asked(write)

    def names(self, folder: str = "") -> tuple[str, ...]:
        path = self._path(folder)
        try:
            found = self._asked(self._files.ls, path, detail=False)
        except FileNotFoundError:
            return ()
        inner = {str(one).rstrip("/") for one in found} - {path}
        return tuple(sorted(one.rpartition("/")[2] for one in inner))

    def files(self, folder: str = "") -> tuple[str, ...]:
        found = self._asked(self._files.find, self._path(folder))
        return tuple(sorted(str(one)[len(self._root) :].lstrip("/") for one in found))

    def sizes(self, folder: str = "") -> dict[str, int]:
        found = self._asked(self._files.find, self._path(folder), detail=True)
        return {
            str(path)[len(self._root) :].lstrip("/"): int(details["size"] or 0)
            for path, details in sorted(found.items())
        }

    def remove(self, name: str) -> None:
        for file in self.files(name):  # a run half removed is no run
            if PurePosixPath(file).name == MANIFEST:
                self._asked(self._files.rm_file, self._path(file))
        if self.exists(name):
            self._asked(self._files.rm, self._path(name), recursive=True)

    @contextmanager
    def bench(
        self, *, force: bool = False, source: str = "", rivals: frozenset[str] = frozenset()
    ) -> Iterator[Bench]:
        with tempfile.TemporaryDirectory(prefix="kit-") as name:
            bench = Bench(Path(name))
            try:
                yield bench
            except NotebookFailed as error:
                if error.kept is None:
                    raise
                kept = Path(error.kept)
                self._send_all(bench, source, rivals, force=force)
                where = self.at(bench.name(kept))
                raise NotebookFailed(error.notebook, error.reason, where) from error
            self._send_all(bench, source, rivals, force=force)

    def _send_all(self, bench: Bench, source: str, rivals: frozenset[str], *, force: bool) -> None:
        """The run made on *bench*, or the notebook that failed: what is not hidden there."""
        for made in sorted(bench.folder.glob("[!.]*/[!.]*")):
            slug = made.parent.name
            if slug not in bench.clients:
                bench.clients[slug] = self._claimed(slug, source, rivals)
            if (made / MANIFEST).is_file():
                self._send(made, bench.name(made), force=force)
            elif made.is_file():
                self._put(made, self._path(bench.name(made)))

    def _claimed(self, slug: str, source: str, rivals: frozenset[str]) -> str:
        """The folder of the client *slug* here, marked as that of *source* (client_folder)."""
        marked = json.dumps({"source": source}) + "\n"
        while True:
            name = chosen(slug, source, rivals, self._owner)
            owner = self._owner(name)
            if owner == source:
                return name
            if owner in rivals:  # taken this very moment
                continue
            if owner is not None:  # the same client's, whose file was renamed or moved
                self.write_text(f"{name}/{MARKER}", marked)
                return name
            try:  # two machines may have seen it free: the store lets one of them have it
                self._asked(self._create, self._path(f"{name}/{MARKER}"), marked.encode())
            except OSError:
                if self._owner(name) is None:
                    raise
                continue
            return name

    def _create(self, path: str, content: bytes) -> None:
        if self._renames:
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
        self._files.pipe_file(path, content, mode="create")

    def _owner(self, name: str) -> str | None:
        try:
            return str(json.loads(self.read_text(f"{name}/{MARKER}"))["source"])
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def _send(self, run: Path, name: str, *, force: bool) -> None:
        """Send the folder *run* as *name*. Raises OutputExists when that run stands there."""
        if self.exists(f"{name}/{MANIFEST}"):
            if not force:
                raise OutputExists(self.at(name))
            if not self._renames:
                self._asked(self._files.rm_file, self._path(f"{name}/{MANIFEST}"))
        target = self._aside(name) if self._renames else name
        sizes = {
            f"{target}/{file.relative_to(run).as_posix()}": file.stat().st_size
            for file in sorted(run.rglob("*"))
            if file.is_file() and file != run / MANIFEST
        }
        for one in sizes:
            self._put(run / one[len(target) + 1 :], self._path(one))
        self._tidy(target, sizes)
        self._put(run / MANIFEST, self._path(f"{target}/{MANIFEST}"))
        if target != name:
            self.remove(name)
            self._asked(self._files.mv, self._path(target), self._path(name))

    def _tidy(self, target: str, sizes: dict[str, int]) -> None:
        """What arrived is what was sent, and nothing of an earlier sending stays beside it."""
        found = self._asked(self._files.find, self._path(target), detail=True)
        arrived = {
            str(path)[len(self._root) :].lstrip("/"): details["size"]
            for path, details in found.items()
        }
        short = sorted(name for name, size in sizes.items() if arrived.get(name) != size)
        if short:
            raise OSError(f"not whole: {self.at(short[0])}")
        for stale in arrived.keys() - sizes.keys():
            self._asked(self._files.rm_file, self._path(stale))

    def _put(self, file: Path, path: str) -> None:
        def put() -> None:
            if self._renames:
                self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._files.put_file(str(file), path)

        self._asked(put)

    @staticmethod
    def _aside(name: str) -> str:
        client, _, run = name.rpartition("/")
        return f"{client}/.en-cours-{secrets.token_hex(4)}-{run}"

    def _path(self, name: str) -> str:
        parts = inside(name).parts
        return "/".join((self._root, *parts))

    def _asked(self, ask: Callable[..., Any], *what: Any, **how: Any) -> Any:
        """What *ask* returns, after as many attempts as it takes within reason."""
        for pause in (*_PAUSES, None):
            self._files.invalidate_cache()  # other machines write there too
            try:
                with reaching(self._url):
                    return ask(*what, **how)
            except (FileNotFoundError, FileExistsError, PermissionError):
                raise
            except OSError:
                if pause is None:
                    raise
                time.sleep(pause)
        raise AssertionError("unreachable")


def fetch_aside(url: str, folder: Path) -> Path:
    """As `fetch`; this process gets none of the threads that a library works with.

    The kernel of the run is to be a fork of this process, and only a process without threads
    can be forked safely.
    """
    from kit.deliverable.kernels import can_fork

    if not can_fork():
        return fetch(url, folder)
    with warnings.catch_warnings():  # Python 3.12 counts the threads that only wait, too
        warnings.simplefilter("ignore", DeprecationWarning)
        with ProcessPoolExecutor(1, get_context("fork")) as process:
            return process.submit(fetch, url, folder).result()


def fetch(url: str, folder: Path) -> Path:
    """The workbook at *url*, copied into *folder* under its own name.

    Raises WorkbookRejected before it is downloaded when it is larger than the reader allows,
    OSError when it is not there or its store does not answer.
    """
    from kit.catalogue import load_catalogue
    from kit.workbook.package import Limits
    from kit.workbook.problems import Problem

    most = Limits.of(load_catalogue()).max_bytes
    name = shown(url).rpartition("/")[2]
    if os.name == "nt":
        name = re.sub(r'[<>:"\\|?*]', "_", name)
    files, path = opened(url)
    target = folder / name
    with reaching(url):
        size = files.info(path).get("size")
        if size is None or size <= most:
            size = _copied(files, path, target, most)
    if size > most:
        params = {"limit": f"{most // 1_048_576}"}
        raise WorkbookRejected(name, (Problem("file_too_large", params=params),))
    return target


def _copied(files: Any, path: str, target: Path, most: int) -> int:
    """Bytes copied; stops past *most*, whatever the store said of the size."""
    done = 0
    with files.open(path, "rb") as source, target.open("wb") as copy:
        while done <= most and (chunk := source.read(_CHUNK)):
            done += copy.write(chunk)
    return done
