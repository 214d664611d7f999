"""The value ladder (method M18.3): cash alone, then capacity, margin and avoided risk.

The owner sees the floor: what is left when only the surest gains count, all costs paid.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from kit.analysis.model import MoneyLine, Stack, Stacks
from kit.analysis.prospect import Prospect
from kit.analysis.settings import MONTHS_PER_YEAR

CLASSES = ("cash", "capacity", "margin", "risk")  # from the surest to the least sure


def stacks_of(prospect: Prospect) -> Stacks:
    """One step a class, empty ones too: no cash at all is what the owner must see.

    Freed hours count for their share really re-used; what the ladder leaves out is
    `not_reused_year`: with the last step it makes the gross of the case, a year.
    """
    counted = prospect.reused_gains
    steps: list[Stack] = []
    for position, key in enumerate(CLASSES):
        own = [line for line in counted if line.value_class == key]
        below = [line for line in counted if line.value_class in CLASSES[: position + 1]]
        steps.append(
            Stack(
                key=key,
                gain_year=_year(own),
                total_year=_year(below),
                returns=prospect.returns((*below, *prospect.costs, *prospect.upkeep)),
            )
        )
    return Stacks(
        steps=tuple(steps),
        reuse=prospect.settings["business.reuse"],
        not_reused_year=_year(prospect.gains) - _year(counted),
        upkeep_year=_year(prospect.upkeep),
    )


def _year(lines: Iterable[MoneyLine]) -> float:
    """A year at full effect [EUR]; dated amounts have none."""
    return math.fsum(line.month or 0.0 for line in lines) * MONTHS_PER_YEAR
