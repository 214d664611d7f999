"""The names of lines: at their ends on a page, under the drawing on a phone. In inches."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from matplotlib.patches import Rectangle

from kit.display import style
from kit.display.paper import Paper

LINE = 0.155  # a line of label
_EDGE = 0.04
_SAMPLE = 0.3  # the piece of line before its name
_UNDER = 0.08  # between two names under the drawing


@dataclass(frozen=True, slots=True)
class Named:
    """A line or a band, its name, and how it is drawn (`stroke`: matplotlib's own words)."""

    label: str
    color: str
    weight: str = "bold"
    stroke: Mapping[str, Any] = field(default_factory=dict)  # empty: a band


def apart(
    wanted: Sequence[float], heights: Sequence[float], bottom: float, air: float
) -> list[float]:
    """Middles of labels, from top to bottom, that neither touch nor leave the sheet."""
    middles: list[float] = []
    edge = _EDGE
    for at, height in zip(wanted, heights, strict=True):
        middles.append(max(at, edge + height / 2))
        edge = middles[-1] + height / 2 + air
    edge = bottom
    for at in range(len(middles) - 1, -1, -1):
        middles[at] = min(middles[at], edge - heights[at] / 2)
        edge = middles[at] - heights[at] / 2 - air
    return middles


def key_height(named: Sequence[Named]) -> float:
    """What `write_key` needs."""
    return sum(text.count("\n") * LINE + LINE + _UNDER for text in _key_texts(named)) + _UNDER


def write_key(paper: Paper, named: Sequence[Named], top: float) -> None:
    """A piece of each line, then its name, one under the other, from *top* down."""
    y = top + _UNDER
    for one, text in zip(named, _key_texts(named), strict=True):
        height = (text.count("\n") + 1) * LINE
        middle = y + LINE / 2
        if one.stroke:
            paper.plot([0.02, _SAMPLE], [middle, middle], color=one.color, **one.stroke)
        else:
            band = Rectangle((0.02, middle - 0.05), _SAMPLE - 0.02, 0.1, color=style.MAIN_SOFT)
            band.set(alpha=0.4, lw=0)
            paper.add_patch(band)
        paper.text(
            _SAMPLE + 0.1,
            y + height / 2,
            text,
            ha="left",
            va="center",
            size=style.SMALL,
            weight=one.weight,
            color=one.color if one.stroke else style.MUTED,
            linespacing=1.1,
        )
        y += height + _UNDER


def _key_texts(named: Sequence[Named]) -> list[str]:
    room = style.width() - _SAMPLE - 0.12
    return [style.wrapped(one.label, room, 2, style.SMALL, one.weight) for one in named]


def spaced(
    ticks: Sequence[tuple[int, str]], x: Callable[[float], float]
) -> Sequence[tuple[int, str]]:
    """Every tick, or every second, third… one: as many as can stand side by side."""
    for step in range(1, len(ticks) + 1):
        kept = ticks[::step]
        ends = [(x(at), style.measure(text, style.SMALL) / 2) for at, text in kept]
        if all(b - half_b - a - half_a > 0.08 for (a, half_a), (b, half_b) in pairwise(ends)):
            return kept
    return ticks[:1]
