"""The roadmap drawn: what its chart shows and what it concludes (method M11)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kit.analysis.model import Roadmap, RoadmapAction, RoadmapMonth
from kit.display.parts import chart
from kit.display.roadmap_chart import Band, Bar, RoadmapWords, roadmap_chart
from kit.display.sections.roadmap import band_name, ends, placed_in, span
from kit.display.words import Block, Words


def timeline_chart(words: Words) -> list[Block]:
    """One bar per action over the months, phases as bands, gains so far below."""
    road = words.analysis.roadmap
    placed = placed_in(road) if road else []
    if road is None or not placed:
        return []
    ordered = sorted(placed, key=lambda one: (one.first or 0, one.last or 0, one.position))
    bars = [
        Bar(one.name, max(one.first or 1, 1), one.last or 1, one.ended_by == "end")
        for one in ordered
    ]
    months = len(road.months)
    bands = [
        Band(band_name(words, band), band.first, min(band.last, months))
        for band in road.bands
        if band.first is not None and band.last is not None and band.first <= months
    ]
    caption = _caption(words, road, placed)
    details = words.series(
        words("chart.roadmap.row", name=one.name, when=span(words, one.first, one.last))
        for one in ordered
    )
    alt = words("chart.roadmap.alt", conclusion=caption, details=details)
    labels = RoadmapWords(
        months=[words("roadmap.month", month=month.month) for month in road.months],
        years=_years(road.months),
        action=words("chart.roadmap.action"),
        open_end=words("chart.roadmap.open_end"),
        today=words("chart.roadmap.today"),
        gains=_gains_said(words, road.months),
        gained=words("chart.roadmap.gains"),
    )
    return chart("roadmap", caption, alt, roadmap_chart(bars, bands, labels, _today(words), "road"))


def _caption(words: Words, road: Roadmap, placed: Sequence[RoadmapAction]) -> str:
    first, last = ends(words, placed)
    if len(placed) == 1:
        return words("chart.roadmap.caption_one", first=first, last=last)
    running = Counter(
        month for one in placed for month in range(max(one.first or 1, 1), (one.last or 1) + 1)
    )
    busiest = min(running, key=lambda month: (-running[month], month))
    return words(
        "chart.roadmap.caption",
        count=words.numbers.number(len(placed)),
        first=first,
        last=last,
        month=words("roadmap.month", month=busiest),
        most=running[busiest],
    )


def _today(words: Words) -> float | None:
    """Where the report's date falls, in months from the start of the first; None outside."""
    road, day = words.analysis.roadmap, words.analysis.as_of
    for month in road.months if road else ():
        if month.first_day <= day <= month.last_day:
            length = (month.last_day - month.first_day).days + 1
            return month.month - 1 + (day - month.first_day).days / length
    return None


def _years(months: Sequence[RoadmapMonth]) -> list[tuple[int, str]]:
    """Where each calendar year begins: (month of the project, year)."""
    found: list[tuple[int, str]] = []
    for month in months:
        year = str(month.first_day.year)
        if not found or found[-1][1] != year:
            found.append((month.month, year))
    return found


def _gains_said(words: Words, months: Sequence[RoadmapMonth]) -> list[tuple[int, str]]:
    """Gains so far every six months, once there are some."""
    said = [
        (month.month, words.numbers.money_about(month.gained))
        for month in months
        if month.month % 6 == 0 and month.gained
    ]
    return said
