"""A thousand clients unattended: 3 % faulty workbooks, planted crashes, then two resumes.

Everything that is not as it should be is a sentence in `wrong`; the list must be empty.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.cases import Setting, Told, batch_command, empty
from benchmarks.clients import Order, Written, write_clients
from benchmarks.crashes import KINDS, heal, plant
from benchmarks.machine import compile_everything
from benchmarks.measure import Cost, measured
from benchmarks.records import Records
from benchmarks.scale import rows_of
from kit.catalogue import load_catalogue

FINE = frozenset({"delivered", "unchanged"})
Rows = Mapping[str, Mapping[str, Any]]  # by the workbook's file name


def thousand(
    records: Records,
    setting: Setting,
    clients: int,
    faulty: float,
    planted: int,
    time_limit: int,
    told: Told,
) -> tuple[str, ...]:
    """What went wrong that should not have; the figures of the three batches are recorded.

    An interrupted command goes on: what was delivered is kept (``kit batch --resume``).
    """
    compile_everything()
    room = setting.work / "thousand"
    written = write_clients(Order(clients, faulty=faulty), empty(room / "clients"))
    plan = _planned(written, planted)
    section = load_catalogue().documents[setting.document].notebooks[0]
    notebooks = plant(room / "notebooks", section, plan)
    base = [*batch_command(room / "clients", room.resolve(), setting)]
    base += ["--notebooks", str(notebooks.resolve()), "--time-limit", str(time_limit)]
    wrong: list[str] = []

    begun = (room / "outputs").exists()
    run, cost = _batch([*base, "--resume"] if begun else base, room, "run")
    wrong += _first(written, run, plan)
    wrong += _whole(run)
    _keep(records, "run", run, cost, told)

    heal(notebooks)
    retry, cost = _batch([*base, "--resume"], room, "retry")
    wrong += _healed(written, retry, run)
    wrong += _whole(retry)
    _keep(records, "retry", retry, cost, told)

    before = _state(room / "outputs")
    noop, cost = _batch([*base, "--resume"], room, "noop")
    wrong += _nothing_done(noop, retry)
    if _state(room / "outputs") != before:
        wrong.append("noop: a delivered file changed")
    wrong += [f"left behind: {path}" for path in _leftovers(room / "outputs")]
    _keep(records, "noop", noop, cost, told)
    records.add("thousand", "wrong", 1, count=len(wrong))
    return tuple(wrong)


def _planned(written: Sequence[Written], count: int) -> dict[Path, str]:
    """What happens to *count* good workbooks, evenly spread."""
    good = [one.path for one in written if not one.fault]
    chosen = good[:: max(1, len(good) // max(count, 1))][:count]
    kinds = list(KINDS)
    return {path: kinds[at % len(kinds)] for at, path in enumerate(chosen)}


def _batch(command: Sequence[str], room: Path, name: str) -> tuple[Rows, Cost]:
    output = room.resolve() / f"{name}.json"
    cost = measured([[command]], cwd=room, codes=(0, 4), output=output)
    return {Path(row["source"]).name: row for row in rows_of(output)}, cost


def _first(written: Sequence[Written], rows: Rows, plan: Mapping[Path, str]) -> Iterator[str]:
    """Each client came out as it had to, and every failure is explained."""
    yield from _all_there(written, rows)
    for one in written:
        row = rows.get(one.path.name, {"status": "", "why": ""})
        what = plan.get(one.path, "")
        wanted = KINDS[what] if what else frozenset({"refused"}) if one.fault else FINE
        if row["status"] not in wanted:
            said = f"{row['status']} ({row['why']})"
            yield f"run: {one.path.name} {one.fault or what or 'good'}: {said}"
        elif row["status"] not in FINE and not row["why"]:
            yield f"run: {one.path.name} {row['status']} without a reason"


def _healed(written: Sequence[Written], rows: Rows, before: Rows) -> Iterator[str]:
    """What had crashed is delivered, what was delivered is not done again."""
    yield from _all_there(written, rows)
    for one in written:
        status = rows[one.path.name]["status"] if one.path.name in rows else ""
        was = before[one.path.name]["status"] if one.path.name in before else ""
        done_already = was in FINE
        wanted = "refused" if one.fault else "unchanged" if done_already else "delivered"
        if status != wanted:
            yield f"retry: {one.path.name} was {was}, is {status}, not {wanted}"


def _nothing_done(rows: Rows, before: Rows) -> Iterator[str]:
    for name, row in rows.items():
        wanted = "unchanged" if before[name]["status"] in FINE else before[name]["status"]
        if row["status"] != wanted:
            yield f"noop: {name} is {row['status']}, not {wanted}"


def _all_there(written: Sequence[Written], rows: Rows) -> Iterator[str]:
    asked = {one.path.name for one in written}
    if asked != set(rows):
        yield f"{len(asked)} clients asked, {len(rows)} told"


def _whole(rows: Rows) -> Iterator[str]:
    """Every delivered folder is there, its own, and holds what its manifest lists."""
    shared = Counter(row["run"] for row in rows.values() if row["status"] in FINE)
    yield from (
        f"{run}: the folder of {count} clients" for run, count in shared.items() if count > 1
    )
    for name, row in rows.items():
        if row["status"] in FINE:
            run = Path(row["run"])
            manifest = run / "manifest.json"
            if not manifest.is_file():
                yield f"{name}: no manifest in {run}"
                continue
            listed = json.loads(manifest.read_text(encoding="utf-8"))["files"].values()
            for entry in listed:
                file = run / entry["name"]
                if not file.exists() or (file.is_file() and _sha256(file) != entry["sha256"]):
                    yield f"{name}: {entry['name']} is not the one of the manifest"


def _state(outputs: Path) -> dict[str, int]:
    """When each file of the run folders was written."""
    return {str(path): path.stat().st_mtime_ns for path in outputs.glob("*/*/*")}


def _leftovers(outputs: Path) -> list[Path]:
    return [path for path in outputs.glob("*/.*") if path.name.startswith((".en-cours", ".ancien"))]


def _keep(records: Records, case: str, rows: Rows, cost: Cost, told: Told) -> None:
    counts = Counter(row["status"] for row in rows.values())
    records.forget("thousand", [case, "wrong"])
    figures = {"wall": cost.wall, "cpu": cost.cpu, "memory_mb": cost.memory_mb}
    records.add("thousand", case, 1, clients=len(rows), counts=dict(counts), **figures)
    told(f"thousand, {case}: {dict(counts)} in {cost.wall:.0f} s")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
