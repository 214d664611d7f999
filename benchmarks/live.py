"""What a figure moved in the explorer costs to compute: all of the analysis, or what is shown.

CPU time of one process, the least of several rounds: what else runs on the machine adds to
it, nothing takes off it. Between two rounds another line is moved, as an analyst does.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import cycle
from typing import Any

from benchmarks.lines import client_of_lines
from kit.analysis.analyse import analyse, live
from kit.analysis.what_if import applied
from kit.catalogue import load_catalogue
from kit.client import Client
from kit.client.scenario import Change

AS_OF = date(2026, 12, 1)
SHOWN = {"figures": (), "findings": ("findings",), "provenance": ("traces",), "load": ("load",)}
Told = Callable[[str], None]


def cost_of_a_move(sizes: Sequence[int], rounds: int, told: Told) -> None:
    """For each of *sizes* [lines]: the whole analysis, then live with what a tab shows."""
    for lines in sizes:
        client = client_of_lines(lines)
        told(f"{lines} lines, all of it: {_least(client, rounds, None):.0f} ms")
        for name, parts in SHOWN.items():
            told(f"{lines} lines, {name}: {_least(client, rounds, parts):.0f} ms")


def _least(client: Client, rounds: int, parts: Sequence[str] | None) -> float:
    """[ms] of one move; *parts* asked for besides the figures, None for the whole analysis."""
    moves = _moves(client)
    return min(_move(next(moves), parts) for _ in range(rounds + 1)) * 1000


def _moves(client: Client) -> Iterator[Client]:
    """*client* with one gain after the other a little larger."""
    timed = [gain for gain in client.gains if gain.volume]
    for turn, gain in enumerate(cycle(timed), 1):
        change = Change("gains.volume", (gain.volume or 0.0) + turn, gain.label)
        yield applied(client, load_catalogue(), [change])[0]


def _move(client: Client, parts: Sequence[str] | None) -> float:
    start = time.process_time()
    made: Any = (analyse if parts is None else live)(client, load_catalogue(), AS_OF)
    for name in parts or ():
        getattr(made, name)
    return time.process_time() - start
