"""What was measured, kept in one JSON file: a row per run, and the machine it was made on.

A row that is there already is not measured again: an interrupted command goes on where it
stopped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.machine import machine

RESULTS = Path(__file__).parent / "results.json"
Row = dict[str, Any]


class Records:
    """The rows of *path*; each has a `set`, a `case`, a `round` and its figures."""

    def __init__(self, path: Path = RESULTS) -> None:
        self.path = path
        kept: Mapping[str, Any] = {}
        if path.is_file():
            kept = json.loads(path.read_text(encoding="utf-8"))
        self.machine: Mapping[str, Any] = kept.get("machine", {})
        self.rows: list[Row] = list(kept.get("rows", ()))

    def forget(self, set: str, cases: Iterable[str]) -> None:
        gone = frozenset(cases)
        self.rows = [row for row in self.rows if row["set"] != set or row["case"] not in gone]

    def has(self, set: str, case: str, round: int) -> bool:
        return any(
            (row["set"], row["case"], row["round"]) == (set, case, round) for row in self.rows
        )

    def add(self, set: str, case: str, round: int, **figures: Any) -> None:
        """Keep a row, on the disk at once."""
        self.machine = machine()
        self.rows.append({"set": set, "case": case, "round": round, **figures})
        whole = {"machine": self.machine, "rows": self.rows}
        written = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
        aside = self.path.with_suffix(".part")
        aside.write_text(written, encoding="utf-8", newline="\n")
        aside.replace(self.path)

    def of(self, set: str, case: str = "") -> list[Row]:
        return [row for row in self.rows if row["set"] == set and case in ("", row["case"])]

    def median(self, set: str, case: str, figure: str) -> float | None:
        found = [row[figure] for row in self.of(set, case) if row.get(figure) is not None]
        return median(found) if found else None

    def ratio(self, set: str, case: str, over: str, figure: str) -> float | None:
        """Median of *case* / *over*, round by round: each pair was measured side by side."""
        others = {row["round"]: row[figure] for row in self.of(set, over)}
        pairs = [
            row[figure] / others[row["round"]]
            for row in self.of(set, case)
            if others.get(row["round"])
        ]
        return median(pairs) if pairs else None
