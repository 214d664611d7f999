"""What every rule of the audit uses to say what it found: places, figures, names."""

from __future__ import annotations

import math

from kit.client import Client

_TABLES = {"gain": "gains", "cost": "costs", "flow": "flows"}


def plain(value: float | None) -> str | None:
    """A number as a person writes it, whatever the language: "10", "9.166667".

    >>> plain(10.0), plain(55 / 6), plain(-0.0), plain(None)
    ('10', '9.166667', '0', None)
    """
    if value is None:
        return None
    if 0 < abs(value) < 1e-6:
        return repr(value)  # so little is not nothing
    written = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def exceeds(one: float, other: float) -> bool:
    """Whether *one* is more than *other* by more than a rounding of floats."""
    return one > other and not math.isclose(one, other, rel_tol=1e-9)


def cell(client: Client, row: str, *fields: str) -> str | None:
    """The cell of the first of *fields* that was filled in *row* ("gains/3").

    A finding about a blank cell is placed on the neighbour that says which row it is.
    """
    return next((found for f in fields if (found := client.cells.get(f"{row}/{f}"))), None)


def row_of(line: str) -> str:
    """Where the record of a MoneyLine stands.

    >>> row_of("gain-3"), row_of("flow-1")
    ('gains/2', 'flows/0')
    """
    table, _, number = line.partition("-")
    return f"{_TABLES[table]}/{int(number) - 1}"


def same_name(name: str) -> str:
    """A name without what people vary when they type it twice: case and blanks.

    >>> same_name(" Taux  de service")
    'taux de service'
    """
    return " ".join(name.casefold().split())
