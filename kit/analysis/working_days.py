"""The days a client works: weekdays, French public holidays, its own closures (method M14).

One rule: day 1 is the first working day on or after the start, day n the n-th from there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

from kit.client import Closure

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FRIDAY = WEEKDAYS.index("friday")
WEEKEND = frozenset({5, 6})  # date.weekday()
_ONE_DAY = timedelta(days=1)
_YEAR = timedelta(days=366)
_KNOWN_YEARS = (1990, 2090)  # the holidays package stops at 2100
# Local law (code du travail, art. L3134-13 and L3422-2) by département or territory code,
# as the holidays package names it. Everywhere else the eleven national holidays apply.
_SUBDIVISIONS = {
    "57": "57",
    "67": "6AE",
    "68": "6AE",
    "971": "971",
    "972": "972",
    "973": "973",
    "974": "974",
    "975": "PM",
    "976": "976",
    "977": "BL",
    "978": "MF",
    "984": "TF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}
_LANGUAGES = {"fr": "fr", "en": "en_US"}


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The calendar of one client."""

    department: str | None = None
    closed: frozenset[int] = WEEKEND  # date.weekday() of days never worked
    closures: tuple[Closure, ...] = ()

    @classmethod
    def of(
        cls, department: str | None, closed_days: Iterable[str], closures: Iterable[Closure]
    ) -> WorkingDays:
        """Saturday and Sunday are closed, the client's own *closed_days* come on top.

        With all seven closed there would be no day to plan: the weekend alone is kept
        (kit.analysis.audit says so).
        """
        closed = WEEKEND | {WEEKDAYS.index(day) for day in closed_days}
        if len(closed) == len(WEEKDAYS):
            closed = WEEKEND
        return cls(department, closed, tuple(c for c in closures if is_usable(c)))

    def is_working(self, day: date) -> bool:
        return (
            day.weekday() not in self.closed
            and day not in _holidays(self._subdivision, day.year, "fr")
            and self.closure(day) is None
        )

    def closure(self, day: date) -> Closure | None:
        return next((c for c in self.closures if c.first <= day <= c.last), None)

    def holiday(self, day: date, lang: str) -> str | None:
        """The public holiday that *day* is, named in *lang*."""
        return _holidays(self._subdivision, day.year, lang).get(day)

    def first(self, day: date) -> date:
        """The first working day on or after *day*."""
        while not self.is_working(day):
            day += _ONE_DAY
        return day

    def nth(self, start: date, n: int) -> date:
        """The *n*-th working day from *start*, itself the first when it is worked; n >= 1."""
        day = self.first(start)
        for _ in range(n - 1):
            day = self.first(day + _ONE_DAY)
        return day

    def last(self, day: date, not_before: date) -> date:
        """The last working day on or before *day*; *not_before* when there is none after it."""
        while day > not_before and not self.is_working(day):
            day -= _ONE_DAY
        return max(day, not_before)

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """The working days from *first* to *last*, both included."""
        every = (first + timedelta(n) for n in range((last - first).days + 1))
        return tuple(day for day in every if self.is_working(day))

    def is_eve(self, day: date) -> bool:
        """Whether nobody works the day after: nothing risky is switched on then."""
        return not self.is_working(day + _ONE_DAY)

    def refusal(self, day: date) -> str | None:
        """Text key of why nothing is switched on that *day*; None when it may be."""
        if day.weekday() == FRIDAY:
            return "analysis.moved.friday"
        if self.is_eve(day):
            return "analysis.moved.eve"
        return None

    @property
    def _subdivision(self) -> str | None:
        return _SUBDIVISIONS.get((self.department or "").strip().upper())


def is_usable(closure: Closure) -> bool:
    """Whether a closure ends after it begins, and within a year: else it is a typing slip."""
    return closure.first <= closure.last < closure.first + _YEAR


def can_be_planned(start: date) -> bool:
    """Whether the holidays around *start* are known: a year typed wrong is not planned on."""
    return _KNOWN_YEARS[0] <= start.year <= _KNOWN_YEARS[1]


@cache
def _holidays(subdivision: str | None, year: int, lang: str) -> dict[date, str]:
    """Public holidays of *year* by date, on the careful side.

    Good Friday in Moselle and Alsace is kept everywhere: the law gives it to communes with a
    Protestant or mixed church, which is not asked. So are the days that Guadeloupe,
    Martinique and Saint-Martin keep by custom (mid-Lent, 21 July): few people are at work.
    """
    found = country_holidays("FR", subdivision, years=year, language=_LANGUAGES[lang])
    return {day: name.replace("'", "\u2019") for day, name in found.items()}
