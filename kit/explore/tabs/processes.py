"""The processes: ranking, filters, card and map of the one picked."""

from __future__ import annotations

from kit.explore.state import Exploration
from kit.explore.tabs import Tab
from kit.explore.tabs.parts import of_parts

PARTS = (("table", "ranking"), ("chart", "priorities_map"))


def made(exploration: Exploration) -> Tab:
    """The tab."""
    return of_parts(exploration, PARTS)
