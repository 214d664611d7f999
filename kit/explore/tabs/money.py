"""The business case: figures, cash curve, range, drivers."""

from __future__ import annotations

from kit.explore.state import Exploration
from kit.explore.tabs import Tab
from kit.explore.tabs.parts import of_parts

PARTS = (("cards", "business_case"), ("chart", "cash_curve"), ("chart", "tornado"))


def made(exploration: Exploration) -> Tab:
    """The tab."""
    return of_parts(exploration, PARTS)
