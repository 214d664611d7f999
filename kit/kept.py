"""What the kit keeps of one client: which folder is its own, and each thing in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from kit.analysis.names import fold, slug
from kit.errors import UsageError
from kit.retention import COPY, COPY_RECORD, MANIFEST, NOTEBOOKS

if TYPE_CHECKING:
    from kit.batch.rows import Row
    from kit.batch.storage import Place

# Kinds, each with its word: kept.kind.<kind>.
DELIVERABLE, WORKING, FAILED, UNFINISHED = "run", "notebooks", "failed", "unfinished"
COPIES = "copy"  # the analyst's notebooks
LOCK, RECORD, ROW, LINK, OTHER = "lock", "record", "row", "link", "other"
WASTE = ".a-jeter-"  # before the name of a client's folder that is being removed
_FAILURE = "echec-"
_HIDDEN = {".verrou-": LOCK, ".en-cours-": UNFINISHED, ".ancien-": UNFINISHED, WASTE: UNFINISHED}
_TOLD_APART = r"-(?:[0-9a-f]{4}|[0-9a-f]{8}|[0-9a-f]{16}|[0-9a-f]{32})"  # client_folder
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing kept of a client: a file, or a folder with all it holds."""

    kind: str
    name: str  # in the outputs
    where: str  # path or URL
    bytes: int
    as_of: str = ""  # ISO date of a run
    formats: tuple[str, ...] = ()  # of a run


@dataclass(frozen=True, slots=True)
class Who:
    """A client as it was asked for: its folder, and the rows of the portfolio that are its."""

    folder: str  # name in the outputs; blank: none
    names: frozenset[str]  # folded; empty when several clients share them

    def has(self, row: Row) -> bool:
        """Whether *row* is of this client; one without a run is told by its names."""
        if row.run:
            return bool(self.folder) and row.run.partition("/")[0] == self.folder
        told = {fold(row.client), fold(PurePosixPath(row.workbook.replace("\\", "/")).stem)}
        return not told.isdisjoint(self.names)


def who(place: Place, client: str) -> Who:
    """The client that *client* names: by its name, or by its folder's.

    A slash at its end says that it is a folder's name. Raises UsageError when several folders
    have that name, or when it leads out of *place*.
    """
    given, exact = _folder_named(place, client)
    asked = list(_folders(place, given))
    folders = [
        name for name in asked if name == given or (not exact and _is_of(place, name, given))
    ]
    if len(folders) > 1:
        listed = [f"{name}/" for name in folders]
        params = {"client": client, "folders": ", ".join(listed), "first": listed[0]}
        raise UsageError("kept.several", params)
    folder = folders[0] if folders else ""
    names = _names_of(place, folder) if folder else frozenset({fold(given)})
    alike = _folders(place, min(names, key=len))
    shared = [name for name in alike if not names.isdisjoint(_names_of(place, name))]
    return Who(folder, names if len(shared) < _SEVERAL else frozenset())


def kept_of(place: Place, one: Who) -> Iterator[Kept]:
    """All that *place* keeps of the client *one*."""
    from kit.batch.portfolio import holding
    from kit.batch.resume import records_of

    yield from in_folder(place, one.folder)
    if one.folder:
        yield from (_kept(place, RECORD, name) for name in records_of(place, one.folder))
    yield from (_kept(place, ROW, name) for name in holding(place, one.has))


def in_folder(place: Place, folder: str) -> Iterator[Kept]:
    """What is kept in the client's folder, and of it when its removal was interrupted."""
    if not folder:
        return
    if is_link(place, folder):
        yield Kept(LINK, folder, place.at(folder), 0)
        return
    for top in (folder, f"{WASTE}{folder}"):
        sizes = place.sizes(top)
        for name in place.names(top):
            path = f"{top}/{name}"
            size = sum(
                size for file, size in sizes.items() if file == path or file.startswith(f"{path}/")
            )
            yield _told(place, path, size)


def working_in(place: Place, folder: str) -> Iterator[Kept]:
    """The notebooks alone: those of the runs and of failures, the analyst's own copies."""
    for one in in_folder(place, folder):
        if one.kind in (FAILED, COPIES):
            yield one
        elif one.kind == DELIVERABLE and (sizes := place.sizes(f"{one.name}/{NOTEBOOKS}")):
            name = f"{one.name}/{NOTEBOOKS}"
            yield Kept(WORKING, name, place.at(name), sum(sizes.values()), one.as_of)


def is_link(place: Place, name: str) -> bool:
    """Whether *name* is a symbolic link: it may be removed, never followed."""
    return place.folder is not None and (place.folder / name).is_symlink()


def _kept(place: Place, kind: str, name: str) -> Kept:
    return Kept(kind, name, place.at(name), sum(place.sizes(name).values()))


def _told(place: Place, path: str, size: int) -> Kept:
    name = PurePosixPath(path).name
    if is_link(place, path):
        return Kept(LINK, path, place.at(path), 0)
    for prefix, kind in _HIDDEN.items():
        if name.startswith(prefix):
            return Kept(kind, path, place.at(path), size)
    if name.startswith(_FAILURE):
        return Kept(FAILED, path, place.at(path), size)
    if name.startswith(COPY) and (copied := _json(place, f"{path}/{COPY_RECORD}")):
        return Kept(COPIES, path, place.at(path), size, str(copied.get("opened", "")))
    manifest = _json(place, f"{path}/{MANIFEST}")
    if not isinstance(manifest.get("files"), dict):
        return Kept(RECORD if name.startswith(".") else OTHER, path, place.at(path), size)
    formats = tuple(str(kind) for kind in manifest["files"])
    return Kept(DELIVERABLE, path, place.at(path), size, str(manifest.get("as_of", "")), formats)


def _json(place: Place, name: str) -> dict[str, Any]:
    try:
        found = json.loads(place.read_text(name))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


# -- which folder -----------------------------------------------------------------------------


def _folder_named(place: Place, client: str) -> tuple[str, bool]:
    """The name asked for, and whether it is that of a folder, not of a client."""
    bare = client.strip().rstrip("/\\")
    exact = bare != client.strip()
    path = Path(bare)
    if place.folder is not None and len(path.parts) > 1 and path.parent == place.folder:
        bare, exact = path.name, True  # as a shell completes it: outputs/dupont
    if not bare or bare.startswith(".") or (exact and re.search(r"[/\\]", bare)):
        raise UsageError("kept.not_inside", {"client": client, "outputs": place.where})
    return bare, exact


def _folders(place: Place, client: str) -> Iterator[str]:
    """The folders of clients whose name begins as that of *client* does; "": all of them."""
    bare = dict.fromkeys(name.removeprefix(WASTE) for name in place.names())
    for name in bare:
        meant = name.startswith((slug(client), client)) and not name.startswith(".")
        if meant and _is_folder(place, name):
            yield name


def _is_folder(place: Place, name: str) -> bool:
    return is_link(place, name) or bool(place.names(name) or place.names(f"{WASTE}{name}"))


def _is_of(place: Place, folder: str, client: str) -> bool:
    """Whether *folder* is the one of that name, or of a client of that name."""
    return folder == client or fold(client) in _names_of(place, folder)


def _names_of(place: Place, folder: str) -> frozenset[str]:
    """What the client of *folder* is called, folded: as its results say, else as its folder."""
    if told := _client_in(place, folder):
        return frozenset({fold(told)})
    return frozenset({folder, re.sub(f"{_TOLD_APART}$", "", folder)})


def _client_in(place: Place, folder: str) -> str:
    """The client's name in the last results of *folder*; blank when there are none."""
    if not folder or is_link(place, folder):
        return ""
    for top in (folder, f"{WASTE}{folder}"):
        for run in sorted(place.names(top), reverse=True):
            if not run.startswith(".") and (told := _json(place, f"{top}/{run}/results.json")):
                return str(told.get("client") or "")
    return ""
