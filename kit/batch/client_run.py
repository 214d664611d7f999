"""A Job done, in this process: the workbook fetched, the report made, its row filled."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from kit.batch import job as status
from kit.batch.job import Job, Outcome
from kit.batch.reasons import explained
from kit.batch.storage import Place, fetched, place_of, shown
from kit.deliverable.client_folder import source_id
from kit.errors import OutputExists

_MEGABYTE = 1 << 20


def client_run(job: Job) -> Outcome:
    """How the client of *job* came out; what it raised is in the outcome, in codes."""
    begun = time.perf_counter()
    try:
        outcome = _delivered(job)
    except Exception as error:
        outcome = explained(job, error)
    cpu, memory = _used()
    seconds = time.perf_counter() - begun
    return replace(outcome, seconds=seconds, cpu_seconds=cpu, memory_mb=memory)


def _delivered(job: Job) -> Outcome:
    """The row of a run made now, or found whole where it would be made."""
    from kit import run
    from kit.batch.wholeness import is_whole

    place = place_of(job.outputs)
    source = source_id(job.source, job.outputs)
    force = job.request.force
    while True:
        try:
            with (
                fetched(job.source) as workbook,
                place.bench(force=force, source=source, rivals=job.sources) as bench,
            ):
                made = run.report(
                    replace(
                        job.request,
                        workbook=workbook,
                        outputs=bench.folder,
                        source=source,
                        rivals=job.sources,
                        force=force,
                    )
                )
        except OutputExists as error:
            name = "/".join(PurePosixPath(error.folder.replace("\\", "/")).parts[-2:])
            if force or is_whole(place, name, job.request.formats):
                return _row(job, status.UNCHANGED, place, name)
            force = True  # cut short by a disk or by hand, or without a format now asked
            continue
        row = _row(job, status.DELIVERED, place, bench.name(made.run))
        return replace(row, remarks=len(made.warnings))


def _row(job: Job, how: str, place: Place, name: str) -> Outcome:
    """The row of the run *name* of *place*, from its own results and manifest."""
    results = json.loads(place.read_text(f"{name}/results.json"))
    files = json.loads(place.read_text(f"{name}/manifest.json"))["files"]
    named = {kind: entry["name"] for kind, entry in files.items()} | {"manifest": "manifest.json"}
    case: dict[str, Any] = results.get("business_case") or {}
    return Outcome(
        number=job.number,
        source=shown(job.source),
        name=job.name,
        status=how,
        client=results["client"] or "",
        run=place.at(name),
        files={kind: place.at(f"{name}/{file}") for kind, file in named.items()},
        roi=case.get("roi_first_year"),
        quick_wins=sum(bool(row["quick_win"]) for row in results.get("priorities", ())),
    )


def _used() -> tuple[float, float]:
    """CPU seconds of this process and of those it waited for; peak megabytes of the largest."""
    try:
        import resource
    except ImportError:  # Windows keeps no count of children that ended
        import psutil

        process = psutil.Process()
        times, memory = process.cpu_times(), process.memory_info()
        return times.user + times.system, getattr(memory, "peak_wset", memory.rss) / _MEGABYTE
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    cpu = sum(one.ru_utime + one.ru_stime for one in used)
    return cpu, max(one.ru_maxrss for one in used) * unit / _MEGABYTE
