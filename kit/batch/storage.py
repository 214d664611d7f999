"""Where runs go: a folder of this machine, or a URL (s3://, abfs://, sftp://, memory://…).

    place = place_of("s3://bucket/2026")       place_of("outputs"), place_of("file:///srv/kit")
    place.write_text(".kit/resume/3f2a.json", text)      whole or not at all
    place.read_text(…)  place.names("dupont")  place.files("dupont")  place.remove("dupont/…")
    with place.bench() as bench: …             a run is made in bench.folder; it stands in the
                                               place, as bench.name(run), when the block ends well

A name is relative to the place, "/" between its parts whatever the machine. A run stands when
its manifest.json does: on an object store, where nothing can be renamed, it is sent last.
The local default imports neither fsspec nor dask.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.request import url2pathname

from kit.batch import urls
from kit.deliverable.publish import flush_folder


@dataclass(slots=True)
class Bench:
    """Where a run is made, and where it stands once it is sent."""

    folder: Path  # an outputs folder of this machine
    clients: dict[str, str] = field(default_factory=dict)  # its client folder → the place's

    def name(self, run: Path) -> str:
        """The name in the place of *run*, a folder made on the bench."""
        client, *rest = run.relative_to(self.folder).parts
        return "/".join((self.clients.get(client, client), *rest))


class Place(Protocol):
    """What every place can do. Raises OSError (FileNotFoundError for a name not there)."""

    @property
    def where(self) -> str:
        """How rows and messages call it: path, or URL without credentials."""

    @property
    def folder(self) -> Path | None:
        """The folder on this machine; None for a URL."""

    def at(self, name: str) -> str:
        """How rows call *name*: path, or URL without credentials."""

    def exists(self, name: str) -> bool:
        """Whether *name*, a file or a folder, is there."""

    def read_text(self, name: str) -> str:
        """The UTF-8 text of *name*, line ends as they are."""

    def write_text(self, name: str, text: str) -> None:
        """*text* as UTF-8 under *name*, folders made as needed; whole or not at all."""

    def names(self, folder: str = "") -> tuple[str, ...]:
        """What stands directly in *folder*, sorted, without its path; () when it is not there."""

    def files(self, folder: str = "") -> tuple[str, ...]:
        """Every file under *folder*, sorted, by its name in the place."""

    def sizes(self, folder: str = "") -> dict[str, int]:
        """Bytes of every file under *folder*, or of the file it is, by its name in the place."""

    def remove(self, name: str) -> None:
        """Remove *name*, a file or a folder with all it holds; fine when it is not there."""

    def bench(
        self, *, force: bool = False, source: str = "", rivals: frozenset[str] = frozenset()
    ) -> AbstractContextManager[Bench]:
        """A local outputs folder to make a run in; it is in the place when it ends well.

        *source*, *rivals*: source ids, as `kit.deliverable.client_folder.claimed` takes them.
        Raises OutputExists for a run that is at the URL already, unless *force*.
        """


def place_of(outputs: str | os.PathLike[str]) -> Place:
    """The place that *outputs* names. A URL is not opened before it is used.

    Its first use raises UsageError when the library it takes is not installed.
    """
    text = os.fspath(outputs)
    if (folder := local_path(text)) is not None:
        return Folder(folder)
    from kit.batch.remote import Remote

    return Remote(text)


def assert_ready(place: Place) -> None:
    """Raise UsageError when *place* is a URL that cannot be written, before anything is begun."""
    if place.folder is not None:
        return
    probe = f".essai-{secrets.token_hex(8)}"
    try:
        place.write_text(probe, "")
        place.remove(probe)
    except OSError as error:
        raise urls.unreachable(error) from None


@contextmanager
def fetched(source: str) -> Iterator[Path]:
    """The workbook *source* on this machine: itself, or a private copy of what a URL names.

    Raises WorkbookRejected when it is too large to be fetched, OSError when it cannot be.
    """
    path = local_path(source)
    if path is not None:
        yield path
        return
    from kit.batch.remote import fetch_aside

    with tempfile.TemporaryDirectory(prefix="kit-") as folder:
        yield fetch_aside(source, Path(folder))


def is_url(text: str) -> bool:
    return "://" in text


def local_path(text: str) -> Path | None:
    """The path that *text* means on this machine: itself, or a file:// URL's; else None."""
    if not is_url(text):
        return Path(text)
    scheme, rest = text.split("://", 1)
    if scheme.lower() not in {"file", "local"}:
        return None
    return Path(url2pathname(rest.removeprefix("localhost")))


def whole(text: str) -> str:
    """*text* as it is understood from any folder: a path from the root, or a URL."""
    path = local_path(text)
    return text if path is None else str(path.absolute())


def shown(text: str) -> str:
    """*text* as rows, logs and messages may hold it: a URL loses its credentials."""
    return urls.shown(text) if is_url(text) else text


def inside(name: str) -> PurePosixPath:
    """*name* as a relative path. Raises ValueError when it would lead out of its place."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(f"outside its place: {name}")
    return path


class Folder:
    """A folder of this machine, or one that several machines share."""

    def __init__(self, folder: Path) -> None:
        self.folder: Path = folder
        self.where = str(folder)

    def _path(self, name: str) -> Path:
        return self.folder / inside(name)

    def at(self, name: str) -> str:
        return str(self._path(name))

    def exists(self, name: str) -> bool:
        return self._path(name).exists()

    def read_text(self, name: str) -> str:
        return self._path(name).read_bytes().decode("utf-8")

    def write_text(self, name: str, text: str) -> None:
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".en-cours-{secrets.token_hex(4)}-{path.name}")
        try:
            with aside.open("xb") as file:
                file.write(text.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
        flush_folder(path.parent)

    def names(self, folder: str = "") -> tuple[str, ...]:
        path = self._path(folder)
        return tuple(sorted(one.name for one in path.iterdir())) if path.is_dir() else ()

    def files(self, folder: str = "") -> tuple[str, ...]:
        found = (path for path in self._path(folder).rglob("*") if not path.is_dir())
        return tuple(sorted(path.relative_to(self.folder).as_posix() for path in found))

    def sizes(self, folder: str = "") -> dict[str, int]:
        if self._path(folder).is_file():
            return {folder: self._path(folder).lstat().st_size}
        return {name: self._path(name).lstat().st_size for name in self.files(folder)}

    def remove(self, name: str) -> None:
        path = self._path(name)
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)

    @contextmanager
    def bench(
        self, *, force: bool = False, source: str = "", rivals: frozenset[str] = frozenset()
    ) -> Iterator[Bench]:
        yield Bench(self.folder)  # runs are renamed into place by kit.deliverable.publish
