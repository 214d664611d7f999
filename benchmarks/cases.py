"""The kit beside its peers: one client from a cold start, and a batch.

a  usual peer: papermill and nbconvert per section notebook
b  tuned peer: the composed notebook once, HTML
bp the same and its PDF through Chromium (webpdf)
c  ours, cold: kit report, both versions, HTML + PDF + xlsx + ics
c1 the same, one version, as the peers have
d  ours in a batch; d1 the same, one version
e  floor: the same cells in one warm process, one HTML, one PDF (benchmarks/floor.py)
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.clients import Order, write_clients
from benchmarks.machine import ROOT, compile_everything, program
from benchmarks.measure import Commands, measured
from benchmarks.peers import tuned, usual, webpdf_environment
from benchmarks.records import Records

AS_OF = "2026-12-01"
PEERS = ("a", "b", "bp")
ONE, BATCH = (*PEERS, "c", "c1", "e"), (*PEERS, "d", "d1")
WARMING = ROOT / "data_templates" / "exemple-commerce.xlsx"  # warms the floor, not counted
AT_ONCE = 2  # clients of a peer's batch at the same time
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Setting:
    """What every case is given alike."""

    work: Path
    document: str = "report"
    lang: str = "fr"
    jobs: int = 0  # of kit batch; 0: its own choice


def one_client(
    records: Records,
    setting: Setting,
    workbook: Path,
    cases: Sequence[str],
    repeat: int,
    told: Told,
) -> None:
    """Cold start, *repeat* rounds of every case in turn."""
    environment = _ready(setting, cases, told)
    for round in range(1, repeat + 1):
        for case in cases:
            if records.has("one", case, round) or (case == "bp" and environment is None):
                continue
            folder = empty(setting.work / "one" / case)
            if case == "e":
                figures: Mapping[str, Any] = floor(setting, [WARMING, workbook])
            else:
                commands = _commands(case, workbook, setting, folder)
                cost = measured([commands], cwd=folder, environment=environment)
                figures = _figures(cost.wall, cost.cpu, cost.memory_mb, 1)
            records.add("one", case, round, workbook=workbook.name, **figures)
            told(f"one client, {case}, round {round}: {figures}")


def a_batch(
    records: Records,
    setting: Setting,
    clients: int,
    sample: int,
    cases: Sequence[str],
    repeat: int,
    told: Told,
) -> None:
    """*clients* synthetic clients; the peers do *sample* of them, evenly spread."""
    environment = _ready(setting, cases, told)
    folder = empty(setting.work / "clients")
    books = [one.path for one in write_clients(Order(clients), folder)]
    spread = books[:: max(1, clients // sample)][:sample]
    for round in range(1, repeat + 1):
        for case in cases:
            if records.has("batch", case, round) or (case == "bp" and environment is None):
                continue
            room = empty(setting.work / "batch" / case)
            if case in PEERS:
                done = len(spread)
                lines = [_commands(case, book, setting, room / book.stem) for book in spread]
                cost = measured(lines, cwd=room, at_once=AT_ONCE, environment=environment)
            else:
                done = clients
                asked = ("--versions", "lead") if case == "d1" else ()
                command = batch_command(folder, room, setting, *asked)
                cost = measured([[command]], cwd=room, output=room / "batch.json")
            figures = _figures(cost.wall, cost.cpu, cost.memory_mb, done)
            records.add("batch", case, round, **figures)
            told(f"batch, {case}, round {round}: {figures}")


def batch_command(folder: Path, room: Path, setting: Setting, *more: str) -> Sequence[str]:
    jobs = ("--jobs", str(setting.jobs)) if setting.jobs else ()
    common = ("--as-of", AS_OF, "--lang", setting.lang, "--document", setting.document)
    return (program("kit"), "batch", str(folder), "-o", str(room / "outputs"),
            *common, *jobs, "--json", *more)  # fmt: skip


def the_floor(records: Records, setting: Setting, clients: int, repeat: int, told: Told) -> None:
    """(e) over *clients* different synthetic clients, in one warm process."""
    compile_everything()
    folder = empty(setting.work / "floor")
    books = [one.path for one in write_clients(Order(clients + 1), folder)]
    for round in range(1, repeat + 1):
        if not records.has("batch", "e", round):
            figures = floor(setting, books)
            records.add("batch", "e", round, **figures)
            told(f"floor, round {round}: {figures}")


def floor(setting: Setting, workbooks: Sequence[Path]) -> Mapping[str, Any]:
    """CPU seconds a client in a warm process; the first of *workbooks* warms it."""
    room = empty(setting.work / "floor-run")
    asked = (AS_OF, setting.lang, setting.document)
    command = (sys.executable, "-m", "benchmarks.floor", *asked, *map(str, workbooks))
    measured([[command]], cwd=ROOT, output=room / "floor.jsonl")
    found = [json.loads(line) for line in (room / "floor.jsonl").read_text().splitlines()]
    mean = {
        key: sum(one[key] for one in found) / len(found) for key in ("cpu", "cells", "html", "pdf")
    }
    return {"clients": len(found), "cpu_client": mean.pop("cpu"), **mean}


def _commands(case: str, workbook: Path, setting: Setting, folder: Path) -> Commands:
    folder.mkdir(parents=True, exist_ok=True)
    asked = (workbook, setting.document, setting.lang, AS_OF, folder)
    if case == "a":
        return usual(*asked)
    if case in ("b", "bp"):
        return tuned(*asked, pdf=case == "bp")
    one = ("--versions", "lead") if case == "c1" else ()
    common = ("--as-of", AS_OF, "--lang", setting.lang, "--document", setting.document)
    return [(program("kit"), "report", str(workbook), "-o", str(folder), *common, *one)]


def _ready(setting: Setting, cases: Sequence[str], told: Told) -> Mapping[str, str] | None:
    """Everything compiled; what webpdf needs, None when it cannot run here."""
    compile_everything()
    if "bp" not in cases:
        return {}
    environment = webpdf_environment(setting.work.resolve() / "browser")
    if environment is None:
        told("bp left out: nbconvert's webpdf finds no Chromium here")
    return environment


def _figures(wall: float, cpu: float, memory: float, clients: int) -> dict[str, Any]:
    return {
        "clients": clients,
        "wall": wall,
        "cpu": cpu,
        "memory_mb": memory,
        "cpu_client": cpu / clients,
        "per_minute": 60 * clients / wall,
    }


def empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder.resolve()
