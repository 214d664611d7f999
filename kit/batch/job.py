"""What travels between the batch and its processes: plain data that can be pickled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.run import Request

# How a client came out. The first three are well, the others are told in the exit code.
DELIVERED = "delivered"  # a run folder was made
UNCHANGED = "unchanged"  # the very same run was there already
STOPPED = "stopped"  # Ctrl-C came first: not tried, or not finished
REFUSED = "refused"  # the workbook must be corrected first
FAILED = "failed"  # a notebook, a disk, a link: the reason is told
LATE = "late"  # over the time limit
CRASHED = "crashed"  # its process vanished: killed, out of memory
STATUSES = (DELIVERED, UNCHANGED, REFUSED, FAILED, LATE, CRASHED, STOPPED)
FINE = frozenset({DELIVERED, UNCHANGED})


@dataclass(frozen=True, slots=True)
class Order:
    """What `kit batch` was asked, checked as far as can be without opening a workbook.

    *request* holds what every client is asked alike; its workbook is of no account.
    """

    paths: tuple[str, ...]  # folders, globs, lists, workbooks; paths or URLs
    request: Request
    outputs: str = "outputs"  # path or URL
    jobs: int = 0  # clients at the same time; 0: as many as cores allow
    scheduler: str = ""  # address of a dask scheduler; blank: this machine
    resume: bool = False
    time_limit: float = 900.0  # [s] for one client; 0: none


@dataclass(frozen=True, slots=True)
class Job:
    """One client to do."""

    number: int  # its place in the batch, from 1
    source: str  # where its workbook is: path or URL
    name: str  # what rows and messages call it, unique within the batch
    request: Request  # with the date of the batch; its workbook is set where the job is done
    outputs: str  # path or URL
    time_limit: float = 0.0  # [s]; 0: none
    sources: frozenset[str] = frozenset()  # ids of the whole batch: who may share a name with whom


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one client came out. Places and codes, never a client's value but those named here."""

    number: int
    source: str
    name: str
    status: str  # one of STATUSES
    client: str = ""  # the company's name, as the deliverable prints it
    run: str = ""  # folder or URL of the run
    files: Mapping[str, str] = field(default_factory=dict)  # kind → path or URL
    tries: int = 1  # a process or a kernel that vanished is given one more
    seconds: float = 0.0  # [s] wall, of all tries
    cpu_seconds: float = 0.0  # [s] of all its processes
    memory_mb: float = 0.0  # [MB] peak of its largest process
    faults: int = 0  # problems of the workbook that stop it
    remarks: int = 0  # problems that do not
    places: tuple[str, ...] = ()  # of the faults: "Processus!L8 (not_a_number)"
    roi: float | None = None  # first year, as a share
    quick_wins: int | None = None
    why: str = ""  # text key commands.batch.why.<why> of a client that did not come out well
    params: Mapping[str, str] = field(default_factory=dict)  # of that sentence


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A finished batch: every client asked for, in order, and where its summary was written."""

    outputs: str
    as_of: str  # ISO date
    outcomes: tuple[Outcome, ...]
    seconds: float
    table: str = ""  # CSV
    page: str = ""  # HTML
    interrupted: bool = False

    @property
    def failed(self) -> int:
        """Clients that did not come out well."""
        return sum(outcome.status not in FINE for outcome in self.outcomes)

    def count(self, *statuses: str) -> int:
        return sum(outcome.status in statuses for outcome in self.outcomes)
