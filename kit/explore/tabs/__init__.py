"""The tabs, in their order: (text key ``explore.tabs.<key>``, what makes it)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ipywidgets import Widget

from kit.explore.state import Exploration


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab made: its widget, and how to draw it anew. It is drawn only while it is seen."""

    widget: Widget
    draw: Callable[[], None]


Make = Callable[[Exploration], Tab]


def tabs() -> tuple[tuple[str, Make], ...]:
    """Each tab's key and maker."""
    from kit.explore.tabs import findings, money, overview, plan, processes, scenarios

    return (
        ("overview", overview.made),
        ("processes", processes.made),
        ("money", money.made),
        ("plan", plan.made),
        ("findings", findings.made),
        ("scenarios", scenarios.made),
    )
