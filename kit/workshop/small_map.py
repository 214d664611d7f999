"""Value against feasibility while people vote: places only, read from the back of the room.

The whole map, with names, is the deliverable's own; it stands on « Résultats ».
"""

from __future__ import annotations

from math import floor

from kit.display.sections.ideas import map_chart
from kit.display.words import Words
from kit.workshop.html import tag, text
from kit.workshop.session import NOTES


def small_map(words: Words) -> str:
    """Each idea's place in the cell of its two means, rounded; blank before any."""
    found, drawn = words.analysis.ideas, map_chart(words)
    if found is None or not drawn:
        return ""
    held: dict[tuple[int, int], str] = {}
    for one in found.ideas:
        if one.value and one.feasibility:
            cell = floor(one.value.mean + 0.5), floor(one.feasibility.mean + 0.5)
            first = "kit-room-first" if one.proposed else None
            held[cell] = held.get(cell, "") + text(
                "b", words.numbers.number(one.place), class_=first
            )
    rows = "".join(
        tag("div", held.get((up, across), "")) for up in reversed(NOTES) for across in NOTES
    )
    grid = tag("div", rows, class_="kit-room-grid")
    up = text("span", words("chart.ideas_map.up"), class_="kit-room-up")
    across = text("span", words("chart.ideas_map.across"), class_="kit-room-across")
    inside = up + grid + across
    return tag("div", inside, class_="kit-room-map", role="img", aria_label=drawn[0]["alt"])
