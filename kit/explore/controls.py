"""The panel of levers: a slider each, its unit, the workbook's value, and the way back to it."""

from __future__ import annotations

from ipywidgets import FloatSlider, VBox, Widget

from kit.analysis.model.what_if import Lever
from kit.explore.state import Exploration


def panel(exploration: Exploration) -> Widget:
    """All levers of *exploration*."""
    return VBox([_slider(lever, exploration) for lever in exploration.levers])


def _slider(lever: Lever, exploration: Exploration) -> Widget:
    texts = exploration.base.texts
    label = texts(f"explore.lever.{lever.lever.replace('.', '_')}")
    slider = FloatSlider(
        value=lever.value,
        min=lever.low,
        max=lever.high,
        step=lever.step,
        description=texts("explore.of", label=label, name=lever.of) if lever.of else label,
    )
    slider.observe(lambda change: exploration.move(lever, change["new"]), names="value")
    return slider
