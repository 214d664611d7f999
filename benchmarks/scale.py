"""What does not show on one client: cost by number of clients, by workers, and at rest."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.cases import Setting, Told, batch_command, empty
from benchmarks.clients import Order, write_clients
from benchmarks.machine import compile_everything, program
from benchmarks.measure import measured
from benchmarks.records import Records

ALIKE = 10  # clients drawn: every size is made of the same ones, under names of their own


def flat(records: Records, setting: Setting, sizes: Sequence[int], repeat: int, told: Told) -> None:
    """CPU a client, and memory of all the processes together, for batches of several sizes."""
    compile_everything()
    for round in range(1, repeat + 1):
        for size in sizes:
            if not records.has("flat", str(size), round):
                figures = _batch(setting, size, f"flat-{size}")
                records.add("flat", str(size), round, **figures)
                told(f"flat, {size} clients, round {round}: {figures}")


def workers(records: Records, setting: Setting, clients: int, repeat: int, told: Told) -> None:
    """The same batch by one worker and by two."""
    compile_everything()
    for round in range(1, repeat + 1):
        for jobs in (1, 2):
            if not records.has("workers", str(jobs), round):
                figures = _batch(replace(setting, jobs=jobs), clients, f"workers-{jobs}")
                records.add("workers", str(jobs), round, **figures)
                told(f"{jobs} worker(s), round {round}: {figures}")


def at_rest(records: Records, setting: Setting, repeat: int, told: Told) -> None:
    """``kit --help`` against a Python that does nothing, side by side."""
    compile_everything()
    room = empty(setting.work / "help")
    commands = {
        "pass": (sys.executable, "-c", "pass"),
        "help": (program("kit"), "--help"),
        "check": (program("kit"), "check", "--help"),
    }
    for round in range(1, repeat + 1):
        for case, command in commands.items():
            if not records.has("help", case, round):
                cost = measured([[command]], cwd=room)
                records.add("help", case, round, wall=cost.wall, cpu=cost.cpu)
    told(", ".join(f"{case}: {records.median('help', case, 'wall'):.3f} s" for case in commands))


def _batch(setting: Setting, clients: int, name: str) -> dict[str, Any]:
    folder, room = empty(setting.work / f"{name}-clients"), empty(setting.work / name)
    write_clients(Order(clients, profiles=ALIKE), folder)
    output = room / "batch.json"
    cost = measured([[batch_command(folder, room, setting)]], cwd=room, output=output)
    return {
        "clients": clients,
        "wall": cost.wall,
        "cpu": cost.cpu,
        "memory_mb": cost.memory_mb,
        "cpu_client": cost.cpu / clients,
        "per_minute": 60 * clients / cost.wall,
        "peak_client_mb": max(row["memory_mb"] for row in rows_of(output)),
    }


def rows_of(output: Path) -> list[dict[str, Any]]:
    """The clients of a ``kit batch --json``."""
    found: list[dict[str, Any]] = json.loads(output.read_text(encoding="utf-8"))["clients"]
    return found
