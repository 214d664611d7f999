"""What writing the files of a run costs, by stage. CPU in milliseconds, memory in megabytes.

    python -m benchmarks.export                    the accounting firm of the examples
    python -m benchmarks.export my-client.xlsx --document audit --lang en

The notebook is run once by `kit report`; its files are then written again, in processes of
their own: `cold` when nothing that writes them was imported, `warm` forked from a process that
is warm (kit/warmed.py), `again` the second time, when Typst knows the pages already. MB: what
the stage added to the memory of the warm one. Linux and macOS.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

import nbformat
import psutil

from benchmarks.chart import DAY, EXAMPLE, Shares, _apart
from kit.catalogue import load_catalogue
from kit.display.show import Engagement, open_engagement

FORMATS = ("html", "pdf", "xlsx", "ics")
# Where time goes: (module, function, stage). What is within counts for the inner one.
PARTS = (
    ("kit.deliverable.html", "shared", "html: letters"),
    ("kit.deliverable.pdf", "data_of", "pdf: tables, sizes"),
    ("typst", "query", "pdf: layout"),
    ("typst", "compile", "pdf: writing"),
    ("kit.deliverable.workbook_out", "write_plan", "xlsx"),
    ("kit.deliverable.calendar", "plan_calendar", "ics"),
    ("nbformat", "write", "notebook"),
)
WRITERS = {"html": "html: page", "pdf": "pdf: rest"}  # what is not in the parts above
RUNS = ("cold", "warm", "again")
ALL, REST = "all", "rest"

Costs = dict[str, dict[str, float]]  # stage -> what it took


@dataclass(frozen=True, slots=True)
class Finished:
    """What export is given, from a run that `kit report` made."""

    engagement: Engagement
    manifest: dict[str, Any]
    notebook: Path

    @classmethod
    def of(cls, run: Path, workbook: Path) -> Finished:
        manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
        lang = manifest["parameters"]["lang"]
        engagement = open_engagement(workbook, lang=lang, as_of=manifest["as_of"])
        return cls(engagement, manifest, run / "notebooks" / f"{manifest['document']}.ipynb")

    def written(self, stage: Path) -> Costs:
        """CPU [s] and memory [MB] of its files written into *stage*, by stage."""
        shares = Shares()
        notebook = nbformat.read(self.notebook, as_version=4)
        memory, began = _memory(), time.process_time()
        from kit.deliverable import export as room  # its time is a part of what is measured

        owner = load_catalogue().documents[self.manifest["document"]].owner
        readers = room.Readers(("lead", "owner"), owner)
        added: dict[str, float] = {}
        with _shared_out(room, shares, added):
            room.export(
                notebook, self.engagement, self.manifest, FORMATS, stage, readers, room.Look("a4")
            )
        spent = time.process_time() - began
        shares.spent[REST] = spent - sum(shares.spent.values())
        added[ALL] = _memory() - memory
        return {"cpu": {**shares.spent, ALL: spent}, "mb": added}


def main() -> None:
    asked = argparse.ArgumentParser(description="What writing the files of a run costs.")
    asked.add_argument("workbook", nargs="?", type=Path, default=EXAMPLE)
    asked.add_argument("--document", default="report")
    asked.add_argument("--lang", default="fr")
    asked.add_argument("--repeat", type=int, default=3)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run = _report(options, Path(folder))
        finished = Finished.of(run, options.workbook)
        costs = {"cold": _median(finished, Path(folder), options.repeat)["first"]}
        import_module("kit.warmed")
        warm = _median(finished, Path(folder), options.repeat)
        costs |= {"warm": warm["first"], "again": warm["again"]}
    stages = sorted(costs["cold"]["cpu"], key=lambda stage: costs["warm"]["cpu"][stage])
    print(f"{'stage':22}" + "".join(f"{run:>9}" for run in (*RUNS, "MB")))
    for stage in stages:
        figures = [1000 * costs[run]["cpu"][stage] for run in RUNS]
        memory = costs["warm"]["mb"].get(stage)
        print(
            f"{stage:22}"
            + "".join(f"{figure:9.0f}" for figure in figures)
            + (f"{memory:9.0f}" if memory is not None else "")
        )


def _report(options: argparse.Namespace, folder: Path) -> Path:
    """The run folder of the workbook, made by the command."""
    command = [sys.executable, "-m", "kit", "report", str(options.workbook), "-o", str(folder)]
    command += ["--as-of", DAY, "--document", options.document, "--lang", options.lang, "-q"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("*/*/manifest.json")).parent


def _median(finished: Finished, folder: Path, repeat: int) -> dict[str, Costs]:
    """First and second time in *repeat* processes, the median of each figure."""
    each = [json.loads(_apart(lambda: json.dumps(_twice(finished, folder)))) for _ in range(repeat)]
    return {
        turn: {
            what: {stage: median(one[turn][what][stage] for one in each) for stage in kinds[what]}
            for what in kinds
        }
        for turn, kinds in each[0].items()
    }


def _twice(finished: Finished, folder: Path) -> dict[str, Costs]:
    turns = {}
    for turn in ("first", "again"):
        with tempfile.TemporaryDirectory(dir=folder) as stage:
            turns[turn] = finished.written(Path(stage))
    return turns


@contextmanager
def _shared_out(room: Any, shares: Shares, added: dict[str, float]) -> Iterator[None]:
    """While it lasts, the time of each stage goes to *shares*, memory to *added*."""
    usual, kept = dict(room._WRITERS), []
    for name, stage in WRITERS.items():
        room._WRITERS[name] = shares.timed(stage, _weighed(stage, usual[name], added))
    for module, name, stage in PARTS:
        owner = import_module(module)
        call = getattr(owner, name)
        kept.append((owner, name, call))
        setattr(owner, name, shares.timed(stage, _weighed(stage, call, added)))
    try:
        yield
    finally:
        room._WRITERS.update(usual)
        for owner, name, call in kept:
            setattr(owner, name, call)


def _weighed(stage: str, call: Callable[..., Any], added: dict[str, float]) -> Callable[..., Any]:
    def inner(*given: Any, **named: Any) -> Any:
        before = _memory()
        try:
            return call(*given, **named)
        finally:
            added[stage] = added.get(stage, 0.0) + _memory() - before

    return inner


def _memory() -> float:
    return float(psutil.Process().memory_info().rss / 2**20)


if __name__ == "__main__":
    main()
