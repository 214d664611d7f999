"""What is feasible when, and what options hold, added up and compared (method M11)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from kit.analysis.audit.agreement import agrees
from kit.analysis.model import BusinessCase, HorizonResult, OptionContent
from kit.analysis.settings import Settings, yearly
from kit.client import Client, Horizon, Option, OptionModule


def feasible_by_horizon(
    client: Client, case: BusinessCase | None, settings: Settings
) -> tuple[HorizonResult, ...]:
    """The horizons the workbook speaks of, from the nearest; each follows the one before."""
    lines = case.trusted.lines if case else ()
    freed = [line.hours_month for line in lines if line.side == "gain" and line.hours_month]
    counted = yearly(math.fsum(freed)) if freed else None
    found, first = [], 0
    for horizon in settings.catalogue.choices["feasible"]:
        last = int(settings[f"feasible.{horizon}_until"])
        rows = tuple(row for row in client.horizons if row.horizon == horizon)
        if rows:
            low, high = _total(row.hours_low for row in rows), _total(map(_high, rows))
            over = None if counted is None or low is None else low > counted
            found.append(HorizonResult(horizon, first, last, rows, low, high, counted, over))
        first = last
    return tuple(found)


def _high(row: Horizon) -> float | None:
    return row.hours_low if row.hours_high is None else row.hours_high


def _total(amounts: Iterable[float | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return math.fsum(known) if known else None


def option_contents(client: Client, settings: Settings) -> tuple[OptionContent, ...]:
    """The options that are detailed, in the order of their sheet."""
    return tuple(
        _content(option, modules, settings)
        for option in client.options
        if (modules := [one for one in client.option_modules if one.option == option.name])
    )


def _content(option: Option, modules: Sequence[OptionModule], settings: Settings) -> OptionContent:
    ranges = [_range(one.cost_low, one.cost_high) for one in modules]
    priced = [one for one in ranges if one]
    whole = _added(priced)
    stated = _range(option.set_up_low, option.set_up_high)
    agreed = None
    if whole and stated and len(priced) == len(modules):
        agreed = all(agrees(one, other, settings) for one, other in zip(stated, whole, strict=True))
    return OptionContent(
        option=option.name,
        modules=len(modules),
        set_up=whole,
        run_year=_total(one.run_year for one in modules),
        unpriced=len(modules) - len(priced),
        stated=stated,
        agrees=agreed,
    )


def _added(ranges: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    if not ranges:
        return None
    return math.fsum(low for low, _ in ranges), math.fsum(high for _, high in ranges)


def _range(low: float | None, high: float | None) -> tuple[float, float] | None:
    """One amount alone is both ends."""
    known = [amount for amount in (low, high) if amount is not None]
    return (min(known), max(known)) if known else None
