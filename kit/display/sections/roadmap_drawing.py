"""The roadmap drawn: what its chart shows and what it concludes (method M11)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import ceil

from kit.analysis.model import Roadmap, RoadmapAction, RoadmapMonth
from kit.display.parts import chart
from kit.display.roadmap_chart import Band, Bar, RoadmapWords, roadmap_chart
from kit.display.sections.roadmap import band_name, ends, placed_in, span
from kit.display.words import Block, Words

_ROWS = 20  # actions of one drawing
_PAGES = 2  # of them; with more actions, a bar per phase


def timeline_chart(words: Words) -> list[Block]:
    """One bar per action over the months, phases as bands, gains so far below.

    Many actions take two drawings; more than that, a bar per phase says enough.
    """
    road = words.analysis.roadmap
    placed = placed_in(road) if road else []
    if road is None or not placed:
        return []
    caption = _caption(words, road, placed)
    ordered = sorted(placed, key=lambda one: (one.first or 0, one.last or 0, one.position))
    if len(ordered) > _PAGES * _ROWS:
        said = words("chart.roadmap.by_band", caption=caption)
        return _drawing(words, road, "roadmap", said, _by_band(words, road, ordered), ordered)
    pages = ceil(len(ordered) / _ROWS)
    share = ceil(len(ordered) / pages)
    made: list[Block] = []
    for page in range(pages):
        part = ordered[page * share : (page + 1) * share]
        id, said = "roadmap", caption
        if pages > 1:
            id = f"roadmap-{page + 1}"
            said = words("chart.roadmap.part", caption=caption, number=page + 1, of=pages)
        made += _drawing(words, road, id, said, [_bar(one) for one in part], part)
    return made


def _bar(one: RoadmapAction) -> Bar:
    return Bar(
        one.name, max(one.first or 1, 1), one.last or 1, one.ended_by == "end", one.owner or ""
    )


def _by_band(words: Words, road: Roadmap, placed: Sequence[RoadmapAction]) -> list[Bar]:
    """A bar from the first month of the actions of a phase to their last."""
    bars = []
    for band in road.bands:
        own = [one for one in placed if one.position in band.actions]
        if own:
            name = words.plural("chart.roadmap.band", len(own), name=band_name(words, band))
            first, last = min(one.first or 1 for one in own), max(one.last or 1 for one in own)
            bars.append(Bar(name, max(first, 1), last, all(one.ended_by == "end" for one in own)))
    rest = [one for one in placed if not any(one.position in band.actions for band in road.bands)]
    return [*bars, *(_bar(one) for one in rest[: _ROWS - len(bars)])]


def _drawing(
    words: Words,
    road: Roadmap,
    id: str,
    caption: str,
    bars: Sequence[Bar],
    actions: Sequence[RoadmapAction],
) -> list[Block]:
    months = len(road.months)
    bands = [
        Band(band_name(words, band), band.first, min(band.last, months))
        for band in road.bands
        if band.first is not None and band.last is not None and band.first <= months
    ]
    details = words.series(_told(words, one) for one in actions)
    alt = words("chart.roadmap.alt", conclusion=caption, details=details)
    day = words.numbers.date_medium(words.analysis.as_of)
    labels = RoadmapWords(
        months=[words("roadmap.month", month=month.month) for month in road.months],
        years=_years(road.months),
        action=words("chart.roadmap.action"),
        open_end=words("chart.roadmap.open_end"),
        today=words("chart.roadmap.today", date=day),
        gains=_gains_said(words, road.months),
        gained=words("chart.roadmap.gains"),
    )
    svg = roadmap_chart(bars, bands, labels, _today(words), id.replace("roadmap", "road"))
    return chart(id, caption, alt, svg, table="table-roadmap-actions")


def _told(words: Words, one: RoadmapAction) -> str:
    when = span(words, one.first, one.last)
    if not one.owner:
        return words("chart.roadmap.row_alone", name=one.name, when=when)
    return words("chart.roadmap.row", name=one.name, when=when, owner=one.owner)


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
