"""What does not hold together, each with its cell."""

from __future__ import annotations

from kit.explore.state import Exploration
from kit.explore.tabs import Tab
from kit.explore.tabs.parts import of_parts

PARTS = (("table", "audit_errors"), ("table", "audit_warnings"), ("table", "audit_remarks"))


def made(exploration: Exploration) -> Tab:
    """The tab."""
    return of_parts(exploration, PARTS)
