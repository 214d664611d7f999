"""The 14 and 30 day plan, filtered by owner and horizon."""

from __future__ import annotations

from kit.explore.state import Exploration
from kit.explore.tabs import Tab
from kit.explore.tabs.parts import of_parts

PARTS = (("chart", "plan"), ("table", "plan_14"), ("table", "plan_30"))


def made(exploration: Exploration) -> Tab:
    """The tab."""
    return of_parts(exploration, PARTS)
