"""The cells behind a figure, and many of them written short."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kit.analysis.model import ProcessResult
from kit.client import Client

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def cells_of(client: Client, *paths: str) -> tuple[str, ...]:
    """The cells behind *paths*, without doubles; what was not read from a cell has none."""
    found = (client.cells.get(path) for path in paths)
    return tuple(dict.fromkeys(cell for cell in found if cell))


def hourly_cost_paths(client: Client, result: ProcessResult) -> tuple[str, ...]:
    """Where the hourly cost of a process was written: on its card, else on its role."""
    if result.process.hourly_cost is not None:
        position = client.processes.index(result.process)
        return (f"processes/{position}/hourly_cost",)
    return role_cost_paths(client, result.process.role)


def role_cost_paths(client: Client, role: str | None) -> tuple[str, ...]:
    return tuple(f"roles/{n}/hourly_cost" for n, r in enumerate(client.roles) if r.name == role)


def ranges(cells: Iterable[str]) -> tuple[str, ...]:
    """*cells* ("Gains!F7") gathered into rectangles, by sheet in the order met.

    >>> ranges(["Gains!F7", "Gains!G7", "Gains!F8", "Gains!G8", "Coûts!H5"])
    ('Gains!F7:G8', 'Coûts!H5')
    """
    sheets: dict[str, dict[int, set[int]]] = {}
    others: list[str] = []
    for cell in dict.fromkeys(cells):
        sheet, _, address = cell.rpartition("!")
        match = _ADDRESS.fullmatch(address)
        if match is None:
            others.append(cell)  # not an address: kept as it was written
        else:
            row = sheets.setdefault(sheet, {}).setdefault(int(match[2]), set())
            row.add(_number(match[1]))
    found = [f"{sheet}!{block}" for sheet, rows in sheets.items() for block in _blocks(rows)]
    return (*found, *others)


def every(places: Iterable[str]) -> tuple[str, ...]:
    """The cells of *places*, one by one, as `ranges` gathered them.

    >>> every(["Gains!F7:G8", "Coûts!H5"])
    ('Gains!F7', 'Gains!G7', 'Gains!F8', 'Gains!G8', 'Coûts!H5')
    """
    found: list[str] = []
    for place in places:
        sheet, _, area = place.rpartition("!")
        ends = [_ADDRESS.fullmatch(end) for end in area.split(":")]
        if not all(ends) or len(ends) != 2 or ends[0] is None or ends[1] is None:
            found.append(place)
            continue
        left, right = _number(ends[0][1]), _number(ends[1][1])
        for row in range(int(ends[0][2]), int(ends[1][2]) + 1):
            found += [f"{sheet}!{_letters(column)}{row}" for column in range(left, right + 1)]
    return tuple(dict.fromkeys(found))


def _blocks(rows: dict[int, set[int]]) -> list[str]:
    """Runs of columns, each carried down as long as the next row has the very same run."""
    open_runs: dict[tuple[int, int], tuple[int, int]] = {}  # columns -> first and last row
    done: list[tuple[int, int, int, int]] = []
    for row in sorted(rows):
        runs = _runs(sorted(rows[row]))
        for run in [
            run for run, (_, last) in open_runs.items() if run not in runs or last < row - 1
        ]:
            first, last = open_runs.pop(run)
            done.append((first, run[0], last, run[1]))
        for run in runs:
            first, _ = open_runs.get(run, (row, row))
            open_runs[run] = (first, row)
    done += [(first, run[0], last, run[1]) for run, (first, last) in open_runs.items()]
    return [_written(*block) for block in sorted(done)]


def _runs(columns: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for column in columns:
        if runs and column == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], column)
        else:
            runs.append((column, column))
    return runs


def _written(top: int, left: int, bottom: int, right: int) -> str:
    first, last = f"{_letters(left)}{top}", f"{_letters(right)}{bottom}"
    return first if first == last else f"{first}:{last}"


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
