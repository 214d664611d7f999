"""Whether a run stands where it should, with all the files its manifest lists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kit.batch.storage import Place

MANIFEST = "manifest.json"  # published last: a run without it is none
_NOT_ALWAYS = frozenset({"bpmn"})  # made only of a client whose processes are described


def is_whole(place: Place, run: str, formats: Iterable[str] = ()) -> bool:
    """Whether *run* (``<client>/<run>``) has each listed file, and a file of each of *formats*.

    The sizes are compared in a folder; at a URL the manifest was sent after a look at them.
    """
    try:
        files: Mapping[str, Any] = json.loads(place.read_text(f"{run}/{MANIFEST}"))["files"]
        listed = {str(entry["name"]): int(entry["bytes"]) for entry in files.values()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
    kinds = [kind.removeprefix("owner_").removeprefix("internal_") for kind in files]
    if not set(formats) <= {*kinds, *_NOT_ALWAYS}:
        return False
    if place.folder is not None:
        folder = place.folder / run
        return all(_size(folder / name) == size for name, size in listed.items())
    there = {name.removeprefix(f"{run}/") for name in place.files(run)}
    return all(name in there or any(one.startswith(f"{name}/") for one in there) for name in listed)


def _size(path: Path) -> int | None:
    """Bytes of a file, or of all files of a folder; None when it is not there."""
    if path.is_dir():
        return sum(one.stat().st_size for one in path.rglob("*") if one.is_file())
    return path.stat().st_size if path.is_file() else None
