"""How many discs fit in a cell, and where: as large as they can be, never too small to read."""

from __future__ import annotations

import math
from dataclasses import dataclass

_SHARE = 0.46  # of a step that a radius may take: neighbours stay apart
_APART = 2.2  # radii between two centres when there is room to spare


@dataclass(frozen=True, slots=True)
class Packed:
    """`places`: centres from the middle of the cell [in]; `left_out`: those without a disc.

    When some are left out the last place is for their number.
    """

    places: tuple[tuple[float, float], ...]
    radius: float
    left_out: int


def packed(count: int, width: float, height: float, most: float, least: float) -> Packed:
    """*count* discs in *width* × *height* [in], of a radius from *least* to *most*."""
    columns, lines, radius = _best(count, width, height, most)
    if radius >= least:
        return Packed(_places(count, columns, lines, (width, height), radius), radius, 0)
    columns = max(1, math.floor(width * _SHARE / least))
    lines = max(1, math.floor(height * _SHARE / least))
    shown = min(count, columns * lines)
    radius = min(least, width / columns * _SHARE, height / lines * _SHARE)
    places = _places(shown, columns, lines, (width, height), radius)
    return Packed(places, radius, count - shown + 1 if shown < count else 0)


def _best(count: int, width: float, height: float, most: float) -> tuple[int, int, float]:
    """Columns, lines and radius of the largest discs; as few lines as that needs."""
    found = (1, count, 0.0)
    for columns in range(count, 0, -1):
        lines = math.ceil(count / columns)
        radius = min(most, _SHARE * width / columns, _SHARE * height / lines)
        if radius > found[2] + 1e-9:
            found = (math.ceil(count / lines), lines, radius)
    return found


def _places(
    count: int, columns: int, lines: int, size: tuple[float, float], radius: float
) -> tuple[tuple[float, float], ...]:
    """Line by line, each centred, and the whole centred."""
    lines = min(lines, math.ceil(count / columns))
    step_x, step_y = min(size[0] / columns, _APART * radius), min(size[1] / lines, _APART * radius)
    places = []
    for place in range(count):
        line, column = divmod(place, columns)
        in_line = min(columns, count - line * columns)
        places.append(((column - (in_line - 1) / 2) * step_x, (line - (lines - 1) / 2) * step_y))
    return tuple(places)
