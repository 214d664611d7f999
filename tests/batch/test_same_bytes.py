"""A dated run has the same bytes wherever and whenever it is made."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import kit
from benchmarks.kills import tree
from kit.places import folder_of
from tests.batch.planted import KIT

FORMATS = "html,pdf,xlsx,ics,docx,pptx,csv,bpmn"
# 26 hours apart: it is never the same day in both.
WEST, EAST = "Etc/GMT+12", "Pacific/Kiritimati"
PLACES = {
    "west": {"TZ": WEST, "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1", "USER": "anne"},
    "east": {
        "TZ": EAST,
        "LANG": "tr_TR.UTF-8",  # whose capital of i is not I
        "LC_ALL": "tr_TR.UTF-8",
        "LANGUAGE": "tr",
        "PYTHONHASHSEED": "2",
        "PYTHONIOENCODING": "cp1252",
        "USER": "öznur",
        "COLUMNS": "40",
    },
}
# The clock is asked for these alone; none of it reaches the files of a dated run.
CLOCKS = {
    "batch/flow.py": "the date of a batch without --as-of",
    "deliverable/locks.py": "since when a lock is held",
    "deliverable/pdf.py": "the date of a notebook exported from Jupyter, which has none",
    "display/show.py": "the date of a report without --as-of",
    "lab/working_copy.py": "when the analyst's notebooks were last opened, for their retention",
    "purge.py": "when a client was removed, in the register of removals",
    "run.py": "what is past its retention date as of now",
    "workshop/keeping.py": "at what time the votes were saved, on the facilitator's screen",
    "workshop/session.py": "on which day people voted",
}


def made(folder: Path, place: str) -> Path:
    """The outputs of one report made in *place*, by a home, a folder and a name of its own."""
    here = folder / place
    (here / "home").mkdir(parents=True)
    workbook = here / "Été.xlsx"
    shutil.copy(folder_of("data_templates") / "exemple-comptable.xlsx", workbook)
    environment = {**os.environ, **PLACES[place], "HOME": str(here / "home")}
    command = [*KIT, "report", workbook.name, "-o", "out", "--as-of", "2026-03-02", "--quiet"]
    done = subprocess.run(
        [*command, "--formats", FORMATS],
        cwd=here,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return here / "out"


def test_zone_language_console_day_and_user_change_no_byte(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    assert now.astimezone(ZoneInfo(WEST)).date() != now.astimezone(ZoneInfo(EAST)).date()
    west, east = (tree(made(tmp_path, place)) for place in PLACES)
    assert {Path(name).suffix for name in west} >= {f".{kind}" for kind in FORMATS.split(",")}
    assert west == east


def test_the_clock_is_asked_in_few_places() -> None:
    """The seconds of a duration (perf_counter, monotonic) are no date."""
    package = Path(kit.__file__).parent
    asking = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"now", "today", "utcnow", "localtime", "gmtime", "ctime"}
    }
    assert asking == set(CLOCKS)
