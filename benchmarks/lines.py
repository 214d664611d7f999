"""A client whose business case has as many lines as asked for: gains, costs, rows of amounts."""

from __future__ import annotations

from itertools import count, islice
from pathlib import Path
from typing import Any

from benchmarks.engagement import engagement
from kit.catalogue import load_catalogue
from kit.client import Client
from kit.workbook.data import client_from_data
from kit.workbook.fill import write_filled

SEED, NUMBER = 1, 7  # 14 processes
GAINS, COSTS = 0.6, 0.35  # share of the lines; the rest are rows of amounts

Data = dict[str, Any]


def write_client_of(lines: int, path: Path, lang: str = "fr") -> Path:
    """Write the workbook of a client with that many *lines*."""
    write_filled(path, client_of_lines(lines, lang))
    return path


def client_of_lines(lines: int, lang: str = "fr") -> Client:
    """A client with that many *lines*."""
    data = engagement(SEED, NUMBER, lang)
    gains, costs = round(lines * GAINS), round(lines * COSTS)
    data["gains"] = _repeated(data["gains"], gains)
    data["costs"] = _repeated(data["costs"], costs)
    data["flows"] = [
        {"label": f"Reprise {place}", "side": ("gain", "cost")[place % 2], "year_1": 100 * place}
        for place in range(1, lines - gains - costs + 1)
    ]
    return client_from_data(data, load_catalogue())


def _repeated(rows: list[Data], wanted: int) -> list[Data]:
    """*rows* again and again, under other labels, with other figures."""
    whole = ((row, turn) for turn in count() for row in rows)
    return [_again(row, turn) for row, turn in islice(whole, wanted)]


def _again(row: Data, turn: int) -> Data:
    made = {**row, "label": f"{row['label']} ({turn + 1})"}
    for key in ("volume", "unit_price"):
        if row.get(key):
            made[key] = row[key] + turn
    return made
