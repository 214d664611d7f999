"""The hours of each role against what the gains draw on them (method M18.2)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kit.analysis.model import MoneyLine, PoolUse
from kit.analysis.processes import hours_pool
from kit.analysis.settings import MONTHS_PER_YEAR, Settings
from kit.client import Client, Kpi, Role

PERIODS = {"hours_day": "day", "hours_week": "week", "hours_month": "month"}


def hours_pool_use(
    lines: Sequence[MoneyLine], client: Client, settings: Settings
) -> tuple[PoolUse, ...]:
    """Roles whose hours *lines* free, in the workbook's order: freed at full effect, a year."""
    uses = (_use(role, lines, client, settings) for role in client.roles)
    return tuple(use for use in uses if use is not None)


def _use(
    role: Role, lines: Sequence[MoneyLine], client: Client, settings: Settings
) -> PoolUse | None:
    hours = [
        line.hours_month
        for line in lines
        if line.role == role.name and line.hours_month is not None
    ]
    if not hours:
        return None
    freed = MONTHS_PER_YEAR * math.fsum(hours)
    pool, _ = hours_pool(role, settings)
    bound, kpis = _bound(role, client.kpis, settings)
    return PoolUse(
        role=role.name,
        freed=freed,
        pool=pool,
        bound=bound,
        kpi=kpis,
        counted=min(limit for limit in (freed, pool, bound) if limit is not None),
        share=freed / pool if pool else None,
    )


def freed_by_target(kpi: Kpi, role: Role, settings: Settings) -> float | None:
    """What one indicator's target frees, were it met by each person of *role* [h/year].

    From 6 to 3 h a day over 220 days: 660 h a person. None: the indicator says nothing of
    the role's time, or that time is meant to grow, which frees nothing and bounds nothing.
    """
    if not bounds(kpi, role.name) or kpi.today is None or kpi.target is None:
        return None
    times = settings.times_a_month(PERIODS[str(kpi.unit)]) * MONTHS_PER_YEAR
    return (kpi.today - kpi.target) * times * people_of(role)


def bounds(kpi: Kpi, role: str) -> bool:
    """Whether an indicator says how far the time of *role* is meant to fall."""
    if kpi.role != role or kpi.unit not in PERIODS or kpi.today is None or kpi.target is None:
        return False
    return kpi.target < kpi.today


def furthest_targets(
    role: Role, kpis: Sequence[Kpi], settings: Settings
) -> dict[str, tuple[float, int]]:
    """What the targets on the role's time free [h/year] and their positions, by indicator.

    Of several targets for one indicator the furthest bounds; different indicators are
    different hours.
    """
    found: dict[str, tuple[float, int]] = {}
    for n, kpi in enumerate(kpis):
        drop = freed_by_target(kpi, role, settings)
        if drop is not None and (kpi.name not in found or drop > found[kpi.name][0]):
            found[kpi.name] = drop, n
    return found


def people_of(role: Role) -> float:
    """How many an indicator on the role's time is about; not said: one."""
    return role.headcount or 1.0


def _bound(role: Role, kpis: Sequence[Kpi], settings: Settings) -> tuple[float | None, str | None]:
    """What the targets on the role's time leave to free [h/year], and the indicators' names."""
    freed = furthest_targets(role, kpis, settings)
    if not freed:
        return None, None
    return math.fsum(drop for drop, _ in freed.values()), ", ".join(freed)
