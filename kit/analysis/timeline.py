"""The months of the project: dates, numbers and phases brought to one scale.

Month 1 starts on the first day of the project, month k is k - 1 months later. Index 0 is
that first day itself: what is paid up front.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kit.analysis.settings import MONTHS_PER_YEAR, Settings
from kit.analysis.working_days import can_be_planned
from kit.client import Client, Moment


def later(day: date, months: int) -> date:
    """The same day of the month, *months* later; the last one of a shorter month.

    >>> later(date(2027, 1, 31), 1)
    datetime.date(2027, 2, 28)
    """
    year, position = divmod(day.month - 1 + months, MONTHS_PER_YEAR)
    year += day.year
    if year > date.max.year:
        return date.max
    return date(year, position + 1, min(day.day, monthrange(year, position + 1)[1]))


@lru_cache(maxsize=64)
def _ends(start: date, horizon: int) -> tuple[date, ...]:
    return tuple(later(start, month) for month in range(horizon + 1))


@dataclass(frozen=True, slots=True)
class Timeline:
    """Where the months of a business case fall. Phases hold (first month, last month)."""

    start: date
    horizon: int  # [months]
    phases: Mapping[str, tuple[int, int] | None]  # None: its dates do not make a stretch

    @classmethod
    def of(cls, client: Client, settings: Settings, plan_start: date) -> Timeline:
        """The finance sheet's own start wins over the plan's.

        A start whose year is a slip of the keyboard is set aside, as the plan does.
        """
        own = client.finance.start
        start = own if own is not None and can_be_planned(own) else plan_start
        bare = cls(start, settings.horizon, {})
        phases = {p.name: bare._stretch(p.start, p.end) for p in client.phases}
        return cls(start, settings.horizon, phases)

    def month_of(self, moment: Moment | None) -> int | None:
        """The month a moment falls in; that of a phase is its last.

        Before the project it is 0 or less. None: no moment, or a phase without dates.
        """
        if moment is None:
            return None
        if isinstance(moment, str):
            stretch = self.phases.get(moment)
            return stretch[1] if stretch else None
        return self._month(moment) if isinstance(moment, date) else moment

    def effect_from(self, moment: Moment | None) -> int | None:
        """First month of a gain: after a phase, not in it."""
        month = self.month_of(moment)
        return month + 1 if month is not None and isinstance(moment, str) else month

    def spent_from(self, moment: Moment | None) -> int | None:
        """First month of a cost: a phase is paid for from its first month."""
        if isinstance(moment, str):
            stretch = self.phases.get(moment)
            return stretch[0] if stretch else None
        return self.month_of(moment)

    def end_of(self, month: int) -> date:
        """The day a month is over, that is the first day of the next; index 0 is the start."""
        return later(self.start, month)

    def ends(self, horizon: int) -> tuple[date, ...]:
        """`end_of` every index from 0 to *horizon*."""
        return _ends(self.start, horizon)

    def index_of(self, day: date) -> int:
        """Index of an amount paid on *day*: 0 until the start, m until month m is over.

        One year after the start is index 12, the end of a year, as a dated table means it.
        """
        month = max(0, self._month(day))
        return month - 1 if month and day == self.end_of(month - 1) else month

    def _month(self, day: date) -> int:
        months = (day.year - self.start.year) * MONTHS_PER_YEAR + day.month - self.start.month
        # Not yet the start's day of the month, or its last day when the month is shorter.
        begun = day.day >= min(self.start.day, monthrange(day.year, day.month)[1])
        return months + begun

    def _stretch(self, start: Moment | None, end: Moment | None) -> tuple[int, int] | None:
        first, last = self.month_of(start), self.month_of(end)
        if first is None or last is None or last < first:
            return None
        return first, last
