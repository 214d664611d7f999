"""What a solution costs over the run, the client's own time included (method M9, cost grid)."""

from __future__ import annotations

from collections.abc import Iterable

from kit.analysis.model import SolutionCost
from kit.analysis.settings import MONTHS_PER_YEAR, Settings
from kit.client import GridCost

_STAFF = "staff"


def cost_of(solution: str, lines: Iterable[GridCost], settings: Settings) -> SolutionCost | None:
    """The lines of *solution* over ``business.horizon_months``; None when it has none.

    Each line: (quantity x unit_price + client_days x day_rate) x how many times its rhythm
    comes back, 1.5 times for a yearly one over 18 months. Own days count as staff, whatever
    the nature of their line. A line without a price, or whose days have no rate, makes the
    total unknown: it is named, and counted as nothing nowhere.
    """
    own = [line for line in lines if line.solution == solution]
    if not own:
        return None
    natures: dict[str, float] = {}
    missing: list[str] = []
    days = 0.0
    for line in own:
        times = _times(line.rhythm, settings)
        days += (line.client_days or 0.0) * times
        bought, spent = _bought(line), _spent(line)
        if not is_priced(line):
            missing.append(line.label)
        for nature, amount in ((line.nature, bought), (_STAFF, spent)):
            if amount is not None:
                natures[nature] = natures.get(nature, 0.0) + amount * times
    order = settings.catalogue.choices["solution_cost"]
    known = sum(natures.values())
    return SolutionCost(
        months=settings.horizon,
        natures={nature: natures[nature] for nature in order if nature in natures},
        known=known,
        total=None if missing else known,
        staff_days=days,
        missing=tuple(missing),
    )


def is_priced(line: GridCost) -> bool:
    """Whether all that *line* speaks of has a price: what is bought, and the days spent."""
    if line.client_days is not None and line.day_rate is None:
        return False
    only_days = line.client_days is not None and line.quantity is None
    return line.unit_price is not None or only_days


def _bought(line: GridCost) -> float | None:
    if line.unit_price is None:
        return None
    return line.unit_price * (1.0 if line.quantity is None else line.quantity)


def _spent(line: GridCost) -> float | None:
    if line.client_days is None or line.day_rate is None:
        return None
    return line.client_days * line.day_rate


def _times(rhythm: str, settings: Settings) -> float:
    months = {"month": 1.0, "year": float(MONTHS_PER_YEAR)}
    return settings.horizon / months[rhythm] if rhythm in months else 1.0
