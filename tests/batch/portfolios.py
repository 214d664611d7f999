"""Portfolios to write, and places they can be written to."""

from __future__ import annotations

from kit.batch import job as status
from kit.batch.job import Outcome, Portfolio

AS_OF = "2026-11-23"
HOSTILE = (
    '=HYPERLINK("http://evil.example")',
    "<script>alert(1)</script> & fils",
    "発注書類株式会社",
    "شركة النور",
    "A\x1b[31m\nB",
)


def delivered(number: int, client: str, **more: object) -> Outcome:
    """A client that came out well, in a folder of its own."""
    run = f"outputs/c{number}/{AS_OF}-0000000{number % 10}"
    files = {kind: f"{run}/{name}" for kind, name in FILES.items()}
    values = {
        "status": status.DELIVERED,
        "client": client,
        "run": run,
        "files": files,
        "seconds": 4.04,
        "remarks": number % 3,
        "roi": 1.5 * number - 2,
        "quick_wins": number,
    }
    return Outcome(number, f"in/{number}.xlsx", f"{number}.xlsx", **{**values, **more})  # type: ignore[arg-type]


FILES = {"html": "report.html", "pdf": "report.pdf", "xlsx": "plan.xlsx"}
REFUSED = Outcome(
    90,
    "/home/marie.secret/in/faux.xlsx",
    "faux.xlsx",
    status.REFUSED,
    faults=6,
    places=tuple(f"Processus!L{row} (not_a_number)" for row in range(8, 14)),
    why="refused",
    params={"path": "/home/marie.secret/in/faux.xlsx"},
)
LATE = Outcome(
    91,
    "in/grand.xlsx",
    "grand.xlsx",
    status.LATE,
    seconds=900.0,
    why="late",
    params={"seconds": "900"},
)
IN_USE = Outcome(
    92,
    "in/pris.xlsx",
    "pris.xlsx",
    status.FAILED,
    why="in_use",
    params={"pid": "12", "machine": "poste-de-marie", "since": "2026-11-23 10:00:00+01:00"},
)
UNDONE = Outcome(93, "in/reste.xlsx", "reste.xlsx", status.STOPPED, why="stopped")


def portfolio(*outcomes: Outcome, outputs: str = "outputs", **more: object) -> Portfolio:
    return Portfolio(outputs, AS_OF, outcomes, 12.5, **more)  # type: ignore[arg-type]


def mixed() -> Portfolio:
    names = ("Zénith", "Atelier", *HOSTILE)
    well = [delivered(number, name) for number, name in enumerate(names, start=1)]
    return portfolio(*well, REFUSED, LATE, IN_USE, UNDONE)
