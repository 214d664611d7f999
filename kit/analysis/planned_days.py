"""What the plan promises between two days: the months of its lines, cut by the day."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kit.analysis.cashflow import line_months
from kit.analysis.model import MoneyLine
from kit.analysis.timeline import Timeline

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Promise:
    """The lines month by month; a month of 30 days is worth a thirtieth a day."""

    timeline: Timeline
    longest: int  # [months] looked at
    lines: tuple[MoneyLine, ...]
    months: Mapping[str, tuple[float, ...]]  # by line id: index 0 is the first day

    @classmethod
    def of(cls, lines: Sequence[MoneyLine], longest: int, timeline: Timeline) -> Promise:
        months = {line.id: line_months(line, longest, timeline) for line in lines}
        return cls(timeline, longest, tuple(lines), months)

    def shares(self, first: date, last: date) -> dict[int, float]:
        """What part of each month lies between two days, both included.

        Index 0, what falls up front, goes with the first day. Days before the project, or
        past the months looked at, hold nothing.
        """
        timeline, found = self.timeline, dict[int, float]()
        if first <= timeline.start <= last:
            found[0] = 1.0
        low, high = timeline.month_of(first), timeline.month_of(last)
        if low is None or high is None:  # never: both are dates
            return found
        for month in range(max(1, low), min(self.longest, high) + 1):
            begin, end = timeline.end_of(month - 1), timeline.end_of(month)
            days = (min(last + ONE_DAY, end) - max(first, begin)).days
            if days > 0:
                found[month] = days / (end - begin).days
        return found

    def between(
        self, lines: Iterable[MoneyLine], first: date, last: date, up_front: bool = True
    ) -> float:
        """[EUR] what *lines* promise between two days, both included; *up_front* with them."""
        shares = self.shares(first, last)
        if not up_front:
            shares.pop(0, None)
        return math.fsum(
            self.months[line.id][month] * share for line in lines for month, share in shares.items()
        )

    def position(self, day: date) -> float:
        """Where the start of *day* stands among the months: 0 is the first day, 1.5 mid-month 2.

        Before the project, 0.
        """
        if day <= self.timeline.start:
            return 0.0
        month = self.timeline.month_of(day - ONE_DAY) or 0
        begin, end = self.timeline.end_of(month - 1), self.timeline.end_of(month)
        return month - 1 + (day - begin).days / (end - begin).days
