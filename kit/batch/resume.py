"""What a batch leaves behind to be gone on with: one small file a client, each renamed in place.

    <outputs>/.kit-batch/batch.json        the date that the batch gave its reports
    <outputs>/.kit-batch/<hash>.json       a client that came out: inputs, what shaped it, its row

A record holds what the row of the portfolio holds, nothing more: no password, no path of a
workbook. Half a record, or one of another time, is none: that client is done again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.batch import job as status
from kit.batch.job import Job, Outcome
from kit.batch.storage import Place, is_url, local_path, shown
from kit.batch.wholeness import is_whole
from kit.deliverable.client_folder import source_id

if TYPE_CHECKING:
    from kit.run import Request

FOLDER = ".kit-batch"
_BATCH = f"{FOLDER}/batch.json"
_SCHEMA = 1
_KEPT = (status.DELIVERED, status.UNCHANGED, status.REFUSED)  # the others are tried again
_ROW = ("client", "faults", "remarks", "places", "roi", "quick_wins", "why")


def dated(place: Place) -> str:
    """The ISO date of the last batch of *place*; "" when there was none."""
    try:
        written: str = json.loads(place.read_text(_BATCH))["as_of"]
        return date.fromisoformat(written).isoformat()
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def records_of(place: Place, client: str) -> tuple[str, ...]:
    """The records, by their names in *place*, of whom the runs stand in the folder *client*."""
    names = (f"{FOLDER}/{name}" for name in place.names(FOLDER) if name.endswith(".json"))
    return tuple(name for name in names if _folder_in(_read(place, name)) == client)


def shaped_by(request: Request, names: Sequence[str], folders: Sequence[Path]) -> str:
    """A digest of all that shapes the bytes of a run, its workbook left aside.

    *names* are the notebooks of the document, each taken from the first of *folders* that has
    it. A password counts by its presence only: it is kept nowhere.
    """
    from kit import __version__
    from kit.deliverable.manifest import packages, sha256, sha256_of_folder
    from kit.places import own_content

    paths = [[folder / f"{name}.ipynb" for folder in folders] for name in names]
    found = [next(path for path in several if path.is_file()) for several in paths]
    content = own_content()
    shaping = {
        "document": request.document,
        "lang": request.lang,
        "formats": sorted(request.formats),
        "as_of": request.as_of,
        "settings": dict(request.settings),
        "versions": list(request.versions),
        "paper": request.paper,
        "watermark": request.watermark,
        "protected": bool(request.password),
        "kit": __version__,
        "packages": packages(),
        "notebooks": [sha256(path) for path in found],
        "content": None if content is None else sha256_of_folder(content),
    }
    return hashlib.sha256(json.dumps(shaping, sort_keys=True).encode()).hexdigest()


class Records:
    """The records of *place* for runs shaped by *shaped*, a digest."""

    def __init__(self, place: Place, shaped: str) -> None:
        self._place, self._shaped = place, shaped

    def begin(self, as_of: str) -> None:
        """Note the date of the batch; a place that cannot be written is the clients' news."""
        with suppress(OSError):
            self._place.write_text(_BATCH, _written({"schema": _SCHEMA, "as_of": as_of}))

    def row(self, job: Job, digest: str) -> Outcome | None:
        """The row of a client that came out already from the same inputs; None: to be done.

        *digest* is that of its workbook's bytes, "" when it cannot be read.
        """
        record = _read(self._place, self._name(job))
        if not digest or record.get("workbook") != digest or record.get("shaped") != self._shaped:
            return None
        try:
            outcome = _outcome(job, record, self._place)
        except (KeyError, TypeError, ValueError, AttributeError):
            return None
        if outcome.status == status.REFUSED:
            return outcome
        if not is_whole(self._place, str(record["run"]), job.request.formats):
            return None
        return replace(outcome, status=status.UNCHANGED)

    def is_outdated(self, job: Job) -> bool:
        """Whether the client came out already, shaped by something else: to be made anew.

        A package of another version makes other bytes under the same run name.
        """
        shaped = _read(self._place, self._name(job)).get("shaped")
        return shaped is not None and shaped != self._shaped

    def keep(self, job: Job, digest: str, outcome: Outcome) -> None:
        """Write down how the client of *job* came out, when it need not be tried again."""
        if outcome.status not in _KEPT or not digest:
            return
        run = _within(self._place, outcome.run)
        row = {name: value for name, value in asdict(outcome).items() if name in _ROW}
        record = {
            "schema": _SCHEMA,
            "workbook": digest,
            "shaped": self._shaped,
            "status": outcome.status,
            "run": run,
            "files": {kind: _within(self._place, at) for kind, at in outcome.files.items()},
            **row,
        }
        with suppress(OSError):  # the run stands: the next batch finds it unchanged
            self._place.write_text(self._name(job), _written(record))

    def _name(self, job: Job) -> str:
        """The same wherever the batch is run from, and it tells nothing of the path."""
        return f"{FOLDER}/{source_id(job.source, job.outputs)}.json"


def digest_of(source: str) -> str:
    """sha256 of the workbook at *source*; "" when it cannot be read."""
    from kit.deliverable.manifest import sha256

    path = local_path(source)
    try:
        if path is not None:
            return sha256(path)
        return _digest_at(source)
    except Exception:  # the client's own run will say what is wrong
        return ""


def _digest_at(url: str) -> str:
    from kit.batch.urls import opened, reaching

    files, path = opened(url)
    with reaching(url), files.open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(place: Place, name: str) -> Mapping[str, Any]:
    try:
        record = json.loads(place.read_text(name))
    except (OSError, ValueError):
        return {}
    whole = isinstance(record, dict) and record.get("schema") == _SCHEMA
    return record if whole else {}


def _written(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _outcome(job: Job, record: Mapping[str, Any], place: Place) -> Outcome:
    """Raises KeyError, TypeError or ValueError for a record that is not as we write them."""
    if record["status"] not in _KEPT:
        raise ValueError(record["status"])
    row = {name: record[name] for name in _ROW}
    refused = record["status"] == status.REFUSED
    return Outcome(
        number=job.number,
        source=shown(job.source),
        name=job.name,
        status=record["status"],
        run=place.at(record["run"]) if record["run"] else "",
        files={kind: place.at(name) for kind, name in record["files"].items()},
        params={"path": shown(job.source)} if refused else {},
        **{**row, "places": tuple(row["places"])},
    )


def _within(place: Place, at: str) -> str:
    """*at*, a path or URL of *place*, as a name in it: the outputs may be moved as a whole."""
    if not at:
        return ""
    if is_url(place.where):
        return at.removeprefix(place.where).lstrip("/")
    return Path(at).relative_to(place.where).as_posix()


def _folder_in(record: Mapping[str, Any]) -> str:
    return str(record.get("run") or "").partition("/")[0]
