"""What counts most, at a glance."""

from __future__ import annotations

from kit.explore.state import Exploration
from kit.explore.tabs import Tab
from kit.explore.tabs.parts import of_parts

PARTS = (("cards", "summary"),)


def made(exploration: Exploration) -> Tab:
    """The tab."""
    return of_parts(exploration, PARTS)
