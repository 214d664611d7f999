"""A road of steps with barriers between some of them: where one is, and what holds it back.

A box a step with its progress; a lozenge where a decision is asked, open or closed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle

from kit.display import style

_GAP = 0.42  # [in] between boxes
_BOX_H, _TOP = 1.0, 0.12  # [in]
_BAR = 0.11
_HALF_W, _HALF_H = 0.2, 0.26  # of a lozenge
# state -> (background, frame, text)
_LOOKS = {
    "done": (style.MINT, style.TEAL, style.TEAL),
    "doing": ("white", style.BLUE, style.BLUE),
    "waiting": ("white", style.LINE, style.MUTED),
    "held": (style.SAND, style.ORANGE, style.ORANGE),
    "stopped": (style.SAND, style.RISKS[-1], style.RISKS[-1]),
}


@dataclass(frozen=True, slots=True)
class Station:
    number: str  # "Étape 2"
    name: str
    share: float  # 0..1 of its points
    progress: str  # "7 sur 12"
    state: str  # done, doing, waiting, held, stopped
    state_word: str
    gate: str | None = None  # word in the lozenge after it; None: no decision is asked there
    gate_open: bool = False


def road(stations: Sequence[Station], prefix: str) -> str:
    """The road as SVG, from left to right."""
    with style.drawing():
        count = len(stations)
        width = (style.WIDTH - 0.02 - _GAP * (count - 1)) / count
        sheet, axes = style.canvas(_TOP + _BOX_H + 0.3)
        middle = _TOP + _BOX_H / 2
        axes.plot([0.01, style.WIDTH - 0.01], [middle, middle], color=style.LINE, lw=3, zorder=1)
        for at, station in enumerate(stations):
            x = 0.01 + at * (width + _GAP)
            _station(axes, station, x, width)
            if station.gate is not None:
                _gate(axes, x + width + _GAP / 2, middle, station)
        return style.to_svg(sheet, prefix)


def _station(axes: Axes, station: Station, x: float, width: float) -> None:
    background, frame, ink = _LOOKS[station.state]
    axes.add_patch(
        Rectangle((x, _TOP), width, _BOX_H, facecolor=background, edgecolor=frame, lw=1.4, zorder=2)
    )
    centre = x + width / 2
    small: dict[str, Any] = {"size": style.SMALL, "ha": "center", "va": "center", "zorder": 4}
    axes.text(centre, _TOP + 0.17, station.number, color=style.MUTED, **small)
    name = style.wrapped(station.name, width - 0.06, 1, weight="bold")
    axes.text(centre, _TOP + 0.38, name, weight="bold", ha="center", va="center", zorder=4)
    bar = width - 0.24
    top = _TOP + 0.56
    axes.add_patch(Rectangle((x + 0.12, top), bar, _BAR, color=style.PALE, lw=0, zorder=3))
    axes.add_patch(
        Rectangle((x + 0.12, top), bar * station.share, _BAR, color=frame, lw=0, zorder=4)
    )
    axes.text(centre, _TOP + 0.83, station.progress, color=style.INK, **small)
    axes.text(
        centre,
        _TOP + _BOX_H + 0.15,
        station.state_word,
        color=ink,
        weight="bold",
        **small,
    )


def _gate(axes: Axes, x: float, y: float, station: Station) -> None:
    colour = style.TEAL if station.gate_open else style.RISKS[-1]
    corners = [(x, y - _HALF_H), (x + _HALF_W, y), (x, y + _HALF_H), (x - _HALF_W, y)]
    axes.add_patch(
        Polygon(
            corners,
            closed=True,
            facecolor=colour if station.gate_open else "white",
            edgecolor=colour,
            lw=1.6,
            zorder=5,
        )
    )
    word = style.wrapped(station.gate or "", 2 * _HALF_W, 2, 6.5)
    axes.text(
        x,
        y,
        word,
        ha="center",
        va="center",
        size=6.5,
        weight="bold",
        color="white" if station.gate_open else colour,
        linespacing=0.95,
        zorder=6,
    )
