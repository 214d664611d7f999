"""Which folder of the outputs is whose: two clients of the same name never meet.

A client's folder is ``outputs/<slug>``, and holds ``.client.json``: the hash of where its
workbook comes from, nothing else of the client. The first who comes has it. Another workbook
whose client has the same name is another client when both are part of the same batch: it gets
``outputs/<slug>-<hexadecimal digits of its own hash>``, for good. Otherwise it is the same
client, whose file was renamed or moved: the folder is its own from then on.
"""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from kit.deliverable.locks import PREFIX, held, lock_beside, waited

MARKER = ".client.json"
_DIGITS = (4, 8, 16, 32)  # of the hash after the slug: more when those are another's


@contextmanager
def claimed(
    outputs: Path,
    slug: str,
    run: str,
    source: str,
    rivals: frozenset[str] = frozenset(),
    what: str = "run",
) -> Iterator[Path]:
    """The folder of *run* of the client *slug* whose workbook is *source*, locked for the block.

    *source* and *rivals*, the sources of the whole batch, are source ids. The folder itself
    need not exist. Raises InUse(*what*) when somebody else works on that very run now.
    """
    outputs.mkdir(parents=True, exist_ok=True)
    choosing = outputs / f"{PREFIX}clients"
    with ExitStack() as making:
        with waited(choosing):
            name = chosen(slug, source, rivals, lambda one: owner_of(outputs / one))
            client = outputs / name
            _mark(client, source)
            # Locked before others may choose: nobody takes the folder for abandoned.
            making.enter_context(held(lock_beside(client / run), what, str(client / run)))
        try:
            yield client / run
        finally:
            making.close()
            with waited(choosing):
                _abandon(client)


def chosen(
    slug: str, source: str, rivals: frozenset[str], owner: Callable[[str], str | None]
) -> str:
    """The name of the folder of the client *slug* whose workbook is *source*.

    *owner* gives the source id that claims the folder of a name, None when nobody does.
    """
    suffixed = [f"{slug}-{source[:digits]}" for digits in _DIGITS]
    if (already := next((name for name in suffixed if owner(name) == source), None)) is not None:
        return already
    first = owner(slug)
    if first is None or first == source or first not in rivals:
        return slug
    return next(name for name in suffixed if owner(name) is None)


def folders_of(outputs: Path, slug: str) -> tuple[Path, ...]:
    """The folders of all clients called *slug*: the first one's, then those told apart."""
    apart = (path for path in sorted(outputs.glob(f"{slug}-*")) if _is_namesake(path, slug))
    return tuple(path for path in (outputs / slug, *apart) if path.is_dir())


def owner_of(folder: Path) -> str | None:
    """The source id in the marker of *folder*; None without one that can be read."""
    try:
        return str(json.loads((folder / MARKER).read_text(encoding="utf-8"))["source"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def source_id(source: str, outputs: str) -> str:
    """What stands for *source* in markers: 32 hexadecimal digits.

    The same on every machine: a URL counts without its credentials, a file by its path as seen
    from *outputs*, wherever the disk that holds both is mounted or moved to. On another drive
    than the outputs (Windows), or for outputs at a URL, the whole path counts.
    """
    path = _local(source)
    if path is None:
        seen = urlsplit(source)
        name = seen._replace(netloc=seen.netloc.rpartition("@")[2]).geturl()
    else:
        name = _seen_from(path, outputs)
    return hashlib.sha256(unicodedata.normalize("NFC", name).encode()).hexdigest()[:32]


def _seen_from(path: Path, outputs: str) -> str:
    base = _local(outputs)
    real = _real(path.parent) / path.name
    if base is not None:
        with suppress(ValueError):  # another drive
            return Path(os.path.relpath(real, _real(base))).as_posix()
    return real.as_posix()


@lru_cache(maxsize=1024)
def _real(folder: Path) -> Path:
    return folder.resolve()


def _local(place: str) -> Path | None:
    scheme, found, rest = place.partition("://")
    if not found:
        return Path(place)
    if scheme.lower() not in {"file", "local"}:
        return None
    return Path(url2pathname(rest.removeprefix("localhost")))


def _mark(folder: Path, source: str) -> None:
    if owner_of(folder) == source:
        return
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f"{MARKER}.en-cours"
    aside.write_text(json.dumps({"source": source}) + "\n", encoding="utf-8", newline="\n")
    with aside.open("rb+") as file:
        os.fsync(file.fileno())
    aside.replace(folder / MARKER)


def _abandon(folder: Path) -> None:
    """Nothing was published: *folder* goes, unless it holds more than its marker."""
    with suppress(OSError):
        if {path.name for path in folder.iterdir()} <= {MARKER, f"{MARKER}.en-cours"}:
            (folder / f"{MARKER}.en-cours").unlink(missing_ok=True)
            (folder / MARKER).unlink(missing_ok=True)
            folder.rmdir()


def _is_namesake(path: Path, slug: str) -> bool:
    """Whether *path* was told apart from ``slug`` by its owner's own hash."""
    owner = owner_of(path)
    return owner is not None and path.name in {f"{slug}-{owner[:digits]}" for digits in _DIGITS}
