"""Synthetic clients: filled workbooks, seeded and realistic, for any count.

    python benchmarks/clients.py 40 FOLDER --seed 1 [--faulty 0.03] [--lang mixed]

Client n of a seed is the same whatever the count: the first 10 of 400 are those of 10.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from benchmarks.engagement import LANGUAGES, engagement, name_of
from benchmarks.faults import FAULTS
from kit.analysis.names import slug
from kit.catalogue import load_catalogue
from kit.client import Client
from kit.workbook.data import client_from_data
from kit.workbook.fill import write_filled


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of the generator; the same order gives the same bytes."""

    count: int
    seed: int = 1
    faulty: float = 0.0  # share of damaged workbooks
    lang: str = "mixed"  # fr, en or mixed
    profiles: int = 0  # clients that differ by more than their name; 0: all of them


@dataclass(frozen=True, slots=True)
class Written:
    """One workbook: its client's number and name, the fault planted in it ("" when good)."""

    number: int
    path: Path
    company: str
    fault: str = ""


def client_of(order: Order, number: int) -> Client:
    data = engagement(order.seed, number, order.lang, order.profiles)
    return client_from_data(data, load_catalogue())


def fault_of(order: Order, number: int) -> str:
    """The fault of client *number*: exactly the share asked for, evenly spread."""
    before, after = int((number - 1) * order.faulty), int(number * order.faulty)
    return "" if before == after else list(FAULTS)[before % len(FAULTS)]


def write_clients(order: Order, folder: Path, jobs: int = 0) -> list[Written]:
    """Write the workbooks of *order* into *folder*, several at the same time."""
    folder.mkdir(parents=True, exist_ok=True)
    jobs = jobs or os.cpu_count() or 1
    asked = [(order, number, folder) for number in range(1, order.count + 1)]
    if jobs == 1 or order.count < 8:
        return [_write(*one) for one in asked]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return list(pool.map(_write, *zip(*asked, strict=True), chunksize=4))


def _write(order: Order, number: int, folder: Path) -> Written:
    company = name_of(order.seed, number, order.lang, order.profiles)
    path = folder / f"{number:04}-{slug(company)[:40] or 'client'}.xlsx"
    write_filled(path, client_of(order, number))
    fault = fault_of(order, number)
    if fault:
        path = FAULTS[fault](path)
    return Written(number, path, company, fault)


def _lines(written: Sequence[Written]) -> Iterator[str]:
    for one in written:
        if one.fault:
            yield f"{one.path}\t{one.fault}"
    faulty = sum(bool(one.fault) for one in written)
    yield f"{len(written)} workbooks, {faulty} of them faulty"


def main(argv: Sequence[str]) -> int:
    """The command: lists the faulty workbooks, then how many were written."""
    parser = argparse.ArgumentParser(prog="python benchmarks/clients.py", description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faulty", type=float, default=0.0, help="share of faulty workbooks: 0.03")
    parser.add_argument("--lang", choices=(*LANGUAGES, "mixed"), default="mixed")
    parser.add_argument(
        "--profiles", type=int, default=0, help="clients drawn, the rest repeat them"
    )
    parser.add_argument("--jobs", type=int, default=0, help="processes; 0: one per core")
    options = vars(parser.parse_args(argv))
    folder, jobs = options.pop("folder"), options.pop("jobs")
    print("\n".join(_lines(write_clients(Order(**options), folder, jobs))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
