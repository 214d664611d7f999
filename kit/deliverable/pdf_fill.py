"""Pages that end half empty, and what fills them.

The pages are laid out once and measured; where a page is left early because what follows
does not fit, the first remedy that applies is taken: the chart that follows is drawn a
little smaller, the text after it moves up and the chart opens the next page, or the table
that follows is cut. Then the pages are measured again. Same data, same pages.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kit.deliverable.pdf_page import TOP, Page
from kit.deliverable.pdf_rooms import ROOM, SMALLEST_SCALE, Drawn, scaled
from kit.deliverable.pdf_tables import cut

EMPTY = 0.17  # of a page: less, at its end, is a breath
EMPTY_BEFORE = 0.5  # the same before the section that follows a summary
ROUNDS = 10  # pages looked after, at most
CUT_FROM = 5  # rows: a shorter table stays whole whatever it leaves empty
SPARE = 12.0  # [pt] kept when a chart is fitted, for spaces around it

LEAST_UNDER = 90.0  # [pt] a title goes with at least that much of what follows it

_CAPTION, _TITLE = 40.0, 75.0  # [pt] under a chart; a title of a chapter, with its spaces
# [pt] under the last mark of a piece: a table's is over its last row, and says how tall it is.
_TAILS = {"chart": 30.0, "pair": 30.0, "callout": 10.0, "cards": 14.0, "paragraph": 4.0}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece begins and ends: page, height on it [pt from the top of the sheet]."""

    first: int
    top: float
    last: int
    bottom: float


Measure = Callable[[Sequence[Drawn]], Mapping[int, Place]]


def filled(pieces: Sequence[Drawn], page: Page, measure: Measure) -> list[Drawn]:
    """*pieces* with as few half-empty pages as remedies allow, and never a page more."""
    now, tried = list(pieces), set[int]()
    places = measure(now)
    for _ in range(ROUNDS):
        better = _first_remedy(now, places, page, tried)
        if better is None:
            break
        found = measure(better)
        if _pages(found) <= _pages(places) and _in_order(better, found):
            now, places = better, found
    return now


def _in_order(pieces: Sequence[Drawn], places: Mapping[int, Place]) -> bool:
    """Whether each chart that moved stands under what comes before it, and in its section."""
    moved = [at for at, piece in enumerate(pieces) if piece.get("floats") and at in places]
    return all(
        (at - 1 not in places or _starts(places, at) > (places[at - 1].last, places[at - 1].top))
        and all(_starts(places, at) < _starts(places, end) for end in _end_of(pieces, at, places))
        for at in moved
    )


def _starts(places: Mapping[int, Place], at: int) -> tuple[int, float]:
    return places[at].first, places[at].top


def _end_of(pieces: Sequence[Drawn], at: int, places: Mapping[int, Place]) -> list[int]:
    """The title that ends the section of piece *at*: the next that stands no lower than its own.

    Titles under it may stand over the chart: they belong to the same section.
    """
    titles = [one for one, piece in enumerate(pieces) if piece["block"] == "section"]
    level = next((pieces[one]["level"] for one in reversed(titles) if one < at), 1)
    later = (one for one in titles if one > at and pieces[one]["level"] <= level and one in places)
    return list(itertools.islice(later, 1))


def _first_remedy(
    pieces: Sequence[Drawn], places: Mapping[int, Place], page: Page, tried: set[int]
) -> list[Drawn] | None:
    """*pieces* with the first gap mended that was not *tried* yet; tried ones are noted."""
    for at, room in _after_a_gap(pieces, places, page):
        if at not in tried:
            tried.add(at)
            if made := _remedied(pieces, places, at, room):
                return made
    return None


def places_of(
    marks: Sequence[Mapping[str, Any]], pieces: Sequence[Mapping[str, Any]]
) -> dict[int, Place]:
    """The place of each of *pieces*, by its number, from the marks the drawing leaves."""
    tails = [float(piece.get("tail", _TAILS.get(piece["block"], 0.0))) for piece in pieces]
    places: dict[int, Place] = {}
    for mark in marks:
        at, page, y = int(mark["at"]), int(mark["page"]), float(mark["y"])
        before, bottom = places.get(at, Place(page, y, page, 0.0)), y + tails[at]
        if page == before.last:  # cards side by side are not of one height
            bottom = max(bottom, before.bottom)
        places[at] = Place(before.first, before.top, page, bottom)
    return places


def _pages(places: Mapping[int, Place]) -> int:
    return max((place.last for place in places.values()), default=0)


def _after_a_gap(
    pieces: Sequence[Drawn], places: Mapping[int, Place], page: Page
) -> list[tuple[int, float]]:
    """Pieces that start a page though the one before has room [pt] left, in their order."""
    gaps = []
    known = [at for at in range(len(pieces)) if at in places and not pieces[at].get("floats")]
    for before, at in itertools.pairwise(known):
        left = TOP + page.height - places[before].bottom
        measured = all(pieces[one].get("floats") for one in range(before + 1, at))
        starts = places[at].first > places[before].last
        if measured and starts and left > _least_gap(pieces[at]) * page.height:
            gaps.append((at, left))
    return gaps


def _least_gap(piece: Mapping[str, Any]) -> float:
    """The share of a page left before *piece* that is too much: a page of its own costs some."""
    if piece.get("start") != "page":
        return EMPTY
    return 1.0 if piece.get("page") else EMPTY_BEFORE


def _remedied(
    pieces: Sequence[Drawn], places: Mapping[int, Place], at: int, room: float
) -> list[Drawn] | None:
    """*pieces* with a remedy to the gap of *room* [pt] before piece *at*; None: there is none."""
    heads = list(itertools.takewhile(lambda one: one["block"] == "section", pieces[at:]))
    body = at + len(heads)
    if body not in places:
        return None
    made = list(pieces)
    if pieces[at].get("start") == "page":
        made[at] = {**pieces[at], "start": "room", "room": ROOM}
        return made
    under = min(ROOM, room - _TITLE - SPARE)  # what may follow the title on that page
    piece = pieces[body]
    goes_on = body + 1 < len(pieces) and not _is_chapter(pieces[body + 1])
    match piece["block"]:
        case "chart":
            around = places[body].top - places[at].top + _CAPTION * (2 if heads else 1) + SPARE
            scale = (room - around) / piece["height"] if piece["height"] else 1.0
            if SMALLEST_SCALE <= scale < 1:
                made[body], under = scaled(piece, scale), room
            elif goes_on and under >= LEAST_UNDER:
                made[body] = {**piece, "floats": True}
            else:
                return None
        case "table" if piece["whole"] and len(piece["rows"]) >= CUT_FROM:
            made[body] = cut(piece)
        case _:
            return None
    if "room" in made[at]:
        made[at] = {**made[at], "room": min(made[at]["room"], under - SPARE)}
    return made


def _is_chapter(piece: Mapping[str, Any]) -> bool:
    """What may not come before a chart of the chapter it follows."""
    chart = piece["block"] in ("chart", "pair", "figures")
    return chart or (piece["block"] == "section" and piece["level"] == 1)
