"""A Job done, in this process: the workbook fetched, the report made, its row filled."""

from __future__ import annotations

import json
import resource
import time
from dataclasses import replace
from pathlib import Path

from kit.batch import job as status
from kit.batch.job import Job, Outcome
from kit.errors import KitError, NotebookFailed, OutputExists, WorkbookRejected


def client_run(job: Job) -> Outcome:
    """How the client of *job* came out; what it raised is in the outcome."""
    from kit import run

    begun = time.perf_counter()
    outcome = Outcome(job.number, job.source, job.name, status.FAILED)
    request = replace(job.request, workbook=Path(job.source), outputs=Path(job.outputs))
    try:
        delivered = run.report(request)
        results = json.loads(delivered.files["results"].read_text(encoding="utf-8"))
        case = results.get("business_case") or {}
        outcome = replace(
            outcome,
            status=status.DELIVERED,
            run=str(delivered.run),
            files={kind: str(path) for kind, path in delivered.files.items()},
            remarks=len(delivered.warnings),
            roi=case.get("roi_first_year"),
            quick_wins=sum(row["quick_win"] for row in results.get("priorities", ())),
        )
    except WorkbookRejected as error:
        faults = [problem for problem in error.problems if problem.severity == "error"]
        places = tuple(f"{problem.place} ({problem.code})" for problem in faults)
        outcome = replace(
            outcome, status=status.REFUSED, faults=len(faults), places=places, why="refused"
        )
    except OutputExists as error:
        outcome = replace(outcome, status=status.UNCHANGED, run=error.folder)
    except NotebookFailed as error:
        outcome = replace(outcome, why="notebook", params={"reason": error.reason})
    except (KitError, OSError) as error:
        outcome = replace(outcome, why="error", params={"error": type(error).__name__})
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return replace(
        outcome,
        seconds=time.perf_counter() - begun,
        cpu_seconds=sum(one.ru_utime + one.ru_stime for one in used),
        memory_mb=max(one.ru_maxrss for one in used) / 1024,
    )
