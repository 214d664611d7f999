"""The clock of a client, as a VTIMEZONE: metropolitan France, and overseas by département.

Written out rather than taken from the machine's own tables: same workbook, same bytes. Rules:
Directive 2000/84/EC for Paris; the overseas territories have no summer time, Saint-Pierre-et-
Miquelon apart, which follows Canada (tz database, 2025b).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Component, Timezone


@dataclass(frozen=True, slots=True)
class Zone:
    """`offset` [h] from UTC in winter; `summer` and `winter`: when clocks change, or None.

    A change is (first day it was made so, month, week of the month, hour on the clock).
    """

    id: str
    offset: int
    summer: tuple[str, int, int, int] | None = None
    winter: tuple[str, int, int, int] | None = None


PARIS = Zone("Europe/Paris", 1, ("1996-03-31", 3, -1, 2), ("1996-10-27", 10, -1, 3))
_OVERSEAS: Mapping[str, Zone] = {
    "971": Zone("America/Guadeloupe", -4),
    "972": Zone("America/Martinique", -4),
    "973": Zone("America/Cayenne", -3),
    "974": Zone("Indian/Reunion", 4),
    "975": Zone("America/Miquelon", -3, ("2007-03-11", 3, 2, 2), ("2007-11-04", 11, 1, 2)),
    "976": Zone("Indian/Mayotte", 3),
    "977": Zone("America/St_Barthelemy", -4),
    "978": Zone("America/Marigot", -4),
    "984": Zone("Indian/Kerguelen", 5),
    "986": Zone("Pacific/Wallis", 12),
    "987": Zone("Pacific/Tahiti", -10),
    "988": Zone("Pacific/Noumea", 11),
}


def zone_of(department: str | None) -> Zone:
    """The zone of a French département code; Paris when it is blank or in Europe."""
    return _OVERSEAS.get((department or "").strip(), PARIS)


def component_of(zone: Zone) -> Timezone:
    """The VTIMEZONE of *zone* (RFC 5545, 3.6.5)."""
    from icalendar import Timezone

    made = Timezone()
    made.add("tzid", zone.id)
    winter, summer = timedelta(hours=zone.offset), timedelta(hours=zone.offset + 1)
    if zone.summer is None or zone.winter is None:
        made.add_component(_observance("STANDARD", datetime(1970, 1, 1), winter, winter, None))
        return made
    made.add_component(_change("DAYLIGHT", zone.summer, winter, summer))
    made.add_component(_change("STANDARD", zone.winter, summer, winter))
    return made


def _change(
    kind: str, when: tuple[str, int, int, int], before: timedelta, after: timedelta
) -> Component:
    first, month, week, hour = when
    start = datetime.fromisoformat(first).replace(hour=hour)
    rule = {"freq": "yearly", "bymonth": month, "byday": f"{week}SU"}
    return _observance(kind, start, before, after, rule)


def _observance(
    kind: str,
    start: datetime,
    before: timedelta,
    after: timedelta,
    rule: Mapping[str, object] | None,
) -> Component:
    from icalendar import TimezoneDaylight, TimezoneStandard

    made: Component = TimezoneDaylight() if kind == "DAYLIGHT" else TimezoneStandard()
    made.add("dtstart", start)
    made.add("tzoffsetfrom", before)
    made.add("tzoffsetto", after)
    if rule:
        made.add("rrule", rule)
    return made
