"""What each chart of a workbook costs, and where that goes. CPU, in milliseconds.

    python -m benchmarks.chart                     the accounting firm of the examples
    python -m benchmarks.chart my-client.xlsx

Each chart is drawn at both widths, in a process of its own forked from one that has read and
analysed the workbook: `cold` when nothing was drawn before, `warm` when that process is warm
(kit/warmed.py), `again` the second time. The last columns share `warm` out: letters
measured and shaped, the SVG written, all the rest. KB: both drawings. Linux and macOS.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.machine import ROOT
from kit.display import lettering, style
from kit.display.contents import MAKERS
from kit.display.show import Show, open_engagement
from kit.display.words import Block, Words

EXAMPLE = ROOT / "data_templates" / "exemple-comptable.xlsx"
DAY = "2026-10-01"
HEADS = ("KB", "cold", "warm", "again", "letters", "svg", "rest")
# Where time goes: (owner, function, share). What is within counts for the inner one.
PARTS = (
    (lettering, "line", "letters"),
    (lettering, "width", "letters"),
    (style, "to_svg", "svg"),
)


@dataclass
class Shares:
    """Exclusive CPU time [s] by part."""

    spent: dict[str, float] = field(default_factory=dict)
    _open: list[float] = field(default_factory=list)  # time of what is within, by depth

    def timed(self, share: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def inner(*given: Any, **named: Any) -> Any:
            began = time.process_time()
            self._open.append(0.0)
            try:
                return call(*given, **named)
            finally:
                whole = time.process_time() - began
                self.spent[share] = self.spent.get(share, 0.0) + whole - self._open.pop()
                if self._open:
                    self._open[-1] += whole

        return inner


def main() -> None:
    asked = argparse.ArgumentParser(description="What each chart of a workbook costs.")
    asked.add_argument("workbook", nargs="?", type=Path, default=EXAMPLE)
    asked.add_argument("--repeat", type=int, default=5)
    options = asked.parse_args()
    words = open_engagement(options.workbook, as_of=DAY).words
    charts = json.loads(_apart(lambda: json.dumps(_charts(words))))
    cold = {_name(one): _costs(words, one, options.repeat) for one in charts}
    style.warm()
    gc.collect()
    gc.freeze()
    warm = {_name(one): _costs(words, one, options.repeat) for one in charts}
    rows = [
        (
            name,
            warm[name]["bytes"] / 1000,
            1000 * cold[name]["first"],
            *(1000 * warm[name][key] for key in ("first", "again", *HEADS[4:])),
        )
        for name in warm
    ]
    rows.sort(key=lambda row: -row[3])
    total = ("all", *(sum(column) for column in list(zip(*rows, strict=True))[1:]))
    print(f"{'chart':26}" + "".join(f"{head:>9}" for head in HEADS))
    for name, *figures in (*rows, total):
        print(f"{name:26}" + "".join(f"{figure:9.1f}" for figure in figures))


def _charts(words: Words) -> list[tuple[str, str]]:
    """Kind and key of every part with a chart."""
    show = Show(words)
    return [
        (kind, key)
        for kind in ("chart", "flow", "table")
        for key in MAKERS[kind]
        if any(block["block"] == "chart" for block in show.blocks(kind, key))
    ]


def _costs(words: Words, chart: Sequence[str], repeat: int) -> dict[str, float]:
    """Medians over *repeat* processes."""
    each = [json.loads(_apart(lambda: json.dumps(_cost(words, *chart)))) for _ in range(repeat)]
    return {key: median(one[key] for one in each) for key in each[0]}


def _cost(words: Words, kind: str, key: str) -> dict[str, float]:
    shares = Shares()
    with _shared_out(shares):
        began = time.process_time()
        drawn = Show(words).drawn(kind, key)
        first = time.process_time() - began
    began = time.process_time()
    Show(words).drawn(kind, key)
    again = time.process_time() - began
    named = {head: shares.spent.get(head, 0.0) for head in HEADS[4:6]}
    rest = first - sum(named.values())
    return {"first": first, "again": again, **named, "rest": rest, "bytes": _bytes(drawn)}


@contextmanager
def _shared_out(shares: Shares) -> Iterator[None]:
    kept = [(owner, name, getattr(owner, name)) for owner, name, _ in PARTS]
    for owner, name, share in PARTS:
        setattr(owner, name, shares.timed(share, getattr(owner, name)))
    try:
        yield
    finally:
        for owner, name, call in kept:
            setattr(owner, name, call)


def _bytes(blocks: Sequence[Block]) -> int:
    return sum(len(block.get(key) or "") for block in blocks for key in ("svg", "phone"))


def _name(chart: Sequence[str]) -> str:
    kind, key = chart
    return key if kind == "chart" else f"{key} ({kind})"


def _apart(call: Callable[[], str]) -> str:
    """What *call* gives, in a process that is a copy of this one."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            with os.fdopen(writing, "w", encoding="utf-8") as out:
                out.write(call())
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as said:
        told = said.read()
    if os.waitpid(child, 0)[1]:
        raise SystemExit("a chart could not be drawn")
    return told


if __name__ == "__main__":
    main()
