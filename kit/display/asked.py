"""What a run is asked beside its workbook: checked before any workbook is opened.

Light on purpose: a batch asks here before it has loaded anything that draws.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kit.catalogue import load_catalogue
from kit.errors import UsageError

FIRST_YEAR, LAST_YEAR = 2000, 2099  # those a workbook takes as well


def overrides(
    horizon_months: int = 0, discount_rate: float = -1.0
) -> tuple[tuple[str, float], ...]:
    """The thresholds that are asked instead of the catalogue's; 0 and -1 stand for these.

    Raises UsageError for a value out of bounds.
    """
    found = []
    if horizon_months != 0:
        _assert_within("horizon_months", horizon_months, 1)
        found.append(("business.horizon_months", float(horizon_months)))
    if discount_rate != -1:
        _assert_within("discount_rate", discount_rate, 0)
        found.append(("business.discount_rate", float(discount_rate)))
    return tuple(found)


def day(written: str) -> date | None:
    """An ISO date; None for a blank. Raises UsageError."""
    if not written:
        return None
    try:
        found = date.fromisoformat(written)
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise ValueError(written)
    except ValueError as error:
        raise UsageError("commands.usage.not_a_date", {"given": written}) from error
    return found


def assert_fit(as_of: str, settings: Mapping[str, Any]) -> None:
    """Raises UsageError for a date, a horizon or a rate that no workbook could be done with."""
    day(as_of)
    day(settings.get("plan_start", ""))
    bounded = ("horizon_months", "discount_rate")
    overrides(**{name: settings[name] for name in bounded if name in settings})


def _assert_within(name: str, value: float, low: int) -> None:
    high = load_catalogue().threshold(f"limits.{name}")
    if not low <= value <= high:  # a NaN is within nothing
        params = {"name": name, "value": value, "low": low, "high": f"{high:g}"}
        raise UsageError("commands.usage.out_of_bounds", params)
