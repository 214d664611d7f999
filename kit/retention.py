"""How long a run is kept by default, and which runs are past it. Nothing is removed here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from kit.analysis.timeline import later
from kit.content_checks import Sentences, Table
from kit.places import content_folders

if TYPE_CHECKING:
    from kit.batch.storage import Place

FILE = "retention.toml"
WORKING, RUN = "working", "run"  # executed notebooks; the whole run
PARTS = (WORKING, RUN)
UNTIL = {WORKING: "working_until", RUN: "until"}  # keys of the manifest's "retention"
NOTEBOOKS, MANIFEST = "notebooks", "manifest.json"  # in a run's folder
COPY, COPY_RECORD = "carnets", ".copie.json"  # the analyst's notebooks (kit.lab), in the client's
_LONGEST = 1200  # [months]
_AT_ONCE = 8  # manifests read from a distant storage


@dataclass(frozen=True, slots=True)
class Period:
    """How long a part of a run is kept after the run's date."""

    months: int
    source: str  # sentence kept.source.<source>


@dataclass(frozen=True, slots=True)
class Past:
    """A run, or the notebooks in it, that is still there past its date."""

    run: str  # its name in the outputs: <client>/<run>
    folder: str  # path or URL
    part: str  # one of PARTS
    until: str  # ISO date

    @property
    def told(self) -> str:
        return f"{self.folder} ({self.until})"


def periods() -> dict[str, Period]:
    """The period of each part; raises ContentError when retention.toml is wrong."""
    return _periods(content_folders())


def retention_of(as_of: str) -> dict[str, str]:
    """Until when each part of a run of *as_of* (ISO date) is kept, as its manifest says it.

    >>> sorted(retention_of("2026-11-23"))
    ['until', 'working_until']
    """
    day = date.fromisoformat(as_of)
    return {
        UNTIL[part]: later(day, period.months).isoformat() for part, period in periods().items()
    }


def past(outputs: str | Path, today: date) -> tuple[Past, ...]:
    """What is kept in *outputs*, path or URL, past its date: oldest date first."""
    from kit.batch.storage import place_of

    place = place_of(outputs)
    names = frozenset(place.files())
    runs = sorted(name for name in names if _is_manifest(name))
    with ThreadPoolExecutor(_AT_ONCE) as readers:
        kept = list(readers.map(lambda name: _until(place, name), runs))
    found: list[Past] = list(_copies(place, names, today))
    for run, until in zip((name.rpartition("/")[0] for name in runs), kept, strict=True):
        over = [part for part in _parts_there(run, names) if _is_over(until.get(part), today)]
        found.extend(Past(run, place.at(run), part, until[part]) for part in over[:1])
    return tuple(sorted(found, key=lambda one: (one.until, one.run, one.part)))


@cache
def _periods(folders: tuple[Path, ...]) -> dict[str, Period]:
    table, sentences = Table.of_file(folders, FILE), Sentences(folders)
    found = {}
    for part in PARTS:
        one = table.table(part)
        found[part] = Period(one.integer("months", 1, _LONGEST), one.text("source"))
        one.date("date")
        one.close()
        sentences.need(f"kept.source.{found[part].source}")
    table.close()
    if found[WORKING].months > found[RUN].months:
        table.refuse(WORKING, "notebooks are in the run: they are not kept longer than it")
    return found


def _copies(place: Place, names: frozenset[str], today: date) -> Iterator[Past]:
    """The analyst's notebooks that nobody opened for longer than notebooks are kept."""
    for name in names:
        folder, _, file = name.rpartition("/")
        if file == COPY_RECORD and not folder.startswith("."):
            try:
                opened = json.loads(place.read_text(name))["opened"]
                until = retention_of(opened)[UNTIL[WORKING]]
            except (OSError, ValueError, KeyError, TypeError):
                continue  # not a record of ours, or it went meanwhile
            if _is_over(until, today):
                yield Past(folder, place.at(folder), WORKING, until)


def _is_manifest(name: str) -> bool:
    """Whether *name* is <client>/<run>/manifest.json: what is hidden is not finished."""
    parts = PurePosixPath(name).parts
    return len(parts) == 3 and parts[2] == MANIFEST and not any(p.startswith(".") for p in parts)


def _until(place: Place, name: str) -> dict[str, str]:
    """Part → ISO date. A run made before dates were written is given those of today's rule."""
    try:
        manifest: dict[str, Any] = json.loads(place.read_text(name))
        kept = manifest.get("retention") or retention_of(manifest["as_of"])
        return {part: date.fromisoformat(kept[key]).isoformat() for part, key in UNTIL.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # not a manifest of ours, or it went meanwhile


def _is_over(until: str | None, today: date) -> bool:
    return until is not None and until < today.isoformat()


def _parts_there(run: str, names: frozenset[str]) -> Iterator[str]:
    """The whole run first: when it must go, so must what is in it."""
    yield RUN
    if any(name.startswith(f"{run}/{NOTEBOOKS}/") for name in names):
        yield WORKING
